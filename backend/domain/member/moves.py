"""What is asked when a membership is to move, and by when it must be answered (MBR-02; domain-facts 3.2)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar, Literal
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.identity import IdKind, normalise_id_number, read_id_number
from backend.domain.member.codes import TransferReason, TransferStatus
from backend.domain.member.names import normalise_name
from backend.domain.member.transfers import TransferStep
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

ANSWER_WITHIN = timedelta(days=15)
"""How long the other union has; after that the transfer counts as overdue on both sides."""

OPEN = (TransferStatus.REQUESTED, TransferStatus.RELEASED, TransferStatus.SUBMITTED)

Note = Annotated[str, MaxLen(200)]


class SameUnion(Invalid):
    """The member stands there already, or in another branch of that union."""

    code = "transfer_same_union"
    zh = "会员已在这家工会，不需要接转；只是换分会或小组时，请直接修改会员资料。"
    en = "The member stands with this union already. To change branch or group, edit the record."


class TransferUnderWay(Conflict):
    """At most one transfer of a member is open."""

    code = "transfer_open"
    zh = "这位会员已有一笔转接正在办理。请等它办结，或先撤回。"
    en = "A transfer of this member is under way. Wait for it or withdraw it first."


class AnswerMissing(Invalid):
    """Who says no says why."""

    code = "transfer_answer_missing"
    zh = "不同意时请写明原因，对方工会要据此处理。"
    en = "When you reject, say why: the other union acts on it."


class AcceptedOnImpossible(Invalid):
    """Facts: `first`, `today`."""

    code = "transfer_on_impossible"
    zh = "接收日期应在 {first} 至今天（{today}）之间。请改正日期。"
    en = "The day of acceptance lies between {first} and today ({today}). Correct it."


class MemberMoved(Conflict):
    """What the transfer was about is no longer so."""

    code = "transfer_outdated"
    zh = "会员的会籍状态或接收工会已有变化，这笔转接不能再办。请撤回后重新发起。"
    en = "The membership or the receiving union has changed, so this transfer cannot go on. Withdraw it and begin anew."


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAsked:
    """The leaving union sends a member on."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    form: Literal["push"]
    member_id: UUID
    to_organization_id: UUID
    reason: TransferReason = TransferReason.NEW_EMPLOYER
    note: Note = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class PullAsked:
    """The receiving union asks for somebody whom it knows by document and name, and cannot see."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    form: Literal["pull"]
    id_kind: IdKind = IdKind.RESIDENT
    id_number: Annotated[str, MinLen(1), MaxLen(64)] = field(repr=False)
    name: Annotated[str, MinLen(1), MaxLen(100)]
    to_organization_id: UUID
    reason: TransferReason = TransferReason.NEW_EMPLOYER
    note: Note = ""

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", normalise_name(self.name))
        with at("/id_number"):
            object.__setattr__(self, "id_number", normalise_id_number(self.id_number))
            read_id_number(self.id_number, self.id_kind)
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferStepAsked:
    """What one side does; `on` is the day of acceptance (today when absent)."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    step: TransferStep
    reason: Note = ""
    on: date | None = None

    def __post_init__(self) -> None:
        with at("/reason"):
            object.__setattr__(self, "reason", clean_text(self.reason))


def due_on(requested_on: date) -> date:
    """The last day for an answer."""
    return requested_on + ANSWER_WITHIN


def is_overdue(status: TransferStatus, due: date, today: date) -> bool:
    """Whether an open transfer has waited too long; its last day is still in time."""
    return status in OPEN and today > due


def require_answerable(asked: TransferStepAsked, *, requested_on: date, today: date) -> date:
    """The day on which the step holds. Raises `AnswerMissing`, `AcceptedOnImpossible`."""
    if asked.step is TransferStep.REJECT and not asked.reason:
        raise AnswerMissing(pointer="/reason")
    on = asked.on or today
    if not requested_on <= on <= today:
        raise AcceptedOnImpossible(pointer="/on", first=requested_on.isoformat(), today=today.isoformat())
    return on
