"""Public notices through HTTP: previewed, published, objected to, concluded, and what never goes out (AID-09, RPT-05)."""

import asyncio
import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import httpx
import pytest
from sqlalchemy.exc import IntegrityError

from backend.db.upkeep import forget_proofs
from backend.domain.access import EVERYTHING
from backend.domain.calendar import CHINA
from backend.domain.notice.codes import NoticeColumn
from backend.settings import settings
from tests.aid import program
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.money import proofs
from tests.notices import (
    CANARIES,
    MONDAY,
    OVER,
    answer,
    draft,
    object_to,
    place_cases,
    place_program,
    publish,
    step,
)
from tests.people import once, seen
from tests.town import ABSENT, id_of

SECOND = timedelta(seconds=1)


async def running(api: Api, *, count: int = 2, **program: Any) -> tuple[httpx.AsyncClient, dict[str, Any], list[str]]:
    """A notice of 青溪纺织 that was published on Monday by its chair."""
    await api.at(MONDAY)
    ids = await place_cases(api, await place_program(api, **program), count=count)
    chair = await api.as_("union_chair")
    return chair, await publish(chair, ids), ids


async def stands(api: Api, ids: list[str]) -> list[str]:
    """Where the cases stand."""
    found = {str(id): status for id, status in await rows(api, "select id, status from aid_case")}
    return [found[id] for id in ids]


async def test_from_the_tick_to_the_result(api: Api) -> None:
    """AID-09, RPT-05: five working days, over at midnight of Monday; all its cases go on in one act."""
    chair, notice, ids = await running(api)
    assert (notice["state"], notice["days"], notice["days_left"]) == ("running", 5, 5)
    assert (notice["first_on"], notice["last_on"]) == ("2026-11-24", "2026-11-30")
    assert datetime.fromisoformat(notice["ends_at"]) == OVER
    assert notice["number"].startswith("GS-2026-")
    assert [row["name"] for row in notice["rows"]] == ["王小军0", "王小军1"] or len(notice["rows"]) == 2
    assert await stands(api, ids) == ["notice", "notice"]
    assert {one["step"]: one["allowed"] for one in notice["steps"]} == {"conclude": False, "withdraw": True}

    await api.at(OVER - SECOND)
    early = await step(chair, notice, "conclude")
    assert (early.status_code, early.json()["code"]) == (409, "notice_not_over")
    assert "2026-11-30 24:00" in early.json()["detail"]
    assert await stands(api, ids) == ["notice", "notice"]

    await api.at(OVER)
    shown = (await chair.get(f"/notices/{notice['id']}")).json()
    assert (shown["state"], {one["step"]: one["allowed"] for one in shown["steps"]}["conclude"]) == ("ended", True)
    concluded = await step(chair, notice, "conclude")
    assert concluded.status_code == 200, concluded.text
    told = concluded.json()
    assert (told["state"], told["concluded_by_name"]) == ("concluded", "方秀云")
    assert [line["verdict"] for line in told["lines"]] == ["pass", "pass"]
    assert await stands(api, ids) == ["unit_confirm", "unit_confirm"]
    taken = await rows(api, "select step, from_status, to_status, by_name from aid_case_step order by id")
    assert taken == [("pass", "notice", "unit_confirm", "方秀云")] * 2
    events = await rows(api, "select event from audit_event where event like 'notice%' order by id")
    assert [event for (event,) in events] == ["notice_published", "notice_concluded"]
    again = await step(chair, told, "conclude")
    assert (again.status_code, again.json()["code"]) == (409, "notice_over")


