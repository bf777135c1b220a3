"""The chain over the record: it never forks, and what was done to it shows (trust.md 3.1, I7; GB/T 22239 8.1.4.3)."""

import asyncio
import random
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any

import asyncpg
import pytest
from sqlalchemy import text

from backend.db import seal
from backend.db.session import Database
from backend.domain.access import EVERYTHING, Scope
from tests.conftest import Cluster
from tests.town import id_of

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
INSERT = text(
    "insert into audit_event (at, actor_name, event, object_kind, code, facts, request_id, address) "
    "select now(), '何静', 'something_happened', 'test', 1, jsonb_build_object('n', n), '', '' "
    "from generate_series(1, :n) as n"
)


async def tell(database: Database, n: int = 1) -> None:
    async with database.transaction(EVERYTHING) as session:
        await session.execute(INSERT, {"n": n})


async def seal_once(database: Database) -> int:
    async with database.transaction(EVERYTHING) as session:
        return await seal.seal(session, NOW)


async def verify(database: Database, **asked: Any) -> seal.Verdict:
    async with database.transaction(EVERYTHING) as session:
        return await seal.verify(session, **asked)


@pytest.fixture
async def superuser(cluster: Cluster, database: Database) -> AsyncIterator[asyncpg.Connection]:
    """Whoever owns the machine: no policy, no trigger, no grant stops them."""
    connection = await asyncpg.connect(cluster.server.url("superuser", database.engine.url.database or ""))
    await connection.execute("set session_replication_role = replica")
    yield connection
    await connection.close()


async def sealed_history(database: Database) -> None:
    """Five seals over a dozen events."""
    for n in (1, 3, 2, 5, 1):
        await tell(database, n)
        assert await seal_once(database) >= n


async def test_a_chain_that_holds(database: Database) -> None:
    """Every event is in one seal; nothing to seal makes no seal."""
    await sealed_history(database)
    assert await seal_once(database) == 0
    verdict = await verify(database)
    assert (verdict.first_break, verdict.seals, verdict.events, verdict.more) == (None, 5, 12, False)
    part = await verify(database, first=2, last=3)
    assert (part.first_break, part.seals, part.events, part.more) == (None, 2, 5, False)
    some = await verify(database, most_events=4)
    assert (some.first_break, some.last_number, some.more) == (None, 2, True)


async def test_the_spelling_does_not_depend_on_the_connection(cluster: Cluster, database: Database) -> None:
    """Another time zone or date style reads the same chain."""
    await sealed_history(database)
    name = database.engine.url.database
    async with database.engine.connect() as connection:
        del connection
    superuser = await asyncpg.connect(cluster.server.url("superuser", name or ""))
    await superuser.execute(f"alter database \"{name}\" set timezone = 'Asia/Shanghai'")
    await superuser.execute(f"alter database \"{name}\" set datestyle = 'German'")
    await superuser.close()
    other = cluster.database(name or "")
    try:
        assert (await verify(other)).first_break is None
    finally:
        await other.close()


TAMPERED = {
    "a fact": ("update audit_event set facts = '{\"n\": 7}' where id = 5", seal.CHANGED),
    "the actor": ("update audit_event set actor_name = '别人' where id = 5", seal.CHANGED),
    "the time, by a microsecond": (
        "update audit_event set at = at + interval '1 microsecond' where id = 5",
        seal.CHANGED,
    ),
    "the place": ("update audit_event set code = code + 1 where id = 5", seal.CHANGED),
    "the address": ("update audit_event set address = '10.0.0.1' where id = 5", seal.CHANGED),
    "removed": ("delete from audit_event where id = 5", seal.MISSING),
    "added": (
        "insert into audit_event (transaction, at, actor_name, event, object_kind, code, facts, request_id, address) "
        "select transaction, at, '何静', 'x', 'test', 1, '{}', '', '' from audit_event where id = 5",
        seal.ADDED,
    ),
    "exchanged with its neighbour": (
        "update audit_event set facts = case id when 5 then '{\"n\": 2}'::jsonb else '{\"n\": 1}'::jsonb end where id in (5, 6)",
        seal.CHANGED,
    ),
    "moved to a later seal": (
        "update audit_event set transaction = (select max(transaction) from audit_event) where id = 5",
        seal.MISSING,
    ),
    "the seal's hash": ("update audit_seal set hash = sha256('x') where number = 3", seal.CHANGED),
    "the seal's range": ("update audit_seal set to_transaction = to_transaction + 1 where number = 3", seal.CHANGED),
    "the seal's count": ("update audit_seal set events = 1 where number = 3", seal.ADDED),
    "a seal removed": ("delete from audit_seal where number = 3", seal.SEAL_MISSING),
    "the first seal removed": ("delete from audit_seal where number = 1", seal.SEAL_MISSING),
    "seals numbered anew": ("update audit_seal set previous_hash = hash where number = 3", seal.SEAL_CHANGED),
}


@pytest.mark.parametrize("what", TAMPERED)
async def test_what_an_owner_does_to_it_shows(database: Database, superuser: asyncpg.Connection, what: str) -> None:
    """I7: each change is found, and named."""
    await sealed_history(database)
    statement, reason = TAMPERED[what]
    assert (await superuser.execute(statement)).split()[-1] in ("1", "2")
    verdict = await verify(database)
    assert verdict.first_break is not None
    assert verdict.first_break.reason == reason


