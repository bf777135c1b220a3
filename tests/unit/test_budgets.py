"""The year's budget: what may be changed, handed down and taken back, and what the figures mean (FND-02)."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.aid.case_codes import ProgramKind
from backend.domain.budget import plans
from backend.domain.budget.codes import (
    SUBJECT_OF,
    BudgetPlanState,
    BudgetStanding,
    BudgetSubject,
)
from backend.domain.budget.figures import BudgetFigures, divide, total
from backend.domain.budget.plans import BudgetAmount, BudgetLineFen, BudgetLinesDraft, BudgetShare, BudgetSplitDraft
from backend.domain.refusals import Refusal

WARMTH = BudgetSubject.WINTER_WARMTH
TODAY = date(2026, 11, 28)


def refused(code: str, rule: Callable[..., Any], *asked: Any, **facts: Any) -> Refusal:
    with pytest.raises(Refusal) as told:
        rule(*asked, **facts)
    assert told.value.code == code
    for language in ("zh", "en"):
        assert "{" not in told.value.sentence(language)
    return told.value


def test_every_kind_of_programme_has_its_subject() -> None:
    """FND-02: what a case cost counts somewhere, under the word that its programme has."""
    assert set(SUBJECT_OF) == set(ProgramKind)
    for kind, subject in SUBJECT_OF.items():
        assert subject.zh == kind.zh


@pytest.mark.parametrize(
    ("budget", "reserved", "spent", "standing", "rate"),
    [
        (0, 0, 0, None, None),
        (0, 0, 1, BudgetStanding.UNPLANNED, None),
        (0, 1, 0, BudgetStanding.UNPLANNED, None),
        (100, 0, 0, BudgetStanding.NOT_BEGUN, 0.0),
        (100, 100, 0, BudgetStanding.NOT_BEGUN, 0.0),
        (100, 0, 100, BudgetStanding.WITHIN, 100.0),
        (100, 1, 100, BudgetStanding.PROMISED_OVER, 100.0),
        (100, 101, 0, BudgetStanding.PROMISED_OVER, 0.0),
        (100, 0, 101, BudgetStanding.OVER, 101.0),
        (800, 0, 1, BudgetStanding.WITHIN, 0.1),
    ],
)
def test_how_spending_stands(
    budget: int, reserved: int, spent: int, standing: BudgetStanding | None, rate: float | None
) -> None:
    """FND-02: over, promised over, not begun: on the edge each."""
    figures = BudgetFigures(planned_fen=budget, reserved_fen=reserved, spent_fen=spent)
    assert (figures.standing, figures.rate) == (standing, rate)
    assert figures.left_fen == budget - reserved - spent


def test_what_there_is_to_spend() -> None:
    own = BudgetFigures(planned_fen=1000, adjusted_fen=-200, received_fen=300, handed_fen=450)
    assert own.budget_fen == 650
    assert total([own, BudgetFigures(planned_fen=1, spent_fen=5)]).left_fen == 646


@given(st.integers(0, 10**12), st.dictionaries(st.integers(), st.integers(0, 10**9), min_size=1, max_size=40))
def test_shares_add_up(fen: int, weights: dict[int, int]) -> None:
    """FND-02: to the fen, nobody below nought, the heavier never less than the lighter by more than a yuan's rounding."""
    shares = divide(fen, weights)
    assert sum(shares.values()) == fen
    assert min(shares.values()) >= 0
    assert sum(share % 100 != 0 for share in shares.values()) <= 1
    if any(weights.values()):
        assert all(shares[key] < 200 for key, weight in weights.items() if weight == 0)
    ordered = sorted(weights, key=lambda key: weights[key])
    for lighter, heavier in pairwise(ordered):
        assert shares[lighter] <= shares[heavier] + 200


def test_shares_of_nobody_and_of_alike() -> None:
    assert divide(500, {}) == {}
    assert divide(1_000, {"a": 0, "b": 0, "c": 0}) == {"a": 400, "b": 300, "c": 300}
    assert divide(30_050, {"a": 1, "b": 2}) == {"a": 10_000, "b": 20_050}
    for amount, weights in ((-1, {"a": 1}), (1, {"a": -1})):
        with pytest.raises(ValueError, match="negative"):
            divide(amount, weights)


