"""One row of a workbook: what it says, and everything that is wrong with it (MBR-01; ui.md 1.3 no. 18).

All problems of a row are found at once, so that somebody mends it once. Each says the column by its letter and title, a
stable code, and a sentence in both languages; none repeats an identity number, a phone or a card.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backend.domain.codes import Code
from backend.domain.imports.cells import (
    Cell,
    CellMissing,
    CellUnknown,
    is_blank,
    read_date,
    read_flag,
    read_identifier,
    read_number,
    read_text,
    says_nothing,
    text_of,
)
from backend.domain.imports.columns import Column, Reading, Register, letter_of
from backend.domain.imports.heads import Head, Row
from backend.domain.imports.spellings import read_code
from backend.domain.refusals import Invalid, Refusal

SAMPLE = "示例"
"""How the lead cell of the template's sample row begins; such a row is passed over."""

_FOOTERS = (
    "合计",
    "总计",
    "小计",
    "共计",
    "填表",
    "制表",
    "审核",
    "填报",
    "备注",
    "说明",
    "注:",
    "注：",
    "盖章",
    "日期",
)


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with one cell of a row; `column` is its letter, "" for what concerns the row as a whole."""

    field: str
    column: str
    title: str
    code: str
    zh: str
    en: str


@dataclass(slots=True)
class RowRead:
    """A row as read. `cells` is what stands in the file, `values` what the register takes, ready for JSON.

    A number in a column of identifiers stays a number among the cells, so that reading them again finds it again.
    """

    cells: dict[str, str | int | float] = field(default_factory=dict, repr=False)
    values: dict[str, Any] = field(default_factory=dict, repr=False)
    problems: list[RowProblem] = field(default_factory=list)


def problem_at(head: Head, name: str, refusal: Refusal) -> RowProblem:
    """A refusal as a problem of the cell in the column `name`."""
    position = head.columns.get(name)
    column = "" if position is None else letter_of(position)
    return RowProblem(name, column, head.title_of(name), refusal.code, refusal.sentence("zh"), refusal.sentence("en"))


class RowReader:
    """Reads the rows of one workbook, whose head is known, and judges them as of one day.

    Many thousand rows are read one after the other: what depends on the head alone is worked out once.
    """

    def __init__(self, head: Head, register: Register, *, today: date) -> None:
        self._head, self._register, self._today = head, register, today
        self._columns = [
            (column, head.columns[column.name]) for column in register.columns if column.name in head.columns
        ]
        self._lead, self._key = register.lead, register.key

    def passes_over(self, row: Row) -> bool:
        """Whether a row holds nothing of the register: blank but formatted, a sum or a signature under the table, the
        template's sample, the head once more at the top of a printed page.
        """
        lead, key = self._cell(row, self._lead), self._cell(row, self._key)
        if text_of(lead).lstrip().startswith(SAMPLE):
            return True
        if self._is_title(lead, self._lead) and self._is_title(key, self._key):
            return True
        if not is_blank(key) and self._lead != self._key:
            return False
        if all(is_blank(row[position]) for _column, position in self._columns if position < len(row)):
            return True
        return any(text_of(cell).replace(" ", "").startswith(_FOOTERS) for cell in row[:4])

    def read(self, row: Row) -> RowRead:
        """The row and all that is wrong with it."""
        read = RowRead()
        values: dict[str, Any] = {}
        width = len(row)
        for column, position in self._columns:
            cell = row[position] if position < width else None
            if is_blank(cell):
                if column.required:
                    self._tell(read, column.name, CellMissing(column=self._head.title_of(column.name)))
                continue
            read.cells[column.name] = _kept(cell, column)
            try:
                value = read_cell(cell, column)
            except Invalid as refusal:
                self._tell(read, column.name, refusal)
                continue
            if value is not None:
                values[column.name] = value
        read.values = self._register.judge(values, lambda name, refusal: self._tell(read, name, refusal), self._today)
        return read

    def read_again(self, cells: Mapping[str, Cell]) -> RowRead:
        """A row that was read before, some of its cells mended since."""
        row: list[Cell] = [None] * len(self._head.titles)
        for column, position in self._columns:
            row[position] = cells.get(column.name)
        return self.read(row)

    def _tell(self, read: RowRead, name: str, refusal: Refusal) -> None:
        read.problems.append(problem_at(self._head, name, refusal))

    def _cell(self, row: Row, name: str) -> Cell:
        position = self._head.columns.get(name)
        return row[position] if position is not None and position < len(row) else None

    def _is_title(self, cell: Cell, name: str) -> bool:
        title = self._head.title_of(name)
        return isinstance(cell, str) and title != "" and " ".join(cell.split()) == title


def _kept(cell: Cell, column: Column) -> str | int | float:
    if column.reading is Reading.IDENTIFIER and isinstance(cell, (int, float)):
        return cell
    # As it stands in the file: the apostrophe of a CSV is taken away when the cell is read, once each time. One character
    # more than there is room for, so that too long is still too long.
    text = cell if isinstance(cell, str) else text_of(cell)
    return text.strip()[: max(200, column.longest + 1)]


def read_cell(cell: Cell, column: Column) -> object | None:
    """What a cell that is not blank says in this column; None where it says "nothing". Raises `Invalid`."""
    match column.reading:
        case Reading.IDENTIFIER:
            return None if not column.required and says_nothing(cell) else read_identifier(cell)
        case Reading.CODE:
            return _read_code(cell, column)
        case Reading.FLAG:
            return read_flag(cell, title=column.title)
        case Reading.DATE:
            return None if says_nothing(cell) else read_date(cell, to_the_day=column.to_the_day)
        case Reading.NUMBER:
            return None if says_nothing(cell) else read_number(cell)
        case Reading.TEXT | Reading.PLACE:
            return None if says_nothing(cell) else read_text(cell, longest=column.longest)


def _read_code(cell: Cell, column: Column) -> Code | None:
    assert column.codes is not None
    try:
        return read_code(cell, column.codes, title=column.title)
    except CellUnknown:
        # 无 is a value of some enumerations and "nothing" in the others.
        if says_nothing(cell):
            return None
        raise
