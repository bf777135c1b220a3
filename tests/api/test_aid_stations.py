"""The aid network through HTTP: opened, changed, closed; who has none; where a member can go (AID-19, ROL-06)."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from tests.api.test_sign_in import rows
from tests.applications import worker
from tests.conftest import Api
from tests.people import once, seen
from tests.town import id_of, today


async def open_station(
    client: httpx.AsyncClient, union: str = "chengguan", kind: str = "station", **more: Any
) -> httpx.Response:
    """A station as an officer enters it, open from today."""
    body = {
        "organization_id": str(id_of(union)),
        "kind": kind,
        "name": f"{union}帮扶站",
        "address": "青溪县人民路 12 号",
        "phone": "(0738)8312345",
        "hours": "周一至周五 9:00–17:00",
        "head": "李梅",
        "staff": 2,
        "services": ["legal", "policy_advice", "intake"],
        "opened_on": today().isoformat(),
    }
    return await client.post("/aid-stations", json=body | more, headers=once())


async def opened(
    client: httpx.AsyncClient, union: str = "chengguan", kind: str = "station", **more: Any
) -> dict[str, Any]:
    answer = await open_station(client, union, kind, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def close(client: httpx.AsyncClient, station: dict[str, Any], **more: Any) -> httpx.Response:
    body = {"step": "close", "on": today().isoformat(), "reason": "与便民中心合并办公"} | more
    return await client.post(f"/aid-stations/{station['id']}/steps", json=body, headers=seen(station))


async def restructure(client: httpx.AsyncClient, union: str, step: str, **more: Any) -> None:
    version = (await client.get(f"/organizations/{id_of(union)}")).json()["version"]
    answer = await client.post(
        f"/organizations/{id_of(union)}/steps",
        json={"step": step, "effective_on": today().isoformat(), **more},
        headers={"If-Match": f'"v{version}"'},
    )
    assert answer.status_code == 200, answer.text


async def names(client: httpx.AsyncClient, **query: Any) -> list[str]:
    found = await client.get("/aid-stations", params=query)
    assert found.status_code == 200, found.text
    return [item["name"] for item in found.json()["items"]]


async def test_opened_changed_and_closed(api: Api) -> None:
    """AID-19: on record from the first day to the last; services in their order, the phone in its one spelling."""
    officer = await api.as_("township_officer")
    station = await opened(officer)
    assert (station["state"], station["organization_name"], station["phone"]) == (
        "open",
        "城关镇总工会",
        "0738-8312345",
    )
    assert station["services"] == ["policy_advice", "intake", "legal"]
    assert [(step["step"], step["allowed"]) for step in station["steps"]] == [("edit", True), ("close", True)]

    change = {"address": "人民路 20 号", "services": ["mutual_aid", "intake"], "staff": 2}
    changed = await officer.patch(f"/aid-stations/{station['id']}", json=change, headers=seen(station))
    assert (changed.status_code, changed.json()["version"]) == (200, 2)
    assert (changed.json()["services"], changed.json()["address"]) == (["intake", "mutual_aid"], "人民路 20 号")
    stale = await officer.patch(f"/aid-stations/{station['id']}", json=change, headers=seen(station))
    assert stale.status_code == 412
    assert (await officer.patch(f"/aid-stations/{station['id']}", json=change)).status_code == 428

    closed = await close(officer, changed.json())
    assert (closed.status_code, closed.json()["state"]) == (200, "closed")
    assert [step["allowed"] for step in closed.json()["steps"]] == [False, False]
    for again in (
        await close(officer, closed.json()),
        await officer.patch(f"/aid-stations/{station['id']}", json=change, headers=seen(closed.json())),
    ):
        assert (again.status_code, again.json()["code"]) == (409, "aid_station_closed")
    # A new one may have its name.
    await opened(officer)

    told = await rows(api, "select event, facts from audit_event where event like 'aid_station%' order by id")
    assert [event for event, _facts in told] == [
        *("aid_station_opened", "aid_station_edited", "aid_station_closed", "aid_station_opened"),
    ]
    assert told[0][1] == {"name": "chengguan帮扶站", "kind": "station", "opened_on": today().isoformat()}
    assert told[1][1]["changes"] == {
        "address": ["青溪县人民路 12 号", "人民路 20 号"],
        "services": [["policy_advice", "intake", "legal"], ["intake", "mutual_aid"]],
    }
    assert told[2][1]["reason"] == "与便民中心合并办公"


@pytest.mark.parametrize(
    ("more", "status", "code"),
    [
        ({"kind": "center"}, 409, "aid_station_unfit"),
        ({"kind": "point"}, 409, "aid_station_unfit"),
        ({"union": "weaving"}, 409, "aid_station_unfit"),
        ({"union": "textile", "kind": "center"}, 409, "aid_station_unfit"),
        ({"union": "electronics"}, 404, "not_found"),
        ({"opened_on": "2019-12-31"}, 422, "aid_station_day_out"),
        ({"opened_on": "tomorrow"}, 422, "aid_station_day_out"),
        ({"name": " "}, 422, "aid_station_field_missing"),
        ({"phone": "8312345"}, 422, "phone_invalid"),
        ({"services": []}, 422, ""),
        ({"services": ["legal", "legal"]}, 422, "aid_service_twice"),
        ({"staff": 1000}, 422, ""),
        ({"name": "chengguan帮扶站"}, 409, "aid_station_name_taken"),
    ],
)
async def test_what_cannot_be(api: Api, more: dict[str, Any], status: int, code: str) -> None:
    """AID-19: the kind fits the union, the days its life, a name is its own; and nobody opens one elsewhere."""
    county = await api.as_("county_officer")
    await opened(county)
    if more.get("opened_on") == "tomorrow":
        more = {"opened_on": (today() + timedelta(days=1)).isoformat()}
    refused = await open_station(county, **({"name": "另一个"} | more))
    assert refused.status_code == status, refused.text
    problem = refused.json()
    assert code in {problem["code"], *(error["code"] for error in problem.get("errors", ())), ""}


async def test_what_is_asked_once_does_not_change(api: Api) -> None:
    """AID-19: the union, the kind and the first day make another station; nothing is emptied."""
    county = await api.as_("county_officer")
    station = await opened(county)
    for change in ({"kind": "point"}, {"organization_id": str(id_of("baishi"))}, {"opened_on": "2026-01-01"}):
        answer = await county.patch(f"/aid-stations/{station['id']}", json=change, headers=seen(station))
        assert answer.status_code == 422, change
    emptied = await county.patch(f"/aid-stations/{station['id']}", json={"phone": None}, headers=seen(station))
    assert emptied.json()["code"] == "field_cannot_be_empty"
    early = await close(county, station, on="2020-01-01")
    assert (early.status_code, early.json()["code"]) == (422, "aid_station_day_out")
    assert (await (await api.as_("neighbour_officer")).get(f"/aid-stations/{station['id']}")).status_code == 404


async def test_of_two_officers_at_once_one_opens_the_center(api: Api) -> None:
    """ROL-06: a county has one aid centre, whoever is first; when it has closed there may be another."""
    both = await asyncio.gather(
        open_station(await api.as_("county_officer"), "qingxi", "center", name="帮扶中心"),
        open_station(await api.as_("city_officer"), "qingxi", "center", name="困难职工帮扶中心"),
    )
    assert sorted(answer.status_code for answer in both) == [201, 409]
    refused = next(answer for answer in both if answer.status_code == 409)
    assert refused.json()["code"] == "aid_station_center_taken"
    made = next(answer for answer in both if answer.status_code == 201)
    county = await api.as_("county_officer")
    assert (await close(county, made.json())).status_code == 200
    await opened(county, "qingxi", "center")


async def test_the_list_and_its_filters(api: Api, queries: Callable[..., Any]) -> None:
    """AID-19: those that are open, in the order of the tree; by place, kind, service and text."""
    county = await api.as_("county_officer")
    await opened(county, "textile", "point", name="纺织厂帮扶点", services=["counselling"], address="工业大道 3 号")
    await opened(county, "qingxi", "center", name="县帮扶中心")
    township = await opened(county, name="城关镇帮扶站")
    await opened(county, "baishi", name="白石乡帮扶站")
    with queries(at_most=5):
        assert await names(county) == ["县帮扶中心", "城关镇帮扶站", "纺织厂帮扶点", "白石乡帮扶站"]
    assert await names(county, under_id=str(id_of("chengguan"))) == ["城关镇帮扶站", "纺织厂帮扶点"]
    assert await names(county, organization_id=str(id_of("chengguan"))) == ["城关镇帮扶站"]
    assert await names(county, kind="center,point") == ["县帮扶中心", "纺织厂帮扶点"]
    assert await names(county, service="counselling,study") == ["纺织厂帮扶点"]
    assert await names(county, q="工业大道") == await names(county, q="纺织厂") == ["纺织厂帮扶点"]
    assert await names(await api.as_("neighbour_officer")) == []
    assert (await close(county, township)).status_code == 200
    assert await names(county, state="closed") == ["城关镇帮扶站"]
    assert len(await names(county, state="open,closed")) == 4
    # Page by page it is the same list.
    first = (await county.get("/aid-stations", params={"limit": 2, "with_total": True})).json()
    rest = (await county.get("/aid-stations", params={"limit": 2, "cursor": first["next_cursor"]})).json()
    assert first["total"] == 3
    assert [item["name"] for page in (first, rest) for item in page["items"]] == [
        *("县帮扶中心", "纺织厂帮扶点", "白石乡帮扶站"),
    ]


def pair(figures: dict[str, Any], level: str) -> tuple[int, int]:
    return figures[level]["with_station"], figures[level]["all"]


LEVELS = ("counties", "townships", "communities", "base_unions")


async def test_coverage_of_the_town(api: Api, queries: Callable[..., Any]) -> None:
    """AID-19: 青溪县 has two townships and four basic unions; a branch's point counts as a point and covers nobody else."""
    county = await api.as_("county_officer")
    await opened(county, "qingxi", "center")
    township = await opened(county)
    await opened(county, "textile", "point")
    await opened(county, "textile", "station", name="第二个")
    await opened(county, "weaving", "point")
    with queries(at_most=6) as seen_statements:
        told = (await county.get("/aid-stations/coverage")).json()
    assert sum("aid_station" in statement for statement in seen_statements) == 1
    assert (told["under_name"], told["path"], told["has_own"], told["kinds"]) == (
        *("青溪县总工会", [], True),
        ["center", "station"],
    )
    whole = told["whole"]
    assert [whole[name] for name in ("centers", "stations", "points", "missing")] == [1, 2, 2, 1]
    assert [pair(whole, level) for level in LEVELS] == [(1, 1), (1, 2), (0, 0), (1, 4)]
    # Where one is missing comes first.
    assert [(item["name"], item["has_own"], item["missing"]) for item in told["items"]] == [
        ("白石乡总工会", False, 1),
        ("城关镇总工会", True, 0),
    ]
    assert [pair(told["items"][0], level) for level in LEVELS] == [(0, 0), (0, 1), (0, 0), (0, 1)]
    assert [pair(told["items"][1], level) for level in LEVELS] == [(0, 0), (1, 1), (0, 0), (1, 3)]

    city = await api.as_("city_officer")
    told = (await city.get("/aid-stations/coverage")).json()
    assert [pair(told["whole"], level) for level in LEVELS] == [(1, 3), (1, 4), (0, 0), (1, 7)]
    assert (told["has_own"], told["whole"]["missing"]) == (False, 5)
    assert [(item["name"], item["missing"]) for item in told["items"]] == [
        *(("南河县总工会", 2), ("东山区总工会", 2), ("青溪县总工会", 1)),
        # The union of a line is not one of the three levels: it lacks none, and has none.
        ("云江市教育工会", 0),
    ]
    below = (await city.get("/aid-stations/coverage", params={"under_id": str(id_of("chengguan"))})).json()
    assert [step["name"] for step in below["path"]] == ["云江市总工会", "青溪县总工会"]
    assert [(item["name"], item["kinds"]) for item in below["items"]] == [
        ("青溪县人民医院工会", ["station", "point"]),
        ("步行一条街联合工会", ["station", "point"]),
        ("青溪纺织有限公司工会", ["station", "point"]),
    ]
    assert (await county.get("/aid-stations/coverage", params={"under_id": str(id_of("nanhe"))})).status_code == 404

    # What has closed covers nobody.
    assert (await close(county, township)).status_code == 200
    told = (await county.get("/aid-stations/coverage")).json()
    assert (pair(told["whole"], "townships"), told["whole"]["missing"]) == ((0, 2), 2)


