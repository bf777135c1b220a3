"""What each register does with the rows of a workbook that are meant for it; the rest is the same for all."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Protocol

from backend.api.imports.employers import Employers
from backend.api.imports.judged import Judged
from backend.api.imports.members import Members
from backend.api.imports.officers import Officers
from backend.api.imports.transfers import Transfers
from backend.api.imports.unions import Unions
from backend.api.work import Work
from backend.db.crypto import Vault
from backend.db.tables.imports import Import
from backend.db.tables.organization import Organization
from backend.domain.imports.columns import Register, RegisterKind
from backend.domain.imports.heads import Head


class Handling(Protocol):
    """One import as its register sees it, for the length of a check or of a commit.

    `batch` rows are written in one transaction, by so many `hands` at once.
    """

    register: ClassVar[Register]
    batch: int
    hands: int

    async def prepare(self, work: Work, union: Organization, listed: Mapping[str, str] | None = None) -> None:
        """Read what placing rows needs, once for all rows. `listed` is whose list it is, where an agency's."""

    def names(self) -> Mapping[str, Sequence[str]]:
        """What can be chosen in the columns of places."""

    def place(self, vault: Vault, rows: Sequence[Judged], head: Head) -> None:
        """Find where each row's record is to stand and by what it is found; what cannot be told is a problem."""

    async def judge(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool = False) -> None:
        """Compare rows without faults with the register; with `hold` it does not change until the end of the work."""

    async def settle(self, work: Work, import_: Import, head: Head) -> None:
        """All rows are judged: what they are to each other."""

    async def write(self, work: Work, import_: Import, rows: Sequence[Judged], head: Head) -> list[dict[str, Any]]:
        """Write new and changed rows, just judged, into the register; what became of those written, as columns of theirs.

        What cannot be written after all is refused.
        """

    async def conclude(self, work: Work, import_: Import) -> None:
        """All good rows are written: what the file as a whole says."""

    async def take_back(
        self, work: Work, import_: Import, rows: Sequence[Mapping[str, Any]], head: Head
    ) -> list[dict[str, Any]]:
        """Undo what rows have written, where nothing was built on it; what became of each row, as columns of it."""

    async def revoke(self, work: Work, import_: Import) -> None:
        """All rows are taken back: what was concluded goes too."""


HANDLINGS: Mapping[RegisterKind, type[Handling]] = {
    RegisterKind.MEMBERS: Members,
    RegisterKind.UNIONS: Unions,
    RegisterKind.OFFICERS: Officers,
    RegisterKind.TRANSFERS: Transfers,
    RegisterKind.EMPLOYERS: Employers,
}


def handling_of(import_: Import) -> Handling:
    """The handling of an import."""
    return HANDLINGS[RegisterKind(import_.kind)]()
