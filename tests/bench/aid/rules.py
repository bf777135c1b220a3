"""All files under a new line: the whole job by the product's own worker, and its parts beside it (issue 4 section 2, 9).

The job is asked for by HTTP; its time is what it says itself. Beside it stand the judging alone, on files that are in
memory, and the reading alone, the same statement by bare asyncpg with nothing done to what comes.
"""

import asyncio
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import psycopg
from sqlalchemy.dialects.postgresql.asyncpg import dialect

from backend.api import tokens
from backend.db.household_records import judged_from
from backend.db.queries import household as households
from backend.db.server import asyncpg_url
from backend.db.session import Database
from backend.domain.aid.policy import PolicyLine
from backend.domain.aid.trials import effect_on
from tests.bench import served
from tests.bench.aid.ground import POLICY, Ground, wake
from tests.bench.load import Loaded

LINE_FEN = 90_000
"""The line that is tried; 780 yuan hold."""
ROUNDS = 3
CHUNK = 1_000


async def try_line(loaded: Loaded, ground: Ground, product: served.Served, directory: Path) -> dict[str, Any]:
    """The best of some rounds: files per second of the job, of the judging, of the reading."""
    wake(loaded)
    memory: dict[str, float] = {}
    with served.worker(loaded, directory) as process:
        watching = asyncio.create_task(served.watch(process.pid, memory))
        try:
            jobs = [await _job(loaded, ground, product) for _ in range(ROUNDS)]
        finally:
            watching.cancel()
    seconds, result = min(jobs, key=lambda each: each[0])
    files = result["files"] + result["decided"]
    pure, floor = await _parts(loaded, ground)
    return {
        "files": files,
        "seconds": round(seconds, 3),
        "files_per_second": round(files / seconds),
        "pure_per_second": round(pure),
        "floor_per_second": round(floor),
        "memory_mb": round(max(memory.values(), default=0)),
        "outcomes": result["outcomes"],
    }


async def _job(loaded: Loaded, ground: Ground, product: served.Served) -> tuple[float, dict[str, Any]]:
    by = ground.city.officer
    token = tokens.issue(
        loaded.ring,
        use=tokens.Use.ACCESS,
        user_id=by.user_id,
        session_id=by.session_id,
        now=datetime.now(UTC),
    )
    signed = {"Authorization": f"Bearer {token}"}
    said = {
        "organization_id": str(ground.city.id),
        "effective_on": (ground.now + timedelta(days=60)).date().isoformat(),
        "line": {"line_fen": LINE_FEN},
    }
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{product.port}/api/v1", timeout=120) as client:
        once = {"Idempotency-Key": f"bench-rules-{time.time_ns()}"}
        answer = await client.post("/aid-policy-trials", json=said, headers=signed | once)
        job = answer.raise_for_status().json()
        while job["state"] in ("queued", "running"):
            await asyncio.sleep(0.1)
            job = (await client.get(f"/jobs/{job['id']}", headers=signed)).raise_for_status().json()
    assert job["state"] == "succeeded", job
    # The wire rounds moments to seconds.
    with psycopg.connect(loaded.server.url("superuser")) as connection:
        taken = "select extract(epoch from ended_at - started_at)::float8 from job where id = %s"
        [(seconds,)] = connection.execute(taken, (job["id"],)).fetchall()
    return seconds, job["result"]


async def _parts(loaded: Loaded, ground: Ground) -> tuple[float, float]:
    """Files per second of judging alone and of reading alone."""
    scope, under = ground.city.officer.scope, (ground.city.code, ground.city.code_hi)
    homes = []
    database = Database(asyncpg_url(loaded.server.url("app")))
    read: list[float] = []
    try:
        async with database.snapshot(scope) as session:
            after: UUID | None = None
            while True:
                rows = await households.list_for_rules(session, scope=scope, under=under, after=after, limit=CHUNK)
                homes += [judged_from(*row[3:]) for row in rows]
                if len(rows) < CHUNK:
                    break
                after = rows[-1].id
    finally:
        await database.close()
    tried = replace(POLICY, line=PolicyLine(line_fen=LINE_FEN))
    judged = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for home in homes:
            effect_on(home, POLICY, tried)
        judged.append(time.perf_counter() - began)
        read.append(await _read(loaded, ground))
    return len(homes) / min(judged), len(homes) / min(read)


async def _read(loaded: Loaded, ground: Ground) -> float:
    """Seconds to read all files, as the superuser and with nothing done to the rows."""
    scope, top = ground.city.officer.scope, ground.city
    connection = await asyncpg.connect(loaded.server.url("superuser"))
    began, after = time.perf_counter(), UUID(int=0)
    try:
        while True:
            statement = households.select_for_rules(
                scope=scope, under=(top.code, top.code_hi), after=after, limit=CHUNK
            )
            compiled = statement.compile(dialect=dialect())  # type: ignore[no-untyped-call]
            values = [compiled.params[name] for name in compiled.positiontup or ()]
            rows = await connection.fetch(str(compiled), *values)
            if len(rows) < CHUNK:
                return time.perf_counter() - began
            after = rows[-1]["id"]
    finally:
        await connection.close()
