"""Funds, vouchers of two hands, budgets that go down the tree, locked months, the ledger (FND-01, 02, 05, 06; AID-20)."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from backend.db.queries import ledger
from backend.db.reconcile import RULES, check_money
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.fund.codes import AccountKind
from backend.settings import settings
from tests.conftest import Api
from tests.money import BY, NOW, add_fund, as_finance, png, require_sound, reserved
from tests.people import once, seen
from tests.town import id_of, today


@pytest.fixture
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def make(client: httpx.AsyncClient, union: str = "qingxi", **more: Any) -> dict[str, Any]:
    """A fund with nothing in it."""
    said = {
        "organization_id": str(id_of(union)),
        "name": "中央财政送温暖资金",
        "source": "treasury",
        "year": 2026,
    } | more
    answer = await client.post("/funds", json=said, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json()  # type: ignore[no-any-return]


async def propose(client: httpx.AsyncClient, **said: Any) -> httpx.Response:
    """A voucher, with a document number unless it is a reversal."""
    if said["kind"] != "reversal":
        said = {"document_number": "云工财〔2026〕3号"} | said
    return await client.post("/vouchers", json=said, headers=once())


async def step(client: httpx.AsyncClient, thing: dict[str, Any], of: str, **said: Any) -> httpx.Response:
    """A step of a fund or a voucher."""
    return await client.post(f"/{of}/{thing['id']}/steps", json=said, headers=once() | seen(thing))


async def book(first: httpx.AsyncClient, second: httpx.AsyncClient, **said: Any) -> dict[str, Any]:
    """A voucher that one wrote and another booked."""
    made = await propose(first, **said)
    assert made.status_code == 201, made.text
    done = await step(second, made.json(), "vouchers", step="confirm")
    assert done.status_code == 200, done.text
    return done.json()  # type: ignore[no-any-return]


async def money_of(client: httpx.AsyncClient, fund: dict[str, Any]) -> dict[str, int]:
    found = (await client.get(f"/funds/{fund['id']}")).json()
    return {name[:-4]: found[name] for name in found if name.endswith("_fen")}


async def test_money_comes_in_by_two_hands(api: Api) -> None:
    """FND-02: written by one, booked by another; amount in capitals; the entry opens from the voucher."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first)
    made = await propose(first, kind="income", fund_id=fund["id"], amount_fen=10_700_053)
    voucher = made.json()
    assert voucher["amount_in_capitals"] == "人民币壹拾万柒仟元零伍角叁分"
    assert (await money_of(first, fund))["available"] == 0
    own = await step(first, voucher, "vouchers", step="confirm")
    assert (own.status_code, own.json()["code"]) == (409, "voucher_same_officer")
    steps = {each["step"]: each["allowed"] for each in voucher["steps"]}
    assert steps == {"confirm": False, "refuse": False, "withdraw": True}
    done = (await step(second, voucher, "vouchers", step="confirm")).json()
    assert (done["state"], done["checked_by_name"], done["steps"]) == ("booked", "钱s", [])
    again = await step(second, done, "vouchers", step="confirm")
    assert (again.status_code, again.json()["code"]) == (409, "voucher_over")
    entry = (await first.get(f"/ledger-entries/{done['entry_id']}")).json()
    assert (entry["kind"], entry["voucher_id"], entry["memo"]) == ("income", voucher["id"], "云工财〔2026〕3号")
    assert await money_of(first, fund) == {
        "income": 10_700_053,
        "budget": 0,
        "reserved": 0,
        "goods": 0,
        "spent": 0,
        "available": 10_700_053,
    }
    await require_sound(api.database)


