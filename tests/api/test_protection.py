"""Mutual protection: plans, enrolment by unit with a result for each line, contributions, participation (AID-23)."""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.money import as_finance, require_sound
from tests.people import id_number, join, once, seen, step
from tests.protection import SCALE, TODAY, confirm, contributed, draft, enrol, fund_for, make_plan, receive
from tests.town import id_of


@pytest.fixture(autouse=True)
async def today(api: Api) -> None:
    await api.at(TODAY)


async def test_a_plan_is_made_announced_and_stays(api: Api) -> None:
    """AID-23: a draft is its union's own; announced, it is read below and changes no more."""
    fund = await fund_for(api.database)
    plan = await make_plan(api, opened=False, fund_id=fund, benefit=SCALE, kind="women", sex="female", years=2)
    officer, chair = await api.as_("county_officer"), await api.as_("union_chair")
    assert (plan["status"], plan["benefit"]["items"][0]["fen"], plan["sex"]) == ("draft", 1_000_000, "female")
    assert (await chair.get(f"/mutual-aid/plans/{plan['id']}")).status_code == 404
    path = f"/mutual-aid/plans/{plan['id']}"
    said = {
        "organization_id": str(id_of("qingxi")),
        "fund_id": fund,
        "kind": "women",
        "name": "女职工特殊疾病互助保障",
        "share_fen": 5000,
        "benefit": SCALE,
    }
    plan = (await officer.put(path, json=said, headers=seen(plan))).json()
    assert (plan["name"], plan["years"], plan["share_fen"]) == ("女职工特殊疾病互助保障", 1, 5000)
    plan = (await officer.post(f"{path}/steps", json={"step": "open"}, headers=seen(plan))).json()
    below = (await chair.get(path)).json()
    assert below["status"] == "open"
    assert not any(each["allowed"] for each in below["steps"])
    frozen = await officer.put(path, json=said, headers=seen(plan))
    assert (frozen.status_code, frozen.json()["code"]) == (409, "protection_plan_frozen")
    listed = (await chair.get("/mutual-aid/plans", params={"kind": "women"})).json()["items"]
    assert plan["id"] in {each["id"] for each in listed}
    closed = (await officer.post(f"{path}/steps", json={"step": "close"}, headers=seen(plan))).json()
    refused = await enrol(chair, closed, all=True)
    assert refused.json()["code"] == "protection_plan_not_open"


async def test_what_a_plan_may_not_be(api: Api) -> None:
    """Its money lies in a fund of its own union; a scale and a rate are not mixed; ages have an order."""
    officer = await api.as_("county_officer")
    base = {
        "organization_id": str(id_of("qingxi")),
        "fund_id": await fund_for(api.database),
        "kind": "major",
        "name": "重大疾病",
        "share_fen": 3600,
        "benefit": SCALE,
    }
    elsewhere = base | {"fund_id": await fund_for(api.database, "textile")}
    for said, code in (
        (elsewhere, "protection_plan_fund"),
        (base | {"benefit": SCALE | {"rate_percent": 50}}, "protection_benefit_unclear"),
        (base | {"benefit": {"form": "scale", "items": []}}, "protection_benefit_unclear"),
        (base | {"benefit": SCALE | {"items": [SCALE["items"][0]] * 2}}, "protection_benefit_unclear"),  # type: ignore[index]
        (base | {"lowest_age": 60, "highest_age": 16}, "protection_plan_ages"),
    ):
        answer = await officer.post("/mutual-aid/plans", json=said, headers=once())
        assert (answer.status_code, answer.json()["code"]) == (422, code)


