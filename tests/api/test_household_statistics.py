"""The figures of household files (issue 4 section 8; AID-11, AID-18, AID-24): as the files are, at once, place by place."""

from collections import Counter
from typing import Any

import httpx

from tests.conftest import Api
from tests.households import change, enter, open_file, step
from tests.people import id_number
from tests.town import today


async def ask(client: httpx.AsyncClient, dataset: str, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get(f"/stats/datasets/{dataset}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def told(client: httpx.AsyncClient, dataset: str, measure: str, **query: Any) -> dict[str, Any]:
    """The figures of a measure by the value of the dimension, or by union; those that are nothing left out."""
    items = await ask(client, dataset, measures=measure, **query)
    return {
        next(iter(item["values"].values()), item["organization_name"]): item["value"] for item in items if item["value"]
    }


async def files(api: Api) -> None:
    """Three on file in two counties, one draft, one that left, one that came back."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    city = await api.as_("city_officer")
    await open_file(chair, county, "textile")
    await open_file(chair, county, "textile", main_cause="low_income")
    left = await open_file(chair, county, "textile")
    assert (await step(county, left, "exit", reason="employed")).status_code == 200
    back = await open_file(chair, county, "textile")
    gone = (await step(county, back, "exit", reason="employed")).json()
    assert (await step(county, gone, "return")).status_code == 200
    await enter(chair, "textile")
    neighbour = await api.as_("neighbour_officer")
    assert (await step(city, await enter(neighbour, "electronics"), "open")).status_code == 200


async def test_files_by_what_they_are(api: Api) -> None:
    """Category, kind of file, main cause, kind of worker, sex, age; drafts and those that left are not among them."""
    await files(api)
    city = await api.as_("city_officer")
    assert await told(city, "households", "households", by="file_class") == {"new": 3, "returned": 1}
    assert await told(city, "households", "households", by="main_cause") == {"schooling": 3, "low_income": 1}
    assert await told(city, "households", "households", by="worker_kind") == {"in_service": 4}
    assert await told(city, "households", "households", by="category") == {"relative": 4}
    sexes = await told(city, "households", "households", by="sex")
    ages = await told(city, "households", "households", by="age_band")
    assert sum(sexes.values()) == sum(ages.values()) == 4
    crossed = [
        item for item in await ask(city, "households", measures="households", by=["sex", "age_band"]) if item["value"]
    ]
    for name, alone in (("sex", sexes), ("age_band", ages)):
        added = Counter[str]()
        for item in crossed:
            added[item["values"][name]] += item["value"]
        assert dict(added) == alone, name
    assert {tuple(item["values"]) for item in crossed} == {("sex", "age_band")}
    assert await told(city, "households", "people") == {"云江市总工会": 12}


async def test_by_union_and_within_the_scope(api: Api) -> None:
    """A county is told its own and nothing else; a union sees its files."""
    await files(api)
    city, chair = await api.as_("city_officer"), await api.as_("union_chair")
    by_county = await told(city, "households", "households", by="child")
    assert sum(by_county.values()) == 4
    assert sorted(by_county.values()) == [1, 3]
    (item,) = await ask(chair, "households", measures="households")
    assert item["value"] == 3
    listed = await chair.get("/households", params={**item["query"]["filters"], "with_total": True})
    assert listed.json()["total"] == 3


async def test_the_band_of_an_age_is_that_of_the_counters(api: Api) -> None:
    """domain/age.py: somebody is of the next band on the birthday itself."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    for years, days in ((25, 0), (25, 1), (35, 0), (55, 0)):
        born = today().replace(year=today().year - years)
        born = born.fromordinal(born.toordinal() + days)
        entered = await enter(chair, "textile")
        worker = {"relation": "self", "name": "王小军", "id_number": id_number(born=born), "income_fen": 240_000}
        changed = await change(chair, entered, worker=worker | {"married": True, "livelihood": "at_work"})
        assert changed.status_code == 200, changed.text
        assert (await step(county, changed.json(), "open")).status_code == 200
    assert await told(county, "households", "households", by="age_band") == {"1": 1, "2": 1, "3": 1, "5": 1}


async def test_what_came_and_went(api: Api) -> None:
    """Put on file, came back, left: by the day it happened, whatever month is asked for."""
    await files(api)
    city = await api.as_("city_officer")
    month = f"{today():%Y-%m}"
    assert await told(city, "household_changes", "opened", period=month) == {"云江市总工会": 5}
    assert await told(city, "household_changes", "returned", period=month) == {"云江市总工会": 1}
    assert await told(city, "household_changes", "exited", period=month) == {"云江市总工会": 1}
    assert await told(city, "household_changes", "opened", period="2019") == {}
    by_child = await told(city, "household_changes", "opened", period=str(today().year), by="child")
    assert sum(by_child.values()) == 5