async def test_donations_are_raised_counted_and_left_to_nobody_s_memory(api: Api) -> None:
    """AID-20, FND-01, FND-05: 120,000 yuan for heating raised from three givers: each gift has its agreement and its
    second officer, what is not booked counts for nothing, and the statistics of the source say what came in."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first, name="冬季取暖募捐", source="donation", purpose="困难职工取暖")
    gifts = {"青溪纺织有限公司": 7_000_000, "县供电公司": 4_000_000, "热心市民三人": 1_000_000}
    made = []
    for number, (giver, amount) in enumerate(gifts.items(), start=1):
        said = {"kind": "income", "fund_id": fund["id"], "amount_fen": amount, "note": f"捐赠人：{giver}"}
        nameless = await propose(first, **said, document_number="")
        assert (nameless.status_code, nameless.json()["code"]) == (422, "voucher_unclear")
        made.append((await propose(first, **said, document_number=f"捐赠协议 {number} 号")).json())
    assert (await money_of(first, fund))["income"] == 0
    for voucher in made:
        assert (await step(second, voucher, "vouchers", step="confirm")).status_code == 200
    assert (await money_of(first, fund))["available"] == 12_000_000
    listed = (await first.get("/ledger-entries", params={"fund_id": fund["id"]})).json()["items"]
    assert [entry["memo"] for entry in listed] == [f"捐赠协议 {number} 号" for number in (3, 2, 1)]
    asked = {"org_id": str(id_of("qingxi")), "measures": "received", "by": "source"}
    figures = (await (await api.as_("county_officer")).get("/stats/datasets/aid_money", params=asked)).json()["items"]
    assert {row["values"]["source"]: row["value"] for row in figures if row["value"]} == {"donation": 12_000_000}
    await require_sound(api.database)


COAL: dict[str, Any] = {
    "kind": "expense",
    "document_number": "发票 03421187",
    "payee": "青溪县煤炭供应站",
    "note": "困难职工冬季取暖用煤",
    "households": 50,
}


async def raised(api: Api, **more: Any) -> tuple[httpx.AsyncClient, httpx.AsyncClient, dict[str, Any]]:
    """Two finance officers, and the 120,000 yuan that were given for heating."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first, name="冬季取暖募捐", source="donation", **more)
    await book(first, second, kind="income", fund_id=fund["id"], amount_fen=12_000_000)
    return first, second, fund


async def test_what_was_raised_for_heating_is_spent_beside_cases(api: Api) -> None:
    """FND-05: 120,000 yuan raised, coal for 50 households and posters paid: who was paid, for what, and what is left.

    One writes an expense and another books it; the figures know it as an expense and not as paid to cases.
    """
    first, second, fund = await raised(api)
    coal = (await propose(first, **COAL, fund_id=fund["id"], amount_fen=9_600_000)).json()
    assert (coal["payee"], coal["note"], coal["households"]) == (COAL["payee"], COAL["note"], 50)
    own = await step(first, coal, "vouchers", step="confirm")
    assert (own.status_code, own.json()["code"]) == (409, "voucher_same_officer")
    assert (await money_of(first, fund))["spent"] == 0
    booked = await step(second, coal, "vouchers", step="confirm")
    assert (booked.status_code, booked.json()["state"]) == (200, "booked")
    posters = {"document_number": "合同 12", "payee": "县印刷厂", "note": "宣传海报", "households": None}
    await book(first, second, **COAL | posters, fund_id=fund["id"], amount_fen=400_000)
    assert await money_of(first, fund) == {
        "income": 12_000_000,
        "budget": 0,
        "reserved": 0,
        "goods": 0,
        "spent": 10_000_000,
        "available": 2_000_000,
    }
    listed = (await first.get("/vouchers", params={"fund_id": fund["id"], "kind": "expense"})).json()["items"]
    assert [(each["payee"], each["households"]) for each in listed] == [("县印刷厂", None), (COAL["payee"], 50)]
    entries = (await first.get("/ledger-entries", params={"fund_id": fund["id"], "kind": "expense"})).json()["items"]
    assert [(each["document_number"], each["memo"]) for each in entries] == [
        ("合同 12", "宣传海报"),
        ("发票 03421187", COAL["note"]),
    ]
    assert entries[1]["voucher_id"] == coal["id"]
    now = datetime.now(UTC)
    months = (await first.get("/funds/months", params={"year": now.year, "fund_id": fund["id"]})).json()["items"]
    assert [each["spent_fen"] for each in months] == [10_000_000]
    figures = await (await api.as_("county_officer")).get(
        "/stats/datasets/aid_money",
        params={"org_id": str(id_of("qingxi")), "measures": "received,expenses,spent,paid,left,paid_rate"},
    )
    assert {each["measure"]: each["value"] for each in figures.json()["items"]} == {
        "received": 12_000_000,
        "expenses": 10_000_000,
        "spent": 10_000_000,
        "paid": 0,
        "left": 2_000_000,
        "paid_rate": 83.3,
    }
    await require_sound(api.database)


