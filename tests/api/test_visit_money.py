"""The money that visits bring beside cases, from the fund to the door and back (AID-13, FND-02, FND-04; issue 4 section 5)."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests import money
from tests.api.test_sign_in import rows
from tests.api.test_visits import code
from tests.conftest import Api
from tests.people import once, seen
from tests.visits import arrange, example, report, row_of, step, stops_of

RICE = {"name": "大米", "count": 2, "value_fen": 20_000}


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def pay(client: httpx.AsyncClient, plan: dict[str, Any], step: str, **more: Any) -> httpx.Response:
    """A step of the money of a plan."""
    path = f"/visit-plans/{plan['id']}/money-steps"
    return await client.post(path, json={"step": step, **more}, headers=once() | seen(plan))


async def read(client: httpx.AsyncClient, plan: dict[str, Any]) -> dict[str, Any]:
    return (await client.get(f"/visit-plans/{plan['id']}")).json()  # type: ignore[no-any-return]


async def balances(client: httpx.AsyncClient, fund: str) -> tuple[int, int, int]:
    """What a fund has left, promised and spent."""
    found = (await client.get(f"/funds/{fund}")).json()
    return found["available_fen"], found["reserved_fen"], found["spent_fen"]


def figures(plan: dict[str, Any]) -> tuple[int, int, int, int]:
    told = plan["money"]
    return told["wanted_fen"], told["reserved_fen"], told["to_book_fen"], told["booked_fen"]


async def test_the_plan_of_the_document_from_the_fund_to_the_doors(api: Api) -> None:
    """AID-13, FND-02: 3,000 yuan and goods of 2,000 are promised, brought, booked; every entry opens its visit."""
    plan = await example(api)
    fund = await money.fund_of(api, fen=600_000)
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    assert figures(plan) == (500_000, 0, 0, 0)
    assert [each["kind"] for each in (await finance.get("/me/todo")).json()["items"]].count("visit_money") == 1
    reserved = await pay(finance, plan, "reserve", fund_id=fund)
    assert reserved.status_code == 200, reserved.text
    assert figures(reserved.json()) == (0, 500_000, 0, 0)
    assert await balances(finance, fund) == (100_000, 500_000, 0)
    todo = (await finance.get("/me/todo")).json()
    assert "visit_money" not in {each["kind"] for each in todo["items"]}

    *all_but_two, less, absent = await stops_of(county, plan)
    for stop in all_but_two:
        assert (await report(county, stop)).status_code == 200
    brought = await report(county, less, given_fen=30_000, goods_given=[RICE], difference="食用油破损")
    assert brought.status_code == 200, brought.text
    missed = {"step": "absent", "reason": "外出就医"}
    assert (await county.post(f"/visits/{absent['id']}/steps", json=missed, headers=seen(absent))).status_code == 200
    plan = await read(county, plan)
    planned = [stop["cash_fen"] + stop["goods_fen"] for stop in all_but_two]
    assert figures(plan) == (0, 500_000, sum(planned) + 50_000, 0)
    waiting = [each for each in (await finance.get("/me/todo")).json()["items"] if each["kind"] == "visit_money"]
    assert [each["detail"] for each in waiting] == [str(sum(planned) + 50_000)]

    booked = await pay(finance, plan, "book")
    assert booked.status_code == 200, booked.text
    assert figures(booked.json()) == (0, 0, 0, sum(planned) + 50_000)
    assert await balances(finance, fund) == (600_000 - sum(planned) - 50_000, 0, sum(planned) + 50_000)
    found = (await finance.get("/ledger-entries", params={"visit_plan_id": plan["id"], "limit": 100})).json()["items"]
    of_one = [(each["kind"], each["amount_fen"]) for each in found if each["visit_id"] == less["id"]]
    assert of_one[::-1] == [("reserve", 80_000), ("release", 80_000), ("reserve", 50_000), ("pay", 50_000)]
    assert [each["kind"] for each in found if each["visit_id"] == absent["id"]] == ["release", "reserve"]
    assert {(each["memo"], each["visit_plan_id"]) for each in found} == {(plan["number"], plan["id"])}
    await money.require_sound(api.database)

    # A booking is taken back before the outcome is; then nothing is spent, and the door can be recorded anew.
    first = (await stops_of(county, plan))[0]
    reopen = {"step": "reopen"}
    assert code(await county.post(f"/visits/{first['id']}/steps", json=reopen, headers=seen(first))) == (
        409,
        "visit_booked",
    )
    back = await pay(finance, booked.json(), "unbook", visit_ids=[first["id"]])
    assert back.status_code == 200, back.text
    assert figures(back.json()) == (0, planned[0], planned[0], sum(planned[1:]) + 50_000)
    again = await county.post(f"/visits/{first['id']}/steps", json=reopen, headers=seen(first))
    assert again.status_code == 200, again.text
    await money.require_sound(api.database)
    events = await rows(
        api, "select event, facts->>'amount_fen' from audit_event where event like 'visit_money%' order by at"
    )
    assert [tuple(each) for each in events] == [
        ("visit_money_reserved", "500000"),
        ("visit_money_booked", str(sum(planned) + 50_000)),
        ("visit_money_unbooked", str(planned[0])),
    ]


async def test_what_was_given_without_a_promise_is_booked_all_the_same(api: Api) -> None:
    """What happened at a door is a fact: nothing is refused there, and the books follow out of the fund that is named."""
    plan = await example(api)
    fund = await money.fund_of(api, fen=600_000)
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    stop = (await stops_of(county, plan))[0]
    assert (await report(county, stop)).status_code == 200
    plan = await read(county, plan)
    assert plan["money"]["unreserved"] == 1
    assert code(await pay(finance, plan, "book")) == (422, "visit_money_fund_needed")
    booked = await pay(finance, plan, "book", fund_id=fund)
    assert booked.status_code == 200, booked.text
    assert await balances(finance, fund) == (
        600_000 - stop["cash_fen"] - stop["goods_fen"],
        0,
        stop["cash_fen"] + stop["goods_fen"],
    )
    assert code(await pay(finance, booked.json(), "book", fund_id=fund)) == (409, "visit_money_nothing_to_book")
    await money.require_sound(api.database)


async def test_another_sum_is_promised_anew(api: Api) -> None:
    """A row whose money changes, a row that goes, a plan that is taken back or cancelled give back what was promised."""
    plan = await example(api)
    fund = await money.fund_of(api, fen=600_000)
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    plan = (await pay(finance, plan, "reserve", fund_id=fund)).json()
    one, two, three, *_rest = await stops_of(county, plan)
    written = await arrange(county, plan, row_of(one, cash_fen=60_000), row_of(two, note="上午"), removed=[three["id"]])
    assert written.status_code == 200, written.text
    plan = written.json()
    left = 500_000 - one["cash_fen"] - one["goods_fen"] - three["cash_fen"] - three["goods_fen"]
    assert figures(plan) == (60_000 + one["goods_fen"], left, 0, 0)
    more = await pay(finance, plan, "reserve", fund_id=fund)
    assert figures(more.json()) == (0, left + 60_000 + one["goods_fen"], 0, 0)
    taken = await step(county, more.json(), "revise")
    assert taken.status_code == 200, taken.text
    assert figures(taken.json())[1:] == (0, 0, 0)
    assert await balances(finance, fund) == (600_000, 0, 0)
    assert code(await pay(finance, taken.json(), "reserve", fund_id=fund)) == (409, "visit_money_not_settled")
    plan = (await step(county, taken.json(), "plan")).json()
    plan = (await pay(finance, plan, "reserve", fund_id=fund)).json()
    cancelled = await step(county, plan, "cancel", reason="台风")
    assert cancelled.status_code == 200, cancelled.text
    assert await balances(finance, fund) == (600_000, 0, 0)
    await money.require_sound(api.database)


async def test_who_may_not_pay(api: Api) -> None:
    """Who planned, who does not keep the money, whose union it is not; a fund that is short, closed, of elsewhere."""
    plan = await example(api)
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    small, below = await money.fund_of(api, fen=499_999), await money.fund_of(api, "textile", fen=900_000)
    assert (await pay(county, plan, "reserve", fund_id=small)).status_code == 403
    offered = await finance.get("/funds", params={"visit_plan_id": plan["id"]})
    assert [each["id"] for each in offered.json()["items"]] == [small]
    assert code(await pay(finance, plan, "reserve", fund_id=small)) == (409, "fund_short")
    assert code(await pay(finance, plan, "reserve", fund_id=below)) == (409, "fund_elsewhere")
    assert (await pay(await api.as_("third_officer"), plan, "reserve", fund_id=small)).status_code in (403, 404)
    assert figures(await read(county, plan)) == (500_000, 0, 0, 0)
    for step_, more, refusal in (
        ("book", {}, "visit_money_nothing_to_book"),
        ("unbook", {"visit_ids": [(await stops_of(county, plan))[0]["id"]]}, "visit_money_not_booked"),
    ):
        assert code(await pay(finance, plan, step_, **more)) == (409, refusal)
    await rows(api, "update visit_plan set maker_id = (select id from user_account where name = '孙丽') returning 1")
    large = await money.fund_of(api, fen=600_000)
    assert code(await pay(finance, plan, "reserve", fund_id=large)) == (409, "visit_money_own_plan")
    offers = {each["step"]: each for each in (await read(finance, plan))["money"]["steps"]}
    assert not offers["reserve"]["allowed"]
    assert "另一位财务人员" in offers["reserve"]["reason"]
    await money.require_sound(api.database)


async def test_somebody_else_pays(api: Api) -> None:
    """Where the administration of a firm pays, no fund does; that is said on the plan and cannot be both."""
    plan = await example(api)
    fund = await money.fund_of(api, fen=600_000)
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    elsewhere = await county.patch(
        f"/visit-plans/{plan['id']}", json={"paid_elsewhere": "县财政慰问专款"}, headers=seen(plan)
    )
    assert elsewhere.status_code == 200, elsewhere.text
    assert figures(elsewhere.json()) == (0, 0, 0, 0)
    assert code(await pay(finance, elsewhere.json(), "reserve", fund_id=fund)) == (409, "visit_money_elsewhere")
    assert "visit_money" not in {each["kind"] for each in (await finance.get("/me/todo")).json()["items"]}
    ours = await county.patch(f"/visit-plans/{plan['id']}", json={"paid_elsewhere": ""}, headers=seen(elsewhere.json()))
    plan = (await pay(finance, ours.json(), "reserve", fund_id=fund)).json()
    changed = await county.patch(f"/visit-plans/{plan['id']}", json={"paid_elsewhere": "行政"}, headers=seen(plan))
    assert code(changed) == (409, "visit_money_in_fund")


async def test_two_who_book_at_once(api: Api) -> None:
    """Of two at one moment one books, the other is told that the plan has moved on; nothing is spent twice."""
    plan = await example(api)
    fund = await money.fund_of(api, fen=600_000)
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    plan = (await pay(finance, plan, "reserve", fund_id=fund)).json()
    for stop in await stops_of(county, plan):
        assert (await report(county, stop)).status_code == 200
    plan = await read(county, plan)
    answers = await asyncio.gather(*(pay(finance, plan, "book") for _ in range(6)))
    assert sorted(each.status_code for each in answers) == [200, *[412] * 5]
    assert await balances(finance, fund) == (100_000, 0, 500_000)
    await money.require_sound(api.database)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("update visit set booked_fen = booked_fen + 1 where booked_fen > 0", "I4: what a visit brought"),
        ("update visit set given_fen = 0 where booked_fen > 0", "I4: what a visit brought"),
        (
            "update visit_plan set maker_id = (select by_id from ledger_entry where kind = 'pay' limit 1)",
            "I5: who planned visits",
        ),
    ],
)
async def test_books_that_do_not_meet_the_doors_are_found(api: Api, wrong: str, rule: str) -> None:
    """I4, I5: what a stop says it cost is what its entries say, and was not paid by who planned it."""
    plan = await example(api)
    fund = await money.fund_of(api, fen=600_000)
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    plan = (await pay(finance, plan, "reserve", fund_id=fund)).json()
    assert (await report(county, (await stops_of(county, plan))[0])).status_code == 200
    assert (await pay(finance, await read(county, plan), "book")).status_code == 200
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text(wrong))
        assert {each.rule.split(" is where")[0].split(" neither")[0] for each in await check_money(session)} == {rule}
