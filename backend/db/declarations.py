"""A worker's declaration as it is kept: one document, sealed whole; and the notes about it."""

from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from backend.db.crypto import Vault
from backend.domain.aid.declaration import Declaration

APPLICATION, STEP = "aid_application", "aid_application_step"

_DOCUMENT: TypeAdapter[Declaration] = TypeAdapter(Declaration)


def seal_declaration(vault: Vault, id: UUID, declaration: Declaration) -> bytes:
    """The column of an application."""
    return vault.seal(_DOCUMENT.dump_json(declaration).decode(), APPLICATION, "declaration", id)


def open_declaration(vault: Vault, row: Any) -> Declaration:
    """What an application holds."""
    return _DOCUMENT.validate_json(vault.open(row.declaration, APPLICATION, "declaration", row.id))


def seal_note(vault: Vault, id: UUID, note: str) -> bytes | None:
    """What was asked, answered or given as a reason, for the step with this id."""
    return vault.seal(note, STEP, "note", id) if note else None


def open_note(vault: Vault, id: UUID, sealed: bytes | None) -> str:
    """The note of a step; '' where there is none."""
    return "" if sealed is None else vault.open(sealed, STEP, "note", id)
