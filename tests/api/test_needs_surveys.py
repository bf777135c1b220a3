"""Surveys of need through HTTP: what was found, the plan for the unit, how far the unions below are (AID-28)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.households import open_file, person
from tests.people import once, seen
from tests.town import id_of, today
from tests.visits import example

FOUND = "纺织车间夜班多，职工反映：\n1. 夜间就餐难；2. 两户有大病支出。"


async def enter(client: httpx.AsyncClient, union: str = "textile", **more: Any) -> httpx.Response:
    """A survey as an officer enters it, held today."""
    body = {
        "organization_id": str(id_of(union)),
        "held_on": today().isoformat(),
        "ways": ["home_visits", "meeting"],
        "causes": ["low_income", "own_illness"],
        "people": 18,
        "homes": 4,
        "findings": FOUND,
    }
    return await client.post("/needs-surveys", json=body | more, headers=once())


async def entered(client: httpx.AsyncClient, union: str = "textile", **more: Any) -> dict[str, Any]:
    answer = await enter(client, union, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def plan(client: httpx.AsyncClient, survey: dict[str, Any], **more: Any) -> httpx.Response:
    """A measure as it is added, due in a month."""
    body = {"kind": "relief", "what": "为两户申请医疗救助", "lead": "女工部 方秀云", "due_on": day(30)} | more
    return await client.post(f"/needs-surveys/{survey['id']}/measures", json=body, headers=seen(survey))


async def settle(client: httpx.AsyncClient, survey: dict[str, Any], position: int = 0, **more: Any) -> httpx.Response:
    body = {"on": day(0), "outcome": "两户均已获批"} | more
    measure = survey["plan"][position]["id"]
    return await client.post(
        f"/needs-surveys/{survey['id']}/measures/{measure}/results", json=body, headers=seen(survey)
    )


def day(ahead: int) -> str:
    return (today() + timedelta(days=ahead)).isoformat()


async def states(client: httpx.AsyncClient, **query: Any) -> list[str]:
    found = await client.get("/needs-surveys", params=query)
    assert found.status_code == 200, found.text
    return [each["state"] for each in found.json()["items"]]


async def test_a_survey_leads_to_a_plan_for_this_unit(api: Api) -> None:
    """座谈会 and home visits, then relief, rights and service, each with who and until when, to the last one done."""
    officer = await api.as_("county_officer")
    survey = await entered(officer)
    assert (survey["ways"], survey["causes"]) == (["meeting", "home_visits"], ["own_illness", "low_income"])
    assert (survey["findings"], survey["state"]) == (FOUND, "unplanned")
    survey = (await plan(officer, survey)).json()
    survey = (await plan(officer, survey, kind="service", what="开设夜宵窗口", due_on=day(0))).json()
    assert [each["kind"] for each in survey["plan"]] == ["service", "relief"], "by the day they are due"
    assert (survey["state"], survey["measures"], survey["next_due"]) == ("under_way", 2, day(0))
    survey = (await settle(officer, survey)).json()
    assert (survey["done"], survey["next_due"], survey["plan"][0]["done_by_name"]) == (1, day(30), "何静")
    survey = (await settle(officer, survey, 1)).json()
    assert (survey["state"], survey["next_due"]) == ("done", None)
    told = await rows(api, "select event, facts::text from audit_event where event like 'needs_%' order by id")
    assert [each[0] for each in told] == [
        *("needs_survey_entered", "needs_measure_planned", "needs_measure_planned"),
        *("needs_measure_done", "needs_measure_done"),
    ]
    assert "夜班" not in "".join(each[1] for each in told), "what was found is in no record"
    kept = await rows(api, "select findings from needs_survey")
    assert "夜班".encode() not in kept[0][0], "sealed"


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"held_on": "tomorrow"}, 422, "needs_survey_day_out"),
        ({"held_on": "1950-01-01"}, 422, "needs_survey_day_out"),
        ({"findings": " \n "}, 422, "needs_survey_no_findings"),
        ({"ways": ["meeting", "meeting"]}, 422, "needs_survey_twice"),
        ({"ways": []}, 422, "too_short"),
        ({"people": -1}, 422, "greater_than_equal"),
        ({"union": "hekou"}, 404, "not_found"),
    ],
)
async def test_what_is_not_taken(api: Api, more: dict[str, Any], status: int, code: str) -> None:
    officer = await api.as_("county_officer")
    more = {name: day(1) if value == "tomorrow" else value for name, value in more.items()}
    answer = await enter(officer, **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_measures_that_are_not_taken_and_what_is_done_stays(api: Api) -> None:
    officer = await api.as_("county_officer")
    survey = await entered(officer)
    for more, code in (
        ({"due_on": day(-1)}, "needs_measure_day_out"),
        ({"lead": " "}, "needs_measure_unsaid"),
        ({"what": " "}, "needs_measure_unsaid"),
    ):
        refused = await plan(officer, survey, **more)
        assert (refused.status_code, refused.json()["code"]) == (422, code)
    survey = (await plan(officer, survey)).json()
    assert (await settle(officer, survey, on=day(1))).json()["code"] == "needs_measure_day_out"
    assert (await settle(officer, survey, outcome=" ")).json()["code"] == "needs_measure_no_outcome"
    done = (await settle(officer, survey)).json()
    again = await settle(officer, done)
    assert (again.status_code, again.json()["code"]) == (409, "needs_measure_done")
    at = f"/needs-surveys/{done['id']}"
    dropped = await officer.delete(f"{at}/measures/{done['plan'][0]['id']}", headers=seen(done))
    assert (dropped.status_code, dropped.json()["code"]) == (409, "needs_measure_done")
    deleted = await officer.delete(at, headers=seen(done))
    assert (deleted.status_code, deleted.json()["code"]) == (409, "needs_survey_acted_on")
    assert [each["step"] for each in done["steps"] if not each["allowed"]] == ["delete"]


async def test_a_survey_entered_by_mistake_goes_with_its_plan(api: Api) -> None:
    officer = await api.as_("county_officer")
    survey = (await plan(officer, await entered(officer))).json()
    emptied = await officer.delete(
        f"/needs-surveys/{survey['id']}/measures/{survey['plan'][0]['id']}", headers=seen(survey)
    )
    assert (emptied.json()["state"], emptied.json()["plan"]) == ("unplanned", [])
    survey = (await plan(officer, emptied.json())).json()
    assert (await officer.delete(f"/needs-surveys/{survey['id']}", headers=seen(emptied.json()))).status_code == 412
    assert (await officer.delete(f"/needs-surveys/{survey['id']}", headers=seen(survey))).status_code == 204
    assert await rows(api, "select id from needs_measure") == []


async def test_it_is_corrected_and_only_what_is_sent_changes(api: Api) -> None:
    officer = await api.as_("county_officer")
    survey = await entered(officer)
    at = f"/needs-surveys/{survey['id']}"
    changed = (await officer.patch(at, json={"homes": 6, "findings": FOUND}, headers=seen(survey))).json()
    assert (changed["homes"], changed["people"], changed["findings"]) == (6, 18, FOUND)
    assert (await officer.patch(at, json={"homes": 7}, headers=seen(survey))).status_code == 412
    assert (await officer.patch(at, json={"homes": None}, headers=seen(changed))).json()[
        "code"
    ] == "field_cannot_be_empty"
    earlier = await entered(officer, held_on=day(-9))
    earlier = (await plan(officer, earlier, due_on=day(-5))).json()
    late = await officer.patch(f"/needs-surveys/{earlier['id']}", json={"held_on": day(-4)}, headers=seen(earlier))
    assert (late.status_code, late.json()["code"]) == (422, "needs_survey_after_measure")
    told = await rows(api, "select facts from audit_event where event = 'needs_survey_edited'")
    assert [each[0]["fields"] for each in told] == [["homes"]]


async def test_neighbours_see_nothing_and_what_was_found_is_for_few(api: Api) -> None:
    """A caller without the permission for illness reads that there was a survey, and not what was said."""
    officer = await api.as_("county_officer")
    survey = await entered(officer)
    neighbour = await api.as_("neighbour_officer")
    assert (await neighbour.get(f"/needs-surveys/{survey['id']}")).status_code == 404
    assert await states(neighbour) == []
    finance = await api.as_("county_finance")
    shown = await finance.get(f"/needs-surveys/{survey['id']}")
    assert (shown.status_code, shown.json()["findings"]) == (200, None)
    assert {each["allowed"] for each in shown.json()["steps"]} == {False}


async def test_the_list_says_where_each_stands(api: Api, queries: Callable[..., Any]) -> None:
    officer = await api.as_("county_officer")
    late = await entered(officer, held_on=day(-40), ways=["seminar"], causes=[])
    assert (await plan(officer, late, due_on=day(-10))).status_code == 200
    running = await entered(officer, "chengguan", held_on=day(-3))
    assert (await plan(officer, running)).status_code == 200
    await entered(officer)
    with queries(at_most=4):
        assert await states(officer) == ["unplanned", "under_way", "overdue"]
    assert await states(officer, state=["overdue", "unplanned"]) == ["unplanned", "overdue"]
    assert await states(officer, way="seminar") == await states(officer, **{"held_on[lte]": day(-39)}) == ["overdue"]
    assert await states(officer, cause="own_illness") == ["unplanned", "under_way"]
    assert await states(officer, organization_id=str(id_of("chengguan"))) == ["under_way"]
    first = (await officer.get("/needs-surveys", params={"limit": 2, "with_total": True})).json()
    rest = (await officer.get("/needs-surveys", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert (first["total"], [each["state"] for each in rest["items"]]) == (3, ["overdue"])


async def overdue(client: httpx.AsyncClient) -> list[tuple[Any, ...]]:
    """What of it stands on somebody's workbench."""
    items = (await client.get("/me/todo")).json()["items"]
    facts = ("id", "name", "detail", "overdue_days")
    return [tuple(item[fact] for fact in facts) for item in items if item["kind"] == "needs_overdue"]


