"""Answers about lines that change nothing."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.line import actions
from backend.api.line.schemas import LineQuery
from backend.api.offers import Offer, open_steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Work
from backend.db.queries import line as lines
from backend.domain.access import Permission
from backend.domain.organization.lines import LineNotEmpty, LineNotKept, LineOfTheCity
from backend.domain.refusals import NotFound, Refusal


async def list_page(request: Request, work: Work, query: LineQuery) -> Response:
    """One page of the tree of lines."""
    filters: dict[str, Any] = {"parent_id": query.parent_id, "q": query.q}
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        lines.list_lines(scope=work.scope, after=after, limit=query.limit + 1, **filters)
    )
    rows = found.mappings().all()
    total = None
    if query.with_total:
        total = (await work.session.execute(lines.count_lines(cap=COUNT_CAP, **filters))).scalar_one()
    return paged(request, query, rows, after=("_code",), total=total)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One line with its figures and open steps. Raises `NotFound`."""
    await work.session.flush()
    found = (await work.session.execute(lines.list_lines(scope=work.scope, id=id, limit=1))).mappings().first()
    if found is None:
        raise NotFound()
    return dict(found) | {"steps": await _steps(work, id, dict(found))}


async def _steps(work: Work, id: UUID, row: dict[str, Any]) -> list[dict[str, Any]]:
    keeping = await actions.keeping_of(work, await lines.get_line(work.session, id))
    not_kept = None if keeping.whole_city or keeping.leads else LineNotKept()
    full: Refusal | None = not_kept
    if full is None and (row["children"] or row["unions"]):
        full = LineNotEmpty(lines=row["children"], unions=row["unions"])
    of_the_city = None if keeping.whole_city else LineOfTheCity()
    offers = (
        Offer("edit", "修改", "Edit", Permission.LINE_EDIT, not_kept),
        Offer("move", "调整上级", "Move", Permission.LINE_EDIT, of_the_city),
        Offer("delete", "删除", "Delete", Permission.LINE_EDIT, full),
    )
    return open_steps(work, offers)
