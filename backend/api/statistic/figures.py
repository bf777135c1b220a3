"""Figures out of cells: what each unit has in each period, live or from closed months."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from backend.api.work import Reading, Work
from backend.db.queries import household_statistic as households
from backend.db.queries import statistic as statistics
from backend.db.queries.aid_money_statistic import count_money
from backend.db.queries.aid_time_statistic import count_time
from backend.db.queries.live import count_live
from backend.db.queries.protection_statistic import CountedOnDays, count_covered
from backend.db.queries.statistic import NO_CHILDREN, Cells, Children, Kept, Month, Node, Spans, Unit
from backend.db.queries.visit_statistic import count_visits
from backend.domain.statistic.catalogue import (
    Dataset,
    Measure,
    MeasureKind,
    Part,
    Question,
    cells_of,
    counted_on_the_spot,
    made_of,
)
from backend.domain.statistic.counted import Counted, kept_when_closing, together
from backend.domain.statistic.periods import Period, month_of, year_before

ITSELF, WHOLE, GONE = 0, -1, -2
"""Of the node: what stands with it directly; all of it. And a unit that stood under it in a month of the past."""

_COUNT_DATED = {"foundings": statistics.count_founded}
"""Who counts flows that have their dates in the register."""
_COUNT_DAYS = {"protection_coverage": count_covered}
"""Who counts stocks on any day: their rows say from when to when they stand."""
_COUNT_PERIODS = {
    "aid_money": count_money,
    "aid_time": count_time,
    "household_changes": households.count_movements,
    "visits": count_visits,
}
"""Who counts the datasets that are counted period by period."""

Values = tuple[str, ...]
"""The values of the dimensions of one figure."""


@dataclass(frozen=True, slots=True)
class Row:
    """A unit of the answer: the child of this number, or one of the marks below."""

    unit: Unit
    bucket: int

    @property
    def stands(self) -> bool:
        """Whether it is shown even where nothing is told of it: what stands there today, and the node as a whole."""
        return self.bucket == WHOLE or (self.bucket > ITSELF and not self.unit.ended)

    @property
    def itself(self) -> bool:
        """Whether it is what stands with the node and under none of its children."""
        return self.bucket == ITSELF

    @property
    def key(self) -> str:
        """The name of what is counted here: of the node itself it is not that of the node with all below it."""
        return f"{self.unit.id}:itself" if self.itself else str(self.unit.id)


@dataclass(slots=True)
class Read:
    """Everything that was read for a question."""

    node: Node
    children: Children
    today: date
    kept: Mapping[date, Kept]
    now: dict[int, dict[str, int]]
    months: dict[date, Month]
    live: dict[str, dict[int, dict[str, int]]]
    """Stocks that were counted on the spot."""
    counted: Mapping[str, Counted]
    """Under which names closed months keep these."""
    dated: dict[str, dict[date, dict[int, int]]]
    """Flows that the dates of the register tell, by month."""
    spans: Spans | None = None
    """All there is of a dataset that is counted period by period."""
    stocks: Mapping[str, CountedOnDays] = field(default_factory=dict)
    """Stocks that were counted on the last day of each period, or today."""


async def read(
    work: Work | Reading, dataset: Dataset, question: Question, node: Node, periods: Sequence[Period]
) -> Read:
    """Read what the periods need: children, counters, closed months. A fixed number of statements."""
    today = work.today
    children = await statistics.list_children(work, node) if question.by_child else NO_CHILDREN
    if dataset.by_period:
        counts_asked = frozenset(one.code for measure in question.measures for one in made_of(dataset, measure))
        spans = await _COUNT_PERIODS[dataset.code](
            work,
            counts_asked | {measure.people for measure in question.measures if measure.people},
            question.dimensions,
            scope=work.scope,
            node=node,
            children=children,
            periods=periods,
            today=today,
        )
        return Read(node, children, today, {}, {}, {}, {}, {}, {}, spans)
    counts = {one.code: one for measure in question.measures for one in made_of(dataset, measure)}
    counted = {
        code: Counted(dataset, measure, question.dimensions)
        for code, measure in counts.items()
        if kept_when_closing(measure, question.dimensions)
    }
    cells = cells_of(dataset, question)
    kept = [*cells, *(cell for each in counted.values() for cell in each.cells)]
    running = any(month_of(today) in period.months for period in periods)
    needed = {
        month
        for period in periods
        for month in (period.months if _flows(question) else [month_of(period.last)])
        if month in node.kept
    }
    now: dict[int, dict[str, int]] = {}
    if running and cells:
        now = await statistics.sum_now(work, node, children, cells, month=month_of(today))
    months = await statistics.list_months(
        work, node, children, kept, needed if kept else (), by_child=question.by_child
    )
    live, dated, stocks = {}, {}, {}
    for measure in counts.values():
        if not counted_on_the_spot(measure, question.dimensions):
            continue
        if measure.kind is MeasureKind.FLOW:
            dated[measure.code] = await _COUNT_DATED[dataset.code](
                work,
                measure.live,
                scope=work.scope,
                node=node,
                children=children,
                first=min(period.first for period in periods),
                last=max(period.last for period in periods),
            )
        elif measure.dated:
            stocks[measure.code] = await _COUNT_DAYS[dataset.code](
                work,
                measure.live,
                question.dimensions[0] if question.dimensions else None,
                scope=work.scope,
                node=node,
                children=children,
                days={period: min(period.last, today) for period in periods},
                today=today,
            )
        elif running:
            live[measure.code] = await count_live(
                work, counted[measure.code], scope=work.scope, node=node, children=children, today=today
            )
    return Read(node, children, today, node.kept, now, months, live, counted, dated, stocks=stocks)


def _flows(question: Question) -> bool:
    return any(measure.kind is MeasureKind.FLOW for measure in question.measures)


def rows_of(found: Read, question: Question) -> list[Row]:
    """The units an answer may have: the node, or its children of today and of then, and what is left beside them."""
    if not question.by_child:
        return [Row(found.node, WHOLE)]
    rows = [Row(unit, number) for number, unit in enumerate(found.children.units, start=1)]
    known = {row.unit.id for row in rows}
    for month in found.months.values():
        for id in month.units:
            if id not in known:
                known.add(id)
                rows.append(Row(Unit(id, month.names.get(id, ""), ended=True), GONE))
    return [*rows, Row(found.node, ITSELF)]


def parts_of(measure: Measure, dimensions: tuple[str, ...]) -> list[tuple[Values, Part]]:
    """The figures of a measure divided so, each with its values."""
    return [(tuple(value.code for value in part.values), part) for part in measure.parts(dimensions) or ()]


def value_of(found: Read, row: Row, period: Period, measure: Measure, part: Part, values: Values) -> float | None:
    """One count. None when it is not known of the period."""
    if found.spans is not None:
        return _spanned(found.spans, row, period, measure, values)
    if not part.cells and measure.kind is MeasureKind.FLOW:
        by_month = found.dated.get(measure.code, {})
        return sum(_counted(row, by_month.get(month, {})) for month in period.months)
    if not part.cells and measure.dated:
        return _now(found, row, found.stocks[measure.code].get(period, {})).get(together(values), 0)
    if not part.cells:
        if period.runs(found.today):
            return _now(found, row, found.live[measure.code]).get(together(values), 0)
        then = _then(found, row, month_of(period.last))
        return None if then is None else then[found.counted[measure.code].cell(values)]
    if measure.kind is not MeasureKind.FLOW:
        if period.runs(found.today):
            return _added(part, _now(found, row, found.now))
        return _added(part, _then(found, row, month_of(period.last)))
    known = []
    for month in period.months:
        if month == month_of(found.today):
            known.append(_added(part, _now(found, row, found.now)))
        elif month in found.months:
            known.append(_added(part, _then(found, row, month)))
    told = [each for each in known if each is not None]
    return sum(told) if told else None


def _spanned(spans: Spans, row: Row, period: Period, measure: Measure, values: Values) -> float | None:
    """What was counted of a period; of nothing there is no median."""
    bucket = ITSELF if row.bucket == WHOLE else row.bucket
    told = spans.get(period, {}).get(bucket, {}).get(values, {})
    return told.get(measure.code, None if measure.kind is MeasureKind.QUANTILE else 0)


def _added(part: Part, cells: Cells | Mapping[str, int] | None) -> int | None:
    if cells is None:
        return None
    more = [cells.get(cell, 0) for cell in part.cells]
    less = [cells.get(cell, 0) for cell in part.less]
    if None in more or None in less:
        return None
    return sum(value or 0 for value in more) - sum(value or 0 for value in less)


def _counted(row: Row, buckets: Mapping[int, int]) -> int:
    return sum(buckets.values()) if row.bucket == WHOLE else buckets.get(row.bucket, 0)


def _now(found: Read, row: Row, buckets: Mapping[int, dict[str, int]]) -> dict[str, int]:
    """What a unit has at this moment; the node without children is everything there is."""
    return _total(buckets) if row.bucket == WHOLE else buckets.get(row.bucket, {})


def _total(buckets: Mapping[int, dict[str, int]]) -> dict[str, int]:
    total: dict[str, int] = {}
    for cells in buckets.values():
        for cell, value in cells.items():
            total[cell] = total.get(cell, 0) + value
    return total


def _then(found: Read, row: Row, month: date) -> Cells | None:
    """What a unit had at the end of a closed month, in the tree as it was then."""
    kept = found.months.get(month)
    if kept is None or kept.total is None:
        return None
    if row.itself:
        return _rest(kept)
    if row.bucket == WHOLE:
        return kept.total
    return kept.units.get(row.unit.id)


def _rest(kept: Month) -> Cells:
    """What the node had and none of those shown: its own, and unions that have moved out of sight since."""
    rest: Cells = {}
    for cell, value in (kept.total or {}).items():
        below = [unit[cell] for unit in kept.units.values()]
        rest[cell] = None if value is None else value - sum(each or 0 for each in below)
    return rest


def state_of(found: Read, period: Period, question: Question) -> tuple[str, Any]:
    """How far a period is known, and as of when. What the register dates is read anew each time: it stays open."""
    told = {measure.code for measure in question.measures}
    if found.spans is not None or told == found.dated.keys() | found.stocks.keys():
        return "open", None
    if period.runs(found.today):
        missing = [m for m in period.months if m < month_of(found.today) and m not in found.kept]
        return ("partial" if _flows(question) and missing else "open"), None
    needed = period.months if _flows(question) else [month_of(period.last)]
    held = [found.kept[month] for month in needed if month in found.kept and _tells(found, month)]
    if not held:
        return ("partial" if found.stocks else "none"), None
    if found.stocks:
        return "open", None
    if len(held) < len(needed):
        return "partial", held[-1].closed_at
    return ("rebuilt" if any(month.source == "rebuilt" for month in held) else "closed"), held[-1].closed_at


def _tells(found: Read, month: date) -> bool:
    """Whether anything of what is asked is known of a month that is kept: what it was closed or rebuilt without is not."""
    read = found.months.get(month)
    return read is None or read.total is None or any(value is not None for value in read.total.values())


def all_periods(periods: Sequence[Period], *, compared: bool) -> dict[Period, Period | None]:
    """Each period with the one it is compared with."""
    return {period: year_before(period) if compared else None for period in periods}
