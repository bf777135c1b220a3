"""Answers about unions that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import Listing
from backend.api.organization.offering import steps
from backend.api.organization.schemas import AsOfQuery, OrganizationQuery
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.wire import term_on
from backend.api.work import Reading, Work
from backend.db.queries import honour as honour_queries
from backend.db.queries import organization as organizations
from backend.db.queries import urge as urges
from backend.db.queries.organization import OrganizationFilters
from backend.db.statements import Rows
from backend.db.tables.organization import Organization
from backend.domain.access import Permission
from backend.domain.organization.codes import Level, OrganizationKind, OrganizationStatus, UrgeSubject
from backend.domain.organization.honours import demonstrations_due, grows_demonstrations
from backend.domain.organization.structure import kinds_under
from backend.domain.organization.terms import allowed_years

MOST_COUNTED = 400_000
"""Members of a past day are counted where about so many stand today at most: two seconds (DECISIONS, members of a past day)."""


async def list_page(request: Request, look: Reading, query: OrganizationQuery) -> Response:
    """One page of the list of unions."""
    filters = await _narrow(look, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _rows(look, query, filters, after=after, limit=query.limit + 1)
    total = await _count(look, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order(query), total=total)


async def _narrow(work: Work | Reading, query: OrganizationQuery) -> OrganizationFilters:
    under = None
    if query.under_id is not None:
        top = await organizations.get_place(work, query.under_id)
        under = (top.low, top.high)
    return OrganizationFilters(
        parent_id=query.parent_id,
        under=under,
        q=query.q,
        kinds=query.kind,
        levels=query.level,
        status=query.status,
        line_id=query.line_id,
        honour=query.honour,
        ownerships=query.ownership,
        industries=query.industry,
        established_from=query.established_from,
        established_to=query.established_to,
        standard=query.standard,
        staff_short=query.staff_short,
        qualified=query.qualified,
        qualified_in=work.today.year,
    )


async def _rows(
    work: Work | Reading,
    query: OrganizationQuery,
    filters: OrganizationFilters,
    *,
    after: Sequence[Any] | None,
    limit: int,
) -> Rows:
    rows = await work.rows(organizations.list_organizations(work.scope, filters, after=after, limit=limit))
    for row in rows:
        row["term"] = term_on(work.today, row["term_started_on"], row["term_years"])
    return rows


async def _count(work: Work | Reading, filters: OrganizationFilters, *, cap: int) -> int:
    return await work.value(organizations.count_organizations(work.scope, filters, cap=cap))  # type: ignore[no-any-return]


def _order(query: OrganizationQuery) -> Sequence[str]:
    return ("_code",)


async def list_past(request: Request, work: Work, query: AsOfQuery) -> Response:
    """One page of the tree as it stood on a day."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        organizations.list_as_of(
            scope=work.scope, day=query.on, parent_id=query.parent_id, after=after, limit=query.limit + 1
        )
    )
    rows = found.mappings().all()
    members: dict[UUID, int] | None = None
    if await organizations.count_held(work.session, work.scope, query.parent_id) <= MOST_COUNTED:
        members = await organizations.count_members_on(work.session, [row["id"] for row in rows], query.on)
    counted = [dict(row) | {"members": None if members is None else members.get(row["id"], 0)} for row in rows]
    return paged(request, query, counted, after=("_code", "_id"))


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One union. Raises `NotFound`."""
    return await whole(work, await organizations.get_organization(work.session, id))


async def whole(work: Work, union: Organization) -> dict[str, Any]:
    """A union with its figures, ancestors and open steps."""
    await work.session.flush()
    kind, level = OrganizationKind(union.kind), Level(union.level)
    honours = await honour_queries.list_held(work.session, union.id)
    urged_on = await urges.find_last_urged_on(work.session, union.id, UrgeSubject.TERM)
    return union.model_dump() | {
        "figures": await organizations.find_figures(work.session, union),
        "honours": honours,
        "demonstrations": await _demonstrations(work, union) if grows_demonstrations(kind) else None,
        "urged_on": urged_on,
        "term": term_on(work.today, union.term_started_on, union.term_years),
        "term_lengths": allowed_years(level),
        "kinds_under": kinds_under(kind) if union.status == OrganizationStatus.ACTIVE else (),
        "ancestors": await organizations.list_ancestors(work.session, union),
        "steps": steps(work, union, honours=honours, urged_on=urged_on),
    }


async def _demonstrations(work: Work, union: Organization) -> dict[str, int]:
    units, townships, with_one = await honour_queries.count_demonstrations(work.session, union.code, union.code_hi)
    least, most = demonstrations_due(townships)
    return {
        "units": units,
        "townships": townships,
        "townships_with_one": with_one,
        "due_least": least,
        "due_most": most,
    }


async def history(work: Work, id: UUID) -> list[Mapping[str, Any]]:
    """Every state of a union, newest first. Raises `NotFound`."""
    union = await organizations.get_organization(work.session, id)
    return await organizations.list_history(work.session, union)


LISTING = Listing(
    permission=Permission.ORGANIZATION_READ,
    query=OrganizationQuery,
    narrow=_narrow,
    rows=_rows,
    count=_count,
    order=_order,
)
