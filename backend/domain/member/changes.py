"""A change of a member's record: the new values are judged together with the old ones that stay (MBR-01, MBR-03)."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.identity import IdKind, Sex, normalise_id_number, read_id_number
from backend.domain.member.codes import (
    Education,
    EmploymentForm,
    HukouKind,
    Marriage,
    MemberKind,
    ModelWorker,
    Nation,
    NewEmployment,
    Politics,
    SkillLevel,
)
from backend.domain.member.rules import Address, Line, MemberDraft
from backend.domain.refusals import Conflict, Invalid, at

SECRET = frozenset({"id_number", "phone", "bank_card", "residence"})
"""Kept sealed; in the life line and in the audit they appear by name only."""

RECORD_FIELDS = tuple(each.name for each in fields(MemberDraft) if each.name != "organization_id")
"""What the record says of the person, in the order of the form."""

_NEVER_EMPTY = frozenset(
    {"name", "id_kind", "id_number", "kind", "migrant", "dispatched", "hardship", "model_worker", "organization_id"}
)


class FieldNeeded(Invalid):
    """A field that every record has was sent as null."""

    code = "field_needed"
    zh = "这一项不能清空。请填写新的内容，或不要修改它。"
    en = "This field cannot be emptied. Give a new value or leave it as it is."


class NeedsTransfer(Conflict):
    """Another union, not another branch of the same one."""

    code = "member_needs_transfer"
    zh = "换到另一家工会要办理会员组织关系接转，不能直接修改。请在“会籍接转”中办理。"
    en = "Moving to another union is a transfer and cannot be edited in. Start a transfer instead."


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberChange:
    """New values of a member's record; what is absent stays, null empties. `organization_id` names another branch or
    group of the same union. `card_issued_on` is the day on which the card was handed out."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    organization_id: UUID | None = None
    employer_id: UUID | None = None
    name: Annotated[str, MinLen(1), MaxLen(100)] | None = None
    id_kind: IdKind | None = None
    id_number: Annotated[str, MinLen(1), MaxLen(64)] | None = field(default=None, repr=False)
    kind: MemberKind | None = None
    sex: Sex | None = None
    born_on: date | None = None
    nation: Nation | None = None
    education: Education | None = None
    politics: Politics | None = None
    marriage: Marriage | None = None
    phone: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    native_place: Line | None = None
    hukou_kind: HukouKind | None = None
    hukou_place: Address | None = field(default=None, repr=False)
    residence: Address | None = field(default=None, repr=False)
    employment_form: EmploymentForm | None = None
    new_employment: NewEmployment | None = None
    post: Line | None = None
    title: Line | None = None
    skill_level: SkillLevel | None = None
    work_started_on: date | None = None
    joined_on: date | None = None
    migrant: bool | None = None
    dispatched: bool | None = None
    hardship: bool | None = None
    model_worker: ModelWorker | None = None
    bank_card: Annotated[str, MaxLen(64)] | None = field(default=None, repr=False)
    notes: Annotated[str, MaxLen(2000)] | None = None
    card_issued_on: date | None = None


def merged(current: MemberDraft, change: MemberChange, given: Set[str]) -> MemberDraft:
    """The record as it would stand: the fields `given` from `change`, the others as they are, judged as a whole.

    What the old document number or the old kind alone implied goes with it. Raises `FieldNeeded` and whatever a new
    record raises, pointing at the field.
    """
    values = {each.name: getattr(current, each.name) for each in fields(MemberDraft)}
    for name in given & values.keys():
        value = getattr(change, name)
        if value is None and name in _NEVER_EMPTY:
            with at(f"/{name}"):
                raise FieldNeeded()
        values[name] = value
    if {"id_number", "id_kind"} & given:
        _forget_what_the_number_says(values, given)
    if "kind" in given and "migrant" not in given and current.kind is MemberKind.MIGRANT:
        values["migrant"] = False
    if {"kind", "employment_form"} & given and "dispatched" not in given:
        implied = current.kind is MemberKind.DISPATCHED or current.employment_form is EmploymentForm.DISPATCH
        values["dispatched"] = current.dispatched and not implied
    return MemberDraft(**values)


def _forget_what_the_number_says(values: dict[str, Any], given: Set[str]) -> None:
    with at("/id_number"):
        says = read_id_number(normalise_id_number(values["id_number"]), values["id_kind"])
    for name in ("sex", "born_on"):
        if name not in given and getattr(says, name) is not None:
            values[name] = None


def differences(old: MemberDraft, new: MemberDraft) -> dict[str, list[Any] | None]:
    """The fields that differ, each with its old and new value; a secret one by name only."""
    found: dict[str, list[Any] | None] = {}
    for name in RECORD_FIELDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            found[name] = None if name in SECRET else [_plain(before), _plain(after)]
    return found


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool) else str(value)


def as_facts(changes: Mapping[str, list[Any] | None]) -> dict[str, Any]:
    """Changes as an entry of the life line carries them."""
    return {
        "changes": {name: pair for name, pair in changes.items() if pair is not None},
        "hidden": sorted(name for name, pair in changes.items() if pair is None),
    }
