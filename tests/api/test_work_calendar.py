"""The work calendar through HTTP: read by everybody, entered by the city, missed in December (AID-09; issue 4 section 3)."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from backend.db.queries.work_calendar import load_calendar
from backend.domain.access import EVERYTHING
from backend.domain.working_days import YearMissing
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.unit.test_working_days import NOTICE

DAYS = [
    {"on": "2027-01-01", "kind": "off", "name": "元旦"},
    {"on": "2027-01-03", "kind": "made_up", "name": "元旦"},
]


def version(number: int) -> dict[str, str]:
    return {"If-Match": f'"v{number}"'}


async def enter(client: httpx.AsyncClient, days: Any = DAYS, *, year: int = 2027, seen: int = 0) -> httpx.Response:
    body = {"days": days, "source": "国务院办公厅关于2027年部分节假日安排的通知"}
    return await client.put(f"/work-calendar/{year}", json=body, headers=version(seen))


async def test_the_arrangement_of_the_release_is_there_without_anybody_doing_anything(api: Api) -> None:
    """AID-09: a fresh city counts in 2026; a member reads it too; only the city is offered to change it."""
    for person in ("member", "union_chair", "city_officer"):
        client = await api.as_(person)
        year = (await client.get("/work-calendar/2026")).json()
        assert (year["known"], year["entered"], year["version"]) == (True, False, 0)
        assert (year["days_off"], year["made_up"], year["working_days"]) == (33, 6, 248)
        assert year["steps"][0]["allowed"] is (person == "city_officer")
    unknown = (await client.get("/work-calendar/2027")).json()
    assert (unknown["known"], unknown["days"], unknown["working_days"]) == (False, [], None)
    listed = (await client.get("/work-calendar")).json()
    assert [item["year"] for item in listed["items"]] == [2026]


async def test_the_city_enters_a_year_and_everybody_counts_in_it(api: Api) -> None:
    """issue 4 section 3: entered once, corrected by version, on record, counted in at once."""
    city = await api.as_("city_officer")
    entered = await enter(city)
    assert entered.status_code == 200, entered.text
    assert (entered.json()["version"], entered.json()["entered"], entered.headers["etag"]) == (1, True, '"v1"')
    async with api.database.transaction(EVERYTHING) as session:
        calendar = await load_calendar(session)
    assert calendar.is_working_day(datetime(2027, 1, 3).date())
    with pytest.raises(YearMissing):
        calendar.is_working_day(datetime(2028, 1, 3).date())
    corrected = await enter(city, DAYS[:1], seen=1)
    assert (corrected.json()["version"], corrected.json()["made_up"]) == (2, 0)
    assert (await enter(city, DAYS, seen=1)).status_code == 412
    assert (await enter(city, DAYS, seen=0)).status_code == 412
    told = await rows(api, "select facts from audit_event where event = 'work_calendar_entered' order by id")
    assert [facts["days"] for (facts,) in told] == [["2027-01-01", "2027-01-03"], ["2027-01-03"]]
    read = (await (await api.as_("member")).get("/work-calendar/2027")).json()
    assert [day["on"] for day in read["days"]] == ["2027-01-01"]


async def test_the_release_can_be_corrected(api: Api) -> None:
    """A city that works on another day says so; the row then holds alone."""
    city = await api.as_("city_officer")
    assert (await enter(city, [], year=2026)).status_code == 200
    assert (await city.get("/work-calendar/2026")).json()["working_days"] == 261


@pytest.mark.parametrize(
    ("days", "code", "pointer"),
    [
        ([{"on": "2026-12-31", "kind": "off"}], "work_calendar_day_elsewhere", "/days/0"),
        ([DAYS[0], DAYS[0]], "work_calendar_day_twice", "/days/1"),
        ([{"on": "2027-01-04", "kind": "made_up"}], "work_calendar_not_made_up", "/days/0"),
        ([{"on": "2027-01-01", "kind": "off", "name": "元\u0000旦"}], "text_unreadable", "/days/0/name"),
        ([{"on": "2027-01-01", "kind": "half"}], "enum", "/days/0/kind"),
    ],
)
async def test_what_cannot_be_is_refused(api: Api, days: Any, code: str, pointer: str) -> None:
    answer = await enter(await api.as_("city_officer"), days)
    assert answer.status_code == 422
    (error,) = answer.json()["errors"]
    assert (error["code"], error["pointer"]) == (code, pointer)


async def test_nobody_below_the_city_enters(api: Api) -> None:
    for person in ("county_chair", "union_chair", "line_officer", "member", "system_admin"):
        assert (await enter(await api.as_(person))).status_code == 403
    assert (await (await api.as_("city_officer")).put("/work-calendar/2027", json={"days": []})).status_code == 428
    assert await rows(api, "select count(*) from work_calendar") == [(0,)]


async def test_two_officers_enter_at_once(api: Api) -> None:
    """One year stands, the other officer is told."""
    one, two = await api.as_("city_officer"), await api.as_("city_chair")
    statuses = sorted(answer.status_code for answer in await asyncio.gather(enter(one), enter(two, DAYS[:1])))
    assert statuses == [200, 412]
    assert await rows(api, "select count(*) from work_calendar") == [(1,)]


async def test_the_notice_is_pasted(api: Api) -> None:
    """issue 4 section 3: the text of the State Council becomes days, and nothing is kept until it is entered."""
    city = await api.as_("city_officer")
    read = (await city.post("/work-calendar/readings", json={"text": NOTICE})).json()
    assert (read["year"], len(read["days"])) == (2026, 39)
    wrong = await city.post("/work-calendar/readings", json={"text": NOTICE.replace("共9天", "共8天")})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "work_calendar_text_contradicts")
    assert "春节" in wrong.json()["detail"]
    assert await rows(api, "select count(*) from work_calendar") == [(0,)]


@pytest.mark.parametrize(
    ("now", "alarm"),
    [
        (datetime(2026, 11, 30, 15, 59, tzinfo=UTC), []),
        (datetime(2026, 11, 30, 16, 0, tzinfo=UTC), ["2027"]),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), ["2027"]),
        (datetime(2027, 3, 1, tzinfo=UTC), ["2027"]),
    ],
)
async def test_the_alarm(api: Api, now: datetime, alarm: list[str]) -> None:
    """issue 4 section 3: from the first of December, China time, on the city's workbench and nobody else's."""
    await api.at(now)
    city = await api.as_("city_officer")

    async def waiting(client: httpx.AsyncClient) -> list[str]:
        return [i["name"] for i in (await client.get("/me/todo")).json()["items"] if i["kind"] == "work_calendar"]

    assert await waiting(city) == alarm
    assert await waiting(await api.as_("county_officer")) == []
    assert (await city.get("/work-calendar")).json()["missing"] == (2027 if alarm else None)
    assert (await enter(city)).status_code == 200
    assert await waiting(city) == []
