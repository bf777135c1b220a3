"""Honours over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.honour import actions, reading
from backend.api.honour.schemas import HonourItem, HonourOut, HonourQuery, WithdrawStep
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.organization.honours import HonourDraft

router = NounRouter(prefix="/honours", tags=["honours"], route_class=OnceRoute)

Read = Permission.ORGANIZATION_READ
Grant = Permission.ORGANIZATION_RESTRUCTURE


@router.get("", response_model=Page[HonourItem], responses=problems(404))
async def list_honours(
    request: Request, query: Annotated[HonourQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Honours of a union or of everything below it, withdrawn ones included, the last entered first."""
    return await reading.list_page(request, work, query)


@router.post("", status_code=201, response_model=HonourOut, responses=problems(404, 409))
async def grant_honour(
    draft: HonourDraft, response: Response, work: Work = allowed(Grant, once=True)
) -> dict[str, Any]:
    """Grant an honour (示范单位) to a union below, from a day on."""
    honour = await actions.grant(work, draft)
    response.headers["Location"] = f"/api/v1/honours/{honour.id}"
    return tagged(response, await reading.get(work, honour.id))  # type: ignore[no-any-return]


@router.get("/{id}", response_model=HonourOut, responses=problems(404))
async def get_honour(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One honour."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=HonourOut, responses=problems(404, 409, 412, 428))
async def step_honour(
    id: UUID, step: WithdrawStep, response: Response, seen: IfMatch, work: Work = allowed(Grant)
) -> dict[str, Any]:
    """Take an honour back, from a day on."""
    honour = await actions.withdraw(work, id, step, seen=seen)
    return tagged(response, await reading.get(work, honour.id))  # type: ignore[no-any-return]
