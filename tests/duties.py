"""Duties as the tests make them: asked by the county, due tomorrow unless it is said otherwise (RPT-02)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from tests.people import once, seen
from tests.town import id_of


def moment(**ahead: float) -> datetime:
    """A whole minute so far from now."""
    return (datetime.now(UTC) + timedelta(**ahead)).replace(second=0, microsecond=0)


async def ask(client: httpx.AsyncClient, **more: Any) -> httpx.Response:
    """Make a duty."""
    usual = {
        "subject": "registers",
        "name": "四项实名登记",
        "ask": "报县总组宣部。",
        "due_at": moment(days=1).isoformat(),
    }
    return await client.post("/duties", json=usual | more, headers=once())


async def asked(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    """A duty that was made."""
    answer = await ask(client, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def report(client: httpx.AsyncClient, duty: dict[str, Any], **said: Any) -> httpx.Response:
    """Say that it is done."""
    return await client.post(f"/duties/{duty['id']}/reports", json={"note": "已报"} | said, headers=once())


async def send_back(
    client: httpx.AsyncClient, duty: dict[str, Any], union: str, reason: str = "缺盖章"
) -> httpx.Response:
    """Send the report of a union back, as the sheet shows it."""
    told = (await sheet(client, duty))[union]["report"]
    step = {"step": "return", "reason": reason}
    return await client.post(f"/duties/{duty['id']}/reports/{told['id']}/steps", json=step, headers=seen(told))


async def sheet(client: httpx.AsyncClient, duty: dict[str, Any], **query: Any) -> dict[str, dict[str, Any]]:
    """The sheet of a duty by the keys of the town."""
    answer = await client.get("/duty-unions", params={"duty_id": duty["id"]} | query)
    assert answer.status_code == 200, answer.text
    keys = {str(id_of(key)): key for key in ("chengguan", "baishi", "textile", "hospital", "hekou")}
    return {keys.get(row["organization_id"], row["organization_id"]): row for row in answer.json()["items"]}


async def owed(client: httpx.AsyncClient, **query: Any) -> dict[str, str]:
    """What a union owes, each with how far it is."""
    answer = await client.get("/duties", params={"owed": True} | query)
    assert answer.status_code == 200, answer.text
    return {row["name"]: row["own"]["state"] for row in answer.json()["items"]}


async def waiting(client: httpx.AsyncClient) -> list[tuple[str, str]]:
    """(kind, name) of the duties on somebody's workbench."""
    items = (await client.get("/me/todo")).json()["items"]
    return [(item["kind"], item["name"]) for item in items if item["kind"].startswith("duty_")]
