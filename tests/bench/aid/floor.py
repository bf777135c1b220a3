"""The floor of the way: what the database needs to write the same rows, asked by bare asyncpg and nothing else.

Rows of real cases are written into tables of the same columns, indexes and checks, so nothing that was measured is
touched: a case, a step and an event at a time in a transaction each, by eight connections; and two hundred at a time.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import asyncpg

from tests.bench.aid.ground import Ground
from tests.bench.load import Loaded

CONNECTIONS = 8
BATCH = 200
MOST = 2_000

_TABLES = ("aid_case", "aid_case_step", "audit_event")
_COPY = """
create table if not exists floor_{name} (like {name} including all);
truncate floor_{name}; grant all on floor_{name} to public;
"""
_BEGIN = "insert into floor_aid_case select * from aid_case where id = any($1)"
_STEP = """
with moved as (
  update floor_aid_case set status = 'notice', version = version + 1, reached_at = now(), updated_at = now()
  where id = any($1) returning id, organization_id, code
), stepped as (
  insert into floor_aid_case_step (id, case_id, organization_id, code, place, step, from_status, to_status, reason,
    amount_fen, by_id, by_name, by_office, at)
  select uuidv7(), id, organization_id, code, $2, 'pass', 'unit_review', 'notice', '', 0, id, '', '', now() from moved
)
insert into floor_audit_event ({columns}) select {columns}
from (select distinct on (object_id) * from audit_event where object_id = any($1) order by object_id) e
"""
_COLUMNS = """
select string_agg(attname, ', ') from pg_attribute
where attrelid = 'audit_event'::regclass and attnum > 0 and not attisdropped and attidentity = '' and attgenerated = ''
"""


@dataclass(frozen=True, slots=True)
class Floors:
    """Cases per second of each kind of writing."""

    begun: float
    stepped: float
    batched: float

    def of(self, step: str) -> tuple[str, float] | None:
        """What a step stands beside, where there is something."""
        if step == "begin":
            return "a case, alone", self.begun
        if step == "submit":
            return "a step and an event, alone", self.stepped
        if step.endswith(("review", "confirm", "concluded", "reserved")):
            return f"steps and events, {BATCH} at a time", self.batched
        return None


async def measure_floors(loaded: Loaded, ground: Ground, ids: Sequence[str]) -> Floors:
    """Each kind on the same cases."""
    cases = [UUID(id) for id in ids[:MOST]]
    pool = await asyncpg.create_pool(loaded.server.url("superuser"), min_size=CONNECTIONS, max_size=CONNECTIONS)
    try:
        async with pool.acquire() as connection:
            for name in _TABLES:
                await connection.execute(_COPY.format(name=name))
            step = _STEP.format(columns=await connection.fetchval(_COLUMNS))
        begun = await _rate(pool, [[id] for id in cases], _BEGIN)
        stepped = await _rate(pool, [[id] for id in cases], step, 1)
        batches = [cases[begin : begin + BATCH] for begin in range(0, len(cases), BATCH)]
        batched = await _rate(pool, batches, step, 2)
    finally:
        await pool.close()
    return Floors(begun, stepped, batched)


async def _rate(pool: Any, parts: Sequence[Sequence[UUID]], sql: str, *more: Any) -> float:
    waiting = iter(parts)
    began = time.perf_counter()

    async def one() -> None:
        async with pool.acquire() as connection:
            for part in waiting:
                async with connection.transaction():
                    await connection.execute(sql, list(part), *more)

    await asyncio.gather(*(one() for _ in range(CONNECTIONS)))
    return sum(map(len, parts)) / (time.perf_counter() - began)