@pytest.mark.parametrize("chosen", [None, [column.value for column in NoticeColumn]])
async def test_nothing_but_the_chosen_columns_goes_out(api: Api, chosen: list[str] | None) -> None:
    """issue 4 section 3: canaries lie in every file; none stands in an answer, a document, the database or the record."""
    await api.at(MONDAY)
    ids = await place_cases(api, await place_program(api))
    chair = await api.as_("union_chair")
    more = {} if chosen is None else {"columns": chosen}
    preview = await chair.post("/notice-previews", json={"case_ids": ids, **more})
    notice = await publish(chair, ids, **more)
    objection = (await object_to(chair, notice, ids[0])).json()
    dismissed = await answer(chair, objection, "dismiss")
    await api.at(OVER)
    concluded = await step(chair, notice, "conclude")
    member = await api.as_("member")
    page = await member.get(f"/notices/{notice['id']}/page")
    answers = [
        (await chair.get("/notice-candidates")).text,
        preview.text,
        (await chair.get("/notices")).text,
        page.text,
        concluded.text,
        (await chair.get("/objections")).text,
        str(await rows(api, "select cells from notice_line")),
        str(await rows(api, "select result from notice")),
        str(await rows(api, "select facts from audit_event")),
    ]
    for paper in ("notice", "result"):
        document = await chair.get(f"/notices/{notice['id']}/document", params={"paper": paper})
        assert document.status_code == 200, document.text
        with zipfile.ZipFile(io.BytesIO(document.content)) as parts:
            answers += [parts.read(name).decode("utf-8", "replace") for name in parts.namelist()]
    assert dismissed.status_code == 200
    secrets = [
        *CANARIES.values(),
        "刘工",
        "13900001111",
        "号牌",
        "own_illness",
        "本人疾病",
        "cancer",
        "恶性肿瘤",
        "肿瘤",
    ]
    for text in answers:
        for canary in secrets:
            assert canary not in text, canary
    names = chosen or ["name", "unit", "category", "amount"]
    for row in page.json()["rows"]:
        assert {name for name, value in row.items() if value is not None} == set(names)
    for (cells,) in await rows(api, "select cells from notice_line"):
        assert set(cells) == set(names)


async def test_a_column_that_is_not_one_cannot_be_asked_for(api: Api) -> None:
    await api.at(MONDAY)
    ids = await place_cases(api, await place_program(api))
    chair = await api.as_("union_chair")
    for column in ("id_number", "phone", "bank_card", "address", "illness", "children", "born_on"):
        for path in ("/notice-previews", "/notices"):
            body = (
                draft(ids, columns=["name", column]) if path == "/notices" else {"case_ids": ids, "columns": [column]}
            )
            refused = await chair.post(path, json=body, headers=once() if path == "/notices" else {})
            assert refused.status_code == 422, column
    nameless = await chair.post("/notices", json=draft(ids, columns=["amount"]), headers=once())
    assert (nameless.status_code, nameless.json()["code"]) == (422, "notice_columns_without_name")
    told = await chair.post("/notices", json=draft(ids, shown_at=f"公开栏 {CANARIES['phone']}"), headers=once())
    assert (told.status_code, told.json()["code"]) == (422, "notice_text_personal")
    assert CANARIES["phone"] not in told.text
    assert await rows(api, "select count(*) from notice") == [(0,)]


async def test_the_preview_is_what_is_published(api: Api) -> None:
    await api.at(MONDAY)
    ids = await place_cases(api, await place_program(api))
    chair = await api.as_("union_chair")
    preview = (await chair.post("/notice-previews", json={"case_ids": ids})).json()
    assert await rows(api, "select count(*) from notice") == [(0,)]
    notice = await publish(chair, ids)
    for name in ("rows", "columns", "ends_at", "days", "program_name", "organization_name"):
        assert preview[name] == notice[name], name


async def test_who_reads_the_page(api: Api) -> None:
    """issue 4 section 3: anyone in the unit, its members too, and those above; nobody of another unit."""
    _chair, notice, _ids = await running(api)
    path = f"/notices/{notice['id']}/page"
    for person in ("member", "union_chair", "township_officer", "county_auditor", "city_officer"):
        assert (await (await api.as_(person)).get(path)).status_code == 200, person
    for person in ("sibling_chair", "neighbour_officer", "third_officer", "line_officer"):
        client = await api.as_(person)
        foreign, absent = [await client.get(each) for each in (path, f"/notices/{ABSENT}/page")]
        assert foreign.status_code == absent.status_code == 404, person
        assert foreign.json()["detail"] == absent.json()["detail"]
    assert (await api.anonymous().get(path)).status_code == 401
    # The member reads the page and nothing of how it is run.
    assert (await (await api.as_("member")).get(f"/notices/{notice['id']}")).status_code == 403


