"""The money of the demo: what the city was given, what the counties got of it, and what is promised to approved cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.api.fund import actions as funds
from backend.api.fund.schemas import EndVoucher, LockStep
from backend.api.goods_lot import actions as lots_of_goods
from backend.api.goods_lot.schemas import GoodsCount
from backend.api.visit import arranging, paying
from backend.api.visit.schemas import Arrangement, BookVisits
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.numbering import Series, next_number
from backend.db.queries import ledger
from backend.db.queries import visit as visits
from backend.db.tables.account import UserAccount
from backend.db.tables.aid_case import AidCase
from backend.db.tables.fund import Fund
from backend.db.tables.goods import GoodsLot
from backend.db.tables.organization import Organization
from backend.db.tables.voucher import Voucher
from backend.db.types import new_id
from backend.demo.cast import Cast, morning
from backend.demo.city import City, Node
from backend.demo.people import Row
from backend.demo.pictures import document
from backend.domain.access import Role
from backend.domain.aid.case_codes import FundSource
from backend.domain.fund.codes import EntryKind, VoucherKind, VoucherState
from backend.domain.fund.funds import FundDraft
from backend.domain.fund.goods import LotDraft
from backend.domain.fund.ledger import ACCOUNTS
from backend.domain.fund.vouchers import VoucherDraft
from backend.domain.organization.codes import OrganizationKind
from backend.domain.visit.codes import PlanStatus
from backend.domain.visit.stops import Goods, VisitDraft

BEGAN = timedelta(days=150)
"""The money came so long ago: before anything was given out of it."""
COUNTY_FEN = 60_000_000
OWN_FEN = 12_000_000
TO_SPARE = 2
"""A county has so many times what it has promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Purse:
    """What a county gives out of: what the city handed down, and its own."""

    county: Node
    handed: Fund
    own: Fund


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A fund of the city: what it is called, where it comes from, how much and by which paper; until when it is spent."""

    name: str
    source: FundSource
    fen: int
    paper: str
    spend_in: timedelta | None = None


_SOURCES = (
    _Source(name="中央财政送温暖资金", source=FundSource.TREASURY, fen=300_000_000, paper="财社〔{year}〕12号"),
    _Source(name="市总本级帮扶资金", source=FundSource.OWN, fen=80_000_000, paper="云工财〔{year}〕1号"),
    _Source(
        name="爱心企业助困捐款",
        source=FundSource.DONATION,
        fen=26_000_000,
        paper="捐赠协议〔{year}〕5号",
        spend_in=timedelta(days=24),
    ),
)


async def fund_aid(cast: Cast, city: City, *, now: datetime) -> list[Purse]:
    """Funds of three sources for the city, budgets down the tree, and money of their own for the counties.

    Every voucher was written by one hand and booked by another.
    """
    top, began = city.nodes[0], morning(now - BEGAN)
    made = []
    for number, each in enumerate(_SOURCES):
        fund = await _open(cast, top, each, now)
        await _book(cast, top, VoucherKind.INCOME, fund, each.fen, _paper(each.paper, now), began, number)
        made.append(fund)
    purses = []
    for number, county in enumerate(node for node in city.nodes if node.kind is OrganizationKind.COUNTY_FEDERATION):
        handed = await _open(
            cast, county, _Source(name="市级下达送温暖资金", source=FundSource.UNION_ABOVE, fen=0, paper=""), now
        )
        paper = _paper(f"云工财〔{{year}}〕{number + 3}号", now)
        at = began + timedelta(days=6)
        await _book(cast, top, VoucherKind.HAND_DOWN, made[0], COUNTY_FEN, paper, at, number, below=handed)
        own = await _open(cast, county, _Source(name="本级帮扶资金", source=FundSource.OWN, fen=0, paper=""), now)
        paper = _paper("县级预算〔{year}〕7号", now)
        await _book(cast, county, VoucherKind.INCOME, own, OWN_FEN, paper, at + timedelta(days=3), number)
        purses.append(Purse(county=county, handed=handed, own=own))
    return purses


async def pay_for_visits(cast: Cast, purse: Purse, plans: Sequence[Row], *, now: datetime) -> None:
    """What the county's visits brought is booked out of its own money; what the next are to bring waits for finance."""
    for plan in plans:
        if plan["status"] == PlanStatus.DONE:
            asked = BookVisits(step="book", fund_id=purse.own.id)
            await paying.step(cast.act(Role.FINANCE, purse.county, now), plan["id"], asked, seen=1)


