"""Members and their transfers as an import meets them (MBR-02)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, String, Uuid, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.member import Member, Transfer
from backend.db.tables.organization import Organization
from backend.domain.imports.transfers import Destination
from backend.domain.member.codes import MemberStatus, TransferStatus
from backend.domain.member.moves import OPEN

member: Any = Member.__table__  # type: ignore[attr-defined]
transfer: Any = Transfer.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

_OPEN = [status.value for status in OPEN]


async def find_destinations(session: AsyncSession, names: Sequence[str]) -> dict[str, list[Destination]]:
    """The living basic unions of these names, anywhere, held where they are (doors.py)."""
    if not names:
        return {}
    door = func.unions_named(literal(list(names), ARRAY(String))).table_valued(
        "id", "name", "code", "line_code", "code_hi"
    )
    found: dict[str, list[Destination]] = {}
    for row in await session.execute(select(door)):
        found.setdefault(row.name, []).append(Destination(*row))
    return found


async def find_members(
    session: AsyncSession, keys: Sequence[bytes], *, under: tuple[int, int], hold: bool
) -> dict[bytes, Any]:
    """The members in the register below a union with these document numbers, and where an open transfer takes them."""
    if not keys:
        return {}
    c = member.c
    statement = (
        select(
            *(c.id, c.name, c.sex, c.status, c.version, c.organization_id, c.code, c.line_code, c.id_number_index),
            org.c.name.label("organization_name"),
            transfer.c.to_organization_id.label("open_to"),
            transfer.c.id.label("open_id"),
        )
        .select_from(
            member.join(org, org.c.id == c.organization_id).outerjoin(
                transfer, (transfer.c.member_id == c.id) & transfer.c.status.in_(_OPEN)
            )
        )
        .where(
            c.id_number_index == func.any(literal(list(keys), ARRAY(LargeBinary))),
            c.code.between(*under),
            c.status.in_([status.value for status in MemberStatus if status.current]),
        )
        .order_by(c.id)
    )
    found = await session.execute(statement.with_for_update(of=member) if hold else statement)
    return {row.id_number_index: row for row in found}


async def find_numbered(session: AsyncSession, numbers: Sequence[str]) -> dict[str, Any]:
    """The transfers of these numbers that one side of the scope has."""
    if not numbers:
        return {}
    found = await session.execute(
        select(transfer).where(transfer.c.number == func.any(literal(list(numbers), ARRAY(String))))
    )
    return {row.number: row for row in found}


async def find_retained(session: AsyncSession, ids: Sequence[UUID]) -> list[Any]:
    """Those of these members who are retained, which no transfer parks; where they stand."""
    c = member.c
    found = await session.execute(
        select(c.id, c.organization_id, c.code, c.line_code).where(
            c.id == func.any(literal(list(ids), ARRAY(Uuid))), c.status == MemberStatus.RETAINED.value
        )
    )
    return list(found.all())


async def park(
    session: AsyncSession, ids: Sequence[UUID], status: MemberStatus, *, only: MemberStatus, on: date, at: datetime
) -> list[Any]:
    """Give a status to those of these members who have the status `only`; where they stand."""
    if not ids:
        return []
    c = member.c
    done = await session.execute(
        update(member)
        .where(c.id == func.any(literal(list(ids), ARRAY(Uuid))), c.status == only.value)
        .values(status=status.value, status_since=on, updated_at=at, version=c.version + 1)
        .returning(c.id, c.organization_id, c.code, c.line_code)
    )
    return list(done)


async def hold_transfers(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Those of these transfers that one side of the scope has, locked."""
    found = await session.execute(
        select(transfer)
        .where(transfer.c.id == func.any(literal(list(ids), ARRAY(Uuid))))
        .order_by(transfer.c.id)
        .with_for_update()
    )
    return {row.id: row for row in found}


async def cancel(session: AsyncSession, ids: Sequence[UUID], *, by: UUID, at: datetime) -> None:
    """Take these transfers back."""
    if ids:
        await session.execute(
            update(transfer)
            .where(transfer.c.id == func.any(literal(list(ids), ARRAY(Uuid))))
            .values(status=TransferStatus.CANCELLED.value, decided_by=by, decided_at=at, version=transfer.c.version + 1)
        )