async def test_what_a_county_publishes_is_not_on_the_walls_below_it(api: Api) -> None:
    """The unit of a federation's own case is its office, not the thousands of members under it."""
    await api.at(MONDAY)
    ids = await place_cases(api, await place_program(api), "qingxi", count=1)
    notice = await publish(await api.as_("county_officer"), ids)
    path = f"/notices/{notice['id']}/page"
    assert (await (await api.as_("county_finance")).get(path)).status_code == 200
    for person in ("township_officer", "union_chair", "member"):
        assert (await (await api.as_(person)).get(path)).status_code == 404, person


async def test_a_case_stands_on_one_notice(api: Api) -> None:
    """issue 4 section 3: also when two officers publish at once; a withdrawn notice lets its cases go."""
    await api.at(MONDAY)
    ids = await place_cases(api, await place_program(api))
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    both = await asyncio.gather(
        *(one.post("/notices", json=draft(ids), headers=once()) for one in (chair, county, chair, county))
    )
    statuses = sorted(each.status_code for each in both)
    assert statuses == [201, 409, 409, 409]
    assert {each.json()["code"] for each in both if each.status_code == 409} == {"notice_case_taken"}
    (made,) = [each.json() for each in both if each.status_code == 201]
    assert (await chair.get("/notice-candidates")).json()["items"] == []
    reason = await step(chair, made, "withdraw", reason="x")
    assert (reason.status_code, reason.json()["code"]) == (422, "notice_reason_wanted")
    withdrawn = await step(chair, made, "withdraw", reason="名单有误，重新公示")
    assert (withdrawn.json()["state"], withdrawn.json()["reason"]) == ("withdrawn", "名单有误，重新公示")
    assert await stands(api, ids) == ["notice", "notice"]
    assert await rows(api, "select count(*) from aid_case_step") == [(0,)]
    assert len((await chair.get("/notice-candidates")).json()["items"]) == 2
    assert (await publish(chair, ids))["state"] == "running"


async def test_what_cannot_be_published(api: Api) -> None:
    await api.at(MONDAY)
    program_id = await place_program(api)
    ids = await place_cases(api, program_id, count=1)
    mixed = await place_cases(api, program_id, "hospital", count=1)
    moved = await place_cases(api, program_id, count=1, status="unit_review")
    young = await place_cases(api, program_id, count=1, born_on=date(2010, 1, 1))
    county = await api.as_("county_officer")

    async def refused(case_ids: list[str]) -> tuple[int, str]:
        sent = await county.post("/notices", json=draft(case_ids), headers=once())
        return sent.status_code, sent.json()["code"]

    assert await refused([*ids, *mixed]) == (409, "notice_mixed")
    assert await refused([*ids, *moved]) == (409, "notice_case_elsewhere")
    assert await refused([*ids, *young]) == (409, "notice_minor")
    assert await refused([*ids, str(ABSENT)]) == (404, "not_found")
    assert (await refused([]))[0] == 422
    sibling = await api.as_("sibling_chair")
    assert (await sibling.post("/notices", json=draft(ids), headers=once())).status_code == 404
    assert await rows(api, "select count(*) from notice") == [(0,)]


async def test_without_next_year_s_calendar_nothing_is_published_into_it(api: Api) -> None:
    """issue 4 section 3: the refusal names the year and who enters it; entered, the notice runs into January."""
    late = datetime(2026, 12, 28, 9, tzinfo=CHINA)
    await api.at(late)
    ids = await place_cases(api, await place_program(api))
    chair, city = await api.as_("union_chair"), await api.as_("city_officer")
    refused = await chair.post("/notices", json=draft(ids), headers=once())
    assert (refused.status_code, refused.json()["code"]) == (409, "work_calendar_missing")
    assert "2027" in refused.json()["detail"]
    days = [{"on": f"2027-01-0{n}", "kind": "off", "name": "元旦"} for n in (1, 2, 3)]
    entered = await city.put("/work-calendar/2027", json={"days": days}, headers={"If-Match": '"v0"'})
    assert entered.status_code == 200
    assert (await publish(chair, ids))["last_on"] == "2027-01-05"


