"""Answers about committees and terms that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.committee.schemas import CommitteeQuery, CommitteesDueQuery, TermsDueQuery
from backend.api.listing import Listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.wire import term_on
from backend.api.work import Work
from backend.db.queries import committee as committees
from backend.db.queries import organization as organizations
from backend.domain.access import Permission
from backend.domain.organization.codes import CommitteeKind, Level
from backend.domain.organization.committees import CommitteeEnded, committees_missing
from backend.domain.organization.terms import TermPhase
from backend.domain.refusals import NotFound, Refusal


async def list_page(request: Request, work: Work, query: CommitteeQuery) -> Response:
    """One page of the list of committees."""
    filters: dict[str, Any] = {
        "organization_id": query.organization_id,
        "under": await organizations.find_bounds(work.session, query.under_id),
        "kinds": query.kind,
        "ended": query.ended,
        "phase": query.phase,
        "today": work.today,
    }
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        committees.list_committees(scope=work.scope, after=after, limit=query.limit + 1, **filters)
    )
    rows = [_with_term(work, row) for row in found.mappings()]
    total = None
    if query.with_total:
        counted = committees.count_committees(scope=work.scope, cap=COUNT_CAP, **filters)
        total = (await work.session.execute(counted)).scalar_one()
    return paged(request, query, rows, after=("_place", "id"), total=total)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One committee with the open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(committees.list_committees(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return _with_term(work, row) | {"steps": _steps(work, row)}


def _with_term(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"term": term_on(row["ended_on"] or work.today, row["elected_on"], row["term_years"])}


def _steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    ended: Refusal | None = CommitteeEnded(on=row["ended_on"].isoformat()) if row["ended_on"] else None
    offers = (
        Offer("edit", "修改", "Edit", Permission.COMMITTEE_EDIT, ended),
        Offer("end", "结束本届", "End", Permission.COMMITTEE_EDIT, ended),
    )
    return open_steps(work, offers)


async def list_terms_due(request: Request, work: Work, query: TermsDueQuery) -> Response:
    """One page of the unions whose re-election is due or overdue (ORG-22)."""
    filters = await _narrow_terms(work, query)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    rows = await _term_rows(work, query, filters, after=after, limit=query.limit + 1)
    total = await _count_terms(work, filters, cap=COUNT_CAP) if query.with_total else None
    return paged(request, query, rows, after=_order_of_terms(query), total=total)


async def _narrow_terms(work: Work, query: TermsDueQuery) -> dict[str, Any]:
    return {
        "under": await organizations.find_bounds(work.session, query.under_id),
        "phase": TermPhase(query.phase) if query.phase else None,
        "today": work.today,
    }


async def _term_rows(
    work: Work, query: TermsDueQuery, filters: Mapping[str, Any], *, after: Sequence[Any] | None, limit: int
) -> list[dict[str, Any]]:
    found = await work.session.execute(committees.list_terms_due(scope=work.scope, after=after, limit=limit, **filters))
    rows = []
    for row in found.mappings():
        term = term_on(work.today, row["term_started_on"], row["term_years"])
        assert term is not None  # a term without a beginning is never due
        rows.append(dict(row) | {"term": term, "_left": (term["ends_on"] - work.today).days})
    return rows


async def _count_terms(work: Work, filters: Mapping[str, Any], *, cap: int) -> int:
    counted = committees.count_terms_due(scope=work.scope, cap=cap, **filters)
    return (await work.session.execute(counted)).scalar_one()  # type: ignore[no-any-return]


def _order_of_terms(query: TermsDueQuery) -> Sequence[str]:
    return ("_code",)


async def list_due(request: Request, work: Work, query: CommitteesDueQuery) -> Response:
    """One page of the unions in which a body that is due does not sit (ORG-05, 22)."""
    filters: dict[str, Any] = {
        "under": await organizations.find_bounds(work.session, query.under_id),
        "small_women_from": min(query.small_women_from, query.women_from),
    }
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        committees.list_committees_due(scope=work.scope, after=after, limit=query.limit + 1, **filters)
    )
    rows = [dict(row) | {"due": _due(row, query)} for row in found.mappings()]
    total = None
    if query.with_total:
        counted = committees.count_committees_due(scope=work.scope, cap=COUNT_CAP, **filters)
        total = (await work.session.execute(counted)).scalar_one()
    return paged(request, query, rows, after=("_code",), total=total)


def _due(row: Mapping[str, Any], query: CommitteesDueQuery) -> list[dict[str, Any]]:
    missing = committees_missing(
        level=Level(row["level"]),
        members=row["members"] or 0,
        women=row["women"] or 0,
        sitting=frozenset(CommitteeKind(kind) for kind in row["_sitting"] or ()),
        member_threshold=query.members_from,
        women_threshold=query.women_from,
        small_women_from=query.small_women_from,
    )
    return [{"kind": due.kind, "form": due.form} for due in missing]


TERMS_DUE = Listing(
    permission=Permission.COMMITTEE_READ,
    query=TermsDueQuery,
    narrow=_narrow_terms,
    rows=_term_rows,
    count=_count_terms,
    order=_order_of_terms,
)
