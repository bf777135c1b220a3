"""Reading urges. Whether the matter of one still stands is read off the register each time (ORG-19, 22; MBR-02; RPT-02).

`now` is the moment at which that is asked: duties are late by the minute, everything else by the day in China.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, case, func, literal, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.queries.committee import in_phase, with_sizes
from backend.db.queries.duty import owes_late
from backend.db.queries.officer import vacant
from backend.db.queries.report import reports_late
from backend.db.queries.urged import last_urged_on
from backend.db.tables.member import Transfer
from backend.db.tables.organization import Organization, Urge
from backend.domain.access import Scope
from backend.domain.calendar import day_of
from backend.domain.organization.appointments import MEMBERS_FROM, ONE_PER_UNION, WOMEN_FROM
from backend.domain.organization.codes import Post, UrgeState, UrgeSubject
from backend.domain.refusals import NotFound

urge: Any = Urge.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
transfer: Any = Transfer.__table__  # type: ignore[attr-defined]

POSTS = tuple(post for post in Post if post in ONE_PER_UNION)


async def get_urge(session: AsyncSession, id: UUID, *, lock: bool = False) -> Urge:
    """The urge, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Urge, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


def _matters(scope: Scope, now: datetime) -> tuple[Any, dict[UrgeSubject, ColumnElement[bool]]]:
    """(living unions joined to their sizes, per subject whether it stands open with the union of the row)."""
    today = day_of(now)
    joined, conditions, members, women = with_sizes(scope, None)
    waits = or_(
        and_(transfer.c.to_organization_id == org.c.id, transfer.c.status.in_(("submitted", "released"))),
        and_(transfer.c.from_organization_id == org.c.id, transfer.c.status == "requested"),
    )
    late = select(transfer.c.id).where(waits, transfer.c.due_on < today).correlate(org).exists()
    return joined, {
        UrgeSubject.TERM: and_(
            conditions,
            org.c.term_started_on.is_not(None),
            in_phase(org.c.term_started_on, org.c.term_years, None, today),
        ),
        UrgeSubject.VACANCY: and_(conditions, vacant(POSTS, members, women, MEMBERS_FROM, WOMEN_FROM)),
        UrgeSubject.TRANSFER: and_(org.c.status == "active", late),
        UrgeSubject.DUTY: and_(org.c.status == "active", owes_late(org, now)),
        UrgeSubject.REPORT: and_(org.c.status == "active", reports_late(org, today)),
    }


async def find_open(
    session: AsyncSession, scope: Scope, ids: Iterable[UUID], subject: UrgeSubject, *, now: datetime
) -> frozenset[UUID]:
    """Those of the unions with which the matter stands open now."""
    joined, matters = _matters(scope, now)
    found = await session.scalars(select(org.c.id).select_from(joined).where(org.c.id.in_(ids), matters[subject]))
    return frozenset(found)


async def find_unions(
    session: AsyncSession, ids: Iterable[UUID], subject: UrgeSubject, *, today: date
) -> Mapping[UUID, Any]:
    """The unions by id: name, status, place, and whether one was urged about this today. Locked against a second urge."""
    urged = (
        select(urge.c.id)
        .where(
            urge.c.organization_id == org.c.id,
            urge.c.subject == subject.value,
            urge.c.urged_on == today,
            urge.c.withdrawn_at.is_(None),
        )
        .correlate(org)
        .exists()
    )
    found = await session.execute(
        select(org.c.id, org.c.name, org.c.status, org.c.code, org.c.line_code, urged.label("urged_today")).where(
            org.c.id.in_(ids)
        )
    )
    return {row.id: row for row in found}


def _stands(scope: Scope, now: datetime) -> tuple[Any, ColumnElement[bool]]:
    """(urges joined to their unions, whether the matter of the urge still stands)."""
    joined, matters = _matters(scope, now)
    stands = or_(*[and_(urge.c.subject == subject.value, open) for subject, open in matters.items()])
    return joined.join(urge, urge.c.organization_id == org.c.id), func.coalesce(stands, False)


