"""The background process: jobs, and the house work that nobody asks for. Inside the API process, or alone.

Any number of workers may run: a job is held by one at a time, and every piece of house work may be done by two at once
without harm.
"""

import asyncio
import contextlib
import importlib
import importlib.util
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession

from backend.api.aid_policy import trying
from backend.api.aid_policy.actions import TRY
from backend.api.export import making, packing
from backend.api.export.actions import JOB, WHOLE
from backend.api.export.evidence import EVIDENCE
from backend.api.imports import checking, committing, mending, undoing
from backend.api.jobs import LEASE, Kind, perform, release, told
from backend.api.listings import LISTINGS
from backend.api.member.batch import running
from backend.api.member.batch.actions import CARRY_OUT, CHECK
from backend.api.payment import confirming
from backend.api.payment.batches import CONFIRM
from backend.api.statistic import recounting
from backend.api.statistic.recounting import RECOUNT
from backend.api.webhook.sending import Sender
from backend.cleaning import CHORES, SPENT, Chore, Listing
from backend.db import months, statistic, upkeep
from backend.db.crypto import Vault
from backend.db.files import FileStore
from backend.db.queries import export as exports
from backend.db.queries import job as jobs
from backend.db.queries import webhook as webhooks
from backend.db.queries.job import Taken
from backend.db.session import Database
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING, Permission
from backend.domain.calendar import CHINA, day_of
from backend.domain.export.rules import KEPT
from backend.domain.job import Abandoned
from backend.domain.refusals import Refusal, Unavailable
from backend.settings import settings

log = structlog.get_logger("worker")

KINDS: Mapping[str, Kind] = {
    WHOLE: Kind(Permission.EXPORT_UNMASK, making.make),
    EVIDENCE: Kind(Permission.AID_REVEAL, packing.make),
    **{JOB + noun: Kind(listing.permission, making.make) for noun, listing in LISTINGS.items()},
    "import_check": Kind(Permission.MEMBER_IMPORT, checking.check),
    "import_commit": Kind(Permission.MEMBER_IMPORT, committing.commit),
    "import_correct": Kind(Permission.MEMBER_IMPORT, mending.correct),
    "import_undo": Kind(Permission.MEMBER_IMPORT, undoing.undo),
    CHECK: Kind(Permission.MEMBER_EDIT, running.check),
    RECOUNT: Kind(Permission.STATISTIC_RECOUNT, recounting.recount),
    TRY: Kind(Permission.AID_POLICY, trying.try_out),
    CONFIRM: Kind(Permission.FUND_PAY, confirming.confirm),
    CARRY_OUT: Kind(Permission.MEMBER_EDIT, running.carry_out),
}
"""Every kind of job, with the permission it needs."""

HANDS = 2
"""Jobs done at once by one worker: a long import does not keep a short job waiting."""
POLL = 0.5
FOLD_EVERY = 2.0
SEAL_EVERY = 1.0
CLEAN_EVERY = 3600.0
CLOSE_EVERY = 60.0
SEND_EVERY = 1.0
BEAT_EVERY = 10.0
ALIVE = Path("/tmp/unionhome-worker")  # noqa: S108 - a container's own, looked at by its health check
"""Touched by the worker process of the production shape as long as it reaches the database."""
LATE = timedelta(minutes=10)
"""A month is closed so long after its end: transactions that began in it have been committed by then."""
CITY = 1
"""The place of the city's federation: the first of the territory."""
NIGHT = 0
"""The hour, in China, after which the bands of age are moved: a figure by age and the list behind it, which goes by the
birth dates of today, are then the same from the beginning of the day."""


