"""A PostgreSQL for the suite, a fresh database for each test, and clients that sign in as the people of the town."""

import asyncio
import itertools
import socket
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event

from backend import logs
from backend.api import access, tokens
from backend.db.cluster import Embedded, temporary
from backend.db.crypto import Vault
from backend.db.data_keys import open_vault
from backend.db.keys import KeyRing
from backend.db.migrate import upgrade
from backend.db.queries import ledger
from backend.db.server import asyncpg_url
from backend.db.session import Database, Reader
from backend.db.statements import Asked
from backend.db.tables.account import SignInSession
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.audit.record import strangers
from backend.main import begin
from tests import town
from tests.contract import Contract, application, described

_real_connect = socket.socket.connect


def pytest_itemcollected(item: pytest.Item) -> None:
    """A test made of the contract gets its operation into its id: hands that share the tests go by ids."""
    if not item.nodeid.endswith(item.name):
        item._id = item.id.parse(f"{item.nodeid.rpartition('::')[0]}::{item.name}")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of two tests with one id only one would be run, and nobody would be told."""
    twice = [id for id, times in Counter(item.nodeid for item in items).items() if times > 1]
    if twice:
        raise pytest.UsageError(f"{len(twice)} ids stand for several tests, such as {twice[0]}")


@pytest.fixture(autouse=True, scope="session")
def network_off() -> Iterator[None]:
    """Nothing leaves this machine."""

    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(
            ("127.", "::1", "localhost")
        ):
            raise AssertionError(f"a test reached for {address}")
        return _real_connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield


@pytest.fixture(autouse=True)
def lines_are_of_this_test() -> None:
    """Standard error is another one for each test, and that of the last is closed."""
    logs.configure()


@pytest.fixture(autouse=True, scope="session")
def events_have_words() -> Iterator[None]:
    """Whatever a test makes the product tell, the list of `domain/audit` must know: each event, each fact, each field."""

    def check(_mapper: Any, _connection: Any, told: AuditEvent) -> None:
        unknown = strangers(told.event, told.facts)
        assert unknown == [], f"{told.event}: list {unknown} in backend/domain/audit"

    event.listen(AuditEvent, "before_insert", check)
    yield
    event.remove(AuditEvent, "before_insert", check)


@dataclass
class Cluster:
    """The suite's server, with the town as a template."""

    server: Embedded
    keys: Path
    ring: KeyRing
    numbers: Iterator[int]

    def fresh(self, template: str = "town") -> str:
        """A new database holding the town, or what another one holds; its name."""
        name = f"town_{next(self.numbers)}"
        self.server.create_database(name, template=template)
        return name

    def database(self, name: str, *, pool_size: int = 10) -> Database:
        return Database(asyncpg_url(self.server.url("app", name)), pool_size=pool_size)


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with temporary(fsync=False) as server:
        keys = tmp_path_factory.mktemp("keys") / "ring"
        ring = KeyRing.create(keys)
        server.create_database("town")
        upgrade(server.url("owner", "town"))
        built = Cluster(server=server, keys=keys, ring=ring, numbers=itertools.count())
        asyncio.run(_build_town(built))
        yield built


async def _build_town(cluster: Cluster) -> None:
    database = cluster.database("town")
    try:
        await town.build(database, await open_vault(database, cluster.ring, now=datetime.now(UTC)))
    finally:
        await database.close()


@pytest.fixture
async def database(cluster: Cluster) -> AsyncIterator[Database]:
    """A database of this test's own, holding the town."""
    name = cluster.fresh()
    opened = cluster.database(name)
    yield opened
    await opened.close()
    cluster.server.drop_database(name)


@pytest.fixture
async def vault(database: Database, cluster: Cluster) -> Vault:
    return await open_vault(database, cluster.ring, now=datetime.now(UTC))


@dataclass
class Api:
    """The application, and clients for the people of the town."""

    app: Any
    database: Database
    vault: Vault
    ring: KeyRing
    contract: Contract
    clients: dict[str, httpx.AsyncClient]
    moment: datetime | None = None

    async def at(self, moment: datetime) -> None:
        """Let it be that moment from now on; whoever is signed in signs in anew."""
        self.moment = moment
        self.app.state.clock = lambda: moment
        known, self.clients = self.clients, {}
        for key, client in known.items():
            async with await self.as_(key) as fresh:
                client.headers["Authorization"] = fresh.headers["Authorization"]
            self.clients[key] = client

    async def as_(self, key: str, **headers: str) -> httpx.AsyncClient:
        """A client signed in as somebody of the town. Every answer is checked against the contract."""
        person = town.BY_KEY[key]
        now = self.moment or datetime.now(UTC)
        if key not in self.clients:
            async with self.database.transaction(EVERYTHING) as session:
                await session.merge(
                    SignInSession(id=person.session_id, user_id=person.id, started_at=now, last_seen_at=now)
                )
        token = tokens.issue(self.ring, use=tokens.Use.ACCESS, user_id=person.id, session_id=person.session_id, now=now)
        client = self.anonymous(Authorization=f"Bearer {token}", **headers)
        self.clients[key] = client
        return client

    def anonymous(self, **headers: str) -> httpx.AsyncClient:
        """A client that is not signed in."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app, raise_app_exceptions=False),
            base_url="http://testserver/api/v1",
            headers=headers,
            event_hooks={"request": [self.contract.begin], "response": [self.contract.check]},
        )


@pytest.fixture(scope="session")
def contract() -> Iterator[Contract]:
    """What every answer is held against, and which operations wrote in the ledger."""
    made, post = Contract(described()), ledger.post

    async def posted(*given: Any, **named: Any) -> Any:
        made.note_money()
        return await post(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ledger, "post", posted)
        yield made


@pytest.fixture
async def api(database: Database, vault: Vault, cluster: Cluster, contract: Contract) -> AsyncIterator[Api]:
    # Its four hundred routes are built once, at the first request that passes each: too long for every test.
    app = application()
    begin(app, database, vault, cluster.ring)
    made = Api(app=app, database=database, vault=vault, ring=cluster.ring, contract=contract, clients={})
    yield made
    for client in made.clients.values():
        await client.aclose()


@pytest.fixture
def queries(database: Database, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """`with queries(at_most=6):` — no more statements than that, a page of any size."""
    # A caller is remembered for a second: on a busy machine they would be looked up in between.
    monkeypatch.setattr(access, "CALLER_TTL", timedelta(hours=1))

    @contextmanager
    def counted(*, at_most: int) -> Iterator[list[str]]:
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        def noted(ask: Callable[..., Any]) -> Callable[..., Any]:
            def noting(self: Reader, asked: Asked) -> Any:
                seen.append(asked.statement.sql)
                return ask(self, asked)

            return noting

        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        try:
            with pytest.MonkeyPatch.context() as patch:
                for name in ("rows", "value"):
                    patch.setattr(Reader, name, noted(getattr(Reader, name)))
                yield seen
        finally:
            event.remove(database.engine.sync_engine, "before_cursor_execute", note)
        listing = "\n".join(line[:120] for line in seen)
        assert len(seen) <= at_most, f"{len(seen)} statements, at most {at_most} expected:\n{listing}"

    return counted