def list_urges(
    *,
    scope: Scope,
    now: datetime,
    id: UUID | None = None,
    organization_id: UUID | None = None,
    under: tuple[int, int] | None = None,
    subjects: Sequence[str] = (),
    states: Sequence[str] = (),
    sent_by_us: bool = False,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Urges, the newest first, each with its state."""
    joined, stands = _stands(scope, now)
    state = case(
        (urge.c.withdrawn_at.is_not(None), UrgeState.WITHDRAWN.value),
        (or_(urge.c.settled_at.is_not(None), ~stands), UrgeState.SETTLED.value),
        (urge.c.seen_at.is_not(None), UrgeState.SEEN.value),
        else_=UrgeState.SENT.value,
    )
    own = [column for column in urge.c if column.name not in ("code", "line_code", "from_level")]
    conditions: list[ColumnElement[bool]] = [within(urge, scope)]
    if id is not None:
        conditions.append(urge.c.id == id)
    if organization_id is not None:
        conditions.append(urge.c.organization_id == organization_id)
    if under is not None:
        conditions.append(urge.c.code.between(*under))
    if subjects:
        conditions.append(urge.c.subject.in_(subjects))
    if states:
        conditions.append(state.in_(states))
    if sent_by_us:
        conditions.append(urge.c.from_organization_id == scope.organization_id)
    if after is not None:
        conditions.append(urge.c.id < UUID(after[0]))
    return (
        select(*own, org.c.name.label("organization_name"), state.label("state"))
        .select_from(joined)
        .where(*conditions)
        .order_by(urge.c.id.desc())
        .limit(limit)
    )


def count_urges(*, cap: int, **asked: Any) -> Select[Any]:
    """How many urges that list has, counted up to `cap`."""
    return select(func.count()).select_from(list_urges(limit=cap, **asked).subquery())


def list_waiting(*, scope: Scope, level: int, now: datetime, most: int) -> Select[Any]:
    """What the caller's union, or one below it that it answers for, is urged to do from above: the last of each matter.

    `level` is that of the union that the caller works for: urges from there or from below are not for the caller.
    """
    joined, stands = _stands(scope, now)
    ranked = (
        select(
            urge.c.id,
            urge.c.subject,
            urge.c.note,
            urge.c.from_organization_name,
            urge.c.urged_on,
            urge.c.seen_at,
            urge.c.version,
            urge.c.organization_id,
            org.c.name.label("organization_name"),
            func.row_number()
            .over(
                partition_by=(urge.c.organization_id, urge.c.subject, urge.c.from_organization_id),
                order_by=urge.c.id.desc(),
            )
            .label("rank"),
        )
        .select_from(joined)
        .where(
            within(urge, scope),
            urge.c.withdrawn_at.is_(None),
            urge.c.settled_at.is_(None),
            urge.c.from_organization_id != scope.organization_id,
            or_(urge.c.organization_id == scope.organization_id, urge.c.from_level < level),
            stands,
        )
        .subquery()
    )
    last = select(ranked).where(ranked.c.rank == 1).subquery()
    return select(last, func.count().over().label("in_all")).order_by(last.c.urged_on, last.c.id).limit(most)


async def find_last_urged_on(session: AsyncSession, organization_id: UUID, subject: UrgeSubject) -> date | None:
    """The day on which a union was last urged about this, of what stands."""
    found = await session.execute(select(last_urged_on(organization_id, subject)))
    return found.scalar_one()  # type: ignore[no-any-return]


async def settle(session: AsyncSession, scope: Scope, *, now: datetime) -> int:
    """Mark the urges whose matter is settled, so that a later matter of the kind does not revive them; how many."""
    joined, stands = _stands(scope, now)
    open = and_(urge.c.withdrawn_at.is_(None), urge.c.settled_at.is_(None))
    standing = select(urge.c.id).select_from(joined).where(open, stands)
    done = await session.execute(
        update(urge).values(settled_at=literal(now)).where(open, true(), urge.c.id.not_in(standing))
    )
    return done.rowcount  # type: ignore[attr-defined, no-any-return]
