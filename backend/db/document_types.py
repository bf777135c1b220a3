"""Documents for people, looked into before they are kept: PDF and Word, and what would run, hide or reach out of them.

They are handed out to be saved and never shown in place, so this is for whoever opens them at a desk (trust.md 2.5). It
finds what is written as the formats have it; it is no virus scanner.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from backend.domain.refusals import Invalid

MOST_UNFOLDED = 200 << 20
"""Bytes of all the streams of objects of one PDF; those of a page are a few thousand."""
MOST_RELATIONS = 1 << 20
"""Bytes of a list of relations in a Word document."""


class DocumentBroken(Invalid):
    """Begins as a document does and then does not go on, or is locked by a password."""

    code = "file_document_broken"
    zh = "文件已损坏，或设有打开密码，没有接收。请在原来的软件中打开，取消密码并另存后再上传。"
    en = "The file is damaged or locked by a password and was not taken. Save it again without a password."


class DocumentUnsafe(Invalid):
    """It would run, carry or fetch something. `what` says which."""

    code = "file_document_unsafe"
    zh = "文件含有{what}，没有接收。请打印成 PDF，或另存为不含它的文件后再上传。"
    en = "The file holds {what_en} and was not taken. Print it to a PDF, or save it without that."


def _unsafe(what: str, what_en: str) -> DocumentUnsafe:
    return DocumentUnsafe(what=what, what_en=what_en)


_PROGRAMS: Final = ("可执行的脚本或宏", "scripts or macros")
_CARRIED: Final = ("嵌入的文件或对象", "embedded files or objects")
_REACHING: Final = ("打开时向外取内容的链接", "links that are fetched when it is opened")
_ENDLESS: Final = ("解压后大得不合情理的内容", "content that unfolds without end")

_IN_PDF: Final = (
    (re.compile(rb"/(?:JavaScript|Launch)(?![A-Za-z0-9])"), _PROGRAMS),
    (re.compile(rb"/(?:EmbeddedFiles?|RichMedia)(?![A-Za-z0-9])"), _CARRIED),
)
"""Names long enough that chance does not write them into a compressed picture."""
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_LOCKED = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_ABOUT: Final = 600
"""Bytes before a stream in which it says what it is."""
_END: Final = 2048
"""Bytes at the end of a PDF in which its end is marked."""


def require_plain_pdf(path: Path) -> None:
    """Raises `DocumentBroken` or `DocumentUnsafe`."""
    content = path.read_bytes()
    if b"%%EOF" not in content[-_END:]:
        raise DocumentBroken()
    for part in (content, *_objects_in(content)):
        # A name may be written in hexadecimal, letter by letter.
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)
        if _LOCKED.search(plain):
            raise DocumentBroken()
        for wanted, what in _IN_PDF:
            if wanted.search(plain):
                raise _unsafe(*what)


def _objects_in(content: bytes) -> Iterator[bytes]:
    """The objects that stand in compressed streams, unfolded. Raises `DocumentUnsafe` for what never ends."""
    left = MOST_UNFOLDED
    for found in _STREAM.finditer(content):
        if b"/ObjStm" not in content[max(0, found.start() - _ABOUT) : found.start()]:
            continue
        end = content.find(b"endstream", found.end())
        try:
            text = zlib.decompressobj().decompress(content[found.end() : end if end >= 0 else None], left)
        except zlib.error:
            continue
        left -= len(text)
        if left <= 0:
            raise _unsafe(*_ENDLESS)
        yield text


_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")


def require_plain_docx(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> None:
    """Raises `DocumentBroken` or `DocumentUnsafe`. A link that somebody must click is only a link."""
    for entry in entries:
        name = entry.filename.lower()
        if name.endswith("vbaproject.bin"):
            raise _unsafe(*_PROGRAMS)
        if "/embeddings/" in name or "/activex/" in name or name.endswith((".zip", ".7z", ".rar", ".gz")):
            raise _unsafe(*_CARRIED)
        if name.endswith(".rels"):
            _require_inside(archive, entry)


def _require_inside(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    if entry.file_size > MOST_RELATIONS:
        raise _unsafe(*_ENDLESS)
    text = archive.read(entry)
    if b"\0" in text or b"&#" in text:
        # No office software writes it so; it is how a word is hidden from a search like this one.
        raise DocumentBroken()
    for relation in _RELATION.findall(text):
        said = b"".join(relation.lower().replace(b"'", b'"').split())
        if b'targetmode="external"' in said and b'/hyperlink"' not in said:
            raise _unsafe(*_REACHING)
