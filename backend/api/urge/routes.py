"""Urges over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.urge import actions, reading
from backend.api.urge.schemas import (
    SeeStep,
    UrgeBatchOut,
    UrgeBatchRequest,
    UrgeItem,
    UrgeOut,
    UrgeQuery,
    UrgeStep,
)
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.organization.urges import UrgeDraft

router = NounRouter(prefix="/urges", tags=["urges"], route_class=OnceRoute)

Read = Permission.URGE_READ
Send = Permission.URGE_SEND


@router.get("", response_model=Page[UrgeItem], responses=problems(404))
async def list_urges(request: Request, query: Annotated[UrgeQuery, Query()], work: Work = allowed(Read)) -> Response:
    """Urges to unions of the subtree, the newest first, each with where it is."""
    return await reading.list_page(request, work, query)


@router.post("", status_code=201, response_model=UrgeOut, responses=problems(404, 409))
async def send_urge(draft: UrgeDraft, response: Response, work: Work = allowed(Send, once=True)) -> dict[str, Any]:
    """Urge a union below (催办): a re-election, vacant posts, overdue transfers, duties, reports. Once a day and subject."""
    urge = await actions.send(work, draft)
    response.headers["Location"] = f"/api/v1/urges/{urge.id}"
    return tagged(response, await reading.get(work, urge.id))  # type: ignore[no-any-return]


@router.post("/batches", response_model=UrgeBatchOut, responses=problems(404, 409))
async def send_urges(asked: UrgeBatchRequest, work: Work = allowed(Send, once=True)) -> dict[str, Any]:
    """Urge up to 500 unions about the same: those named, all whose re-election is due, all that are late with
    a duty, or with a form. Each gets its own result."""
    return await actions.send_many(work, asked)


@router.get("/{id}", response_model=UrgeOut, responses=problems(404))
async def get_urge(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One urge."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=UrgeOut, responses=problems(404, 409, 412, 428))
async def step_urge(
    id: UUID, step: UrgeStep, response: Response, seen: IfMatch, work: Work = allowed(Read)
) -> dict[str, Any]:
    """Note that an urge was read, or take it back."""
    if isinstance(step, SeeStep):
        urge = await actions.see(work, id, seen=seen)
    else:
        urge = await actions.withdraw(work, id, seen=seen)
    return tagged(response, await reading.get(work, urge.id))  # type: ignore[no-any-return]