async def test_an_expense_takes_no_more_than_is_there(api: Api) -> None:
    """Issue 4 section 5: a fund never goes below nought; nothing is booked, and the voucher still waits."""
    first, second, fund = await raised(api)
    too_much = (await propose(first, **COAL, fund_id=fund["id"], amount_fen=12_000_001)).json()
    refused = await step(second, too_much, "vouchers", step="confirm")
    assert (refused.status_code, refused.json()["code"]) == (409, "fund_short")
    assert (await money_of(first, fund))["available"] == 12_000_000
    entries = (await first.get("/ledger-entries", params={"fund_id": fund["id"]})).json()["items"]
    assert [each["kind"] for each in entries] == ["income"]
    assert (await first.get(f"/vouchers/{too_much['id']}")).json()["state"] == "proposed"
    await require_sound(api.database)


async def test_an_expense_of_a_closed_fund_is_refused(api: Api) -> None:
    """FundClosed, when it is written and when it is booked."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first)
    waiting = (await propose(first, **COAL, fund_id=fund["id"], amount_fen=1)).json()
    await step(first, fund, "funds", step="close")
    late = await propose(first, **COAL, fund_id=fund["id"], amount_fen=1)
    for answer in (late, await step(second, waiting, "vouchers", step="confirm")):
        assert (answer.status_code, answer.json()["code"]) == (409, "fund_closed")


async def until(api: Api, fund: dict[str, Any], day: date) -> None:
    """Let a fund be one that is to be spent by a day."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text("update fund set spend_by = :day where id = cast(:id as uuid)"), {"day": day, "id": fund["id"]}
        )


async def test_after_its_day_a_fund_pays_no_expense(api: Api) -> None:
    """FND-06: on the last day it does; the day after neither a new expense nor one that waited is booked. Money that
    comes in is, and so is the reversal of an expense."""
    first, second, fund = await raised(api, spend_by=today().isoformat())
    in_time = await book(first, second, **COAL, fund_id=fund["id"], amount_fen=5)
    waiting = (await propose(first, **COAL, fund_id=fund["id"], amount_fen=1)).json()
    await until(api, fund, today() - timedelta(days=1))
    late = await propose(first, **COAL, fund_id=fund["id"], amount_fen=1)
    for answer in (late, await step(second, waiting, "vouchers", step="confirm")):
        assert (answer.status_code, answer.json()["code"]) == (409, "fund_past_its_day")
    assert (await money_of(first, fund))["spent"] == 5
    await book(first, second, kind="income", fund_id=fund["id"], amount_fen=7)
    await book(first, second, kind="reversal", reverses_id=in_time["entry_id"], note="误记")
    assert (await money_of(first, fund))["available"] == 12_000_007
    await require_sound(api.database)


async def test_a_reversed_expense_gives_its_money_back(api: Api) -> None:
    """FND-02: by a second voucher of two hands, from what was spent to what is available; no figure keeps it."""
    first, second, fund = await raised(api)
    coal = await book(first, second, **COAL, fund_id=fund["id"], amount_fen=9_600_000)
    entry = (await first.get(f"/ledger-entries/{coal['entry_id']}")).json()
    assert [each["step"] for each in entry["steps"]] == ["reverse"]
    back = await book(first, second, kind="reversal", reverses_id=coal["entry_id"], note="发票开错，重开")
    assert (back["amount_fen"], back["payee"], back["households"]) == (9_600_000, "", None)
    money = await money_of(first, fund)
    assert (money["income"], money["spent"], money["available"]) == (12_000_000, 0, 12_000_000)
    figures = await (await api.as_("county_officer")).get(
        "/stats/datasets/aid_money",
        params={"org_id": str(id_of("qingxi")), "measures": "received,expenses,spent,left"},
    )
    assert {each["measure"]: each["value"] for each in figures.json()["items"]} == {
        "received": 12_000_000,
        "expenses": 0,
        "spent": 0,
        "left": 12_000_000,
    }
    await require_sound(api.database)


