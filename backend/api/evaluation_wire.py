"""What the rules of aid said of a household, as files and cases carry it."""

from typing import Any

from backend.api.wire import Out
from backend.domain.aid.codes import CriterionKind, HardshipCategory, SizeRule


class CriterionOut(Out):
    """One thing that was asked, in a sentence, with the numbers used."""

    kind: CriterionKind
    passed: bool
    sentence: str
    facts: dict[str, Any]


class VerdictOut(Out):
    """What one rule said."""

    name: str
    category: HardshipCategory
    passed: bool
    criteria: list[CriterionOut]


class EvaluationOut(Out):
    """What the rules say. `rule` is the place in `verdicts` of the one that decided."""

    category: HardshipCategory | None
    rule: int | None
    line_fen: int
    size: int
    size_rule: SizeRule
    income_fen: int
    rigid_fen: int
    gross_fen: int
    net_fen: int
    gate: list[CriterionOut]
    verdicts: list[VerdictOut]