@pytest.mark.parametrize(
    ("line", "change", "there"),
    [
        (BudgetLineFen(planned_fen=100), -100, None),
        (BudgetLineFen(planned_fen=100), -101, "1.00"),
        (BudgetLineFen(planned_fen=100, handed_fen=40), -60, None),
        (BudgetLineFen(planned_fen=100, handed_fen=40), -61, "0.60"),
        # What came from above is not the union's to cut.
        (BudgetLineFen(planned_fen=100, received_fen=500), -101, "1.00"),
        (BudgetLineFen(received_fen=500), -1, "0.00"),
        (BudgetLineFen(planned_fen=100, adjusted_fen=-80), -21, "0.20"),
        (BudgetLineFen(), 7, None),
    ],
)
def test_never_below_nought_nor_below_what_was_handed_down(line: BudgetLineFen, change: int, there: str | None) -> None:
    """FND-02: an adjustment leaves what the unions below have."""
    if there is None:
        plans.require_adjustable(WARMTH, line, change)
    else:
        assert refused("budget_short", plans.require_adjustable, WARMTH, line, change).facts["there"] == there


def test_splitting_and_taking_back() -> None:
    """FND-02: no more than there is; back no more than was given and is still there."""
    one, two = uuid4(), uuid4()
    names = {one: "城关镇总工会", two: "水泥厂工会"}

    def split(giver: BudgetLineFen, shares: dict[UUID, int], **below: BudgetLineFen) -> None:
        lines = {{"one": one, "two": two}[name]: line for name, line in below.items()}
        plans.require_splittable(WARMTH, giver, shares, lines, names)

    split(BudgetLineFen(planned_fen=60, received_fen=40), {one: 60, two: 40})
    over = refused("budget_short", split, BudgetLineFen(planned_fen=60, received_fen=40), {one: 60, two: 41})
    assert "0.60" not in over.sentence()
    assert "1.01" in over.sentence()
    # What one gives back another gets in the same act.
    split(BudgetLineFen(planned_fen=50, handed_fen=50), {one: -30, two: 30}, one=BudgetLineFen(received_fen=30))
    lines = BudgetLineFen(received_fen=30, handed_fen=10)
    refused("budget_taken_back_too_much", split, BudgetLineFen(handed_fen=30, planned_fen=30), {one: -21}, one=lines)
    # Its own money is not the superior's to take.
    rich = BudgetLineFen(planned_fen=900, received_fen=30)
    back = refused(
        "budget_taken_back_too_much", split, BudgetLineFen(planned_fen=30, handed_fen=30), {one: -31}, one=rich
    )
    assert "城关镇总工会" in back.sentence()


def test_a_budget_is_changed_in_its_year() -> None:
    """FND-02: drafted for this year and the next, adjusted once in force, closed with its year."""
    plans.require_draftable(2026, TODAY)
    plans.require_draftable(2027, TODAY)
    refused("budget_year_over", plans.require_draftable, 2025, TODAY)
    refused("budget_year_out", plans.require_draftable, 2028, TODAY)
    plans.require_changeable(BudgetPlanState.IN_FORCE, year=2026, today=date(2026, 12, 31))
    plans.require_changeable(BudgetPlanState.IN_FORCE, year=2027, today=TODAY)
    refused("budget_year_over", plans.require_changeable, BudgetPlanState.IN_FORCE, year=2026, today=date(2027, 1, 1))
    for state in (BudgetPlanState.DRAFT, BudgetPlanState.SUBMITTED):
        refused("budget_not_in_force", plans.require_changeable, state, year=2026, today=TODAY)


def test_what_is_asked_is_clear() -> None:
    amount = BudgetAmount(subject=WARMTH, planned_fen=5)
    refused("budget_subject_twice", BudgetLinesDraft, lines=[amount, amount])
    one = uuid4()
    twice = [BudgetShare(organization_id=one, change_fen=1), BudgetShare(organization_id=one, change_fen=2)]
    refused("budget_union_twice", BudgetSplitDraft, subject=WARMTH, items=twice)
    none = [BudgetShare(organization_id=one, change_fen=0)]
    refused("budget_change_nothing", BudgetSplitDraft, subject=WARMTH, items=none)
    said = {"subject": WARMTH, "document_number": "云工财〔2026〕31号", "document_on": TODAY}
    refused("budget_change_nothing", plans.BudgetAdjustmentDraft, **said, reason="追加", change_fen=0)
    refused("budget_reason_missing", plans.BudgetAdjustmentDraft, **said, reason="  ", change_fen=5)
    refused("budget_empty", plans.require_something, [BudgetLineFen()])
    plans.require_something([BudgetLineFen(received_fen=1)])
    refused("budget_reason_missing", plans.require_reason, " ")
