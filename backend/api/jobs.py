"""Long work: asked for in somebody's transaction, done later with their rights as they are then (api.md, Jobs).

A job either is queued with what it is about, or neither is there. Its function runs in transactions of its own, each of
which ends by making sure that the job is still ours: a worker that was thought dead commits nothing. So a kill at any
point leaves whole steps, and the function, called again, goes on from them.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.api.work import Work
from backend.db.crypto import Vault
from backend.db.queries import job as jobs
from backend.db.queries.job import LeaseLost, Taken
from backend.db.session import Database
from backend.db.tables.process import Job
from backend.domain.access import EVERYTHING, Permission, Scope, scope_of
from backend.domain.caller import Caller
from backend.domain.job import AskerGone, Cancelled, JobPhase, JobState, Unforeseen
from backend.domain.refusals import Refusal, Unavailable

log = structlog.get_logger("jobs")

LEASE = 30.0
"""Seconds after which a silent worker is taken for dead. A heartbeat comes three times as often."""
REPORT_EVERY = 0.5
"""Seconds between two reports of progress."""


async def enqueue(work: Work, kind: str, organization_id: UUID, **request: Any) -> Job:
    """Queue a job in the caller's transaction. `request` holds ids and options, never personal data.

    `organization_id` is that of the grant under which it was asked: the job runs in the scope of that grant.
    """
    asked = Job(
        kind=kind,
        user_id=work.caller.user_id,
        organization_id=organization_id,
        request={name: str(value) if isinstance(value, UUID) else value for name, value in request.items()},
        message=JobPhase.WAITING.value,
        result=None,
        problem=None,
        created_at=work.now,
    )
    work.session.add(asked)
    await work.session.flush()
    return asked


@dataclass(slots=True)
class Run:
    """One job being done: by whom it was asked, over which scope, and how to work, report and stop."""

    taken: Taken
    caller: Caller
    scope: Scope
    database: Database
    vault: Vault
    _stop: bool = False
    _reported: float = field(default=0.0)

    @property
    def request(self) -> Mapping[str, Any]:
        """What was asked."""
        return self.taken.request

    @asynccontextmanager
    async def work(self) -> AsyncIterator[Work]:
        """One step: a transaction over the asker's scope, committed only while the job is ours.

        Raises `Cancelled` before it begins when the job is to stop.
        """
        self.require_wanted()
        async with self.database.transaction(self.scope) as session:
            yield self._work(session)
            await session.flush()
            await jobs.hold(session, self.taken.id, self.taken.attempt)

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Work]:
        """One long look: a transaction over the asker's scope that sees a single moment and writes nothing.

        A run that loses its lease meanwhile has harmed nobody. Raises `Cancelled` before it begins.
        """
        self.require_wanted()
        async with self.database.snapshot(self.scope) as session:
            yield self._work(session)

    def _work(self, session: AsyncSession) -> Work:
        return Work(
            caller=self.caller,
            scope=self.scope,
            session=session,
            vault=self.vault,
            now=datetime.now(UTC),
            request_id=f"job:{self.taken.id.hex}",
            held=self.caller.permissions,
        )

    async def report(self, phase: JobPhase, done: int, total: int | None = None, *, now: bool = False) -> None:
        """Tell how far the job is, in a short transaction of its own and not too often. Raises `Cancelled`."""
        moment = time.monotonic()
        if now or moment - self._reported >= REPORT_EVERY:
            self._reported = moment
            async with self.database.transaction(EVERYTHING) as session:
                stop = await jobs.report(
                    session, self.taken.id, self.taken.attempt, done=done, total=total, message=phase.value
                )
            self._stop = self._stop or stop
        self.require_wanted()

    def require_wanted(self) -> None:
        """Raises `Cancelled` when the job is to stop."""
        if self._stop:
            raise Cancelled()

    async def keep_lease(self, lease: float) -> None:
        """Tell the database, for as long as this runs, that the worker lives. Raises `LeaseLost`."""
        while True:
            await asyncio.sleep(lease / 3)
            with contextlib.suppress(Unavailable, DBAPIError, OSError):
                async with self.database.transaction(EVERYTHING) as session:
                    stop = await jobs.beat(session, self.taken.id, self.taken.attempt, lease=lease)
                self._stop = self._stop or stop


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of job: the permission it needs, and its function, which returns the result."""

    permission: Permission
    function: Callable[[Run], Awaitable[Mapping[str, Any]]]


