"""The survey of basic unions, and how a place is answered by it (issue 3 section 3; domain-facts 3.8; RPT-02)."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from backend.domain.report.survey import SURVEY
from backend.domain.report.unit_survey import UNIT_SURVEY
from tests.api.test_organizations import step as move
from tests.api.test_reports import begin, done, fill, step, values
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.households import open_file
from tests.people import join, once
from tests.town import id_of, today


def due_year() -> int:
    """The year that is reported now."""
    return today().year if today().month >= 10 else today().year - 1


def by_hand() -> set[str]:
    """What a basic union writes itself this year."""
    return {item.code for item in UNIT_SURVEY.of(due_year()).items if item.by_hand}


async def sent(client: httpx.AsyncClient, **hand: int) -> dict[str, Any]:
    """A basic union's report, filled and handed in. `c402=30` is 30 under 402; the rest is 0."""
    report = await begin(client, "unit_survey", due_year())
    cells = [{"item": code, "value": hand.get(f"c{code}", 0)} for code in report["empty"]]
    return await done(await step(client, await done(await fill(client, report, *cells)), "submit"))


async def accept_all(client: httpx.AsyncClient, form: str = "unit_survey", year: int | None = None) -> dict[str, Any]:
    answer = await client.post("/report-acceptances", json={"form": form, "year": year or due_year()}, headers=once())
    return await done(answer)


