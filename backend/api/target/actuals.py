"""What is there beside each target: the same figures that the statistics show, of the year and of the one before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from backend.api.statistic import figures
from backend.api.statistic.figures import WHOLE, Read, Row
from backend.api.statistic.telling import Teller
from backend.api.work import Work
from backend.db.queries.statistic import Node
from backend.domain.statistic.catalogue import CHILD, read_question
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import Period, PeriodAhead, read_period
from backend.domain.target.measures import TargetMeasure
from backend.domain.target.progress import tenths


@dataclass(frozen=True, slots=True)
class Actual:
    """A figure in tenths, and what it was at the end of the year before; None where it is not known."""

    value: int | None
    start: int | None


NOTHING = Actual(None, None)
Actuals = Mapping[tuple[UUID, TargetMeasure], Actual]


async def read(work: Work, node: Node, year: int) -> Actuals:
    """The figures of a union and of each union directly below it. A fixed number of statements."""
    try:
        this = read_period(str(year), work.today)
    except PeriodAhead:
        return {}
    before = read_period(str(year - 1), work.today)
    found: dict[tuple[UUID, TargetMeasure], Actual] = {}
    for code in dict.fromkeys(measure.dataset for measure in TargetMeasure):
        dataset = DATASETS[code]
        measures = [measure for measure in TargetMeasure if measure.dataset == code]
        question = read_question(dataset, by=[CHILD], measures=[measure.figure for measure in measures])
        told = await figures.read(work, dataset, question, node, [this, before])
        teller = Teller(told, dataset, question, None)
        for row in _rows(told):
            for measure in measures:
                found[row.unit.id, measure] = Actual(
                    _value(teller, row, this, measure), _value(teller, row, before, measure)
                )
    return found


def _rows(told: Read) -> Iterator[Row]:
    yield Row(told.node, WHOLE)
    for number, unit in enumerate(told.children.units, start=1):
        yield Row(unit, number)


def _value(teller: Teller, row: Row, period: Period, measure: TargetMeasure) -> int | None:
    found = teller.tell(row, period, measure.counted, 0).value
    return None if found is None else tenths(found)
