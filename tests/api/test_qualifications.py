"""Judging unions through HTTP: by themselves, from above, as a figure, a list and a target (ORG-08, ORG-09; IND-04)."""

import asyncio
from collections.abc import Callable
from typing import Any

import httpx

from tests.api.test_sign_in import rows
from tests.api.test_targets import board, cells_of, found
from tests.conftest import Api
from tests.people import once
from tests.town import ABSENT, id_of, today

ALL = [1, 2, 3, 4, 5, 6]


def said(union: str, marks: list[int], **more: Any) -> dict[str, Any]:
    return {"organization_id": str(id_of(union)), "marks": marks, **more}


async def judge(client: httpx.AsyncClient, *items: dict[str, Any], year: int | None = None) -> dict[str, Any]:
    answer = await client.post(
        "/qualifications/batches", json={"year": year or today().year, "items": list(items)}, headers=once()
    )
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def sheet(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await client.get("/qualifications", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def row_of(answer: dict[str, Any], union: str) -> dict[str, Any]:
    (row,) = [row for row in (answer["own"], *answer["items"]) if row["organization_id"] == str(id_of(union))]
    return row


async def test_a_township_judges_many_at_once(api: Api) -> None:
    """ORG-08: six ticks for each union of the township, in one act; who and when stand with them and on record."""
    client = await api.as_("township_officer")
    before = await sheet(client)
    assert [len(before["standard"]["criteria"]), before["standard"]["name"]] == [6, "六有"]
    assert (row_of(before, "textile")["qualified"], row_of(before, "textile")["reason"]) == (None, None)
    done = await judge(client, said("textile", ALL), said("hospital", [1, 2]), said("chengguan", ALL))
    assert (done["succeeded"], done["failed"]) == (3, 0)
    after = await sheet(client)
    textile, hospital = row_of(after, "textile"), row_of(after, "hospital")
    assert (textile["marks"], textile["qualified"], textile["version"]) == (ALL, True, 1)
    assert (hospital["marks"], hospital["qualified"]) == ([1, 2], False)
    assert textile["from_organization_name"] == "城关镇总工会"
    assert textile["judged_by_name"]
    assert after["own"]["basic"]["qualified"] == 1
    assert after["own"]["qualified"] is True
    told = await rows(api, "select facts from audit_event where event = 'qualification_judged' order by id")
    assert [row[0]["qualified"] for row in told] == [True, False, True]
    again = await judge(client, said("textile", ALL, version=1))
    assert again["succeeded"] == 1
    assert row_of(await sheet(client), "textile")["version"] == 1


async def test_a_union_judges_itself_until_the_office_above_has(api: Api) -> None:
    """Self-judged, then confirmed from above: the signature is another, and the union changes it no more."""
    chair, township = await api.as_("union_chair"), await api.as_("township_officer")
    assert (await judge(chair, said("textile", ALL)))["succeeded"] == 1
    assert (await sheet(chair))["own"]["from_organization_name"] == "青溪纺织有限公司工会"
    assert (await judge(township, said("textile", ALL, version=1)))["succeeded"] == 1
    own = (await sheet(chair))["own"]
    assert (own["from_organization_name"], own["version"]) == ("城关镇总工会", 2)
    assert "城关镇总工会" in own["reason"]
    refused = await judge(chair, said("textile", [1], version=2))
    assert [(item["status"], item["problem"]["code"]) for item in refused["items"]] == [
        (409, "qualification_from_above")
    ]
    assert (await sheet(chair))["own"]["marks"] == ALL


async def test_each_row_has_its_own_result(api: Api) -> None:
    """A union elsewhere, a stale row, a mark that is none, a union that is not judged, one that stands there twice."""
    county = await api.as_("county_officer")
    await judge(county, said("textile", [1]))
    done = await judge(
        county,
        said("electronics", ALL),
        said("textile", ALL, version=0),
        said("hospital", [7]),
        said("qingxi", ALL),
        {"organization_id": str(ABSENT), "marks": []},
        said("cement", ALL),
        said("cement", []),
    )
    assert [(item["status"], item["problem"] and item["problem"]["code"]) for item in done["items"]] == [
        (404, "not_found"),
        (412, "stale"),
        (422, "qualification_mark_unknown"),
        (409, "qualification_not_for"),
        (404, "not_found"),
        (200, None),
        (422, "qualification_twice"),
    ]
    ahead = await county.post(
        "/qualifications/batches",
        json={"year": today().year + 1, "items": [said("cement", ALL)]},
        headers=once(),
    )
    assert (ahead.status_code, ahead.json()["code"]) == (422, "qualification_year_out")


async def test_figure_list_and_target_say_the_same(api: Api) -> None:
    """IND-04, ORG-09: the share is a figure by place, opens its unions, and stands beside its target of 60 % and 70 %."""
    city, county = await api.as_("city_officer"), await api.as_("county_officer")
    await judge(county, said("textile", ALL), said("hospital", ALL[:5]), said("chengguan", ALL), said("baishi", [1]))
    query = {"measures": "qualified_unions,qualified_rate,qualified_town_unions,town_unions,qualified_town_rate"}
    told = (await county.get("/stats/datasets/unions", params=query)).json()["items"]
    value = {item["measure"]: item["value"] for item in told}
    assert (value["qualified_unions"], value["qualified_town_unions"], value["town_unions"]) == (1, 1, 2)
    assert value["qualified_town_rate"] == 50.0
    for item in told:
        if item["query"] is not None:
            listed = await county.get("/organizations", params=item["query"]["filters"] | {"with_total": True})
            assert listed.json()["total"] == item["value"], item
    lacking = await county.get("/organizations", params={"qualified": False, "level": 4, "limit": 100})
    ids = {each["id"] for each in lacking.json()["items"]}
    assert str(id_of("hospital")) in ids
    assert str(id_of("textile")) not in ids
    cell = {"organization_id": str(id_of("qingxi")), "measure": "qualified_town_rate", "value": 70}
    put = await city.post("/targets/batches", json={"year": today().year, "items": [cell]}, headers=once())
    assert put.json()["succeeded"] == 1
    asked = await board(city)
    assert found(asked, "qingxi")["qualified_town_rate"]["actual"] == 50.0
    assert found(asked, "qingxi")["qualified_rate"]["usual"] == 60
    assert cells_of((await board(county))["own"])["qualified_town_rate"]["target"] == 70


async def test_what_was_judged_last_year_does_not_count_for_this(api: Api) -> None:
    """By year: each year is judged anew, and the sheet of the one before stays to be read."""
    county = await api.as_("county_officer")
    await judge(county, said("textile", ALL), year=today().year - 1)
    listed = await county.get("/organizations", params={"qualified": True})
    assert listed.json()["items"] == []
    township = await sheet(county, parent_id=str(id_of("chengguan")), year=today().year - 1)
    assert row_of(township, "textile")["qualified"] is True
    assert row_of(await sheet(county, parent_id=str(id_of("chengguan"))), "textile")["qualified"] is None


async def test_the_city_enters_another_list_from_a_year_on(api: Api) -> None:
    """Local lists differ (domain-facts 2: 七有): data of the city, by year; what unions were judged by stays."""
    city, county = await api.as_("city_officer"), await api.as_("county_officer")
    url, year = "/qualifications/standards", today().year
    seven = {"name": "七有", "criteria": ["牌子", "印章", "场所", "经费", "会员登记", "班子", "制度档案"]}
    assert (await county.put(f"{url}/{year}", json=seven, headers={"If-Match": '"v0"'})).status_code == 403
    entered = await city.put(f"{url}/{year}", json=seven, headers={"If-Match": '"v0"'})
    assert (entered.status_code, entered.json()["version"]) == (200, 1)
    stale = await city.put(f"{url}/{year}", json=seven, headers={"If-Match": '"v0"'})
    assert stale.status_code == 412
    assert (await sheet(county))["standard"]["criteria"] == seven["criteria"]
    assert (await sheet(county, year=year - 1))["standard"]["name"] == "六有"
    await judge(county, said("textile", ALL), said("hospital", [*ALL, 7]))
    seen = await sheet(county, parent_id=str(id_of("chengguan")))
    assert [row_of(seen, union)["qualified"] for union in ("textile", "hospital")] == [False, True]
    late = await city.put(f"{url}/{year}", json=seven, headers={"If-Match": '"v1"'})
    assert (late.status_code, late.json()["code"]) == (409, "qualification_standard_in_use")
    for nothing, code in (
        ({"name": "七有", "criteria": []}, "too_short"),
        ({"name": "七有", "criteria": ["牌子", " "]}, "qualification_criterion_blank"),
        ({"name": " ", "criteria": ["牌子"]}, "qualification_criterion_blank"),
    ):
        empty = await city.put(f"{url}/{year + 1}", json=nothing, headers={"If-Match": '"v0"'})
        assert (empty.status_code, empty.json()["code"]) == (422, code)
    twice = {"name": "七有", "criteria": ["牌子", "牌子"]}
    refused = await city.put(f"{url}/{year + 1}", json=twice, headers={"If-Match": '"v0"'})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "/criteria/1")
    lists = (await county.get(url)).json()
    assert [one["from_year"] for one in lists["items"]] == [year, 2000]
    assert [step["allowed"] for step in lists["steps"]] == [False]


async def test_places_have_sheets_and_lines_have_none(api: Api) -> None:
    """As targets: the tree of places."""
    line = await api.as_("line_officer")
    answer = await line.get("/qualifications")
    assert (answer.status_code, answer.json()["code"]) == (409, "qualification_by_place")
    county = await api.as_("county_officer")
    assert (await county.get("/qualifications", params={"parent_id": str(id_of("nanhe"))})).status_code == 404


async def test_two_who_judge_at_once(api: Api) -> None:
    """One of two first judgements of the same union is told; nothing is judged twice."""
    one, other = await api.as_("township_officer"), await api.as_("county_officer")
    answers = await asyncio.gather(
        *(
            client.post(
                "/qualifications/batches",
                json={"year": today().year, "items": [said("textile", ALL)]},
                headers=once(),
            )
            for client in (one, other)
        )
    )
    assert len(await rows(api, "select 1 from qualification")) == 1
    told = [answer.json() for answer in answers]
    lost = [each for each in told if each.get("succeeded") != 1]
    assert [each.get("code") or each["items"][0]["problem"]["code"] for each in lost] in (
        ["qualification_judged_meanwhile"],
        ["stale"],
    )


async def test_a_fixed_number_of_statements(api: Api, queries: Callable[..., Any]) -> None:
    """However many unions stand below."""
    client = await api.as_("county_officer")
    await sheet(client)
    with queries(at_most=7):
        await sheet(client)
