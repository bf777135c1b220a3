"""The store of goods: bought or given, counted, promised to doors, brought there, written off (FND-04, AID-13)."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests import goods, money
from tests.api.test_visit_money import balances, pay, read
from tests.api.test_visits import code
from tests.conftest import Api
from tests.people import once, seen
from tests.town import id_of, today
from tests.visits import arrange, from_list, households, plan, report, row_of, step, stops_of

BOUGHT = 100 * 8_500 + 50 * 9_900


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def stored(client: httpx.AsyncClient, fund: str) -> int:
    """What lies in the store of a fund."""
    return int((await client.get(f"/funds/{fund}")).json()["goods_fen"])


def of(lot: dict[str, Any], count: int) -> dict[str, Any]:
    """Pieces of a lot as a plan asks for them: what they are called and worth is the lot's to say."""
    return {"name": "随便写", "count": count, "value_fen": 1, "lot_id": lot["id"]}


async def planned(api: Api, *brought: dict[str, Any], cash_fen: int = 50_000, **more: Any) -> dict[str, Any]:
    """A plan to the six of AID-13 with this for each of them, not settled yet."""
    return await from_list(await api.as_("county_officer"), cash_fen=cash_fen, goods=list(brought), **more)


async def test_from_the_voucher_to_the_doors_and_back(api: Api) -> None:
    """FND-04, AID-13: what was bought lies in the store at its price, is promised to six doors, leaves it lot by lot when
    the visits are booked, and comes back when they are not; every piece opens its door, goods and books agree throughout."""
    await households(api)
    fund, lots = await goods.stocked(api)
    finance, county = await api.as_("county_finance"), await api.as_("county_officer")
    rice, oil = lots["大米"], lots["食用油"]
    assert (rice["there"], rice["price_fen"], rice["worth_fen"]) == (100, 8_500, 850_000)
    assert (rice["came_from"], rice["came_by"], rice["promised"]) == ("青溪县供销粮油公司", "purchase", 0)
    assert await balances(finance, fund) == (2_000_000 - BOUGHT, 0, 0)
    assert await stored(finance, fund) == BOUGHT

    made = await planned(api, of(rice, 2), of(oil, 1))
    stops = await stops_of(county, made)
    worth = 2 * 8_500 + 9_900
    assert [(each["name"], each["count"], each["value_fen"]) for each in stops[0]["goods"]] == [
        ("大米", 2, 17_000),
        ("食用油", 1, 9_900),
    ]
    assert {(each["goods_fen"], each["from_store_fen"]) for each in stops} == {(worth, worth)}
    # A draft promises nothing.
    assert (await goods.lots(finance))["大米"]["promised"] == 0
    settled = await step(county, made, "plan")
    assert settled.status_code == 200, settled.text
    lots = await goods.lots(finance, visit_plan_id=made["id"])
    assert {name: each["promised"] for name, each in lots.items()} == {"大米": 12, "食用油": 6}
    # What lies in the store is paid for: only the cash is reserved.
    reserved = await pay(finance, settled.json(), "reserve", fund_id=fund)
    assert reserved.status_code == 200, reserved.text
    assert reserved.json()["money"]["reserved_fen"] == 6 * 50_000
    assert reserved.json()["money"]["from_store_fen"] == 6 * worth

    *whole, less, absent = await stops_of(county, made)
    for stop in whole:
        assert (await report(county, stop)).status_code == 200
    assert (await report(county, less, goods_given=[of(rice, 2)], difference="食用油漏了一桶")).status_code == 200
    missed = {"step": "absent", "reason": "外出就医"}
    assert (await county.post(f"/visits/{absent['id']}/steps", json=missed, headers=seen(absent))).status_code == 200
    lots = await goods.lots(finance)
    assert {name: each["promised"] for name, each in lots.items()} == {"大米": 10, "食用油": 4}
    assert lots["大米"]["there"] == 100
    now = await read(county, made)
    brought = 4 * worth + 17_000
    assert now["money"]["to_issue_fen"] == brought

    booked = await pay(finance, now, "book")
    assert booked.status_code == 200, booked.text
    told = booked.json()["money"]
    assert (told["to_issue_fen"], told["issued_fen"], told["booked_fen"]) == (0, brought, 5 * 50_000)
    lots = await goods.lots(finance)
    assert {name: (each["there"], each["promised"]) for name, each in lots.items()} == {
        "大米": (90, 0),
        "食用油": (46, 0),
    }
    assert await stored(finance, fund) == BOUGHT - brought
    assert await balances(finance, fund) == (2_000_000 - BOUGHT - 5 * 50_000, 0, brought + 5 * 50_000)
    moved = (await finance.get(f"/goods-lots/{oil['id']}/movements")).json()["items"]
    assert {each["visit_name"] for each in moved if each["kind"] == "give"} == {each["name"] for each in whole}
    entries = (await finance.get("/ledger-entries", params={"visit_plan_id": made["id"], "kind": "give"})).json()[
        "items"
    ]
    assert {each["memo"] for each in entries} >= {f"{made['number']} 大米 2 袋", f"{made['number']} 食用油 1 桶"}
    assert code(await pay(finance, booked.json(), "book")) == (409, "visit_money_nothing_to_book")
    await money.require_sound(api.database)

    first = whole[0]
    back = await pay(finance, booked.json(), "unbook", visit_ids=[first["id"]])
    assert back.status_code == 200, back.text
    assert back.json()["money"]["issued_fen"] == brought - worth
    assert (await goods.movements(finance, rice))[-1] == ("give_back", 2, 92)
    await money.require_sound(api.database)
    again = await pay(finance, back.json(), "book")
    assert again.status_code == 200, again.text
    assert (await goods.movements(finance, rice))[-1] == ("give", -2, 90)
    await money.require_sound(api.database)


