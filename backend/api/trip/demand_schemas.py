"""What demands for going home look like on the wire."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.trip.codes import DemandGrouping, DemandState, Province, TravelWay, TripState

Season = Annotated[
    int | None,
    Query(
        ge=2000, le=2100, description="返乡季，按春节所在年份，默认本季 The winter, by the year of its Spring Festival"
    ),
]


class TripDemandQuery(ListQuery):
    """The filters of the list of demands."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    year: Season = None
    province: Annotated[list[Province], Query(description="目的地省份")] = []
    way: Annotated[list[TravelWay], Query(description="出行方式")] = []
    state: Annotated[list[DemandState], Query(description="安排情况")] = []
    since: Annotated[AskedDay | None, Query(alias="travel_on[gte]", description="出行日期不早于")] = None
    until: Annotated[AskedDay | None, Query(alias="travel_on[lte]", description="出行日期不晚于")] = None


class TripDemandItem(Out):
    """A demand in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str
    origin_name: str = Field(description="由哪家已撤并的工会转来，没有则为空 Which ended union it came from, if any")
    year: int
    province: Province
    place: str
    travel_on: date
    way: TravelWay
    people: int
    allotted: int = Field(description="已分配座位，含尚未落实的车次 Seats given, those not confirmed included")
    confirmed: int = Field(description="已落实的座位 Seats on confirmed trips")
    travelled: int = Field(description="已平安返乡人数 Who arrived")
    state: DemandState
    note: str
    made_by_name: str
    version: int


class TripSeatOut(Out):
    """Seats that a demand was told of: the trip as its union needs to know it."""

    id: UUID
    seats: int
    travelled: int | None
    trip_name: str
    trip_number: str
    trip_state: TripState
    trip_reason: str
    departs_at: Instant
    from_place: str
    ticket_fen: int


class TripDemandOut(TripDemandItem):
    """One demand with the seats that are settled."""

    trips: list[TripSeatOut]
    steps: list[OpenStep]


class DemandSummaryQuery(BaseModel):
    """Of which winter, below which union, summed up by what."""

    model_config = ConfigDict(extra="forbid")

    under_id: Annotated[UUID | None, Query(description="在其下，默认本会 Below this union, one's own by default")] = (
        None
    )
    year: Season = None
    by: Annotated[DemandGrouping, Query(description="按什么汇总")] = DemandGrouping.PROVINCE


class DemandSums(Out):
    """What demands come to. `driving` are those of `people` who go by car and need no seat."""

    demands: int
    people: int
    driving: int
    allotted: int
    confirmed: int
    travelled: int


class DemandSummaryRow(DemandSums):
    """A province, a day, both, or a union below; what it is not summed up by is null."""

    province: Province | None
    travel_on: date | None
    organization_id: UUID | None
    organization_name: str | None


class DemandSummary(Out):
    """The table that goes to the railway and the coach companies."""

    organization_id: UUID
    organization_name: str
    year: int
    total: DemandSums
    items: list[DemandSummaryRow]
    as_of: Instant
