"""What a member reads and writes of objections of their own: the wall of the unit, the receipts, one held for a step."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.notice import Objection, ObjectionReceipt
from backend.domain.refusals import NotFound

objection: Any = Objection.__table__  # type: ignore[attr-defined]
receipt: Any = ObjectionReceipt.__table__  # type: ignore[attr-defined]

MOST = 100
"""Own objections that are shown, the newest first."""


async def list_wall(session: AsyncSession) -> list[dict[str, Any]]:
    """The notices that hang in the unit of the calling member until their result, those that end first before the others
    (notice_doors.py)."""
    names = (
        *("id", "number", "organization_name", "program_name", "columns", "days", "ends_at", "published_at"),
        *("shown_at", "receiver", "receiver_phone", "status", "lines"),
    )
    found = await session.execute(select(func.notices_of_member().table_valued(*names)))
    return [dict(row) for row in found.mappings()]


async def hold_notice(session: AsyncSession, id: UUID, line_id: UUID | None) -> Any:
    """A notice that hangs, or hung, in the unit of the calling member, held until the commit, with the case behind one
    of its lines. Raises `NotFound`, also for a line of another notice."""
    names = (
        *("id", "number", "organization_name", "program_name", "ends_at", "published_at", "receiver"),
        *("receiver_phone", "above_name", "status", "organization_id", "code", "line_code", "case_id", "against"),
    )
    row = (await session.execute(select(func.hold_notice_of_member(id, line_id).table_valued(*names)))).one_or_none()
    if row is None or (line_id is not None and row.case_id is None):
        raise NotFound()
    return row


async def find_current(
    session: AsyncSession, *, member_id: UUID, notice_id: UUID, line_id: UUID | None
) -> tuple[ObjectionReceipt, str] | None:
    """The member's last objection against a person of a notice, or against the whole of it, and where it is."""
    same = receipt.c.line_id.is_(None) if line_id is None else receipt.c.line_id == line_id
    found = await session.execute(
        select(ObjectionReceipt, objection.c.state)
        .join(objection, objection.c.id == receipt.c.objection_id)
        .where(receipt.c.member_id == member_id, receipt.c.notice_id == notice_id, same, receipt.c.current)
    )
    row = found.one_or_none()
    return None if row is None else (row[0], row[1])


async def set_aside(session: AsyncSession, id: UUID) -> None:
    """Let another objection against the same be handed in: this one is over."""
    await session.execute(update(receipt).where(receipt.c.id == id).values(current=False))


async def list_own(session: AsyncSession, user_id: UUID, *, id: UUID | None = None) -> Sequence[Any]:
    """The caller's own objections with their answers, the newest first; with `id`, that one."""
    return (
        await session.execute(
            select(Objection, ObjectionReceipt)
            .join(ObjectionReceipt, receipt.c.objection_id == objection.c.id)
            .where(receipt.c.user_id == user_id, *(() if id is None else (objection.c.id == id,)))
            .order_by(objection.c.id.desc())
            .limit(MOST)
            .execution_options(populate_existing=True)
        )
    ).all()


async def hold_own(session: AsyncSession, user_id: UUID, id: UUID) -> Objection:
    """An objection of the caller's own, held until the commit. Raises `NotFound`."""
    found = await session.scalars(
        select(Objection)
        .where(
            objection.c.id == id,
            objection.c.id.in_(select(receipt.c.objection_id).where(receipt.c.user_id == user_id)),
        )
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    row = found.one_or_none()
    if row is None:
        raise NotFound()
    return row
