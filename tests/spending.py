"""A season of aid to count: money that came down, was promised, paid and came back, in several months and counties."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries import aid_case as aid_cases
from backend.db.queries import ledger, payment
from backend.db.tables.aid_case import AidCase, AidProgram
from backend.db.tables.fund import Fund
from backend.db.tables.payment import Payment
from backend.db.types import new_id
from backend.domain.access import EVERYTHING
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.fund.codes import AccountKind, EntryKind
from backend.domain.fund.ledger import ACCOUNTS
from backend.domain.statistic.periods import month_of
from tests.conftest import Api
from tests.money import BY, CHECKER, MAKER, add_cases, add_fund, add_program, income
from tests.town import today

CALENDAR_WAY = ("unit_review", "notice", "county_review", "approved")


def last_month() -> date:
    return month_of(month_of(today()) - timedelta(days=1))


def earlier() -> date:
    """The month before that."""
    return month_of(last_month() - timedelta(days=1))


def noon(day: date) -> datetime:
    """Midday in China."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@dataclass
class Season:
    """What was made."""

    funds: dict[str, Fund] = field(default_factory=dict)
    programs: dict[str, AidProgram] = field(default_factory=dict)
    paid: list[tuple[AidCase, UUID]] = field(default_factory=list)


async def hand_down(session: AsyncSession, above: Fund, below: Fund, fen: int, at: datetime) -> None:
    """Money of one fund becomes money of another."""
    movement = ledger.Movement(
        kind=EntryKind.HAND_DOWN,
        amount_fen=fen,
        debit=(below.id, AccountKind.AVAILABLE),
        credit=(above.id, AccountKind.AVAILABLE),
        voucher_id=new_id(),
    )
    await ledger.post(session, [movement], by=BY, at=at)


async def spend(session: AsyncSession, fund: Fund, fen: int, at: datetime) -> UUID:
    """An expense beside cases; its entry."""
    debit, credit = ACCOUNTS[EntryKind.EXPENSE]
    movement = ledger.Movement(
        kind=EntryKind.EXPENSE, amount_fen=fen, debit=(fund.id, debit), credit=(fund.id, credit), voucher_id=new_id()
    )
    (entry_id,) = await ledger.post(session, [movement], by=BY, at=at)
    return entry_id


async def take_out(session: AsyncSession, entry_id: UUID, kind: EntryKind, fund: Fund, fen: int, at: datetime) -> None:
    """The reversal of an entry of this kind within one fund."""
    debit, credit = ACCOUNTS[kind]
    movement = ledger.Movement(
        kind=EntryKind.REVERSAL,
        amount_fen=fen,
        debit=(fund.id, credit),
        credit=(fund.id, debit),
        voucher_id=new_id(),
        reverses_id=entry_id,
    )
    await ledger.post(session, [movement], by=BY, at=at)


async def pay(session: AsyncSession, case: AidCase, at: datetime) -> UUID:
    """Cash for a case whose money is reserved."""
    done = Payment(
        case_id=case.id,
        fund_id=case.fund_id,
        organization_id=case.organization_id,
        code=case.code,
        line_code=case.line_code,
        round=1,
        way="cash",
        amount_fen=case.amount_fen,
        payee=case.name,
        signature_id=new_id(),
        photo_id=new_id(),
        created_at=at,
    )
    session.add(done)
    await session.flush()
    await payment.pay(session, [done], by=BY, at=at)
    return done.id


async def walk(session: AsyncSession, case: AidCase, days: Sequence[date]) -> None:
    """The steps of a case from its submission to its approval, one on each day."""
    case.status, case.submitted_at = "draft", noon(days[0])
    for to, day in zip(CALENDAR_WAY, days, strict=True):
        step = CaseStep.SUBMIT if to == "unit_review" else CaseStep.PASS
        by = (MAKER if to == "unit_review" else CHECKER, "何静", "青溪县总工会")
        await aid_cases.record_step(session, case, step=step, to=CaseStatus(to), by=by, at=noon(day))


async def season(api: Api) -> Season:
    """The city gives 青溪 a budget; 纺织 and 水泥 are paid by the county, 纺织 by the city too, 电子 by its own county.

    One case still waits for its money, one payment came back, one household is paid twice.
    """
    made = Season()
    async with api.database.transaction(EVERYTHING) as session:
        funds = made.funds
        funds["city"] = await add_fund(session, "city", name="市级资金", source="own")
        funds["qingxi"] = await add_fund(session, "qingxi", name="青溪资金")
        funds["nanhe"] = await add_fund(session, "nanhe", name="南河资金", source="donation")
        await ledger.post(session, [income(funds["city"].id, 9_000_001)], by=BY, at=noon(earlier()))
        await hand_down(session, funds["city"], funds["qingxi"], 4_000_000, noon(earlier()))
        await ledger.post(session, [income(funds["nanhe"].id, 700_000)], by=BY, at=noon(last_month()))
        made.programs["winter_warmth"] = await add_program(session, "city")
        schooling = await add_program(session, "city")
        schooling.kind = "schooling"
        made.programs["schooling"] = schooling
        same = new_id()
        for union, owner, kind, fen, month, more in (
            ("textile", "qingxi", "winter_warmth", 100_003, earlier(), {"category": "deep"}),
            ("textile", "qingxi", "schooling", 250_000, last_month(), {"category": "relative", "member_id": same}),
            ("textile", "city", "winter_warmth", 300_000, last_month(), {"category": "relative", "member_id": same}),
            ("cement", "qingxi", "winter_warmth", 70_000, month_of(today()), {}),
            ("electronics", "nanhe", "winter_warmth", 60_000, month_of(today()), {"category": "deep"}),
        ):
            case = await _approved(session, made, union, owner, kind, fen, month, more)
            made.paid.append((case, await pay(session, case, noon(month))))
        await _approved(session, made, "cement", "qingxi", "schooling", 90_000, month_of(today()), {})
        back, payment_id = made.paid[0]
        await session.refresh(back)
        await ledger.recall(session, back, payment_id=payment_id, by=BY, at=noon(last_month()))
        returned = await session.get_one(Payment, payment_id)
        await session.refresh(returned)
        returned.state = "returned"
        back.status, back.payer_id, back.paid_at = "approved", None, None
    return made


async def _approved(
    session: AsyncSession,
    made: Season,
    union: str,
    owner: str,
    kind: str,
    fen: int,
    month: date,
    more: dict[str, Any],
) -> AidCase:
    (case,) = await add_cases(session, made.programs[kind], union=union, amount_fen=fen)
    for name, value in more.items():
        setattr(case, name, value)
    await walk(session, case, [month - timedelta(days=days) for days in (20, 15, 10, 5)])
    await ledger.reserve(session, case, fund_id=made.funds[owner].id, by=BY, at=noon(month))
    await session.flush()
    return case
