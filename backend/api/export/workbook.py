"""Writes the file of an export in a process of its own, with limits; rows come in over its standard input.

    python -m backend.api.export.workbook

reads JSON lines: first what the file is, then rows in batches, at last `{"end": …}` with the sheet that tells what the
file is. Without that last line the file was not asked for to its end, and nothing is left. Writing is most of the work
of an export; in here it runs beside the reading and leaves the web process answering.
"""

import csv
import resource
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeAlias

import orjson
from xlsxwriter import Workbook

from backend.api.plain_sheet import PlainSheet, cut
from backend.domain.export.sheets import ColumnKind
from backend.domain.formulas import defused

MEMORY = 512 << 20
"""Bytes of address space."""
SECONDS = 600
"""Of processor time."""

HEAD = {"bold": True, "bg_color": "#EEF0F2", "bottom": 1, "text_wrap": True, "valign": "vcenter"}
BOX = {"border": 1, "text_wrap": True, "valign": "vcenter"}
LOOKS: Mapping[ColumnKind, dict[str, Any]] = {
    ColumnKind.DAY: {"num_format": "yyyy-mm-dd", "align": "left"},
    ColumnKind.MOMENT: {"num_format": "yyyy-mm-dd hh:mm", "align": "left"},
    ColumnKind.SHARE: {"num_format": "0%"},
    ColumnKind.PERCENT: {"num_format": "0.0"},
    ColumnKind.NUMBER: {"num_format": "0"},
    ColumnKind.YUAN: {"num_format": "#,##0.00"},
    ColumnKind.TEXT: {"num_format": "@"},
}

Row: TypeAlias = Sequence[Any]


class Source(Protocol):
    """Where the rows come from: batches, and after the last of them what stands on the second sheet."""

    notes: Sequence[tuple[str, str]]

    def __iter__(self) -> Iterator[Sequence[Row]]: ...


def write_workbook(path: Path, asked: dict[str, Any], source: Source) -> int:
    """Write a workbook: the rows, and a second sheet that says what they are. Returns the number of rows.

    With a password it is marked and encrypted.
    """
    plain = path.with_suffix(".plain") if asked.get("password") else path
    book = _open(plain, asked)
    sheet = book.add_worksheet(asked["sheet"], PlainSheet)
    form = asked.get("form")
    top = _begin_form(book, sheet, asked) if form else 0
    _begin_lines(book, sheet, asked, top)
    _print_wide(sheet, asked, top)
    count = 0
    for batch in source:
        sheet.write_rows(top + count + 1, batch)
        count += len(batch)
    if form:
        sheet.write_string(top + count + 2, 0, form["signed"])
        sheet.freeze_panes(top + 1, 0)
    else:
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(count, 1), len(asked["columns"]) - 1)
    # Digits that must stay texts are no mistake.
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _write_notes(book, asked["notes_sheet"], source.notes)
    if asked.get("password"):
        # Few files are marked; the libraries for it take longer to load than a short list to write.
        from backend.api.export.marks import encrypt, mark

        mark(book, sheet, asked["screen_mark"], asked["number"])
        book.close()
        encrypt(plain, path, asked["password"])
    else:
        book.close()
    return count


