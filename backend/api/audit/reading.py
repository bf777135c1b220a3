"""Answers about the record that change nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.audit.schemas import AuditQuery, OwnAuditQuery
from backend.api.listing import Listing
from backend.api.pages import COUNT_CAP, ListQuery, paged, read_cursor
from backend.api.work import Work
from backend.db.queries import audit as queries
from backend.db.queries import organization as organizations
from backend.domain.access import Permission, Scope, permissions_of
from backend.domain.audit.telling import Teller, references
from backend.domain.organization.codes import CommitteeKind
from backend.domain.refusals import NotFound

KNOWN_TO_ALL = ("organization", "user_account", "line")
"""Their names stand in every event anyway: who did it, and where."""
KNOWN_WITH: Mapping[str, Permission] = {
    "member": Permission.MEMBER_READ,
    "employer": Permission.EMPLOYER_READ,
    "officer": Permission.OFFICER_READ,
    "committee": Permission.COMMITTEE_READ,
}
"""Whoever reads the record without this permission is told of the thing and not its name."""


async def list_page(request: Request, work: Work, query: AuditQuery) -> Response:
    """One page of what happened in the subtree."""
    filters = await _narrow(work, query)
    return await _page(request, work, query, work.scope, filters)


async def _narrow(work: Work, query: AuditQuery) -> dict[str, Any]:
    names = ("actor_id", "actor_name", "object_id", "object_kind", "since", "until", "request_id", "address")
    filters: dict[str, Any] = {name: getattr(query, name) for name in names} | {"events": query.event}
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        filters["under"] = (top.code, top.code_hi)
    return filters


async def list_own(request: Request, work: Work, query: OwnAuditQuery) -> Response:
    """One page of what the caller did, wherever it was."""
    filters: dict[str, Any] = {name: getattr(query, name) for name in ("object_kind", "since", "until")}
    return await _page(request, work, query, None, filters | {"events": query.event})


async def _page(
    request: Request, work: Work, query: ListQuery, scope: Scope | None, filters: dict[str, Any]
) -> Response:
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _events(work, scope, filters, after=after, limit=query.limit + 1)
    total = await _count(work, scope, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=("_id",), total=total)


async def _events(
    work: Work, scope: Scope | None, filters: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> list[dict[str, Any]]:
    found = await work.session.execute(
        queries.list_events(scope=scope, user_id=work.caller.user_id, after=after, limit=limit, **filters)
    )
    rows = [dict(row) for row in found.mappings()]
    await _tell(work, rows)
    return rows


async def _count(work: Work, scope: Scope | None, filters: Mapping[str, Any], *, cap: int) -> int:
    counted = queries.count_events(scope=scope, user_id=work.caller.user_id, cap=cap, **filters)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


async def get(work: Work, id: str) -> dict[str, Any]:
    """One event. Raises `NotFound`."""
    if len(id) > 18:
        raise NotFound
    row = dict(await queries.get_event(work.session, scope=work.scope, user_id=work.caller.user_id, id=int(id)))
    await _tell(work, [row])
    return {name: value for name, value in row.items() if name[0] != "_"}


async def _tell(work: Work, rows: Sequence[dict[str, Any]]) -> None:
    """Put the events into the reader's words, with the names of what the reader may know."""
    ids = {UUID(id) for row in rows for id in references(row)}
    nouns = set(KNOWN_TO_ALL) | {noun for noun, permission in KNOWN_WITH.items() if permission in _held(work)}
    found = await queries.find_names(work.session, ids, nouns=nouns)
    committees = {kind.value: kind.en if work.language == "en" else kind.zh for kind in CommitteeKind}
    names = {str(id): committees[name] if noun == "committee" else name for noun, id, name in found}
    teller = Teller(work.language, names)
    for row in rows:
        row["label"] = teller.event(row["event"])
        row["kind_label"] = teller.kind(row["object_kind"])
        row["sentence"] = teller.sentence(row)
        row["told"] = [asdict(each) for each in teller.rows(row["event"], row["facts"])]


def _held(work: Work) -> frozenset[Permission]:
    """What the caller may do in all of the subtree that this transaction sees."""
    scope = work.scope
    return permissions_of(
        grant
        for grant in work.caller.grants
        if grant.tree is scope.tree and grant.low <= scope.low and scope.high <= grant.high
    )


async def list_seals(request: Request, work: Work, query: ListQuery) -> Response:
    """One page of the chain's links, the newest first."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(queries.list_seals(after=after, limit=query.limit + 1))
    rows = [queries.sealed_as(row) for row in found.mappings()]
    return paged(request, query, rows, after=("number",))


async def _rows(
    work: Work, query: AuditQuery, filters: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> list[dict[str, Any]]:
    return await _events(work, work.scope, filters, after=after, limit=limit)


async def _count_in_scope(work: Work, filters: Mapping[str, Any], *, cap: int) -> int:
    return await _count(work, work.scope, filters, cap=cap)


def _order(query: AuditQuery) -> Sequence[str]:
    return ("_id",)


LISTING = Listing(
    permission=Permission.AUDIT_READ,
    query=AuditQuery,
    narrow=_narrow,
    rows=_rows,
    count=_count_in_scope,
    order=_order,
)
