"""Amounts as banks write them, in the files of theirs that are brought back (FND-02; issue 4 section 5)."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any
from unicodedata import normalize

from backend.domain.imports.cells import text_of


def fen_of(said: Any) -> int | None:
    """Yuan as a bank writes them, in fen; None for what is no amount of whole fen: `-1,234.50`, `(1234.5)`, `+５．０元`."""
    if isinstance(said, bool):
        return None
    text = normalize("NFKC", text_of(said)).strip().replace(",", "").replace(" ", "").replace("\u2212", "-")
    text = text.removeprefix("CNY").removeprefix("RMB").removeprefix("¥").removesuffix("元")
    if text.startswith("(") and text.endswith(")"):
        text = "-" + text[1:-1]
    if not re.fullmatch(r"[-+]?[0-9]{1,15}(\.[0-9]{1,20})?", text, re.ASCII):
        return None
    try:
        fen = Decimal(text) * 100
    except InvalidOperation:
        return None
    near = fen.to_integral_value()
    # A number of a workbook of two places is never more than a hair off its fen; a text has to be exact.
    slack = Decimal("0.001") if isinstance(said, float) else Decimal(0)
    return int(near) if abs(fen - near) <= slack else None
