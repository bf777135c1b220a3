"""How long aid takes (issue 4 section 8; AID-09, AID-10): working days of the city's calendar, desk by desk."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import httpx

from backend.db.queries import ledger
from backend.db.queries.aid_case import record_step
from backend.db.tables.aid_case import AidCase
from backend.domain.access import EVERYTHING
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.aid.cases import SHIPPED, due_after
from backend.domain.working_days import end_of, working_days
from tests.conftest import Api
from tests.money import BY, add_cases, add_fund, add_program
from tests.spending import noon, pay, walk
from tests.town import today

WAY = (CaseStatus.UNIT_REVIEW, CaseStatus.NOTICE, CaseStatus.COUNTY_REVIEW, CaseStatus.APPROVED)
OCTOBER = "2026-10"


async def ask(client: httpx.AsyncClient, **query: Any) -> list[dict[str, Any]]:
    answer = await client.get("/stats/datasets/aid_time", params={"period": OCTOBER} | query)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]  # type: ignore[no-any-return]


async def told(client: httpx.AsyncClient, measure: str, **query: Any) -> dict[str, Any]:
    items = await ask(client, measures=measure, **query)
    return {
        next(iter(item["values"].values()), item["organization_name"]): item["value"]
        for item in items
        if item["value"] is not None
    }


@dataclass
class Gone:
    """The days on which a case came to each of its desks, and on which it was paid."""

    days: list[date]

    @property
    def taken(self) -> int:
        return working_days(self.days[0], self.days[-1], SHIPPED)

    def stay(self, at: int) -> int:
        return working_days(self.days[at], self.days[at + 1], SHIPPED)

    def late(self, at: int) -> bool:
        due = due_after(WAY[at], noon(self.days[at]))
        assert due is not None
        return due <= noon(self.days[at + 1])


def percentile(values: Iterable[int], share: float) -> float:
    """Between the two neighbours, in proportion."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


async def october(api: Api, chance: Random, count: int = 12) -> list[Gone]:
    """Cases paid in October 2026, across a holiday with its make-up days, some of them late at a desk."""
    gone = []
    async with api.database.transaction(EVERYTHING) as session:
        fund = await add_fund(session, fen=10_000_000)
        program = await add_program(session)
        for case in await add_cases(session, program, count):
            paid = date(2026, 10, 1) + timedelta(days=chance.randrange(31))
            days = [paid]
            for _ in WAY:
                days.insert(0, days[0] - timedelta(days=chance.randrange(26)))
            await walk(session, case, days[:-1])
            await ledger.reserve(session, case, fund_id=fund.id, by=BY, at=noon(days[-2]))
            await session.flush()
            await pay(session, case, noon(paid))
            gone.append(Gone(days))
    return gone


async def test_median_and_ninth_by_step(api: Api) -> None:
    """percentile_cont over working days equals what the calendar of the domain says, for the whole way and each desk."""
    gone = await october(api, Random(20261001))
    county = await api.as_("county_officer")
    whole = [each.taken for each in gone]
    assert await told(county, "cases") == {"青溪县总工会": 12}
    assert (await told(county, "median_days")).popitem()[1] == percentile(whole, 0.5)
    assert round((await told(county, "ninth_days")).popitem()[1], 6) == round(percentile(whole, 0.9), 6)
    for at, status in enumerate(WAY):
        stays = [each.stay(at) for each in gone]
        by_step = {measure: await told(county, measure, by="step") for measure in ("median_days", "ninth_days")}
        assert by_step["median_days"][str(status)] == percentile(stays, 0.5)
        assert round(by_step["ninth_days"][str(status)], 6) == round(percentile(stays, 0.9), 6)
    assert "city_review" not in await told(county, "median_days", by="step")
    assert await told(county, "cases", by="program_kind") == {"winter_warmth": 12} | dict.fromkeys(
        ("schooling", "medical", "living", "emergency", "employment", "state_of_mind"), 0
    ) | dict.fromkeys(("model_workers", "retired", "on_duty"), 0)


