"""A row beside the file that the register has of the same person: whose it is, what it would change (MBR-01, MBR-02).

A blank cell leaves the value alone, and so does one that says "nothing" (/, 无, —): a workbook that has no column for
phones, or has not filled it, says nothing about phones. What a row says wins over what stands there.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from backend.domain.imports.members import typed
from backend.domain.imports.states import RowApplying, RowLeft, RowOtherUnion
from backend.domain.member.changes import MemberChange, differences, merged
from backend.domain.member.codes import MemberStatus
from backend.domain.member.register import UNFINISHED
from backend.domain.member.rules import MemberDraft, require_plausible

IDENTITY = frozenset({"id_number", "id_kind"})
"""By these the record was found; an import does not change them."""

Changes = dict[str, list[Any] | None]
"""Old and new value by field; None for a sealed field, which is told by name only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """A file of the scope with the document number of a row. `here`: in the union in which the row puts the person."""

    status: MemberStatus
    here: bool
    union_name: str


def require_changeable(found: Registered) -> None:
    """Raises `RowApplying`, `RowLeft`, `RowOtherUnion` unless a row may change this file."""
    if found.status in UNFINISHED or found.status is MemberStatus.SUBMITTED:
        raise RowApplying(pointer="/id_number")
    if not found.status.current:
        raise RowLeft(status=found.status.zh, status_en=found.status.en, pointer="/id_number")
    if not found.here:
        raise RowOtherUnion(union=found.union_name, pointer="/id_number")


def compare(current: MemberDraft, values: Mapping[str, Any], *, today: date) -> tuple[MemberDraft, Changes]:
    """The record as a row that says `values` would leave it, and what that changes.

    The two are judged together, as when somebody edits the record: raises what a new record raises, pointing at the
    field.
    """
    said = typed({name: value for name, value in values.items() if name not in IDENTITY})
    new = merged(current, MemberChange(**said), frozenset(said))
    require_plausible(new, today)
    return new, differences(current, new)
