"""Terms of office (届) and the clock of re-election (换届): ORG-22; union law and charter in domain-facts 3.1."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from backend.domain.codes import Code
from backend.domain.organization.codes import Level
from backend.domain.refusals import Invalid

DUE_MONTHS = 6
"""So long before the end of a term its re-election should be under way."""


class TermPhase(Code):
    """Where a term is."""

    RUNNING = "running", "届内", "Running"
    DUE = "due", "临近届满", "Re-election due"
    OVERDUE = "overdue", "超期未换届", "Overdue"


class TermYearsInvalid(Invalid):
    """Facts: `allowed`, e.g. "3 / 5"."""

    code = "term_years_invalid"
    zh = "每届任期应为 {allowed} 年：基层工会三年或五年，县级以上五年。请核对任期。"
    en = "A term lasts {allowed} years: three or five in basic unions, five from the county up. Check the term."


@dataclass(frozen=True, slots=True)
class TermState:
    """A term seen on one day. `ends_on` is its last day; `elapsed` runs from 0 to 1 and stays at 1."""

    ends_on: date
    due_on: date
    phase: TermPhase
    overdue_days: int
    elapsed: float


def allowed_years(level: Level) -> tuple[int, ...]:
    """The lengths of term that an organization of this level may have."""
    return (5,) if level <= Level.COUNTY else (3, 5)


def require_term_years(level: Level, years: int) -> None:
    """Raises `TermYearsInvalid`."""
    if years not in allowed_years(level):
        raise TermYearsInvalid(allowed=" / ".join(map(str, allowed_years(level))))


def term_state(started_on: date, years: int, today: date) -> TermState:
    """The term that began on `started_on` and lasts so many years, as it stands on `today`.

    The last day is the one before the anniversary. From `due_on`, six months before the anniversary, re-election is
    due; after the last day it is overdue.
    """
    anniversary = _months_later(started_on, 12 * years)
    due_on = _months_later(anniversary, -DUE_MONTHS)
    ends_on = anniversary - timedelta(days=1)
    overdue_days = max(0, (today - ends_on).days)
    elapsed = min(1.0, max(0.0, (today - started_on).days / (anniversary - started_on).days))
    phase = TermPhase.OVERDUE if overdue_days else TermPhase.DUE if today >= due_on else TermPhase.RUNNING
    return TermState(ends_on, due_on, phase, overdue_days, elapsed)


def _months_later(day: date, months: int) -> date:
    """The same day of the month so many months later, or the last one of that month where it is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
