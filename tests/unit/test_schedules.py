"""When a table of the statistics comes back, and for which period (RPT-04)."""

from datetime import date

import pytest

from backend.domain.statistic.periods import read_period
from backend.domain.statistic.schedules import Occurrence, Recurs, last_occurrence


@pytest.mark.parametrize(
    ("recurs", "day", "today", "on", "period"),
    [
        (Recurs.MONTH, 5, date(2026, 11, 5), date(2026, 11, 5), "2026-10"),
        (Recurs.MONTH, 5, date(2026, 11, 4), date(2026, 10, 5), "2026-09"),
        (Recurs.MONTH, 28, date(2026, 1, 3), date(2025, 12, 28), "2025-11"),
        (Recurs.MONTH, 1, date(2026, 1, 31), date(2026, 1, 1), "2025-12"),
        (Recurs.QUARTER, 10, date(2026, 11, 28), date(2026, 10, 10), "2026-Q3"),
        (Recurs.QUARTER, 10, date(2026, 10, 9), date(2026, 7, 10), "2026-Q2"),
        (Recurs.QUARTER, 10, date(2026, 2, 28), date(2026, 1, 10), "2025-Q4"),
        (Recurs.YEAR, 15, date(2026, 12, 31), date(2026, 1, 15), "2025"),
        (Recurs.YEAR, 15, date(2026, 1, 14), date(2025, 1, 15), "2024"),
    ],
)
def test_the_last_time_and_the_period_before_it(recurs: Recurs, day: int, today: date, on: date, period: str) -> None:
    """On its day and until the next one; the period is one that has ended and that the statistics can read."""
    found = last_occurrence(recurs, day, today)
    assert found == Occurrence(on, period)
    assert read_period(period, today).last < on
