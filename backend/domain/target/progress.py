"""How far a target is reached: the share that is done, what is due by today, and what that means.

Values are in tenths everywhere here, so that a rate of 97.5 % is exact. A count is due day by day from the first of
January to its day; a rate is due on the straight line from what it was when the year began.
"""

from dataclasses import dataclass
from datetime import date

from backend.domain.codes import Code
from backend.domain.statistic.figures import rate


class TargetState(Code):
    """Where a target stands today."""

    REACHED = "reached", "已完成", "Reached"
    ON_COURSE = "on_course", "进度正常", "On course"
    UNDERWAY = "underway", "进行中", "Under way"
    LATE = "late", "落后于进度", "Behind"
    MISSED = "missed", "逾期未完成", "Missed"
    AHEAD = "ahead", "未开始", "Not begun"
    UNKNOWN = "unknown", "没有数据", "No figure"


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` in percent with one decimal, None where it says nothing; `due` in tenths, None where it is not known."""

    done: float | None
    due: int | None
    state: TargetState


def progress(
    *, is_rate: bool, target: int, actual: int | None, start: int | None, year: int, due_on: date, today: date
) -> Progress:
    """How far a target is reached; `start` is the value of a rate at the end of the year before.

    What is due of a count is cut to a whole: nobody is late by a third of a union.
    """
    first = date(year, 1, 1)
    if today < first:
        return Progress(None, None, TargetState.AHEAD)
    due = _due(is_rate=is_rate, target=target, start=start, first=first, due_on=due_on, today=today)
    if actual is None:
        return Progress(None, due, TargetState.UNKNOWN)
    done = rate(max(actual, 0), target)
    if actual >= target:
        return Progress(done, due, TargetState.REACHED)
    if today > due_on:
        return Progress(done, due, TargetState.MISSED)
    expected = due if is_rate or due is None else due // 10 * 10
    if expected is None:
        # Where the year began is not known, so neither is whether this is early or late.
        return Progress(done, due, TargetState.UNDERWAY)
    return Progress(done, due, TargetState.LATE if actual < expected else TargetState.ON_COURSE)


def _due(*, is_rate: bool, target: int, start: int | None, first: date, due_on: date, today: date) -> int | None:
    days = (due_on - first).days + 1
    gone = min(days, (today - first).days + 1)
    if gone == days:
        return target
    begun = start if is_rate else 0
    return None if begun is None else begun + (target - begun) * gone // days


def tenths(value: float) -> int:
    """A value with at most one decimal, in tenths."""
    return round(value * 10)


def plain(value: int | None) -> float | None:
    """A value in tenths as it is written."""
    return None if value is None else value // 10 if value % 10 == 0 else value / 10
