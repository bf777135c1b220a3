"""What an import writes about one member: the record, the membership, the entry in the life line; and what it replaced."""

import base64
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from backend.api.work import Work
from backend.db import records
from backend.db.queries.import_members import Seat
from backend.db.register import next_numbers
from backend.db.tables.imports import Import
from backend.db.types import new_id
from backend.domain.imports.comparing import Changes
from backend.domain.imports.states import ImportRowState, KeptChanged, KeptGone, KeptHistory, KeptUsed
from backend.domain.member.changes import differences
from backend.domain.member.codes import MemberEventKind
from backend.domain.member.rules import MemberDraft
from backend.domain.refusals import Invalid

_DATES = frozenset({"born_on", "work_started_on", "joined_on"})


@dataclass(slots=True)
class Ahead:
    """A record that is there, as it is and as a row would leave it."""

    found: Any
    new: MemberDraft
    changes: Changes
    moves: bool = False

    def before(self) -> dict[str, Any]:
        """What is about to be replaced, sealed fields as they are sealed: enough to put it back."""
        kept = {name: _as_text(getattr(self.found, name)) for name in self.changes}
        return kept | ({"organization_id": str(self.found.organization_id)} if self.moves else {})


@dataclass(slots=True)
class Written:
    """A row and what it writes: the columns of the member, and what is said of the row afterwards."""

    line: int
    columns: dict[str, Any] = field(repr=False)
    outcome: dict[str, Any]
    ahead: Ahead | None = None


async def give_numbers(work: Work, people: Sequence[dict[str, Any]]) -> None:
    """Member numbers: the year of joining, then a number of the one sequence."""
    by_year: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for person in people:
        by_year[(person["joined_on"] or work.today).year].append(person)
    for year in sorted(by_year):
        numbers = await next_numbers(work.session, year, len(by_year[year]))
        for person, number in zip(by_year[year], numbers, strict=True):
            person["number"] = number


def _standing(member: Mapping[str, Any]) -> dict[str, Any]:
    where = {name: member[name] for name in ("organization_id", "code", "line_code")}
    return {"id": new_id(), "member_id": member["id"], **where}


def spell(member: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The membership that begins with an import."""
    return _standing(member) | {
        "started_on": member["joined_on"] or today,
        "began_by": MemberEventKind.IMPORTED.value,
    }


def entry(
    work: Work, import_: Import, written: Written, kind: MemberEventKind, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """An entry in the life line that says which line of which import it comes from."""
    return _standing(written.columns) | {
        "kind": kind.value,
        "on": work.today,
        "actor_id": work.caller.user_id,
        "actor_name": work.caller.name,
        "facts": {"import_id": str(import_.id), "line": written.line, **facts},
        "recorded_at": work.now,
    }


def regrouped(written: Written) -> dict[str, Any]:
    """From which branch or group to which."""
    assert written.ahead is not None
    before = written.ahead.found.organization_id
    return {"from_organization_id": str(before), "to_organization_id": str(written.columns["organization_id"])}


def kept_because(
    row: Mapping[str, Any], found: Any, *, used: frozenset[UUID], older: frozenset[UUID]
) -> Invalid | None:
    """Why what a row has written cannot be taken back; None where nothing was built on it."""
    if found is None:
        return KeptGone()
    if found.version != row["record_version"]:
        return KeptChanged()
    if found.id in used or found.photo_id is not None:
        return KeptUsed() if row["state"] == ImportRowState.IMPORTED else None
    return KeptHistory() if found.id in older else None


def restored(work: Work, row: Mapping[str, Any], found: Any, home: UUID | None, seats: Mapping[UUID, Seat]) -> Written:
    """The record as it was before a row changed it. The document number was never touched."""
    current = records.draft_of(work.vault, found)
    replaced = {name: _from_text(name, value) for name, value in row["before"].items() if name != "organization_id"}
    before = records.draft_of(work.vault, SimpleNamespace(**{**found._mapping, **replaced}))
    place: Any = found if home is None else seats[home]
    columns = records.columns_of(work.vault, found.id, before, today=work.today) | {
        "id": found.id,
        "organization_id": home or found.organization_id,
        "code": place.code,
        "line_code": place.line_code,
        "updated_at": work.now,
    }
    ahead = Ahead(found, before, differences(current, before), moves=home is not None)
    return Written(row["line"], columns, {}, ahead)


def _as_text(value: Any) -> Any:
    """As JSON can carry it; what is sealed stays so, because it is put back into the same field of the same record."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value if value is None or isinstance(value, (bool, str)) else str(value)


def _from_text(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in records.SEALED:
        return base64.b64decode(value)
    if name in _DATES:
        return date.fromisoformat(value)
    return UUID(value) if name == "employer_id" else value
