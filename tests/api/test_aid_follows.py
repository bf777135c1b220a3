"""What of aid follows a union that is merged, dissolved or moved, and what stops that (ORG-16, ORG-23; AID-09, 10, 13)."""

from typing import Any

import httpx
import pytest

from backend.db.tables.aid_case import AidProgram
from backend.db.tables.notice import Notice
from backend.db.tables.organization import Organization
from backend.db.tables.visit import VisitPlan
from backend.domain.access import EVERYTHING
from tests import money, notices, visits
from tests.api.test_files import picture
from tests.api.test_pairings import begin, contact
from tests.api.test_sign_in import rows
from tests.api.test_transfer_households import accepted, on_file, sent
from tests.applications import worker
from tests.conftest import Api
from tests.households import open_file
from tests.people import once, seen
from tests.town import SINCE, id_of

DAY = "2026-11-23"


async def restructure(client: httpx.AsyncClient, union: str, **asked: Any) -> httpx.Response:
    """A step of a union of the town."""
    now = (await client.get(f"/organizations/{id_of(union)}")).json()
    return await client.post(f"/organizations/{id_of(union)}/steps", json=asked, headers=seen(now))


async def merge(client: httpx.AsyncClient, union: str, into: str) -> httpx.Response:
    return await restructure(client, union, step="merge", into_id=str(id_of(into)), effective_on=DAY)


async def stands_with(api: Api, table: str) -> set[str]:
    """The unions with which the rows of a table stand; their place must be that of the union."""
    found = await rows(
        api,
        f"select o.name, t.code = o.code, t.line_code is not distinct from o.line_code from {table} t "
        "join organization o on o.id = t.organization_id",
    )
    assert all(here and line for _name, here, line in found), found
    return {name for name, _here, _line in found}


async def place(api: Api, what: str) -> None:
    """Something of 青溪纺织's own that is under way."""
    async with api.database.transaction(EVERYTHING) as session:
        union = await session.get_one(Organization, id_of("textile"))
        at = {"organization_id": union.id, "code": union.code, "line_code": union.line_code}
        times = {"created_at": SINCE, "updated_at": SINCE}
        if what == "fund":
            await money.add_fund(session, "textile")
        elif what == "programme":
            session.add(
                AidProgram(**at, **times, code_hi=union.code_hi, kind="living", name="互助", year=2026, status="open")
            )
        elif what == "plan":
            session.add(
                VisitPlan(
                    **at,
                    **times,
                    number="WW-1",
                    name="走访",
                    occasion="new_year",
                    level="unions",
                    status="planned",
                    starts_on=SINCE.date(),
                    ends_on=SINCE.date(),
                    maker_id=id_of("user:union_chair"),
                )
            )


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("fund", "organization_funds_open"),
        ("programme", "organization_programmes_open"),
        ("plan", "organization_plans_open"),
    ],
)
async def test_what_the_union_has_begun_ends_first(api: Api, what: str, code: str) -> None:
    """ORG-23: nothing under way stays with a union that is no more; the refusal counts it, and nothing has moved."""
    county = await api.as_("county_officer")
    await place(api, what)
    refused = await merge(county, "textile", "hospital")
    assert (refused.status_code, refused.json()["code"]) == (409, code), refused.text
    assert " 1 " in refused.json()["detail"]
    table = {"fund": "fund", "programme": "aid_program", "plan": "visit_plan"}[what]
    await rows(api, f"update {table} set status = '{'done' if what == 'plan' else 'closed'}' returning 1")
    done = await merge(county, "textile", "hospital")
    assert done.status_code == 200, done.text


async def test_a_notice_hangs_until_its_result(api: Api) -> None:
    """AID-09: it stops the merger; withdrawn, it stays with its union as a paper, and its cases go on with the other."""
    await api.at(notices.MONDAY)
    ids = await notices.place_cases(api, await notices.place_program(api))
    chair, county = await api.as_("union_chair"), await api.as_("county_officer")
    notice = await notices.publish(chair, ids)
    refused = await merge(county, "textile", "hospital")
    assert (refused.status_code, refused.json()["code"]) == (409, "organization_notices_hang")
    assert (await notices.step(chair, notice, "withdraw", reason="工会合并")).status_code == 200
    done = await merge(county, "textile", "hospital")
    assert done.status_code == 200, done.text
    assert await stands_with(api, "aid_case") == {"青溪县人民医院工会"}
    assert await stands_with(api, "household") == {"青溪县人民医院工会"}
    async with api.database.transaction(EVERYTHING) as session:
        kept = await session.get_one(Notice, notice["id"])
        assert kept.organization_id == id_of("textile")
    # The receiving union puts them up anew.
    anew = await (await api.as_("sibling_chair")).post("/notices", json=notices.draft(ids), headers=once())
    assert anew.status_code == 201, anew.text


