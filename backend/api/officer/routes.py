"""Officers and vacancies over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.officer import actions, reading
from backend.api.officer.schemas import (
    EndStep,
    OfficerItem,
    OfficerOut,
    OfficerQuery,
    OfficerStep,
    ReappointStep,
    Vacancy,
    VacancyQuery,
)
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.organization.appointments import OfficerChange, OfficerDraft

router = NounRouter(tags=["officers"], route_class=OnceRoute)

Read = Permission.OFFICER_READ
Edit = Permission.OFFICER_EDIT


@router.get("/officers", response_model=Page[OfficerItem], responses=problems(404))
async def list_officers(
    request: Request, query: Annotated[OfficerQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Officers of a union or of everything below it."""
    return await reading.list_page(request, work, query)


@router.post("/officers", status_code=201, response_model=OfficerOut, responses=problems(404, 409))
async def appoint_officer(
    draft: OfficerDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Appoint somebody to a post."""
    officer = await actions.appoint(work, draft)
    response.headers["Location"] = f"/api/v1/officers/{officer.id}"
    return tagged(response, await reading.get(work, officer.id))  # type: ignore[no-any-return]


@router.get("/officers/{id}", response_model=OfficerOut, responses=problems(404))
async def get_officer(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One officer."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/officers/{id}", response_model=OfficerOut, responses=problems(404, 409, 412, 428))
async def edit_officer(
    id: UUID,
    change: OfficerChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Correct an officer's entry; what is not sent stays."""
    officer = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.get(work, officer.id))  # type: ignore[no-any-return]


@router.post("/officers/{id}/steps", response_model=OfficerOut, responses=problems(404, 409, 412, 428))
async def step_officer(
    id: UUID, step: OfficerStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Let an officer leave, or hold the post for another term (answers the new entry)."""
    match step:
        case EndStep():
            officer = await actions.end(work, id, step, seen=seen)
        case ReappointStep():
            officer = await actions.reappoint(work, id, step, seen=seen)
    return tagged(response, await reading.get(work, officer.id))  # type: ignore[no-any-return]


@router.get("/vacancies", response_model=Page[Vacancy], responses=problems(404))
async def list_vacancies(
    request: Request, query: Annotated[VacancyQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Unions without a chair, or without a director of the audit or women's committee where one is due."""
    return await reading.list_vacancies(request, work, query)
