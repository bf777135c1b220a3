"""Random bytes for nonces and ids, drawn from the system for hundreds of uses at once.

Each draw lets go of the interpreter's lock, and where another thread is at work the lock comes back late: of the seconds
that a roster of twenty thousand rows took to be written, a quarter went into waiting for twelve bytes at a time.
"""

import os
from typing import Final

PIECES: Final = 512
"""Drawn at once."""


class Pool:
    """Pieces of `size` random bytes; none is given out twice, by this process or by one forked from it."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._ready: list[bytes] = []
        # A child of a fork would go on with the same bytes as its parent.
        os.register_at_fork(after_in_child=self._ready.clear)

    def take(self) -> bytes:
        """The next piece. Safe to be called by several threads: taking from a list is one step."""
        while True:
            try:
                return self._ready.pop()
            except IndexError:
                drawn = os.urandom(self._size * PIECES)
                self._ready.extend(drawn[at : at + self._size] for at in range(0, len(drawn), self._size))
