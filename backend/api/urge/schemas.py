"""What urges look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.organization.codes import UrgeState, UrgeSubject
from backend.domain.organization.urges import MOST
from backend.domain.report.forms import ReportForm


class UrgeQuery(ListQuery):
    """The filters of the list of urges."""

    organization_id: Annotated[UUID | None, Query(description="催办的对象 The union that is urged")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    subject: Annotated[list[UrgeSubject], Query(description="事项")] = []
    state: Annotated[list[UrgeState], Query(description="状态")] = []
    sent: Annotated[bool, Query(description="只看本会发出的 Only those that my union sent")] = False


class UrgeItem(Out):
    """An urge in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str
    subject: UrgeSubject
    note: str
    from_organization_id: UUID
    from_organization_name: str
    sent_by: UUID
    sent_by_name: str
    urged_on: date
    created_at: Instant
    seen_at: Instant | None
    seen_by_name: str
    settled_at: Instant | None = Field(
        description="系统发现已办结的时间，state 先于它 When the house noticed; the state is earlier"
    )
    withdrawn_at: Instant | None
    state: UrgeState
    version: int


class UrgeOut(UrgeItem):
    """One urge."""

    steps: list[OpenStep]


class SeeStep(BaseModel):
    """An officer of the union that is urged, or of one between, has read it."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["see"]


class WithdrawUrgeStep(BaseModel):
    """The union that urged takes it back."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]


UrgeStep = Annotated[SeeStep | WithdrawUrgeStep, Field(discriminator="step")]


class UrgedUnions(BaseModel):
    """The unions of the list of re-elections that are due (`/terms-due`)."""

    model_config = ConfigDict(extra="forbid")

    under_id: UUID | None = None
    phase: Literal["due", "overdue"] | None = None
    except_ids: list[UUID] = Field(default=[], max_length=MOST)


class UrgedReporters(BaseModel):
    """The unions that report to one and are late with a form of the year that is over."""

    model_config = ConfigDict(extra="forbid")

    form: ReportForm
    under_id: UUID | None = Field(default=None, description="看谁的下级，默认本会 Below which union; mine by default")


class UrgeBatchRequest(BaseModel):
    """The same urge to many unions: to those of `ids`, to all whose re-election is due as `query` says, to all that are
    late with the duty `duty_id`, or to all that are late with the form of `reporters`."""

    model_config = ConfigDict(extra="forbid")

    subject: UrgeSubject
    note: str = Field(default="", max_length=200)
    ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST)] | None = None
    query: UrgedUnions | None = None
    duty_id: UUID | None = None
    reporters: UrgedReporters | None = None


class UrgeProblem(Out):
    """Why this union was not urged."""

    code: str
    detail: str


class UrgeBatchItem(Out):
    """What became of one union."""

    index: int
    status: int = Field(description="201 已催办；404、409 未催办 As an HTTP status")
    id: UUID
    name: str | None
    problem: UrgeProblem | None


class UrgeBatchOut(Out):
    """What became of all."""

    total: int
    succeeded: int
    failed: int
    items: list[UrgeBatchItem]
