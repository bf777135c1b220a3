"""The form of the catalogue: what a dataset, a measure and a dimension are, and which questions they answer.

The datasets themselves stand in `datasets.py`. A measure is a sum of cells of the counters (`cells`, less those of
`less`), a share of two measures (`part`, `whole`), or counted on the spot (`live`) where no counter is kept: a flow that
is counted so has its dates in the register, a stock is counted once more when a month closes (`counted.py`). Behind a
count stands a list of the API; `behind` names it and the filters by which the list has exactly what was counted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from backend.domain.access import Permission
from backend.domain.age import born_by
from backend.domain.codes import Code
from backend.domain.refusals import Invalid

CHILD, MONTH = "child", "month"
"""Dimensions of every dataset: the unions directly below, and the months of the periods."""


class MeasureUnknown(Invalid):
    """A measure that the dataset does not have. Facts: `measure`, `known`."""

    code = "statistic_measure_unknown"
    zh = "这个数据集没有指标“{measure}”。可用的指标：{known}。"
    en = "This dataset has no measure “{measure}”. It has: {known}."


class DimensionUnknown(Invalid):
    """A dimension that the dataset does not have. Facts: `dimension`, `known`."""

    code = "statistic_dimension_unknown"
    zh = "这个数据集不能按“{dimension}”分组。可用的分组：{known}。"
    en = "This dataset is not divided by “{dimension}”. It is divided by: {known}."


class DimensionsApart(Invalid):
    """Dimensions that are not counted together. Facts: `dimensions`, `known`."""

    code = "statistic_dimensions_apart"
    zh = "“{dimensions}”没有交叉统计。可以一起使用的分组：{known}。请分开查询，或改用名单筛选。"
    en = "“{dimensions}” are not counted together. These are: {known}. Ask one by one, or filter the list."


class MeasureKind(StrEnum):
    """How a measure behaves in time: a stock is what there is at the end of a period, a flow what happened in it.

    A quantile (a median) is of what happened in a period; those of two periods or places do not add up.
    """

    STOCK = "stock"
    FLOW = "flow"
    RATE = "rate"
    QUANTILE = "quantile"


class FigureUnit(Code):
    """What is counted."""

    PERSON = "person", "人", "people"
    ORGANIZATION = "organization", "家", "organizations"
    HOUSEHOLD = "household", "户", "households"
    PERCENT = "percent", "%", "%"
    FEN = "fen", "元", "yuan"
    PAYMENT = "payment", "笔", "payments"
    CASE = "case", "件", "cases"
    WORKING_DAY = "working_day", "个工作日", "working days"


class FigureListName(StrEnum):
    """The lists of the API that stand behind figures, by their path."""

    MEMBERS = "members"
    ORGANIZATIONS = "organizations"
    EMPLOYERS = "employers"
    OFFICERS = "officers"
    COMMITTEES = "committees"
    TERMS_DUE = "terms-due"
    VACANCIES = "vacancies"
    HOUSEHOLDS = "households"
    FUNDS = "funds"
    LEDGER_ENTRIES = "ledger-entries"
    PAYMENTS = "payments"
    VISITS = "visits"
    AID_CASES = "aid-cases"


@dataclass(frozen=True, slots=True)
class Listing:
    """How a list is narrowed to a union: with everything below it, or to what stands with itself alone.

    `by_line` says whether the whole list of somebody who works for a line is that of the line.
    """

    permission: Permission
    under: str
    itself: str | None
    itself_more: Mapping[str, str] = field(default_factory=dict)
    by_line: bool = True


LISTINGS: Mapping[FigureListName, Listing] = {
    FigureListName.MEMBERS: Listing(
        Permission.MEMBER_READ, "organization_id", "organization_id", {"include_subtree": "false"}
    ),
    FigureListName.ORGANIZATIONS: Listing(Permission.ORGANIZATION_READ, "under_id", None),
    FigureListName.EMPLOYERS: Listing(Permission.EMPLOYER_READ, "under_id", "at_id"),
    FigureListName.OFFICERS: Listing(Permission.OFFICER_READ, "under_id", "organization_id"),
    FigureListName.COMMITTEES: Listing(Permission.COMMITTEE_READ, "under_id", "organization_id"),
    FigureListName.TERMS_DUE: Listing(Permission.COMMITTEE_READ, "under_id", None),
    FigureListName.VACANCIES: Listing(Permission.OFFICER_READ, "under_id", None),
    FigureListName.HOUSEHOLDS: Listing(Permission.AID_READ, "under_id", None),
    FigureListName.FUNDS: Listing(Permission.FUND_READ, "under_id", None),
    # Entries are seen with their case too: what a line sees is more than what its funds moved.
    FigureListName.LEDGER_ENTRIES: Listing(Permission.FUND_READ, "under_id", None, by_line=False),
    FigureListName.PAYMENTS: Listing(Permission.FUND_READ, "under_id", None),
    FigureListName.VISITS: Listing(Permission.AID_READ, "under_id", None),
    FigureListName.AID_CASES: Listing(Permission.AID_READ, "under_id", None),
}


@dataclass(frozen=True, slots=True)
class Behind:
    """The list behind a count, and its filters; of what happened in a period also those of its first and last day.

    Behind an amount stands the list whose amounts add up to it.
    """

    list: FigureListName
    filters: Mapping[str, str] = field(default_factory=dict)
    since: str = ""
    until: str = ""

    def on(self, first: date, last: date) -> Mapping[str, str]:
        """The filters, for a period from one day to another."""
        if not self.since:
            return self.filters
        return {**self.filters, self.since: first.isoformat(), self.until: last.isoformat()}


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a dimension. `filters` narrow the list behind to it, None where the list cannot.

    The bounds of a band of ages depend on the day; `ages` are its first and last age.
    """

    code: str
    zh: str
    en: str
    filters: Mapping[str, str] | None = None
    ages: tuple[int | None, int | None] | None = None

    def narrows(self, today: date) -> Mapping[str, str] | None:
        """The filters of this value on a day."""
        if self.ages is None:
            return self.filters
        youngest, oldest = self.ages
        found: dict[str, str] = {}
        if oldest is not None:
            found["born_on[gte]"] = (born_by(today, oldest + 1) + timedelta(days=1)).isoformat()
        if youngest is not None:
            found["born_on[lte]"] = born_by(today, youngest).isoformat()
        return found


