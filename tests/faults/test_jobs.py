"""Jobs and kills: whatever happens to a worker, a roster is taken in whole, once, or not at all (trust.md F-02)."""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from backend.api.imports.members import Members
from backend.api.jobs import Kind, Run
from backend.db.queries import job as jobs
from backend.db.queries.job import LeaseLost
from backend.db.server import asyncpg_url
from backend.db.session import Database
from backend.db.tables.imports import ImportRow
from backend.db.tables.member import Member, MemberEvent, Membership
from backend.db.tables.organization import OrganizationStat
from backend.db.tables.process import AuditEvent, Job
from backend.db.upkeep import fold_statistics
from backend.domain.access import EVERYTHING, Permission
from backend.settings import ROOT, settings
from backend.worker import Worker
from tests import intake, workbooks
from tests.conftest import Api, Cluster
from tests.town import BY_KEY, id_of

PEOPLE = 600
BATCH = 30
"""Rows that the worker to be killed writes in one transaction, or pages it reads: many kills fall between two."""
LEASE = 1.0


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


async def count(database: Database, table: Any, *where: Any) -> int:
    async with database.transaction(EVERYTHING) as session:
        return (await session.execute(select(func.count()).select_from(table).where(*where))).scalar_one()  # type: ignore[no-any-return]


async def killed_when(api: Api, cluster: Cluster, reached: Callable[[], Awaitable[bool]]) -> None:
    """A worker process, killed without warning at the moment when `reached` holds."""
    url = asyncpg_url(cluster.server.url("app", str(api.database.engine.url.database)))
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.faults.worker_process",
        url,
        str(cluster.keys),
        str(LEASE),
        str(BATCH),
        cwd=ROOT,
    )
    try:
        until = time.monotonic() + 60
        while not await reached():
            assert process.returncode is None
            assert time.monotonic() < until, "the point was not reached"
            await asyncio.sleep(0.002)
    finally:
        os.kill(process.pid, signal.SIGKILL)
        await process.wait()


