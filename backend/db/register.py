"""Writing to the register, set by set: people entered, steps taken, records changed, files merged.

One statement does what happens to a thousand members, so the counting triggers fire once, and no step costs a query of
its own. What may happen is decided in the domain before anything here is called.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    Date,
    SmallInteger,
    String,
    Uuid,
    cast,
    delete,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.tables.member import Member, MemberEvent, Membership, Reveal
from backend.db.tables.organization import Employer, Officer, Organization
from backend.db.types import new_id
from backend.domain.member.merging import HeldTwice
from backend.domain.organization.codes import Level, OrganizationKind, OrganizationStatus
from backend.domain.refusals import NotFound

member: Any = Member.__table__  # type: ignore[attr-defined]
membership: Any = Membership.__table__  # type: ignore[attr-defined]
event: Any = MemberEvent.__table__  # type: ignore[attr-defined]
reveal: Any = Reveal.__table__  # type: ignore[attr-defined]
officer: Any = Officer.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]


class Place:
    """A union at which members can stand, held against restructuring until the end of the transaction."""

    __slots__ = ("code", "code_hi", "id", "kind", "line_code", "name", "status")

    def __init__(self, row: Any) -> None:
        self.id: UUID = row.id
        self.name: str = row.name
        self.kind = OrganizationKind(row.kind)
        self.status = OrganizationStatus(row.status)
        self.code: int = row.code
        self.code_hi: int = row.code_hi
        self.line_code: int | None = row.line_code


async def get_place(session: AsyncSession, id: UUID) -> Place:
    """A union of the caller's scope, its place in the tree held. Raises `NotFound`."""
    c = org.c
    found = await session.execute(
        select(c.id, c.name, c.kind, c.status, c.code, c.code_hi, c.line_code)
        .where(c.id == id)
        .with_for_update(read=True)
    )
    row = found.first()
    if row is None:
        raise NotFound()
    return Place(row)


async def hold_places(session: AsyncSession, members: Sequence[UUID]) -> dict[UUID, Place]:
    """The unions at which these members stand, held as by `get_place`, in one order and before the members are locked:
    as a union that ends is locked before its members, the two cannot wait for each other."""
    c = org.c
    stand = select(member.c.organization_id).where(member.c.id == func.any(literal(list(members), ARRAY(Uuid))))
    found = await session.execute(
        select(c.id, c.name, c.kind, c.status, c.code, c.code_hi, c.line_code)
        .where(c.id.in_(stand))
        .order_by(c.id)
        .with_for_update(read=True)
    )
    return {row.id: Place(row) for row in found}


async def get_base_union(session: AsyncSession, code: int) -> UUID | None:
    """The basic union that a place lies in."""
    found = await session.execute(
        select(org.c.id).where(org.c.code <= code, org.c.code_hi >= code, org.c.level == int(Level.UNION))
    )
    return found.scalar()


async def ancestors_of(session: AsyncSession, id: UUID) -> tuple[UUID | None, UUID | None]:
    """County and township of a union: through a door, because a basic union's officer does not see them."""
    door = func.places_of_organizations([id]).table_valued("organization_id", "county_id", "township_id")
    row = (await session.execute(select(door.c.county_id, door.c.township_id))).first()
    return (None, None) if row is None else (row[0], row[1])


async def require_employer(session: AsyncSession, id: UUID) -> None:
    """Raises `NotFound` unless the caller sees this employer: a foreign key looks past row security."""
    if (await session.execute(select(employer.c.id).where(employer.c.id == id))).first() is None:
        raise NotFound(pointer="/employer_id")


async def next_numbers(session: AsyncSession, year: int, count: int) -> list[str]:
    """So many new member numbers: the year of joining and eight digits."""
    if count == 0:
        return []
    found = await session.execute(
        select(func.nextval("member_number")).select_from(func.generate_series(1, count).alias("each"))
    )
    return [f"{year}{number:08d}" for (number,) in found]


async def apply_steps(session: AsyncSession, rows: Sequence[Mapping[str, Any]], *, at: datetime) -> None:
    """Write new states: rows of id, status, status_since, retain_reason, number, joined_on, card_issued_on,
    completeness."""
    if not rows:
        return

    def column(name: str, kind: Any) -> Any:
        return func.unnest(literal([row[name] for row in rows], ARRAY(kind))).label(name)

    new = select(
        column("id", Uuid),
        column("status", String),
        column("status_since", Date),
        column("retain_reason", String),
        column("number", String),
        column("joined_on", Date),
        column("card_issued_on", Date),
        column("completeness", SmallInteger),
    ).subquery("new")
    await session.execute(
        update(member)
        .values(
            status=new.c.status,
            status_since=new.c.status_since,
            retain_reason=new.c.retain_reason,
            number=new.c.number,
            joined_on=new.c.joined_on,
            card_issued_on=new.c.card_issued_on,
            completeness=new.c.completeness,
            updated_at=at,
            version=member.c.version + 1,
        )
        .where(member.c.id == new.c.id)
    )


async def apply_values(
    session: AsyncSession, ids: Sequence[UUID], completeness: Sequence[int], values: Mapping[str, Any], *, at: datetime
) -> None:
    """Write the same values to many members, with the completeness of each."""
    if not ids:
        return
    new = select(
        func.unnest(literal(list(ids), ARRAY(Uuid))).label("id"),
        func.unnest(literal(list(completeness), ARRAY(SmallInteger))).label("completeness"),
    ).subquery("new")
    await session.execute(
        update(member)
        .values(
            **values, completeness=cast(new.c.completeness, SmallInteger), updated_at=at, version=member.c.version + 1
        )
        .where(member.c.id == new.c.id)
    )


