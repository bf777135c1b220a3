"""What loans of savings societies look like on the wire. Every amount is in fen."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.savings.codes import LoanState, LoanWay
from backend.domain.savings.societies import Sum


class LoanQuery(ListQuery):
    """The filters of the list of loans."""

    society_id: Annotated[UUID | None, Query(description="储金会")] = None
    saver_id: Annotated[UUID | None, Query(description="会员")] = None
    state: Annotated[list[LoanState], Query(description="状态")] = []
    overdue: Annotated[bool, Query(description="只看逾期的")] = False


class LoanItem(Out):
    """A loan. Those overdue stand first, and lie with the keeper of the society."""

    id: UUID
    number: str
    society_id: UUID
    society_name: str
    keeper_name: str = Field(description="由谁催还 With whom it lies when it is overdue")
    saver_id: UUID
    organization_id: UUID
    organization_name: str
    name: str
    amount_fen: int
    months: int
    purpose: str
    state: LoanState
    maker_id: UUID
    maker_name: str
    made_at: Instant
    checker_name: str
    decided_at: Instant | None
    answer: str
    way: LoanWay | None
    bank_reference: str
    has_signature: bool
    payer_name: str
    paid_at: Instant | None
    repaid_fen: int
    overdue_fen: int = Field(description="到期未还 Due and not repaid")
    overdue_days: int = Field(description="最早一期已逾期几天，0 为没有逾期")
    next_due_on: date | None
    proposer_id: UUID | None = Field(description="提请核销的人，没有提请时为 null")
    proposer_name: str
    write_off_reason: str
    written_off_by_name: str
    ended_on: date | None
    version: int


class InstalmentOut(Out):
    """A part of a loan."""

    place: int
    due_on: date
    amount_fen: int
    by_then_fen: int = Field(description="到这一期累计应还 To be repaid by then")


class LoanOut(LoanItem):
    """One loan with its plan; before it is paid out, the plan as it would be if that were today."""

    hardship: str
    amount_in_capitals: str = Field(description="大写金额")
    plan: list[InstalmentOut]
    steps: list[OpenStep]


class LoanPlanQuery(BaseModel):
    """What is to be lent, for how long, from when."""

    model_config = ConfigDict(extra="forbid")

    saver_id: Annotated[UUID, Query(description="会员")]
    amount_fen: Annotated[Sum, Query()]
    months: Annotated[int, Query(ge=1, le=60)]
    paid_on: Annotated[AskedDay | None, Query(description="发放日，默认今天")] = None


class LoanPlanOut(Out):
    """How a loan would be repaid, and whether the rules give it."""

    most_fen: int = Field(description="按规则这位会员最多可借")
    left_fen: int = Field(description="储金会现在还能借出")
    refusal: str | None = Field(description="按规则不能借的原因 Why the rules do not give it")
    plan: list[InstalmentOut]


class DecideLoan(BaseModel):
    """The checker approves or refuses; the keeper takes it back; a proposal to write off is not followed."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["approve", "refuse", "withdraw", "write_off", "keep"]
    answer: str = Field(default="", max_length=200)


class PayLoan(BaseModel):
    """It is paid out: in cash against a signature, or by the bank."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["pay"]
    way: LoanWay
    signature_id: UUID | None = None
    bank_reference: str = Field(default="", max_length=60)


class RepayLoan(BaseModel):
    """A part comes back, or all of what is owed."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["repay"]
    amount_fen: Sum


class ProposeWriteOff(BaseModel):
    """That what is owed be written off, and why."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["ask_write_off"]
    reason: str = Field(min_length=5, max_length=200)


LoanStepAsked = Annotated[DecideLoan | PayLoan | RepayLoan | ProposeWriteOff, Field(discriminator="step")]
