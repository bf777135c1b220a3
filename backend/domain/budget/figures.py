"""What a budget says beside what the ledger says: planned, adjusted, handed on, promised, spent, left (FND-02).

All amounts are fen. What is budgeted is what a union has to spend by itself: its own amount, with what was adjusted and
what came from above, less what it handed to those below.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from backend.domain.budget.codes import BudgetStanding
from backend.domain.statistic.figures import rate

KeyT = TypeVar("KeyT")
YUAN = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFigures:
    """The figures of a subject, or of several together."""

    planned_fen: int = 0
    adjusted_fen: int = 0
    received_fen: int = 0
    handed_fen: int = 0
    reserved_fen: int = 0
    spent_fen: int = 0

    def __add__(self, other: "BudgetFigures") -> "BudgetFigures":
        return BudgetFigures(**{name: getattr(self, name) + getattr(other, name) for name in FIELDS})

    @property
    def budget_fen(self) -> int:
        """What there is to spend."""
        return self.planned_fen + self.adjusted_fen + self.received_fen - self.handed_fen

    @property
    def left_fen(self) -> int:
        """What is neither promised nor spent; below nought where more is."""
        return self.budget_fen - self.reserved_fen - self.spent_fen

    @property
    def rate(self) -> float | None:
        """The share that is spent in percent with one decimal; None where nothing is budgeted."""
        return rate(self.spent_fen, self.budget_fen)

    @property
    def standing(self) -> BudgetStanding | None:
        """What this means; None where there is neither a budget nor money that moved."""
        if self.budget_fen <= 0:
            return BudgetStanding.UNPLANNED if self.spent_fen > 0 or self.reserved_fen > 0 else None
        if self.spent_fen > self.budget_fen:
            return BudgetStanding.OVER
        if self.left_fen < 0:
            return BudgetStanding.PROMISED_OVER
        return BudgetStanding.WITHIN if self.spent_fen > 0 else BudgetStanding.NOT_BEGUN


FIELDS = ("planned_fen", "adjusted_fen", "received_fen", "handed_fen", "reserved_fen", "spent_fen")


def divide(fen: int, weights: Mapping[KeyT, int]) -> dict[KeyT, int]:
    """Split an amount by weights, in whole yuan; what is left below a yuan goes to the largest.

    The shares add up to the amount exactly. Where all weights are nought, everybody gets alike. Raises `ValueError` for a
    negative amount or weight.
    """
    if fen < 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("neither amounts nor weights are negative")
    if not weights:
        return {}
    keys = list(weights)
    heavy = dict(weights) if any(weights.values()) else dict.fromkeys(keys, 1)
    total, whole = sum(heavy.values()), fen // YUAN
    shares = {key: whole * heavy[key] // total for key in keys}
    over = whole - sum(shares.values())
    # The largest remainders get a yuan more, the first of equals in front.
    by_remainder = sorted(keys, key=lambda key: -(whole * heavy[key] % total))
    for key in by_remainder[:over]:
        shares[key] += 1
    found = {key: share * YUAN for key, share in shares.items()}
    largest = max(keys, key=lambda key: (found[key], heavy[key]))
    found[largest] += fen - whole * YUAN
    return found


def total(figures: Sequence[BudgetFigures]) -> BudgetFigures:
    """Several together."""
    return sum(figures, BudgetFigures())