async def test_only_expenses_have_a_payee(api: Api) -> None:
    """The database says so too: who is paid stands on an expense, always, and on no other voucher."""
    first, second, fund = await raised(api)
    await book(first, second, **COAL, fund_id=fund["id"], amount_fen=1)
    for broken in (
        "update voucher set payee = 'x' where kind = 'income'",
        "update voucher set payee = '' where kind = 'expense'",
        "update voucher set households = 1 where kind = 'income'",
        "update voucher set households = 0 where kind = 'expense'",
        "update voucher set kind = 'gift' where kind = 'income'",
    ):
        with pytest.raises(IntegrityError):
            async with api.database.transaction(EVERYTHING) as session:
                await session.execute(text(broken))


@pytest.mark.parametrize("kind", ["expense", "gift"])
async def test_an_entry_between_other_accounts_is_found(api: Api, kind: str) -> None:
    """I3: an expense goes from what is available to what is spent; the check of the books says when one does not, and
    names a kind that has no accounts of its own."""
    async with api.database.transaction(EVERYTHING) as session:
        fund = await add_fund(session, fen=10)
        wrong = ledger.Movement(
            kind=SimpleNamespace(value=kind),  # type: ignore[arg-type]
            amount_fen=1,
            debit=(fund.id, AccountKind.RESERVED),
            credit=(fund.id, AccountKind.AVAILABLE),
            voucher_id=new_id(),
        )
        await ledger.post(session, [wrong], by=BY, at=NOW)
        found = await check_money(session)
    assert [(each.rule, each.what) for each in found if each.rule.startswith("I3")] == [
        ("I3: an entry goes between the accounts of its kind", f"{kind}: reserved from available")
    ]


