"""The free pivot: a bounded number of questions, put together as one table for the screen and for files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.api.statistic import figures as counting
from backend.api.statistic.figures import Read, Row
from backend.api.statistic.pivot_schemas import PivotQuery
from backend.api.statistic.reading import behind_of, period_told
from backend.api.statistic.telling import Teller
from backend.api.work import Work
from backend.db.queries import statistic as statistics
from backend.db.queries.statistic import Node
from backend.domain.calendar import LOCAL
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound
from backend.domain.statistic.catalogue import CHILD, MONTH, Dataset, Measure, MeasureKind, Question, read_question
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import read_periods
from backend.domain.statistic.pivot import (
    Arrangement,
    Axis,
    Figure,
    Key,
    Layout,
    Level,
    Member,
    Shows,
    Words,
    arrange,
    levels_of,
    read_layout,
    value_at,
)

WORDS: Mapping[str, tuple[str, str]] = {
    CHILD: ("单位", "Union"),
    MONTH: ("月份", "Month"),
    "itself": ("{}（本级）", "{} (itself)"),
    "total": ("合计", "Total"),
    "subtotal": ("小计", "Subtotal"),
    "measure": ("{}（{}）", "{} ({})"),
    Shows.VALUE: ("数", "Figure"),
    Shows.SHARE: ("占比（%）", "Share (%)"),
    Shows.BEFORE: ("去年同期", "A year ago"),
    Shows.CHANGE: ("同比（%）", "Change (%)"),
    "points": ("同比（百分点）", "Change (points)"),
}

Behind = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pivot:
    """The table with its figures, and what it is of."""

    dataset: Dataset
    measures: tuple[Measure, ...]
    layout: Layout
    node: Node
    tree: Tree
    period: Mapping[str, Any]
    arrangement: Arrangement
    figures: Mapping[tuple[Key, Key, str], Figure[Behind]]

    def value(self, line: Key, number: int) -> float | None:
        """What stands in a line under the column of this number."""
        return value_at(self.layout, self.figures, line, self.arrangement.columns[number])

    def total(self, line: Key) -> bool:
        """Whether a line is a total of others."""
        return len(line) < len(self.arrangement.row_axes)


@dataclass(frozen=True, slots=True)
class _Answered:
    """One question of the table with what was read for it."""

    level: Level
    question: Question
    read: Read


async def build(work: Work, code: str, query: PivotQuery) -> Pivot:
    """Ask what the table needs, level by level, and arrange it; nine readings at most, however many cells.

    Raises `NotFound`, and what `read_layout`, `arrange`, `read_question` and `read_periods` raise.
    """
    dataset = DATASETS.get(code)
    if dataset is None:
        raise NotFound()
    layout = read_layout(
        query.rows, query.columns, totals=query.totals, share=query.share, compared=query.compare is not None
    )
    finest = read_question(dataset, by=[*layout.rows, *layout.columns], measures=query.measures)
    tree = query.tree or work.scope.tree
    node = await statistics.get_node(work, work.scope, tree, query.org_id)
    months = [each.name for each in read_periods([query.period], work.today, by_month=finest.by_month)]
    answered = [await _ask(work, dataset, finest, level, node, layout, query.period) for level in levels_of(layout)]
    axes = {each: _axis(each, dataset, answered, months, work.language) for each in (*layout.rows, *layout.columns)}
    found = {place: figure for each in answered for place, figure in _figures(work, dataset, each, layout, query)}
    arrangement = arrange(
        layout,
        [axes[each] for each in layout.rows],
        [axes[each] for each in layout.columns],
        finest.measures,
        found,
        _words(finest.measures, work.language),
    )
    whole = read_periods([query.period], work.today)[0]
    state = period_told(work, answered[-1].read, whole, replace(finest, by_month=False))
    return Pivot(dataset, finest.measures, layout, node, tree, state, arrangement, found)


async def _ask(
    work: Work, dataset: Dataset, finest: Question, level: Level, node: Node, layout: Layout, period: str
) -> _Answered:
    question = read_question(dataset, by=level.divisions, measures=[measure.code for measure in finest.measures])
    compared = counting.all_periods(
        read_periods([period], work.today, by_month=question.by_month), compared=layout.compared
    )
    every = list(dict.fromkeys([*compared, *(before for before in compared.values() if before is not None)]))
    return _Answered(level, question, await counting.read(work, dataset, question, node, every))


def _figures(
    work: Work, dataset: Dataset, answered: _Answered, layout: Layout, query: PivotQuery
) -> Iterator[tuple[tuple[Key, Key, str], Figure[Behind]]]:
    """What was answered to one question, by place in the table."""
    level, question, read = answered.level, answered.question, answered.read
    teller = Teller(read, dataset, question, None)
    periods = read_periods([query.period], work.today, by_month=question.by_month)
    for period, before in counting.all_periods(periods, compared=layout.compared).items():
        for row in counting.rows_of(read, question):
            for measure in question.measures:
                # Behind a rate stands the list of what is counted in it.
                listed = dataset.measure(measure.part) if measure.kind is MeasureKind.RATE else measure
                for at, (values, part) in enumerate(teller.divided(measure)):
                    codes = {CHILD: row.key, MONTH: period.name, **dict(zip(question.dimensions, values, strict=True))}
                    yield (
                        (
                            tuple(codes[each] for each in level.rows),
                            tuple(codes[each] for each in level.columns),
                            measure.code,
                        ),
                        Figure(
                            teller.tell(row, period, measure, at).value,
                            teller.tell(row, before, measure, at).value,
                            behind_of(work, read, row, period, listed, part),
                        ),
                    )


def _axis(code: str, dataset: Dataset, answered: Sequence[_Answered], months: Sequence[str], language: str) -> Axis:
    english = language == "en"
    if code == CHILD:
        rows: dict[str, Row] = {}
        for each in answered:
            if each.question.by_child:
                rows |= {row.key: row for row in counting.rows_of(each.read, each.question)}
        # What stands with the unit itself comes last.
        units = sorted(rows.values(), key=lambda row: row.itself)
        return Axis(
            code,
            _word(code, language),
            tuple(
                Member(
                    row.key,
                    _word("itself", language, row.unit.name) if row.itself else row.unit.name,
                    stands=row.stands,
                )
                for row in units
            ),
        )
    if code == MONTH:
        return Axis(code, _word(code, language), tuple(Member(name, name) for name in months))
    dimension = next(each for each in dataset.dimensions if each.code == code)
    return Axis(
        code,
        dimension.en if english else dimension.zh,
        tuple(Member(value.code, value.en if english else value.zh) for value in dimension.values),
    )


def _word(what: str, language: str, *parts: object) -> str:
    return WORDS[what][language == "en"].format(*parts)


def _words(measures: Sequence[Measure], language: str) -> Words:
    english = language == "en"
    return Words(
        total=_word("total", language),
        subtotal=_word("subtotal", language),
        shows={shows: _word(shows, language) for shows in Shows},
        points=_word("points", language),
        measures={
            measure.code: _word(
                "measure",
                language,
                measure.en if english else measure.zh,
                measure.unit.en if english else measure.unit.zh,
            )
            for measure in measures
        },
    )


def told(work: Work, pivot: Pivot) -> dict[str, Any]:
    """The table as it is sent."""
    made = pivot.arrangement
    return {
        "dataset": pivot.dataset.code,
        "organization_id": pivot.node.id,
        "organization_name": pivot.node.name,
        "tree": pivot.tree,
        "as_of": work.now.astimezone(LOCAL),
        "period": pivot.period,
        "corner": [axis.text for axis in made.row_axes],
        "head_levels": made.head_levels,
        "column_heads": made.column_heads,
        "line_heads": made.line_heads,
        "columns": [
            {
                "measure": column.measure.code,
                "unit": column.measure.unit,
                "shows": column.shows,
                "total": column.total,
            }
            for column in made.columns
        ],
        "lines": [
            {
                "total": pivot.total(line),
                "cells": [
                    {"value": pivot.value(line, number), "query": _opened(pivot, line, number)}
                    for number in range(len(made.columns))
                ],
            }
            for line in made.lines
        ],
    }


def _opened(pivot: Pivot, line: Key, number: int) -> Behind | None:
    """The list behind the figure itself; shares and changes open none."""
    column = pivot.arrangement.columns[number]
    figure = pivot.figures.get((line, column.key, column.measure.code))
    return figure.behind if figure is not None and column.shows is Shows.VALUE else None
