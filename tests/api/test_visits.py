"""Visits: the plan of AID-13 made from a list, written as a table, printed, done at the doors, and counted (AID-12…28)."""

import asyncio
import io
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID, uuid4

import openpyxl
import pytest
from docx import Document

from backend.db import upkeep
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests.api.test_files import picture
from tests.api.test_reveal import confirmation
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.households import open_file, person
from tests.intake import upload
from tests.money import add_cases, add_program
from tests.people import id_number, join, once, seen
from tests.people import step as step_member
from tests.programs import require_pages
from tests.town import id_of, today
from tests.visits import (
    HOUSEHOLDS,
    LEADERS,
    NAME,
    arrange,
    example,
    from_list,
    households,
    photo,
    plan,
    report,
    row_of,
    step,
    stops_of,
)


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


def code(answer: Any) -> tuple[int, str]:
    """Status and code of a refusal, those of its only field where there is one."""
    body = answer.json()
    return answer.status_code, body["errors"][0]["code"] if body["errors"] else body["code"]


async def test_the_plan_of_the_document(api: Api) -> None:
    """AID-13: two teams, six households by kind, cash of 3,000 yuan and goods of 2,000; who leads, when, where."""
    made = await example(api)
    assert (made["status"], made["number"][:3], made["sets_off"]) == ("planned", "ZF-", "09:45")
    assert (made["visits"], made["cash_fen"], made["goods_fen"]) == (6, 300_000, 200_000)
    assert [(team["name"], team["visits"], team["cash_fen"], team["goods_fen"]) for team in made["teams"]] == [
        ("第一组", 3, 150_000, 100_000),
        ("第二组", 3, 150_000, 100_000),
    ]
    kinds = [{each["kind"]: each["count"] for each in team["by_kind"]} for team in made["teams"]]
    assert kinds == [{"model_worker": 2, "especially_poor": 1}, {"especially_poor": 2, "laid_off": 1}]
    county = await api.as_("county_officer")
    stops = await stops_of(county, made)
    assert [(stop["team_name"], stop["place"], stop["name"]) for stop in stops] == [
        *(("第一组", place, HOUSEHOLDS[place][1]) for place in range(3)),
        *(("第二组", place, HOUSEHOLDS[place + 3][1]) for place in range(3)),
    ]
    assert stops[0]["unit"] == "青溪纺织有限公司工会"


class WithoutPango(ModuleType):
    """The library of pages where the native ones are missing."""

    def __getattr__(self, name: str) -> Any:
        raise OSError("cannot load library 'libpango-1.0-0'")


