"""How a free pivot is arranged (issue 3 section 3; ui.md 1.4 no. 22; RPT-04)."""

from collections.abc import Sequence
from itertools import combinations

import pytest

from backend.domain.statistic.catalogue import FigureUnit, Measure, MeasureKind
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.pivot import (
    Arrangement,
    Axis,
    Column,
    DividedTwice,
    Figure,
    Head,
    Key,
    Layout,
    Level,
    Member,
    Share,
    Shows,
    TooDeep,
    TooLarge,
    Words,
    arrange,
    levels_of,
    read_layout,
    value_at,
)

WORDS = Words("合计", "小计", {shows: str(shows) for shows in Shows}, "points", {"n": "人数", "r": "比率"})
SEX = Axis("sex", "性别", (Member("m", "男"), Member("f", "女")))
AGE = Axis("age", "年龄", (Member("1", "青"), Member("2", "中")))
MONTHS = Axis("month", "月份", (Member("2026-01", "2026-01"), Member("2026-02", "2026-02")))


def measure(code: str = "n", kind: MeasureKind = MeasureKind.STOCK) -> Measure:
    return Measure(
        code=code,
        zh=code,
        en=code,
        unit=FigureUnit.PERSON,
        kind=kind,
        definition_zh="",
        definition_en="",
        formula_zh="",
        formula_en="",
    )


def laid(
    layout: Layout,
    rows: Sequence[Axis],
    columns: Sequence[Axis],
    figures: dict[tuple[Key, Key, str], Figure[str]] | None = None,
    measures: Sequence[Measure] | None = None,
) -> Arrangement:
    return arrange(layout, rows, columns, measures or [measure()], figures or {}, WORDS)


def told(head: Head) -> tuple[str, int, int, int, int]:
    return head.text, head.at, head.span, head.level, head.deep


def test_every_total_is_a_question_of_its_own() -> None:
    """Each pair of beginnings of rows and columns is asked for once; nine questions are the most there can be."""
    assert levels_of(Layout(("child",), ("sex",))) == [
        Level(("child",), ("sex",)),
        Level(("child",), ()),
        Level((), ("sex",)),
        Level((), ()),
    ]
    assert len(levels_of(Layout(("a", "b"), ("c", "d"), share=Share.ALL))) == 9
    assert levels_of(Layout(("child",), ("sex",), totals=False)) == [Level(("child",), ("sex",))]


@pytest.mark.parametrize(
    ("share", "whole"),
    [
        (Share.COLUMN, Level((), ("sex",))),
        (Share.ROW, Level(("child",), ())),
        (Share.ALL, Level((), ())),
    ],
)
def test_a_share_asks_for_its_whole_though_no_total_is_shown(share: Share, whole: Level) -> None:
    """Without totals on the screen a share still has its denominator."""
    assert levels_of(Layout(("child",), ("sex",), totals=False, share=share))[1:] == [whole]


def test_any_totals_of_a_dataset_can_be_asked_for() -> None:
    """What is counted together is counted apart as well, in every dataset: no total is without an answer."""
    for dataset in DATASETS.values():
        for each in dataset.measures:
            for together in each.by:
                for size in range(1, len(together)):
                    for fewer in combinations(together, size):
                        assert fewer in each.by, (dataset.code, each.code, fewer)


def test_lines_begin_with_their_totals_and_heads_span() -> None:
    """合计 over all, 小计 over each group; a head covers its lines, a total all levels below it."""
    made = laid(Layout(("sex", "age"), ()), [SEX, AGE], [])
    assert made.lines == ((), ("m",), ("m", "1"), ("m", "2"), ("f",), ("f", "1"), ("f", "2"))
    assert [told(head) for head in made.line_heads] == [
        ("合计", 0, 1, 0, 2),
        ("男", 1, 3, 0, 1),
        ("女", 4, 3, 0, 1),
        ("小计", 1, 1, 1, 1),
        ("青", 2, 1, 1, 1),
        ("中", 3, 1, 1, 1),
        ("小计", 4, 1, 1, 1),
        ("青", 5, 1, 1, 1),
        ("中", 6, 1, 1, 1),
    ]


def test_every_place_has_exactly_one_head_of_each_level() -> None:
    """What the screen spans and the workbook merges leaves no hole and covers nothing twice."""
    layout = Layout(("month",), ("sex", "age"), share=Share.ROW, compared=True)
    made = laid(layout, [MONTHS], [SEX, AGE], measures=[measure(), measure("r", MeasureKind.RATE)])
    covered = [
        (level, at)
        for head in made.column_heads
        for level in range(head.level, head.level + head.deep)
        for at in range(head.at, head.at + head.span)
    ]
    assert len(covered) == len(set(covered)) == made.head_levels * len(made.columns)
    # 7 groups of columns: a count with its share, last year and change, and a rate, which has no share.
    assert len(made.columns) == 7 * (4 + 3)


def test_without_totals_only_the_finest_stand() -> None:
    """Totals are a switch."""
    made = laid(Layout(("sex",), ("age",), totals=False), [SEX], [AGE])
    assert made.lines == (("m",), ("f",))
    assert [column.key for column in made.columns] == [("1",), ("2",)]
    assert not any(head.total for head in (*made.line_heads, *made.column_heads))


