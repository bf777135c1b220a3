"""A worker is asked for papers of the household's file, sends them, and they stand in it (AID-08, AID-09; issue 4 section 8)."""

import asyncio
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, update

from backend.db import upkeep
from backend.db.queries import paper_request as queries_of_requests
from backend.db.tables.account import UserAccount
from backend.db.tables.paper_request import PaperRequest, PaperRequestPaper
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.domain.aid import papers
from backend.settings import settings
from tests import aid, households
from tests.api.test_files import picture
from tests.applications import link
from tests.conftest import Api
from tests.households import enter
from tests.paper_requests import add, answer, answered, ask, asked, decide, filed, mine, of_file
from tests.people import join, once, seen
from tests.town import ABSENT, id_of, today


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def test_asked_answered_and_taken_into_the_file(api: Api) -> None:
    """The whole of it: the worker reads the office and not the officer; the file has the paper, with who sent it."""
    client, chair, file = await filed(api)
    request = await asked(chair, file)
    assert (request["status"], request["asked"], request["missing"]) == ("open", ["income"], ["income"])
    assert request["asked_by"] == "青溪纺织有限公司工会 方秀云"
    read = await mine(client, request)
    assert (read["status_label"], read["note"], read["asked_by"]) == (
        "待职工补交",
        "请补近三个月的",
        "青溪纺织有限公司工会",
    )
    assert "方秀云" not in json.dumps(read, ensure_ascii=False)
    assert [each["step"] for each in read["steps"]] == ["answer"]
    assert [each["id"] for each in (await client.get("/me/paper-requests")).json()["items"]] == [request["id"]]
    half = await add(client, read)
    # What is not sent yet is the worker's alone.
    waiting = (await of_file(chair, file))["items"][0]
    assert (waiting["papers"], [each["step"] for each in waiting["steps"]]) == ([], ["withdraw"])
    unsent = await chair.get(f"/paper-requests/{request['id']}/papers/{half['papers'][0]['id']}")
    assert unsent.status_code == 404
    done = await answer(client, half, "单位已盖章")
    assert (done.status_code, done.json()["status"], done.json()["steps"]) == (200, "answered", [])
    [received] = (await of_file(chair, file))["items"]
    assert (received["answer"], [each["kind"] for each in received["papers"]], received["missing"]) == (
        "单位已盖章",
        ["income"],
        [],
    )
    picture = await chair.get(f"/paper-requests/{request['id']}/papers/{received['papers'][0]['id']}")
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/jpeg")
    taken = await decide(chair, received, "take")
    assert (taken.status_code, taken.json()["status"], taken.json()["ended_by_name"]) == (200, "taken", "方秀云")
    after = (await chair.get(f"/households/{file['id']}")).json()
    assert [(each["kind"], each["added_by_name"]) for each in after["papers"]] == [("income", "王小军")]
    assert after["version"] == file["version"] + 1
    assert (await of_file(chair, file))["askable"]
    async with api.database.transaction(EVERYTHING) as session:
        told = list(
            await session.scalars(select(AuditEvent.event).where(AuditEvent.event.like("paper_request_%")))  # type: ignore[attr-defined]
        )
    assert sorted(told) == ["paper_request_answered", "paper_request_asked", "paper_request_taken"]


async def test_a_question_and_an_answer_say_something(api: Api) -> None:
    """Neither is empty; a paper that cannot be had is excused by a word, and the union reads which is missing."""
    client, chair, file = await filed(api)
    empty = await ask(chair, file, papers=[], note="  ")
    assert (empty.status_code, empty.json()["code"]) == (422, "paper_request_nothing_asked"), empty.text
    request = await asked(chair, file, papers=["receipts", "income"])
    read = await mine(client, request)
    nothing = await answer(client, read)
    assert (nothing.status_code, nothing.json()["code"]) == (422, "paper_request_papers_not_sent")
    assert "收入证明、医疗费票据" in nothing.json()["errors"][0]["detail"]
    half = await add(client, read)
    assert half["missing"] == ["receipts"]
    assert (await answer(client, half)).status_code == 422
    excused = await answer(client, half, "票据在医保局")
    assert (excused.status_code, excused.json()["missing"]) == (200, ["receipts"])
    late = await client.post(
        f"/me/paper-requests/{request['id']}/papers",
        json={"file_id": str(ABSENT), "kind": "income"},
        headers=seen(excused.json()),
    )
    assert (late.status_code, late.json()["code"]) == (409, "paper_request_not_answerable")


