"""Help that is not money: approved, given, recorded, followed, archived (AID-25, AID-28; issue 4 sections 3 and 4)."""

from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.domain.access import EVERYTHING
from tests import aid, money
from tests.conftest import Api
from tests.people import seen
from tests.town import today

DONE = "推荐纺织、物流岗位各一个，陪同参加招聘会。"


async def helping(api: Api, kind: str = "employment") -> dict[str, Any]:
    """A case without money whose last desk agreed."""
    county = await api.as_("county_officer")
    standards = {"basis": "everybody", "amounts": {}}
    program = await aid.open_program(county, kind=kind, name="2026 年就业帮扶", standards=standards)
    case = await aid.submitted(api, program)
    return await aid.took(county, await read(county, case["id"]), "pass", "pass")


async def read(client: httpx.AsyncClient, id: str) -> dict[str, Any]:
    answer = await client.get(f"/aid-cases/{id}")
    assert answer.status_code == 200, answer.text
    return answer.json()  # type: ignore[no-any-return]


def given(**more: Any) -> dict[str, Any]:
    return {"on": today().isoformat(), "done": DONE} | more


@pytest.mark.parametrize("kind", ["employment", "state_of_mind"])
async def test_help_without_money_has_an_end(api: Api, kind: str) -> None:
    """The branch of the way that is not paid: it lies with the unit, is recorded there, and leaves the books alone."""
    case = await helping(api, kind)
    assert (case["status"], case["amount_fen"], case["checker_name"]) == ("helping", 0, "何静")
    assert [each["status"] for each in case["way"]][-2:] == ["helping", "helped"]
    chair, finance = await api.as_("union_chair"), await api.as_("county_finance")
    mine = (await chair.get("/aid-cases", params={"desk": True})).json()["items"]
    assert [(each["id"], each["desk_name"]) for each in mine] == [(case["id"], "青溪纺织有限公司工会")]
    assert case["id"] in {each["id"] for each in (await chair.get("/me/todo")).json()["items"]}

    case = await read(chair, case["id"])
    helped = await aid.step(chair, case, "help", **given())
    assert helped.status_code == 200, helped.text
    told = helped.json()
    assert (told["status"], told["helped_on"], told["help_done"]) == ("helped", today().isoformat(), DONE)
    assert [each["state"] for each in told["way"]] == ["done"] * 4
    hidden = await read(finance, case["id"])
    assert (hidden["helped_on"], hidden["help_done"]) == (today().isoformat(), None)
    assert "help_done" in hidden["hidden"]
    async with api.database.transaction(EVERYTHING) as session:
        ((sealed,),) = (await session.execute(text("select help_done from aid_case"))).all()
        events = (
            await session.scalars(text("select event from audit_event where event like 'aid_case%' order by id"))
        ).all()
        facts = await session.scalar(text("select facts::text from audit_event where event = 'aid_case_helped'"))
    assert "招聘会".encode() not in sealed
    assert events[-2:] == ["aid_case_approved", "aid_case_helped"]
    assert "招聘会" not in str(facts)

    if kind == "employment":
        outcome = {"outcome": "placed", "on": today().isoformat(), "note": "青溪物流"}
        placed = await chair.put(f"/aid-cases/{case['id']}/outcome", json=outcome, headers=seen(told))
        assert placed.status_code == 200, placed.text
        told = placed.json()
    else:
        assert told["outcomes"] == []
    county = await api.as_("county_officer")
    kept = await aid.step(county, await read(county, case["id"]), "archive")
    assert (kept.status_code, kept.json()["status"]) == (200, "archived"), kept.text
    await money.require_sound(api.database)


