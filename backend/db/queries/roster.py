"""Rosters and their rows: staged, compared with the register set by set, taken over batch by batch."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Uuid, delete, func, literal, select, text, update
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.bulk import unnested
from backend.db.tables.member import SPOKEN_FOR, Member, Roster, RosterRow
from backend.db.tables.organization import Employer, Organization
from backend.db.tables.process import Job, StoredFile
from backend.domain.access import Scope
from backend.domain.member.roster import BY_NAME
from backend.domain.member.roster_places import Place, Places
from backend.domain.member.roster_states import (
    RosterRowState,
    RowApplying,
    RowDuplicate,
    RowElsewhere,
    RowKnown,
    RowLeft,
    RowOtherUnion,
)
from backend.domain.organization.codes import OrganizationKind
from backend.domain.refusals import NotFound, Refusal

roster: Any = Roster.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
row: Any = RosterRow.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]
job: Any = Job.__table__  # type: ignore[attr-defined]
file: Any = StoredFile.__table__  # type: ignore[attr-defined]

COMPARED = (
    "name",
    "nation",
    "native_place",
    "education",
    "politics",
    "marriage",
    "kind",
    "employment_form",
    "new_employment",
    "migrant",
    "dispatched",
    "hardship",
    "model_worker",
    "hukou_kind",
    "hukou_place",
    "post",
    "title",
    "skill_level",
    "work_started_on",
    "joined_on",
)
"""The plain columns by which a registered person is told to differ from the roster."""

LAST = 2**31 - 1
"""No line lies behind this one."""


async def get_roster(session: AsyncSession, id: UUID, *, lock: bool = False) -> Roster:
    """The roster. Raises `NotFound`."""
    found = await session.get(Roster, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def find_pending(session: AsyncSession, *, organization_id: UUID, user_id: UUID, sha256: bytes) -> Roster | None:
    """A roster of the same content for the same union that the same person sent and that is not committed yet."""
    found = await session.execute(
        select(roster.c.id)
        .select_from(roster.join(file, file.c.id == roster.c.file_id).join(job, job.c.id == roster.c.job_id))
        .where(
            roster.c.organization_id == organization_id,
            roster.c.user_id == user_id,
            roster.c.state.in_(("checking", "checked")),
            job.c.state.not_in(("failed", "cancelled")),
            file.c.sha256 == sha256,
        )
        .order_by(roster.c.id.desc())
        .limit(1)
    )
    id = found.scalar_one_or_none()
    return None if id is None else await session.get(Roster, id)


def list_rosters(*, scope: Scope, before: UUID | None, limit: int) -> Select[Any]:
    """Rosters of the scope, newest first."""
    statement = (
        select(
            roster.c.id,
            roster.c.organization_id,
            org.c.name.label("organization_name"),
            roster.c.state,
            roster.c.counts,
            roster.c.created_at,
            roster.c.committed_at,
            roster.c.job_id,
            roster.c.version,
        )
        .select_from(roster.join(org, org.c.id == roster.c.organization_id))
        .where(within(roster, scope))
        .order_by(roster.c.id.desc())
        .limit(limit)
    )
    return statement if before is None else statement.where(roster.c.id < before)


def list_rows(*, roster_id: UUID, states: Sequence[str], after: int | None, limit: int) -> Select[Any]:
    """Rows in the order of the file, with what is sealed in them."""
    statement = (
        select(
            row.c.line,
            row.c.state,
            row.c.organization_id,
            org.c.name.label("organization_name"),
            row.c.member_id,
            row.c.fields,
            row.c.secrets,
            row.c.problems,
        )
        .select_from(row.outerjoin(org, org.c.id == row.c.organization_id))
        .where(row.c.roster_id == roster_id)
        .order_by(row.c.line)
        .limit(limit)
    )
    if states:
        statement = statement.where(row.c.state.in_(states))
    return statement if after is None else statement.where(row.c.line > after)


async def count_rows(session: AsyncSession, roster_id: UUID) -> dict[str, int]:
    """How many rows have each verdict."""
    found = await session.execute(
        select(row.c.state, func.count().label("rows")).where(row.c.roster_id == roster_id).group_by(row.c.state)
    )
    return {counted.state: counted.rows for counted in found}


async def clear_rows(session: AsyncSession, roster_id: UUID) -> None:
    """Forget what a check that was broken off has staged."""
    await session.execute(delete(row).where(row.c.roster_id == roster_id))


async def load_places(session: AsyncSession, root: Organization) -> Places:
    """The living organizations at and below a union, and the employers that they cover: two queries for any roster."""
    inside = org.c.code.between(root.code, root.code_hi)
    c = org.c
    found = await session.execute(
        select(c.id, c.name, c.kind, c.code, c.code_hi).where(inside, c.status == "active", c.level >= 4)
    )
    below = [Place(id, name, OrganizationKind(kind), low, high) for id, name, kind, low, high in found]
    covered = await session.execute(
        select(employer.c.id, employer.c.name, employer.c.union_id).where(
            employer.c.code.between(root.code, root.code_hi), employer.c.union_id.is_not(None)
        )
    )
    top = Place(root.id, root.name, OrganizationKind(root.kind), root.code, root.code_hi)
    return Places(
        top, [place for place in below if place.id != root.id], [(id, name, union_id) for id, name, union_id in covered]
    )


_PROBLEM = """jsonb_build_array(jsonb_build_object(
  'field', 'id_number', 'column', cast(:column as text), 'title', cast(:title as text),
  'code', {code}, 'zh', {zh}, 'en', {en}))"""


def _sentence(kind: type[Refusal], **facts: str) -> dict[str, str]:
    """A refusal's two templates as SQL: each fact is an expression in place of its name."""
    parts = {"code": f"'{kind.code}'"}
    for language in ("zh", "en"):
        sql = "'" + getattr(kind, language).replace("'", "''").replace(":", "\\:") + "'"
        for name, expression in facts.items():
            sql = f"replace({sql}, '{{{name}}}', {expression})"
        parts[language] = sql
    return parts


