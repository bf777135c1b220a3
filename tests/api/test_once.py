"""What moves money is acted on once, however often it is sent (api.md, Idempotency; issue 4; trust.md I2)."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from backend.db.queries import ledger
from backend.domain.access import EVERYTHING
from backend.settings import settings
from tests import aid, visits
from tests.api.test_access_matrix import OPERATIONS
from tests.api.test_aid_balance import waiting
from tests.conftest import Api
from tests.contract import MOVES_MONEY, Contract, described
from tests.money import BY, NOW, fund_of, income, require_sound
from tests.people import once, seen

MONEY = ("fund:edit", "fund:pay", "savings:decide", "savings:keep")
"""Whoever writes under one of these deals with money, whether this operation moves it or not."""

BY_VERSION = {
    "step_fund": "A fund is closed or opened again, from a version.",
    "step_budget_plan": "A budget goes on, from a version; it moves no money.",
    "step_budget_adjustment": "An adjustment is checked once: the second finds it booked.",
    "step_bank_account": "An account is closed or opened again, from a version.",
    "step_society": "A society is closed or opened again, from a version.",
    "step_reconciliation": "A month goes on, from a version; what it matches is matched once.",
    "pair_reconciliation": "A line and an entry are paired once: the second pair of either is refused.",
    "explain_reconciliation": "An explanation stands once: the second of one line is refused.",
    "count_goods_lot": "A count is written down from a version, and books nothing.",
    "arrange_visits": "A PATCH: it says how the rows of a plan are to be, from a version.",
}
"""What deals with money and takes no key: what a repeated one would find."""


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_what_moves_money_requires_a_key() -> None:
    """api.md, Idempotency: all that may write in the ledger, and every POST of who deals with money, but for those named."""
    methods, keyed = {}, set()
    for path in described()["paths"].values():
        for method, operation in path.items():
            name = operation["operationId"]
            methods[name] = method
            if "Idempotency-Key" in {each["name"] for each in operation.get("parameters", [])}:
                keyed.add(name)
    dealing = {name for name, row in OPERATIONS.items() if row.needs in MONEY and methods[name] == "post"}
    assert set(methods) >= MOVES_MONEY
    assert (dealing | MOVES_MONEY) - keyed == set(BY_VERSION)
    assert {name for name in MOVES_MONEY if methods[name] != "post"} == {"arrange_visits"}


async def test_an_operation_that_moves_money_and_is_not_listed_is_found(api: Api) -> None:
    """NC: the answer of whoever writes in the ledger is held against the list; a test or a job that does is not."""
    contract = Contract(described())
    request = httpx.Request("POST", "http://testserver/api/v1/funds")
    contract.note_money()
    await contract.check(httpx.Response(404, request=httpx.Request("GET", "http://testserver/elsewhere")))
    await contract.begin(request)
    contract.note_money()
    with pytest.raises(AssertionError, match=r"\['make_fund'\] moved money"):
        await contract.check(httpx.Response(201, request=request))


async def test_the_ledger_tells_who_wrote_in_it(api: Api) -> None:
    """NC: what the suite listens to is what the product calls."""
    api.contract.moved.clear()
    county = await api.as_("county_officer")
    case = (await waiting(api, await aid.open_program(county), 1))[0]
    await aid.took(county, case, "pass", fund_id=await fund_of(api))
    assert api.contract.moved == {"step_aid_case"}


async def moved(api: Api) -> Counter[str]:
    """Entries of the ledger by kind."""
    async with api.database.transaction(EVERYTHING) as session:
        found = await session.execute(text("select kind, count(*) from ledger_entry group by kind"))
        return Counter({row[0]: row[1] for row in found})


async def a_case(api: Api) -> tuple[str, str, dict[str, Any], dict[str, Any], dict[str, str]]:
    county = await api.as_("county_officer")
    case = (await waiting(api, await aid.open_program(county), 1))[0]
    said = {"step": "pass", "fund_id": await fund_of(api)}
    return "county_officer", f"/aid-cases/{case['id']}/steps", said, said | {"amount_fen": 100_000}, seen(case)


async def a_plan(api: Api) -> tuple[str, str, dict[str, Any], dict[str, Any], dict[str, str]]:
    plan = await visits.example(api)
    said = {"step": "reserve", "fund_id": await fund_of(api)}
    other = {"step": "book", "fund_id": said["fund_id"]}
    return "county_finance", f"/visit-plans/{plan['id']}/money-steps", said, other, seen(plan)


async def a_cancelled_plan(api: Api) -> tuple[str, str, dict[str, Any], dict[str, Any], dict[str, str]]:
    finance = await api.as_("county_finance")
    _who, path, said, _other, headers = await a_plan(api)
    plan = (await finance.post(path, json=said, headers=once() | headers)).json()
    cancel = {"step": "cancel", "reason": "台风"}
    return "county_officer", f"/visit-plans/{plan['id']}/steps", cancel, cancel | {"reason": "大雪"}, seen(plan)


@pytest.mark.parametrize(
    ("ready", "entries"),
    [(a_case, {"reserve": 1}), (a_plan, {"reserve": 6}), (a_cancelled_plan, {"release": 6})],
    ids=["step_aid_case", "step_visit_money", "step_visit_plan"],
)
async def test_a_step_that_is_sent_again(api: Api, ready: Any, entries: dict[str, int]) -> None:
    """Issue 4: six at once with one key and one afterwards have one answer, and money moves once; another body is refused."""
    who, path, said, other, version = await ready(api)
    client, before = await api.as_(who), await moved(api)
    keyless = await client.post(path, json=said, headers=version)
    assert (keyless.status_code, keyless.json()["code"]) == (400, "idempotency_key_required")
    assert await moved(api) == before
    headers = once() | version
    answers = await asyncio.gather(*(client.post(path, json=said, headers=headers) for _ in range(6)))
    answers.append(await client.post(path, json=said, headers=headers))
    assert {each.status_code for each in answers} == {200}, [each.text for each in answers]
    assert len({(each.content, each.headers["etag"]) for each in answers}) == 1
    assert Counter(each.headers.get("Idempotency-Replayed") for each in answers) == Counter({"true": 6, None: 1})
    assert await moved(api) - before == Counter(entries)
    reused = await client.post(path, json=other, headers=headers)
    assert (reused.status_code, reused.json()["code"]) == (422, "idempotency_key_reused")
    late = await client.post(path, json=said, headers=once() | version)
    assert late.status_code in (409, 412), late.text
    assert await moved(api) - before == Counter(entries)
    await require_sound(api.database)


async def test_a_refusal_is_not_kept(api: Api) -> None:
    """A key of what was refused is free: when the money is there, the same request goes through."""
    county = await api.as_("county_officer")
    case = (await waiting(api, await aid.open_program(county), 1))[0]
    fund = await fund_of(api, fen=1)
    headers, said = once() | seen(case), {"step": "pass", "fund_id": fund}
    path = f"/aid-cases/{case['id']}/steps"
    short = await county.post(path, json=said, headers=headers)
    assert (short.status_code, short.json()["code"]) == (409, "fund_short")
    async with api.database.transaction(EVERYTHING) as session:
        await ledger.post(session, [income(UUID(fund), 1_000_000)], by=BY, at=NOW)
    done = await county.post(path, json=said, headers=headers)
    assert (done.status_code, done.json()["status"]) == (200, "approved")
