"""Reading one member, and what hangs on one: union, memberships, life line, open transfer. Lists: member_list.py."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Uuid, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.tables.member import Member, Transfer
from backend.db.tables.organization import Employer, Organization
from backend.domain.refusals import NotFound

member: Any = Member.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]
transfer: Any = Transfer.__table__  # type: ignore[attr-defined]


async def get_member(session: AsyncSession, id: UUID, *, lock: bool = False) -> Member:
    """The member, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Member, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def find_by_id_number(session: AsyncSession, index: bytes) -> Member | None:
    """The member in the caller's scope who has this document number."""
    found = await session.scalars(sqlmodel_select(Member).where(col(Member.id_number_index) == index).with_for_update())
    return found.first()


async def lock_members(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Member]:
    """Those of `ids` that the caller sees, locked in one order so that two batches cannot wait for each other."""
    found = await session.scalars(
        sqlmodel_select(Member)
        .where(col(Member.id) == func.any(literal(list(ids), ARRAY(Uuid))))
        .order_by(col(Member.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in found}


async def find_names(session: AsyncSession, row: Member) -> tuple[str, str | None]:
    """The names of a member's union and employer."""
    found = await session.execute(
        select(org.c.name, employer.c.name.label("employer_name"))
        .select_from(org.outerjoin(employer, employer.c.id == row.employer_id))
        .where(org.c.id == row.organization_id)
    )
    names = found.one()
    return names[0], names[1]


async def find_open_transfer(session: AsyncSession, id: UUID) -> Mapping[str, Any] | None:
    """The transfer of a member that is under way and that the caller sees."""
    c = transfer.c
    found = await session.execute(
        select(c.id, c.number, c.form, c.status, c.to_organization_name, c.due_on).where(
            c.member_id == id, c.status.in_(("requested", "released", "submitted"))
        )
    )
    row = found.mappings().first()
    return None if row is None else dict(row)


async def list_memberships(session: AsyncSession, id: UUID) -> list[dict[str, Any]]:
    """Every union that a member stood with, newest first, those outside the caller's scope too (doors.py)."""
    door = func.memberships_of_member(id).table_valued(
        "organization_id", "organization_name", "started_on", "ended_on", "began_by", "ended_by"
    )
    return [dict(row) for row in (await session.execute(select(door))).mappings()]


async def list_events(session: AsyncSession, id: UUID, *, most: int = 500) -> list[dict[str, Any]]:
    """The life line of a member, newest first, with what happened outside the caller's scope too (doors.py)."""
    door = func.life_line_of_member(id, most).table_valued(
        "id", "kind", "on", "actor_name", "organization_id", "organization_name", "facts", "recorded_at"
    )
    return [dict(row) for row in (await session.execute(select(door))).mappings()]


async def find_card_facts(session: AsyncSession, id: UUID) -> Mapping[str, Any] | None:
    """What stands on a member's card now, wherever the member is (doors.py)."""
    names = ("number", "name", "status", "organization_name", "card_issued_on")
    row = (await session.execute(select(func.facts_of_card(id).table_valued(*names)))).mappings().first()
    return None if row is None else dict(row)


async def is_held(session: AsyncSession, index: bytes) -> bool:
    """Whether anybody, anywhere, has this document number. Says nothing more."""
    return (await session.scalar(select(func.held_id_numbers([index])))) is not None
