"""The columns of a register and how each is read: what an import of any kind is described by (ui.md 1.3 no. 17)."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from backend.domain.access import Permission
from backend.domain.codes import Code
from backend.domain.imports.cells import Cell, text_of
from backend.domain.refusals import Invalid, Refusal


class RegisterKind(Code):
    """The registers that are taken in as workbooks (ORG-11)."""

    MEMBERS = "members", "会员", "Members"
    UNIONS = "unions", "基层工会", "Unions"
    OFFICERS = "officers", "工会干部", "Officers"
    TRANSFERS = "transfers", "会籍接转", "Transfers"
    EMPLOYERS = "employers", "法人单位", "Employers"


class Reading(Enum):
    """How the cells of a column are read."""

    TEXT = "text"
    IDENTIFIER = "identifier"
    DATE = "date"
    CODE = "code"
    FLAG = "flag"
    PLACE = "place"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `name` is a field of the record, or a place (employer, union, branch).

    `longest` is the room that the register has, in characters. Cells that have a `mask` are sealed as soon as they are
    read, and shown through it. `codes` are the values of a `CODE`; with `to_the_day` a month alone is no date. `note` and
    `sample` stand in the template.
    """

    name: str
    title: str
    reading: Reading
    synonyms: tuple[str, ...] = ()
    longest: int = 100
    required: bool = False
    mask: Callable[[str], str] | None = None
    codes: type[Code] | None = None
    to_the_day: bool = False
    note: str = ""
    sample: str = ""


Note = Callable[[str, Refusal], None]
"""Notes what is wrong with the field of that name."""
Judge = Callable[[Mapping[str, Any], Note, date], dict[str, Any]]
"""The rules of a register: from values as read to values as the register takes them, ready for JSON. All that is wrong
is told; what is found then is no more than enough to find the record by."""


@dataclass(frozen=True)
class Register:
    """A register as far as a workbook is concerned: its columns in the order of the template, and its rules.

    `permission` is what its rows are written with. `lead` is the column by which a row is called, `key` the one by which
    its record is found again; `twice` says of a row that an earlier one has the same key (fact: `first`). `notes` are the
    rules that stand in the template. A register that is `listed` takes the lists of agencies, which name a day and say
    something even where nothing differs: that the record is still there.
    """

    kind: RegisterKind
    permission: Permission
    columns: tuple[Column, ...]
    lead: str
    key: str
    judge: Judge
    twice: type[Invalid]
    notes: tuple[str, ...]
    listed: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their names."""
        return {column.name: column for column in self.columns}

    @cached_property
    def secret(self) -> frozenset[str]:
        """The columns whose cells are sealed."""
        return frozenset(column.name for column in self.columns if column.mask is not None)

    @cached_property
    def required(self) -> tuple[Column, ...]:
        """The columns without which nothing can be checked."""
        return tuple(column for column in self.columns if column.required)

    @cached_property
    def correctable(self) -> frozenset[str]:
        """The columns that one rule may correct in many rows: not those that say who somebody is."""
        return frozenset(self.by_name) - self.secret - {self.lead, self.key}

    def typed(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Values as the table takes them: JSON knows no dates."""
        return {
            name: date.fromisoformat(value) if value is not None and name in self._days else value
            for name, value in values.items()
        }

    @cached_property
    def _days(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns if column.reading is Reading.DATE)

    @cached_property
    def _by_title(self) -> Mapping[str, str]:
        return {
            plain_title(title): column.name for column in self.columns for title in (column.title, *column.synonyms)
        }

    def means(self, cell: Cell) -> str | None:
        """The column that a title names, or None."""
        return self._by_title.get(plain_title(cell))


def plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, Code):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


_BRACKETS = re.compile(r"[(\[【〔{<].*?[)\]】〕}>]")
_NOISE = re.compile(r"[\s*※★:：、，,。./\\_\-—]+")


def plain_title(cell: Cell) -> str:
    """A column's title without what forms put around it: `* 身份证号码（必填）` is 身份证号码."""
    text = unicodedata.normalize("NFKC", text_of(cell))
    return _NOISE.sub("", _BRACKETS.sub("", text)).upper()


def letter_of(position: int) -> str:
    """The letter over a column of a workbook: 0 is A, 26 is AA."""
    letters = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
