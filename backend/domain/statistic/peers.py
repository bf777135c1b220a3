"""What is compared with the median of peers: unions of the same level and kind, the union itself left out.

Stocks and shares as closed months keep them. Flows are not compared, nor what no counter is kept of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from backend.domain.refusals import Invalid
from backend.domain.statistic.catalogue import Dataset, Measure, MeasureKind
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import Period, month_of

FEWEST = 3
"""Peers below which no median is told."""


class NotCompared(Invalid):
    """A figure that is not compared with peers. Facts: `figure`, `known`."""

    code = "statistic_not_compared"
    zh = "指标“{figure}”不与同级比较。可比较的指标：{known}。"
    en = "“{figure}” is not compared with peers. These are: {known}."


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure by the cells of closed months: a sum, or, with `whole`, a share of two sums in percent."""

    dataset: str
    measure: str
    part: tuple[str, ...]
    whole: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`dataset.measure`."""
        return f"{self.dataset}.{self.measure}"


def _all() -> Iterator[Compared]:
    for dataset in DATASETS.values():
        for measure in dataset.measures:
            found = _compared(dataset, measure)
            if found is not None:
                yield found


def _compared(dataset: Dataset, measure: Measure) -> Compared | None:
    if measure.kind in (MeasureKind.FLOW, MeasureKind.QUANTILE):
        return None
    if measure.kind is MeasureKind.STOCK:
        return Compared(dataset.code, measure.code, measure.cells) if measure.cells else None
    part, whole = dataset.measure(measure.part), dataset.measure(measure.whole)
    if not part.cells or not whole.cells:
        return None
    return Compared(dataset.code, measure.code, part.cells, whole.cells)


COMPARED: Mapping[str, Compared] = {each.name: each for each in _all()}


def read_compared(names: list[str]) -> list[Compared]:
    """The figures that are asked for; all of them without a name. Raises `NotCompared`."""
    for name in names:
        if name not in COMPARED:
            raise NotCompared(figure=name[:60], known=", ".join(COMPARED), pointer="/figures")
    return [COMPARED[name] for name in dict.fromkeys(names)] or list(COMPARED.values())


def month_for(period: Period, kept: Mapping[date, object], today: date) -> date | None:
    """The closed month whose peers a period is compared with: its last, or, while it runs, the last there is."""
    if period.runs(today):
        return max(kept, default=None)
    last = month_of(period.last)
    return last if last in kept else None