async def test_files_need_a_receiver(api: Api) -> None:
    """domain-facts 3.1: files of people who are no members hold a union too, until somebody is named who receives them."""
    county = await api.as_("county_officer")
    await open_file(county, await api.as_("county_chair"), "walking_street")
    end = {"step": "dissolve", "effective_on": DAY, "reason": "市场搬迁"}
    refused = await restructure(county, "walking_street", **end)
    assert (refused.status_code, refused.json()["code"]) == (409, "organization_files_stay"), refused.text
    done = await restructure(county, "walking_street", **end, members_to_id=str(id_of("hospital")))
    assert done.status_code == 200, done.text
    assert await stands_with(api, "household") == {"青溪县人民医院工会"}


async def test_money_that_was_promised_stays_in_reach(api: Api) -> None:
    """FND-02: a case whose money is reserved above does not go where nobody can pay it; within the county it goes."""
    fund, [case] = await money.reserved(api)
    city = await api.as_("city_officer")
    for refused in (
        await merge(city, "textile", "electronics"),
        await restructure(city, "chengguan", step="move", parent_id=str(id_of("nanhe")), effective_on=DAY),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "organization_money_out_of_reach"), refused.text
    done = await merge(await api.as_("county_officer"), "textile", "hospital")
    assert done.status_code == 200, done.text
    assert await stands_with(api, "aid_case") == {"青溪县人民医院工会"}
    finance = await api.as_("county_finance")
    payable = (await finance.get("/payable-cases", params={"fund_id": str(fund.id)})).json()["items"]
    assert [each["id"] for each in payable] == [str(case.id)]
    await money.require_sound(api.database)


async def test_stops_of_a_plan_follow_and_stay_on_it(api: Api) -> None:
    """AID-13: the stops of the county's plan stand with the receiving union, and are still the plan's; not elsewhere."""
    plan = await visits.example(api)
    county, city = await api.as_("county_officer"), await api.as_("city_officer")
    refused = await merge(city, "textile", "electronics")
    assert (refused.status_code, refused.json()["code"]) == (409, "organization_stops_out_of_reach"), refused.text
    before = await stands_with(api, "visit")
    assert "青溪纺织有限公司工会" in before
    done = await merge(county, "textile", "hospital")
    assert done.status_code == 200, done.text
    assert await stands_with(api, "visit") == before - {"青溪纺织有限公司工会"}
    assert len(await visits.stops_of(county, plan)) == len(visits.HOUSEHOLDS)


async def test_pairings_come_with_a_file_that_is_transferred(api: Api) -> None:
    """AID-21, MBR-02: whoever has the file has its pairings and their log."""
    member, household = await on_file(api)
    county = await api.as_("county_officer")
    pairing = (await begin(county, household)).json()
    assert (await contact(county, pairing)).status_code == 200
    there = await api.as_("neighbour_officer")
    await accepted(there, await sent(api, member))
    assert await stands_with(api, "pairing") == {"汇丰电子有限公司工会"}
    assert await stands_with(api, "pairing_contact") == {"汇丰电子有限公司工会"}
    assert (await there.get(f"/pairings/{pairing['id']}")).status_code == 200


async def test_a_member_of_a_union_that_was_taken_over_goes_on(api: Api) -> None:
    """ORG-17, ROL-05: the account holds where the member stands, and uploads what the worker is asked for."""
    client, county = await worker(api), await api.as_("county_officer")
    assert (await merge(county, "textile", "hospital")).status_code == 200
    api.app.state.callers.clear()  # who somebody is, is remembered for seconds
    assert [scope["organization_id"] for scope in (await client.get("/me")).json()["scopes"]] == [
        str(id_of("hospital"))
    ]
    file = {"file": ("证明.jpg", picture("JPEG"), "image/jpeg")}
    assert (await client.post("/files", files=file, data={"purpose": "paper"})).status_code == 201
