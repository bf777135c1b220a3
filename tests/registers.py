"""Workbooks for the registers beside the roster: any table, walked along the road of the page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import httpx
import pytest
import xlsxwriter

from backend.settings import settings
from backend.worker import Worker
from tests import intake, outtake

Verdicts = list[tuple[str, list[str]]]


def table(titles: Sequence[str], *rows: Sequence[Any]) -> bytes:
    """A workbook of these titles and rows; the first row is in line 2."""
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, {"strings_to_numbers": False, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("名册")
        for line, cells in enumerate([titles, *rows]):
            for column, value in enumerate(cells):
                if value not in (None, ""):
                    sheet.write(line, column, value)
    return memory.getvalue()


async def checked(client: httpx.AsyncClient, worker: Worker, content: bytes, **more: Any) -> dict[str, Any]:
    """The import, checked."""
    return await intake.checked(client, worker, content, **more)


async def committed(client: httpx.AsyncClient, worker: Worker, content: bytes, **more: Any) -> dict[str, Any]:
    """The import, its good rows written."""
    return await intake.committed(client, worker, await checked(client, worker, content, **more))


async def undone(client: httpx.AsyncClient, worker: Worker, imported: dict[str, Any]) -> dict[str, Any]:
    """The import, taken back."""
    now = (await client.get(f"/imports/{imported['id']}")).json()
    answer = await client.post(f"/imports/{imported['id']}/undo", headers={"If-Match": f'"v{now["version"]}"'})
    assert answer.status_code == 202, answer.text
    await intake.work_off(worker)
    return await intake.import_of(client, answer.json())


async def verdicts(client: httpx.AsyncClient, imported: dict[str, Any]) -> Verdicts:
    """State and codes of every row, in the order of the file."""
    rows = await intake.rows_of(client, imported)
    return [(row["state"], [problem["code"] for problem in row["problems"]]) for row in rows]


def counted(imported: dict[str, Any]) -> dict[str, int]:
    """The verdicts that some row has."""
    return {state: rows for state, rows in imported["counts"].items() if rows}


async def changes_of(client: httpx.AsyncClient, imported: dict[str, Any], line: int) -> dict[str, tuple[Any, Any]]:
    """What a row changes, by field."""
    row = next(row for row in await intake.rows_of(client, imported) if row["line"] == line)
    return {change["field"]: (change["before"], change["after"]) for change in row["changes"]}


async def mend(client: httpx.AsyncClient, imported: dict[str, Any], line: int, **cells: str) -> dict[str, Any]:
    """Put other text into a row; the row as it is judged then."""
    row = next(row for row in await intake.rows_of(client, imported) if row["line"] == line)
    answer = await client.patch(
        f"/imports/{imported['id']}/rows/{row['id']}",
        json={"cells": cells},
        headers={"If-Match": f'"v{row["version"]}"'},
    )
    assert answer.status_code == 200, answer.text
    mended: dict[str, Any] = answer.json()
    return mended


async def exported(client: httpx.AsyncClient, worker: Worker, noun: str, **more: Any) -> bytes:
    """The list as the export writes it."""
    return (await outtake.taken(client, await outtake.made(client, worker, noun, **more))).content


@contextmanager
def own_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files of a test lie in a folder of its own."""
    monkeypatch.setenv("UNIONHOME_DATA", str(folder))
    settings.cache_clear()
    yield folder
    settings.cache_clear()
