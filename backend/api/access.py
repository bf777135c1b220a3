"""Tokens -> caller; `allowed(permission)` -> a unit of work. The only authorisation code that knows FastAPI.

No permission, no transaction: a route cannot reach the database except through `allowed` or `signed_in`, and what it
gets is a transaction over exactly the subtree in which the caller holds that permission.
"""

import hmac
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.security import HTTPBearer

from backend.api import idempotency, tokens
from backend.api.work import Work
from backend.db.queries import account as accounts
from backend.db.queries import client as clients
from backend.db.session import Database
from backend.domain.access import EVERYTHING, Permission, Role, Scope, permissions_of, scope_of
from backend.domain.account.sessions import Ending, SessionEnded
from backend.domain.caller import Caller
from backend.domain.client.credentials import secret_hash
from backend.domain.client.terms import ClientTerms
from backend.domain.refusals import Forbidden, Unauthenticated
from backend.settings import settings

CALLER_TTL = timedelta(seconds=1)
"""How long a caller is remembered: a revocation works within this time (trust.md 2.2)."""

BACKGROUND = "unionhome-background"
"""A request with this header is no act of the user, so it does not keep the session alive."""

bearer = HTTPBearer(auto_error=False, scheme_name="access_token", description="短期访问令牌 Access token")


class MustChangePassword(Forbidden):
    """The password was set by somebody else, or is too old."""

    code = "password_change_required"
    zh = "请先修改密码。当前密码是初始密码或已经到期，修改后才能继续。"
    en = "Change your password first. It is an initial password or has expired; you can go on afterwards."


class SecondFactorRequired(Forbidden):
    """The account has no authenticator yet, and staff must have one (trust.md 1.4 d)."""

    code = "totp_setup_required"
    zh = "请先绑定动态口令。按规定，工作人员登录须使用密码和动态口令两种方式；绑定后即可继续。"
    en = "Set up an authenticator first: staff sign in with a password and a one-time code. You can go on afterwards."


Chosen = Annotated[UUID | None, Header(alias="Unionhome-Scope", description="在哪个组织的权限下操作")]
"""Which of the caller's grants a request is made under: the organization it was given on."""


async def known_caller(request: Request, _: Annotated[Any, Depends(bearer)] = None) -> Caller:
    """Who asks. Raises `Unauthenticated`; `SessionEnded` when the session was good and is over."""
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated()
    now = now_of(request)
    claims = tokens.verify(request.app.state.ring, token, use=tokens.Use.ACCESS, now=now)
    acting = BACKGROUND not in request.headers
    remembered: dict[tuple[UUID, bool], tuple[datetime, Caller]] = request.app.state.callers
    known = remembered.get((claims.session_id, acting))
    if known is not None and now < known[0] <= now + CALLER_TTL:
        return known[1]
    database: Database = request.app.state.database
    async with database.transaction(EVERYTHING) as session:
        found = await accounts.find_caller(session, session_id=claims.session_id, now=now, acting=acting)
    if isinstance(found, Ending):
        raise SessionEnded
    if found is None or found.user_id != claims.user_id:
        raise Unauthenticated
    if len(remembered) > 20_000:
        remembered.clear()
    remembered[claims.session_id, acting] = (now + CALLER_TTL, found)
    return found


def client_claims(request: Request) -> tokens.Claims | None:
    """What the token of another system says; None where somebody signed in asks. Raises `Unauthenticated`."""
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated()
    uses = (tokens.Use.ACCESS, tokens.Use.CLIENT)
    claims = tokens.verify(request.app.state.ring, token, use=uses, now=now_of(request))
    return claims if claims.use is tokens.Use.CLIENT else None


async def known_client(request: Request, claims: tokens.Claims) -> ClientTerms:
    """The client that asks, as the database knows it, remembered as long as a caller. Raises `Unauthenticated`."""
    now = now_of(request)
    remembered: dict[UUID, tuple[datetime, ClientTerms]] = request.app.state.clients
    known = remembered.get(claims.session_id)
    if known is not None and now < known[0] <= now + CALLER_TTL:
        return known[1]
    database: Database = request.app.state.database
    async with database.transaction(EVERYTHING) as session:
        found = await clients.find_terms(session, claims.user_id, claims.session_id)
    if found is None:
        remembered.pop(claims.session_id, None)
        raise Unauthenticated
    if len(remembered) > 20_000:
        remembered.clear()
    remembered[claims.session_id] = (now + CALLER_TTL, found)
    return found


async def find_client(request: Request, client_id: UUID, secret: str) -> ClientTerms | None:
    """The client that shows its own secret, or None. Told apart by hashes, in equal time."""
    shown = secret_hash(secret)
    database: Database = request.app.state.database
    async with database.transaction(EVERYTHING) as session:
        found = None
        for kept, terms in await clients.find_secrets(session, client_id):
            if hmac.compare_digest(kept, shown):
                found = terms
        if found is not None:
            await clients.note_use(session, found.secret_id, now_of(request))
    return found


def forget_callers(request: Request) -> None:
    """Look everybody up anew: this process has just ended sessions or taken rights."""
    request.app.state.callers.clear()


