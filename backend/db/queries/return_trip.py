"""Return trips: the list, one with its seats, and what becomes of the seats when the trip changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, Select, Uuid, func, literal, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import within
from backend.db.tables.organization import Organization
from backend.db.tables.trip import ReturnTrip, TripAllotment, TripDemand
from backend.domain.access import Scope
from backend.domain.refusals import NotFound

trip: Any = ReturnTrip.__table__  # type: ignore[attr-defined]
allotment: Any = TripAllotment.__table__  # type: ignore[attr-defined]
demand: Any = TripDemand.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

ITEM_COLUMNS = (
    *("id", "organization_id", "year", "name", "way", "carrier", "number", "departs_at", "from_place", "province"),
    *("place", "seats", "allotted", "travelled", "ticket_fen", "subsidy_fen", "state", "reason", "made_by_name"),
    "version",
)
KEYSET = ("departs_at", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class TripFilters:
    """What a list of trips is narrowed by."""

    year: int
    under: tuple[int, int] | None = None
    provinces: Sequence[str] = ()
    ways: Sequence[str] = ()
    states: Sequence[str] = ()

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = [trip.c.year == self.year]
        if self.under is not None:
            found.append(trip.c.code.between(*self.under))
        for column, wanted in (("province", self.provinces), ("way", self.ways), ("state", self.states)):
            if wanted:
                found.append(trip.c[column].in_(list(wanted)))
        return found


def list_trips(*, scope: Scope, filters: TripFilters, after: Sequence[Any] | None = None, limit: int) -> Select[Any]:
    """Trips of the subtree, the next to depart in front."""
    statement = (
        select(*(trip.c[name] for name in ITEM_COLUMNS), org.c.name.label("organization_name"))
        .select_from(trip.join(org, org.c.id == trip.c.organization_id))
        .where(within(trip, scope), *filters.conditions())
        .order_by(trip.c.departs_at, trip.c.id)
        .limit(limit)
    )
    if after is not None:
        moment, id = after
        place = (literal(datetime.fromisoformat(moment), DateTime(timezone=True)), literal(UUID(id), Uuid))
        statement = statement.where(tuple_(trip.c.departs_at, trip.c.id) > tuple_(*place))
    return statement


def count_trips(*, scope: Scope, filters: TripFilters, cap: int) -> Select[Any]:
    """How many trips a list has, counted up to `cap`."""
    found = select(trip.c.id).where(within(trip, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(found.subquery())


async def get_trip(session: AsyncSession, id: UUID, *, lock: bool = False) -> ReturnTrip:
    """A trip, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(ReturnTrip, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def allotments_of(session: AsyncSession, trip_id: UUID) -> list[TripAllotment]:
    """The seats of a trip that are given."""
    asked = sqlmodel_select(TripAllotment).where(col(TripAllotment.trip_id) == trip_id).order_by(col(TripAllotment.id))
    return list(await session.scalars(asked))


async def list_allotments(session: AsyncSession, trip_id: UUID) -> Sequence[Mapping[str, Any]]:
    """The seats of a trip with the demands they are for."""
    found = await session.execute(
        select(
            allotment.c.demand_id,
            demand.c.organization_id,
            org.c.name.label("organization_name"),
            *(demand.c[name] for name in ("place", "travel_on", "way", "people")),
            allotment.c.seats,
            allotment.c.travelled,
        )
        .select_from(
            allotment.join(demand, demand.c.id == allotment.c.demand_id).join(org, org.c.id == demand.c.organization_id)
        )
        .where(allotment.c.trip_id == trip_id)
        .order_by(demand.c.code, demand.c.travel_on, demand.c.id)
    )
    return [dict(row) for row in found.mappings()]


async def copy_facts(session: AsyncSession, row: ReturnTrip) -> None:
    """Let the unions with seats read what the trip is now."""
    await session.execute(
        update(allotment)
        .values(
            trip_name=row.name,
            trip_number=row.number,
            trip_state=row.state,
            trip_reason=row.reason,
            departs_at=row.departs_at,
            from_place=row.from_place,
            ticket_fen=row.ticket_fen,
        )
        .where(allotment.c.trip_id == row.id)
    )
