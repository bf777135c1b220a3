"""What a file truly is: told by its content, never by its name (trust.md 2.5, X-03; ASVS 5.2.2).

Workbooks are opened by nobody before these checks: an archive that unfolds into gigabytes, macros, links to other files.
"""

import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

from backend.db.document_types import DocumentBroken, require_plain_docx, require_plain_pdf
from backend.domain.refusals import Invalid, TooMany

MIB = 1 << 20
LONGEST_UNPACKED = 500 * MIB
HIGHEST_RATIO = 100
MOST_ENTRIES = 200
_TORN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
"""What the reader of archives raises for one that is damaged."""
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Marks that control something and stand in no text."""


class FileType(StrEnum):
    """What is taken in; the value is the media type."""

    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    XLS = "application/vnd.ms-excel"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    CSV = "text/csv"
    PNG = "image/png"
    JPEG = "image/jpeg"
    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    @property
    def suffix(self) -> str:
        """The ending of a name for such a file."""
        return "." + self.name.lower()


class Purpose(StrEnum):
    """What a file is uploaded for: it settles the types and the size that are taken."""

    WORKBOOK = "workbook"
    IMAGE = "image"
    PORTRAIT = "portrait"
    """A photo of a member: made small, and handed out by the member it belongs to and by nothing else."""
    PAPER = "paper"
    """A paper of a household file, as a picture: handed out by the file it belongs to and by nothing else."""
    PROOF = "proof"
    """What proves that money moved: a document, a signature, a photo; handed out by the voucher or the payment."""
    VISIT = "visit"
    """A photo or a signature of a visit: handed out by the visit it belongs to and by nothing else."""
    CABINET = "cabinet"
    """A file of a paper in a union's cabinet: handed out by the paper it belongs to and by nothing else."""


TAKEN: Mapping[Purpose, frozenset[FileType]] = {
    Purpose.WORKBOOK: frozenset({FileType.XLSX, FileType.XLS, FileType.ODS, FileType.CSV}),
    Purpose.IMAGE: frozenset({FileType.PNG, FileType.JPEG}),
    Purpose.PORTRAIT: frozenset({FileType.PNG, FileType.JPEG}),
    Purpose.PAPER: frozenset({FileType.PNG, FileType.JPEG}),
    Purpose.PROOF: frozenset({FileType.PNG, FileType.JPEG}),
    Purpose.VISIT: frozenset({FileType.PNG, FileType.JPEG}),
    Purpose.CABINET: frozenset({FileType.PDF, FileType.DOCX, FileType.XLSX, FileType.PNG, FileType.JPEG}),
}
_MEGABYTES = {Purpose.WORKBOOK: 50, Purpose.CABINET: 20}
LARGEST: Mapping[Purpose, int] = {purpose: _MEGABYTES.get(purpose, 10) * MIB for purpose in Purpose}


class FileUnknown(Invalid):
    """The content is of no type that is taken for this purpose."""

    code = "file_type_unsupported"
    zh = "这个文件的内容不是可接收的类型。名册请用 .xlsx、.xls、.ods 或 .csv，图片请用 PNG 或 JPEG；改后缀名没有用，请另存为。"
    en = (
        "The content of this file is of no type that is taken. Use .xlsx, .xls, .ods or .csv for a roster, PNG or JPEG "
        "for a picture; renaming does not help, save it as one of these."
    )


class NotForCabinet(FileUnknown):
    """The content is of no type that is filed as a paper."""

    code = "file_type_not_for_cabinet"
    zh = "这个文件的内容不是可归档的类型，没有接收。档案资料请用 PDF、.docx、.xlsx、PNG 或 JPEG；改后缀名没有用，请另存为。"
    en = (
        "The content of this file is of no type that is filed. Use PDF, .docx, .xlsx, PNG or JPEG; renaming does not "
        "help, save it as one of these."
    )


class PurposeNotYours(Invalid):
    """A member uploads papers of the own application and nothing else."""

    code = "file_purpose_not_yours"
    zh = "会员只能上传申请材料的图片（用途选“档案材料”）。"
    en = "Members upload pictures of papers for their own application only (purpose “paper”)."


class UploadedTooOften(TooMany):
    """A member's pictures of one hour."""

    code = "file_uploads_too_many"
    zh = "一小时内上传的图片太多，没有接收。请稍后再传；每份材料拍清楚，传一次即可。"
    en = "Too many pictures were uploaded within an hour. Try again later; one clear picture of each page is enough."


MEMBER_UPLOADS_AN_HOUR = 100


class FileEmpty(Invalid):
    """Nothing in it."""

    code = "file_empty"
    zh = "文件是空的，没有接收。请重新选择文件。"
    en = "The file is empty and was not taken. Choose it again."


class FileLarge(Invalid):
    """Over the limit of its purpose. `most` in MB."""

    code = "file_too_large"
    zh = "文件超过 {most} MB，没有接收。请拆分后再上传。"
    en = "The file is larger than {most} MB and was not taken. Split it."


class FileBroken(Invalid):
    """Begins as its type does and then does not go on."""

    code = "file_broken"
    zh = "文件已损坏或被加密，无法打开。请在表格软件中打开并另存为 .xlsx 后再上传；设有密码的请先取消。"
    en = "The file is damaged or encrypted and cannot be opened. Save it again as .xlsx, without a password."


class ArchiveTooLarge(Invalid):
    """It would unfold into far more than it is."""

    code = "file_archive_too_large"
    zh = "文件解压后大得不合情理，没有打开。请删去多余的工作表、格式和空行，另存后再上传。"
    en = "Unpacked, the file is unreasonably large, and was not opened. Delete unused sheets, formats and rows."