async def test_what_will_not_do_is_sent_back_as_a_new_question(api: Api) -> None:
    """Nothing that either side said is written over: the first stands with its answer, the second asks anew."""
    client, chair, file = await filed(api)
    request = await asked(chair, file)
    await answered(client, request)
    [received] = (await of_file(chair, file))["items"]
    silent = await decide(chair, received, "return", note=" ")
    assert silent.json()["code"] == "paper_request_nothing_asked"
    sent_back = await decide(chair, received, "return", note="照片看不清，请重拍", papers=["income"])
    again = sent_back.json()
    assert (sent_back.status_code, again["status"], again["note"]) == (200, "open", "照片看不清，请重拍")
    assert again["id"] != request["id"]
    both = (await client.get("/me/paper-requests")).json()["items"]
    assert [(each["status"], len(each["papers"])) for each in both] == [("open", 0), ("returned", 1)]
    await answered(client, again)
    newest = (await of_file(chair, file))["items"][0]
    assert (await decide(chair, newest, "take")).status_code == 200
    assert len((await chair.get(f"/households/{file['id']}")).json()["papers"]) == 1


async def test_one_at_a_time_whoever_asks_and_however_often(api: Api) -> None:
    """Two officers at one moment, and a doubled request: one is made, the others read why not."""
    _client, chair, file = await filed(api)
    officer = await api.as_("township_officer")
    answers = await asyncio.gather(*(ask(who, file) for who in (chair, officer, chair, officer)))
    assert sorted(each.status_code for each in answers) == [201, 409, 409, 409]
    assert {each.json()["code"] for each in answers if each.status_code == 409} == {"paper_request_open"}
    told = await of_file(chair, file)
    assert (told["askable"], len(told["items"])) == (False, 1)
    assert "还没有办完" in told["reason"]
    key = once()
    withdrawn = await decide(chair, told["items"][0], "withdraw")
    assert withdrawn.json()["status"] == "withdrawn"
    path, body = f"/households/{file['id']}/paper-requests", {"papers": ["income"]}
    first, second = [await chair.post(path, json=body, headers=key) for _ in range(2)]
    assert (first.status_code, second.json()["id"]) == (201, first.json()["id"])


async def test_the_worker_answers_while_the_union_withdraws(api: Api) -> None:
    """Concurrent: one of the two wins, the other is told; a stale version takes nothing."""
    client, chair, file = await filed(api)
    request = await asked(chair, file)
    half = await add(client, await mine(client, request))
    # The worker has added a picture since: what the chair saw has changed and is still the same question.
    answers = await asyncio.gather(answer(client, half), decide(chair, request, "withdraw"))
    assert sorted(each.status_code for each in answers) in ([200, 409], [200, 412]), [each.text for each in answers]
    async with api.database.transaction(EVERYTHING) as session:
        row = await session.get_one(PaperRequest, request["id"])
    assert row.status in ("answered", "withdrawn")


async def test_for_a_case_and_not_for_anothers(api: Api) -> None:
    """The worker reads for which case it is wanted; a case of another household is none of theirs."""
    client, chair, file = await filed(api)
    opened = await households.step(await api.as_("township_officer"), file, "open")
    assert opened.status_code == 200, opened.text
    program = await aid.open_program(await api.as_("county_officer"))
    case = await aid.begin(chair, program, opened.json())
    request = await asked(chair, file, papers=["income"], case_id=case["id"])
    assert (await mine(client, request))["case_number"] == case["number"]
    stranger = await enter(chair, worker=households.person(name="赵一鸣"), family=[], marriage="single")
    nobody = await ask(chair, stranger)
    assert (nobody.status_code, nobody.json()["code"]) == (409, "paper_request_nobody")
    assert not (await of_file(chair, stranger))["askable"]
    await decide(chair, request, "withdraw")
    for wrong in (str(ABSENT), (await aid.submitted(api, program))["id"]):
        other = await ask(chair, file, papers=["income"], case_id=wrong)
        assert (other.status_code, other.json()["code"]) == (422, "paper_request_not_its_case")


