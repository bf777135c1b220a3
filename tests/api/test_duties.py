"""Duties through HTTP: asked by the county, reported from below, sent back, urged, asked again next year (RPT-02)."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from backend.db import upkeep
from backend.domain.access import EVERYTHING
from backend.domain.calendar import CHINA
from backend.domain.formulas import undefused
from backend.settings import settings
from backend.worker import Worker
from tests import outtake
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.duties import ask, asked, moment, owed, report, send_back, sheet, waiting
from tests.intake import work_off
from tests.papers import pdf, png, send
from tests.people import once, seen
from tests.town import id_of, today


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def figures(client: httpx.AsyncClient, duty: dict[str, Any]) -> dict[str, int]:
    """How far the unions below are, without what is nought."""
    found = (await client.get(f"/duties/{duty['id']}")).json()["figures"]
    return {name: count for name, count in found.items() if count}


async def test_the_whole_way(api: Api) -> None:
    """The county asks; a town sees it on its workbench and reports; it is sent back, reported anew, and corrected."""
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    duty = await asked(county, name="建会情况")
    assert await figures(county, duty) == {"unions": 2, "open": 2}
    assert duty["own"] is None
    assert [each["step"] for each in duty["steps"]] == ["edit", "withdraw"]
    assert await waiting(town) == [("duty_due", "建会情况")]
    mine = (await town.get(f"/duties/{duty['id']}")).json()
    assert (mine["figures"], mine["own"], mine["organization_name"]) == (
        None,
        {"state": "open", "report": None},
        "青溪县总工会",
    )
    assert [(each["step"], each["allowed"]) for each in mine["steps"]] == [("report", True)]

    done = await report(town, duty, note="已建会 3 家")
    assert done.status_code == 201, done.text
    assert (done.json()["own"]["state"], done.json()["own"]["report"]["note"]) == ("done", "已建会 3 家")
    assert await waiting(town) == []
    assert await figures(county, duty) == {"unions": 2, "done": 1, "open": 1}
    assert list(await sheet(county, duty, state="open")) == ["baishi"]

    back = await send_back(county, duty, "chengguan")
    assert back.status_code == 200, back.text
    assert await figures(county, duty) == {"unions": 2, "returned": 1, "open": 1}
    mine = (await town.get(f"/duties/{duty['id']}")).json()["own"]
    assert (mine["state"], mine["report"]["reason"], mine["report"]["returned_by_name"]) == (
        "returned",
        "缺盖章",
        "何静",
    )
    assert await waiting(town) == [("duty_due", "建会情况")]
    twice = await send_back(county, duty, "chengguan")
    assert (twice.status_code, twice.json()["code"]) == (409, "duty_returned_already")

    anew = (await report(town, duty, note="已盖章")).json()["own"]
    assert (anew["state"], anew["report"]["reason"], anew["report"]["returned_at"]) == ("done", "", None)
    told = anew["report"]
    place = f"/duties/{duty['id']}/reports/{told['id']}"
    right = await town.patch(place, json={"note": "已盖章，补交"}, headers=seen(told))
    assert right.status_code == 200, right.text
    assert right.json()["own"]["report"]["reported_at"] == told["reported_at"]
    stale = await town.patch(place, json={"note": "旧"}, headers=seen(told))
    assert stale.status_code == 412
    events = await rows(api, "select event from audit_event where event like 'duty_%' order by id")
    assert [each[0] for each in events] == [
        *("duty_made", "duty_reported", "duty_report_returned", "duty_reported", "duty_report_corrected")
    ]


async def test_who_sees_what(api: Api) -> None:
    """Who asks sees all unions, who owes itself alone; below who owes, beside it and elsewhere there is nothing."""
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    duty = await asked(county)
    await report(town, duty)
    assert list(await sheet(county, duty)) == ["chengguan", "baishi"]
    assert list(await sheet(town, duty)) == ["chengguan"], "not what its neighbours did"
    for key in ("union_chair", "neighbour_officer", "third_officer"):
        other = await api.as_(key)
        assert (await other.get(f"/duties/{duty['id']}")).status_code == 404, key
        assert (await other.get("/duty-unions", params={"duty_id": duty["id"]})).status_code == 404, key
        assert (await other.get("/duties")).json()["items"] == [], key
        assert await waiting(other) == []
    for key in ("neighbour_officer", "third_officer"):
        refused = await report(await api.as_(key), duty)
        assert refused.status_code == 404
    refused = await report(await api.as_("union_chair"), duty)
    assert (refused.status_code, refused.json()["code"]) == (409, "duty_not_yours")
    city = (await (await api.as_("city_officer")).get(f"/duties/{duty['id']}")).json()
    assert (city["figures"]["done"], city["own"], city["steps"]) == (1, None, [])


async def test_who_may_do_what(api: Api) -> None:
    """Only who asks changes, withdraws and sends back; who asks does not report in the place of a union below."""
    county, city, town = [await api.as_(key) for key in ("county_officer", "city_officer", "township_officer")]
    duty = await asked(county)
    await report(town, duty)
    told = (await sheet(county, duty))["chengguan"]["report"]
    place = f"/duties/{duty['id']}/reports/{told['id']}"
    for client in (city, town):
        tries = [
            await client.patch(f"/duties/{duty['id']}", json={"ask": "别的"}, headers=seen(duty)),
            await client.post(f"/duties/{duty['id']}/steps", json={"step": "withdraw"}, headers=seen(duty)),
            await client.post(f"{place}/steps", json={"step": "return", "reason": "缺"}, headers=seen(told)),
        ]
        assert {(each.status_code, each.json()["code"]) for each in tries} == {(409, "duty_not_issuer")}
    refused = await report(county, duty)
    assert (refused.status_code, refused.json()["code"]) == (409, "duty_not_yours")
    refused = await county.patch(f"/duties/{duty['id']}/reports/{told['id']}", json={"note": "x"}, headers=seen(told))
    assert (refused.status_code, refused.json()["code"]) == (409, "duty_not_yours")
    refused = await ask(await api.as_("sibling_chair"))
    assert (refused.status_code, refused.json()["code"]) == (409, "duty_nobody_below")


async def test_a_town_asks_the_unions_in_it(api: Api) -> None:
    """It owes the county and asks its own: two lists of one union."""
    county, town, chair = [await api.as_(key) for key in ("county_officer", "township_officer", "union_chair")]
    await asked(county, name="县里的")
    await asked(town, name="镇里的")
    assert await owed(town) == {"县里的": "open"}
    own = (await town.get("/duties", params={"organization_id": str(id_of("chengguan"))})).json()["items"]
    assert [(each["name"], each["figures"]["unions"]) for each in own] == [("镇里的", 3)]
    assert await owed(chair) == {"镇里的": "open"}
    assert await owed(county) == {}, "the county's own duty is not what it owes"


async def test_late_by_one_minute(api: Api) -> None:
    """30 December 17:30, China time: what comes at 17:30:59 is in time, a minute after it is late, and says so."""
    year = today().year
    due = datetime(year, 12, 30, 17, 30, tzinfo=CHINA)
    await api.at(due - timedelta(days=3))
    county, town, chair = [await api.as_(key) for key in ("county_officer", "township_officer", "union_chair")]
    duty = await asked(county, name="帮扶材料", due_at=due.isoformat())
    assert (duty["due_at"], duty["year"]) == (f"{year}-12-30T17:30:00+08:00", year)
    below = await asked(town, name="镇里的", due_at=due.astimezone(UTC).isoformat())
    await api.at(due + timedelta(seconds=59))
    assert (await report(town, duty)).json()["own"]["state"] == "done"
    assert await owed(chair) == {"镇里的": "open"}
    await api.at(due + timedelta(seconds=60))
    assert await owed(chair) == {"镇里的": "late"}
    assert await owed(chair, state="late") == {"镇里的": "late"}
    assert await owed(chair, state="open") == {}
    assert await waiting(chair) == [("duty_late", "镇里的")]
    assert await figures(county, duty) == {"unions": 2, "done": 1, "late": 1}
    assert list(await sheet(county, duty, state="late")) == ["baishi"]
    assert (await report(chair, below)).json()["own"]["state"] == "done_late"
    await send_back(county, duty, "chengguan")
    assert await owed(town) == {"帮扶材料": "late"}, "sent back after the deadline, it is late at once"


async def test_china_counts_the_year_and_the_day(api: Api) -> None:
    """A deadline at 00:30 on 1 January in China is the year that begins there, and due that day on the workbench."""
    year = today().year
    due = datetime(year + 1, 1, 1, 0, 30, tzinfo=CHINA)
    await api.at(due - timedelta(days=2))
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    duty = await asked(county, due_at=due.astimezone(UTC).isoformat())
    assert duty["year"] == year + 1
    item = next(each for each in (await town.get("/me/todo")).json()["items"] if each["kind"] == "duty_due")
    assert (item["due_on"], item["detail"]) == (f"{year + 1}-01-01", "青溪县总工会")


async def test_two_officers_report_at_once(api: Api) -> None:
    """One of them has reported; the other is told who, and nothing is there twice."""
    city, people = await api.as_("city_officer"), [await api.as_(key) for key in ("county_officer", "county_chair")]
    duty = await asked(city)
    both = await asyncio.gather(*(report(people[number % 2], duty, note=str(number)) for number in range(4)))
    assert sorted(each.status_code for each in both) == [201, 409, 409, 409]
    assert {each.json()["code"] for each in both if each.status_code == 409} == {"duty_reported_already"}
    assert await rows(api, "select count(*) from duty_report") == [(1,)]


async def test_two_officers_make_one_name_at_once(api: Api) -> None:
    county = await api.as_("county_officer")
    both = await asyncio.gather(ask(county), ask(county))
    assert sorted(each.status_code for each in both) == [201, 409]
    assert {each.json()["code"] for each in both if each.status_code == 409} == {"duty_named_already"}


async def test_a_file_where_one_is_asked_for(api: Api) -> None:
    """RPT-04: the stamped scan goes with it, is handed out to both ends and to nobody else, and stays."""
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    duty = await asked(county, needs_file=True)
    refused = await report(town, duty)
    assert (refused.status_code, refused.json()["code"]) == (422, "duty_file_missing")
    stranger = await send(county, pdf(), name="别人的.pdf")
    refused = await report(town, duty, file_id=stranger)
    assert (refused.status_code, refused.json()["code"]) == (422, "duty_file_unfit")
    done = await report(town, duty, file_id=await send(town, pdf(), name="登记表.pdf"))
    told = done.json()["own"]["report"]
    assert told["file_name"] == "登记表.pdf"
    place = f"/duties/{duty['id']}/reports/{told['id']}"
    assert (await county.get(f"{place}/file")).content == pdf()
    assert (await (await api.as_("neighbour_officer")).get(f"{place}/file")).status_code == 404
    refused = await town.patch(place, json={"file_id": None}, headers=seen(told))
    assert (refused.status_code, refused.json()["code"]) == (422, "duty_file_missing")
    better = await town.patch(place, json={"file_id": await send(town, png(), name="盖章.png")}, headers=seen(told))
    assert better.json()["own"]["report"]["file_name"] == "盖章.png"
    async with api.database.transaction(EVERYTHING) as session:
        gone = await upkeep.forget_papers(session, datetime.now(UTC) + timedelta(days=30))
    assert len(gone) == 2, "the one that was replaced and the stranger's; what stands with a report stays"
    assert (await town.get(f"{place}/file")).content == png()


async def test_changed_and_withdrawn(api: Api) -> None:
    """A later deadline frees who was nearly late; what is withdrawn is owed no more and takes no report."""
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    duty = await asked(county)
    other = await asked(county, name="台账")
    place = f"/duties/{duty['id']}"
    past = await county.patch(place, json={"due_at": moment(hours=-1).isoformat()}, headers=seen(duty))
    assert (past.status_code, past.json()["code"]) == (422, "duty_due_out")
    taken = await county.patch(place, json={"name": "台账"}, headers=seen(duty))
    assert (taken.status_code, taken.json()["code"]) == (409, "duty_named_already")
    later = await county.patch(
        place, json={"due_at": moment(days=20).isoformat(), "name": "四项登记"}, headers=seen(duty)
    )
    assert later.status_code == 200, later.text
    assert await waiting(town) == [("duty_due", "台账")], "twenty days ahead it is on the list only"
    gone = await county.post(f"{place}/steps", json={"step": "withdraw"}, headers=seen(later.json()))
    assert gone.status_code == 200, gone.text
    assert gone.json()["withdrawn_by_name"] == "何静"
    assert await owed(town) == {"台账": "open"}
    refused = await report(town, duty)
    assert (refused.status_code, refused.json()["code"]) == (409, "duty_withdrawn")
    assert (await asked(county, name="四项登记"))["id"] != duty["id"], "its name is free again"
    everything = (await county.get("/duties", params={"withdrawn": True, "with_total": True})).json()
    assert (len(everything["items"]), everything["total"]) == (3, 3)
    assert other["version"] == 1


async def test_the_list_of_next_year_in_one_act(api: Api) -> None:
    """The first time the calendar of RPT-02, then the yearly ones of the year before; twice makes nothing twice."""
    year = today().year + 1
    county = await api.as_("county_officer")
    made = await county.post("/duties/years", json={"year": year}, headers=once())
    assert made.json() == {"year": year, "made": 7, "there": 0, "past": 0}
    again = await county.post("/duties/years", json={"year": year}, headers=once())
    assert again.json() == {"year": year, "made": 0, "there": 7, "past": 0}
    listed = (await county.get("/duties", params={"year": year})).json()["items"]
    assert [(each["subject"], each["due_at"][5:16]) for each in listed][-1] == ("aid", "12-30T17:30")
    await rows(api, "update duty set yearly = false where subject <> 'aid' returning 1")
    await rows(api, "update duty set name = '年底帮扶' where subject = 'aid' returning 1")
    await api.at(datetime(year, 12, 31, 12, 0, tzinfo=CHINA))
    county = await api.as_("county_officer")
    next_year = await county.post("/duties/years", json={"year": year + 1}, headers=once())
    assert next_year.json() == {"year": year + 1, "made": 1, "there": 0, "past": 0}
    listed = (await county.get("/duties", params={"year": year + 1})).json()["items"]
    assert [(each["name"], each["due_at"][:16]) for each in listed] == [("年底帮扶", f"{year + 1}-12-30T17:30")]
    this_year = await county.post("/duties/years", json={"year": year}, headers=once())
    assert this_year.json() == {"year": year, "made": 0, "there": 6, "past": 1}, (
        "nobody could be in time for what is over"
    )
    refused = await county.post("/duties/years", json={"year": year + 2}, headers=once())
    assert (refused.status_code, refused.json()["code"]) == (422, "duty_due_out")


async def test_all_who_are_late_are_urged_in_one_act(api: Api) -> None:
    """The urge waits on the workbench of who is late, and is settled by the report and nothing else (ORG-19)."""
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    duty = await asked(county, due_at=moment(minutes=5).isoformat())
    early = {"subject": "duty", "ids": [str(id_of("chengguan"))]}
    needless = (await county.post("/urges/batches", json=early, headers=once())).json()
    assert needless["items"][0]["problem"]["code"] == "urge_needless"
    await api.at(datetime.now(UTC) + timedelta(minutes=10))
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    late = {"subject": "duty", "note": "请今天报来", "duty_id": duty["id"]}
    sent = await county.post("/urges/batches", json=late, headers=once())
    assert sent.status_code == 200, sent.text
    assert (sent.json()["total"], sent.json()["succeeded"]) == (2, 2)
    items = (await town.get("/me/todo")).json()["items"]
    assert [(each["urge"]["subject"], each["urge"]["note"]) for each in items if each["kind"] == "urge"] == [
        ("duty", "请今天报来")
    ]
    shown = await sheet(county, duty)
    assert shown["chengguan"]["urged_on"] is not None
    again = (await county.post("/urges/batches", json=late, headers=once())).json()
    assert {each["problem"]["code"] for each in again["items"]} == {"urge_sent_today"}
    await report(town, duty)
    items = (await town.get("/me/todo")).json()["items"]
    assert [each for each in items if each["kind"] == "urge"] == []
    states = (await county.get("/urges", params={"subject": "duty"})).json()["items"]
    assert {each["organization_name"]: each["state"] for each in states} == {
        "城关镇总工会": "settled",
        "白石乡总工会": "sent",
    }


@pytest.mark.parametrize(
    "said",
    [
        {"subject": "duty"},
        {"subject": "term", "duty_id": str(id_of("x"))},
        {"subject": "duty", "duty_id": str(id_of("x")), "ids": [str(id_of("chengguan"))]},
        {"subject": "duty", "reporters": {"form": "survey"}},
    ],
)
async def test_one_way_to_say_who_is_urged(api: Api, said: dict[str, Any]) -> None:
    county = await api.as_("county_officer")
    refused = await county.post("/urges/batches", json=said, headers=once())
    assert (refused.status_code, refused.json()["code"]) == (422, "urges_unclear")


async def test_a_list_is_one_statement(api: Api, queries: Callable[..., Any]) -> None:
    """However many duties and unions there are."""
    county = await api.as_("county_officer")
    for number in range(4):
        await asked(county, name=f"第{number}项")
    with queries(at_most=6):
        found = await county.get("/duties", params={"limit": 2})
    assert [each["name"] for each in found.json()["items"]] == ["第0项", "第1项"]
    rest = await county.get("/duties", params={"limit": 2, "cursor": found.json()["next_cursor"]})
    assert [each["name"] for each in rest.json()["items"]] == ["第2项", "第3项"]
    one = {"duty_id": found.json()["items"][0]["id"], "limit": 1, "with_total": True}
    with queries(at_most=8):
        first = (await county.get("/duty-unions", params=one)).json()
    second = (await county.get("/duty-unions", params=one | {"cursor": first["next_cursor"]})).json()
    assert (second["items"][0]["organization_id"], second["total"]) == (str(id_of("baishi")), 2)


async def test_the_sheet_says_how_late(api: Api) -> None:
    """RPT-02: days begun after the deadline, until the report or now; with a duty that was withdrawn nobody gets later."""
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    due = moment(days=1)
    duty = await asked(county, due_at=due.isoformat())
    assert {row["days_late"] for row in (await sheet(county, duty)).values()} == {None}
    await api.at(due + timedelta(days=1, hours=12))
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    await report(town, duty)
    await api.at(due + timedelta(days=4, hours=12))
    county = await api.as_("county_officer")
    late = {key: (row["state"], row["days_late"]) for key, row in (await sheet(county, duty)).items()}
    assert late == {"chengguan": ("done_late", 2), "baishi": ("late", 5)}
    gone = await county.post(f"/duties/{duty['id']}/steps", json={"step": "withdraw"}, headers=seen(duty))
    assert gone.status_code == 200, gone.text
    await api.at(due + timedelta(days=9, hours=12))
    assert (await sheet(await api.as_("county_officer"), duty))["baishi"]["days_late"] == 5


@pytest.mark.usefixtures("own_data")
async def test_the_sheet_is_taken_out_as_a_file(api: Api) -> None:
    """RPT-02; ui.md row 5: what is on screen, by its filter, for who sees the page and as far as they do."""
    county, town = await api.as_("county_officer"), await api.as_("township_officer")
    duty = await asked(county)
    await report(town, duty, note="=4 份", file_id=await send(town, pdf(), name="登记表.pdf"))
    await send_back(county, duty, "chengguan", "缺盖章")
    await rows(api, "update duty set due_at = date_trunc('minute', now()) - interval '36 hours' returning 1")
    await report(town, duty, note="=4 份")
    worker = Worker(api.database, api.vault)
    query = {"duty_id": duty["id"]}
    columns = ["union", "state", "late", "by", "note", "reason", "file"]
    head, *lines = await outtake.lines(county, worker, "duty_unions", query=query, columns=columns)
    assert head == ["工会", "状态", "逾期天数", "报送人", "说明", "退回原因", "附件"]
    assert [[undefused(cell) for cell in line] for line in lines] == [
        ["城关镇总工会", "逾期补报", "2", "李梅", "=4 份", "", ""],
        ["白石乡总工会", "逾期未报", "2", "", "", "", ""],
    ]
    book = await outtake.book(county, worker, "duty_unions", query=query | {"state": "late"})
    assert [row[0].value for row in book.worksheets[0].rows] == ["工会", "白石乡总工会"]
    said = {row[0].value: row[1].value for row in book["说明"].rows}
    assert (said["名单"], said["筛选条件"]) == ("各工会报送情况", "报送任务：四项实名登记\n状态：逾期未报")
    own = await outtake.lines(town, worker, "duty_unions", query=query, columns=["union"])
    assert own[1:] == [["城关镇总工会"]], "not what its neighbours did"
    for key in ("union_chair", "neighbour_officer"):
        other = await api.as_(key)
        beyond = await outtake.ask(other, "duty_unions", query=query)
        await work_off(worker)
        job = (await other.get(f"/jobs/{beyond.json()['id']}")).json()
        assert (job["state"], job["problem"]["code"]) == ("failed", "not_found"), key
    whole = await outtake.ask(county, "duty_unions")
    assert (whole.status_code, whole.json()["code"]) == (422, "export_filter_unfit")