@dataclass(frozen=True, slots=True)
class Dimension:
    """What a dataset can be divided by."""

    code: str
    zh: str
    en: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One figure of a measure: the values of the dimensions it is divided by, the cells that add up to it, and those
    that are taken off."""

    values: tuple[Value, ...]
    cells: tuple[str, ...]
    less: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure: what it means, how it is made, where it comes from (口径)."""

    code: str
    zh: str
    en: str
    unit: FigureUnit
    kind: MeasureKind = MeasureKind.STOCK
    definition_zh: str
    definition_en: str
    formula_zh: str
    formula_en: str
    cells: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    behind: Behind | None = None
    by: Mapping[tuple[str, ...], tuple[Part, ...]] = field(default_factory=dict)
    part: str = ""
    whole: str = ""
    live: str = ""
    dated: bool = False
    """Of a stock without counters: its rows have their days, so what there was at the end of a past period is known."""
    people: str = ""
    """Of an amount or a quantile: the count of those it is about. Where that is too small to be told, so is this."""

    def parts(self, dimensions: tuple[str, ...]) -> tuple[Part, ...] | None:
        """The figures of this measure divided so; None when it is not counted so."""
        if dimensions == ():
            return (Part((), self.cells, self.less),)
        return self.by.get(dimensions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """Measures that are asked for together.

    `by_period`: no counter is kept of any of them, but everything has its date, so each period is counted on the spot.
    """

    code: str
    zh: str
    en: str
    source_zh: str
    source_en: str
    measures: tuple[Measure, ...]
    dimensions: tuple[Dimension, ...] = ()
    by_period: bool = False

    def measure(self, code: str) -> Measure:
        """The measure of this code. Raises `MeasureUnknown`."""
        for measure in self.measures:
            if measure.code == code:
                return measure
        known = ", ".join(measure.code for measure in self.measures)
        raise MeasureUnknown(measure=code[:40], known=known, pointer="/measures")

    @property
    def combinations(self) -> list[tuple[str, ...]]:
        """The dimensions that are counted together."""
        return list(dict.fromkeys(by for measure in self.measures for by in measure.by))


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a dataset: its measures, by which dimensions, by child and by month or not."""

    measures: tuple[Measure, ...]
    dimensions: tuple[str, ...]
    by_child: bool
    by_month: bool


def read_question(dataset: Dataset, *, by: Sequence[str], measures: Sequence[str]) -> Question:
    """The question, if the dataset answers it; without measures, all that can be divided so.

    Raises `MeasureUnknown`, `DimensionUnknown`, `DimensionsApart`.
    """
    order = [dimension.code for dimension in dataset.dimensions]
    for each in by:
        if each not in (*order, CHILD, MONTH):
            raise DimensionUnknown(dimension=each[:40], known=", ".join([*order, CHILD, MONTH]), pointer="/by")
    asked = tuple(code for code in order if code in by)
    wanted = [dataset.measure(code) for code in dict.fromkeys(measures)] or list(dataset.measures)
    able = tuple(measure for measure in wanted if _answers(dataset, measure, asked))
    if not able or (measures and len(able) < len(wanted)):
        known = "; ".join("+".join(each) for each in dataset.combinations) or "—"
        raise DimensionsApart(dimensions="+".join(asked), known=known, pointer="/by")
    return Question(able, asked, CHILD in by, MONTH in by)


def _answers(dataset: Dataset, measure: Measure, dimensions: tuple[str, ...]) -> bool:
    if measure.kind is MeasureKind.RATE:
        return all(dataset.measure(code).parts(dimensions) is not None for code in (measure.part, measure.whole))
    return measure.parts(dimensions) is not None


def counted_on_the_spot(measure: Measure, dimensions: tuple[str, ...]) -> bool:
    """Whether a measure, divided so, is counted in the register each time it is asked for."""
    return bool(measure.live) and not any(part.cells for part in measure.parts(dimensions) or ())


def cells_of(dataset: Dataset, question: Question) -> tuple[str, ...]:
    """Every cell that the figures of a question are made of, each once."""
    found: dict[str, None] = {}
    for measure in question.measures:
        for one in made_of(dataset, measure):
            for part in one.parts(question.dimensions) or ():
                found |= dict.fromkeys(part.cells) | dict.fromkeys(part.less)
    return tuple(found)


def made_of(dataset: Dataset, measure: Measure) -> Iterable[Measure]:
    """The counts that a measure is made of: the two of a rate, or itself."""
    if measure.kind is MeasureKind.RATE:
        return dataset.measure(measure.part), dataset.measure(measure.whole)
    return (measure,)