class ArchiveUnsafe(Invalid):
    """Macros, links to other files, archives inside. `what` says which."""

    code = "file_archive_unsafe"
    zh = "文件含有{what}，没有打开。请把内容复制到新的工作簿（粘贴为数值），另存为 .xlsx 后再上传。"
    en = "The file holds {what_en} and was not opened. Copy the values into a new workbook and save it as .xlsx."


def unknown_for(purpose: Purpose) -> FileUnknown:
    """The refusal that says what is taken for this purpose."""
    return NotForCabinet() if purpose is Purpose.CABINET else FileUnknown()


def recognise(path: Path) -> FileType:
    """The type of the file. Raises `FileEmpty`, `FileUnknown`, `FileBroken`, `ArchiveTooLarge`, `ArchiveUnsafe`."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise FileEmpty()
    if head.startswith(b"PK\x03\x04"):
        return _in_archive(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _in_compound(path)
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if head.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if head.startswith(b"%PDF-"):
        return FileType.PDF
    if _encoding(head, path) is not None:
        return FileType.CSV
    raise FileUnknown()


def require_taken(found: FileType, purpose: Purpose, size: int) -> None:
    """Raises `FileUnknown` for another purpose's type, `FileLarge` over the purpose's limit."""
    if found not in TAKEN[purpose]:
        raise unknown_for(purpose)
    if size > LARGEST[purpose]:
        raise FileLarge(most=LARGEST[purpose] // MIB)


def require_plain(path: Path, found: FileType) -> None:
    """Looks into a document that is taken in. Raises `DocumentBroken`, `DocumentUnsafe`, `ArchiveUnsafe`."""
    if found is FileType.PDF:
        require_plain_pdf(path)
    elif found is FileType.DOCX:
        with _opened(path, DocumentBroken) as archive:
            _require_plain_xml(archive, archive.infolist())
            require_plain_docx(archive, archive.infolist())


def require_members_upload(purpose: Purpose, uploaded: int) -> None:
    """What somebody may upload who is a member and nothing else, with `uploaded` files within the hour.

    Raises `PurposeNotYours`, `UploadedTooOften`.
    """
    if purpose is not Purpose.PAPER:
        raise PurposeNotYours(pointer="/purpose")
    if uploaded >= MEMBER_UPLOADS_AN_HOUR:
        raise UploadedTooOften(retry_after=3600)


def encoding_of(path: Path) -> str:
    """How a text file is encoded. Raises `FileUnknown` for what is no text."""
    with path.open("rb") as file:
        found = _encoding(file.read(4096), path)
    if found is None:
        raise FileUnknown()
    return found


def _encoding(head: bytes, path: Path) -> str | None:
    """UTF-8, or GB18030 as Chinese office software writes it by default; the whole file must read so."""
    if b"\0" in head:
        return None
    for name in ("utf-8-sig", "gb18030"):
        try:
            with path.open(encoding=name, newline="") as text:
                while piece := text.read(MIB):
                    if _NO_TEXT.search(piece):
                        return None
        except UnicodeError:
            continue
        return name
    return None


@contextmanager
def _opened(path: Path, broken: type[Invalid]) -> Iterator[zipfile.ZipFile]:
    """An archive to be looked into. Raises `broken` for a damaged one, and what is refused inside as it is."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except Invalid:
        raise
    except _TORN:
        raise broken() from None


def _in_archive(path: Path) -> FileType:
    with _opened(path, FileBroken) as archive:
        entries = archive.infolist()
        names = {entry.filename for entry in entries}
        _require_sane(entries, path.stat().st_size)
        if "word/document.xml" in names and "[Content_Types].xml" in names:
            return FileType.DOCX
        _require_safe(names)
        if "xl/workbook.xml" in names and "[Content_Types].xml" in names:
            _require_plain_xml(archive, entries)
            return FileType.XLSX
        if "mimetype" in names and archive.read("mimetype")[:100].strip() == FileType.ODS.value.encode():
            _require_plain_xml(archive, entries)
            return FileType.ODS
    raise FileUnknown()


def _require_sane(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > LONGEST_UNPACKED or unpacked > HIGHEST_RATIO * max(size, 1) or len(entries) > MOST_ENTRIES:
        raise ArchiveTooLarge()
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileBroken()


def _require_safe(names: set[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in lower):
        raise ArchiveUnsafe(what="宏", what_en="macros")
    if any("externallinks/" in name for name in lower):
        raise ArchiveUnsafe(what="指向其他文件的链接", what_en="links to other files")
    if any(name.endswith((".zip", ".7z", ".rar", ".gz", ".xlsx", ".xls")) for name in lower):
        raise ArchiveUnsafe(what="另一个压缩包或工作簿", what_en="another archive or workbook")


def _require_plain_xml(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """No document type: entities are how XML reads other files and grows without end."""
    for entry in entries:
        if entry.filename.endswith((".xml", ".rels")):
            with archive.open(entry) as file:
                head = file.read(2048).upper()
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                raise ArchiveUnsafe(what="文档类型声明", what_en="a document type declaration")


def _in_compound(path: Path) -> FileType:
    """An old workbook has a stream Workbook or Book; an encrypted new one, and other old documents, have not."""
    with path.open("rb") as file:
        content = file.read(LARGEST[Purpose.WORKBOOK] + 1)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileBroken()
    if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")):
        if "_VBA_PROJECT".encode("utf-16-le") in content:
            raise ArchiveUnsafe(what="宏", what_en="macros")
        return FileType.XLS
    raise FileUnknown()
