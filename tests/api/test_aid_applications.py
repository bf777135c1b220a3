"""A worker applies for aid: part by part, handed in whole, asked and answered, taken into a file (AID-01, AID-08, AID-09).

issue 4 section 8; trust.md on health and cards.
"""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import func, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from backend.db import file_types, register, restructure, upkeep
from backend.db.queries import aid_application as queries_of_applications
from backend.db.tables.account import UserAccount
from backend.db.tables.aid import HouseholdPaper
from backend.db.tables.aid_application import AidApplication, AidApplicationPaper, AidApplicationStep
from backend.db.tables.aid_case import AidCase, AidCaseStep, AidProgram
from backend.db.tables.organization import Organization
from backend.db.tables.process import AuditEvent
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests.api.test_files import picture
from tests.applications import WHOLE, add_paper, begin, decide, family, fill, link, step, submitted, whole, worker
from tests.conftest import Api
from tests.households import enter, person
from tests.people import id_number, join, once, seen
from tests.town import ABSENT, SINCE, id_of, today


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def test_a_worker_fills_in_part_by_part_and_hands_in(api: Api) -> None:
    """ui.md 2.3: six parts, resumable; what is missing is told field by field, and nothing typed is lost."""
    client = await worker(api)
    application = await begin(client)
    assert (application["status"], application["desk"]["desk"], application["number"][:3]) == ("draft", "worker", "SQ-")
    assert [each["state"] for each in application["sections"]] == ["empty"] * 6
    half = await fill(client, application, worker={"phone": "12345", "unit": "织造车间"}, family=[{"name": "李芳"}])
    assert half["declaration"]["worker"]["phone"] == "12345"
    told = {each["pointer"]: each["code"] for each in half["faults"]}
    assert told["/worker/phone"] == "phone_invalid"
    assert told["/worker/marriage"] == told["/family/0/relation"] == told["/income/housing"]
    assert {"/papers/identity", "/papers/household_register", "/confirmation/truthful"} <= set(told)
    refused = await step(client, half, "submit")
    assert (refused.status_code, refused.json()["code"]) == (422, "aid_application_incomplete")
    assert {each["pointer"] for each in refused.json()["errors"]} == set(told)
    again = (await client.get(f"/me/aid-applications/{half['id']}")).json()
    assert again["declaration"]["worker"]["unit"] == "织造车间"
    done = await fill(client, again, **(WHOLE | {"family": family()}))
    done = await add_paper(client, done, "identity")
    done = await add_paper(client, done, "household_register")
    assert (done["faults"], {each["state"] for each in done["sections"]}) == ([], {"complete"})
    answer = await step(client, done, "submit")
    handed = answer.json()
    assert (answer.status_code, handed["status"], handed["status_label"]) == (200, "submitted", "待工会受理")
    assert handed["desk"] == {
        "desk": "union",
        "label": "基层工会",
        "organization_name": "青溪纺织有限公司工会",
    }
    assert [each["step"] for each in handed["trail"]] == ["submit"]
    assert [(each["step"], each["allowed"]) for each in handed["steps"]] == [("withdraw", True)]
    late = await client.patch(f"/me/aid-applications/{done['id']}", json={"family": []}, headers=seen(handed))
    assert (late.status_code, late.json()["code"]) == (409, "aid_application_not_fillable")
    mine = (await client.get("/me/aid-applications")).json()["items"]
    assert [(each["id"], each["desk"]["organization_name"]) for each in mine] == [(done["id"], "青溪纺织有限公司工会")]


async def test_what_is_changed_is_confirmed_anew(api: Api) -> None:
    """A promise is about what was read when it was given."""
    client = await worker(api)
    application = await whole(client)
    changed = await fill(client, application, income={"income_fen": 1, "housing": "owned"})
    assert changed["declaration"]["confirmation"] is None
    assert {each["section"] for each in changed["faults"]} == {"confirmation"}


