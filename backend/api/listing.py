"""A list as its page and its export read it: the same filters, the same statement, the same masks.

What a noun's list is, is written once beside its page; whoever walks the whole list goes page by page through the same
function that answers one.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Request, Response
from sqlalchemy import Select

from backend.api.pages import COUNT_CAP, ListQuery, paged, read_cursor
from backend.api.work import told_of
from backend.domain.access import Permission

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of a noun. The functions take the unit of work first, a `Work` or a `Reading`.

    `narrow` turns a query into what the statements take (raises `NotFound` for a union outside the scope); `rows` reads
    rows as they may be seen, `count` counts them up to a cap; `order` names the columns of a row after which the next
    page begins. `require`, where a list has one, refuses what its filters must not hold, before anything is kept.
    `person`, where rows tell of somebody's protected circumstances, is by which key that person is counted.
    """

    permission: Permission
    query: type[ListQuery]
    narrow: Callable[[Any, Any], Awaitable[Any]]
    rows: Callable[..., Awaitable[Sequence[Row]]]
    count: Callable[..., Awaitable[int]]
    order: Callable[[Any], Sequence[str]]
    require: Callable[[Any], None] | None = None
    person: Callable[[Row], UUID] | None = None

    async def page(self, request: Request, work: Any, query: Any) -> Response:
        """One page of the list, as it is sent: one statement, and one more where the total is asked for.

        Raises `TooManyPersons`. An export, which has its own approval, walks the list by `pages` and counts nobody.
        """
        filters = await self.narrow(work, query)
        after = read_cursor(query, secret=request.app.state.ring.cursor)
        rows = await self.rows(work, query, filters, after=after, limit=query.limit + 1)
        if self.person is not None:
            await told_of(work, map(self.person, rows[: query.limit]))
        total = await self.count(work, filters, cap=COUNT_CAP) if query.with_total else None
        return paged(request, query, rows, after=self.order(query), total=total)

    async def pages(
        self, work: Any, query: Any, filters: Any, *, size: int, whole: Sequence[str] = ()
    ) -> AsyncIterator[Sequence[Row]]:
        """The whole list, `size` rows at a time; with the fields in `whole` unmasked, where a list has masked ones."""
        order, after = self.order(query), None
        unmasked = {"whole": whole} if whole else {}
        while True:
            rows = await self.rows(work, query, filters, after=after, limit=size, **unmasked)
            if rows:
                yield rows
            if len(rows) < size:
                return
            # As they come back in a cursor.
            after = [str(rows[-1][name]) for name in order]


def listing(
    *,
    permission: Permission,
    query: type[ListQuery],
    narrow: Callable[[Any, Any], Awaitable[Any]],
    listed: Callable[..., Select[Any]],
    counted: Callable[..., Select[Any]],
    order: Sequence[str] = ("id",),
    shown: Callable[[Any, Row], Row] | None = None,
    require: Callable[[Any], None] | None = None,
    person: Callable[[Row], UUID] | None = None,
) -> Listing:
    """A list that is one statement in one order: `listed(work, filters, after, limit)`, `counted(work, filters, cap)`.

    `shown` makes of a row what may be seen of it.
    """

    async def rows(work: Any, query: Any, filters: Any, *, after: Sequence[Any] | None, limit: int) -> Sequence[Row]:
        found = (await work.session.execute(listed(work, filters, after, limit))).mappings().all()
        return found if shown is None else [shown(work, row) for row in found]

    async def count(work: Any, filters: Any, *, cap: int) -> int:
        return await work.session.scalar(counted(work, filters, cap)) or 0

    return Listing(
        permission=permission,
        query=query,
        narrow=narrow,
        rows=rows,
        count=count,
        order=lambda query: order,
        require=require,
        person=person,
    )