async def test_a_request_is_its_workers_alone(api: Api) -> None:
    """A-01, ROL-05: another member meets the same wall at somebody's request as at none, whatever they ask of it."""
    client, chair, file = await filed(api)
    half = await add(client, await mine(client, await asked(chair, file)))
    [paper] = half["papers"]
    other = await join(chair, "李强")
    await link(api, "third_officer", other["id"])
    third = await api.as_("third_officer")
    tried: list[tuple[str, str, Any]] = [
        ("GET", "", None),
        ("POST", "/steps", {"step": "answer", "note": "x"}),
        ("POST", "/papers", {"file_id": str(ABSENT), "kind": "identity"}),
        ("GET", f"/papers/{paper['id']}", None),
        ("DELETE", f"/papers/{paper['id']}", None),
    ]
    for method, path, body in tried:
        answers = [
            await third.request(method, f"/me/paper-requests/{id}{path}", json=body, headers=seen(half))
            for id in (half["id"], ABSENT)
        ]
        assert [each.status_code for each in answers] == [404, 404], (method, path, answers[0].text)
        said = [{k: v for k, v in each.json().items() if k not in ("instance", "request_id")} for each in answers]
        assert said[0] == said[1]
    assert (await third.get("/me/paper-requests")).json() == {"items": []}
    sibling = await api.as_("sibling_chair")
    assert (await decide(sibling, half, "withdraw")).status_code == 404
    removed = await client.delete(f"/me/paper-requests/{half['id']}/papers/{paper['id']}", headers=seen(half))
    assert (removed.status_code, removed.json()["papers"]) == (200, [])


async def test_health_is_for_those_who_may_see_it(api: Api) -> None:
    """trust.md A-02: what was said and medical papers are sealed, hidden from finance, and on record when opened."""
    client, chair, file = await filed(api)
    request = await asked(chair, file, papers=["diagnosis"], note="请补胃癌的诊断证明")
    await answered(client, request, "diagnosis")
    finance = await api.as_("county_finance")
    [hidden] = (await of_file(finance, file))["items"]
    assert (hidden["note"], hidden["answer"], hidden["papers"]) == (None, None, [])
    assert (hidden["hidden"], {each["allowed"] for each in hidden["steps"]}) == (["note", "answer"], {False})
    [shown] = (await of_file(chair, file))["items"]
    path = f"/paper-requests/{request['id']}/papers/{shown['papers'][0]['id']}"
    assert (await finance.get(path)).status_code == 403
    assert (await chair.get(path)).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        opened = await session.scalars(
            select(AuditEvent.facts).where(AuditEvent.event == "paper_request_paper_opened")  # type: ignore[arg-type]
        )
        assert [each["kind"] for each in opened] == ["diagnosis"]
        row = await session.get_one(PaperRequest, request["id"])
        told = await session.scalars(select(AuditEvent.facts))  # type: ignore[call-overload]
        assert "胃癌".encode() not in (row.note or b"")
        assert "胃癌" not in json.dumps(list(told), ensure_ascii=False)


async def test_nobody_deals_with_their_own(api: Api) -> None:
    """trust.md: an officer whose household it is is a worker like another."""
    _client, chair, file = await filed(api)
    request = await asked(chair, file)
    async with api.database.transaction(EVERYTHING) as session:
        row = await session.get_one(PaperRequest, request["id"])
        await session.execute(update(UserAccount).values(member_id=None).where(UserAccount.member_id == row.member_id))  # type: ignore[arg-type]
    await link(api, "township_officer", str(row.member_id))
    officer = await api.as_("township_officer")
    [own] = (await of_file(officer, file))["items"]
    assert {each["allowed"] for each in own["steps"]} == {False}
    refused = await decide(officer, own, "withdraw")
    assert (refused.status_code, refused.json()["code"]) == (409, "paper_request_own")


async def test_the_desk_is_told_and_finds_the_file(api: Api, queries: Callable[..., Any]) -> None:
    """What a worker has sent waits on the workbench, and the list of files finds it; a page is a fixed number of statements."""
    client, chair, file = await filed(api)
    request = await asked(chair, file)

    async def found(status: str) -> list[str]:
        page = (await chair.get("/households", params={"paper_request": status})).json()
        return [each["id"] for each in page["items"]]

    async def waiting() -> list[tuple[str, str]]:
        todos = (await chair.get("/me/todo")).json()
        return [(each["id"], each["name"]) for each in todos["items"] if each["kind"] == "paper_request"]

    assert (await found("open"), await found("answered"), await waiting()) == ([file["id"]], [], [])
    await answered(client, request)
    assert (await found("open"), await found("answered")) == ([], [file["id"]])
    assert await waiting() == [(file["id"], "王小军")]
    with queries(at_most=9):
        [received] = (await of_file(chair, file))["items"]
    await decide(chair, received, "take")
    assert await waiting() == []