async def test_an_overdue_measure_waits_on_the_workbench_of_who_may_do_it(api: Api) -> None:
    """From the day after its own until it is done: one line for each survey, as its list counts it."""
    officer = await api.as_("county_officer")
    survey = await entered(officer, held_on=day(-40))
    for what, lead, ahead in (
        ("开设夜宵窗口", "女工部", -5),
        ("补签集体合同", "劳资科 王勇", -9),
        ("今天到期", "办公室", 0),
    ):
        survey = (await plan(officer, survey, what=what, lead=lead, due_on=day(ahead))).json()
    later = await entered(officer, "hospital", held_on=day(-3))
    await plan(officer, later, due_on=day(0))
    told = [(survey["id"], "补签集体合同", "2 劳资科 王勇", 9)]
    assert await overdue(officer) == told
    assert await overdue(await api.as_("union_chair")) == told
    assert len(await states(officer, state="overdue")) == len(told)
    for whose in ("county_finance", "neighbour_officer"):
        assert await overdue(await api.as_(whose)) == []
    survey = (await settle(officer, survey)).json()
    assert await overdue(officer) == [(survey["id"], "开设夜宵窗口", "1 女工部", 5)]
    await settle(officer, survey, 1)
    assert await overdue(officer) == []


async def test_how_far_the_unions_below_are(api: Api, queries: Callable[..., Any]) -> None:
    """Who has households on file is to be surveyed: one of two in this county was, with one of its two measures done."""
    officer = await api.as_("county_officer")
    city, chair = await api.as_("city_officer"), await api.as_("city_chair")
    await open_file(city, chair, "textile")
    await open_file(city, chair, "electronics", worker=person(name="李大海"))
    # A branch is surveyed with its basic union, and the household of one is the union's to look into.
    await open_file(city, chair, "weaving", worker=person(name="周织布"))
    survey = (await plan(officer, await entered(officer))).json()
    survey = (await plan(officer, survey, kind="rights", what="补签集体合同")).json()
    await settle(officer, survey)
    with queries(at_most=5):
        told = (await officer.get("/needs-surveys/progress")).json()
    figures = ("owing", "surveyed", "households", "surveys", "measures", "done", "overdue")
    assert [told["total"][name] for name in figures] == [1, 1, 2, 1, 2, 1, 0]
    above = (await city.get("/needs-surveys/progress")).json()
    assert {row["organization_name"]: (row["owing"], row["surveyed"]) for row in above["items"]} == {
        "青溪县总工会": (1, 1),
        "南河县总工会": (1, 0),
    }
    last_year = (await city.get("/needs-surveys/progress", params={"year": today().year - 1})).json()
    assert (last_year["total"]["owing"], last_year["total"]["surveyed"]) == (2, 0)


async def test_before_a_plan_of_visits_it_is_known_which_units_nobody_surveyed(api: Api) -> None:
    """AID-28: the survey comes before the visit."""
    plan_of_visits = await example(api)
    officer = await api.as_("county_officer")
    asked = {"visit_plan_id": plan_of_visits["id"]}
    before = (await officer.get("/needs-surveys/progress", params=asked)).json()
    assert before["total"]["owing"] == len(before["items"]) > 0
    assert before["total"]["surveyed"] == 0
    await entered(officer, "textile")
    after = (await officer.get("/needs-surveys/progress", params=asked)).json()
    done = {row["organization_name"]: row["surveyed"] for row in after["items"]}
    assert done.pop("青溪纺织有限公司工会") == 1
    assert set(done.values()) <= {0}
    neighbour = await api.as_("neighbour_officer")
    assert (await neighbour.get("/needs-surveys/progress", params=asked)).status_code == 404
