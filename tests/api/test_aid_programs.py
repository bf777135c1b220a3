"""Programmes of aid: made by a county, announced to those below, opened and closed, their way kept under cases."""

from typing import Any

import pytest

from tests import aid, households
from tests.conftest import Api
from tests.people import once, seen

PAPERS_TO = {"papers_place": "县工会大楼", "papers_room": "302 室", "papers_phone": "12351"}


async def test_a_programme_is_made_opened_and_announced(api: Api) -> None:
    """issue 4 section 4: a county makes one; its unions see it once it is open, a neighbour does not."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    neighbour = await api.as_("neighbour_officer")
    made = await aid.make(county, papers=["income"], sources=["own"], categories=["deep"])
    assert (made["status"], made["accepting"], made["made_by_name"]) == ("draft", False, "何静")
    assert [each["stage"] for each in made["way"]] == aid.SHORT
    assert (await chair.get("/aid-programs")).json()["items"] == []
    assert (await chair.get(f"/aid-programs/{made['id']}")).status_code == 404
    opened = (await aid.step_program(county, made, "open")).json()
    assert (opened["status"], opened["accepting"], opened["not_accepting"]) == ("open", True, None)
    [shown] = (await chair.get("/aid-programs", params={"with_total": True})).json()["items"]
    assert (shown["id"], shown["cases"], shown["organization_name"]) == (made["id"], 0, "青溪县总工会")
    assert (await neighbour.get("/aid-programs")).json()["items"] == []
    city = await api.as_("city_officer")
    assert (await city.get("/aid-programs")).json()["items"] == []
    [below] = (await city.get("/aid-programs", params={"below": True})).json()["items"]
    assert below["id"] == made["id"]
    read = (await chair.get(f"/aid-programs/{made['id']}")).json()
    assert {(each["step"], each["allowed"]) for each in read["steps"]} == {
        ("close", False),
        ("edit", False),
        ("delete", False),
    }


async def test_who_may_set_programmes(api: Api) -> None:
    """AID_POLICY down to the county; none for a union outside, none changed from below."""
    township, county = await api.as_("township_officer"), await api.as_("county_officer")
    refused = await township.post("/aid-programs", json=aid.program("chengguan"), headers=once())
    assert refused.status_code == 403
    assert (await county.post("/aid-programs", json=aid.program("nanhe"), headers=once())).status_code == 404
    of_city = await aid.open_program(await api.as_("city_officer"), "city")
    assert (await county.get(f"/aid-programs/{of_city['id']}")).status_code == 200
    for answer in (
        await county.put(f"/aid-programs/{of_city['id']}", json=aid.program("city"), headers=seen(of_city)),
        await aid.step_program(county, of_city, "close"),
        await county.delete(f"/aid-programs/{of_city['id']}", headers=seen(of_city)),
    ):
        assert answer.status_code == 404


async def test_the_way_stays_under_cases_and_the_rest_changes(api: Api) -> None:
    """issue 4 section 3: the steps are a table per programme; a case does not find itself on another way."""
    county = await api.as_("county_officer")
    made = await aid.open_program(county)
    put = f"/aid-programs/{made['id']}"
    longer = aid.program(stages=["unit_review", "notice", "unit_confirm", "county_review"], name="改名")
    made = (await county.put(put, json=longer, headers=seen(made))).json()
    assert (made["name"], len(made["way"])) == ("改名", 4)
    assert (await county.put(put, json=longer, headers={"If-Match": '"v1"'})).status_code == 412
    await aid.submitted(api, made)
    frozen = await county.put(put, json=aid.program(), headers=seen(made))
    assert (frozen.status_code, frozen.json()["code"]) == (409, "aid_program_frozen")
    assert frozen.json()["facts"]["fields"] == ["stages"]
    changed = await county.put(put, json=longer | {"each_year_fen": 600_000}, headers=seen(made))
    assert changed.status_code == 200, changed.text
    assert (changed.json()["each_year_fen"], changed.json()["cases"], changed.json()["amount_fen"]) == (
        600_000,
        1,
        200_000,
    )
    kept = await county.delete(put, headers=seen(changed.json()))
    assert kept.json()["code"] == "aid_program_in_use"
    closed = (await aid.step_program(county, changed.json(), "close")).json()
    assert (closed["accepting"], closed["not_accepting"][:4]) == (False, "“改名”")
    again = await aid.step_program(county, closed, "open")
    assert (again.status_code, again.json()["code"]) == (409, "step_not_possible")
    assert (await aid.step_program(county, closed, "reopen")).json()["status"] == "open"


async def test_only_a_draft_is_thrown_away(api: Api) -> None:
    county = await api.as_("county_officer")
    opened = await aid.open_program(county)
    refused = await county.delete(f"/aid-programs/{opened['id']}", headers=seen(opened))
    assert refused.json()["code"] == "aid_program_not_a_draft"
    made = await aid.make(county)
    assert (await county.delete(f"/aid-programs/{made['id']}", headers=seen(made))).status_code == 204
    assert (await county.get(f"/aid-programs/{made['id']}")).status_code == 404


@pytest.mark.parametrize(
    ("more", "pointer", "code"),
    [
        ({"stages": ["notice"]}, "/stages", "aid_program_no_stages"),
        ({"closes_at": "2026-12-30T17:30:00"}, "/closes_at", "aid_program_moment"),
        (
            {"opens_at": "2026-12-30T17:30:00+08:00", "closes_at": "2026-12-30T09:30:00Z"},
            "/closes_at",
            "aid_program_period",
        ),
        ({"kind": "on_duty", "categories": ["deep"]}, "/categories", "aid_program_not_means_tested"),
        ({"standards": {"basis": "category", "amounts": {"gold": 1}}}, "/standards/amounts", "aid_standard_unknown"),
        ({"standards": {"basis": "person", "amounts": {}}}, "/standards/basis", "aid_standard_unfit"),
        ({"standards": {"basis": "everybody", "amounts": {"everybody": -1}}}, None, "greater_than_equal"),
        ({"each_time_fen": 10**13}, "/each_time_fen", "less_than_equal"),
        ({"name": ""}, "/name", "string_too_short"),
        ({"year": 1999}, "/year", "greater_than_equal"),
    ],
)
async def test_what_is_wrong_is_pointed_at(api: Api, more: dict[str, Any], pointer: str | None, code: str) -> None:
    county = await api.as_("county_officer")
    answer = await county.post("/aid-programs", json=aid.program(**more), headers=once())
    assert answer.status_code == 422, answer.text
    [error] = answer.json()["errors"]
    assert error["code"] == code
    assert pointer is None or error["pointer"] == pointer


async def test_the_list_takes_one_statement(api: Api, queries: Any) -> None:
    """However many programmes; the sums of the scope come with them."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    for place in range(5):
        made = await aid.open_program(county, name=f"项目{place}")
        await aid.submitted(api, made)
    await chair.get("/aid-programs")
    with queries(at_most=3):
        page = (await chair.get("/aid-programs", params={"limit": 3})).json()
    assert [each["name"] for each in page["items"]] == ["项目4", "项目3", "项目2"]
    rest = (await chair.get("/aid-programs", params={"limit": 3, "cursor": page["next_cursor"]})).json()
    assert [each["name"] for each in rest["items"]] == ["项目1", "项目0"]
    assert all(each["cases"] == 1 for each in page["items"])
    sibling = await api.as_("sibling_chair")
    assert {each["cases"] for each in (await sibling.get("/aid-programs")).json()["items"]} == {0}
    filtered = await chair.get("/aid-programs", params={"kind": "medical", "year": 2026, "accepting": True})
    assert filtered.json()["items"] == []