async def test_illness_asks_for_its_papers_and_marriage_for_the_spouse(api: Api) -> None:
    """AID-07, AID-08: the sixth item; a household counted one too small would be judged wrongly."""
    client = await worker(api)
    sick = WHOLE["hardship"] | {"illness": "cancer"}
    application = await whole(client, hardship=sick, family=[])
    told = {each["pointer"]: each["code"] for each in application["faults"]}
    assert told == {
        "/family": "aid_application_spouse_missing",
        **{f"/papers/{kind}": "aid_application_paper_missing" for kind in ("diagnosis", "records", "receipts")},
    }
    twice = family()
    twice[1]["id_number"] = twice[0]["id_number"]
    wrong = await fill(
        client, application, family=twice, hardship=WHOLE["hardship"], confirmation=WHOLE["confirmation"]
    )
    assert [(each["pointer"], each["code"]) for each in wrong["faults"]] == [
        ("/family/1/id_number", "household_person_twice")
    ]


async def test_one_at_a_time_and_doubled_requests(api: Api) -> None:
    """One open application per member; of two that race one is begun, and both learn of the same."""
    client = await worker(api)
    answers = await asyncio.gather(
        *(client.post("/me/aid-applications", json={}, headers=once()) for _ in range(3)), return_exceptions=False
    )
    assert sorted(each.status_code for each in answers) == [201, 409, 409]
    assert {each.json()["code"] for each in answers if each.status_code == 409} == {"aid_application_open"}
    application = next(each.json() for each in answers if each.status_code == 201)
    again = await client.post("/me/aid-applications", json={}, headers=once())
    assert again.json()["facts"] == {"application_id": application["id"]}
    gone = await client.delete(f"/me/aid-applications/{application['id']}", headers=seen(application))
    assert gone.status_code == 204
    handed = await submitted(client)
    kept = await client.delete(f"/me/aid-applications/{handed['id']}", headers=seen(handed))
    assert kept.json()["code"] == "aid_application_not_a_draft"


async def test_two_submits_and_an_officer_who_asks_while_the_worker_withdraws(api: Api) -> None:
    """Concurrent: one of two wins, the other is told where it stands now; never both."""
    client, chair = await worker(api), await api.as_("union_chair")
    application = await whole(client)
    answers = await asyncio.gather(step(client, application, "submit"), step(client, application, "submit"))
    assert sorted(each.status_code for each in answers) == [200, 412]
    handed = next(each.json() for each in answers if each.status_code == 200)
    answers = await asyncio.gather(
        decide(chair, handed, "ask", note="请补充收入证明", papers=["income"]), step(client, handed, "withdraw")
    )
    assert sorted(each.status_code for each in answers) in ([200, 409], [200, 412])
    async with api.database.transaction(EVERYTHING) as session:
        row = await session.get_one(AidApplication, handed["id"])
        steps = list(await session.scalars(select(AidApplicationStep.step).order_by(AidApplicationStep.place)))  # type: ignore[arg-type]
    assert (row.status, steps[-1]) in (("asked", "ask"), ("withdrawn", "withdraw"))
    assert len(steps) == 2


async def test_the_union_asks_and_the_worker_answers(api: Api) -> None:
    """AID-09: a request for a paper, answered; the worker reads the office and not the officer."""
    client, chair = await worker(api), await api.as_("union_chair")
    handed = await submitted(client)
    empty = await decide(chair, handed, "ask", note=" ")
    assert empty.json()["errors"][0]["pointer"] == "/note"
    asked = await decide(chair, handed, "ask", note="请补充收入证明", papers=["income"])
    assert (asked.status_code, asked.json()["status"]) == (200, "asked")
    mine = (await client.get(f"/me/aid-applications/{handed['id']}")).json()
    assert (mine["desk"]["desk"], mine["asked"]["note"], mine["asked"]["papers"]) == (
        "worker",
        "请补充收入证明",
        ["income"],
    )
    assert mine["asked"]["by"] == "青溪纺织有限公司工会"
    assert "方秀云" not in json.dumps(mine, ensure_ascii=False)
    without = await step(client, mine, "answer")
    assert [each["pointer"] for each in without.json()["errors"]] == ["/papers/income"]
    mine = await add_paper(client, mine, "income")
    answered = await step(client, mine, "answer", note="单位已盖章")
    assert (answered.status_code, answered.json()["status"], answered.json()["asked"]) == (200, "submitted", None)
    seen_by_chair = (await chair.get(f"/aid-applications/{handed['id']}")).json()
    assert [(each["step"], each["note"]) for each in seen_by_chair["trail"]] == [
        ("submit", ""),
        ("ask", "请补充收入证明"),
        ("answer", "单位已盖章"),
    ]
    assert [each["by"] for each in seen_by_chair["trail"]] == ["本人", "青溪纺织有限公司工会 方秀云", "本人"]
    refused = await decide(chair, seen_by_chair, "refuse", note="不在申请范围")
    assert (refused.json()["status"], refused.json()["steps"]) == ("refused", [])
    after = await decide(chair, refused.json(), "ask", note="再问")
    assert (after.status_code, after.json()["code"]) == (409, "step_not_possible")
    assert (await begin(client))["status"] == "draft"


