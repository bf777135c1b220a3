"""Coverage of mutual protection in the statistics (AID-23): members covered against members, each figure as its list."""

from typing import Any

import httpx
import pytest
from sqlalchemy import text

from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.people import join
from tests.protection import TODAY, contributed, enrol, make_plan

MONTH = f"{TODAY:%Y-%m}"


@pytest.fixture(autouse=True)
async def today(api: Api) -> None:
    await api.at(TODAY)


async def ask(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/stats/datasets/protection_coverage", params={"period": MONTH} | query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def figures(client: httpx.AsyncClient, **query: Any) -> dict[str, Any]:
    return {item["measure"]: item["value"] for item in await ask(client, **query)}


async def insured(api: Api) -> list[str]:
    """Two of three members of 青溪纺织 are covered this month, one of them by two plans; and one unit has nobody."""
    chair = await api.as_("union_chair")
    ids = [(await join(chair, f"王小军{mark}"))["id"] for mark in "甲乙丙"]
    accident, hospital = await make_plan(api), await make_plan(api, kind="hospital", name="住院医疗互助保障")
    await contributed(api, accident, member_ids=ids[:2], starts_on="2026-11-01")
    made = await enrol(await api.as_("county_officer"), hospital, member_ids=ids[:1], starts_on="2026-11-10")
    assert made.status_code == 201, made.text
    return ids


async def test_every_figure_equals_its_list(api: Api) -> None:
    """AID-23: whatever it is divided by, the list of members behind a figure has as many."""
    await insured(api)
    for person in ("city_officer", "county_officer", "union_chair"):
        client = await api.as_(person)
        tried = 0
        for by in ("", "child", "kind", "kind,child"):
            for item in await ask(client, by=by):
                if item["query"] is None:
                    continue
                filters = {name: value.split(",") for name, value in item["query"]["filters"].items()}
                answer = await client.get("/members", params={**filters, "limit": 1, "with_total": True})
                assert answer.status_code == 200, answer.text
                assert item["value"] == answer.json()["total"], (person, by, item)
                tried += item["measure"] == "covered" and bool(item["value"])
        assert tried >= (2 if person == "union_chair" else 5), person


async def test_somebody_with_two_plans_counts_once(api: Api) -> None:
    """AID-23: once in the whole and once in each kind; the share is of all members."""
    await insured(api)
    chair = await api.as_("union_chair")
    found = await figures(chair)
    assert found["covered"] == 2
    assert found["coverage"] == pytest.approx(100 * 2 / found["members"], abs=0.06)
    by_kind = {item["values"]["kind"]: item["value"] for item in await ask(chair, by="kind", measures="covered")}
    assert by_kind == {"accident": 2, "women": 0, "major": 0, "hospital": 1}
    shares = {item["values"]["kind"]: item["value"] for item in await ask(chair, by="kind", measures="coverage")}
    assert shares["accident"] == found["coverage"] > shares["hospital"] > shares["women"] == 0


async def test_the_past_is_told_by_the_days_of_covers(api: Api) -> None:
    """AID-23: before the first day nobody is covered, after the last nobody any more; who left then counted then."""
    ids = await insured(api)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(
            text(
                "update protection_cover set starts_on = '2025-03-01', claims_from = '2025-03-01', ends_on = '2026-09-15'"
            )
        )
        await session.execute(
            text(
                "update membership set started_on = '2025-01-10' where member_id = any(cast(:ids as uuid[]))"
            ).bindparams(ids=ids)
        )
        await session.execute(
            text("update membership set ended_on = '2025-06-01' where member_id = cast(:id as uuid)").bindparams(
                id=ids[1]
            )
        )
    chair = await api.as_("union_chair")
    told = {}
    for period in ("2025-02", "2025-03", "2025-06", "2026-08", "2026-09", MONTH):
        told[period] = (await figures(chair, period=period, measures="covered"))["covered"]
    assert told == {"2025-02": 0, "2025-03": 2, "2025-06": 1, "2026-08": 1, "2026-09": 0, MONTH: 0}
    compared = await ask(chair, measures="covered", period="2026-08", compare="last_year")
    assert (compared[0]["value"], compared[0]["before"]) == (1, 1)
    assert compared[0]["query"] is None, "a list knows the present only"


async def test_who_is_to_be_enrolled(api: Api) -> None:
    """AID-23: members without a cover are found, those whose enrolment was withdrawn among them."""
    ids = await insured(api)
    chair = await api.as_("union_chair")

    async def found(**query: Any) -> set[str]:
        answer = await chair.get("/members", params={"limit": 200, **query})
        assert answer.status_code == 200, answer.text
        return {item["id"] for item in answer.json()["items"]} & set(ids)

    assert await found(insured="true") == set(ids[:2])
    assert await found(insured="false") == {ids[2]}
    assert await found(protection="hospital") == {ids[0]}
    assert await found(protection=["hospital", "accident"], q="王小军乙") == {ids[1]}
    assert await found(insured="false", protection="hospital") == set()
    assert (await chair.get("/members", params={"protection": "gold"})).status_code in (400, 422)
