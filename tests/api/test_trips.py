"""Going home through HTTP: what unions ask for, the seats that a county finds, and who arrived (AID-26)."""

import asyncio
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from backend.domain.calendar import CHINA
from backend.domain.trip.demands import season_of
from tests.api.test_aid_follows import merge, restructure, stands_with
from tests.api.test_sign_in import rows
from tests.api.things import place_things
from tests.conftest import Api
from tests.people import once, seen
from tests.town import id_of, today


def soon() -> date:
    return today() + timedelta(days=30)


async def ask(client: httpx.AsyncClient, union: str = "textile", **more: Any) -> httpx.Response:
    """A demand of forty people by train to 达州."""
    usual = {"province": "sichuan", "place": "达州", "travel_on": soon().isoformat(), "way": "train", "people": 40}
    body = {"organization_id": str(id_of(union))} | usual | more
    return await client.post("/trip-demands", json=body, headers=once())


async def plan(client: httpx.AsyncClient, union: str = "qingxi", **more: Any) -> httpx.Response:
    """A train of a hundred seats."""
    usual = {"name": "达州返乡专列", "way": "train", "from_place": "云江站", "province": "sichuan", "place": "达州"}
    terms = {"carrier": "云江车务段", "number": "L8412", "seats": 100, "ticket_fen": 9_800, "subsidy_fen": 5_000}
    body = {"organization_id": str(id_of(union)), "departs_at": f"{soon()}T08:30:00+08:00"} | usual | terms | more
    return await client.post("/return-trips", json=body, headers=once())


