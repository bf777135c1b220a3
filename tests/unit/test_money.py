"""Amounts in capitals, what a bank answers, months, vouchers and the order of entries (FND-02; issue 4 section 5)."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.fund import ledger
from backend.domain.fund.answers import AnswerHeadMissing, AnswerRow, Line, find_rows, judge
from backend.domain.fund.capitals import in_capitals
from backend.domain.fund.codes import AccountKind, AnswerOutcome, EntryKind, VoucherKind
from backend.domain.fund.funds import MonthLocked, MonthNotOver, last_day, require_lockable, require_unlocked
from backend.domain.fund.vouchers import NotReversible, VoucherDraft, VoucherUnclear, require_reversible

ONE, TWO = UUID(int=1), UUID(int=2)
SPENT: dict[str, Any] = {
    "fund_id": ONE,
    "amount_fen": 1,
    "document_number": "发票 1",
    "payee": " 青溪煤站 ",
    "note": "取暖用煤",
    "households": 50,
}


@pytest.mark.parametrize(
    ("fen", "written"),
    [
        (0, "人民币零元整"),
        (1, "人民币壹分"),
        (10, "人民币壹角整"),
        (105, "人民币壹元零伍分"),
        (140_950, "人民币壹仟肆佰零玖元伍角整"),
        (168_032, "人民币壹仟陆佰捌拾元零叁角贰分"),
        (600_714, "人民币陆仟零柒元壹角肆分"),
        (10_700_053, "人民币壹拾万柒仟元零伍角叁分"),
        (1_640_902, "人民币壹万陆仟肆佰零玖元零贰分"),
        (32_504, "人民币叁佰贰拾伍元零肆分"),
        (100_010_000, "人民币壹佰万零壹佰元整"),
        (1_001_000_000, "人民币壹仟零壹万元整"),
        (10_000_000_100, "人民币壹亿零壹元整"),
        (99_999_999_999_999, "人民币玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_in_capitals(fen: int, written: str) -> None:
    """As the rules on paper of payment write them (支付结算办法 附件一)."""
    assert in_capitals(fen) == written


@given(st.integers(min_value=0, max_value=10**14 - 1))
def test_capitals_are_read_back(fen: int) -> None:
    """What is written is the amount: no two amounts share their capitals."""
    assert _read(in_capitals(fen)) == fen


def _read(text: str) -> int:
    digits = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
    places = {"拾": 10, "佰": 100, "仟": 1000}
    total = section = digit = fen = 0
    for character in text.removeprefix("人民币").removesuffix("整"):
        if character in digits:
            digit = digits[character]
        elif character in places:
            section, digit = section + digit * places[character], 0
        elif character == "万":
            total, section, digit = total + (section + digit) * 10**4, 0, 0
        elif character == "亿":
            total, section, digit = (total + section + digit) * 10**8, 0, 0
        elif character == "元":
            total, section, digit = (total + section + digit) * 100, 0, 0
        else:
            fen, digit = fen + digit * (10 if character == "角" else 1), 0
    return total + fen


@pytest.mark.parametrize("fen", [-1, 10**14])
def test_what_is_not_written_on_paper(fen: int) -> None:
    with pytest.raises(ValueError, match="not written"):
        in_capitals(fen)


LINES = {1: Line(100_000, "1234"), 2: Line(123_456, "0007")}


@pytest.mark.parametrize(
    ("row", "outcome", "column"),
    [
        ((1, "6222 0000 1234", "1,000.00", "成功"), "paid", ""),
        ((1.0, "****1234", 1000.0, " 交易成功 "), "paid", ""),
        (("１", "1234", "¥1000元", "SUCCESS"), "paid", ""),
        ((2, 7.0, 1234.56, "退票"), "rejected", ""),
        ((2, "0007", "1234.561", "成功"), "amount", "amount"),
        ((2, "0007", "1e400", "成功"), "amount", "amount"),
        ((2, "0007", "NaN", "成功"), "amount", "amount"),
        ((2, "0007", "-1234.56", "成功"), "amount", "amount"),
        ((1, "x", "1000", "成功"), "card", "card"),
        ((1, None, "1000", "成功"), "card", "card"),
        ((1, 6222000000001234.0, "1000", "成功"), "card", "card"),
        ((1, "1234", "1000", "不成功"), "unclear", "result"),
        ((3, "1234", "1000", "成功"), "unknown", "line"),
        ((True, "1234", "1000", "成功"), "unknown", "line"),
        ((None, "1234", "1000", "成功"), "unknown", "line"),
    ],
)
def test_a_row_of_a_bank(row: tuple[Any, ...], outcome: str, column: str) -> None:
    """Line, amount to the fen, last four, and one of the words that are known; nothing is guessed."""
    (judged,) = judge([AnswerRow(9, *row)], LINES)
    assert (judged.outcome, judged.column, judged.row) == (AnswerOutcome(outcome), column, 9)


def test_a_line_named_twice_is_wrong_both_times() -> None:
    rows = [AnswerRow(row, 1, "1234", 1000, said) for row, said in ((3, "成功"), (4, "失败"))]
    assert [each.outcome for each in judge(rows, LINES)] == [AnswerOutcome.DOUBLE] * 2


def test_the_head_is_found_under_titles_and_by_other_names() -> None:
    """Within twenty rows; what is missing is named."""
    cells: list[tuple[int, list[Any]]] = [
        (1, ["代发回盘"]),
        (3, ["卡 号", "序号", "交易状态", "金额（元）"]),
        (4, [None, None]),
        (5, ["1234", 1, "成功", 1000]),
    ]
    (row,) = find_rows(cells)
    assert (row.row, row.line, row.card, row.result, row.reason) == (5, 1, "1234", "成功", None)
    with pytest.raises(AnswerHeadMissing) as refused:
        find_rows([(1, ["序号", "金额"])])
    assert refused.value.facts["missing"] == "账号、结果"


def test_the_money_of_a_case_turns_over_with_each_entry() -> None:
    """What may follow what, and no more: reserved at odd places, not at even ones."""
    for last, following in ledger.FOLLOWS.items():
        reserved = last in (EntryKind.RESERVE, EntryKind.RECALL)
        for kind in EntryKind:
            if kind in following:
                ledger.require_following(last, kind)
                assert (kind in (EntryKind.RESERVE, EntryKind.RECALL)) != reserved
            else:
                with pytest.raises(ledger.MoneyNotThere):
                    ledger.require_following(last, kind)
    assert set(ledger.ACCOUNTS) == set(EntryKind) - {EntryKind.REVERSAL}
    assert ledger.ACCOUNTS[EntryKind.PAY] == (AccountKind.SPENT, AccountKind.RESERVED)


def test_months() -> None:
    """Leap years; a month is locked when its last day is over, and only forwards."""
    assert (last_day(2024, 2), last_day(2026, 12)) == (date(2024, 2, 29), date(2026, 12, 31))
    require_lockable(date(2026, 10, 31), locked=None, today=date(2026, 11, 1))
    with pytest.raises(MonthNotOver):
        require_lockable(date(2026, 10, 31), locked=None, today=date(2026, 10, 31))
    with pytest.raises(MonthLocked):
        require_lockable(date(2026, 9, 30), locked=date(2026, 9, 30), today=date(2026, 11, 1))
    require_unlocked(date(2026, 10, 1), locked=date(2026, 9, 30))
    with pytest.raises(MonthLocked):
        require_unlocked(date(2026, 9, 30), locked=date(2026, 9, 30))


@pytest.mark.parametrize(
    "said",
    [
        {"kind": VoucherKind.INCOME, "fund_id": ONE, "amount_fen": 1},
        {"kind": VoucherKind.INCOME, "fund_id": ONE, "document_number": "1"},
        {"kind": VoucherKind.HAND_DOWN, "fund_id": ONE, "other_fund_id": ONE, "amount_fen": 1, "document_number": "1"},
        {"kind": VoucherKind.REVERSAL, "reverses_id": ONE, "note": "  "},
        {"kind": VoucherKind.REVERSAL, "reverses_id": ONE, "note": "错", "amount_fen": 1},
        {"kind": VoucherKind.INCOME, "fund_id": ONE, "amount_fen": 1, "document_number": "1", "reverses_id": TWO},
        {"kind": VoucherKind.INCOME, "fund_id": ONE, "amount_fen": 1, "document_number": "1", "payee": "煤站"},
        {"kind": VoucherKind.INCOME, "fund_id": ONE, "amount_fen": 1, "document_number": "1", "households": 50},
        {"kind": VoucherKind.REVERSAL, "reverses_id": ONE, "note": "错", "payee": "煤站"},
        {"kind": VoucherKind.REVERSAL, "reverses_id": ONE, "note": "错", "households": 50},
        {"kind": VoucherKind.HAND_DOWN, **SPENT, "other_fund_id": TWO},
        {"kind": VoucherKind.EXPENSE, **SPENT, "other_fund_id": TWO},
        {"kind": VoucherKind.EXPENSE, **SPENT, "reverses_id": TWO},
        {"kind": VoucherKind.EXPENSE, **SPENT, "fund_id": None},
        {"kind": VoucherKind.EXPENSE, **SPENT, "amount_fen": None},
        {"kind": VoucherKind.EXPENSE, **SPENT, "document_number": "  "},
        {"kind": VoucherKind.EXPENSE, **SPENT, "payee": "  "},
        {"kind": VoucherKind.EXPENSE, **SPENT, "note": "  "},
    ],
)
def test_a_voucher_says_all_and_only_what_its_kind_needs(said: dict[str, Any]) -> None:
    with pytest.raises(VoucherUnclear):
        VoucherDraft(**said)


def test_an_expense_says_who_is_paid_and_what_for() -> None:
    """FND-05: with its households, or without: a fund for training houses nobody (FND-06)."""
    coal = VoucherDraft(kind=VoucherKind.EXPENSE, **SPENT)
    assert (coal.payee, coal.note, coal.households) == ("青溪煤站", "取暖用煤", 50)
    assert VoucherDraft(kind=VoucherKind.EXPENSE, **SPENT | {"households": None}).households is None
    assert ledger.ACCOUNTS[EntryKind.EXPENSE] == (AccountKind.SPENT, AccountKind.AVAILABLE)
    assert EntryKind.EXPENSE.of_voucher


def test_what_is_reversed() -> None:
    """Movements by vouchers, once; what a case or a visit did is undone there."""
    vouchers = {kind.value for kind in VoucherKind} - {"reversal"}
    for kind in EntryKind:
        if kind.value in vouchers:
            require_reversible(kind)
        else:
            with pytest.raises(NotReversible):
                require_reversible(kind)
