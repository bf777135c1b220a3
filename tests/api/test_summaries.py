"""Summaries of campaigns: figures that equal their lists, texts with versions, frozen when issued (AID-27, AID-14, RPT-03, CMP-04, FND-05)."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.db.queries import summary_figures
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests import visits
from tests.conftest import Api
from tests.people import once, seen
from tests.spending import Season, season
from tests.town import id_of, today

APPROVED = ["approved", "paid", "archived"]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


def draft(union: str = "qingxi", **more: Any) -> dict[str, Any]:
    return {"organization_id": str(id_of(union)), "title": "送温暖工作总结"} | (more or {"year": today().year})


async def begin(client: httpx.AsyncClient, union: str = "qingxi", **more: Any) -> dict[str, Any]:
    made = await client.post("/aid-summaries", json=draft(union, **more), headers=once())
    assert made.status_code == 201, made.text
    return made.json()  # type: ignore[no-any-return]


async def write(client: httpx.AsyncClient, summary: dict[str, Any], **more: Any) -> httpx.Response:
    said = {
        "title": summary["title"],
        "practice": "入户摸底，一户一策。\n集中走访慰问。",
        "problems": "",
        "next": "跟踪回访",
    }
    return await client.put(f"/aid-summaries/{summary['id']}", json=said | more, headers=seen(summary))


async def step(client: httpx.AsyncClient, summary: dict[str, Any]) -> httpx.Response:
    path = f"/aid-summaries/{summary['id']}/steps"
    return await client.post(path, json={"step": "issue"}, headers=seen(summary))


async def refused(api: Api, made: Season) -> None:
    """One more case of the programme, refused for a reason."""
    async with api.database.transaction(EVERYTHING) as session:
        case, _payment = made.paid[3]
        await session.execute(
            text("""
            with refused as (
              insert into aid_case (id, number, program_id, organization_id, code, household_id, member_id, name, initials,
                status, category, evaluation, asked_fen, amount_fen, maker_id, maker_name, checker_name, payer_name,
                reached_at, submitted_at, created_at, updated_at, version)
              select gen_random_uuid(), 'BF-REFUSED', program_id, organization_id, code, null, gen_random_uuid(), '张三', 'zs',
                'rejected', null, '{}', 5000, 5000, maker_id, maker_name, '', '', now(), now(), now(), now(), 1
              from aid_case where id = :id returning *)
            insert into aid_case_step (id, case_id, organization_id, code, place, step, from_status, to_status, reason,
              amount_fen, by_id, by_name, by_office, at)
            select gen_random_uuid(), id, organization_id, code, 1, 'reject', 'unit_review', 'rejected', '收入超过标准', 0,
              maker_id, '何静', '', now() from refused""").bindparams(id=case.id)
        )


async def total(client: httpx.AsyncClient, path: str, **query: Any) -> int:
    answer = await client.get(path, params={**query, "limit": 1, "with_total": True})
    assert answer.status_code == 200, answer.text
    return int(answer.json()["total"])


async def test_every_figure_equals_its_list(api: Api) -> None:
    """AID-27, FND-05: of a programme and of a year, at the city and at a county, each total is that of its list."""
    made = await season(api)
    await refused(api, made)
    for person, union in (("city_officer", "city"), ("county_officer", "qingxi"), ("neighbour_officer", "nanhe")):
        client, under = await api.as_(person), {"under_id": str(id_of(union))}
        for about in ({"program_id": str(made.programs["winter_warmth"].id)}, {"year": today().year}):
            summary = await begin(client, union, **about)
            totals = summary["figures"]["totals"]
            days = {"first": summary["first_on"], "last": summary["last_on"]}
            cases: dict[str, Any] = under | ({} if "year" in about else about)
            paid: dict[str, Any] = cases | {"state": "paid"}
            if "year" in about:
                cases |= {"submitted_on[gte]": days["first"], "submitted_on[lte]": days["last"]}
                paid |= {"paid_on[gte]": days["first"], "paid_on[lte]": days["last"]}
            assert totals["applied"] == await total(client, "/aid-cases", **cases) > 0
            assert totals["approved"] == await total(client, "/aid-cases", **cases, status=APPROVED)
            assert totals["refused"] == await total(client, "/aid-cases", **cases, status="rejected")
            assert totals["payments"] == await total(client, "/payments", **paid)
            listed = (await client.get("/payments", params=paid | {"limit": 500})).json()["items"]
            assert totals["paid_fen"] == sum(item["amount_fen"] for item in listed)
            figures = summary["figures"]
            for name in ("by_category", "by_cause", "by_unit"):
                assert sum(share["cases"] for share in figures[name]) == totals["applied"], name
                assert sum(share["paid_fen"] for share in figures[name]) == totals["paid_fen"], name
            for name in ("by_source", "by_standard"):
                assert sum(share["payments"] for share in figures[name]) == totals["payments"], name
            assert sum(int(s["key"]) * s["payments"] for s in figures["by_standard"]) == totals["paid_fen"]
            for share in figures["by_category"]:
                if share["key"] != "unknown":
                    assert share["cases"] == await total(client, "/aid-cases", **cases, category=share["key"])


async def test_a_reason_of_few_cases_is_told_without_its_words(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """AID-27; PIPL 28: what an officer wrote of one household may name it, and a summary goes to everybody."""
    made = await season(api)
    await refused(api, made)
    county = await api.as_("county_officer")
    summary = await begin(county, program_id=str(made.programs["winter_warmth"].id))
    assert summary["figures"]["reasons"] == [{"name": "", "count": 1}]
    monkeypatch.setattr(summary_figures, "TOLD_FROM", 1)
    again = (await county.get(f"/aid-summaries/{summary['id']}")).json()
    assert again["figures"]["reasons"] == [{"name": "收入超过标准", "count": 1}]


async def test_what_a_county_is_told(api: Api) -> None:
    """AID-27: refused with the reason, households once each, days from application to payment, money by source."""
    made = await season(api)
    await refused(api, made)
    county = await api.as_("county_officer")
    summary = await begin(county, program_id=str(made.programs["winter_warmth"].id))
    figures = summary["figures"]
    totals = figures["totals"]
    assert (totals["applied"], totals["approved"], totals["refused"], totals["payments"]) == (4, 3, 1, 2)
    assert totals["paid_fen"] == 300_000 + 70_000
    assert totals["median_days"] >= 20
    assert figures["reasons"] == [{"name": "", "count": 1}]
    assert {share["key"]: share["paid_fen"] for share in figures["by_source"]} == {"above": 300_000, "treasury": 70_000}
    assert {int(share["key"]): share["payments"] for share in figures["by_standard"]} == {300_000: 1, 70_000: 1}
    assert figures["before"] is None
    year = await begin(county, year=today().year)
    assert year["figures"]["totals"]["households"] == 2, "one household was paid by two programmes"
    assert year["figures"]["before"]["applied"] == 0
    assert year["figures"]["before_name"] == f"{today().year - 1} 年"


async def test_visits_by_who_leads_them(api: Api) -> None:
    """AID-14: planned and done by the level of leaders, cash and goods that were brought."""
    await visits.example(api)
    county = await api.as_("county_officer")
    plan = (await county.get("/visit-plans")).json()["items"][0]
    stop = (await visits.stops_of(county, plan))[0]
    done = await visits.report(county, stop)
    assert done.status_code == 200, done.text
    summary = await begin(county, year=today().year, quarter=(today().month + 2) // 3, theme="送温暖")
    (level,) = summary["figures"]["by_level"]
    assert (level["key"], level["visits"], level["done"], level["paid_fen"]) == ("leaders", 6, 1, 50_000)
    totals = summary["figures"]["totals"]
    query = {"settled": "true", "visit_on[gte]": summary["first_on"], "visit_on[lte]": summary["last_on"]}
    assert totals["visits_planned"] == await total(county, "/visits", **query)
    assert totals["visits_done"] == await total(county, "/visits", **query, status="done") == 1
    assert {each["name"]: each["count"] for each in summary["figures"]["goods"]}["大米"] == 2


async def test_a_summary_is_written_issued_and_stays(api: Api) -> None:
    """AID-27: a version for each time it is kept; issued, neither text nor figures change, whatever is paid after."""
    made = await season(api)
    county, sibling = await api.as_("county_officer"), await api.as_("neighbour_officer")
    summary = await begin(county, program_id=str(made.programs["winter_warmth"].id))
    early = await step(county, summary)
    assert (early.status_code, early.json()["code"]) == (409, "summary_unwritten")
    written = (await write(county, summary)).json()
    again = (await write(county, written, practice="改过一次")).json()
    same = (await write(county, again, practice="改过一次")).json()
    assert (written["versions"], again["versions"], same["versions"]) == (2, 3, 3)
    versions = (await county.get(f"/aid-summaries/{summary['id']}/versions")).json()["items"]
    assert [each["practice"][:2] for each in versions] == ["改过", "入户", ""]
    stale = await write(county, written, practice="过时")
    assert stale.status_code == 412
    issued = await step(county, same)
    assert issued.status_code == 200, issued.text
    frozen = issued.json()
    assert (frozen["status"], frozen["issued_by_name"]) == ("issued", "何静")
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("update payment set state = 'returned' where state = 'paid'"))
    later = (await county.get(f"/aid-summaries/{summary['id']}")).json()
    assert later["figures"] == frozen["figures"] == same["figures"]
    for answer in (await write(county, later), await step(county, later)):
        assert (answer.status_code, answer.json()["code"]) == (409, "summary_frozen")
    kept = await county.delete(f"/aid-summaries/{summary['id']}", headers=seen(later))
    assert (kept.status_code, kept.json()["code"]) == (409, "summary_frozen")
    assert (await sibling.get(f"/aid-summaries/{summary['id']}")).status_code == 404
    listed = await county.get("/aid-summaries", params={"status": "issued", "year": made.programs["schooling"].year})
    assert [each["id"] for each in listed.json()["items"]] == [summary["id"]]


async def test_what_a_summary_cannot_be_about(api: Api) -> None:
    """AID-27, CMP-04: one programme or a season that has begun; a programme that is for this union; a draft can go."""
    made = await season(api)
    county = await api.as_("county_officer")
    program = str(made.programs["schooling"].id)
    for body, code in (
        (draft(), None),
        (draft(year=today().year, program_id=program), "summary_about"),
        (draft(title="x", quarter=1), "summary_about"),
        (draft(year=today().year + 1), "summary_ahead"),
        (draft("nanhe", year=today().year), "summary_union_unknown"),
        (draft(year=today().year, title="  "), None),
    ):
        answer = await county.post("/aid-summaries", json=body, headers=once())
        if code:
            assert (answer.status_code, answer.json()["code"]) == (422, code)
    summary = await begin(county, "textile", program_id=program)
    assert summary["organization_name"] == "青溪纺织有限公司工会"
    gone = await county.delete(f"/aid-summaries/{summary['id']}", headers=seen(summary))
    assert gone.status_code == 204
    assert (await county.get(f"/aid-summaries/{summary['id']}")).status_code == 404


async def test_photos_need_consent_and_no_illness(api: Api) -> None:
    """RPT-03: marked with both declarations, never of an illness or a schooling file; taken back, it is shown no more."""
    await visits.example(api)
    county = await api.as_("county_officer")
    plan = (await county.get("/visit-plans")).json()["items"][0]
    stop, ill = (await visits.stops_of(county, plan))[:2]
    for each in (stop, ill):
        assert (await visits.report(county, each)).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        for id, cause in ((stop["household_id"], "low_income"), (ill["household_id"], "own_illness")):
            await session.execute(
                text("update household set main_cause = :cause, causes = '{}' where id = cast(:id as uuid)").bindparams(
                    cause=cause, id=id
                )
            )
    summary = await begin(county, year=today().year)
    choices = (await county.get(f"/aid-summaries/{summary['id']}/photos")).json()["items"]
    assert len(choices) == 2
    photo, other = (next(c for c in choices if c["visit_id"] == each["id"]) for each in (stop, ill))

    async def declare(one: dict[str, Any], **said: Any) -> httpx.Response:
        visit = (await county.get(f"/visits/{one['visit_id']}")).json()
        path = f"/visits/{one['visit_id']}/pictures/{one['id']}/publication"
        return await county.put(path, json={"publishable": True} | said, headers=seen(visit))

    both = {"consent": True, "no_minor_no_illness": True}
    early = await write(county, summary, photos=[photo["id"]])
    assert (early.status_code, early.json()["code"]) == (409, "summary_photo_not_cleared")
    assert (await declare(photo, consent=True)).json()["code"] == "photo_without_consent"
    assert (await declare(other, **both)).json()["code"] == "photo_of_illness"
    signature = next(p for p in (await county.get(f"/visits/{stop['id']}")).json()["pictures"] if p["kind"] != "photo")
    assert (await declare({**photo, "id": signature["id"]}, **both)).json()["code"] == "photo_is_signature"
    marked = await declare(photo, **both)
    assert marked.status_code == 200, marked.text
    summary = (await write(county, summary, photos=[photo["id"]])).json()
    assert [each["id"] for each in summary["photos"]] == [photo["id"]]
    paper = await county.get(f"/aid-summaries/{summary['id']}/paper", params={"format": "docx"})
    assert paper.status_code == 200
    with zipfile.ZipFile(io.BytesIO(paper.content)) as archive:
        said = archive.read("word/document.xml").decode()
        pictures = [name for name in archive.namelist() if name.startswith("word/media/")]
    assert len(pictures) == 1
    for words in ("一、基本情况", "二、主要做法", "入户摸底，一户一策。", "已走访 2 户", "党政领导带队", "征求意见稿"):
        assert words in said
    assert "own_illness" not in said
    assert (await declare(photo, publishable=False)).status_code == 200
    assert (await county.get(f"/aid-summaries/{summary['id']}")).json()["photos"] == []
    without = await county.get(f"/aid-summaries/{summary['id']}/paper", params={"format": "docx"})
    with zipfile.ZipFile(io.BytesIO(without.content)) as archive:
        assert not [name for name in archive.namelist() if name.startswith("word/media/")]
    pdf = await county.get(f"/aid-summaries/{summary['id']}/paper", params={"format": "pdf"})
    assert pdf.status_code in (200, 503)
    assert pdf.status_code == 503 or pdf.content.startswith(b"%PDF")


async def test_a_list_is_a_page_of_one_statement(api: Api, queries: Any) -> None:
    """api.md, Lists: however many summaries there are."""
    county = await api.as_("county_officer")
    for quarter in (1, 2, 3):
        await begin(county, year=today().year - 1, quarter=quarter)
    with queries(at_most=5):
        listed = (await county.get("/aid-summaries")).json()["items"]
    assert [each["quarter"] for each in listed] == [3, 2, 1]
