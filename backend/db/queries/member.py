"""Reading one member, and what hangs on one: union, memberships, life line, open transfer. Lists: member_list.py."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, Uuid, and_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.tables.account import UserAccount
from backend.db.tables.aid import Household
from backend.db.tables.aid_application import AidApplication
from backend.db.tables.aid_case import AidCase
from backend.db.tables.member import Member, Transfer
from backend.db.tables.merge import MemberMerge
from backend.db.tables.organization import Employer, Officer, Organization
from backend.db.tables.paper_request import PaperRequest
from backend.db.tables.protection import ProtectionClaim, ProtectionCover
from backend.db.tables.savings import Saver
from backend.db.tables.visit import Visit
from backend.domain.member.register import CLAIMING, UNFINISHED
from backend.domain.refusals import NotFound

member: Any = Member.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]
transfer: Any = Transfer.__table__  # type: ignore[attr-defined]

_CLAIMING = tuple(str(status) for status in CLAIMING)
_UNFINISHED = tuple(str(status) for status in UNFINISHED)


_BUILT: Sequence[Any] = tuple(
    table.__table__  # type: ignore[union-attr]
    for table in (
        *(Officer, Transfer, UserAccount, MemberMerge, Household, AidApplication, PaperRequest, AidCase, Visit),
        *(ProtectionCover, ProtectionClaim, Saver),
    )
)
"""What is kept about a member beside the register, by `member_id`."""


async def get_member(session: AsyncSession, id: UUID, *, lock: bool = False) -> Member:
    """The member, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Member, id, with_for_update=lock or None, populate_existing=True)
    if found is None:
        raise NotFound()
    return found


async def find_used(session: AsyncSession, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these members on whom something was built that the caller sees: a post, a transfer, an account, aid, a cover."""
    if not ids:
        return frozenset()
    whose = func.any(literal(list(ids), ARRAY(Uuid)))
    used = [select(table.c.member_id).where(table.c.member_id == whose) for table in _BUILT]
    return frozenset(await session.scalars(used[0].union(*used[1:])))


async def hold_person(session: AsyncSession, index: bytes) -> None:
    """Whatever else is about the person with this document number waits until the end of this transaction."""
    await session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(index[:8], "big", signed=True))))


async def find_claim(session: AsyncSession, index: bytes, *, beside: UUID | None) -> UUID | None:
    """The file in the caller's scope that speaks for a person; else an unfinished one with the union `beside`."""
    c = member.c
    claims = c.status.in_(_CLAIMING)
    here = and_(c.organization_id == beside, c.status.in_(_UNFINISHED))
    found = await session.execute(
        select(c.id).where(c.id_number_index == index, or_(claims, here)).order_by(claims.desc(), c.id).limit(1)
    )
    return found.scalar()


async def find_claims(session: AsyncSession, indexes: Sequence[bytes]) -> dict[bytes, UUID]:
    """The files in the caller's scope that speak for the people with these document numbers."""
    c = member.c
    wanted = func.any(literal(list(indexes), ARRAY(LargeBinary)))
    found = await session.execute(
        select(c.id_number_index, c.id).where(c.id_number_index == wanted, c.status.in_(_CLAIMING))
    )
    return {row.id_number_index: row.id for row in found}


async def claimed(session: AsyncSession, indexes: Sequence[bytes]) -> frozenset[bytes]:
    """Which of these document numbers somebody, anywhere, speaks for (doors.py). Says nothing more."""
    wanted = literal(list(indexes), ARRAY(LargeBinary))
    return frozenset(await session.scalars(select(func.held_id_numbers(wanted))))


async def lock_members(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Member]:
    """Those of `ids` that the caller sees, locked in one order so that two batches cannot wait for each other."""
    found = await session.scalars(
        sqlmodel_select(Member)
        .where(_among(ids))
        .order_by(col(Member.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in found}


async def find_members(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Member]:
    """Those of `ids` that the caller sees, to be looked at and not to be changed."""
    found = await session.scalars(sqlmodel_select(Member).where(_among(ids)))
    return {row.id: row for row in found}


def _among(ids: Sequence[UUID]) -> ColumnElement[bool]:
    return col(Member.id) == func.any(literal(list(ids), ARRAY(Uuid)))


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
    names = ("number", "name", "status", "organization_name", "joined_on", "card_issued_on")
    row = (await session.execute(select(func.facts_of_card(id).table_valued(*names)))).mappings().first()
    return None if row is None else dict(row)