async def test_each_line_of_a_list_has_its_result(api: Api) -> None:
    """AID-23: enrolled, unknown, doubled, too young, too old, of the other sex, not a member, covered; nothing is lost."""
    chair = await api.as_("union_chair")
    plan = await make_plan(api, kind="women", sex="female", years=2, benefit=SCALE)
    good = await join(chair, "李秀英", id_number=id_number(702))
    tail = id_number(704, born=date(1990, 5, 6))
    second = await join(chair, "赵桂兰", id_number=tail)
    young = await join(chair, "孙小妹", id_number=id_number(706, born=date(2011, 1, 2)))
    old = await join(chair, "周老太", id_number=id_number(708, born=date(1965, 11, 30)))
    man = await join(chair, "吴大力", id_number=id_number(711))
    left = await join(chair, "郑离会", id_number=id_number(712))
    gone = await step(chair, left, "withdraw")
    lines = [
        good["number"],
        f"赵桂兰 {tail[-4:]}",
        f"钱不是 {tail[-4:]}",
        tail,
        young["number"],
        f"{old['number']}\t周老太",
        man["number"],
        "9999999999",
        *([left["number"]] if gone.status_code == 200 else []),
    ]
    tried = await chair.post("/mutual-aid/enrolments/trials", json=draft(plan, lines=lines))
    assert tried.status_code == 200, tried.text
    said = tried.json()
    outcomes = [each["outcome"] for each in said["lines"]]
    expected = ["enrolled", "enrolled", "unknown", "double", "too_young", "too_old", "wrong_sex", "unknown"]
    assert outcomes[:8] == expected
    assert gone.status_code == 200, gone.text
    assert outcomes[8] == "not_a_member"
    assert (said["enrolled"], said["left_out"], said["contribution_fen"]) == (2, 6, 7200)
    assert said["ends_on"] == "2028-11-30"
    assert tail not in tried.text
    made = await enrol(chair, plan, lines=lines)
    assert made.status_code == 201, made.text
    enrolment = made.json()
    assert (enrolment["insured"], enrolment["contribution_fen"], enrolment["state"]) == (2, 7200, "waiting")
    again = await enrol(chair, plan, lines=lines[:2], starts_on="2027-06-01")
    assert again.json()["code"] == "protection_enrolment_of_nobody"
    covers = (await chair.get("/mutual-aid/covers", params={"enrolment_id": enrolment["id"]})).json()["items"]
    assert {each["name"] for each in covers} == {"李秀英", "赵桂兰"}
    assert {each["member_id"] for each in covers} == {good["id"], second["id"]}


async def test_a_list_is_of_one_kind_and_of_the_own_unit(api: Api) -> None:
    """Hostile: two ways at once, a federation, a unit of another county, far days, too many shares."""
    officer, chair = await api.as_("county_officer"), await api.as_("union_chair")
    plan = await make_plan(api)
    for client, said, status, code in (
        (chair, draft(plan, all=True, lines=["1"]), 422, "protection_enrolment_unclear"),
        (chair, draft(plan), 422, "protection_enrolment_unclear"),
        (officer, draft(plan, "qingxi", all=True), 422, "protection_not_a_unit"),
        (chair, draft(plan, "hospital", all=True), 404, "not_found"),
        (chair, draft(plan, all=True, starts_on="2036-12-01"), 422, "protection_start"),
        (chair, draft(plan, all=True, shares=2), 422, "protection_shares"),
    ):
        answer = await client.post("/mutual-aid/enrolments", json=said, headers=once())
        assert (answer.status_code, answer.json()["code"]) == (status, code), answer.text
    city = await api.as_("city_officer")
    elsewhere = await enrol(city, plan, "electronics", all=True)
    assert elsewhere.json()["code"] == "protection_plan_elsewhere"


async def test_two_enrol_the_same_people_at_once(api: Api) -> None:
    """Concurrent: whoever is first covers them, once; the other is told and writes nothing."""
    chair, officer = await api.as_("union_chair"), await api.as_("county_officer")
    plan = await make_plan(api)
    people = [await join(chair, f"并发{number}号") for number in "一二三"]
    ids = [each["id"] for each in people]
    both = await asyncio.gather(
        enrol(chair, plan, member_ids=ids), enrol(officer, plan, member_ids=ids, starts_on="2027-01-01")
    )
    assert sorted(each.status_code for each in both) == [201, 409]
    covers = (await chair.get("/mutual-aid/covers", params={"plan_id": plan["id"]})).json()["items"]
    assert sorted(each["member_id"] for each in covers) == sorted(ids)


