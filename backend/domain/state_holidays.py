"""What the State Council arranged, year by year: a year of the work calendar begins with it and the city may correct it.

Only years are here whose published text was read. A new year comes by pasting its text into the work calendar.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from backend.domain.working_days import DayKind, SpecialDay

_Festival = tuple[str, tuple[int, int], tuple[int, int], tuple[tuple[int, int], ...]]
"""Name, first and last day off (month, day), days worked to make up for it."""

_ARRANGED: dict[int, tuple[_Festival, ...]] = {
    # 国务院办公厅关于2026年部分节假日安排的通知, 4 November 2025
    2026: (
        ("元旦", (1, 1), (1, 3), ((1, 4),)),
        ("春节", (2, 15), (2, 23), ((2, 14), (2, 28))),
        ("清明节", (4, 4), (4, 6), ()),
        ("劳动节", (5, 1), (5, 5), ((5, 9),)),
        ("端午节", (6, 19), (6, 21), ()),
        ("中秋节", (9, 25), (9, 27), ()),
        ("国庆节", (10, 1), (10, 7), ((9, 20), (10, 10))),
    ),
}


def _days(year: int) -> Iterator[SpecialDay]:
    for name, first, last, made_up in _ARRANGED[year]:
        begin, end = date(year, *first), date(year, *last)
        for n in range((end - begin).days + 1):
            yield SpecialDay(on=begin + timedelta(days=n), kind=DayKind.OFF, name=name)
        for month, day in made_up:
            yield SpecialDay(on=date(year, month, day), kind=DayKind.MADE_UP, name=name)


ARRANGEMENTS: dict[int, tuple[SpecialDay, ...]] = {
    year: tuple(sorted(_days(year), key=lambda day: day.on)) for year in _ARRANGED
}