async def test_a_file_that_closes_asks_no_more(api: Api) -> None:
    """AID-11: the household has left; the worker is not made to run for papers that nobody wants."""
    client, chair, file = await filed(api)
    officer = await api.as_("township_officer")
    opened = (await households.step(officer, file, "open")).json()
    request = await asked(chair, file)
    left = await households.step(officer, opened, "exit", reason="employed")
    assert left.status_code == 200, left.text
    assert (await mine(client, request))["status"] == "withdrawn"
    async with api.database.transaction(EVERYTHING) as session:
        told = list(
            await session.scalars(select(AuditEvent.object_id).where(AuditEvent.event == "paper_request_withdrawn"))  # type: ignore[call-overload]
        )
    assert [str(each) for each in told] == [request["id"]]
    closed = await ask(chair, file)
    assert (closed.status_code, closed.json()["code"]) == (409, "household_closed")


async def test_a_file_has_room_for_so_many(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """AID-08: the worker cannot send more than a file holds, nor can more be taken in; what is there stays as it is."""
    monkeypatch.setattr(papers, "MOST_PAPERS", 1)
    client, chair, file = await filed(api)
    half = await add(client, await mine(client, await asked(chair, file)))
    sent = {"file": ("b.jpg", picture("JPEG"), "image/jpeg")}
    second = (await client.post("/files", files=sent, data={"purpose": "paper"})).json()["id"]
    path = f"/me/paper-requests/{half['id']}/papers"
    full = await client.post(path, json={"file_id": second, "kind": "income"}, headers=seen(half))
    assert (full.status_code, full.json()["code"]) == (409, "household_papers_too_many")
    assert (await answer(client, half)).status_code == 200
    [received] = (await of_file(chair, file))["items"]
    monkeypatch.setattr(papers, "MOST_PAPERS", 0)
    refused = await decide(chair, received, "take")
    assert (refused.status_code, refused.json()["code"]) == (409, "household_papers_too_many")
    assert (await chair.get(f"/households/{file['id']}")).json()["papers"] == []
    assert (await of_file(chair, file))["items"][0]["status"] == "answered"


async def test_a_draft_goes_with_what_was_asked_beside_it(api: Api) -> None:
    """A draft that is thrown away leaves no question behind."""
    client, chair, file = await filed(api)
    await add(client, await mine(client, await asked(chair, file)))
    gone = await chair.delete(f"/households/{file['id']}", headers=seen(file))
    assert gone.status_code == 204, gone.text
    assert (await client.get("/me/paper-requests")).json() == {"items": []}


async def test_upkeep_keeps_what_is_used_and_lets_go_what_is_old(api: Api) -> None:
    """trust.md: pictures of an answer are not swept away; what ended long ago is, and those in the file stay."""
    client, chair, file = await filed(api)
    await answered(client, await asked(chair, file))
    later = datetime.now(UTC) + timedelta(days=1)
    async with api.database.transaction(EVERYTHING) as session:
        assert list(await upkeep.forget_papers(session, later)) == []
        assert await queries_of_requests.forget(session, later + timedelta(days=800)) == 0
    [received] = (await of_file(chair, file))["items"]
    await decide(chair, received, "take")
    async with api.database.transaction(EVERYTHING) as session:
        assert await queries_of_requests.forget(session, later + timedelta(days=731)) == 1
        assert list(await session.scalars(select(PaperRequestPaper))) == []
        assert list(await upkeep.forget_papers(session, later)) == []


async def test_it_goes_where_its_file_goes(api: Api) -> None:
    """ORG-17: the union that takes a union in reads what the worker sent, and takes it."""
    client, chair, file = await filed(api)
    request = await asked(chair, file)
    await answered(client, request)
    county = await api.as_("county_officer")
    union = (await county.get(f"/organizations/{id_of('textile')}")).json()
    step = {"step": "merge", "into_id": str(id_of("hospital")), "effective_on": today().isoformat(), "reason": "合并"}
    merged = await county.post(f"/organizations/{union['id']}/steps", json=step, headers=seen(union))
    assert merged.status_code == 200, merged.text
    sibling = await api.as_("sibling_chair")
    [received] = (await of_file(sibling, file))["items"]
    assert (await decide(sibling, received, "take")).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        places = {
            row.organization_id
            for table in (PaperRequest, PaperRequestPaper)
            for row in await session.scalars(select(table))
        }
    assert places == {UUID(str(id_of("hospital")))}