async def test_objections_stop_the_notice_until_they_are_answered(api: Api) -> None:
    """issue 4 section 3: upheld ones send their case back or out, a dismissed one lets it go on, all in one act."""
    chair, notice, ids = await running(api, count=3)
    await api.at(MONDAY + timedelta(days=1))
    objections = [(await object_to(chair, notice, id)).json() for id in ids]
    assert [one["state"] for one in objections] == ["open"] * 3
    await api.at(OVER)
    stopped = await step(chair, notice, "conclude")
    assert (stopped.status_code, stopped.json()["code"]) == (409, "notice_objected")
    short = await answer(chair, objections[0], "dismiss", reason="无")
    assert (short.status_code, short.json()["code"]) == (422, "objection_reason_wanted")
    told = await answer(chair, objections[0], "dismiss", reason=f"经核实与 {CANARIES['id_number']} 无关")
    assert (told.status_code, told.json()["code"]) == (422, "notice_text_personal")
    for objection, how in zip(objections, ("dismiss", "uphold_return", "uphold_reject"), strict=True):
        answered = await answer(chair, objection, how)
        assert answered.status_code == 200, answered.text
    again = await answer(chair, answered.json(), "dismiss")
    assert (again.status_code, again.json()["code"]) == (409, "objection_answered")
    concluded = (await step(chair, notice, "conclude")).json()
    assert {line["case_id"]: line["verdict"] for line in concluded["lines"]} == dict(
        zip(ids, ("pass", "return", "reject"), strict=True)
    )
    assert await stands(api, ids) == ["unit_confirm", "draft", "rejected"]
    assert [one["state"] for one in concluded["result"]] == ["dismissed", "upheld", "upheld"]
    facts = await rows(api, "select facts from audit_event where event = 'notice_concluded'")
    assert {name: facts[0][0][name] for name in ("passed", "returned", "rejected", "objections")} == {
        "passed": 1, "returned": 1, "rejected": 1, "objections": 3,
    }  # fmt: skip


async def test_an_objection_to_the_whole_notice(api: Api) -> None:
    chair, notice, ids = await running(api)
    objection = (await object_to(chair, notice, anonymous=True, objector="刘工")).json()
    assert (objection["against"], objection["anonymous"], objection["objector"]) == (None, True, "")
    assert (await answer(chair, objection, "uphold_return")).status_code == 200
    await api.at(OVER)
    assert (await step(chair, notice, "conclude")).status_code == 200
    assert await stands(api, ids) == ["draft", "draft"]


async def test_late_objections_are_told_where_to_go(api: Api) -> None:
    """issue 4 section 3: what came after the last day is refused; what came in time may be entered until the result."""
    chair, notice, ids = await running(api)
    await api.at(OVER + timedelta(days=1))
    late = await object_to(chair, notice, ids[0], received_on="2026-12-01")
    assert (late.status_code, late.json()["code"]) == (409, "objection_late")
    assert "青溪县总工会" in late.json()["detail"]
    assert (await object_to(chair, notice, ids[0], received_on="2026-11-30")).status_code == 201
    stranger = await object_to(chair, notice, str(ABSENT), received_on="2026-11-30")
    assert stranger.status_code == 404


async def test_what_was_said_is_sealed_and_reading_it_is_on_record(api: Api) -> None:
    chair, notice, ids = await running(api)
    await api.at(MONDAY + timedelta(days=1))
    objection = (await object_to(chair, notice, ids[0])).json()
    kept = await rows(api, "select objector, contact, said from objection")
    for sealed in kept[0]:
        assert "刘工".encode() not in sealed
    assert "号牌" not in (await chair.get("/objections")).text
    read = (await chair.get(f"/objections/{objection['id']}")).json()
    assert (read["objector"], read["text"]) == ("刘工", "他家今年买了新车，号牌我见过。")
    events = await rows(api, "select event from audit_event where event like 'objection%' order by id")
    assert [event for (event,) in events] == ["objection_received", "objection_read"]
    for person in ("county_finance", "county_auditor", "member"):
        assert (await (await api.as_(person)).get(f"/objections/{objection['id']}")).status_code == 403, person


async def test_two_officers_conclude_at_once(api: Api) -> None:
    """issue 4 section 3: one succeeds, the others are told; every case takes one step."""
    chair, notice, ids = await running(api, count=5)
    await api.at(OVER)
    county = await api.as_("county_officer")
    both = await asyncio.gather(*(step(one, notice, "conclude") for one in (chair, county, chair, county)))
    assert sorted(each.status_code for each in both) == [200, 409, 409, 409]
    assert {each.json()["code"] for each in both if each.status_code == 409} == {"notice_over"}
    assert await rows(api, "select count(*) from aid_case_step") == [(5,)]
    assert await stands(api, ids) == ["unit_confirm"] * 5


