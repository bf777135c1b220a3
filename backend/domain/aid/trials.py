"""Trying a rule set on the present files: who would enter, leave, change category, and what it would cost.

Files on which two officers decided beside the rules stay as they were decided, whatever the rules say.
"""

from collections import Counter
from dataclasses import dataclass, field

from backend.domain.aid.codes import HardshipCategory, TrialOutcome
from backend.domain.aid.evaluation import category_for
from backend.domain.aid.household import Household, circumstances_of, means_of
from backend.domain.aid.policy import AidPolicy


@dataclass(frozen=True, slots=True)
class Effect:
    """What would change for one file. Fen a year."""

    outcome: TrialOutcome | None
    before: HardshipCategory | None
    after: HardshipCategory | None
    before_fen: int
    after_fen: int


def effect_on(household: Household, present: AidPolicy, tried: AidPolicy) -> Effect:
    """What `tried` would change for a household that is judged by `present`."""
    size = present.line.default_size
    means, found = means_of(household, default_size=size), circumstances_of(household)
    before = category_for(household, present, means, found)
    after = category_for(household, tried, means if tried.line.default_size == size else None, found)
    return Effect(outcome_of(before, after), before, after, present.amount_fen(before), tried.amount_fen(after))


def outcome_of(before: HardshipCategory | None, after: HardshipCategory | None) -> TrialOutcome | None:
    """Enter, leave, change; None where the category stays."""
    if before == after:
        return None
    if before is None:
        return TrialOutcome.ENTER
    return TrialOutcome.LEAVE if after is None else TrialOutcome.CHANGE


@dataclass(slots=True)
class Tally:
    """The sum over all files that were tried."""

    files: int = 0
    decided: int = 0
    before_fen: int = 0
    after_fen: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)

    def add(self, effect: Effect) -> None:
        """Count one file."""
        self.files += 1
        self.before_fen += effect.before_fen
        self.after_fen += effect.after_fen
        if effect.outcome is not None:
            self.outcomes[str(effect.outcome)] += 1
        for counter, category in ((self.before, effect.before), (self.after, effect.after)):
            if category is not None:
                counter[str(category)] += 1

    def plain(self) -> dict[str, object]:
        """As the result of a job carries it."""
        return {
            "files": self.files,
            "decided": self.decided,
            "before_fen": self.before_fen,
            "after_fen": self.after_fen,
            "outcomes": {each.value: self.outcomes[each.value] for each in TrialOutcome},
            "before": {each.value: self.before[each.value] for each in HardshipCategory},
            "after": {each.value: self.after[each.value] for each in HardshipCategory},
        }