async def test_a_file_is_made_of_it_with_its_papers(api: Api) -> None:
    """AID-09: what was declared is not typed again; the officer is the keeper, so a second one opens the file."""
    client, chair = await worker(api), await api.as_("union_chair")
    said = WHOLE["worker"] | {"work_started_on": "2009-07-01", "other_phone": "0535-6212345", "postcode": "265500"}
    child = family()
    child[1]["school_years"] = 6
    handed = await submitted(client, worker=said, family=child)
    body = {"application_id": handed["id"]}
    answers = await asyncio.gather(*(chair.post("/household-drafts", json=body, headers=once()) for _ in range(2)))
    assert sorted(each.status_code for each in answers) == [201, 409], [each.text for each in answers]
    file = next(each.json() for each in answers if each.status_code == 201)
    assert [(each["relation"], each["name"], each["income_fen"]) for each in file["people"]] == [
        ("self", "王小军", 240_000),
        ("spouse", "李芳", 60_000),
        ("child", "王乐乐", 0),
    ]
    assert (file["keeper_name"], file["main_cause"], file["housing"], file["noted"]) == (
        "方秀云",
        "schooling",
        "private_rented",
        True,
    )
    assert [file[name] for name in ("work_started_on", "other_phone_masked", "postcode_masked")] == [
        "2009-07-01",
        "0535-*****45",
        "2655**",
    ]
    # What the worker wrote of the unit stands, whatever the register calls it.
    assert [file["people"][0]["unit"], file["people"][2]["school_years"]] == ["织造车间", 6]
    assert [(each["kind"], each["added_by_name"]) for each in file["papers"]] == [
        ("identity", "王小军"),
        ("household_register", "王小军"),
    ]
    paper = await chair.get(f"/households/{file['id']}/papers/{file['papers'][0]['id']}")
    assert (paper.status_code, paper.headers["content-type"]) == (200, "image/jpeg")
    mine = (await client.get(f"/me/aid-applications/{handed['id']}")).json()
    assert (mine["status"], mine["desk"], mine["steps"]) == ("taken", None, [])
    both = await chair.post("/household-drafts", json=body | {"member_id": str(ABSENT)}, headers=once())
    assert (both.status_code, both.json()["code"]) == (422, "household_source_not_one")
    # The draft is thrown away by mistake: the application is not lost with it.
    gone = await chair.delete(f"/households/{file['id']}", headers=seen(file))
    assert gone.status_code == 204
    back = (await chair.get(f"/aid-applications/{handed['id']}")).json()
    assert (back["status"], back["household_id"], back["trail"][-1]["step"]) == ("submitted", None, "give_back")
    again = await chair.post("/household-drafts", json=body, headers=once())
    assert (again.status_code, len(again.json()["papers"])) == (201, 2)


async def test_who_stands_in_a_file_is_put_to_it(api: Api) -> None:
    """AID-08 (七): those already on file apply again; a second file is not made, and a stranger's is not taken."""
    number = id_number()
    client, chair = await worker(api, id_number=number), await api.as_("union_chair")
    there = await enter(chair, worker=person(name="王小军", id_number=number), family=[], marriage="single")
    strangers = await enter(chair, worker=person(name="赵一鸣"), family=[], marriage="single")
    handed = await submitted(client)
    refused = await chair.post("/household-drafts", json={"application_id": handed["id"]}, headers=once())
    assert (refused.status_code, refused.json()["facts"]) == (409, {"household_id": there["id"]})
    for wrong in (strangers["id"], str(ABSENT)):
        answer = await decide(chair, handed, "attach", household_id=wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "aid_application_not_their_file")
    put = await decide(chair, handed, "attach", household_id=there["id"])
    assert (put.status_code, put.json()["status"], put.json()["household_id"]) == (200, "taken", there["id"])
    file = (await chair.get(f"/households/{there['id']}")).json()
    assert ([each["kind"] for each in file["papers"]], file["version"]) == (
        ["identity", "household_register"],
        there["version"] + 1,
    )


