"""Batches of more members than are done at once: checked by a job, carried out by another (issue 2 section 4)."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import func, select, text, update

from backend.api.member.batch import running
from backend.db import upkeep
from backend.db.tables.account import RoleGrant
from backend.db.tables.member import Member, MemberEvent, Membership
from backend.db.tables.member_batch import MemberBatch, MemberBatchRow
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.member.batches import KEPT, MOST_OPEN
from backend.settings import settings
from backend.worker import Worker
from tests import intake
from tests.conftest import Api
from tests.crowd import crowd
from tests.faults.test_jobs import count
from tests.people import enter, id_number, join, once, seen, step
from tests.town import BY_KEY, id_of

MANY = 2500
CHANGE = {"change": {"hukou_kind": "rural"}}


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def worker(api: Api) -> Worker:
    return Worker(api.database, api.vault)


async def ask(client: httpx.AsyncClient, deed: dict[str, Any], **more: Any) -> httpx.Response:
    return await client.post("/member-batches", json={"query": {}} | deed | more, headers=once())


async def checked(client: httpx.AsyncClient, worker: Worker, deed: dict[str, Any], **more: Any) -> dict[str, Any]:
    """The batch, after its check."""
    asked = await ask(client, deed, **more)
    assert asked.status_code == 202, asked.text
    assert asked.headers["location"] == f"/api/v1/jobs/{asked.json()['id']}"
    await intake.work_off(worker)
    return await the_batch(client, asked.json())


async def the_batch(client: httpx.AsyncClient, job: dict[str, Any]) -> dict[str, Any]:
    batch: dict[str, Any] = (await client.get(f"/member-batches/{job['request']['batch_id']}")).json()
    return batch


async def confirm(client: httpx.AsyncClient, batch: dict[str, Any], **headers: str) -> httpx.Response:
    sent = once() | seen(batch) | headers
    return await client.post(f"/member-batches/{batch['id']}/steps", json={"step": "carry_out"}, headers=sent)


async def carried_out(client: httpx.AsyncClient, worker: Worker, batch: dict[str, Any]) -> dict[str, Any]:
    """The batch, after its deed."""
    job = await confirm(client, batch)
    assert job.status_code == 202, job.text
    await intake.work_off(worker)
    done = (await client.get(f"/jobs/{job.json()['id']}")).json()
    assert done["state"] == "succeeded", done
    after = await the_batch(client, done)
    assert done["result"] == {"batch_id": batch["id"], "counts": after["counts"]}
    return after


async def rows_of(client: httpx.AsyncClient, batch: dict[str, Any], **query: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    cursor = None
    while True:
        wanted = {"limit": 500, **query} | ({"cursor": cursor} if cursor else {})
        page = (await client.get(f"/member-batches/{batch['id']}/rows", params=wanted)).json()
        rows += page["items"]
        cursor = page["next_cursor"]
        if cursor is None:
            return rows


async def told(api: Api, prefix: str) -> dict[str, int]:
    async with api.database.transaction(EVERYTHING) as session:
        events = await session.scalars(select(AuditEvent.event).where(AuditEvent.event.startswith(prefix)))  # type: ignore[attr-defined, call-overload]
    return dict(Counter(events))


async def test_a_change_of_all_that_match(api: Api, worker: Worker) -> None:
    """Issue 2 section 4: 2,500 are checked, nothing is written; then it is done to each, on record, and counted."""
    client = await api.as_("county_officer")
    ids = await crowd(api, MANY)
    batch = await checked(client, worker, {"change": {"hukou_kind": "rural", "kind": "migrant"}})
    assert (batch["state"], batch["total"], batch["user_name"]) == ("checked", MANY, "何静")
    assert batch["counts"] == {"waiting": 0, "can": MANY, "cannot": 0, "done": 0}
    assert (batch["step"], batch["change"]) == (None, {"hukou_kind": "rural", "kind": "migrant"})
    assert [(each["step"], each["allowed"]) for each in batch["steps"]] == [("carry_out", True)]
    assert await count(api.database, Member, Member.hukou_kind == "rural") == 0
    assert await told(api, "member_edited") == {}

    done = await carried_out(client, worker, batch)
    assert (done["state"], done["counts"]["done"], done["counts"]["can"]) == ("done", MANY, 0)
    assert done["carried_out_at"] is not None
    assert [each["allowed"] for each in done["steps"]] == [False]
    async with api.database.transaction(EVERYTHING) as session:
        changed = await session.execute(
            select(func.count(), func.min(Member.version), func.max(Member.version)).where(  # type: ignore[call-overload]
                Member.hukou_kind == "rural", Member.kind == "migrant", Member.migrant
            )
        )
        assert changed.one() == (MANY, 2, 2)
        facts = await session.scalar(select(MemberEvent.facts).where(MemberEvent.member_id == ids[7]))
    assert facts["changes"]["hukou_kind"] == [None, "rural"]
    assert await told(api, "member_") == {
        "member_batch_asked": 1,
        "member_batch_checked": 1,
        "member_batch_carry_out_asked": 1,
        "member_batch_carried_out": 1,
        "member_edited": MANY,
    }
    await worker._fold()
    figures = (await client.get(f"/organizations/{id_of('qingxi')}")).json()["figures"]
    assert figures["migrants"] == MANY


async def test_who_cannot_is_counted_by_reason_and_named(api: Api, worker: Worker) -> None:
    """ui.md row 4: "2,500 can, 34 cannot, because"; the others go through; each has a row with the reason."""
    client = await api.as_("county_officer")
    await crowd(api, 1100, status="submitted")
    await crowd(api, 30, status="active", first=2000)
    await crowd(api, 4, "hospital", status="retained", first=3000)
    batch = await checked(client, worker, {"step": {"step": "approve"}})
    assert (batch["counts"]["can"], batch["counts"]["cannot"]) == (1100, 34)
    assert [(one["code"], one["members"]) for one in batch["reasons"]] == [
        ("step_not_possible", 30),
        ("step_not_possible", 4),
    ]
    assert "在册" in batch["reasons"][0]["detail"]
    assert "保留会籍" in batch["reasons"][1]["detail"]
    english = await the_batch(await api.as_("county_officer", **{"Accept-Language": "en"}), _request(batch))
    assert english["reasons"][0]["detail"].startswith("The state is")

    refused = await rows_of(client, batch, outcome="cannot")
    assert len(refused) == 34
    assert {row["problem"]["code"] for row in refused} == {"step_not_possible"}
    assert {row["organization_name"] for row in refused} == {"青溪纺织有限公司工会", "青溪县人民医院工会"}
    assert all(row["name"].startswith("王") for row in refused)
    page = await client.get(f"/member-batches/{batch['id']}/rows", params={"with_total": True, "limit": 1})
    assert page.json()["total"] == 1134

    done = await carried_out(client, worker, batch)
    assert done["counts"] == {"waiting": 0, "can": 0, "cannot": 34, "done": 1100}
    async with api.database.transaction(EVERYTHING) as session:
        numbers = (await session.scalars(select(Member.number).where(Member.status == "active"))).all()  # type: ignore[call-overload]
    assert len({number for number in numbers if number}) == 1100
    assert await count(api.database, Membership) == 1130
    assert await told(api, "member_joined") == {"member_joined": 1100}


def _request(batch: dict[str, Any]) -> dict[str, Any]:
    return {"request": {"batch_id": batch["id"]}}


async def test_rows_are_in_the_order_of_the_list_without_those_left_out(api: Api, worker: Worker) -> None:
    """A deselected row is not done; the batch has the order of the list that was looked at."""
    client = await api.as_("county_officer")
    await crowd(api, 700)
    await crowd(api, 500, "hospital", first=3000)
    listed: list[str] = []
    cursor: str | None = None
    while True:
        page = (await client.get("/members", params={"limit": 500} | ({"cursor": cursor} if cursor else {}))).json()
        listed += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    out = [listed[0], listed[700], listed[-1]]
    batch = await checked(client, worker, CHANGE, except_ids=out)
    rows = await rows_of(client, batch)
    assert [row["member_id"] for row in rows] == [id for id in listed if id not in out]
    assert [row["position"] for row in rows] == list(range(1, 1198))
    await carried_out(client, worker, batch)
    assert await count(api.database, Member, Member.hukou_kind.is_(None)) == 3  # type: ignore[union-attr]


async def test_filters_narrow_and_are_not_kept(api: Api, worker: Worker) -> None:
    """trust.md: a name that was searched for stands neither in the job nor in the batch nor in the record."""
    client = await api.as_("county_officer")
    await crowd(api, 300)
    await crowd(api, 50, "hospital", first=3000)
    query = {"q": "王一", "organization_id": str(id_of("textile"))}
    batch = await checked(client, worker, CHANGE, query=query)
    assert batch["total"] == 30
    async with api.database.transaction(EVERYTHING) as session:
        kept = await session.execute(
            text(
                "select (select string_agg(b::text, '') from member_batch b) || (select string_agg(j::text, '') from job j) "
                "|| (select string_agg(e::text, '') from audit_event e where e.event like 'member_batch%')"
            )
        )
        assert "王一" not in kept.scalar_one()


async def test_the_world_changed_since_the_check(api: Api, worker: Worker) -> None:
    """Judged again when it is done: approved by somebody else, gone from the scope, gone from the register."""
    client = await api.as_("county_officer")
    ids = await crowd(api, 1200, status="submitted")
    batch = await checked(client, worker, {"step": {"step": "approve"}}, query={"status": ["submitted"]})
    assert batch["counts"]["can"] == 1200
    chair = await api.as_("union_chair")
    one = (await chair.get(f"/members/{ids[0]}")).json()
    assert (await step(chair, one, "approve")).status_code == 200
    elsewhere = await api.as_("neighbour_officer")
    async with api.database.transaction(EVERYTHING) as session:
        there = await session.execute(
            text("select code from organization where id = :id"), {"id": id_of("electronics")}
        )
        await session.execute(
            update(Member)
            .where(Member.id == ids[1])  # type: ignore[arg-type]
            .values(organization_id=id_of("electronics"), code=there.scalar_one())
        )
        await session.execute(text("delete from member where id = :id"), {"id": ids[2]})
    await enter(client, "张三", id_number=id_number(999))
    done = await carried_out(client, worker, batch)
    assert (done["counts"]["done"], done["counts"]["cannot"]) == (1197, 3)
    assert {one["code"]: one["members"] for one in done["reasons"]} == {"step_not_possible": 1, "not_found": 2}
    gone = [row for row in await rows_of(client, done, outcome="cannot") if row["problem"]["code"] == "not_found"]
    assert [(row["name"], row["organization_name"]) for row in gone] == [(None, None), (None, None)]
    assert (await elsewhere.get(f"/members/{ids[1]}")).json()["status"] == "submitted"
    # Who came after the check was not in it.
    assert await count(api.database, Member, Member.status == "submitted") == 2
    assert (await told(api, "member_joined"))["member_joined"] == 1198


async def test_somebody_acts_in_the_middle(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between two chunks another officer approves one of those to come: they are done once, and not by the batch."""
    monkeypatch.setattr(running, "CHUNK", 10)
    client, chair = await api.as_("county_officer"), await api.as_("union_chair")
    ids = await crowd(api, 40, status="submitted")
    batch = await checked(client, worker, {"step": {"step": "approve"}})
    assert (await confirm(client, batch)).status_code == 202
    last = (await rows_of(client, batch))[-1]["member_id"]
    original, chunks = running._chunk, 0

    async def meddling(*arguments: Any) -> int:
        nonlocal chunks
        chunks += 1
        if chunks == 2:
            one = (await chair.get(f"/members/{last}")).json()
            assert (await step(chair, one, "approve")).status_code == 200
        return await original(*arguments)

    monkeypatch.setattr(running, "_chunk", meddling)
    await intake.work_off(worker)
    done = (await client.get(f"/member-batches/{batch['id']}")).json()
    assert (done["counts"]["done"], done["counts"]["cannot"]) == (39, 1)
    assert (await told(api, "member_joined"))["member_joined"] == len(ids)
    assert await count(api.database, Membership) == len(ids)


