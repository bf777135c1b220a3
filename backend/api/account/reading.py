"""Answers about accounts, grants and hand-overs that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.account.admin_schemas import GrantQuery, HandoverQuery, UserQuery
from backend.api.account.standing import spelled
from backend.api.listing import Listing
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import user as queries
from backend.db.tables.account import GrantHandover, RoleGrant
from backend.domain.access import Permission
from backend.domain.account.codes import GRANT_WORKFLOW, HANDOVER_WORKFLOW, GrantStatus, HandoverStatus
from backend.domain.account.duties import SameHands
from backend.domain.refusals import NotFound, Refusal


async def list_users(request: Request, work: Work, query: UserQuery) -> Response:
    """One page of the accounts of a subtree."""
    filters = await _narrow_users(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _user_rows(work, query, filters, after=after, limit=query.limit + 1)
    total = await _count_users(work, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order_of_users(query), total=total)


async def _narrow_users(work: Work, query: UserQuery) -> dict[str, Any]:
    under = await organizations.find_bounds(work.session, query.under_id)
    return {"q": query.q, "status": query.status, "role": query.role, "under": under}


async def _user_rows(
    work: Work, query: UserQuery, filters: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> Sequence[Mapping[Any, Any]]:
    found = await work.session.execute(
        queries.list_users(scope=work.scope, today=work.today, after=after, limit=limit, **filters)
    )
    return found.mappings().all()  # type: ignore[no-any-return]


async def _count_users(work: Work, filters: Mapping[str, Any], *, cap: int) -> int:
    counted = queries.count_users(scope=work.scope, today=work.today, cap=cap, **filters)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


def _order_of_users(query: UserQuery) -> Sequence[str]:
    return ("_code", "id")


async def list_grants(request: Request, work: Work, query: GrantQuery) -> Response:
    """One page of the grants of a subtree."""
    filters = await _narrow_grants(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _grant_rows(work, query, filters, after=after, limit=query.limit + 1)
    total = await _count_grants(work, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order_of_grants(query), total=total)


async def _narrow_grants(work: Work, query: GrantQuery) -> dict[str, Any]:
    names = ("user_id", "organization_id", "role", "status", "in_force", "ends_before")
    filters: dict[str, Any] = {name: getattr(query, name) for name in names}
    return filters | {"under": await organizations.find_bounds(work.session, query.under_id)}


async def _grant_rows(
    work: Work, query: GrantQuery, filters: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> Sequence[Mapping[Any, Any]]:
    found = await work.session.execute(
        queries.list_grants(scope=work.scope, today=work.today, after=after, limit=limit, **filters)
    )
    return found.mappings().all()  # type: ignore[no-any-return]


async def _count_grants(work: Work, filters: Mapping[str, Any], *, cap: int) -> int:
    counted = queries.count_grants(scope=work.scope, today=work.today, cap=cap, **filters)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


def _order_of_grants(query: GrantQuery) -> Sequence[str]:
    return ("_code", "id")


async def get_grant(work: Work, id: UUID) -> dict[str, Any]:
    """One grant with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(
        queries.list_grants(scope=work.scope, today=work.today, id=id, after=None, limit=1)
    )
    row = found.mappings().first()
    if row is None:
        raise NotFound
    grant = await work.session.get_one(RoleGrant, id)
    held = work.held_over(code=grant.code, line_code=grant.line_code)
    refusals = _refusals(work, grant.made_by, grant.user_id)
    return dict(row) | {"steps": spelled(work, GRANT_WORKFLOW.steps(GrantStatus(grant.status), held), refusals)}


async def list_handovers(request: Request, work: Work, query: HandoverQuery) -> Response:
    """One page of the hand-overs of a subtree."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        queries.list_handovers(scope=work.scope, status=query.status, after=after, limit=query.limit + 1)
    )
    return paged(request, query, found.mappings().all(), after=("_code", "id"))


async def get_handover(work: Work, id: UUID) -> dict[str, Any]:
    """One hand-over with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(queries.list_handovers(scope=work.scope, id=id, after=None, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound
    handover = await work.session.get_one(GrantHandover, id)
    held = work.held_over(code=handover.code, line_code=handover.line_code)
    refusals = _refusals(work, handover.made_by, handover.to_user_id)
    opened = HANDOVER_WORKFLOW.steps(HandoverStatus(handover.status), held)
    return dict(row) | {"steps": spelled(work, opened, refusals)}


def _refusals(work: Work, made_by: UUID | None, holder: UUID) -> dict[str, Refusal]:
    return {"approve": SameHands()} if work.caller.user_id in (made_by, holder) else {}


LISTING = Listing(
    permission=Permission.USER_READ,
    query=UserQuery,
    narrow=_narrow_users,
    rows=_user_rows,
    count=_count_users,
    order=_order_of_users,
)

GRANTS = Listing(
    permission=Permission.GRANT_READ,
    query=GrantQuery,
    narrow=_narrow_grants,
    rows=_grant_rows,
    count=_count_grants,
    order=_order_of_grants,
)