async def test_drafts_and_strangers_see_nothing(api: Api) -> None:
    """A draft is the worker's alone; another worker, a sibling union and another county meet a wall."""
    client, chair = await worker(api), await api.as_("union_chair")
    application = await whole(client)
    assert (await chair.get(f"/aid-applications/{application['id']}")).status_code == 404
    assert (await chair.get("/aid-applications")).json()["items"] == []
    assert (await chair.get("/aid-applications", params={"status": "draft"})).json()["items"] == []
    handed = (await step(client, application, "submit")).json()
    other = await join(chair, "李强")
    await link(api, "third_officer", other["id"])
    third = await api.as_("third_officer")
    for path in (f"/me/aid-applications/{handed['id']}", f"/me/aid-applications/{handed['id']}/papers/{ABSENT}"):
        assert (await third.get(path)).status_code == 404
    assert (await step(third, handed, "withdraw")).status_code == 404
    assert (await third.get(f"/aid-applications/{handed['id']}")).status_code == 404
    sibling = await api.as_("sibling_chair")
    assert (await sibling.get("/aid-applications")).json()["items"] == []
    assert (await decide(sibling, handed, "refuse", note="x")).status_code == 404
    taken = await sibling.post("/household-drafts", json={"application_id": handed["id"]}, headers=once())
    assert taken.status_code == 404
    # Nobody without a record applies.
    nobody = await (await api.as_("county_chair")).post("/me/aid-applications", json={}, headers=once())
    assert nobody.json()["code"] == "aid_application_not_a_member"


async def test_an_application_is_its_workers_alone(api: Api) -> None:
    """A-01, ROL-05: another member meets the same wall at somebody's draft as at none, whatever they ask of it."""
    client, chair = await worker(api), await api.as_("union_chair")
    application = await whole(client)
    [paper, *_] = application["papers"]
    other = await join(chair, "李强")
    await link(api, "third_officer", other["id"])
    third = await api.as_("third_officer")
    asked: list[tuple[str, str, Any]] = [
        ("GET", "", None),
        ("PATCH", "", {"family": []}),
        ("POST", "/steps", {"step": "submit"}),
        ("POST", "/papers", {"file_id": str(ABSENT), "kind": "identity"}),
        ("GET", f"/papers/{paper['id']}", None),
        ("DELETE", f"/papers/{paper['id']}", None),
        ("DELETE", "", None),
    ]
    for method, path, body in asked:
        answers = [
            await third.request(
                method, f"/me/aid-applications/{id}{path}", json=body, headers=once() | seen(application)
            )
            for id in (application["id"], ABSENT)
        ]
        assert [each.status_code for each in answers] == [404, 404], (method, path, answers[0].text)
        said = [{k: v for k, v in each.json().items() if k not in ("instance", "request_id")} for each in answers]
        assert said[0] == said[1]
    assert (await client.get(f"/me/aid-applications/{application['id']}")).json()["papers"] == application["papers"]


async def test_nobody_decides_about_their_own(api: Api) -> None:
    """trust.md: an officer who applies is a worker like another."""
    chair = await worker(api, "union_chair")
    handed = await submitted(chair)
    shown = (await chair.get(f"/aid-applications/{handed['id']}")).json()
    assert {each["allowed"] for each in shown["steps"]} == {False}
    for answer in (
        await decide(chair, handed, "refuse", note="x"),
        await chair.post("/household-drafts", json={"application_id": handed["id"]}, headers=once()),
    ):
        assert (answer.status_code, answer.json()["code"]) == (409, "aid_application_own")


