"""The rules of savings societies: the plan of a loan, its bounds, who decides (AID-21; issue 4 section 7)."""

from datetime import date
from itertools import pairwise
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.savings.codes import LoanState, LoanStep, LoanWay
from backend.domain.savings.loans import (
    FROM,
    Bounds,
    LoanNotThere,
    LoanSameOfficer,
    LoanTooLong,
    LoanTooMuch,
    Pot,
    PotLent,
    ProofOfLoanUnclear,
    WriteOffUnasked,
    left_to_lend,
    require_at,
    require_lendable,
    require_proof,
    require_proposed,
)
from backend.domain.savings.plan import plan_of
from backend.domain.savings.savers import MonthAhead, MonthUnclear, month_of, require_begun

ONE, TWO = UUID(int=1), UUID(int=2)
BOUNDS = Bounds(most_loan_fen=300_000, most_multiple=3, most_months=12, lent_percent=80)


@given(st.integers(1, 10**10), st.integers(1, 60), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_the_parts_are_the_whole(amount: int, months: int, paid_on: date) -> None:
    """Equal parts in fen, the last takes the rest; each later than the one before, on the day of paying or the month's last."""
    if amount < months:
        with pytest.raises(ValueError, match="one fen"):
            plan_of(amount, months, paid_on)
        return
    plan = plan_of(amount, months, paid_on)
    assert sum(part.amount_fen for part in plan) == amount == plan[-1].by_then_fen
    assert {part.amount_fen for part in plan[:-1]} <= {amount // months}
    assert 0 <= plan[-1].amount_fen - amount // months < months
    dues = [paid_on, *(part.due_on for part in plan)]
    assert all(later > earlier for earlier, later in pairwise(dues))
    assert all(part.due_on.day <= paid_on.day for part in plan)


def test_a_short_month() -> None:
    """Lent on the 31st of January: due on the last of February, and on the 31st of March again."""
    plan = plan_of(1000, 3, date(2027, 1, 31))
    assert [(part.due_on, part.amount_fen, part.by_then_fen) for part in plan] == [
        (date(2027, 2, 28), 333, 333),
        (date(2027, 3, 31), 333, 666),
        (date(2027, 4, 30), 334, 1000),
    ]


@pytest.mark.parametrize(
    ("amount", "months", "refusal"),
    [
        (150_000, 12, None),
        (150_001, 12, LoanTooMuch),
        (150_000, 13, LoanTooLong),
    ],
)
def test_the_bounds_of_a_loan(amount: int, months: int, refusal: type[Exception] | None) -> None:
    """Three times 500 yuan saved; the bound is included."""
    pot = Pot(savings_fen=1_000_000, support_fen=0, lent_fen=0, own_fen=50_000)
    if refusal is None:
        require_lendable(amount, months, bounds=BOUNDS, pot=pot)
    else:
        with pytest.raises(refusal):
            require_lendable(amount, months, bounds=BOUNDS, pot=pot)


def test_the_pot_has_a_bound() -> None:
    """80 % of savings and support, less what is lent; below nought it is nought."""
    pot = Pot(savings_fen=100_001, support_fen=50_000, lent_fen=20_000, own_fen=100_000)
    assert left_to_lend(BOUNDS, pot) == 100_000
    require_lendable(100_000, 1, bounds=BOUNDS, pot=pot)
    with pytest.raises(PotLent):
        require_lendable(100_001, 1, bounds=BOUNDS, pot=pot)
    assert left_to_lend(BOUNDS, Pot(savings_fen=1, support_fen=0, lent_fen=9, own_fen=0)) == 0


@pytest.mark.parametrize("state", LoanState)
@pytest.mark.parametrize("step", LoanStep)
def test_every_step_in_every_state(state: LoanState, step: LoanStep) -> None:
    """ASVS 2.3.1: what is not in the table is refused."""
    allowed = state in (LoanState.ASKED, LoanState.APPROVED) if step is LoanStep.WITHDRAW else FROM[step] is state
    if allowed:
        require_at(state, step)
    else:
        with pytest.raises(LoanNotThere):
            require_at(state, step)


def test_two_write_off() -> None:
    """One proposes, another decides; whoever proposed may take it back."""
    require_proposed(None, LoanStep.ASK_WRITE_OFF, acting=ONE)
    require_proposed(ONE, LoanStep.WRITE_OFF, acting=TWO)
    require_proposed(ONE, LoanStep.KEEP, acting=ONE)
    with pytest.raises(LoanSameOfficer):
        require_proposed(ONE, LoanStep.WRITE_OFF, acting=ONE)
    for proposer, step in ((None, LoanStep.WRITE_OFF), (None, LoanStep.KEEP), (ONE, LoanStep.ASK_WRITE_OFF)):
        with pytest.raises(WriteOffUnasked):
            require_proposed(proposer, step, acting=TWO)


def test_cash_is_signed_for_and_a_transfer_has_a_number() -> None:
    require_proof(LoanWay.CASH, signature=True, reference="")
    require_proof(LoanWay.BANK, signature=False, reference="1")
    for way, signature, reference in (
        (LoanWay.CASH, False, ""),
        (LoanWay.CASH, True, "1"),
        (LoanWay.BANK, False, ""),
        (LoanWay.BANK, True, "1"),
    ):
        with pytest.raises(ProofOfLoanUnclear):
            require_proof(way, signature=signature, reference=reference)


@pytest.mark.parametrize("said", ["2026-13", "2026-1", "２０２６-11", "2026-11\n", "", "1999-01"])
def test_a_month_is_a_month(said: str) -> None:
    with pytest.raises(MonthUnclear):
        month_of(said)


def test_the_month_that_runs_is_paid_and_the_next_is_not() -> None:
    require_begun(month_of("2026-11"), date(2026, 11, 1))
    with pytest.raises(MonthAhead):
        require_begun(month_of("2026-12"), date(2026, 11, 30))