async def test_the_table_on_paper(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """AID-13: 安排表 ×2 as Word, PDF and workbook; with addresses only for those who may see them, on record."""
    made = await example(api)
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    path = f"/visit-plans/{made['id']}/table"
    answer = await county.get(path, params={"format": "docx"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].endswith(".docx")
    document = Document(io.BytesIO(answer.content))
    assert document.paragraphs[0].text == NAME
    assert [len(each.rows) for each in document.tables] == [5, 5]
    for each, (name, post) in zip(document.tables, LEADERS.values(), strict=True):
        assert each.cell(1, 6).text == f"{name} {post}"
        assert each.rows[4].cells[4].text == "1,500"
    assert "慰问金 3,000 元，慰问品价值 2,000 元" in document.paragraphs[-1].text
    assert "幸福路" not in answer.text
    book = openpyxl.load_workbook(io.BytesIO((await county.get(path, params={"format": "xlsx"})).content))
    assert [sheet.max_row for sheet in book.worksheets] == [7, 8]
    require_pages()
    pdf = await finance.get(path)
    assert (pdf.status_code, pdf.content[:4], pdf.headers["content-type"]) == (200, b"%PDF", "application/pdf")
    # A server without the native libraries says so: it is not the caller's mistake.
    with monkeypatch.context() as patch:
        patch.setitem(sys.modules, "weasyprint", WithoutPango("weasyprint"))
        assert code(await finance.get(path)) == (503, "pdf_unavailable")

    whole = {"format": "docx", "addresses": "true"}
    assert (await finance.get(path, params=whole)).status_code == 403
    assert code(await county.get(path, params=whole)) == (403, "confirmation_required")
    shown = await county.get(path, params=whole, headers=confirmation(api, "county_officer"))
    assert shown.status_code == 200, shown.text
    assert "青溪县某镇幸福路 1 号" in [
        cell.text for cell in Document(io.BytesIO(shown.content)).tables[0].rows[1].cells
    ]
    told = await rows(
        api, "select facts->>'format', facts->>'visits' from audit_event where event = 'visit_table_printed'"
    )
    assert [tuple(each) for each in told] == [("docx", "6")]


async def test_made_from_a_list_by_filters(api: Api) -> None:
    """AID-12, AID-24: those on file of a union or a kind; nobody found is said; a draft of a file is nobody."""
    await households(api)
    county = await api.as_("county_officer")
    assert (await from_list(county, households={"worker_kind": ["dispatched"]}))["visits"] == 1
    assert (await from_list(county, households={"under_id": str(id_of("cement"))}))["visits"] == 3
    one = await from_list(county, teams=1, plan=plan(teams=[{"name": "机关组"}]), households={})
    assert [team["name"] for team in one["teams"]] == ["机关组"]
    for unclear in ({"households": None}, {"cases": {"program_id": str(uuid4())}}):
        body = {"plan": plan(), "households": {}, "teams": 1} | unclear
        assert code(await county.post("/visit-plan-drafts", json=body, headers=once())) == (422, "visit_pick_unclear")
    none = {"plan": plan(), "households": {"category": ["accident"]}}
    assert code(await county.post("/visit-plan-drafts", json=none, headers=once())) == (409, "visit_nobody_found")
    third = await api.as_("third_officer")
    foreign = {"plan": plan(organization_id=str(id_of("dongshan"))), "households": {}}
    assert code(await third.post("/visit-plan-drafts", json=foreign, headers=once())) == (409, "visit_nobody_found")
    abroad = {"plan": plan(organization_id=str(id_of("dongshan"))), "households": {}}
    assert (await county.post("/visit-plan-drafts", json=abroad, headers=once())).status_code == 404


async def test_made_from_members_for_what_happens_in_life(api: Api) -> None:
    """MBR-03: the birthdays of a month, whoever is in the union; a named member at 婚、丧、病; called a member and not
    poor; nobody of another county, nobody who has left."""
    county = await api.as_("county_officer")
    chair = await api.as_("union_chair")

    async def born(name: str, month: int) -> dict[str, Any]:
        return await join(chair, name, id_number=id_number(born=date(1990, month, 12)))

    may = [await born("王小军", 5), await born("李岚", 5)]
    june, gone = await born("赵六", 6), await born("孙离", 5)
    assert (await step_member(chair, gone, "withdraw", reason="本人申请")).status_code == 200
    cake = [{"name": "蛋糕券", "count": 1, "value_fen": 20_000}]
    birthday = {"plan": plan(occasion="birthday"), "households": None, "teams": 1, "cash_fen": 0, "goods": cake}
    made = await from_list(county, **birthday, members={"birthday_month": 5})
    stops = await stops_of(county, made)
    assert {stop["member_id"] for stop in stops} == {each["id"] for each in may}
    assert {(stop["kind"], stop["household_id"], stop["goods_fen"]) for stop in stops} == {("member", None, 20_000)}
    one = june["id"]
    ill = await from_list(county, **(birthday | {"plan": plan(occasion="illness")}), members={"ids": [one]})
    assert [(stop["member_id"], stop["kind"]) for stop in await stops_of(county, ill)] == [(one, "member")]
    holiday = await from_list(county, **(birthday | {"plan": plan()}), members={"ids": [one]})
    assert [stop["kind"] for stop in await stops_of(county, holiday)] != ["member"]
    third = await api.as_("third_officer")
    abroad = birthday | {"plan": plan(organization_id=str(id_of("dongshan")), occasion="birthday")}
    answer = await third.post("/visit-plan-drafts", json=abroad | {"members": {"ids": [one]}}, headers=once())
    assert code(answer) == (409, "visit_nobody_found")
    two = birthday | {"households": {}, "members": {"ids": [one]}}
    assert code(await county.post("/visit-plan-drafts", json=two, headers=once())) == (422, "visit_pick_unclear")


async def test_the_table_is_written(api: Api) -> None:
    """ui.md row 6: amounts pasted, people added and taken out, moved between teams; all or nothing."""
    files = await households(api)
    county = await api.as_("county_officer")
    made = await from_list(county)
    stops = await stops_of(county, made)
    first, second = (team["id"] for team in made["teams"])
    member = await join(await api.as_("union_chair"), name="郝先进", kind="retired")
    new = [
        {"team_id": second, "member_id": member["id"], "cash_fen": 20_000},
        {
            "team_id": second,
            "name": "白石砖瓦厂",
            "kind": "firm",
            "organization_id": str(id_of("baishi")),
            "address": "白石乡砖厂路 3 号",
            "phone": "139 0013 9000",
            "place": 0,
        },
    ]
    written = await arrange(
        county, made, row_of(stops[0], team_id=second, place=None, cash_fen=80_000), *new, removed=[stops[1]["id"]]
    )
    assert written.status_code == 200, written.text
    written = written.json()
    assert [(team["visits"], team["cash_fen"]) for team in written["teams"]] == [(1, 50_000), (6, 250_000)]
    now = [stop for stop in await stops_of(county, made) if stop["team_id"] == second]
    assert [(stop["place"], stop["name"], stop["kind"]) for stop in now] == [
        (0, "白石砖瓦厂", "firm"),
        *((place, HOUSEHOLDS[place + 2][1], now[place]["kind"]) for place in range(1, 4)),
        *((place, now[place]["name"], now[place]["kind"]) for place in (4, 5)),
    ]
    assert {now[4]["name"], now[5]["name"]} == {"郝先进", "陈大力"}
    firm = (await county.get(f"/visits/{now[0]['id']}")).json()
    assert (firm["address_masked"], firm["phone_masked"]) == ("****", "139****9000")
    sealed = await rows(api, "select address from visit where address is not null")
    assert [b"\xe7\xa0\x96" in bytes(each) for (each,) in sealed] == [False]

    twice = [{"team_id": first, "household_id": files[5]["id"]}]
    assert code(await arrange(county, written, *twice)) == (409, "visit_twice")
    for row, refusal in (
        ({"team_id": str(uuid4()), "household_id": str(uuid4())}, (422, "visit_team_unknown")),
        ({"team_id": first, "name": "张三"}, (422, "visit_subject")),
        ({"team_id": first, "household_id": str(uuid4())}, (404, "not_found")),
        (row_of(stops[2], visit_on=(today() - timedelta(days=1)).isoformat()), (422, "visit_day_outside")),
    ):
        assert code(await arrange(county, written, row)) == refusal, row
    assert code(await arrange(county, made, removed=[stops[2]["id"]])) == (412, "stale")
    assert len(await stops_of(county, made)) == 7


async def test_the_life_of_a_plan(api: Api) -> None:
    """issue 4 section 6: settled, taken back, cancelled with a reason; a draft is thrown away, the settled is not."""
    county = await api.as_("county_officer")
    empty = await county.post("/visit-plans", json=plan(), headers=once())
    assert empty.status_code == 201, empty.text
    assert code(await step(county, empty.json(), "plan")) == (409, "visit_plan_empty")
    gone = await county.delete(f"/visit-plans/{empty.json()['id']}", headers=seen(empty.json()))
    assert gone.status_code == 204
    assert (await county.get(f"/visit-plans/{empty.json()['id']}")).status_code == 404

    made = await example(api)
    allowed = {each["step"]: each["allowed"] for each in made["steps"]}
    assert allowed == {
        **dict.fromkeys(("start", "revise", "cancel", "edit"), True),
        **dict.fromkeys(("finish", "delete"), False),
    }
    assert code(await county.delete(f"/visit-plans/{made['id']}", headers=seen(made))) == (
        409,
        "visit_plan_not_a_draft",
    )
    assert code(await step(county, made, "finish")) == (409, "visit_plan_unfinished")
    back = (await step(county, made, "revise")).json()
    assert back["status"] == "draft"
    again = (await step(county, back, "plan")).json()
    assert code(await step(county, again, "cancel")) == (422, "visit_plan_cancel_reason")
    cancelled = (await step(county, again, "cancel", reason="大雪封路")).json()
    assert (cancelled["status"], cancelled["reason"]) == ("cancelled", "大雪封路")
    assert code(await arrange(county, cancelled, removed=[])) == (409, "visit_plan_closed")
    assert code(await step(county, cancelled, "start")) == (409, "step_not_possible")
    events = await rows(api, "select event from audit_event where event like 'visit%' order by id")
    assert [each for (each,) in events if each not in ("visit_plan_arranged", "visit_plan_edited")] == [
        *("visit_plan_made", "visit_plan_deleted", "visit_plan_made", "visit_plan_settled", "visit_plan_revised"),
        *("visit_plan_settled", "visit_plan_cancelled"),
    ]


async def test_teams_change_and_their_stops_stay(api: Api) -> None:
    """A team that goes leaves its stops to the first; days cannot leave a stop outside; colleagues record."""
    await households(api)
    county = await api.as_("county_officer")
    made = await from_list(county)
    first, second = made["teams"]

    async def change(version: dict[str, Any], **fields: Any) -> Any:
        return await county.patch(f"/visit-plans/{made['id']}", json=fields, headers=seen(version))

    one = await change(
        made, teams=[{"id": second["id"], "name": "机动组", "officers": [str(id_of("user:county_chair"))]}]
    )
    assert one.status_code == 200, one.text
    assert [(team["name"], team["visits"]) for team in one.json()["teams"]] == [("机动组", 6)]
    assert sorted(stop["place"] for stop in await stops_of(county, made)) == list(range(6))
    foreign = [{"name": "一组", "officers": [str(id_of("user:third_officer"))]}]
    assert code(await change(one.json(), teams=foreign)) == (422, "visit_officer_unknown")
    moved = await change(one.json(), starts_on=(today() + timedelta(days=1)).isoformat(), ends_on=None)
    assert moved.status_code == 422, moved.text
    longer = await change(one.json(), ends_on=(today() + timedelta(days=3)).isoformat(), note="分三天走访")
    assert (longer.status_code, longer.json()["starts_on"]) == (200, today().isoformat())
    assert first["id"] not in [team["id"] for team in longer.json()["teams"]]


async def test_who_sees_a_plan_and_who_changes_it(api: Api) -> None:
    """A township sees the county's plan with its own people in it, records them, and changes nothing else."""
    made = await example(api)
    township, city = await api.as_("township_officer"), await api.as_("city_officer")
    seen_there = (await township.get(f"/visit-plans/{made['id']}")).json()
    assert (seen_there["visits"], [team["name"] for team in seen_there["teams"]]) == (3, ["第一组"])
    [item] = (await township.get("/visit-plans", params={"with_total": True})).json()["items"]
    assert (item["visits"], item["cash_fen"], item["organization_name"]) == (3, 150_000, "青溪县总工会")
    for answer in (
        await township.patch(f"/visit-plans/{made['id']}", json={"name": "x"}, headers=seen(made)),
        await step(township, made, "start"),
        await arrange(township, made, removed=[]),
    ):
        assert code(answer) == (403, "visit_plan_of_above")
    assert not any(each["allowed"] for each in seen_there["steps"])
    assert (await city.get(f"/visit-plans/{made['id']}")).json()["visits"] == 6
    for key in ("third_officer", "neighbour_officer"):
        assert (await (await api.as_(key)).get(f"/visit-plans/{made['id']}")).status_code == 404
        assert (await (await api.as_(key)).get("/visit-plans")).json()["items"] == []
    [mine, *_rest] = (await township.get("/visits", params={"mine": True})).json()["items"]
    done = await report(township, mine)
    assert done.status_code == 200, done.text
    assert (done.json()["recorded_by_name"], done.json()["plan_status"]) == ("李梅", "planned")


async def test_a_visit_is_recorded(api: Api) -> None:
    """issue 4 section 6: photo, signature, amount, what was heard; sealed, and shown as illness is."""
    made = await example(api)
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    stop = (await stops_of(county, made))[0]
    concerns = [{"kind": "medical", "text": "透析费用报销慢"}, {"kind": "schooling", "text": "孩子明年高考"}]
    done = await report(county, stop, heard="精神状态好，感谢组织。", concerns=concerns)
    assert done.status_code == 200, done.text
    done = done.json()
    assert (done["status"], done["given_fen"], done["signed_by"]) == ("done", 50_000, "陈大力")
    assert [each["kind"] for each in done["pictures"]] == ["photo", "signature"]
    assert done["heard"] == "精神状态好，感谢组织。"
    assert (await county.get(f"/visit-plans/{made['id']}")).json()["status"] == "under_way"
    image = await finance.get(f"/visits/{stop['id']}/pictures/{done['pictures'][0]['id']}")
    assert (image.status_code, image.headers["content-type"]) == (200, "image/jpeg")
    assert b"planted marker" not in image.content
    third = await api.as_("third_officer")
    assert (await third.get(f"/visits/{stop['id']}/pictures/{done['pictures'][0]['id']}")).status_code == 404

    hidden = (await finance.get(f"/visits/{stop['id']}")).json()
    assert (hidden["heard"], {each["text"] for each in hidden["concerns"]}) == (None, {None})
    assert "heard" in hidden["hidden"]
    stored = await rows(api, "select heard from visit where heard is not null union all select text from visit_concern")
    assert not any("透析".encode() in bytes(each) or "组织".encode() in bytes(each) for (each,) in stored)

    waiting = (await county.get("/visit-concerns", params={"state": "open"})).json()["items"]
    assert [(each["kind"], each["visited_name"], each["plan_name"]) for each in waiting] == [
        ("schooling", "陈大力", NAME),
        ("medical", "陈大力", NAME),
    ]
    path = f"/visit-concerns/{waiting[1]['id']}/steps"
    said = {"step": "answer", "answer": "已联系医保局，月底前结清。"}
    answered = await county.post(path, json=said, headers=seen(waiting[1]))
    assert (answered.status_code, answered.json()["state"]) == (200, "answered")
    assert code(await county.post(path, json=said, headers=seen(waiting[1]))) == (409, "visit_concern_answered")
    assert len((await county.get("/visit-concerns", params={"state": "open"})).json()["items"]) == 1


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"given_fen": 50_100}, "visit_cash_over"),
        ({"given_fen": 40_000}, "visit_difference"),
        ({"goods_given": []}, "visit_difference"),
        ({"signature": None}, "visit_signature"),
        ({"photos": []}, "visit_photo"),
        ({"photos": [str(uuid4())]}, "visit_not_a_picture"),
    ],
)
async def test_what_is_refused_at_the_door(api: Api, change: dict[str, Any], refusal: str) -> None:
    """Nothing of it is kept: the stop waits as it did."""
    made = await example(api)
    county = await api.as_("county_officer")
    stop = (await stops_of(county, made))[1]
    assert code(await report(county, stop, **change)) == (422, refusal)
    assert await rows(api, "select count(*) from visit_picture") == [(0,)]
    assert (await county.get(f"/visits/{stop['id']}")).json()["status"] == "planned"


