"""What each register does with the rows of a workbook that are meant for it; the rest is the same for all."""

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from backend.api.imports.judged import Judged
from backend.api.imports.members import Members
from backend.api.work import Work
from backend.db.crypto import Vault
from backend.db.tables.imports import Import
from backend.db.tables.organization import Organization
from backend.domain.imports.columns import Register, RegisterKind
from backend.domain.imports.heads import Head


class Handling(Protocol):
    """One import as its register sees it, for the length of a check or of a commit."""

    register: Register

    async def prepare(self, work: Work, union: Organization) -> None:
        """Read what placing rows needs, once for all rows."""

    def place(self, vault: Vault, rows: Sequence[Judged], head: Head) -> None:
        """Find where each row's record is to stand and by what it is found; what cannot be told is a problem."""

    async def judge(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool = False) -> None:
        """Compare rows without faults with the register; with `hold` it does not change until the end of the work."""

    async def write(self, work: Work, import_: Import, rows: Sequence[Judged], head: Head) -> list[dict[str, Any]]:
        """Write new and changed rows, just judged, into the register; what became of those written, as columns of theirs.

        What cannot be written after all is refused.
        """

    async def take_back(
        self, work: Work, import_: Import, rows: Sequence[Mapping[str, Any]], head: Head
    ) -> list[dict[str, Any]]:
        """Undo what rows have written, where nothing was built on it; what became of each row, as columns of it."""


HANDLINGS: Mapping[RegisterKind, type[Handling]] = {RegisterKind.MEMBERS: Members}


def handling_of(import_: Import) -> Handling:
    """The handling of an import."""
    return HANDLINGS[RegisterKind(import_.kind)]()
