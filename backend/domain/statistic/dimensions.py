"""Dimensions made of the codes of the register."""

from backend.domain.codes import Code
from backend.domain.statistic.catalogue import Dimension, Part, Value

UNKNOWN = Value("unknown", "未填", "Not stated")


def _values(codes: type[Code], *, filtered: str | None = None) -> tuple[Value, ...]:
    return tuple(Value(str(code), code.zh, code.en, {filtered: str(code)} if filtered else None) for code in codes)


def dimension(
    code: str, zh: str, en: str, codes: type[Code], *, filtered: str | None, unknown: bool = False
) -> Dimension:
    """A dimension made of codes; `filtered` is the filter of the list that takes them, if it has one."""
    return Dimension(code, zh, en, _values(codes, filtered=filtered) + ((UNKNOWN,) if unknown else ()))


def parts(dimension: Dimension, prefix: str) -> tuple[Part, ...]:
    """One figure for each value, out of the cells with this prefix."""
    return tuple(Part((value,), (f"{prefix}_{value.code}",)) for value in dimension.values)
