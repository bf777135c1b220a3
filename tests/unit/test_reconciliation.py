"""The bank held against the books: what is paired with what, the statement that proves itself, the sums (FND-02, FND-04)."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.domain.fund.bank_amounts import fen_of
from backend.domain.reconciliation import statement as statements
from backend.domain.reconciliation.adjustment import Adjustment
from backend.domain.reconciliation.codes import MatchWay
from backend.domain.reconciliation.matching import (
    WINDOW,
    BookEntry,
    Matched,
    SentBatch,
    StatementLine,
    match,
    plain_name,
    tokens,
)
from backend.domain.reconciliation.months import (
    MonthNotNext,
    NotExplained,
    StartNotExplained,
    StatementMonthNotOver,
    SumsDiffer,
    after,
    crosses,
    require_equal,
    require_next,
    require_over,
)
from backend.domain.reconciliation.statement import Line, balanced, read_statement

OCTOBER = date(2026, 10, 1)


def id_(number: int) -> UUID:
    return UUID(int=number)


def on(day: int, month: int = 10) -> date:
    return date(2026, month, day)


def ways(found: Matched) -> list[tuple[MatchWay, int, int]]:
    return [(each.way, len(each.line_ids), len(each.entry_ids)) for each in found.matches]


def test_the_surest_reason_comes_first() -> None:
    """FND-02: a number that both name, before the name, before the amount alone; whatever else has the same amount."""
    lines = [
        StatementLine(id_(1), on(5), -50_000, "代发 FF-2026-000012", "王小军"),
        StatementLine(id_(2), on(5), -50_000, "转账", "李梅"),
        StatementLine(id_(3), on(9), 700, "结息"),
    ]
    entries = [
        BookEntry(id_(11), on(6), -50_000, ("BF-2026-000001",), ("李梅",)),
        BookEntry(id_(12), on(6), -50_000, ("ff2026000012",), ("王小军",)),
        BookEntry(id_(13), on(20), 700),
    ]
    found = match(lines, entries)
    assert [(each.way, each.line_ids, each.entry_ids) for each in found.matches] == [
        (MatchWay.REFERENCE, (id_(1),), (id_(12),)),
        (MatchWay.PAYEE, (id_(2),), (id_(11),)),
        (MatchWay.AMOUNT, (id_(3),), (id_(13),)),
    ]
    assert (found.lines, found.entries) == ((), ())


def test_amounts_and_signs_are_equal_to_the_fen() -> None:
    line = StatementLine(id_(1), on(5), -50_000, "", "李梅")
    for fen in (50_000, -50_001, -49_999):
        assert match([line], [BookEntry(id_(2), on(5), fen, (), ("李梅",))]).matches == ()


def batch(count: int, *, fen: int = -100_000, day: int = 6) -> list[BookEntry]:
    return [BookEntry(id_(100 + n), on(day), fen - n, (), (f"职工{n}",), id_(7)) for n in range(count)]


def test_one_debit_is_a_whole_batch() -> None:
    """FND-02: one debit for a batch is the sum of what was paid."""
    entries = batch(5)
    line = StatementLine(id_(1), on(4), sum(each.amount_fen for each in entries), "批量代发")
    found = match([line], entries, [SentBatch(id_(7), "FF-2026-000012")])
    assert ways(found) == [(MatchWay.BATCH, 1, 5)]


@pytest.mark.parametrize("back", ["one sum", "one by one"])
def test_what_the_bank_rejected_comes_back(back: str) -> None:
    """The bank took the whole sum and gave back what it could not pay: together they are what the books say was paid."""
    entries = batch(3)
    rejected = (("张三", 70_000), ("李四", 30_000))
    lines = [StatementLine(id_(1), on(4), sum(each.amount_fen for each in entries) - 100_000, "批量代发")]
    if back == "one sum":
        lines.append(StatementLine(id_(2), on(5), 100_000, "退汇"))
    else:
        lines += [
            StatementLine(id_(2), on(5), 70_000, "退汇", "张三"),
            StatementLine(id_(3), on(6), 30_000, "", "李四"),
        ]
    found = match(lines, entries, [SentBatch(id_(7), "FF-2026-000012", rejected)])
    assert ways(found) == [(MatchWay.BATCH, len(lines), 3)]
    assert (found.lines, found.entries) == ((), ())


def test_two_batches_of_one_sum_are_not_guessed() -> None:
    entries = [*batch(2), *(replace(each, id=id_(each.id.int + 100), batch=id_(8), names=()) for each in batch(2))]
    line = StatementLine(id_(1), on(6), -200_001, "批量代发")
    assert match([line], entries).matches == ()
    named = replace(line, said="批量代发FF-2026-000013")
    found = match([named], entries, [SentBatch(id_(7), "FF-2026-000012"), SentBatch(id_(8), "FF-2026-000013")])
    assert [(each.way, each.entry_ids) for each in found.matches] == [(MatchWay.REFERENCE, (id_(200), id_(201)))]


def test_an_amount_that_two_have_is_left_alone() -> None:
    entry = BookEntry(id_(9), on(10), -500)
    two = [StatementLine(id_(n), on(9 + n), -500) for n in (1, 2)]
    assert match(two, [entry]).matches == ()
    far = [two[0], replace(two[1], on=on(31))]
    assert ways(match(far, [entry])) == [(MatchWay.AMOUNT, 1, 1)]


def test_equal_names_and_amounts_go_in_the_order_of_days() -> None:
    lines = [StatementLine(id_(n), on(n), -500, "", "李 梅") for n in (1, 10, 20)]
    entries = [BookEntry(id_(50 + n), on(n), -500, (), ("李梅",)) for n in (2, 11)]
    found = match(lines, entries)
    assert [(each.line_ids, each.entry_ids) for each in found.matches] == [
        ((id_(1),), (id_(52),)),
        ((id_(10),), (id_(61),)),
    ]
    assert found.lines == (id_(20),)


def test_an_entry_and_its_reversal_cancel_out() -> None:
    found = match([], [BookEntry(id_(1), on(3), 900), BookEntry(id_(2), on(8), -900, reverses=id_(1))])
    assert ways(found) == [(MatchWay.REVERSED, 0, 2)]


def test_of_a_reversal_that_was_reversed_one_pair_is_made() -> None:
    """Whichever of a chain is looked at first, none is taken twice."""
    chain = [
        BookEntry(id_(3), on(3), 900),
        BookEntry(id_(2), on(3), -900, reverses=id_(3)),
        BookEntry(id_(1), on(3), 900, reverses=id_(2)),
    ]
    found = match([], chain)
    assert ways(found) == [(MatchWay.REVERSED, 0, 2)]
    assert len(found.entries) == 1


def test_nothing_is_paired_across_the_end_of_a_month() -> None:
    line = StatementLine(id_(1), on(31), -500, "FF-2026-000012", "李梅")
    entry = BookEntry(id_(2), on(1, 11), -500, ("FF-2026-000012",), ("李梅",))
    assert match([line], [entry]).matches == ()
    assert crosses([line.on, entry.on], OCTOBER)
    assert not crosses([line.on], OCTOBER)


NAMES = ("", "李梅", "王小军", "青溪县总工会")
NUMBERS = ("", "FF-2026-000001", "PZ-2026-000002")
DAYS = st.integers(0, 60).map(lambda days: OCTOBER + timedelta(days))
FEN = st.sampled_from([-300, -200, -100, 100, 200, 300])


@st.composite
def months(draw: st.DrawFn) -> tuple[list[StatementLine], list[BookEntry], list[SentBatch]]:
    lines = [
        StatementLine(id_(n), draw(DAYS), draw(FEN), draw(st.sampled_from(NUMBERS)), draw(st.sampled_from(NAMES)))
        for n in range(draw(st.integers(0, 14)))
    ]
    entries = [
        BookEntry(
            id_(100 + n),
            draw(DAYS),
            draw(FEN),
            (draw(st.sampled_from(NUMBERS)),),
            (draw(st.sampled_from(NAMES)),),
            draw(st.sampled_from([None, id_(1000), id_(1001)])),
            draw(st.sampled_from([None, id_(100 + n - 1)])) if n else None,
        )
        for n in range(draw(st.integers(0, 14)))
    ]
    batches = [SentBatch(id_(1000), NUMBERS[1], (("李梅", 100),)), SentBatch(id_(1001), "FF-2026-000009")]
    return lines, entries, batches


@settings(max_examples=300, deadline=None)
@given(months(), st.integers(0, 2**32))
def test_order_never_matters_and_nothing_is_lost_or_paired_twice(
    month: tuple[list[StatementLine], list[BookEntry], list[SentBatch]], seed: int
) -> None:
    """FND-02: the same pairs in whatever order the two sides come; both sides of each of one sum, of one month."""
    lines, entries, batches = month
    found = match(lines, entries, batches)
    shuffled: list[list[object]] = [list(lines), list(entries), list(batches)]
    for each in shuffled:
        random.Random(seed).shuffle(each)
    assert match(*shuffled) == found  # type: ignore[arg-type]
    used = Counter(id for each in found.matches for id in (*each.line_ids, *each.entry_ids))
    assert not used or max(used.values()) == 1
    left = {*found.lines, *found.entries}
    assert left | used.keys() == {each.id for each in (*lines, *entries)}
    assert not left & used.keys()
    of = {each.id: each for each in (*lines, *entries)}
    for each in found.matches:
        assert sum(of[id].amount_fen for id in each.line_ids) == sum(of[id].amount_fen for id in each.entry_ids)
        assert len({(of[id].on.year, of[id].on.month) for id in (*each.line_ids, *each.entry_ids)}) == 1
        if each.way is MatchWay.AMOUNT:
            assert abs(of[each.line_ids[0]].on - of[each.entry_ids[0]].on) <= WINDOW


def test_twenty_thousand_alike_are_matched_at_once() -> None:
    """A month of a large account, every amount and number the same: pairs by reference, by name, without squares."""
    many = range(20_000)
    lines = [StatementLine(id_(n), on(1 + n % 28), 10_000, "PZ-2026-000001", "储金会") for n in many]
    entries = [BookEntry(id_(50_000 + n), on(1 + n % 28), 10_000, ("PZ-2026-000001",), ("储金会",)) for n in many]
    assert len(match(lines, entries).matches) == 20_000


def test_names_and_numbers_are_compared_as_people_write_them() -> None:
    assert plain_name("青溪县（总）工会 ") == plain_name("青溪县(总)工会")
    assert "FF2026000012" in tokens("代发工资ＦＦ-2026-000012号")
    assert "长工发〔2026〕3号" in tokens("依据 长工发〔2026〕3号，拨款")


# The statement

HEAD = ["交易日期", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要", "交易流水号"]
OWN = "33050165123400001234"


def sheet(*rows: Sequence[object], head: Sequence[object] = HEAD) -> list[tuple[int, list[object]]]:
    every = [["中国建设银行账户明细"], ["账号：", OWN, "户名：", "青溪县总工会"], [], list(head), *map(list, rows)]
    return [(number, row) for number, row in enumerate(every, start=1)]


GOOD = (
    ["2026-10-05", "1,000.00", "", "9,000.00", "李梅", "6222020200001111", "补助", "A1"],
    ["2026年10月9日", "", 500.1, 9500.1, "县财政局", "", "拨款", "A2"],
    ["合计", "1,000.00", "500.10", "", "", "", "", ""],
)


def read(rows: list[tuple[int, list[object]]], **more: object) -> statements.Statement:
    asked: dict[str, object] = {"number": OWN, "month": OCTOBER} | more
    return read_statement(rows, **asked)  # type: ignore[arg-type]


def test_a_statement_is_read_as_a_bank_writes_it() -> None:
    """Debit goes out, credit comes in; titles above, a sum below; the end of the other account and no more."""
    found = read(sheet(*GOOD))
    assert (found.opening_fen, found.closing_fen) == (1_000_000, 950_010)
    first, second = found.lines
    assert (first.on, first.amount_fen, first.payee, first.payee_last_four) == (on(5), -100_000, "李梅", "1111")
    assert (second.row, second.amount_fen, second.reference) == (6, 50_010, "A2")


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        pytest.param(
            ["记账日期", "收入", "支出", "账户余额"],
            [["20261005", "0.00", "1000", "9000"], ["20261009 10:11:12", "500.10", "0.00", "9500.10"]],
            id="income and spending, noughts on the other side",
        ),
        pytest.param(
            ["交易时间", "交易金额", "余额"],
            [["2026-10-05 08:00:00", "-1,000.00", "9000.00"], ["2026/10/9 10:11", "+500.10", "9,500.10"]],
            id="one signed amount",
        ),
        pytest.param(
            ["日期", "借贷标志", "金额(元)", "余额(元)"],
            [["2026.10.05", "借", "1000.00", "9000"], ["20261009101112", "贷", "500.10", "9500.10"]],
            id="an amount and which way",
        ),
        pytest.param(
            ["交易日", "金额", "本次余额"],
            [["2026-10-09", 500.1, 9500.1], ["2026-10-05", -1000.0, 9000.0]],
            id="the newest first",
        ),
    ],
)
def test_every_bank_says_the_same_in_its_own_way(head: list[str], rows: list[list[object]]) -> None:
    found = read(sheet(*rows, head=head))
    assert [line.amount_fen for line in found.lines] == [-100_000, 50_010]
    assert (found.opening_fen, found.closing_fen) == (1_000_000, 950_010)


def changed(row: int, column: int, value: object) -> list[tuple[int, list[object]]]:
    rows = sheet(*GOOD)
    rows[row - 1][1][column] = value
    return rows


@pytest.mark.parametrize(
    ("rows", "refusal", "facts"),
    [
        pytest.param(changed(6, 3, 9500.11), statements.StatementBreaks, {"row": 6}, id="a balance that breaks"),
        pytest.param(changed(6, 0, "2026-11-01"), statements.StatementOtherMonth, {"row": 6}, id="another month"),
        pytest.param(changed(2, 1, "33050165123400009999"), statements.StatementOtherAccount, {}, id="another account"),
        pytest.param(changed(6, 0, "十月九日"), statements.StatementRowUnclear, {"row": 6}, id="no day"),
        pytest.param(changed(6, 2, "五百"), statements.StatementRowUnclear, {"row": 6}, id="no amount"),
        pytest.param(changed(6, 2, "500.105"), statements.StatementRowUnclear, {"row": 6}, id="half a fen"),
        pytest.param(changed(6, 1, "3"), statements.StatementRowUnclear, {"row": 6}, id="in and out at once"),
        pytest.param(changed(6, 2, float("inf")), statements.StatementRowUnclear, {"row": 6}, id="no end"),
        pytest.param(
            changed(6, 6, "拨\u202e款"), statements.StatementRowUnclear, {"row": 6}, id="text that turns round"
        ),
        pytest.param(sheet(), statements.StatementEmpty, {}, id="nothing under the head"),
        pytest.param(sheet(["2026-10-05"], head=["交易日期"]), statements.StatementHeadMissing, {}, id="no amounts"),
        pytest.param([], statements.StatementHeadMissing, {}, id="nothing at all"),
    ],
)
def test_a_statement_that_is_not_right_is_refused_where_it_is_wrong(
    rows: list[tuple[int, list[object]]], refusal: type[Exception], facts: dict[str, object]
) -> None:
    with pytest.raises(refusal) as refused:
        read(rows)
    told = refused.value.facts  # type: ignore[attr-defined]
    assert facts.items() <= told.items()
    assert OWN not in str(refused.value)


def test_a_row_that_was_taken_out_shows_in_the_balances() -> None:
    """FND-02: opening + sum = closing; a line that is missing is found by the one after it."""
    lines = [
        Line(row=n, on=on(n), amount_fen=fen, balance_fen=1000 + fen * n) for n, fen in ((1, 100), (2, 100), (3, 100))
    ]
    assert balanced(lines, opening_fen=None, closing_fen=None).opening_fen == 1000
    with pytest.raises(statements.StatementBreaks) as refused:
        balanced([lines[0], lines[2]], opening_fen=None, closing_fen=None)
    assert refused.value.facts["row"] == 3


def test_typed_balances_stand_in_and_are_held_against_the_file() -> None:
    bare = [Line(row=1, on=on(1), amount_fen=-100), Line(row=2, on=on(2), amount_fen=300)]
    with pytest.raises(statements.StatementWithoutBalance):
        balanced(bare, opening_fen=1000, closing_fen=None)
    with pytest.raises(statements.StatementClosingOff):
        balanced(bare, opening_fen=1000, closing_fen=1201)
    assert balanced(bare, opening_fen=1000, closing_fen=1200).closing_fen == 1200
    with pytest.raises(statements.StatementOpeningOff):
        read(sheet(*GOOD), opening_fen=999_999)


@pytest.mark.parametrize(
    ("said", "fen"),
    [
        ("1,234.50", 123_450),
        ("-0.01", -1),
        ("(12.3)", -1230),
        ("￥５．０元", 500),
        (0.1 + 0.2, 30),
        (1e20, None),
        ("1.005", None),
        ("abc", None),
        (True, None),
        (float("nan"), None),
        ("1e400", None),
        (1234567.89, 123_456_789),
    ],
)
def test_yuan_as_banks_write_them(said: object, fen: int | None) -> None:
    assert fen_of(said) == fen


# Months and sums


def test_months_follow_each_other() -> None:
    require_next(OCTOBER, last=date(2026, 9, 1))
    with pytest.raises(MonthNotNext) as refused:
        require_next(date(2026, 12, 1), last=OCTOBER)
    assert refused.value.facts["month"] == "2026-11"
    assert after(date(2026, 12, 1)) == date(2027, 1, 1)
    with pytest.raises(StatementMonthNotOver):
        require_over(OCTOBER, today=on(31))
    require_over(OCTOBER, today=on(1, 11))


def test_a_pair_is_of_one_sum() -> None:
    assert require_equal({id_(1): -500, id_(2): 200}, {id_(3): -300}) == -300
    with pytest.raises(SumsDiffer) as refused:
        require_equal({id_(1): -500}, {id_(3): -501})
    assert refused.value.facts["difference"] == "0.01"
    with pytest.raises(SumsDiffer):
        require_equal({id_(1): -500, id_(2): 400}, {})


SUMS = Adjustment(
    bank_fen=900,
    books_fen=1000,
    books_in_fen=300,
    books_out_fen=50,
    bank_in_fen=170,
    bank_out_fen=20,
    start_fen=0,
    start_explained=True,
    explained_fen=-100,
    unexplained=0,
)


def test_both_sides_come_to_one_sum() -> None:
    """The statement of differences: bank + in the books alone = books + at the bank alone."""
    assert (SUMS.adjusted_bank_fen, SUMS.adjusted_books_fen, SUMS.agrees) == (1150, 1150, True)
    assert SUMS.unexplained_fen == 0
    SUMS.require_explained()


@pytest.mark.parametrize(
    ("sums", "refusal"),
    [
        pytest.param(replace(SUMS, unexplained=2), NotExplained, id="two that cancel out"),
        pytest.param(replace(SUMS, explained_fen=-99), NotExplained, id="a fen"),
        pytest.param(replace(SUMS, books_fen=999), NotExplained, id="sums that do not agree"),
        pytest.param(
            replace(SUMS, start_fen=5, books_fen=995, start_explained=False), StartNotExplained, id="the start"
        ),
    ],
)
def test_a_difference_that_nobody_explained_keeps_a_month_open(sums: Adjustment, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        sums.require_explained()


def test_what_was_apart_before_is_a_line_of_its_own() -> None:
    sums = replace(SUMS, start_fen=5, books_fen=995)
    assert (sums.agrees, sums.unexplained_fen) == (True, 0)
    sums.require_explained()
