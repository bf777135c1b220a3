"""Reads a workbook in a process of its own, with limits (trust.md 2.5, X-03).

    python -m backend.api.imports.workbook FILE MEDIA_TYPE < WANTED

writes JSON lines: the head, then a line for each row, then `{"end": …}`; or `{"refusal": …}`. It holds no keys, no
database and no environment, so that a workbook made to break its reader breaks into an empty room; and reading in here
keeps the web process answering. The rules of the domain are asked in here too: they are most of the work.
"""

import csv
import gc
import resource
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeAlias

import orjson

from backend.db.file_types import FileBroken, FileType, encoding_of, recognise
from backend.domain.imports.cells import is_blank
from backend.domain.imports.columns import Register, RegisterKind, letter_of
from backend.domain.imports.heads import HEAD_WITHIN, SAMPLED, Chosen, Head, Row, find_head, sampled
from backend.domain.imports.registers import REGISTERS
from backend.domain.imports.rows import RowReader
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
    """More rows than one import may have."""

    code = "import_too_many_rows"
    zh = "表格超过 {most} 行，没有导入。请按工会拆成几个文件。"
    en = "The sheet has more than {most} rows and was not taken in. Split it by union."


class TooManyColumns(Invalid):
    """More columns than any form has."""

    code = "import_too_many_columns"
    zh = "表格超过 {most} 列，没有导入。请删去表格右侧多余的列。"
    en = "The sheet has more than {most} columns and was not taken in. Delete the superfluous ones."


class NothingInside(Invalid):
    """A head and nothing under it, or nothing at all."""

    code = "import_empty"
    zh = "表格里没有可读的行。请确认选对了文件和工作表，并且表头下面有内容。"
    en = "There is no row to be read. See that you chose the right file and sheet, and that something stands in it."


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read: for which register, judged as of which day, by what is known of the columns.

    `sheet` and `chosen` are what somebody said of this very file; None where nobody has.
    """

    register: Register
    today: date
    known: Mapping[str, str | None]
    sheet: str | None = None
    chosen: Chosen | None = None

    @staticmethod
    def from_json(text: bytes) -> "Wanted":
        """As reader.py hands it over."""
        said = orjson.loads(text)
        chosen = said.get("chosen")
        return Wanted(
            REGISTERS[RegisterKind(said["kind"])],
            date.fromisoformat(said["today"]),
            said["known"],
            chosen and chosen["sheet"],
            chosen and Chosen(chosen["ends"], {int(at): name for at, name in chosen["fields"].items()}),
        )


def limit(*, writes: int = 0) -> None:
    """Bound this process: memory, processor time, bytes of a file that it `writes`, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (writes, writes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(path: Path, kind: FileType, wanted: Wanted) -> Iterator[dict[str, Any]]:
    """The head, the rows, the end. Raises the refusals of this module, of the domain and of `file_types`.

    The first sheet that has all the columns is read. Where none has, the head of the first one with anything in it is
    all there is: somebody has to say what its columns are.
    """
    if recognise(path) is not kind:
        raise FileBroken()
    best: dict[str, Any] | None = None
    for sheet, height, rows in sheets_of(path, kind):
        if wanted.sheet is not None and sheet != wanted.sheet:
            continue
        top = list(islice(rows, HEAD_WITHIN + SAMPLED))
        head = find_head([row for _line, row in top], wanted.register, wanted.known, wanted.chosen)
        head = sampled(head, [row for _line, row in top[head.ends :]], wanted.register)
        shown = _shown(sheet, head, wanted.register)
        if not head.missing(wanted.register):
            yield {"head": shown, "rows": max(0, height - head.ends)}
            yield from _read_rows(head, chain(top[head.ends :], rows), wanted)
            return
        if head.titles and (best is None or len(shown["missing"]) < len(best["missing"])):
            best = shown
    if best is None:
        raise NothingInside()
    yield {"head": best, "rows": 0}
    yield {"end": 0}


def _shown(sheet: str, head: Head, register: Register) -> dict[str, Any]:
    fields = {position: name for name, position in head.columns.items()}
    return {
        "sheet": sheet,
        "ends": head.ends,
        "columns": [
            {
                "position": position,
                "column": letter_of(position),
                "title": title,
                "field": fields.get(position),
                "samples": list(head.samples[position]),
            }
            for position, title in enumerate(head.titles)
            if title or head.samples[position]
        ],
        "ignored": list(head.ignored()[:50]),
        "missing": list(head.missing(register)),
    }


def _read_rows(head: Head, rows: Iterator[Numbered], wanted: Wanted) -> Iterator[dict[str, Any]]:
    count = 0
    reader = RowReader(head, wanted.register, today=wanted.today)
    for line, row in rows:
        if reader.passes_over(row):
            continue
        count += 1
        if count > MOST_ROWS:
            raise TooManyRows(most=MOST_ROWS)
        read = reader.read(row)
        problems = [{name: getattr(problem, name) for name in problem.__slots__} for problem in read.problems]
        yield {"line": line, "cells": read.cells, "values": read.values, "problems": problems}
    if not count:
        raise NothingInside()
    yield {"end": count}


def sheets_of(path: Path, kind: FileType) -> Iterator[tuple[str, int, Iterator[Numbered]]]:
    """The visible sheets: name, number of rows, the rows with their numbers as the reader's screen shows them."""
    if kind is FileType.CSV:
        with path.open("rb") as file:
            height = sum(piece.count(b"\n") for piece in iter(lambda: file.read(1 << 20), b""))
        yield "", height, _csv_rows(path)
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
                sheet = workbook.get_sheet_by_name(name)
                yield name, 0 if sheet.end is None else sheet.end[0] + 1, _sheet_rows(sheet)
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
        if line <= HEAD_WITHIN or not all(is_blank(cell) for cell in row):
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
    """Read one file and write what is in it to the standard output; what is wanted comes by the standard input."""
    path, kind = Path(arguments[0]), FileType(arguments[1])
    wanted = Wanted.from_json(sys.stdin.buffer.read())
    limit()
    # Rows come and go and hold no circles: looking for any costs more than all that could be found.
    gc.disable()
    out = sys.stdout.buffer
    try:
        for found in read(path, kind, wanted):
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