async def test_a_request_that_is_sent_twice_enrols_once(api: Api) -> None:
    """Doubled: the same key has the same answer."""
    chair = await api.as_("union_chair")
    plan = await make_plan(api)
    one = await join(chair, "重复甲")
    headers, said = once(), draft(plan, member_ids=[one["id"]])
    first = await chair.post("/mutual-aid/enrolments", json=said, headers=headers)
    second = await chair.post("/mutual-aid/enrolments", json=said, headers=headers)
    assert (first.status_code, second.json()["id"]) == (201, first.json()["id"])
    keyless = await chair.post("/mutual-aid/enrolments", json=said)
    assert keyless.status_code == 400


async def test_the_contribution_is_booked_once_by_two(api: Api) -> None:
    """FND-02, AID-23: entered by one, booked by another, once; reversed, it is due again; withdrawn only while due."""
    chair, finance, second = await api.as_("union_chair"), await api.as_("county_finance"), await as_finance(api)
    plan = await make_plan(api)
    one = await join(chair, "缴费甲")
    enrolment = (await enrol(chair, plan, member_ids=[one["id"]])).json()
    received = (await receive(finance, enrolment)).json()
    assert received["state"] == "checking"
    twice = await receive(finance, received)
    assert (twice.status_code, twice.json()["code"]) == (409, "protection_enrolment_state")
    path = f"/mutual-aid/enrolments/{enrolment['id']}"
    kept = await chair.post(f"{path}/steps", json={"step": "withdraw"}, headers=seen(received))
    assert kept.json()["code"] == "protection_enrolment_state"
    voucher = (await finance.get(f"/vouchers/{received['voucher_id']}")).json()
    own = await finance.post(
        f"/vouchers/{voucher['id']}/steps", json={"step": "confirm"}, headers=once() | seen(voucher)
    )
    assert own.json()["code"] == "voucher_same_officer"
    assert (await confirm(api, voucher["id"])).status_code == 200
    booked = (await chair.get(path)).json()
    assert (booked["state"], booked["received_at"] is not None) == ("received", True)
    fund = (await finance.get(f"/funds/{plan['fund_id']}")).json()
    assert fund["available_fen"] == 3600
    await require_sound(api.database)
    entry = (await finance.get(f"/vouchers/{voucher['id']}")).json()["entry_id"]
    reversal = await finance.post(
        "/vouchers", json={"kind": "reversal", "reverses_id": entry, "note": "重复"}, headers=once()
    )
    assert (await confirm(api, reversal.json()["id"])).status_code == 200
    due = (await chair.get(path)).json()
    assert (due["state"], due["voucher_id"]) == ("waiting", None)
    refused = (await receive(finance, due)).json()
    voucher = (await second.get(f"/vouchers/{refused['voucher_id']}")).json()
    await second.post(
        f"/vouchers/{voucher['id']}/steps",
        json={"step": "refuse", "answer": "金额不符"},
        headers=once() | seen(voucher),
    )
    due = (await chair.get(path)).json()
    assert due["state"] == "waiting"
    withdrawn = (await chair.post(f"{path}/steps", json={"step": "withdraw"}, headers=seen(due))).json()
    assert withdrawn["state"] == "withdrawn"
    assert (await chair.get("/mutual-aid/covers", params={"plan_id": plan["id"]})).json()["items"] == []
    await require_sound(api.database)


async def test_a_contribution_out_of_the_books_is_found(api: Api) -> None:
    """I4: an enrolment that says received without its entry is a breach."""
    plan = await make_plan(api)
    one = await join(await api.as_("union_chair"), "账外甲")
    await contributed(api, plan, member_ids=[one["id"]])
    await require_sound(api.database)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text("update protection_enrolment set contribution_fen = contribution_fen + 1"))
        assert {breach.rule[:2] for breach in await check_money(session)} == {"I4"}
        await session.rollback()


