"""Reports over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.report import actions, overviewing, paper, reading
from backend.api.report.schemas import (
    BoardQuery,
    FormsQuery,
    OverviewQuery,
    ReportBoard,
    ReportForms,
    ReportListItem,
    ReportOut,
    ReportOverview,
    ReportQuery,
    ReportsAccepted,
    ReportsAsked,
    ReportStepAsked,
)
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.report.rules import ReportChange, ReportDraft

router = NounRouter(tags=["reports"], route_class=OnceRoute)

Read = Permission.REPORT_READ
Edit = Permission.REPORT_EDIT


@router.get("/report-forms", response_model=ReportForms, responses=problems())
async def list_report_forms(query: Annotated[FormsQuery, Query()], work: Work = allowed(Read)) -> Any:
    """The fixed forms: items, layout on paper, checks between the items (勾稽). Chapters that came later stand in no
    report of a year before."""
    return reading.forms(query.year)


@router.get("/report-boards", response_model=ReportBoard, responses=problems(404))
async def get_report_board(query: Annotated[BoardQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """Who directly below a union has sent a form of a year, and its own report."""
    return await reading.board(work, query)


@router.get("/report-overviews", response_model=ReportOverview, responses=problems(404))
async def get_report_overview(query: Annotated[OverviewQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """Where the reports of the unions below one are: every form, of a year and of the one before, and which are late."""
    return await overviewing.overview(work, query)


@router.get("/reports", response_model=Page[ReportListItem], responses=problems(404))
async def list_reports(
    request: Request, query: Annotated[ReportQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Reports of the subtree, the newest first."""
    return await reading.list_page(request, work, query)


@router.post("/reports", status_code=201, response_model=ReportOut, responses=problems(404, 409))
async def begin_report(draft: ReportDraft, response: Response, work: Work = allowed(Edit, once=True)) -> dict[str, Any]:
    """Begin a form for one's own union: computed as of the day of the form, the accepted reports from below summed."""
    row = await actions.begin(work, draft)
    response.headers["Location"] = f"/api/v1/reports/{row.id}"
    return tagged(response, reading.whole(work, row))  # type: ignore[no-any-return]


@router.post("/report-acceptances", response_model=ReportsAccepted, responses=problems(409))
async def accept_reports(asked: ReportsAsked, work: Work = allowed(Edit, once=True)) -> dict[str, Any]:
    """Accept all reports of a form that were handed in to one's own union and whose checks hold; the others are named."""
    return await actions.accept_all(work, asked.form, asked.year)


@router.get("/reports/{id}", response_model=ReportOut, responses=problems(404))
async def get_report(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One report: its numbers, what it is the sum of, who is missing, the checks that do not hold."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/reports/{id}", response_model=ReportOut, responses=problems(404, 409, 412, 428))
async def fill_report(
    id: UUID, change: ReportChange, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Write numbers into a report; a figure of the register only with a reason."""
    row = await actions.fill(work, id, change, seen=seen)
    return tagged(response, reading.whole(work, row))  # type: ignore[no-any-return]


@router.post("/reports/{id}/steps", response_model=ReportOut, responses=problems(404, 409, 412, 428))
async def step_report(
    id: UUID, asked: ReportStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Compute anew, submit, withdraw, return, accept; on top of the tree, finish. Accepted it is frozen."""
    row = await actions.advance(work, id, asked.step, asked.reason, seen=seen)
    return tagged(response, reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/reports/{id}/workbook", response_class=Response, responses=problems(404) | paper.CONTENT)
async def get_report_workbook(id: UUID, work: Work = allowed(Read)) -> Response:
    """The report as a workbook in its paper layout."""
    return await paper.workbook(work, id)
