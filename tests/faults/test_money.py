"""Money and faults: nothing lost, nothing twice, no drift (trust.md F-03, F-08, F-09, NC; section 0 row 10).

After every fault the invariants I1…I5 are asked of the whole database (`backend/db/reconcile.py`).
"""

import asyncio
import itertools
import signal
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import asyncpg
import httpx
import pytest
import uvicorn
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from backend.api.payment import sheet
from backend.db.cluster import temporary
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.migrate import upgrade
from backend.db.queries import aid_case, ledger, payment
from backend.db.reconcile import check_money
from backend.db.server import asyncpg_url
from backend.db.session import Database
from backend.domain.access import EVERYTHING
from backend.main import make_app
from backend.settings import ROOT, settings
from backend.worker import Worker
from tests import town
from tests.api.test_payments import again, answer, answer_of, good, sent, step
from tests.api.test_reveal import confirmation
from tests.conftest import Api, Cluster
from tests.contract import Contract
from tests.faults.money_process import POINTS
from tests.faults.test_acts_of_money import (
    ACTS,
    Asked,
    api_processes,
    prepare_cases,
    prepare_visits,
    prepare_vouchers,
    require_absent,
    require_once,
    sign_in,
    url_of,
)
from tests.faults.test_acts_of_money import state_of as rows_of
from tests.money import as_finance, proofs, require_sound, reserved
from tests.people import once

Prepare = Callable[[Api], Awaitable[dict[str, Asked]]]
LINES = 500
PAIRS = 1500
BUSY, TRIES = 503, 20
AT_ONCE = 8
LEASE = 1.0


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


@asynccontextmanager
async def served(api: Api) -> AsyncIterator[str]:
    """The application on a socket: its address."""
    config = uvicorn.Config(api.app, host="127.0.0.1", port=0, log_level="error", lifespan="off", access_log=False)
    server = uvicorn.Server(config)
    serving = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110 -- it tells nobody that it has started
        await asyncio.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/api/v1"
    finally:
        server.should_exit = True
        await serving


async def pay_pairs(api: Api, cases: Iterable[UUID]) -> Counter[tuple[int, int]]:
    """Two officers pay each case at once, over sockets, several cases side by side: how the pairs were answered."""
    people = [await api.as_("county_finance"), await as_finance(api)]
    # Each lane has its own pictures: an upload is held while it is made a proof.
    papers = [[await proofs(person) for _ in range(AT_ONCE)] for person in people]
    answers: Counter[tuple[int, int]] = Counter()
    waiting = iter(cases)
    async with served(api) as address:
        headers = [dict(person.headers) for person in people]
        clients = [httpx.AsyncClient(base_url=address, headers=each, timeout=60) for each in headers]

        async def one(officer: int, lane: int, case: UUID) -> int:
            said, key = {"case_id": str(case), "way": "cash", **papers[officer][lane]}, once()
            for _ in range(TRIES):
                answer = await clients[officer].post("/payments", json=said, headers=key)
                if answer.status_code != BUSY:
                    break
                # As every client of ours: told that no turn came free, it asks again under the same key.
                await asyncio.sleep(float(answer.headers["retry-after"]))
            return answer.status_code

        async def work(lane: int) -> None:
            for case in waiting:
                first, second = await asyncio.gather(one(0, lane, case), one(1, lane, case))
                answers[min(first, second), max(first, second)] += 1

        await asyncio.gather(*(work(lane) for lane in range(AT_ONCE)))
        for client in clients:
            await client.aclose()
    return answers


async def paid_twice(database: Database) -> int:
    async with database.transaction(EVERYTHING) as session:
        found = await session.scalar(
            text(
                "select count(*) from (select case_id from payment where state = 'paid' "
                "group by case_id having count(*) > 1) twice"
            )
        )
        return int(found or 0)


async def test_two_officers_pay_the_same_case(api: Api) -> None:
    """F-09: 1,500 pairs by real HTTP: of each pair one is 201, one 409; nothing twice, no drift."""
    fund, cases = await reserved(api, PAIRS, cards=False)
    begun = time.perf_counter()
    answers = await pay_pairs(api, [case.id for case in cases])
    seconds = time.perf_counter() - begun
    print(f"{PAIRS} pairs in {seconds:.1f} s: {dict(answers)}; paid twice: {await paid_twice(api.database)}")
    assert answers == {(201, 409): PAIRS}
    assert await paid_twice(api.database) == 0
    await require_sound(api.database)
    client = await api.as_("county_finance")
    money = (await client.get(f"/funds/{fund.id}")).json()
    assert (money["spent_fen"], money["reserved_fen"], money["available_fen"]) == (
        PAIRS * 100_000,
        0,
        PAIRS * 100_000,
    )


