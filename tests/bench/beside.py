"""What writing and reading cost each other: statistics read beside eight imports, members written with counters and without.

Issue 3 section 6. Both are ratios within one run, each side in turns with the other, so the machine falls on both alike.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from contextlib import AsyncExitStack, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg
import httpx

from tests import planted
from tests.bench import client
from tests.bench.cases import Caller
from tests.bench.intake import Desk, written
from tests.bench.load import Loaded
from tests.bench.served import Served, settle, worker

WRITERS = 8
WORKERS = 4
"""Each does two jobs at once."""
BESIDE = 2.0
COUNTED = 1.3
APART = 200_000
"""Between the first people of two rosters; `workbooks.id_number` has six million in all."""
UNIONS = 100
"""That one statement writes members of."""


@dataclass(slots=True, kw_only=True)
class Beside:
    """Reading alone and beside the imports, by reader and height; writing without counters and with them, rows a second.

    The readers are the product and the floor, which asks the same of the database and does nothing else.
    """

    rows: int = 0
    alone: dict[tuple[str, str], client.Figures] = field(default_factory=dict)
    beside: dict[tuple[str, str], client.Figures] = field(default_factory=dict)
    written: dict[str, float] = field(default_factory=dict)

    @property
    def bars(self) -> dict[str, bool]:
        """The bars and whether they are kept."""
        kept = {
            f"{height} beside {WRITERS} imports ≤ {BESIDE} × p99": self._times(reader, height, 0.99) <= BESIDE
            for reader, height in self.beside
            if reader == "product"
        }
        if self.written:
            kept[f"written without counters ≤ {COUNTED} × with them"] = self.counting <= COUNTED
        return kept

    @property
    def counting(self) -> float:
        """How much longer the same rows take with counters."""
        return self.written["without"] / self.written["with"]

    def _times(self, reader: str, height: str, share: float) -> float:
        return self.beside[reader, height].percentile(share) / self.alone[reader, height].percentile(share)

    def as_row(self) -> dict[str, Any]:
        """For the file."""
        return {
            "rows": self.rows,
            "reading": {
                height if reader == "product" else f"{height}, {reader}": {
                    f"{name}_p{int(share * 100)}": round(figures[reader, height].percentile(share), 2)
                    for share in (0.5, 0.99)
                    for name, figures in (("alone", self.alone), ("beside", self.beside))
                }
                | {f"times_p{int(share * 100)}": round(self._times(reader, height, share), 2) for share in (0.5, 0.99)}
                for reader, height in self.beside
            },
            "writing": {name: round(rate) for name, rate in self.written.items()}
            | ({"times": round(self.counting, 3)} if self.written else {}),
            "verdicts": self.bars,
        }


async def read_beside(
    product: Served,
    loaded: Loaded,
    directory: Path,
    callers: Sequence[Caller],
    readers: Mapping[str, tuple[int, Mapping[str, Sequence[Sequence[bytes]]]]],
    found: Beside,
    *,
    rows: int,
    seconds: float,
) -> None:
    """Ask the statistics of each height alone, and while the unions of eight callers take so many rows in together.

    `readers`: the port of each and what it is asked, by height. They read in turns.
    """
    found.rows = rows
    address = f"http://127.0.0.1:{product.port}/api/v1"
    async with AsyncExitStack() as stack:
        desks = [
            Desk(await stack.enter_async_context(httpx.AsyncClient(base_url=address, timeout=300)), loaded, caller)
            for caller in callers[:WRITERS]
        ]
        with ExitStack() as workers:
            for _ in range(WORKERS):
                workers.enter_context(worker(loaded, directory))
            ready = await asyncio.gather(
                *(_checked(desk, number, rows // WRITERS) for number, desk in enumerate(desks))
            )
            turns = [(reader, height) for height in readers["product"][1] for reader in readers]
            for reader, height in turns:
                port, asked = readers[reader]
                found.alone[reader, height] = await client.load(port, asked[height], seconds=seconds)
                await settle()
            writing = asyncio.gather(
                *(desk.take(imported, "commit") for desk, imported in zip(desks, ready, strict=True))
            )
            await asyncio.sleep(1.0)
            for reader, height in turns:
                if writing.done():
                    break
                port, asked = readers[reader]
                found.beside[reader, height] = await client.load(port, asked[height], seconds=seconds)
            committed = [imported for imported, _seconds in await writing]
            await asyncio.gather(*(desk.take(one, "undo") for desk, one in zip(desks, committed, strict=True)))


async def _checked(desk: Desk, number: int, rows: int) -> dict[str, Any]:
    """A roster of its own people, checked."""
    content, _errors = planted.roster(rows, errors=1, branches=("",), first=(number + 1) * APART)
    imported, _seconds = await desk.check(await desk.upload(content))
    return imported


async def write_counted(url: str, found: Beside, *, seconds: float, rounds: int) -> None:
    """Write members of a hundred unions in each statement from eight connections, in turns without and with counters.

    Every statement is taken back, so the city stays as it was and no commit dilutes what the counters cost.
    """
    owner = await asyncpg.connect(url)
    connections = [await asyncpg.connect(url) for _ in range(WRITERS)]
    try:
        names = ", ".join(f'"{row["column_name"]}"' for row in await owner.fetch(written("member")))
        triggers = [row["tgname"] for row in await owner.fetch(_TRIGGERS)]
        assert triggers, "nothing counts"
        for number, connection in enumerate(connections):
            await connection.execute(_COPIED.format(unions=UNIONS), str(number))
            await connection.execute(
                "update copied set id = gen_random_uuid(), number = null, "
                "id_number_index = sha256(id_number_index || convert_to($1, 'UTF8'))",
                str(number),
            )
        wrote = {"without": 0, "with": 0}
        for _ in range(rounds):
            for name, verb in (("without", "disable"), ("with", "enable")):
                for trigger in triggers:
                    await owner.execute(f'alter table member {verb} trigger "{trigger}"')
                end = time.perf_counter() + seconds
                statement = f"insert into member ({names}) select {names} from copied"
                done = await asyncio.gather(*(_write(connection, statement, end) for connection in connections))
                wrote[name] += sum(done)
        found.written = {name: rows / (seconds * rounds) for name, rows in wrote.items()}
    finally:
        for trigger in triggers:
            await owner.execute(f'alter table member enable trigger "{trigger}"')
        for connection in (owner, *connections):
            await connection.close()


async def _write(connection: asyncpg.Connection, statement: str, end: float) -> int:
    rows = 0
    while time.perf_counter() < end:
        turn = connection.transaction()
        await turn.start()
        told = await connection.execute(statement)
        await turn.rollback()
        rows += int(told.rsplit(" ", 1)[1])
    return rows


_TRIGGERS = r"""
select tgname from pg_trigger
where tgrelid = 'member'::regclass and (tgname like 'member\_counted%' or tgname like 'member\_tallied%')
"""
_COPIED = """
create temp table copied as select distinct on (m.organization_id) m.* from member m
join (select organization_id from organization_stat where members between 20 and 400
  order by md5(organization_id::text || $1) limit {unions}) s using (organization_id)
"""
