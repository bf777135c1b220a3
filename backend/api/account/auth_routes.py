"""Signing in over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Cookie, Depends, Request, Response

from backend.api import tokens
from backend.api.access import forget_callers, known_caller, signed_in
from backend.api.account import credentials, me, refreshing, signin
from backend.api.account.door import Door, Opened
from backend.api.account.entrance import (
    REFRESH_COOKIE,
    at_the_door,
    device_of,
    give_cookies,
    require_no_foreign_page,
    require_own_page,
    take_cookie,
)
from backend.api.account.schemas import (
    ConfirmationOut,
    ConfirmationRequest,
    PasswordChange,
    PasswordChanged,
    Sessions,
    SignedInOut,
    SignInRequest,
    TotpRequest,
)
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.work import Work
from backend.domain.caller import Caller

router = NounRouter(prefix="/auth", tags=["sign-in"], route_class=BodyRoute)

Asking = Annotated[Caller, Depends(known_caller)]
RefreshCookie = Annotated[str | None, Cookie(alias=REFRESH_COOKIE, include_in_schema=False)]


@router.post(
    "/sign-in", response_model=SignedInOut, responses=problems(), dependencies=[Depends(require_no_foreign_page)]
)
async def sign_in(
    body: SignInRequest, request: Request, response: Response, door: Door = at_the_door()
) -> dict[str, Any]:
    """Sign in with login and password; with an authenticator, this gives the challenge for the second step."""
    device = device_of(request, door)
    opened = await signin.sign_in(door, login=body.login, password=body.password, device=body.device)
    if isinstance(opened, Opened):
        return _enter(request, response, door, opened, device)
    return {
        "state": "totp_required",
        "access_token": None,
        "challenge": opened,
        "expires_in": _seconds(tokens.Use.CHALLENGE),
        "session_id": None,
        "ends_at": None,
    }


@router.post("/totp", response_model=SignedInOut, responses=problems(), dependencies=[Depends(require_no_foreign_page)])
async def prove_second_factor(
    body: TotpRequest, request: Request, response: Response, door: Door = at_the_door()
) -> dict[str, Any]:
    """The second step of signing in: a one-time code, or a recovery code in its place."""
    device = device_of(request, door)
    opened = await signin.prove_second_factor(
        door, challenge=body.challenge, code=body.code, recovery_code=body.recovery_code, device=body.device
    )
    return _enter(request, response, door, opened, device)


@router.post("/refresh", response_model=SignedInOut, responses=problems(), dependencies=[Depends(require_own_page)])
async def refresh_session(
    request: Request, response: Response, token: RefreshCookie = None, door: Door = at_the_door()
) -> dict[str, Any]:
    """A new access token for the session in the cookie. A refresh token is good once; a second use ends the session."""
    opened = await refreshing.refresh(door, token or "")
    return _enter(request, response, door, opened, device_of(request, door))


@router.post(
    "/logout", status_code=204, response_class=Response, responses=problems(), dependencies=[Depends(require_own_page)]
)
async def sign_out(
    request: Request, response: Response, token: RefreshCookie = None, door: Door = at_the_door()
) -> None:
    """End the session in the cookie."""
    await refreshing.sign_out(door, token)
    forget_callers(request)
    take_cookie(response)


@router.post("/confirmations", response_model=ConfirmationOut, responses=problems(409))
async def confirm_identity(body: ConfirmationRequest, caller: Asking, door: Door = at_the_door()) -> dict[str, Any]:
    """Prove oneself again, for what is sensitive: the token is sent as `Unionhome-Confirmation`."""
    token = await credentials.confirm(door, caller, password=body.password, code=body.code)
    return {"confirmation_token": token, "expires_in": _seconds(tokens.Use.CONFIRMED)}


@router.post("/password", response_model=PasswordChanged, responses=problems())
async def change_password(
    body: PasswordChange, request: Request, caller: Asking, door: Door = at_the_door()
) -> dict[str, Any]:
    """Change one's own password. All other sessions of the account end."""
    ended = await credentials.change_password(door, caller, old=body.old_password, new=body.new_password)
    forget_callers(request)
    return {"ended_sessions": ended}


@router.get("/sessions", response_model=Sessions, responses=problems())
async def list_sessions(work: Work = signed_in(before_password_change=True)) -> dict[str, Any]:
    """Where one is signed in now."""
    return {"items": await me.list_sessions(work)}


@router.delete("/sessions/{id}", status_code=204, response_class=Response, responses=problems(404))
async def end_session(id: UUID, request: Request, work: Work = signed_in(before_password_change=True)) -> None:
    """End one of one's own sessions."""
    await me.end_session(work, id)
    forget_callers(request)


def _enter(request: Request, response: Response, door: Door, opened: Opened, device: str) -> dict[str, Any]:
    # The session that this one replaced is over at once, in this process too.
    forget_callers(request)
    give_cookies(response, refresh_token=opened.refresh_token, device=device, now=door.now, ends_at=opened.ends_at)
    return {
        "state": opened.state,
        "access_token": opened.access_token,
        "challenge": None,
        "expires_in": _seconds(tokens.Use.ACCESS),
        "session_id": opened.session_id,
        "ends_at": opened.ends_at,
    }


def _seconds(use: tokens.Use) -> int:
    return int(tokens.LIFETIME[use].total_seconds())
