"""Programmes of aid over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.aid_program import actions, reading
from backend.api.aid_program.schemas import (
    AidProgramItem,
    AidProgramOut,
    AidProgramQuery,
    ProgramStepAsked,
    ProgramTemplates,
)
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.aid.balance import QuotasDraft
from backend.domain.aid.programs import ProgramDraft

router = NounRouter(tags=["aid programs"], route_class=OnceRoute)

Read = Permission.AID_READ
Set = Permission.AID_POLICY


@router.get("/aid-programs", response_model=Page[AidProgramItem], responses=problems())
async def list_aid_programs(
    request: Request, query: Annotated[AidProgramQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Programmes of the union and of unions above it, the latest year first."""
    return await reading.LISTING.page(request, work, query)


@router.post("/aid-programs", status_code=201, response_model=AidProgramOut, responses=problems(404, 409))
async def make_aid_program(
    draft: ProgramDraft, response: Response, work: Work = allowed(Set, once=True)
) -> dict[str, Any]:
    """Make a programme for a union and all below it, as a draft that is not announced yet."""
    row = await actions.make(work, draft)
    response.headers["Location"] = f"/api/v1/aid-programs/{row.id}"
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/aid-program-templates", response_model=ProgramTemplates, responses=problems())
async def list_aid_program_templates(work: Work = allowed(Read)) -> dict[str, Any]:
    """What a new programme of each kind begins from: audience, papers, way, standards, caps."""
    del work
    return reading.templates()


@router.get("/aid-programs/{id}", response_model=AidProgramOut, responses=problems(404))
async def get_aid_program(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One programme, announced to everybody; a draft only to its union and those above it."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.put("/aid-programs/{id}", response_model=AidProgramOut, responses=problems(404, 409, 412, 428))
async def edit_aid_program(
    id: UUID, draft: ProgramDraft, response: Response, seen: IfMatch, work: Work = allowed(Set)
) -> dict[str, Any]:
    """Change a programme. Once it has cases, its stages, kind, year and union stay."""
    await actions.edit(work, id, draft, seen=seen)
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.put("/aid-programs/{id}/quotas", response_model=AidProgramOut, responses=problems(404, 409, 412, 428))
async def set_aid_quotas(
    id: UUID, draft: QuotasDraft, response: Response, seen: IfMatch, work: Work = allowed(Set)
) -> dict[str, Any]:
    """Say what unions below may be given in all; a final list keeps to it. A union that is not named has no limit."""
    await actions.share_out(work, id, draft, seen=seen)
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.delete("/aid-programs/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def remove_aid_program(id: UUID, seen: IfMatch, work: Work = allowed(Set)) -> Response:
    """Throw a draft away that has no cases."""
    await actions.remove(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/aid-programs/{id}/steps", response_model=AidProgramOut, responses=problems(404, 409, 412, 428))
async def step_aid_program(
    id: UUID, asked: ProgramStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Set)
) -> dict[str, Any]:
    """Announce a programme and take cases, close it, take cases again."""
    await actions.step(work, id, asked.step, seen=seen)
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]