async def test_a_repeated_booking_is_one(api: Api) -> None:
    """api.md Idempotency: the same key again gets the same answer; without a key nothing is done."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first)
    voucher = (await propose(first, kind="income", fund_id=fund["id"], amount_fen=5)).json()
    path, body, headers = f"/vouchers/{voucher['id']}/steps", {"step": "confirm"}, once() | seen(voucher)
    answers = [await second.post(path, json=body, headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    keyless = await second.post(path, json=body, headers=seen(voucher))
    assert (keyless.status_code, keyless.json()["code"]) == (400, "idempotency_key_required")
    assert (await money_of(first, fund))["income"] == 5


async def test_a_budget_goes_down_and_comes_back(api: Api) -> None:
    """Issue 4 section 5: one entry between two funds; never more than is there; each side sees its own."""
    first, second = await as_finance(api, "city_one", "city"), await as_finance(api, "town_two", "city")
    county = await api.as_("county_finance")
    above, below = await make(first, "city"), await make(first, "qingxi", source="union_above")
    await book(first, second, kind="income", fund_id=above["id"], amount_fen=1_000_000)
    await book(first, second, kind="hand_down", fund_id=above["id"], other_fund_id=below["id"], amount_fen=600_000)
    assert (await money_of(county, below))["budget"] == 600_000
    short = (
        await propose(first, kind="hand_down", fund_id=above["id"], other_fund_id=below["id"], amount_fen=400_001)
    ).json()
    refused = await step(second, short, "vouchers", step="confirm")
    assert (refused.status_code, refused.json()["code"]) == (409, "fund_short")
    assert refused.json()["facts"] == {
        "there_fen": 400_000,
        "asked_fen": 400_001,
        "there": "4,000.00",
        "asked": "4,000.01",
    }
    await book(first, second, kind="take_back", fund_id=above["id"], other_fund_id=below["id"], amount_fen=100_000)
    (budget,) = (await first.get("/budgets", params={"fund_id": above["id"]})).json()["items"]
    assert (budget["id"], budget["got_fen"], budget["available_fen"]) == (below["id"], 500_000, 500_000)
    lines = (await county.get("/ledger-entries", params={"fund_id": below["id"]})).json()["items"]
    assert [(e["kind"], e["debit_fund_name"] is None, e["credit_fund_name"] is None) for e in lines] == [
        ("take_back", True, False),
        ("hand_down", False, True),
    ]
    assert (await county.get(f"/funds/{above['id']}")).status_code == 404
    for other in (above["id"], (await make(first, "nanhe"))["id"]):
        sideways = await propose(first, kind="hand_down", fund_id=below["id"], other_fund_id=other, amount_fen=1)
        assert (sideways.status_code, sideways.json()["code"]) == (409, "budget_not_below")
    await require_sound(api.database)


async def test_an_error_is_reversed_by_a_second_entry_and_a_second_officer(api: Api) -> None:
    """FND-02: never edited, reversed once, with a reason; what is spent cannot be reversed away."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first)
    booked = await book(first, second, kind="income", fund_id=fund["id"], amount_fen=900_000)
    unclear = await propose(first, kind="reversal", reverses_id=booked["entry_id"])
    assert unclear.json()["code"] == "voucher_unclear"
    reversal = (await propose(first, kind="reversal", reverses_id=booked["entry_id"], note="金额多写一位")).json()
    twice = await propose(first, kind="reversal", reverses_id=booked["entry_id"], note="再来一次")
    assert (twice.status_code, twice.json()["code"]) == (409, "ledger_reversed")
    done = (await step(second, reversal, "vouchers", step="confirm")).json()
    assert done["amount_fen"] == 900_000
    assert (await money_of(first, fund))["available"] == (await money_of(first, fund))["income"] == 0
    entry = (await first.get(f"/ledger-entries/{booked['entry_id']}")).json()
    assert (entry["reversed_by"], entry["steps"]) == (done["entry_id"], [])
    of_reversal = await propose(first, kind="reversal", reverses_id=done["entry_id"], note="改回去")
    assert (of_reversal.status_code, of_reversal.json()["code"]) == (409, "ledger_not_reversible")
    await require_sound(api.database)


async def test_what_a_case_did_is_not_reversed_in_the_ledger(api: Api) -> None:
    """The case would stand without its money."""
    first = await api.as_("county_finance")
    fund, _cases = await reserved(api)
    lines = (await first.get("/ledger-entries", params={"fund_id": str(fund.id), "kind": "reserve"})).json()["items"]
    answer = await propose(first, kind="reversal", reverses_id=lines[0]["id"], note="试试")
    assert (answer.status_code, answer.json()["code"]) == (409, "ledger_not_reversible")
    assert lines[0]["case_number"] == lines[0]["memo"]


async def test_months_are_locked_once_they_are_over(api: Api) -> None:
    """ui.md ⑤: lock month; this month and a locked one are refused."""
    client = await api.as_("county_finance")
    fund = await make(client)
    today = datetime.now(UTC)
    now = await step(client, fund, "funds", step="lock", month=f"{today:%Y-%m}")
    assert (now.status_code, now.json()["code"]) == (422, "fund_month_not_over")
    done = await step(client, fund, "funds", step="lock", month="2026-02")
    assert done.json()["locked_through"] == "2026-02-28"
    again = await step(client, done.json(), "funds", step="lock", month="2026-01")
    assert (again.status_code, again.json()["code"]) == (409, "fund_month_locked")


