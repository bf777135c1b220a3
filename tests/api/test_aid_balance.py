"""汇总平衡: candidates against the money and the quotas of the unions below; the final list in one act (AID-09)."""

from typing import Any

from backend.domain.access import EVERYTHING
from tests import aid
from tests.conftest import Api
from tests.money import add_fund, fund_of
from tests.people import once, seen
from tests.town import id_of


async def settle(client: Any, program: dict[str, Any], cases: list[dict[str, Any]], **more: Any) -> Any:
    items = [
        {"id": each["id"], "version": each["version"], "amount_fen": each.get("now_fen", each["amount_fen"])}
        for each in cases
    ]
    return await client.post(
        f"/aid-programs/{program['id']}/final-lists", json={"items": items, **more}, headers=once()
    )


async def waiting(api: Api, program: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """Cases of 青溪纺织 that wait for the county."""
    chair = await api.as_("union_chair")
    return [await aid.took(chair, await aid.submitted(api, program), "pass") for _ in range(count)]


async def test_candidates_and_shares(api: Api, queries: Any) -> None:
    """issue 4 section 3: all candidates, from which union below they come, the quota of each and what it was given."""
    county, other = await api.as_("county_officer"), await api.as_("county_chair")
    program = await aid.open_program(county)
    cases = await waiting(api, program, 3)
    await aid.took(other, cases[2], "pass", fund_id=await fund_of(api))
    program = (await county.get(f"/aid-programs/{program['id']}")).json()
    quotas = {"items": [{"organization_id": str(id_of("chengguan")), "fen": 500_000}]}
    shared = await county.put(f"/aid-programs/{program['id']}/quotas", json=quotas, headers=seen(program))
    assert shared.status_code == 200, shared.text
    assert shared.json()["quotas"] == quotas["items"]
    with queries(at_most=8):
        shown = (await county.get(f"/aid-programs/{program['id']}/candidates")).json()
    assert [each["id"] for each in shown["items"]] == [cases[0]["id"], cases[1]["id"]]
    assert {each["child_id"] for each in shown["items"]} == {str(id_of("chengguan"))}
    assert shown["items"][0]["gross_fen"] == 100_000
    [township, empty] = shown["shares"]
    assert (township["name"], township["quota_fen"], township["given_fen"], township["candidates_fen"]) == (
        "城关镇总工会",
        500_000,
        200_000,
        400_000,
    )
    assert (empty["name"], empty["quota_fen"], empty["candidates"]) == ("白石乡总工会", None, 0)
    assert (shown["given_fen"], shown["more"]) == (200_000, False)
    elsewhere = {"items": [{"organization_id": str(id_of("nanhe")), "fen": 1}]}
    refused = await county.put(f"/aid-programs/{program['id']}/quotas", json=elsewhere, headers=seen(shared.json()))
    assert refused.status_code == 404
    twice = {"items": quotas["items"] * 2}
    refused = await county.put(f"/aid-programs/{program['id']}/quotas", json=twice, headers=seen(shared.json()))
    assert refused.json()["code"] == "aid_quota_twice"


async def test_the_final_list_in_one_act(api: Api, queries: Any) -> None:
    """One transaction, a result for each, the money reserved; a case that moved meanwhile is named and left."""
    county, other = await api.as_("county_officer"), await api.as_("county_chair")
    async with api.database.transaction(EVERYTHING) as session:
        fund = str((await add_fund(session, fen=1_000_000)).id)
    program = await aid.open_program(county, each_time_fen=300_000)
    cases = await waiting(api, program, 6)
    await aid.took(other, cases[5], "return")
    cases[0]["now_fen"] = 300_000
    cases[1]["now_fen"] = 300_001
    with queries(at_most=30):
        answer = await settle(county, program, cases, fund_id=fund, reason="汇总平衡")
    assert answer.status_code == 200, answer.text
    done = answer.json()
    assert [(each["status"], (each["problem"] or {}).get("code")) for each in done["items"]] == [
        (200, None),
        (409, "aid_cap_each_time"),
        (200, None),
        (200, None),
        (200, None),
        (412, "aid_case_moved"),
    ]
    after = (await county.get(f"/aid-cases/{cases[0]['id']}")).json()
    assert (after["status"], after["amount_fen"], after["fund_id"], after["taken"][-1]["reason"]) == (
        "approved",
        300_000,
        fund,
        "汇总平衡",
    )
    left = (await county.get(f"/aid-programs/{program['id']}/candidates")).json()
    assert ([each["id"] for each in left["items"]], left["given_fen"]) == ([cases[1]["id"]], 900_000)
    revoked = await aid.took(county, after, "revoke")
    assert revoked["fund_id"] is None


async def test_money_and_quotas_hold_for_the_whole_list(api: Api) -> None:
    """Where they do not reach, nothing takes effect, and the sentence says what there is."""
    county = await api.as_("county_officer")
    async with api.database.transaction(EVERYTHING) as session:
        fund = str((await add_fund(session, fen=300_000)).id)
    program = await aid.open_program(county)
    cases = await waiting(api, program, 2)
    short = await settle(county, program, cases, fund_id=fund)
    assert (short.status_code, short.json()["code"]) == (409, "fund_short")
    quotas = {"items": [{"organization_id": str(id_of("chengguan")), "fen": 399_999}]}
    program = (await county.get(f"/aid-programs/{program['id']}")).json()
    await county.put(f"/aid-programs/{program['id']}/quotas", json=quotas, headers=seen(program))
    unfunded = (await settle(county, program, cases)).json()
    assert [each["problem"]["code"] for each in unfunded["items"]] == ["aid_case_fund_needed"] * 2
    passed = await settle(county, program, cases, fund_id=fund)
    assert (passed.status_code, passed.json()["code"]) == (409, "aid_quota_passed")
    assert "城关镇总工会" in passed.json()["detail"]
    states = {(await county.get(f"/aid-cases/{each['id']}")).json()["status"] for each in cases}
    assert states == {"county_review"}
    assert (await settle(county, program, cases[:1], fund_id=fund)).json()["succeeded"] == 1
    none = await county.post(f"/aid-programs/{program['id']}/final-lists", json={"items": []}, headers=once())
    assert none.status_code == 422


async def test_whose_list_it_is(api: Api) -> None:
    """The township has no list; a neighbour's county sees none of these candidates; a case of another programme is none."""
    county, neighbour = await api.as_("county_officer"), await api.as_("neighbour_officer")
    of_city = await aid.open_program(await api.as_("city_officer"), "city")
    program = await aid.open_program(county)
    cases = await waiting(api, of_city, 1)
    township = await api.as_("township_officer")
    assert (await township.get(f"/aid-programs/{of_city['id']}/candidates")).status_code == 403
    assert (await neighbour.get(f"/aid-programs/{of_city['id']}/candidates")).json()["items"] == []
    assert len((await county.get(f"/aid-programs/{of_city['id']}/candidates")).json()["items"]) == 1
    for client, listed in ((neighbour, of_city), (county, program)):
        answer = await settle(client, listed, cases)
        assert [each["status"] for each in answer.json()["items"]] == [404]
