"""A member's record as columns: sealed, indexed, spelled; and back.

The one place that knows which field becomes which column, for the API and for the roster alike.
"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from backend.db.crypto import Vault
from backend.db.pinyin import pinyin_of
from backend.domain.age import age_band
from backend.domain.identity import IdKind, Sex
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
from backend.domain.member.completeness import REAL_NAME_FIELDS, completeness
from backend.domain.member.rules import MemberDraft

TABLE = "member"
ID_NUMBER = "member.id_number"
PHONE = "member.phone"

TEXTS = ("native_place", "hukou_place", "post", "title", "notes")
"""Kept as '' when empty."""

_CODES: Mapping[str, Any] = {
    "id_kind": IdKind,
    "sex": Sex,
    "nation": Nation,
    "education": Education,
    "politics": Politics,
    "marriage": Marriage,
    "hukou_kind": HukouKind,
    "kind": MemberKind,
    "employment_form": EmploymentForm,
    "new_employment": NewEmployment,
    "skill_level": SkillLevel,
    "model_worker": ModelWorker,
}
_AS_THEY_ARE = ("employer_id", "born_on", "work_started_on", "joined_on", "migrant", "dispatched", "hardship")
SEALED = ("id_number", "phone", "bank_card", "residence")
ENTERED = ("name", *_CODES, *_AS_THEY_ARE, *TEXTS, *SEALED)
"""The columns that hold what was entered; the others follow from them."""


def columns_of(vault: Vault, id: UUID, draft: MemberDraft, *, today: date) -> dict[str, Any]:
    """The columns of a person's record; place and state of the membership are not among them."""
    assert draft.born_on is not None
    pinyin, initials = pinyin_of(draft.name)
    columns: dict[str, Any] = {
        "name": draft.name,
        "pinyin": pinyin[:120],
        "initials": initials[:40],
        "age_band": int(age_band(draft.born_on, today)),
        "id_number_index": id_number_index(vault, draft.id_number),
        "id_tail_index": vault.tail_index(ID_NUMBER, draft.id_number[-4:]),
        "phone_index": phone_index(vault, draft.phone) if draft.phone else None,
        "phone_tail_index": vault.tail_index(PHONE, phone_tail(draft.phone)) if draft.phone else None,
    }
    for name in SEALED:
        plain = getattr(draft, name)
        columns[name] = vault.seal(plain, TABLE, name, id) if plain else None
    for name in TEXTS:
        columns[name] = getattr(draft, name) or ""
    for name in _CODES:
        value = getattr(draft, name)
        columns[name] = None if value is None else str(value)
    for name in _AS_THEY_ARE:
        columns[name] = getattr(draft, name)
    columns["completeness"] = completeness(columns)
    return columns


def draft_of(vault: Vault, row: Any) -> MemberDraft:
    """The record that a row holds, opened."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _AS_THEY_ARE}
    values |= {name: getattr(row, name) or None for name in TEXTS}
    values |= {name: open_field(vault, row.id, name, getattr(row, name)) for name in SEALED}
    for name, code in _CODES.items():
        value = getattr(row, name)
        values[name] = None if value is None else code(value)
    return MemberDraft(name=row.name, organization_id=row.organization_id, **values)


def as_plain(draft: MemberDraft) -> dict[str, Any]:
    """A record as JSON can carry it. It holds what is sealed: seal it whole before it is kept."""
    values = {each.name: getattr(draft, each.name) for each in fields(MemberDraft)}
    return {name: value if value is None or isinstance(value, bool) else str(value) for name, value in values.items()}


def from_plain(values: Mapping[str, Any]) -> MemberDraft:
    """What `as_plain` was given."""
    typed = dict(values)
    for name in ("employer_id", "organization_id"):
        typed[name] = UUID(typed[name]) if typed[name] else None
    for name in ("born_on", "work_started_on", "joined_on"):
        typed[name] = date.fromisoformat(typed[name]) if typed[name] else None
    for name, code in _CODES.items():
        typed[name] = code(typed[name]) if typed[name] else None
    return MemberDraft(**typed)


def filled(row: Any) -> dict[str, Any]:
    """What the completeness of a row is judged by. Not every column: the generated ones are unread after a change."""
    return {name: getattr(row, name) for name in (*REAL_NAME_FIELDS, "new_employment")}


def open_field(vault: Vault, id: UUID, name: str, sealed: bytes | None) -> str | None:
    """One sealed field in plain text; None when it is empty."""
    return None if sealed is None else vault.open(sealed, TABLE, name, id)


def id_number_index(vault: Vault, number: str) -> bytes:
    """By which a normalised document number is found."""
    return vault.blind_index(ID_NUMBER, number)


def phone_index(vault: Vault, phone: str) -> bytes:
    """By which a normalised phone number is found."""
    return vault.blind_index(PHONE, phone)


def phone_tail(phone: str) -> str:
    """The last four digits that people know a phone by: those of the number, not of its extension."""
    return "".join(c for c in phone.partition("转")[0] if c.isdigit())[-4:]
