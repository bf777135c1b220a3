"""Deciding otherwise than the rules say: one officer with a reason, a second one who confirms (issue 4 section 2)."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.aid.codes import DecisionState, HardshipCategory
from backend.domain.refusals import Conflict, Forbidden, Invalid, at
from backend.domain.text import clean_text


class DecisionOpen(Conflict):
    """One at a time."""

    code = "aid_decision_open"
    zh = "这份档案已有一项另行认定在等第二人确认。请先确认或不予确认。"
    en = "A decision on this file awaits its second officer already. Have it confirmed or refused first."


class DecisionSame(Conflict):
    """It says what the rules say."""

    code = "aid_decision_same"
    zh = "按规则得出的就是这个类别，不需要另行认定。"
    en = "The rules give this category already; no decision beside them is needed."


class DecisionNone(Conflict):
    """Nothing waits."""

    code = "aid_decision_none"
    zh = "没有等待确认的另行认定。请刷新后再看。"
    en = "No decision awaits a second officer. Reload and look again."


class DecisionOwn(Conflict):
    """Who proposed it cannot be the second officer (also a CHECK of the database)."""

    code = "aid_decision_own"
    zh = "另行认定由您提出，须由另一位同事（或上级工会）确认。"
    en = "You proposed this decision; another officer, or the union above, confirms it."


class ReasonMissing(Invalid):
    """A decision without a reason is none."""

    code = "aid_decision_reason"
    zh = "请写明另行认定的理由，至少 {least} 个字。"
    en = "Say why you decide otherwise, in at least {least} characters."


LEAST_REASON = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """Another category than the rules give; null: none."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    category: HardshipCategory | None
    reason: Annotated[str, MinLen(1), MaxLen(500)]

    def __post_init__(self) -> None:
        with at("/reason"):
            object.__setattr__(self, "reason", clean_text(self.reason))
            if len(self.reason) < LEAST_REASON:
                raise ReasonMissing(least=LEAST_REASON)


def require_proposable(*, open: bool, category: HardshipCategory | None, by_rules: HardshipCategory | None) -> None:
    """Raises `DecisionOpen`, `DecisionSame`."""
    if open:
        raise DecisionOpen()
    if category == by_rules:
        raise DecisionSame()


def require_second_officer(*, proposed_by: UUID, acting: UUID) -> None:
    """Raises `DecisionOwn` when the one who proposed would confirm. Taking one's own proposal back is a refusal too."""
    if proposed_by == acting:
        raise DecisionOwn()


def require_reviewer(held: Set[str]) -> None:
    """Raises `Forbidden` without the permission of a second officer."""
    if Permission.AID_REVIEW not in held:
        raise Forbidden()


def state_after(*, confirmed: bool) -> DecisionState:
    """Where a decision stands after the second officer has spoken."""
    return DecisionState.CONFIRMED if confirmed else DecisionState.REFUSED
