"""A long list becomes a file: how long it takes, how much memory it holds, beside COPY of the same rows.

The worker runs in a process of its own, which has the file written in another: both are counted. The floor is what
PostgreSQL needs to hand the rows over as text, masks, labels and workbook left out.
"""

import asyncio
import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import orjson
import psycopg

from backend.api import tokens
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.queries.member_list import ITEM_COLUMNS
from backend.db.server import asyncpg_url
from backend.db.session import Database
from backend.worker import Worker
from tests.bench import client
from tests.bench.cases import Caller

ROOT = Path(__file__).resolve().parents[2]
COLUMNS = (
    *("name", "sex", "age", "id_number", "phone", "organization", "kind", "joined_on", "completeness", "status"),
)
"""Those that stand on screen."""
_OLDEST = "select born_on from member where code between %s and %s order by born_on offset %s limit 1"
_COPY = f"""copy (select {", ".join(f"m.{name}" for name in ITEM_COLUMNS)}, m.id_number, m.phone, o.name
from member m join organization o on o.id = m.organization_id
where m.code between {{low}} and {{high}} and m.born_on <= '{{born}}' order by m.code, m.id) to stdout"""


@dataclass(slots=True, kw_only=True)
class Made:
    """One export."""

    format: str
    rows: int
    seconds: float
    floor_seconds: float
    megabytes: float
    """Of the two processes together, at their highest."""
    size: int


async def export_rows(
    port: int, ring: KeyRing, keys: Path, data: Path, caller: Caller, url: str, app_url: str, *, rows: int
) -> Sequence[Made]:
    """About `rows` members of the caller's scope, the oldest, as both formats."""
    with psycopg.connect(url) as connection:
        found = connection.execute(_OLDEST, (caller.scope.low, caller.scope.high, rows - 1)).fetchone()
    born: date = found[0] if found else date(2100, 1, 1)
    floor = _copy(url, caller, born)
    made = []
    for format in ("xlsx", "csv"):
        await _ask(port, ring, caller, format, born)
        made.append(Made(format=format, floor_seconds=floor, **await _make(app_url, keys, data)))
    return made


def _copy(url: str, caller: Caller, born: date) -> float:
    statement = _COPY.format(low=caller.scope.low, high=caller.scope.high, born=born)
    with psycopg.connect(url) as connection:
        began = time.perf_counter()
        with connection.cursor().copy(statement) as copied:
            for _ in copied:
                pass
        return time.perf_counter() - began


async def _ask(port: int, ring: KeyRing, caller: Caller, format: str, born: date) -> None:
    token = tokens.issue(
        ring, use=tokens.Use.ACCESS, user_id=caller.user_id, session_id=caller.session_id, now=datetime.now(UTC)
    )
    query = {"born_on[lte]": born.isoformat()}
    body = orjson.dumps({"noun": "members", "format": format, "columns": COLUMNS, "query": query})
    raw = client.request("/api/v1/exports", token=token, method="POST", body=body, Idempotency_Key=str(uuid4()))
    status, answer, _whole = await client.ask_json(port, raw)
    assert status == 202, answer


async def _make(app_url: str, keys: Path, data: Path) -> dict[str, Any]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.export",
        app_url,
        str(keys),
        cwd=ROOT,
        env={"UNIONHOME_DATA": str(data), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"},
        stdout=asyncio.subprocess.PIPE,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0
    return dict(json.loads(said.splitlines()[-1]))


async def work(app_url: str, keys: Path) -> dict[str, Any]:
    """Do the one job that waits, and measure it."""
    database = Database(asyncpg_url(app_url))
    vault = await open_vault(database, KeyRing.open(keys), now=datetime.now(UTC))
    watching = asyncio.create_task(_watch_children())
    began = time.perf_counter()
    assert await Worker(database, vault).step()
    seconds = time.perf_counter() - began
    watching.cancel()
    await database.close()
    with psycopg.connect(app_url) as connection:
        connection.execute(
            "select set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true)"
        )
        row = connection.execute(
            "select rows, size from export where rows is not null order by id desc limit 1"
        ).fetchone()
    assert row is not None
    megabytes = _highest("self") + max(_seen, default=0.0)
    return {"seconds": round(seconds, 2), "rows": row[0], "size": row[1], "megabytes": round(megabytes, 1)}


_seen: list[float] = []


async def _watch_children() -> None:
    """The memory of the writing process while it lives. What the system keeps of it afterwards counts the moment before
    it became another program, when it was still a copy of this one."""
    while True:
        _seen.extend(_highest_of_children())
        await asyncio.sleep(0.1)


def _highest_of_children() -> Iterator[float]:
    for status in Path("/proc").glob("[0-9]*/status"):
        # A process may end between two looks.
        with contextlib.suppress(OSError, StopIteration):
            if f"\nPPid:\t{os.getpid()}\n" in status.read_text():
                yield _highest(status.parent.name)


def _highest(pid: str) -> float:
    """The most resident memory that a process has had, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM:")).split()[1]) / 1024


if __name__ == "__main__":
    print(json.dumps(asyncio.run(work(sys.argv[1], Path(sys.argv[2])))))
