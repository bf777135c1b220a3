"""What savings societies, savers and their book look like on the wire. Every amount is in fen."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import AskedDay, Instant, OpenStep, Out
from backend.domain.savings.codes import (
    JoinOutcome,
    MonthOutcome,
    SaverState,
    SavingsEntryKind,
    SocietyKind,
    SocietyStatus,
)
from backend.domain.savings.societies import Sum

Month = Annotated[str, Field(pattern=r"^20[0-9]{2}-(0[1-9]|1[0-2])$", description="2026-11")]


class SocietyQuery(ListQuery):
    """The filters of the list of societies."""

    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    status: Annotated[SocietyStatus | None, Query(description="状态")] = None
    q: Annotated[str | None, Query(max_length=60, description="名称")] = None


class SocietyItem(Out):
    """A society with what is in its books: cash + loans + losses = savings + support."""

    id: UUID
    organization_id: UUID
    organization_name: str
    name: str
    kind: SocietyKind
    keeper_name: str
    checker_name: str
    monthly_fen: int = Field(description="每月储金 What a saver pays each month")
    most_loan_fen: int
    most_multiple: int = Field(description="借款不超过本人储金的倍数，0 为不限 0: no such bound")
    most_months: int
    lent_percent: int = Field(description="借出总额不超过储金和补助的百分之几")
    status: SocietyStatus
    made_by_name: str
    created_at: Instant
    savers: int
    cash_fen: int
    savings_fen: int
    loan_fen: int
    support_fen: int
    loss_fen: int
    version: int


class SocietyOut(SocietyItem):
    """One society."""

    steps: list[OpenStep]


class SocietyStepAsked(BaseModel):
    """Close a society that nobody saves with, or open it again."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["close", "reopen"]


class SaverQuery(ListQuery):
    """The filters of the list of savers."""

    society_id: Annotated[UUID | None, Query(description="储金会")] = None
    state: Annotated[list[SaverState], Query(description="状态")] = []
    month: Annotated[Month | None, Query(description="看哪个月是否已缴，默认本月 Whose month")] = None
    unpaid: Annotated[bool, Query(description="只看该月未缴的")] = False
    q: Annotated[str | None, Query(max_length=40, description="姓名或首字母")] = None


class SaverItem(Out):
    """A saver with what they have saved and what they owe."""

    id: UUID
    society_id: UUID
    society_name: str
    member_id: UUID
    name: str
    monthly_fen: int
    joined_on: date
    left_on: date | None
    state: SaverState
    saved_fen: int
    owed_fen: int
    month_paid: bool
    version: int


class SaverOut(SaverItem):
    """One saver."""

    steps: list[OpenStep]


class JoinLine(Out):
    """What became of one member."""

    member_id: UUID
    name: str = Field(description="不是本会会员时为空 Empty for who is no member of this union")
    outcome: JoinOutcome
    saver_id: UUID | None


class JoinedOut(Out):
    """What became of each, in the order asked."""

    joined: int
    items: list[JoinLine]


class SetMonthlyStep(BaseModel):
    """From now on another sum each month."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["set_monthly"]
    monthly_fen: Sum


class LeaveStep(BaseModel):
    """The saver leaves; what is saved is paid out in the same act."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["leave"]


SaverStepAsked = Annotated[SetMonthlyStep | LeaveStep, Field(discriminator="step")]


class CollectionLine(Out):
    """What became of one saver's month."""

    saver_id: UUID
    name: str
    outcome: MonthOutcome
    amount_fen: int
    entry_id: UUID | None = Field(description="本次记的分录 The entry of this act, else null")


class CollectionOut(Out):
    """A month of all savers, after the act."""

    month: str
    paid: int = Field(description="本次收了几人 How many paid in this act")
    amount_fen: int = Field(description="本次收了多少")
    already: int
    not_paid: int
    items: list[CollectionLine]


class SavingsEntryQuery(ListQuery):
    """The filters of the book."""

    society_id: Annotated[UUID | None, Query(description="储金会")] = None
    saver_id: Annotated[UUID | None, Query(description="会员：即其存折 The passbook of a saver")] = None
    kind: Annotated[list[SavingsEntryKind], Query(description="种类")] = []
    since: Annotated[AskedDay | None, Query(alias="booked_on[gte]", description="记账日期起")] = None
    until: Annotated[AskedDay | None, Query(alias="booked_on[lte]", description="记账日期止")] = None


class SavingsEntryItem(Out):
    """An entry of the book."""

    id: UUID
    kind: SavingsEntryKind
    amount_fen: int
    society_id: UUID
    society_name: str
    saver_id: UUID | None
    saver_name: str | None
    month: date | None = Field(description="每月储金所属月份的第一天 First day of the month that it paid")
    cash_change_fen: int = Field(description="现金增减 May be below nought")
    cash_after_fen: int | None
    saved_after_fen: int | None
    owed_after_fen: int | None
    reverses_id: UUID | None
    undone_by: UUID | None
    booked_on: date
    memo: str
    by_name: str
    at: Instant


class SavingsEntryOut(SavingsEntryItem):
    """One entry."""

    amount_in_capitals: str = Field(description="大写金额")
    steps: list[OpenStep]


class UndoStep(BaseModel):
    """An entry was a mistake: book the opposite, and say why."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["undo"]
    reason: str = Field(min_length=2, max_length=100)