async def test_late_against_the_limit_of_each_desk(api: Api) -> None:
    """A stay is late when it ends after the last day that `due_after` gave it; a day off before does not count."""
    gone = await october(api, Random(7), 30)
    city = await api.as_("city_officer")
    late = await told(city, "late", by="step")
    assert {str(status): sum(each.late(at) for each in gone) for at, status in enumerate(WAY)} == {
        str(status): late[str(status)] for status in WAY
    }
    every = sum(each.late(at) for each in gone for at in range(len(WAY)))
    assert 0 < every < 4 * 30
    assert (await told(city, "late")).popitem()[1] == every
    assert (await told(city, "passes")).popitem()[1] == 120
    assert (await told(city, "late_rate")).popitem()[1] == (2000 * every + 120) // 240 / 10
    (item,) = await ask(city, measures="cases")
    listed = await city.get("/aid-cases", params={**item["query"]["filters"], "with_total": True})
    assert listed.json()["total"] == item["value"] == 30


async def test_the_calendar_of_the_city_counts(api: Api) -> None:
    """A day that the city makes free is no working day of any desk, from the moment on at which it is entered."""
    async with api.database.transaction(EVERYTHING) as session:
        fund = await add_fund(session, fen=100_000)
        (case,) = await add_cases(session, await add_program(session))
        days = [date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 14), date(2026, 10, 15)]
        await walk(session, case, days)
        await ledger.reserve(session, case, fund_id=fund.id, by=BY, at=noon(days[-1]))
        await session.flush()
        await pay(session, case, noon(date(2026, 10, 19)))
    county = await api.as_("county_officer")
    assert (await told(county, "median_days", by="step"))["approved"] == 2
    city = await api.as_("city_officer")
    days_told = [
        {"on": "2026-10-16", "kind": "off", "name": "市里放假"},
        {"on": "2026-10-17", "kind": "made_up", "name": "补班"},
        {"on": "2026-10-18", "kind": "made_up", "name": "补班"},
    ]
    body = {"days": days_told, "source": "云政发〔2026〕9 号"}
    entered = await city.put("/work-calendar/2026", json=body, headers={"If-Match": '"v0"'})
    assert entered.status_code == 200, entered.text
    assert (await told(county, "median_days", by="step"))["approved"] == 3
    assert (await told(county, "median_days")).popitem()[1] == 6


async def test_nothing_paid_has_no_median(api: Api) -> None:
    """Nought working days would be a lie."""
    county = await api.as_("county_officer")
    (item,) = await ask(county, measures="median_days", period=f"{today():%Y-%m}")
    assert item["value"] is None


async def test_a_make_up_day_moves_the_next_limit_and_no_limit_that_was_told(api: Api) -> None:
    """AID-09: desks count in the city's calendar, as notices do; a day that a desk was told stays the day it was told."""
    arrived = date(2026, 10, 12)

    async def came() -> AidCase:
        async with api.database.transaction(EVERYTHING) as session:
            (case,) = await add_cases(session, await add_program(session), status="draft", submitted_at=noon(arrived))
            by = (BY[0], "何静", "青溪县总工会")
            await record_step(session, case, step=CaseStep.SUBMIT, to=CaseStatus.UNIT_REVIEW, by=by, at=noon(arrived))
            return case

    before = await came()
    assert before.due_at == end_of(date(2026, 10, 19))
    city = await api.as_("city_officer")
    body = {"days": [{"on": "2026-10-17", "kind": "made_up", "name": "补班"}], "source": "云政发〔2026〕9 号"}
    entered = await city.put("/work-calendar/2026", json=body, headers={"If-Match": '"v0"'})
    assert entered.status_code == 200, entered.text
    after = await came()
    assert after.due_at == end_of(date(2026, 10, 17))
    told_then = (await city.get(f"/aid-cases/{before.id}")).json()["due_at"]
    assert datetime.fromisoformat(told_then) == end_of(date(2026, 10, 19))
