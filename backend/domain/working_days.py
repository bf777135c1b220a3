"""Working days: which days people work in China, and when a deadline of so many of them ends (AID-09, RPT-05).

Saturdays and Sundays are free unless a year's arrangement of the State Council makes them working days to make up for a
holiday; weekdays are worked unless it makes them free. So a year that nobody has entered cannot be counted in, and to
ask for it is refused: a guess would end a public notice on a day that turns out to be a holiday.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from backend.domain.calendar import CHINA, day_of
from backend.domain.codes import Code
from backend.domain.refusals import Conflict, Invalid, at

SATURDAY = 5
DECEMBER = 12
FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years that can be entered."""


class DayKind(Code):
    """What an arrangement says of a day."""

    OFF = "off", "放假", "Off"
    MADE_UP = "made_up", "调休上班", "Worked to make up"


class YearMissing(Conflict):
    """A computation needs a year whose arrangement nobody has entered. Fact: `year`."""

    code = "work_calendar_missing"
    zh = "还没有 {year} 年的工作日历，算不出期限截止到哪一天。请市总工会在“设置—工作日历”中录入这一年的放假和调休上班日，再办理。"
    en = "There is no work calendar for {year} yet, so the end of the period cannot be computed. The city enters the days off and the make-up days of that year under Settings, Work calendar; then try again."


class DayElsewhere(Invalid):
    """A day of another year. Fact: `year`."""

    code = "work_calendar_day_elsewhere"
    zh = "这一天不在 {year} 年内。请放到它自己的年份里。"
    en = "This day does not lie in {year}. Enter it in its own year."


class DayTwice(Invalid):
    """A day that is named twice."""

    code = "work_calendar_day_twice"
    zh = "同一天出现了两次，无法确定放假还是上班。请只保留一条。"
    en = "One day is named twice, so it is not known whether it is off. Keep one of the two."


class NotMadeUp(Invalid):
    """A make-up day is a Saturday or a Sunday: any other day is worked anyway."""

    code = "work_calendar_not_made_up"
    zh = "调休上班日只能是星期六或星期日，其他日子本来就上班。请核对日期。"
    en = "A day worked to make up is a Saturday or a Sunday; any other is worked anyway. Check the date."


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """A day of which an arrangement speaks, and the festival it speaks of it for."""

    on: date
    kind: DayKind
    name: str = ""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The arrangements of some years. A year that is not among them is not known."""

    years: Mapping[int, Collection[SpecialDay]]
    _kinds: Mapping[date, DayKind] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        kinds = {day.on: day.kind for days in self.years.values() for day in days}
        object.__setattr__(self, "_kinds", kinds)

    def is_working_day(self, day: date) -> bool:
        """Whether people work on `day`. Raises `YearMissing`."""
        if day.year not in self.years:
            raise YearMissing(year=day.year)
        kind = self._kinds.get(day)
        if kind is None:
            return day.weekday() < SATURDAY
        return kind is DayKind.MADE_UP


def require_arrangement(year: int, days: Collection[SpecialDay]) -> tuple[SpecialDay, ...]:
    """The days of one year in their order. Raises `DayElsewhere`, `DayTwice` or `NotMadeUp`, pointing at the day."""
    seen: set[date] = set()
    for place, day in enumerate(days):
        with at(f"/days/{place}"):
            if day.on.year != year:
                raise DayElsewhere(year=year)
            if day.on in seen:
                raise DayTwice()
            if day.kind is DayKind.MADE_UP and day.on.weekday() < SATURDAY:
                raise NotMadeUp()
        seen.add(day.on)
    return tuple(sorted(days, key=lambda day: day.on))


def missing_year(known: Collection[int], today: date) -> int | None:
    """The year that ought to be entered by now and is not: this one, and from December on the next.

    The State Council publishes a year in November of the one before; what is wanting in December will soon be missed by
    a deadline that runs into January.
    """
    if today.year not in known:
        return today.year
    return today.year + 1 if today.month == DECEMBER and today.year + 1 not in known else None


def _days_after(day: date) -> Iterator[date]:
    while True:
        day += timedelta(days=1)
        yield day


def add_working_days(day: date, count: int, calendar: WorkCalendar) -> date:
    """The working day that comes `count` after `day`; the first is the next one, however `day` itself is spent.

    Nought is `day` itself. Raises `YearMissing` as soon as a year that is not known would have to be counted in.
    """
    if count < 0:
        raise ValueError("working days are counted forwards")
    if count == 0:
        return day
    worked = (each for each in _days_after(day) if calendar.is_working_day(each))
    return next(each for place, each in enumerate(worked, start=1) if place == count)


def working_days(after: date, until: date, calendar: WorkCalendar) -> int:
    """How many working days lie after `after` and not after `until`; none when `until` has passed. Raises `YearMissing`."""
    span = range(1, (until - after).days + 1)
    return sum(calendar.is_working_day(after + timedelta(days=n)) for n in span)


def working_days_until(first: date, last: date, calendar: WorkCalendar) -> list[int]:
    """For each day from `first` to `last` how many working days there were until then, that day included.

    It looks back over years, some of them before anybody entered a calendar: those have five working days a week.
    """
    found, count, day = [], 0, first
    while day <= last:
        known = day.year in calendar.years
        count += calendar.is_working_day(day) if known else day.weekday() < SATURDAY
        found.append(count)
        day += timedelta(days=1)
    return found


def end_of(day: date) -> datetime:
    """24:00 of a day in China: the moment at which it is over, the last minute included."""
    return datetime.combine(day + timedelta(days=1), time(), CHINA)


def period_end(started_at: datetime, count: int, calendar: WorkCalendar) -> datetime:
    """When a period of `count` working days is over that began at a moment: a public notice, an answer that is due.

    The day after is the first day, whatever the hour of the beginning; it ends at 24:00 of the last. Raises
    `YearMissing`.
    """
    return end_of(add_working_days(day_of(started_at), count, calendar))


def days_left(now: datetime, ends_at: datetime, calendar: WorkCalendar) -> int:
    """How many working days of a period are still to come, today not counted. Raises `YearMissing`."""
    return working_days(day_of(now), day_of(ends_at - timedelta(microseconds=1)), calendar)
