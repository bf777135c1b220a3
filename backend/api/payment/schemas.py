"""What payments and batches look like on the wire. Every amount is in fen; cards are masked."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.aid.case_codes import CaseStatus, FundSource, ProgramKind
from backend.domain.aid.codes import HardshipCategory
from backend.domain.fund.codes import AnswerOutcome, BatchState, PaymentState, PaymentWay


class PaymentQuery(ListQuery):
    """The filters of the list of payments."""

    batch_id: Annotated[UUID | None, Query(description="批次")] = None
    fund_id: Annotated[UUID | None, Query(description="资金")] = None
    case_id: Annotated[UUID | None, Query(description="申请")] = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    state: Annotated[list[PaymentState], Query(description="状态")] = []
    way: Annotated[list[PaymentWay], Query(description="方式")] = []
    since: Annotated[AskedDay | None, Query(alias="paid_on[gte]", description="发放日期起 Paid from this day")] = None
    until: Annotated[AskedDay | None, Query(alias="paid_on[lte]", description="发放日期止 Paid until this day")] = None
    source: Annotated[list[FundSource], Query(description="资金来源 Source of the fund")] = []
    program_kind: Annotated[list[ProgramKind], Query(description="帮扶项目 Kind of programme")] = []
    category: Annotated[list[HardshipCategory], Query(description="困难类别 Category of the case")] = []
    program_id: Annotated[UUID | None, Query(description="哪个帮扶项目 The programme")] = None
    q: Annotated[str | None, Query(max_length=100, description="姓名、申请编号")] = None


class PaymentItem(Out):
    """A payment in a list."""

    id: UUID
    case_id: UUID
    case_number: str
    case_status: CaseStatus
    fund_id: UUID
    fund_name: str | None = Field(description="不在管理范围内时为 null Null where the caller does not see it")
    organization_id: UUID
    organization_name: str
    batch_id: UUID | None
    line: int | None
    round: int = Field(description="该申请的第几次发放 Which payment of the case it is")
    way: PaymentWay
    amount_fen: int
    payee: str
    bank: str
    card: str | None = Field(description="银行卡号，只显示后四位 The last four of the card")
    goods: str
    state: PaymentState
    bank_outcome: AnswerOutcome | None
    bank_reason: str
    reason: str
    has_proofs: bool
    payer_name: str
    paid_at: Instant | None
    created_at: Instant
    version: int


class PaymentOut(PaymentItem):
    """One payment."""

    amount_in_capitals: str = Field(description="大写金额")
    steps: list[OpenStep]


class RecallStep(BaseModel):
    """What was paid came back: the case is approved again and its money reserved."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["recall"]
    reason: str = Field(min_length=2, max_length=200)


class PayableQuery(ListQuery):
    """Of which fund."""

    fund_id: Annotated[UUID, Query(description="资金")]


class PayableItem(Out):
    """An approved case that waits for its money."""

    id: UUID
    number: str
    name: str
    amount_fen: int
    approved_at: Instant | None
    organization_id: UUID
    organization_name: str
    has_card: bool
    refused: str | None = Field(description="上次未发放成功的原因 Why the last payment failed, if one did")
    visit_id: UUID | None = Field(description="已由走访送达的走访记录 The visit that brought the money already")


class PaymentBatchQuery(ListQuery):
    """The filters of the list of batches."""

    fund_id: Annotated[UUID | None, Query(description="资金")] = None
    state: Annotated[list[BatchState], Query(description="状态")] = []


class PaymentBatchItem(Out):
    """A batch with what became of its lines."""

    id: UUID
    number: str
    organization_id: UUID
    organization_name: str
    fund_id: UUID
    fund_name: str
    purpose: str
    state: BatchState
    lines: int
    amount_fen: int
    paid_lines: int
    paid_fen: int
    rejected_lines: int
    rejected_fen: int
    unanswered_lines: int
    made_by: UUID
    made_by_name: str
    made_at: Instant
    sent_at: Instant | None
    answered_at: Instant | None
    done_at: Instant | None
    payer_name: str
    job_id: UUID | None
    version: int


class PaymentBatchOut(PaymentBatchItem):
    """One batch."""

    amount_in_capitals: str = Field(description="大写金额")
    steps: list[OpenStep]


class LeftOut(Out):
    """A case that was asked for and is not in the batch."""

    case_id: UUID
    number: str | None
    code: str
    detail: str


class PaymentBatchMade(PaymentBatchOut):
    """A new batch, and whom it leaves out."""

    left_out: list[LeftOut]


class PaymentBatchStepAsked(BaseModel):
    """A step of a batch."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["send", "confirm", "withdraw"]


class PaymentAnswerAsked(BaseModel):
    """The bank's answer: an uploaded workbook."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID


class PaymentAnswerProblem(Out):
    """A row of the answer that cannot be taken."""

    row: int = Field(description="文件中的行号 Row in the file")
    line: int | None = Field(description="批次中的序号 Line of the batch, where it is clear")
    column: str = Field(description="出问题的列 The column that is wrong: line, card, amount, result")
    outcome: AnswerOutcome
    detail: str


class PaymentAnswerOut(Out):
    """What the answer says. It is taken as a whole or, while a row is wrong, not at all."""

    taken: bool
    paid_lines: int
    paid_fen: int
    rejected_lines: int
    rejected_fen: int
    missing_lines: int = Field(description="还没有回盘的笔数 Lines that no answer has named yet")
    problems: list[PaymentAnswerProblem] = Field(description="最多 200 行 At most two hundred")
    problem_rows: int