async def test_secrets_are_sealed_masked_and_in_no_record(api: Api) -> None:
    """trust.md A-02: numbers, card, address, the story of an illness; finance reads neither health nor amounts."""
    child = id_number()
    client, chair = await worker(api), await api.as_("union_chair")
    sick = WHOLE["hardship"] | {"illness": "cancer", "health_note": "胃癌二期，化疗中"}
    application = await whole(client, hardship=sick, family=family(child))
    for kind in ("diagnosis", "records", "receipts"):
        application = await add_paper(client, application, kind)
    handed = (await step(client, application, "submit")).json()
    answer = await chair.get(f"/aid-applications/{handed['id']}")
    shown = answer.json()
    assert (shown["declaration"]["worker"]["phone"], shown["declaration"]["worker"]["bank_card"]) == (
        "138****8000",
        "****3445",
    )
    assert shown["judged"]["category"] is not None
    assert len(shown["papers"]) == 5
    medical = next(each for each in shown["papers"] if each["kind"] == "diagnosis")
    path = f"/aid-applications/{handed['id']}/papers/{medical['id']}"
    assert (await chair.get(path)).status_code == 200
    finance = await api.as_("county_finance")
    assert (await finance.get(path)).status_code == 403
    closed = (await finance.get(f"/aid-applications/{handed['id']}")).json()
    assert closed["declaration"]["hardship"]["illness"] is None
    assert closed["declaration"]["family"][0]["income_fen"] is None
    assert (closed["judged"], len(closed["papers"])) == (None, 2)
    assert "胃癌" not in json.dumps(closed, ensure_ascii=False)
    asked = (await decide(chair, handed, "ask", note="请补充化疗的票据")).json()
    bodies = [answer.text, (await chair.get("/aid-applications")).text]
    async with api.database.transaction(EVERYTHING) as session:
        bodies += [json.dumps(facts, ensure_ascii=False) for facts in await session.scalars(select(AuditEvent.facts))]
        rows: list[Any] = list(await session.scalars(select(AidApplication)))
        rows += await session.scalars(select(AidApplicationStep))
        opened = list(
            await session.scalars(
                select(AuditEvent).where(AuditEvent.event == "aid_application_paper_opened")  # type: ignore[arg-type]
            )
        )
    assert [event.actor_name for event in opened] == ["方秀云"]
    secrets = (child, "13800138000", "138 0013", "62220202", "人民路")
    assert [(secret, body) for secret in secrets for body in bodies if secret in body] == []
    kept = b"".join(each for row in rows for each in row.model_dump().values() if isinstance(each, bytes))
    assert [each for each in (*secrets, "化疗", "cancer") if each.encode() in kept] == []
    assert asked["status"] == "asked"


async def test_the_queue_takes_one_statement_and_is_narrowed(api: Api, queries: Any) -> None:
    """Who waits longest comes first; as many rows, as many statements."""
    client, chair = await worker(api), await api.as_("union_chair")
    handed = await submitted(client)
    second = await worker(api, "sibling_chair")
    other = await submitted(second, hardship=WHOLE["hardship"] | {"main_cause": "own_illness"})
    county = await api.as_("county_officer")
    await county.get("/aid-applications")
    with queries(at_most=4):
        page = (await county.get("/aid-applications", params={"with_total": True})).json()
    assert (page["total"], [each["id"] for each in page["items"]]) == (2, [handed["id"], other["id"]])
    first = page["items"][0]
    assert (first["name"], first["people"], first["papers_count"], first["main_cause"]) == ("王小军", 3, 2, "schooling")

    async def numbers(**params: Any) -> list[str]:
        answer = await county.get("/aid-applications", params=params)
        assert answer.status_code == 200, answer.text
        return [each["number"] for each in answer.json()["items"]]

    assert await numbers(q="wxj") == await numbers(q="小军") == await numbers(q=handed["number"].lower())
    assert await numbers(cause="own_illness") == [other["number"]]
    assert await numbers(under_id=str(id_of("hospital"))) == [other["number"]]
    assert await numbers(status="asked,taken") == []
    assert (await county.get("/aid-applications", params={"q": id_number()})).json()["code"] == "search_personal_number"
    half = (await county.get("/aid-applications", params={"limit": 1})).json()
    assert await numbers(limit=1, cursor=half["next_cursor"]) == [other["number"]]
    await chair.get(f"/aid-applications/{handed['id']}")
    with queries(at_most=14):
        await chair.get(f"/aid-applications/{handed['id']}")
    todo = (await county.get("/me/todo")).json()
    assert {each["kind"]: each["count"] for each in todo["counts"]}["aid_application"] == 2
    assert [each["name"] for each in todo["items"] if each["kind"] == "aid_application"] == ["王小军", "贺春生"]


