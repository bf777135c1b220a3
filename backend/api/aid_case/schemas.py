"""What cases of aid look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.evaluation_wire import EvaluationOut
from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.aid.case_codes import CaseStatus, CaseStep, FundSource, ProgramKind, Stage
from backend.domain.aid.cases import MOST_AT_ONCE, MOST_IN_BALANCE
from backend.domain.aid.codes import HardshipCategory, PaperKind, Relation
from backend.domain.aid.outcomes import AidOutcome
from backend.domain.fund.codes import PaymentState, PaymentWay
from backend.domain.money import Fen
from backend.domain.notice.codes import NoticeState
from backend.domain.visit.codes import VisitStatus


class AidCaseFilter(BaseModel):
    """What narrows the queue of cases."""

    model_config = ConfigDict(extra="forbid")

    q: Annotated[str | None, Query(max_length=60, description="姓名、首字母或案号 Name, initials or number")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    program_id: Annotated[UUID | None, Query(description="帮扶项目")] = None
    program_kind: Annotated[list[ProgramKind], Query(description="项目类别")] = []
    status: Annotated[list[CaseStatus], Query(description="状态")] = []
    category: Annotated[list[HardshipCategory], Query(description="困难类别")] = []
    outcome: Annotated[list[AidOutcome], Query(description="后续成效 What became of it")] = []
    household_id: Annotated[UUID | None, Query(description="困难档案")] = None
    member_id: Annotated[UUID | None, Query(description="会员")] = None
    desk: Annotated[bool, Query(description="待本人所在工会办理 What lies on the caller's desk")] = False
    acted: Annotated[bool, Query(description="本人办理过的 What the caller has had in hand")] = False
    late: Annotated[bool, Query(description="超过办理期限 Past the days of its desk")] = False
    waiting_days: Annotated[int | None, Query(ge=0, le=3650, description="在现环节至少几天 Days at its desk")] = None
    submitted_since: Annotated[
        AskedDay | None, Query(alias="submitted_on[gte]", description="提交日期起 Handed in from this day")
    ] = None
    submitted_until: Annotated[
        AskedDay | None, Query(alias="submitted_on[lte]", description="提交日期止 Handed in until this day")
    ] = None
    paid_since: Annotated[AskedDay | None, Query(alias="paid_on[gte]", description="发放日期起 Paid from this day")] = (
        None
    )
    paid_until: Annotated[
        AskedDay | None, Query(alias="paid_on[lte]", description="发放日期止 Paid until this day")
    ] = None


class AidCaseQuery(ListQuery, AidCaseFilter):
    """The queue of cases: in the order of the tree, or by due moment."""

    sort: Annotated[Literal["place", "due"], Query(description="按所在工会或按期限 By place or by due moment")] = (
        "place"
    )


class AidCaseItem(Out):
    """A case in the queue."""

    id: UUID
    number: str
    program_id: UUID
    program_name: str
    program_kind: ProgramKind
    organization_id: UUID
    organization_name: str
    household_id: UUID | None
    member_id: UUID | None
    name: str
    status: CaseStatus
    category: HardshipCategory | None
    asked_fen: int
    amount_fen: int
    fund_id: UUID | None
    maker_id: UUID
    maker_name: str
    checker_name: str
    desk_name: str | None = Field(
        description="现在由哪家工会办理；在本管理范围以上的为 null With whom it lies; null above the reader's scope"
    )
    reached_at: Instant = Field(description="何时到现环节 Since when it lies there")
    due_at: Instant | None
    waiting_days: int
    late_days: int = Field(description="已超期几天，0 为没有超期")
    submitted_at: Instant | None
    approved_at: Instant | None
    paid_at: Instant | None
    outcome: AidOutcome | None = Field(description="后续成效；没有登记时为 null What became of it")
    outcome_on: date | None
    version: int


class StatusSum(Out):
    """The cases of one status."""

    status: CaseStatus
    cases: int
    amount_fen: int
    late: int
    oldest_at: Instant


class CaseSums(Out):
    """The queue as a picture: how many cases stand where, and what they come to."""

    items: list[StatusSum]


class LateSum(Out):
    """What is late with one desk."""

    status: CaseStatus
    desk_name: str | None
    cases: int
    since: Instant


class LateSums(Out):
    """With whom what is late lies, the longest standing first."""

    items: list[LateSum]


class CaseProgramOut(Out):
    """What a case follows of its programme."""

    id: UUID
    name: str
    kind: ProgramKind
    year: int
    organization_name: str
    stages: list[Stage]
    papers: list[PaperKind]
    sources: list[FundSource]
    each_time_fen: int | None
    each_year_fen: int | None
    caps_stop: bool
    closes_at: Instant | None
    papers_place: str
    papers_room: str
    papers_phone: str


class ReckoningOut(Out):
    """What the standard gives, and how."""

    fen: int
    sentence: str


class Station(Out):
    """A place on the way of a case: passed, present, or to come."""

    status: CaseStatus
    label: str
    state: Literal["done", "now", "ahead"]
    desk_name: str | None
    due_at: Instant | None = Field(
        description="现环节的期限，或预计办结的时间 Its limit, or when it is expected to be done"
    )


class StepTaken(Out):
    """A step that a case took."""

    place: int
    step: CaseStep
    label: str
    from_status: CaseStatus
    to_status: CaseStatus
    reason: str
    amount_fen: int
    by_id: UUID
    by_name: str
    by_office: str
    at: Instant


class CaseBeside(Out):
    """Another case of the same household or member."""

    id: UUID
    number: str
    program_name: str
    year: int
    status: CaseStatus
    amount_fen: int
    approved_at: Instant | None
    paid_at: Instant | None


class CaseNotice(Out):
    """The latest notice on which a case stands or stood."""

    id: UUID
    number: str
    status: NoticeState
    ends_at: Instant
    open: bool = Field(description="公示还没有结果 The notice decides where the case goes")


class CasePayment(Out):
    """The latest payment of a case."""

    id: UUID
    state: PaymentState
    way: PaymentWay
    amount_fen: int
    paid_at: Instant | None
    batch_id: UUID | None


class CaseVisit(Out):
    """The visit by which the money of a case is brought."""

    id: UUID
    plan_id: UUID
    plan_name: str
    status: VisitStatus
    visit_on: date


class CaseAround(Out):
    """What stands around a case elsewhere: its notice, its payment, its visit, each null where there is none."""

    notice: CaseNotice | None
    payment: CasePayment | None
    visit: CaseVisit | None


class ReturnTo(Out):
    """Where a case may be sent back to."""

    status: CaseStatus
    label: str


class SurvivorOut(Out):
    """Whom somebody survived, and what they were to them."""

    of_name: str
    relation: Relation


class AidCaseOut(AidCaseItem):
    """A whole case: what it rests on, its way, what may be done with it now, and why another thing may not."""

    program: CaseProgramOut
    survivor: SurvivorOut | None = Field(description="离休干部的遗属时，离休干部的姓名和关系 Of whom, for a survivor")
    reason: str | None = Field(description="申请事由；无权查看时为 null")
    evaluation: EvaluationOut | None = Field(description="提交时按规则的认定，已冻结 What the rules said, frozen")
    reckoning: ReckoningOut = Field(description="按标准的金额和算法 What the standard gives, and how")
    given_fen: int = Field(description="本年度全市其他项目已给予的金额 Given this year elsewhere, all programmes")
    at_most_fen: int = Field(
        description="每次上限：项目和救助政策中较低的 Most each time, by the programme or the rules of aid"
    )
    over: list[str] = Field(description="超过上限的提醒 Caps that the amount passes, in sentences")
    missing_papers: list[PaperKind]
    way: list[Station]
    taken: list[StepTaken]
    beside: list[CaseBeside]
    around: CaseAround
    helped_on: date | None = Field(description="帮扶日期；发放资金的为 null The day of help that is not money")
    help_done: str | None = Field(description="做了哪些帮扶；没有或无权查看时为 null What was done")
    outcome_note: str | None = Field(description="回访情况；没有或无权查看时为 null")
    outcome_by_name: str
    erased_on: date | None = Field(description="个人信息销毁的日期 Since when nothing of a person is left in it")
    outcomes: list[AidOutcome] = Field(description="这类项目可登记的成效；现在不能登记时为空 Those to choose from")
    returns_to: list[ReturnTo]
    hidden: list[str]
    steps: list[OpenStep]


Reason = Annotated[str, Field(max_length=500)]


class SubmitCase(BaseModel):
    """Hand the case in."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["submit"]
    reason: Reason = ""


