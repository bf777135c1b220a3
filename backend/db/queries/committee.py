"""Reading committees, the unions whose term ends, and the sizes of unions by which committees and posts are due."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Select, Uuid, and_, case, cast, func, literal, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import place_of, within
from backend.db.queries.urged import last_urged_on
from backend.db.tables.organization import Committee, Organization, OrganizationStat, OrganizationStatDelta
from backend.domain.access import Scope
from backend.domain.organization.codes import CommitteeKind, Level, UrgeSubject
from backend.domain.organization.terms import DUE_MONTHS, TermPhase
from backend.domain.refusals import NotFound

committee: Any = Committee.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
stat: Any = OrganizationStat.__table__  # type: ignore[attr-defined]
delta: Any = OrganizationStatDelta.__table__  # type: ignore[attr-defined]


def anniversary(started_on: Any, years: Any) -> Any:
    """The day after the last day of a term, as `domain/organization/terms.py` counts it."""
    return cast(started_on + func.make_interval(years), Date)


def in_phase(started_on: Any, years: Any, phase: TermPhase | None, today: date) -> Any:
    """Whether a term stands in a phase on a day; without one, whether it is due or overdue."""
    end = anniversary(started_on, years)
    due_on = cast(end - func.make_interval(0, DUE_MONTHS), Date)
    day = literal(today, Date)
    match phase:
        case TermPhase.OVERDUE:
            return end <= day
        case TermPhase.DUE:
            return and_(due_on <= day, end > day)
        case TermPhase.RUNNING:
            return due_on > day
        case None:
            return due_on <= day


async def get_committee(session: AsyncSession, id: UUID, *, lock: bool = False) -> Committee:
    """The committee, locked for a change if asked. Raises `NotFound`."""
    found = await session.get(Committee, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def find_sitting(session: AsyncSession, organization_id: UUID, kind: str) -> Committee | None:
    """The sitting committee of a kind, locked."""
    found = await session.scalars(
        select(Committee)
        .where(committee.c.organization_id == organization_id, committee.c.kind == kind, committee.c.ended_on.is_(None))
        .with_for_update()
    )
    return found.first()


async def find_last_term(session: AsyncSession, organization_id: UUID, kind: str) -> int | None:
    """The highest 届 of a kind on record."""
    found = await session.execute(
        select(func.max(committee.c.term_number)).where(
            committee.c.organization_id == organization_id, committee.c.kind == kind
        )
    )
    return found.scalar_one()  # type: ignore[no-any-return]


def list_committees(
    *,
    scope: Scope,
    id: UUID | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
    **filters: Any,
) -> Select[Any]:
    """Committees in tree order."""
    place = place_of(committee, scope)
    own = [column for column in committee.c if column.name not in ("code", "line_code")]
    statement = (
        select(*own, org.c.name.label("organization_name"), place.label("_place"))
        .select_from(committee.join(org, org.c.id == committee.c.organization_id))
        .where(within(committee, scope), *_filters(**filters))
        .order_by(place, committee.c.id)
        .limit(limit)
    )
    if id is not None:
        statement = statement.where(committee.c.id == id)
    if after is not None:
        statement = statement.where(
            tuple_(place, committee.c.id) > tuple_(literal(int(after[0]), BigInteger), literal(UUID(after[1]), Uuid))
        )
    return statement


def count_committees(*, scope: Scope, cap: int, **filters: Any) -> Select[Any]:
    """How many committees a list has, counted up to `cap`."""
    inner = select(committee.c.id).where(within(committee, scope), *_filters(**filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _filters(
    organization_id: UUID | None = None,
    under: tuple[int, int] | None = None,
    kinds: Sequence[str] = (),
    ended: bool | None = None,
    phase: TermPhase | None = None,
    today: date | None = None,
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [true()]
    if organization_id is not None:
        conditions.append(committee.c.organization_id == organization_id)
    if under is not None:
        conditions.append(committee.c.code.between(*under))
    if kinds:
        conditions.append(committee.c.kind.in_(kinds))
    if ended is not None:
        conditions.append(committee.c.ended_on.is_not(None) if ended else committee.c.ended_on.is_(None))
    if phase is not None and today is not None:
        conditions.append(in_phase(committee.c.elected_on, committee.c.term_years, phase, today))
    return conditions


def electing() -> list[ColumnElement[bool]]:
    """Living unions from the city down to the basic ones: those that elect and report upwards."""
    return [org.c.status == "active", org.c.level <= int(Level.UNION)]


def _unions(scope: Scope, under: tuple[int, int] | None) -> list[ColumnElement[bool]]:
    conditions = [within(org, scope), *electing()]
    if under is not None:
        conditions.append(org.c.code.between(*under))
    return conditions


def list_terms_due(
    *,
    scope: Scope,
    under: tuple[int, int] | None,
    phase: TermPhase | None,
    today: date,
    after: Sequence[Any] | None,
    limit: int,
) -> Select[Any]:
    """Unions whose re-election is due or overdue, in tree order."""
    parent = aliased(org)
    statement = (
        select(
            org.c.id,
            org.c.name,
            org.c.kind,
            org.c.level,
            org.c.parent_id,
            parent.c.name.label("parent_name"),
            org.c.term_number,
            org.c.term_started_on,
            org.c.term_years,
            last_urged_on(org.c.id, UrgeSubject.TERM).label("urged_on"),
            org.c.code.label("_code"),
        )
        .select_from(org.outerjoin(parent, parent.c.id == org.c.parent_id))
        .where(*_unions(scope, under), *term_stands(phase, today))
        .order_by(org.c.code)
        .limit(limit)
    )
    return statement if after is None else statement.where(org.c.code > int(after[0]))


def count_terms_due(
    *, scope: Scope, under: tuple[int, int] | None, phase: TermPhase | None, today: date, cap: int
) -> Select[Any]:
    """How many unions that list has, counted up to `cap`."""
    inner = select(org.c.id).where(*_unions(scope, under), *term_stands(phase, today)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def term_stands(phase: TermPhase | None, today: date) -> list[ColumnElement[bool]]:
    """Of `electing` unions: whose term stands in a phase on a day, or is due or overdue."""
    return [org.c.term_started_on.is_not(None), in_phase(org.c.term_started_on, org.c.term_years, phase, today)]


def with_sizes(scope: Scope, under: tuple[int, int] | None) -> tuple[Any, ColumnElement[bool], Any, Any]:
    """(unions joined to their sizes, their conditions, members, women): see `sized`."""
    joined, members, women = sized()
    return joined, and_(*_unions(scope, under)), members, women


def sized() -> tuple[Any, Any, Any]:
    """(unions joined to their sizes, members, women): members of a basic union and its branches.

    Above the basic unions the sizes are null: what is due there does not depend on them. Folded counters are summed per
    union as the list is walked; the tail that is not folded yet is small and summed once.
    """
    basic = org.c.level == int(Level.UNION)
    folded = (
        select(
            func.coalesce(func.sum(stat.c.members), 0).label("members"),
            func.coalesce(func.sum(stat.c.women), 0).label("women"),
        )
        .where(basic, stat.c.code.between(org.c.code, org.c.code_hi))
        .correlate(org)
        .lateral("folded")
    )
    inner, above = aliased(org), aliased(org)
    tail = (
        select(
            above.c.id.label("id"),
            func.sum(delta.c.members).label("members"),
            func.sum(delta.c.women).label("women"),
        )
        .select_from(
            delta.join(inner, inner.c.id == delta.c.organization_id).join(
                above, and_(above.c.level == int(Level.UNION), inner.c.code.between(above.c.code, above.c.code_hi))
            )
        )
        .group_by(above.c.id)
        .subquery("tail")
    )
    joined = org.join(folded, true()).outerjoin(tail, tail.c.id == org.c.id)
    members = case((basic, folded.c.members + func.coalesce(tail.c.members, 0)))
    women = case((basic, folded.c.women + func.coalesce(tail.c.women, 0)))
    return joined, members, women


def list_committees_due(
    *,
    scope: Scope,
    under: tuple[int, int] | None,
    small_women_from: int,
    after: Sequence[Any] | None,
    limit: int,
) -> Select[Any]:
    """Unions in which a body that is due does not sit, in tree order, with the kinds that do sit."""
    joined, conditions, members, women = with_sizes(scope, under)
    sitting = (
        select(func.array_agg(committee.c.kind))
        .where(committee.c.organization_id == org.c.id, committee.c.ended_on.is_(None))
        .correlate(org)
        .scalar_subquery()
    )
    statement = (
        select(
            org.c.id,
            org.c.name,
            org.c.kind,
            org.c.level,
            members.label("members"),
            women.label("women"),
            sitting.label("_sitting"),
            org.c.code.label("_code"),
        )
        .select_from(joined)
        .where(conditions, _missing(women, small_women_from))
        .order_by(org.c.code)
        .limit(limit)
    )
    return statement if after is None else statement.where(org.c.code > int(after[0]))


def _missing(women: Any, small_women_from: int) -> ColumnElement[bool]:
    """A body that is due does not sit: by the same rule as `committees_missing`, which then names the bodies."""
    return or_(
        ~_sits(CommitteeKind.UNION),
        ~_sits(CommitteeKind.AUDIT),
        and_(
            or_(org.c.level < int(Level.UNION), women >= small_women_from),
            ~_sits(CommitteeKind.WOMEN),
        ),
    )


def _sits(kind: CommitteeKind) -> Any:
    return (
        select(committee.c.id)
        .where(committee.c.organization_id == org.c.id, committee.c.kind == kind.value, committee.c.ended_on.is_(None))
        .correlate(org)
        .exists()
    )


def count_committees_due(
    *, scope: Scope, under: tuple[int, int] | None, small_women_from: int, cap: int
) -> Select[Any]:
    """How many unions that list has, counted up to `cap`."""
    joined, conditions, _members, women = with_sizes(scope, under)
    inner = (
        select(org.c.id).select_from(joined).where(conditions, _missing(women, small_women_from)).limit(cap).subquery()
    )
    return select(func.count()).select_from(inner)
