"""What of a count leaves the house: the rule for outside clients (issue 3 section 4; trust.md A-10).

A count is told in steps of five, and one that comes to less than ten is withheld. So whoever counts fewer than five is
never told, and neither is what would tell it: every number that is told is a multiple of five, hence every sum and every
difference of told numbers is one too, over children, dimensions, periods and filters alike, and none of them is a count
of one to four.

Whether a count goes down or up to the next step is decided by an offset that is secret, belongs to the unit and to what
is counted, and never changes: the same figure is told alike in every answer, to every client and in every month. An
offset that changed would give a count away to whoever asks often enough.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

STEP = 5
LEAST = 10
STEP_FEN = 1_000_000
"""Amounts go in steps of 10,000 yuan, as tables of money do (万元)."""


@dataclass(frozen=True, slots=True)
class Disclosure:
    """The rule, with the secret that the offsets are drawn from."""

    key: bytes = field(repr=False)

    def told(self, unit: str, counted: str, count: int) -> int | None:
        """What is told of a count, or None where it is withheld. Of a change below nought its size is judged.

        `unit` is the union or line; `counted` is what `counted_as` says, so that two names of one count have one offset.
        """
        size = (abs(count) + self._offset(unit, counted)) // STEP * STEP
        if abs(count) < STEP or size < LEAST:
            return None
        return size if count > 0 else -size

    def _offset(self, unit: str, counted: str, step: int = STEP) -> int:
        digest = hashlib.blake2b(f"{unit}|{counted}".encode(), key=self.key, digest_size=8).digest()
        return int.from_bytes(digest) % step

    def told_fen(self, unit: str, counted: str, fen: int) -> int | None:
        """What is told of an amount: in steps of ten thousand yuan, and nothing under two of them.

        The offset is that of a count, drawn over the whole of the step. What one household was given lies far below a
        step, so no difference of two sums tells it.
        """
        size = (abs(fen) + self._offset(unit, counted, STEP_FEN)) // STEP_FEN * STEP_FEN
        if abs(fen) < STEP_FEN or size < 2 * STEP_FEN:
            return None
        return size if fen > 0 else -size


def counted_as(cells: Iterable[str], less: Iterable[str] = (), *, otherwise: Iterable[str]) -> str:
    """What is counted: the cells that add up to it `less` those taken off, in whatever order.

    Where no cells are kept, the names in `otherwise`.
    """
    return "-".join(["+".join(sorted(cells)), *sorted(less)]) or ":".join(otherwise)
