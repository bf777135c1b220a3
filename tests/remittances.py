"""Remittances to test with: what is asked of unions below, and what comes."""

from datetime import date
from typing import Any

import httpx

from tests.people import once
from tests.town import id_of, today


def due() -> date:
    """The last day of this year."""
    return date(today().year, 12, 31)


async def board(client: httpx.AsyncClient) -> dict[str, Any]:
    """The year of the caller's own union."""
    return (await client.get("/remittances/figures")).json()  # type: ignore[no-any-return]


async def ask(client: httpx.AsyncClient, *, due_on: date | None = None, **amounts: int) -> httpx.Response:
    """Ask of these unions so many fen for this year, from what stands on the sheet now."""
    seen = {cell["organization_id"]: cell["version"] for cell in (await board(client))["cells"]}
    items = [
        {"organization_id": str(id_of(key)), "amount_fen": fen, "version": seen.get(str(id_of(key)), 0)}
        for key, fen in amounts.items()
    ]
    sheet = {"year": today().year, "due_on": (due_on or due()).isoformat(), "items": items}
    return await client.post("/remittances/sheets", json=sheet, headers=once())


async def duty_of(client: httpx.AsyncClient, union: str) -> dict[str, Any]:
    """The duty of a union, as the list has it."""
    found = (await client.get("/remittances", params={"organization_id": str(id_of(union))})).json()["items"]
    assert len(found) == 1
    return found[0]  # type: ignore[no-any-return]
