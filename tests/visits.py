"""Plans of visits to make: the plan of AID-13 in the town, with two teams and six households."""

from typing import Any

import httpx

from tests.api.test_files import picture
from tests.conftest import Api
from tests.households import open_file, person
from tests.intake import upload
from tests.people import once, seen
from tests.town import id_of, today

NAME = "春节慰问“困难劳模、特困职工、下岗工人”安排表"
LEADERS = {"第一组": ("林国栋", "副县长"), "第二组": ("周晓梅", "县人大副主任")}
JOINING = ["县总工会", "县经发局", "县人社局"]
HOUSEHOLDS = (
    ("textile", "陈大力", "model_worker", {"model_worker": "municipal"}),
    ("textile", "刘春花", "model_worker", {"model_worker": "provincial"}),
    ("hospital", "马建国", "especially_poor", {}),
    ("cement", "孙石头", "especially_poor", {}),
    ("cement", "钱多多", "especially_poor", {}),
    ("cement", "吴下岗", "laid_off", {"worker_kind": "dispatched"}),
)
"""Union, name, kind on the table, what the file says: three of one township, three of the other (AID-13)."""


def plan(**more: Any) -> dict[str, Any]:
    """A plan of the county for today."""
    base: dict[str, Any] = {
        "organization_id": str(id_of("qingxi")),
        "name": NAME,
        "occasion": "new_year",
        "level": "leaders",
        "document_number": "青工发〔2026〕1 号",
        "starts_on": today().isoformat(),
        "sets_off": "9:45",
        "meeting_place": "县办公楼一楼大堂",
        "teams": [{"name": "第一组"}, {"name": "第二组"}],
    }
    return base | more


async def households(api: Api) -> list[dict[str, Any]]:
    """The six of AID-13 on file."""
    officer, chair = await api.as_("county_officer"), await api.as_("county_chair")
    return [
        await open_file(
            officer,
            chair,
            union,
            worker=person(name=name, income_fen=100_000),
            residence=f"青溪县某镇幸福路 {number} 号",
            phone="13800138000",
            **more,
        )
        for number, (union, name, _kind, more) in enumerate(HOUSEHOLDS, start=1)
    ]


async def from_list(client: httpx.AsyncClient, **more: Any) -> dict[str, Any]:
    """A plan made from all files on record, 500 yuan and goods of 300 for each."""
    body = {
        "plan": plan(),
        "households": {},
        "teams": 2,
        "cash_fen": 50_000,
        "goods": [
            {"name": "大米", "count": 2, "value_fen": 20_000},
            {"name": "食用油", "count": 1, "value_fen": 10_000},
        ],
    }
    answer = await client.post("/visit-plan-drafts", json=body | more, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def stops_of(client: httpx.AsyncClient, plan: dict[str, Any]) -> list[dict[str, Any]]:
    """The stops of a plan, as the list has them."""
    return (await client.get("/visits", params={"plan_id": plan["id"], "limit": 500})).json()["items"]  # type: ignore[no-any-return]


def row_of(stop: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A stop as a row of the table that is sent back."""
    names = ("id", "team_id", "place", "kind", "cash_fen", "goods", "visit_on", "visit_time", "note")
    return {name: stop[name] for name in names} | more


async def arrange(client: httpx.AsyncClient, plan: dict[str, Any], *rows: Any, **more: Any) -> httpx.Response:
    """Write rows of the table."""
    body = {"visits": list(rows)} | more
    return await client.patch(f"/visit-plans/{plan['id']}/visits", json=body, headers=seen(plan))


async def step(client: httpx.AsyncClient, plan: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """One step of a plan."""
    path = f"/visit-plans/{plan['id']}/steps"
    return await client.post(path, json={"step": step, **more}, headers=once() | seen(plan))


async def example(api: Api) -> dict[str, Any]:
    """The plan of AID-13, settled: 3,000 yuan of cash and goods of 2,000."""
    county = await api.as_("county_officer")
    await households(api)
    made = await from_list(county)
    kinds = {name: kind for _union, name, kind, _more in HOUSEHOLDS}
    stops = await stops_of(county, made)
    quilt = {"name": "棉被", "count": 1, "value_fen": 10_000}
    rows = [
        row_of(stop, kind=kinds[stop["name"]], goods=[*stop["goods"], *([quilt] if place in (0, 5) else [])])
        for place, stop in enumerate(stops)
    ]
    written = await arrange(county, made, *rows)
    assert written.status_code == 200, written.text
    teams = [
        {
            "id": team["id"],
            "name": team["name"],
            "leaders": [dict(zip(("name", "post"), LEADERS[team["name"]], strict=True))],
            "joining": JOINING,
        }
        for team in made["teams"]
    ]
    led = await county.patch(f"/visit-plans/{made['id']}", json={"teams": teams}, headers=seen(written.json()))
    assert led.status_code == 200, led.text
    settled = await step(county, led.json(), "plan")
    assert settled.status_code == 200, settled.text
    return settled.json()  # type: ignore[no-any-return]


async def photo(client: httpx.AsyncClient) -> str:
    """A picture taken at the door; its id."""
    answer = await upload(client, picture("JPEG"), name="IMG_0001.jpg", purpose="visit")
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]  # type: ignore[no-any-return]


async def report(client: httpx.AsyncClient, stop: dict[str, Any], **more: Any) -> httpx.Response:
    """Record a visit as planned, photographed and signed for."""
    said: dict[str, Any] = {
        "given_fen": stop["cash_fen"],
        "goods_given": stop["goods"],
        "photos": [await photo(client)],
        "signature": await photo(client),
    }
    body = {"step": "report", "report": said | more}
    return await client.post(f"/visits/{stop['id']}/steps", json=body, headers=seen(stop))
