"""Lists that are read from the newest row back: a page by the id after which it begins, and a count up to a cap."""

from collections.abc import Callable
from typing import Any

from fastapi import Request, Response
from sqlalchemy import Select

from backend.api.pages import COUNT_CAP, ListQuery, paged, read_cursor
from backend.api.work import Work
from backend.db.queries.counting import count_of


async def newest_first(
    request: Request, work: Work, query: ListQuery, narrowed: Callable[..., Select[Any]]
) -> Response:
    """One page. `narrowed` makes the statement of the list, its filters set, for `after` and `limit`."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(narrowed(after=after, limit=query.limit + 1))
    total = None
    if query.with_total:
        total = await work.session.scalar(count_of(narrowed(after=None, limit=COUNT_CAP)))
    return paged(request, query, found.mappings().all(), after=("id",), total=total)
