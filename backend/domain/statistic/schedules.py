"""Tables that come back: on which day one stands on the workbench, and for which period it is opened.

A table is read when its period is over: what stands on the fifth of November is that of October (RPT-04).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from backend.domain.codes import Code
from backend.domain.statistic.periods import month_of

LAST_DAY = 28
"""Every month has it."""


class Recurs(Code):
    """How often."""

    MONTH = "month", "每月", "Every month"
    QUARTER = "quarter", "每季度", "Every quarter"
    YEAR = "year", "每年", "Every year"


_MONTHS = {Recurs.MONTH: 1, Recurs.QUARTER: 3, Recurs.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A day on which a table is due, and the period that had ended by then, as the statistics spell it."""

    on: date
    period: str


def last_occurrence(recurs: Recurs, day: int, today: date) -> Occurrence:
    """The last time that it was due, today included; `day` is that of the first month after a period."""
    months = _MONTHS[recurs]
    begun = _start(today, months)
    if today < begun.replace(day=day):
        begun = _start(begun - timedelta(days=1), months)
    return Occurrence(begun.replace(day=day), _spelled(recurs, _start(begun - timedelta(days=1), months)))


def _start(day: date, months: int) -> date:
    """The first day of the stretch of so many months in which a day lies."""
    return month_of(day).replace(month=(day.month - 1) // months * months + 1)


def _spelled(recurs: Recurs, first: date) -> str:
    if recurs is Recurs.YEAR:
        return f"{first.year}"
    return f"{first:%Y-%m}" if recurs is Recurs.MONTH else f"{first.year}-Q{(first.month + 2) // 3}"
