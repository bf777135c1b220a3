"""What bounds the money of cases: the year of the rules of aid, the sources of a programme, quotas, categories (issue 4)."""

import asyncio
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from backend.domain.access import EVERYTHING
from backend.domain.calendar import CHINA
from tests import aid, households
from tests.conftest import Api
from tests.money import add_fund, fund_of, require_sound
from tests.people import once, seen
from tests.town import id_of, today

MAKER = "union_chair"
OWN, TREASURY = {"name": "本级帮扶资金", "source": "own"}, {"name": "财政送温暖资金", "source": "treasury"}


async def set_policy(api: Api, union: str, on: date | None = None, **parts: Any) -> None:
    """Rules of aid that hold from a day, from today unless said otherwise."""
    officer = await api.as_("city_officer" if union == "city" else "county_officer")
    body = {"organization_id": str(id_of(union)), "effective_on": (on or today()).isoformat()} | parts
    answer = await officer.post("/aid-policies", json=body, headers=once())
    assert answer.status_code == 201, answer.text


async def household(api: Api) -> dict[str, Any]:
    return await households.open_file(await api.as_(MAKER), await api.as_("township_officer"))


async def at_county(api: Api, program: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A case of a new household that waits for the county."""
    return await aid.took(await api.as_(MAKER), await aid.submitted(api, program, **more), "pass")


async def share_out(api: Api, program: dict[str, Any], union: str, fen: int, *, by: str = "county_officer") -> None:
    client = await api.as_(by)
    program = (await client.get(f"/aid-programs/{program['id']}")).json()
    quotas = {"items": [{"organization_id": str(id_of(union)), "fen": fen}]}
    answer = await client.put(f"/aid-programs/{program['id']}/quotas", json=quotas, headers=seen(program))
    assert answer.status_code == 200, answer.text


async def batch(client: Any, cases: list[dict[str, Any]], fund: str) -> list[str | None]:
    """The codes of a batch of approvals, in its order; None of those that went."""
    items = [{"id": each["id"], "version": each["version"]} for each in cases]
    body = {"items": items, "step": "pass", "fund_id": fund}
    answer = await client.post("/aid-cases/batches", json=body, headers=once())
    assert answer.status_code == 200, answer.text
    return [(each["problem"] or {}).get("code") for each in answer.json()["items"]]


async def test_the_year_of_the_rules_of_aid_binds_every_programme(api: Api) -> None:
    """Issue 4 section 2: what the city set holds in the county, beside a programme without caps of its own; over all
    programmes; a warning where the programme warns; the prefill keeps to it."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    await set_policy(api, "city", caps={"each_time_fen": 300_000, "each_year_fen": 350_000})
    home = await household(api)
    first = await aid.begin(chair, await aid.open_program(county, name="一"), home)
    assert (first["asked_fen"], first["over"]) == (200_000, [])
    first = await aid.took(chair, first, "submit")
    second = await aid.begin(chair, await aid.open_program(county, name="二"), home)
    assert (second["given_fen"], second["asked_fen"], second["over"]) == (200_000, 150_000, [])
    third = await aid.begin(chair, await aid.open_program(county, name="三"), home, asked_fen=150_001)
    [said] = third["over"]
    assert said == (
        f"本年度各项目已给予 2,000.00 元，再加 1,500.01 元超过云江市总工会自 {today()} 起执行的救助政策规定的全年上限 "
        "3,500.00 元。最多还可给予 1,500.00 元。"
    )
    refused = await aid.step(chair, third, "submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_cap_policy_year")
    warns = await aid.open_program(county, name="四", caps_stop=False)
    warned = await aid.took(chair, await aid.begin(chair, warns, home, asked_fen=150_001), "submit")
    assert (warned["status"], len(warned["over"])) == ("unit_review", 1)
    # Beside what only warned nothing is left of the year, at the desk that decides as well.
    raised = await aid.step(chair, first, "pass")
    assert (raised.status_code, raised.json()["code"]) == (409, "aid_cap_policy_year")
    lowered = await aid.step(chair, first, "pass", amount_fen=199_999)
    assert lowered.status_code == 200, lowered.text


async def test_each_time_of_the_rules_of_aid_binds_every_programme(api: Api) -> None:
    """Issue 4 section 2, domain-facts 3.3: the lower of the programme's and the rules' cap each time; a stop or a warning
    as the programme says, at every desk; the case, the programme, the balance and the worker are told the lower one."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    await set_policy(api, "city", caps={"each_time_fen": 150_000, "each_year_fen": 600_000})
    home = await household(api)
    program = await aid.open_program(county, each_time_fen=250_000)
    first = await aid.begin(chair, program, home)
    assert (first["asked_fen"], first["at_most_fen"], first["over"]) == (150_000, 150_000, [])
    changed = await chair.patch(f"/aid-cases/{first['id']}", json={"asked_fen": 150_001}, headers=seen(first))
    refused = await aid.step(chair, changed.json(), "submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_cap_policy_time")
    assert f"超过云江市总工会自 {today()} 起执行的救助政策规定的每次上限 1,500.00 元" in refused.json()["detail"]
    changed = await chair.patch(f"/aid-cases/{first['id']}", json={"asked_fen": 150_000}, headers=seen(changed.json()))
    first = await aid.took(chair, changed.json(), "submit", "pass")
    raised = await aid.step(county, first, "pass", amount_fen=150_001, fund_id=await fund_of(api))
    assert (raised.status_code, raised.json()["code"]) == (409, "aid_cap_policy_time")
    shown = (await county.get(f"/aid-programs/{program['id']}")).json()
    assert (shown["each_time_fen"], shown["caps_in_force"]) == (
        250_000,
        {"each_time_fen": 150_000, "each_year_fen": 600_000},
    )
    [weighed] = (await county.get(f"/aid-programs/{program['id']}/candidates")).json()["items"]
    assert weighed["at_most_fen"] == 150_000
    items = [{"id": first["id"], "version": first["version"], "amount_fen": 150_001}]
    listed = await county.post(
        f"/aid-programs/{program['id']}/final-lists",
        json={"items": items, "fund_id": await fund_of(api)},
        headers=once(),
    )
    assert [each["problem"]["code"] for each in listed.json()["items"]] == ["aid_cap_policy_time"]
    own = await aid.open_program(county, name="更低", each_time_fen=100_000)
    assert (await aid.begin(chair, own, home))["at_most_fen"] == 100_000
    warns = await aid.open_program(county, name="提醒", caps_stop=False)
    warned = await aid.begin(chair, warns, await household(api))
    # What only warns does not cut what the programme gives by its standard.
    assert (warned["asked_fen"], len(warned["over"])) == (200_000, 1)
    assert (await aid.took(chair, warned, "submit"))["status"] == "unit_review"


async def test_a_case_is_bound_by_the_rules_of_its_day(api: Api) -> None:
    """Issue 4 section 2: rules that begin later do not reach what was handed in before; a draft is bound by today's."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    first, second = await household(api), await household(api)
    before = await aid.begin(chair, await aid.open_program(county, name="一"), first)
    before = await aid.took(chair, before, "submit")
    draft = await aid.begin(chair, await aid.open_program(county, name="二"), second)
    day = today() + timedelta(days=5)
    await set_policy(api, "qingxi", day, caps={"each_time_fen": 300_000, "each_year_fen": 199_999})
    await api.at(datetime(day.year, day.month, day.day, 9, 0, tzinfo=CHINA))
    chair = await api.as_(MAKER)
    assert (await aid.step(chair, draft, "submit")).json()["code"] == "aid_cap_policy_year"
    assert (await aid.took(chair, before, "pass"))["status"] == "county_review"


async def test_amounts_of_the_rules_count_where_the_programme_names_none(api: Api) -> None:
    """Issue 4 section 2: amounts by category are the policy's; the case says whose the sum is."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    await set_policy(api, "qingxi", amounts={"relative": 120_000, "deep": 300_000})
    home = await household(api)
    bare = {"basis": "category", "amounts": {"deep": 250_000}}
    case = await aid.begin(chair, await aid.open_program(county, name="一", standards=bare), home)
    assert (case["asked_fen"], case["reckoning"]["fen"]) == (120_000, 120_000)
    assert case["reckoning"]["sentence"] == (f"按青溪县总工会自 {today()} 起执行的救助政策：相对困难 1,200.00 元。")
    english = (await chair.get(f"/aid-cases/{case['id']}", headers={"Accept-Language": "en"})).json()
    assert english["reckoning"]["sentence"].startswith("By the aid policy of 青溪县总工会, in force since ")
    own = {"basis": "category", "amounts": {"relative": 90_000}}
    case = await aid.begin(chair, await aid.open_program(county, name="二", standards=own), home)
    assert (case["asked_fen"], case["reckoning"]["sentence"]) == (90_000, "按标准：相对困难 900.00 元。")


async def test_money_of_another_source_is_refused_and_not_offered(api: Api) -> None:
    """Issue 4 section 4, FND-01: a programme is paid from the sources that it names, by one case, a batch and a list."""
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    program = await aid.open_program(county, sources=["treasury", "union_above"])
    cases = [await at_county(api, program) for _ in range(3)]
    async with api.database.transaction(EVERYTHING) as session:
        own, treasury = [str((await add_fund(session, fen=10_000_000, **each)).id) for each in (OWN, TREASURY)]
    refused = await aid.step(county, cases[0], "pass", fund_id=own)
    assert (refused.status_code, refused.json()["code"]) == (409, "fund_of_another_source")
    assert "“本级经费”" in refused.json()["detail"]
    assert "“财政”、“上级补助”" in refused.json()["detail"]
    assert refused.json()["facts"]["wanted"] == ["treasury", "union_above"]
    assert await batch(county, cases[:2], own) == ["fund_of_another_source"] * 2
    items = [{"id": each["id"], "version": each["version"], "amount_fen": 200_000} for each in cases]
    path = f"/aid-programs/{program['id']}/final-lists"
    listed = await county.post(path, json={"items": items, "fund_id": own}, headers=once())
    assert (listed.status_code, listed.json()["code"]) == (409, "fund_of_another_source")
    for asked in ({"case_id": cases[0]["id"]}, {"program_id": program["id"]}):
        offered = (await finance.get("/funds", params=asked)).json()["items"]
        assert [each["id"] for each in offered] == [treasury]
    assert len((await finance.get("/funds")).json()["items"]) == 2
    assert (await aid.took(county, cases[0], "pass", fund_id=treasury))["status"] == "approved"
    assert await batch(county, cases[1:2], treasury) == [None]
    done = await county.post(path, json={"items": items[2:], "fund_id": treasury}, headers=once())
    assert done.json()["succeeded"] == 1
    anything = await aid.open_program(county, name="不限来源")
    case = await at_county(api, anything)
    assert len((await finance.get("/funds", params={"program_id": anything["id"]})).json()["items"]) == 2
    assert (await aid.took(county, case, "pass", fund_id=own))["status"] == "approved"
    await require_sound(api.database)


async def test_a_quota_binds_a_single_approval_and_a_batch(api: Api, queries: Any) -> None:
    """Issue 4 section 3: the quota of the union below, not of the list alone; a batch counts what it approved before."""
    county = await api.as_("county_officer")
    program, fund = await aid.open_program(county, caps_stop=False), await fund_of(api)
    cases = [await at_county(api, program) for _ in range(4)]
    await share_out(api, program, "chengguan", 500_000)
    refused = await aid.step(county, cases[0], "pass", amount_fen=500_001, fund_id=fund)
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_quota_passed")
    assert "“城关镇总工会”连同已批准的 0.00 元合计 5,000.01 元" in refused.json()["detail"]
    with queries(at_most=36):
        assert await batch(county, cases, fund) == [None, None, "aid_quota_passed", "aid_quota_passed"]
    refused = await aid.step(county, cases[2], "pass", fund_id=fund)
    assert "连同已批准的 4,000.00 元合计 6,000.00 元" in refused.json()["detail"]
    less = await aid.took(county, cases[2], "pass", amount_fen=100_000, fund_id=fund)
    assert less["status"] == "approved"
    # What is revoked is free again for another.
    await aid.took(county, less, "revoke")
    assert (await aid.took(county, cases[3], "pass", amount_fen=100_000, fund_id=fund))["status"] == "approved"
    other = await aid.open_program(county, name="别的项目")
    assert (await aid.took(county, await at_county(api, other), "pass", fund_id=fund))["status"] == "approved"
    await require_sound(api.database)


async def test_the_quota_of_ones_own_union_binds_as_well(api: Api) -> None:
    """Issue 4 section 3: what the city gave the county holds where the county approves."""
    city, county = await api.as_("city_officer"), await api.as_("county_officer")
    program, fund = await aid.open_program(city, "city"), await fund_of(api)
    await share_out(api, program, "qingxi", 300_000, by="city_officer")
    first, second = await at_county(api, program), await at_county(api, program)
    assert (await aid.took(county, first, "pass", fund_id=fund))["status"] == "approved"
    refused = await aid.step(county, second, "pass", fund_id=fund)
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_quota_passed")
    assert "青溪县总工会" in refused.json()["detail"]


async def test_a_quota_that_stands_above_who_decides_binds_and_tells_no_sum(api: Api) -> None:
    """Issue 4 section 3: the county's quota holds where a township decides, with what its other townships were given;
    what those come to is not the township's to know."""
    city, county, township = [await api.as_(each) for each in ("city_officer", "county_officer", "township_officer")]
    program = await aid.open_program(city, "city", stages=["unit_review", "township_review"])
    fund = await fund_of(api, "chengguan")
    await share_out(api, program, "qingxi", 300_000, by="city_officer")
    chair = await api.as_(MAKER)
    cases = [await aid.took(chair, await aid.submitted(api, program), "pass") for _ in range(3)]
    elsewhere = await households.open_file(county, await api.as_("county_chair"), "cement")
    there = await aid.took(county, await aid.begin(county, program, elsewhere), "submit", "pass")
    given = await aid.took(await api.as_("county_chair"), there, "pass", fund_id=await fund_of(api))
    assert given["status"] == "approved"
    refused = await aid.step(township, cases[0], "pass", fund_id=fund)
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_quota_above_passed")
    assert "“青溪县总工会”的额度" in refused.json()["detail"]
    assert set(refused.json()["facts"]) <= {"organization_id", "union", "asked", "pointer"}
    less = await aid.took(township, cases[0], "pass", amount_fen=60_000, fund_id=fund)
    assert less["status"] == "approved"
    assert await batch(township, cases[1:], fund) == ["aid_quota_above_passed"] * 2
    # Who sees the whole county is told the sums.
    refused = await aid.step(county, cases[1], "pass", fund_id=fund)
    assert "连同已批准的 2,600.00 元合计 4,600.00 元" in refused.json()["detail"]


async def test_two_counties_at_one_moment_keep_the_quota_above_both(api: Api) -> None:
    """Issue 4 section 3: neither sees what the other was given, and together they pass nothing."""
    city, county, neighbour = [await api.as_(each) for each in ("city_officer", "county_officer", "neighbour_officer")]
    program = await aid.open_program(city, "city")
    await share_out(api, program, "city", 399_999, by="city_officer")
    funds = [await fund_of(api), await fund_of(api, "nanhe")]
    here = await at_county(api, program)
    file = await households.open_file(city, await api.as_("city_chair"), "electronics")
    there = await aid.took(city, await aid.begin(city, program, file), "submit", "pass")
    answers = await asyncio.gather(
        aid.step(county, here, "pass", fund_id=funds[0]), aid.step(neighbour, there, "pass", fund_id=funds[1])
    )
    assert sorted(each.json().get("code", "") for each in answers) == ["", "aid_quota_above_passed"]


async def test_the_quota_of_a_county_binds_the_line_that_decides_in_it(api: Api) -> None:
    """Issue 4 section 3, ORG-02: a school lies in a county and on a line; the quotas of both hold, whoever decides."""
    city, neighbour, line = [await api.as_(each) for each in ("city_officer", "neighbour_officer", "line_officer")]
    program = await aid.open_program(city, "city", stages=["unit_review", "township_review"])
    fund, own = await fund_of(api, "nanhe"), await fund_of(api, "education")
    file = await households.open_file(city, await api.as_("city_chair"), "school")
    case = await aid.took(city, await aid.begin(city, program, file), "submit", "pass")
    await share_out(api, program, "nanhe", 199_999, by="city_officer")
    refused = await aid.step(line, case, "pass", fund_id=own)
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_quota_above_passed")
    await share_out(api, program, "education", 199_999, by="city_officer")
    refused = await aid.step(neighbour, case, "pass", fund_id=fund)
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_quota_above_passed")
    assert "“云江市教育工会”的额度" in refused.json()["detail"]
    refused = await aid.step(line, case, "pass", fund_id=own)
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_quota_passed")


async def test_of_many_who_approve_at_one_moment_the_quota_lets_one_through(api: Api) -> None:
    """Issue 4 section 3: each would be within the quota alone; together they are not, out of funds of their own."""
    county, other = await api.as_("county_officer"), await api.as_("county_chair")
    program = await aid.open_program(county)
    cases = [await at_county(api, program) for _ in range(6)]
    await share_out(api, program, "chengguan", 399_999)
    funds = [await fund_of(api) for _ in cases]
    answers = await asyncio.gather(
        *(
            aid.step(client, case, "pass", fund_id=fund)
            for client, case, fund in zip([county, other] * 3, cases, funds, strict=True)
        )
    )
    codes = sorted(each.json().get("code", "") for each in answers)
    assert codes == ["", *["aid_quota_passed"] * 5]
    await require_sound(api.database)


@pytest.mark.parametrize("categories", [[], ["marginal", "relative"]])
async def test_a_household_without_a_category_is_refused(api: Api, categories: list[str]) -> None:
    """AID-02…05, issue 4 section 4: a programme that names no category takes all of them, and nobody else."""
    county, chair = await api.as_("county_officer"), await api.as_(MAKER)
    program = await aid.open_program(county, categories=categories)
    taken = await aid.begin(chair, program, await household(api))
    assert (await aid.took(chair, taken, "submit"))["category"] == "relative"
    case = await aid.begin(chair, program, await household(api))
    # By a line of 200 yuan the household that has 1,000 a head is in none of the categories any more.
    await set_policy(api, "qingxi", line={"line_fen": 20_000})
    refused = await aid.step(chair, case, "submit")
    assert (refused.status_code, refused.json()["code"]) == (409, "aid_case_category")
    assert "这户现在的类别是不符合" in refused.json()["detail"]
