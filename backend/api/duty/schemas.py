"""What duties look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.duty.codes import DutyState, DutySubject


class DutyQuery(ListQuery):
    """The filters of the list of duties."""

    year: Annotated[int | None, Query(ge=2000, le=2100, description="年度 Year")] = None
    subject: Annotated[list[DutySubject], Query(description="事项 Subject")] = []
    organization_id: Annotated[UUID | None, Query(description="下达的工会 Asked by this very union")] = None
    owed: Annotated[bool, Query(description="只看本会应报的 Only what my own union owes")] = False
    state: Annotated[
        list[DutyState], Query(description="本会应报的状态 How far my own union is with what it owes")
    ] = []
    withdrawn: Annotated[bool, Query(description="连同已撤销的 With those that were withdrawn")] = False


class DutyFigures(Out):
    """How far the unions below are."""

    unions: int = Field(description="应报工会数 Living unions directly below")
    done: int = Field(description="按时报送")
    done_late: int = Field(description="逾期补报")
    open: int = Field(description="待报送")
    returned: int = Field(description="已退回、未到期 Sent back and not late yet")
    late: int = Field(description="逾期未报")


class DutyReportOut(Out):
    """What a union has said."""

    id: UUID
    note: str
    file_name: str = Field(description="附件名称，没有为空 Empty without a file")
    reported_at: Instant = Field(description="报送时间；更正不改变它 A correction leaves it")
    reported_by_name: str
    returned_at: Instant | None
    returned_by_name: str
    reason: str = Field(description="退回原因")
    version: int


class DutyOwn(Out):
    """How far the caller's own union is."""

    state: DutyState
    report: DutyReportOut | None


class DutyItem(Out):
    """A duty in a list."""

    id: UUID
    organization_id: UUID
    organization_name: str = Field(description="下达的工会 Who asks")
    subject: DutySubject
    name: str
    ask: str = Field(description="报送要求 What is to be handed in")
    year: int
    due_at: Instant = Field(description="报送期限，这一分钟内仍为按时 The whole minute is in time")
    needs_file: bool
    yearly: bool = Field(description="每年都报 Comes back every year")
    made_by_name: str
    created_at: Instant
    withdrawn_at: Instant | None
    withdrawn_by_name: str
    figures: DutyFigures | None = Field(description="下达任务的工会可见，其他为 null Null for whoever owes it")
    own: DutyOwn | None = Field(description="本会应报时的情况，其他为 null Null where my union owes nothing")
    version: int


class DutyOut(DutyItem):
    """One duty."""

    steps: list[OpenStep]


class DutyUnionQuery(ListQuery):
    """Of which duty, and the filters of its sheet."""

    duty_id: Annotated[UUID, Query(description="报送任务 The duty")]
    state: Annotated[list[DutyState], Query(description="状态 State")] = []


class DutyUnionItem(Out):
    """A union directly below, and how far it is."""

    organization_id: UUID
    organization_name: str
    state: DutyState
    days_late: int | None = Field(
        description="逾期天数，不足一天按一天计；没有逾期为 null Days begun after the deadline, until the report or now"
    )
    report: DutyReportOut | None
    urged_on: date | None = Field(description="最近一次催办报送的日期 When it was last urged, if that stands")


class DutyYearOut(Out):
    """What making the list of a year came to."""

    year: int
    made: int
    there: int = Field(description="已有同名任务 Already there under this name")
    past: int = Field(description="期限已过，没有下达 Over already, and not asked")


class WithdrawDutyStep(BaseModel):
    """It is asked no more; what was reported stays on record."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]


DutyStepAsked = WithdrawDutyStep


class ReturnDutyReportStep(BaseModel):
    """The report is not good enough, for a reason."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["return"]
    reason: str = Field(max_length=300)


DutyReportStepAsked = ReturnDutyReportStep
