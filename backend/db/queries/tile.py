"""Reading how the places below a union lie."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.organization import Organization
from backend.db.tables.tile import TileMap

org: Any = Organization.__table__  # type: ignore[attr-defined]


async def find_map(session: AsyncSession, id: UUID, *, lock: bool = False) -> TileMap | None:
    """The map of a union, locked for a change if asked."""
    return await session.get(TileMap, id, with_for_update=lock or None, populate_existing=lock)


async def list_below(session: AsyncSession, id: UUID) -> list[UUID]:
    """The living unions directly below one."""
    found = await session.scalars(select(org.c.id).where(org.c.parent_id == id, org.c.status == "active"))
    return list(found)
