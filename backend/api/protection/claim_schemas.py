"""What claims on mutual protection look like on the wire."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field

from backend.api.pages import ListQuery
from backend.api.wire import Instant, OpenStep, Out
from backend.domain.protection.benefits import ReckoningLine
from backend.domain.protection.claim_codes import ClaimStatus, ClaimStep, ClaimWay
from backend.domain.protection.codes import ProtectionKind


class ClaimQuery(ListQuery):
    """Which claims."""

    plan_id: Annotated[UUID | None, Query(description="保障计划 The plan")] = None
    cover_id: Annotated[UUID | None, Query(description="保障 The cover")] = None
    member_id: Annotated[UUID | None, Query(description="会员 The member")] = None
    under_id: Annotated[UUID | None, Query(description="这家工会及其下级 Below this union")] = None
    status: Annotated[list[ClaimStatus], Query(description="状态")] = []
    q: Annotated[str, Query(max_length=40, description="姓名开头或申请编号 Beginning of the name, or the number")] = ""


class ClaimItem(Out):
    """A claim in a list. It says nothing of the illness."""

    id: UUID
    number: str
    plan_id: UUID
    plan_name: str
    plan_kind: ProtectionKind
    cover_id: UUID
    organization_id: UUID
    organization_name: str
    member_id: UUID
    name: str
    event_on: date
    self_paid_fen: int
    status: ClaimStatus
    amount_fen: int
    maker_name: str
    reached_at: Instant
    paid_at: Instant | None
    created_at: Instant
    version: int


class ClaimReckoningOut(Out):
    """A line of the reckoning; `value` is fen, or a number of shares, or percent."""

    line: ReckoningLine
    label: str
    unit: str
    value: int


class ClaimProofOut(Out):
    """A paper of a claim."""

    id: UUID
    name: str
    size: int
    added_by_name: str
    added_at: Instant


class ClaimStepOut(Out):
    """A step that a claim took."""

    step: ClaimStep
    to_status: ClaimStatus
    reason: str
    amount_fen: int
    by_name: str
    by_office: str
    at: Instant


class ClaimOut(ClaimItem):
    """One claim. `hidden` names what this caller may not see."""

    starts_on: date
    ends_on: date
    claims_from: date
    shares: int
    illness: str | None = Field(description="病种或事故；没有权限时为 null The illness; null without the permission")
    item: str | None = Field(description="给付标准中的一项；同上 The line of the scale; as above")
    hidden: list[str]
    bank: str
    bank_card: str = Field(description="打码的银行卡号 The card, masked")
    checker_name: str
    approver_name: str
    payer_name: str
    way: ClaimWay | None
    document_number: str
    has_receipt: bool
    reckoning: list[ClaimReckoningOut]
    proofs: list[ClaimProofOut]
    log: list[ClaimStepOut]
    steps: list[OpenStep]


class ClaimReckoned(Out):
    """What an event would be paid with, and how that comes about."""

    amount_fen: int
    reckoning: list[ClaimReckoningOut]


class ClaimStepAsked(BaseModel):
    """A step of the unit or of the runner of the plan."""

    model_config = ConfigDict(extra="forbid")

    step: Literal["submit", "withdraw", "check", "approve", "return", "refuse", "revoke"]
    reason: Annotated[str, Field(max_length=500)] = ""


class ClaimProofDraft(BaseModel):
    """An uploaded picture (purpose `paper`) that becomes a paper of the claim."""

    model_config = ConfigDict(extra="forbid")

    file_id: UUID


class ClaimRecall(BaseModel):
    """What was paid came back."""

    model_config = ConfigDict(extra="forbid")

    reason: Annotated[str, Field(min_length=1, max_length=500)]


class ClaimCard(Out):
    """The whole card of a claim, for who pays it."""

    bank: str
    bank_card: str
