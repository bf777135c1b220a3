"""Reading how the places below a union lie."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.organization import Organization
from backend.db.tables.tile import TileMap
from backend.domain.organization.structure import PLACES

org: Any = Organization.__table__  # type: ignore[attr-defined]


async def find_map(session: AsyncSession, id: UUID, *, lock: bool = False) -> TileMap | None:
    """The map of a union, locked for a change if asked."""
    return await session.get(TileMap, id, with_for_update=lock or None, populate_existing=lock)


async def list_places(session: AsyncSession, id: UUID) -> Sequence[Any]:
    """The places directly below a union: id and name of its living counties or townships, in tree order."""
    found = await session.execute(
        select(org.c.id.label("organization_id"), org.c.name)
        .where(org.c.parent_id == id, org.c.status == "active", org.c.kind.in_(sorted(str(kind) for kind in PLACES)))
        .order_by(org.c.code)
    )
    return found.all()