def _problem(kind: type[Refusal], **facts: str) -> str:
    return _PROBLEM.format(**_sentence(kind, **facts))


async def mark_duplicates(session: AsyncSession, roster_id: UUID, column: Mapping[str, str]) -> None:
    """Of several good rows with one document number, the first is taken."""
    statement = f"""
    update roster_row r set state = 'duplicate', problems = r.problems || {_problem(RowDuplicate, first="d.first::text")}
    from (select line, min(line) over (partition by id_number_index) as first
          from roster_row where roster_id = :roster_id and state = 'new') d
    where r.roster_id = :roster_id and r.line = d.line and d.first < d.line"""
    await session.execute(text(statement), {"roster_id": roster_id, **column})


async def mark_known(
    session: AsyncSession,
    roster_id: UUID,
    column: Mapping[str, str],
    *,
    labels: Mapping[str, Mapping[str, str]],
    last: int = LAST,
) -> None:
    """Rows, up to the line `last`, of people whom the scope holds already. A paper unfinished at another union is nobody's
    membership (domain/member/register.py); of several files of one person, the one that speaks for them counts.

    `labels` are the words for the states of a member, by language.
    """
    changed = ", ".join(
        f"case when r.fields->'cells' ? '{name}' and coalesce(r.fields->'values'->>'{name}', '') is distinct from "
        f"coalesce(m.{name}::text, '') then '{BY_NAME[name].title}' end"
        for name in COMPARED
    )
    left = _sentence(RowLeft)
    statement = f"""
    with found as (
      select distinct on (r.line) r.line, m.id, m.status, o.name as union_name,
        array_to_string(array_remove(array[{changed}], null), '、') as changed, near.here
      from roster_row r
      join member m on m.id_number_index = r.id_number_index
      join organization o on o.id = m.organization_id
      join organization t on t.id = r.organization_id
      cross join lateral (select m.organization_id = r.organization_id or exists (
          select from organization u where u.level = 4
            and m.code between u.code and u.code_hi and t.code between u.code and u.code_hi) as here) near
      where r.roster_id = :roster_id and r.state = 'new' and r.line <= :last
        and (near.here or m.status not in ('draft', 'returned'))
      order by r.line, m.{SPOKEN_FOR} desc, m.status in ('draft', 'returned') desc, m.id
    )
    update roster_row r set
      member_id = f.id,
      state = case
        when f.status in ('draft', 'submitted', 'returned') then 'known'
        when f.status not in ('active', 'transfer_out_pending', 'retained') then 'wrong'
        when not f.here then 'elsewhere'
        else 'known' end,
      problems = r.problems || case
        when f.status in ('draft', 'submitted', 'returned') then {_problem(RowApplying)}
        when f.status not in ('active', 'transfer_out_pending', 'retained') then {
        _PROBLEM.format(
            code=left["code"],
            zh=f"replace({left['zh']}, '{{status}}', cast(:zh as jsonb)->>f.status)",
            en=f"replace({left['en']}, '{{status}}', cast(:en as jsonb)->>f.status)",
        )
    }
        when not f.here then {_problem(RowOtherUnion, union="f.union_name")}
        when f.changed <> '' then {_problem(RowKnown, fields="f.changed")}
        else '[]'::jsonb end
    from found f where r.roster_id = :roster_id and r.line = f.line"""
    words = {language: json.dumps(dict(labels[language]), ensure_ascii=False) for language in ("zh", "en")}
    await session.execute(text(statement), {"roster_id": roster_id, "last": last, **column, **words})