class Worker:
    """Takes jobs and does them until it is told to stop."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        *,
        lease: float = LEASE,
        kinds: Mapping[str, Kind] = KINDS,
        alive: Path | None = None,
    ) -> None:
        """`lease` is how many seconds of silence are taken for death; `alive` the file that is touched meanwhile."""
        self.database, self.vault, self.lease, self.kinds, self.alive = database, vault, lease, kinds, alive

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set. Jobs that are under way are put back, and taken up by the next worker."""
        seal = _sealer()
        tasks = [asyncio.create_task(self._serve(stop)) for _ in range(HANDS)]
        tasks += [
            asyncio.create_task(self._every(FOLD_EVERY, self._fold)),
            asyncio.create_task(self._every(CLOSE_EVERY, self._close_months)),
            asyncio.create_task(self._every(SEND_EVERY, self._send_webhooks)),
            asyncio.create_task(self._every(CLEAN_EVERY, self._clean)),
            asyncio.create_task(self._nightly()),
            asyncio.create_task(self._every(self.lease, self._end_abandoned)),
        ]
        if self.alive is not None:
            tasks.append(asyncio.create_task(self._every(BEAT_EVERY, self._beat)))
        if seal is not None:
            tasks.append(asyncio.create_task(self._every(SEAL_EVERY, seal_with(self.database, seal))))
        await stop.wait()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def step(self) -> bool:
        """Do one job, if there is one; returns whether there was."""
        taken = await self._take()
        if taken is None:
            return False
        log.info("job_taken", job=str(taken.id), kind=taken.kind, attempt=taken.attempt)
        await perform(self.database, self.vault, taken, self.kinds.get(taken.kind), lease=self.lease)
        return True

    async def _take(self) -> Taken | None:
        """The next job. Told to stop while the taking is being committed, it puts back what it took."""
        taking = asyncio.create_task(self._take_next())
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            with contextlib.suppress(Unavailable, DBAPIError, OSError):
                if (taken := await taking) is not None:
                    await release(self.database, taken)
            raise

    async def _take_next(self) -> Taken | None:
        async with self.database.transaction(EVERYTHING) as session:
            return await jobs.take(session, lease=self.lease)

    async def _serve(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            busy = False
            try:
                busy = await self.step()
            except (Refusal, DBAPIError, OSError) as error:
                log.error("worker_waits", error=type(error).__name__)
            except Exception as error:
                log.error("worker_stumbled", error=type(error).__name__, exc_info=error)
            if not busy:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), POLL)

    async def _every(self, seconds: float, work: Callable[[], Awaitable[None]]) -> None:
        """Do `work` again and again; a failure is told and waits for the next time."""
        while True:
            await self._try(work, work.__name__)
            await asyncio.sleep(seconds)

    async def _beat(self) -> None:
        async with self.database.transaction(EVERYTHING) as session:
            await session.connection()
        assert self.alive is not None
        self.alive.touch(mode=0o600)

    async def _nightly(self) -> None:
        """At the start, which a worker that was off at night needs, and then every night."""
        while True:
            done = await self._try(self._keep_age_bands, "age_bands")
            await self._try(self._recount, "recount")
            now = datetime.now(CHINA)
            rest = _last_night(now) + timedelta(days=1) - now
            await asyncio.sleep(rest.total_seconds() if done else CLEAN_EVERY)

    async def _try(self, work: Callable[[], Awaitable[None]], name: str) -> bool:
        try:
            await work()
        except (Refusal, DBAPIError, OSError) as error:
            log.error("upkeep_waits", work=name, error=type(error).__name__)
        except Exception as error:
            log.error("upkeep_stumbled", work=name, error=type(error).__name__, exc_info=error)
        else:
            return True
        return False

    async def _fold(self) -> None:
        async with self.database.transaction(EVERYTHING) as session:
            await upkeep.fold_statistics(session)
            await statistic.fold(session)

    async def _close_months(self) -> None:
        now = datetime.now(UTC)
        async with self.database.transaction(EVERYTHING) as session:
            closed = await months.close_months(session, day_of(now - LATE), at=now)
            for month in closed:
                _tell(session, now, "month_closed", month=f"{month:%Y-%m}")
        for month in closed:
            log.info("month_closed", month=f"{month:%Y-%m}")

    async def _send_webhooks(self) -> None:
        """Events out of the record into messages, and messages to their addresses, until none is due."""
        now = datetime.now(UTC)
        async with self.database.transaction(EVERYTHING) as session:
            await webhooks.read_record(session, now)
        sender = Sender(self.database, self.vault, EVERYTHING, settings().webhook_networks)
        while await sender.send_due(datetime.now(UTC)):
            continue

    async def _recount(self) -> None:
        """Compare every counter with what there is, once a night by whichever worker comes first. A difference is a
        defect: it is told, on the workbench of the city too, and mended when somebody has looked into it."""
        now = datetime.now(UTC)
        async with self.database.transaction(EVERYTHING) as session:
            found = await recounting.nightly(session, at=now, since=_last_night(now.astimezone(CHINA)))
        for each in found.first if found else ():
            log.error(
                "statistic_differs",
                organization=str(each.organization_id),
                cell=each.cell,
                kept=each.kept,
                counted=each.counted,
            )

    async def _keep_age_bands(self) -> None:
        async with self.database.transaction(EVERYTHING) as session:
            await upkeep.keep_age_bands(session, day_of(datetime.now(UTC)))

    async def _clean(self) -> None:
        now = datetime.now(UTC)
        for name, chore in CHORES.items():
            await self._try(partial(self._let_go, chore, now), name)
        store = FileStore(settings().file_directory)
        for name, listing in SPENT.items():
            await self._try(partial(self._drop_files, listing, store, now), name)
        await self._drop_exports(store, now)

    async def _let_go(self, chore: Chore, now: datetime) -> None:
        async with self.database.transaction(EVERYTHING) as session:
            await chore(session, now)

    async def _drop_files(self, listing: Listing, store: FileStore, now: datetime) -> None:
        async with self.database.transaction(EVERYTHING) as session:
            spent = await listing(session, now)
        for id, sha256 in spent:
            store.drop(id, sha256)

    async def _drop_exports(self, store: FileStore, now: datetime) -> None:
        """Files first, then their rows: whatever breaks in between is done again."""
        store.sweep(now - KEPT)
        async with self.database.transaction(EVERYTHING) as session:
            expired = await exports.list_expired(session, now)
        if expired:
            await asyncio.to_thread(store.drop_all, expired)
            async with self.database.transaction(EVERYTHING) as session:
                await exports.note_dropped(session, expired, now)

    async def _end_abandoned(self) -> None:
        async with self.database.transaction(EVERYTHING) as session:
            problem = told(Abandoned(attempts=jobs.MOST_ATTEMPTS))
            await jobs.end_abandoned(session, problem=problem)


def _last_night(now: datetime) -> datetime:
    """When the last night's work was due, as of `now` in China."""
    night = now.replace(hour=NIGHT, minute=0, second=0, microsecond=0)
    return night if night <= now else night - timedelta(days=1)


def _tell(session: AsyncSession, now: datetime, event: str, **facts: object) -> None:
    """Record what the system did for the whole city: at its first place, which is the city's own."""
    session.add(AuditEvent(at=now, event=event, object_kind="closed_month", code=CITY, facts=facts))


Seal = Callable[..., Awaitable[object]]


def _sealer() -> Seal | None:
    """The sealer of the audit chain."""
    if importlib.util.find_spec("backend.db.seal") is None:
        return None
    found: Seal = importlib.import_module("backend.db.seal").seal
    return found


def seal_with(database: Database, seal: Seal) -> Callable[[], Awaitable[None]]:
    """One turn of the sealer in a transaction of its own."""

    async def seal_events() -> None:
        async with database.transaction(EVERYTHING) as session:
            await seal(session, datetime.now(UTC))

    return seal_events