async def test_somebody_elses_picture_is_no_picture(api: Api) -> None:
    """A picture is the caller's own, and uploaded for a visit; a paper of a household is not."""
    made = await example(api)
    county, chair = await api.as_("county_officer"), await api.as_("county_chair")
    stop = (await stops_of(county, made))[0]
    paper = (await upload(county, picture("PNG"), name="x.png", purpose="paper")).json()["id"]
    for wrong in (await photo(chair), paper):
        assert code(await report(county, stop, photos=[wrong])) == (422, "visit_not_a_picture")
    own = await photo(county)
    assert (await county.get(f"/files/{own}")).status_code == 404


async def test_two_phones_at_one_door(api: Api) -> None:
    """One wins, the other is told who was there; cash is given once."""
    made = await example(api)
    first, second = await api.as_("county_officer"), await api.as_("township_officer")
    stop = (await stops_of(first, made))[0]
    answers = await asyncio.gather(report(first, stop), report(second, stop))
    assert sorted(answer.status_code for answer in answers) == [200, 409], [answer.text for answer in answers]
    loser = next(answer for answer in answers if answer.status_code == 409)
    winner = next(answer for answer in answers if answer.status_code == 200).json()
    assert loser.json()["code"] == "visit_done_already"
    assert winner["recorded_by_name"] in loser.json()["detail"]
    assert await rows(api, "select count(*) from visit_picture") == [(2,)]


