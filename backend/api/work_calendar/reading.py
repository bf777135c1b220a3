"""Answers about the work calendar: the years, one year, a notice that was pasted."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from backend.api.offers import Offer, open_steps
from backend.api.work import Work
from backend.db.queries import work_calendar as calendars
from backend.db.tables.work_calendar import WorkYear
from backend.domain.access import Permission
from backend.domain.arrangement_text import read_arrangement
from backend.domain.state_holidays import ARRANGEMENTS
from backend.domain.working_days import DayKind, SpecialDay, WorkCalendar, missing_year, working_days

_ENTER = Offer("enter", "修改", "Change", Permission.WORK_CALENDAR_EDIT)


async def years(work: Work) -> dict[str, Any]:
    """The years that are known, the latest first."""
    entered = {row.year: calendars.days_of(row.days) for row in await calendars.list_years(work.session)}
    known = ARRANGEMENTS | entered
    items = [{"year": year, "entered": year in entered} | _counts(known[year]) for year in sorted(known, reverse=True)]
    return {
        "items": items,
        "next_cursor": None,
        "total": len(items),
        "missing": missing_year(known, work.today),
    }


async def one(work: Work, year: int) -> dict[str, Any]:
    """A year, known or not."""
    return whole(work, year, await calendars.find_year(work.session, year))


def whole(work: Work, year: int, row: WorkYear | None) -> dict[str, Any]:
    """A year for the wire: as entered, or as the release knows it."""
    days = ARRANGEMENTS.get(year) if row is None else calendars.days_of(row.days)
    return {
        "year": year,
        "known": days is not None,
        "entered": row is not None,
        "days": days or (),
        **_counts(days or ()),
        "working_days": None if days is None else _working_days(year, days),
        "source": row.source if row else "",
        "changed_at": row.changed_at if row else None,
        "changed_by_name": row.changed_by_name if row else "",
        "version": row.version if row else 0,
        "steps": open_steps(work, (_ENTER,)),
    }


def read(text: str) -> dict[str, Any]:
    """What a pasted notice says. Raises what `read_arrangement` raises."""
    year, days = read_arrangement(text)
    return {"year": year, "days": days}


def _counts(days: Sequence[SpecialDay]) -> dict[str, int]:
    off = sum(day.kind is DayKind.OFF for day in days)
    return {"days_off": off, "made_up": len(days) - off}


def _working_days(year: int, days: Sequence[SpecialDay]) -> int:
    return working_days(date(year - 1, 12, 31), date(year, 12, 31), WorkCalendar({year: days}))
