"""Remittances through HTTP: asked of unions below, booked by two officers as it comes, late from its day on (FND-02)."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from tests.api.test_funds import book, make, propose, step
from tests.api.test_organizations import step as move
from tests.api.test_sign_in import rows
from tests.conftest import Api
from tests.money import as_finance, require_sound
from tests.people import once
from tests.remittances import ask, board, due, duty_of
from tests.town import id_of, today


async def confirm(client: httpx.AsyncClient, voucher: dict[str, Any]) -> httpx.Response:
    return await step(client, voucher, "vouchers", step="confirm")


async def test_what_is_asked_comes_and_is_counted(api: Api) -> None:
    """Two towns are asked; one sends all in two parts. What came is what two officers booked, and the ledger says so."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    answer = await ask(first, chengguan=500_000, baishi=300_000)
    assert answer.status_code == 200, answer.text
    assert answer.json()["total"] == {"unions": 2, "amount_fen": 800_000, "paid_fen": 0, "met": 0, "late": 0}
    fund = await make(first)
    duty = await duty_of(first, "chengguan")
    part = {"kind": "income", "fund_id": fund["id"], "remittance_id": duty["id"]}
    waiting = await propose(first, **part, amount_fen=200_000)
    assert waiting.json()["remittance_id"] == duty["id"]
    assert (await duty_of(first, "chengguan"))["paid_fen"] == 0, "nothing came before it was checked"
    assert (await confirm(second, waiting.json())).status_code == 200
    there = await duty_of(first, "chengguan")
    assert (there["paid_fen"], there["owed_fen"], there["state"]) == (200_000, 300_000, "partly")
    assert there["paid_on"] == today().isoformat()
    await book(first, second, **part, amount_fen=300_000)
    assert (await duty_of(first, "chengguan"))["state"] == "met"
    assert (await board(first))["total"] == {
        "unions": 2,
        "amount_fen": 800_000,
        "paid_fen": 500_000,
        "met": 1,
        "late": 0,
    }
    await require_sound(api.database)
    told = await rows(api, "select event from audit_event where event like 'remittance%' order by id")
    assert [each[0] for each in told] == ["remittance_set", "remittance_set"]


async def test_a_reversal_takes_it_back(api: Api) -> None:
    first, second = await api.as_("county_finance"), await as_finance(api)
    await ask(first, chengguan=500_000)
    fund, duty = await make(first), await duty_of(first, "chengguan")
    booked = await book(first, second, kind="income", fund_id=fund["id"], remittance_id=duty["id"], amount_fen=500_000)
    assert (await duty_of(first, "chengguan"))["state"] == "met"
    await book(first, second, kind="reversal", reverses_id=booked["entry_id"], note="退回")
    there = await duty_of(first, "chengguan")
    assert (there["paid_fen"], there["state"]) == (0, "open")
    await require_sound(api.database)


async def test_who_booked_it_takes_it_back_when_the_union_has_moved_away(api: Api) -> None:
    """The voucher stands in the county's own fund: it is reversed there, whoever is above the town by now, and whether they
    ask of it anew or not. The county sees no more of the town by that."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    await ask(first, chengguan=500_000)
    fund, duty = await make(first), await duty_of(first, "chengguan")
    part = {"kind": "income", "fund_id": fund["id"], "remittance_id": duty["id"]}
    one, two = [await book(first, second, **part, amount_fen=fen) for fen in (200_000, 100_000)]
    city = await as_finance(api, "city_finance", "city")
    to = {"parent_id": str(id_of("nanhe")), "reason": "区划调整"}
    assert (await move(await api.as_("city_officer"), "chengguan", step="move", **to)).status_code == 200
    await book(first, second, kind="reversal", reverses_id=one["entry_id"], note="退回")
    assert (await duty_of(city, "chengguan"))["paid_fen"] == 100_000
    asked = await ask(await as_finance(api, "other_finance", "nanhe"), chengguan=400_000)
    assert asked.status_code == 200, asked.text
    await book(first, second, kind="reversal", reverses_id=two["entry_id"], note="退回")
    there = await duty_of(city, "chengguan")
    assert (there["paid_fen"], there["to_name"]) == (0, "南河县总工会")
    assert (await first.get("/remittances")).json()["items"] == []
    again = await propose(first, **part, amount_fen=1)
    assert (again.status_code, again.json()["code"]) == (409, "remittance_elsewhere")
    await require_sound(api.database)


async def test_more_than_is_owed_is_refused_by_whoever_comes_second(api: Api) -> None:
    """Two vouchers of the whole sum: both may be written down, one is booked, the other is told what is left."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    await ask(first, chengguan=500_000)
    fund, duty = await make(first), await duty_of(first, "chengguan")
    whole = {"kind": "income", "fund_id": fund["id"], "remittance_id": duty["id"], "amount_fen": 500_000}
    vouchers = [(await propose(first, **whole)).json() for _ in range(2)]
    answers = await asyncio.gather(*[confirm(second, voucher) for voucher in vouchers])
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    refused = next(answer for answer in answers if answer.status_code == 409).json()
    assert (refused["code"], refused["facts"]["left"]) == ("remittance_exceeded", "0.00")
    again = await propose(first, **whole)
    assert (again.status_code, again.json()["code"]) == (409, "remittance_exceeded")
    await require_sound(api.database)


