"""What plans of visits, visits and what was heard look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.aid.codes import HardshipCategory, WorkerKind
from backend.domain.codes import Code
from backend.domain.member.codes import MemberKind
from backend.domain.member.reveals import RevealReason
from backend.domain.visit.codes import (
    ConcernKind,
    ConcernState,
    Occasion,
    PictureKind,
    PlanStatus,
    PlanStep,
    VisitKind,
    VisitLevel,
    VisitStatus,
)
from backend.domain.visit.doing import VisitReport
from backend.domain.visit.plans import MOST_TEAMS, VisitPlanDraft
from backend.domain.visit.stops import MOST_CASH, Goods, VisitDraft

MOST_ROWS = 500


class VisitPlanQuery(ListQuery):
    """The filters of the list of plans."""

    q: Annotated[str | None, Query(max_length=60, description="名称或编号 Name or number")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    status: Annotated[list[PlanStatus], Query(description="状态")] = []
    occasion: Annotated[list[Occasion], Query(description="时机")] = []
    year: Annotated[int | None, Query(ge=2000, le=2100, description="走访年份 Year of the first day")] = None


class VisitSums(Out):
    """What stops come to: planned, given, with which outcome. Amounts are fen."""

    visits: int
    done: int
    absent: int
    cash_fen: int
    goods_fen: int
    given_fen: int
    goods_given_fen: int


class VisitPlanItem(VisitSums):
    """A plan in a list. Its sums are of those of its visits that the caller sees."""

    id: UUID
    number: str
    organization_id: UUID
    organization_name: str
    name: str
    occasion: Occasion
    level: VisitLevel
    status: PlanStatus
    document_number: str
    starts_on: date
    ends_on: date
    sets_off: str | None
    meeting_place: str
    maker_name: str
    version: int


class LeaderOut(Out):
    """Who leads a team."""

    name: str
    post: str


class KindCount(Out):
    """How many households of a kind."""

    kind: VisitKind
    count: int


class VisitTeamOut(VisitSums):
    """A team with what its visits come to."""

    id: UUID
    name: str
    leaders: list[LeaderOut]
    joining: list[str]
    officers: list[UUID] = Field(description="在手机上登记的同事；空为片区内任何人 Who records; empty: anybody there")
    by_kind: list[KindCount]


class PlanMoney(Out):
    """Where the money is that a plan brings beside cases: all goods, and cash that no case pays. Amounts are fen."""

    wanted: int = Field(description="还没有预留的户数 Stops that nothing is reserved for")
    wanted_fen: int
    reserved_fen: int
    booked_fen: int
    to_book: int = Field(description="有结果、还没有核销的户数 Outcomes that are not booked")
    to_book_fen: int = Field(description="其中已送出的 What was given at those doors")
    unreserved: int = Field(description="其中没有预留、核销时须选资金的户数 Of those, without a reservation")
    from_store_fen: int = Field(description="还要从库存送出的 Yet to be brought out of the store")
    to_issue_fen: int = Field(description="已从库存送出、还没有核销的 Given out of the store, not booked")
    issued_fen: int = Field(description="已核销出库的 Booked out of the store")
    steps: list[OpenStep]


class VisitPlanOut(VisitPlanItem):
    """One plan."""

    note: str
    paid_elsewhere: str = Field(description="款物承担方；空为由工会资金列支 Who pays, where no fund does")
    money: PlanMoney
    reason: str = Field(description="取消的原因 Why it was cancelled")
    finished_at: Instant | None
    teams: list[VisitTeamOut]
    by_kind: list[KindCount]
    steps: list[OpenStep]


class HouseholdPick(BaseModel):
    """Which household files on record a plan is made from: those named, or those of the filters."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(max_length=MOST_ROWS)] = []
    under_id: UUID | None = None
    category: list[HardshipCategory] = []
    worker_kind: list[WorkerKind] = []


class CasePick(BaseModel):
    """The approved cases of a programme: each sum is brought in cash."""

    model_config = ConfigDict(extra="forbid")

    program_id: UUID
    under_id: UUID | None = None


