"""Figures as they are told: the counts themselves to officers, counts in steps to outside clients."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.api.statistic import figures
from backend.api.statistic.figures import Read, Row, Values
from backend.domain.statistic.catalogue import Dataset, FigureUnit, Measure, MeasureKind, Part, Question
from backend.domain.statistic.disclosure import Disclosure, counted_as
from backend.domain.statistic.figures import rate
from backend.domain.statistic.periods import Period


@dataclass(frozen=True, slots=True)
class Told:
    """A figure; null where nothing is known of it, or where it is withheld."""

    value: float | None
    hidden: bool = False


UNKNOWN, WITHHELD = Told(None), Told(None, hidden=True)


@dataclass(frozen=True, slots=True)
class _Divided:
    """One figure of a measure: its values, the part that counts it, and what it is counted as."""

    values: Values
    part: Part
    counted: str


class Teller:
    """Says the figures of one question out of what was read for it."""

    def __init__(self, found: Read, dataset: Dataset, question: Question, disclosure: Disclosure | None) -> None:
        """Without `disclosure` every count is told as it is."""
        self.found, self.dataset, self.question, self.disclosure = found, dataset, question, disclosure
        self._divided: dict[str, list[_Divided]] = {}

    def divided(self, measure: Measure) -> Sequence[tuple[Values, Part]]:
        """The figures of a measure as the question divides it; a share is divided as its part is."""
        told = self.dataset.measure(measure.part) if measure.kind is MeasureKind.RATE else measure
        return [(one.values, one.part) for one in self._parts(told)]

    def tell(self, row: Row, period: Period | None, measure: Measure, at: int) -> Told:
        """The figure number `at` of a measure."""
        if period is None:
            return UNKNOWN
        if measure.kind is MeasureKind.RATE:
            return self._share(row, period, measure, at)
        return self._count(row, period, measure, at)

    def _count(self, row: Row, period: Period, measure: Measure, at: int) -> Told:
        one = self._parts(measure)[at]
        count = figures.value_of(self.found, row, period, measure, one.part, one.values)
        if count is None or self.disclosure is None:
            return Told(count)
        if measure.people and self._count(row, period, self.dataset.measure(measure.people), at).value is None:
            return WITHHELD
        told = self._stepped(self.disclosure, row, measure, one, count)
        return WITHHELD if told is None else Told(told)

    def _stepped(
        self, disclosure: Disclosure, row: Row, measure: Measure, one: "_Divided", count: float
    ) -> float | None:
        if measure.kind is MeasureKind.QUANTILE:
            # It is of ten at least, and in whole days.
            return float(round(count))
        if measure.unit is FigureUnit.FEN:
            return disclosure.told_fen(row.key, one.counted, int(count))
        return disclosure.told(row.key, one.counted, int(count))

    def _share(self, row: Row, period: Period, measure: Measure, at: int) -> Told:
        """A share of what is told, so that it says no more than its two counts."""
        part, whole = self.dataset.measure(measure.part), self.dataset.measure(measure.whole)
        above, below = self._count(row, period, part, at), self._count(row, period, whole, at)
        if above.hidden or below.hidden:
            return WITHHELD
        share = rate(_whole(above), _whole(below))
        within = set(self._parts(part)[at].part.cells) <= set(self._parts(whole)[at].part.cells)
        # In steps a part may come out above its whole.
        return Told(min(share, 100.0) if share is not None and within and self.disclosure else share)

    def _parts(self, measure: Measure) -> list[_Divided]:
        known = self._divided.get(measure.code)
        if known is None:
            known = [
                _Divided(
                    values,
                    part,
                    counted_as(part.cells, part.less, otherwise=(self.dataset.code, measure.live, *values)),
                )
                for values, part in figures.parts_of(measure, self.question.dimensions)
            ]
            self._divided[measure.code] = known
        return known


def _whole(told: Told) -> int | None:
    return None if told.value is None else int(told.value)