async def test_nobody_met_and_taken_back(api: Api) -> None:
    """Why, in words; what was recorded wrongly is taken back and done again, and the record keeps both."""
    made = await example(api)
    county = await api.as_("county_officer")
    stop = (await stops_of(county, made))[0]
    path = f"/visits/{stop['id']}/steps"
    blank = await county.post(path, json={"step": "absent", "reason": "  "}, headers=seen(stop))
    assert code(blank) == (422, "visit_absence")
    missed = await county.post(path, json={"step": "absent", "reason": "外出就医"}, headers=seen(stop))
    assert (missed.json()["status"], missed.json()["absence"]) == ("absent", "外出就医")
    back = await county.post(path, json={"step": "reopen"}, headers=seen(missed.json()))
    assert (back.json()["status"], back.json()["absence"], back.json()["recorded_at"]) == ("planned", "", None)
    assert code(await county.post(path, json={"step": "reopen"}, headers=seen(back.json()))) == (
        409,
        "visit_nothing_recorded",
    )
    done = await report(county, back.json(), concerns=[{"kind": "work", "text": "想学电工"}])
    again = await county.post(path, json={"step": "reopen"}, headers=seen(done.json()))
    assert (again.json()["given_fen"], again.json()["pictures"], again.json()["concerns"]) == (0, [], [])
    told = await rows(api, "select event from audit_event where object_kind = 'visit' order by id")
    assert [each for (each,) in told] == ["visit_missed", "visit_reopened", "visit_recorded", "visit_reopened"]


