"""Who wants to go home, the trips that are organised, and the seats that demands have on them (AID-26)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.tables.aid import fen
from backend.db.types import Table, instant, key, line_position, position, small


class TripDemand(Table, table=True):
    """So many people of a union who want to go to one place on one day in one way. Nobody is named.

    `origin_id` is the union that it was entered for; where that has ended and another has its demands, `origin_name` says
    whose it was. `allotted` counts the seats on all trips that are not cancelled, so that no two trips can give one twice.
    """

    __tablename__ = "trip_demand"
    __table_args__ = (
        Index("trip_demand_key", "origin_id", "province", "place", "travel_on", "way", unique=True),
        Index(None, "year", "code", "travel_on", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "organization_id"),
        CheckConstraint("way in ('train', 'coach', 'charter', 'car')", name="way"),
        CheckConstraint("people between 1 and 5000", name="people"),
        CheckConstraint("allotted between 0 and people", name="allotted"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    origin_id: UUID
    origin_name: str = Field(default="", max_length=120)
    year: int = small()
    province: str = Field(max_length=20)
    place: str = Field(max_length=40)
    travel_on: date
    way: str = Field(max_length=20)
    people: int
    allotted: int = 0
    note: str = Field(default="", max_length=200)
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class ReturnTrip(Table, table=True):
    """A train or a coach that a county or the city organises.

    `allotted` and `travelled` are sums of its allotments, kept here: a demand may later stand where this union does not see.
    """

    __tablename__ = "return_trip"
    __table_args__ = (
        Index(None, "year", "code", "departs_at", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "organization_id"),
        CheckConstraint("way in ('train', 'coach', 'charter')", name="way"),
        CheckConstraint("state in ('planned', 'confirmed', 'departed', 'arrived', 'cancelled')", name="state"),
        CheckConstraint("seats between 1 and 3000", name="seats"),
        CheckConstraint("allotted between 0 and seats", name="allotted"),
        CheckConstraint("travelled between 0 and allotted", name="travelled"),
        CheckConstraint("(state = 'arrived') = (travelled is not null)", name="arrived"),
        CheckConstraint("ticket_fen >= 0 and subsidy_fen >= 0", name="amounts"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    year: int = small()
    name: str = Field(max_length=80)
    way: str = Field(max_length=20)
    carrier: str = Field(default="", max_length=80)
    number: str = Field(default="", max_length=40)
    departs_at: datetime = instant()
    from_place: str = Field(max_length=60)
    province: str = Field(max_length=20)
    place: str = Field(max_length=40)
    seats: int
    allotted: int = 0
    travelled: int | None = None
    ticket_fen: int = fen()
    subsidy_fen: int = fen()
    state: str = Field(default="planned", max_length=20)
    reason: str = Field(default="", max_length=200)
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class TripAllotment(Table, table=True):
    """Seats of a trip for a demand. It stands where the demand stands and carries what its union must know of the trip.

    The trip itself is of a union above and not to be seen from there.
    """

    __tablename__ = "trip_allotment"
    __table_args__ = (
        Index("trip_allotment_key", "trip_id", "demand_id", unique=True),
        Index(None, "demand_id"),
        Index(None, "code"),
        CheckConstraint("seats between 1 and 3000", name="seats"),
        CheckConstraint("travelled between 0 and seats", name="travelled"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    trip_id: UUID = Field(foreign_key="return_trip.id")
    demand_id: UUID = Field(foreign_key="trip_demand.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    seats: int
    travelled: int | None = None
    trip_name: str = Field(max_length=80)
    trip_number: str = Field(default="", max_length=40)
    trip_state: str = Field(max_length=20)
    trip_reason: str = Field(default="", max_length=200)
    departs_at: datetime = instant()
    from_place: str = Field(max_length=60)
    ticket_fen: int = fen()
