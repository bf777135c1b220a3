"""Answers about papers: the list, one with its files, the keepers, and how whole the cabinets are."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.paper.schemas import CompletenessQuery, PaperKeeperQuery, PaperQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import paper as papers
from backend.domain.access import Permission
from backend.domain.calendar import day_of
from backend.domain.organization.codes import Tree
from backend.domain.paper.codes import PaperRetention, UnionPaperKind
from backend.domain.paper.rules import CHECKED, PaperWithdrawn, due_on
from backend.domain.refusals import NotFound

SUMS = ("unions", "with_keeper", *(f"with_{kind.value}" for kind in CHECKED), "complete")


async def _narrow(work: Work, query: PaperQuery) -> dict[str, Any]:
    return {
        "today": work.today,
        "q": query.q.strip() if query.q else None,
        "under": await organizations.find_bounds(work.session, query.under_id),
        "organization_id": query.organization_id,
        "kinds": query.kind,
        "year": query.year,
        "states": query.state,
    }


def _shown(_work: Any, row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"due_on": due_on(row["year"], PaperRetention(row["retention"]))}


LISTING = listing(
    permission=Permission.ORGANIZATION_READ,
    query=PaperQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: papers.list_papers(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: papers.count_papers(scope=work.scope, cap=cap, **filters),
    order=("held_on", "id"),
    shown=_shown,
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One paper with its files, unless it was withdrawn, and its steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(papers.list_papers(scope=work.scope, today=work.today, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    withdrawn = row["withdrawn_at"]
    over = PaperWithdrawn(on=day_of(withdrawn).isoformat()) if withdrawn else None
    offers = (
        Offer("edit", "修改", "Edit", Permission.ORGANIZATION_EDIT, over),
        Offer("withdraw", "撤下", "Withdraw", Permission.ORGANIZATION_EDIT, over),
    )
    return _shown(work, row) | {
        "files": [] if withdrawn else await papers.list_files(work.session, id),
        "recorded": UnionPaperKind(row["kind"]).names_people,
        "steps": open_steps(work, offers),
    }


async def completeness(work: Work, query: CompletenessQuery) -> dict[str, Any]:
    """The marks of a union for a year, and the figures of each below it. Raises `NotFound`."""
    year = query.year or work.today.year
    if query.under_id is None:
        grant = work.caller.grant_on(work.scope.organization_id)
        id, name, level = grant.organization_id, grant.organization_name, int(grant.level)
        by_line = work.scope.tree is Tree.LINE
        parent_id, under = (None, None) if by_line else (id, (work.scope.low, work.scope.high))
    else:
        union = await organizations.get_organization(work.session, query.under_id)
        id, name, level = union.id, union.name, union.level
        parent_id, under = id, (union.code, union.code_hi)
    asked = papers.list_completeness(scope=work.scope, year=year, parent_id=parent_id, under=under)
    items = (await work.session.execute(asked)).mappings().all()
    return {
        "year": year,
        "organization_id": id,
        "organization_name": name,
        "level": level,
        "own": await _marks(work, id, year),
        "whole": {field: sum(row[field] for row in items) for field in SUMS},
        "items": items,
        "next_cursor": None,
        "total": len(items),
    }


async def _marks(work: Work, organization_id: UUID, year: int) -> dict[str, Any]:
    keeper = await papers.find_keeper(work.session, organization_id)
    there = await papers.count_by_kind(work.session, organization_id, year)
    return {
        "keeper_id": keeper and keeper.id,
        "keeper_name": keeper and keeper.name,
        "keeper_since": keeper and keeper.since,
        "kinds": [{"kind": kind, "count": there.get(kind.value, 0)} for kind in UnionPaperKind],
    }


async def list_keepers(request: Request, work: Work, query: PaperKeeperQuery) -> Response:
    """One page of the keepers, former ones among them."""
    filters: dict[str, Any] = {
        "organization_id": query.organization_id,
        "under": await organizations.find_bounds(work.session, query.under_id),
        "ended": query.ended,
    }
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    asked = papers.list_keepers(scope=work.scope, after=after, limit=query.limit + 1, **filters)
    found = (await work.session.execute(asked)).mappings().all()
    total = None
    if query.with_total:
        total = await work.session.scalar(papers.count_keepers(scope=work.scope, cap=COUNT_CAP, **filters))
    return paged(request, query, found, after=("id",), total=total)


async def get_keeper(work: Work, id: UUID) -> dict[str, Any]:
    """One keeper. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(papers.list_keepers(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row)