def test_with_nothing_on_the_rows_there_is_one_line() -> None:
    """The table of a bare measure is one figure."""
    made = laid(Layout((), ()), [], [])
    assert (made.lines, made.line_heads, made.head_levels) == (((),), (), 1)
    assert [told(head) for head in made.column_heads] == [("人数", 0, 1, 0, 1)]


def test_an_ended_union_is_shown_where_something_is_told_of_it() -> None:
    """And its subtotals go with it."""
    units = Axis("child", "单位", (Member("a", "甲"), Member("old", "旧", stands=False)))
    layout = Layout(("child", "sex"), ())
    assert all("old" not in line for line in laid(layout, [units, SEX], []).lines)
    some: dict[tuple[Key, Key, str], Figure[str]] = {(("old", "f"), (), "n"): Figure(2)}
    assert ("old", "f") in laid(layout, [units, SEX], [], some).lines
    nothing: dict[tuple[Key, Key, str], Figure[str]] = {(("old", "f"), (), "n"): Figure(0)}
    assert all("old" not in line for line in laid(layout, [units, SEX], [], nothing).lines)


def at(layout: Layout, figures: dict[tuple[Key, Key, str], Figure[str]], line: Key, key: Key, shows: Shows) -> object:
    kind = MeasureKind.RATE if any(name == "r" for _line, _key, name in figures) else MeasureKind.STOCK
    one = measure("r" if kind is MeasureKind.RATE else "n", kind)
    return value_at(layout, figures, line, Column(key, one, shows, total=False))


def test_a_total_is_what_was_answered_and_not_a_sum() -> None:
    """A rate of two parts is no sum of theirs: 60 and 80 of a hundred each are 70, and where nobody asked, blank."""
    layout = Layout(("sex",), ())
    rates: dict[tuple[Key, Key, str], Figure[str]] = {
        (("m",), (), "r"): Figure(60.0),
        (("f",), (), "r"): Figure(80.0),
        ((), (), "r"): Figure(70.0),
    }
    assert at(layout, rates, (), (), Shows.VALUE) == 70.0
    del rates[(), (), "r"]
    assert at(layout, rates, (), (), Shows.VALUE) is None


def test_shares_are_of_the_column_the_line_or_all() -> None:
    """占列合计、占行合计、占总计."""
    figures: dict[tuple[Key, Key, str], Figure[str]] = {
        (("m",), ("1",), "n"): Figure(10),
        ((), ("1",), "n"): Figure(40),
        (("m",), (), "n"): Figure(20),
        ((), (), "n"): Figure(200),
    }
    found = {
        share: at(Layout(("sex",), ("age",), share=share), figures, ("m",), ("1",), Shows.SHARE) for share in Share
    }
    assert found == {Share.COLUMN: 25.0, Share.ROW: 50.0, Share.ALL: 5.0}
    layout = Layout(("sex",), ("age",), share=Share.COLUMN)
    assert at(layout, figures, (), ("1",), Shows.SHARE) == 100.0
    figures[(), ("1",), "n"] = Figure(0)
    assert at(layout, figures, ("m",), ("1",), Shows.SHARE) is None


def test_what_there_was_in_a_month_is_no_part_of_what_there_is_at_the_end() -> None:
    """A stock by months has no share of the year; of its own month it has."""
    figures: dict[tuple[Key, Key, str], Figure[str]] = {
        (("2026-01",), ("m",), "n"): Figure(10),
        (("2026-01",), (), "n"): Figure(20),
        ((), ("m",), "n"): Figure(40),
    }
    by_column = Layout(("month",), ("sex",), share=Share.COLUMN)
    assert at(by_column, figures, ("2026-01",), ("m",), Shows.SHARE) is None
    by_row = Layout(("month",), ("sex",), share=Share.ROW)
    assert at(by_row, figures, ("2026-01",), ("m",), Shows.SHARE) == 50.0


def test_change_is_in_per_cent_and_of_rates_in_points() -> None:
    """同比: of nothing there is none."""
    layout = Layout((), (), compared=True)
    assert at(layout, {((), (), "n"): Figure(90, 120)}, (), (), Shows.CHANGE) == -25.0
    assert at(layout, {((), (), "n"): Figure(90, 0)}, (), (), Shows.CHANGE) is None
    assert at(layout, {((), (), "n"): Figure(90)}, (), (), Shows.CHANGE) is None
    assert at(layout, {((), (), "r"): Figure(90.0, 88.5)}, (), (), Shows.CHANGE) == 1.5


def test_an_empty_cell_is_blank_and_not_zero() -> None:
    """Nothing known is not nothing."""
    layout = Layout(("sex",), ())
    assert at(layout, {(("m",), (), "n"): Figure(None)}, ("m",), (), Shows.VALUE) is None
    assert at(layout, {(("m",), (), "n"): Figure(0)}, ("m",), (), Shows.VALUE) == 0
    assert at(layout, {}, ("f",), (), Shows.VALUE) is None


def test_refusals() -> None:
    """A division stands once, four at most, and a table has an end."""
    for rows, columns in ((["sex"], ["sex"]), (["sex", "sex"], [])):
        with pytest.raises(DividedTwice):
            read_layout(rows, columns, totals=True, share=None, compared=False)
    with pytest.raises(TooDeep):
        read_layout(["a", "b", "c"], ["d", "e"], totals=True, share=None, compared=False)
    wide = Axis("child", "单位", tuple(Member(str(n), str(n)) for n in range(150)))
    with pytest.raises(TooLarge):
        laid(Layout(("child",), ("again",)), [wide], [wide])
