"""A roster of a hundred thousand rows with 1,500 planted errors, taken in as an officer does it: check, commit, undo.

The product is asked over HTTP and works in a worker of its own; times are those of its jobs. The floor is the same file
read with nothing done to it, and the same members, and all that was written of them, copied into the same indexed tables.
"""

import asyncio
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psycopg
from python_calamine import CalamineWorkbook

from backend.api import tokens
from tests import planted
from tests.bench.cases import Caller
from tests.bench.load import Loaded
from tests.bench.served import Served, watch, worker

ERRORS = 1_500
CHECK_SECONDS = 20.0
COMMIT_SECONDS = 10.0
MOST_MB = 512.0
LOOK = 0.1
"""Seconds between two looks at a job."""
FOR_ROWS = 100_000
"""The bars are for so many rows."""


@dataclass(slots=True, kw_only=True)
class Intake:
    """One import: seconds of each part, those of the floor, the highest memory of any of its processes in MB."""

    rows: int
    seconds: dict[str, float] = field(default_factory=dict)
    floor: dict[str, float] = field(default_factory=dict)
    memory: dict[str, float] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def bars(self) -> dict[str, bool]:
        """The bars and whether they are kept; smaller rosters are held to their share of the time."""
        share = max(self.rows / FOR_ROWS, 0.05)
        return {
            f"checked ≤ {CHECK_SECONDS * share:.0f} s": self.seconds["check"] <= CHECK_SECONDS * share,
            f"committed ≤ {COMMIT_SECONDS * share:.0f} s": self.seconds["commit"] <= COMMIT_SECONDS * share,
            f"memory ≤ {MOST_MB:.0f} MB": max(self.memory.values()) <= MOST_MB,
            "every error found, no clean row refused": not self.wrong,
        }

    def as_row(self) -> dict[str, Any]:
        """For the file."""
        return {
            "rows": self.rows,
            "seconds": {name: round(value, 2) for name, value in self.seconds.items()},
            "floor": {name: round(value, 2) for name, value in self.floor.items()},
            "rows_a_second": {name: round(self.rows / value) for name, value in self.seconds.items() if value},
            "of_floor": {
                f"{part} / {name}": round(self.floor[name] / self.seconds[part], 4)
                for part, name in (("check", "read"), ("commit", "copy"), ("commit", "copy_all"))
                if self.seconds.get(part) and name in self.floor
            },
            "memory_mb": {name: round(value) for name, value in self.memory.items()},
            "wrong": self.wrong,
            "verdicts": self.bars,
        }


