"""The sealed field of an employer: how its contact is reached."""

from typing import Any
from uuid import UUID

from backend.db.crypto import Vault

TABLE, COLUMN = "employer", "contact_phone"


def seal_phone(vault: Vault, id: UUID, phone: str | None) -> bytes | None:
    """As the column holds it; None where there is none."""
    return vault.seal(phone, TABLE, COLUMN, id) if phone else None


def open_phone(vault: Vault, row: Any) -> str | None:
    """The phone of a row in plain; None where there is none."""
    return None if row.contact_phone is None else vault.open(row.contact_phone, TABLE, COLUMN, row.id)
