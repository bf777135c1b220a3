"""What budgets look like on the wire. Every amount is in fen."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.budget.codes import (
    BudgetAdjustmentState,
    BudgetPlanState,
    BudgetReach,
    BudgetShareBasis,
    BudgetStanding,
    BudgetSubject,
)
from backend.domain.money import MOST

Year = Annotated[int, Query(ge=2000, le=2100, description="年度，默认今年 This year by default")]


class BudgetFiguresQuery(BaseModel):
    """Whose budget, for which year."""

    model_config = ConfigDict(extra="forbid")

    year: Year | None = None
    organization_id: Annotated[UUID | None, Query(description="哪家工会，默认本级 Your own by default")] = None
    reach: Annotated[BudgetReach, Query(description="本级，或连同下级 The union itself, or with all below")] = (
        BudgetReach.OWN
    )


class BudgetLineQuery(ListQuery):
    """The filters of the list of budget lines."""

    year: Year | None = None
    under_id: Annotated[UUID | None, Query(description="在其下 Anywhere under this union")] = None
    subject: Annotated[list[BudgetSubject], Query(description="科目")] = []


class BudgetShareQuery(BaseModel):
    """What is to be split, and by what."""

    model_config = ConfigDict(extra="forbid")

    subject: Annotated[BudgetSubject, Query(description="科目")]
    amount_fen: Annotated[int, Query(ge=0, le=MOST, description="要分的总额 What is split in all")] = 0
    basis: Annotated[BudgetShareBasis, Query(description="按什么分 By what")] = BudgetShareBasis.EVENLY


class BudgetFigureOut(Out):
    """What is budgeted beside what was spent; fen."""

    planned_fen: int = Field(description="编制数（生效后才计） As entered, once in force")
    adjusted_fen: int = Field(description="调整净额 Adjusted, net")
    received_fen: int = Field(description="上级下达 From above")
    handed_fen: int = Field(description="下达下级 Handed to unions below")
    budget_fen: int = Field(description="现有预算 What there is to spend")
    reserved_fen: int = Field(description="已占用未支付 Promised and not paid")
    spent_fen: int = Field(description="执行数 Spent in the year")
    left_fen: int = Field(description="结余，负数为超支 Left; below nought where more is spent or promised")
    rate: float | None = Field(description="执行率，% Share that is spent, in percent; null without a budget")
    standing: BudgetStanding | None


class BudgetSubjectOut(BudgetFigureOut):
    """A subject with its figures. Only those with any are sent."""

    subject: BudgetSubject


class BudgetChildOut(BudgetFigureOut):
    """A union directly below, with all under it."""

    organization_id: UUID
    organization_name: str
    state: BudgetPlanState | None = Field(description="没有预算时为 null Null without a plan")


class BudgetBoardOut(Out):
    """A year of a union: the budget by subject beside the spending, and the unions below."""

    year: int
    organization_id: UUID
    organization_name: str
    reach: BudgetReach
    as_of: Instant
    plan_id: UUID | None
    state: BudgetPlanState | None
    total: BudgetFigureOut
    items: list[BudgetSubjectOut]
    children: list[BudgetChildOut]
    steps: list[OpenStep]


class BudgetLineItem(BudgetFigureOut):
    """One subject of one union."""

    organization_id: UUID
    organization_name: str
    year: int
    subject: BudgetSubject
    state: BudgetPlanState | None


class BudgetPlanLineOut(Out):
    """One subject of a plan as it stands in the books of the plan; fen."""

    subject: BudgetSubject
    planned_fen: int
    adjusted_fen: int
    received_fen: int
    handed_fen: int
    free_fen: int = Field(description="可下达、可调减 What may still be handed down")


class BudgetAdjustmentOut(Out):
    """An adjustment with what may be done with it."""

    id: UUID
    subject: BudgetSubject
    change_fen: int
    reason: str
    document_number: str
    document_on: date
    state: BudgetAdjustmentState
    made_by_name: str
    made_at: Instant
    checked_by_name: str
    checked_at: Instant | None
    answer: str
    version: int
    steps: list[OpenStep]


class BudgetSplitOut(Out):
    """What was handed from one union to another, or taken back (negative)."""

    id: UUID
    from_name: str
    to_name: str
    from_above: bool = Field(description="上级下达给本会 It came to this plan from above")
    subject: BudgetSubject
    change_fen: int
    note: str
    by_name: str
    at: Instant


class BudgetPlanOut(Out):
    """The plan of a union for a year, with its history, the newest first."""

    id: UUID
    organization_id: UUID
    organization_name: str
    year: int
    state: BudgetPlanState
    document_number: str
    document_on: date | None
    answer: str = Field(description="退回原因 Why it was sent back")
    made_by_name: str
    created_at: Instant
    submitted_by_name: str
    submitted_at: Instant | None
    checked_by_name: str
    checked_at: Instant | None
    version: int
    lines: list[BudgetPlanLineOut]
    adjustments: list[BudgetAdjustmentOut]
    splits: list[BudgetSplitOut]
    steps: list[OpenStep]


class BudgetShareOut(Out):
    """What a union below has of a subject, and what it would get."""

    organization_id: UUID
    organization_name: str
    weight: int = Field(description="会员数，或上年支出（分） Members, or fen of last year; 1 each when split evenly")
    received_fen: int = Field(description="已下达 It has already")
    change_fen: int


class BudgetSharesOut(Out):
    """A proposal: nothing is handed down by asking for it."""

    subject: BudgetSubject
    free_fen: int
    items: list[BudgetShareOut]


class PlainBudgetStep(BaseModel):
    """Submit a plan, check it and put it in force, or take it back."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["submit", "confirm", "withdraw"]


class ReturnBudgetStep(BaseModel):
    """Another officer sends it back."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["return"]
    reason: str = Field(max_length=200)


BudgetPlanStepAsked = Annotated[PlainBudgetStep | ReturnBudgetStep, Field(discriminator="step")]


class PlainAdjustmentStep(BaseModel):
    """Check an adjustment, which lets it take effect, or take it back."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["confirm", "withdraw"]


class RefuseAdjustmentStep(BaseModel):
    """Another officer refuses it."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["refuse"]
    reason: str = Field(max_length=200)


BudgetAdjustmentStepAsked = Annotated[PlainAdjustmentStep | RefuseAdjustmentStep, Field(discriminator="step")]