async def test_a_case_that_has_left_is_let_be(api: Api) -> None:
    """Its worker took it back while the notice ran: it is neither passed nor counted as objected to."""
    chair, notice, ids = await running(api)
    await rows(api, "update aid_case set status = 'withdrawn' where id = cast(:id as uuid) returning 1", id=ids[0])
    await api.at(OVER)
    concluded = (await step(chair, notice, "conclude")).json()
    assert sorted(line["verdict"] for line in concluded["lines"]) == ["gone", "pass"]
    assert await stands(api, ids) == ["withdrawn", "unit_confirm"]


async def test_no_programme_ends_with_its_notice(api: Api) -> None:
    """AID-09, issue 4 section 3: the end of a period approves nothing and reserves nothing; the database knows that too."""
    county = await api.as_("county_officer")
    asked = await county.post("/aid-programs", json=program(stages=["unit_review", "notice"]), headers=once())
    assert asked.status_code == 422, asked.text
    assert [(each["pointer"], each["code"]) for each in asked.json()["errors"]] == [
        ("/stages", "aid_program_notice_last")
    ]
    with pytest.raises(IntegrityError, match="aid_program_decided_check"):
        await place_program(api, stages=["unit_review", "notice"])


async def test_the_documents(api: Api) -> None:
    """RPT-04, RPT-05: the notice and 附件2 from what happened; the report only when there is one."""
    chair, notice, ids = await running(api)
    path = f"/notices/{notice['id']}/document"
    before = await chair.get(path, params={"paper": "result"})
    assert (before.status_code, before.json()["code"]) == (409, "notice_without_result")
    objection = (await object_to(chair, notice, ids[0])).json()
    await answer(chair, objection, "uphold_reject", reason="经入户核实，家庭名下有营运车辆")
    await api.at(OVER)
    await step(chair, notice, "conclude")

    async def text_of(paper: str) -> str:
        got = await chair.get(path, params={"paper": paper})
        assert "attachment" in got.headers["content-disposition"]
        document = docx.Document(io.BytesIO(got.content))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])

    wall = await text_of("notice")
    for said in (
        "关于2026年送温暖拟救助对象的公示",
        "2026年11月24日至2026年11月30日（5 个工作日）",
        "0738-8312345",
        "3,000.00",
    ):
        assert said in wall, said
    report = await text_of("result")
    for said in (
        *(
            "附件2",
            "公示结果报告",
            "青溪县总工会：",
            "厂务公开栏",
            "异议 1 件",
            "经入户核实，家庭名下有营运车辆",
            "来访",
        ),
        *("公示通过 1 名", "异议成立，不予救助 1 名", "（盖章）", "2026年12月1日"),
    ):
        assert said in report, said


async def test_the_workbench_says_so(api: Api) -> None:
    """issue 4 section 3: cases wait for a notice, objections for an answer, a notice that is over for its result."""
    await api.at(MONDAY)
    ids = await place_cases(api, await place_program(api))
    chair = await api.as_("union_chair")

    async def waiting() -> dict[str, int]:
        desk = (await chair.get("/me/todo")).json()
        return {one["kind"]: one["count"] for one in desk["counts"] if one["kind"].startswith(("notice", "objection"))}

    assert await waiting() == {"notice_wanted": 1}
    notice = await publish(chair, ids)
    assert await waiting() == {}
    objection = (await object_to(chair, notice, ids[0])).json()
    assert await waiting() == {"objection": 1}
    await api.at(OVER)
    assert await waiting() == {"objection": 1}
    await answer(chair, objection, "dismiss")
    assert await waiting() == {"notice_over": 1}
    await step(chair, notice, "conclude")
    assert await waiting() == {}