async def run_as_owner(cluster: Cluster, database: Database, *statements: str) -> None:
    owner = await asyncpg.connect(cluster.server.url("owner", str(database.engine.url.database)))
    try:
        for statement in statements:
            await owner.execute(statement)
    finally:
        await owner.close()


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The walls of the code gone: no case is held, the way to paid asks nothing, the ledger takes any order.

    Both officers have looked before either goes on.
    """
    get_case, count_rounds = aid_case.get_case, payment.count_rounds
    looked: dict[UUID, asyncio.Event] = {}

    async def unheld(session: Any, id: UUID, *, lock: bool = False) -> Any:
        return await get_case(session, id)

    async def both_looked(session: Any, case_id: UUID) -> Any:
        found = await count_rounds(session, case_id)
        if case_id in looked:
            looked[case_id].set()
        else:
            looked[case_id] = asyncio.Event()
            with suppress(TimeoutError):
                await asyncio.wait_for(looked[case_id].wait(), 5)
        return found

    async def hold_cases(session: Any, ids: Iterable[UUID]) -> Any:
        return {id: await get_case(session, id) for id in ids}

    async def take_all(session: Any, ids: Iterable[UUID], *, by: Any, at: Any) -> frozenset[UUID]:
        await session.execute(
            text("update aid_case set status = 'paid', payer_id = :by where id = any(:ids)"),
            {"by": by[0], "ids": list(ids)},
        )
        return frozenset(ids)

    monkeypatch.setattr(aid_case, "get_case", unheld)
    monkeypatch.setattr(payment, "count_rounds", both_looked)
    monkeypatch.setattr(ledger, "require_following", lambda last, kind: None)
    monkeypatch.setattr(payment, "hold_cases", hold_cases)
    monkeypatch.setattr(payment, "take_approved", take_all)


PAYMENTS = ("drop index payment_live_key", "drop index payment_round_key")
LEDGER = (
    "drop index ledger_entry_case_key",
    "alter table ledger_entry drop constraint ledger_entry_case_place_check",
    "drop index aid_case_step_key",
)


async def test_each_wall_stands_alone(api: Api, cluster: Cluster, no_locks: None) -> None:
    """NC: with the locks and the condition gone, UNIQUE alone stops the second payment."""
    _fund, cases = await reserved(api, 60, cards=False)
    answers = await pay_pairs(api, [case.id for case in cases])
    assert await paid_twice(api.database) == 0
    assert answers == {(201, 409): 60}
    await require_sound(api.database)


async def test_without_any_wall_the_harness_sees_it(api: Api, cluster: Cluster, no_locks: None) -> None:
    """NC: UNIQUE dropped too, cases are paid twice, and the check of the money is red."""
    _fund, cases = await reserved(api, 60, cards=False)
    await run_as_owner(cluster, api.database, *PAYMENTS, *LEDGER)
    await pay_pairs(api, [case.id for case in cases])
    assert await paid_twice(api.database) > 0
    async with api.database.transaction(EVERYTHING) as session:
        rules = {breach.rule[:2] for breach in await check_money(session)}
    assert {"I2", "I5"} <= rules


@asynccontextmanager
async def failing_at(database: Database, nth: int) -> AsyncIterator[list[int]]:
    """The n-th statement from now on finds the connection gone."""
    calls = [0]

    def fail(*_given: Any) -> None:
        calls[0] += 1
        if calls[0] == nth:
            raise OperationalError("planted", None, OSError("planted"), connection_invalidated=True)

    event.listen(database.engine.sync_engine, "before_cursor_execute", fail)
    try:
        yield calls
    finally:
        event.remove(database.engine.sync_engine, "before_cursor_execute", fail)


async def state_of(database: Database) -> tuple[Any, ...]:
    async with database.transaction(EVERYTHING) as session:
        found = await session.execute(
            text(
                "select (select count(*) from payment where state = 'paid'), (select count(*) from ledger_entry), "
                "(select count(*) from aid_case where status = 'paid'), (select count(*) from aid_case_step), "
                "(select count(*) from audit_event)"
            )
        )
        return tuple(found.one())


async def test_every_database_call_of_a_payment_fails_once(api: Api) -> None:
    """F-08: n = 1, 2, 3 … until one passes untouched: before or after, never between; the key makes the retries one."""
    client = await api.as_("county_finance")
    _fund, (case,) = await reserved(api, cards=False)
    said, headers = {"case_id": str(case.id), "way": "cash", **await proofs(client)}, once()
    before = await state_of(api.database)
    for nth in itertools.count(1):
        async with failing_at(api.database, nth) as calls:
            given = await client.post("/payments", json=said, headers=headers)
        await require_sound(api.database)
        if calls[0] < nth:
            break
        assert given.status_code == 503, given.text
        assert await state_of(api.database) == before
    print(f"pay: {nth - 1} calls, each failed once")
    assert given.status_code == 201
    assert nth > 10
    assert await state_of(api.database) == (1, before[1] + 1, 1, before[3] + 1, before[4] + 1)


async def test_every_database_call_of_a_booking_fails_once(api: Api) -> None:
    """F-08: the same of the job that books a batch; it goes on where it was broken off."""
    client = await api.as_("county_finance")
    batch = await answered(client, api, 3)
    assert (await step(client, batch, "confirm")).status_code == 200
    worker = Worker(api.database, api.vault, lease=LEASE)
    for nth in itertools.count(1):
        async with failing_at(api.database, nth) as calls:
            with suppress(OperationalError):
                await worker.step()
        await require_sound(api.database)
        if (await again(client, batch))["state"] == "done" and calls[0] < nth:
            break
        async with api.database.transaction(EVERYTHING) as session:
            # A job that is broken off too often is given up; here it is broken off more often than that.
            await session.execute(text("update job set attempts = 0, state = 'queued' where state <> 'succeeded'"))
    print(f"book: {nth - 1} calls, each failed once")
    assert nth > 15
    assert (await state_of(api.database))[0] == 3


async def answered(client: httpx.AsyncClient, api: Api, lines: int, rejected: Iterable[int] = ()) -> dict[str, Any]:
    """A batch whose answer was taken."""
    fund, _cases = await reserved(api, lines)
    batch = await sent(client, fund)
    said = await answer(client, batch, answer_of(good(lines, rejected=list(rejected))))
    assert said.json()["taken"], said.text
    return await again(client, batch)


REJECTED = (7, 130, 388)


async def begin(api: Api, cluster: Cluster, point: str, mode: str) -> asyncio.subprocess.Process:
    """A worker that stops at a point of its third chunk."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.faults.money_process"),
        asyncpg_url(cluster.server.url("app", str(api.database.engine.url.database))),
        *(str(cluster.keys), str(LEASE), point, "3", mode),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def require_all_paid(api: Api, client: httpx.AsyncClient, batch: dict[str, Any]) -> None:
    """Every line is as the bank said, once; nothing is missing, nothing twice."""
    done = await again(client, batch)
    assert (done["paid_lines"], done["rejected_lines"]) == (LINES - len(REJECTED), len(REJECTED))
    assert await paid_twice(api.database) == 0
    await require_sound(api.database)
    paid = LINES - len(REJECTED)
    assert (await state_of(api.database))[:4] == (paid, 1 + LINES + paid, paid, paid)


