"""Requests for papers: a file of the town's member, a union that asks, a worker who answers."""

from typing import Any

import httpx

from tests.api.test_files import picture
from tests.applications import worker
from tests.conftest import Api
from tests.households import enter, person
from tests.people import id_number, once, seen


async def filed(api: Api) -> tuple[httpx.AsyncClient, httpx.AsyncClient, dict[str, Any]]:
    """The worker, the chair of the union, and the worker's household file: a draft, entitled, and typed in by hand."""
    number = id_number()
    client, chair = await worker(api, id_number=number), await api.as_("union_chair")
    own = person(name="王小军", id_number=number, income_fen=240_000, livelihood="at_work", married=True)
    return client, chair, await enter(chair, worker=own)


async def ask(client: httpx.AsyncClient, household: dict[str, Any], **asked: Any) -> httpx.Response:
    """The union asks the worker of a file; for proof of income unless said otherwise."""
    body = asked or {"papers": ["income"], "note": "请补近三个月的"}
    return await client.post(f"/households/{household['id']}/paper-requests", json=body, headers=once())


async def asked(client: httpx.AsyncClient, household: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A request that was made."""
    answer = await ask(client, household, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def of_file(client: httpx.AsyncClient, household: dict[str, Any]) -> dict[str, Any]:
    """The requests beside a file, as the union reads them."""
    answer = await client.get(f"/households/{household['id']}/paper-requests")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def mine(client: httpx.AsyncClient, request: dict[str, Any]) -> dict[str, Any]:
    """A request as the worker reads it."""
    answer = await client.get(f"/me/paper-requests/{request['id']}")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def add(client: httpx.AsyncClient, request: dict[str, Any], kind: str = "income") -> dict[str, Any]:
    """A picture, uploaded and put to the answer."""
    sent = {"file": ("证明.jpg", picture("JPEG"), "image/jpeg")}
    uploaded = await client.post("/files", files=sent, data={"purpose": "paper"})
    assert uploaded.status_code == 201, uploaded.text
    answer = await client.post(
        f"/me/paper-requests/{request['id']}/papers",
        json={"file_id": uploaded.json()["id"], "kind": kind},
        headers=seen(request),
    )
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def answer(client: httpx.AsyncClient, request: dict[str, Any], note: str = "") -> httpx.Response:
    """The worker sends what was added."""
    path = f"/me/paper-requests/{request['id']}/steps"
    return await client.post(path, json={"step": "answer", "note": note}, headers=seen(request))


async def answered(client: httpx.AsyncClient, request: dict[str, Any], kind: str = "income") -> dict[str, Any]:
    """A request that the worker has answered with one paper, as the worker reads it."""
    done = await answer(client, await add(client, await mine(client, request), kind))
    assert done.status_code == 200, done.text
    return done.json()  # type: ignore[no-any-return]


async def decide(client: httpx.AsyncClient, request: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """One step of the union's."""
    path = f"/paper-requests/{request['id']}/steps"
    return await client.post(path, json={"step": step, **more}, headers=seen(request))
