"""What funds, vouchers, budgets and the ledger look like on the wire. Every amount is in fen."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.aid.case_codes import FundSource, ProgramKind
from backend.domain.aid.codes import HardshipCategory
from backend.domain.budget.codes import BudgetSubject
from backend.domain.fund.codes import EntryKind, FundStatus, VoucherKind, VoucherState

Under = Annotated[UUID | None, Query(description="在其下 Anywhere under this union")]


class FundQuery(ListQuery):
    """The filters of the list of funds."""

    under_id: Under = None
    source: Annotated[list[FundSource], Query(description="来源")] = []
    year: Annotated[list[Annotated[int, Field(ge=2000, le=2100)]], Query(description="年度")] = []
    status: Annotated[FundStatus | None, Query(description="状态")] = None
    case_id: Annotated[UUID | None, Query(description="可用于该申请的资金 Those that may serve this case")] = None
    visit_plan_id: Annotated[
        UUID | None, Query(description="可用于该走访安排的资金 Those that may serve this plan of visits")
    ] = None
    program_id: Annotated[
        UUID | None, Query(description="来源与该项目相符的资金 Those of the sources of this programme")
    ] = None
    q: Annotated[str | None, Query(max_length=100, description="名称、文号")] = None


class FundItem(Out):
    """A fund with its money."""

    id: UUID
    organization_id: UUID
    organization_name: str
    name: str
    source: FundSource
    year: int
    document_number: str
    purpose: str
    spend_by: date | None
    status: FundStatus
    locked_through: date | None
    made_by_name: str
    created_at: Instant
    income_fen: int = Field(description="入账 What came in from outside")
    budget_fen: int = Field(
        description="预算净收（收到减下达） From other funds less to other funds; may be below nought"
    )
    reserved_fen: int
    goods_fen: int = Field(description="库存物资的价值 What lies in the store, at its price")
    spent_fen: int
    available_fen: int
    version: int


class FundOut(FundItem):
    """One fund."""

    steps: list[OpenStep]


class LockStep(BaseModel):
    """Lock a month and all before it: nothing more is booked in them."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["lock"]
    month: Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="2026-10")]


class FundTurnStep(BaseModel):
    """Close an empty fund, or open a closed one again."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["close", "reopen"]


FundStepAsked = Annotated[LockStep | FundTurnStep, Field(discriminator="step")]


class MonthsQuery(BaseModel):
    """Which money, in which year."""

    model_config = ConfigDict(extra="forbid")

    year: Annotated[int, Query(ge=2000, le=2100)]
    fund_id: Annotated[UUID | None, Query(description="只看一笔资金")] = None
    under_id: Under = None


class MonthOut(Out):
    """What happened in a month, net; fen."""

    month: int
    income_fen: int
    budget_fen: int
    reserved_fen: int
    spent_fen: int


class MonthsOut(Out):
    """The months of a year in which something happened."""

    year: int
    items: list[MonthOut]


class BudgetQuery(BaseModel):
    """Of which fund."""

    model_config = ConfigDict(extra="forbid")

    fund_id: Annotated[UUID, Query(description="下达预算的资金 The fund that gave")]


class BudgetOut(Out):
    """A fund below that got money from this one."""

    id: UUID
    name: str
    organization_id: UUID
    organization_name: str
    status: FundStatus
    got_fen: int
    available_fen: int
    reserved_fen: int
    spent_fen: int


class BudgetsOut(Out):
    """All of them."""

    items: list[BudgetOut]


class VoucherQuery(ListQuery):
    """The filters of the list of vouchers."""

    fund_id: Annotated[UUID | None, Query(description="资金")] = None
    state: Annotated[list[VoucherState], Query(description="状态")] = []
    kind: Annotated[list[VoucherKind], Query(description="种类")] = []


class GoodsLine(Out):
    """Goods as a voucher names them."""

    name: str
    unit: str
    pieces: int
    price_fen: int
    expires_on: date | None
    kept_at: str


class VoucherItem(Out):
    """A voucher in a list."""

    id: UUID
    number: str
    kind: VoucherKind
    organization_id: UUID
    organization_name: str
    fund_id: UUID
    fund_name: str
    other_fund_id: UUID | None
    other_fund_name: str | None = Field(description="不在管理范围内时为 null Null where the caller does not see it")
    reverses_id: UUID | None
    amount_fen: int
    document_number: str
    document_on: date | None
    note: str = Field(description="摘要；费用支出的用途 Note, of an expense what for")
    payee: str = Field(description="收款单位或收款人 Who is paid by an expense")
    households: int | None = Field(description="受益户数 Households that an expense served")
    goods: list[GoodsLine] = Field(description="购入、受赠的物资明细 Goods that come in by it")
    lot_id: UUID | None = Field(description="报损的批次 The lot that lost something")
    pieces: int | None = Field(description="报损的数量 How many pieces")
    remittance_id: UUID | None = Field(description="入账的上解任务 The duty that this income was remitted for")
    has_file: bool
    state: VoucherState
    made_by: UUID
    made_by_name: str
    made_at: Instant
    checked_by_name: str
    checked_at: Instant | None
    answer: str
    entry_id: UUID | None
    version: int


class VoucherOut(VoucherItem):
    """One voucher."""

    amount_in_capitals: str = Field(description="大写金额")
    steps: list[OpenStep]


class ConfirmVoucher(BaseModel):
    """Another officer has checked it: book it."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["confirm"]


