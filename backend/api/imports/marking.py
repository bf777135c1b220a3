"""Marks a workbook in a process of its own, with limits: wrong cells red, their reasons in comments and in a last column.

    python -m backend.api.imports.marking FILE MEDIA_TYPE OUTPUT < MARKS

The first line of the marks says where the head ends, each other one what is wrong with a row. A workbook of moderate
size keeps its own layout; a large one, and one of another form, is written anew with the same cells on the same rows,
because keeping a layout takes memory for every cell.
"""

import sys
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import orjson

from backend.api.imports.workbook import limit, sheets_of
from backend.db.file_types import FileType
from backend.domain.imports.cells import Cell, is_blank, text_of
from backend.domain.imports.columns import letter_of, plain_title

REASON = "错误原因"
AUTHOR = "职工之家"
LAYOUT_KEPT = 24 << 20
"""Bytes of XML, unpacked, up to which a workbook keeps its layout."""
LARGEST = 256 << 20
"""Bytes of a file that is written."""
_RED, _TINT, _GREY = "FFC7CE", "FFFDF3F4", "FFEEF0F2"
_WIDE = 60

Marks = Mapping[int, Mapping[str, Any]]
"""By line: `columns`, letter and reason of each wrong cell, and the `reason` of the whole row."""


def mark(path: Path, kind: FileType, output: Path, *, sheet: str, ends: int, marks: Marks) -> None:
    """Write the marked workbook to `output`."""
    if kind is FileType.XLSX and _unpacked(path) <= LAYOUT_KEPT:
        _mark_own(path, output, sheet=sheet, ends=ends, marks=marks)
    else:
        _write_anew(path, kind, output, sheet=sheet, ends=ends, marks=marks)


def _unpacked(path: Path) -> int:
    with zipfile.ZipFile(path) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _mark_own(path: Path, output: Path, *, sheet: str, ends: int, marks: Marks) -> None:
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill

    with path.open("rb") as file:
        # By its path it would be judged by its name, which is ours and says nothing.
        book = openpyxl.load_workbook(file)
    page = book[sheet]
    red = PatternFill("solid", start_color="FF" + _RED, end_color="FF" + _RED)
    last, lines = 0, ends
    for row in page.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == AUTHOR:
                cell.comment, cell.fill = None, PatternFill()
            if not is_blank(cell.value):
                last, lines = max(last, cell.column), max(lines, cell.row)
    heads = {plain_title(page.cell(ends, column).value): column for column in range(1, last + 1)}
    where = heads.get(plain_title(REASON), last + 1)
    for line in range(ends + 1, lines + 1):
        page.cell(line, where).value = None
    top = page.cell(ends, where, REASON)
    top.font, top.fill = Font(bold=True), PatternFill("solid", start_color=_GREY, end_color=_GREY)
    for line, told in marks.items():
        for letter, why in told["columns"]:
            cell = page[f"{letter}{line}"]
            if type(cell).__name__ != "MergedCell":
                cell.fill = red
                cell.comment = Comment(why, AUTHOR, width=260, height=90)
        reason = page.cell(line, where)
        reason.value, reason.data_type = told["reason"], "s"
        reason.alignment = Alignment(wrap_text=True, vertical="top")
    page.column_dimensions[letter_of(where - 1)].width = _WIDE
    page.auto_filter.ref = f"A{ends}:{letter_of(where - 1)}{max(lines, ends + 1)}"
    book.active = book.index(page)
    book.save(output)


def _write_anew(path: Path, kind: FileType, output: Path, *, sheet: str, ends: int, marks: Marks) -> None:
    import xlsxwriter

    from backend.api.plain_sheet import PlainSheet

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    width = _width(path, kind, sheet)
    with xlsxwriter.Workbook(output, options | {"tmpdir": str(output.parent)}) as book:
        page = book.add_worksheet(sheet[:31] or None, PlainSheet)
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "bg_color": "#EEF0F2"})
        red = book.add_format({"num_format": "@", "bg_color": "#" + _RED})
        day, number = (
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.add_format({"num_format": "0.###############"}),
        )
        where, lines = width, ends
        for line, row in _rows(path, kind, sheet):
            if line == ends:
                where = next((p for p, cell in enumerate(row) if plain_title(cell) == plain_title(REASON)), width)
            told = marks.get(line)
            wrong = dict(told["columns"]) if told else {}
            for position, cell in enumerate(row[:where]):
                marked = wrong.get(letter_of(position))
                _write(
                    page, line - 1, position, cell, red if marked else bold if line <= ends else None, text, day, number
                )
                if marked:
                    page.write_comment(line - 1, position, marked, {"author": AUTHOR})
            if line == ends:
                page.write_string(line - 1, where, REASON, bold)
            elif told:
                page.write_string(line - 1, where, told["reason"])
            lines = line
        page.set_column(0, max(0, where - 1), 16)
        page.set_column(where, where, _WIDE)
        page.freeze_panes(ends, 0)
        page.autofilter(ends - 1, 0, max(lines - 1, ends), where)


def _rows(path: Path, kind: FileType, sheet: str) -> Iterator[tuple[int, Any]]:
    for name, _height, rows in sheets_of(path, kind):
        if name == sheet:
            yield from rows
            return


def _width(path: Path, kind: FileType, sheet: str) -> int:
    """How many columns hold something."""
    widest = 0
    for _line, row in _rows(path, kind, sheet):
        for position in range(len(row) - 1, widest - 1, -1):
            if not is_blank(row[position]):
                widest = position + 1
                break
    return widest


def _write(page: Any, line: int, position: int, cell: Cell, format: Any, text: Any, day: Any, number: Any) -> None:
    """One cell as it was: numbers stay numbers, text stays text, whatever it begins with."""
    if is_blank(cell):
        if format is not None:
            page.write_blank(line, position, None, format)
    elif isinstance(cell, bool):
        page.write_boolean(line, position, cell, format)
    elif isinstance(cell, (int, float)):
        page.write_number(line, position, cell, format or number)
    elif isinstance(cell, datetime) and cell.time() == time():
        page.write_datetime(line, position, cell, format or day)
    elif isinstance(cell, date) and not isinstance(cell, datetime):
        page.write_datetime(line, position, datetime.combine(cell, time()), format or day)
    else:
        page.write_string(line, position, text_of(cell), format or text)


def main(arguments: list[str]) -> int:
    """Mark one file. The output has its name once it is whole; exit code 1 when memory does not suffice."""
    path, kind, output = Path(arguments[0]), FileType(arguments[1]), Path(arguments[2])
    where, *told = sys.stdin.buffer.read().splitlines()
    head = orjson.loads(where)
    marks = {said["line"]: said for said in map(orjson.loads, told)}
    limit(writes=LARGEST)
    unfinished = output.with_suffix(".part")
    try:
        mark(path, kind, unfinished, sheet=head["sheet"], ends=head["ends"], marks=marks)
    except MemoryError:
        return 1
    unfinished.rename(output)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