async def test_templates_prefill_a_programme_that_can_be_made(api: Api) -> None:
    """issue 4 section 4: ten kinds, each ready to be announced as it ships."""
    county = await api.as_("county_officer")
    items = (await county.get("/aid-program-templates")).json()["items"]
    assert len(items) == 10
    for each in items:
        body = {name: value for name, value in each.items() if name != "means_tested"}
        made = await aid.make(county, **body, name="按模板")
        assert (made["kind"], made["means_tested"]) == (each["kind"], each["means_tested"])


async def test_a_period_stands_on_the_second(api: Api) -> None:
    """AID-10: what is over says when it ended and who may extend it; what comes says when."""
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    officer = await api.as_("township_officer")
    household = await households.open_file(chair, officer)
    over = await aid.open_program(county, opens_at=aid.moment(days=-9), closes_at=aid.moment(minutes=-3), **PAPERS_TO)
    assert {name: over[name] for name in PAPERS_TO} == PAPERS_TO
    begun = await aid.begin(chair, over, household)
    assert {name: begun["program"][name] for name in PAPERS_TO} == PAPERS_TO
    late = await aid.step(chair, begun, "submit")
    assert (late.status_code, late.json()["code"]) == (409, "aid_program_late")
    assert "青溪县总工会" in late.json()["detail"]
    assert late.json()["detail"].endswith("交件地点：县工会大楼 302 室，联系电话 12351。")
    coming = await aid.open_program(county, opens_at=aid.moment(days=3))
    draft = await aid.begin(chair, coming, household)
    [said] = [each for each in draft["steps"] if each["step"] == "submit"]
    assert (said["allowed"], "起受理" in said["reason"]) == (False, True)
    assert (await aid.step(chair, draft, "submit")).json()["code"] == "aid_program_not_yet"
