"""Demands for going home: the list with what was found for each, sums of them, and those that a trip can serve."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Integer, Select, Uuid, and_, case, delete, func, literal, null, or_, select, true, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import within
from backend.db.tables.organization import Organization
from backend.db.tables.trip import ReturnTrip, TripAllotment, TripDemand
from backend.domain.access import Scope
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound
from backend.domain.trip.codes import DemandGrouping, DemandState, TravelWay
from backend.domain.trip.trips import AGREED, ways_for

demand: Any = TripDemand.__table__  # type: ignore[attr-defined]
allotment: Any = TripAllotment.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

ITEM_COLUMNS = (
    *("id", "organization_id", "origin_name", "year", "province", "place", "travel_on", "way", "people", "allotted"),
    *("note", "made_by_name", "version"),
)
KEYSET = ("travel_on", "id")
SUMS = ("demands", "people", "driving", "allotted", "confirmed", "travelled")
_AGREED = tuple(sorted(str(state) for state in AGREED))
_OF_DEMAND = allotment.c.demand_id == demand.c.id


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandFilters:
    """What a list of demands is narrowed by."""

    year: int
    under: tuple[int, int] | None = None
    provinces: Sequence[str] = ()
    ways: Sequence[str] = ()
    states: Sequence[str] = ()
    since: date | None = None
    until: date | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = [demand.c.year == self.year]
        if self.under is not None:
            found.append(demand.c.code.between(*self.under))
        if self.provinces:
            found.append(demand.c.province.in_(list(self.provinces)))
        if self.ways:
            found.append(demand.c.way.in_(list(self.ways)))
        if self.states:
            found.append(_state().in_(list(self.states)))
        if self.since is not None:
            found.append(demand.c.travel_on >= self.since)
        if self.until is not None:
            found.append(demand.c.travel_on <= self.until)
        return found


def _state() -> Any:
    return case(
        (demand.c.way == TravelWay.CAR.value, DemandState.DRIVING.value),
        (demand.c.allotted == 0, DemandState.OPEN.value),
        (demand.c.allotted < demand.c.people, DemandState.PARTLY.value),
        else_=DemandState.SEATED.value,
    )


def _found(column: Any, *which: Any) -> Any:
    """A sum over the seats of a demand."""
    return func.coalesce(select(func.sum(column)).where(_OF_DEMAND, *which).scalar_subquery(), 0)


def list_demands(
    *, scope: Scope, filters: DemandFilters, after: Sequence[Any] | None = None, limit: int
) -> Select[Any]:
    """Demands of the subtree, those that travel first in front."""
    statement = (
        select(
            *(demand.c[name] for name in ITEM_COLUMNS),
            org.c.name.label("organization_name"),
            _state().label("state"),
            _found(allotment.c.seats, allotment.c.trip_state.in_(_AGREED)).label("confirmed"),
            _found(allotment.c.travelled).label("travelled"),
        )
        .select_from(demand.join(org, org.c.id == demand.c.organization_id))
        .where(within(demand, scope), *filters.conditions())
        .order_by(demand.c.travel_on, demand.c.id)
        .limit(limit)
    )
    if after is not None:
        day, id = after
        place = (literal(date.fromisoformat(day), Date), literal(UUID(id), Uuid))
        statement = statement.where(tuple_(demand.c.travel_on, demand.c.id) > tuple_(*place))
    return statement


def count_demands(*, scope: Scope, filters: DemandFilters, cap: int) -> Select[Any]:
    """How many demands a list has, counted up to `cap`."""
    found = select(demand.c.id).where(within(demand, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(found.subquery())


async def get_demand(session: AsyncSession, id: UUID, *, lock: bool = False) -> TripDemand:
    """A demand, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(TripDemand, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def hold_demands(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, TripDemand]:
    """These demands, held in one order whatever trip asks, so that no two wait for each other. Raises `NotFound`."""
    asked = (
        sqlmodel_select(TripDemand)
        .where(col(TripDemand.id).in_(ids))
        .order_by(col(TripDemand.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = {row.id: row for row in await session.scalars(asked)}
    if len(found) < len(set(ids)):
        raise NotFound()
    return found


async def names_of(session: AsyncSession, ids: Sequence[UUID]) -> dict[UUID, str]:
    """What the unions are called that demands stand with."""
    found = await session.execute(select(org.c.id, org.c.name).where(org.c.id.in_(ids)))
    return {row.id: row.name for row in found}


async def list_seats(session: AsyncSession, demand_id: UUID) -> Sequence[Mapping[str, Any]]:
    """The seats that a demand was told of: on trips that were confirmed, those cancelled afterwards too."""
    found = await session.execute(
        select(allotment)
        .where(allotment.c.demand_id == demand_id, allotment.c.trip_state != "planned")
        .order_by(allotment.c.departs_at, allotment.c.id)
    )
    return [dict(row) for row in found.mappings()]


async def drop_seats(session: AsyncSession, demand_id: UUID) -> None:
    """Take away what a demand that goes was told of trips that are cancelled."""
    await session.execute(delete(allotment).where(allotment.c.demand_id == demand_id))


def list_fitting(
    *, scope: Scope, trip: ReturnTrip, season: int, day: date, after: Sequence[Any] | None = None, limit: int
) -> Select[Any]:
    """Demands that a trip can serve or does: of its province, its way and its winter, with somebody still without a seat.

    Those nearest to its day come first.
    """
    here = allotment.alias("here")
    away = func.abs(demand.c.travel_on - literal(day, Date))
    seats = func.coalesce(here.c.seats, 0)
    statement = (
        select(
            demand.c.id,
            demand.c.organization_id,
            org.c.name.label("organization_name"),
            *(demand.c[name] for name in ("origin_name", "place", "travel_on", "way", "people", "note")),
            (demand.c.allotted - seats).label("elsewhere"),
            seats.label("seats"),
            away.label("_away"),
        )
        .select_from(
            demand.join(org, org.c.id == demand.c.organization_id).outerjoin(
                here, and_(here.c.demand_id == demand.c.id, here.c.trip_id == trip.id)
            )
        )
        .where(
            within(demand, scope),
            demand.c.year == season,
            demand.c.province == trip.province,
            demand.c.way.in_([str(way) for way in ways_for(TravelWay(trip.way))]),
            or_(demand.c.allotted < demand.c.people, here.c.id.is_not(None)),
        )
        .order_by(away, demand.c.id)
        .limit(limit)
    )
    if after is not None:
        place = (literal(int(after[0]), Integer), literal(UUID(after[1]), Uuid))
        statement = statement.where(tuple_(away, demand.c.id) > tuple_(*place))
    return statement


async def summary(
    session: AsyncSession, scope: Scope, *, top: Mapping[str, Any], year: int, by: DemandGrouping
) -> Sequence[Mapping[str, Any]]:
    """What is asked for below `top` in a winter and what was found, in one statement.

    By unions below, what stands with `top` itself is a row of its own. A line's unions lie in many counties, so to
    somebody who works for a line each of them is its own row.
    """
    child: Any = org.alias("child")
    of: Any = (
        select(
            allotment.c.demand_id,
            func.sum(allotment.c.seats).filter(allotment.c.trip_state.in_(_AGREED)).label("confirmed"),
            func.sum(allotment.c.travelled).label("travelled"),
        )
        .where(within(allotment, scope))
        .group_by(allotment.c.demand_id)
        .subquery()
    )
    joined = demand.outerjoin(of, of.c.demand_id == demand.c.id)
    by_territory = scope.tree is Tree.TERRITORY
    inside = demand.c.code.between(top["code"], top["code_hi"]) if by_territory else true()
    people = func.sum(demand.c.people)
    shown: dict[str, Any] = dict.fromkeys(("province", "travel_on", "organization_id", "organization_name"), null())
    keys: dict[str, Any] = {}
    if by in (DemandGrouping.PROVINCE, DemandGrouping.PROVINCE_DAY):
        keys["province"] = demand.c.province
    if by in (DemandGrouping.DAY, DemandGrouping.PROVINCE_DAY):
        keys["travel_on"] = demand.c.travel_on
    order: tuple[Any, ...] = (people.desc(), demand.c.province) if by is DemandGrouping.PROVINCE else (*keys.values(),)
    shown |= keys
    if by is DemandGrouping.CHILD:
        below = (
            and_(child.c.parent_id == top["id"], demand.c.code.between(child.c.code, child.c.code_hi))
            if by_territory
            else child.c.id == demand.c.organization_id
        )
        joined = joined.outerjoin(child, below)
        keys = {"id": child.c.id, "name": child.c.name, "code": child.c.code}
        order = (child.c.code.nulls_first(),)
        shown["organization_id"] = func.coalesce(child.c.id, literal(top["id"], Uuid))
        shown["organization_name"] = func.coalesce(child.c.name, literal(top["name"]))
    found = await session.execute(
        select(
            *(column.label(name) for name, column in shown.items()),
            func.count().label("demands"),
            people.label("people"),
            func.coalesce(people.filter(demand.c.way == TravelWay.CAR.value), 0).label("driving"),
            func.sum(demand.c.allotted).label("allotted"),
            func.coalesce(func.sum(of.c.confirmed), 0).label("confirmed"),
            func.coalesce(func.sum(of.c.travelled), 0).label("travelled"),
        )
        .select_from(joined)
        .where(within(demand, scope), inside, demand.c.year == year)
        .group_by(*keys.values())
        .order_by(*order)
    )
    return [dict(row) for row in found.mappings()]