async def test_a_record_of_help_is_sent_back_and_mended(api: Api) -> None:
    """What was recorded wrongly goes back to the unit with a reason, keeps its text to be mended, and may be revoked."""
    case = await helping(api)
    chair, township = await api.as_("union_chair"), await api.as_("township_officer")
    helped = (await aid.step(chair, await read(chair, case["id"]), "help", **given(done="打电话"))).json()
    assert not any(each["step"] == "return" and each["allowed"] for each in helped["steps"])
    back = await aid.step(township, await read(township, case["id"]), "return", reason="请写清推荐了哪些岗位")
    assert (back.status_code, back.json()["status"], back.json()["help_done"]) == (200, "helping", "打电话")
    again = (await aid.step(chair, await read(chair, case["id"]), "help", **given())).json()
    assert (again["status"], again["help_done"]) == ("helped", DONE)
    county = await api.as_("county_officer")
    await aid.took(county, await read(county, case["id"]), "return", reason="又查出问题")
    revoked = await aid.took(county, await read(county, case["id"]), "revoke")
    assert (revoked["status"], revoked["helped_on"], revoked["checker_name"]) == ("county_review", None, "")
    await money.require_sound(api.database)


async def test_what_stands_against_a_record_of_help(api: Api) -> None:
    """Nothing done is nothing told; not before the approval, not ahead; not of a case that is paid."""
    case = await helping(api)
    chair = await api.as_("union_chair")
    case = await read(chair, case["id"])
    for more, code in (
        ({"done": " 　 "}, "aid_help_untold"),
        ({"on": (today() + timedelta(days=1)).isoformat()}, "aid_help_day"),
        ({"on": (today() - timedelta(days=1)).isoformat()}, "aid_help_day"),
    ):
        refused = await aid.step(chair, case, "help", **given(**more))
        assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, code), refused.text
    sibling = await api.as_("sibling_chair")
    assert (await aid.step(sibling, case, "help", **given())).status_code == 404
    _fund, (paid, *_) = await money.reserved(api, 1)
    officer = await api.as_("county_officer")
    wrong = await aid.step(officer, await read(officer, str(paid.id)), "help", **given())
    assert (wrong.status_code, wrong.json()["code"]) == (409, "step_not_possible"), wrong.text


async def test_money_after_all_and_none_for_what_gives_money(api: Api) -> None:
    """A desk that decides on money for help to work leads to the payment; a programme of money never to help."""
    county = await api.as_("county_officer")
    standards = {"basis": "everybody", "amounts": {}}
    program = await aid.open_program(county, kind="employment", name="就业帮扶", standards=standards)
    case = await aid.submitted(api, program)
    case = await aid.took(county, await read(county, case["id"]), "pass")
    async with api.database.transaction(EVERYTHING) as session:
        fund = await money.add_fund(session, fen=1_000_000)
    some = await aid.took(county, await read(county, case["id"]), "pass", amount_fen=80_000, fund_id=str(fund.id))
    assert (some["status"], [each["status"] for each in some["way"]][-2:]) == ("approved", ["approved", "paid"])
    await money.require_sound(api.database)


async def test_a_fund_that_was_named_gives_nothing_to_what_gives_no_money(api: Api) -> None:
    """The fund that a batch names is for the cases that are paid; help without money passes by it."""
    county = await api.as_("county_officer")
    program = await aid.open_program(
        county, kind="employment", name="就业帮扶", standards={"basis": "everybody", "amounts": {}}
    )
    case = await aid.submitted(api, program)
    case = await aid.took(county, await read(county, case["id"]), "pass")
    async with api.database.transaction(EVERYTHING) as session:
        fund = await money.add_fund(session, fen=1_000_000)
    asked = {"items": [{"id": case["id"], "version": case["version"]}], "step": "pass", "fund_id": str(fund.id)}
    answer = await county.post("/aid-cases/batches", json=asked, headers={"Idempotency-Key": "help-of-many"})
    assert (answer.status_code, answer.json()["succeeded"]) == (200, 1), answer.text
    assert (await read(county, case["id"]))["status"] == "helping"
    await money.require_sound(api.database)
