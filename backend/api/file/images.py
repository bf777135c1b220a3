"""Pictures, made anew: what is stored was written by us and carries nothing but its pixels (trust.md 2.6, X-05)."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from backend.db.file_types import FileBroken, FileType
from backend.domain.refusals import Invalid

MOST_PIXELS = 25_000_000


class ImageLarge(Invalid):
    """More pixels than any camera's picture needs."""

    code = "image_too_large"
    zh = "图片超过 {most} 万像素，没有接收。请缩小后再上传。"
    en = "The picture has more than {most}0,000 pixels and was not taken. Make it smaller."


LONGEST_SIDE = 720
"""Pixels of a portrait: enough for a card of 33 × 48 mm at 300 dpi, and no more of a face than is needed."""


def remake(path: Path, kind: FileType) -> None:
    """Write the picture at `path` anew: upright, without EXIF, XMP, comments and whatever followed it in the file.

    Raises `FileBroken`, `ImageLarge`.
    """
    with _opened(path, kind) as bare:
        _write(bare, path, "PNG" if kind is FileType.PNG else "JPEG")


def remake_small(path: Path, kind: FileType) -> FileType:
    """The same as a portrait: a JPEG of at most `LONGEST_SIDE`, on white where it was transparent. Its new type.

    Raises `FileBroken`, `ImageLarge`.
    """
    with _opened(path, kind) as bare:
        ground = Image.new("RGB", bare.size, "white")
        opaque = bare.convert("RGBA")
        ground.paste(opaque, mask=opaque.getchannel("A"))
        ground.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        _write(ground, path, "JPEG")
    return FileType.JPEG


@contextmanager
def _opened(path: Path, kind: FileType) -> Iterator[Image.Image]:
    """The bare pixels of a picture, upright. What the library stumbles over within becomes `FileBroken`."""
    form = "PNG" if kind is FileType.PNG else "JPEG"
    # The library that lays out pages lets pictures that are cut off through, for the whole process, once it is loaded.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(path, formats=[form]) as source:
                if source.width * source.height > MOST_PIXELS:
                    raise ImageLarge(most=MOST_PIXELS // 10_000)
                upright = ImageOps.exif_transpose(source)
                wanted = {"PNG": ("1", "L", "LA", "P", "RGB", "RGBA"), "JPEG": ("L", "RGB")}[form]
                plain = upright if upright.mode in wanted else upright.convert("RGB")
                bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
                if plain.mode == "P":
                    bare.putpalette(plain.getpalette() or [])
                    if "transparency" in plain.info:
                        bare = plain.convert("RGBA")
            bare.info.clear()
            yield bare
    except Invalid:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        raise FileBroken() from None


def _write(bare: Image.Image, path: Path, form: str) -> None:
    options = {"quality": 90} if form == "JPEG" else {"optimize": False}
    with path.open("wb") as out:
        bare.save(out, form, **options)
