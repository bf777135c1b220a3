"""Reading honours, and counting the demonstration units of townships (ORG-16)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, select, true
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import String

from backend.db.bounds import within
from backend.db.tables.organization import Honour, Organization
from backend.domain.access import Scope
from backend.domain.organization.codes import HonourKind
from backend.domain.organization.honours import TOWNSHIPS
from backend.domain.refusals import NotFound

honour: Any = Honour.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


async def get_honour(session: AsyncSession, id: UUID, *, lock: bool = False) -> Honour:
    """The honour, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Honour, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


def list_honours(
    *, scope: Scope, id: UUID | None = None, after: Sequence[Any] | None = None, limit: int, **filters: Any
) -> Select[Any]:
    """Honours, the last entered first."""
    own = [column for column in honour.c if column.name not in ("code", "line_code")]
    statement = (
        select(*own, org.c.name.label("organization_name"), org.c.kind.label("organization_kind"))
        .select_from(honour.join(org, org.c.id == honour.c.organization_id))
        .where(within(honour, scope), *_filters(**filters))
        .order_by(honour.c.id.desc())
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(honour.c.id == id)
    return statement if after is None else statement.where(honour.c.id < UUID(after[0]))


def count_honours(*, scope: Scope, cap: int, **filters: Any) -> Select[Any]:
    """How many honours a list has, counted up to `cap`."""
    inner = select(honour.c.id).where(within(honour, scope), *_filters(**filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _filters(
    organization_id: UUID | None = None,
    under: tuple[int, int] | None = None,
    kinds: Sequence[str] = (),
    ended: bool | None = None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [true()]
    if organization_id is not None:
        conditions.append(honour.c.organization_id == organization_id)
    if under is not None:
        conditions.append(honour.c.code.between(*under))
    if kinds:
        conditions.append(honour.c.kind.in_(kinds))
    if ended is not None:
        conditions.append(honour.c.ended_on.is_not(None) if ended else honour.c.ended_on.is_(None))
    return conditions


async def list_held(session: AsyncSession, organization_id: UUID) -> Sequence[Honour]:
    """The honours that a union holds now, the oldest first."""
    found = await session.scalars(
        select(Honour)
        .where(honour.c.organization_id == organization_id, honour.c.ended_on.is_(None))
        .order_by(honour.c.started_on, honour.c.id)
    )
    return found.all()


def kinds_held() -> Any:
    """The kinds of honour that a union of a list holds, as one column."""
    held = select(func.array_agg(honour.c.kind)).where(
        honour.c.organization_id == org.c.id, honour.c.ended_on.is_(None)
    )
    return func.coalesce(held.correlate(org).scalar_subquery(), literal([], ARRAY(String)))


def holds(kind: Any) -> ColumnElement[bool]:
    """Whether a union of a list holds an honour."""
    return (
        select(honour.c.id)
        .where(honour.c.organization_id == org.c.id, honour.c.kind == kind, honour.c.ended_on.is_(None))
        .correlate(org)
        .exists()
    )


async def count_demonstrations(session: AsyncSession, low: int, high: int) -> tuple[int, int, int]:
    """(demonstration units, townships, townships that have at least one) inside an interval."""
    township = aliased(org)
    held = and_(honour.c.kind == HonourKind.DEMONSTRATION.value, honour.c.ended_on.is_(None))
    units = select(func.count()).select_from(honour).where(held, honour.c.code.between(low, high))
    townships = [
        township.c.code.between(low, high),
        township.c.kind.in_(sorted(TOWNSHIPS)),
        township.c.status == "active",
    ]
    has_one = (
        select(honour.c.id)
        .where(held, honour.c.code.between(township.c.code, township.c.code_hi))
        .correlate(township)
        .exists()
    )
    found = await session.execute(
        select(
            units.scalar_subquery(),
            select(func.count()).select_from(township).where(*townships).scalar_subquery(),
            select(func.count()).select_from(township).where(*townships, has_one).scalar_subquery(),
        )
    )
    units_held, all_of_them, with_one = found.one()
    return units_held, all_of_them, with_one
