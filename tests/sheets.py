"""The same rosters in the other forms in which they come: .xls as offices have kept it since 1997, .ods, .csv of WPS.

No library of the lock writes .xls, and those that did are no longer kept; so the records stand here as MS-XLS and MS-CFB
describe them: a compound file with one stream, the texts in a shared table, dates by their format.
"""

import csv
import struct
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from xml.sax.saxutils import escape

from tests.workbooks import TITLES

Rows = Iterable[dict[str, Any]]

SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_GENERAL, _DAY = 0, 1
_LONGEST_RECORD = 8224
_EPOCH = date(1899, 12, 30)


def grid(rows: Rows, title: str = "会员花名册") -> list[list[Any]]:
    """The cells of a roster: a title, the header, the people. The first person is in row 3."""
    return [[title], list(TITLES), *([row.get(known, "") for known in TITLES] for row in rows)]


def csv_gb18030(rows: Rows) -> bytes:
    """As WPS and Excel save it in China: no mark of the encoding, a tab that keeps long numbers whole."""
    memory = StringIO()
    out = csv.writer(memory)
    for cells in grid(rows):
        out.writerow([f"\t{cell}" if str(cell)[:6].isdigit() and len(str(cell)) > 14 else cell for cell in cells])
    return memory.getvalue().encode("gb18030")


# --- .ods ------------------------------------------------------------------------------------------------------------

_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def ods(rows: Rows) -> bytes:
    """An OpenDocument spreadsheet as LibreOffice writes it, without its styles."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>" for cells in grid(rows))
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.3" '
        f'xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" xmlns:text="{_OFFICE}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="花名册">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_OFFICE}:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return memory.getvalue()


def _ods_cell(cell: Any) -> str:
    if cell in (None, ""):
        return "<table:table-cell/>"
    if isinstance(cell, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    if isinstance(cell, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'


# --- .xls ------------------------------------------------------------------------------------------------------------


def xls(rows: Rows) -> bytes:
    """A workbook in BIFF8, of one sheet, in a compound file."""
    return _compound(_workbook(grid(rows)))


def _record(kind: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    assert len(body) <= _LONGEST_RECORD
    return struct.pack("<HH", kind, len(body)) + body


def _text(text: str, length: str) -> bytes:
    """A string as records hold it: one byte for each character where that is enough, else two."""
    narrow = all(ord(mark) < 256 for mark in text)
    body = text.encode("latin-1" if narrow else "utf-16-le")
    return struct.pack(f"<{length}B", len(text) if narrow else len(body) // 2, 0 if narrow else 1) + body


def _workbook(cells: Sequence[Sequence[Any]]) -> bytes:
    texts: dict[str, int] = {}
    for row in cells:
        for cell in row:
            if isinstance(cell, str) and cell:
                texts.setdefault(cell, len(texts))
    begin = _bof(0x0005) + _record(0x0042, struct.pack("<H", 1200))
    formats = b"".join(_record(0x00E0, struct.pack("<HHH", 0, number, 1), bytes(14)) for number in (0, 14))
    table = _shared_texts(list(texts))
    end = _record(0x000A)
    name = _text("花名册", "B")
    sheet_at = len(begin) + len(formats) + 4 + 6 + len(name) + len(table) + len(end)
    bound = _record(0x0085, struct.pack("<IBB", sheet_at, 0, 0), name)
    return begin + formats + bound + table + end + _sheet(cells, texts)


def _bof(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0x41, 0x0600))


def _shared_texts(texts: Sequence[str]) -> bytes:
    """The table of texts; what does not fit into one record goes on in others, broken between texts."""
    records, body, kind = [], struct.pack("<II", len(texts), len(texts)), 0x00FC
    for text in texts:
        entry = _text(text, "H")
        if len(body) + len(entry) > _LONGEST_RECORD:
            records.append(_record(kind, body))
            body, kind = b"", 0x003C
        body += entry
    return b"".join([*records, _record(kind, body)])


def _sheet(cells: Sequence[Sequence[Any]], texts: dict[str, int]) -> bytes:
    width = max(map(len, cells))
    parts = [_bof(0x0010), _record(0x0200, struct.pack("<IIHHH", 0, len(cells), 0, width, 0))]
    for line, row in enumerate(cells):
        for column, cell in enumerate(row):
            at = (line, column)
            if cell in (None, ""):
                continue
            if isinstance(cell, date):
                parts.append(_record(0x0203, struct.pack("<HHHd", *at, _DAY, (cell - _EPOCH).days)))
            elif isinstance(cell, (int, float)):
                parts.append(_record(0x0203, struct.pack("<HHHd", *at, _GENERAL, cell)))
            else:
                parts.append(_record(0x00FD, struct.pack("<HHHI", *at, _GENERAL, texts[cell])))
    merged = _record(0x00E5, struct.pack("<HHHHH", 1, 0, 0, 0, width - 1))
    return b"".join([*parts, merged, _record(0x000A)])


def _compound(stream: bytes) -> bytes:
    """A compound file (MS-CFB, version 3) with the one stream `Workbook`."""
    # Below 4,096 bytes a stream would lie among the small ones: it is made longer instead.
    stream = stream.ljust(4096, b"\0")
    data = -(-len(stream) // SECTOR)
    fats = 1
    while fats * SECTOR // 4 < data + 1 + fats:
        fats += 1
    assert fats <= 109
    chain = [*range(1, data), _END, _END, *[_FAT] * fats]
    chain += [_FREE] * (fats * SECTOR // 4 - len(chain))
    places = [data + 1 + number for number in range(fats)]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, fats, data, 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *places, *[_FREE] * (109 - fats))
    directory = _entry("Root Entry", 5, child=1, start=_END, size=0) + _entry("Workbook", 2, start=0, size=len(stream))
    body = stream.ljust(data * SECTOR, b"\0") + directory.ljust(SECTOR, b"\0")
    return header + body + struct.pack(f"<{len(chain)}I", *chain)


def _entry(name: str, kind: int, *, start: int, size: int, child: int = _FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    links = struct.pack("<III", _FREE, _FREE, child)
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBB", len(text), kind, 1)
        + links
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
