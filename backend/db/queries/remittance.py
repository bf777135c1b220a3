"""Duties of remitting: the list, what it comes to, and what vouchers are booked for one (FND-02)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Select, Uuid, and_, case, func, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.organization import Organization
from backend.db.tables.remittance import RemittanceDuty
from backend.domain.access import Scope
from backend.domain.organization.codes import OrganizationStatus
from backend.domain.refusals import NotFound
from backend.domain.remittance.codes import RemittanceState

duty: Any = RemittanceDuty.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

PLAIN = (
    *("id", "organization_id", "to_id", "to_name", "year", "due_on", "amount_fen", "paid_fen", "paid_on"),
    *("document_number", "set_by_name", "set_at", "version"),
)
"""What a duty shows of its own row."""


def _state(today: date) -> ColumnElement[str]:
    """As `domain.remittance.duties.state_of`, in SQL."""
    return case(
        (duty.c.paid_fen >= duty.c.amount_fen, RemittanceState.MET.value),
        (duty.c.due_on < literal(today, Date), RemittanceState.LATE.value),
        (duty.c.paid_fen > 0, RemittanceState.PARTLY.value),
        else_=RemittanceState.OPEN.value,
    )


def list_duties(*, scope: Scope, after: Sequence[Any] | None, limit: int, today: date, **filters: Any) -> Select[Any]:
    """Duties of the subtree in the order of the tree."""
    statement = (
        select(
            *[duty.c[name] for name in PLAIN],
            (duty.c.amount_fen - duty.c.paid_fen).label("owed_fen"),
            org.c.name.label("organization_name"),
            _state(today).label("state"),
            duty.c.code.label("_code"),
        )
        .select_from(duty.join(org, org.c.id == duty.c.organization_id))
        .where(within(duty, scope), *_filters(today=today, **filters))
        .order_by(duty.c.code, duty.c.id)
        .limit(limit)
    )
    if after is not None:
        place = (literal(int(after[0]), BigInteger), literal(UUID(after[1]), Uuid))
        statement = statement.where(tuple_(duty.c.code, duty.c.id) > tuple_(*place))
    return statement


def count_duties(*, scope: Scope, cap: int, **filters: Any) -> Select[Any]:
    """How many duties a list has, counted up to `cap`."""
    inner = select(duty.c.id).where(within(duty, scope), *_filters(**filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _filters(
    *,
    today: date,
    year: int | None,
    under: tuple[int, int] | None,
    organization_id: UUID | None,
    to_id: UUID | None,
    states: Sequence[RemittanceState],
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for column, value in ((duty.c.year, year), (duty.c.organization_id, organization_id), (duty.c.to_id, to_id)):
        if value is not None:
            conditions.append(column == value)
    if under is not None:
        conditions.append(duty.c.code.between(*under))
    if states:
        conditions.append(_state(today).in_([str(state) for state in states]))
    return conditions


async def sum_duties(session: AsyncSession, scope: Scope, *, today: date, **filters: Any) -> Mapping[str, int]:
    """What the duties of a list come to: how many, asked, came, and how many are late."""
    state = _state(today)
    found = await session.execute(
        select(
            func.count().label("unions"),
            func.coalesce(func.sum(duty.c.amount_fen), 0).label("amount_fen"),
            func.coalesce(func.sum(duty.c.paid_fen), 0).label("paid_fen"),
            func.count().filter(state == RemittanceState.MET.value).label("met"),
            func.count().filter(state == RemittanceState.LATE.value).label("late"),
        )
        .select_from(duty)
        .where(within(duty, scope), *_filters(today=today, **filters))
    )
    return {name: int(value) for name, value in found.mappings().one().items()}


async def list_below(session: AsyncSession, parent_id: UUID, year: int) -> Sequence[Mapping[str, Any]]:
    """Every living union directly below one, with its duty of a year where it has one, in the order of the tree."""
    joined = org.outerjoin(duty, and_(duty.c.organization_id == org.c.id, duty.c.year == year))
    found = await session.execute(
        select(
            org.c.id.label("organization_id"),
            org.c.name.label("organization_name"),
            func.coalesce(duty.c.amount_fen, 0).label("amount_fen"),
            func.coalesce(duty.c.paid_fen, 0).label("paid_fen"),
            func.coalesce(duty.c.version, 0).label("version"),
        )
        .select_from(joined)
        .where(org.c.parent_id == parent_id, org.c.status == OrganizationStatus.ACTIVE.value)
        .order_by(org.c.code)
    )
    return [dict(row) for row in found.mappings()]


async def find_owing(session: AsyncSession, ids: Sequence[UUID], parent_id: UUID) -> Mapping[UUID, Organization]:
    """Of these unions the living ones directly below `parent_id`."""
    found = await session.scalars(
        select(Organization).where(
            org.c.id.in_(ids), org.c.parent_id == parent_id, org.c.status == OrganizationStatus.ACTIVE.value
        )
    )
    return {union.id: union for union in found}


async def hold_duties(session: AsyncSession, ids: Sequence[UUID], year: int) -> Mapping[UUID, RemittanceDuty]:
    """The duties of these unions for a year, held until the commit in one order, by union."""
    found = await session.scalars(
        select(RemittanceDuty)
        .where(duty.c.organization_id.in_(ids), duty.c.year == year)
        .order_by(duty.c.id)
        .with_for_update()
    )
    return {row.organization_id: row for row in found}


async def name_of(session: AsyncSession, row: RemittanceDuty) -> str:
    """Who owes. Of a union that has moved out of the caller's sight a dash: where it went is none of their business."""
    union = await session.get(Organization, row.organization_id)
    return "—" if union is None else union.name


async def get_duty(session: AsyncSession, id: UUID, *, lock: bool = False) -> RemittanceDuty:
    """A duty, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(RemittanceDuty, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found
