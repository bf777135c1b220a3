"""The cabinet of a union through HTTP: filed, handed out, corrected, withdrawn; its keeper; what is missing (MBR-06)."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.exc import IntegrityError

from backend.api.sentences import CONSTRAINTS
from backend.db import upkeep
from backend.domain.access import EVERYTHING
from backend.domain.paper import rules
from backend.domain.paper.codes import PaperRetention
from backend.settings import settings
from tests import intake, papers, workbooks
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.people import once, seen
from tests.town import FOUNDED, id_of, today


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Files of this test lie in a folder of its own."""
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield tmp_path
    settings.cache_clear()


async def test_a_paper_with_its_files(api: Api) -> None:
    """MBR-06: filed by the chair with real bytes, read by the county as they were, named with their hash."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    contents = {"记录.pdf": papers.pdf(), "签到.png": papers.png(), "说明.docx": papers.docx()}
    contents["名单.xlsx"] = workbooks.xlsx(workbooks.people(2))
    ids = [await papers.send(chair, content, name) for name, content in contents.items()]
    made = await papers.ask(chair, files=ids, place_kept="档案柜 2-3", note="第三季度")
    assert made.status_code == 201, made.text
    paper = (await county.get(made.headers["location"].removeprefix("/api/v1"))).json()
    assert paper == made.json() | {"steps": paper["steps"]}
    assert (paper["kind"], paper["retention"], paper["due_on"], paper["state"]) == (
        "minutes",
        "permanent",
        None,
        "kept",
    )
    assert (paper["entered_by_name"], paper["file_count"], paper["place_kept"]) == ("方秀云", 4, "档案柜 2-3")
    assert [file["name"] for file in paper["files"]] == list(contents)
    for file in paper["files"]:
        answer = await county.get(f"/papers/{paper['id']}/files/{file['id']}")
        assert answer.status_code == 200, answer.text
        # Pictures are made anew; documents are what they were.
        if file["media_type"] != "image/png":
            assert answer.content == contents[file["name"]]
        assert (sha256(answer.content).hexdigest(), len(answer.content)) == (file["sha256"], file["size"])
        assert answer.headers["content-type"] == file["media_type"]
        assert answer.headers["content-disposition"].startswith('attachment; filename="paper.')
        assert answer.headers["x-content-type-options"] == "nosniff"
    ((facts,),) = await rows(api, "select facts from audit_event where event = 'paper_entered'")
    assert facts["file_hashes"] == [file["sha256"] for file in paper["files"]]
    # Not as a file of whoever uploaded it: it belongs to the paper now.
    assert (await chair.get(f"/files/{ids[0]}")).status_code == 404


async def test_a_file_is_nobody_elses(api: Api) -> None:
    """MBR-06, trust.md A-01: from another subtree neither the paper nor its files are there."""
    chair = await api.as_("union_chair")
    paper, other = await papers.filed(chair), await papers.filed(chair, title="另一份")
    path = f"/papers/{paper['id']}/files/{paper['files'][0]['id']}"
    for key, status in (("township_officer", 200), ("county_auditor", 200), ("sibling_chair", 404)):
        assert (await (await api.as_(key)).get(path)).status_code == status, key
    for key in ("neighbour_officer", "third_officer", "line_officer"):
        assert (await (await api.as_(key)).get(path)).json()["code"] == "not_found", key
    assert (await (await api.as_("member")).get(path)).status_code == 403
    # A file is reached through its own paper only.
    assert (await chair.get(f"/papers/{paper['id']}/files/{other['files'][0]['id']}")).status_code == 404


def on_disk(data: Path) -> list[Path]:
    return [path for path in data.rglob("*") if path.is_file()]


HOSTILE = {
    "text": (b"a,b\n1,2\n", "file_type_not_for_cabinet", "档案资料请用 PDF"),
    "program": (b"\x7fELF\0\0", "file_type_not_for_cabinet", "档案资料请用 PDF"),
    "script": (papers.pdf(b"<< /S /JavaScript /JS (x) >>"), "file_document_unsafe", "文件含有可执行的脚本或宏"),
    "locked": (papers.pdf(b"/Encrypt 5 0 R"), "file_document_broken", "设有打开密码"),
    "macro": (papers.docx(**{"word/vbaProject.bin": b"x"}), "file_document_unsafe", "文件含有可执行的脚本或宏"),
    "broken picture": (papers.png()[:60], "file_broken", "文件已损坏"),
}


@pytest.mark.parametrize("case", HOSTILE)
async def test_a_hostile_file_is_refused_with_its_sentence(api: Api, own_data: Path, case: str) -> None:
    """MBR-06, trust.md 2.5: at the door, by what it is, whatever it is called."""
    content, code, sentence = HOSTILE[case]
    answer = await intake.upload(await api.as_("union_chair"), content, name="会议记录.pdf", purpose="cabinet")
    assert (answer.status_code, answer.json()["code"]) == (422, code), answer.text
    assert sentence in answer.json()["detail"]
    assert on_disk(own_data) == []


async def test_only_ones_own_files_for_a_cabinet(api: Api) -> None:
    """MBR-06: not another's, not one for something else, not twice."""
    chair = await api.as_("union_chair")
    foreign = await papers.send(await api.as_("sibling_chair"), papers.pdf())
    picture = (await intake.upload(chair, papers.png(), purpose="visit")).json()["id"]
    for wrong in (foreign, picture, str(uuid4())):
        answer = await papers.ask(chair, files=[await papers.send(chair, papers.pdf()), wrong])
        assert (answer.status_code, answer.json()["code"]) == (422, "paper_file_unfit")
        assert answer.json()["errors"][0]["pointer"] == "/files/1"
    one = await papers.send(chair, papers.pdf())
    assert (await papers.ask(chair, files=[one, one])).json()["code"] == "paper_file_twice"
    assert (await papers.ask(chair, files=[])).status_code == 422
    assert (await papers.ask(chair, files=[one])).status_code == 201
    again = await papers.ask(chair, files=[one])
    assert (again.status_code, again.json()["code"]) == (409, "paper_file_filed_already")


