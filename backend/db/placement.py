"""Places in the interval encoding: handed out to new unions, and changed for a whole subtree at once.

Nothing but this module writes `code`. A move gives every union of the subtree a new place and then, table by table,
the rows that belong to them: the tables are found by their markers, so a new table is moved without being named here.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Table, Uuid, exists, func, literal, select, update
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db import statistic
from backend.db.scope import Announced, Between, Owned, marker_of, verbs_of
from backend.db.tables.member import Member
from backend.db.tables.organization import Employer, Line, Organization
from backend.db.tables.process import AuditEvent
from backend.db.tables.statistic import organization_tally as tally
from backend.db.types import metadata
from backend.domain.organization.codes import Level
from backend.domain.organization.intervals import Interval, lay_out, place, place_all

org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
event: Any = AuditEvent.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]

LINE_ROOM = Interval(1, 2**62)


async def place_under(session: AsyncSession, parent: Organization, level: Level) -> Interval:
    """An interval under `parent` that is free and always was. The parent must be locked. Raises `TreeFull`."""
    return (await place_all_under(session, parent, [level]))[0]


async def place_all_under(session: AsyncSession, parent: Organization, levels: Sequence[Level]) -> list[Interval]:
    """Intervals under `parent` for unions of these levels, as of `place_under`, however many in the same few statements."""
    found = await session.execute(
        select(org.c.code, org.c.code_hi).where(org.c.parent_id == parent.id).order_by(org.c.code)
    )
    taken = [Interval(low, high) for low, high in found]
    while True:
        free = place_all(Interval(parent.code, parent.code_hi), levels, taken)
        asked = _pairs([parent.id] * len(free), [each.low for each in free], [each.high for each in free])
        told = exists().where(event.c.code.between(asked.c.low, asked.c.high))
        used = {row.low for row in await session.execute(select(asked.c.low).where(told))}
        if not used:
            return free
        # A union that moved away left events here, which are its old upper unions' to read and not its successor's.
        taken += [each for each in free if each.low in used]


async def place_line(session: AsyncSession, parent: Line | None) -> Interval:
    """A free interval of the line tree, under `parent` or at its top. Raises `TreeFull`."""
    found = await session.execute(
        select(line.c.code, line.c.code_hi)
        .where(line.c.parent_id == parent.id if parent else line.c.parent_id.is_(None))
        .order_by(line.c.code)
    )
    taken = [Interval(low, high) for low, high in found]
    if parent is None:
        return place(LINE_ROOM, Level.COUNTY, taken)
    return place(Interval(parent.code, parent.code_hi), Level.TOWNSHIP, taken)


async def move_subtree(session: AsyncSession, top: Organization, parent: Organization) -> int:
    """Put a union and everything under it below `parent`; returns how many unions moved. Both must be locked.

    All rows of all tables that belong to the subtree follow in this transaction. Raises `TreeFull`.
    """
    found = await session.execute(
        select(org.c.id, org.c.parent_id, org.c.level)
        .where(org.c.code.between(top.code, top.code_hi))
        .order_by(org.c.code)
        .with_for_update()
    )
    rows = found.all()
    children: dict[UUID, list[UUID]] = {}
    for id, parent_id, _level in rows:
        if id != top.id:
            children.setdefault(parent_id, []).append(id)
    await statistic.hold(session)
    if Level(top.level) > Level.TOWNSHIP:
        await _change_township(session, [row.id for row in rows], top.id, parent.id)
    old = Interval(top.code, top.code_hi)
    new = lay_out(
        top.id,
        children,
        {id: Level(level) for id, _parent, level in rows},
        await place_under(session, parent, Level(top.level)),
    )
    await _recode(session, new, old, await _ancestors_below(session, parent, Level(top.level)))
    top.parent_id = parent.id
    await session.flush()
    await session.refresh(top)
    return len(new)


async def _change_township(session: AsyncSession, ids: Sequence[UUID], top: UUID, parent: UUID) -> None:
    """The sums of the two townships follow when a union goes from one to the other."""
    found = await session.execute(
        select(tally.c.organization_id, tally.c.township_id).where(tally.c.organization_id.in_((top, parent)))
    )
    township = {row.organization_id: row.township_id for row in found}
    if township[top] != township[parent]:
        await statistic.hand_over(session, ids, left=township[top], reached=township[parent])


async def _recode(
    session: AsyncSession, new: Mapping[UUID, Interval], old: Interval, ancestors: Mapping[str, UUID | None]
) -> None:
    ids = list(new)
    places = _pairs(ids, [new[id].low for id in ids], [new[id].high for id in ids])
    await session.execute(update(org).values(code=places.c.low, code_hi=places.c.high).where(org.c.id == places.c.id))
    for table, organization, code in _carriers("code"):
        # The old bounds find the rows by an index where the table has none on its organization.
        inside = table.c[code].between(*old)
        values: dict[str, Any] = {code: places.c.low, **(ancestors if table is member else {})}
        if "code_hi" in table.c:
            values["code_hi"] = places.c.high
        await session.execute(update(table).values(values).where(organization == places.c.id, inside))


def _pairs(ids: Sequence[UUID], lows: Sequence[int], highs: Sequence[int]) -> Any:
    """Three lists as rows."""
    return select(
        func.unnest(literal(list(ids), ARRAY(Uuid))).label("id"),
        func.unnest(literal(list(lows), ARRAY(BigInteger))).label("low"),
        func.unnest(literal(list(highs), ARRAY(BigInteger))).label("high"),
    ).subquery("places")


def _carriers(kind: str) -> list[tuple[Table, Any, str]]:
    """(table, the organization its rows belong to, the column that holds the place), for every table that has one."""
    found: list[tuple[Table, Any, str]] = []
    for table in metadata.sorted_tables:
        marker = marker_of(table)
        if table is org or "update" not in verbs_of(table):
            continue
        if isinstance(marker, (Announced, Owned)):
            organization: Any = table.c.get("organization_id")
            if table is employer:
                organization = func.coalesce(table.c.union_id, table.c.territory_id)
            if kind in table.c and organization is not None:
                found.append((table, organization, kind))
        elif isinstance(marker, Between):
            for end in ("from", "to"):
                found.append((table, table.c[f"{end}_organization_id"], f"{end}_{kind}"))
    return found


async def _ancestors_below(session: AsyncSession, parent: Organization, level: Level) -> dict[str, UUID | None]:
    """What a subtree that comes below `parent`, its top at `level`, changes of its members' county and township.

    Newest-first lists of a county or a township go by these columns (data.md section 1).
    """
    county, township = await ancestors_at(session, parent.code)
    if level <= Level.COUNTY:
        return {}
    return {"county_id": county} if level is Level.TOWNSHIP else {"county_id": county, "township_id": township}


async def ancestors_at(session: AsyncSession, code: int) -> tuple[UUID | None, UUID | None]:
    """The county and the township that a place lies in."""
    found = await session.execute(
        select(org.c.level, org.c.id)
        .where(org.c.code <= code, org.c.code_hi >= code, org.c.level.in_((Level.COUNTY, Level.TOWNSHIP)))
        .order_by(org.c.code)
    )
    by_level: dict[int, UUID] = {row.level: row.id for row in found}
    return by_level.get(Level.COUNTY), by_level.get(Level.TOWNSHIP)


async def set_line(session: AsyncSession, top: Organization, to: Line | None) -> None:
    """Hang a union and everything under it on a line, or take it off; its rows in all tables follow."""
    top.line_id = to.id if to else None
    if to is None:
        top.lead = "territory"
    await session.flush()
    if to is not None:
        # The line must not move between this reading of its place and the commit.
        await session.refresh(to, with_for_update={"read": True})
    await statistic.hold(session)
    code = to.code if to else None
    inside = select(org.c.id).where(org.c.code.between(top.code, top.code_hi))
    await session.execute(
        update(org)
        .values(line_code=code, line_id=to.id if to else None, lead="territory" if to is None else org.c.lead)
        .where(org.c.id.in_(inside))
    )
    for table, organization, column in _carriers("line_code"):
        await session.execute(update(table).values({column: code}).where(organization.in_(inside)))
    await session.refresh(top)


async def move_line(session: AsyncSession, top: Line, parent: Line | None) -> int:
    """Put a line and the lines under it below `parent`, or at the top; returns how many unions followed.

    The scope must hold the whole city, because the unions on a line lie anywhere. The tree must be locked. The unions
    on these lines, and all rows of all tables that belong to them, follow in this transaction. Raises `TreeFull`.
    """
    found = await session.execute(
        select(line.c.id, line.c.parent_id)
        .where(line.c.code.between(top.code, top.code_hi))
        .order_by(line.c.code)
        .with_for_update()
    )
    children: dict[UUID, list[UUID]] = {}
    ids: list[UUID] = []
    for id, parent_id in found:
        ids.append(id)
        if id != top.id:
            children.setdefault(parent_id, []).append(id)
    levels = dict.fromkeys(ids, Level.TOWNSHIP)
    new = lay_out(top.id, children, levels, await place_line(session, parent))
    places = _pairs(ids, [new[id].low for id in ids], [new[id].high for id in ids])
    await statistic.hold(session)
    await session.execute(update(line).values(code=places.c.low, code_hi=places.c.high).where(line.c.id == places.c.id))
    done = await session.execute(update(org).values(line_code=places.c.low).where(org.c.line_id == places.c.id))
    for table, organization, column in _carriers("line_code"):
        await session.execute(
            update(table).values({column: places.c.low}).where(organization == org.c.id, org.c.line_id == places.c.id)
        )
    top.parent_id = parent.id if parent else None
    await session.flush()
    await session.refresh(top)
    return done.rowcount  # type: ignore[attr-defined, no-any-return]