async def perform(database: Database, vault: Vault, taken: Taken, kind: Kind | None, *, lease: float = LEASE) -> None:
    """Do a job that was taken, and end it. Cancelled from outside, it puts the job back for another worker."""
    try:
        run, result = None, None
        run = await _open(database, vault, taken, kind)
        assert kind is not None
        result = await _with_heartbeat(run, kind, lease)
        await _finish(database, taken, JobState.SUCCEEDED, result=result)
    except asyncio.CancelledError:
        await asyncio.shield(release(database, taken))
        raise
    except LeaseLost:
        log.warning("job_lease_lost", job=str(taken.id), attempt=taken.attempt)
    except Cancelled as refusal:
        await _finish(database, taken, JobState.CANCELLED, problem=told(refusal))
    except Unavailable:
        await release(database, taken)
    except Refusal as refusal:
        await _finish(database, taken, JobState.FAILED, problem=told(refusal))
    except (DBAPIError, OSError) as error:
        if not _is_passing(error):
            await _fail_unforeseen(database, taken, error)
            return
        log.error("job_broken_off", job=str(taken.id), error=type(error).__name__)
        await release(database, taken)
    except Exception as error:
        await _fail_unforeseen(database, taken, error)


async def _open(database: Database, vault: Vault, taken: Taken, kind: Kind | None) -> Run:
    """The run of a job, with the rights of its asker as they are now. Raises `AskerGone`, `Forbidden`."""
    if kind is None:
        raise Unforeseen()
    async with database.transaction(EVERYTHING) as session:
        caller = await jobs.find_asker(session, taken.user_id, job_id=taken.id, now=datetime.now(UTC))
    if caller is None:
        raise AskerGone()
    scope = scope_of(
        caller.grants,
        kind.permission,
        chosen=taken.organization_id,
        user_id=caller.user_id,
        member_id=caller.member_id,
    )
    return Run(taken=taken, caller=caller, scope=scope, database=database, vault=vault)


async def _with_heartbeat(run: Run, kind: Kind, lease: float) -> Mapping[str, Any]:
    """The function's result; it is broken off when the lease is lost."""

    async def function() -> Mapping[str, Any]:
        return await kind.function(run)

    doing, beating = asyncio.create_task(function()), asyncio.create_task(run.keep_lease(lease))
    try:
        await asyncio.wait({doing, beating}, return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            await beating
        return await doing
    finally:
        for task in (doing, beating):
            task.cancel()
        await asyncio.gather(doing, beating, return_exceptions=True)


async def _finish(database: Database, taken: Taken, state: JobState, **outcome: Any) -> None:
    """Write the end. When the database is away meanwhile, the lease runs out and the job is taken up again."""
    try:
        async with database.transaction(EVERYTHING) as session:
            await jobs.finish(session, taken.id, taken.attempt, state=state.value, **outcome)
    except (LeaseLost, Unavailable, DBAPIError, OSError) as error:
        log.warning("job_end_unwritten", job=str(taken.id), error=type(error).__name__)


async def release(database: Database, taken: Taken) -> None:
    """Put a job back for another worker. When the database is away, the lease runs out instead."""
    with contextlib.suppress(Unavailable, DBAPIError, OSError):
        async with database.transaction(EVERYTHING) as session:
            await jobs.release(session, taken.id, taken.attempt)


async def _fail_unforeseen(database: Database, taken: Taken, error: Exception) -> None:
    log.error("job_failed", job=str(taken.id), kind=taken.kind, error=type(error).__name__, exc_info=error)
    await _finish(database, taken, JobState.FAILED, problem=told(Unforeseen()))


def _is_passing(error: DBAPIError | OSError) -> bool:
    """Whether it comes from the connection and not from what was asked of it."""
    if isinstance(error, OSError):
        return True
    cause = type(getattr(error.orig, "__cause__", None)).__name__
    return error.connection_invalidated or cause in {
        "AdminShutdownError",
        "CannotConnectNowError",
        "ConnectionDoesNotExistError",
        "DeadlockDetectedError",
        "SerializationError",
        "UniqueViolationError",
    }


def told(refusal: Refusal) -> dict[str, Any]:
    """A refusal as a job keeps it: the reader's language is not known yet."""
    facts = {name: value for name, value in refusal.facts.items() if isinstance(value, (int, str, bool))}
    return {"code": refusal.code, "zh": refusal.sentence("zh"), "en": refusal.sentence("en"), "facts": facts}