class PassCase(BaseModel):
    """Agree: to the next desk, or approved. The amount and, for an approval, the fund may be named."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["pass"]
    reason: Reason = ""
    amount_fen: Fen | None = None
    fund_id: UUID | None = None


class ReturnCase(BaseModel):
    """Send the case back to an earlier place; to its maker unless another is named."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["return"]
    reason: Reason
    to: CaseStatus | None = None


class RejectCase(BaseModel):
    """Say no for good."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["reject"]
    reason: Reason


class WithdrawCase(BaseModel):
    """Take the case back."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["withdraw"]
    reason: Reason


class RevokeCase(BaseModel):
    """Undo an approval that was not paid; what was reserved is free again."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["revoke"]
    reason: Reason


class HelpCase(BaseModel):
    """Record help that is not money: posts recommended, a training, a talk. The case is helped."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["help"]
    on: date
    done: Annotated[str, Field(min_length=1, max_length=500)]


class ArchiveCase(BaseModel):
    """Put a paid or helped case into the archive."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["archive"]
    reason: Reason = ""


AnyStep = Annotated[
    SubmitCase | PassCase | ReturnCase | RejectCase | WithdrawCase | RevokeCase | HelpCase | ArchiveCase,
    Field(discriminator="step"),
]


class CaseSeen(BaseModel):
    """A case and the version of it that the caller has seen."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    version: Annotated[int, Field(ge=1)]


