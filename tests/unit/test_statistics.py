"""The pure part of the statistics: periods, rates, comparisons, the catalogue, the frozen texts."""

import importlib.util
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.db import tally
from backend.db.tables.statistic import CELLS, STOCKS
from backend.domain.statistic.counted import COUNTED, WITHIN
from backend.domain.statistic.datasets import DATASETS
from backend.domain.statistic.periods import (
    MOST,
    NOW,
    Period,
    PeriodAhead,
    PeriodInvalid,
    TooManyPeriods,
    ends_with,
    month_after,
    read_period,
    read_periods,
    year_before,
)

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("spelled", "first", "last"),
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2026-Q3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (NOW, date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_a_period_is_read(spelled: str, first: date, last: date) -> None:
    """api.md, Time: `2026`, `2026-Q3`, `2026-11`."""
    assert read_period(spelled, TODAY) == Period(first, last, spelled)


@pytest.mark.parametrize(
    "spelled", ["", "26", "2026-13", "2026-Q5", "2026-1", "2026-11-01", "1999", "２０２６", "2026 "]
)
def test_what_is_no_period_is_refused(spelled: str) -> None:
    """api.md: a sentence that says how it is written."""
    with pytest.raises(PeriodInvalid, match="written 2026"):
        read_period(spelled, TODAY)


def test_a_period_ahead_has_no_figures() -> None:
    """A year that runs has begun; the next month has not."""
    assert read_period("2026", TODAY).runs(TODAY)
    assert not read_period("2026-10", TODAY).runs(TODAY)
    for ahead in ("2026-12", "2027", "2027-Q1"):
        with pytest.raises(PeriodAhead):
            read_period(ahead, TODAY)


def test_months_up_to_today_each_once() -> None:
    """A trend over two years asks for both, by month; the months ahead are left out."""
    found = read_periods(["2025", "2026", "2026-11"], TODAY, by_month=True)
    assert [each.name for each in found][:2] == ["2025-01", "2025-02"]
    assert found[-1].name == "2026-11"
    assert len(found) == 23
    with pytest.raises(TooManyPeriods, match=str(MOST)):
        read_periods([str(year) for year in range(2020, 2027)], TODAY, by_month=True)


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_months_follow_each_other(day: date) -> None:
    """No month is left out and none is met twice, leap years included."""
    after = month_after(day)
    assert after.day == 1
    assert 1 <= (after - day).days <= 31


@pytest.mark.parametrize(
    ("spelled", "before"), [("2026", "2025"), ("2026-Q3", "2025-Q3"), ("2024-02", "2023-02"), (NOW, "2025-11")]
)
def test_the_same_period_a_year_before(spelled: str, before: str) -> None:
    """RPT-01: 同比. The year before a leap February ends on the 28th."""
    assert year_before(read_period(spelled, TODAY)) == read_period(before, TODAY)


def frozen_in(name: str) -> Any:
    """A migration as a module."""
    (path,) = Path(tally.__file__).parent.glob(f"migrations/versions/*_{name}.py")
    spec = importlib.util.spec_from_file_location(f"{name}_migration", path)
    assert spec is not None
    assert spec.loader is not None
    frozen = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(frozen)
    return frozen


def test_the_migrations_hold_the_texts_of_the_code() -> None:
    """A trigger that was changed in code only would be a trigger that nobody has."""
    first, *later = (frozen_in(name) for name in ("statistics", "township_tally", "lighter_triggers", "counted_months"))
    assert first.CELLS == later[0].CELLS == CELLS
    assert list(first.COUNTS) == [(cells, counts) for _table, cells, counts in tally.recounts()]
    made = {title_of(text): text.strip() for text in first.TEXTS}
    for migration in later:
        made |= {title_of(text): text.strip().replace("create or replace", "create", 1) for text in migration.TEXTS}
    assert made == {title_of(text): text.strip() for text in tally.TEXTS}


def title_of(text: str) -> str:
    """What a text makes: "function fold_organization_tally(up_to"."""
    return " ".join(text.strip().replace("create or replace", "create", 1).split()[1:3])


def test_every_cell_has_its_worth() -> None:
    """No column without a rule, no rule without a column."""
    assert {table: tuple(tally.WORTH[table]) for table in STOCKS} == dict(STOCKS)


def test_a_name_of_what_is_counted_fits_a_column_and_is_its_own() -> None:
    """PostgreSQL cuts names after 63 bytes, and then two figures of a closed month would be one."""
    names = [name for each in COUNTED for name in each.cells]
    assert len(names) == len(set(names)) > 200
    assert max(len(name.encode()) for name in names) <= 63
    assert all(name.count(WITHIN) == 2 for name in names)


def test_what_is_counted_on_the_spot_says_what_its_past_is() -> None:
    """Issue 3 section 3: the definition that users read says how late a month may be closed."""
    counted = {(each.dataset.code, each.measure.code) for each in COUNTED}
    for dataset in DATASETS.values():
        for measure in dataset.measures:
            told = ("次月第一天" in measure.definition_zh, "first day after" in measure.definition_en)
            assert told == (((dataset.code, measure.code) in counted,) * 2), (dataset.code, measure.code)


@pytest.mark.parametrize(
    ("day", "told"), [(date(2026, 2, 28), True), (date(2026, 3, 1), True), (date(2026, 3, 2), False)]
)
def test_a_register_is_that_of_the_months_end_for_a_day(day: date, told: bool) -> None:
    """A month that is closed later than the day after it tells nothing of what has no counter."""
    assert ends_with(date(2026, 2, 1), day) is told
