"""The form of fixed reports: items, their layout on paper, and the checks between them (勾稽).

A report is a flat set of whole numbers by item. The layout says where they stand on paper: down the page in chapters, or
across it with one line per union. An item is a figure of the catalogue of the statistics, or filled by hand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from backend.domain.codes import Code
from backend.domain.organization.codes import OrganizationKind
from backend.domain.organization.structure import PLACES
from backend.domain.statistic.periods import Period


class ReportForm(Code):
    """The forms of the house."""

    SURVEY = "survey", "工会统计年报（基层以上工会）", "Annual survey of unions (above basic level)"
    UNIT_SURVEY = "unit_survey", "工会统计年报（基层工会）", "Annual survey of basic unions"
    YEARBOOK = "yearbook", "年鉴工会组织情况表", "Unions in the yearbook"


class ReportUnit(Code):
    """What an item counts."""

    ORGANIZATION = "organization", "个", "units"
    PERSON = "person", "人", "people"
    TIME = "time", "人次", "times"
    PIECE = "piece", "件", "pieces"
    HOUSEHOLD = "household", "户", "households"
    EVENT = "event", "次", "events"


class Comparison(StrEnum):
    """How the two sides of a check stand to each other."""

    EQUAL = "equal"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the catalogue has a figure: a measure, or those of its parts that have one of `values` of a dimension."""

    dataset: str
    measure: str
    dimension: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One number of a report. Without a source it is filled by hand. It is asked from the report of `since` on."""

    code: str
    zh: str
    en: str
    unit: ReportUnit
    source: Source | None = None
    since: int = 0

    @property
    def by_hand(self) -> bool:
        """Whether no figure of the house answers it."""
        return self.source is None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: an item, the women among it if they are asked for, and how far it stands under the one above."""

    item: str
    women: str | None = None
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Chapter:
    """Lines under one heading; in a form with one line per union the columns under one heading."""

    zh: str
    en: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """Two sums that must agree. A hard one stops the report, a soft one asks to look again."""

    code: str
    zh: str
    en: str
    left: tuple[str, ...]
    comparison: Comparison
    right: tuple[str, ...]
    hard: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A fixed report. `first_month` is the month of the year before in which its year begins; 1: it is the calendar year.

    `filled_by` are the kinds of union that fill it. `units` is the form of the basic unions below whose accepted reports
    answer what is filled by hand here; its items are called as here. `due` are the month and the day on which it is
    handed in by custom, soon after its year; none where nothing tells of one.
    """

    form: ReportForm
    number: str
    basis_zh: str
    basis_en: str
    across: bool
    chapters: tuple[Chapter, ...]
    items: tuple[Item, ...]
    checks: tuple[Check, ...]
    filled_by: frozenset[OrganizationKind] = PLACES
    units: ReportForm | None = None
    first_month: int = 1
    due: tuple[int, int] | None = None
    _by_code: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_code = {item.code: item for item in self.items}
        object.__setattr__(self, "_by_code", by_code)
        laid = list(self._laid_out())
        told = {code for check in self.checks for code in (*check.left, *check.right)}
        if sorted(laid) != sorted(by_code) or not told <= by_code.keys():
            raise ValueError(f"the layout of {self.form} does not hold each item once")

    def _laid_out(self) -> Iterator[str]:
        for chapter in self.chapters:
            for line in chapter.lines:
                yield from (code for code in (line.item, line.women) if code)

    def of(self, year: int) -> "Form":
        """The form as it is in the report of a year: what is asked since later stands neither in it nor in its checks, so a
        report that was accepted stays as it was."""
        items = tuple(item for item in self.items if item.since <= year)
        if len(items) == len(self.items):
            return self
        asked = frozenset(item.code for item in items)
        chapters = (
            replace(chapter, lines=tuple(line for line in chapter.lines if line.item in asked))
            for chapter in self.chapters
        )
        return replace(
            self,
            items=items,
            chapters=tuple(chapter for chapter in chapters if chapter.lines),
            checks=tuple(check for check in self.checks if asked.issuperset((*check.left, *check.right))),
        )

    def item(self, code: str) -> Item | None:
        """The item with this code."""
        return self._by_code.get(code)

    def due_year(self, today: date) -> int:
        """The last year whose time is over: its report is due."""
        return today.year if self.period(today.year).last < today else today.year - 1

    def due_on(self, year: int) -> date | None:
        """The usual day on which the report of a year is handed in: the first of its kind after the year has ended."""
        if self.due is None:
            return None
        last = self.period(year).last
        on = date(last.year, *self.due)
        return on if on > last else date(last.year + 1, *self.due)

    def period(self, year: int) -> Period:
        """The time that the report of a year is about; its last day is the day of the form."""
        if self.first_month == 1:
            return Period(date(year, 1, 1), date(year, 12, 31), str(year))
        first = date(year - 1, self.first_month, 1)
        return Period(first, date.fromordinal(first.replace(year=year).toordinal() - 1), str(year))
