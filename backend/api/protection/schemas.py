"""What plans of mutual protection, enrolments and covers look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from annotated_types import MinLen
from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.identity import Sex
from backend.domain.member.codes import MemberStatus
from backend.domain.protection.codes import (
    BenefitForm,
    EnrolmentOutcome,
    EnrolmentState,
    ParticipationBar,
    ProtectionKind,
    ProtectionPlanStatus,
    ProtectionPlanStep,
)


class ProtectionPlanQuery(ListQuery):
    """Which plans: those of the reader's union, of those above it and of those below."""

    status: Annotated[list[ProtectionPlanStatus], Query(description="状态")] = []
    kind: Annotated[list[ProtectionKind], Query(description="保障种类")] = []


class BenefitItemOut(Out):
    """A line of a scale, fen for each share."""

    name: str
    fen: int


class BenefitOut(Out):
    """What a plan pays."""

    form: BenefitForm
    items: list[BenefitItemOut]
    rate_percent: int | None
    cap_fen: int | None


class ProtectionPlanItem(Out):
    """A plan in a list, with what the reader's scope has in it."""

    id: UUID
    organization_id: UUID
    organization_name: str
    fund_id: UUID
    kind: ProtectionKind
    name: str
    audience: str
    years: int
    lowest_age: int
    highest_age: int
    sex: Sex | None
    share_fen: int = Field(description="每份每期缴费，分 Contribution of one share for the whole term, fen")
    most_shares: int
    waiting_days: int
    bar_percent: int
    all_below: int
    benefit: BenefitOut
    status: ProtectionPlanStatus
    made_by_name: str
    created_at: Instant
    updated_at: Instant
    insured: int = Field(description="管理范围内今天在保人数 Members of the scope covered today")
    received_fen: int = Field(description="管理范围内已收缴 Contributions of the scope that are in")
    version: int


class ProtectionPlanOut(ProtectionPlanItem):
    """A whole plan and what may be done with it."""

    steps: list[OpenStep]


class ProtectionPlanStepAsked(BaseModel):
    """Open, close, open again."""

    model_config = ConfigDict(extra="forbid")

    step: ProtectionPlanStep


class EnrolmentQuery(ListQuery):
    """Which enrolments."""

    plan_id: Annotated[UUID | None, Query(description="保障计划 The plan")] = None
    under_id: Annotated[UUID | None, Query(description="这家工会及其下级 Below this union")] = None
    state: Annotated[list[EnrolmentState], Query(description="状态")] = []
    ending: Annotated[bool, Query(description="60 天内到期且未续保 Ending within 60 days, not renewed")] = False


class EnrolmentItem(Out):
    """An enrolment in a list."""

    id: UUID
    number: str
    plan_id: UUID
    plan_name: str
    plan_kind: ProtectionKind
    organization_id: UUID
    organization_name: str
    starts_on: date
    ends_on: date
    shares: int
    insured: int
    contribution_fen: int
    state: EnrolmentState
    voucher_id: UUID | None
    renews_id: UUID | None
    note: str
    made_by_name: str
    made_at: Instant
    received_at: Instant | None
    version: int


class EnrolmentOut(EnrolmentItem):
    """One enrolment and what may be done with it."""

    steps: list[OpenStep]


class EnrolmentLine(Out):
    """What is said of one line of a list."""

    line: int
    outcome: EnrolmentOutcome
    member_id: UUID | None
    name: str


class ParticipationOut(Out):
    """A unit against the bar of a plan."""

    staff: int = Field(
        description="职工人数：登记的职工数，不少于会员数 Staff on record, and never fewer than the members"
    )
    members: int
    insured: int
    needed: int
    percent: float | None
    bar: ParticipationBar
    reached: bool
    sentence: str


class EnrolmentJudged(Out):
    """What a list comes to: who is enrolled, who is not and why, and the contribution."""

    starts_on: date
    ends_on: date
    lines: list[EnrolmentLine] = Field(description="逐人结果 A result for each line")
    enrolled: int
    left_out: int
    contribution_fen: int
    participation: ParticipationOut = Field(description="办理之后的参保率 Participation after it")


class EnrolmentMade(EnrolmentOut):
    """A new enrolment, with the result of each line."""

    lines: list[EnrolmentLine]
    left_out: int
    participation: ParticipationOut


class ReceiveContribution(BaseModel):
    """The unit's contribution has come in: a voucher is written, which a second finance officer books."""

    model_config = ConfigDict(extra="forbid")

    document_number: Annotated[str, MinLen(1), Field(max_length=100)] = Field(
        description="银行回单或收据号 Number of the bank's slip or the receipt"
    )
    received_on: AskedDay | None = None


class WithdrawEnrolment(BaseModel):
    """Take an enrolment back before its contribution came in."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]


class CoverQuery(ListQuery):
    """Which covers."""

    plan_id: Annotated[UUID | None, Query(description="保障计划 The plan")] = None
    kind: Annotated[list[ProtectionKind], Query(description="保障种类")] = []
    enrolment_id: Annotated[UUID | None, Query(description="参保单 The enrolment")] = None
    member_id: Annotated[UUID | None, Query(description="会员 The member")] = None
    under_id: Annotated[UUID | None, Query(description="会员现在的工会及其下级 Where the member stands now")] = None
    on: Annotated[AskedDay | None, Query(description="在这一天有效 In force on this day")] = None
    ending: Annotated[bool, Query(description="60 天内到期 Ending within 60 days")] = False
    name: Annotated[str, Query(max_length=40, description="姓名开头 The name begins so")] = ""


class CoverItem(Out):
    """A member's cover. `organization_name` is the unit that paid; empty when it lies outside the reader's scope."""

    id: UUID
    enrolment_id: UUID
    plan_id: UUID
    plan_name: str
    plan_kind: ProtectionKind
    organization_id: UUID
    organization_name: str
    member_id: UUID
    member_number: str
    member_status: MemberStatus | None = Field(description="会员现在的状态；看不到时为 null The member's status now")
    name: str
    shares: int
    contribution_fen: int
    starts_on: date
    ends_on: date
    claims_from: date = Field(description="等待期后第一天 The first day whose events count")
    enrolment_state: EnrolmentState | None


class UnitQuery(ListQuery):
    """Units under a plan, with their participation."""

    plan_id: Annotated[UUID, Query(description="保障计划 The plan")]
    under_id: Annotated[UUID | None, Query(description="这家工会及其下级 Below this union")] = None
    below: Annotated[bool | None, Query(description="只列未达标（true）或已达标（false） Below the bar or not")] = None


class UnitItem(ParticipationOut):
    """A unit under a plan."""

    id: UUID
    name: str
    owed_fen: int = Field(description="未收缴 Contributions that are not in yet")
