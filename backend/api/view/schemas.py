"""What saved views look like on the wire."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.api.wire import Instant, OpenStep, Out
from backend.domain.statistic.schedules import LAST_DAY, Recurs

Name = Annotated[str, StringConstraints(min_length=1, max_length=40, strip_whitespace=True)]


class Sharing(StrEnum):
    """Who sees a view."""

    PRIVATE = "private"
    OFFICE = "office"
    CITY = "city"


class Noun(StrEnum):
    """The lists that have saved views."""

    MEMBERS = "members"
    ORGANIZATIONS = "organizations"
    EMPLOYERS = "employers"
    OFFICERS = "officers"
    TRANSFERS = "transfers"
    USERS = "users"
    AUDIT = "audit"
    HOUSEHOLDS = "households"
    AID_CASES = "aid-cases"
    AID_APPLICATIONS = "aid-applications"
    AID_PROGRAMS = "aid-programs"
    PAIRINGS = "pairings"
    NEEDS_SURVEYS = "needs-surveys"
    PAPERS = "papers"
    TRIP_DEMANDS = "trip-demands"
    RETURN_TRIPS = "return-trips"
    AID_STATIONS = "aid-stations"
    VISIT_PLANS = "visit-plans"
    VISITS = "visits"
    NOTICES = "notices"
    FUNDS = "funds"
    VOUCHERS = "vouchers"
    GOODS_LOTS = "goods-lots"
    LEDGER_ENTRIES = "ledger-entries"
    BUDGET_LINES = "budget-lines"
    PAYMENTS = "payments"
    MUTUAL_PROTECTION = "mutual-protection"
    SAVINGS_SOCIETIES = "savings-societies"
    PIVOTS = "pivots"


class Schedule(BaseModel):
    """When a table comes back to the workbench of all who use it."""

    model_config = ConfigDict(extra="forbid")

    every: Recurs = Field(description="month 每月，quarter 每季度，year 每年")
    day: Annotated[int, Field(ge=1, le=LAST_DAY, description="期满后第一个月的几日 Of the first month after a period")]


class SavedViewQuery(BaseModel):
    """Of which list."""

    model_config = ConfigDict(extra="forbid")

    noun: Annotated[Noun | None, Query(description="哪个列表，例如 members、organizations")] = None


class SavedViewDraft(BaseModel):
    """A view to be kept."""

    model_config = ConfigDict(extra="forbid")

    noun: Noun
    name: Name
    sharing: Sharing = Sharing.PRIVATE
    query: dict[str, Any] = Field(
        description="列表地址中的筛选条件，按列表校验 The filters as the address of the list has them, checked by list"
    )


class SavedViewChange(BaseModel):
    """New values; what is absent stays."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    sharing: Sharing | None = None
    query: dict[str, Any] | None = None
    schedule: Schedule | None = Field(
        default=None, description="null 为不再定期；只有自由报表有 Null ends it; pivots only have one"
    )


class DefaultStep(BaseModel):
    """Begin with this view when the list is opened, or no longer. For the caller alone."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["make_default", "clear_default"]


class GiveStep(BaseModel):
    """Give a view to a colleague of the same office, who then owns it."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["give"]
    to_user_id: UUID


class LookStep(BaseModel):
    """Have looked at what is due: until the next time it waits for the caller no longer."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["look"]


SavedViewStep = Annotated[DefaultStep | GiveStep | LookStep, Field(discriminator="step")]


class ScheduleOut(Out):
    """When a table comes back, and when it did last."""

    every: Recurs
    day: int
    on: date = Field(description="最近一次的日期 The last day on which it was due")
    period: str = Field(description="那次所看的期间 The period that it is opened for")
    waiting: bool = Field(description="是否还在我的待办里 Whether it waits for the caller")


class SavedViewOut(Out):
    """A view that the caller may use."""

    id: UUID
    noun: str
    name: str
    sharing: Sharing
    query: dict[str, Any]
    user_id: UUID
    user_name: str | None = Field(description="所有人；不在本单位时为 null The owner, if of the same office")
    mine: bool
    is_default: bool
    schedule: ScheduleOut | None
    created_at: Instant
    version: int
    steps: list[OpenStep]


class SavedViews(Out):
    """The views of a list: one's own, the office's, the city's."""

    items: list[SavedViewOut]