async def test_no_door_is_promised_what_another_was(api: Api) -> None:
    """FND-04: two plans cannot settle on the same pieces, one after the other or at once; a plan that is taken back gives up
    its promise, and a settled one is not written beyond the store."""
    await households(api)
    _fund, lots = await goods.stocked(api, goods.RICE | {"pieces": 20})
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    rice = lots["大米"]
    one, two = await planned(api, of(rice, 2)), await planned(api, of(rice, 2))
    answers = await asyncio.gather(step(county, one, "plan"), step(county, two, "plan"))
    assert sorted(answer.status_code for answer in answers) == [200, 409]
    won, lost = sorted(answers, key=lambda answer: answer.status_code)
    problem = lost.json()
    assert problem["code"] == "goods_promised"
    assert {name: problem["facts"][name] for name in ("there", "promised", "asked")} == {
        "there": 20,
        "promised": 12,
        "asked": 12,
    }
    assert (await goods.lots(finance))["大米"]["promised"] == 12

    stops = await stops_of(county, won.json())
    more = [row_of(stop, goods=[of(rice, 4)]) for stop in stops]
    assert code(await arrange(county, won.json(), *more)) == (409, "goods_promised")
    less = await arrange(county, won.json(), *(row_of(stop, goods=[of(rice, 1)]) for stop in stops))
    assert less.status_code == 200, less.text
    loser = await read(county, two if won.json()["id"] == one["id"] else one)
    assert (await step(county, loser, "plan")).status_code == 200
    assert (await goods.lots(finance))["大米"]["promised"] == 18
    assert (await step(county, less.json(), "cancel", reason="合并到另一份安排")).status_code == 200
    assert (await goods.lots(finance))["大米"]["promised"] == 12


async def test_booked_twice_at_once_leaves_the_store_once(api: Api) -> None:
    """FND-04, trust.md row 10: five officers book one plan at once; every piece leaves once."""
    await households(api)
    _fund, lots = await goods.stocked(api)
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    made = await planned(api, of(lots["大米"], 2), cash_fen=0)
    assert (await step(county, made, "plan")).status_code == 200
    for stop in await stops_of(county, made):
        assert (await report(county, stop)).status_code == 200
    now = await read(county, made)
    answers = await asyncio.gather(*(pay(finance, now, "book") for _ in range(5)))
    assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412, 412]
    assert (await goods.lots(finance))["大米"]["there"] == 88
    await money.require_sound(api.database)


