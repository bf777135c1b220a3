"""Pictures, made anew: what is stored was written by us and carries nothing but its pixels (trust.md 2.6, X-05)."""

import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from backend.db.file_types import FileBroken, FileType
from backend.domain.refusals import Invalid

MOST_PIXELS = 25_000_000


class ImageLarge(Invalid):
    """More pixels than any camera's picture needs."""

    code = "image_too_large"
    zh = "图片超过 {most} 万像素，没有接收。请缩小后再上传。"
    en = "The picture has more than {most}0,000 pixels and was not taken. Make it smaller."


def remake(path: Path, kind: FileType) -> None:
    """Write the picture at `path` anew: upright, without EXIF, XMP, comments and whatever followed it in the file.

    Raises `FileBroken`, `ImageLarge`.
    """
    form = "PNG" if kind is FileType.PNG else "JPEG"
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
        bare.info.clear()
        options = {"quality": 90} if form == "JPEG" else {"optimize": False}
        with path.open("wb") as out:
            bare.save(out, form, **options)
    except Invalid:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        raise FileBroken() from None
