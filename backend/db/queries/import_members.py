"""The register of members as an import meets it: who is there already, what is written, what can be taken back."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    LargeBinary,
    Uuid,
    bindparam,
    delete,
    func,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bulk import unnested
from backend.db.records import ENTERED
from backend.db.tables.member import SPOKEN_FOR, Member, MemberEvent, Membership
from backend.db.tables.organization import Organization
from backend.domain.member.codes import MemberEventKind
from backend.domain.member.register import UNFINISHED

member: Any = Member.__table__  # type: ignore[attr-defined]
membership: Any = Membership.__table__  # type: ignore[attr-defined]
event: Any = MemberEvent.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

# The base union of a row's place is found once for each place: unions are nested, so the last one that begins at or
# before the place is the only one that can hold it.
_HOMES = text("""
select t.id, u.code, u.code_hi
from organization t left join lateral (
  select u.code, u.code_hi from organization u where u.level = 4 and u.code <= t.code order by u.code desc limit 1
) u on u.code_hi >= t.code
where t.id = any(:targets)""").bindparams(bindparam("targets", type_=ARRAY(Uuid)))

_FILES = f"""
select o.name as union_name, e.name as employer_name, m.{SPOKEN_FOR} as speaks, m.id_number_index,
  m.id, m.version, m.status, m.organization_id, m.code, m.line_code, {", ".join(f"m.{name}" for name in ENTERED)}
from member m join organization o on o.id = m.organization_id left join employer e on e.id = m.employer_id
where m.id_number_index = any(:keys)"""
_FIND_FILES = text(_FILES).bindparams(bindparam("keys", type_=ARRAY(LargeBinary)))


class File(NamedTuple):
    """A file of the scope; `here` says that it stands in the union in which a row puts the person."""

    row: Any
    here: bool


async def find_known(session: AsyncSession, keys: Sequence[bytes], targets: Sequence[UUID]) -> dict[int, File]:
    """The files of the scope with these document numbers, by the position of the number; `targets` are the unions in
    which the rows put the people.

    A paper unfinished at another union is nobody's membership (domain/member/register.py); of several files of one
    person, the one that speaks for them counts. The two are brought together here and not by the database: into a register
    that was empty this morning it would look for each of five thousand numbers in all rows.
    """
    if not keys:
        return {}
    homes = {row.id: row for row in await session.execute(_HOMES, {"targets": list(set(targets))})}
    files: dict[bytes, list[Any]] = defaultdict(list)
    for row in await session.execute(_FIND_FILES, {"keys": list(set(keys))}):
        files[row.id_number_index].append(row)
    known: dict[int, File] = {}
    for number, (key, target) in enumerate(zip(keys, targets, strict=True)):
        if key in files and target in homes:
            home = homes[target]
            found = [File(row, _is_here(row, target, home)) for row in files[key]]
            meant = [file for file in found if file.here or file.row.status not in _UNFINISHED]
            if meant:
                known[number] = min(meant, key=_order)
    return known


_UNFINISHED = frozenset(status.value for status in UNFINISHED)


def _is_here(row: Any, target: UUID, home: Any) -> bool:
    return row.organization_id == target or (home.code is not None and home.code <= row.code <= home.code_hi)


def _order(file: File) -> tuple[bool, bool, UUID]:
    return not file.row.speaks, file.row.status not in _UNFINISHED, file.row.id


async def hold_known(session: AsyncSession, keys: Sequence[bytes]) -> None:
    """Nobody else changes the files of the scope with these document numbers until the end of the transaction."""
    if keys:
        wanted = member.c.id_number_index == func.any(literal(list(keys), ARRAY(LargeBinary)))
        await session.execute(select(member.c.id).where(wanted).order_by(member.c.id).with_for_update())


@dataclass(frozen=True, slots=True)
class Seat:
    """Where in the tree members are put."""

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


async def follow_members(session: AsyncSession, ids: Sequence[UUID]) -> None:
    """Open memberships lie where their members stand now: another branch of the union is not another membership."""
    if ids:
        await session.execute(
            update(membership)
            .where(
                membership.c.member_id == member.c.id,
                membership.c.ended_on.is_(None),
                member.c.id == func.any(literal(list(ids), ARRAY(Uuid))),
            )
            .values(organization_id=member.c.organization_id, code=member.c.code, line_code=member.c.line_code)
        )


async def hold_members(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, Any]:
    """Those of these members that the scope still holds, locked: place, version and whether a photo was given."""
    if not ids:
        return {}
    c = member.c
    found = await session.execute(
        select(c.id, c.version, c.status, c.organization_id, c.code, c.line_code, c.photo_id, *(c[n] for n in ENTERED))
        .where(c.id == func.any(literal(list(ids), ARRAY(Uuid))))
        .order_by(c.id)
        .with_for_update()
    )
    return {row.id: row for row in found}


async def find_with_history(session: AsyncSession, ids: Sequence[UUID]) -> frozenset[UUID]:
    """Those of these members who have more than the one membership that the import began, wherever they spent it."""
    if not ids:
        return frozenset()
    whose = func.any(literal(list(ids), ARRAY(Uuid)))
    c = membership.c
    several = select(c.member_id).where(c.member_id == whose).group_by(c.member_id).having(func.count() > 1)
    told = select(event.c.member_id).where(
        event.c.member_id == whose, event.c.kind == MemberEventKind.IMPORTED.value, event.c.facts.has_key("earlier")
    )
    return frozenset(await session.scalars(several.union(told)))


async def remove_members(session: AsyncSession, ids: Sequence[UUID]) -> None:
    """Take members out of the register with their memberships and life lines, as if they had never come."""
    if not ids:
        return
    whose = func.any(literal(list(ids), ARRAY(Uuid)))
    await session.execute(delete(event).where(event.c.member_id == whose))
    await session.execute(delete(membership).where(membership.c.member_id == whose))
    await session.execute(delete(member).where(member.c.id == whose))
