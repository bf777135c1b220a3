"""Periods of the statistics: a year, a quarter, a month, or now (api.md, Time)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from backend.domain.refusals import Invalid

NOW = "now"
MOST = 60
"""Periods in one question: five years of months."""

_SPELLED = re.compile(r"(?P<year>2\d{3})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


class PeriodInvalid(Invalid):
    """Not a period."""

    code = "statistic_period_invalid"
    zh = "期间应写成 2026（年）、2026-Q3（季）、2026-11（月）或 now（现在），不能是“{period}”。"
    en = "A period is written 2026, 2026-Q3, 2026-11 or now, and not “{period}”."


class PeriodAhead(Invalid):
    """A period that has not begun."""

    code = "statistic_period_ahead"
    zh = "期间 {period} 还没有开始，没有数字。请选择已经开始的期间。"
    en = "The period {period} has not begun, so there are no figures. Choose one that has."


class TooManyPeriods(Invalid):
    """More periods than one answer holds."""

    code = "statistic_periods_too_many"
    zh = "一次最多查 {most} 个期间。请减少期间，或分次查询。"
    en = "One question takes at most {most} periods. Ask for fewer, or ask in parts."


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole months, or the moment of asking. `first` and `last` are its first and last day."""

    first: date
    last: date
    name: str

    @property
    def months(self) -> list[date]:
        """The first days of its months."""
        return months_between(self.first, self.last + timedelta(days=1))

    def runs(self, today: date) -> bool:
        """Whether the period has not ended: its figures are those of this moment."""
        return today <= self.last


def read_period(spelled: str, today: date) -> Period:
    """The period that is written so. Raises `PeriodInvalid`, `PeriodAhead`."""
    if spelled == NOW:
        return Period(month_of(today), month_after(today) - timedelta(days=1), NOW)
    found = _SPELLED.fullmatch(spelled)
    if found is None:
        raise PeriodInvalid(period=spelled[:20], pointer="/period")
    year, quarter, month = int(found["year"]), found["quarter"], found["month"]
    first, months = date(year, 1, 1), 12
    if quarter:
        first, months = date(year, 3 * int(quarter) - 2, 1), 3
    if month:
        first, months = date(year, int(month), 1), 1
    if first > today:
        raise PeriodAhead(period=spelled, pointer="/period")
    last = first
    for _ in range(months):
        last = month_after(last)
    return Period(first, last - timedelta(days=1), spelled)


def read_periods(spelled: Iterable[str], today: date, *, by_month: bool = False) -> list[Period]:
    """The periods of a question in the order asked, or all their months up to today, each once.

    Raises `PeriodInvalid`, `PeriodAhead`, `TooManyPeriods`.
    """
    asked = [read_period(each, today) for each in spelled]
    if by_month:
        asked = [read_period(f"{month:%Y-%m}", today) for period in asked for month in period.months if month <= today]
    found = list(dict.fromkeys(asked))
    if len(found) > MOST:
        raise TooManyPeriods(most=MOST, pointer="/period")
    return found


def year_before(period: Period) -> Period:
    """The same period of the year before; of now, the same month."""
    first, after = period.first, period.last + timedelta(days=1)
    last = after.replace(year=after.year - 1) - timedelta(days=1)
    first = first.replace(year=first.year - 1)
    name = f"{first:%Y-%m}" if period.name == NOW else f"{first.year}{period.name[4:]}"
    return Period(first, last, name)


def month_of(day: date) -> date:
    """The first day of the month of a day."""
    return day.replace(day=1)


def month_after(day: date) -> date:
    """The first day of the month after that of a day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def last_day_of(month: date) -> date:
    """The last day of the month of a day."""
    return month_after(month) - timedelta(days=1)


def ends_with(month: date, day: date) -> bool:
    """Whether the register of this day still is that of the month's end: no later than the first day after it.

    A month is closed minutes after its end, and by night nobody works. A worker that was down until the morning is still
    within the day; what it finds days later is another register.
    """
    return day <= month_after(month)


def months_between(first: date, end: date) -> list[date]:
    """The first days of the months from that of `first` to the one before that of `end`."""
    months, month = [], month_of(first)
    while month < month_of(end):
        months.append(month)
        month = month_after(month)
    return months
