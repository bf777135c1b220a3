"""Employers and their coverage over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.confirmation import Confirmation
from backend.api.employer import actions, reading, reveals
from backend.api.employer.schemas import (
    CloseStep,
    Coverage,
    CoverageQuery,
    CoverStep,
    EmployerItem,
    EmployerOut,
    EmployerQuery,
    EmployerRevealed,
    EmployerStep,
    ReopenStep,
    UncoverStep,
)
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.organization.employers import EmployerChange, EmployerDraft
from backend.domain.organization.reveals import EmployerRevealAsked

router = NounRouter(tags=["employers"], route_class=OnceRoute)

Read = Permission.EMPLOYER_READ
Edit = Permission.EMPLOYER_EDIT


@router.get("/employers", response_model=Page[EmployerItem], responses=problems(404))
async def list_employers(
    request: Request, query: Annotated[EmployerQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Employers in the order of where they stand."""
    return await reading.list_page(request, work, query)


@router.post("/employers", status_code=201, response_model=EmployerOut, responses=problems(404, 409))
async def add_employer(
    draft: EmployerDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Register an employer with the union of its place."""
    employer = await actions.add(work, draft)
    response.headers["Location"] = f"/api/v1/employers/{employer.id}"
    return tagged(response, await reading.get(work, employer.id))  # type: ignore[no-any-return]


@router.get("/employers/{id}", response_model=EmployerOut, responses=problems(404))
async def get_employer(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One employer."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/employers/{id}", response_model=EmployerOut, responses=problems(404, 409, 412, 428))
async def edit_employer(
    id: UUID,
    change: EmployerChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Change an employer's own fields; what is not sent stays."""
    employer = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.get(work, employer.id))  # type: ignore[no-any-return]


@router.post("/employers/{id}/steps", response_model=EmployerOut, responses=problems(404, 409, 412, 428))
async def step_employer(
    id: UUID, step: EmployerStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Cover an employer by a union, take the cover off, close the employer or reopen it."""
    match step:
        case CoverStep():
            employer = await actions.cover(work, id, step, seen=seen)
        case UncoverStep():
            employer = await actions.uncover(work, id, step, seen=seen)
        case CloseStep():
            employer = await actions.close(work, id, step, seen=seen)
        case ReopenStep():
            employer = await actions.reopen(work, id, step, seen=seen)
    return tagged(response, await reading.get(work, employer.id))  # type: ignore[no-any-return]


@router.post("/employers/{id}/reveals", response_model=EmployerRevealed, responses=problems(404, 409))
async def reveal_employer_field(
    id: UUID,
    asked: EmployerRevealAsked,
    request: Request,
    response: Response,
    confirmation: Confirmation = None,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """How the contact of an employer is reached: for a reason, after proving oneself again, each time recorded."""
    response.headers["Cache-Control"] = "no-store"
    return await reveals.reveal(work, request.app.state.ring, id, asked, token=confirmation)


@router.get("/employer-coverage", response_model=Coverage, responses=problems(404))
async def get_employer_coverage(query: Annotated[CoverageQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """Coverage of employers (建会率) and those due (应建未建), with staff numbers and the lists behind the figures."""
    return await reading.coverage(work, query)
