"""Tokens -> caller; `allowed(permission)` -> a unit of work. The only authorisation code that knows FastAPI.

No permission, no transaction: a route cannot reach the database except through `allowed` or `signed_in`, and what it
gets is a transaction over exactly the subtree in which the caller holds that permission.
"""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.security import HTTPBearer

from backend.api import idempotency, tokens
from backend.api.work import Work
from backend.db.queries import account as accounts
from backend.db.session import Database
from backend.domain.access import EVERYTHING, Permission, Scope, scope_of
from backend.domain.caller import Caller
from backend.domain.refusals import Forbidden, Unauthenticated

IDLE = timedelta(minutes=15)
"""How long a session of staff may rest (trust.md 1.4)."""

CALLER_TTL = timedelta(seconds=1)
"""How long a caller is remembered: a revocation works within this time (trust.md 2.2)."""

_bearer = HTTPBearer(auto_error=False, scheme_name="access_token", description="短期访问令牌 Access token")


class MustChangePassword(Forbidden):
    """The password was set by somebody else, or is too old."""

    code = "password_change_required"
    zh = "请先修改密码。当前密码是初始密码或已经到期，修改后才能继续。"
    en = "Change your password first. It is an initial password or has expired; you can go on afterwards."


async def known_caller(request: Request, _: Annotated[Any, Depends(_bearer)] = None) -> Caller:
    """Who asks. Raises `Unauthenticated`."""
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Unauthenticated()
    claims = tokens.verify(request.app.state.ring, token, use=tokens.Use.ACCESS, now=_now())
    remembered: dict[UUID, tuple[datetime, Caller]] = request.app.state.callers
    found = remembered.get(claims.session_id)
    if found is not None and found[0] > _now():
        return found[1]
    database: Database = request.app.state.database
    async with database.transaction(EVERYTHING) as session:
        caller = await accounts.find_caller(session, session_id=claims.session_id, now=_now(), idle=IDLE)
    if caller is None or caller.user_id != claims.user_id:
        remembered.pop(claims.session_id, None)
        raise Unauthenticated()
    if len(remembered) > 20_000:
        remembered.clear()
    remembered[claims.session_id] = (_now() + CALLER_TTL, caller)
    return caller


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
        chosen: Annotated[UUID | None, Header(alias="Unionhome-Scope", description="在哪个组织的权限下操作")] = None,
    ) -> AsyncIterator[Work]:
        if caller.must_change_password:
            raise MustChangePassword()
        scope = scope_of(caller.grants, permission, chosen=chosen, user_id=caller.user_id, member_id=caller.member_id)
        async with _work(request, caller, scope) as work:
            if once:
                await idempotency.act_once(request, work)
            yield work

    open_work.permission = permission  # type: ignore[attr-defined]
    return Depends(open_work, scope="function")


def signed_in(*, before_password_change: bool = False) -> Any:
    """A dependency: a unit of work over the caller's own rows only. No permission is needed."""

    async def open_work(request: Request, caller: Annotated[Caller, Depends(known_caller)]) -> AsyncIterator[Work]:
        if caller.must_change_password and not before_password_change:
            raise MustChangePassword()
        scope = Scope(user_id=caller.user_id, member_id=caller.member_id, organization_id=caller.organization_id)
        async with _work(request, caller, scope) as work:
            yield work

    open_work.permission = None  # type: ignore[attr-defined]
    return Depends(open_work, scope="function")


class _work:
    """Opens the transaction of a request and hangs the unit of work on it."""

    def __init__(self, request: Request, caller: Caller, scope: Scope) -> None:
        self.request, self.caller, self.scope = request, caller, scope
        self.transaction = request.app.state.database.transaction(scope)

    async def __aenter__(self) -> Work:
        state = self.request.app.state
        session = await self.transaction.__aenter__()
        work = Work(
            caller=self.caller,
            scope=self.scope,
            session=session,
            vault=state.vault,
            now=_now(),
            request_id=self.request.state.request_id,
            address=address_of(self.request),
            language=self.request.state.language,
            held=self.caller.permissions,
        )
        self.request.state.work = work
        return work

    async def __aexit__(self, *error: Any) -> bool | None:
        return await self.transaction.__aexit__(*error)  # type: ignore[no-any-return]


def address_of(request: Request) -> str:
    """The client's address as the server saw it; proxy headers count only when uvicorn trusts the proxy."""
    return request.client.host if request.client else ""


def _now() -> datetime:
    return datetime.now(UTC)
