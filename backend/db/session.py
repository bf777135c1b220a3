"""The engine and `transaction(scope)`: the only commit in the code base.

A transaction tells PostgreSQL its scope in its first statement, for that transaction only (`set_config(…, true)`).
Requests in flight are bounded to the pool: with more, SQLAlchemy over asyncpg falls to a p99 of a second and worse
(stack.md trap 8), and an honest 503 with Retry-After beats that.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import asyncpg
import orjson
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.util import greenlet_spawn

from backend.db.scope import SETTINGS, settings_of
from backend.db.statements import Asked, Rows
from backend.domain.access import Scope
from backend.domain.refusals import Unavailable

_TELL_SCOPE = text("select " + ", ".join(f"set_config('app.{name}', :{name}, true)" for name in SETTINGS))
_WRITTEN = re.compile(r"[0-9a-f-]*", re.ASCII)
"""What a setting of a scope may look like in the text of a statement: a number, a UUID, nothing."""

WAIT_FOR_CONNECTION = 5.0
"""Seconds a request waits for its turn before it is told to come back."""


class Database:
    """One PostgreSQL, reached as the app role."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        """`url` is in SQLAlchemy's asyncpg form."""
        self.engine: AsyncEngine = create_async_engine(
            url,
            pool_size=pool_size,
            max_overflow=0,
            pool_pre_ping=False,
            pool_recycle=1800,
            json_deserializer=orjson.loads,
            connect_args={
                # `^@ $1` gets its index range only when planned with the value (data.md section 10).
                "server_settings": {"plan_cache_mode": "force_custom_plan", "jit": "off", "timezone": "UTC"},
            },
        )
        self._turns = asyncio.Semaphore(pool_size)

    @asynccontextmanager
    async def transaction(self, scope: Scope) -> AsyncIterator[AsyncSession]:
        """A transaction that sees exactly `scope`; committed at the end, rolled back by any exception.

        Raises `Unavailable` when no connection comes free in time.
        """
        async with (
            self._turn(),
            AsyncSession(self.engine, expire_on_commit=False, info={"scope": scope}) as session,
            session.begin(),
        ):
            yield session

    @asynccontextmanager
    async def snapshot(self, scope: Scope) -> AsyncIterator[AsyncSession]:
        """A transaction that sees exactly `scope` as it was at its first statement, and writes nothing.

        For what is read piece by piece and must be of one moment. Raises `Unavailable` when no connection comes free in
        time.
        """
        async with self.transaction(scope) as session:
            # Before the first statement, which tells the scope: afterwards PostgreSQL refuses to change it.
            options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            await session.connection(execution_options=options)
            yield session

    @asynccontextmanager
    async def reading(self, scope: Scope) -> AsyncIterator["Reader"]:
        """A transaction that sees exactly `scope` and writes nothing, without a session between it and the driver.

        Raises `Unavailable` when no connection comes free in time, DBAPIError as a session would.
        """
        async with self._turn():
            held = await self.engine.raw_connection()
            driver: Any = held.driver_connection
            try:
                with _errors_of_a_session():
                    # In one message: each costs the driver as much as half a page of rows.
                    await driver.execute(_begin_reading(scope))
                    try:
                        yield Reader(driver)
                    except BaseException:
                        if not driver.is_closed():
                            await driver.execute("rollback")
                        raise
                    await driver.execute("commit")
            finally:
                # Left in the middle, a transaction would go on under the next who gets this connection.
                if driver.is_closed() or driver.is_in_transaction():
                    await greenlet_spawn(held.invalidate)
                held.close()

    @asynccontextmanager
    async def _turn(self) -> AsyncIterator[None]:
        if not self._turns.locked():
            await self._turns.acquire()
        else:
            try:
                await asyncio.wait_for(self._turns.acquire(), WAIT_FOR_CONNECTION)
            except TimeoutError:
                raise Unavailable(retry_after=2) from None
        try:
            yield
        finally:
            self._turns.release()

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


class Reader:
    """Asks within one `reading`."""

    __slots__ = ("_driver",)

    def __init__(self, driver: Any) -> None:
        self._driver = driver

    async def rows(self, asked: Asked) -> Rows:
        """All rows."""
        return asked.statement.read(await self._driver.fetch(asked.statement.sql, *asked.arguments))

    async def value(self, asked: Asked) -> Any:
        """The first column of the first row; None when there is no row."""
        return await self._driver.fetchval(asked.statement.sql, *asked.arguments)


def _begin_reading(scope: Scope) -> str:
    told = []
    for name, value in settings_of(scope).items():
        if not _WRITTEN.fullmatch(value):
            raise ValueError(f"app.{name} is no number and no id")
        told.append(f"set_config('app.{name}', '{value}', true)")
    return f"begin read only; select {', '.join(told)}"


class _Driver(Exception):
    """Stands where SQLAlchemy puts its adapter's error, with the driver's own as the cause."""


@contextmanager
def _errors_of_a_session() -> Iterator[None]:
    """What fails on the driver is told as SQLAlchemy tells it: those who answer errors need not know which way it came."""
    try:
        yield
    except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        adapted = _Driver()
        adapted.__cause__ = error
        raise DBAPIError(None, None, adapted, hide_parameters=True) from error


@event.listens_for(Session, "after_begin")
def _tell_scope(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    scope: Any = session.info.get("scope")
    if isinstance(scope, Scope):
        connection.execute(_TELL_SCOPE, settings_of(scope))
