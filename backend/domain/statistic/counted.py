"""What is counted on the spot, and under which names a month that closes keeps it.

No counter is kept of these stocks, and few of them can be told from dates: what they were at the end of a month is known
only if they are counted then. A kept figure has a name like a cell's: measure, division and values, for instance
`households.people/category/low_income`; undivided `terms.due//`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from backend.domain.statistic.catalogue import Dataset, Measure, MeasureKind, counted_on_the_spot
from backend.domain.statistic.datasets import DATASETS

AND, WITHIN = ",", "/"
"""Between the values of a key, and between the steps of a name. No code of a dictionary has either."""


def together(values: Sequence[str]) -> str:
    """The values of several dimensions as one key of what is counted on the spot; "" without any."""
    return AND.join(values)


@dataclass(frozen=True, slots=True)
class Counted:
    """A measure in one of its divisions, of which no counter is kept."""

    dataset: Dataset
    measure: Measure
    dimensions: tuple[str, ...]

    @property
    def name(self) -> str:
        """`dataset.measure`."""
        return f"{self.dataset.code}.{self.measure.code}"

    @property
    def division(self) -> str:
        """The dimensions as one key."""
        return together(self.dimensions)

    def cell(self, values: Sequence[str]) -> str:
        """The name under which a closed month keeps the figure of these values."""
        return WITHIN.join((self.name, self.division, together(values)))

    @property
    def cells(self) -> list[str]:
        """The names of all its figures."""
        parts = self.measure.parts(self.dimensions) or ()
        return [self.cell([value.code for value in part.values]) for part in parts]


def _all() -> Iterator[Counted]:
    for dataset in DATASETS.values():
        for measure in dataset.measures:
            for dimensions in ((), *measure.by):
                if kept_when_closing(measure, dimensions):
                    yield Counted(dataset, measure, dimensions)


def kept_when_closing(measure: Measure, dimensions: tuple[str, ...]) -> bool:
    """Whether a closing month counts a measure, divided so: a stock without counters and without days of its own."""
    return measure.kind is MeasureKind.STOCK and not measure.dated and counted_on_the_spot(measure, dimensions)


COUNTED: Sequence[Counted] = tuple(_all())
