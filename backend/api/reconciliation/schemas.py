"""What bank accounts and their reconciliation look like on the wire. Every amount is in fen."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.fund.codes import PaymentWay
from backend.domain.reconciliation.codes import BankAccountStatus, MatchWay, ReconciliationState

Under = Annotated[UUID | None, Query(description="在其下 Anywhere under this union")]


class BankAccountQuery(ListQuery):
    """The filters of the list of accounts."""

    under_id: Under = None
    status: Annotated[BankAccountStatus | None, Query(description="状态")] = None
    q: Annotated[str | None, Query(max_length=100, description="户名、开户银行、尾号")] = None


class BankAccountItem(Out):
    """An account. Of its number the last four are shown."""

    id: UUID
    organization_id: UUID
    organization_name: str
    name: str = Field(description="户名")
    bank: str = Field(description="开户银行")
    last_four: str
    status: BankAccountStatus
    funds: int = Field(description="存放几笔资金 How many funds lie on it")
    last_month: date | None = Field(description="已导入到哪个月（其第一天） The last month that is there")
    checked_month: date | None = Field(description="已复核到哪个月（其第一天） The last month that is checked")
    made_by_name: str
    created_at: Instant
    version: int


class FundOnAccount(Out):
    """A fund that lies on an account."""

    id: UUID
    name: str
    kind: str = Field(description="aid 帮扶资金，savings 储金会 Of aid, or of a savings society")
    year: int


class BankAccountOut(BankAccountItem):
    """One account with its funds."""

    funds_on: list[FundOnAccount]
    books_fen: int = Field(description="账面余额 What lies on it by the books, now")
    next_month: date | None = Field(description="接下来对哪个月；null 为从任意月份开始 Null: any month may begin it")
    next_opening_fen: int | None = Field(description="该月期初余额 What that month has to open with")
    steps: list[OpenStep]


class BankAccountStepAsked(BaseModel):
    """Close an account, or use it again."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["close", "reopen"]


class ReconciliationQuery(ListQuery):
    """The filters of the list of months."""

    account_id: Annotated[UUID | None, Query(description="账户")] = None
    under_id: Under = None
    state: Annotated[list[ReconciliationState], Query(description="状态")] = []
    year: Annotated[int | None, Query(ge=2000, le=2100, description="年度")] = None


class AdjustmentOut(Out):
    """The sums of the statement of differences (银行存款余额调节表) at the end of a month."""

    bank_fen: int = Field(description="银行对账单余额")
    books_fen: int = Field(description="账面余额")
    books_in_fen: int = Field(description="账上已收、银行未收")
    books_out_fen: int = Field(description="账上已付、银行未付")
    bank_in_fen: int = Field(description="银行已收、账上未收")
    bank_out_fen: int = Field(description="银行已付、账上未付")
    start_fen: int = Field(description="启用前差额 By how much the bank was above the books when the account began")
    start_explained: bool
    adjusted_bank_fen: int = Field(description="调节后银行余额")
    adjusted_books_fen: int = Field(description="调节后账面余额")
    difference_fen: int = Field(description="银行余额减账面余额")
    explained_fen: int = Field(description="已说明的未达账项净额")
    unexplained_fen: int = Field(description="未说明差额，应为零 What of it nobody has explained: has to become nought")
    unexplained: int = Field(description="未说明的未达账项数")


class ReconciliationItem(Out):
    """A month of an account."""

    id: UUID
    account_id: UUID
    account_name: str
    bank: str
    last_four: str
    organization_id: UUID
    organization_name: str
    month: date = Field(description="该月第一天 Its first day")
    state: ReconciliationState
    lines: int = Field(description="银行流水笔数")
    paired: int = Field(description="已勾对的银行流水笔数")
    opening_fen: int
    closing_fen: int
    made_by_name: str
    made_at: Instant
    closed_by_name: str
    closed_at: Instant | None
    checked_by_name: str
    checked_at: Instant | None
    version: int


class WayCount(Out):
    """How many pairs were made in one way."""

    way: MatchWay
    pairs: int


class ReconciliationOut(ReconciliationItem):
    """One month with its sums."""

    start_note: str
    reopen_reason: str
    adjustment: AdjustmentOut
    open_lines: int = Field(description="未达的银行流水，含以前月份 Open lines, those of earlier months too")
    open_entries: int = Field(description="未达的账上记录，含以前月份")
    ways: list[WayCount]
    steps: list[OpenStep]
    latest: bool = Field(description="是否该账户最后一个月，可撤销 Whether it is the last month of the account")


class MonthStep(BaseModel):
    """Match what is free once more; close, or check, a month."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["match", "close", "check"]


class ExplainStartStep(BaseModel):
    """Say why bank and books were apart when the account began."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["explain_start"]
    reason: Annotated[str, Field(max_length=200)]


class ReopenMonthStep(BaseModel):
    """Open a closed month again, and say why."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["reopen"]
    reason: Annotated[str, Field(max_length=200)]


ReconciliationStepAsked = Annotated[MonthStep | ExplainStartStep | ReopenMonthStep, Field(discriminator="step")]


class _Items(ListQuery):
    reconciliation_id: Annotated[UUID, Query(description="哪个月 Which month")]
    open: Annotated[
        bool, Query(description="true 未达的，含以前月份；false 本月勾对的 Open ones, or those paired in it")
    ] = True
    pair_id: Annotated[UUID | None, Query(description="只要这一组 Those of one pair")] = None


class StatementLineQuery(_Items):
    """Which lines."""


class BookEntryQuery(_Items):
    """Which entries."""


class StatementLineItem(Out):
    """A line of the bank as it stands at the end of the month."""

    id: UUID
    row: int = Field(description="对账单中的行号")
    on: date
    amount_fen: int = Field(description="收入为正、支出为负")
    balance_fen: int | None
    payee: str = Field(description="对方户名")
    payee_last_four: str
    summary: str
    reference: str
    pair_id: UUID | None
    note: str = Field(description="未达原因")


class BookEntryItem(Out):
    """An entry of the books that moved the account, as it stands at the end of the month."""

    id: UUID
    kind: str = Field(description="entry_kind 或 savings_entry_kind")
    on: date
    amount_fen: int = Field(description="收入为正、支出为负")
    counterparty: str
    number: str = Field(description="批次、申请、凭证或借款的编号")
    document: str = Field(description="依据文号、银行流水号")
    memo: str
    fund_name: str
    way: PaymentWay | None
    batch_id: UUID | None
    pair_id: UUID | None
    note: str = Field(description="未达原因")


class ReconciliationPairQuery(ListQuery):
    """Which pairs."""

    reconciliation_id: Annotated[UUID, Query(description="哪个月 Which month")]
    way: Annotated[list[MatchWay], Query(description="勾对方式")] = []


class ReconciliationPairItem(Out):
    """Lines and entries that are the same money; `on`, `payee` and `summary` are those of the first line."""

    id: UUID
    reconciliation_id: UUID
    way: MatchWay
    amount_fen: int
    crosses: bool = Field(description="跨月勾对 Not all of one month")
    made_by_name: str
    made_at: Instant
    lines: int
    entries: int
    on: date | None
    payee: str
    summary: str


class PaperQuery(BaseModel):
    """As what the statement of differences is printed."""

    model_config = ConfigDict(extra="forbid")

    format: Annotated[Literal["docx", "pdf", "xlsx"], Query(description="Word、PDF 或 Excel")] = "docx"
