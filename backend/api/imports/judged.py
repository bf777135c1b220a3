"""A row on its way through an import: what it says, opened; what is said of it; and as the table keeps it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from backend.api.imports import secrets
from backend.api.work import Work
from backend.db.crypto import Vault
from backend.db.tables.imports import Import
from backend.domain.imports.cells import Cell
from backend.domain.imports.columns import Register, letter_of
from backend.domain.imports.heads import Head
from backend.domain.imports.rows import RowProblem, problem_at
from backend.domain.imports.states import ImportRowState
from backend.domain.refusals import Refusal


@dataclass(slots=True)
class Judged:
    """One row. `key` is by what its record is found; None where the row has faults of its own."""

    round: int
    line: int
    organization_id: UUID
    cells: dict[str, Any] = field(repr=False)
    values: dict[str, Any] = field(repr=False)
    problems: list[dict[str, Any]] = field(default_factory=list)
    state: ImportRowState = ImportRowState.NEW
    key: bytes | None = None
    record_id: UUID | None = None
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def at(self) -> tuple[int, int]:
        """Where the row stands: the round of its file, the line in it."""
        return self.round, self.line

    def refuse(self, state: ImportRowState, refusal: Refusal, head: Head, name: str = "") -> None:
        """Give the row a verdict and its reason, at the column that the refusal names or else at `name`."""
        where = str(refusal.facts.get("pointer", f"/{name}"))[1:]
        self.state = state
        self.problems.append(as_json(problem_at(head, where, refusal)))

    def as_row(self, vault: Vault, import_: Import, register: Register) -> dict[str, Any]:
        """The columns that say what the row holds and what is thought of it."""
        plain_cells, secret_cells = secrets.part(self.cells, register.secret)
        plain_values, secret_values = secrets.part(self.values, register.secret)
        sealed = None
        if register.secret:
            sealed = secrets.seal(vault, import_.id, self.round, self.line, cells=secret_cells, values=secret_values)
        return {
            "import_id": import_.id,
            "round": self.round,
            "line": self.line,
            "code": import_.code,
            "line_code": import_.line_code,
            "state": self.state.value,
            "organization_id": self.organization_id,
            "record_id": self.record_id,
            "key_index": self.key,
            "fields": {"cells": plain_cells, "values": plain_values},
            "secrets": sealed,
            "problems": self.problems,
            "changes": self.changes,
            "before": {},
            "version": 1,
        }

    def verdict(self) -> dict[str, Any]:
        """The columns that a second judgement may change, where the row itself stayed as it was."""
        return {
            "round": self.round,
            "line": self.line,
            "state": self.state.value,
            "record_id": self.record_id,
            "problems": self.problems,
            "changes": self.changes,
        }


def outcome(row: Judged, state: ImportRowState, record_id: UUID, *, version: int) -> dict[str, Any]:
    """What is said of a row that has been written."""
    return row.verdict() | {
        "state": state.value,
        "record_id": record_id,
        "record_version": version,
        "before": {},
        "problems": [],
    }


def undone(row: Mapping[str, Any]) -> dict[str, Any]:
    """What is said of a written row that was taken back."""
    return _told(row, ImportRowState.UNDONE, [])


def stays(row: Mapping[str, Any], refusal: Refusal, head: Head, register: Register) -> dict[str, Any]:
    """What is said of a written row that is not taken back, and why."""
    return _told(row, ImportRowState(row["state"]), [as_json(problem_at(head, register.key, refusal))])


def _told(row: Mapping[str, Any], state: ImportRowState, problems: list[dict[str, Any]]) -> dict[str, Any]:
    where = {name: row[name] for name in ("round", "line", "record_id")}
    return where | {"state": state.value, "problems": problems}


class Alone:
    """A register whose rows depend on no other row, and whose files say nothing beyond their rows."""

    async def settle(self, work: Work, import_: Import, head: Head) -> None:
        """All rows are judged, and are nothing to each other."""

    async def conclude(self, work: Work, import_: Import) -> None:
        """All good rows are written, and that is all."""

    async def revoke(self, work: Work, import_: Import) -> None:
        """Nothing was concluded."""


VERDICT: Sequence[str] = ("state", "record_id", "problems", "changes")


def as_json(problem: RowProblem) -> dict[str, Any]:
    """A problem as the table keeps it."""
    return {name: getattr(problem, name) for name in problem.__slots__}


def opened(vault: Vault, row: Mapping[str, Any]) -> Judged:
    """A row of the table, to be judged anew."""
    secret = secrets.unseal(vault, row["import_id"], row["round"], row["line"], row["secrets"])
    return Judged(
        row["round"],
        row["line"],
        row["organization_id"],
        cells=row["fields"]["cells"] | secret["cells"],
        values=row["fields"]["values"] | secret["values"],
        key=row["key_index"],
    )


def head_of(import_: Import) -> Head:
    """How the columns of an import's workbook were read."""
    said: Mapping[str, Any] = import_.head
    listed = said.get("columns", [])
    width = max((column["position"] for column in listed), default=-1) + 1
    titles = [""] * width
    for column in listed:
        titles[column["position"]] = column["title"]
    columns = {column["field"]: column["position"] for column in listed if column["field"]}
    return Head(said.get("ends", 0), columns, tuple(titles))


def cells_in_order(head: Head, register: Register, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """The cells of a row in the order of the register."""
    return {column.name: cells[column.name] for column in register.columns if column.name in cells}


def key_column(head: Head, register: Register) -> dict[str, str]:
    """Where the key of a row stands, as a problem names it."""
    position = head.columns.get(register.key)
    return {
        "field": register.key,
        "column": "" if position is None else letter_of(position),
        "title": head.title_of(register.key),
    }
