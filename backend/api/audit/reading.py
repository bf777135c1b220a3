"""Answers about the record that change nothing."""

from typing import Any

from fastapi import Request, Response

from backend.api.audit.schemas import AuditQuery, OwnAuditQuery
from backend.api.pages import COUNT_CAP, ListQuery, paged, read_cursor
from backend.api.work import Work
from backend.db.queries import audit as queries
from backend.db.queries import organization as organizations
from backend.domain.access import Scope
from backend.domain.refusals import NotFound


async def list_page(request: Request, work: Work, query: AuditQuery) -> Response:
    """One page of what happened in the subtree."""
    names = ("actor_id", "object_id", "object_kind", "since", "until", "request_id", "address")
    filters: dict[str, Any] = {name: getattr(query, name) for name in names} | {"events": query.event}
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        filters["under"] = (top.code, top.code_hi)
    return await _page(request, work, query, work.scope, filters)


async def list_own(request: Request, work: Work, query: OwnAuditQuery) -> Response:
    """One page of what the caller did, wherever it was."""
    filters: dict[str, Any] = {name: getattr(query, name) for name in ("object_kind", "since", "until")}
    return await _page(request, work, query, None, filters | {"events": query.event})


async def _page(
    request: Request, work: Work, query: ListQuery, scope: Scope | None, filters: dict[str, Any]
) -> Response:
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    user_id = work.caller.user_id
    found = await work.session.execute(
        queries.list_events(scope=scope, user_id=user_id, after=after, limit=query.limit + 1, **filters)
    )
    total = None
    if query.with_total:
        counted = queries.count_events(scope=scope, user_id=user_id, cap=COUNT_CAP, **filters)
        total = (await work.session.execute(counted)).scalar_one()
    return paged(request, query, found.mappings().all(), after=("_id",), total=total)


async def get(work: Work, id: str) -> dict[str, Any]:
    """One event. Raises `NotFound`."""
    if len(id) > 18:
        raise NotFound
    row = await queries.get_event(work.session, scope=work.scope, user_id=work.caller.user_id, id=int(id))
    return {name: value for name, value in row.items() if name[0] != "_"}


async def list_seals(request: Request, work: Work, query: ListQuery) -> Response:
    """One page of the chain's links, the newest first."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(queries.list_seals(after=after, limit=query.limit + 1))
    rows = [queries.sealed_as(row) for row in found.mappings()]
    return paged(request, query, rows, after=("number",))