async def _program(api: Api, union: str, name: str, **more: Any) -> AidProgram:
    async with api.database.transaction(EVERYTHING) as session:
        place = await session.get_one(Organization, id_of(union))
        values = {
            "kind": "schooling",
            "year": 2026,
            "status": "open",
            "stages": ["unit_review", "county_review"],
        } | more
        row = AidProgram(
            organization_id=place.id,
            organization_name=place.name,
            code=place.code,
            code_hi=place.code_hi,
            name=name,
            created_at=SINCE,
            updated_at=SINCE,
            **values,
        )
        session.add(row)
        return row


async def test_programmes_of_my_unions_and_only_while_they_are_open(api: Api) -> None:
    """issue 4 section 8: of the own union and those above it; a programme that closed meanwhile takes nothing late."""
    now = datetime.now(UTC)
    place = {"papers_place": "县工会大楼", "papers_room": "302 室"}
    county = await _program(api, "qingxi", "金秋助学", papers=["schooling"], closes_at=now + timedelta(days=1), **place)
    await _program(api, "city", "春季助学", status="draft")
    await _program(api, "qingxi", "已截止", closes_at=now - timedelta(days=1))
    await _program(api, "qingxi", "未开始", opens_at=now + timedelta(days=1))
    foreign = await _program(api, "nanhe", "南河助学")
    client = await worker(api)
    offered = (await client.get("/me/aid-programs")).json()["items"]
    assert [(each["name"], each["papers"]) for each in offered] == [("金秋助学", ["schooling"])]
    # What the rules of aid give each time binds where the programme has no cap of its own.
    assert offered[0]["each_time_fen"] == 300_000
    assert {name: offered[0][name] for name in place} == place
    for wrong in (str(foreign.id), str(ABSENT)):
        answer = await client.post("/me/aid-applications", json={"program_id": wrong}, headers=once())
        assert answer.json()["code"] == "aid_application_program_not_open"
    application = await whole(client, asked={"program_id": str(county.id)})
    assert application["program_name"] == "金秋助学"
    assert [each["pointer"] for each in application["faults"]] == ["/papers/schooling"]
    application = await add_paper(client, application, "schooling")
    async with api.database.transaction(EVERYTHING) as session:
        (await session.get_one(AidProgram, county.id)).closes_at = now - timedelta(minutes=2)
    late = await step(client, application, "submit")
    assert (late.status_code, late.json()["code"]) == (409, "aid_application_program_not_open")
    assert late.json()["detail"].endswith("交件地点：县工会大楼 302 室。")
    nobody = await (await api.as_("audit_admin")).get("/me/aid-programs")
    assert nobody.json() == {"items": []}


async def test_where_my_case_is(api: Api) -> None:
    """AID-09: the programme, the stage in words, the union it lies with; no officer's name, no evaluation."""
    client = await worker(api)
    program = await _program(api, "city", "送温暖", kind="winter_warmth")
    async with api.database.transaction(EVERYTHING) as session:
        place = await session.get_one(Organization, id_of("textile"))
        member = (await session.get_one(UserAccount, id_of("user:member"))).member_id
        case = AidCase(
            number="BF-2026-000001",
            program_id=program.id,
            organization_id=place.id,
            code=place.code,
            member_id=member,
            name="王小军",
            initials="wxj",
            status="county_review",
            amount_fen=100_000,
            evaluation={"secret": "evaluation"},
            maker_id=id_of("user:union_chair"),
            maker_name="方秀云",
            reached_at=SINCE,
            created_at=SINCE,
            updated_at=SINCE,
        )
        session.add(case)
        await session.flush()
        session.add(
            AidCaseStep(
                case_id=case.id,
                organization_id=place.id,
                code=place.code,
                place=1,
                step="submit",
                from_status="draft",
                to_status="county_review",
                reason="只给同事看",
                by_id=id_of("user:union_chair"),
                by_name="方秀云",
                by_office="青溪纺织有限公司工会",
                at=SINCE,
            )
        )
    answer = await client.get("/me/aid-cases")
    [mine] = answer.json()["items"]
    assert (mine["program_name"], mine["status_label"], mine["amount_fen"]) == ("送温暖", "待区县总工会审核", None)
    assert mine["desk"] == {"desk": "county", "label": "区县总工会", "organization_name": "青溪县总工会"}
    assert [(each["label"], each["by"], each["reason"]) for each in mine["steps"]] == [
        ("提交", "青溪纺织有限公司工会", "")
    ]
    for secret in ("方秀云", "evaluation", "只给同事看"):
        assert secret not in answer.text
    other = await join(await api.as_("union_chair"), "李强")
    await link(api, "third_officer", other["id"])
    assert (await (await api.as_("third_officer")).get("/me/aid-cases")).json() == {"items": []}


