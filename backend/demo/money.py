"""The money of the demo: what the city was given, what the counties got of it, and what is promised to approved cases."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.db.numbering import Series, next_number
from backend.db.queries import ledger
from backend.db.tables.account import UserAccount
from backend.db.tables.aid_case import AidCase
from backend.db.tables.fund import Fund
from backend.db.tables.organization import Organization
from backend.db.tables.voucher import Voucher
from backend.db.types import new_id
from backend.domain.fund.codes import EntryKind, VoucherKind, VoucherState
from backend.domain.fund.ledger import ACCOUNTS
from backend.domain.organization.codes import Level

CITY_FEN = 300_000_000
COUNTY_FEN = 60_000_000
TO_SPARE = 2
"""A county has so many times what it has promised."""


async def fund_aid(session: AsyncSession, hands: Sequence[UserAccount], *, now: datetime) -> None:
    """A fund of the city and one of each county, filled by vouchers of two hands, out of which cases are reserved."""
    unions = (
        await session.scalars(
            select(Organization).where(col(Organization.level) <= Level.COUNTY).order_by(col(Organization.code))
        )
    ).all()
    city, *others = unions
    above = await open_fund(session, city, "中央财政送温暖资金", "treasury", hands[0], now)
    given = {"kind": VoucherKind.INCOME, "fen": CITY_FEN, "paper": "财社〔2026〕12号"}
    await book(session, above, None, given, hands, now - timedelta(days=60))
    for number, union in enumerate(each for each in others if each.kind == "county_federation"):
        below = await open_fund(session, union, "市级下达送温暖资金", "union_above", hands[0], now)
        paper = {"kind": VoucherKind.HAND_DOWN, "fen": COUNTY_FEN, "paper": f"云工财〔2026〕{number + 3}号"}
        await book(session, above, below, paper, hands, now - timedelta(days=45))
        await _reserve(session, union, below, hands, now)


async def open_fund(
    session: AsyncSession, union: Organization, name: str, source: str, hand: UserAccount, now: datetime
) -> Fund:
    """A fund with its accounts, empty."""
    fund = Fund(
        id=new_id(),
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        name=f"{now.year} 年{name}",
        source=source,
        year=now.year,
        document_number="财社〔2026〕12号",
        made_by=hand.id,
        made_by_name=hand.name,
        created_at=now,
    )
    session.add(fund)
    await session.flush()
    session.add_all(ledger.accounts_of(fund.id))
    await session.flush()
    return fund


async def book(
    session: AsyncSession,
    fund: Fund,
    other: Fund | None,
    said: Mapping[str, object],
    hands: Sequence[UserAccount],
    at: datetime,
) -> UUID:
    """A voucher that one hand wrote and the other booked; its id."""
    maker, checker = hands
    kind, fen, paper = EntryKind(str(said["kind"])), int(str(said["fen"])), str(said["paper"])
    voucher = Voucher(
        id=new_id(),
        number=await next_number(session, Series.VOUCHER, at.year),
        kind=kind.value,
        organization_id=fund.organization_id,
        code=fund.code,
        line_code=fund.line_code,
        fund_id=fund.id,
        other_fund_id=other.id if other else None,
        amount_fen=fen,
        document_number=paper,
        made_by=maker.id,
        made_by_name=maker.name,
        made_at=at,
    )
    debit, credit = ACCOUNTS[kind]
    movement = ledger.Movement(
        kind=kind,
        amount_fen=fen,
        debit=((other or fund).id, debit),
        credit=(fund.id, credit),
        voucher_id=voucher.id,
        memo=paper,
    )
    (entry_id,) = await ledger.post(session, [movement], by=(checker.id, checker.name, "云江市总工会"), at=at)
    voucher.state, voucher.entry_id = VoucherState.BOOKED.value, entry_id
    voucher.checked_by, voucher.checked_by_name, voucher.checked_at = checker.id, checker.name, at
    session.add(voucher)
    await session.flush()
    return voucher.id


async def _reserve(
    session: AsyncSession, union: Organization, fund: Fund, hands: Sequence[UserAccount], now: datetime
) -> None:
    found = await session.scalars(
        select(AidCase).where(
            col(AidCase.code).between(union.code, union.code_hi),
            col(AidCase.status) == "approved",
            col(AidCase.amount_fen) > 0,
        )
    )
    cases, left = [], COUNTY_FEN // TO_SPARE
    for case in found:
        left -= case.amount_fen
        if left >= 0:
            case.fund_id = fund.id
            cases.append(ledger.CaseMoney(case))
    if cases:
        by = (hands[1].id, hands[1].name, union.name)
        await ledger.move_money(session, EntryKind.RESERVE, cases, by=by, at=now)