async def test_only_an_empty_fund_is_closed_and_a_closed_one_takes_nothing(api: Api) -> None:
    """FundNotEmpty to the fen; FundClosed; opened again it takes money."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first)
    voucher = (await propose(first, kind="income", fund_id=fund["id"], amount_fen=1)).json()
    closed = (await step(first, fund, "funds", step="close")).json()
    assert closed["status"] == "closed"
    assert [each["step"] for each in closed["steps"]] == ["lock", "reopen"]
    twice = await step(first, closed, "funds", step="close")
    assert (twice.status_code, twice.json()["code"]) == (409, "step_not_possible")
    refused = await step(second, voucher, "vouchers", step="confirm")
    assert (refused.status_code, refused.json()["code"]) == (409, "fund_closed")
    opened = (await step(first, closed, "funds", step="reopen")).json()
    assert (await step(first, opened, "funds", step="reopen")).json()["code"] == "step_not_possible"
    await step(second, voucher, "vouchers", step="confirm")
    full = await step(first, opened, "funds", step="close")
    assert (full.status_code, full.json()["facts"]) == (409, {"left": "0.01", "reserved": "0.00", "stored": "0.00"})


async def test_twelve_columns(api: Api) -> None:
    """ui.md ⑤: the months of a year; of a subtree, budgets inside it come to nothing."""
    first, second = await as_finance(api, "city_one", "city"), await as_finance(api, "town_two", "city")
    above, below = await make(first, "city"), await make(first, "qingxi")
    await book(first, second, kind="income", fund_id=above["id"], amount_fen=700)
    await book(first, second, kind="hand_down", fund_id=above["id"], other_fund_id=below["id"], amount_fen=300)
    now = datetime.now(UTC)
    months = {"month": now.month, "reserved_fen": 0, "spent_fen": 0}
    for params, told in (
        ({"fund_id": above["id"]}, {"income_fen": 700, "budget_fen": -300}),
        ({"fund_id": below["id"]}, {"income_fen": 0, "budget_fen": 300}),
        ({}, {"income_fen": 700, "budget_fen": 0}),
    ):
        found = (await first.get("/funds/months", params={"year": now.year, **params})).json()
        assert found["items"] == [months | told]
    assert (await first.get("/funds/months", params={"year": 2001})).json()["items"] == []


async def test_vouchers_wait_are_refused_and_taken_back(api: Api) -> None:
    """By whom it may; with a word; nothing moves."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first)
    one = (await propose(first, kind="income", fund_id=fund["id"], amount_fen=1)).json()
    for client, waiting_there in ((first, []), (second, ["云工财〔2026〕3号"])):
        items = (await client.get("/me/todo")).json()["items"]
        assert [item["detail"] for item in items if item["kind"] == "voucher_check"] == waiting_there
    assert (await step(second, one, "vouchers", step="withdraw")).json()["code"] == "voucher_not_maker"
    gone = (await step(second, one, "vouchers", step="refuse", answer="缺文件")).json()
    assert (gone["state"], gone["answer"]) == ("refused", "缺文件")
    two = (await propose(first, kind="income", fund_id=fund["id"], amount_fen=1)).json()
    assert (await step(first, two, "vouchers", step="withdraw")).json()["state"] == "withdrawn"
    waiting = await first.get("/vouchers", params={"fund_id": fund["id"], "state": "proposed", "with_total": True})
    assert (waiting.json()["items"], waiting.json()["total"]) == ([], 0)
    assert (await money_of(first, fund))["income"] == 0


async def test_the_document_is_opened_from_its_voucher_alone(api: Api, own_data: None) -> None:
    """A picture that was uploaded as a proof; not as anything else, not by somebody else."""
    first, second = await api.as_("county_finance"), await as_finance(api)
    fund = await make(first)
    files = {"file": ("通知.png", png(), "image/png")}
    kept = (await first.post("/files", files=files, data={"purpose": "proof"})).json()
    other = (await first.post("/files", files=files, data={"purpose": "image"})).json()
    said: dict[str, Any] = {"kind": "income", "fund_id": fund["id"], "amount_fen": 1}
    for client, file in ((first, other), (second, kept)):
        answer = await propose(client, **said, file_id=file["id"])
        assert (answer.status_code, answer.json()["code"]) == (422, "proof_not_there")
    voucher = (await propose(first, **said, file_id=kept["id"])).json()
    assert voucher["has_file"]
    shown = await second.get(f"/vouchers/{voucher['id']}/file")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert (await first.get(f"/files/{kept['id']}")).status_code == 404