async def test_more_than_there_is_books_nothing_at_all(api: Api) -> None:
    """What was given is a fact; where the store has less, neither goods nor cash are booked until it is put right."""
    await households(api)
    fund, lots = await goods.stocked(api, goods.RICE | {"pieces": 6})
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    made = await planned(api, of(lots["大米"], 1), cash_fen=50_000)
    settled = await step(county, made, "plan")
    assert (await pay(finance, settled.json(), "reserve", fund_id=fund)).status_code == 200
    first, *others = await stops_of(county, made)
    assert (await report(county, first, goods_given=[of(lots["大米"], 7)], difference="代领两户")).status_code == 200
    for stop in others:
        assert (await report(county, stop)).status_code == 200
    before = await balances(finance, fund)
    refused = await pay(finance, await read(county, made), "book")
    assert code(refused) == (409, "goods_short")
    assert {name: refused.json()["facts"][name] for name in ("there", "asked")} == {"there": 6, "asked": 12}
    assert await balances(finance, fund) == before
    assert await goods.movements(finance, lots["大米"]) == [("purchase", 6, 6)]
    await money.require_sound(api.database)


async def test_counted_written_off_and_put_right(api: Api) -> None:
    """FND-04: the store is counted beside the books; what is missing is written off by two officers, and a wrong loss is
    reversed. Nothing is written off that is not there."""
    fund, lots = await goods.stocked(api)
    finance = await api.as_("county_finance")
    rice = lots["大米"]
    said = {"counted": 97, "note": "受潮三袋"}
    path = f"/goods-lots/{rice['id']}/counts"
    counted = await finance.post(path, json=said, headers=seen(rice))
    assert counted.status_code == 200, counted.text
    assert (await finance.post(path, json=said, headers=seen(rice))).status_code == 412
    assert list(await goods.lots(finance, state="differs")) == ["大米"]
    assert (await goods.lots(finance))["大米"]["there"] == 100

    loss = {"kind": "loss", "lot_id": rice["id"], "pieces": 3, "note": "受潮，已拍照"}
    assert code(await goods.propose(finance, **loss | {"pieces": 101})) == (409, "goods_short")
    written = await goods.propose(finance, **loss)
    assert written.status_code == 201, written.text
    assert (written.json()["amount_fen"], written.json()["fund_id"]) == (25_500, fund)
    assert code(await goods.confirm(finance, written.json())) == (409, "voucher_same_officer")
    assert (await goods.confirm(await money.as_finance(api), written.json())).status_code == 200
    assert await goods.lots(finance, state="differs") == {}
    assert await stored(finance, fund) == BOUGHT - 25_500
    assert await balances(finance, fund) == (2_000_000 - BOUGHT, 0, 25_500)
    entry = (await finance.get("/ledger-entries", params={"kind": "loss"})).json()["items"][0]
    assert entry["memo"] == "受潮，已拍照"
    await goods.book(api, kind="reversal", reverses_id=entry["id"], note="晒干可用")
    assert await goods.movements(finance, rice) == [("purchase", 100, 100), ("loss", -3, 97), ("reversal", 3, 100)]
    await money.require_sound(api.database)


async def test_a_purchase_is_reversed_whole_or_not_at_all(api: Api) -> None:
    """FND-04: a lot that nothing was taken out of can be taken back; one that was given or promised cannot."""
    await households(api)
    fund, lots = await goods.stocked(api)
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    entry = (await finance.get("/ledger-entries", params={"kind": "purchase"})).json()["items"][0]
    reversal = {"kind": "reversal", "reverses_id": entry["id"], "note": "录入有误"}
    waiting = await goods.propose(finance, **reversal)
    assert waiting.status_code == 201, waiting.text
    made = await planned(api, of(lots["食用油"], 1))
    settled = await step(county, made, "plan")
    second = await money.as_finance(api)
    touched = await goods.confirm(second, waiting.json())
    assert (code(touched), touched.json()["facts"]["name"]) == ((409, "goods_touched"), "食用油")
    assert (await step(county, settled.json(), "revise")).status_code == 200
    done = await goods.confirm(second, waiting.json())
    assert done.status_code == 200, done.text
    assert await balances(finance, fund) == (2_000_000, 0, 0)
    assert await stored(finance, fund) == 0
    assert set(await goods.lots(finance, state="gone")) == {"大米", "食用油"}
    # The plan that is a draft again cannot be settled on what is not there any more.
    assert code(await step(county, await read(county, made), "plan")) == (409, "goods_promised")
    await money.require_sound(api.database)