def forget_clients(request: Request) -> None:
    """Look every client up anew: this process has just taken something from one."""
    request.app.state.clients.clear()


def require_ready(request: Request, caller: Caller) -> None:
    """An account is put in order before anything else is done with it."""
    if caller.must_change_password:
        raise MustChangePassword
    staff = any(grant.role is not Role.MEMBER for grant in caller.grants)
    if staff and not caller.totp_enabled and second_factor_compulsory(request):
        raise SecondFactorRequired


def allowed(permission: Permission, *, once: bool = False) -> Any:
    """A dependency: a unit of work over the subtree in which the caller holds `permission`.

    With `once` the request must carry an `Idempotency-Key` and is acted on once per key (the router uses `OnceRoute`).

    The header `Unionhome-Scope` (an organization id) chooses among several grants; without it the widest one holds.
    Raises `Forbidden` when the caller holds the permission nowhere.
    """

    async def open_work(
        request: Request,
        caller: Annotated[Caller, Depends(known_caller)],
        _key: Annotated[None, Depends(idempotency.required_key if once else idempotency.no_key)],
        chosen: Chosen = None,
    ) -> AsyncIterator[Work]:
        require_ready(request, caller)
        scope = scope_of(caller.grants, permission, chosen=chosen, user_id=caller.user_id, member_id=caller.member_id)
        async with _work(request, caller, scope) as work:
            if once:
                await idempotency.act_once(request, work)
            yield work

    open_work.permission = permission  # type: ignore[attr-defined]
    return Depends(open_work, scope="function")


def signed_in(*, before_password_change: bool = False, once: bool = False) -> Any:
    """A dependency: a unit of work over the caller's own rows only. No permission is needed.

    With `before_password_change` also for an account that is not in order yet: an initial password, no authenticator.
    `once` as of `allowed`.
    """

    async def open_work(
        request: Request,
        caller: Annotated[Caller, Depends(known_caller)],
        _key: Annotated[None, Depends(idempotency.required_key if once else idempotency.no_key)],
    ) -> AsyncIterator[Work]:
        if not before_password_change:
            require_ready(request, caller)
        scope = Scope(user_id=caller.user_id, member_id=caller.member_id, organization_id=caller.organization_id)
        async with _work(request, caller, scope) as work:
            if once:
                await idempotency.act_once(request, work)
            yield work

    open_work.permission = None  # type: ignore[attr-defined]
    return Depends(open_work, scope="function")


def at_desk() -> Any:
    """A dependency: a unit of work over the caller's widest subtree, or the chosen one, with what they may do there.

    For screens that gather several nouns: no permission is asked for, so the code asks `work.held` for each.
    """

    async def open_work(
        request: Request,
        caller: Annotated[Caller, Depends(known_caller)],
        chosen: Chosen = None,
    ) -> AsyncIterator[Work]:
        require_ready(request, caller)
        grants = [grant for grant in caller.grants if chosen in (None, grant.organization_id)]
        widest = max(grants, key=lambda grant: grant.high - grant.low, default=None)
        scope = Scope(user_id=caller.user_id, member_id=caller.member_id, organization_id=caller.organization_id)
        here = []
        if widest is not None:
            here = [g for g in grants if (g.tree, g.organization_id) == (widest.tree, widest.organization_id)]
            scope = replace(
                scope, tree=widest.tree, low=widest.low, high=widest.high, organization_id=widest.organization_id
            )
        async with _work(request, caller, scope) as work:
            work.held = permissions_of(here)
            yield work

    open_work.permission = None  # type: ignore[attr-defined]
    return Depends(open_work, scope="function")


class _work:
    """Opens the transaction of a request and hangs the unit of work on it."""

    def __init__(self, request: Request, caller: Caller, scope: Scope) -> None:
        self.request, self.caller, self.scope = request, caller, scope
        self.transaction = request.app.state.database.transaction(scope)

    async def __aenter__(self) -> Work:
        session = await self.transaction.__aenter__()
        work = Work(session=session, **asking(self.request, self.caller, self.scope))
        self.request.state.work = work
        return work

    async def __aexit__(self, *error: Any) -> bool | None:
        return await self.transaction.__aexit__(*error)  # type: ignore[no-any-return]


def asking(request: Request, caller: Caller, scope: Scope) -> dict[str, Any]:
    """What a unit of work knows of the request it serves."""
    return {
        "caller": caller,
        "scope": scope,
        "vault": request.app.state.vault,
        "now": now_of(request),
        "request_id": request.state.request_id,
        "address": address_of(request),
        "language": request.state.language,
        "held": caller.permissions,
        "sightings": request.app.state.sightings,
    }


def address_of(request: Request) -> str:
    """The client's address as the server saw it; proxy headers count only when uvicorn trusts the proxy."""
    return request.client.host if request.client else ""


def now_of(request: Request) -> datetime:
    """The time of this request: the application's clock, which tests set."""
    clock: Callable[[], datetime] = request.app.state.clock
    return clock()


def second_factor_compulsory(request: Request) -> bool:
    """Whether staff must have an authenticator: in production always."""
    chosen: bool | None = getattr(request.app.state, "second_factor_compulsory", None)
    return settings().production if chosen is None else chosen
