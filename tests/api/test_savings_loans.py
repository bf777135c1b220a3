"""Loans of savings societies through HTTP: asked, decided, paid out once, repaid, overdue, written off (AID-21)."""

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from backend.domain.savings.plan import plan_of
from backend.settings import settings
from tests.conftest import Api
from tests.faults.test_money import served
from tests.money import proofs, require_sound
from tests.people import once, seen
from tests.savings import approved, ask, book, lent, read, saved_up, step
from tests.town import today


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("UNIONHOME_DATA", str(tmp_path))
    settings.cache_clear()
    yield
    settings.cache_clear()


async def test_a_loan_from_its_asking_to_its_last_part(api: Api) -> None:
    """AID-21: two people, cash against a signature, a plan, parts, early repayment; the saver cannot leave before."""
    keeper, checker, of, (first, _second) = await saved_up(api)
    asked = await ask(keeper, first)
    assert asked.status_code == 201, asked.text
    loan = asked.json()
    assert (loan["state"], loan["hardship"], len(loan["plan"])) == ("asked", "配偶住院", 3)
    assert {each["step"]: each["allowed"] for each in loan["steps"]} == {
        "approve": False,
        "refuse": False,
        "withdraw": True,
    }
    own = await step(keeper, "loans", loan, step="approve")
    assert (own.status_code, own.json()["code"]) == (409, "savings_loan_same_officer")
    early = await step(keeper, "loans", loan, step="pay", way="bank", bank_reference="1")
    assert (early.status_code, early.json()["code"]) == (409, "savings_loan_state")
    loan = (await step(checker, "loans", loan, step="approve", answer="同意")).json()
    assert (loan["state"], loan["checker_name"]) == ("approved", "李梅")
    unsigned = await step(keeper, "loans", loan, step="pay", way="cash")
    assert (unsigned.status_code, unsigned.json()["errors"][0]["code"]) == (422, "savings_loan_proof_unclear")
    signature = (await proofs(keeper))["signature_id"]
    paid = await step(keeper, "loans", loan, step="pay", way="cash", signature_id=signature)
    assert paid.status_code == 200, paid.text
    loan = paid.json()
    assert (loan["state"], loan["has_signature"], loan["amount_in_capitals"]) == ("running", True, "人民币壹仟元整")
    assert [part["due_on"] for part in loan["plan"]] == [str(part.due_on) for part in plan_of(100_000, 3, today())]
    assert (await keeper.get(f"/mutual-aid/loans/{loan['id']}/signature")).status_code == 200
    now = await read(keeper, "societies", of["id"])
    assert (now["cash_fen"], now["loan_fen"], now["savings_fen"]) == (200_000, 100_000, 300_000)
    leaving = await step(keeper, "savers", await read(keeper, "savers", first), step="leave")
    assert (leaving.status_code, leaving.json()["code"]) == (409, "savings_saver_owes")
    more = await step(keeper, "loans", loan, step="repay", amount_fen=100_001)
    assert (more.status_code, more.json()["code"]) == (409, "savings_repaid_too_much")
    loan = (await step(keeper, "loans", loan, step="repay", amount_fen=33_333)).json()
    assert (loan["state"], loan["repaid_fen"]) == ("running", 33_333)
    loan = (await step(keeper, "loans", loan, step="repay", amount_fen=66_667)).json()
    assert (loan["state"], loan["ended_on"], loan["steps"]) == ("settled", str(today()), [])
    assert (await read(keeper, "savers", first))["owed_fen"] == 0
    await require_sound(api.database)
    async with api.database.transaction(EVERYTHING) as session:
        sealed = await session.scalar(text("select hardship from savings_loan"))
        assert "住院".encode() not in sealed


async def test_two_keepers_pay_the_same_loan(api: Api) -> None:
    """Issue 4 section 7, trust.md F-09: eight at once over sockets, with keys of their own: paid once, no drift."""
    keeper, checker, of, (first, _second) = await saved_up(api)
    loan = await approved(keeper, checker, first)
    async with served(api) as address:
        clients = [
            httpx.AsyncClient(base_url=address, headers=dict(each.headers), timeout=60) for each in (keeper, checker)
        ]

        async def pay(client: httpx.AsyncClient, number: int) -> int:
            body = {"step": "pay", "way": "bank", "bank_reference": str(number)}
            path = f"/mutual-aid/loans/{loan['id']}/steps"
            return (await client.post(path, json=body, headers=once() | seen(loan))).status_code

        answers = await asyncio.gather(*(pay(clients[number % 2], number) for number in range(8)))
        for client in clients:
            await client.aclose()
    assert sorted(answers) == [200] + [409] * 7
    assert (await read(keeper, "societies", of["id"]))["cash_fen"] == 200_000
    await require_sound(api.database)


