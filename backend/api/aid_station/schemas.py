"""What the aid network looks like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.aid.station_codes import AidService, AidStationKind, AidStationState
from backend.domain.organization.codes import OrganizationKind


class AidStationQuery(ListQuery):
    """The filters of the list of stations."""

    q: Annotated[str | None, Query(max_length=60, description="名称或地址 Name or address")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    organization_id: Annotated[UUID | None, Query(description="这家工会的 Of this very union")] = None
    kind: Annotated[list[AidStationKind], Query(description="种类")] = []
    state: Annotated[
        list[AidStationState], Query(description="状态，不填为开放的 State; without it those that are open")
    ] = [AidStationState.OPEN]
    service: Annotated[list[AidService], Query(description="提供其中任一项服务的 Offering any of these")] = []


class AidStationItem(Out):
    """A station in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str
    organization_kind: OrganizationKind
    kind: AidStationKind
    name: str
    address: str
    phone: str
    hours: str = Field(description="开放时间 When it is open")
    head: str = Field(description="负责人 Who heads it")
    staff: int = Field(description="工作人员数 People who work there")
    services: list[AidService]
    opened_on: date
    closed_on: date | None
    close_reason: str
    state: AidStationState
    version: int


class AidStationOut(AidStationItem):
    """One station."""

    steps: list[OpenStep]


class CloseAidStationStep(BaseModel):
    """The station closes on a day, for a reason."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["close"]
    on: date
    reason: str = Field(min_length=2, max_length=200)


class AidCoverageQuery(BaseModel):
    """Below which union."""

    model_config = ConfigDict(extra="forbid")

    under_id: Annotated[
        UUID | None, Query(description="统计范围，不填为本会 Count below this union; without it the caller's own")
    ] = None


class CoveredUnions(Out):
    """Of the unions of one level: how many have an open station of their own, and how many there are."""

    with_station: int
    all: int


class AidCoverageFigures(Out):
    """The network at and below a union, open places only."""

    centers: int
    stations: int
    points: int
    counties: CoveredUnions = Field(description="县级工会 Unions of counties")
    townships: CoveredUnions = Field(description="乡镇、街道工会 Unions of townships and streets")
    communities: CoveredUnions = Field(description="社区（村）工会 Community unions")
    base_unions: CoveredUnions = Field(description="基层工会 Basic and joint unions")
    missing: int = Field(description="县、乡镇（街道）、社区三级中还没有站点的 Of the first three, those without one")


class AidCoverageRow(AidCoverageFigures):
    """One union with all below it."""

    id: UUID
    name: str
    kind: OrganizationKind
    level: int
    has_own: bool = Field(description="本会有没有站点 Whether it has a station itself")
    kinds: list[AidStationKind] = Field(description="本会可设的种类 What it may open")


class CoveredPlace(Out):
    """A union above, as a step of the way there."""

    id: UUID
    name: str


class AidCoverage(Out):
    """The network below a union: as a whole, and by the unions directly below, the least covered first."""

    under_id: UUID | None = Field(description="按系统统计时为 null Null where a line is counted")
    under_name: str
    path: list[CoveredPlace] = Field(description="从本会到统计范围的上级 The unions above it that the caller sees")
    as_of: Instant
    whole: AidCoverageFigures
    kinds: list[AidStationKind] = Field(description="该会可设的种类 What this union may open itself")
    has_own: bool
    items: list[AidCoverageRow]


class MyAidStation(Out):
    """Somewhere a member can go for help."""

    id: UUID
    kind: AidStationKind
    kind_label: str
    name: str
    address: str
    phone: str
    hours: str
    services: list[AidService]
    organization_name: str
    level: int = Field(description="设站工会的层级，数字越大越近 Level of its union; the greater, the nearer")


class MyAidStations(Out):
    """The nearest first."""

    items: list[MyAidStation]
