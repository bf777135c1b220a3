"""The figures of a summary, as they are read off the books and frozen with it. Amounts are fen.

Each equals a list: `cases` those of the queue of cases, `payments` those of the list of payments that are paid, `visits`
those of the list of visits of settled plans. What a programme has is told by the programme; a season has the cases
handed in, the payments made and the visits of its days.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

APPROVED = ("approved", "helping", "paid", "helped", "archived")
"""States of a case that was approved."""
OVER = ("rejected", "withdrawn")
TOLD_FROM: Final = 3
"""The reason of a refusal is told from so many cases on: what was written of one or two may name somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What is held against the same programme, or the same season, of the year before."""

    applied: int = 0
    under_way: int = 0
    approved: int = 0
    refused: int = 0
    withdrawn: int = 0
    approved_fen: int = 0
    payments: int = 0
    paid_fen: int = 0
    households: int = 0
    people: int = 0
    median_days: int | None = None
    """Calendar days from the application to the payment: the middle one of the cases paid, and the one nine of ten keep."""
    ninth_days: int | None = None
    visits_planned: int = 0
    visits_done: int = 0
    visits_absent: int = 0
    cash_fen: int = 0
    goods_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A row of a table: what is told of one category, cause, union, source, standard, level or outcome."""

    key: str
    name: str = ""
    cases: int = 0
    approved: int = 0
    refused: int = 0
    payments: int = 0
    paid_fen: int = 0
    visits: int = 0
    done: int = 0
    fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Something by its name, and how often: a reason, a kind of goods. Reasons without a name are the others."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryFigures:
    """All figures of a summary."""

    totals: Totals
    before: Totals | None = None
    before_name: str = ""
    by_category: Sequence[Share] = ()
    by_cause: Sequence[Share] = ()
    by_unit: Sequence[Share] = ()
    by_source: Sequence[Share] = ()
    by_standard: Sequence[Share] = ()
    by_level: Sequence[Share] = ()
    by_outcome: Sequence[Share] = ()
    reasons: Sequence[Counted] = ()
    goods: Sequence[Counted] = ()

    def plain(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def figures_from(kept: Mapping[str, Any]) -> SummaryFigures:
    """Figures as they were kept; what a later release counts besides is empty in them."""
    before = kept.get("before")
    return SummaryFigures(
        totals=Totals(**kept["totals"]),
        before=None if before is None else Totals(**before),
        before_name=str(kept.get("before_name", "")),
        by_category=_shares(kept, "by_category"),
        by_cause=_shares(kept, "by_cause"),
        by_unit=_shares(kept, "by_unit"),
        by_source=_shares(kept, "by_source"),
        by_standard=_shares(kept, "by_standard"),
        by_level=_shares(kept, "by_level"),
        by_outcome=_shares(kept, "by_outcome"),
        reasons=_counted(kept, "reasons"),
        goods=_counted(kept, "goods"),
    )


def _shares(kept: Mapping[str, Any], name: str) -> list[Share]:
    return [Share(**each) for each in kept.get(name, ())]


def _counted(kept: Mapping[str, Any], name: str) -> list[Counted]:
    return [Counted(**each) for each in kept.get(name, ())]