async def test_who_owes_sees_the_own_duty_and_nobody_elses(api: Api) -> None:
    """The town sees what it owes to whom, though neither the county's funds nor its vouchers."""
    first = await api.as_("county_finance")
    await ask(first, chengguan=500_000, baishi=300_000)
    town = await as_finance(api, "town_finance", "chengguan")
    told = await board(town)
    assert (told["own"]["amount_fen"], told["own"]["to_name"]) == (500_000, "青溪县总工会")
    assert [each["organization_name"] for each in (await town.get("/remittances")).json()["items"]] == ["城关镇总工会"]
    neighbour = await as_finance(api, "other_finance", "nanhe")
    assert (await neighbour.get("/remittances")).json()["items"] == []
    assert (await neighbour.get("/remittances", params={"under_id": str(id_of("qingxi"))})).status_code == 404


async def test_it_is_late_from_the_day_after(api: Api) -> None:
    first = await api.as_("county_finance")
    start = date(today().year, 1, 1)
    await ask(first, chengguan=500_000, due_on=max(start, today() - timedelta(days=1)))
    late = today() > start
    assert (await duty_of(first, "chengguan"))["state"] == ("late" if late else "open")
    await ask(first, chengguan=500_000, due_on=today())
    assert (await duty_of(first, "chengguan"))["state"] == "open", "on its day it is not late"
    await ask(first, chengguan=500_000, due_on=due())
    assert (await first.get("/remittances", params={"state": "late"})).json()["items"] == []


async def owed(client: httpx.AsyncClient) -> list[tuple[Any, ...]]:
    """What of it stands on somebody's workbench."""
    items = (await client.get("/me/todo")).json()["items"]
    facts = ("name", "detail", "organization_name", "overdue_days")
    return [tuple(item[fact] for fact in facts) for item in items if item["kind"] == "remittance_due"]