async def test_coverage_of_a_line(api: Api) -> None:
    """AID-19, ORG-02: to who works for a line each of its unions is a row, in whatever county it lies."""
    await opened(await api.as_("neighbour_officer"), "school", "point")
    line = await api.as_("line_officer")
    told = (await line.get("/aid-stations/coverage")).json()
    assert (told["under_id"], told["under_name"]) == (None, "云江市教育工会")
    assert [(item["name"], item["has_own"]) for item in told["items"]] == [("南河县第一中学工会", True)]
    assert (told["whole"]["points"], pair(told["whole"], "base_unions")) == (1, (1, 1))


async def test_a_member_finds_the_nearest_first_and_nobody_elses(api: Api) -> None:
    """AID-19, RPT-05: the own union, the township, the county, the city; not the neighbour's, not what has closed."""
    city = await api.as_("city_officer")
    assert (await (await api.as_("member")).get("/me/aid-stations")).json() == {"items": []}
    await opened(city, "city", "center", name="市帮扶中心")
    await opened(city, "qingxi", "center", name="县帮扶中心")
    await opened(city, "qingxi", "station", name="县政务大厅帮扶站")
    await opened(city, "chengguan", name="城关镇帮扶站")
    await opened(city, "textile", "point", name="纺织厂帮扶点")
    gone = await opened(city, "textile", "station", name="旧帮扶站")
    assert (await close(city, gone)).status_code == 200
    for union, kind in (("hospital", "point"), ("baishi", "station"), ("nanhe", "center"), ("weaving", "point")):
        await opened(city, union, kind)
    member = await worker(api)
    found = (await member.get("/me/aid-stations")).json()["items"]
    assert [item["name"] for item in found] == [
        *("纺织厂帮扶点", "城关镇帮扶站", "县帮扶中心", "县政务大厅帮扶站", "市帮扶中心"),
    ]
    assert (found[0]["kind_label"], found[0]["organization_name"]) == ("帮扶点", "青溪纺织有限公司工会")
    assert found[0]["services"] == ["policy_advice", "intake", "legal"]
    assert (await member.get("/aid-stations")).status_code == 403