async def test_a_draft_is_not_gone_to_and_the_done_is_not_planned_anew(api: Api) -> None:
    """The states of plan and stop hold each other."""
    await households(api)
    county = await api.as_("county_officer")
    made = await from_list(county)
    stop = (await stops_of(county, made))[0]
    assert code(await report(county, stop)) == (409, "visit_not_open")
    settled = (await step(county, made, "plan")).json()
    assert (await report(county, stop)).status_code == 200
    now = (await county.get(f"/visit-plans/{made['id']}")).json()
    assert now["version"] == settled["version"] + 1
    assert code(await arrange(county, now, row_of(stop, cash_fen=60_000))) == (409, "visit_settled")
    assert code(await arrange(county, now, removed=[stop["id"]])) == (409, "visit_settled")
    assert (await arrange(county, now, row_of(stop))).status_code == 200
    now = (await county.get(f"/visit-plans/{made['id']}")).json()
    assert code(await step(county, now, "cancel", reason="x")) == (409, "visit_plan_begun")


async def test_plan_against_done_by_unions_below(api: Api, queries: Any) -> None:
    """issue 4 section 6: by child, at any time; what is late is said; what was heard is counted."""
    made = await example(api)
    county, city = await api.as_("county_officer"), await api.as_("city_officer")
    stops = await stops_of(county, made)
    await report(county, stops[0], concerns=[{"kind": "work", "text": "想学电工"}])
    await report(county, stops[1], given_fen=20_000, difference="另有捐助")
    await county.post(
        f"/visits/{stops[3]['id']}/steps", json={"step": "absent", "reason": "外出"}, headers=seen(stops[3])
    )
    await rows(api, "update visit set visit_on = visit_on - 1 where id = :id returning 1", id=stops[4]["id"])
    with queries(at_most=6):
        found = (await county.get("/visit-progress", params={"plan_id": made["id"]})).json()
    assert [
        (row["organization_name"], row["visits"], row["done"], row["absent"], row["overdue"], row["given_fen"])
        for row in found["items"]
    ] == [("城关镇总工会", 3, 2, 0, 0, 70_000), ("白石乡总工会", 3, 0, 1, 1, 0)]
    assert (found["total"]["cash_fen"], found["open_concerns"]) == (300_000, 1)
    above = (await city.get("/visit-progress")).json()
    assert [(row["organization_name"], row["visits"]) for row in above["items"]] == [("青溪县总工会", 6)]
    below = (await city.get("/visit-progress", params={"under_id": str(id_of("chengguan"))})).json()
    assert [row["organization_name"] for row in below["items"]] == ["青溪纺织有限公司工会", "青溪县人民医院工会"]
    third = await api.as_("third_officer")
    assert (await third.get("/visit-progress", params={"plan_id": made["id"]})).status_code == 404
    late = (await county.get("/visits", params={"overdue": True})).json()["items"]
    assert [stop["id"] for stop in late] == [stops[4]["id"]]


