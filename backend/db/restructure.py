"""What a restructuring does to rows, set by set: members, their files and employers follow, histories close and open."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.placement import ancestors_at
from backend.db.tables.aid import Household
from backend.db.tables.aid_application import AidApplication, AidApplicationPaper, AidApplicationStep
from backend.db.tables.aid_case import AidCase, AidCaseStep
from backend.db.tables.aid_station import AidStation
from backend.db.tables.member import Member, MemberEvent, Membership
from backend.db.tables.organization import Committee, Employer, Honour, Officer, Organization, OrganizationVersion
from backend.db.tables.paper import PaperKeeper
from backend.db.tables.payment import Payment
from backend.db.tables.trip import TripAllotment, TripDemand
from backend.db.tables.visit import Visit, VisitConcern, VisitPicture
from backend.db.ties import OF_A_HOUSEHOLD
from backend.db.types import new_id
from backend.domain.calendar import day_of
from backend.domain.member.codes import MemberEventKind
from backend.domain.trip.trips import UNDER_WAY

organization: Any = Organization.__table__  # type: ignore[attr-defined]
member: Any = Member.__table__  # type: ignore[attr-defined]
membership: Any = Membership.__table__  # type: ignore[attr-defined]
event: Any = MemberEvent.__table__  # type: ignore[attr-defined]
employer: Any = Employer.__table__  # type: ignore[attr-defined]
officer: Any = Officer.__table__  # type: ignore[attr-defined]
committee: Any = Committee.__table__  # type: ignore[attr-defined]
honour: Any = Honour.__table__  # type: ignore[attr-defined]
paper_keeper: Any = PaperKeeper.__table__  # type: ignore[attr-defined]
station: Any = AidStation.__table__  # type: ignore[attr-defined]
household: Any = Household.__table__  # type: ignore[attr-defined]
aid_case: Any = AidCase.__table__  # type: ignore[attr-defined]
OF_A_CASE: Sequence[Any] = tuple(table.__table__ for table in (AidCaseStep, Payment))  # type: ignore[union-attr]
"""What hangs on a case, by `case_id`."""
application: Any = AidApplication.__table__  # type: ignore[attr-defined]
OF_AN_APPLICATION: Sequence[Any] = (
    AidApplicationStep.__table__,  # type: ignore[attr-defined]
    AidApplicationPaper.__table__,  # type: ignore[attr-defined]
)
visit: Any = Visit.__table__  # type: ignore[attr-defined]
OF_A_VISIT: Sequence[Any] = (VisitPicture.__table__, VisitConcern.__table__)  # type: ignore[attr-defined]
demand: Any = TripDemand.__table__  # type: ignore[attr-defined]
allotment: Any = TripAllotment.__table__  # type: ignore[attr-defined]
version: Any = OrganizationVersion.__table__  # type: ignore[attr-defined]

IN_REGISTER = ("active", "retained", "transfer_out_pending")


async def move_members(
    session: AsyncSession,
    which: ColumnElement[bool],
    *,
    to: Organization,
    by: str,
    on: date,
    at: datetime,
    actor_id: UUID,
    actor_name: str,
) -> int:
    """Let the members for whom `which` holds stand with another union from a day on; returns how many.

    Their memberships close and open, and each gets an entry in their life line; `by` says what the cause was.
    """
    county, township = await ancestors_at(session, to.code)
    found = await session.execute(
        select(member.c.id, member.c.organization_id, member.c.status).where(which).with_for_update()
    )
    ids = found.all()
    if not ids:
        return 0
    all_ids = [id for id, _from, _status in ids]
    holding = [id for id, _from, status in ids if status in IN_REGISTER]
    place = {"organization_id": to.id, "code": to.code, "line_code": to.line_code}
    await session.execute(
        update(member)
        .values(**place, county_id=county, township_id=township, updated_at=at, version=member.c.version + 1)
        .where(member.c.id.in_(all_ids))
    )
    # Whoever joined after that day goes over from when they joined.
    closed = await session.execute(
        update(membership)
        .values(ended_on=func.greatest(membership.c.started_on, on), ended_by=by)
        .where(membership.c.member_id.in_(holding), membership.c.ended_on.is_(None))
        .returning(membership.c.member_id, membership.c.ended_on)
    )
    since = {row[0]: row[1] for row in closed}
    if since:
        await session.execute(
            insert(membership),
            [dict(id=new_id(), member_id=id, **place, started_on=day, began_by=by) for id, day in since.items()],
        )
    await session.execute(
        insert(event),
        [
            dict(
                id=new_id(),
                member_id=id,
                **place,
                kind=MemberEventKind.RESTRUCTURED.value,
                on=on,
                actor_id=actor_id,
                actor_name=actor_name,
                facts={
                    "cause": by,
                    "from_organization_id": str(origin),
                    "to_organization_id": str(to.id),
                    "to": to.name,
                },
                recorded_at=at,
            )
            for id, origin, _status in ids
        ],
    )
    # The file of a household goes where its worker goes, and so do the cases of both.
    await move_cases(session, aid_case.c.member_id.in_(all_ids), to=to, at=at)
    await move_households(session, household.c.member_id.in_(all_ids), to=to, at=at)
    await move_applications(session, all_ids, to=to, at=at)
    await move_visits(session, visit.c.member_id.in_(all_ids), to=to, at=at)
    return len(all_ids)


async def move_aid(session: AsyncSession, union: Organization, *, to: Organization, at: datetime) -> None:
    """Let what of aid still stands with a union that ends, of whomever it is, stand with another: it keeps nothing."""
    await move_households(session, household.c.organization_id == union.id, to=to, at=at)
    await move_cases(session, aid_case.c.organization_id == union.id, to=to, at=at)
    await move_visits(session, visit.c.organization_id == union.id, to=to, at=at)
    await move_demands(session, union, to=to, at=at)


async def move_applications(session: AsyncSession, members: Sequence[UUID], *, to: Organization, at: datetime) -> None:
    """Let the applications for aid of these members lie with another union, with all that hangs on them."""
    place = {"organization_id": to.id, "code": to.code, "line_code": to.line_code}
    found = await session.scalars(
        update(application)
        .values(**place, updated_at=at, version=application.c.version + 1)
        .where(application.c.member_id.in_(members))
        .returning(application.c.id)
    )
    ids = list(found)
    for table in OF_AN_APPLICATION if ids else ():
        await session.execute(update(table).values(place).where(table.c.application_id.in_(ids)))


async def move_households(session: AsyncSession, which: ColumnElement[bool], *, to: Organization, at: datetime) -> int:
    """Let the household files for which `which` holds stand with another union, with all that hangs on them; how many."""
    place = {"organization_id": to.id, "code": to.code, "line_code": to.line_code}
    found = await session.scalars(
        update(household)
        .values(**place, updated_at=at, version=household.c.version + 1)
        .where(which)
        .returning(household.c.id)
    )
    ids = list(found)
    for table in OF_A_HOUSEHOLD if ids else ():
        await session.execute(update(table).values(place).where(table.c.household_id.in_(ids)))
    if ids:
        await move_cases(session, aid_case.c.household_id.in_(ids), to=to, at=at)
        await move_visits(session, visit.c.household_id.in_(ids), to=to, at=at)
    return len(ids)


async def move_visits(session: AsyncSession, which: ColumnElement[bool], *, to: Organization, at: datetime) -> None:
    """Let the stops of visits for which `which` holds stand with another union, with their pictures and what was heard.

    They stay on their plans: who visits does not change with where somebody stands.
    """
    place = {"organization_id": to.id, "code": to.code, "line_code": to.line_code}
    found = await session.scalars(
        update(visit).values(**place, updated_at=at, version=visit.c.version + 1).where(which).returning(visit.c.id)
    )
    ids = list(found)
    for table in OF_A_VISIT if ids else ():
        await session.execute(update(table).values(place).where(table.c.visit_id.in_(ids)))


def is_open_demand(today: date) -> ColumnElement[bool]:
    """Whether somebody of a demand for going home has still to travel, or to be recorded as arrived."""
    seated = select(1).where(allotment.c.demand_id == demand.c.id, allotment.c.trip_state.in_(sorted(UNDER_WAY)))
    return or_(demand.c.travel_on >= today, seated.exists())


async def move_demands(session: AsyncSession, union: Organization, *, to: Organization, at: datetime) -> None:
    """Let the open demands of a union stand with another, with their seats, and say whose they were.

    The receiver may have asked for the same day and place; both stay, because their people are told by two unions.
    """
    place = {"organization_id": to.id, "code": to.code, "line_code": to.line_code}
    origin = case((demand.c.origin_name == "", union.name), else_=demand.c.origin_name)
    found = await session.scalars(
        update(demand)
        .values(**place, origin_name=origin, updated_at=at, version=demand.c.version + 1)
        .where(demand.c.organization_id == union.id, is_open_demand(day_of(at)))
        .returning(demand.c.id)
    )
    if ids := list(found):
        await session.execute(update(allotment).values(place).where(allotment.c.demand_id.in_(ids)))


async def move_cases(session: AsyncSession, which: ColumnElement[bool], *, to: Organization, at: datetime) -> None:
    """Let the cases for which `which` holds stand with another union, with all that hangs on them."""
    place = {"organization_id": to.id, "code": to.code, "line_code": to.line_code}
    found = await session.scalars(
        update(aid_case)
        .values(**place, updated_at=at, version=aid_case.c.version + 1)
        .where(which)
        .returning(aid_case.c.id)
    )
    ids = list(found)
    for table in OF_A_CASE if ids else ():
        await session.execute(update(table).values(place).where(table.c.case_id.in_(ids)))


async def move_employers(session: AsyncSession, which: ColumnElement[bool], *, to: Organization, on: date) -> int:
    """Let another union cover the employers for whom `which` holds; returns how many."""
    done = await session.execute(
        update(employer)
        .values(union_id=to.id, code=to.code, line_code=to.line_code, covered_on=on, version=employer.c.version + 1)
        .where(which)
    )
    return done.rowcount  # type: ignore[attr-defined, no-any-return]


async def uncover_employers(session: AsyncSession, union: Organization) -> int:
    """The employers of an ended union are without one again and stand with their territory."""
    done = await session.execute(
        update(employer)
        .values(
            union_id=None,
            covered_on=None,
            code=organization.c.code,
            line_code=organization.c.line_code,
            version=employer.c.version + 1,
        )
        .where(employer.c.union_id == union.id, organization.c.id == employer.c.territory_id)
    )
    return done.rowcount  # type: ignore[attr-defined, no-any-return]


async def end_posts(session: AsyncSession, union: Organization, *, on: date, reason: str) -> int:
    """Officers, committees, honours and aid stations of an ended union end with it, and so does who keeps its papers; returns
    how many officers.

    The papers stay with the union that they are of: they are its history.
    """
    done = await session.execute(
        update(officer)
        .values(ended_on=func.greatest(officer.c.started_on, on), end_reason=reason, version=officer.c.version + 1)
        .where(officer.c.organization_id == union.id, officer.c.ended_on.is_(None))
    )
    await session.execute(
        update(committee)
        .values(ended_on=func.greatest(committee.c.elected_on, on), version=committee.c.version + 1)
        .where(committee.c.organization_id == union.id, committee.c.ended_on.is_(None))
    )
    await session.execute(
        update(honour)
        .values(ended_on=func.greatest(honour.c.started_on, on), end_reason=reason, version=honour.c.version + 1)
        .where(honour.c.organization_id == union.id, honour.c.ended_on.is_(None))
    )
    await session.execute(
        update(paper_keeper)
        .values(until=func.greatest(paper_keeper.c.since, on), version=paper_keeper.c.version + 1)
        .where(paper_keeper.c.organization_id == union.id, paper_keeper.c.until.is_(None))
    )
    await session.execute(
        update(station)
        .values(closed_on=func.greatest(station.c.opened_on, on), close_reason=reason, version=station.c.version + 1)
        .where(station.c.organization_id == union.id, station.c.closed_on.is_(None))
    )
    return done.rowcount  # type: ignore[attr-defined, no-any-return]


async def record_versions(
    session: AsyncSession,
    unions: Sequence[Organization],
    *,
    change: str,
    on: date,
    at: datetime,
    actor_id: UUID | None,
    facts: dict[str, Any] | None = None,
) -> None:
    """Close the present state of these unions and open the new one, from a day on."""
    ids = [union.id for union in unions]
    parents = await session.execute(
        select(organization.c.id, organization.c.name).where(
            organization.c.id.in_({union.parent_id for union in unions if union.parent_id is not None})
        )
    )
    names = {row.id: row.name for row in parents}
    await session.execute(
        update(version).values(valid_to=on).where(version.c.organization_id.in_(ids), version.c.valid_to.is_(None))
    )
    session.add_all(
        state_of(
            union,
            names.get(union.parent_id, ""),
            change=change,
            on=on,
            at=at,
            actor_id=actor_id,
            facts=facts,
        )
        for union in unions
    )
    await session.flush()


def state_of(
    union: Organization,
    parent_name: str,
    *,
    change: str,
    on: date,
    at: datetime,
    actor_id: UUID | None,
    facts: dict[str, Any] | None = None,
) -> OrganizationVersion:
    """The state of a union that begins on a day."""
    return OrganizationVersion(
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        valid_from=on,
        change=change,
        parent_id=union.parent_id,
        parent_name=parent_name,
        name=union.name,
        kind=union.kind,
        level=union.level,
        status=union.status,
        facts=facts or {},
        actor_id=actor_id,
        recorded_at=at,
    )