async def test_what_cannot_be_filed(api: Api) -> None:
    """MBR-06: days ahead, years that do not fit, unions elsewhere."""
    chair = await api.as_("union_chair")
    ahead = (today() + timedelta(days=1)).isoformat()
    assert (await papers.ask(chair, held_on=ahead)).json()["code"] == "paper_day_ahead"
    assert (await papers.ask(chair, year=today().year - 1)).json()["code"] == "paper_year_not_of_day"
    assert (await papers.ask(chair, kind="plan", year=today().year + 2)).json()["code"] == "paper_year_out"
    assert (await papers.ask(chair, title="  ")).json()["code"] == "paper_title_missing"
    assert (await papers.ask(chair, union="hospital")).status_code == 404
    auditor = await api.as_("county_auditor")
    assert (await papers.ask(auditor, files=[str(uuid4())])).status_code == 403


async def test_corrected_and_withdrawn(api: Api) -> None:
    """MBR-06: what was changed is on record from what to what; a withdrawn paper stays, and its files do not."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    paper = await papers.filed(chair, kind="summary", year=today().year - 1, title="工作总结")
    path = f"/papers/{paper['id']}"
    change = {"title": "2025 年工作总结", "place_kept": "档案柜 1-1", "retention": "short"}
    changed = await chair.patch(path, json=change, headers=seen(paper))
    assert changed.status_code == 200, changed.text
    assert (changed.json()["version"], changed.json()["due_on"]) == (2, f"{today().year + 3}-01-01")
    ((facts,),) = await rows(api, "select facts from audit_event where event = 'paper_edited'")
    assert facts["changes"] == {
        "paper_title": ["工作总结", "2025 年工作总结"],
        "place_kept": ["", "档案柜 1-1"],
        "retention": ["permanent", "short"],
    }
    assert (await chair.patch(path, json=change, headers=seen(paper))).status_code == 412
    paper = changed.json()
    for wrong, code in (
        ({"title": None}, "field_cannot_be_empty"),
        ({"title": " "}, "paper_title_missing"),
        ({"year": today().year + 2}, "paper_year_out"),
        ({"held_on": (today() + timedelta(days=1)).isoformat()}, "paper_day_ahead"),
    ):
        refused = await chair.patch(path, json=wrong, headers=seen(paper))
        assert (refused.status_code, refused.json()["code"]) == (422, code), wrong
    assert (await chair.patch(path, json={"kind": "plan"}, headers=seen(paper))).status_code == 422

    step = {"step": "withdraw", "reason": "传错了单位"}
    assert (await chair.post(f"{path}/steps", json=step | {"reason": "  "}, headers=seen(paper))).status_code == 422
    gone = await chair.post(f"{path}/steps", json=step, headers=seen(paper))
    assert (gone.status_code, gone.json()["state"], gone.json()["files"]) == (200, "withdrawn", [])
    assert (gone.json()["withdrawn_reason"], gone.json()["withdrawn_by_name"]) == ("传错了单位", "方秀云")
    assert {offer["step"]: offer["allowed"] for offer in gone.json()["steps"]} == {"edit": False, "withdraw": False}
    for client in (chair, county):
        assert (await client.get(f"{path}/files/{paper['files'][0]['id']}")).status_code == 404
    for late in (
        await chair.patch(path, json=change, headers=seen(gone.json())),
        await chair.post(f"{path}/steps", json=step, headers=seen(gone.json())),
    ):
        assert (late.status_code, late.json()["code"]) == (409, "paper_withdrawn")
    listed = (await county.get("/papers", params={"state": "withdrawn"})).json()["items"]
    assert [item["id"] for item in listed] == [paper["id"]]
    events = await rows(api, "select event from audit_event where event like 'paper%' order by id")
    assert [event for (event,) in events] == ["paper_entered", "paper_edited", "paper_withdrawn"]


async def test_a_roster_is_opened_on_record(api: Api) -> None:
    """MBR-06, trust.md 1.5: it holds personal data, so administrators do not open it, and who does is on record."""
    chair = await api.as_("union_chair")
    roster = await papers.filed(chair, kind="roster", title="会员名册")
    minutes = await papers.filed(chair)
    assert (roster["recorded"], minutes["recorded"]) == (True, False)
    admin = await api.as_("system_admin")
    refused = await admin.get(f"/papers/{roster['id']}/files/{roster['files'][0]['id']}")
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")
    auditor = await api.as_("county_auditor")
    for paper in (roster, minutes):
        assert (await auditor.get(f"/papers/{paper['id']}/files/{paper['files'][0]['id']}")).status_code == 200
    told = await rows(api, "select actor_name, facts from audit_event where event = 'paper_opened'")
    assert [(name, facts["paper_title"], facts["file_name"]) for name, facts in told] == [
        ("郑海", "会员名册", "记录.pdf")
    ]


async def test_the_list_and_its_filters(api: Api, queries: Callable[..., Any]) -> None:
    """MBR-06: the latest day first, by title, union, kind, year and state, in a fixed number of statements."""
    chair, sibling = await api.as_("union_chair"), await api.as_("sibling_chair")
    county = await api.as_("county_officer")
    old = date(today().year - 5, 6, 1).isoformat()
    await papers.filed(chair, title="职工大会记录")
    await papers.filed(chair, kind="rules", title="经费管理办法", held_on=old, year=today().year - 5, retention="short")
    await papers.filed(sibling, union="hospital", kind="plan", title="工作计划 100%", year=today().year + 1)

    async def titles(**asked: Any) -> list[str]:
        answer = await county.get("/papers", params=asked)
        assert answer.status_code == 200, answer.text
        return [item["title"] for item in answer.json()["items"]]

    assert await titles() == ["工作计划 100%", "职工大会记录", "经费管理办法"]
    assert await titles(q="大会") == ["职工大会记录"]
    assert await titles(q="%") == ["工作计划 100%"]
    assert await titles(organization_id=str(id_of("hospital"))) == ["工作计划 100%"]
    assert await titles(under_id=str(id_of("baishi"))) == []
    assert await titles(kind="plan,rules") == ["工作计划 100%", "经费管理办法"]
    assert await titles(year=today().year) == ["职工大会记录"]
    # Three years after the year of five years ago are over: as the rule says it.
    assert await titles(state="due") == ["经费管理办法"]
    due = rules.due_on(today().year - 5, PaperRetention.SHORT)
    assert due is not None
    assert due <= today()
    assert await titles(state="kept") == ["工作计划 100%", "职工大会记录"]
    assert (await county.get("/papers", params={"under_id": str(id_of("nanhe"))})).status_code == 404
    with queries(at_most=6):
        page = (await county.get("/papers", params={"limit": 2, "with_total": True})).json()
    assert (page["total"], len(page["items"])) == (3, 2)
    rest = (await county.get("/papers", params={"limit": 2, "cursor": page["next_cursor"]})).json()
    assert [item["title"] for item in rest["items"]] == ["经费管理办法"]


async def test_a_state_of_the_list_is_that_of_the_rules(api: Api) -> None:
    """MBR-06: the statement and the rule say the same of each retention on both sides of its day."""
    chair = await api.as_("union_chair")
    for retention in PaperRetention:
        for back in (2, 3, 4, 5, 9, 10, 11, 12):
            on = date(today().year - back, 5, 1)
            fields = {"title": f"{retention} {back}", "held_on": on.isoformat(), "year": on.year}
            await papers.filed(chair, kind="other", retention=str(retention), **fields)
    listed = (await chair.get("/papers", params={"limit": 100})).json()["items"]
    assert len(listed) == 24
    for item in listed:
        retention = PaperRetention(item["retention"])
        said = rules.state_of(year=item["year"], retention=retention, withdrawn=False, today=today())
        assert item["state"] == said, item["title"]
    assert {item["state"] for item in listed} == {"kept", "due"}


async def test_the_keeper_hands_over(api: Api) -> None:
    """MBR-06: one named keeper at a time, an officer of the union where one is chosen, each hand-over on record."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    first = await papers.keep(chair, since=FOUNDED.isoformat())
    assert first.status_code == 201, first.text
    assert (first.json()["name"], first.json()["until"]) == ("罗小兰", None)
    former = {"former_id": first.json()["id"]}
    assert (await papers.keep(chair, **former)).json()["code"] == "paper_keeper_same"
    assert (await papers.keep(chair, name=" ")).json()["code"] == "paper_keeper_nameless"
    ahead = (today() + timedelta(days=1)).isoformat()
    late = await papers.keep(chair, **former, name="马腾", since=ahead)
    assert (late.status_code, late.json()["code"]) == (422, "paper_keeper_day_out")
    appointed = await chair.post(
        "/officers",
        json={
            "organization_id": str(id_of("textile")),
            "name": "马腾",
            "sex": "male",
            "post": "organizing_member",
            "form": "part_time",
            "started_on": FOUNDED.isoformat(),
        },
        headers=once(),
    )
    assert appointed.status_code == 201, appointed.text
    officer = {"officer_id": appointed.json()["id"], "name": ""}
    elsewhere = await papers.keep(county, union="hospital", **officer)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "paper_keeper_not_of_union")
    second = await papers.keep(chair, **former, **officer)
    assert (second.status_code, second.json()["name"]) == (201, "马腾")
    stale = await papers.keep(chair, **former, name="第三人")
    assert (stale.status_code, stale.json()["code"]) == (409, "paper_keeper_changed")
    assert "马腾" in stale.json()["detail"]
    of = {"organization_id": str(id_of("textile"))}
    history = (await county.get("/paper-keepers", params=of | {"with_total": True})).json()
    assert [(item["name"], item["until"]) for item in history["items"]] == [
        ("马腾", None),
        ("罗小兰", today().isoformat()),
    ]
    assert history["total"] == 2
    assert [item["name"] for item in (await county.get("/paper-keepers", params={"ended": True})).json()["items"]] == [
        "罗小兰"
    ]
    told = await rows(api, "select facts from audit_event where event = 'paper_keeper_named' order by id")
    assert [(facts["name"], facts["former_name"]) for (facts,) in told] == [("罗小兰", ""), ("马腾", "罗小兰")]
    assert (await papers.keep(await api.as_("sibling_chair"))).status_code == 404