async def test_the_address_is_shown_for_the_way(api: Api) -> None:
    """trust.md 1.5: masked everywhere, in plain for a reason after proving oneself, on record, within the day's limit."""
    made = await example(api)
    county = await api.as_("county_officer")
    stop = (await stops_of(county, made))[0]
    whole = (await county.get(f"/visits/{stop['id']}")).json()
    assert (whole["address_masked"], whole["hidden"]) == ("青溪县某镇****", ["phone", "address"])
    path, asked = f"/visits/{stop['id']}/reveals", {"field": "address", "reason": "benefit"}
    assert code(await county.post(path, json=asked)) == (403, "confirmation_required")
    proof = confirmation(api, "county_officer")
    shown = await county.post(path, json=asked, headers=proof)
    assert (shown.json()["value"], shown.json()["shown_today"]) == ("青溪县某镇幸福路 1 号", 1)
    assert shown.headers["cache-control"] == "no-store"
    told = await rows(api, "select facts::text from audit_event where event = 'visit_field_revealed'")
    assert len(told) == 1
    assert "幸福路" not in told[0][0]


async def test_whose_visits_are_mine(api: Api) -> None:
    """A team that names somebody is theirs; one that names nobody is anybody's in the area; nothing of a draft."""
    await households(api)
    county, chair = await api.as_("county_officer"), await api.as_("county_chair")
    made = await from_list(county)
    assert (await county.get("/visits", params={"mine": True})).json()["items"] == []
    first, second = made["teams"]
    teams = [
        {"id": first["id"], "name": "第一组", "officers": [str(id_of("user:county_chair"))]},
        {"id": second["id"], "name": "第二组"},
    ]
    changed = await county.patch(f"/visit-plans/{made['id']}", json={"teams": teams}, headers=seen(made))
    await step(county, changed.json(), "plan")
    assert len((await county.get("/visits", params={"mine": True})).json()["items"]) == 3
    assert len((await chair.get("/visits", params={"mine": True})).json()["items"]) == 6
    todo = (await chair.get("/me/todo")).json()
    assert [(item["name"], item["detail"]) for item in todo["items"] if item["kind"] == "visit"] == [(NAME, "6")]
    assert (await (await api.as_("third_officer")).get("/visits", params={"mine": True})).json()["items"] == []


