"""Recounts that were kept, the newest first."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Date, Select, String, cast, delete, exists, func, literal, null, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.queries.todo import IN_ALL, read
from backend.db.statistic import Comparison
from backend.db.tables.organization import Organization
from backend.db.tables.recount import StatisticRecount
from backend.domain.access import Scope
from backend.domain.organization.codes import Level

recount: Any = StatisticRecount.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

KEPT = 20
"""So many differences are kept with their union and both numbers; of the rest, how many."""


async def keep(
    session: AsyncSession, found: Comparison, *, at: datetime, by: tuple[UUID | None, str] = (None, ""), mended: bool
) -> StatisticRecount:
    """Keep what a recount found."""
    city = (await session.execute(select(org.c.id, org.c.code).where(org.c.level == int(Level.CITY)))).one()
    unions = [each.organization_id for each in found.first[:KEPT]]
    named = await session.execute(select(org.c.id, org.c.name).where(org.c.id.in_(unions)))
    names = {row.id: row.name for row in named}
    row = StatisticRecount(
        organization_id=city.id,
        code=city.code,
        at=at,
        user_id=by[0],
        user_name=by[1],
        compared=found.compared,
        differing=found.differing,
        first=[
            {
                "organization_id": str(each.organization_id),
                "organization_name": names[each.organization_id],
                "cell": each.cell,
                "kept": each.kept,
                "counted": each.counted,
            }
            for each in found.first[:KEPT]
        ],
        mended=mended,
    )
    session.add(row)
    await session.flush()
    return row


_TURN = text("select pg_try_advisory_xact_lock(hashtext('night recount'))")


async def is_due(session: AsyncSession, since: datetime) -> bool:
    """Whether nothing was recounted since this moment and nobody is about to; then nobody else is until the commit."""
    if not (await session.execute(_TURN)).scalar_one():
        return False
    return not (await session.execute(select(exists().where(recount.c.at >= since)))).scalar_one()


def list_recounts(*, scope: Scope, before: UUID | None, limit: int) -> Select[Any]:
    """Recounts, the newest first: ids are UUIDv7."""
    statement = select(recount).where(within(recount, scope)).order_by(recount.c.id.desc()).limit(limit)
    return statement if before is None else statement.where(recount.c.id < before)


async def list_differing(session: AsyncSession, scope: Scope) -> Sequence[Mapping[str, Any]]:
    """The last recount, as long as its differences stand: for the workbench. `detail` is how many counters differ."""
    last = select(recount).where(within(recount, scope)).order_by(recount.c.id.desc()).limit(1).subquery()
    return await read(
        session,
        select(
            literal("recount").label("kind"),
            last.c.id,
            func.to_char(func.timezone("Asia/Shanghai", last.c.at), "YYYY-MM-DD").label("name"),
            cast(last.c.differing, String).label("detail"),
            last.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(last.join(org, org.c.id == last.c.organization_id))
        .where(last.c.differing > 0, last.c.mended.is_(False)),
    )


async def forget(session: AsyncSession, before: datetime) -> int:
    """Let recounts of before go; returns how many."""
    done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        delete(recount).where(recount.c.at < before)
    )
    return done.rowcount
