"""Reading targets, and the unions that they are set of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.db.tables.target import Target
from backend.domain.refusals import NotFound

org: Any = Organization.__table__  # type: ignore[attr-defined]
target: Any = Target.__table__  # type: ignore[attr-defined]
event: Any = AuditEvent.__table__  # type: ignore[attr-defined]

_UNION = (org.c.id, org.c.name, org.c.kind, org.c.level, org.c.status, org.c.parent_id, org.c.code, org.c.line_code)


async def get_union(session: AsyncSession, id: UUID) -> Any:
    """The union whose targets are asked for. Raises `NotFound`."""
    found = (await session.execute(select(*_UNION).where(org.c.id == id))).first()
    if found is None:
        raise NotFound()
    return found


async def list_below(session: AsyncSession, parent_id: UUID) -> Sequence[Any]:
    """The living unions directly below one, in tree order."""
    found = await session.execute(
        select(*_UNION).where(org.c.parent_id == parent_id, org.c.status == "active").order_by(org.c.code)
    )
    return found.all()


async def find_unions(session: AsyncSession, ids: Iterable[UUID]) -> Mapping[UUID, Any]:
    """Unions of the scope by id."""
    found = await session.execute(select(*_UNION).where(org.c.id.in_(ids)))
    return {row.id: row for row in found}


async def list_targets(
    session: AsyncSession, ids: Iterable[UUID], year: int, *, lock: bool = False
) -> Mapping[tuple[UUID, str], Target]:
    """The targets of these unions for a year, by union and measure; locked for a change if asked, always in one order."""
    asked = select(Target).where(target.c.organization_id.in_(ids), target.c.year == year).order_by(target.c.id)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    found = await session.scalars(asked)
    return {(row.organization_id, row.measure): row for row in found}


async def list_history(session: AsyncSession, union: Any, year: int, *, most: int) -> list[dict[str, Any]]:
    """What was done to the targets of a union for a year, the newest first, from the record.

    By the place of the union, which the record is ordered by: what was done before it moved to another county stays
    with that county.
    """
    found = await session.execute(
        select(event.c.event, event.c.at, event.c.actor_name, event.c.facts)
        .where(
            event.c.code == union.code,
            event.c.organization_id == union.id,
            event.c.object_kind == "target",
            event.c.facts["year"].as_integer() == year,
        )
        .order_by(event.c.id.desc())
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]


async def take_away(session: AsyncSession, ids: Sequence[UUID]) -> None:
    """Delete targets; the audit keeps what they were."""
    await session.execute(delete(target).where(target.c.id.in_(ids)))
