"""Targets through HTTP: set from above, split below, beside the actual, each change on record (ORG-12; issue 3 section 3)."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from backend.domain.target.measures import TargetMeasure
from tests.api.test_sign_in import rows
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import join, once
from tests.town import ABSENT, id_of, today


def cell(union: str, measure: str, value: float | None, **more: Any) -> dict[str, Any]:
    return {"organization_id": str(id_of(union)), "measure": measure, "value": value, **more}


async def put(client: httpx.AsyncClient, *cells: dict[str, Any], year: int | None = None) -> dict[str, Any]:
    answer = await client.post(
        "/targets/batches", json={"year": year or today().year, "items": list(cells)}, headers=once()
    )
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def board(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await client.get("/targets", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def cells_of(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["measure"]: each for each in row["cells"]}


def found(answer: dict[str, Any], union: str) -> dict[str, dict[str, Any]]:
    (row,) = [row for row in answer["items"] if row["organization_id"] == str(id_of(union))]
    return cells_of(row)


async def test_set_from_above_split_below(api: Api) -> None:
    """ORG-12, IND-13: the city asks 50 new unions of a county, the county splits it; sums stand against the own."""
    city, county, township = [await api.as_(key) for key in ("city_officer", "county_officer", "township_officer")]
    done = await put(city, cell("qingxi", "unions_founded", 50), cell("nanhe", "unions_founded", 50))
    assert (done["succeeded"], done["failed"]) == (2, 0)
    await put(
        county,
        cell("chengguan", "unions_founded", 30, due_on=f"{today().year}-05-31"),
        cell("baishi", "unions_founded", 12),
    )
    seen = await board(county)
    assert [row["organization_name"] for row in seen["items"]] == ["城关镇总工会", "白石乡总工会"]
    assert cells_of(seen["own"])["unions_founded"]["target"] == 50
    assert cells_of(seen["own"])["unions_founded"]["from_organization_name"] == "云江市总工会"
    assert found(seen, "chengguan")["unions_founded"]["due_on"] == f"{today().year}-05-31"
    assert found(seen, "baishi")["unions_founded"]["due_on"] == f"{today().year}-12-31"
    (founded,) = [each for each in seen["sums"] if each["measure"] == "unions_founded"]
    assert founded == {"measure": "unions_founded", "own": 50, "below": 42, "left": 8}
    below = await board(township)
    assert cells_of(below["own"])["unions_founded"]["target"] == 30
    assert [step["step"] for step in below["steps"]] == ["set"]
    chair = await api.as_("union_chair")
    assert [step["allowed"] for step in (await board(chair))["steps"]] == [False]


async def test_beside_the_actual(api: Api) -> None:
    """IND-02 to 05: the actual is the figure of the statistics, to the unit, for every measure and every child."""
    await place_things(api)
    city = await api.as_("city_officer")
    await join(city, "甲一", "textile", education="bachelor")
    await join(city, "甲二", "cement")
    await rows(api, "update organization set established_on = current_date where name like '%医院%' returning 1")
    await rows(
        api,
        "update organization set standards = '{plate,approval,seal,account,office,rules,activities,files}' "
        "where name like '%纺织%' returning 1",
    )
    county = await api.as_("county_officer")
    seen = await board(county)
    for measure in TargetMeasure:
        query = {"measures": measure.figure, "period": str(today().year)}
        answer = await county.get(f"/stats/datasets/{measure.dataset}", params=query | {"by": "child"})
        assert answer.status_code == 200, answer.text
        told = {item["organization_id"]: item["value"] for item in answer.json()["items"] if not item["itself"]}
        assert {row["organization_id"]: cells_of(row)[measure]["actual"] for row in seen["items"]} == told, measure
        (own,) = (await county.get(f"/stats/datasets/{measure.dataset}", params=query)).json()["items"]
        assert cells_of(seen["own"])[measure]["actual"] == own["value"], measure
    assert found(seen, "chengguan")["unions_founded"]["actual"] == 1
    # Three that were placed, two that joined.
    assert cells_of(seen["own"])["members_grown"]["actual"] == 5
    assert found(seen, "chengguan")["standard_rate"]["actual"] == 33.3


async def test_done_due_and_late(api: Api) -> None:
    """The share that is done, what is due by today, and what that means."""
    city, county = await api.as_("city_officer"), await api.as_("county_officer")
    await rows(api, "update organization set established_on = current_date where name like '%纺织%' returning 1")
    await put(city, cell("qingxi", "unions_founded", 4), cell("qingxi", "card_rate", 100))
    own = cells_of((await county.get(f"/targets/{id_of('qingxi')}")).json()["row"])
    assert (own["unions_founded"]["actual"], own["unions_founded"]["done"]) == (1, 25.0)
    gone = (today() - today().replace(month=1, day=1)).days + 1
    days = (today().replace(month=12, day=31) - today().replace(month=1, day=1)).days + 1
    assert own["unions_founded"]["due"] == 40 * gone // days / 10
    assert own["unions_founded"]["state"] == ("late" if 4 * gone // days > 1 else "on_course")
    assert (own["card_rate"]["actual"], own["card_rate"]["state"]) == (None, "unknown")
    await put(city, cell("qingxi", "unions_founded", 1, version=1))
    assert cells_of((await board(county))["own"])["unions_founded"]["state"] == "reached"


async def test_each_cell_has_its_own_result(api: Api) -> None:
    """api.md, Bulk: what cannot be set is named with its reason, the rest is set."""
    city, county = await api.as_("city_officer"), await api.as_("county_officer")
    await put(city, cell("qingxi", "card_rate", 95), cell("chengguan", "card_rate", 96))
    done = await put(
        county,
        cell("qingxi", "card_rate", 10, version=1),
        cell("chengguan", "card_rate", 10, version=1),
        cell("nanhe", "card_rate", 10),
        cell("baishi", "card_rate", 100.5),
        cell("baishi", "unions_founded", 1.5),
        cell("baishi", "joining_rate", 95),
        cell("baishi", "joining_rate", 96),
        cell("baishi", "coverage_rate", 95, due_on=f"{today().year + 1}-01-01"),
        cell("baishi", "members_grown", 9, version=3),
        {"organization_id": str(ABSENT), "measure": "card_rate", "value": 1},
    )
    assert [(item["status"], item["problem"] and item["problem"]["code"]) for item in done["items"]] == [
        (409, "target_itself"),
        (409, "target_from_above"),
        (404, "not_found"),
        (422, "target_over"),
        (422, "target_not_whole"),
        (200, None),
        (422, "target_twice"),
        (422, "target_due_outside"),
        (412, "stale"),
        (404, "not_found"),
    ]
    assert (done["succeeded"], done["failed"]) == (1, 9)
    assert found(await board(county), "chengguan")["card_rate"]["target"] == 96


async def test_changed_taken_away_and_on_record(api: Api) -> None:
    """History by audit: set, changed from what to what, taken away; what stands already is no event."""
    county = await api.as_("county_officer")
    await put(county, cell("chengguan", "card_rate", 95.5))
    await put(county, cell("chengguan", "card_rate", 95.5, version=1))
    await put(county, cell("chengguan", "card_rate", 98, version=1))
    stale = await put(county, cell("chengguan", "card_rate", 99, version=1))
    assert stale["items"][0]["status"] == 412
    await put(county, cell("chengguan", "card_rate", None, version=2))
    assert found(await board(county), "chengguan")["card_rate"]["version"] == 0
    told = await rows(api, "select event, facts from audit_event where event like 'target%' order by id")
    assert [(event, facts.get("changes", {}).get("value")) for event, facts in told] == [
        ("target_set", None),
        ("target_changed", [95.5, 98]),
        ("target_taken_away", None),
    ]


async def test_two_at_once_set_one(api: Api) -> None:
    """Two officers set the same new target at the same moment: one is told so, and one value stands."""
    clients = [await api.as_("county_officer"), await api.as_("county_chair")]

    async def set_it(client: httpx.AsyncClient, value: int) -> int:
        body = {"year": today().year, "items": [cell("chengguan", "card_rate", value)]}
        answer = await client.post("/targets/batches", json=body, headers=once())
        if answer.status_code == 200:
            return int(answer.json()["items"][0]["status"])
        assert answer.json()["code"] == "target_set_meanwhile"
        return answer.status_code

    outcomes = await asyncio.gather(set_it(clients[0], 90), set_it(clients[1], 91))
    assert sorted(outcomes)[0] == 200
    assert sorted(outcomes)[1] in (409, 412)
    assert len(await rows(api, "select 1 from target")) == 1


async def test_years(api: Api) -> None:
    """Next year is planned for, with nothing to measure yet; the year after is refused; the past shows its figures."""
    county = await api.as_("county_officer")
    await put(county, cell("chengguan", "unions_founded", 4), year=today().year + 1)
    ahead = found(await board(county, year=today().year + 1), "chengguan")["unions_founded"]
    assert (ahead["target"], ahead["actual"], ahead["state"]) == (4, None, "ahead")
    answer = await county.post(
        "/targets/batches",
        json={"year": today().year + 2, "items": [cell("chengguan", "card_rate", 1)]},
        headers=once(),
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "target_year_out")
    assert found(await board(county, year=2020), "chengguan")["unions_founded"]["actual"] == 3


async def test_a_line_has_no_sheet(api: Api) -> None:
    """Targets go down the tree of places; a line's officer reads those of its unions one by one."""
    line = await api.as_("line_officer")
    answer = await line.get("/targets")
    assert (answer.status_code, answer.json()["code"]) == (409, "target_by_place")
    assert (await line.get(f"/targets/{id_of('school')}")).status_code == 200


