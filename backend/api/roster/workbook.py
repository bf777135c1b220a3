"""Reads a roster's workbook in a process of its own, with limits (trust.md 2.5, X-03).

    python -m backend.api.roster.workbook FILE MEDIA_TYPE DAY

writes JSON lines: the header, then a line for each row, then `{"end": …}`; or `{"refusal": …}`. It holds no keys, no
database and no environment, so that a workbook made to break its reader breaks into an empty room; and reading in here
keeps the web process answering. The rules of the domain are asked in here too: they are most of the work.
"""

import csv
import resource
import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from backend.db.file_types import FileBroken, FileType, encoding_of, recognise
from backend.domain.member.roster import HEADER_WITHIN, Header, HeaderMissing, Row, find_header, letter_of
from backend.domain.member.roster_cells import is_blank
from backend.domain.member.roster_rows import is_passed_over, read_row
from backend.domain.refusals import Invalid, Refusal

MEMORY = 512 << 20
"""Bytes of address space."""
SECONDS = 60
"""Of processor time."""
MOST_ROWS = 200_000
MOST_COLUMNS = 200
MOST_SHEETS = 20

Numbered: TypeAlias = tuple[int, Row]


class TooManyRows(Invalid):
    """More rows than one roster may have."""

    code = "roster_too_many_rows"
    zh = "表格超过 {most} 行，没有导入。请按工会拆成几个文件。"
    en = "The sheet has more than {most} rows and was not taken in. Split it by union."


class TooManyColumns(Invalid):
    """More columns than any form has."""

    code = "roster_too_many_columns"
    zh = "表格超过 {most} 列，没有导入。请删去表格右侧多余的列。"
    en = "The sheet has more than {most} columns and was not taken in. Delete the superfluous ones."


class NobodyInside(Invalid):
    """A header and nothing under it."""

    code = "roster_empty"
    zh = "表头下面没有人员。请确认选对了文件和工作表。"
    en = "There is nobody under the header. See that you chose the right file and sheet."


def limit() -> None:
    """Bound this process: memory, processor time, no file written, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(path: Path, kind: FileType, today: date) -> Iterator[dict[str, Any]]:
    """The header, the rows, the end. Raises the refusals of this module, of the domain and of `file_types`."""
    if recognise(path) is not kind:
        raise FileBroken()
    refused: HeaderMissing | None = None
    for sheet, rows in _sheets(path, kind):
        top = list(islice(rows, HEADER_WITHIN))
        try:
            header = find_header([row for _line, row in top])
        except HeaderMissing as refusal:
            refused = refused or refusal
            continue
        yield from _read_rows(sheet, header, chain(top[header.first :], rows), today)
        return
    raise refused or HeaderMissing(rows=HEADER_WITHIN)


def _read_rows(sheet: str, header: Header, rows: Iterator[Numbered], today: date) -> Iterator[dict[str, Any]]:
    yield {
        "sheet": sheet,
        "columns": {
            name: {"column": letter_of(position), "title": header.titles[name]}
            for name, position in header.columns.items()
        },
        "ignored": list(header.ignored[:50]),
    }
    count = 0
    for line, row in rows:
        if is_passed_over(row, header):
            continue
        count += 1
        if count > MOST_ROWS:
            raise TooManyRows(most=MOST_ROWS)
        read = read_row(row, header, today=today)
        problems = [{name: getattr(problem, name) for name in problem.__slots__} for problem in read.problems]
        yield {"line": line, "cells": read.cells, "values": read.values, "problems": problems}
    if not count:
        raise NobodyInside()
    yield {"end": count}


def _sheets(path: Path, kind: FileType) -> Iterator[tuple[str, Iterator[Numbered]]]:
    """The visible sheets, each with its rows and their numbers as the reader's screen shows them."""
    if kind is FileType.CSV:
        yield "", _csv_rows(path)
        return
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        with CalamineWorkbook.from_path(path) as workbook:
            shown = [
                sheet.name
                for sheet in workbook.sheets_metadata
                if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
            ]
            for name in shown[:MOST_SHEETS]:
                yield name, _sheet_rows(workbook.get_sheet_by_name(name))
    except Invalid:
        raise
    except (CalamineError, OSError, ValueError):
        raise FileBroken() from None
    except BaseException as panic:
        # The reader's own assertions arrive as an exception that is no Exception.
        if type(panic).__name__ == "PanicException":
            raise FileBroken() from None
        raise


def _sheet_rows(sheet: Any) -> Iterator[Numbered]:
    """Rows counted from the top of the sheet, cells from its left edge; reading begins where something stands."""
    if sheet.start is None:
        return
    (_top, left), (bottom, right) = sheet.start, sheet.end
    if right >= MOST_COLUMNS:
        raise TooManyColumns(most=MOST_COLUMNS)
    if bottom >= 1_048_576 or (bottom + 1) * (right - left + 1) > MOST_ROWS * MOST_COLUMNS:
        raise TooManyRows(most=MOST_ROWS)
    margin: list[Any] = [None] * left
    for line, row in enumerate(sheet.iter_rows(), start=1):
        if line <= HEADER_WITHIN or not all(is_blank(cell) for cell in row):
            yield line, margin + row if margin else row


def _csv_rows(path: Path) -> Iterator[Numbered]:
    csv.field_size_limit(20_000)
    with path.open(encoding=encoding_of(path), newline="") as file:
        head = file.readline()
        delimiter = max(",\t;，", key=head.count) if head.strip() else ","
        file.seek(0)
        reader = csv.reader(file, delimiter=delimiter)
        try:
            for row in reader:
                if len(row) > MOST_COLUMNS:
                    raise TooManyColumns(most=MOST_COLUMNS)
                yield reader.line_num, row
        except csv.Error:
            raise FileBroken() from None


def main(arguments: list[str]) -> int:
    """Read one file and write what is in it to the standard output."""
    path, kind, today = Path(arguments[0]), FileType(arguments[1]), date.fromisoformat(arguments[2])
    limit()
    out = sys.stdout.buffer
    try:
        for found in read(path, kind, today):
            out.write(orjson.dumps(found) + b"\n")
    except Refusal as refusal:
        told = {"code": refusal.code, "zh": refusal.sentence("zh"), "en": refusal.sentence("en")}
        out.write(orjson.dumps({"refusal": told}) + b"\n")
    except MemoryError:
        out.write(b'{"exhausted": true}\n')
    out.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