async def test_goods_given_to_the_union(api: Api) -> None:
    """FND-01, FND-04: a gift in kind is income of its fund without any money; the statistics tell of it, and of the store."""
    fund = await money.fund_of(api, fen=100_000)
    finance = await api.as_("county_finance")
    gift = goods.purchase(fund, goods.OIL, kind="gift", document_number="捐赠协议 12", payee="青溪县工商联")
    await goods.book(api, **gift)
    found = (await finance.get(f"/funds/{fund}")).json()
    assert {name: found[f"{name}_fen"] for name in ("income", "available", "goods", "spent")} == {
        "income": 100_000 + 495_000,
        "available": 100_000,
        "goods": 495_000,
        "spent": 0,
    }
    lots = await goods.lots(finance)
    loss = {"kind": "loss", "lot_id": lots["食用油"]["id"], "pieces": 2, "note": "破损"}
    await goods.book(api, **loss)
    measures = ("received", "left", "stored", "expenses", "spent")
    query = {"org_id": str(id_of("qingxi")), "measures": ",".join(measures), "period": f"{today():%Y-%m}"}
    told = (await finance.get("/stats/datasets/aid_money", params=query)).json()["items"]
    before = await finance.get("/stats/datasets/aid_money", params=query | {"period": "2026-01"})
    assert {each["measure"]: each["value"] for each in told} == dict(
        zip(measures, (595_000, 100_000, 475_200, 19_800, 19_800), strict=True)
    )
    assert {each["measure"]: each["value"] for each in before.json()["items"]} == dict.fromkeys(measures, 0)
    await money.require_sound(api.database)


async def test_goods_of_a_union_go_to_its_own_people(api: Api) -> None:
    """ORG-01, FND-04: another county neither sees a lot nor brings it; a township's goods stay below it; whoever has no
    say in money counts nothing."""
    await households(api)
    _fund, lots = await goods.stocked(api)
    county, finance = await api.as_("county_officer"), await api.as_("county_finance")
    rice = lots["大米"]
    stranger = await api.as_("neighbour_officer")
    assert await goods.lots(stranger) == {}
    assert (await stranger.get(f"/goods-lots/{rice['id']}")).status_code == 404
    assert (await stranger.get(f"/goods-lots/{rice['id']}/movements")).status_code == 404
    said = {"counted": 1}
    assert (await county.post(f"/goods-lots/{rice['id']}/counts", json=said, headers=seen(rice))).status_code == 403

    below = await money.fund_of(api, "textile", fen=1_000_000)
    await goods.book(api, **goods.purchase(below, goods.RICE | {"name": "面粉"}))
    flour = (await goods.lots(finance, fund_id=below))["面粉"]
    body = {"plan": plan(), "households": {}, "goods": [of(flour, 1)]}
    refused = await county.post("/visit-plan-drafts", json=body, headers=once())
    assert code(refused) == (409, "goods_elsewhere")
    assert "面粉" in refused.json()["detail"]
    # The list for a plan of the county leaves it out.
    assert set(await goods.lots(finance, for_id=str(id_of("qingxi")))) == {"大米", "食用油"}
    assert set(await goods.lots(finance, for_id=str(id_of("textile")))) == {"大米", "食用油", "面粉"}


async def test_what_others_pay_for_comes_out_of_no_store(api: Api) -> None:
    """AID-13, FND-04: a plan that somebody else pays for takes nothing out of the store, in whichever order it is written;
    at a door nothing is recorded out of a lot that the plan does not bring there."""
    await households(api)
    _fund, lots = await goods.stocked(api)
    county = await api.as_("county_officer")
    rice, oil = lots["大米"], lots["食用油"]
    body = {"plan": plan(paid_elsewhere="宏远公司"), "households": {}, "goods": [of(rice, 1)]}
    assert code(await county.post("/visit-plan-drafts", json=body, headers=once())) == (409, "visit_store_elsewhere")
    made = await planned(api, of(rice, 1), cash_fen=0)
    renamed = await county.patch(f"/visit-plans/{made['id']}", json={"paid_elsewhere": "宏远公司"}, headers=seen(made))
    assert code(renamed) == (409, "visit_store_elsewhere")
    assert (await step(county, made, "plan")).status_code == 200
    stop = (await stops_of(county, made))[0]
    strange = await report(county, stop, goods_given=[of(oil, 1)], difference="换成油")
    assert code(strange) == (422, "visit_goods_not_planned")
    named = {"name": "食用油", "count": 1, "value_fen": 9_900}
    assert (await report(county, stop, goods_given=[named], difference="换成油")).status_code == 200