async def wait_for_second_hand(cast: Cast, purse: Purse, *, now: datetime) -> None:
    """What lies on the desks of a county's finance today: a month locked, a voucher refused and two to be checked.

    One of these is an expense; another, the coal for fifty households, is paid.
    """
    maker = cast.act(Role.FINANCE, purse.county, morning(now - timedelta(days=3)))
    file = await cast.picture(maker, document(99), "捐赠函.png", Purpose.PROOF)
    wrong = await funds.propose(
        maker,
        VoucherDraft(kind=VoucherKind.INCOME, fund_id=purse.own.id, amount_fen=1_500_000, document_number="捐赠函"),
    )
    checker = cast.act(Role.FINANCE, purse.county, morning(now - timedelta(days=2)), hand=1)
    await funds.end(
        checker, wrong.id, EndVoucher(step="refuse", answer="没有附捐赠函，金额与来函不符"), seen=wrong.version
    )
    coal = await _bill(
        cast,
        maker,
        VoucherDraft(
            kind=VoucherKind.EXPENSE,
            fund_id=purse.own.id,
            amount_fen=3_600_000,
            document_number=f"购销合同〔{now.year}〕9号",
            document_on=(now - timedelta(days=6)).date(),
            payee="青溪县民用煤供应站",
            note="困难职工家庭冬季取暖用煤，每户 1.2 吨",
            households=50,
        ),
    )
    await funds.confirm(checker, coal.id, seen=coal.version)
    await funds.propose(
        cast.act(Role.FINANCE, purse.county, morning(now - timedelta(days=1))),
        VoucherDraft(
            kind=VoucherKind.INCOME,
            fund_id=purse.own.id,
            amount_fen=1_050_000,
            document_number=f"捐赠函〔{now.year}〕2号",
            document_on=(now - timedelta(days=4)).date(),
            file_id=file,
            note="青溪商会捐款，指定用于助学",
        ),
    )
    await _bill(
        cast,
        cast.act(Role.FINANCE, purse.county, morning(now - timedelta(days=1))),
        VoucherDraft(
            kind=VoucherKind.EXPENSE,
            fund_id=purse.own.id,
            amount_fen=286_000,
            document_number="发票 25332000000118",
            document_on=(now - timedelta(days=2)).date(),
            payee="青溪县同心印务部",
            note="帮扶政策宣传海报和折页",
        ),
    )
    month = _month_before((now - timedelta(days=80)).date())
    await cast.session.refresh(purse.own)
    await funds.lock_months(checker, purse.own.id, LockStep(step="lock", month=month), seen=purse.own.version)


async def stock(cast: Cast, purse: Purse, *, now: datetime) -> None:
    """The county's store: rice and oil that were bought, quilts that were given, two bags that a count did not find."""
    maker = cast.act(Role.FINANCE, purse.county, morning(now - timedelta(days=9)))
    checker = cast.act(Role.FINANCE, purse.county, morning(now - timedelta(days=8)), hand=1)
    for draft in _came_in(purse.own, now):
        voucher = await _bill(cast, maker, draft)
        await funds.confirm(checker, voucher.id, seen=voucher.version)
    rice = (await _lots(cast, purse))["大米"]
    counter = cast.act(Role.FINANCE, purse.county, morning(now - timedelta(days=4)))
    await lots_of_goods.count(counter, rice.id, GoodsCount(counted=rice.there - 2, note="两袋受潮"), seen=rice.version)


async def _lots(cast: Cast, purse: Purse) -> Mapping[str, GoodsLot]:
    found = await cast.session.scalars(select(GoodsLot).where(col(GoodsLot.fund_id) == purse.own.id))
    return {each.name: each for each in found}


async def bring_out(cast: Cast, purse: Purse, plans: Sequence[Row], *, now: datetime) -> None:
    """The next plan of visits brings rice and oil out of the store to every door."""
    lots = await _lots(cast, purse)
    rice, oil = lots["大米"], lots["食用油"]
    planner = cast.act(Role.OFFICER, purse.county, morning(now - timedelta(days=1)))
    for plan in plans:
        if plan["status"] == PlanStatus.PLANNED:
            brought = (Goods(name=rice.name, count=2, lot_id=rice.id), Goods(name=oil.name, count=1, lot_id=oil.id))
            rows = tuple(
                VisitDraft(
                    id=stop.id,
                    team_id=stop.team_id,
                    place=stop.place,
                    cash_fen=stop.cash_fen,
                    goods=brought,
                    visit_on=stop.visit_on,
                )
                for stop in await visits.list_of_plan(cast.session, plan["id"])
            )
            await arranging.arrange(planner, plan["id"], Arrangement(visits=list(rows)), seen=1)