async def mark_elsewhere(
    session: AsyncSession, roster_id: UUID, column: Mapping[str, str], *, last: int = LAST
) -> None:
    """Rows, up to the line `last`, whose number is registered beyond the scope: a door says that and no more."""
    statement = f"""
    update roster_row r set state = 'elsewhere', problems = r.problems || {_problem(RowElsewhere)}
    from held_id_numbers(array(
      select id_number_index from roster_row where roster_id = :roster_id and state = 'new' and line <= :last
    )) as held(found)
    where r.roster_id = :roster_id and r.state = 'new' and r.id_number_index = held.found"""
    await session.execute(text(statement), {"roster_id": roster_id, "last": last, **column})


async def mark_union_ended(
    session: AsyncSession, roster_id: UUID, lines: Sequence[int], problem: Mapping[str, Any]
) -> None:
    """Rows whose union is there no more."""
    await session.execute(
        update(row)
        .where(row.c.roster_id == roster_id, row.c.line.in_(lines))
        .values(state=RosterRowState.WRONG.value, problems=row.c.problems.concat(literal([dict(problem)], JSONB)))
    )


async def take_batch(session: AsyncSession, roster_id: UUID, *, limit: int, last: int = LAST) -> list[dict[str, Any]]:
    """The next rows to be taken over, up to the line `last`, in the order of the file and held until the end."""
    found = await session.execute(
        select(row.c.line, row.c.organization_id, row.c.fields, row.c.secrets)
        .where(row.c.roster_id == roster_id, row.c.state == "new", row.c.line <= last)
        .order_by(row.c.line)
        .limit(limit)
        .with_for_update()
    )
    return [dict(taken) for taken in found.mappings()]


@dataclass(frozen=True, slots=True)
class Seat:
    """Where in the tree new members are put."""

    code: int
    line_code: int | None
    county_id: UUID | None
    township_id: UUID | None


async def hold_seats(session: AsyncSession, ids: Sequence[UUID]) -> Mapping[UUID, Seat]:
    """The living ones of these organizations, kept from being moved until the end of the transaction."""
    held = await session.execute(
        select(org.c.id, org.c.code, org.c.line_code)
        .where(org.c.id.in_(ids), org.c.status == "active")
        .order_by(org.c.id)
        .with_for_update(read=True)
    )
    living = held.all()
    door = func.places_of_organizations(literal([id for id, *_ in living], ARRAY(Uuid))).table_valued(
        "organization_id", "county_id", "township_id"
    )
    above = {id: (county, township) for id, county, township in await session.execute(select(door))}
    return {id: Seat(code, line_code, *above.get(id, (None, None))) for id, code, line_code in living}


async def take_numbers_of_before(session: AsyncSession, numbers: Mapping[UUID, str]) -> None:
    """Those who were members before keep the number that they had."""
    if numbers:
        before = unnested(member, {"id": list(numbers), "number": list(numbers.values())}).subquery("before")
        await session.execute(update(member).where(member.c.id == before.c.id).values(number=before.c.number))


async def mark_imported(session: AsyncSession, roster_id: UUID, members: Mapping[int, UUID]) -> None:
    """Write down whom each row has become."""
    done = unnested(row, {"line": list(members), "member_id": list(members.values())}).subquery("done")
    await session.execute(
        update(row)
        .where(row.c.roster_id == roster_id, row.c.line == done.c.line)
        .values(state=RosterRowState.IMPORTED.value, member_id=done.c.member_id)
    )


async def get_union(session: AsyncSession, id: UUID) -> Organization:
    """The union that a roster is for. Raises `NotFound`."""
    found = await session.get(Organization, id)
    if found is None:
        raise NotFound()
    return found


async def find_unions(session: AsyncSession, name: str) -> Sequence[UUID]:
    """The living organizations of this very name in the scope."""
    found = await session.scalars(select(org.c.id).where(org.c.name == name, org.c.status == "active"))
    return found.all()