class MemberPick(BaseModel):
    """Which members a plan is made from: those named, or those of the filters (MBR-03)."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(max_length=MOST_ROWS)] = []
    under_id: UUID | None = None
    kind: list[MemberKind] = []
    birthday_month: Annotated[int | None, Field(ge=1, le=12, description="生日在几月 Month of the birthday")] = None


class VisitPlanFromList(BaseModel):
    """A plan with its people: household files, approved cases or members; shared out to `teams` by township."""

    model_config = ConfigDict(extra="forbid")

    plan: VisitPlanDraft
    households: HouseholdPick | None = None
    cases: CasePick | None = None
    members: MemberPick | None = None
    teams: Annotated[int, Field(ge=1, le=MOST_TEAMS, description="分几个小组；名称写在 plan.teams 的除外")] = 1
    cash_fen: Annotated[int, Field(ge=0, le=MOST_CASH, description="每户慰问金，分 Cash for each household")] = 0
    goods: Annotated[list[Goods], Field(max_length=10, description="每户慰问品 Goods for each household")] = []


class PlanStepAsked(BaseModel):
    """A step of a plan."""

    model_config = ConfigDict(extra="forbid")

    step: PlanStep
    reason: Annotated[str, Field(max_length=200, description="取消时必填 Needed to cancel")] = ""


class ReserveForVisits(BaseModel):
    """Promise out of a fund what the stops are to bring."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["reserve"]
    fund_id: UUID


class BookVisits(BaseModel):
    """Let the books follow what was given. The fund pays where nothing was reserved."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["book"]
    fund_id: UUID | None = None


class UnbookVisits(BaseModel):
    """Put back what was booked of these stops; it is reserved again."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["unbook"]
    visit_ids: Annotated[list[UUID], Field(min_length=1, max_length=MOST_ROWS)]


VisitMoneyAsked = Annotated[ReserveForVisits | BookVisits | UnbookVisits, Field(discriminator="step")]


class Arrangement(BaseModel):
    """Rows of the table: changed (with an id), new (without), taken out. What is not named stays."""

    model_config = ConfigDict(extra="forbid")

    visits: Annotated[list[VisitDraft], Field(max_length=MOST_ROWS)] = []
    removed: Annotated[list[UUID], Field(max_length=MOST_ROWS)] = []


class TableFormat(Code):
    """In what form the 慰问安排表 is handed out."""

    DOCX = "docx", "Word 文档", "Word"
    PDF = "pdf", "PDF", "PDF"
    XLSX = "xlsx", "Excel 表格", "Excel"


class TableQuery(BaseModel):
    """Which form of the table; with addresses only for those who may see them, on record."""

    model_config = ConfigDict(extra="forbid")

    format: Annotated[TableFormat, Query(description="docx、pdf 或 xlsx")] = TableFormat.PDF
    addresses: Annotated[bool, Query(description="印上住址 With addresses")] = False


