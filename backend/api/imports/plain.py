"""What is the same for every register whose records stand in plain: find, compare, write and take back, set by set."""

from abc import ABC, abstractmethod
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from backend.api.imports.judged import Alone, Judged, outcome, stays, undone
from backend.api.work import Work
from backend.db.crypto import Vault
from backend.db.queries import import_sites, imports
from backend.db.tables.imports import Import
from backend.db.tables.organization import Organization
from backend.domain.imports.columns import Register
from backend.domain.imports.directory import Directory
from backend.domain.imports.heads import Head
from backend.domain.imports.plain import RecordUsed
from backend.domain.imports.states import ImportRowState, KeptChanged, KeptGone
from backend.domain.refusals import Refusal

At = tuple[int, int]
_BEFORE = "import_row.before"
"""What the vault binds a value to that was there before."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record that is there, its `values` as a row says them: JSON. `names` are what its references are called."""

    id: UUID
    version: int
    organization_id: UUID
    code: int
    line_code: int | None
    values: Mapping[str, Any]
    names: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class About:
    """A record as an audit event is about it; thousands of rows are not loaded as objects."""

    __tablename__: str
    id: UUID
    code: int
    line_code: int | None
    organization_id: UUID | None = None


class Plain(Alone, ABC):
    """One import of a register in plain, for the length of a check or of a commit.

    `fields` are what a row may write; `places` the columns that name an organization, and the fields that they give.
    """

    register: ClassVar[Register]
    fields: ClassVar[Sequence[str]]
    places: ClassVar[Mapping[str, str]]
    batch: int = 2_000
    hands: int = 1

    def __init__(self) -> None:
        self.directory: Directory
        self.listed: Mapping[str, str] | None = None
        self._found: dict[At, Found] = {}

    async def prepare(self, work: Work, union: Organization, listed: Mapping[str, str] | None = None) -> None:
        """The organizations at and below the import's."""
        self.directory = await import_sites.load_directory(work.session, union)
        self.listed = listed

    @abstractmethod
    def names(self) -> Mapping[str, Sequence[str]]:
        """What can be chosen in the columns of places."""

    @abstractmethod
    def locate(self, row: Judged) -> str:
        """Say in the row where its record is to stand, and by what it is found. Raises what cannot be told."""

    @abstractmethod
    async def find(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool) -> Mapping[At, Found]:
        """The records that rows are about. A row about which something cannot be told is refused."""

    @abstractmethod
    def require(self, work: Work, row: Judged, found: Found | None) -> None:
        """Raises unless the row may become a record, or may change the one that was found."""

    @abstractmethod
    async def add(self, work: Work, rows: Sequence[Judged], head: Head) -> Mapping[At, UUID]:
        """Enter new records; their ids. Rows that cannot be entered after all are refused."""

    @abstractmethod
    async def change(self, work: Work, changes: Sequence[tuple[Found, Mapping[str, Any]]]) -> None:
        """Write over records that are there what differs."""

    @abstractmethod
    async def hold(self, work: Work, ids: Sequence[UUID]) -> Mapping[UUID, Found]:
        """Those of these records that the scope still holds, locked."""

    @abstractmethod
    async def find_used(self, work: Work, ids: Sequence[UUID]) -> frozenset[UUID]:
        """Those of these new records on which something was built."""

    @abstractmethod
    async def remove(self, work: Work, records: Sequence[Found]) -> None:
        """Take new records out of the register again."""

    def place(self, vault: Vault, rows: Sequence[Judged], head: Head) -> None:
        """Where each row's record is to stand, and by what it is found."""
        for row in rows:
            key = ""
            try:
                key = self.locate(row)
            except Refusal as refusal:
                row.refuse(ImportRowState.WRONG, refusal, head, self.register.lead)
            if row.problems:
                row.state = ImportRowState.WRONG
            else:
                row.key = key.encode()

    async def judge(self, work: Work, rows: Sequence[Judged], head: Head, *, hold: bool = False) -> None:
        """What each row means for the register as it is."""
        self._found = dict(await self.find(work, [row for row in rows if row.key is not None], head, hold=hold))
        for row in rows:
            if row.key is not None and row.state is ImportRowState.NEW:
                self._compare(work, row, self._found.get(row.at), head)

    def _compare(self, work: Work, row: Judged, found: Found | None, head: Head) -> None:
        if found is not None:
            row.record_id, row.key = found.id, found.id.bytes
        try:
            self.require(work, row, found)
        except Refusal as refusal:
            row.refuse(ImportRowState.WRONG, refusal, head, self.register.lead)
            return
        if found is not None:
            row.organization_id = found.organization_id
            row.changes = self._shown(row, found)
            row.state = ImportRowState.CHANGED if row.changes else ImportRowState.UNCHANGED

    def _differing(self, row: Judged, found: Found) -> dict[str, Any]:
        said = row.values
        return {name: said[name] for name in self.fields if name in said and said[name] != found.values[name]}

    def _shown(self, row: Judged, found: Found) -> dict[str, Any]:
        """Old and new value of what differs; of an organization its name, of what is sealed nothing but that it does."""
        by_field = {given: column for column, given in self.places.items()}
        shown: dict[str, Any] = {}
        for name, new in self._differing(row, found).items():
            if name in by_field:
                shown[by_field[name]] = [found.names.get(name), row.values.get(by_field[name])]
            else:
                shown[name] = None if name in self.register.secret else [found.values[name], new]
        return shown

    async def write(self, work: Work, import_: Import, rows: Sequence[Judged], head: Head) -> list[dict[str, Any]]:
        """New records, and changes of known ones with what they held before."""
        new = [row for row in rows if row.state is ImportRowState.NEW]
        changed = [row for row in rows if row.state is ImportRowState.CHANGED]
        added = await self.add(work, new, head) if new else {}
        outcomes = [
            outcome(row, ImportRowState.IMPORTED, added[row.at], version=1)
            for row in new
            if row.at in added and row.state is ImportRowState.NEW
        ]
        edits = [(self._found[row.at], self._differing(row, self._found[row.at])) for row in changed]
        await self.change(work, edits)
        for row, (found, said) in zip(changed, edits, strict=True):
            told = outcome(row, ImportRowState.UPDATED, found.id, version=found.version + 1)
            outcomes.append(told | {"before": {name: self._keep(work.vault, found, name) for name in said}})
        return outcomes

    async def take_back(
        self, work: Work, import_: Import, rows: Sequence[Mapping[str, Any]], head: Head
    ) -> list[dict[str, Any]]:
        """What came goes, what was changed is as before; unless somebody has acted on the record since."""
        there = await self.hold(work, [row["record_id"] for row in rows])
        came = [row["record_id"] for row in rows if row["state"] == ImportRowState.IMPORTED]
        used = await self.find_used(work, [id for id in came if id in there])
        outcomes, gone, back = [], [], []
        for row in rows:
            found = there.get(row["record_id"])
            kept = _kept_because(row, found, used)
            if kept is not None or found is None:
                outcomes.append(stays(row, kept or KeptGone(), head, self.register))
            elif row["state"] == ImportRowState.IMPORTED:
                gone.append(found)
                outcomes.append(undone(row) | {"record_id": None})
            else:
                before = {name: was for name, was in row["before"].items() if name in self.fields}
                back.append(
                    (found, {name: self._restore(work.vault, found, name, was) for name, was in before.items()})
                )
                outcomes.append(undone(row))
        await self.change(work, back)
        await self.remove(work, gone)
        versions = [(found.id, found.version, found.version + 1) for found, _before in back]
        await imports.follow_versions(work.session, import_.id, versions)
        return outcomes

    def _keep(self, vault: Vault, found: Found, name: str) -> Any:
        """What a field held, as it waits for an undoing: what is sealed stays sealed."""
        held = found.values[name]
        if held is None or name not in self.register.secret:
            return held
        return b64encode(vault.seal(str(held), _BEFORE, name, found.id)).decode()

    def _restore(self, vault: Vault, found: Found, name: str, kept: Any) -> Any:
        """What `_keep` was given."""
        if kept is None or name not in self.register.secret:
            return kept
        return vault.open(b64decode(kept), _BEFORE, name, found.id)


def _kept_because(row: Mapping[str, Any], found: Found | None, used: frozenset[UUID]) -> Refusal | None:
    if found is None:
        return KeptGone()
    if found.version != row["record_version"]:
        return KeptChanged()
    return RecordUsed() if found.id in used else None