async def finished(api: Api, worker: Worker, id: str) -> Any:
    """The job, after another worker has taken it up when its lease ran out."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        await worker.step()
        async with api.database.transaction(EVERYTHING) as session:
            job = await session.get_one(Job, UUID(id))
        if job.state not in ("queued", "running"):
            return job
        await asyncio.sleep(0.1)
    raise AssertionError("the job never ended")


async def require_whole(api: Api, people: int) -> None:
    """Everybody is there, once, with one membership, one entry and one count."""
    database = api.database
    assert await count(database, Member) == people
    async with database.transaction(EVERYTHING) as session:
        numbers = (await session.scalars(select(Member.number))).all()  # type: ignore[call-overload]
        await fold_statistics(session)
        counted = (await session.execute(select(func.sum(OrganizationStat.members)))).scalar_one()  # type: ignore[arg-type]
        committed = (
            await session.scalars(select(AuditEvent).where(AuditEvent.event == "import_committed"))  # type: ignore[arg-type]
        ).all()
    assert len(set(numbers)) == people
    assert await count(database, Membership) == people
    assert await count(database, MemberEvent) == people
    assert counted == people
    assert [event.facts["counts"] for event in committed] == [{"imported": people}]


@pytest.mark.parametrize("staged", [1, 210, 450])
async def test_killed_in_mid_check(api: Api, cluster: Cluster, staged: int) -> None:
    """F-02: the check is begun again; every row is judged once and nobody is in the register."""
    client = await api.as_("union_chair")
    job = await intake.ask_check(client, workbooks.xlsx(workbooks.people(PEOPLE)))

    async def reached() -> bool:
        return await count(api.database, ImportRow) >= staged

    await killed_when(api, cluster, reached)
    assert await count(api.database, ImportRow) < PEOPLE
    done = await finished(api, Worker(api.database, api.vault, lease=LEASE), job["id"])
    assert done.state == "succeeded"
    assert done.attempts >= 2
    roster = await intake.import_of(client, job)
    assert roster["counts"]["new"] == PEOPLE
    assert await count(api.database, Member) == 0


@pytest.mark.parametrize("written", [1, 180, 360, 540])
async def test_killed_in_mid_commit(api: Api, cluster: Cluster, written: int) -> None:
    """F-02: whole batches stay, the rest follows; nobody is missing and nobody is twice."""
    client = await api.as_("union_chair")
    worker = Worker(api.database, api.vault, lease=LEASE)
    roster = await intake.checked(client, worker, workbooks.xlsx(workbooks.people(PEOPLE)))
    job = await intake.ask_commit(client, roster)

    async def reached() -> bool:
        return await count(api.database, Member) >= written

    await killed_when(api, cluster, reached)
    there = await count(api.database, Member)
    assert there % BATCH == 0
    assert there == await count(api.database, Membership) == await count(api.database, MemberEvent)
    done = await finished(api, worker, job["id"])
    assert done.state == "succeeded"
    assert done.attempts >= 2
    await require_whole(api, PEOPLE)


@pytest.mark.parametrize("left", [570, 330, 90])
async def test_killed_in_mid_undo(api: Api, cluster: Cluster, left: int) -> None:
    """F-02: whole batches are gone, the rest follows; nothing of the import is left and nobody of before is missing."""
    client = await api.as_("union_chair")
    worker = Worker(api.database, api.vault, lease=LEASE)
    await intake.committed(client, worker, await intake.checked(client, worker, workbooks.xlsx(workbooks.people(5))))
    rows = [workbooks.person(number, 备注="改过") for number in range(PEOPLE)]
    made = await intake.checked(client, worker, workbooks.xlsx(rows))
    made = await intake.committed(client, worker, made)
    assert (made["counts"]["imported"], made["counts"]["updated"]) == (PEOPLE - 5, 5)
    answer = await client.post(f"/imports/{made['id']}/undo", headers={"If-Match": f'"v{made["version"]}"'})

    async def reached() -> bool:
        return await count(api.database, Member) <= left

    await killed_when(api, cluster, reached)
    there = await count(api.database, Member)
    assert 5 < there <= left
    assert there == await count(api.database, Membership)
    done = await finished(api, worker, answer.json()["id"])
    assert (done.state, done.attempts >= 2) == ("succeeded", True)
    assert await count(api.database, Member) == await count(api.database, Membership) == 5
    assert await count(api.database, Member, Member.notes == "改过") == 0
    made = await intake.import_of(client, answer.json())
    assert (made["state"], made["counts"]["undone"]) == ("undone", PEOPLE)


@pytest.mark.parametrize("after", [0.05, 0.2, 0.5, 1.0])
async def test_stopped_in_order(api: Api, after: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """api.md, Jobs: a worker that is told to stop puts its job back at once; the next one goes on."""
    monkeypatch.setattr(Members, "batch", 50)
    client = await api.as_("union_chair")
    worker = Worker(api.database, api.vault)
    roster = await intake.checked(client, worker, workbooks.xlsx(workbooks.people(1000)))
    job = await intake.ask_commit(client, roster)
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    await asyncio.sleep(after)
    stop.set()
    await running
    async with api.database.transaction(EVERYTHING) as session:
        assert (await session.get_one(Job, UUID(job["id"]))).state in ("queued", "succeeded")
    await finished(api, worker, job["id"])
    await worker._fold()
    assert await count(api.database, Member) == 1000
    assert await count(api.database, MemberEvent) == 1000


async def test_it_says_that_it_lives(api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md 4.3: the file of the health check is touched while the database is reached, and not any more when it is not."""
    alive, stop = tmp_path / "alive", asyncio.Event()
    monkeypatch.setattr("backend.worker.BEAT_EVERY", 0.01)
    running = asyncio.create_task(Worker(api.database, api.vault, alive=alive).run(stop))
    while not alive.exists():
        assert not running.done()
        await asyncio.sleep(0.01)
    stop.set()
    await running
    alive.unlink()

    def lost(*_given: Any) -> Any:
        raise OSError("no route to the database")

    monkeypatch.setattr(type(api.database), "transaction", lost)
    worker = Worker(api.database, api.vault, alive=alive)
    assert not await worker._try(worker._beat, "beat")
    assert not alive.exists()