class VisitQuery(ListQuery):
    """The filters of the list of visits."""

    q: Annotated[str | None, Query(max_length=60, description="姓名或单位 Name or unit")] = None
    plan_id: Annotated[UUID | None, Query(description="走访安排 The plan")] = None
    team_id: Annotated[UUID | None, Query(description="小组 The team")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    status: Annotated[list[VisitStatus], Query(description="结果 Outcome")] = []
    kind: Annotated[list[VisitKind], Query(description="类别 Kind")] = []
    mine: Annotated[bool, Query(description="只看由我登记的小组 Only of my teams, of plans under way")] = False
    overdue: Annotated[bool, Query(description="只看逾期未走访的 Only those not gone to on their day")] = False
    settled: Annotated[bool, Query(description="只看已确定的安排，不含草稿和取消的 Only of settled plans")] = False
    occasion: Annotated[list[Occasion], Query(description="走访时机 Occasion")] = []
    program_id: Annotated[UUID | None, Query(description="送这个项目慰问金的 Bringing cases of this programme")] = None
    since: Annotated[AskedDay | None, Query(alias="visit_on[gte]", description="走访日期起 From this day")] = None
    until: Annotated[AskedDay | None, Query(alias="visit_on[lte]", description="走访日期止 Until this day")] = None


class VisitItem(Out):
    """A visit in a list."""

    id: UUID
    plan_id: UUID
    plan_name: str
    plan_status: PlanStatus
    team_id: UUID
    team_name: str
    organization_id: UUID
    place: int = Field(description="在小组中的顺序，从 0 起 Order in the team, from 0")
    household_id: UUID | None
    member_id: UUID | None
    case_id: UUID | None = Field(description="以现金发放的帮扶申请 The case whose money is brought in cash")
    name: str
    unit: str
    kind: VisitKind
    cash_fen: int
    goods: list[Goods]
    goods_fen: int
    visit_on: date
    visit_time: str | None
    note: str
    status: VisitStatus
    overdue: bool
    given_fen: int
    goods_given: list[Goods]
    goods_given_fen: int
    reserved_fen: int = Field(description="从资金预留的（不含帮扶申请的款） Reserved, beside the money of a case")
    booked_fen: int = Field(description="已核销入账的 Booked")
    from_store_fen: int = Field(description="慰问品中从库存出的 Of the goods planned, out of the store")
    given_from_store_fen: int = Field(description="已送慰问品中从库存出的 Of those given, out of the store")
    issued_fen: int = Field(description="已核销出库的 Booked out of the store")
    difference: str
    signed_by: str
    absence: str
    recorded_by_name: str
    recorded_at: Instant | None
    version: int


class VisitPictureOut(Out):
    """A picture of a visit; its content is asked for by its id."""

    id: UUID
    kind: PictureKind
    publishable: bool = Field(description="可在工作总结中公开 May be shown in a summary")
    published_by_name: str
    media_type: str
    size: int
    taken_at: Instant


class ConcernOut(Out):
    """Something that was heard. The text is null for those who may not see it."""

    id: UUID
    kind: ConcernKind
    text: str | None
    state: ConcernState
    answer: str
    answered_by_name: str
    answered_at: Instant | None
    created_at: Instant
    version: int


class VisitOut(VisitItem):
    """One visit. What was heard is null for those who may not see illness and amounts of files."""

    plan_organization_name: str
    sets_off: str | None
    meeting_place: str
    leaders: list[LeaderOut]
    joining: list[str]
    phone_masked: str | None
    address_masked: str | None
    without_photo: str
    heard: str | None
    pictures: list[VisitPictureOut]
    concerns: list[ConcernOut]
    hidden: list[str]
    steps: list[OpenStep]


class ReportVisitStep(BaseModel):
    """The visit was made."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["report"]
    report: VisitReport


class AbsentVisitStep(BaseModel):
    """Nobody was met, or nothing could be given."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["absent"]
    reason: Annotated[str, Field(max_length=200)]


class ReopenVisitStep(BaseModel):
    """What was recorded is taken back."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["reopen"]


VisitStep = Annotated[ReportVisitStep | AbsentVisitStep | ReopenVisitStep, Field(discriminator="step")]


class VisitRevealAsked(BaseModel):
    """Where somebody lives or how they are reached, in plain, for a reason."""

    model_config = ConfigDict(extra="forbid")

    field: Literal["address", "phone"]
    reason: RevealReason
    note: Annotated[str, Field(max_length=200)] = ""


class VisitRevealed(Out):
    """The field in plain; it is shown for `expires_in` seconds."""

    field: str
    value: str
    expires_in: int
    shown_today: int
    limit: int


class ConcernQuery(ListQuery):
    """The filters of what was heard."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    state: Annotated[list[ConcernState], Query(description="状态")] = []
    kind: Annotated[list[ConcernKind], Query(description="问题类别 Kind")] = []


class ConcernItem(ConcernOut):
    """Something that was heard, and at whose door."""

    visit_id: UUID
    organization_id: UUID
    visited_name: str
    unit: str
    visit_on: date
    plan_id: UUID
    plan_name: str


class AnswerConcernStep(BaseModel):
    """What was done about it."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["answer"]
    answer: Annotated[str, Field(min_length=1, max_length=500)]


class ProgressQuery(BaseModel):
    """Of which plan, or of which year; below which union."""

    model_config = ConfigDict(extra="forbid")

    plan_id: Annotated[UUID | None, Query(description="一份安排；不填为全年 One plan; the whole year without")] = None
    year: Annotated[int | None, Query(ge=2000, le=2100, description="年份，默认今年 Year, this one by default")] = None
    under_id: Annotated[UUID | None, Query(description="看谁的下级，默认本会 Below which union; mine by default")] = (
        None
    )


class ProgressRow(VisitSums):
    """One union below."""

    organization_id: UUID
    organization_name: str
    overdue: int


class VisitProgress(Out):
    """Plan against done by the unions directly below one."""

    organization_id: UUID
    organization_name: str
    year: int
    total: ProgressRow
    items: list[ProgressRow] = Field(description="本会直属的排在最前 Those of the union itself first")
    open_concerns: int = Field(description="待解决的问题 What was heard and waits for an answer")
    as_of: Instant
