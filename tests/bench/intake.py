"""A roster of a hundred thousand rows with 1,500 planted errors, taken in as an officer does it: check, commit, undo.

The product is asked over HTTP and works in a worker of its own; times are those of its jobs. The floor is the same file
read with nothing done to it, and the same members copied into the same indexed table.
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
        watching = asyncio.create_task(watch(process.pid, found.memory))
        try:
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{product.port}/api/v1", timeout=120) as client:
                await _walk(client, loaded, caller, content, expected, found)
        finally:
            watching.cancel()
    found.floor["read"] = _read(file)
    file.unlink()
    return found


async def _walk(
    client: httpx.AsyncClient,
    loaded: Loaded,
    caller: Caller,
    content: bytes,
    expected: dict[int, tuple[str, str]],
    found: Intake,
) -> None:
    def signed(**more: str) -> dict[str, str]:
        token = tokens.issue(
            loaded.ring,
            use=tokens.Use.ACCESS,
            user_id=caller.user_id,
            session_id=caller.session_id,
            now=datetime.now(UTC),
        )
        return {"Authorization": f"Bearer {token}", **more}

    async def done(answer: httpx.Response, name: str) -> dict[str, Any]:
        job = answer.raise_for_status().json()
        while job["state"] in ("queued", "running"):
            await asyncio.sleep(0.2)
            job = (await client.get(f"/jobs/{job['id']}", headers=signed())).raise_for_status().json()
        assert job["state"] == "succeeded", job
        started, ended = (datetime.fromisoformat(job[moment]) for moment in ("started_at", "ended_at"))
        found.seconds[name] = max(found.seconds.get(name, 0.0), (ended - started).total_seconds())
        answer = await client.get(f"/imports/{job['request']['import_id']}", headers=signed())
        return answer.json()  # type: ignore[no-any-return]

    def version(imported: dict[str, Any]) -> dict[str, str]:
        return signed(**{"If-Match": f'"v{imported["version"]}"'})

    began = time.perf_counter()
    kept = await client.post(
        "/files", files={"file": ("roster.xlsx", content)}, data={"purpose": "workbook"}, headers=signed()
    )
    found.seconds["upload"] = time.perf_counter() - began
    asked = {
        "kind": "members",
        "file_id": kept.raise_for_status().json()["id"],
        "organization_id": str(caller.scope.organization_id),
    }
    key = {"Idempotency-Key": f"bench-{time.time_ns()}"}
    imported = await done(await client.post("/imports", json=asked, headers=signed(**key)), "check")
    told: set[tuple[int, str, str]] = set()
    cursor: str | None = None
    while True:
        query = {"limit": "500", "state": "wrong,duplicate,elsewhere"} | ({"cursor": cursor} if cursor else {})
        page = (await client.get(f"/imports/{imported['id']}/rows", params=query, headers=signed())).json()
        told |= {(row["line"], one["column"], one["code"]) for row in page["items"] for one in row["problems"]}
        cursor = page["next_cursor"]
        if cursor is None:
            break
    planted_ = {(line, column, code) for line, (column, code) in expected.items()}
    found.wrong = [f"missed {one}" for one in sorted(planted_ - told)[:20]]
    found.wrong += [f"refused {one}" for one in sorted(told - planted_)[:20]]
    imported = await done(await client.post(f"/imports/{imported['id']}/commit", headers=version(imported)), "commit")
    found.floor["copy"] = _copy(loaded.server.url("superuser"), imported["id"])
    imported = await done(await client.post(f"/imports/{imported['id']}/undo", headers=version(imported)), "undo")
    if imported["counts"]["imported"]:
        found.wrong.append(f"{imported['counts']['imported']} rows were not undone")


def _copy(url: str, import_id: str) -> float:
    """Seconds to copy the members of an import into the table in which they are, as others; taken back at once."""
    with psycopg.connect(url) as connection:
        connection.execute(
            "create temp table copied as select m.* from member m join import_row r on r.record_id = m.id "
            "where r.import_id = %s",
            (import_id,),
        )
        connection.execute(
            "update copied set id = gen_random_uuid(), number = null, id_number_index = sha256(id_number_index)"
        )
        names = [row[0] for row in connection.execute(_WRITTEN).fetchall()]
        listed = ", ".join(f'"{name}"' for name in names)
        with connection.cursor() as cursor, cursor.copy(f"copy (select {listed} from copied) to stdout") as out:
            data = b"".join(bytes(piece) for piece in out)
        began = time.perf_counter()
        with connection.cursor() as cursor, cursor.copy(f"copy member ({listed}) from stdin") as into:
            into.write(data)
        seconds = time.perf_counter() - began
        connection.rollback()
    return seconds


_WRITTEN = """
select column_name from information_schema.columns
where table_name = 'member' and table_schema = 'public' and is_generated = 'NEVER' order by ordinal_position
"""


def _read(file: Path) -> float:
    """Seconds to read every cell of the file, and nothing else."""
    began = time.perf_counter()
    with CalamineWorkbook.from_path(file) as book:
        for row in book.get_sheet_by_index(0).iter_rows():
            len(row)
    return time.perf_counter() - began