def _came_in(fund: Fund, now: datetime) -> Sequence[VoucherDraft]:
    kept, year = "县总工会一楼库房", now.year
    bought = (
        LotDraft(name="大米", unit="袋", pieces=240, price_fen=8_500, expires_on=date(year + 1, 9, 30), kept_at=kept),
        LotDraft(
            name="食用油",
            unit="桶",
            pieces=120,
            price_fen=9_900,
            expires_on=(now + timedelta(days=26)).date(),
            kept_at=kept,
        ),
    )
    given = (LotDraft(name="棉被", unit="床", pieces=60, price_fen=16_800, kept_at=kept),)
    return (
        VoucherDraft(
            kind=VoucherKind.PURCHASE,
            fund_id=fund.id,
            document_number=f"购销合同〔{year}〕12号",
            document_on=(now - timedelta(days=11)).date(),
            payee="青溪县供销粮油公司",
            note="元旦春节慰问品",
            goods=bought,
        ),
        VoucherDraft(
            kind=VoucherKind.GIFT,
            fund_id=fund.id,
            document_number=f"捐赠协议〔{year}〕6号",
            document_on=(now - timedelta(days=10)).date(),
            payee="青溪县工商联",
            note="捐赠棉被，按协议价入账",
            goods=given,
        ),
    )


async def _bill(cast: Cast, maker: Work, draft: VoucherDraft) -> Voucher:
    """What was bought or given, written down with its paper."""
    file = await cast.picture(maker, document(98), "发票.png", Purpose.PROOF)
    return await funds.propose(maker, replace(draft, file_id=file))


def _month_before(day: date) -> str:
    last = day.replace(day=1) - timedelta(days=1)
    return f"{last:%Y-%m}"


def _paper(text: str, now: datetime) -> str:
    return text.format(year=now.year)


async def _open(cast: Cast, node: Node, source: _Source, now: datetime) -> Fund:
    return await funds.make(
        cast.act(Role.FINANCE, node, morning(now - BEGAN - timedelta(days=1))),
        FundDraft(
            organization_id=node.id,
            name=f"{now.year} 年{source.name}",
            source=source.source,
            year=now.year,
            document_number=_paper(source.paper, now),
            spend_by=None if source.spend_in is None else (now + source.spend_in).date(),
        ),
    )


async def _book(
    cast: Cast,
    node: Node,
    kind: VoucherKind,
    fund: Fund,
    fen: int,
    paper: str,
    at: datetime,
    number: int,
    *,
    below: Fund | None = None,
) -> None:
    """A voucher with its document, written by one of the two hands of a union and checked by the other."""
    maker = cast.act(Role.FINANCE, node, at)
    file = await cast.picture(maker, document(number), f"{paper}.png", Purpose.PROOF)
    voucher = await funds.propose(
        maker,
        VoucherDraft(
            kind=kind,
            fund_id=fund.id,
            other_fund_id=None if below is None else below.id,
            amount_fen=fen,
            document_number=paper,
            document_on=at.date(),
            file_id=file,
        ),
    )
    checker = cast.act(Role.FINANCE, node, at + timedelta(hours=5), hand=1)
    await funds.confirm(checker, voucher.id, seen=voucher.version)


async def reserve_approved(cast: Cast, purse: Purse, *, now: datetime) -> None:
    """Promise money to what a county has approved and nobody has been promised yet, as far as half of the fund goes."""
    county = purse.county
    found = await cast.session.scalars(
        select(AidCase)
        .where(
            col(AidCase.code).between(county.place.low, county.place.high),
            col(AidCase.status) == "approved",
            col(AidCase.fund_id).is_(None),
            col(AidCase.amount_fen) > 0,
        )
        .order_by(col(AidCase.number))
    )
    cases, left = [], COUNTY_FEN // TO_SPARE
    for case in found:
        left -= case.amount_fen
        if left >= 0:
            case.fund_id = purse.handed.id
            cases.append(ledger.CaseMoney(case))
    if cases:
        by = cast.act(Role.FINANCE, county, now, hand=1).doer
        await ledger.move_money(cast.session, EntryKind.RESERVE, cases, by=by, at=now)


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