@pytest.mark.parametrize(
    "broken",
    [
        {"amount_fen": 0},
        {"amount_fen": -5},
        {"amount_fen": 1.5},
        {"amount_fen": 10**12 + 1},
        {"document_number": ""},
        {"other_fund_id": str(id_of("x"))},
        {"kind": "hand_down"},
        {"kind": "steal"},
        {"payee": "煤站"},
        {"households": 50},
        {"kind": "expense", "note": "取暖用煤"},
        {"kind": "expense", "payee": "煤站"},
        {"kind": "expense", "payee": "煤站", "note": "取暖用煤", "households": 0},
        {"kind": "expense", "payee": "煤" * 101, "note": "取暖用煤"},
    ],
)
async def test_a_voucher_says_what_it_is(api: Api, broken: dict[str, Any]) -> None:
    """X-01: nothing, less than nothing, halves of a fen, too much, no document, no other side."""
    client = await api.as_("county_finance")
    fund = await make(client)
    answer = await propose(client, **{"kind": "income", "fund_id": fund["id"], "amount_fen": 1, **broken})
    assert answer.status_code == 422


async def test_a_page_of_funds_costs_few_statements(api: Api, queries: Callable[..., Any]) -> None:
    """However many there are; and the funds that may serve a case are its union's and those above."""
    client = await api.as_("county_finance")
    for number in range(12):
        await make(client, "qingxi" if number % 2 else "chengguan", name=f"资金{number}")
    _fund, (case,) = await reserved(api)
    await client.get("/funds")
    with queries(at_most=4):
        page = (await client.get("/funds", params={"limit": 5, "with_total": True})).json()
    assert (len(page["items"]), page["total"]) == (5, 13)
    with queries(at_most=3):
        await client.get("/vouchers")
    with queries(at_most=3):
        await client.get("/ledger-entries")
    hospital = await make(client, "hospital")
    fitting = (await client.get("/funds", params={"case_id": str(case.id), "limit": 100})).json()["items"]
    assert len(fitting) == 13
    assert hospital["id"] not in {each["id"] for each in fitting}


async def test_who_only_reads(api: Api) -> None:
    """FND-03: the auditor reads everything and books nothing; an officer too."""
    finance = await api.as_("county_finance")
    fund = await make(finance)
    for key in ("county_auditor", "county_officer"):
        client = await api.as_(key)
        assert (await client.get(f"/funds/{fund['id']}")).status_code == 200
        answer = await propose(client, kind="income", fund_id=fund["id"], amount_fen=1)
        assert answer.status_code == 403


PLANTED = {
    "a balance": ("update ledger_account set balance_fen = balance_fen + 1 where kind = 'available'", 2),
    "a count": ("update ledger_account set entries = entries + 1 where kind = 'reserved'", 1),
    "a case": ("update aid_case set status = 'paid', payer_id = gen_random_uuid()", 1),
    "an amount": ("update aid_case set amount_fen = amount_fen + 1", 1),
    "a payment": ("update payment set state = 'paid', paid_at = now()", 1),
}


@pytest.mark.parametrize("what", PLANTED)
async def test_the_check_has_teeth(api: Api, what: str) -> None:
    """NC: each planted error is found; the books before it were sound."""
    _fund, (case,) = await reserved(api)
    await require_sound(api.database)

    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                "insert into payment (id, case_id, fund_id, organization_id, code, round, way, amount_fen, payee, bank, goods, "
                "state, bank_reason, reason, payer_name, created_at, version, signature_id, photo_id) "
                "select gen_random_uuid(), id, fund_id, organization_id, code, 1, 'cash', amount_fen, name, '', '', "
                "'waiting', '', '', '', now(), 1, id, id from aid_case where id = :id"
            ),
            {"id": case.id},
        )
    statement, least = PLANTED[what]
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text(statement))
        found = await check_money(session)
    assert len(found) >= least
    assert {each.rule for each in found} <= set(RULES)
