"""The money of aid in the statistics (issue 4 section 8; FND-02): exact to the fen, and each sum equals its list."""

from typing import Any

import httpx
import pytest

from backend.db.queries import ledger
from backend.domain.access import EVERYTHING
from backend.domain.fund.codes import EntryKind
from tests.conftest import Api
from tests.money import BY, income
from tests.spending import earlier, last_month, noon, season, spend, take_out
from tests.town import id_of, today


def months() -> list[str]:
    """The three months of the season."""
    return [f"{earlier():%Y-%m}", f"{last_month():%Y-%m}", f"{today():%Y-%m}"]


async def ask(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/stats/datasets/aid_money", params=query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def told(client: httpx.AsyncClient, measure: str, **query: Any) -> dict[Any, Any]:
    """The figures of a measure that are something: by value, by unit, or by period."""
    items = await ask(client, measures=measure, **query)
    by = query.get("by")
    key = {"child": "organization_name", None: "period"}.get(by)
    return {item[key] if key else item["values"][by]: item["value"] for item in items if item["value"]}


async def test_by_month(api: Api) -> None:
    """What came in, was paid, came back and is left, at the end of each month, out of the ledger."""
    await season(api)
    city = await api.as_("city_officer")
    first, second, now = months()
    assert await told(city, "received", period=months()) == {first: 9_000_001, second: 700_000}
    assert await told(city, "paid", period=months()) == {first: 100_003, second: 550_000, now: 130_000}
    assert await told(city, "came_back", period=months()) == {second: 100_003}
    assert await told(city, "reserved", period=months()) == {second: 100_003, now: 190_003}
    assert await told(city, "awaiting", period=months()) == {second: 1, now: 2}
    assert await told(city, "left", period=months()) == {
        first: 9_000_001 - 100_003,
        second: 9_000_001 - 100_003 - 550_000 + 700_000,
        now: 9_700_001 - 100_003 - 550_000 - 130_000 - 90_000,
    }
    assert await told(city, "given", period=months()) == {first: 100_003, second: 550_000, now: 130_000}


async def test_by_child_from_both_sides(api: Api) -> None:
    """A county paid 420,003 of its own money; its households got 300,000 of the city's besides."""
    await season(api)
    city = await api.as_("city_officer")
    whole = {"period": months()}
    paid = [await told(city, "paid", by="child", period=each) for each in months()]
    given = [await told(city, "given", by="child", period=each) for each in months()]
    assert [sum(each.values()) for each in paid] == [sum(each.values()) for each in given]
    assert paid[1] == {"青溪县总工会": 250_000, "云江市总工会": 300_000}
    assert given[1] == {"青溪县总工会": 550_000}
    got = await told(city, "received", by="child", period=months()[0])
    assert got == {"青溪县总工会": 4_000_000, "云江市总工会": 5_000_001}
    county = await api.as_("county_officer")
    assert await told(county, "received", **whole) == {months()[0]: 4_000_000}
    assert await told(county, "given", by="source", period=months()[1]) == {"treasury": 250_000, "above": 300_000}
    assert await told(city, "given", by="source", period=months()[1]) == {"treasury": 250_000, "own": 300_000}


async def test_a_household_counts_once(api: Api) -> None:
    """Two programmes, one household: once in the month, once in each programme; the year has no household twice."""
    await season(api)
    city = await api.as_("city_officer")
    assert await told(city, "payments", period=months()[1]) == {months()[1]: 2}
    assert await told(city, "households", period=months()[1]) == {months()[1]: 1}
    assert await told(city, "households", period=months()[1], by="program_kind") == {"winter_warmth": 1, "schooling": 1}
    assert await told(city, "paid", period=months()[1], by="category") == {"relative": 550_000}
    assert await told(city, "came_back", period=months()[1], by="category") == {"deep": 100_003}
    assert await told(city, "given", period=months()[2], by="category") == {"unknown": 70_000, "deep": 60_000}


async def listed(client: httpx.AsyncClient, item: dict[str, Any], inside: set[str]) -> int:
    """What the list behind a figure comes to."""
    asked = item["query"]
    answer = await client.get(f"/{asked['list']}", params={**asked["filters"], "limit": 500, "with_total": True})
    assert answer.status_code == 200, answer.text
    rows = answer.json()["items"]
    match item["measure"]:
        case "payments":
            return int(answer.json()["total"])
        case "left":
            return sum(row["available_fen"] for row in rows)
        case "reserved":
            return sum(row["reserved_fen"] for row in rows)
        case "received":
            gets = sum(row["amount_fen"] for row in rows if row["kind"] == "income" or row["debit_fund_id"] in inside)
            return gets - sum(
                row["amount_fen"] for row in rows if row["kind"] != "income" and row["credit_fund_id"] in inside
            )
        case _:
            return sum(row["amount_fen"] for row in rows)


@pytest.mark.parametrize("person", ["city_officer", "county_officer", "union_chair"])
async def test_every_sum_equals_its_list(api: Api, person: str) -> None:
    """Issue 3 section 3: with its filters the list behind comes to the same, to the fen: every month, child, source,
    programme, category."""
    made = await season(api)
    async with api.database.transaction(EVERYTHING) as session:
        await spend(session, made.funds["qingxi"], 210_007, noon(last_month()))
    client = await api.as_(person)
    tried, seen = 0, set()
    for by in ("", "source", "program_kind", "category"):
        for child in ("", ",child"):
            for item in await ask(client, by=f"{by}{child}".strip(","), period=[*months(), "now", f"{today():%Y}"]):
                if item["query"] is None or not item["value"]:
                    continue
                narrowed = {name: item["query"]["filters"].get(name) for name in ("under_id", "source")}
                funds = (await client.get("/funds", params={k: v for k, v in narrowed.items() if v})).json()["items"]
                assert await listed(client, item, {fund["id"] for fund in funds}) == item["value"], item
                tried += 1
                seen.add(item["measure"])
    assert tried > (80 if person == "city_officer" else 5)
    if person != "union_chair":
        assert seen == {
            *("received", "reserved", "paid", "came_back", "expenses", "spent", "left", "given", "payments"),
        }


async def test_expenses_are_spent_and_paid_to_no_case(api: Api) -> None:
    """FND-05, FND-06: counted beside what cases were paid, off what is left from its month on, and gone from the month
    in which it is reversed. A reversal of income is taken off what came in, and off nothing else."""
    made = await season(api)
    city, (first, second, now) = await api.as_("city_officer"), months()
    before = {measure: await told(city, measure, period=months()) for measure in ("received", "paid", "left")}
    fund = made.funds["qingxi"]
    async with api.database.transaction(EVERYTHING) as session:
        await spend(session, fund, 500_000, noon(earlier()))
        wrong = await spend(session, fund, 30_000, noon(last_month()))
        (came,) = await ledger.post(session, [income(fund.id, 8_000)], by=BY, at=noon(last_month()))
        await take_out(session, wrong, EntryKind.EXPENSE, fund, 30_000, noon(today()))
        await take_out(session, came, EntryKind.INCOME, fund, 8_000, noon(today()))
    assert await told(city, "expenses", period=months()) == {first: 500_000, second: 30_000, now: -30_000}
    assert await told(city, "spent", period=months()) == {first: 600_003, second: 580_000, now: 100_000}
    assert await told(city, "paid", period=months()) == before["paid"]
    assert await told(city, "received", period=months()) == {first: 9_000_001, second: 708_000, now: -8_000}
    assert await told(city, "left", period=months()) == {
        first: before["left"][first] - 500_000,
        second: before["left"][second] - 522_000,
        now: before["left"][now] - 500_000,
    }
    assert await told(city, "expenses", by="child", period=first) == {"青溪县总工会": 500_000}
    assert await told(city, "expenses", by="source", period=first) == {"treasury": 500_000}
    rates = await ask(city, measures="paid_rate", period=first)
    assert [item["value"] for item in rates] == [6.7]


async def test_a_neighbour_is_told_nothing(api: Api) -> None:
    """Row security: another county's money is no part of any sum, and not found by its id."""
    await season(api)
    neighbour = await api.as_("neighbour_officer")
    assert await told(neighbour, "paid", period=months()) == {months()[2]: 60_000}
    assert await told(neighbour, "received", period=months()) == {months()[1]: 700_000}
    other = await neighbour.get("/stats/datasets/aid_money", params={"org_id": str(id_of("qingxi"))})
    assert other.status_code == 404


async def test_share_paid(api: Api) -> None:
    """Spent out of received; without money received there is no share."""
    await season(api)
    city = await api.as_("city_officer")
    items = await ask(city, measures="paid_rate", period=months())
    assert [item["value"] for item in items] == [1.1, 78.6, None]