class EndVoucher(BaseModel):
    """Another officer refuses it, or its maker takes it back."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["refuse", "withdraw"]
    answer: str = Field(default="", max_length=200)


VoucherStepAsked = Annotated[ConfirmVoucher | EndVoucher, Field(discriminator="step")]


class EntryQuery(ListQuery):
    """The filters of the ledger."""

    fund_id: Annotated[UUID | None, Query(description="资金")] = None
    under_id: Under = None
    kind: Annotated[list[EntryKind], Query(description="种类")] = []
    case_id: Annotated[UUID | None, Query(description="申请")] = None
    payment_id: Annotated[UUID | None, Query(description="发放")] = None
    visit_plan_id: Annotated[UUID | None, Query(description="走访安排 Of the visits of this plan")] = None
    since: Annotated[AskedDay | None, Query(alias="booked_on[gte]", description="记账日期起")] = None
    until: Annotated[AskedDay | None, Query(alias="booked_on[lte]", description="记账日期止")] = None
    source: Annotated[list[FundSource], Query(description="资金来源 Source of the fund")] = []
    program_kind: Annotated[list[ProgramKind], Query(description="帮扶项目 Kind of programme")] = []
    category: Annotated[list[HardshipCategory], Query(description="困难类别 Category of the case")] = []
    owner_id: Annotated[UUID | None, Query(description="资金所属工会 Of the funds of this very union")] = None
    subject: Annotated[
        list[BudgetSubject],
        Query(
            description="预算科目：构成执行数的分录；与 reserved_on 同用时为构成占用数的分录 "
            "What a budget counts as spent, and back; with `reserved_on` what it counts as promised"
        ),
    ] = []
    reserved_on: Annotated[
        AskedDay | None,
        Query(
            description="这一天结束时仍占用、没有支付或释放的批准 Promised, and at the end of this day neither paid nor released"
        ),
    ] = None


class EntryItem(Out):
    """An entry: money went from the credit account to the debit account. What it is about opens from it."""

    id: UUID
    kind: EntryKind
    amount_fen: int
    debit_fund_id: UUID
    debit_fund_name: str | None = Field(description="不在管理范围内时为 null Null where the caller does not see it")
    credit_fund_id: UUID
    credit_fund_name: str | None
    debit_after_fen: int
    credit_after_fen: int
    case_id: UUID | None
    claim_id: UUID | None = Field(description="互助保障给付申请 The claim on mutual protection")
    visit_id: UUID | None = Field(description="走访 The visit that it was brought to")
    visit_plan_id: UUID | None
    visit_name: str | None
    case_number: str | None
    case_name: str | None
    payment_id: UUID | None
    voucher_id: UUID | None
    voucher_number: str | None
    document_number: str | None
    reverses_id: UUID | None
    reversed_by: UUID | None
    booked_on: date
    memo: str
    by_name: str
    by_office: str
    at: Instant


class EntryOut(EntryItem):
    """One entry."""

    amount_in_capitals: str = Field(description="大写金额")
    steps: list[OpenStep]
