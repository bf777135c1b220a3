"""A free pivot: divisions on rows and columns, measures side by side, and every total asked for and not added up.

The total of a rate, of a median or of people counted once is no sum of its parts, and a stock of twelve months is none
either. So no total is made of cells: each level of totals is a coarser question of its own (`levels_of`), and what is
answered there is put in its place. Screen, workbook and CSV are written from the one arrangement that is made here
(issue 3 section 3; ui.md 1.4 no. 22).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Generic, TypeVar

from backend.domain.refusals import Invalid
from backend.domain.statistic.catalogue import MONTH, Measure, MeasureKind
from backend.domain.statistic.figures import rate

Key = tuple[str, ...]
"""The codes of a line or of a column, outermost division first; a short one is the total of what begins so."""

MOST_DIVISIONS = 4
"""On rows and columns together: with more, no two of a dataset's dimensions would be new."""
MOST_CELLS = 20_000
"""Figures that one table holds."""

T = TypeVar("T")


class DividedTwice(Invalid):
    """The same division on rows and columns. Fact: `division`."""

    code = "statistic_pivot_twice"
    zh = "“{division}”不能放两次，没有生成表格。请从行或列中去掉一个。"
    en = "“{division}” stands there twice, so no table was made. Take one away from the rows or the columns."


class TooDeep(Invalid):
    """More divisions than a table can be read by. Fact: `most`."""

    code = "statistic_pivot_too_deep"
    zh = "行和列合计最多放 {most} 个分组，没有生成表格。请减少分组。"
    en = "Rows and columns take {most} divisions together, so no table was made. Take some away."


class TooLarge(Invalid):
    """More figures than one table holds. Facts: `cells`, `most`."""

    code = "statistic_pivot_too_large"
    zh = "这张表有 {cells} 个数，一张表最多 {most} 个，没有生成。请减少分组或指标，或缩小范围。"
    en = (
        "This table would have {cells} figures; one holds {most}, so it was not made. Take fewer divisions or measures."
    )


class Share(StrEnum):
    """What a share is of: the total of its column, of its line, or of the whole table."""

    COLUMN = "column"
    ROW = "row"
    ALL = "all"


class Shows(StrEnum):
    """What a column shows of its measure. `change` is in per cent, of a rate in percentage points."""

    VALUE = "value"
    SHARE = "share"
    BEFORE = "before"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands where. `compared` sets the same period of last year beside each figure."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    totals: bool = True
    share: Share | None = None
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One question of a pivot: divided by the first so many of its rows and of its columns."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def divisions(self) -> tuple[str, ...]:
        """Everything it is divided by."""
        return self.rows + self.columns


@dataclass(frozen=True, slots=True)
class Member:
    """A value on an axis. One that does not stand (a union that has ended) is shown where something is told of it."""

    code: str
    text: str
    stands: bool = True


@dataclass(frozen=True, slots=True)
class Axis:
    """A division with its values, in the reader's language."""

    code: str
    text: str
    members: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the heads: it covers `span` lines (or columns) from `at` on and `deep` levels from `level` on."""

    text: str
    at: int
    span: int
    level: int
    deep: int
    total: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures."""

    key: Key
    measure: Measure
    shows: Shows
    total: bool


@dataclass(frozen=True, slots=True)
class Figure(Generic[T]):
    """What was answered for one cell, and what opens behind it."""

    value: float | None
    before: float | None = None
    behind: T | None = None


Figures = Mapping[tuple[Key, Key, str], Figure[T]]
"""By line, column and measure."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """A table ready to be drawn or written: lines, columns, and the heads of both."""

    row_axes: tuple[Axis, ...]
    lines: tuple[Key, ...]
    line_heads: tuple[Head, ...]
    columns: tuple[Column, ...]
    column_heads: tuple[Head, ...]
    head_levels: int


@dataclass(frozen=True, slots=True)
class Words:
    """What the table says of itself, in the reader's language."""

    total: str
    subtotal: str
    shows: Mapping[Shows, str]
    points: str
    """Of the change of a rate."""
    measures: Mapping[str, str]
    """With their units."""


def read_layout(
    rows: Sequence[str], columns: Sequence[str], *, totals: bool, share: Share | None, compared: bool
) -> Layout:
    """What stands where, if each division stands once. Raises `DividedTwice`, `TooDeep`."""
    both = [*rows, *columns]
    for division in both:
        if both.count(division) > 1:
            raise DividedTwice(division=division[:40], pointer="/columns")
    if len(both) > MOST_DIVISIONS:
        raise TooDeep(most=MOST_DIVISIONS, pointer="/columns")
    return Layout(tuple(rows), tuple(columns), totals, share, compared)


def levels_of(layout: Layout) -> list[Level]:
    """The questions that the table needs, the finest first: nine at most, however many cells it has."""
    rows, columns = len(layout.rows), len(layout.columns)
    wanted = {(rows, columns)}
    if layout.totals:
        wanted = {(row, column) for row in range(rows + 1) for column in range(columns + 1)}
    for row, column in tuple(wanted):
        if layout.share is not None:
            wanted.add(_whole_of(layout.share, row, column))
    return [Level(layout.rows[:row], layout.columns[:column]) for row, column in sorted(wanted, reverse=True)]


def _whole_of(share: Share, row: int, column: int) -> tuple[int, int]:
    """How deep the whole stands of a share that is so deep."""
    return (row if share is Share.ROW else 0), (column if share is Share.COLUMN else 0)