async def test_a_repeated_payment_is_one(api: Api) -> None:
    """api.md Idempotency: the same key again gets the same answer."""
    keeper, checker, _of, (first, _second) = await saved_up(api)
    loan = await approved(keeper, checker, first)
    body, headers = {"step": "pay", "way": "bank", "bank_reference": "1"}, once() | seen(loan)
    path = f"/mutual-aid/loans/{loan['id']}/steps"
    answers = [await keeper.post(path, json=body, headers=headers) for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["Idempotency-Replayed"] == "true"
    await require_sound(api.database)


async def test_the_last_money_is_lent_once(api: Api) -> None:
    """Issue 4 section 7: two loans that the pot can only give one of, paid at once: one is, the other is told what is left."""
    keeper, checker, of, (first, second) = await saved_up(api, 100_000)
    loans = [await approved(keeper, checker, saver, 100_000) for saver in (first, second)]
    answers = await asyncio.gather(
        *(
            step(client, "loans", loan, step="pay", way="bank", bank_reference="1")
            for loan in loans
            for client in (keeper, checker)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    assert {answer.json()["code"] for answer in answers if answer.status_code == 409} >= {"savings_pot_lent"}
    assert (await read(keeper, "societies", of["id"]))["cash_fen"] == 0
    taken = await book(keeper, of, "draw", 1, saver_id=first)
    assert (taken.status_code, taken.json()["code"]) == (409, "savings_cash_short")
    await require_sound(api.database)


async def test_one_open_loan_each_within_the_rules(api: Api) -> None:
    """Issue 4 section 7: most, multiple, term and share of the pot; a second loan waits for the first; asked twice at once."""
    keeper, _checker, _of, (first, second) = await saved_up(api, most_multiple=1, lent_percent=50)
    nothing = await ask(keeper, second, 100)
    assert (nothing.status_code, nothing.json()["code"]) == (409, "savings_loan_too_much")
    long = await ask(keeper, first, 1000, 13)
    assert (long.status_code, long.json()["code"]) == (409, "savings_loan_too_long")
    pot = await ask(keeper, first, 150_001)
    assert (pot.status_code, pot.json()["code"]) == (409, "savings_pot_lent")
    plan = (
        await keeper.get("/mutual-aid/loan-plans", params={"saver_id": first, "amount_fen": 150_001, "months": 2})
    ).json()
    assert (plan["most_fen"], plan["left_fen"]) == (300_000, 150_000)
    assert "1,500.00" in plan["refusal"]
    assert [part["amount_fen"] for part in plan["plan"]] == [75_000, 75_001]
    answers = await asyncio.gather(*(ask(keeper, first, 150_000) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]


async def test_who_is_late_stands_first(api: Api) -> None:
    """Issue 4 section 7: overdue with days and with whom it lies; a part is late on the day after; paid, it is not."""
    keeper, checker, of, (first, second) = await saved_up(api)
    late, other = await lent(keeper, checker, first), await lent(keeper, checker, second, 90_000)
    due = plan_of(100_000, 3, today())
    await api.at(datetime.combine(due[0].due_on, datetime.min.time(), UTC) + timedelta(hours=2))
    params = {"society_id": of["id"]}
    items = (await keeper.get("/mutual-aid/loans", params=params)).json()["items"]
    assert [item["overdue_days"] for item in items] == [0, 0]
    await api.at(datetime.combine(due[0].due_on, datetime.min.time(), UTC) + timedelta(days=5, hours=2))
    keeper = await api.as_("union_chair")
    paid = await step(keeper, "loans", await read(keeper, "loans", other["id"]), step="repay", amount_fen=30_000)
    assert paid.status_code == 200, paid.text
    items = (await keeper.get("/mutual-aid/loans", params=params)).json()["items"]
    assert [(item["id"], item["overdue_days"], item["overdue_fen"]) for item in items] == [
        (late["id"], 5, 33_333),
        (other["id"], 0, 0),
    ]
    assert (items[0]["keeper_name"], items[0]["next_due_on"]) == ("方秀云", str(due[0].due_on))
    only = (await keeper.get("/mutual-aid/loans", params=params | {"overdue": True, "with_total": True})).json()
    assert (only["total"], only["items"][0]["id"]) == (1, late["id"])
    first_page = (await keeper.get("/mutual-aid/loans", params=params | {"limit": 1})).json()
    rest = await keeper.get("/mutual-aid/loans", params=params | {"limit": 1, "cursor": first_page["next_cursor"]})
    assert [item["id"] for item in rest.json()["items"]] == [other["id"]]


async def test_two_write_a_loan_off(api: Api) -> None:
    """Issue 4 section 7: proposed with a reason by one, decided by another; support makes good for it."""
    keeper, checker, of, (first, _second) = await saved_up(api)
    loan = await lent(keeper, checker, first)
    alone = await step(checker, "loans", loan, step="write_off")
    assert (alone.status_code, alone.json()["code"]) == (409, "savings_write_off_unasked")
    loan = (await step(keeper, "loans", loan, step="ask_write_off", reason="借款人病故，家庭特困")).json()
    own = await step(keeper, "loans", loan, step="write_off")
    assert (own.status_code, own.json()["code"]) == (409, "savings_loan_same_officer")
    kept = (await step(checker, "loans", loan, step="keep")).json()
    assert (kept["state"], kept["proposer_id"]) == ("running", None)
    loan = (await step(keeper, "loans", kept, step="repay", amount_fen=40_000)).json()
    loan = (await step(keeper, "loans", loan, step="ask_write_off", reason="借款人病故，家庭特困")).json()
    gone = (await step(checker, "loans", loan, step="write_off")).json()
    assert (gone["state"], gone["written_off_by_name"], gone["steps"]) == ("written_off", "李梅", [])
    now = await read(keeper, "societies", of["id"])
    assert (now["loss_fen"], now["loan_fen"], now["cash_fen"]) == (60_000, 0, 240_000)
    await require_sound(api.database)


async def test_a_repayment_is_undone(api: Api) -> None:
    """Issue 4 section 7: a settled loan runs again; what was lent is not undone."""
    keeper, checker, of, (first, _second) = await saved_up(api)
    loan = await lent(keeper, checker, first)
    await step(keeper, "loans", loan, step="repay", amount_fen=100_000)
    entries = (await keeper.get("/mutual-aid/savings-entries", params={"society_id": of["id"]})).json()["items"]
    repaid, lent_entry = entries[0], entries[1]
    undo = {"step": "undo", "reason": "记错了人"}
    path = "/mutual-aid/savings-entries"
    assert (await keeper.post(f"{path}/{repaid['id']}/steps", json=undo, headers=once())).status_code == 200
    assert (await read(keeper, "loans", loan["id"]))["state"] == "running"
    refused = await keeper.post(f"{path}/{lent_entry['id']}/steps", json=undo, headers=once())
    assert (refused.status_code, refused.json()["code"]) == (409, "savings_not_undone")
    await require_sound(api.database)


async def test_lists_ask_a_fixed_number_of_questions(api: Api, queries: Callable[..., Any]) -> None:
    """UI bars."""
    keeper, checker, _of, savers = await saved_up(api)
    for saver in savers:
        await lent(keeper, checker, saver, 90_000)
    with queries(at_most=5):
        assert len((await keeper.get("/mutual-aid/loans")).json()["items"]) == 2


BREAKS = {
    "S3: a loan is lent once": "update savings_loan set repaid_fen = repaid_fen + 1",
    "S3: what a saver owes": "update ledger_account set balance_fen = balance_fen + 1 where kind = 'loan'",
    "S3: the parts of a loan": "update savings_loan set months = months + 1",
}


@pytest.mark.parametrize("rule", BREAKS)
async def test_a_broken_book_is_found(api: Api, rule: str) -> None:
    """trust.md NC."""
    keeper, checker, _of, (first, _second) = await saved_up(api)
    await lent(keeper, checker, first)
    await require_sound(api.database)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text(BREAKS[rule]))
        found = {breach.rule for breach in await check_money(session)}
    assert any(each.startswith(rule) for each in found), found


@pytest.mark.parametrize(
    "statement",
    [
        "update savings_loan set checker_id = maker_id",
        "update savings_loan set way = 'cash'",
        "update savings_loan set state = 'written_off', proposer_id = maker_id, written_off_by = maker_id",
        "update savings_loan set repaid_fen = amount_fen + 1",
    ],
)
async def test_the_database_refuses_what_the_rules_refuse(api: Api, statement: str) -> None:
    """trust.md 2.3.5: constraints stand behind the rules."""
    keeper, checker, _of, (first, _second) = await saved_up(api)
    await lent(keeper, checker, first)
    with pytest.raises(IntegrityError):
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(text(statement))