@pytest.mark.parametrize("point", POINTS)
async def test_the_server_killed_in_mid_batch(api: Api, cluster: Cluster, point: str) -> None:
    """F-03: killed at every named point of a batch of five hundred: sound at once, whole after the next worker."""
    client = await api.as_("county_finance")
    batch = await answered(client, api, LINES, REJECTED)
    path, proved = f"/payment-batches/{batch['id']}/sheet", confirmation(api, "county_finance")
    before = (await client.get(path, headers=proved)).content
    assert (await step(client, batch, "confirm")).status_code == 200
    process = await begin(api, cluster, point, "die")
    assert await asyncio.wait_for(process.wait(), 60) == -9
    await require_sound(api.database)
    there = (await state_of(api.database))[0]
    assert there < LINES
    worker = Worker(api.database, api.vault, lease=LEASE)
    until = time.monotonic() + 60
    while (await again(client, batch))["state"] != "done":
        assert time.monotonic() < until, "the batch was never finished"
        await worker.step()
        await asyncio.sleep(0.1)
    print(f"{point}: {there} were paid at the kill")
    await require_all_paid(api, client, batch)
    async with api.database.transaction(EVERYTHING) as session:
        row = await payment.get_batch(session, UUID(batch["id"]))
        lines = await payment.list_lines(session, row.id)
        cards = [api.vault.open(line.bank_card, "payment", "bank_card", line.id) for line in lines]
    assert sheet.write(row, lines, cards) == before


async def reached(said: asyncio.StreamReader) -> None:
    """Wait until a worker says that it stands at its point; what it logs besides is passed over."""
    while (line := await said.readline()) != b"reached\n":
        assert line, "the worker ended before its point"


