"""Walks an export along the road that the page takes: ask, make, download, read."""

import csv
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import httpx
import openpyxl

from backend.worker import Worker
from tests.intake import work_off


async def ask(client: httpx.AsyncClient, noun: str = "members", **more: Any) -> httpx.Response:
    """Ask for a list as a file."""
    return await client.post("/exports", json={"noun": noun, **more}, headers={"Idempotency-Key": str(uuid4())})


async def made(client: httpx.AsyncClient, worker: Worker, noun: str = "members", **more: Any) -> dict[str, Any]:
    """The export, its file made."""
    asked = await ask(client, noun, **more)
    assert asked.status_code == 202, asked.text
    await work_off(worker)
    job = (await client.get(f"/jobs/{asked.json()['id']}")).json()
    assert job["state"] == "succeeded", job
    export: dict[str, Any] = (await client.get(f"/exports/{job['request']['export_id']}")).json()
    assert job["result"] == {name: export[name] for name in ("rows", "name", "size")} | {"export_id": export["id"]}
    return export


async def taken(client: httpx.AsyncClient, export: dict[str, Any]) -> httpx.Response:
    """The answer with the file."""
    answer = await client.get(f"/exports/{export['id']}/content")
    assert answer.status_code == 200, answer.text
    assert len(answer.content) == export["size"]
    return answer


async def book(client: httpx.AsyncClient, worker: Worker, noun: str = "members", **more: Any) -> Any:
    """The workbook of a list."""
    return openpyxl.load_workbook(BytesIO((await taken(client, await made(client, worker, noun, **more))).content))


async def rows(client: httpx.AsyncClient, worker: Worker, noun: str = "members", **more: Any) -> list[list[Any]]:
    """The first sheet of a list's workbook, its head first."""
    sheet = (await book(client, worker, noun, **more)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.rows]


async def lines(client: httpx.AsyncClient, worker: Worker, noun: str = "members", **more: Any) -> list[list[str]]:
    """The lines of a list's CSV file, its head first."""
    answer = await taken(client, await made(client, worker, noun, format="csv", **more))
    return list(csv.reader(StringIO(answer.content.decode("utf-8"), newline="")))


def name_of(answer: httpx.Response) -> str:
    """The name under which a browser saves an answer."""
    return unquote(answer.headers["content-disposition"].partition("filename*=UTF-8''")[2])
