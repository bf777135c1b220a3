"""Committees and terms over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.committee import actions, reading
from backend.api.committee.schemas import (
    CommitteeItem,
    CommitteeOut,
    CommitteeQuery,
    CommitteesDue,
    CommitteesDueQuery,
    EndCommitteeStep,
    TermDue,
    TermsDueQuery,
)
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.organization.committees import CommitteeChange, CommitteeDraft

router = NounRouter(tags=["committees"], route_class=OnceRoute)

Read = Permission.COMMITTEE_READ
Edit = Permission.COMMITTEE_EDIT


@router.get("/committees", response_model=Page[CommitteeItem], responses=problems(404))
async def list_committees(
    request: Request, query: Annotated[CommitteeQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Committees of a union or of everything below it, each with its term."""
    return await reading.list_page(request, work, query)


@router.post("/committees", status_code=201, response_model=CommitteeOut, responses=problems(404, 409))
async def elect_committee(
    draft: CommitteeDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Enter a newly elected committee; the 届 counts on."""
    committee = await actions.elect(work, draft)
    response.headers["Location"] = f"/api/v1/committees/{committee.id}"
    return tagged(response, await reading.get(work, committee.id))  # type: ignore[no-any-return]


@router.get("/committees/{id}", response_model=CommitteeOut, responses=problems(404))
async def get_committee(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One committee."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/committees/{id}", response_model=CommitteeOut, responses=problems(404, 409, 412, 428))
async def edit_committee(
    id: UUID,
    change: CommitteeChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Correct a sitting committee; what is not sent stays."""
    committee = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.get(work, committee.id))  # type: ignore[no-any-return]


@router.post("/committees/{id}/steps", response_model=CommitteeOut, responses=problems(404, 409, 412, 428))
async def step_committee(
    id: UUID, step: EndCommitteeStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """End a committee's term."""
    committee = await actions.end(work, id, step, seen=seen)
    return tagged(response, await reading.get(work, committee.id))  # type: ignore[no-any-return]


@router.get("/terms-due", response_model=Page[TermDue], responses=problems(404))
async def list_terms_due(
    request: Request, query: Annotated[TermsDueQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Unions whose re-election (换届) is due within six months or overdue."""
    return await reading.list_terms_due(request, work, query)


@router.get("/committees-due", response_model=Page[CommitteesDue], responses=problems(404))
async def list_committees_due(
    request: Request, query: Annotated[CommitteesDueQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Unions in which a committee that is due does not sit."""
    return await reading.list_due(request, work, query)
