"""Transfers over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.transfer import actions, reading
from backend.api.transfer.schemas import (
    Directory,
    DirectoryQuery,
    Queues,
    TransferAsked,
    TransferItem,
    TransferOut,
    TransferQuery,
)
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.member.moves import TransferStepAsked

router = NounRouter(tags=["transfers"], route_class=OnceRoute)

Read = Permission.MEMBER_READ
Act = Permission.MEMBER_TRANSFER


@router.get("/transfers", response_model=Page[TransferItem], responses=problems())
async def list_transfers(
    request: Request, query: Annotated[TransferQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Transfers into and out of the scope, newest first."""
    return await reading.list_page(request, work, query)


@router.get("/transfer-queues", response_model=Queues, responses=problems())
async def get_transfer_queues(work: Work = allowed(Read)) -> dict[str, Any]:
    """How many transfers wait for us and for others, in both directions."""
    return await reading.queues(work)


@router.post("/transfers", status_code=201, response_model=TransferOut, responses=problems(404, 409))
async def begin_transfer(
    asked: TransferAsked, response: Response, work: Work = allowed(Act, once=True)
) -> dict[str, Any]:
    """Send a member to another union (push), or ask for one by document and name (pull).

    The answer to a pull is the same whether or not there is such a person.
    """
    made = await actions.begin(work, asked)
    response.headers["Location"] = f"/api/v1/transfers/{made.id}"
    return tagged(response, await reading.whole(work, made))  # type: ignore[no-any-return]


@router.get("/transfers/{id}", response_model=TransferOut, responses=problems(404))
async def get_transfer(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One transfer, as the caller's side sees it."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/transfers/{id}/steps", response_model=TransferOut, responses=problems(404, 409, 412, 428))
async def step_transfer(
    id: UUID, asked: TransferStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Act)
) -> dict[str, Any]:
    """Release, accept, reject or cancel. The membership and every figure move on the day of acceptance."""
    row = await actions.advance(work, id, asked, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/organization-directory", response_model=Directory, responses=problems())
async def list_organization_directory(
    query: Annotated[DirectoryQuery, Query()], work: Work = allowed(Act)
) -> dict[str, Any]:
    """Living basic unions of the whole city, by name: where a member can be sent."""
    return await reading.directory(work, query)
