"""The rules of the money of visits: which entries a stop needs so that the books say what was given (AID-13, FND-04)."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.fund.codes import EntryKind
from backend.domain.fund.ledger import FOLLOWS
from backend.domain.refusals import Refusal
from backend.domain.visit import money as rules
from backend.domain.visit.codes import PlanStatus, VisitStatus
from backend.domain.visit.money import Stop

DONE, PLANNED, ABSENT = VisitStatus.DONE, VisitStatus.PLANNED, VisitStatus.ABSENT


def stop(number: int = 1, status: VisitStatus = DONE, *, of_case: bool = False, **fen: int) -> Stop:
    names = (
        *("cash_fen", "goods_fen", "given_fen", "goods_given_fen", "reserved_fen", "booked_fen"),
        *("to_issue_fen", "issued_fen"),
    )
    return Stop(id=UUID(int=number), status=status, of_case=of_case, **{name: fen.get(name, 0) for name in names})


@pytest.mark.parametrize(
    ("one", "entries"),
    [
        (stop(given_fen=5, goods_given_fen=3, reserved_fen=8), [("pay", 8)]),
        (stop(given_fen=5, reserved_fen=8), [("release", 8), ("reserve", 5), ("pay", 5)]),
        (stop(given_fen=5, goods_given_fen=6, reserved_fen=8), [("release", 8), ("reserve", 11), ("pay", 11)]),
        (stop(given_fen=5), [("reserve", 5), ("pay", 5)]),
        (stop(status=ABSENT, reserved_fen=8), [("release", 8)]),
        (stop(reserved_fen=8), [("release", 8)]),
        (stop(of_case=True, given_fen=5, goods_given_fen=3), [("reserve", 3), ("pay", 3)]),
        (stop(of_case=True, given_fen=5), []),
        (stop(given_fen=5, booked_fen=5), []),
        (stop(given_fen=5, to_issue_fen=7), [("reserve", 5), ("pay", 5)]),
        (stop(to_issue_fen=7), []),
        (stop(given_fen=5, to_issue_fen=7, issued_fen=7), []),
        (stop(status=PLANNED, cash_fen=5, reserved_fen=5), []),
        (stop(status=ABSENT, cash_fen=5), []),
    ],
)
def test_the_entries_of_an_outcome(one: Stop, entries: list[tuple[str, int]]) -> None:
    """What was reserved is paid or released, to the fen; the cash of a case is that case's payment."""
    moves = [move for round_ in rules.bookings([one]) for move in round_]
    assert [(move.kind.value, move.amount_fen) for move in moves] == entries


FEN = st.integers(0, 10_000)


@given(
    status=st.sampled_from([DONE, ABSENT]),
    of_case=st.booleans(),
    given=FEN,
    goods=FEN,
    reserved=FEN,
    last=st.booleans(),
)
def test_books_follow_whatever_was_given(
    status: VisitStatus, of_case: bool, given: int, goods: int, reserved: int, last: bool
) -> None:
    """Every entry follows the one before it, and in the end what was given is paid and nothing more is reserved."""
    if status is ABSENT:
        given = goods = 0
    one = stop(status=status, of_case=of_case, given_fen=given, goods_given_fen=goods, reserved_fen=reserved)
    before = None if not reserved else EntryKind.RECALL if last else EntryKind.RESERVE
    held, spent = reserved, 0
    for move in (move for round_ in rules.bookings([one, one]) for move in round_[:1]):
        assert move.kind in FOLLOWS[before]
        assert move.amount_fen > 0
        before = move.kind
        held += {EntryKind.RESERVE: 1, EntryKind.RELEASE: -1, EntryKind.PAY: -1}[move.kind] * move.amount_fen
        spent += move.amount_fen if move.kind is EntryKind.PAY else 0
    assert (held, spent) == (0, one.spent_fen)


def code(rule: object, *args: object, **more: object) -> str:
    with pytest.raises(Refusal) as caught:
        rule(*args, **more)  # type: ignore[operator]
    return caught.value.code


def test_what_stands_against_it() -> None:
    """Each rule, and the case that it lets pass."""
    wanting, given_ = stop(status=PLANNED, cash_fen=5), stop(given_fen=5)
    assert rules.require_reservable(PlanStatus.PLANNED, [wanting, given_]) == [wanting]
    assert code(rules.require_reservable, PlanStatus.DRAFT, [wanting]) == "visit_money_not_settled"
    assert code(rules.require_reservable, PlanStatus.PLANNED, [given_]) == "visit_money_nothing_to_reserve"
    rules.require_bookable([given_], fund_named=True)
    rules.require_bookable([stop(status=ABSENT, reserved_fen=5)], fund_named=False)
    assert code(rules.require_bookable, [given_], fund_named=False) == "visit_money_fund_needed"
    assert code(rules.require_bookable, [wanting], fund_named=True) == "visit_money_nothing_to_book"
    rules.require_booked([stop(booked_fen=5)])
    assert code(rules.require_booked, [given_]) == "visit_money_not_booked"
    rules.require_no_money("", [stop(booked_fen=5)])
    assert code(rules.require_no_money, "行政", [stop(reserved_fen=5)]) == "visit_money_in_fund"
    rules.require_unbooked(stop())
    assert code(rules.require_unbooked, stop(booked_fen=5)) == "visit_booked"
    assert code(rules.require_unbooked, stop(issued_fen=5)) == "visit_booked"
    one = UUID(int=1)
    rules.require_other_maker(maker=one, acting=UUID(int=2))
    assert code(rules.require_other_maker, maker=one, acting=one) == "visit_money_own_plan"
    rules.require_ours_to_pay("")
    assert code(rules.require_ours_to_pay, "行政") == "visit_money_elsewhere"
    assert rules.bookings([]) == [[], [], []]
