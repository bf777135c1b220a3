"""What saved views look like on the wire."""

from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from backend.api.wire import Instant, OpenStep, Out

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


class DefaultStep(BaseModel):
    """Begin with this view when the list is opened, or no longer. For the caller alone."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["make_default", "clear_default"]


class GiveStep(BaseModel):
    """Give a view to a colleague of the same office, who then owns it."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["give"]
    to_user_id: UUID


SavedViewStep = Annotated[DefaultStep | GiveStep, Field(discriminator="step")]


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
    created_at: Instant
    version: int
    steps: list[OpenStep]


class SavedViews(Out):
    """The views of a list: one's own, the office's, the city's."""

    items: list[SavedViewOut]