async def take_in(product: Served, loaded: Loaded, caller: Caller, directory: Path, *, rows: int) -> Intake:
    """Take a roster in for the union of this caller, and take it back."""
    found = Intake(rows=rows)
    content, expected = planted.roster(rows, errors=min(ERRORS, rows // 5), branches=("",))
    file = directory / "roster.xlsx"
    file.write_bytes(content)
    with worker(loaded, directory) as process:
        await asyncio.to_thread(_wait_for_the_night, loaded.server.url("superuser"))
        watching = asyncio.create_task(watch(process.pid, found.memory))
        try:
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{product.port}/api/v1", timeout=120) as client:
                await _walk(Desk(client, loaded, caller), content, expected, found)
        finally:
            watching.cancel()
    found.floor["read"] = _read(file)
    file.unlink()
    return found


@dataclass(slots=True)
class Desk:
    """An officer who takes rosters in for the own union, over HTTP."""

    client: httpx.AsyncClient
    loaded: Loaded
    caller: Caller

    def signed(self, **more: str) -> dict[str, str]:
        """Headers of a request now."""
        token = tokens.issue(
            self.loaded.ring,
            use=tokens.Use.ACCESS,
            user_id=self.caller.user_id,
            session_id=self.caller.session_id,
            now=datetime.now(UTC),
        )
        return {"Authorization": f"Bearer {token}", **more}

    async def upload(self, content: bytes) -> str:
        """The id of the file."""
        sent = {"file": ("roster.xlsx", content)}
        kept = await self.client.post("/files", files=sent, data={"purpose": "workbook"}, headers=self.signed())
        return str(kept.raise_for_status().json()["id"])

    async def check(self, file_id: str) -> tuple[dict[str, Any], float]:
        """The import whose rows are checked, and the seconds of its job."""
        asked = {
            "kind": "members",
            "file_id": file_id,
            "organization_id": str(self.caller.scope.organization_id),
        }
        key = {"Idempotency-Key": f"bench-{self.caller.user_id}-{time.time_ns()}"}
        return await self._done(await self.client.post("/imports", json=asked, headers=self.signed(**key)))

    async def take(self, imported: dict[str, Any], step: str) -> tuple[dict[str, Any], float]:
        """The import after `commit` or `undo`, and the seconds of that job."""
        version = self.signed(**{"If-Match": f'"v{imported["version"]}"'})
        return await self._done(await self.client.post(f"/imports/{imported['id']}/{step}", headers=version))

    async def _done(self, answer: httpx.Response) -> tuple[dict[str, Any], float]:
        """The times of a job are told in whole seconds, so it is watched: from when it runs to when it has ended."""
        assert answer.is_success, answer.text
        job = answer.json()
        began = time.perf_counter()
        while job["state"] in ("queued", "running"):
            if job["state"] == "queued":
                began = time.perf_counter()
            await asyncio.sleep(LOOK)
            job = (await self.client.get(f"/jobs/{job['id']}", headers=self.signed())).raise_for_status().json()
        seconds = time.perf_counter() - began
        assert job["state"] == "succeeded", job
        found = await self.client.get(f"/imports/{job['request']['import_id']}", headers=self.signed())
        return found.json(), seconds


async def _walk(desk: Desk, content: bytes, expected: dict[int, tuple[str, str]], found: Intake) -> None:
    began = time.perf_counter()
    file_id = await desk.upload(content)
    found.seconds["upload"] = time.perf_counter() - began
    imported, found.seconds["check"] = await desk.check(file_id)
    told: set[tuple[int, str, str]] = set()
    cursor: str | None = None
    while True:
        query = {"limit": "500", "state": "wrong,duplicate,elsewhere"} | ({"cursor": cursor} if cursor else {})
        path = f"/imports/{imported['id']}/rows"
        page = (await desk.client.get(path, params=query, headers=desk.signed())).json()
        told |= {(row["line"], one["column"], one["code"]) for row in page["items"] for one in row["problems"]}
        cursor = page["next_cursor"]
        if cursor is None:
            break
    planted_ = {(line, column, code) for line, (column, code) in expected.items()}
    found.wrong = [f"missed {one}" for one in sorted(planted_ - told)[:20]]
    found.wrong += [f"refused {one}" for one in sorted(told - planted_)[:20]]
    imported, found.seconds["commit"] = await desk.take(imported, "commit")
    found.floor |= _copy(desk.loaded.server.url("superuser"), imported["id"])
    imported, found.seconds["undo"] = await desk.take(imported, "undo")
    if imported["counts"]["imported"]:
        found.wrong.append(f"{imported['counts']['imported']} rows were not undone")


def _wait_for_the_night(url: str) -> None:
    """Until the worker has recounted the city, as it does once a night: it is not what an import is measured by."""
    with psycopg.connect(url, autocommit=True) as connection:
        while not connection.execute("select exists (select from statistic_recount)").fetchone()[0]:  # type: ignore[index]
            time.sleep(LOOK)


def _copy(url: str, import_id: str) -> dict[str, float]:
    """Seconds to copy what an import wrote once more, as others, into the tables in which it is; taken back at once.

    `copy`: the members alone. `copy_all`: also their memberships and life lines, which a member is not without.
    """
    with psycopg.connect(url) as connection:
        connection.execute(
            "create temp table copied as select m.*, m.id as was from member m join import_row r on r.record_id = m.id "
            "where r.import_id = %s",
            (import_id,),
        )
        connection.execute(
            "update copied set id = gen_random_uuid(), number = null, id_number_index = sha256(id_number_index)"
        )
        for table in BESIDE_A_MEMBER:
            connection.execute(
                f"create temp table copied_{table} as select t.*, c.id as now from {table} t join copied c on c.was = t.member_id"
            )
            connection.execute(f"update copied_{table} set id = gen_random_uuid(), member_id = now")
        seconds = _copied(connection, "member", "copied")
        beside = sum(_copied(connection, table, f"copied_{table}") for table in BESIDE_A_MEMBER)
        connection.rollback()
    return {"copy": seconds, "copy_all": seconds + beside}


def _copied(connection: "psycopg.Connection[Any]", table: str, source: str) -> float:
    names = [row[0] for row in connection.execute(written(table)).fetchall()]
    listed = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor, cursor.copy(f"copy (select {listed} from {source}) to stdout") as out:
        data = b"".join(bytes(piece) for piece in out)
    began = time.perf_counter()
    with connection.cursor() as cursor, cursor.copy(f"copy {table} ({listed}) from stdin") as into:
        into.write(data)
    return time.perf_counter() - began


BESIDE_A_MEMBER = ("membership", "member_event")


def written(table: str) -> str:
    """The query for the columns of a table that are written."""
    return (
        "select column_name from information_schema.columns "
        f"where table_name = '{table}' and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position"
    )


def _read(file: Path) -> float:
    """Seconds to read every cell of the file, and nothing else."""
    began = time.perf_counter()
    with CalamineWorkbook.from_path(file) as book:
        for row in book.get_sheet_by_index(0).iter_rows():
            len(row)
    return time.perf_counter() - began
