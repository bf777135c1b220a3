"""Unions over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.looking import LookRoute, looking
from backend.api.organization import actions, reading
from backend.api.organization.schemas import (
    AsOfQuery,
    DissolveStep,
    History,
    MergeStep,
    MoveStep,
    OrganizationItem,
    OrganizationOut,
    OrganizationQuery,
    PastOrganization,
    SplitStep,
    StepRequest,
)
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Reading, Work
from backend.domain.access import Permission
from backend.domain.organization.rules import OrganizationChange, OrganizationDraft

router = NounRouter(prefix="/organizations", tags=["organizations"], route_class=LookRoute)

Read = Permission.ORGANIZATION_READ


@router.get("", response_model=Page[OrganizationItem], responses=problems(404))
async def list_organizations(
    request: Request, query: Annotated[OrganizationQuery, Query()], look: Reading = looking(Read)
) -> Response:
    """Unions in tree order, each with the members of everything below it."""
    return await reading.list_page(request, look, query)


@router.get("/as-of", response_model=Page[PastOrganization], responses=problems())
async def list_organizations_as_of(
    request: Request, query: Annotated[AsOfQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """The tree as it stood on a day."""
    return await reading.list_past(request, work, query)


@router.post("", status_code=201, response_model=OrganizationOut, responses=problems(404, 409))
async def found_organization(
    draft: OrganizationDraft, response: Response, work: Work = allowed(Permission.ORGANIZATION_FOUND, once=True)
) -> dict[str, Any]:
    """Found a union (建会)."""
    union = await actions.found(work, draft)
    response.headers["Location"] = f"/api/v1/organizations/{union.id}"
    return tagged(response, await reading.whole(work, union))  # type: ignore[no-any-return]


@router.get("/{id}", response_model=OrganizationOut, responses=problems(404))
async def get_organization(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One union, with its figures, the unions above it and what may be done."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/{id}", response_model=OrganizationOut, responses=problems(404, 409, 412, 428))
async def edit_organization(
    id: UUID,
    change: OrganizationChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.ORGANIZATION_EDIT),
) -> dict[str, Any]:
    """Change a union's own fields; what is not sent stays."""
    given = frozenset(await request.json())
    union = await actions.edit(work, id, change, seen=seen, given=given)
    return tagged(response, await reading.whole(work, union))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=OrganizationOut, responses=problems(404, 409, 412, 428))
async def step_organization(
    id: UUID,
    step: StepRequest,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.ORGANIZATION_RESTRUCTURE),
) -> dict[str, Any]:
    """Move a union, merge it into another, split it or dissolve it, from a day on (并转、撤销)."""
    match step:
        case MoveStep():
            union = await actions.move(work, id, step, seen=seen)
        case MergeStep():
            union = await actions.merge(work, id, step, seen=seen)
        case SplitStep():
            union = await actions.split(work, id, step, seen=seen)
        case DissolveStep():
            union = await actions.dissolve(work, id, step, seen=seen)
    return tagged(response, await reading.whole(work, union))  # type: ignore[no-any-return]


@router.get("/{id}/history", response_model=History, responses=problems(404))
async def list_organization_history(id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """Every state of a union: names, places, mergers, each with its day."""
    return {"items": await reading.history(work, id)}
