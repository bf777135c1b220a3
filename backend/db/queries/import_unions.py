"""The register of unions as an import meets it (ORG-01, ORG-11)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import String, Uuid, and_, delete, func, literal, or_, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.db import statistic
from backend.db.queries.import_sites import find_referred
from backend.db.tables.imports import ImportRow
from backend.db.tables.organization import Organization
from backend.db.types import metadata
from backend.domain.imports.states import ImportRowState

org: Any = Organization.__table__  # type: ignore[attr-defined]
row: Any = ImportRow.__table__  # type: ignore[attr-defined]

OWN = ("organization_version", "organization_stat", "organization_tally", "township_tally")
"""What a union has from its first day and takes with it."""


def _shown() -> Any:
    parent = aliased(org)
    return select(org, parent.c.name.label("parent_name")).select_from(
        org.outerjoin(parent, parent.c.id == org.c.parent_id)
    )


async def find_known(
    session: AsyncSession, *, codes: Sequence[str], names: Sequence[str], under: tuple[int, int], hold: bool
) -> list[Any]:
    """The unions of the scope that rows may mean: living ones by code anywhere, all by name below the import's union."""
    statement = (
        _shown()
        .where(
            or_(
                and_(
                    org.c.credit_code == func.any(literal(list(codes), ARRAY(String))),
                    org.c.status == "active",
                ),
                and_(org.c.name == func.any(literal(list(names), ARRAY(String))), org.c.code.between(*under)),
            )
        )
        .order_by(org.c.id)
    )
    return list(await session.execute(statement.with_for_update(of=org) if hold else statement))


async def hold_unions(session: AsyncSession, ids: Sequence[UUID]) -> list[Any]:
    """Those of these unions that the scope still holds, locked."""
    statement = _shown().where(org.c.id == func.any(literal(list(ids), ARRAY(Uuid)))).order_by(org.c.id)
    return list(await session.execute(statement.with_for_update(of=org)))


async def hold_objects(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Organization]:
    """These unions as objects, locked in one order."""
    found = await session.scalars(
        select(Organization)
        .where(org.c.id == func.any(literal(list(ids), ARRAY(Uuid))))
        .order_by(org.c.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {union.id: union for union in found}


async def find_taken_codes(session: AsyncSession, codes: Sequence[str]) -> set[str]:
    """Those of these credit codes that a living union holds, anywhere (doors.py: the register takes a code once)."""
    if not codes:
        return set()
    return set(await session.scalars(select(func.held_credit_codes(literal(list(codes), ARRAY(String))))))


async def list_undecided(session: AsyncSession, import_id: UUID, *, code: str) -> list[dict[str, Any]]:
    """The rows of an import that are new, or have no fault but this one, held."""
    only = and_(
        row.c.state == ImportRowState.WRONG.value,
        func.jsonb_array_length(row.c.problems) == 1,
        row.c.problems[0]["code"].astext == code,
        row.c.problems[0]["field"].astext == "parent",
    )
    found = await session.execute(
        select(
            row.c.round,
            row.c.line,
            row.c.state,
            row.c.key_index,
            row.c.problems,
            row.c.fields["values"].label("values"),
        )
        .where(row.c.import_id == import_id, or_(row.c.state == ImportRowState.NEW.value, only))
        .order_by(row.c.round, row.c.line)
        .with_for_update()
    )
    return [dict(each) for each in found.mappings()]


async def find_used(session: AsyncSession, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these unions to which something refers, and those above a union that stays."""
    used = set(await find_referred(session, "organization", ids, but=(*OWN, "organization")))
    found = await session.execute(
        select(org.c.parent_id, org.c.id).where(org.c.parent_id == func.any(literal(list(ids), ARRAY(Uuid))))
    )
    below = [(parent, child) for parent, child in found]
    merged = await session.scalars(
        select(org.c.merged_into_id).where(org.c.merged_into_id == func.any(literal(list(ids), ARRAY(Uuid))))
    )
    used |= set(merged)
    wanted = set(ids)
    while True:
        more = {parent for parent, child in below if child not in wanted or child in used} - used
        if not more:
            return frozenset(used)
        used |= more


async def remove_histories(session: AsyncSession, ids: Sequence[UUID]) -> None:
    """Take away what unions have from their first day."""
    if ids:
        await statistic.let_go(session, ids)
        for table in (metadata.tables[name] for name in OWN):
            await session.execute(
                delete(table).where(table.c.organization_id == func.any(literal(list(ids), ARRAY(Uuid))))
            )