def _open(path: Path, asked: dict[str, Any]) -> Workbook:
    """A workbook whose rows leave memory as they are written; what it keeps meanwhile lies in the workshop."""
    options = {
        "constant_memory": True,
        "tmpdir": str(path.parent),
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(str(path), options)
    book.set_properties({"title": asked["title"], "author": asked["author"], "comments": asked["mark"]})
    return book


def _begin_lines(book: Any, sheet: PlainSheet, asked: dict[str, Any], top: int) -> None:
    """The head in row `top`, and how the cells below it look. In a register the lines alone have boxes."""
    boxed = bool(asked.get("form"))
    looks = {kind: book.add_format(look | (BOX if boxed else {})) for kind, look in LOOKS.items()}
    kinds = [ColumnKind(column["kind"]) for column in asked["columns"]]
    formats = [looks[_stands_as(kind)] for kind in kinds]
    head = book.add_format(HEAD | ({"border": 1, "align": "center"} if boxed else {}))
    for position, (column, look) in enumerate(zip(asked["columns"], formats, strict=True)):
        sheet.set_column(position, position, column["width"], None if boxed else look)
        sheet.write_string(top, position, column["head"], head)
    sheet.set_columns(kinds, formats, boxed=boxed)


def _stands_as(kind: ColumnKind) -> ColumnKind:
    """The kind whose look a column has."""
    return {ColumnKind.AGE: ColumnKind.NUMBER, ColumnKind.IDENTIFIER: ColumnKind.TEXT}.get(kind, kind)


def _begin_form(book: Any, sheet: Any, asked: dict[str, Any]) -> int:
    """Title, who reports and when; the row of the head."""
    last = len(asked["columns"]) - 1
    title = book.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"})
    right = book.add_format({"align": "right"})
    sheet.set_row(0, 34)
    sheet.merge_range(0, 0, 0, last, asked["title"], title)
    middle = last // 2
    sheet.merge_range(1, 0, 1, middle, asked["form"]["by"])
    sheet.merge_range(1, middle + 1, 1, last, asked["form"]["on"], right)
    return 2


def _print_wide(sheet: Any, asked: dict[str, Any], head: int) -> None:
    """A4 across, the head on every page, pages counted."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.repeat_rows(head)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header(f"&L{_printed(asked['title'])}&R{_printed(asked['mark'])}")
    sheet.set_footer(f"&C{asked['pages']}")


def _printed(text: str) -> str:
    """A text in a header, where & begins a command and digits after a size would be taken for one."""
    return text.replace("&", "&&")


def _write_notes(book: Any, name: str, notes: Sequence[tuple[str, str]]) -> None:
    sheet = book.add_worksheet(name, PlainSheet)
    label = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 90)
    for line, (what, value) in enumerate(notes):
        sheet.write_string(line, 0, what, label)
        sheet.write_string(line, 1, cut(value), text)


def write_csv(path: Path, asked: dict[str, Any], source: Source) -> int:
    """Write a CSV file: UTF-8 without a mark, lines as RFC 4180 has them. Returns the number of rows."""
    count = 0
    spell = [_SPELLED.get(column["kind"], _plain) for column in asked["columns"]]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([defused(column["head"]) for column in asked["columns"]])
        for batch in source:
            count += len(batch)
            for row in batch:
                writer.writerow([write(value) for write, value in zip(spell, row, strict=True)])
    return count


def _plain(value: Any) -> Any:
    return defused(value) if isinstance(value, str) else value


_SPELLED: Mapping[str, Callable[[Any], Any]] = {
    ColumnKind.MOMENT: lambda value: f"{value}+08:00" if value else value,
    ColumnKind.YUAN: lambda value: value if value is None else f"{value:.2f}",
}
"""Kinds of cells that machines read in a spelling of their own."""


class _Input:
    """The lines of the standard input as a source."""

    notes: Sequence[tuple[str, str]] = ()

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines = lines

    def __iter__(self) -> Iterator[Sequence[Row]]:
        for line in self._lines:
            found = orjson.loads(line)
            if isinstance(found, dict):
                self.notes = found["end"]
                return
            yield found
        # Whoever asks has gone: leave before anything stands there.
        sys.exit(1)


def limit() -> None:
    """Bound this process: memory, processor time, no core left behind."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Write one file and tell how many rows it has."""
    limit()
    lines = iter(sys.stdin.buffer)
    asked = orjson.loads(next(lines))
    write = write_csv if asked["format"] == "csv" else write_workbook
    rows = write(Path(asked["path"]), asked, _Input(lines))
    sys.stdout.buffer.write(orjson.dumps({"rows": rows}) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