async def test_a_fund_with_goods_in_store_stays_open(api: Api) -> None:
    """FND-02, FND-04: what lies in the store belongs to the fund; it is not closed before all is given."""
    fund, _lots = await goods.stocked(api, goods.RICE | {"pieces": 10}, fen=85_000)
    finance = await api.as_("county_finance")
    found = (await finance.get(f"/funds/{fund}")).json()
    assert (found["available_fen"], found["goods_fen"]) == (0, 85_000)
    answer = await finance.post(f"/funds/{fund}/steps", json={"step": "close"}, headers=seen(found))
    assert code(answer) == (409, "fund_not_empty")
    assert "850.00" in answer.json()["detail"]


REFUSED: dict[str, dict[str, Any]] = {
    "an amount beside its goods": {"amount_fen": 100},
    "no goods": {"goods": []},
    "nobody it is from": {"payee": ""},
    "no document": {"document_number": " "},
    "households": {"households": 3},
    "a lot": {"lot_id": str(id_of("nothing")), "pieces": 1},
    "a loss with a fund": {"kind": "loss", "goods": [], "payee": "", "lot_id": str(id_of("nothing")), "pieces": 1},
    "a loss without pieces": {"kind": "loss", "goods": [], "payee": "", "fund_id": None, "note": "潮了"},
    "an expense with goods": {"kind": "expense", "note": "买米", "amount_fen": 1},
}


@pytest.mark.parametrize("said", REFUSED.values(), ids=REFUSED)
async def test_a_voucher_of_goods_says_all_it_needs(api: Api, said: dict[str, Any]) -> None:
    """FND-02: what a kind of voucher needs, and nothing else; refused with its fields in the sentence."""
    fund = await money.fund_of(api)
    answer = await goods.propose(await api.as_("county_finance"), **goods.purchase(fund) | said)
    assert code(answer) == (422, "voucher_unclear")


async def test_money_that_is_not_there_buys_nothing(api: Api) -> None:
    """FND-02: a purchase beyond the fund is refused to the fen when it is booked, and no lot comes of it."""
    fund = await money.fund_of(api, fen=BOUGHT - 1)
    finance, second = await api.as_("county_finance"), await money.as_finance(api)
    made = (await goods.propose(finance, **goods.purchase(fund))).json()
    assert made["amount_fen"] == BOUGHT
    assert code(await goods.confirm(second, made)) == (409, "fund_short")
    assert await goods.lots(finance) == {}


async def test_the_list_is_one_statement(api: Api, queries: Callable[..., AbstractContextManager[None]]) -> None:
    """However many lots: one statement for the page, promises included."""
    await goods.stocked(api, *(goods.RICE | {"name": f"米{n}", "pieces": 1} for n in range(12)))
    finance = await api.as_("county_finance")
    with queries(at_most=3):
        assert len(await goods.lots(finance, q="米")) == 12


BROKEN = {
    "I6: the goods of a fund": "update goods_lot set there = there - 1 where name = '大米'",
    "I6: a lot has left": "update goods_lot set there = there - 1 where name = '大米'",
    "I6: the movements of a lot": "insert into goods_movement (id, lot_id, number, kind, pieces, left_there, entry_id, by_name, at) "
    "select gen_random_uuid(), l.id, 5, 'gift', 1, 1, e.id, '', now() from goods_lot l, ledger_entry e "
    "where e.kind = 'income' limit 1",
    "I6: an entry of goods": "update goods_lot set price_fen = price_fen + 1",
    "I6: a voucher that was booked": "update voucher set goods = '[{}]' where kind = 'purchase'",
    "I6: what a visit brought": "update visit set given_from_store_fen = 5, goods_given_fen = 5, issued_fen = 5, "
    "status = 'done', recorded_at = now() where place = 0",
}


@pytest.mark.parametrize("rule", BROKEN)
async def test_goods_and_books_that_differ_are_found(api: Api, rule: str) -> None:
    """FND-04 (账物相符): each rule of the store finds what breaks it."""
    await households(api)
    _fund, lots = await goods.stocked(api)
    await planned(api, of(lots["大米"], 1))
    await money.require_sound(api.database)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text(BROKEN[rule]))
        found = [each.rule for each in await check_money(session)]
    assert any(each.startswith(rule) for each in found), found