async def test_a_member_uploads_papers_and_nothing_else(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """trust.md 2.6: no workbooks from telephones, and not without end; a paper is the application's, not the file store's."""
    client = await worker(api)
    sheet = await client.post("/files", files={"file": ("a.csv", b"a,b\n1,2\n", "text/csv")})
    assert (sheet.status_code, sheet.json()["code"]) == (422, "file_purpose_not_yours")
    application = await add_paper(client, await begin(client), "identity")
    paper = application["papers"][0]
    kept = await client.get(f"/me/aid-applications/{application['id']}/papers/{paper['id']}")
    assert (kept.status_code, b"planted marker" in kept.content) == (200, False)
    removed = await client.delete(
        f"/me/aid-applications/{application['id']}/papers/{paper['id']}", headers=seen(application)
    )
    assert removed.json()["papers"] == []
    monkeypatch.setattr(file_types, "MEMBER_UPLOADS_AN_HOUR", 1)
    sent = {"file": ("a.jpg", picture("JPEG"), "image/jpeg")}
    full = await client.post("/files", files=sent, data={"purpose": "paper"})
    assert (full.status_code, full.json()["code"]) == (429, "file_uploads_too_many")


async def test_upkeep_keeps_what_is_used_and_lets_go_what_is_old(api: Api) -> None:
    """trust.md: papers of an application are not swept away, and what ended long ago is not kept for ever."""
    client = await worker(api)
    handed = await submitted(client)
    later = datetime.now(UTC) + timedelta(days=1)
    async with api.database.transaction(EVERYTHING) as session:
        assert list(await upkeep.forget_papers(session, later)) == []
    withdrawn = await step(client, handed, "withdraw")
    assert withdrawn.json()["status"] == "withdrawn"
    draft = await begin(client)
    async with api.database.transaction(EVERYTHING) as session:
        assert await queries_of_applications.forget(session, later + timedelta(days=200)) == 1
        assert await session.get(AidApplication, draft["id"]) is None
        assert await queries_of_applications.forget(session, later + timedelta(days=731)) == 1
        assert list(await session.scalars(select(AidApplicationPaper))) == []
        assert len(await upkeep.forget_papers(session, later)) == 2
        assert list(await session.scalars(select(HouseholdPaper))) == []


async def test_an_application_follows_its_worker(api: Api) -> None:
    """MBR-02, ORG-17: into the file that two become, back when that is undone, and to the union that takes a union in."""
    client, chair = await worker(api), await api.as_("union_chair")
    handed = await submitted(client)
    other = UUID((await join(chair, "王小军"))["id"])

    async def places() -> set[tuple[Any, Any]]:
        found = set()
        for table in (AidApplication, AidApplicationStep, AidApplicationPaper):
            rows: Any = await session.execute(select(table.member_id, table.organization_id))  # type: ignore[attr-defined]
            found |= {tuple(row) for row in rows}
        return found

    async with api.database.transaction(EVERYTHING) as session:
        first = (await session.get_one(AidApplication, handed["id"])).member_id
        await register.close_memberships(session, [first], on=today(), by="merged")
        moved = await session.scalar(select(func.adopt_file(other, first)))
        assert moved["aid_application"] == [handed["id"]]
        assert await places() == {(other, id_of("textile"))}
        await session.execute(select(func.part_files(other, first, literal(moved, JSONB))))
        assert await places() == {(first, id_of("textile"))}
        hospital = await session.get_one(Organization, id_of("hospital"))
        await restructure.move_applications(session, [first], to=hospital, at=datetime.now(UTC))
        assert await places() == {(first, id_of("hospital"))}
    sibling = await api.as_("sibling_chair")
    assert [each["id"] for each in (await sibling.get("/aid-applications")).json()["items"]] == [handed["id"]]
