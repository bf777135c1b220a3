"""Reports through HTTP: computed, filled, checked, sent up level by level, frozen (issue 3 section 3; RPT-01, 02, 04)."""

import asyncio
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import httpx
import openpyxl
import pytest

from backend.domain.calendar import CHINA
from backend.domain.organization.codes import OrganizationKind as Kind
from backend.domain.report.catalogue import FORMS, form_of
from backend.domain.report.forms import ReportForm
from backend.domain.report.yearbook import YEARBOOK
from backend.domain.statistic.catalogue import MeasureKind
from backend.domain.statistic.datasets import DATASETS
from tests.api.test_sign_in import rows
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import join, once, seen
from tests.town import ABSENT, id_of, today

HAND = [item.code for item in YEARBOOK.items if item.by_hand]


ALL_CHAPTERS = 2027
"""The first report of the survey that has them all; its year began in October 2026."""


async def begin(client: httpx.AsyncClient, form: str = "yearbook", year: int | None = None) -> dict[str, Any]:
    answer = await client.post("/reports", json={"form": form, "year": year or today().year}, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def fill(client: httpx.AsyncClient, report: dict[str, Any], *cells: dict[str, Any]) -> httpx.Response:
    return await client.patch(f"/reports/{report['id']}", json={"cells": list(cells)}, headers=seen(report))


async def step(client: httpx.AsyncClient, report: dict[str, Any], step: str, reason: str = "") -> httpx.Response:
    body = {"step": step, "reason": reason}
    return await client.post(f"/reports/{report['id']}/steps", json=body, headers=seen(report))


async def done(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def values(report: dict[str, Any]) -> dict[str, int | None]:
    return {cell["item"]: cell["value"] for cell in report["cells"]}


async def whole(client: httpx.AsyncClient, **hand: int) -> dict[str, Any]:
    """A report of one's own, with everything filled in by hand."""
    report = await begin(client)
    cells = [{"item": code, "value": hand.get(code, 0)} for code in HAND]
    return await done(await fill(client, report, *cells))


async def accepted(below: httpx.AsyncClient, above: httpx.AsyncClient, **hand: int) -> dict[str, Any]:
    report = await done(await step(below, await whole(below, **hand), "submit"))
    return await done(await step(above, report, "accept"))


async def test_computed_from_the_register(api: Api) -> None:
    """Every figure of the form is the one of the statistics, for both forms; what no figure answers is empty."""
    await place_things(api)
    city = await api.as_("city_officer")
    await join(city, "甲一", "textile", education="bachelor", migrant=True)
    township = await api.as_("township_officer")
    for form, year in ((FORMS[ReportForm.SURVEY], ALL_CHAPTERS), (FORMS[ReportForm.YEARBOOK], today().year)):
        report = await begin(township, form.form, year)
        assert report["status"] == "draft"
        assert report["missing"] == []
        assert [line["organization_id"] for line in report["lines"]] == [None]
        for item in form.items:
            told = values(report)[item.code]
            if item.source is None:
                assert told is None, item.code
                continue
            query: dict[str, Any] = {"measures": item.source.measure}
            if item.source.dimension:
                query["by"] = item.source.dimension
            found = (await township.get(f"/stats/datasets/{item.source.dataset}", params=query)).json()["items"]
            inside = [
                each
                for each in found
                if not item.source.values or set(each["values"].values()) & set(item.source.values)
            ]
            flow = DATASETS[item.source.dataset].measure(item.source.measure).kind is MeasureKind.FLOW
            if told is not None and not flow:
                assert told == sum(each["value"] for each in inside), item.code
        assert set(report["empty"]) >= {item.code for item in form.items if item.by_hand}
    survey = (await township.get("/reports", params={"form": "survey"})).json()["items"]
    assert [item["year"] for item in survey] == [ALL_CHAPTERS]


async def test_a_day_that_is_past_says_so(api: Api) -> None:
    """The survey of this year ended in September, of which nothing is kept here: stocks are of today and say so."""
    township = await api.as_("township_officer")
    report = await begin(township, "survey", today().year if today().month >= 10 else today().year - 1)
    remarks = {cell["item"]: cell["remark"] for cell in report["cells"]}
    assert report["day"].endswith("-09-30")
    assert remarks["203"] == "now"
    assert remarks["402"] is None
    assert values(report)["210"] is None
    assert values(report)["103"] == 0


async def test_level_by_level(api: Api) -> None:
    """Townships report to the county, the county to the city; each sum is that of the accepted ones and what is direct."""
    await place_things(api)
    township, county, city = [await api.as_(key) for key in ("township_officer", "county_officer", "city_officer")]
    report = await whole(township, y41=2, y42=30, y43=10)
    before = await whole(county)
    assert [each["name"] for each in before["missing"]] == ["城关镇总工会", "白石乡总工会"]
    assert values(before)["y01"] == 0
    sent = await done(await step(township, report, "submit"))
    assert (sent["status"], sent["submitted_by_name"]) == ("submitted", "李梅")
    refused = await step(city, sent, "accept")
    assert (refused.status_code, refused.json()["code"]) == (403, "report_other_side")
    taken = await done(await step(county, sent, "accept"))
    assert taken["steps"] == []
    after = await done(await step(county, before, "compute"))
    assert [each["name"] for each in after["missing"]] == ["白石乡总工会"]
    assert values(after)["y01"] == 3
    assert values(after)["y41"] == 0
    cleared = await done(await fill(county, after, {"item": "y41", "value": None}, {"item": "y42", "value": None}))
    assert (values(cleared)["y41"], values(cleared)["y42"]) == (2, 30)
    assert [(line["name"], line["values"]["y41"]) for line in cleared["lines"]] == [("", None), ("城关镇总工会", 2)]

    late = await step(county, cleared, "submit")
    assert (late.status_code, late.json()["code"]) == (409, "report_lower_missing")
    assert "白石乡总工会" in late.json()["detail"]
    up = await done(await step(county, cleared, "submit", "白石乡换届，先报"))
    assert up["status"] == "submitted"
    assert [item["id"] for item in (await city.get("/reports", params={"waiting": True})).json()["items"]] == [up["id"]]
    assert (await county.get("/reports", params={"waiting": True})).json()["items"] == []
    board = await done(await city.get("/report-boards", params={"form": "yearbook", "year": today().year}))
    assert [(item["organization_name"], item["status"]) for item in board["items"]] == [
        ("青溪县总工会", "submitted"),
        ("南河县总工会", None),
        ("东山区总工会", None),
    ]


async def test_returned_mended_and_frozen(api: Api) -> None:
    """Returned with a word, mended, sent again; accepted it stays, whatever the register does afterwards."""
    await place_things(api)
    township, county = await api.as_("township_officer"), await api.as_("county_officer")
    report = await done(await step(township, await whole(township), "submit"))
    speechless = await step(county, report, "return")
    assert (speechless.status_code, speechless.json()["code"]) == (422, "report_return_reason")
    back = await done(await step(county, report, "return", "女职工数漏填"))
    assert (back["status"], back["reason"]) == ("returned", "女职工数漏填")
    waiting = (await township.get("/reports", params={"waiting": True})).json()["items"]
    assert [item["id"] for item in waiting] == [report["id"]]
    assert (await township.get(f"/reports/{back['id']}")).json()["fillable"]
    mended = await done(await fill(township, back, {"item": "y12", "value": 40}))
    again = await done(await step(township, mended, "submit"))
    closed = await fill(township, again, {"item": "y12", "value": 41})
    assert (closed.status_code, closed.json()["code"]) == (409, "report_frozen")
    undone = await done(await step(township, again, "withdraw"))
    final = await done(await step(county, await done(await step(township, undone, "submit")), "accept"))
    before = values(final)
    await rows(api, "update organization set employees = employees + 50 where level = 4 returning 1")
    await join(county, "甲二", "textile", education="bachelor")
    kept = (await township.get(f"/reports/{final['id']}")).json()
    assert (kept["status"], values(kept)) == ("accepted", before)
    for client, what in ((township, "compute"), (county, "return"), (township, "withdraw")):
        refused = await step(client, kept, what, "改")
        assert (refused.status_code, refused.json()["code"]) == (409, "step_not_possible")
    told = await rows(api, "select event from audit_event where event like 'report%' order by id")
    assert [event for (event,) in told] == [
        *("report_begun", "report_filled", "report_submitted", "report_returned", "report_filled"),
        *("report_submitted", "report_withdrawn", "report_submitted", "report_accepted"),
    ]


async def test_a_figure_is_changed_with_a_reason(api: Api) -> None:
    """The computed figure stays beside it; taking the written one away brings it back."""
    await place_things(api)
    township = await api.as_("township_officer")
    report = await begin(township)
    bare = await fill(township, report, {"item": "y13", "value": 99})
    assert (bare.status_code, bare.json()["code"]) == (422, "report_reason_missing")
    assert bare.json()["errors"][0]["pointer"] == "/cells/0/reason"
    written = await done(await fill(township, report, {"item": "y13", "value": 99, "reason": "漏登九十七人"}))
    (cell,) = [cell for cell in written["cells"] if cell["item"] == "y13"]
    assert (cell["value"], cell["computed"], cell["reason"], cell["by_name"]) == (99, 2, "漏登九十七人", "李梅")
    back = await done(await fill(township, written, {"item": "y13", "value": None}))
    assert values(back)["y13"] == 2
    unknown = await fill(township, back, {"item": "y99", "value": 1})
    assert unknown.json()["code"] == "report_item_unknown"


async def test_checks_stop_it(api: Api) -> None:
    """勾稽: a hard check stops the report with its sentence and numbers; empty items are counted."""
    await place_things(api)
    township = await api.as_("township_officer")
    report = await begin(township)
    early = await step(township, report, "submit")
    assert (early.status_code, early.json()["code"]) == (409, "report_incomplete")
    cells = [{"item": code, "value": 9 if code == "y43" else 0} for code in HAND]
    filled = await done(await fill(township, report, *cells))
    assert [(found["check"], found["left"], found["right"], found["hard"]) for found in filled["findings"]] == [
        ("h06", 9, 0, True)
    ]
    stopped = await step(township, filled, "submit")
    assert (stopped.status_code, stopped.json()["code"]) == (409, "report_checks_fail")
    assert "9 / 0" in stopped.json()["detail"]


async def test_the_top_finishes(api: Api) -> None:
    """Nobody stands above the city: it finishes its own, and that is as frozen as an accepted one."""
    city = await api.as_("city_officer")
    report = await whole(city)
    assert {each["step"] for each in report["steps"]} == {"compute", "finish"}
    final = await done(await step(city, report, "finish", "各县未报，先行定稿"))
    assert (final["status"], final["steps"]) == ("accepted", [])


async def test_a_township_that_moves_reports_to_its_new_county(api: Api) -> None:
    """ORG-23: the way up follows the tree: who stands above now accepts, who stood above sees it no longer."""
    township, county, city = [await api.as_(key) for key in ("township_officer", "county_officer", "city_officer")]
    neighbour = await api.as_("neighbour_officer")
    report = await done(await step(township, await whole(township), "submit"))
    union = (await city.get(f"/organizations/{id_of('chengguan')}")).json()
    moved = await city.post(
        f"/organizations/{id_of('chengguan')}/steps",
        json={"step": "move", "parent_id": str(id_of("nanhe")), "effective_on": today().isoformat()},
        headers=seen(union),
    )
    assert moved.status_code == 200, moved.text
    assert (await county.get(f"/reports/{report['id']}")).status_code == 404
    there = (await neighbour.get(f"/reports/{report['id']}")).json()
    assert {each["step"]: each["allowed"] for each in there["steps"]}["accept"]
    assert [item["id"] for item in (await neighbour.get("/reports", params={"waiting": True})).json()["items"]] == [
        report["id"]
    ]
    assert (await done(await step(neighbour, there, "accept")))["status"] == "accepted"


async def test_once_a_year(api: Api) -> None:
    """A form of a year is begun once; two at the same moment begin one."""
    county, chair = await api.as_("county_officer"), await api.as_("county_chair")
    body = {"form": "yearbook", "year": today().year}
    answers = await asyncio.gather(*(client.post("/reports", json=body, headers=once()) for client in (county, chair)))
    assert sorted(answer.status_code for answer in answers) == [201, 409]
    (refused,) = [answer for answer in answers if answer.status_code == 409]
    assert refused.json()["code"] == "report_begun_already"
    ahead = await county.post("/reports", json=body | {"year": today().year + 1}, headers=once())
    assert (ahead.status_code, ahead.json()["code"]) == (422, "report_ahead")


async def test_two_write_at_once(api: Api) -> None:
    """The second of two windows is told; nothing is lost without a word."""
    township = await api.as_("township_officer")
    report = await begin(township)
    first, second = await asyncio.gather(
        fill(township, report, {"item": "y12", "value": 1}), fill(township, report, {"item": "y12", "value": 2})
    )
    assert sorted([first.status_code, second.status_code]) == [200, 412]


async def test_only_its_own_union_fills_it(api: Api) -> None:
    """The county reads what a township writes and does not write it; who stands beside finds nothing."""
    township, county = await api.as_("township_officer"), await api.as_("county_officer")
    report = await begin(township)
    assert (await fill(county, report, {"item": "y12", "value": 1})).status_code == 403
    other = await api.as_("neighbour_officer")
    assert (await other.get(f"/reports/{report['id']}")).status_code == 404
    assert (await other.get("/reports")).json()["items"] == []
    line = await api.as_("line_officer")
    assert (await line.post("/reports", json={"form": "survey", "year": today().year}, headers=once())).status_code in (
        404,
        409,
    )


@pytest.mark.parametrize("form", list(ReportForm))
async def test_on_paper(api: Api, form: ReportForm) -> None:
    """RPT-04: print is the page: title, reporter, number of the form, chapters, every item with its number, signatures."""
    await place_things(api)
    township, county = await api.as_("township_officer"), await api.as_("county_officer")
    await accepted(township, county)
    filler, name = (county, "青溪县总工会")
    if form is ReportForm.UNIT_SURVEY:
        filler, name = await api.as_("union_chair"), "青溪纺织有限公司工会"
    report = await begin(filler, form)
    answer = await filler.get(f"/reports/{report['id']}/workbook")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.worksheets[0]
    texts = [str(cell.value) for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert texts[0] == form.zh
    assert any(name in text for text in texts)
    assert any("主席（签章）" in text for text in texts)
    for chapter in form_of(form, today().year).chapters:
        assert chapter.zh in texts
    if form is ReportForm.YEARBOOK:
        assert "城关镇总工会" in texts
        names = [sheet.cell(5, column).value for column in range(2, len(FORMS[form].items) + 2)]
        assert names == [item.zh for item in FORMS[form].items]
        assert [sheet.cell(6, column).value for column in (2, 9)] == [values(report)["y01"], values(report)["y08"]]


async def test_the_board_and_the_list_in_a_fixed_number_of_statements(api: Api, queries: Callable[..., Any]) -> None:
    """Reading does not grow with the unions; computing asks each dataset once."""
    city = await api.as_("city_officer")
    await begin(city)
    with queries(at_most=8):
        await done(await city.get("/report-boards", params={"form": "yearbook", "year": today().year}))
    with queries(at_most=5):
        await done(await city.get("/reports", params={"under_id": str(id_of("city"))}))
    with queries(at_most=50):
        await begin(city, "survey", ALL_CHAPTERS)


async def test_what_is_not_there(api: Api) -> None:
    county = await api.as_("county_officer")
    assert (await county.get(f"/reports/{ABSENT}")).status_code == 404
    assert (await county.get("/reports", params={"under_id": str(ABSENT)})).status_code == 404
    assert (
        await county.get("/report-boards", params={"form": "yearbook", "year": today().year, "parent_id": str(ABSENT)})
    ).status_code == 404
    assert (await (await api.as_("audit_admin")).get("/reports")).status_code == 403


async def waiting_at(client: httpx.AsyncClient, kind: str) -> list[dict[str, Any]]:
    """What stands of this kind on somebody's workbench."""
    answer = await client.get("/me/todo")
    assert answer.status_code == 200, answer.text
    return [item for item in answer.json()["items"] if item["kind"] == kind]


async def test_what_is_owed_and_what_was_handed_in_wait_on_the_workbench(api: Api) -> None:
    """RPT-01, RPT-09: not begun, begun, returned wait for who owes them; handed in they wait for the union above."""
    county, township = await api.as_("county_officer"), await api.as_("township_officer")
    due = {
        str(form.form): form.due_year(today()) for form in FORMS.values() if Kind.TOWNSHIP_FEDERATION in form.filled_by
    }
    owed = await waiting_at(township, "report_due")
    assert {item["detail"].strip() for item in owed} == {f"{form} {year}" for form, year in due.items()}
    assert {item["id"] for item in owed} == {str(id_of("chengguan"))}
    days = {item["detail"].split()[0]: item["due_on"] for item in owed}
    # The survey of a year is handed in on 22 October (domain-facts 3.8); nothing tells of a day for the yearbook.
    assert days == {"survey": f"{due['survey']}-10-22", "yearbook": None}
    late = (today() - date(due["survey"], 10, 22)).days
    assert {item["overdue_days"] for item in owed if item["due_on"]} == {max(0, late)}
    year = due["yearbook"]

    async def of(client: httpx.AsyncClient, kind: str) -> list[tuple[str, str]]:
        found = await waiting_at(client, kind)
        return [(item["id"], item["detail"]) for item in found if item["detail"].startswith(f"yearbook {year}")]

    report = await begin(township, year=year)
    assert await of(township, "report_due") == [(report["id"], f"yearbook {year} draft")]
    report = await done(await fill(township, report, *[{"item": code, "value": 0} for code in HAND]))
    report = await done(await step(township, report, "submit"))
    assert await of(township, "report_due") == []
    assert await of(township, "report_review") == []
    assert await of(county, "report_review") == [(report["id"], f"yearbook {year} submitted")]
    assert await of(await api.as_("city_officer"), "report_review") == []
    report = await done(await step(county, report, "return", "请核对"))
    assert await of(county, "report_review") == []
    assert await of(township, "report_due") == [(report["id"], f"yearbook {year} returned")]


async def test_who_fills_no_reports_owes_none(api: Api) -> None:
    """A line, and who only reads."""
    for person in ("line_officer", "county_auditor"):
        client = await api.as_(person)
        assert await waiting_at(client, "report_due") == []
        assert await waiting_at(client, "report_review") == []


async def test_every_form_of_two_years_at_a_glance(api: Api, queries: Callable[..., Any]) -> None:
    """RPT-02: who has sent what, who is late; basic unions are told by their place. A cell opens its report."""
    township, county = await api.as_("township_officer"), await api.as_("county_officer")
    report = await begin(township, "survey", 2026)
    with queries(at_most=16):
        told = await done(await county.get("/report-overviews", params={"year": 2026}))
    assert [(column["form"], column["year"]) for column in told["columns"]] == [
        (form, year) for form in ("survey", "unit_survey", "yearbook") for year in (2025, 2026)
    ]
    assert [row["organization_name"] for row in told["rows"]][:2] == ["城关镇总工会", "白石乡总工会"]
    before, now, *units = told["rows"][0]["cells"][:4]
    assert (before["report_id"], before["late"]) == (None, True), "22 October 2025 is over"
    assert (now["report_id"], now["status"]) == (report["id"], "draft")
    assert now["late"] == (today() > date(2026, 10, 22))
    assert {(cell["report_id"], cell["units"] > 0, cell["accepted"]) for cell in units} == {(None, True, 0)}
    assert told["late"] == sum(cell["late"] for row in told["rows"] for cell in row["cells"] if cell)
    unit = await done(await (await api.as_("union_chair")).get("/report-overviews", params={"year": 2026}))
    assert unit["rows"] == []
    outside = await county.get("/report-overviews", params={"year": 2026, "parent_id": str(id_of("nanhe"))})
    assert outside.status_code == 404


async def test_who_is_late_with_a_form_is_urged_in_one_act(api: Api) -> None:
    """RPT-02: nobody on 22 October, all who have not sent the survey on the day after; settled when it has gone up."""
    await api.at(datetime(2026, 10, 22, 23, 30, tzinfo=CHINA))
    asked = {"subject": "report", "note": "请本周报来", "reporters": {"form": "survey"}}

    async def urge() -> Any:
        return await done(await (await api.as_("county_officer")).post("/urges/batches", json=asked, headers=once()))

    async def urgeable() -> dict[tuple[str, int], int]:
        told = await done(await (await api.as_("county_officer")).get("/report-overviews", params={"year": 2026}))
        return {(column["form"], column["year"]): column["urgeable"] for column in told["columns"]}

    assert (await urge())["total"] == 0
    assert set((await urgeable()).values()) == {0}
    await api.at(datetime(2026, 10, 23, 0, 30, tzinfo=CHINA))
    found = await urgeable()
    assert found[("survey", 2026)] == 2
    assert found[("survey", 2025)] == 0, "late too, and asked for no more"
    assert found[("unit_survey", 2026)] == 0, "a place is not urged for the unions in it"
    sent = await urge()
    assert (sent["total"], sent["succeeded"]) == (2, 2)
    township = await api.as_("township_officer")
    assert [item["urge"]["subject"] for item in await waiting_at(township, "urge")] == ["report"]
    report = await begin(township, "survey", 2026)
    assert len(await waiting_at(township, "urge")) == 1, "begun is not handed in"
    await rows(api, "update report set status = 'submitted' where id = :id returning 1", id=report["id"])
    assert await waiting_at(township, "urge") == []
    assert (await urgeable())[("survey", 2026)] == 1
