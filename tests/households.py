"""Household files to enter: a worker, a spouse, a child at school, with document numbers that hold."""

from datetime import date
from typing import Any

import httpx

from tests.people import id_number, once, seen
from tests.town import id_of


def person(relation: str = "self", name: str = "王小军", **more: Any) -> dict[str, Any]:
    """One person of a file; with a document number unless said otherwise."""
    return {"relation": relation, "name": name, "id_number": id_number()} | more


def file(union: str = "textile", **more: Any) -> dict[str, Any]:
    """A file as an officer enters it: three people with 1,000 yuan a head, whose child is at school."""
    born = date(2015, 9, 1)
    base: dict[str, Any] = {
        "organization_id": str(id_of(union)),
        "marriage": "married",
        "worker": person(income_fen=240_000, livelihood="at_work", married=True),
        "family": [
            person("spouse", "李芳", income_fen=60_000, married=True),
            person("child", "王乐乐", id_number=id_number(born=born), school_stage="primary"),
        ],
        "main_cause": "schooling",
    }
    return base | more


async def enter(client: httpx.AsyncClient, union: str = "textile", **more: Any) -> dict[str, Any]:
    """A draft."""
    answer = await client.post("/households", json=file(union, **more), headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def step(client: httpx.AsyncClient, household: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """One step of a file."""
    return await client.post(
        f"/households/{household['id']}/steps", json={"step": step, **more}, headers=seen(household)
    )


async def open_file(
    client: httpx.AsyncClient, second: httpx.AsyncClient, union: str = "textile", **more: Any
) -> dict[str, Any]:
    """A file on record: entered by one, put on record by another."""
    answer = await step(second, await enter(client, union, **more), "open")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def change(client: httpx.AsyncClient, household: dict[str, Any], **fields: Any) -> httpx.Response:
    """Some fields of a file changed."""
    return await client.patch(f"/households/{household['id']}", json=fields, headers=seen(household))