async def test_a_unit_against_its_bar(api: Api, queries: Callable[..., Any]) -> None:
    """AID-23: 80 % of a hundred staff and more, everybody below; the sentence says which and how many are missing."""
    officer = await api.as_("county_officer")
    plan = await make_plan(api, all_below=101)
    people = [await join(officer, f"参保{number}", "cement") for number in "甲乙丙"]
    await enrol(officer, plan, "cement", member_ids=[people[0]["id"]], starts_on="2026-11-01")
    with queries(at_most=8):
        answer = await officer.get("/mutual-aid/units", params={"plan_id": plan["id"], "limit": 500})
    rows = {each["id"]: each for each in answer.json()["items"]}
    cement = rows[str(id_of("cement"))]
    assert (cement["staff"], cement["bar"], cement["needed"], cement["reached"]) == (100, "all", 100, False)
    assert cement["insured"] == 1
    assert "还差 99 人" in cement["sentence"]
    assert cement["owed_fen"] == 3600
    share = await make_plan(api, bar_percent=1, all_below=50)
    await enrol(officer, share, "cement", member_ids=[people[1]["id"]], starts_on="2026-11-01")
    below = await officer.get("/mutual-aid/units", params={"plan_id": share["id"], "below": "false"})
    (reached,) = below.json()["items"]
    assert (reached["id"], reached["bar"], reached["needed"]) == (str(id_of("cement")), "share", 1)
    assert "已达到" in reached["sentence"]


async def test_renewal_in_one_act(api: Api) -> None:
    """AID-23: those of a former enrolment, without a gap and so without waiting again; who left is named."""
    officer = await api.as_("county_officer")
    plan = await make_plan(api, waiting_days=30)
    stays = await join(officer, "续保甲", "cement")
    leaves = await join(officer, "续保乙", "cement")
    first = (
        await enrol(officer, plan, "cement", member_ids=[stays["id"], leaves["id"]], starts_on="2026-01-01")
    ).json()
    soon = await officer.get("/mutual-aid/enrolments", params={"plan_id": plan["id"], "ending": "true"})
    assert [each["id"] for each in soon.json()["items"]] == [first["id"]]
    assert (await step(officer, leaves, "withdraw")).status_code == 200
    renewed = await enrol(officer, plan, "cement", renews_id=first["id"], starts_on="2027-01-01")
    assert renewed.status_code == 201, renewed.text
    assert [each["outcome"] for each in renewed.json()["lines"]] == ["enrolled", "not_a_member"]
    covers = (await officer.get("/mutual-aid/covers", params={"member_id": stays["id"]})).json()["items"]
    assert [(each["starts_on"], each["claims_from"]) for each in covers] == [
        ("2027-01-01", "2027-01-01"),
        ("2026-01-01", "2026-01-31"),
    ]
    soon = await officer.get("/mutual-aid/enrolments", params={"plan_id": plan["id"], "ending": "true"})
    assert soon.json()["items"] == []
    # The cover of who left goes on to its end.
    left = (await officer.get("/mutual-aid/covers", params={"member_id": leaves["id"]})).json()["items"]
    assert [(each["ends_on"], each["member_status"]) for each in left] == [("2026-12-31", "withdrawn")]


async def test_lists_ask_for_what_they_show(api: Api, queries: Callable[..., Any]) -> None:
    """No query for a row, however many there are."""
    officer = await api.as_("county_officer")
    plan = await make_plan(api)
    for number in "甲乙丙丁":
        one = await join(officer, f"列表{number}", "cement")
        await enrol(officer, plan, "cement", member_ids=[one["id"]])
    for path in ("plans", "enrolments", "covers"):
        with queries(at_most=5):
            answer = await officer.get(f"/mutual-aid/{path}", params={"with_total": "true", "limit": 2})
        assert answer.status_code == 200, answer.text
        if path != "plans":
            assert answer.json()["total"] >= 4
            assert answer.json()["next_cursor"]
