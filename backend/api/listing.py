"""A list as its page and its export read it: the same filters, the same statement, the same masks.

What a noun's list is, is written once beside its page; whoever walks the whole list goes page by page through the same
function that answers one.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from backend.api.pages import ListQuery
from backend.domain.access import Permission

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list of a noun. The functions take the unit of work first, a `Work` or a `Reading`.

    `narrow` turns a query into what the statements take (raises `NotFound` for a union outside the scope); `rows` reads
    rows as they may be seen, `count` counts them up to a cap; `order` names the columns of a row after which the next
    page begins. `require`, where a list has one, refuses what its filters must not hold, before anything is kept.
    """

    permission: Permission
    query: type[ListQuery]
    narrow: Callable[[Any, Any], Awaitable[Any]]
    rows: Callable[..., Awaitable[Sequence[Row]]]
    count: Callable[..., Awaitable[int]]
    order: Callable[[Any], Sequence[str]]
    require: Callable[[Any], None] | None = None

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
