"""Mutual protection to test with: a plan of 青溪县 with its fund, contributions that are in."""

from datetime import UTC, datetime
from typing import Any

import httpx

from backend.db.session import Database
from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.money import add_fund, as_finance
from tests.people import once, seen
from tests.town import id_of

TODAY = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
"""The day on which the stories are told: covers of the year end within two months."""
RATE = {"form": "rate", "rate_percent": 50, "cap_fen": 2_000_000}
SCALE = {"form": "scale", "items": [{"name": "原发性乳腺癌", "fen": 1_000_000}, {"name": "原位癌", "fen": 200_000}]}


async def fund_for(database: Database, union: str = "qingxi", *, fen: int = 0) -> str:
    """A fund for the money of plans."""
    async with database.transaction(EVERYTHING) as session:
        return str((await add_fund(session, union, fen=fen, name="互助保障资金", source="own")).id)


async def make_plan(api: Api, *, opened: bool = True, fen: int = 0, **more: Any) -> dict[str, Any]:
    """A plan of 青溪县, open for all its unions."""
    client = await api.as_("county_officer")
    said = {
        "organization_id": str(id_of("qingxi")),
        "fund_id": more.pop("fund_id", None) or await fund_for(api.database, fen=fen),
        "kind": "accident",
        "name": "职工意外伤害互助保障",
        "share_fen": 3600,
        "benefit": RATE,
    } | more
    made = await client.post("/mutual-aid/plans", json=said, headers=once())
    assert made.status_code == 201, made.text
    plan: dict[str, Any] = made.json()
    if opened:
        done = await client.post(f"/mutual-aid/plans/{plan['id']}/steps", json={"step": "open"}, headers=seen(plan))
        assert done.status_code == 200, done.text
        plan = done.json()
    return plan


def draft(plan: dict[str, Any], union: str = "textile", **more: Any) -> dict[str, Any]:
    """Members of a unit to be enrolled."""
    return {"plan_id": plan["id"], "organization_id": str(id_of(union)), "starts_on": "2026-12-01"} | more


async def enrol(client: httpx.AsyncClient, plan: dict[str, Any], union: str = "textile", **more: Any) -> httpx.Response:
    """Enrol members of a unit."""
    return await client.post("/mutual-aid/enrolments", json=draft(plan, union, **more), headers=once())


async def receive(client: httpx.AsyncClient, enrolment: dict[str, Any]) -> httpx.Response:
    """Enter that the contribution came in."""
    return await client.post(
        f"/mutual-aid/enrolments/{enrolment['id']}/receipts",
        json={"document_number": "回单0007"},
        headers=once() | seen(enrolment),
    )


async def confirm(api: Api, voucher_id: str) -> httpx.Response:
    """Have a voucher booked by the second finance officer."""
    second = await as_finance(api)
    voucher = (await second.get(f"/vouchers/{voucher_id}")).json()
    return await second.post(f"/vouchers/{voucher_id}/steps", json={"step": "confirm"}, headers=once() | seen(voucher))


async def contributed(api: Api, plan: dict[str, Any], union: str = "textile", **more: Any) -> dict[str, Any]:
    """An enrolment of a unit whose contribution is booked."""
    made = await enrol(await api.as_("county_officer"), plan, union, **more)
    assert made.status_code == 201, made.text
    received = await receive(await api.as_("county_finance"), made.json())
    assert received.status_code == 200, received.text
    assert (await confirm(api, received.json()["voucher_id"])).status_code == 200
    answer = await (await api.as_("county_officer")).get(f"/mutual-aid/enrolments/{made.json()['id']}")
    return answer.json()  # type: ignore[no-any-return]