async def asked(client: httpx.AsyncClient, union: str = "textile", **more: Any) -> dict[str, Any]:
    answer = await ask(client, union, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def planned(client: httpx.AsyncClient, union: str = "qingxi", **more: Any) -> dict[str, Any]:
    answer = await plan(client, union, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def allot(client: httpx.AsyncClient, trip: dict[str, Any], seats: dict[str, int]) -> httpx.Response:
    items = [{"demand_id": id, "seats": count} for id, count in seats.items()]
    return await client.put(f"/return-trips/{trip['id']}/allotments", json={"items": items}, headers=seen(trip))


async def step(client: httpx.AsyncClient, trip: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    return await client.post(f"/return-trips/{trip['id']}/steps", json={"step": step, **more}, headers=seen(trip))


async def read(client: httpx.AsyncClient, demand: dict[str, Any]) -> dict[str, Any]:
    return (await client.get(f"/trip-demands/{demand['id']}")).json()  # type: ignore[no-any-return]


async def sums(client: httpx.AsyncClient, by: str, **more: Any) -> list[dict[str, Any]]:
    answer = await client.get("/trip-demands/summary", params={"by": by, "year": season_of(soon())} | more)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


FIGURES = ("people", "driving", "allotted", "confirmed", "travelled")


def figures(row: dict[str, Any]) -> tuple[int, ...]:
    return tuple(row[name] for name in FIGURES)


async def test_a_winter_from_the_demand_to_the_arrival(api: Api) -> None:
    """AID-26: asked for, planned, seats given, told, gone, home; every figure reckoned by hand."""
    chair, sibling, county = [await api.as_(key) for key in ("union_chair", "sibling_chair", "county_officer")]
    dazhou = await asked(chair)
    assert (dazhou["state"], dazhou["year"], dazhou["trips"]) == ("open", season_of(soon()), [])
    bazhong = await asked(sibling, "hospital", place="巴中", people=80, travel_on=str(soon() + timedelta(days=1)))
    await asked(chair, way="car", people=6)
    trip = await planned(county)
    fitting = (await county.get(f"/return-trips/{trip['id']}/demands")).json()["items"]
    # The day of the train first; nobody who drives.
    assert [(row["place"], row["elsewhere"], row["seats"]) for row in fitting] == [("达州", 0, 0), ("巴中", 0, 0)]

    given = await allot(county, trip, {dazhou["id"]: 40, bazhong["id"]: 60})
    assert given.status_code == 200, given.text
    trip = given.json()
    assert (trip["allotted"], [row["seats"] for row in trip["allotments"]]) == (100, [40, 60])
    # A plan promises nothing: the seats are reserved, and no trip is told.
    told = await read(chair, dazhou)
    assert (told["state"], told["allotted"], told["confirmed"], told["trips"]) == ("seated", 40, 0, [])
    fixed = await chair.patch(f"/trip-demands/{dazhou['id']}", json={"people": 41}, headers=seen(told))
    assert (fixed.status_code, fixed.json()["code"]) == (409, "trip_demand_seated")

    trip = (await step(county, trip, "confirm")).json()
    told = await read(chair, dazhou)
    assert told["confirmed"] == 40
    [seat] = told["trips"]
    assert (seat["trip_number"], seat["seats"], seat["trip_state"], seat["from_place"], seat["ticket_fen"]) == (
        *("L8412", 40, "confirmed", "云江站"),
        9_800,
    )
    assert seat["departs_at"] == f"{soon()}T08:30:00+08:00"
    assert (await chair.get(f"/return-trips/{trip['id']}")).status_code == 404
    changed = await county.patch(f"/return-trips/{trip['id']}", json={"number": "L8414"}, headers=seen(trip))
    assert (await read(chair, dazhou))["trips"][0]["trip_number"] == "L8414"
    early = await step(county, changed.json(), "depart")
    assert (early.status_code, early.json()["code"]) == (409, "trip_not_yet")

    await api.at(datetime.combine(soon(), time(12), CHINA))
    trip = (await step(county, changed.json(), "depart")).json()
    short = await step(county, trip, "arrive", travelled=[{"demand_id": dazhou["id"], "people": 39}])
    assert (short.status_code, short.json()["code"]) == (422, "trip_travelled_unsaid")
    home = [{"demand_id": dazhou["id"], "people": 39}, {"demand_id": bazhong["id"], "people": 60}]
    trip = (await step(county, trip, "arrive", travelled=home)).json()
    assert (trip["state"], trip["travelled"]) == ("arrived", 99)
    assert (await read(chair, dazhou))["travelled"] == 39
    items = (await chair.get("/trip-demands", params={"year": season_of(soon()), "way": "train"})).json()["items"]
    assert [(item["confirmed"], item["travelled"], item["state"]) for item in items] == [(40, 39, "seated")]

    assert [(row["province"], *figures(row)) for row in await sums(county, "province")] == [
        ("sichuan", 126, 6, 100, 100, 99)
    ]
    assert [(row["travel_on"], *figures(row)) for row in await sums(county, "day")] == [
        (soon().isoformat(), 46, 6, 40, 40, 39),
        ((soon() + timedelta(days=1)).isoformat(), 80, 0, 60, 60, 60),
    ]
    assert [(row["organization_name"], *figures(row)) for row in await sums(county, "child")] == [
        ("城关镇总工会", 126, 6, 100, 100, 99)
    ]
    assert len(await sums(county, "province_day")) == 2
    events = await rows(api, "select event from audit_event where object_kind = 'return_trip' order by id")
    assert [event for (event,) in events] == [
        f"return_trip_{what}" for what in ("planned", "allotted", "confirmed", "edited", "departed", "arrived")
    ]


async def test_a_cancelled_trip_gives_its_seats_back(api: Api) -> None:
    """AID-26: unseen while it was a plan; with its reason where people counted on it."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    demand = await asked(chair)
    for confirmed in (False, True):
        trip = (await allot(county, await planned(county), {demand["id"]: 40})).json()
        if confirmed:
            trip = (await step(county, trip, "confirm")).json()
        gone = await step(county, trip, "cancel", reason="暴雪停运")
        assert (gone.status_code, gone.json()["allotted"], gone.json()["state"]) == (200, 0, "cancelled")
        told = await read(chair, demand)
        assert (told["state"], told["allotted"], told["confirmed"]) == ("open", 0, 0)
        shown = [(seat["seats"], seat["trip_state"], seat["trip_reason"]) for seat in told["trips"]]
        assert shown == ([(40, "cancelled", "暴雪停运")] if confirmed else [])
        late = await allot(county, gone.json(), {demand["id"]: 1})
        assert (late.status_code, late.json()["code"]) == (409, "trip_closed")
    deleted = await chair.delete(f"/trip-demands/{demand['id']}", headers=seen(told))
    assert deleted.status_code == 204, deleted.text
    assert await rows(api, "select count(*) from trip_allotment") == [(0,)]


async def test_what_cannot_be(api: Api) -> None:
    """AID-26: each rule says no through HTTP, and nothing is written."""
    chair, county, city = [await api.as_(key) for key in ("union_chair", "county_officer", "city_officer")]
    demand = await asked(chair)
    twice = await ask(chair, people=3)
    assert (twice.status_code, twice.json()["code"]) == (409, "trip_demand_twice")
    past = await ask(chair, travel_on=str(today() - timedelta(days=1)))
    assert (past.status_code, past.json()["code"]) == (422, "trip_day_out")
    assert (await ask(chair, "hospital")).status_code == 404
    for wrong in ({"people": 0}, {"people": 5001}, {"province": "taiwan"}, {"way": "ship"}, {"place": " "}):
        assert (await ask(chair, **wrong)).status_code == 422, wrong
    low = await plan(chair, "textile")
    assert (low.status_code, low.json()["code"]) == (403, "trip_too_low")
    for wrong, code in (
        ({"way": "car"}, "trip_by_car"),
        ({"departs_at": f"{today() - timedelta(days=1)}T08:30:00+08:00"}, "trip_departure_out"),
    ):
        answer = await plan(county, **wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, code)
    trip = await planned(county, seats=50)
    coach = await asked(chair, way="coach")
    hunan = await asked(chair, province="hunan", place="怀化")
    for seats, code in (
        ({demand["id"]: 41}, "trip_demand_over"),
        ({coach["id"]: 1}, "trip_demand_unfit"),
        ({hunan["id"]: 1}, "trip_demand_unfit"),
    ):
        answer = await allot(county, trip, seats)
        assert (answer.status_code, answer.json()["code"]) == (409, code), answer.text
    more = await asked(chair, place="巴中")
    answer = await allot(county, trip, {demand["id"]: 40, more["id"]: 11})
    assert (answer.status_code, answer.json()["code"]) == (409, "trip_seats_over")
    assert await rows(api, "select sum(allotted) from trip_demand") == [(0,)]
    # What another trip gave counts.
    trip = (await allot(county, trip, {demand["id"]: 30})).json()
    citys = await planned(city, "city")
    over = await allot(city, citys, {demand["id"]: 11})
    assert (over.status_code, over.json()["code"]) == (409, "trip_demand_over")
    assert (await allot(city, citys, {demand["id"]: 10})).status_code == 200
    fewer = await county.patch(f"/return-trips/{trip['id']}", json={"seats": 29}, headers=seen(trip))
    assert (fewer.status_code, fewer.json()["code"]) == (422, "trip_seats_below_given")
    away = await county.patch(f"/return-trips/{trip['id']}", json={"province": "hunan"}, headers=seen(trip))
    assert (away.status_code, away.json()["code"]) == (409, "trip_has_seats")
    nameless = await county.patch(f"/return-trips/{trip['id']}", json={"number": ""}, headers=seen(trip))
    numberless = await step(county, nameless.json(), "confirm")
    assert (numberless.status_code, numberless.json()["code"]) == (422, "trip_numberless")


async def test_no_seat_is_given_twice_at_once(api: Api) -> None:
    """AID-26: two officers on one trip, and two trips on one demand, at the same moment."""
    chair, county, second, city = [
        await api.as_(key) for key in ("union_chair", "county_officer", "county_chair", "city_officer")
    ]
    one, other = await asked(chair), await asked(chair, place="巴中")
    trip = await planned(county, seats=40)
    both = await asyncio.gather(allot(county, trip, {one["id"]: 40}), allot(second, trip, {other["id"]: 40}))
    assert sorted(answer.status_code for answer in both) == [200, 412]
    assert await rows(api, "select sum(seats) from trip_allotment") == [(40,)]

    third = await asked(chair, place="广元", people=30)
    trips = [await planned(county, seats=30), await planned(city, "city", seats=30)]
    racing = await asyncio.gather(
        *(allot(who, each, {third["id"]: 20}) for who, each in zip((county, city), trips, strict=True))
    )
    assert sorted(answer.status_code for answer in racing) == [200, 409]
    assert {answer.json()["code"] for answer in racing if answer.status_code == 409} == {"trip_demand_over"}
    seated = await rows(api, "select allotted from trip_demand where id = :id", id=UUID(third["id"]))
    assert seated == [(20,)]


async def test_another_county_sees_none_of_it(api: Api) -> None:
    """AID-26, ROL-01: neither demands, trips nor figures; and it gives no seat to a stranger."""
    chair, county, neighbour = [await api.as_(key) for key in ("union_chair", "county_officer", "neighbour_officer")]
    demand = await asked(chair)
    trip = (await allot(county, await planned(county), {demand["id"]: 40})).json()
    await step(county, trip, "confirm")
    for path in ("/trip-demands", "/return-trips"):
        assert (await neighbour.get(path, params={"year": season_of(soon())})).json()["items"] == []
    assert await sums(neighbour, "province") == []
    for path in (f"/trip-demands/{demand['id']}", f"/return-trips/{trip['id']}"):
        assert (await neighbour.get(path)).status_code == 404
    beyond = await neighbour.get("/trip-demands/summary", params={"under_id": str(id_of("qingxi"))})
    assert beyond.status_code == 404
    theirs = await planned(neighbour, "nanhe")
    assert (await neighbour.get(f"/return-trips/{theirs['id']}/demands")).json()["items"] == []
    assert (await allot(neighbour, theirs, {demand["id"]: 1})).status_code == 404


async def test_lists_and_sums_are_one_statement_each(api: Api, queries: Callable[..., Any]) -> None:
    """AID-26: filtered by what an office asks for, page by page."""
    await place_things(api)
    county, chair = await api.as_("county_officer"), await api.as_("union_chair")
    await asked(chair, way="car", province="hunan", place="怀化", travel_on=str(today()))
    now = season_of(today())
    with queries(at_most=6):
        found = (await county.get("/trip-demands", params={"year": now, "with_total": True, "limit": 2})).json()
    assert (found["total"], len(found["items"])) == (4, 2)
    after = {"year": now, "limit": 2, "cursor": found["next_cursor"]}
    rest = (await county.get("/trip-demands", params=after)).json()
    assert len({item["id"] for item in found["items"] + rest["items"]}) == 4
    for params, count in (
        ({"province": "hunan,gansu"}, 1),
        ({"state": "driving"}, 1),
        ({"way": "train", "under_id": str(id_of("chengguan"))}, 2),
        ({"travel_on[gte]": str(today() + timedelta(days=1))}, 0),
        ({"travel_on[lte]": str(today())}, 4),
    ):
        listed = (await county.get("/trip-demands", params={"year": now, **params})).json()["items"]
        assert len(listed) == count, params
    with queries(at_most=6):
        assert len(await sums(county, "child", year=now)) == 2
    with queries(at_most=6):
        trips = (await county.get("/return-trips", params={"year": now, "state": "planned", "limit": 1})).json()
    assert len(trips["items"]) == 1
    rest = await county.get("/return-trips", params={"year": now, "state": "planned", "cursor": trips["next_cursor"]})
    assert len(rest.json()["items"]) == 2
    fitting = f"/return-trips/{id_of('return_trip:textile')}/demands"
    first = (await county.get(fitting, params={"limit": 2})).json()
    second = (await county.get(fitting, params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert len({item["id"] for item in first["items"] + second["items"]}) == 3


async def test_a_demand_goes_where_its_union_goes(api: Api) -> None:
    """ORG-16, ORG-23, AID-26: moved with its union; while a trip of the old county has seats for it, it stays in reach."""
    chair, county, city = [await api.as_(key) for key in ("union_chair", "county_officer", "city_officer")]
    demand = await asked(chair)
    trip = (await allot(county, await planned(county), {demand["id"]: 40})).json()
    move = {"step": "move", "parent_id": str(id_of("hekou")), "effective_on": today().isoformat()}
    kept = await restructure(city, "textile", **move)
    assert (kept.status_code, kept.json()["code"]) == (409, "organization_seats_out_of_reach"), kept.text
    assert (await allot(county, trip, {})).status_code == 200
    moved = await restructure(city, "textile", **move)
    assert moved.status_code == 200, moved.text
    assert (await county.get(f"/trip-demands/{demand['id']}")).status_code == 404
    assert (await (await api.as_("neighbour_officer")).get(f"/trip-demands/{demand['id']}")).status_code == 200


async def test_an_ended_union_leaves_its_open_demands_to_another(api: Api) -> None:
    """ORG-23, AID-26: with their seats, beside what the receiver asked for itself, saying whose they were; no old winters."""
    chair, sibling, county = [await api.as_(key) for key in ("union_chair", "sibling_chair", "county_officer")]
    demand = await asked(chair)
    await asked(chair, place="巴中")
    await asked(sibling, "hospital")
    trip = (await allot(county, await planned(county), {demand["id"]: 40})).json()
    await step(county, trip, "confirm")
    await rows(
        api, "update trip_demand set travel_on = :on where place = '巴中' returning 1", on=today() - timedelta(days=1)
    )
    done = await merge(county, "textile", "hospital")
    assert done.status_code == 200, done.text
    assert await stands_with(api, "trip_allotment") == {"青溪县人民医院工会"}
    assert await stands_with(api, "trip_demand") == {"青溪县人民医院工会", "青溪纺织有限公司工会"}
    items = (await sibling.get("/trip-demands", params={"year": season_of(soon())})).json()["items"]
    told = sorted((item["place"], item["origin_name"], item["confirmed"]) for item in items)
    assert told == [("达州", "", 0), ("达州", "青溪纺织有限公司工会", 40)]
    assert (await read(sibling, demand))["trips"][0]["trip_number"] == "L8412"


async def test_nobody_is_forgotten_when_a_union_ends(api: Api) -> None:
    """ORG-23, AID-26: a receiver is named while anybody has still to go home, and trips of one's own are over."""
    chair, city = await api.as_("union_chair"), await api.as_("city_officer")
    await asked(chair)
    end = {"step": "dissolve", "effective_on": today().isoformat(), "reason": "企业注销"}
    for branch in ("weaving", "dyeing"):
        assert (await restructure(city, branch, **end)).status_code == 200
    stays = await restructure(city, "textile", **end)
    assert (stays.status_code, stays.json()["code"]) == (409, "organization_demands_stay"), stays.text
    own = await planned(await api.as_("county_officer"))
    await rows(
        api,
        "update return_trip t set organization_id = o.id, code = o.code from organization o "
        "where o.id = :union and t.id = :id returning 1",
        union=id_of("textile"),
        id=UUID(own["id"]),
    )
    named = end | {"members_to_id": str(id_of("hospital"))}
    runs = await restructure(city, "textile", **named)
    assert (runs.status_code, runs.json()["code"]) == (409, "organization_trips_open"), runs.text
    await rows(api, "update return_trip set state = 'cancelled' returning 1")
    gone = await restructure(city, "textile", **named)
    assert gone.status_code == 200, gone.text
    assert await stands_with(api, "trip_demand") == {"青溪县人民医院工会"}


@pytest.mark.parametrize("table", ["trip_demand", "return_trip"])
async def test_the_sums_that_are_kept_are_those_of_the_seats(api: Api, table: str) -> None:
    """AID-26: what is counted on a demand and on a trip is what its allotments say, through every change."""
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    one, other = await asked(chair), await asked(chair, place="巴中")
    trip = await planned(county)
    for seats in ({one["id"]: 40, other["id"]: 5}, {one["id"]: 12}, {other["id"]: 40, one["id"]: 1}):
        answer = await allot(county, trip, seats)
        assert answer.status_code == 200, answer.text
        trip = answer.json()
        column = "demand_id" if table == "trip_demand" else "trip_id"
        drift = await rows(
            api,
            f"select t.id from {table} t where allotted <> "
            f"(select coalesce(sum(seats), 0) from trip_allotment a where a.{column} = t.id)",
        )
        assert drift == []
