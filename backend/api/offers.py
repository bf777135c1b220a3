"""What may happen next, as the answers say it: each step with its label, and why this caller may not take it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.refusals import Refusal

NOT_HELD = {"zh": "您的岗位没有这项权限", "en": "You do not hold this permission"}


@dataclass(frozen=True, slots=True)
class Offer:
    """A step that a noun has; `refusal` is the rule that closes it now, if one does."""

    step: str
    zh: str
    en: str
    permission: Permission
    refusal: Refusal | None = None


def refusal_of(rule: Callable[..., object], *facts: Any, **named: Any) -> Refusal | None:
    """Why a rule says no to these facts; None where it does not."""
    try:
        rule(*facts, **named)
    except Refusal as refusal:
        return refusal
    return None


def open_steps(work: Work, offers: Iterable[Offer]) -> list[dict[str, Any]]:
    """The steps in the caller's language."""
    return [
        {
            "step": offer.step,
            "label": offer.en if work.language == "en" else offer.zh,
            "allowed": (reason := _reason(work, offer)) is None,
            "reason": reason,
        }
        for offer in offers
    ]


def _reason(work: Work, offer: Offer) -> str | None:
    if offer.permission not in work.held:
        return NOT_HELD["en" if work.language == "en" else "zh"]
    return None if offer.refusal is None else offer.refusal.sentence(work.language)