async def test_two_hand_over_at_once(api: Api) -> None:
    """MBR-06: whoever comes second is told who was first, and nobody is overwritten; the database keeps it too."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    both = await asyncio.gather(papers.keep(chair, name="甲"), papers.keep(county, name="乙"))
    assert sorted(one.status_code for one in both) == [201, 409]
    (lost,) = (one.json() for one in both if one.status_code == 409)
    (won,) = (one.json() for one in both if one.status_code == 201)
    assert (lost["code"], won["name"] in lost["detail"]) == ("paper_keeper_changed", True)
    former = {"former_id": won["id"]}
    again = await asyncio.gather(papers.keep(chair, name="丙", **former), papers.keep(county, name="丁", **former))
    assert sorted(one.status_code for one in again) == [201, 409]
    assert await rows(api, "select count(*) from paper_keeper where until is null") == [(1,)]
    with pytest.raises(IntegrityError, match="paper_keeper_open_key"):
        await rows(
            api,
            "insert into paper_keeper select gen_random_uuid(), organization_id, code, line_code, officer_id, '戊', since,"
            " null, '', created_at, 1 from paper_keeper where until is null returning 1",
        )
    assert CONSTRAINTS["paper_keeper_open_key"][0] == "paper_keeper_named_meanwhile"


async def test_whose_cabinets_are_whole(api: Api, queries: Callable[..., Any]) -> None:
    """MBR-06, by hand on the town: 青溪 has four basic unions, one of them with everything."""
    textile, hospital = await api.as_("union_chair"), await api.as_("sibling_chair")
    county, city = await api.as_("county_officer"), await api.as_("city_officer")
    await papers.keep(textile)
    for kind in ("plan", "summary", "minutes", "photo"):
        await papers.filed(textile, kind=kind)
    await papers.filed(textile)
    await papers.filed(hospital, union="hospital", kind="plan")
    await papers.filed(hospital, union="hospital", kind="plan", year=today().year + 1)
    wrong = await papers.filed(hospital, union="hospital", kind="photo")
    step = {"step": "withdraw", "reason": "传错了"}
    assert (await hospital.post(f"/papers/{wrong['id']}/steps", json=step, headers=seen(wrong))).status_code == 200
    await papers.filed(county, union="cement", kind="minutes")

    def figures(row: dict[str, Any]) -> tuple[int, ...]:
        names = ("unions", "with_keeper", "with_plan", "with_summary", "with_minutes", "with_photo", "complete")
        return tuple(row[name] for name in names)

    with queries(at_most=7):
        found = (await county.get("/papers/completeness")).json()
    assert (found["year"], found["organization_name"]) == (today().year, "青溪县总工会")
    assert {row["organization_name"]: figures(row) for row in found["items"]} == {
        "城关镇总工会": (3, 1, 2, 1, 1, 1, 1),
        "白石乡总工会": (1, 0, 0, 0, 1, 0, 0),
    }
    assert figures(found["whole"]) == (4, 1, 2, 1, 2, 1, 1)
    below = (await county.get("/papers/completeness", params={"under_id": str(id_of("chengguan"))})).json()
    assert {row["organization_name"]: figures(row)[1:] for row in below["items"]} == {
        "青溪纺织有限公司工会": (1, 1, 1, 1, 1, 1),
        "青溪县人民医院工会": (0, 1, 0, 0, 0, 0),
        "步行一条街联合工会": (0, 0, 0, 0, 0, 0),
    }
    everywhere = (await city.get("/papers/completeness")).json()
    assert {row["organization_name"]: figures(row)[0] for row in everywhere["items"]} == {
        "青溪县总工会": 4,
        "南河县总工会": 2,
        "东山区总工会": 1,
    }
    next_year = (await county.get("/papers/completeness", params={"year": today().year + 1})).json()
    assert figures(next_year["whole"]) == (4, 1, 1, 0, 0, 0, 0)

    own = (await textile.get("/papers/completeness")).json()
    assert own["items"] == []
    assert own["own"]["keeper_name"] == "罗小兰"
    assert {one["kind"]: one["count"] for one in own["own"]["kinds"]} == {
        **dict.fromkeys(("plan", "summary", "photo"), 1),
        "minutes": 2,
        **dict.fromkeys(("rules", "roster", "other"), 0),
    }
    # A line has no unions between: its basic unions are the rows.
    line = (await (await api.as_("line_officer")).get("/papers/completeness")).json()
    assert (line["organization_name"], [row["organization_name"] for row in line["items"]]) == (
        "云江市教育工会",
        ["南河县第一中学工会"],
    )
    assert (await county.get("/papers/completeness", params={"under_id": str(id_of("hekou"))})).status_code == 404


async def test_they_go_where_the_union_goes(api: Api) -> None:
    """MBR-06, ORG-23: a move of the tree takes papers, files and keeper along."""
    chair, city = await api.as_("union_chair"), await api.as_("city_officer")
    paper = await papers.filed(chair)
    assert (await papers.keep(chair)).status_code == 201
    version = (await city.get(f"/organizations/{id_of('chengguan')}")).json()["version"]
    move = {"step": "move", "parent_id": str(id_of("nanhe")), "effective_on": today().isoformat()}
    moved = await city.post(
        f"/organizations/{id_of('chengguan')}/steps", json=move, headers={"If-Match": f'"v{version}"'}
    )
    assert moved.status_code == 200, moved.text
    path = f"/papers/{paper['id']}/files/{paper['files'][0]['id']}"
    assert (await (await api.as_("county_officer")).get(path)).status_code == 404
    neighbour = await api.as_("neighbour_officer")
    assert (await neighbour.get(path)).status_code == 200
    keepers = (await neighbour.get("/paper-keepers", params={"ended": False})).json()["items"]
    assert [item["name"] for item in keepers] == ["罗小兰"]


@pytest.mark.parametrize("step", ["merge", "dissolve"])
async def test_they_stay_with_a_union_that_ends(api: Api, step: str) -> None:
    """MBR-06, ORG-23: as its history; the keeper ends with it, nothing more is filed, and what lies elsewhere is noted."""
    chair, city = await api.as_("sibling_chair"), await api.as_("city_officer")
    paper = await papers.filed(chair, union="hospital")
    assert (await papers.keep(chair, union="hospital", since=FOUNDED.isoformat())).status_code == 201
    version = (await city.get(f"/organizations/{id_of('hospital')}")).json()["version"]
    asked: dict[str, Any] = {"step": step, "effective_on": today().isoformat()}
    asked |= {"into_id": str(id_of("textile"))} if step == "merge" else {"members_to_id": str(id_of("textile"))}
    ended = await city.post(
        f"/organizations/{id_of('hospital')}/steps", json=asked, headers={"If-Match": f'"v{version}"'}
    )
    assert ended.status_code == 200, ended.text
    county = await api.as_("county_officer")
    kept = (await county.get(f"/papers/{paper['id']}")).json()
    assert kept["organization_name"] == "青溪县人民医院工会"
    assert (await county.get(f"/papers/{paper['id']}/files/{paper['files'][0]['id']}")).status_code == 200
    (keeper,) = (await county.get("/paper-keepers", params={"organization_id": str(id_of("hospital"))})).json()["items"]
    assert keeper["until"] == today().isoformat()
    place = await county.patch(f"/papers/{paper['id']}", json={"place_kept": "纺织公司档案室"}, headers=seen(kept))
    assert place.status_code == 200, place.text
    for refused in (await papers.ask(county, union="hospital"), await papers.keep(county, union="hospital")):
        assert refused.status_code == 409, refused.text


async def test_files_that_nobody_filed_are_let_go(api: Api) -> None:
    """trust.md 2.5: a file that lies in no cabinet is deleted; one of a paper stays, of a withdrawn one too."""
    chair = await api.as_("union_chair")
    paper = await papers.filed(chair)
    step = {"step": "withdraw", "reason": "传错了"}
    assert (await chair.post(f"/papers/{paper['id']}/steps", json=step, headers=seen(paper))).status_code == 200
    loose = await papers.send(chair, papers.pdf())
    async with api.database.transaction(EVERYTHING) as session:
        gone = await upkeep.forget_papers(session, datetime.now(UTC) + timedelta(hours=2))
    assert [str(id) for id, _sha256 in gone] == [loose]
