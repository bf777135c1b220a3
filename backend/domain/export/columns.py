"""Columns that many lists have: an amount, a day, a moment, a number of something, a field behind its mask."""

from collections.abc import Callable, Mapping
from typing import Any

from backend.domain.export.sheets import Column, ColumnKind, Filter


def _reading(field: str | None, key: str) -> Callable[[Mapping[str, Any]], Any]:
    name = field or key

    def read(row: Mapping[str, Any]) -> Any:
        return row[name]

    return read


def masked(field: str, zh: str, en: str, *, width: int) -> Column:
    """A column that leaves with its mask, and whole by an approval."""
    shown = _reading(f"{field}_masked", field)
    return Column(key=field, zh=zh, en=en, width=width, kind=ColumnKind.IDENTIFIER, read=shown, sealed=field)


def yuan(key: str, zh: str, en: str, field: str | None = None) -> Column:
    """An amount, kept under its name in fen."""
    return Column(key=key, zh=zh, en=en, width=13, kind=ColumnKind.YUAN, read=_reading(field, f"{key}_fen"))


def day(key: str, zh: str, en: str, field: str | None = None) -> Column:
    """A day."""
    return Column(key=key, zh=zh, en=en, width=12, kind=ColumnKind.DAY, read=_reading(field, key))


def moment(key: str, zh: str, en: str, field: str | None = None) -> Column:
    """A moment, to the minute."""
    return Column(key=key, zh=zh, en=en, width=17, kind=ColumnKind.MOMENT, read=_reading(field, key))


def number(key: str, zh: str, en: str, field: str | None = None) -> Column:
    """How many."""
    return Column(key=key, zh=zh, en=en, width=9, kind=ColumnKind.NUMBER, read=_reading(field, key))


def identifier(key: str, zh: str, en: str, field: str | None = None, *, width: int = 18) -> Column:
    """What something is called by: digits and letters, and no number."""
    return Column(key=key, zh=zh, en=en, width=width, kind=ColumnKind.IDENTIFIER, read=_reading(field, key))


def wording(key: str, zh: str, en: str, field: str | None = None, *, width: int = 14, codes: Any = None) -> Column:
    """A text, or the label of a code."""
    return Column(key=key, zh=zh, en=en, width=width, codes=codes, read=_reading(field, key))


def share(key: str, zh: str, en: str, read: Callable[[Mapping[str, Any]], float | None]) -> Column:
    """A part of something."""
    return Column(key=key, zh=zh, en=en, width=9, kind=ColumnKind.SHARE, read=read)


UNDER = Filter(key="under_id", zh="范围", en="Under", reference=True)
FUND = Filter(key="fund_id", zh="资金", en="Fund", reference=True)
PAID = (
    Filter(key="paid_on[gte]", zh="发放日期不早于", en="Paid on or after"),
    Filter(key="paid_on[lte]", zh="发放日期不晚于", en="Paid on or before"),
)
SEARCH = Filter(key="q", zh="查找", en="Search")
