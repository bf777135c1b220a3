"""What the yearly statement of a society says, row by row: what came, what went, what stands at the end (AID-21)."""

from collections.abc import Mapping
from dataclasses import dataclass

from backend.domain.refusals import Invalid
from backend.domain.savings.codes import SavingsEntryKind


class YearAhead(Invalid):
    """Fact: `year`."""

    code = "savings_year_ahead"
    zh = "{year} 年还没有到，没有可结算的账目。请选择今年或以前的年度。"
    en = "{year} has not begun; there is nothing to state. Take this year or an earlier one."


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """Where a society stands, fen: cash + loans + losses = savings + support."""

    cash_fen: int
    savings_fen: int
    loan_fen: int
    support_fen: int
    loss_fen: int

    @property
    def holds(self) -> bool:
        """Whether what is there is what is owed."""
        return self.cash_fen + self.loan_fen + self.loss_fen == self.savings_fen + self.support_fen


_SIGNS: Mapping[SavingsEntryKind, tuple[int, int, int, int, int]] = {
    SavingsEntryKind.SAVE: (1, 1, 0, 0, 0),
    SavingsEntryKind.DRAW: (-1, -1, 0, 0, 0),
    SavingsEntryKind.SUPPORT: (1, 0, 0, 1, 0),
    SavingsEntryKind.LEND: (-1, 0, 1, 0, 0),
    SavingsEntryKind.REPAY: (1, 0, -1, 0, 0),
    SavingsEntryKind.WRITE_OFF: (0, 0, -1, 0, 1),
}
"""What an entry of each kind does to cash, savings, loans, support and losses."""


def balance_of(net: Mapping[SavingsEntryKind, int]) -> Balance:
    """Where a society stands after movements of these sums, fen; what was undone is taken off already."""
    sums = [sum(signs[place] * net.get(kind, 0) for kind, signs in _SIGNS.items()) for place in range(5)]
    return Balance(cash_fen=sums[0], savings_fen=sums[1], loan_fen=sums[2], support_fen=sums[3], loss_fen=sums[4])


def require_year(year: int, this_year: int) -> None:
    """Raises `YearAhead`."""
    if year > this_year:
        raise YearAhead(year=year, pointer="/year")


MOVED = tuple(_SIGNS)
"""The kinds of movements that a statement sums, in its order."""
