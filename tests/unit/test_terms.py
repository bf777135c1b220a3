"""Terms and re-election (ORG-22; domain-facts 3.1)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.organization.codes import Level
from backend.domain.organization.terms import (
    TermPhase,
    TermYearsInvalid,
    allowed_years,
    require_term_years,
    term_state,
)


@pytest.mark.parametrize(
    ("today", "phase", "overdue"),
    [
        (date(2021, 5, 1), TermPhase.RUNNING, 0),
        (date(2025, 10, 31), TermPhase.RUNNING, 0),
        (date(2025, 11, 1), TermPhase.DUE, 0),
        (date(2026, 4, 30), TermPhase.DUE, 0),
        (date(2026, 5, 1), TermPhase.OVERDUE, 1),
        (date(2026, 11, 20), TermPhase.OVERDUE, 204),
    ],
)
def test_the_clock(today: date, phase: TermPhase, overdue: int) -> None:
    """ORG-22: six months of warning; the last day of the term still belongs to it."""
    state = term_state(date(2021, 5, 1), 5, today)
    assert (state.phase, state.overdue_days) == (phase, overdue)
    assert (state.ends_on, state.due_on) == (date(2026, 4, 30), date(2025, 11, 1))


def test_the_29th_of_february() -> None:
    """A term of three years from a leap day ends before 28 February."""
    assert term_state(date(2024, 2, 29), 3, date(2024, 3, 1)).ends_on == date(2027, 2, 27)


def test_the_share_elapsed() -> None:
    """0 on the first day and before, 1 from the anniversary on."""
    assert term_state(date(2021, 1, 1), 5, date(2020, 1, 1)).elapsed == 0
    assert term_state(date(2021, 1, 1), 5, date(2021, 1, 1)).elapsed == 0
    assert term_state(date(2021, 1, 1), 5, date(2026, 1, 1)).elapsed == 1
    assert term_state(date(2021, 1, 1), 5, date(2030, 1, 1)).elapsed == 1
    assert 0.49 < term_state(date(2021, 1, 1), 5, date(2023, 7, 2)).elapsed < 0.51


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.sampled_from([3, 5]), st.integers(-400, 4000))
def test_phases_follow_each_other(started: date, years: int, after: int) -> None:
    """Running, due, overdue, in this order and without a gap."""
    today = started + timedelta(days=after)
    state = term_state(started, years, today)
    assert started < state.due_on < state.ends_on
    expected = (
        TermPhase.OVERDUE if today > state.ends_on else TermPhase.DUE if today >= state.due_on else TermPhase.RUNNING
    )
    assert state.phase is expected
    assert (state.overdue_days > 0) == (state.phase is TermPhase.OVERDUE)


def test_lengths_of_term() -> None:
    """Three or five years; five from the county up."""
    assert allowed_years(Level.UNION) == (3, 5)
    assert allowed_years(Level.COUNTY) == (5,)
    require_term_years(Level.UNION, 3)
    for level, years in ((Level.COUNTY, 3), (Level.UNION, 4)):
        with pytest.raises(TermYearsInvalid):
            require_term_years(level, years)
