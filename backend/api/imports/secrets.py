"""What a staged row says that nobody may read in the database: sealed together, bound to its row."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from backend.db.crypto import Vault

TABLE, COLUMN = "import_row", "secrets"


def _place(import_id: UUID, round: int, line: int) -> UUID:
    """One value for each row, as the vault binds to ids."""
    return UUID(int=import_id.int ^ (round << 32 | line))


def part(said: Mapping[str, Any], secret: frozenset[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The plain and the secret part of a row's cells or values."""
    return (
        {name: value for name, value in said.items() if name not in secret},
        {name: value for name, value in said.items() if name in secret},
    )


def seal(
    vault: Vault, import_id: UUID, round: int, line: int, *, cells: Mapping[str, Any], values: Mapping[str, Any]
) -> bytes:
    """The secret cells as they stand in the file, and the values read from them."""
    text = orjson.dumps({"cells": cells, "values": values}).decode()
    return vault.seal(text, TABLE, COLUMN, _place(import_id, round, line))


def unseal(vault: Vault, import_id: UUID, round: int, line: int, sealed: bytes | None) -> dict[str, dict[str, Any]]:
    """What `seal` was given."""
    if sealed is None:
        return {"cells": {}, "values": {}}
    opened: dict[str, dict[str, Any]] = orjson.loads(vault.open(sealed, TABLE, COLUMN, _place(import_id, round, line)))
    return opened
