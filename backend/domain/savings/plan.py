"""The plan by which a loan is repaid: equal parts in whole fen, and the last takes the rest (issue 4 section 7)."""

from dataclasses import dataclass
from datetime import date

from backend.domain.fund.funds import last_day


@dataclass(frozen=True, slots=True)
class Instalment:
    """One part: its place from 1 on, the day by which it is due, its amount, and what is to be repaid by then; fen."""

    place: int
    due_on: date
    amount_fen: int
    by_then_fen: int


def plan_of(amount_fen: int, months: int, paid_on: date) -> tuple[Instalment, ...]:
    """Due each month on the day on which the loan was paid out, on the last day of a month that is shorter.

    Raises `ValueError` where a part would be nothing.
    """
    if months < 1 or amount_fen < months:
        raise ValueError("a loan has parts of one fen at least")
    part = amount_fen // months
    return tuple(
        Instalment(
            place=place,
            due_on=_after(paid_on, place),
            amount_fen=part if place < months else amount_fen - part * (months - 1),
            by_then_fen=part * place if place < months else amount_fen,
        )
        for place in range(1, months + 1)
    )


def _after(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = last_day(year, month + 1)
    return last.replace(day=min(day.day, last.day))
