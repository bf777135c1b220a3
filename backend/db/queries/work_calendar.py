"""Reading the city's working days: what was entered over what the State Council arranged."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.statements import Asker, Statement
from backend.db.tables.work_calendar import WorkYear
from backend.domain.state_holidays import ARRANGEMENTS
from backend.domain.working_days import DayKind, SpecialDay, WorkCalendar

work_year: Any = WorkYear.__table__  # type: ignore[attr-defined]

_YEARS = Statement(select(work_year.c.year, work_year.c.days))


async def load_calendar(session: AsyncSession) -> WorkCalendar:
    """The calendar to count in: every year that is known. One statement."""
    found = await session.execute(select(work_year.c.year, work_year.c.days))
    return WorkCalendar(ARRANGEMENTS | {year: days_of(days) for year, days in found})


async def read_calendar(asker: Asker) -> WorkCalendar:
    """As `load_calendar`, for a look that has no session."""
    found = await asker.rows(_YEARS())
    return WorkCalendar(ARRANGEMENTS | {row["year"]: days_of(row["days"]) for row in found})


async def list_known_years(session: AsyncSession) -> frozenset[int]:
    """The years that can be counted in."""
    return frozenset(ARRANGEMENTS) | frozenset(await session.scalars(select(work_year.c.year)))


async def list_years(session: AsyncSession) -> Sequence[WorkYear]:
    """The years that somebody entered, in their order."""
    return (await session.scalars(select(WorkYear).order_by(work_year.c.year))).all()


async def find_year(session: AsyncSession, year: int, *, lock: bool = False) -> WorkYear | None:
    """A year that somebody entered. With `lock` it is held until the commit, also when nobody has entered it yet."""
    if lock:
        # A row that is not there cannot be held: of two who enter a year at once, the second must see the first's.
        await session.execute(select(func.pg_advisory_xact_lock(func.hashtext("work_calendar"), year)))
    return await session.scalar(select(WorkYear).where(work_year.c.year == year))


def days_of(kept: Sequence[Mapping[str, Any]]) -> tuple[SpecialDay, ...]:
    """The days of a row as the domain knows them."""
    return tuple(
        SpecialDay(on=date.fromisoformat(day["on"]), kind=DayKind(day["kind"]), name=day["name"]) for day in kept
    )


def kept_as(days: Sequence[SpecialDay]) -> list[dict[str, Any]]:
    """The days as a row keeps them."""
    return [{"on": day.on.isoformat(), "kind": str(day.kind), "name": day.name} for day in days]
