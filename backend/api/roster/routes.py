"""Rosters over HTTP."""

import asyncio
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from backend.api.access import allowed
from backend.api.attachment import disposition
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.job_wire import JobOut, accepted
from backend.api.pages import Page
from backend.api.roster import actions, reading, template, wrong_rows
from backend.api.roster.schemas import (
    RosterItem,
    RosterOut,
    RosterQuery,
    RosterRequest,
    RosterRowOut,
    RowQuery,
)
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.domain.access import Permission

router = APIRouter(tags=["rosters"], route_class=OnceRoute)

Import = Permission.MEMBER_IMPORT
XLSX = FileType.XLSX.value
WORKBOOK: dict[int | str, dict[str, Any]] = {200: {"content": {XLSX: {}}, "description": "表格 The workbook"}}


@router.get("/roster-template.xlsx", response_class=Response, responses=problems() | WORKBOOK)
async def get_roster_template(work: Work = allowed(Import)) -> Response:
    """A workbook to fill in: drop-downs, notes, a sample row, the rules."""
    return _download(await asyncio.to_thread(template.make_template), "会员花名册模板.xlsx", "roster-template.xlsx")


@router.get("/rosters", response_model=Page[RosterItem], responses=problems())
async def list_rosters(
    request: Request, query: Annotated[RosterQuery, Query()], work: Work = allowed(Import)
) -> Response:
    """Rosters of the caller's scope, newest first."""
    return await reading.list_page(request, work, query)


@router.post("/rosters", status_code=202, response_model=JobOut, responses=problems(404, 409))
async def check_roster(
    asked: RosterRequest, response: Response, work: Work = allowed(Import, once=True)
) -> dict[str, Any]:
    """Have an uploaded workbook checked as a union's roster. Nothing is written to the register."""
    job = await actions.take_in(work, asked.file_id, asked.organization_id)
    return await accepted(work, response, job.id)


@router.get("/rosters/{id}", response_model=RosterOut, responses=problems(404))
async def get_roster(id: UUID, response: Response, work: Work = allowed(Import)) -> dict[str, Any]:
    """One roster: its columns, the verdicts counted, what may be done."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.get("/rosters/{id}/rows", response_model=Page[RosterRowOut], responses=problems(404))
async def list_roster_rows(
    id: UUID, request: Request, query: Annotated[RowQuery, Query()], work: Work = allowed(Import)
) -> Response:
    """The rows of a roster with their verdicts and problems; what identifies a person is masked."""
    return await reading.list_rows(request, work, id, query)


@router.post("/rosters/{id}/commit", status_code=202, response_model=JobOut, responses=problems(404, 409, 412, 428))
async def commit_roster(id: UUID, response: Response, seen: IfMatch, work: Work = allowed(Import)) -> dict[str, Any]:
    """Write the good rows of a checked roster into the register."""
    job = await actions.commit(work, id, seen=seen)
    return await accepted(work, response, job.id)


@router.get("/rosters/{id}/wrong-rows.xlsx", response_class=Response, responses=problems(404) | WORKBOOK)
async def get_wrong_rows(id: UUID, work: Work = allowed(Import)) -> Response:
    """The refused rows as a workbook, each with its row, columns and reasons."""
    return _download(await wrong_rows.make(work, id), "有误的行.xlsx", "wrong-rows.xlsx")


def _download(content: bytes, name: str, plain: str) -> Response:
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition(name, plain)})
