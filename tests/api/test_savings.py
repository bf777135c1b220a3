"""Mutual savings societies through HTTP: joined, saved, drawn, undone, left; the book (AID-21; issue 4 section 7)."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from backend.db.reconcile import check_money
from backend.domain.access import EVERYTHING
from tests.conftest import Api
from tests.money import add_cases, add_fund, add_program, require_sound
from tests.people import join, once, seen
from tests.savings import MONTHLY, book, collect, read, society, step, take_in, with_savers
from tests.town import id_of, today


def this_month() -> str:
    return f"{today():%Y-%m}"


async def test_a_society_from_its_first_saver_to_its_last(api: Api) -> None:
    """AID-21: opened, saved with month by month, drawn from, left with the balance in hand, closed."""
    chair, of, (first, second) = await with_savers(api)
    assert (of["organization_name"], of["savers"], of["cash_fen"]) == ("青溪纺织有限公司工会", 0, 0)
    done = (await collect(chair, of, this_month())).json()
    assert (done["paid"], done["amount_fen"], done["not_paid"]) == (2, 2 * MONTHLY, 0)
    assert (await book(chair, of, "save", 10_000, saver_id=first)).status_code == 201
    entry = (await book(chair, of, "draw", 2_500, saver_id=first, memo="家用")).json()
    assert (entry["cash_change_fen"], entry["cash_after_fen"], entry["saved_after_fen"]) == (-2_500, 17_500, 12_500)
    assert entry["amount_in_capitals"] == "人民币贰拾伍元整"
    assert (await book(chair, of, "support", 100_000, memo="行政补助")).status_code == 201
    now = await read(chair, "societies", of["id"])
    assert (now["cash_fen"], now["savings_fen"], now["support_fen"]) == (117_500, 17_500, 100_000)
    closing = await step(chair, "societies", now, step="close")
    assert (closing.status_code, closing.json()["code"]) == (409, "savings_society_not_empty")
    for id in (first, second):
        left = await step(chair, "savers", await read(chair, "savers", id), step="leave")
        assert (left.status_code, left.json()["state"], left.json()["saved_fen"]) == (200, "left", 0)
    after = await book(chair, of, "save", 1, saver_id=first)
    assert (after.status_code, after.json()["code"]) == (409, "savings_saver_left")
    opening = await step(chair, "societies", now, step="reopen")
    assert (opening.status_code, opening.json()["code"]) == (409, "step_not_possible")
    closed = await step(chair, "societies", now, step="close")
    assert (closed.status_code, closed.json()["status"]) == (200, "closed")
    assert [each["step"] for each in closed.json()["steps"]] == ["reopen"]
    assert (await collect(chair, of, this_month())).json()["code"] == "savings_society_closed"
    book_of = (await chair.get("/mutual-aid/savings-entries", params={"society_id": of["id"]})).json()["items"]
    kinds = [each["kind"] for each in book_of]
    assert kinds == ["draw", "draw", "support", "draw", "save", "save", "save"]
    passbook = await chair.get("/mutual-aid/savings-entries", params={"saver_id": first, "with_total": True})
    assert [each["saved_after_fen"] for each in passbook.json()["items"]] == [0, 12_500, 15_000, 5_000]
    await require_sound(api.database)


async def test_who_joins_is_of_the_union_and_joins_once(api: Api) -> None:
    """AID-21: each is answered for: joined, already there, no member of this union; a branch's members are the union's."""
    chair = await api.as_("union_chair")
    of = await society(chair)
    own, branch = await join(chair, "张三"), await join(chair, "李四", "weaving")
    stranger = await join(await api.as_("sibling_chair"), "赵六", "hospital")
    answer = (await take_in(chair, of, [own, branch, stranger, own])).json()
    assert answer["joined"] == 2
    assert [each["outcome"] for each in answer["items"]] == ["joined", "joined", "not_of_union"]
    assert answer["items"][2]["name"] == ""
    again = (await take_in(chair, of, [own])).json()
    assert (again["joined"], again["items"][0]["outcome"]) == (0, "already")
    assert (await read(chair, "societies", of["id"]))["savers"] == 2


async def test_a_month_is_paid_once_by_each(api: Api) -> None:
    """Issue 4 section 7: some pay, the rest later, nobody twice; another month ahead is refused; each is answered for."""
    chair, of, savers = await with_savers(api, 3)
    part = (await collect(chair, of, this_month(), saver_ids=savers[:1])).json()
    assert [each["outcome"] for each in part["items"]] == ["paid", "not_paid", "not_paid"]
    unpaid = (await chair.get("/mutual-aid/savers", params={"society_id": of["id"], "unpaid": True})).json()["items"]
    assert [each["id"] for each in unpaid] == savers[1:]
    rest = (await collect(chair, of, this_month())).json()
    assert [each["outcome"] for each in rest["items"]] == ["already", "paid", "paid"]
    last = (await collect(chair, of, this_month())).json()
    assert (last["paid"], last["already"], last["amount_fen"]) == (0, 3, 0)
    assert (await read(chair, "societies", of["id"]))["savings_fen"] == 3 * MONTHLY
    ahead = await collect(chair, of, f"{today().year + 1}-12")
    assert (ahead.status_code, ahead.json()["code"]) == (422, "savings_month_ahead")
    other = await society(chair, "印染互助储金会")
    assert (await collect(chair, other, this_month(), saver_ids=savers[:1])).status_code == 404
    for said in (
        {"month": this_month()},
        {"month": this_month(), "all": True, "saver_ids": savers},
        {"month": "2026-13", "all": True},
    ):
        wrong = await chair.post(f"/mutual-aid/societies/{of['id']}/collections", json=said, headers=once())
        assert wrong.status_code == 422
    await require_sound(api.database)


async def test_the_month_pressed_twice_at_once(api: Api) -> None:
    """Issue 4 section 7: eight presses, of two people, with keys of their own: each saver pays once."""
    chair, of, savers = await with_savers(api, 4)
    officer = await api.as_("township_officer")
    answers = await asyncio.gather(*(collect(each, of, this_month()) for each in (chair, officer) for _ in range(4)))
    assert {answer.status_code for answer in answers} == {200}
    assert sorted(answer.json()["paid"] for answer in answers) == [0] * 7 + [4]
    assert (await read(chair, "societies", of["id"]))["cash_fen"] == len(savers) * MONTHLY
    await require_sound(api.database)


async def test_nobody_draws_more_than_is_there(api: Api) -> None:
    """Issue 4 section 7: neither of a saver's balance nor of the cash, and two who draw the same at once get it once."""
    chair, of, (first, second) = await with_savers(api)
    await collect(chair, of, this_month())
    more = await book(chair, of, "draw", MONTHLY + 1, saver_id=first)
    assert (more.status_code, more.json()["code"]) == (409, "savings_saver_short")
    assert more.json()["facts"]["there"] == "50.00"
    answers = await asyncio.gather(*(book(chair, of, "draw", MONTHLY, saver_id=second) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409]
    for said in (
        {"kind": "draw", "fen": 5},
        {"kind": "support", "fen": 5},
        {"kind": "support", "fen": 5, "memo": "补助", "saver_id": first},
        {"kind": "lend", "fen": 5, "saver_id": first},
        {"kind": "save", "fen": 0, "saver_id": first},
        {"kind": "save", "fen": 10**12, "saver_id": first},
    ):
        assert (await book(chair, of, **said)).status_code == 422, said  # type: ignore[arg-type]
    await require_sound(api.database)


async def test_a_mistake_is_undone_and_never_erased(api: Api) -> None:
    """Issue 4 section 7: by the opposite entry, once, with a reason; the month can then be paid again."""
    chair, of, (saver, _other) = await with_savers(api)
    await collect(chair, of, this_month())
    params = {"saver_id": saver}
    (entry,) = (await chair.get("/mutual-aid/savings-entries", params=params)).json()["items"]
    assert entry["month"] == f"{this_month()}-01"
    headers = [once() for _ in range(4)]
    path, body = f"/mutual-aid/savings-entries/{entry['id']}/steps", {"step": "undo", "reason": "收错了人"}
    answers = await asyncio.gather(*(chair.post(path, json=body, headers=each) for each in headers))
    assert sorted(answer.status_code for answer in answers) == [200, 409, 409, 409]
    undone = await read(chair, "savings-entries", entry["id"])
    assert undone["undone_by"] is not None
    assert [each["allowed"] for each in undone["steps"]] == [False]
    assert (await read(chair, "savers", saver))["month_paid"] is False
    assert (await collect(chair, of, this_month())).json()["paid"] == 1
    assert len((await chair.get("/mutual-aid/savings-entries", params=params)).json()["items"]) == 3
    opposite = await chair.post(f"/mutual-aid/savings-entries/{undone['undone_by']}/steps", json=body, headers=once())
    assert (opposite.status_code, opposite.json()["code"]) == (409, "savings_not_undone")
    await require_sound(api.database)


async def test_the_rules_of_a_society_change_by_version(api: Api) -> None:
    """api.md Concurrency: a stale form saves nothing; keeper and checker are two people; a name is taken once."""
    chair = await api.as_("union_chair")
    of = await society(chair)
    names = ("name", "kind", "keeper_name", "checker_name", "monthly_fen", "most_loan_fen", "most_months")
    said = {name: of[name] for name in names} | {"monthly_fen": 8_000}
    path = f"/mutual-aid/societies/{of['id']}"
    changed = await chair.put(path, json=said, headers=seen(of))
    assert (changed.status_code, changed.json()["monthly_fen"]) == (200, 8_000)
    assert (await chair.put(path, json=said, headers=seen(of))).status_code == 412
    one = await chair.put(path, json=said | {"checker_name": " 方秀云 "}, headers=seen(changed.json()))
    assert (one.status_code, one.json()["errors"][0]["code"]) == (422, "savings_keeper_is_checker")
    twice = await chair.post(
        "/mutual-aid/societies",
        json=said | {"organization_id": str(id_of("textile"))},
        headers=once(),
    )
    assert (twice.status_code, twice.json()["code"]) == (409, "savings_society_twice")


async def test_the_books_are_the_savers_and_no_fund_of_the_union(api: Api) -> None:
    """DECISIONS: on one ledger, and out of reach of cases, vouchers and the lists of funds."""
    chair, of, (saver, _other) = await with_savers(api)
    await collect(chair, of, this_month())
    async with api.database.transaction(EVERYTHING) as session:
        books = await session.scalar(text("select fund_id from savings_society"))
        entry = await session.scalar(text("select id from ledger_entry limit 1"))
        fund = await add_fund(session, "textile", fen=100)
        (case,) = await add_cases(session, await add_program(session, "textile"), status="county_review")
    finance = await api.as_("county_finance")
    assert [each["id"] for each in (await finance.get("/funds")).json()["items"]] == [str(fund.id)]
    assert (await finance.get(f"/funds/{books}")).status_code == 404
    assert (await finance.get(f"/ledger-entries/{entry}")).status_code == 404
    assert len((await finance.get("/ledger-entries")).json()["items"]) == 1
    voucher = {"kind": "income", "fund_id": str(books), "amount_fen": 5, "document_number": "1"}
    assert (await finance.post("/vouchers", json=voucher, headers=once())).status_code == 404
    assert case.fund_id is None
    assert (await finance.get("/mutual-aid/societies")).json()["items"][0]["id"] == of["id"]
    assert (await read(finance, "savers", saver))["saved_fen"] == MONTHLY


async def test_lists_ask_a_fixed_number_of_questions(api: Api, queries: Callable[..., Any]) -> None:
    """UI bars: as many statements for twenty savers as for two; a month of all is set-based too."""
    chair, of, _savers = await with_savers(api, 2)
    paths = ("societies", f"savers?society_id={of['id']}", f"savings-entries?society_id={of['id']}")
    for path in paths:
        with queries(at_most=5):
            assert (await chair.get(f"/mutual-aid/{path}")).status_code == 200
    more = [await join(chair, f"李家{chr(0x7532 + number)}") for number in range(12)]
    with queries(at_most=18):
        assert (await take_in(chair, of, more)).json()["joined"] == 12
    with queries(at_most=18):
        assert (await collect(chair, of, this_month())).json()["paid"] == 14
    for path in paths:
        with queries(at_most=5):
            assert (await chair.get(f"/mutual-aid/{path}")).status_code == 200
    page = (await chair.get(f"/mutual-aid/{paths[1]}&limit=5&with_total=true")).json()
    assert (page["total"], len(page["items"])) == (14, 5)
    following = (await chair.get(f"/mutual-aid/{paths[1]}&limit=5&cursor={page['next_cursor']}")).json()
    assert not {each["id"] for each in page["items"]} & {each["id"] for each in following["items"]}


BREAKS = {
    "S1: cash, loans and losses": "update ledger_account set balance_fen = balance_fen + 1 where kind = 'cash'",
    "S2: a month is paid": "update savings_month set undone = true",
    "S2: whoever has left": "update savings_saver set left_on = joined_on",
    "S1: the books of a society": "update fund set kind = 'aid'",
    "S1: a saver has two": "insert into savings_saver select gen_random_uuid(), society_id, fund_id, organization_id, code, "
    "line_code, member_id, name, initials, monthly_fen, joined_on, joined_on, 1 from savings_saver limit 1",
}


@pytest.mark.parametrize("rule", BREAKS)
async def test_a_broken_book_is_found(api: Api, rule: str) -> None:
    """trust.md NC: each rule of these books sees its breach; the ledger's own see those of sums."""
    chair, of, _savers = await with_savers(api)
    await collect(chair, of, this_month())
    await require_sound(api.database)
    async with api.database.transaction(EVERYTHING) as session:
        await session.execute(text(BREAKS[rule]))
        found = {breach.rule for breach in await check_money(session)}
    assert any(each.startswith(rule) for each in found), found


@pytest.mark.parametrize(
    "statement",
    [
        "update ledger_account set balance_fen = -1 where kind = 'cash'",
        "update ledger_account set balance_fen = 1 where kind = 'savings'",
        "insert into savings_month (id, saver_id, month, entry_id, undone) "
        "select gen_random_uuid(), saver_id, month, gen_random_uuid(), false from savings_month limit 1",
        "update savings_society set checker_name = keeper_name",
    ],
)
async def test_the_database_refuses_what_the_rules_refuse(api: Api, statement: str) -> None:
    """trust.md 0 row 10: constraints stand behind the rules."""
    chair, of, _savers = await with_savers(api)
    await collect(chair, of, this_month())
    with pytest.raises(IntegrityError):
        async with api.database.transaction(EVERYTHING) as session:
            await session.execute(text(statement))
