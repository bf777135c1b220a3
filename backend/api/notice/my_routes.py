"""The wall of the unit and a member's own objections over HTTP: what the members' app asks."""

from typing import Any
from uuid import UUID

from fastapi import Response

from backend.api.access import signed_in
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.notice import own
from backend.api.notice.schemas import MyNotices, MyObjectionOut, MyObjections, WithdrawMyObjection
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.notice.own import OwnObjectionDraft

router = NounRouter(prefix="/me", tags=["my-notices"], route_class=OnceRoute)


@router.get("/notices", response_model=MyNotices, responses=problems())
async def list_my_notices(work: Work = signed_in()) -> dict[str, Any]:
    """The public notices of my unit that have no result yet: exactly what was published, and how long it still hangs."""
    return await own.list_wall(work)


@router.get("/objections", response_model=MyObjections, responses=problems())
async def list_my_objections(response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """My objections with their answers, the newest first."""
    response.headers["Cache-Control"] = "no-store"
    return await own.list_mine(work)


@router.post("/objections", status_code=201, response_model=MyObjectionOut, responses=problems(404, 409))
async def hand_in_objection(
    draft: OwnObjectionDraft, response: Response, work: Work = signed_in(once=True)
) -> dict[str, Any]:
    """Object to somebody on a notice of my unit, or to the whole of it; if wished, without my name towards the unit."""
    id = await own.hand_in(work, draft)
    response.headers["Location"] = f"/api/v1/me/objections/{id}"
    return await _whole(work, id, response)


@router.get("/objections/{id}", response_model=MyObjectionOut, responses=problems(404))
async def get_my_objection(id: UUID, response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """One of my objections."""
    return await _whole(work, id, response)


@router.post("/objections/{id}/steps", response_model=MyObjectionOut, responses=problems(404, 409, 412, 428))
async def step_my_objection(
    id: UUID, _step: WithdrawMyObjection, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Withdraw an objection that has no answer yet."""
    await own.withdraw(work, id, seen=seen)
    return await _whole(work, id, response)


async def _whole(work: Work, id: UUID, response: Response) -> dict[str, Any]:
    # What somebody holds against a colleague stays in no cache of a borrowed telephone.
    response.headers["Cache-Control"] = "no-store"
    return tagged(response, await own.get(work, id))  # type: ignore[no-any-return]