async def open_memberships(session: AsyncSession, rows: Sequence[Member], *, on: date, by: str) -> None:
    """Begin a membership of each of these with the union where they stand."""
    if rows:
        await session.execute(
            insert(membership),
            [
                {
                    "id": new_id(),
                    "member_id": row.id,
                    "organization_id": row.organization_id,
                    "code": row.code,
                    "line_code": row.line_code,
                    "started_on": on,
                    "began_by": by,
                }
                for row in rows
            ],
        )


async def close_memberships(session: AsyncSession, ids: Sequence[UUID], *, on: date, by: str) -> None:
    """End the open memberships of these; with them end their posts in the union (MBR-08)."""
    if not ids:
        return
    whose = func.any(literal(list(ids), ARRAY(Uuid)))
    await session.execute(
        update(membership)
        .values(ended_on=func.greatest(membership.c.started_on, on), ended_by=by)
        .where(membership.c.member_id == whose, membership.c.ended_on.is_(None))
    )
    await session.execute(
        update(officer)
        .values(ended_on=func.greatest(officer.c.started_on, on), end_reason=by, version=officer.c.version + 1)
        .where(officer.c.member_id == whose, officer.c.ended_on.is_(None))
    )


async def follow_member(session: AsyncSession, row: Member) -> None:
    """The open membership lies where the member stands: another branch of the union is not another membership."""
    await session.execute(
        update(membership)
        .values(organization_id=row.organization_id, code=row.code, line_code=row.line_code)
        .where(membership.c.member_id == row.id, membership.c.ended_on.is_(None))
    )


async def record_events(
    session: AsyncSession,
    rows: Sequence[Any],
    kind: str,
    *,
    on: date,
    at: datetime,
    actor_id: UUID,
    actor_name: str,
    facts: Sequence[Mapping[str, Any]] | None = None,
) -> None:
    """An entry in the life line of each of these members; `facts` one for each."""
    if not rows:
        return
    each = facts if facts is not None else [{}] * len(rows)
    await session.execute(
        insert(event),
        [
            {
                "id": new_id(),
                "member_id": row.id,
                "organization_id": row.organization_id,
                "code": row.code,
                "line_code": row.line_code,
                "kind": kind,
                "on": on,
                "actor_id": actor_id,
                "actor_name": actor_name,
                "facts": dict(said),
                "recorded_at": at,
            }
            for row, said in zip(rows, each, strict=True)
        ],
    )


async def count_reveals(session: AsyncSession, user_id: UUID, *, since: datetime, existence: bool) -> int:
    """How often somebody was shown something hidden since a moment, or was told that a person exists elsewhere.

    Serial for one person: two requests at once cannot both be the last one allowed.
    """
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"reveal|{user_id}"))))
    told = reveal.c.field == "existence"
    found = await session.execute(
        select(func.count())
        .select_from(reveal)
        .where(reveal.c.user_id == user_id, reveal.c.at >= since, told if existence else ~told)
    )
    return int(found.scalar_one())


async def bring_history(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What people who join had before, here or elsewhere, follows them into these files; the number each had.

    Their ended files are gone afterwards (doors.py).
    """
    if not ids:
        return {}
    door = func.bring_history(literal(list(ids), ARRAY(Uuid))).table_valued("joined", "number_before")
    return {row.joined: row.number_before for row in await session.execute(select(door))}


async def drop_application(session: AsyncSession, row: Member) -> bool:
    """Delete a file with its life line, as if it had never been; the upkeep deletes its photo. False, and the transaction
    cannot go on, where something hangs on it that the caller does not see."""
    session.expunge(row)
    try:
        await session.execute(delete(event).where(event.c.member_id == row.id))
        await session.execute(delete(member).where(member.c.id == row.id))
    except IntegrityError:
        return False
    return True


async def open_times(session: AsyncSession, id: UUID) -> dict[str, list[str]]:
    """What of a member has no end yet: the membership, the posts in the union. Ids, by table."""
    found: dict[str, list[str]] = {}
    for table in (membership, officer):
        rows = await session.scalars(select(table.c.id).where(table.c.member_id == id, table.c.ended_on.is_(None)))
        found[table.name] = [str(row) for row in rows]
    return found


async def reopen_times(session: AsyncSession, closed: Mapping[str, Sequence[str]]) -> None:
    """Take back the ends that a merge had set."""
    for table, reason in ((membership, membership.c.ended_by), (officer, officer.c.end_reason)):
        ids = [UUID(id) for id in closed.get(table.name, ())]
        values: dict[str, Any] = {"ended_on": None, reason.name: None if table is membership else ""}
        if table is officer:
            values["version"] = officer.c.version + 1
        await session.execute(update(table).values(values).where(table.c.id.in_(ids), reason == "merged"))


async def merge_files(session: AsyncSession, *, stays: Member, goes: Member, on: date) -> dict[str, Any]:
    """Hang everything of one file on another of the same person and delete it. Its open membership ends.

    Returns what was moved, for `part_files`. Raises `HeldTwice`.
    """
    await close_memberships(session, [goes.id], on=on, by="merged")
    moved: dict[str, Any] = await session.scalar(select(func.adopt_file(stays.id, goes.id))) or {}
    if moved.pop("held", False):
        raise HeldTwice()
    session.expunge(goes)
    await session.execute(delete(member).where(member.c.id == goes.id))
    return moved


async def part_files(session: AsyncSession, *, stays: UUID, goes: UUID, moved: Mapping[str, Any]) -> None:
    """Give a file that is there again what a merge had hung on the other (doors.py)."""
    await session.execute(select(func.part_files(stays, goes, literal(dict(moved), JSONB))))
