"""Mutual protection in the demo: a plan of the city with its fund, and units that have enrolled and mostly paid."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from backend.db.numbering import Series, next_number
from backend.db.queries import protection as protections
from backend.db.queries.protection import Wanted
from backend.db.tables.account import UserAccount
from backend.db.tables.fund import Fund
from backend.db.tables.organization import Organization
from backend.db.tables.protection import ProtectionEnrolment, ProtectionPlan
from backend.db.types import new_id
from backend.demo.money import book, open_fund
from backend.domain.fund.codes import VoucherKind
from backend.domain.organization.codes import Level
from backend.domain.protection.codes import EnrolmentState
from backend.domain.protection.enrolments import Candidate, Conditions, first_claim_day, judge, last_day

UNITS = 6
SHARE_FEN = 3600
BENEFIT = {"form": "rate", "items": [], "rate_percent": 50, "cap_fen": 3_000_000}


async def protect(session: AsyncSession, hands: Sequence[UserAccount], *, now: datetime) -> None:
    """A plan against accidents, and the first basic unions of the city in it; the last of them has not paid yet."""
    city, units = await _unions(session)
    # Contributions came in before anybody claimed.
    now = now - timedelta(days=60)
    fund = await open_fund(session, city, "职工互助保障资金", "own", hands[0], now)
    plan = ProtectionPlan(
        id=new_id(),
        organization_id=city.id,
        organization_name=city.name,
        code=city.code,
        code_hi=city.code_hi,
        fund_id=fund.id,
        kind="accident",
        name="职工意外伤害互助保障",
        years=1,
        lowest_age=16,
        highest_age=60,
        share_fen=SHARE_FEN,
        most_shares=2,
        waiting_days=0,
        bar_percent=80,
        all_below=100,
        benefit=BENEFIT,
        status="open",
        made_by_name=hands[0].name,
        created_at=now,
        updated_at=now,
    )
    session.add(plan)
    await session.flush()
    for number, unit in enumerate(units):
        await _enrol(session, plan, unit, fund, hands, now, paid=number < UNITS - 1)


async def _unions(session: AsyncSession) -> tuple[Organization, Sequence[Organization]]:
    city = (await session.scalars(select(Organization).where(col(Organization.level) == Level.CITY))).one()
    found = await session.scalars(
        select(Organization)
        .where(col(Organization.level) == Level.UNION, col(Organization.status) == "active")
        .order_by(col(Organization.code))
    )
    unions = found.all()
    # From all over the city: every county has insured members.
    return city, unions[:: max(1, len(unions) // UNITS)][:UNITS]


async def _enrol(
    session: AsyncSession,
    plan: ProtectionPlan,
    unit: Organization,
    fund: Fund,
    hands: Sequence[UserAccount],
    now: datetime,
    *,
    paid: bool,
) -> None:
    starts = date(now.year, 1, 1)
    ends = last_day(starts, plan.years)
    rows = await protections.find_candidates(
        session,
        Wanted(everybody=True),
        under=(unit.code, unit.code_hi),
        plan_id=plan.id,
        starts_on=starts,
        ends_on=ends,
        lock=False,
        most=2000,
    )
    conditions = Conditions(lowest_age=plan.lowest_age, highest_age=plan.highest_age, sex=plan.sex)
    who = [
        row
        for row in rows
        if judge(
            Candidate(
                id=row.id, name=row.name, status=row.status, sex=row.sex, born_on=row.born_on, covered=row.covered
            ),
            conditions,
            starts_on=starts,
        )
        == "enrolled"
    ]
    if not who:
        return
    enrolment = ProtectionEnrolment(
        id=new_id(),
        number=await next_number(session, Series.ENROLMENT, now.year),
        plan_id=plan.id,
        organization_id=unit.id,
        code=unit.code,
        line_code=unit.line_code,
        starts_on=starts,
        ends_on=ends,
        shares=1,
        insured=len(who),
        contribution_fen=SHARE_FEN * len(who),
        made_by=hands[0].id,
        made_by_name=hands[0].name,
        made_at=now,
    )
    session.add(enrolment)
    await session.flush()
    days = {"starts_on": starts, "ends_on": ends}
    days |= {"claims_from": first_claim_day(starts, waiting_days=plan.waiting_days, continues=False)}
    place = {"organization_id": unit.id, "code": unit.code, "line_code": unit.line_code}
    own = {"enrolment_id": enrolment.id, "plan_id": plan.id, "round": 1, "shares": 1, "contribution_fen": SHARE_FEN}
    await protections.add_covers(
        session, [{"id": new_id(), "member_id": row.id, "name": row.name, **own, **place, **days} for row in who]
    )
    if paid:
        given = {"kind": VoucherKind.INCOME, "fen": enrolment.contribution_fen, "paper": f"收据 {enrolment.number}"}
        enrolment.voucher_id = await book(session, fund, None, given, hands, now)
        enrolment.state, enrolment.received_at = EnrolmentState.RECEIVED.value, now
        await session.flush()
