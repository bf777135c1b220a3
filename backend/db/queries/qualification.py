"""Reading how unions are judged, and by which list."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from backend.db.tables.organization import Organization
from backend.db.tables.qualification import Qualification, QualificationStandard
from backend.domain.organization.codes import Level
from backend.domain.qualification.standards import Standard

org: Any = Organization.__table__  # type: ignore[attr-defined]
judged: Any = Qualification.__table__  # type: ignore[attr-defined]
entered: Any = QualificationStandard.__table__  # type: ignore[attr-defined]


def qualifies(union: Any, year: Any) -> ColumnElement[bool]:
    """Whether a union was judged to meet every criterion of a year."""
    return (
        select(judged.c.id)
        .where(judged.c.organization_id == union.c.id, judged.c.year == year, judged.c.qualified)
        .exists()
    )


async def list_standards(session: AsyncSession) -> list[QualificationStandard]:
    """The lists that the city entered, the latest first."""
    found = await session.scalars(select(QualificationStandard).order_by(entered.c.from_year.desc()))
    return list(found)


def standard_in(row: QualificationStandard) -> Standard:
    """A row as the domain knows it."""
    return Standard(row.from_year, row.name, tuple(row.criteria))


async def hold_standards(session: AsyncSession, *, alone: bool) -> None:
    """Hold the lists of criteria until the commit: who judges beside others who judge, who changes a list alone.

    A list that is changed while somebody is judged by it would leave the judgement without a ground.
    """
    lock = func.pg_advisory_xact_lock if alone else func.pg_advisory_xact_lock_shared
    await session.execute(select(lock(func.hashtext("qualification_standard"))))


async def find_last_judged(session: AsyncSession) -> int | None:
    """The latest year for which a union of the scope was judged."""
    return (await session.execute(select(func.max(judged.c.year)))).scalar_one()  # type: ignore[no-any-return]


async def list_judged(
    session: AsyncSession, ids: Iterable[UUID], year: int, *, lock: bool = False
) -> Mapping[UUID, Qualification]:
    """How these unions were judged for a year; locked for a change if asked, always in one order."""
    asked = select(Qualification).where(judged.c.organization_id.in_(ids), judged.c.year == year).order_by(judged.c.id)
    if lock:
        asked = asked.with_for_update().execution_options(populate_existing=True)
    return {row.organization_id: row for row in await session.scalars(asked)}


async def count_basic(session: AsyncSession, top: UUID, year: int) -> Mapping[UUID, tuple[int, int]]:
    """Of a union and of each living one directly below it: the living basic unions inside, and how many of them qualify."""
    inner = aliased(org)
    found = await session.execute(
        select(org.c.id, func.count(inner.c.id), func.count(inner.c.id).filter(qualifies(inner, year)))
        .select_from(
            org.outerjoin(
                inner,
                and_(
                    inner.c.code.between(org.c.code, org.c.code_hi),
                    inner.c.status == "active",
                    inner.c.level == int(Level.UNION),
                ),
            )
        )
        .where((org.c.id == top) | and_(org.c.parent_id == top, org.c.status == "active"))
        .group_by(org.c.id)
    )
    return {id: (unions, qualified) for id, unions, qualified in found}
