"""Money is whole fen, everywhere (api.md, Money): stored, reckoned and sent. Yuan appear in sentences only."""

from typing import Annotated

from annotated_types import Ge, Le

MOST = 10**12
"""Fen; ten thousand million yuan. More is an error of typing."""

Fen = Annotated[int, Ge(0), Le(MOST)]


def yuan(fen: int) -> str:
    """`1,170.00`: an amount of fen as it is read, without the unit."""
    sign, whole = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{whole // 100:,}.{whole % 100:02d}"
