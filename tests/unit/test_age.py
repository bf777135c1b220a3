"""Ages and age bands (data.md section 10)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.age import AgeBand, age_band, age_on


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2000, 6, 15), date(2026, 6, 14), 25),
        (date(2000, 6, 15), date(2026, 6, 15), 26),
        (date(2004, 2, 29), date(2026, 2, 28), 21),
        (date(2004, 2, 29), date(2026, 3, 1), 22),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
    ],
)
def test_full_years(born_on: date, day: date, age: int) -> None:
    """On the birthday itself one is a year older."""
    assert age_on(born_on, day) == age


@given(st.integers(0, 130))
def test_bands(age: int) -> None:
    """Under 25, 25–34, 35–44, 45–54, 55 and over."""
    expected = 1 + sum(age >= bound for bound in (25, 35, 45, 55))
    assert age_band(date(2026 - age, 1, 1), date(2026, 11, 20)) == expected


def test_labels() -> None:
    """Like a code."""
    assert [band.value for band in AgeBand] == [1, 2, 3, 4, 5]
    assert AgeBand(2).zh == "25–34 岁"
