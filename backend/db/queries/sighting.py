"""Of how many people accounts were told (trust.md A-08)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, Date, Uuid, bindparam, delete, func, select, text, tuple_
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bulk import unnested
from backend.db.statements import Asked, Statement
from backend.db.tables.sighting import Sighting, SightingLeave

sighting: Any = Sighting.__table__  # type: ignore[attr-defined]
leave: Any = SightingLeave.__table__  # type: ignore[attr-defined]

_ONE_AFTER_THE_OTHER = text("select pg_advisory_xact_lock(hashtextextended('sighting', 0))")
_OF_A_DAY = Statement(
    select(sighting.c.person_id).where(
        sighting.c.user_id == bindparam("user_id", type_=Uuid), sighting.c.day == bindparam("day", type_=Date)
    )
)
_LEAVES = Statement(
    select(func.count().label("n")).where(
        leave.c.user_id == bindparam("user_id", type_=Uuid), leave.c.day == bindparam("day", type_=Date)
    )
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One account was told of one person, in an hour of a day."""

    user_id: UUID
    day: date
    hour: int
    person_id: UUID


@dataclass(frozen=True, slots=True)
class Kept:
    """What a writing found. `in_day` counts the persons of an account's day, `in_hour` those of an hour before and after."""

    in_day: Mapping[tuple[UUID, date], int]
    in_hour: Mapping[tuple[UUID, date, int], tuple[int, int]]


def persons_of(user_id: UUID, day: date) -> Asked:
    """The persons of whom the caller was told on a day: their own rows, in whatever scope."""
    return _OF_A_DAY(user_id=user_id, day=day)


def leaves_of(user_id: UUID, day: date) -> Asked:
    """How often the limit of an account was lifted on a day."""
    return _LEAVES(user_id=user_id, day=day)


async def keep(session: AsyncSession, seen: Sequence[Seen]) -> Kept:
    """Write down of whom accounts were told, each person once a day, in one statement.

    One writing after the other: two at once would both find the hour's count below the alarm.
    """
    await session.execute(_ONE_AFTER_THE_OTHER)
    names = ("user_id", "day", "person_id", "hour")
    source = unnested(sighting, {name: [getattr(each, name) for each in seen] for name in names})
    written: dict[tuple[UUID, date, int], int] = {}
    added = insert(sighting).from_select(names, source).on_conflict_do_nothing()
    for user_id, day, hour in await session.execute(
        added.returning(sighting.c.user_id, sighting.c.day, sighting.c.hour)
    ):
        written[user_id, day, hour] = written.get((user_id, day, hour), 0) + 1
    days = sorted({(each.user_id, each.day) for each in seen})
    counted = await session.execute(
        select(sighting.c.user_id, sighting.c.day, sighting.c.hour, func.count())
        .where(tuple_(sighting.c.user_id, sighting.c.day).in_(days))
        .group_by(sighting.c.user_id, sighting.c.day, sighting.c.hour)
    )
    in_day: dict[tuple[UUID, date], int] = dict.fromkeys(days, 0)
    in_hour: dict[tuple[UUID, date, int], tuple[int, int]] = {}
    for user_id, day, hour, count in counted:
        in_day[user_id, day] += count
        in_hour[user_id, day, hour] = (count - written.get((user_id, day, hour), 0), count)
    return Kept(in_day, in_hour)


async def find_leave(session: AsyncSession, user_id: UUID, day: date) -> SightingLeave | None:
    """The leave of an account for a day."""
    found = await session.scalars(
        sqlmodel_select(SightingLeave).where(col(SightingLeave.user_id) == user_id, col(SightingLeave.day) == day)
    )
    return found.first()


async def count_persons(session: AsyncSession, user_id: UUID, day: date) -> int:
    """Of how many people an account of the caller's subtree was told on a day; through a door that tells only that."""
    found = await session.execute(text("select count_sightings(:user_id, :day)"), {"user_id": user_id, "day": day})
    return found.scalar_one()  # type: ignore[no-any-return]


async def forget(session: AsyncSession, before: date) -> int:
    """Let the sightings of days before go; returns how many."""
    done: CursorResult[Any] = await session.execute(  # type: ignore[assignment]
        delete(sighting).where(sighting.c.day < before)
    )
    return done.rowcount
