"""The register of employers as an import meets it (ORG-18)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import String, Uuid, and_, func, literal, or_, select, text
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from backend.db.bulk import unnested
from backend.db.tables.organization import Employer, Organization
from backend.db.types import new_id

employer: Any = Employer.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


def _shown() -> Any:
    """Employers with the names of their place and their union."""
    territory, union = aliased(org), aliased(org)
    return select(employer, territory.c.name.label("territory_name"), union.c.name.label("union_name")).select_from(
        employer.outerjoin(territory, territory.c.id == employer.c.territory_id).outerjoin(
            union, union.c.id == employer.c.union_id
        )
    )


async def find_known(
    session: AsyncSession, *, codes: Sequence[str], names: Sequence[str], under: tuple[int, int], hold: bool
) -> list[Any]:
    """The employers of the scope that rows may mean: by code anywhere, by name within the place of the import."""
    statement = (
        _shown()
        .where(
            or_(
                employer.c.credit_code == func.any(literal(list(codes), ARRAY(String))),
                and_(employer.c.name == func.any(literal(list(names), ARRAY(String))), employer.c.code.between(*under)),
            )
        )
        .order_by(employer.c.id)
    )
    return list(await session.execute(statement.with_for_update(of=employer) if hold else statement))


async def hold_employers(session: AsyncSession, ids: Sequence[UUID]) -> list[Any]:
    """Those of these employers that the scope still holds, locked."""
    statement = _shown().where(employer.c.id == func.any(literal(list(ids), ARRAY(Uuid)))).order_by(employer.c.id)
    return list(await session.execute(statement.with_for_update(of=employer)))


async def find_taken_codes(
    session: AsyncSession, codes: Sequence[str], *, territory_id: UUID, code: int, line_code: int | None, at: datetime
) -> set[str]:
    """Those of `codes`, none of them held within the scope, that the city's register refuses because it has them.

    Row security hides who holds them; only the unique index knows. So they are tried inside a savepoint and taken back.
    """
    if not codes:
        return set()
    tried: list[dict[str, Any]] = [
        {
            "id": new_id(),
            "credit_code": each,
            "name": "",
            "initials": "",
            "employees": 0,
            "women_employees": 0,
            "address": "",
            "contact_name": "",
            "contact_phone": None,
            "source": "manual",
            "listings": {},
            "version": 1,
            "territory_id": territory_id,
            "code": code,
            "line_code": line_code,
            "created_at": at,
        }
        for each in codes
    ]
    async with session.begin_nested() as savepoint:
        free = await add_employers(session, tried)
        await savepoint.rollback()
    return {row["credit_code"] for row in tried if row["id"] not in free}


async def add_employers(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> set[UUID]:
    """Put employers into the register in one statement; the ids of those whose code nobody else holds."""
    if not rows:
        return set()
    names = list(rows[0])
    new = unnested(employer, {name: [row[name] for row in rows] for name in names}).subquery("new")
    added = await session.execute(
        insert(employer)
        .from_select(names, select(*new.c), include_defaults=False)
        .on_conflict_do_nothing()
        .returning(employer.c.id)
    )
    return set(added.scalars())


_NOTE = """
with told as (
  select r.import_id, r.round, r.line, e.id, e.listings, e.listed_on from import_row r join employer e on e.id = r.record_id
  where r.import_id = :import_id and r.state in ('unchanged', 'updated') and not r.before ? 'listings'
    and coalesce(e.listings ->> :source, '') < :day
  for update of e
), kept as (
  update import_row r set before = r.before || jsonb_build_object('listings', told.listings, 'listed_on', told.listed_on)
  from told where r.import_id = told.import_id and r.round = told.round and r.line = told.line
)
update employer e set listings = e.listings || jsonb_build_object(cast(:source as text), cast(:day as text)),
  listed_on = greatest(e.listed_on, cast(cast(:day as text) as date))
from told where e.id = told.id"""

_FORGET = """
update employer e set
  listings = case when r.before -> 'listings' ? :source
    then jsonb_set(e.listings, array[cast(:source as text)], r.before -> 'listings' -> :source)
    else e.listings - cast(:source as text) end,
  listed_on = case when e.listed_on = cast(cast(:day as text) as date)
    then cast(r.before ->> 'listed_on' as date) else e.listed_on end
from import_row r
where r.import_id = :import_id and r.state in ('unchanged', 'undone') and r.before ? 'listings' and e.id = r.record_id
  and e.listings ->> :source = :day"""


async def note_listed(session: AsyncSession, import_id: UUID, *, source: str, day: str) -> None:
    """Note on the employers of whom a list says nothing new that it named them, and on the rows what was there before."""
    await session.execute(text(_NOTE), {"import_id": import_id, "source": source, "day": day})


async def forget_listed(session: AsyncSession, import_id: UUID, *, source: str, day: str) -> None:
    """Take back what `note_listed` has written, where no later list has named the employer."""
    await session.execute(text(_FORGET), {"import_id": import_id, "source": source, "day": day})