async def test_lists_of_any_length_take_the_same_statements(api: Api, queries: Callable[..., Any]) -> None:
    await api.at(MONDAY)
    program_id = await place_program(api)
    chair = await api.as_("union_chair")
    for _ in range(3):
        notice = await publish(chair, await place_cases(api, program_id, count=1))
        await object_to(chair, notice)
    await place_cases(api, program_id, count=5)
    with queries(at_most=3):
        first = (await chair.get("/notices", params={"limit": 2, "with_total": True})).json()
    assert first["total"] == 3
    assert len(first["items"]) == 2
    assert [item["open_objections"] for item in first["items"]] == [1, 1]
    rest = (await chair.get("/notices", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert len(rest["items"]) == 1
    with queries(at_most=2):
        waiting = (await chair.get("/notice-candidates", params={"limit": 3})).json()
    assert waiting["total"] is None
    counted = await chair.get("/notice-candidates", params={"limit": 1, "with_total": True})
    assert counted.json()["total"] == 5
    after = (await chair.get("/notice-candidates", params={"limit": 3, "cursor": waiting["next_cursor"]})).json()
    assert len({item["id"] for item in (*waiting["items"], *after["items"])}) == 5
    with queries(at_most=2):
        assert len((await chair.get("/objections")).json()["items"]) == 3
    states = (await chair.get("/notices", params={"state": "ended,concluded"})).json()
    assert states["items"] == []


async def test_a_hundred_cases_are_concluded_in_a_fixed_number_of_statements(
    api: Api, queries: Callable[..., Any]
) -> None:
    chair, notice, ids = await running(api, count=100)
    await api.at(OVER)
    with queries(at_most=22):
        assert (await step(chair, notice, "conclude")).status_code == 200
    assert set(await stands(api, ids)) == {"unit_confirm"}


async def test_a_notice_moves_with_its_union(api: Api) -> None:
    """ORG-23: with its lines and objections; the page is still read in the unit."""
    chair, notice, ids = await running(api)
    await object_to(chair, notice, ids[0])
    city = await api.as_("city_officer")
    version = (await city.get(f"/organizations/{id_of('chengguan')}")).json()["version"]
    move = {"step": "move", "parent_id": str(id_of("nanhe")), "effective_on": "2026-11-23"}
    moved = await city.post(
        f"/organizations/{id_of('chengguan')}/steps", json=move, headers={"If-Match": f'"v{version}"'}
    )
    assert moved.status_code == 200, moved.text
    county, neighbour = await api.as_("county_officer"), await api.as_("neighbour_officer")
    assert (await county.get(f"/notices/{notice['id']}")).status_code == 404
    shown = (await neighbour.get(f"/notices/{notice['id']}")).json()
    assert (len(shown["lines"]), shown["open_objections"]) == (2, 1)
    assert len((await neighbour.get("/objections")).json()["items"]) == 1


async def test_the_stamped_print_is_kept_with_the_notice(
    api: Api, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """RPT-04: a picture of the paper with its seal, once there is a result; a better one takes its place."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    chair, notice, _ids = await running(api)
    first, second = (await proofs(chair)).values()
    at = f"/notices/{notice['id']}"
    early = await chair.post(f"{at}/scans", json={"file_id": first}, headers=seen(notice))
    assert (early.status_code, early.json()["code"]) == (409, "notice_not_concluded")
    assert (await chair.get(f"{at}/scan")).status_code == 404
    await api.at(OVER)
    told = (await step(chair, notice, "conclude")).json()
    assert told["scanned_at"] is None
    kept = await chair.post(f"{at}/scans", json={"file_id": first}, headers=seen(told))
    assert kept.status_code == 200, kept.text
    assert kept.json()["scanned_by_name"] == "方秀云"
    shown = await chair.get(f"{at}/scan")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert (await chair.post(f"{at}/scans", json={"file_id": second}, headers=seen(told))).status_code == 412
    assert (await chair.post(f"{at}/scans", json={"file_id": second}, headers=seen(kept.json()))).status_code == 200
    nothing = await chair.post(f"{at}/scans", json={"file_id": notice["id"]}, headers=seen(kept.json()))
    assert nothing.status_code in (409, 412, 422)
    events = await rows(api, "select event from audit_event where event = 'notice_scanned'")
    assert len(events) == 2
    async with api.database.transaction(EVERYTHING) as session:
        gone = await forget_proofs(session, OVER + timedelta(days=400))
    assert [str(id) for id, _sha256 in gone] == [first], "what hangs on a notice stays; what it replaced goes"
    settings.cache_clear()
