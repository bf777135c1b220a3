"""What a report is the sum of: what stands with the union directly, and the accepted reports from below."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.api.statistic import figures
from backend.api.statistic.figures import ITSELF, WHOLE, Read, Row
from backend.api.work import Work
from backend.db.queries import report as reports
from backend.db.queries import statistic as statistics
from backend.domain.organization.codes import Tree
from backend.domain.report.catalogue import form_of
from backend.domain.report.forms import Form, Item
from backend.domain.report.values import Remark, computed, effective
from backend.domain.report.workflow import ReportStatus
from backend.domain.statistic.catalogue import CHILD, MeasureKind, read_question
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import NOW, Period, read_period


@dataclass(frozen=True, slots=True)
class Computed:
    """The lines, the unions whose reports are missing, and what is to be said of single figures."""

    lines: list[dict[str, Any]]
    missing: list[dict[str, Any]]
    remarks: dict[str, str]


async def compute(work: Work, organization_id: UUID, form: Form, year: int) -> Computed:
    """Compute a report as of the day of the form. A fixed number of statements."""
    below = await reports.list_below(work.session, organization_id, form)
    sent = await reports.find_of(work.session, [union.id for union in below], form.form, year)
    accepted = {id: row for id, row in sent.items() if row.status == ReportStatus.ACCEPTED}
    values, remarks = await _own(work, organization_id, form, year, {union.id for union in below})
    lines: list[dict[str, Any]] = [{"organization_id": None, "name": "", "values": values}]
    for union in below:
        row = accepted.get(union.id)
        if row is not None:
            told = effective(form, row.lines, row.cells)
            lines.append({"organization_id": str(union.id), "name": union.name, "values": told})
    if form.units is not None:
        lines += await _units(work, organization_id, form, form_of(form.units, year), year)
    missing = [{"organization_id": str(union.id), "name": union.name} for union in below if union.id not in accepted]
    return Computed(lines, missing, remarks)


async def _units(work: Work, organization_id: UUID, form: Form, asked: Form, year: int) -> list[dict[str, Any]]:
    """What basic unions that report here have told of what the register does not know: one line for all of them."""
    told = await reports.list_accepted_units(work.session, organization_id, asked, year)
    if not told.accepted:
        return []
    each = [{"values": effective(asked, row.lines, row.cells)} for row in told.accepted]
    sums = computed(asked, each)
    values = {item.code: sums.get(item.code) if item.by_hand else None for item in form.items}
    return [{"organization_id": None, "name": "", "units": len(told.accepted), "of": told.of, "values": values}]


async def _own(
    work: Work, organization_id: UUID, form: Form, year: int, reporting: set[UUID]
) -> tuple[dict[str, int | None], dict[str, str]]:
    """The figures of what stands with the union and under none of those that report themselves."""
    node = await statistics.get_node(work, work.scope, Tree.TERRITORY, organization_id)
    period, now = form.period(year), read_period(NOW, work.today)
    values: dict[str, int | None] = {item.code: None for item in form.items}
    remarks: dict[str, str] = {}
    for (code, dimension), items in _grouped(form).items():
        dataset = DATASETS[code]
        by = [*([CHILD] if reporting else []), *([dimension] if dimension else [])]
        measures = dict.fromkeys(item.source.measure for item in items if item.source)
        question = read_question(dataset, by=by, measures=list(measures))
        told = await figures.read(work, dataset, question, node, [period, now])
        rows = list(_rows(told, reporting))
        state, _at = figures.state_of(told, period, question)
        for item in items:
            value, remark = _figure(told, rows, item, period, now, partial=state == "partial")
            values[item.code] = value
            if remark is not None:
                remarks[item.code] = remark
    return values, remarks


def _grouped(form: Form) -> Mapping[tuple[str, str], list[Item]]:
    groups: dict[tuple[str, str], list[Item]] = {}
    for item in form.items:
        if item.source is not None:
            groups.setdefault((item.source.dataset, item.source.dimension), []).append(item)
    return groups


def _rows(told: Read, reporting: set[UUID]) -> Iterator[Row]:
    """The parts of the union that are counted here: all of it, or what no report from below counts."""
    if not reporting:
        yield Row(told.node, WHOLE)
        return
    yield Row(told.node, ITSELF)
    for number, unit in enumerate(told.children.units, start=1):
        if unit.id not in reporting:
            yield Row(unit, number)


def _figure(
    told: Read, rows: Sequence[Row], item: Item, period: Period, now: Period, *, partial: bool
) -> tuple[int | None, Remark | None]:
    """The figure at the day of the form; where nothing is kept of that day, that of today, and it says so."""
    assert item.source is not None
    measure = DATASETS[item.source.dataset].measure(item.source.measure)
    value = _sum(told, rows, item, period)
    if value is not None:
        return value, Remark.PARTIAL if partial and measure.kind is MeasureKind.FLOW else None
    if measure.kind is MeasureKind.FLOW:
        return None, None
    return _sum(told, rows, item, now), Remark.NOW


def _sum(told: Read, rows: Sequence[Row], item: Item, period: Period) -> int | None:
    source = item.source
    assert source is not None
    measure = DATASETS[source.dataset].measure(source.measure)
    dimensions = (source.dimension,) if source.dimension else ()
    counts = [
        figures.value_of(told, row, period, measure, part, values)
        for row in rows
        for values, part in figures.parts_of(measure, dimensions)
        if not dimensions or values[0] in source.values
    ]
    # A unit that was not there on the day had nothing; the union itself is always there.
    known = [count for count in counts if count is not None]
    return int(sum(known)) if known else None
