"""Remittances (经费上解) over HTTP."""

from typing import Annotated, Any

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.remittance import actions, reading
from backend.api.remittance.schemas import RemittanceBoard, RemittanceItem, RemittanceQuery, RemittanceYearQuery
from backend.api.routing import NounRouter
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.remittance.duties import DutySheet

router = NounRouter(prefix="/remittances", tags=["remittances"], route_class=OnceRoute)

Read = Permission.FUND_READ


@router.get("", response_model=Page[RemittanceItem], responses=problems(404))
async def list_remittances(
    request: Request, query: Annotated[RemittanceQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """What unions of the subtree owe the union above them (经费上解) for a year, and what of it came."""
    return await reading.LISTING.page(request, work, query)


@router.get("/figures", response_model=RemittanceBoard, responses=problems(404))
async def get_remittance_figures(
    query: Annotated[RemittanceYearQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """The year of the caller's own union: what it owes, what those directly below owe it, and the sheet to set that by."""
    return await reading.board(work, query.year)


@router.post("/sheets", response_model=RemittanceBoard, responses=problems(404, 409, 412))
async def set_remittances(sheet: DutySheet, work: Work = allowed(Permission.FUND_EDIT, once=True)) -> dict[str, Any]:
    """Set what unions directly below one's own remit for a year: every row of the sheet, or none. Nothing takes a duty
    away of which nothing came. What comes is booked as income by a voucher that names the duty."""
    await actions.set_sheet(work, sheet)
    return await reading.board(work, sheet.year)