async def test_cancelled_and_gone_on_with(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """api.md, Jobs: whole chunks stay, the rest waits and can be carried out later; a check that was stopped cannot."""
    monkeypatch.setattr(running, "CHUNK", 10)
    monkeypatch.setattr("backend.api.jobs.REPORT_EVERY", 0.0)
    client = await api.as_("county_officer")
    await crowd(api, 60)
    batch = await checked(client, worker, CHANGE)
    job = (await confirm(client, batch)).json()
    original, chunks = running._chunk, 0

    async def cancelling(*arguments: Any) -> int:
        nonlocal chunks
        chunks += 1
        if chunks == 3:
            await client.delete(f"/jobs/{job['id']}")
        return await original(*arguments)

    monkeypatch.setattr(running, "_chunk", cancelling)
    await intake.work_off(worker)
    assert (await client.get(f"/jobs/{job['id']}")).json()["state"] == "cancelled"
    half = (await client.get(f"/member-batches/{batch['id']}")).json()
    assert (half["state"], half["counts"]["done"], half["counts"]["can"]) == ("checked", 30, 30)
    assert half["steps"][0]["allowed"]
    monkeypatch.setattr(running, "_chunk", original)
    done = await carried_out(client, worker, half)
    assert (done["state"], done["counts"]["done"]) == ("done", 60)
    assert await told(api, "member_edited") == {"member_edited": 60}

    stopped = (await ask(client, CHANGE)).json()
    await client.delete(f"/jobs/{stopped['id']}")
    failed = await the_batch(client, stopped)
    assert (failed["state"], failed["counts"]["waiting"]) == ("failed", 60)
    assert not failed["steps"][0]["allowed"]
    refused = await confirm(client, failed)
    assert (refused.status_code, refused.json()["code"]) == (409, "batch_not_ready")


async def test_confirmed_twice_is_done_once(api: Api, worker: Worker) -> None:
    """api.md, Idempotency and Concurrency: a repeated key, a second click, a stale screen."""
    client = await api.as_("county_officer")
    await crowd(api, 20)
    batch = await checked(client, worker, CHANGE)
    url, body, key = f"/member-batches/{batch['id']}/steps", {"step": "carry_out"}, once()
    assert (await client.post(url, json=body, headers=key)).status_code == 428
    assert (await client.post(url, json=body, headers=seen(batch))).status_code == 400
    answers = await asyncio.gather(*(client.post(url, json=body, headers=key | seen(batch)) for _ in range(3)))
    assert {(answer.status_code, answer.json()["id"]) for answer in answers} == {(202, answers[0].json()["id"])}
    assert (await confirm(client, batch)).status_code == 412
    current = (await client.get(f"/member-batches/{batch['id']}")).json()
    again = await confirm(client, current)
    assert (again.status_code, again.json()["code"]) == (409, "batch_not_ready")
    await intake.work_off(worker)
    assert await told(api, "member_edited") == {"member_edited": 20}
    done = (await client.get(f"/member-batches/{batch['id']}")).json()
    assert (await confirm(client, done)).json()["code"] == "batch_not_ready"


async def test_what_is_refused_at_once(api: Api, worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody, too many, nothing to do, a field that cannot be emptied, an employer elsewhere, too many batches."""
    client = await api.as_("county_officer")

    async def refused(deed: dict[str, Any], **more: Any) -> tuple[int, str]:
        answer = await ask(client, deed, **more)
        return answer.status_code, answer.json()["code"]

    assert await refused(CHANGE) == (409, "batch_of_nobody")
    ids = await crowd(api, 12)
    assert await refused(CHANGE, except_ids=[str(id) for id in ids]) == (409, "batch_of_nobody")
    assert await refused({}) == (422, "batch_unclear")
    assert await refused({"change": {}}) == (422, "batch_unclear")
    assert await refused(CHANGE | {"step": {"step": "approve"}}) == (422, "batch_unclear")
    assert await refused({"change": {"kind": None}}) == (422, "field_needed")
    assert await refused({"change": {"employer_id": str(id_of("nobody"))}}) == (404, "not_found")
    assert await refused(CHANGE, query={"organization_id": str(id_of("electronics"))}) == (404, "not_found")
    monkeypatch.setattr("backend.api.member.batch.actions.MOST_BY_JOB", 10)
    answer = await ask(client, CHANGE)
    assert (answer.status_code, answer.json()["code"], answer.json()["facts"]) == (409, "batch_too_large", {"most": 10})
    # Left out, but not among those who match: eleven would be left.
    strangers = [str(ids[0]), str(id_of("nobody"))]
    answer = await ask(client, CHANGE, except_ids=strangers)
    assert (answer.status_code, answer.json()["facts"]) == (409, {"most": 10})
    assert await count(api.database, MemberBatchRow) == 0
    assert (await ask(client, CHANGE, except_ids=[str(id) for id in ids[:2]])).status_code == 202
    assert await count(api.database, MemberBatchRow) == 10
    for _ in range(MOST_OPEN - 1):
        assert (await ask(client, CHANGE, except_ids=[str(id) for id in ids[:2]])).status_code == 202
    assert await refused(CHANGE, except_ids=[str(id) for id in ids[:2]]) == (409, "batches_too_many")
    await intake.work_off(worker)
    assert (await ask(client, CHANGE, except_ids=[str(id) for id in ids[:2]])).status_code == 202


async def test_nobody_can(api: Api, worker: Worker) -> None:
    """A batch in which everybody is refused is not carried out, and says so before it is asked."""
    client = await api.as_("county_officer")
    await crowd(api, 15)
    batch = await checked(client, worker, {"step": {"step": "approve"}})
    assert batch["counts"]["cannot"] == 15
    assert (batch["steps"][0]["allowed"], bool(batch["steps"][0]["reason"])) == (False, True)
    answer = await confirm(client, batch)
    assert (answer.status_code, answer.json()["code"]) == (409, "batch_nobody_can")


async def test_two_files_of_one_person(api: Api, worker: Worker) -> None:
    """MBR-01: of two drafts of one person one is handed in; a batch of them does not break off."""
    client = await api.as_("county_officer")
    number = id_number()
    for union in ("textile", "hospital"):
        body = {"name": "王小军", "id_number": number, "organization_id": str(id_of(union))}
        assert (await client.post("/members", json=body, headers=once())).status_code == 201
    ids = [row["id"] for row in (await client.get("/members")).json()["items"]]
    at_once = await client.post(
        "/members/batches", json={"ids": ids, "step": {"step": "submit"}, "dry_run": True}, headers=once()
    )
    assert [(item["problem"] or {}).get("code") for item in at_once.json()["items"]] == [None, "member_exists"]
    batch = await checked(client, worker, {"step": {"step": "submit"}})
    assert (batch["counts"]["can"], batch["counts"]["cannot"]) == (1, 1)
    done = await carried_out(client, worker, batch)
    assert (done["counts"]["done"], done["counts"]["cannot"]) == (1, 1)


async def test_a_batch_belongs_to_the_subtree_it_was_asked_in(api: Api, worker: Worker) -> None:
    """ROL-03: whoever stands above sees and may finish it, nobody below or beside; a right that is gone does nothing."""
    client = await api.as_("county_officer")
    await crowd(api, 10)
    batch = await checked(client, worker, CHANGE)
    for key in ("city_officer", "county_chair"):
        assert (await (await api.as_(key)).get(f"/member-batches/{batch['id']}")).status_code == 200
    for key in ("township_officer", "union_chair", "neighbour_officer", "line_officer"):
        other = await api.as_(key)
        for path in ("", "/rows"):
            assert (await other.get(f"/member-batches/{batch['id']}{path}")).status_code == 404
        assert (await confirm(other, batch)).status_code == 404
    job = (await confirm(client, batch)).json()
    async with api.database.transaction(EVERYTHING) as session:
        whose = RoleGrant.user_id == BY_KEY["county_officer"].id
        await session.execute(update(RoleGrant).where(whose).values(status="ended"))  # type: ignore[arg-type]
    await intake.work_off(worker)
    ended = (await client.get(f"/jobs/{job['id']}")).json()
    assert (ended["state"], ended["problem"]["code"]) == ("failed", "forbidden")
    assert await count(api.database, Member, Member.hukou_kind == "rural") == 0


async def test_along_a_line(api: Api, worker: Worker) -> None:
    """ROL-05: a line's officer does it to the line's members and to no others, and finds the batch again."""
    await crowd(api, 12, "school")
    await crowd(api, 12, "electronics", first=3000)
    line = await api.as_("line_officer")
    batch = await checked(line, worker, CHANGE)
    assert batch["total"] == 12
    done = await carried_out(line, worker, batch)
    assert done["counts"]["done"] == 12
    assert len(await rows_of(line, done)) == 12
    # The city's officers stand above the line's union; those of the county where the school lies do not.
    assert (await (await api.as_("neighbour_officer")).get(f"/member-batches/{batch['id']}")).status_code == 404


async def test_statements_do_not_grow_with_members(api: Api, worker: Worker, queries: Callable[..., Any]) -> None:
    """No statement per row: asked, looked at, listed, and a chunk carried out."""
    client = await api.as_("county_officer")
    await crowd(api, 1100, status="submitted")
    await client.get("/members", params={"limit": 1})
    with queries(at_most=14):
        asked = await ask(client, {"step": {"step": "approve"}})
    await intake.work_off(worker)
    batch = await the_batch(client, asked.json())
    with queries(at_most=6):
        await client.get(f"/member-batches/{batch['id']}")
    with queries(at_most=5):
        await client.get(f"/member-batches/{batch['id']}/rows", params={"limit": 500, "with_total": True})
    assert (await confirm(client, batch)).status_code == 202
    with queries(at_most=90):
        await worker.step()
    assert (await the_batch(client, asked.json()))["counts"]["done"] == 1100


async def test_after_thirty_days_it_is_forgotten(api: Api, worker: Worker) -> None:
    """trust.md 4.4: with who was in it; on the last day it is there; twice is once."""
    client = await api.as_("county_officer")
    await crowd(api, 5)
    batch = await checked(client, worker, CHANGE)
    now = datetime.now(UTC)

    async def night(at: datetime) -> int:
        async with api.database.transaction(EVERYTHING) as session:
            return await upkeep.forget_batches(session, at)

    assert await night(now + KEPT - timedelta(minutes=5)) == 0
    assert (await client.get(f"/member-batches/{batch['id']}")).status_code == 200
    assert await night(now + KEPT + timedelta(minutes=5)) == 1
    assert await night(now + KEPT + timedelta(minutes=5)) == 0
    assert (await client.get(f"/member-batches/{batch['id']}")).status_code == 404
    assert await count(api.database, MemberBatchRow) == await count(api.database, MemberBatch) == 0


async def test_a_batch_follows_its_union(api: Api, worker: Worker) -> None:
    """ORG-26: the township that asked moves to another county; its batch and everybody in it go with it."""
    client = await api.as_("township_officer")
    await crowd(api, 5)
    batch = await checked(client, worker, CHANGE)
    city = await api.as_("city_officer")
    union = (await city.get(f"/organizations/{id_of('chengguan')}")).json()
    body = {"step": "move", "parent_id": str(id_of("nanhe")), "effective_on": "2026-01-01"}
    moved = await city.post(f"/organizations/{union['id']}/steps", json=body, headers=seen(union))
    assert moved.status_code == 200, moved.text
    api.app.state.callers.clear()
    assert len(await rows_of(client, batch)) == 5
    assert (await (await api.as_("neighbour_officer")).get(f"/member-batches/{batch['id']}")).status_code == 200
    assert (await (await api.as_("county_officer")).get(f"/member-batches/{batch['id']}")).status_code == 404
    done = await carried_out(client, worker, batch)
    assert done["counts"]["done"] == 5


async def test_a_closed_record_stays_closed(api: Api, worker: Worker) -> None:
    """MBR-05: values are not set in a file whose membership has ended."""
    client = await api.as_("county_officer")
    left = (await step(client, await join(client, "李芳"), "withdraw")).json()
    await crowd(api, 5)
    batch = await checked(client, worker, CHANGE)
    assert [(one["code"], one["members"]) for one in batch["reasons"]] == [("member_record_closed", 1)]
    await carried_out(client, worker, batch)
    assert (await client.get(f"/members/{left['id']}")).json()["hukou_kind"] is None
    assert UUID(batch["id"]).version == 7


async def the_list(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/member-batches", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def test_who_did_what_to_how_many(api: Api, worker: Worker) -> None:
    """Issue 2 section 4: batches of a job and those done at once stand in one list, the newest first, with the result."""
    client = await api.as_("county_officer")
    (first, *_rest) = await crowd(api, 3)
    carried = await carried_out(client, worker, await checked(client, worker, CHANGE))
    body = {"ids": [str(first), str(id_of("nobody"))], "change": {"card_issued_on": "2026-01-02"}}
    preview = (await client.post("/members/batches", json=body | {"dry_run": True}, headers=once())).json()
    assert preview["batch_id"] is None
    done = (await client.post("/members/batches", json=body, headers=once())).json()
    assert (done["succeeded"], done["failed"]) == (1, 1)
    newest, older = await the_list(client, with_total=True)
    assert newest["id"] == done["batch_id"]
    assert (newest["deed"], newest["change"], newest["step"]) == ("card", {"card_issued_on": "2026-01-02"}, None)
    assert (newest["state"], newest["total"], newest["done"], newest["cannot"], newest["can"]) == ("done", 2, 1, 1, 0)
    assert (newest["user_name"], newest["organization_name"]) == ("何静", "青溪县总工会")
    assert newest["carried_out_at"] is not None
    assert (older["id"], older["deed"], older["done"], older["total"]) == (carried["id"], "change", 3, 3)
    rows = await rows_of(client, {"id": done["batch_id"]})
    assert [(row["member_id"], row["outcome"]) for row in rows] == [
        (str(first), "done"),
        (str(id_of("nobody")), "cannot"),
    ]
    assert rows[1]["problem"]["code"] == "not_found"


async def test_the_list_is_narrowed(api: Api, worker: Worker) -> None:
    """By deed, by state, to one's own, to those below a union; a batch that waits says so."""
    await crowd(api, 2)
    client, chair = await api.as_("county_officer"), await api.as_("county_chair")
    waiting = await checked(client, worker, CHANGE)
    member = await join(client, "李春梅")
    await chair.post("/members/batches", json={"ids": [member["id"]], "change": {"post": "钳工"}}, headers=once())
    submitted = {"ids": [(await enter(client, "赵待批"))["id"]], "step": {"step": "submit"}}
    await client.post("/members/batches", json=submitted, headers=once())
    assert [each["deed"] for each in await the_list(client)] == ["submit", "change", "change"]
    assert [each["id"] for each in await the_list(client, state="checked")] == [waiting["id"]]
    assert [each["user_name"] for each in await the_list(client, deed="change", mine=True)] == ["何静"]
    assert [each["step"] for each in await the_list(client, deed="submit,approve")] == ["submit"]
    assert await the_list(client, under_id=str(id_of("textile"))) == []
    missing = await client.get("/member-batches", params={"under_id": str(id_of("hekou"))})
    assert missing.status_code == 404
    assert await the_list(await api.as_("neighbour_officer")) == []
    assert len(await the_list(await api.as_("city_officer"))) == 3


async def test_one_that_was_stopped_is_listed_as_it_is(api: Api, worker: Worker) -> None:
    """A check that was cancelled has failed, whatever the row still says."""
    client = await api.as_("county_officer")
    await crowd(api, 2)
    job = (await ask(client, CHANGE)).json()
    await client.delete(f"/jobs/{job['id']}")
    await intake.work_off(worker)
    assert [each["state"] for each in await the_list(client)] == ["failed"]
    assert len(await the_list(client, state="failed")) == 1
    assert await the_list(client, state="checking") == []


async def test_the_list_takes_as_many_statements_as_it_has_pages(
    api: Api, worker: Worker, queries: Callable[..., Any]
) -> None:
    """data.md: no query per row, and no row of a batch is read."""
    client = await api.as_("county_officer")
    member = await join(client)
    for _ in range(4):
        body = {"ids": [member["id"]], "change": {"post": "钳工"}}
        await client.post("/members/batches", json=body, headers=once())
    await the_list(client)
    with queries(at_most=4) as told:
        page = (await client.get("/member-batches", params={"limit": 2, "with_total": True})).json()
    assert (len(page["items"]), page["total"]) == (2, 4)
    assert [line for line in told if "member_batch_row" in line] == []
    rest = (await client.get("/member-batches", params={"limit": 2, "cursor": page["next_cursor"]})).json()
    ids = [each["id"] for each in page["items"] + rest["items"]]
    assert len(set(ids)) == 4
    assert rest["next_cursor"] is None
