"""Savings to test with: a society of 青溪纺织, members who save with it, and what its people do."""

from typing import Any

import httpx

from tests.conftest import Api
from tests.people import join, once, seen
from tests.town import id_of

MONTHLY = 5_000


async def society(client: httpx.AsyncClient, name: str = "织造互助储金会", **more: Any) -> dict[str, Any]:
    """A society with nothing in it."""
    said = {
        "organization_id": str(id_of("textile")),
        "name": name,
        "keeper_name": "方秀云",
        "checker_name": "李梅",
        "monthly_fen": MONTHLY,
        "most_loan_fen": 300_000,
        "lent_percent": 100,
    } | more
    answer = await client.post("/mutual-aid/societies", json=said, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def take_in(client: httpx.AsyncClient, of: dict[str, Any], members: list[dict[str, Any]]) -> httpx.Response:
    """Members join."""
    body = {"society_id": of["id"], "member_ids": [each["id"] for each in members]}
    return await client.post("/mutual-aid/savers", json=body, headers=once())


async def with_savers(api: Api, count: int = 2, **more: Any) -> tuple[httpx.AsyncClient, dict[str, Any], list[str]]:
    """The chair of 青溪纺织, a society of theirs, and the ids of savers."""
    chair = await api.as_("union_chair")
    of = await society(chair, **more)
    members = [await join(chair, f"王小军{chr(0x7532 + number)}") for number in range(count)]
    answer = await take_in(chair, of, members)
    assert answer.status_code == 200, answer.text
    return chair, of, [item["saver_id"] for item in answer.json()["items"]]


async def book(client: httpx.AsyncClient, of: dict[str, Any], kind: str, fen: int, **more: Any) -> httpx.Response:
    """Money that comes or goes."""
    body = {"society_id": of["id"], "kind": kind, "amount_fen": fen} | more
    return await client.post("/mutual-aid/savings-entries", json=body, headers=once())


async def saved_up(
    api: Api, fen: int = 300_000, **more: Any
) -> tuple[httpx.AsyncClient, httpx.AsyncClient, dict[str, Any], list[str]]:
    """A keeper, a checker, a society with money in it, and two who save."""
    keeper, of, savers = await with_savers(api, 2, **more)
    assert (await book(keeper, of, "save", fen, saver_id=savers[0])).status_code == 201
    return keeper, await api.as_("township_officer"), of, savers


async def collect(client: httpx.AsyncClient, of: dict[str, Any], month: str, **more: Any) -> httpx.Response:
    """A month of all, or of those named."""
    body = {"month": month} | (more or {"all": True})
    return await client.post(f"/mutual-aid/societies/{of['id']}/collections", json=body, headers=once())


async def read(client: httpx.AsyncClient, what: str, id: str) -> dict[str, Any]:
    """One thing as it stands."""
    answer = await client.get(f"/mutual-aid/{what}/{id}")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, what: str, thing: dict[str, Any], **said: Any) -> httpx.Response:
    """A step of a thing."""
    return await client.post(f"/mutual-aid/{what}/{thing['id']}/steps", json=said, headers=once() | seen(thing))


async def ask(client: httpx.AsyncClient, saver: str, fen: int = 100_000, months: int = 3) -> httpx.Response:
    """A loan that is asked for."""
    said = {"saver_id": saver, "amount_fen": fen, "months": months, "purpose": "孩子学费", "hardship": "配偶住院"}
    return await client.post("/mutual-aid/loans", json=said, headers=once())


async def approved(
    keeper: httpx.AsyncClient, checker: httpx.AsyncClient, saver: str, fen: int = 100_000
) -> dict[str, Any]:
    """A loan that waits to be paid out."""
    asked = await ask(keeper, saver, fen)
    assert asked.status_code == 201, asked.text
    done = await step(checker, "loans", asked.json(), step="approve")
    assert done.status_code == 200, done.text
    return done.json()  # type: ignore[no-any-return]


async def lent(keeper: httpx.AsyncClient, checker: httpx.AsyncClient, saver: str, fen: int = 100_000) -> dict[str, Any]:
    """A loan that was paid out by the bank."""
    loan = await approved(keeper, checker, saver, fen)
    done = await step(keeper, "loans", loan, step="pay", way="bank", bank_reference="20261126001")
    assert done.status_code == 200, done.text
    return done.json()  # type: ignore[no-any-return]