async def test_the_whole_town_in_a_fixed_number_of_statements(api: Api, queries: Callable[..., Any]) -> None:
    """Reading does not grow with the unions, nor does setting."""
    city = await api.as_("city_officer")
    await board(city)
    with queries(at_most=32):
        await board(city)
    cells = [cell(union, measure, 50) for union in ("qingxi", "nanhe", "dongshan") for measure in TargetMeasure]
    with queries(at_most=12):
        done = await put(city, *cells)
    assert done["succeeded"] == 27


async def test_nobody_below_sets(api: Api) -> None:
    """Reading is not setting: an auditor of the county and a union's chair are refused."""
    for person in ("county_auditor", "union_chair"):
        client = await api.as_(person)
        answer = await client.post(
            "/targets/batches", json={"year": today().year, "items": [cell("textile", "card_rate", 1)]}, headers=once()
        )
        assert answer.status_code == 403


@pytest.mark.parametrize("value", [-1, 10_000_001, "NaN", "many"])
async def test_values_that_are_none(api: Api, value: Any) -> None:
    """A malformed cell refuses the sheet: nothing is half read."""
    county = await api.as_("county_officer")
    answer = await county.post(
        "/targets/batches",
        json={"year": today().year, "items": [cell("chengguan", "card_rate", value)]},
        headers=once(),
    )
    assert answer.status_code == 422