class CaseBatch(BaseModel):
    """The same simple step for many cases."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[CaseSeen], Field(min_length=1, max_length=MOST_AT_ONCE)]
    step: Literal["pass", "return"]
    reason: Reason = ""
    fund_id: UUID | None = None


class CaseProblem(Out):
    """Why it was not done for this case."""

    code: str
    detail: str


class CaseOutcome(Out):
    """What became of one case."""

    index: int
    status: int = Field(description="200 已办；404、409、412 未办 As an HTTP status")
    id: UUID
    number: str | None
    name: str | None
    problem: CaseProblem | None


class CaseBatchOut(Out):
    """What became of all."""

    total: int
    succeeded: int
    failed: int
    items: list[CaseOutcome]


class Candidate(Out):
    """A case that is weighed against the others."""

    id: UUID
    number: str
    name: str
    status: CaseStatus
    organization_name: str
    child_id: UUID | None = Field(description="来自哪家直接下级 The union directly below that it comes from")
    category: HardshipCategory | None
    gross_fen: int | None = Field(description="人均月收入；无权查看时为 null")
    asked_fen: int
    amount_fen: int
    at_most_fen: int = Field(
        description="每次上限：项目和救助政策中较低的 Most each time, by the programme or the rules of aid"
    )
    maker_id: UUID
    approves: bool = Field(description="同意即批准，须有出资资金 The next step approves it, and reserves out of a fund")
    waiting_days: int
    version: int


class ShareOut(Out):
    """A union directly below: its quota, what it was given, what its candidates come to."""

    organization_id: UUID
    name: str
    quota_fen: int | None
    given: int
    given_fen: int
    candidates: int
    candidates_fen: int


class CandidateList(Out):
    """汇总平衡: all candidates of a programme and the unions they come from."""

    program_id: UUID
    program_name: str
    each_time_fen: int | None
    caps_stop: bool = Field(
        description="超过上限即不予受理，否则只提醒 Above a cap nothing is given; else it is warned of"
    )
    quota_fen: int | None = Field(description="分给本会的额度 The quota of the caller's own union")
    given_fen: int
    shares: list[ShareOut]
    items: list[Candidate]
    more: bool = Field(description="超过 2,000 件，没有全部列出 More than are listed")


class Chosen(BaseModel):
    """A case on the final list, with what it is given."""

    model_config = ConfigDict(extra="forbid")

    id: UUID
    version: Annotated[int, Field(ge=1)]
    amount_fen: Fen


class FinalList(BaseModel):
    """The final list: decided in one act."""

    model_config = ConfigDict(extra="forbid")

    items: Annotated[list[Chosen], Field(min_length=1, max_length=MOST_IN_BALANCE)]
    fund_id: UUID | None = None
    reason: Reason = ""