async def board(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    return await done(await client.get("/report-boards", params={"year": due_year(), **query}))


async def test_a_basic_union_fills_its_own(api: Api) -> None:
    """The register answers what it knows of the one union; the rest is by hand. Other forms are not its own."""
    chair = await api.as_("union_chair")
    await join(await api.as_("city_officer"), "甲一", "textile", migrant=True)
    report = await begin(chair, "unit_survey", due_year())
    assert values(report)["203"] == 1
    assert values(report)["205"] == 1
    assert {code for code in by_hand() if values(report)[code] is None} == by_hand()
    refused = await chair.post("/reports", json={"form": "survey", "year": due_year()}, headers=once())
    assert (refused.status_code, refused.json()["code"]) == (409, "report_not_ours")
    township = await api.as_("township_officer")
    refused = await township.post("/reports", json={"form": "unit_survey", "year": due_year()}, headers=once())
    assert (refused.status_code, refused.json()["code"]) == (409, "report_not_ours")
    mine = await board(chair)
    assert (mine["form"], mine["reports"], mine["items"], mine["places"]) == ("unit_survey", True, [], [])


async def test_places_are_answered_by_their_basic_unions(api: Api) -> None:
    """Accepted ones add up to what the place else fills by hand; registers are not counted twice; the county sums on."""
    chair, sibling = await api.as_("union_chair"), await api.as_("sibling_chair")
    township, county = await api.as_("township_officer"), await api.as_("county_officer")
    await join(await api.as_("city_officer"), "甲一", "textile")
    first = await sent(chair, c402=30, c403=12, c501=1)
    await sent(sibling, c402=8, c403=8)
    assert (await done(await step(township, first, "accept")))["status"] == "accepted"

    report = await begin(township, "survey", due_year())
    told = values(report)
    assert (told["402"], told["403"], told["501"]) == (30, 12, 1)
    assert told["203"] == 1
    line = next(line for line in report["lines"] if line["units"] is not None)
    assert (line["units"], line["of"]) == (1, 3)
    assert line["values"]["203"] is None, "the register counts members"
    assert report["missing"] == []

    assert await accept_all(township) == {"accepted": 1, "left": [], "more": False}
    report = await done(await step(township, report, "compute"))
    assert (values(report)["402"], values(report)["403"]) == (38, 20)
    cell = next(cell for cell in report["cells"] if cell["item"] == "402")
    assert (cell["computed"], cell["written"]) == (38, False)

    rest = [item.code for item in SURVEY.of(due_year()).items if item.by_hand and values(report)[item.code] is None]
    assert rest == []
    report = await done(await fill(township, report, *({"item": code, "value": 0} for code in report["empty"])))
    report = await done(await step(township, report, "submit"))
    await done(await step(county, report, "accept"))
    above = await begin(county, "survey", due_year())
    assert values(above)["402"] == 38
    assert [each["name"] for each in above["missing"]] == ["白石乡总工会"]


async def test_handed_in_are_accepted_at_once_if_they_hold(api: Api, queries: Callable[..., Any]) -> None:
    """What does not hold, softly too, is left and named; nobody accepts for another union; twice is once; on record."""
    chair, sibling = await api.as_("union_chair"), await api.as_("sibling_chair")
    township = await api.as_("township_officer")
    await sent(chair, c402=3)
    doubtful = await sent(sibling, c401=1)  # a congress, and no employer that the union covers
    for stranger in ("county_officer", "neighbour_officer", "union_chair"):
        assert (await accept_all(await api.as_(stranger)))["accepted"] == 0

    with queries(at_most=12):
        told = await accept_all(township)
    assert (told["accepted"], told["more"]) == (1, False)
    assert [(each["id"], each["organization_name"]) for each in told["left"]] == [
        (doubtful["id"], "青溪县人民医院工会")
    ]
    assert "职代会" in told["left"][0]["reason"]
    assert (await accept_all(township))["accepted"] == 0
    kept = await rows(api, "select organization_id, status, decided_by_name from report order by status")
    assert [tuple(row) for row in kept] == [
        (id_of("textile"), "accepted", "李梅"),
        (id_of("hospital"), "submitted", ""),
    ]
    heard = await rows(api, "select actor_name from audit_event where event = 'report_accepted'")
    assert [tuple(row) for row in heard] == [("李梅",)]


async def test_accepted_at_once_by_two(api: Api) -> None:
    """Two officers press at one moment: each report is accepted by one of them."""
    await sent(await api.as_("union_chair"))
    await sent(await api.as_("sibling_chair"))
    township = await api.as_("township_officer")
    both = await asyncio.gather(accept_all(township), accept_all(township))
    assert sorted(each["accepted"] for each in both) == [0, 2]


async def test_boards_tell_how_far_places_are(api: Api) -> None:
    """The township sees its unions one by one, the county and the city their places in numbers."""
    await done(await step(await api.as_("township_officer"), await sent(await api.as_("union_chair")), "accept"))
    await sent(await api.as_("sibling_chair"))
    township = await board(await api.as_("township_officer"), form="unit_survey")
    assert [(each["organization_name"], each["status"]) for each in township["items"]] == [
        ("青溪纺织有限公司工会", "accepted"),
        ("青溪县人民医院工会", "submitted"),
        ("步行一条街联合工会", None),
    ]
    county = await board(await api.as_("county_officer"), form="unit_survey")
    assert (county["items"], county["reports"]) == ([], False)
    assert [
        (each["organization_name"], each["units"], each["submitted"], each["accepted"]) for each in county["places"]
    ] == [("城关镇总工会", 3, 1, 1), ("白石乡总工会", 1, 0, 0)]
    city = await board(await api.as_("city_officer"), form="unit_survey")
    assert [(each["units"], each["accepted"]) for each in city["places"]] == [(4, 1), (2, 0), (1, 0)]
    assert (await board(await api.as_("county_officer")))["form"] == "survey"


async def test_what_is_owed(api: Api) -> None:
    """A basic union owes its survey of the year that is over, and no form of the places (ui.md, workbench)."""
    chair = await api.as_("union_chair")
    desk = await done(await chair.get("/me/todo"))
    owed = [item["detail"].split()[0] for item in desk["items"] if item["kind"] == "report_due"]
    assert owed == ["unit_survey"]
    await sent(chair)
    desk = await done(await chair.get("/me/todo"))
    assert [item for item in desk["items"] if item["kind"] == "report_due"] == []
    desk = await done(await (await api.as_("township_officer")).get("/me/todo"))
    assert [item["name"] for item in desk["items"] if item["kind"] == "report_review"] == ["青溪纺织有限公司工会"]


async def test_under_an_association_one_reports_to_the_place(api: Api) -> None:
    """An association fills nothing: the union below it reports to the place above, which may accept."""
    township = await api.as_("township_officer")
    body = {"name": "城关镇商业工会联合会", "kind": "regional_joint", "parent_id": str(id_of("chengguan"))}
    body["established_on"] = today().isoformat()
    made = await township.post("/organizations", json=body, headers=once())
    assert made.status_code == 201, made.text
    county = await api.as_("county_officer")
    moved = await move(county, "textile", step="move", parent_id=made.json()["id"])
    assert moved.status_code == 200, moved.text
    report = await sent(await api.as_("union_chair"), c402=5)
    listed = await board(township, form="unit_survey")
    assert "青溪纺织有限公司工会" in [each["organization_name"] for each in listed["items"]]
    assert (await done(await step(township, report, "accept")))["status"] == "accepted"
    assert values(await begin(township, "survey", due_year()))["402"] == 5


async def test_the_survey_of_2027_has_the_chapters_on_relief_and_the_one_before_stays(api: Api) -> None:
    """Domain-facts 3.8: relief, finance, education, exchange, harmonious enterprises; the register answers what it knows."""
    officer, chair = await api.as_("county_officer"), await api.as_("union_chair")
    await open_file(officer, await api.as_("county_chair"))
    before, after = await begin(chair, "unit_survey", 2026), await begin(chair, "unit_survey", 2027)
    assert {"801", "901", "1004", "1202"}.isdisjoint(values(before))
    told = values(after)
    assert (told["801"], told["802"], told["803"], told["806"]) == (1, 1, 0, 0)
    assert {code for code in ("901", "1001", "1101", "1201") if told[code] is None} == {"901", "1001", "1101", "1201"}
    unknown = await fill(chair, before, {"item": "901", "value": 1})
    assert (unknown.status_code, unknown.json()["code"]) == (422, "report_item_unknown")
    too_many = await done(await fill(chair, after, {"item": "1201", "value": 1}, {"item": "1202", "value": 2}))
    assert [each["check"] for each in too_many["findings"]] == ["g1201"]
    forms = {
        year: {
            form["form"]: len(form["chapters"])
            for form in (await done(await chair.get(f"/report-forms{query}")))["items"]
        }
        for year, query in ((2026, "?year=2026"), (2027, "?year=2027"), (0, ""))
    }
    assert (forms[2026]["survey"], forms[2027]["survey"], forms[0]["unit_survey"]) == (7, 12, 12)
