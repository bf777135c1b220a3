"""Walks a workbook along the road that the page takes: upload, check, commit."""

from typing import Any
from uuid import uuid4

import httpx

from backend.worker import Worker
from tests.town import id_of


async def upload(
    client: httpx.AsyncClient, content: bytes, *, name: str = "名册.xlsx", purpose: str = "workbook"
) -> httpx.Response:
    return await client.post("/files", files={"file": (name, content)}, data={"purpose": purpose})


async def ask_check(
    client: httpx.AsyncClient,
    content: bytes,
    *,
    kind: str = "members",
    union: str = "textile",
    name: str = "名册.xlsx",
    **more: Any,
) -> dict[str, Any]:
    """Upload and ask for the check; the job."""
    uploaded = await upload(client, content, name=name)
    assert uploaded.status_code == 201, uploaded.text
    asked = {"kind": kind, "file_id": uploaded.json()["id"], "organization_id": str(id_of(union)), **more}
    answer = await client.post("/imports", json=asked, headers={"Idempotency-Key": str(uuid4())})
    assert answer.status_code == 202, answer.text
    assert answer.headers["location"] == f"/api/v1/jobs/{answer.json()['id']}"
    job: dict[str, Any] = answer.json()
    return job


async def checked(client: httpx.AsyncClient, worker: Worker, content: bytes, **other: Any) -> dict[str, Any]:
    """The roster, checked."""
    job = await ask_check(client, content, **other)
    await work_off(worker)
    done = (await client.get(f"/jobs/{job['id']}")).json()
    assert done["state"] == "succeeded", done
    return await import_of(client, job)


async def committed(client: httpx.AsyncClient, worker: Worker, roster: dict[str, Any]) -> dict[str, Any]:
    """The roster, its good rows in the register."""
    job = await ask_commit(client, roster)
    await work_off(worker)
    done = (await client.get(f"/jobs/{job['id']}")).json()
    assert done["state"] == "succeeded", done
    return await import_of(client, job)


async def ask_commit(client: httpx.AsyncClient, roster: dict[str, Any]) -> dict[str, Any]:
    answer = await client.post(f"/imports/{roster['id']}/commit", headers={"If-Match": f'"v{roster["version"]}"'})
    assert answer.status_code == 202, answer.text
    job: dict[str, Any] = answer.json()
    return job


async def import_of(client: httpx.AsyncClient, job: dict[str, Any]) -> dict[str, Any]:
    roster: dict[str, Any] = (await client.get(f"/imports/{job['request']['import_id']}")).json()
    return roster


async def work_off(worker: Worker) -> None:
    """Do every job that waits."""
    while await worker.step():
        pass


async def rows_of(client: httpx.AsyncClient, roster: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        wanted = {"limit": 500, **query} | ({"cursor": cursor} if cursor else {})
        page = await client.get(f"/imports/{roster['id']}/rows", params=wanted)
        assert page.status_code == 200, page.text
        rows += page.json()["items"]
        cursor = page.json()["next_cursor"]
        if cursor is None:
            return rows