async def test_what_a_target_was_before_and_who_changed_it(api: Api) -> None:
    """ORG-12: set, changed, its day moved, taken away: each with the value before, who, when; of this year alone."""
    city, county = await api.as_("city_officer"), await api.as_("county_officer")
    path = f"/targets/{id_of('qingxi')}/history"
    await put(city, cell("qingxi", "unions_founded", 50))
    await put(city, cell("qingxi", "unions_founded", 60, version=1))
    await put(city, cell("qingxi", "unions_founded", 60, version=2, due_on=f"{today().year}-05-31"))
    await put(city, cell("qingxi", "coverage_rate", 97.5))
    await put(city, cell("qingxi", "unions_founded", None, version=3))
    await put(city, cell("qingxi", "unions_founded", 70), year=today().year + 1)
    told = (await county.get(path, params={"year": today().year})).json()
    of = [each for each in told["items"] if each["measure"] == "unions_founded"]
    assert [(each["event"], each["before"], each["after"]) for each in of] == [
        ("target_taken_away", 60, None),
        ("target_changed", None, None),
        ("target_changed", 50, 60),
        ("target_set", None, 50),
    ]
    assert (of[1]["due_before"], of[1]["due_after"]) == (f"{today().year}-12-31", f"{today().year}-05-31")
    assert {each["actor_name"] for each in told["items"]} == {"周明"}
    assert of[0]["at"].endswith("+08:00")
    (rate,) = [each for each in told["items"] if each["measure"] == "coverage_rate"]
    assert (rate["after"], rate["label"]) == (97.5, "下达目标")
    later = (await county.get(path, params={"year": today().year + 1})).json()
    assert [each["after"] for each in later["items"]] == [70]
    assert (await (await api.as_("neighbour_officer")).get(path)).status_code == 404