@pytest.fixture(scope="module")
async def durable(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Cluster]:
    """A PostgreSQL of its own, with the town as a template, that writes through to the disk, to be killed."""
    keys = tmp_path_factory.mktemp("fragile") / "ring"
    ring = KeyRing.create(keys)
    with temporary(fsync=True) as server:
        server.create_database("town")
        await asyncio.to_thread(upgrade, server.url("owner", "town"))
        cluster = Cluster(server=server, keys=keys, ring=ring, numbers=itertools.count())
        database = cluster.database("town")
        await town.build(database, await open_vault(database, ring, now=datetime.now(UTC)))
        await database.close()
        yield cluster


@pytest.fixture
async def fragile(durable: Cluster, contract: Contract) -> AsyncIterator[tuple[Api, Cluster]]:
    """A product on a PostgreSQL that is killed."""
    database = durable.database(durable.fresh())
    vault = await open_vault(database, durable.ring, now=datetime.now(UTC))
    app = make_app(database, vault, durable.ring)
    yield Api(app=app, database=database, vault=vault, ring=durable.ring, contract=contract, clients={}), durable
    await database.close()


async def test_the_database_killed_in_mid_batch(fragile: tuple[Api, Cluster]) -> None:
    """F-03: PostgreSQL killed at every named point, the worker alive: five batches, nothing lost, nothing twice."""
    api, cluster = fragile
    for point in POINTS:
        client = await api.as_("county_finance")
        batch = await answered(client, api, LINES, REJECTED)
        assert (await step(client, batch, "confirm")).status_code == 200
        process = await begin(api, cluster, point, "wait")
        assert process.stdout is not None
        assert process.stdin is not None
        try:
            await asyncio.wait_for(reached(process.stdout), 60)
            cluster.server.kill()
            await api.database.engine.dispose()
            cluster.server.start()
            await require_sound(api.database)
            process.stdin.write(b"\n")
            until = time.monotonic() + 60
            while (await again(client, batch))["state"] != "done":
                assert time.monotonic() < until, "the batch was never finished"
                await asyncio.sleep(0.2)
        finally:
            process.kill()
            await process.wait()
        done = await again(client, batch)
        assert (done["paid_lines"], done["rejected_lines"]) == (LINES - len(REJECTED), len(REJECTED))
        assert await paid_twice(api.database) == 0
        await require_sound(api.database)


@pytest.mark.parametrize(
    ("name", "prepare"),
    [
        ("book visits", prepare_visits),
        ("pay a case in cash", prepare_cases),
        ("book a remittance", prepare_vouchers),
        ("take a remittance back", prepare_vouchers),
    ],
)
async def test_the_database_killed_in_an_act_of_money(
    fragile: tuple[Api, Cluster], monkeypatch: pytest.MonkeyPatch, name: str, prepare: Prepare
) -> None:
    """F-03: PostgreSQL killed in an act, the API alive: all of it or nothing, and once when asked again."""
    api, cluster = fragile
    monkeypatch.setenv("UNIONHOME_KEYS", str(cluster.keys))
    settings.cache_clear()
    act, booking = ACTS[name], (await prepare(api))[name]
    client = await sign_in(api, act.who)
    before = await rows_of(api)
    with api_processes() as processes:
        for point in ("after_money", "before_commit", "after_commit"):
            processes.say(url=url_of(api), point=point, mode="wait", moment=None)
            address = f"http://127.0.0.1:{int(await asyncio.to_thread(processes.hear))}/api/v1"
            async with httpx.AsyncClient(base_url=address, headers=client.headers, timeout=30) as direct:
                asking = asyncio.create_task(booking.send(direct))
                assert await asyncio.to_thread(processes.hear) == "reached"
                cluster.server.kill()
                await api.database.engine.dispose()
                cluster.server.start()
                await require_sound(api.database)
                processes.go_on()
                answer = await asking
            assert int(await asyncio.to_thread(processes.hear)) == -signal.SIGALRM
            # The answer tells the truth: what was committed is acknowledged, what was lost with the server is not.
            assert answer.is_success if point == "after_commit" else answer.status_code == 503, answer.text
            if point != "after_commit":
                require_absent(before, await rows_of(api))
    require_once(before, await rows_of(api), act)
    told = await booking.send(client)
    assert (told.status_code, told.headers["Idempotency-Replayed"]) == (answer.status_code, "true")
    require_once(before, await rows_of(api), act)
    await require_sound(api.database)