async def test_who_owes_has_it_on_the_workbench_until_it_is_met(api: Api) -> None:
    """From thirty days before its day on, with what is still owed; for the finance and the officer of the union that
    owes, not for those above, who have the list."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    town, other = await as_finance(api, "town_finance", "chengguan"), await as_finance(api, "other_finance", "baishi")
    await ask(first, chengguan=500_000, baishi=300_000)
    await rows(api, "update remittance_duty set due_on = :day returning id", day=today() + timedelta(days=31))
    assert await owed(town) == []
    await rows(api, "update remittance_duty set due_on = due_on - 1 returning id")
    name, there = "青溪县总工会", f"{today().year} "
    assert await owed(town) == [(name, f"{there}500000", "城关镇总工会", 0)]
    fund, duty = await make(first), await duty_of(first, "chengguan")
    part = {"kind": "income", "fund_id": fund["id"], "remittance_id": duty["id"]}
    await book(first, second, **part, amount_fen=200_000)
    await rows(api, "update remittance_duty set due_on = :day returning id", day=today() - timedelta(days=3))
    assert await owed(town) == [(name, f"{there}300000", "城关镇总工会", 3)]
    await book(first, second, **part, amount_fen=300_000)
    assert await owed(town) == []
    assert await owed(other) == [(name, f"{there}300000", "白石乡总工会", 3)]
    await rows(api, "update remittance_duty set paid_fen = 1 where paid_fen = amount_fen returning id")
    assert await owed(await api.as_("township_officer")) == await owed(town) != []
    for whose in ("county_finance", "county_officer"):
        assert await owed(await api.as_(whose)) == []


async def sheet(client: httpx.AsyncClient, *items: dict[str, Any], **more: Any) -> httpx.Response:
    body = {"year": today().year, "due_on": due().isoformat(), "items": list(items)} | more
    return await client.post("/remittances/sheets", json=body, headers=once())


def row(union: str, fen: int = 100, **more: Any) -> dict[str, Any]:
    return {"organization_id": str(id_of(union)), "amount_fen": fen} | more


@pytest.mark.parametrize(
    ("items", "more", "status", "code"),
    [
        ([row("chengguan"), row("textile")], {}, 409, "remittance_not_below"),
        ([row("qingxi")], {}, 409, "remittance_not_below"),
        ([row("hekou")], {}, 409, "remittance_not_below"),
        ([row("chengguan"), row("chengguan")], {}, 422, "remittance_twice"),
        ([row("chengguan", version=3)], {}, 412, "stale"),
        ([row("chengguan")], {"year": 2001}, 422, "remittance_year_out"),
        ([row("chengguan")], {"due_on": "2001-01-01"}, 422, "remittance_year_out"),
        ([row("chengguan", -1)], {}, 422, "fields_invalid"),
        ([], {}, 422, "too_short"),
    ],
)
async def test_a_sheet_is_taken_whole_or_not_at_all(
    api: Api, items: list[dict[str, Any]], more: dict[str, Any], status: int, code: str
) -> None:
    first = await api.as_("county_finance")
    answer = await sheet(first, *items, **more)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert (await first.get("/remittances")).json()["items"] == []


async def test_what_came_is_not_taken_away(api: Api) -> None:
    """A duty of which something came is not lowered below it; one that a voucher names is not taken away at all."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    await ask(first, chengguan=500_000, baishi=300_000)
    fund = await make(first)
    town, other = await duty_of(first, "chengguan"), await duty_of(first, "baishi")
    await book(first, second, kind="income", fund_id=fund["id"], remittance_id=town["id"], amount_fen=200_000)
    for fen in (0, 199_999):
        refused = await ask(first, chengguan=fen)
        assert (refused.status_code, refused.json()["code"]) == (409, "remittance_received")
    assert (await ask(first, chengguan=200_000)).json()["total"]["met"] == 1
    waiting = await propose(first, kind="income", fund_id=fund["id"], remittance_id=other["id"], amount_fen=1)
    named = await ask(first, baishi=0)
    assert (named.status_code, named.json()["code"]) == (409, "remittance_has_vouchers")
    assert waiting.status_code == 201


async def test_a_duty_is_taken_away_and_asked_anew(api: Api) -> None:
    first = await api.as_("county_finance")
    await ask(first, chengguan=500_000)
    assert (await ask(first, chengguan=0)).json()["total"]["unions"] == 0
    assert (await ask(first, chengguan=400_000)).json()["total"]["amount_fen"] == 400_000
    told = await rows(api, "select event from audit_event where event like 'remittance%' order by id")
    assert [each[0] for each in told] == ["remittance_set", "remittance_taken_away", "remittance_set"]


async def test_it_is_booked_where_it_is_owed_and_as_income(api: Api) -> None:
    first = await api.as_("county_finance")
    await ask(first, chengguan=500_000)
    duty = await duty_of(first, "chengguan")
    city = await as_finance(api, "city_finance", "city")
    citys = await make(city, "city")
    elsewhere = await propose(city, kind="income", fund_id=citys["id"], remittance_id=duty["id"], amount_fen=100)
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (409, "remittance_elsewhere")
    fund = await make(first)
    spent = await propose(
        first, kind="expense", fund_id=fund["id"], remittance_id=duty["id"], amount_fen=1, payee="某店", note="纸"
    )
    assert (spent.status_code, spent.json()["code"]) == (422, "voucher_unclear")


async def test_the_year_of_a_union_is_few_queries(api: Api, queries: Callable[..., Any]) -> None:
    first = await api.as_("county_finance")
    await ask(first, chengguan=500_000, baishi=300_000)
    with queries(at_most=6):
        told = await board(first)
    assert {cell["amount_fen"] for cell in told["cells"]} >= {500_000, 300_000}
    with queries(at_most=4):
        await first.get("/remittances")


async def test_books_that_differ_are_found(api: Api) -> None:
    """NC of I7: a sum that no voucher explains."""
    first = await api.as_("county_finance")
    await ask(first, chengguan=500_000)
    await require_sound(api.database)
    await rows(api, "update remittance_duty set paid_fen = 1 returning id")
    async with api.database.transaction(EVERYTHING) as session:
        assert [each.rule[:2] for each in await check_money(session)] == ["I7"]
