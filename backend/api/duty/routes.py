"""Duties (报送任务) over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.duty import actions, reading
from backend.api.duty.schemas import (
    DutyItem,
    DutyOut,
    DutyQuery,
    DutyReportStepAsked,
    DutyStepAsked,
    DutyUnionItem,
    DutyUnionQuery,
    DutyYearOut,
)
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.pictures import sent
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.file_types import TAKEN, Purpose
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.domain.duty.rules import DutyChange, DutyReportChange, DutyReportDraft, DutyYear, UnionDutyDraft
from backend.settings import settings

router = NounRouter(tags=["duties"], route_class=OnceRoute)

Read = Permission.REPORT_READ
Edit = Permission.REPORT_EDIT
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind.value: {} for kind in sorted(TAKEN[Purpose.CABINET])}, "description": "文件 The file"}
}


@router.get("/duties", response_model=Page[DutyItem], responses=problems(404))
async def list_duties(request: Request, query: Annotated[DutyQuery, Query()], work: Work = allowed(Read)) -> Response:
    """What unions of the subtree ask those below them to hand in (报送任务), and what the caller's own union owes the one
    above, by deadline."""
    return await reading.LISTING.page(request, work, query)


@router.post("/duties", status_code=201, response_model=DutyOut, responses=problems(404, 409))
async def make_duty(draft: UnionDutyDraft, response: Response, work: Work = allowed(Edit, once=True)) -> dict[str, Any]:
    """Ask something of all unions directly below one's own, until a minute."""
    row = await actions.make(work, draft)
    response.headers["Location"] = f"/api/v1/duties/{row.id}"
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.post("/duties/years", response_model=DutyYearOut, responses=problems(404, 409))
async def make_duty_year(asked: DutyYear, work: Work = allowed(Edit, once=True)) -> dict[str, Any]:
    """Make the list of a year of the yearly duties of the one before, or of the usual calendar where there were none.
    What is there under its name stays; what is over already is not asked."""
    return await actions.make_year(work, asked.year)


@router.get("/duties/{id}", response_model=DutyOut, responses=problems(404))
async def get_duty(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One duty, with how far the unions below are for who asks it, and how far one's own is for who owes it."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/duties/{id}", response_model=DutyOut, responses=problems(404, 409, 412, 428))
async def edit_duty(
    id: UUID, change: DutyChange, request: Request, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Change what is asked; what is not sent stays."""
    row = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.post("/duties/{id}/steps", response_model=DutyOut, responses=problems(404, 409, 412, 428))
async def step_duty(
    id: UUID, step: DutyStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Ask it no more."""
    row = await actions.withdraw(work, id, seen=seen)
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.post("/duties/{id}/reports", status_code=201, response_model=DutyOut, responses=problems(404, 409))
async def report_duty(
    id: UUID, draft: DutyReportDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Say for one's own union that it is done, with a file where one is asked for; anew when it was sent back."""
    await actions.report(work, id, draft)
    response.headers["Location"] = f"/api/v1/duties/{id}"
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/duties/{id}/reports/{report_id}", response_model=DutyOut, responses=problems(404, 409, 412, 428))
async def correct_duty_report(
    id: UUID,
    report_id: UUID,
    change: DutyReportChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Correct the report of one's own union; `If-Match` names the version of the report."""
    await actions.correct(work, id, report_id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/duties/{id}/reports/{report_id}/steps", response_model=DutyOut, responses=problems(404, 409, 412, 428))
async def step_duty_report(
    id: UUID,
    report_id: UUID,
    step: DutyReportStepAsked,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Send a report back for a reason; `If-Match` names the version of the report."""
    await actions.send_back(work, id, report_id, step.reason, seen=seen)
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.get("/duties/{id}/reports/{report_id}/file", response_class=FileResponse, responses=problems(404) | FILE)
async def get_duty_report_file(id: UUID, report_id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """The file of a report, to be saved and never shown in place."""
    path, row = await actions.open_file(work, FileStore(settings().file_directory), id, report_id)
    return sent(path, media_type=row.file_type, name=row.file_name, plain="report")


@router.get("/duty-unions", response_model=Page[DutyUnionItem], responses=problems(404))
async def list_duty_unions(
    request: Request, query: Annotated[DutyUnionQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """The sheet of a duty: every living union directly below who asks, and how far it is."""
    return await reading.UNIONS.page(request, work, query)