async def test_stopped_while_taking(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """api.md, Jobs: told to stop between the taking of a job and its beginning, a worker puts it back at once."""
    stop = asyncio.Event()
    take = Worker._take_next

    async def committed_but_not_told(worker: Worker) -> Any:
        taken = await take(worker)
        stop.set()
        await asyncio.sleep(0.05)
        return taken

    monkeypatch.setattr(Worker, "_take_next", committed_but_not_told)
    id = await queue(api, "slow")
    await Worker(api.database, api.vault).run(stop)
    async with api.database.transaction(EVERYTHING) as session:
        assert (await session.get_one(Job, id)).state == "queued"


async def test_a_worker_thought_dead_commits_nothing(api: Api) -> None:
    """F-02: two workers hold one job; what the first writes after its lease is lost is rolled back."""
    ghost: list[str] = []

    async def slow(run: Run) -> dict[str, Any]:
        try:
            async with run.work() as work:
                async with api.database.transaction(EVERYTHING) as session:
                    await session.execute(
                        update(Job).where(Job.id == run.taken.id).values(attempts=run.taken.attempt + 1)  # type: ignore[arg-type]
                    )
                work.tell("organization_edited", await work.session.get_one(_organization(), id_of("textile")))
        except LeaseLost:
            ghost.append("lost")
            raise
        return {}

    kinds = {"slow": Kind(Permission.MEMBER_IMPORT, slow)}
    await queue(api, "slow")
    assert await Worker(api.database, api.vault, kinds=kinds).step()
    assert ghost == ["lost"]
    assert await count(api.database, AuditEvent, AuditEvent.event == "organization_edited") == 0
    assert await count(api.database, Job, Job.state == "succeeded") == 0


async def test_two_workers_never_take_one_job(api: Api) -> None:
    """api.md, Jobs: forty jobs and six takers at once: each job is done once."""
    done: list[UUID] = []

    async def quick(run: Run) -> dict[str, Any]:
        done.append(run.taken.id)
        await asyncio.sleep(0.005)
        return {}

    for _ in range(40):
        await queue(api, "quick")
    worker = Worker(api.database, api.vault, kinds={"quick": Kind(Permission.MEMBER_IMPORT, quick)})

    async def work() -> None:
        while await worker.step():
            pass

    await asyncio.gather(*[work() for _ in range(6)])
    assert len(done) == len(set(done)) == 40


async def test_a_job_that_kills_its_worker_ends(api: Api) -> None:
    """api.md, Jobs: taken up again and again without end, it is failed and says why."""
    await queue(api, "deadly")
    async with api.database.transaction(EVERYTHING) as session:
        for _ in range(8):
            taken = await jobs.take(session, lease=-1.0)
            assert taken is not None
        assert await jobs.take(session, lease=-1.0) is None
    await Worker(api.database, api.vault)._end_abandoned()
    async with api.database.transaction(EVERYTHING) as session:
        job = (await session.scalars(select(Job))).one()
    assert (job.state, (job.problem or {})["code"]) == ("failed", "job_abandoned")


async def queue(api: Api, kind: str) -> UUID:
    person = BY_KEY["union_chair"]
    async with api.database.transaction(EVERYTHING) as session:
        job = Job(
            kind=kind,
            user_id=person.id,
            organization_id=id_of("textile"),
            message="waiting",
            result=None,
            problem=None,
            created_at=(await session.execute(select(func.now()))).scalar_one(),
        )
        session.add(job)
        await session.flush()
        return job.id


def _organization() -> Any:
    from backend.db.tables.organization import Organization

    return Organization
