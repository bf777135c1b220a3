"""What the house does by itself with household files: ten years after the exit nothing is left (domain-facts 3.3)."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Uuid, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries.household import decision, file, paper, person, snapshot
from backend.db.tables.aid_case import AidCase
from backend.db.tables.member import Member, Transfer
from backend.db.tables.process import AuditEvent
from backend.domain.aid.case_codes import UNDER_WAY
from backend.domain.member.codes import TransferHousehold

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
transfer: Any = Transfer.__table__  # type: ignore[attr-defined]

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


async def follow_workers(session: AsyncSession, *, at: datetime) -> int:
    """Let files follow their workers that stayed behind for a case which is decided by now; returns how many."""
    under_way = (
        select(aid_case.c.id)
        .where(aid_case.c.household_id == file.c.id, aid_case.c.status.in_([str(status) for status in UNDER_WAY]))
        .correlate(file)
        .exists()
    )
    left = (
        select(file.c.id, transfer.c.id.label("transfer_id"))
        .select_from(
            transfer.join(member, member.c.id == transfer.c.member_id).join(file, file.c.member_id == member.c.id)
        )
        .where(
            transfer.c.household == TransferHousehold.KEPT.value,
            file.c.organization_id != member.c.organization_id,
            ~under_way,
        )
        .order_by(file.c.id)
        .limit(AT_ONCE)
        .with_for_update(of=file, skip_locked=True)
    )
    found = (await session.execute(left)).all()
    if not found:
        return 0
    ids = func.any(literal([row.id for row in found], ARRAY(Uuid)))
    home = {name: member.c[name] for name in ("organization_id", "code", "line_code")}
    moved = await session.execute(
        update(file)
        .values(**home, updated_at=at, version=file.c.version + 1)
        .where(file.c.id == ids, member.c.id == file.c.member_id)
        .returning(file.c.id, file.c.number, file.c.organization_id, file.c.code, file.c.line_code)
    )
    there = {name: file.c[name] for name in ("organization_id", "code", "line_code")}
    for table in (paper, decision, snapshot, person):
        await session.execute(
            update(table).values(there).where(table.c.household_id == ids, file.c.id == table.c.household_id)
        )
    transfers = func.any(literal([row.transfer_id for row in found], ARRAY(Uuid)))
    await session.execute(
        update(transfer).values(household=TransferHousehold.MOVED.value).where(transfer.c.id == transfers)
    )
    rows = moved.all()
    for row in rows:
        _tell(session, at, "household_followed", row)
    return len(rows)


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
