"""The figures of household files (issue 4 section 8; AID-11, AID-18, AID-24): as the files are, at once, place by place."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import text

from backend.domain.access import EVERYTHING
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
    assert await told(city, "household_changes", "exited", period=month) == {"云江市总工会": 2}
    assert await told(city, "household_changes", "exited", period=month, by="exit_reason") == {"employed": 2}
    assert await told(city, "household_changes", "opened", period="2019") == {}
    by_child = await told(city, "household_changes", "opened", period=str(today().year), by="child")
    assert sum(by_child.values()) == 5


async def behind(client: httpx.AsyncClient, item: dict[str, Any]) -> set[str]:
    """The files of the list behind a figure."""
    listed = await client.get("/households", params=item["query"]["filters"])
    assert listed.status_code == 200, listed.text
    return {row["id"] for row in listed.json()["items"]}


async def moved_on(api: Api, household: dict[str, Any], step: str, day: date) -> None:
    """Let what a file did today have been on another day."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                'update household_movement set "on" = :day where id = (select id from household_movement '
                "where household_id = :id and step = :step order by id desc limit 1)"
            ).bindparams(day=day, id=UUID(household["id"]), step=step)
        )


async def test_a_month_that_is_over_is_not_told_anew(api: Api) -> None:
    """Who left two years ago and came back has left then (AID-24); the list behind each figure has the same files."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    opened = await open_file(chair, county, "textile")
    left = (await step(county, opened, "exit", reason="recovered")).json()
    before = date(today().year - 2, 3, 31)
    await moved_on(api, left, "exit", before)
    assert await told(county, "household_changes", "exited", period=f"{before:%Y-%m}") == {"青溪县总工会": 1}
    back = (await step(county, left, "return")).json()
    assert await told(county, "household_changes", "exited", period=f"{before:%Y-%m}") == {"青溪县总工会": 1}
    assert await told(county, "household_changes", "exited", period=str(before.year + 1)) == {}

    again = (await step(county, back, "exit", reason="income_up")).json()
    await moved_on(api, again, "exit", before.replace(month=12))
    (year,) = await ask(county, "household_changes", measures="exited", period=str(before.year))
    assert (year["value"], await behind(county, year)) == (1, {opened["id"]})
    reasons = await ask(county, "household_changes", measures="exited", period=str(before.year), by="exit_reason")
    assert {item["values"]["exit_reason"]: item["value"] for item in reasons if item["value"]} == {"income_up": 1}
    for item in reasons:
        assert len(await behind(county, item)) == item["value"], item
    for month, reason in ((3, "recovered"), (12, "income_up")):
        period = f"{before.year}-{month:02d}"
        assert await told(county, "household_changes", "exited", period=period, by="exit_reason") == {reason: 1}


async def test_the_list_behind_what_came_and_went(api: Api) -> None:
    """Every figure opens exactly what it counted, for the city, by county and for the union itself."""
    await files(api)
    year = str(today().year)
    for who, by in (("city_officer", ["child"]), ("county_officer", ["child"]), ("union_chair", [])):
        client = await api.as_(who)
        items = await ask(client, "household_changes", period=year, by=by)
        told_of = [item for item in items if item["query"]]
        assert {item["measure"] for item in told_of if item["value"]} == {"opened", "returned", "exited"}
        for item in told_of:
            assert len(await behind(client, item)) == item["value"], item


async def test_days_and_reasons_narrow_the_list(api: Api) -> None:
    """What came back has still left; either end of a span may be open."""
    await files(api)
    county = await api.as_("county_officer")

    async def found(**filters: str) -> int:
        answer = await county.get("/households", params={"with_total": "true"} | filters)
        assert answer.status_code == 200, answer.text
        return int(answer.json()["total"])

    day, next_day = today().isoformat(), (today() + timedelta(days=1)).isoformat()
    assert await found(**{"exited_on[gte]": day}) == await found(**{"exited_on[lte]": day}) == 2
    assert await found(**{"exited_on[gte]": day, "status": "active"}) == 1
    assert await found(**{"exited_on[gte]": next_day}) == 0
    assert await found(exit_reason="employed") == 2
    assert await found(exit_reason="deceased") == 0
    assert await found(**{"opened_on[gte]": day, "opened_on[lte]": day}) == 4
    assert await found(**{"returned_on[gte]": day}) == 1
    assert (await county.get("/households", params={"exited_on[gte]": "2026-02-30"})).status_code == 422
