"""The work calendar over HTTP. Everybody counts in it, so everybody who is signed in reads it."""

from typing import Any

from fastapi import Response

from backend.api.access import allowed, at_desk
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.api.work_calendar import actions, reading
from backend.api.work_calendar.schemas import (
    ArrangementRead,
    ArrangementText,
    WorkYearDraft,
    WorkYearOut,
    WorkYears,
    Year,
)
from backend.domain.access import Permission

router = NounRouter(prefix="/work-calendar", tags=["work calendar"], route_class=BodyRoute)


@router.get("", response_model=WorkYears, responses=problems())
async def list_work_years(work: Work = at_desk()) -> dict[str, Any]:
    """The years of the work calendar (工作日历), and the one that ought to be there by now and is not."""
    return await reading.years(work)


@router.post("/readings", response_model=ArrangementRead, responses=problems())
async def read_work_year(asked: ArrangementText, work: Work = allowed(Permission.WORK_CALENDAR_EDIT)) -> dict[str, Any]:
    """Read the text of the State Council's notice into days, and keep nothing."""
    return reading.read(asked.text)


@router.get("/{year}", response_model=WorkYearOut, responses=problems())
async def get_work_year(year: Year, response: Response, work: Work = at_desk()) -> dict[str, Any]:
    """The days off and the make-up days of a year. One that nobody knows is empty and says so."""
    return tagged(response, await reading.one(work, year))  # type: ignore[no-any-return]


@router.put("/{year}", response_model=WorkYearOut, responses=problems(404, 412, 428))
async def enter_work_year(
    year: Year,
    draft: WorkYearDraft,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.WORK_CALENDAR_EDIT),
) -> dict[str, Any]:
    """Enter or correct a year, whole; `If-Match: "v0"` for one that was not entered yet."""
    row = await actions.enter(work, year, draft, seen=seen)
    return tagged(response, reading.whole(work, year, row))  # type: ignore[no-any-return]
