"""What the house does by itself with household files: ten years after the exit nothing is left (domain-facts 3.3)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Uuid, delete, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries.household import decision, file, paper, person, snapshot
from backend.db.tables.process import AuditEvent

AT_ONCE = 500
"""Files erased in one turn of the upkeep; the next turn goes on."""


async def erase_due(session: AsyncSession, today: date, *, at: datetime) -> int:
    """Erase the files whose ten years are over, each with an event; returns how many. The upkeep deletes the papers."""
    due = (
        select(file.c.id, file.c.number, file.c.organization_id, file.c.code, file.c.line_code)
        .where(file.c.status == "exited", file.c.erase_on <= today)
        .order_by(file.c.erase_on)
        .limit(AT_ONCE)
        .with_for_update(skip_locked=True)
    )
    gone = (await session.execute(due)).all()
    if not gone:
        return 0
    ids = func.any(literal([row.id for row in gone], ARRAY(Uuid)))
    for table in (paper, decision, snapshot, person):
        await session.execute(delete(table).where(table.c.household_id == ids))
    await session.execute(delete(file).where(file.c.id == ids))
    for row in gone:
        _tell(session, at, "household_erased", row)
    return len(gone)


def _tell(session: AsyncSession, at: datetime, event: str, row: Any) -> None:
    session.add(
        AuditEvent(
            at=at,
            event=event,
            object_kind="household",
            object_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            facts={"number": row.number},
        )
    )
