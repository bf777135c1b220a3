"""Banks to test with: statements as workbooks, accounts of unions, money that was paid in the month before this one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import httpx
import openpyxl

from backend.db.queries import ledger
from backend.db.tables.fund import Fund
from backend.db.tables.payment import Payment, PaymentBatch
from backend.db.tables.voucher import Voucher
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.fund.codes import AccountKind, EntryKind
from tests import intake
from tests.conftest import Api
from tests.money import BY, CHECKER, MAKER, add_cases, add_fund, add_program, income
from tests.people import once
from tests.town import id_of, today

HEAD = ("交易日期", "借方发生额", "贷方发生额", "余额", "对方户名", "对方账号", "摘要", "交易流水号")
Row = tuple[int, int, str, str]
"""Of a statement: the day of the month, fen (above nought: came in), the other side, what the bank says."""


def number_of_account() -> str:
    """A number that no other test has."""
    return f"3305{uuid4().int % 10**15:015d}"


def last_month(before: int = 1) -> date:
    """The first day of the month before this one, or of one before that."""
    day = today().replace(day=1)
    for _ in range(before):
        day = (day - timedelta(days=1)).replace(day=1)
    return day


def moment(day: int, month: date | None = None) -> datetime:
    """Noon here of a day of last month."""
    first = month or last_month()
    return datetime(first.year, first.month, day, 4, tzinfo=UTC)


def workbook(rows: Sequence[Row], *, number: str, opening_fen: int = 0, month: date | None = None) -> bytes:
    """A statement as a bank sends it, its balances running from the opening one."""
    first = month or last_month()
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for head in (["中国建设银行企业网银账户明细"], ["账号：", number, "户名：", "青溪县总工会"], [], list(HEAD)):
        sheet.append(head)
    balance = opening_fen
    for place, (day, fen, payee, said) in enumerate(rows, start=1):
        balance += fen
        out, came = (f"{-fen / 100:.2f}", "") if fen < 0 else ("", f"{fen / 100:.2f}")
        day_of = first.replace(day=day).isoformat()
        sheet.append([day_of, out, came, f"{balance / 100:,.2f}", payee, "6222020200009876", said, f"L{place:06d}"])
    memory = BytesIO()
    book.save(memory)
    return memory.getvalue()


async def make_account(
    client: httpx.AsyncClient, *funds: Fund, union: str = "qingxi", number: str | None = None
) -> tuple[dict[str, Any], str]:
    """An account on which these funds lie, and its number."""
    number = number or number_of_account()
    said = {
        "organization_id": str(id_of(union)),
        "name": "青溪县总工会",
        "bank": "中国建设银行青溪支行",
        "number": number,
        "fund_ids": [str(fund.id) for fund in funds],
    }
    answer = await client.post("/bank-accounts", json=said, headers=once())
    assert answer.status_code == 201, answer.text
    return answer.json(), number


async def bring(
    client: httpx.AsyncClient, account: dict[str, Any], content: bytes | None, *, month: date | None = None, **more: Any
) -> httpx.Response:
    """Upload a statement and begin its month; without one nothing moved."""
    said: dict[str, Any] = {"account_id": account["id"], "month": f"{month or last_month():%Y-%m}"} | more
    if content is not None:
        file = await intake.upload(client, content, name="对账单.xlsx")
        assert file.status_code == 201, file.text
        said["file_id"] = file.json()["id"]
    return await client.post("/reconciliations", json=said, headers=once())


async def fund_with(api: Api, *movements: tuple[int, int], month: date | None = None) -> Fund:
    """A fund of 青溪县 into which so much came on those days of last month."""
    async with api.database.transaction(EVERYTHING) as session:
        fund = await add_fund(session)
        for day, fen in movements:
            await ledger.post(session, [income(fund.id, fen)], by=BY, at=moment(day, month))
    return fund


async def pay_batch(api: Api, fund: Fund, count: int, *, day: int = 6, fen: int = 100_000, rejected: int = 0) -> str:
    """A batch of so many payments that the bank made on a day of last month, and some that it sent back; its number."""
    async with api.database.transaction(EVERYTHING) as session:
        cases = await add_cases(session, await add_program(session), count + rejected, amount_fen=fen)
        for case in cases:
            case.fund_id = fund.id
        batch = PaymentBatch(
            id=new_id(),
            number=f"FF-2026-{uuid4().int % 10**6:06d}",
            organization_id=fund.organization_id,
            code=fund.code,
            line_code=fund.line_code,
            fund_id=fund.id,
            state="done",
            lines=len(cases),
            amount_fen=fen * len(cases),
            made_by=MAKER,
            made_at=moment(day),
        )
        session.add(batch)
        await session.flush()
        moved = []
        for place, case in enumerate(cases, start=1):
            paid = place <= count
            payment = Payment(
                id=new_id(),
                case_id=case.id,
                fund_id=fund.id,
                organization_id=case.organization_id,
                code=case.code,
                line_code=case.line_code,
                batch_id=batch.id,
                line=place,
                round=1,
                way="bank",
                amount_fen=fen,
                payee=case.name,
                state="paid" if paid else "rejected",
                paid_at=moment(day) if paid else None,
                created_at=moment(day),
            )
            session.add(payment)
            if paid:
                moved.append(ledger.CaseMoney(case, payment.id))
        await session.flush()
        await ledger.move_money(session, EntryKind.RESERVE, moved, by=BY, at=moment(max(1, day - 1)))
        await ledger.move_money(session, EntryKind.PAY, moved, by=BY, at=moment(day))
    return batch.number


async def spend_once(api: Api, fund: Fund, *, day: int, fen: int, payee: str) -> None:
    """An expense of last month that is in the books with its voucher."""
    async with api.database.transaction(EVERYTHING) as session:
        id, number = new_id(), f"PZ-2026-{uuid4().int % 10**6:06d}"
        movement = ledger.Movement(
            kind=EntryKind.EXPENSE,
            amount_fen=fen,
            debit=(fund.id, AccountKind.SPENT),
            credit=(fund.id, AccountKind.AVAILABLE),
            voucher_id=id,
        )
        (entry_id,) = await ledger.post(session, [movement], by=BY, at=moment(day))
        session.add(
            Voucher(
                id=id,
                number=number,
                kind="expense",
                organization_id=fund.organization_id,
                code=fund.code,
                line_code=fund.line_code,
                fund_id=fund.id,
                amount_fen=fen,
                document_number="发票 03421187",
                payee=payee,
                note="取暖用煤",
                state="booked",
                entry_id=entry_id,
                made_by=MAKER,
                made_at=moment(day),
                checked_by=CHECKER,
                checked_at=moment(day),
            )
        )


async def pay_one(api: Api, fund: Fund, *, day: int, fen: int, month: date | None = None) -> str:
    """A payment in cash that is in the books; who got it."""
    async with api.database.transaction(EVERYTHING) as session:
        [case] = await add_cases(session, await add_program(session), 1, amount_fen=fen)
        case.fund_id = fund.id
        await session.flush()
        await ledger.move_money(session, EntryKind.RESERVE, [ledger.CaseMoney(case)], by=BY, at=moment(day, month))
        await ledger.move_money(session, EntryKind.PAY, [ledger.CaseMoney(case)], by=BY, at=moment(day, month))
    return case.name


def ids(items: Sequence[dict[str, Any]]) -> list[str]:
    """The ids of what a list shows."""
    return [item["id"] for item in items]


async def open_ones(client: httpx.AsyncClient, month: dict[str, Any]) -> tuple[list[Any], list[Any]]:
    """What stands open on both sides at the end of a month: lines, entries."""
    asked = {"reconciliation_id": month["id"]}
    lines = await client.get("/reconciliation-lines", params=asked)
    entries = await client.get("/reconciliation-entries", params=asked)
    assert (lines.status_code, entries.status_code) == (200, 200), (lines.text, entries.text)
    return lines.json()["items"], entries.json()["items"]
