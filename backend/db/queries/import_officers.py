"""The register of officers as an import meets it (ORG-19)."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import String, Uuid, and_, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bulk import unnested
from backend.db.tables.organization import Officer, Organization
from backend.domain.organization.appointments import ONE_PER_UNION

officer: Any = Officer.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


def _shown() -> Any:
    return select(officer, org.c.term_number.label("union_term")).select_from(
        officer.join(org, org.c.id == officer.c.organization_id)
    )


async def find_known(session: AsyncSession, unions: Sequence[UUID], names: Sequence[str], *, hold: bool) -> list[Any]:
    """The entries of these unions with one of these names, and whoever sits in a post that one person holds."""
    statement = (
        _shown()
        .where(
            officer.c.organization_id == func.any(literal(list(unions), ARRAY(Uuid))),
            or_(
                officer.c.name == func.any(literal(list(names), ARRAY(String))),
                and_(officer.c.ended_on.is_(None), officer.c.post.in_([post.value for post in ONE_PER_UNION])),
            ),
        )
        .order_by(officer.c.ended_on.desc().nulls_first(), officer.c.id)
    )
    return list(await session.execute(statement.with_for_update(of=officer) if hold else statement))


async def hold_officers(session: AsyncSession, ids: Sequence[UUID]) -> list[Any]:
    """Those of these officers that the scope still holds, locked."""
    statement = _shown().where(officer.c.id == func.any(literal(list(ids), ARRAY(Uuid)))).order_by(officer.c.id)
    return list(await session.execute(statement.with_for_update(of=officer)))


async def find_terms(session: AsyncSession, unions: Sequence[UUID]) -> dict[UUID, int]:
    """The number of the present term of these unions."""
    found = await session.execute(
        select(org.c.id, org.c.term_number).where(org.c.id == func.any(literal(list(unions), ARRAY(Uuid))))
    )
    return {row.id: row.term_number for row in found}


async def add_officers(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> set[UUID]:
    """Seat officers in one statement; the ids of those whose post was free, where one person holds it."""
    if not rows:
        return set()
    names = list(rows[0])
    new = unnested(officer, {name: [row[name] for row in rows] for name in names}).subquery("new")
    added = await session.execute(
        insert(officer)
        .from_select(names, select(*new.c), include_defaults=False)
        .on_conflict_do_nothing()
        .returning(officer.c.id)
    )
    return set(added.scalars())
