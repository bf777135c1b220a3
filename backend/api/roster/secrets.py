"""What a staged row says that nobody may read in the database: sealed together, bound to its row."""

from typing import Any
from uuid import UUID

import orjson

from backend.db.crypto import Vault
from backend.domain.member.roster import SECRET

TABLE, COLUMN = "roster_row", "secrets"


def _place(roster_id: UUID, line: int) -> UUID:
    """One value for each row, as the vault binds to ids."""
    return UUID(int=roster_id.int ^ line)


def part(said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The plain and the secret part of a row's cells or values."""
    return (
        {name: value for name, value in said.items() if name not in SECRET},
        {name: value for name, value in said.items() if name in SECRET},
    )


def seal(vault: Vault, roster_id: UUID, line: int, *, cells: dict[str, Any], values: dict[str, Any]) -> bytes:
    """The secret cells as they stand in the file, and the values read from them."""
    text = orjson.dumps({"cells": cells, "values": values}).decode()
    return vault.seal(text, TABLE, COLUMN, _place(roster_id, line))


def unseal(vault: Vault, roster_id: UUID, line: int, sealed: bytes | None) -> dict[str, dict[str, Any]]:
    """What `seal` was given."""
    if sealed is None:
        return {"cells": {}, "values": {}}
    opened: dict[str, dict[str, Any]] = orjson.loads(vault.open(sealed, TABLE, COLUMN, _place(roster_id, line)))
    return opened
