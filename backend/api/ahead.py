"""A long list read page by page: the database finds the next page while the last one is dealt with."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

Page = TypeVar("Page")


@asynccontextmanager
async def reading_ahead(pages: AsyncIterator[Page]) -> AsyncIterator[AsyncIterator[Page]]:
    """The same pages, each asked for one page early.

    Left early, it waits for the page that is on its way: the transaction that reads it is in use until then.
    """

    async def following() -> Page | None:
        return await anext(pages, None)

    coming = asyncio.create_task(following())

    async def each() -> AsyncIterator[Page]:
        nonlocal coming
        while (page := await coming) is not None:
            coming = asyncio.create_task(following())
            yield page

    try:
        yield each()
    finally:
        await asyncio.gather(coming, return_exceptions=True)
