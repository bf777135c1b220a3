"""The engine and `transaction(scope)`: the only commit in the code base.

A transaction tells PostgreSQL its scope in its first statement, for that transaction only (`set_config(…, true)`).
Requests in flight are bounded to the pool: with more, SQLAlchemy over asyncpg falls to a p99 of a second and worse
(stack.md trap 8), and an honest 503 with Retry-After beats that.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.orm import Session, SessionTransaction

from backend.db.scope import SETTINGS, settings_of
from backend.domain.access import Scope
from backend.domain.refusals import Unavailable

_TELL_SCOPE = text("select " + ", ".join(f"set_config('app.{name}', :{name}, true)" for name in SETTINGS))

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
        try:
            await asyncio.wait_for(self._turns.acquire(), WAIT_FOR_CONNECTION)
        except TimeoutError:
            raise Unavailable(retry_after=2) from None
        try:
            async with (
                AsyncSession(self.engine, expire_on_commit=False, info={"scope": scope}) as session,
                session.begin(),
            ):
                yield session
        finally:
            self._turns.release()

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


@event.listens_for(Session, "after_begin")
def _tell_scope(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    scope: Any = session.info.get("scope")
    if isinstance(scope, Scope):
        connection.execute(_TELL_SCOPE, settings_of(scope))
