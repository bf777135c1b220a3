"""Accounts, grants and hand-overs over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed, forget_callers
from backend.api.account import granting, leaves, reading, users
from backend.api.account.admin_schemas import (
    GrantItem,
    GrantOut,
    GrantQuery,
    GrantStepRequest,
    HandoverItem,
    HandoverOut,
    HandoverQuery,
    HandoverStepRequest,
    UserItem,
    UserMendedOut,
    UserOut,
    UserQuery,
    UserStepRequest,
)
from backend.api.account.entrance import passwords_of
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.account.grants import GrantDraft, HandoverDraft, UserDraft
from backend.domain.account.sightings import LeaveAsked

router = NounRouter(route_class=OnceRoute)


@router.get("/users", tags=["users"], response_model=Page[UserItem], responses=problems(404))
async def list_users(
    request: Request, query: Annotated[UserQuery, Query()], work: Work = allowed(Permission.USER_READ)
) -> Response:
    """Accounts of people who work in the subtree."""
    return await reading.list_users(request, work, query)


@router.post("/users", tags=["users"], status_code=201, response_model=UserMendedOut, responses=problems(404, 409))
async def make_user(
    draft: UserDraft, request: Request, response: Response, work: Work = allowed(Permission.USER_MAKE)
) -> dict[str, Any]:
    """Make an account. It waits for the security administrator; its first password is random and shown this once.

    No `Idempotency-Key`: the kept answer would hold the password. The login is unique, so a retry is a conflict.
    """
    made = await users.make(work, passwords_of(request), draft)
    response.headers["Location"] = f"/api/v1/users/{made.user.id}"
    return await _mended(work, response, made)


@router.get("/users/{id}", tags=["users"], response_model=UserOut, responses=problems(404))
async def get_user(id: UUID, response: Response, work: Work = allowed(Permission.USER_READ)) -> dict[str, Any]:
    """One account with its grants in the subtree and what may be done."""
    return tagged(response, await users.get(work, id))  # type: ignore[no-any-return]


@router.post("/users/{id}/steps", tags=["users"], response_model=UserMendedOut, responses=problems(404, 409, 412, 428))
async def step_user(
    id: UUID,
    body: UserStepRequest,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.USER_READ),
) -> dict[str, Any]:
    """Approve, refuse, disable, enable, reset, unlock, end the sessions. Each step asks for its own permission."""
    mended = await users.step(work, passwords_of(request), id, body.step, seen=seen, reason=body.reason)
    forget_callers(request)
    return await _mended(work, response, mended)


@router.post(
    "/users/{id}/sighting-leaves", tags=["users"], status_code=201, response_model=UserOut, responses=problems(404, 409)
)
async def give_sighting_leave(
    id: UUID, asked: LeaveAsked, response: Response, work: Work = allowed(Permission.USER_APPROVE, once=True)
) -> dict[str, Any]:
    """Let an account be told of more people today than the limit of a day, for a reason. Never one's own."""
    await leaves.give(work, id, asked)
    return tagged(response, await users.get(work, id))  # type: ignore[no-any-return]


@router.get("/grants", tags=["grants"], response_model=Page[GrantItem], responses=problems(404))
async def list_grants(
    request: Request, query: Annotated[GrantQuery, Query()], work: Work = allowed(Permission.GRANT_READ)
) -> Response:
    """Roles given in the subtree."""
    return await reading.list_grants(request, work, query)


@router.post("/grants", tags=["grants"], status_code=201, response_model=GrantOut, responses=problems(404, 409))
async def propose_grant(
    draft: GrantDraft, response: Response, work: Work = allowed(Permission.GRANT_MAKE, once=True)
) -> dict[str, Any]:
    """Propose a role for somebody. Another security administrator approves it."""
    row = await granting.propose(work, draft)
    response.headers["Location"] = f"/api/v1/grants/{row.id}"
    return tagged(response, await reading.get_grant(work, row.id))  # type: ignore[no-any-return]


@router.get("/grants/{id}", tags=["grants"], response_model=GrantOut, responses=problems(404))
async def get_grant(id: UUID, response: Response, work: Work = allowed(Permission.GRANT_READ)) -> dict[str, Any]:
    """One grant and what may be done."""
    return tagged(response, await reading.get_grant(work, id))  # type: ignore[no-any-return]


@router.post("/grants/{id}/steps", tags=["grants"], response_model=GrantOut, responses=problems(404, 409, 412, 428))
async def step_grant(
    id: UUID,
    body: GrantStepRequest,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.GRANT_READ),
) -> dict[str, Any]:
    """Approve or refuse a proposal, or take a role back, which works within a second."""
    row = await granting.step(work, id, body.step, seen=seen, reason=body.reason)
    forget_callers(request)
    return tagged(response, await reading.get_grant(work, row.id))  # type: ignore[no-any-return]


@router.get("/grant-handovers", tags=["grants"], response_model=Page[HandoverItem], responses=problems())
async def list_grant_handovers(
    request: Request, query: Annotated[HandoverQuery, Query()], work: Work = allowed(Permission.GRANT_READ)
) -> Response:
    """Hand-overs of roles in the subtree."""
    return await reading.list_handovers(request, work, query)


@router.post(
    "/grant-handovers", tags=["grants"], status_code=201, response_model=HandoverOut, responses=problems(404, 409)
)
async def propose_grant_handover(
    draft: HandoverDraft, response: Response, work: Work = allowed(Permission.GRANT_MAKE, once=True)
) -> dict[str, Any]:
    """Propose that roles go from one person to another at a change of office (换届)."""
    row = await granting.propose_handover(work, draft)
    response.headers["Location"] = f"/api/v1/grant-handovers/{row.id}"
    return tagged(response, await reading.get_handover(work, row.id))  # type: ignore[no-any-return]


@router.get("/grant-handovers/{id}", tags=["grants"], response_model=HandoverOut, responses=problems(404))
async def get_grant_handover(
    id: UUID, response: Response, work: Work = allowed(Permission.GRANT_READ)
) -> dict[str, Any]:
    """One hand-over and what may be done."""
    return tagged(response, await reading.get_handover(work, id))  # type: ignore[no-any-return]


@router.post(
    "/grant-handovers/{id}/steps", tags=["grants"], response_model=HandoverOut, responses=problems(404, 409, 412, 428)
)
async def step_grant_handover(
    id: UUID,
    body: HandoverStepRequest,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.GRANT_READ),
) -> dict[str, Any]:
    """Approve a hand-over: the old grants end and the new ones open in one act. Or refuse it."""
    row = await granting.step_handover(work, id, body.step, seen=seen)
    forget_callers(request)
    return tagged(response, await reading.get_handover(work, row.id))  # type: ignore[no-any-return]


async def _mended(work: Work, response: Response, mended: users.Mended) -> dict[str, Any]:
    user = tagged(response, await users.whole(work, mended.user))
    return {"user": user, "first_password": mended.first_password, "ended_sessions": mended.ended_sessions}
