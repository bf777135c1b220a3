"""Batches of members and kills: whole chunks stay, the rest follows, nobody is done twice (trust.md F-02)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from backend.db.tables.member import Member, MemberEvent, Membership
from backend.db.tables.member_batch import MemberBatchRow
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.settings import settings
from backend.worker import Worker
from tests.api.test_member_batches import ask, checked, confirm, the_batch
from tests.conftest import Api, Cluster
from tests.crowd import crowd
from tests.faults.test_jobs import BATCH, LEASE, count, finished, killed_when

PEOPLE = 450
APPROVE = {"step": {"step": "approve"}}


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.mark.parametrize("judged", [1, 270])
async def test_killed_in_mid_check(api: Api, cluster: Cluster, judged: int) -> None:
    """F-02: the check goes on with those of whom nothing was said; nothing is done to anybody."""
    client = await api.as_("county_officer")
    await crowd(api, PEOPLE, status="submitted")
    job = (await ask(client, APPROVE)).json()

    async def reached() -> bool:
        return await count(api.database, MemberBatchRow, MemberBatchRow.outcome == "can") >= judged

    await killed_when(api, cluster, reached)
    there = await count(api.database, MemberBatchRow, MemberBatchRow.outcome == "can")
    assert there % BATCH == 0
    assert there < PEOPLE
    done = await finished(api, Worker(api.database, api.vault, lease=LEASE), job["id"])
    assert (done.state, done.attempts >= 2) == ("succeeded", True)
    assert (await the_batch(client, job))["counts"] == {"waiting": 0, "can": PEOPLE, "cannot": 0, "done": 0}
    assert await count(api.database, Member, Member.status == "active") == 0


@pytest.mark.parametrize("joined", [1, 210, 390])
async def test_killed_while_it_is_done(api: Api, cluster: Cluster, joined: int) -> None:
    """F-02: members, memberships, life lines, record and what is said of each stand together at every moment."""
    client = await api.as_("county_officer")
    await crowd(api, PEOPLE, status="submitted")
    worker = Worker(api.database, api.vault, lease=LEASE)
    batch = await checked(client, worker, APPROVE)
    job = (await confirm(client, batch)).json()

    async def reached() -> bool:
        return await count(api.database, Member, Member.status == "active") >= joined

    async def those_done() -> set[int]:
        return {
            await count(api.database, Member, Member.status == "active"),
            await count(api.database, Membership),
            await count(api.database, MemberEvent, MemberEvent.kind == "joined"),
            await count(api.database, AuditEvent, AuditEvent.event == "member_joined"),
            await count(api.database, MemberBatchRow, MemberBatchRow.outcome == "done"),
        }

    await killed_when(api, cluster, reached)
    (there,) = await those_done()
    assert (there % BATCH, there < PEOPLE) == (0, True)
    done = await finished(api, worker, job["id"])
    assert (done.state, done.attempts >= 2) == ("succeeded", True)
    assert await those_done() == {PEOPLE}
    async with api.database.transaction(EVERYTHING) as session:
        numbers = (await session.scalars(select(Member.number))).all()  # type: ignore[call-overload]
    assert len(set(numbers)) == PEOPLE
    assert (await the_batch(client, job))["state"] == "done"
