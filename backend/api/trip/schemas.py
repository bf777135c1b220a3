"""What return trips look like on the wire. Every amount is in fen."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.trip.demand_schemas import Season
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.trip.codes import Province, TravelWay, TripState
from backend.domain.trip.trips import MOST_DEMANDS, Allotment, Travelled


class ReturnTripQuery(ListQuery):
    """The filters of the list of trips."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    year: Season = None
    province: Annotated[list[Province], Query(description="目的地省份")] = []
    way: Annotated[list[TravelWay], Query(description="方式")] = []
    state: Annotated[list[TripState], Query(description="状态")] = []


class ReturnTripItem(Out):
    """A trip in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str
    year: int
    name: str
    way: TravelWay
    carrier: str
    number: str
    departs_at: Instant
    from_place: str
    province: Province
    place: str
    seats: int
    allotted: int
    travelled: int | None
    ticket_fen: int = Field(description="职工每座自付 What a worker pays for a seat")
    subsidy_fen: int = Field(description="工会每座补贴 What the union adds for a seat")
    state: TripState
    reason: str
    made_by_name: str
    version: int


class AllotmentOut(Out):
    """Seats of a trip for a demand."""

    demand_id: UUID
    organization_id: UUID
    organization_name: str
    place: str
    travel_on: date
    way: TravelWay
    people: int
    seats: int
    travelled: int | None


class ReturnTripOut(ReturnTripItem):
    """One trip with the seats that are given."""

    allotments: list[AllotmentOut]
    steps: list[OpenStep]


class FittingQuery(ListQuery):
    """Which part of the demands that a trip can serve."""


class FittingDemand(Out):
    """A demand that a trip can serve: who wants to go, what other trips gave it, what this one does."""

    id: UUID
    organization_id: UUID
    organization_name: str
    origin_name: str
    place: str
    travel_on: date
    way: TravelWay
    people: int
    note: str
    elsewhere: int
    seats: int


class AllotmentsAsked(BaseModel):
    """All seats of a trip, sent whole: a demand that is not named has none."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[Allotment], Field(max_length=MOST_DEMANDS)]


class PlainTripStep(BaseModel):
    """The carrier has agreed; or the trip has left."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["confirm", "depart"]


class ArriveTripStep(BaseModel):
    """Everybody is home: how many of each demand were on board."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["arrive"]
    travelled: Annotated[list[Travelled], Field(max_length=MOST_DEMANDS)]


class CancelTripStep(BaseModel):
    """It does not take place."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["cancel"]
    reason: str = Field(min_length=2, max_length=200)


ReturnTripStep = Annotated[PlainTripStep | ArriveTripStep | CancelTripStep, Field(discriminator="step")]
