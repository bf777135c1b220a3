"""Where the columns of a register stand in somebody's workbook (MBR-01; ui.md 1.3 no. 17).

Unions send what they have: the registration form with its merged title, or a list of their own with the columns in
another order and under other names. So the head is looked for within the first rows, one row or two, and a column is
known by any of the names that such forms use, or by what the office said it means the last time. What is not known is
shown with a few of its values, so that somebody can say what it is; it is never an error.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias

from backend.domain.imports.cells import Cell, is_blank, text_of
from backend.domain.imports.columns import Column, Register, plain_title

HEAD_WITHIN = 10
"""The head is one or two of these first rows."""
SAMPLES = 3
"""Values that are shown of each column."""
SAMPLED = 50
"""Rows that are looked through for them."""
LONGEST_SHOWN = 60

Row: TypeAlias = Sequence[Cell]
Known: TypeAlias = Mapping[str, str | None]
"""What an office has said before: our column, or None for "leave it out", by plain title."""

_SILENT = frozenset({"序号", "编号", "NO", "行号", "序列", "错误原因", "原行号", "核对结果"})
"""Titles that mean nothing to any register: numbers of rows, and what we ourselves wrote beside a file."""


class Form(Protocol):
    """What a head is looked for by: a register, or the columns of any other sheet that offices bring."""

    @property
    def by_name(self) -> Mapping[str, Column]:
        """The columns by their names."""

    @property
    def required(self) -> tuple[Column, ...]:
        """The columns without which nothing can be read."""

    def means(self, cell: Cell) -> str | None:
        """The column that a title names, or None."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What somebody said of a workbook: on which row the head ends, and what the columns at these positions mean."""

    ends: int
    fields: Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Head:
    """Where the columns stand. `columns` maps our name to the position, counted from 0; `ends` is the number of rows from
    the top of the sheet to the end of the head.

    `titles` are the titles of all columns as they stand in the file, by position; "" for one without.
    """

    ends: int
    columns: Mapping[str, int]
    titles: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...] = field(default=())

    def title_of(self, name: str) -> str:
        """The title in the file of one of our columns; "" when the file has no such column."""
        position = self.columns.get(name)
        return "" if position is None else self.titles[position]

    def missing(self, register: Form) -> tuple[str, ...]:
        """The titles of the columns without which nothing can be checked and that were not found."""
        return tuple(column.title for column in register.required if column.name not in self.columns)

    def ignored(self) -> tuple[str, ...]:
        """Titles that nothing is taken from."""
        used = set(self.columns.values())
        return tuple(
            title
            for position, title in enumerate(self.titles)
            if title and position not in used and plain_title(title) not in _SILENT
        )


def find_head(
    rows: Sequence[Row], register: Form, known: Known, chosen: Chosen | None = None, *, within: int = HEAD_WITHIN
) -> Head:
    """The head among the first rows: what was chosen, else the rows that know most columns.

    Where no row knows any, the row with most titles; so there is always something to be shown and said.
    """
    top = rows[:within]
    if chosen is not None:
        return _as_chosen(top, register, known, chosen)
    best: tuple[tuple[int, int, int], Head] | None = None
    for i in range(len(top)):
        for height in (1, 2):
            if i + height > len(top):
                continue
            head = _read(top, i, height, register, known)
            whole = not head.missing(register)
            # Of equals the flatter and the higher one: the row under a head of one row is somebody's.
            rank = (int(whole), len(head.columns), -height)
            if best is None or rank > best[0]:
                best = (rank, head)
    if best is not None and best[0][1] > 0:
        return best[1]
    fullest = max(range(len(top)), key=lambda i: (_titles_in(top[i]), -i), default=0)
    return _read(top, fullest, 1, register, known) if top else Head(0, {}, ())


def _titles_in(row: Row) -> int:
    return sum(isinstance(cell, str) and not is_blank(cell) for cell in row)


def _as_chosen(top: Sequence[Row], register: Form, known: Known, chosen: Chosen) -> Head:
    ends = min(max(chosen.ends, 1), max(len(top), 1))
    read = _read(top, ends - 1, 1, register, known) if top else Head(0, {}, ())
    if ends > 1:
        over = _read(top, ends - 2, 2, register, known)
        # The row above is part of the head where it says more than the last one alone.
        read = over if len(over.columns) > len(read.columns) else read
    width = len(read.titles)
    columns: dict[str, int] = {}
    for position, name in sorted(chosen.fields.items()):
        if name in register.by_name and position < width:
            columns.setdefault(name, position)
    return replace(read, columns=columns)


def _read(top: Sequence[Row], first: int, height: int, register: Form, known: Known) -> Head:
    lower = top[first + height - 1]
    upper = _spread(top[first], lower) if height == 2 else ()
    columns: dict[str, int] = {}
    titles: list[str] = []
    for position in range(max(len(lower), len(upper))):
        above, below = _at(upper, position), _at(lower, position)
        names = [title for title in (below, above + below, above) if plain_title(title)]
        titles.append(_shown(below if plain_title(below) else above))
        for title in names:
            name = _meaning(title, register, known)
            if name is not None and name not in columns:
                columns[name] = position
                titles[-1] = _shown(title)
                break
    while titles and not titles[-1]:
        titles.pop()
    return Head(first + height, columns, tuple(titles))


def _meaning(title: str, register: Form, known: Known) -> str | None:
    plain = plain_title(title)
    if plain in known:
        return known[plain] if known[plain] in register.by_name else None
    return register.means(title)


def _spread(upper: Row, lower: Row) -> Row:
    """The upper of two rows, a merged title carried over all the columns under it."""
    spread: list[str] = []
    last = ""
    for position in range(max(len(upper), len(lower))):
        own = _at(upper, position)
        last = own or (last if plain_title(_at(lower, position)) else "")
        spread.append(last)
    return spread


def _at(row: Row, position: int) -> str:
    return text_of(row[position]).strip() if position < len(row) else ""


def _shown(title: str) -> str:
    return " ".join(title.split())[:LONGEST_SHOWN]


def sampled(head: Head, rows: Iterable[Row], register: Register) -> Head:
    """The head with a few different values of each column, masked where they may identify somebody."""
    found: list[list[str]] = [[] for _ in head.titles]
    masks = {position: register.by_name[name].mask or masked for name, position in head.columns.items()}
    for row in rows:
        for position, values in enumerate(found):
            if len(values) < SAMPLES and position < len(row) and not is_blank(row[position]):
                value = masks.get(position, masked)(" ".join(text_of(row[position]).split()))[:LONGEST_SHOWN]
                if value not in values:
                    values.append(value)
    return replace(head, samples=tuple(tuple(values) for values in found))


_NUMBER = re.compile(r"[0-9][0-9A-Za-z]{8,}")


def masked(text: str) -> str:
    """A value that may be anything: of numbers longer than a date, the first and the last character."""
    plain = unicodedata.normalize("NFKC", text)
    return _NUMBER.sub(lambda number: number[0][0] + "*" * (len(number[0]) - 2) + number[0][-1], plain)