def arrange(
    layout: Layout,
    row_axes: Sequence[Axis],
    column_axes: Sequence[Axis],
    measures: Sequence[Measure],
    figures: Figures[T],
    words: Words,
) -> Arrangement:
    """Lines and columns with their heads; totals stand before what they are the total of. Raises `TooLarge`."""
    told = [(line, column) for (line, column, _measure), figure in figures.items() if figure.value]
    lines = _keys(row_axes, layout.totals, {line for line, _column in told})
    groups = _keys(column_axes, layout.totals, {column for _line, column in told})
    shown = [(measure, shows_of(layout, measure)) for measure in measures]
    columns = tuple(
        Column(key, measure, shows, len(key) < len(column_axes))
        for key in groups
        for measure, several in shown
        for shows in several
    )
    if len(lines) * len(columns) > MOST_CELLS:
        raise TooLarge(cells=len(lines) * len(columns), most=MOST_CELLS, pointer="/rows")
    levels = len(column_axes) + (2 if any(len(several) > 1 for _measure, several in shown) else 1)
    return Arrangement(
        tuple(row_axes),
        tuple(lines),
        tuple(_heads(row_axes, lines, words)),
        columns,
        tuple(_column_heads(column_axes, groups, shown, levels, words)),
        levels,
    )


def shows_of(layout: Layout, measure: Measure) -> tuple[Shows, ...]:
    """What is shown of a measure: a rate or a median is no part of another, so it has no share."""
    several = [Shows.VALUE]
    if layout.share is not None and measure.kind in (MeasureKind.STOCK, MeasureKind.FLOW):
        several.append(Shows.SHARE)
    if layout.compared:
        several += [Shows.BEFORE, Shows.CHANGE]
    return tuple(several)


def value_at(layout: Layout, figures: Figures[T], line: Key, column: Column) -> float | None:
    """What stands in a cell; None where nothing is known of it, or where a share would say nothing."""
    figure = figures.get((line, column.key, column.measure.code))
    if figure is None:
        return None
    match column.shows:
        case Shows.VALUE:
            return figure.value
        case Shows.BEFORE:
            return figure.before
        case Shows.CHANGE:
            return _change(figure, column.measure)
        case Shows.SHARE:
            return _share(layout, figures, line, column, figure)


def _change(figure: Figure[T], measure: Measure) -> float | None:
    if figure.value is None or figure.before is None:
        return None
    if measure.kind is MeasureKind.RATE:
        return round(figure.value - figure.before, 1)
    return round(100 * (figure.value - figure.before) / figure.before, 1) if figure.before > 0 else None


def _share(layout: Layout, figures: Figures[T], line: Key, column: Column, figure: Figure[T]) -> float | None:
    if layout.share is None or figure.value is None:
        return None
    row, deep = _whole_of(layout.share, len(line), len(column.key))
    apart = {*layout.rows[row : len(line)], *layout.columns[deep : len(column.key)]}
    # What there was in March is no part of what there was in December.
    if column.measure.kind is MeasureKind.STOCK and MONTH in apart:
        return None
    whole = figures.get((line[:row], column.key[:deep], column.measure.code))
    if whole is None or whole.value is None:
        return None
    return rate(int(figure.value), int(whole.value))


def _keys(axes: Sequence[Axis], totals: bool, told: set[Key]) -> list[Key]:
    gone = [{member.code for member in axis.members if not member.stands} for axis in axes]

    def below(key: Key) -> Iterator[Key]:
        if key and key[-1] in gone[len(key) - 1] and not any(other[: len(key)] == key for other in told):
            return
        if totals or len(key) == len(axes):
            yield key
        if len(key) < len(axes):
            for member in axes[len(key)].members:
                yield from below((*key, member.code))

    return list(below(()))


def _heads(axes: Sequence[Axis], keys: Sequence[Key], words: Words) -> Iterator[Head]:
    """The heads of lines or columns, level by level: neighbours that begin alike are one."""
    for level, axis in enumerate(axes):
        texts = {member.code: member.text for member in axis.members}
        at = 0
        for begin, group in groupby(keys, key=lambda key, level=level: key[: level + 1]):  # type: ignore[misc]
            span = len(list(group))
            if len(begin) == level:
                text = words.subtotal if level else words.total
                yield Head(text, at, span, level, len(axes) - level, total=True)
            elif len(begin) > level:
                yield Head(texts[begin[level]], at, span, level, 1)
            at += span


def _column_heads(
    axes: Sequence[Axis],
    keys: Sequence[Key],
    shown: Sequence[tuple[Measure, Sequence[Shows]]],
    levels: int,
    words: Words,
) -> Iterator[Head]:
    width = sum(len(several) for _measure, several in shown)
    for head in _heads(axes, keys, words):
        yield Head(head.text, head.at * width, head.span * width, head.level, head.deep, head.total)
    level, at = len(axes), 0
    for key in keys:
        for measure, several in shown:
            total = len(key) < len(axes)
            deep = levels - level if len(several) == 1 else 1
            yield Head(words.measures[measure.code], at, len(several), level, deep, total)
            if len(several) > 1:
                for number, shows in enumerate(several):
                    points = shows is Shows.CHANGE and measure.kind is MeasureKind.RATE
                    yield Head(words.points if points else words.shows[shows], at + number, 1, level + 1, 1, total)
            at += len(several)
