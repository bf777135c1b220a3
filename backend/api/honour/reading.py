"""Answers about honours that change nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.honour.schemas import HonourQuery
from backend.api.offers import Offer, open_steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Work
from backend.db.queries import honour as honours
from backend.db.queries import organization as organizations
from backend.domain.access import Permission
from backend.domain.organization.honours import HonourByItself, HonourEnded
from backend.domain.refusals import NotFound, Refusal


async def list_page(request: Request, work: Work, query: HonourQuery) -> Response:
    """One page of the list of honours."""
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    filters: dict[str, Any] = {
        "organization_id": query.organization_id,
        "under": under,
        "kinds": query.kind,
        "ended": query.ended,
    }
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        honours.list_honours(scope=work.scope, after=after, limit=query.limit + 1, **filters)
    )
    total = None
    if query.with_total:
        counted = honours.count_honours(scope=work.scope, cap=COUNT_CAP, **filters)
        total = (await work.session.execute(counted)).scalar_one()
    return paged(request, query, found.mappings().all(), after=("id",), total=total)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One honour with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(honours.list_honours(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row) | {"steps": _steps(work, row)}


def _steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    refusal: Refusal | None = None
    if row["ended_on"] is not None:
        refusal = HonourEnded(on=row["ended_on"].isoformat())
    elif row["organization_id"] == work.scope.organization_id:
        refusal = HonourByItself()
    return open_steps(work, [Offer("withdraw", "取消", "Withdraw", Permission.ORGANIZATION_RESTRUCTURE, refusal)])