async def test_only_a_head_kept_outside_shows_a_chain_cut_off_or_rewritten(
    database: Database, superuser: asyncpg.Connection
) -> None:
    """The limit of a chain that lies beside its events, and what is done about it."""
    await sealed_history(database)
    async with database.transaction(EVERYTHING) as session:
        head = await seal.find_head(session)
    assert head is not None
    kept = (head.number, head.hash)
    assert (await verify(database, head=kept)).first_break is None
    await superuser.execute(
        "delete from audit_event where transaction > (select to_transaction from audit_seal where number = 4)"
    )
    await superuser.execute("delete from audit_seal where number = 5")
    assert (await verify(database)).first_break is None
    cut = (await verify(database, head=kept)).first_break
    assert cut is not None
    assert cut.reason == seal.HEAD_DIFFERS
    await tell(database, 1)
    assert await seal_once(database) == 1
    assert (await verify(database)).first_break is None
    rewritten = (await verify(database, head=kept)).first_break
    assert rewritten is not None
    assert rewritten.reason == seal.HEAD_DIFFERS


async def test_writers_at_once_never_fork_the_chain(database: Database) -> None:
    """Eight writers with transactions of every length, three sealers: one chain, every event in it once."""
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    print(f"seed {seed}")
    running = True

    async def write(writer: int) -> None:
        for _ in range(12):
            async with database.transaction(EVERYTHING) as session:
                await session.execute(INSERT, {"n": chance.randint(1, 3)})
                await asyncio.sleep(chance.random() * 0.02)
                await session.execute(INSERT, {"n": 1})
                if chance.random() < 0.2:
                    await session.rollback()

    async def keep_sealing() -> None:
        while running:
            await seal_once(database)
            await asyncio.sleep(0.002)

    sealers = [asyncio.create_task(keep_sealing()) for _ in range(2)]
    await asyncio.gather(*(write(n) for n in range(8)))
    running = False
    await asyncio.gather(*sealers)
    await seal_once(database)
    async with database.transaction(EVERYTHING) as session:
        written = (await session.execute(text("select count(*) from audit_event"))).scalar_one()
        previous = list((await session.execute(text("select previous_hash from audit_seal"))).scalars())
    assert len(previous) == len(set(previous)) > 3
    verdict = await verify(database)
    assert (verdict.first_break, verdict.events) == (None, written)


async def test_a_long_transaction_holds_its_place_open(database: Database) -> None:
    """What began to write earlier and commits later is sealed later, never missed."""
    async with database.transaction(EVERYTHING) as slow:
        await slow.execute(INSERT, {"n": 1})
        await tell(database, 2)
        await seal_once(database)
        assert (await verify(database)).events == 0
    assert await seal_once(database) == 3
    assert (await verify(database)).first_break is None


async def test_the_app_cannot_change_the_record(database: Database) -> None:
    """等保 8.1.4.3: no UPDATE, DELETE or TRUNCATE, in any scope; and nobody writes in another's name."""
    await sealed_history(database)
    for table in ("audit_event", "audit_seal"):
        for statement in (f"delete from {table}", f"truncate {table}"):
            with pytest.raises(Exception, match="permission denied"):
                async with database.transaction(EVERYTHING) as session:
                    await session.execute(text(statement))
    for statement in ("update audit_event set event = 'x'", "update audit_seal set events = 1"):
        with pytest.raises(Exception, match="permission denied"):
            async with database.transaction(EVERYTHING) as session:
                await session.execute(text(statement))
    city = Scope(low=1, high=2**62, user_id=id_of("user:city_chair"))
    with pytest.raises(Exception, match="row-level security"):
        async with database.transaction(city) as session:
            await session.execute(INSERT, {"n": 1})


async def test_the_owner_role_is_stopped_too(cluster: Cluster, database: Database) -> None:
    """A migration gone wrong does not touch it: triggers refuse even where rights and policies allow."""
    await sealed_history(database)
    owner = await asyncpg.connect(cluster.server.url("owner", database.engine.url.database or ""))
    try:
        for statement in ("delete from audit_event", "truncate audit_event", "update audit_seal set events = 0"):
            with pytest.raises(asyncpg.RaiseError, match="keeps what happened"):
                await owner.execute(statement)
    finally:
        await owner.close()


async def test_the_chain_goes_on_after_a_restore(database: Database, superuser: asyncpg.Connection) -> None:
    """In another cluster transactions are numbered anew, below those of the record; the numbers of events go on above."""
    await sealed_history(database)
    # As a restore leaves it: the record speaks of transactions far ahead of the cluster's own.
    await superuser.execute("update audit_event set transaction = transaction + 1000000")
    await superuser.execute("delete from audit_seal")
    await seal_once(database)
    assert await seal_once(database) == 12
    async with database.transaction(EVERYTHING) as session:
        assert await seal.continue_chain(session) == 0
    await tell(database, 4)
    assert await seal_once(database) == 4
    verdict = await verify(database)
    assert (verdict.first_break, verdict.events) == (None, 16)


async def test_speed_of_verification(database: Database) -> None:
    """A figure for the trust page: events per second on this machine, at least 50,000."""
    await tell(database, 60_000)
    began = time.perf_counter()
    assert await seal_once(database) == 60_000
    sealed = time.perf_counter()
    verdict = await verify(database)
    checked = time.perf_counter()
    print(f"sealed {60_000 / (sealed - began):,.0f} events/s, verified {60_000 / (checked - sealed):,.0f} events/s")
    assert verdict.events == 60_000
    assert checked - sealed < 1.2