async def test_lists_take_few_statements_and_page(api: Api, queries: Any) -> None:
    """As many rows, as many statements; pages follow each other without gap or repeat."""
    made = await example(api)
    county = await api.as_("county_officer")
    with queries(at_most=4):
        page = (await county.get("/visit-plans", params={"with_total": True, "year": today().year})).json()
    assert (page["total"], page["items"][0]["visits"], page["items"][0]["id"]) == (1, 6, made["id"])
    names, cursor = [], None
    while True:
        params = {"limit": 4, **({"cursor": cursor} if cursor else {})}
        with queries(at_most=3):
            part = (await county.get("/visits", params=params)).json()
        names += [stop["name"] for stop in part["items"]]
        cursor = part["next_cursor"]
        if cursor is None:
            break
    assert names == [name for _union, name, _kind, _more in HOUSEHOLDS]
    assert (await county.get("/visit-plans", params={"status": "done"})).json()["items"] == []
    assert (await county.get("/visit-plans", params={"q": "春节"})).json()["items"][0]["id"] == made["id"]


async def test_approved_cases_become_visits(api: Api) -> None:
    """The seam to the money: what was approved is brought whole, once; its payment is booked by the ledger."""
    files = await households(api)
    program, cases = uuid4(), [uuid4() for _each in range(2)]
    await rows(
        api,
        "insert into aid_program (id, organization_id, organization_name, code, code_hi, kind, name, year, status, "
        "audience, categories, papers, sources, stages, standards, caps_stop, notice_days, made_by_name, created_at, "
        "updated_at, version, quotas) select :id, id, name, code, code_hi, 'winter_warmth', '送温暖', 2026, 'open', '', '{}', '{}', "
        "'{}', '{county_review}', '{}', true, 5, '', now(), now(), 1, '{}' from organization where id = :union returning 1",
        id=program,
        union=id_of("qingxi"),
    )
    for number, (case, file) in enumerate(zip(cases, files, strict=False)):
        await rows(
            api,
            "insert into aid_case (id, number, program_id, organization_id, code, household_id, name, initials, status, "
            "evaluation, asked_fen, amount_fen, maker_id, maker_name, checker_id, checker_name, payer_name, reached_at, "
            "created_at, updated_at, version) select :id, :number, :program, organization_id, code, id, name, initials, "
            "'approved', '{}', 0, :fen, :maker, '', :checker, '', '', now(), now(), now(), 1 from household "
            "where id = :household returning 1",
            id=case,
            number=f"BF-2026-9{number:05d}",
            program=program,
            fen=100_000 * (number + 1),
            maker=id_of("user:union_chair"),
            checker=id_of("user:county_chair"),
            household=file["id"],
        )
    county = await api.as_("county_officer")
    made = await from_list(county, households=None, cases={"program_id": str(program)})
    assert (made["visits"], made["cash_fen"]) == (2, 300_000)
    again = {"plan": plan(), "cases": {"program_id": str(program)}}
    assert code(await county.post("/visit-plan-drafts", json=again, headers=once())) == (409, "visit_nobody_found")
    stops = await stops_of(county, made)
    changed = await arrange(county, made, row_of(stops[0], cash_fen=1))
    await step(county, changed.json(), "plan")
    stops = sorted(await stops_of(county, made), key=lambda stop: stop["cash_fen"])
    assert [stop["cash_fen"] for stop in stops] == [100_000, 200_000]
    less = await report(county, stops[0], given_fen=90_000, difference="零钱不够")
    assert code(less) == (422, "visit_case_sum")
    assert (await report(county, stops[0])).status_code == 200
    await rows(api, "update aid_case set status = 'rejected' where id = :id returning 1", id=cases[1])
    assert code(await report(county, stops[1])) == (409, "visit_case_not_approved")