async def test_a_station_ends_with_its_union_and_moves_with_it(api: Api) -> None:
    """AID-19, ORG-23: merged or dissolved, a union serves nobody; moved, it serves from its new place."""
    county, city = await api.as_("county_officer"), await api.as_("city_officer")
    merged = await opened(county, "textile", "point")
    dissolved = await opened(county, "cement", "point")
    stays = await opened(county, "hospital", "point")
    moved = await opened(county)
    await restructure(county, "textile", "merge", into_id=str(id_of("hospital")))
    await restructure(county, "cement", "dissolve")
    for station, reason in ((merged, "merged"), (dissolved, "dissolved")):
        told = (await county.get(f"/aid-stations/{station['id']}")).json()
        assert (told["state"], told["closed_on"], told["close_reason"]) == ("closed", today().isoformat(), reason)
        assert told["version"] == 2
    assert (await county.get(f"/aid-stations/{stays['id']}")).json()["state"] == "open"
    over = await open_station(county, "textile", "point", name="新的")
    assert (over.status_code, over.json()["code"]) == (409, "organization_not_active")

    await restructure(city, "chengguan", "move", parent_id=str(id_of("nanhe")))
    assert (await county.get(f"/aid-stations/{moved['id']}")).status_code == 404
    neighbour = await api.as_("neighbour_officer")
    assert (await neighbour.get(f"/aid-stations/{moved['id']}")).json()["state"] == "open"
    told = (await neighbour.get("/aid-stations/coverage")).json()
    assert pair(told["whole"], "townships") == (1, 2)
