"""The ledger: balanced by construction, never below nought, never twice, never changed (FND-02; trust.md 0 row 10)."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from backend.db.queries import ledger
from backend.db.session import Database
from backend.db.tables.aid_case import AidCase
from backend.db.tables.fund import LedgerAccount, LedgerEntry
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.fund.codes import AccountKind, EntryKind
from backend.domain.fund.ledger import (
    AmountMissing,
    FundClosed,
    FundElsewhere,
    FundShort,
    FundUnreachable,
    MoneyNotThere,
)
from backend.domain.refusals import NotFound
from tests.money import BY, NOW, add_cases, add_fund, add_program, income, scope_over

ALL = EVERYTHING


async def balances(database: Database, fund_id: Any) -> dict[str, int]:
    async with database.transaction(ALL) as session:
        found = await session.execute(
            select(LedgerAccount.kind, LedgerAccount.balance_fen).where(col(LedgerAccount.fund_id) == fund_id)
        )
        return dict(found.all())  # type: ignore[arg-type]


async def book(database: Database, movements: Sequence[ledger.Movement]) -> None:
    """Post in a transaction of their own."""
    async with database.transaction(ALL) as session:
        await ledger.post(session, movements, by=BY, at=NOW)


async def run(database: Database, statement: str) -> None:
    async with database.transaction(ALL) as session:
        await session.execute(text(statement))


async def test_the_way_of_the_money_of_a_case(database: Database) -> None:
    """Approval reserves, payment spends, what comes back is reserved again, cancelling releases: six entries, no edit."""
    async with database.transaction(ALL) as session:
        fund = await add_fund(session, fen=250_000)
        (case,) = await add_cases(session, await add_program(session))
        for act in (
            lambda: ledger.reserve(session, case, fund_id=fund.id, by=BY, at=NOW),
            lambda: ledger.pay(session, case, by=BY, at=NOW),
            lambda: ledger.recall(session, case, by=BY, at=NOW),
            lambda: ledger.release(session, case, by=BY, at=NOW),
            lambda: ledger.reserve(session, case, fund_id=fund.id, by=BY, at=NOW),
        ):
            await act()
        assert case.fund_id == fund.id
    assert await balances(database, fund.id) == {
        "source": -250_000,
        "available": 150_000,
        "reserved": 100_000,
        "goods": 0,
        "spent": 0,
    }
    async with database.transaction(ALL) as session:
        entries = (await session.scalars(select(LedgerEntry).order_by(col(LedgerEntry.id)))).all()
    assert [(e.kind, e.case_place, e.debit_after_fen, e.credit_after_fen) for e in entries] == [
        ("income", None, 250_000, -250_000),
        ("reserve", 1, 100_000, 150_000),
        ("pay", 2, 100_000, 0),
        ("recall", 3, 100_000, 0),
        ("release", 4, 250_000, 0),
        ("reserve", 5, 100_000, 150_000),
    ]


async def test_what_does_not_follow_is_refused(database: Database) -> None:
    """Nothing is reserved twice, paid twice, paid without a promise, recalled unpaid."""
    async with database.transaction(ALL) as session:
        fund = await add_fund(session, fen=250_000)
        (case,) = await add_cases(session, await add_program(session))
        for act in (ledger.pay, ledger.release, ledger.recall):
            with pytest.raises(MoneyNotThere):
                await act(session, case, by=BY, at=NOW)
        await ledger.reserve(session, case, fund_id=fund.id, by=BY, at=NOW)
        with pytest.raises(MoneyNotThere):
            await ledger.reserve(session, case, fund_id=fund.id, by=BY, at=NOW)
        await ledger.pay(session, case, by=BY, at=NOW)
        for act in (ledger.pay, ledger.release):
            with pytest.raises(MoneyNotThere):
                await act(session, case, by=BY, at=NOW)
    assert (await balances(database, fund.id))["spent"] == 100_000


async def test_a_fund_that_is_short_says_what_is_there_and_books_nothing(database: Database) -> None:
    """FundShort, to the fen; exactly what is there may be taken."""
    async with database.transaction(ALL) as session:
        fund = await add_fund(session, fen=150_000)
        first, second = await add_cases(session, await add_program(session), 2)
        await ledger.reserve(session, first, fund_id=fund.id, by=BY, at=NOW)
        with pytest.raises(FundShort) as refused:
            await ledger.reserve(session, second, fund_id=fund.id, by=BY, at=NOW)
        assert refused.value.sentence().startswith("资金余额不足：可用 500.00 元，本次需要 1,000.00 元")
        second.fund_id, second.amount_fen = None, 50_000
        await ledger.reserve(session, second, fund_id=fund.id, by=BY, at=NOW)
    assert (await balances(database, fund.id))["available"] == 0


async def test_all_of_many_or_none(database: Database) -> None:
    """The last of a hundred is too much: none of them is booked, in one statement."""
    async with database.transaction(ALL) as session:
        fund = await add_fund(session, fen=99)
        movement = ledger.Movement(
            kind=EntryKind.TAKE_BACK,
            amount_fen=1,
            debit=((await add_fund(session)).id, AccountKind.AVAILABLE),
            credit=(fund.id, AccountKind.AVAILABLE),
        )
    many = [replace(movement, voucher_id=new_id()) for _ in range(100)]
    with pytest.raises(FundShort) as refused:
        await book(database, many)
    assert (refused.value.facts["there_fen"], refused.value.facts["asked_fen"]) == (99, 100)
    assert (await balances(database, fund.id))["available"] == 99


async def test_money_comes_from_the_union_of_the_case_or_from_above(database: Database) -> None:
    """FundElsewhere for a sibling's or a lower union's; city, county, township and the union itself are taken."""
    async with database.transaction(ALL) as session:
        program = await add_program(session)
        for union in ("city", "qingxi", "chengguan", "textile"):
            fund = await add_fund(session, union, fen=100_000)
            (case,) = await add_cases(session, program)
            await ledger.reserve(session, case, fund_id=fund.id, by=BY, at=NOW)
        for union in ("hospital", "nanhe", "weaving"):
            fund = await add_fund(session, union, fen=100_000)
            (case,) = await add_cases(session, program)
            with pytest.raises(FundElsewhere):
                await ledger.reserve(session, case, fund_id=fund.id, by=BY, at=NOW)
        (pupil,) = await add_cases(session, program, union="school")
        line = await add_fund(session, "education", fen=100_000)
        await ledger.reserve(session, pupil, fund_id=line.id, by=BY, at=NOW)


async def test_closed_absent_or_for_nothing(database: Database) -> None:
    """FundClosed, NotFound, AmountMissing; and nothing was written."""
    async with database.transaction(ALL) as session:
        program = await add_program(session)
        closed = await add_fund(session, fen=100_000, status="closed")
        fund = await add_fund(session, fen=100_000)
        (case,) = await add_cases(session, program)
        (free,) = await add_cases(session, program, amount_fen=0)
        with pytest.raises(FundClosed):
            await ledger.reserve(session, case, fund_id=closed.id, by=BY, at=NOW)
        with pytest.raises(NotFound):
            await ledger.reserve(session, case, fund_id=new_id(), by=BY, at=NOW)
        with pytest.raises(AmountMissing):
            await ledger.reserve(session, free, fund_id=fund.id, by=BY, at=NOW)
    assert (await balances(database, fund.id))["available"] == 100_000


async def test_the_books_of_others_are_not_seen_and_not_moved(database: Database) -> None:
    """Scope: a county sees its own funds and what a case of its subtree got from above; it moves only its own."""
    async with database.transaction(ALL) as session:
        program = await add_program(session)
        above, own = await add_fund(session, "city", fen=100_000), await add_fund(session, fen=1)
        elsewhere = await add_fund(session, "nanhe", fen=7)
        (case,) = await add_cases(session, program)
        await ledger.reserve(session, case, fund_id=above.id, by=BY, at=NOW)
    county = await scope_over(database, "qingxi")
    async with database.transaction(county) as session:
        seen = (await session.scalars(select(LedgerEntry.kind).order_by(col(LedgerEntry.id)))).all()
        assert list(seen) == ["income", "reserve"]
        funds = set((await session.scalars(select(LedgerAccount.fund_id))).all())
        assert funds == {own.id}
        held = await session.get_one(AidCase, case.id, with_for_update=True)
        with pytest.raises(FundUnreachable):
            await ledger.release(session, held, by=BY, at=NOW)
        with pytest.raises(FundUnreachable):
            await ledger.post(session, [income(elsewhere.id, 5)], by=BY, at=NOW)
    assert (await balances(database, elsewhere.id))["available"] == 7


@pytest.mark.parametrize("verb", ["update ledger_entry set amount_fen = 1", "delete from ledger_entry"])
async def test_entries_are_never_changed(database: Database, verb: str) -> None:
    """An error is reversed by a new entry, never edited: the app has not the right."""
    async with database.transaction(ALL) as session:
        await add_fund(session, fen=5)
    with pytest.raises(DBAPIError, match="permission denied"):
        await run(database, verb)


@pytest.mark.parametrize(
    "broken",
    [
        "update ledger_account set balance_fen = -1 where kind = 'available'",
        "update ledger_account set balance_fen = 1 where kind = 'source'",
    ],
)
async def test_the_second_wall(database: Database, broken: str) -> None:
    """Whatever statement is written, no balance passes nought on the wrong side."""
    async with database.transaction(ALL) as session:
        await add_fund(session)
    with pytest.raises(DBAPIError, match="ledger_account_balance_check"):
        await run(database, broken)


async def test_no_two_entries_stand_under_one_number(database: Database) -> None:
    """I2 by the table alone: the second payment of a case has no place, whatever the code above it forgot."""
    async with database.transaction(ALL) as session:
        fund = await add_fund(session, fen=500_000)
        (case,) = await add_cases(session, await add_program(session))
        await ledger.reserve(session, case, fund_id=fund.id, by=BY, at=NOW)
    paid = ledger.Movement(
        kind=EntryKind.PAY,
        amount_fen=1,
        debit=(fund.id, AccountKind.SPENT),
        credit=(fund.id, AccountKind.RESERVED),
        case_id=case.id,
    )
    with pytest.raises(DBAPIError, match="ledger_entry_case_key"):
        await book(database, [paid, paid])
    await book(database, [paid])
    with pytest.raises(DBAPIError, match="ledger_entry_case_place_check"):
        await book(database, [paid])


async def test_a_hot_fund_drained_at_once(database: Database) -> None:
    """Data.md 6: thirty clients take from one fund and give to another, both ways: to the fen, no deadlock, no overdraft."""
    async with database.transaction(ALL) as session:
        left, right = await add_fund(session, fen=40), await add_fund(session, fen=40)

    async def move(number: int) -> int:
        debit, credit = (left.id, right.id) if number % 2 else (right.id, left.id)
        movement = ledger.Movement(
            kind=EntryKind.HAND_DOWN,
            amount_fen=7,
            debit=(debit, AccountKind.AVAILABLE),
            credit=(credit, AccountKind.AVAILABLE),
            voucher_id=new_id(),
        )
        try:
            await book(database, [movement])
        except FundShort:
            return 0
        return 7 if number % 2 else -7

    async def client(number: int) -> int:
        return sum([await move(number) for _ in range(10)])

    moved = sum(await asyncio.gather(*(client(number) for number in range(30))))
    after = await balances(database, left.id), await balances(database, right.id)
    assert (after[0]["available"], after[1]["available"]) == (40 + moved, 40 - moved)
    async with database.transaction(ALL) as session:
        numbers = await session.execute(
            text(
                "select a.entries, a.balance_fen, count(e.id), sum(case when e.debit_id = a.id then amount_fen else -amount_fen end) "
                "from ledger_account a join ledger_entry e on a.id in (e.debit_id, e.credit_id) group by a.id"
            )
        )
        assert all(row[0] == row[2] and row[1] == row[3] for row in numbers)


async def test_what_came_in_while_one_waited_is_there_to_take(database: Database) -> None:
    """Data.md 6: who waits for an account takes from the balance that is then there, and not from the one before."""
    async with database.transaction(ALL) as session:
        left, right = await add_fund(session, fen=3), await add_fund(session, fen=40)

    def move(debit: UUID, credit: UUID, fen: int) -> ledger.Movement:
        return ledger.Movement(
            kind=EntryKind.HAND_DOWN,
            amount_fen=fen,
            debit=(debit, AccountKind.AVAILABLE),
            credit=(credit, AccountKind.AVAILABLE),
            voucher_id=new_id(),
        )

    async with database.transaction(ALL) as session:
        await ledger.post(session, [move(left.id, right.id, 7)], by=BY, at=NOW)
        waiting = asyncio.create_task(book(database, [move(right.id, left.id, 10)]))
        async with database.transaction(ALL) as watching:
            asked = text(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
            )
            while not await watching.scalar(asked):
                await watching.execute(text("select pg_stat_clear_snapshot()"))
                await asyncio.sleep(0.02)
    await waiting
    assert [(await balances(database, one.id))["available"] for one in (left, right)] == [0, 43]


async def test_a_thousand_payments_are_three_statements(database: Database, queries: Callable[..., Any]) -> None:
    """Set-based: the number of statements does not grow with the cases."""
    async with database.transaction(ALL) as session:
        fund = await add_fund(session, fen=100_000_000)
        cases = await add_cases(session, await add_program(session), 1000)
        for case in cases:
            case.fund_id = fund.id
        await session.flush()
        await ledger.move_money(session, EntryKind.RESERVE, [ledger.CaseMoney(c) for c in cases], by=BY, at=NOW)
        with queries(at_most=2):
            await ledger.move_money(session, EntryKind.PAY, [ledger.CaseMoney(c) for c in cases], by=BY, at=NOW)
    assert (await balances(database, fund.id))["spent"] == 100_000_000
