"""What the house does by itself with household files: they follow their workers (DECISIONS, transfers)."""

from datetime import datetime
from typing import Any

from sqlalchemy import Uuid, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries.household import file
from backend.db.tables.aid_case import AidCase
from backend.db.tables.member import Member, Transfer
from backend.db.tables.process import AuditEvent
from backend.db.ties import OF_A_HOUSEHOLD
from backend.domain.aid.case_codes import UNDER_WAY
from backend.domain.member.codes import TransferHousehold

aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
transfer: Any = Transfer.__table__  # type: ignore[attr-defined]

AT_ONCE = 500
"""Files that follow in one turn of the upkeep; the next turn goes on."""


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
    for table in OF_A_HOUSEHOLD:
        await session.execute(
            update(table).values(there).where(table.c.household_id == ids, file.c.id == table.c.household_id)
        )
    transfers = func.any(literal([row.transfer_id for row in found], ARRAY(Uuid)))
    await session.execute(
        update(transfer).values(household=TransferHousehold.MOVED.value).where(transfer.c.id == transfers)
    )
    rows = moved.all()
    for row in rows:
        tell(session, at, "household_followed", row)
    return len(rows)


def tell(session: AsyncSession, at: datetime, event: str, row: Any) -> None:
    """Record what the house did with a file: its id, number, union and places."""
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