async def test_an_approved_case_of_a_retired_member_is_to_somebody_retired(api: Api) -> None:
    """AID-16: who has no household file is on the table what the register says of them."""
    county = await api.as_("county_officer")
    member = await join(await api.as_("union_chair"), "离老", "textile", kind="retired")
    async with api.database.transaction(EVERYTHING) as session:
        program = await add_program(session)
        (case,) = await add_cases(session, program)
        case.member_id = UUID(member["id"])
    made = await from_list(county, households=None, cases={"program_id": str(program.id)})
    assert [(stop["kind"], stop["cash_fen"]) for stop in await stops_of(county, made)] == [("retired", 100_000)]


async def test_pictures_that_no_visit_has_go(api: Api) -> None:
    """What was uploaded and never submitted is deleted; a visit's picture stays."""
    made = await example(api)
    county = await api.as_("county_officer")
    stop = (await stops_of(county, made))[0]
    done = (await report(county, stop)).json()
    lost = await photo(county)
    await rows(api, "update stored_file set created_at = created_at - interval '9 days' returning 1")
    async with api.database.transaction(EVERYTHING) as session:
        gone = await upkeep.forget_papers(session, datetime.now(UTC))
    assert [str(id) for id, _sha in gone] == [lost]
    assert len(done["pictures"]) == 2


async def test_a_thousand_households_before_a_holiday(api: Api, queries: Any) -> None:
    """AID-15: a thousand around a holiday are a plan in as many statements as six, and a table on paper."""
    officer, chair = await api.as_("county_officer"), await api.as_("county_chair")
    await open_file(officer, chair, "textile", worker=person(name="第一户", income_fen=100_000))
    await rows(
        api,
        "insert into household select (jsonb_populate_record(h, jsonb_build_object('id', gen_random_uuid(), 'number', "
        "'KN-X' || n))).* from household h, generate_series(1, 999) n returning 1",
    )
    with queries(at_most=14):
        made = await from_list(officer, teams=20)
    assert (made["visits"], len(made["teams"])) == (1000, 20)
    assert {team["visits"] for team in made["teams"]} == {50}
    answer = await officer.get(f"/visit-plans/{made['id']}/table", params={"format": "docx"})
    assert (answer.status_code, len(Document(io.BytesIO(answer.content)).tables)) == (200, 20)
