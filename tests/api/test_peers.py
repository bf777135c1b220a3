"""The median of peers: unions of the same level and kind, itself left out, none below three (issue 3 section 3)."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import httpx

from backend.db import months, placement
from backend.db.tables.organization import Organization
from backend.domain.access import EVERYTHING
from backend.domain.organization.codes import OrganizationKind
from backend.domain.statistic.periods import month_of
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.people import join
from tests.town import ABSENT, FOUNDED, SINCE, id_of, today


async def ask(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    answer = await client.get("/stats/peers", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def median(client: httpx.AsyncClient, figure: str, **query: Any) -> tuple[float | None, int]:
    (item,) = (await ask(client, figures=figure, **query))["items"]
    assert item["figure"] == figure
    return item["median"], item["peers"]


async def close_last_month(api: Api) -> None:
    """Let the month before this one be kept, as the counters are now."""
    async with api.database.transaction(EVERYTHING) as session:
        last = date.fromordinal(month_of(today()).toordinal() - 1)
        await months.rebuild_months(session, last.replace(day=1), at=datetime.now(UTC))


async def found_county(api: Api, name: str, employees: int) -> None:
    """One more county with one basic union of so many employees."""
    async with api.database.transaction(EVERYTHING) as session:
        above = await session.get_one(Organization, id_of("city"))
        for kind in (
            OrganizationKind.COUNTY_FEDERATION,
            OrganizationKind.TOWNSHIP_FEDERATION,
            OrganizationKind.BASE_UNION,
        ):
            low, high = await placement.place_under(session, above, kind.level)
            base = kind is OrganizationKind.BASE_UNION
            row = Organization(
                id=uuid4(),
                parent_id=above.id,
                kind=kind,
                level=kind.level,
                name=f"{name}{kind.zh}",
                initials="",
                code=low,
                code_hi=high,
                established_on=FOUNDED,
                employees=employees if base else 0,
                created_at=SINCE,
            )
            session.add(row)
            await session.flush()
            above = row


async def test_the_median_without_itself(api: Api) -> None:
    """Of four counties each is held against the other three; a county reads a number of places it cannot see."""
    await found_county(api, "西岭", 900)
    county = await api.as_("county_officer")
    await rows(api, "update organization set employees = 0 where level = 4 and employees = 100 returning 1")
    for union, employees in (("electronics", 200), ("logistics", 500), ("textile", 7)):
        await rows(
            api, "update organization set employees = :n where id = :id returning 1", n=employees, id=id_of(union)
        )
    assert await median(county, "members.employees") == (None, 0)
    await close_last_month(api)
    found = await ask(county, figures="members.employees")
    assert found["on"] == date.fromordinal(month_of(today()).toordinal() - 1).isoformat()
    assert (found["items"][0]["median"], found["items"][0]["peers"]) == (500, 3)
    neighbour = await api.as_("neighbour_officer")
    assert await median(neighbour, "members.employees") == (500, 3)
    city = await api.as_("city_officer")
    assert await median(city, "members.employees", org_id=str(id_of("dongshan"))) == (200, 3)


async def test_below_three_none_is_told(api: Api) -> None:
    """Three counties: each has two peers, and two numbers could be told apart."""
    await close_last_month(api)
    county, city = await api.as_("county_officer"), await api.as_("city_officer")
    assert await median(county, "members.employees") == (None, 2)
    assert await median(city, "members.employees") == (None, 0)


async def test_rates_are_medians_of_rates(api: Api) -> None:
    """A share is compared as a share; where there is nothing to share in, a peer says nothing."""
    city = await api.as_("city_officer")
    for union in ("textile", "hospital", "cement", "electronics", "school"):
        await join(city, "甲一", union, education="bachelor")
    await rows(api, "update organization set employees = 50 where id = :id returning 1", id=id_of("cement"))
    await rows(api, "update organization set employees = 0 where id = :id returning 1", id=id_of("school"))
    await rows(api, "update membership set started_on = '2020-01-01' returning 1")
    await close_last_month(api)
    chair = await api.as_("union_chair")
    assert await median(chair, "members.joining_rate") == (1.0, 3)
    assert (await ask(chair, figures="members.members"))["items"][0]["peers"] == 4


async def test_nothing_beyond_the_number(api: Api) -> None:
    """A union outside the scope is not found; through the door comes a median and no row; figures that are not compared."""
    await close_last_month(api)
    county = await api.as_("county_officer")
    for id in (id_of("nanhe"), ABSENT):
        assert (await county.get("/stats/peers", params={"org_id": str(id)})).status_code == 404
    for figure in ("members.secret", "terms.due", "member_changes.joined"):
        refused = await county.get("/stats/peers", params={"figures": figure})
        assert (refused.status_code, refused.json()["code"]) == (422, "statistic_not_compared")
    assert set((await ask(county))["items"][0]) == {"figure", "median", "peers"}
    line = await api.as_("line_officer")
    assert {item["median"] for item in (await ask(line))["items"]} == {None}


async def test_a_past_period_has_its_own_peers(api: Api) -> None:
    """A closed month is compared with itself; one of which nothing is kept with nothing."""
    await close_last_month(api)
    chair = await api.as_("union_chair")
    last = date.fromordinal(month_of(today()).toordinal() - 1)
    assert (await median(chair, "members.employees", period=f"{last:%Y-%m}"))[1] == 4
    assert await median(chair, "members.employees", period="2019-05") == (None, 0)
