"""Visits in the statistics (issue 4 section 8; AID-12…17, AID-24): planned against done, each figure as its list."""

from typing import Any

import httpx
from sqlalchemy import text

from backend.domain.access import EVERYTHING
from tests import visits
from tests.conftest import Api
from tests.town import today


def this_month() -> str:
    return f"{today():%Y-%m}"


async def ask(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/stats/datasets/visits", params={"period": this_month()} | query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def outcomes(api: Api) -> None:
    """Of the six stops of AID-13 two were made, one of them with less cash, and one met nobody."""
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text("""
            with numbered as (select id, row_number() over (order by name) as n from visit)
            update visit v set status = case when n < 3 then 'done' else 'absent' end, recorded_at = now(),
              given_fen = case n when 1 then v.cash_fen when 2 then v.cash_fen - 10000 else 0 end,
              goods_given_fen = case when n < 3 then v.goods_fen else 0 end
            from numbered where numbered.id = v.id and n <= 3""")
        )


async def test_every_figure_equals_its_list(api: Api) -> None:
    """Whatever it is divided by, the list behind has as many stops, or amounts that come to the same."""
    await visits.example(api)
    await outcomes(api)
    for person in ("city_officer", "county_officer", "union_chair"):
        client = await api.as_(person)
        tried = 0
        for by in ("", "child", "occasion", "kind", "kind,child"):
            for item in await ask(client, by=by):
                if item["query"] is None:
                    continue
                answer = await client.get(
                    "/visits", params={**item["query"]["filters"], "limit": 500, "with_total": True}
                )
                assert answer.status_code == 200, answer.text
                rows, total = answer.json()["items"], answer.json()["total"]
                column = {
                    "cash_planned": "cash_fen",
                    "cash_given": "given_fen",
                    "goods_planned": "goods_fen",
                    "goods_given": "goods_given_fen",
                }.get(item["measure"])
                assert item["value"] == (sum(row[column] for row in rows) if column else total), item
                tried += bool(item["value"])
        assert tried > 15, person


async def test_planned_against_done(api: Api) -> None:
    """AID-13: six stops, 3,000 yuan of cash, 2,000 of goods; what is not met is neither done nor to be visited."""
    await visits.example(api)
    await outcomes(api)
    county = await api.as_("county_officer")
    figures = {item["measure"]: item["value"] for item in await ask(county)}
    assert figures == {
        "planned": 6,
        "done": 2,
        "absent": 1,
        "waiting": 3,
        "done_rate": 33.3,
        "cash_planned": 300_000,
        "cash_given": 90_000,
        "goods_planned": 200_000,
        "goods_given": figures["goods_given"],
    }
    assert figures["goods_given"] > 0
    by_child = {item["organization_name"]: item["value"] for item in await ask(county, by="child", measures="planned")}
    assert sum(by_child.values()) == 6
    assert {item["value"] for item in await ask(county, period="2019")} == {0, None}


async def test_a_draft_is_not_planned(api: Api) -> None:
    """Only what was settled counts; what was cancelled does not."""
    county = await api.as_("county_officer")
    await visits.households(api)
    await visits.from_list(county)
    assert {item["value"] for item in await ask(county, measures="planned,cash_planned")} == {0}
