"""What waits for a finance officer: vouchers and closed months of others to check, cases whose money came back from the
bank, what visits brought or are to bring, funds whose days are nearly over, what the own union owes the one above."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, String, and_, case, cast, func, literal, null, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.queries.budget import adjustment
from backend.db.queries.budget import plan as budget
from backend.db.queries.fund import account, fund
from backend.db.queries.payment import aid_case, has_live, org, payment
from backend.db.queries.remittance import duty
from backend.db.queries.todo import IN_ALL
from backend.db.queries.visit_plan import PLANNED_FEN, SPENT_FEN, WAITS_FOR_BOOKS, WANTS_MONEY, plan, visit
from backend.db.tables.reconciliation import BankAccount, Reconciliation
from backend.db.tables.voucher import Voucher
from backend.domain.access import Scope
from backend.domain.visit.plans import OPEN

voucher: Any = Voucher.__table__  # type: ignore[attr-defined]
month: Any = Reconciliation.__table__  # type: ignore[attr-defined]
bank: Any = BankAccount.__table__  # type: ignore[attr-defined]


async def list_vouchers(session: AsyncSession, scope: Scope, *, not_by: UUID, most: int) -> Sequence[Mapping[str, Any]]:
    """Vouchers that somebody else wrote and that wait to be checked; `detail` is the document."""
    found = await session.execute(
        select(
            literal("voucher_check").label("kind"),
            voucher.c.id,
            voucher.c.number.label("name"),
            func.coalesce(func.nullif(voucher.c.document_number, ""), voucher.c.note).label("detail"),
            voucher.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(voucher.join(org, org.c.id == voucher.c.organization_id))
        .where(within(voucher, scope), voucher.c.state == "proposed", voucher.c.made_by != not_by)
        .order_by(voucher.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]


async def list_budgets(session: AsyncSession, scope: Scope, *, not_by: UUID, most: int) -> Sequence[Mapping[str, Any]]:
    """Budgets that somebody else submitted and adjustments that somebody else proposed, which wait to be checked (FND-02);
    `name` is the year, `detail` the document."""
    plans = select(budget.c.id, budget.c.year, budget.c.document_number, budget.c.organization_id).where(
        within(budget, scope), budget.c.state == "submitted", budget.c.submitted_by != not_by
    )
    changes = (
        select(
            adjustment.c.id,
            budget.c.year,
            adjustment.c.document_number,
            adjustment.c.organization_id,
        )
        .select_from(adjustment.join(budget, budget.c.id == adjustment.c.plan_id))
        .where(within(adjustment, scope), adjustment.c.state == "proposed", adjustment.c.made_by != not_by)
    )
    waiting = union_all(plans, changes).subquery()
    found = await session.execute(
        select(
            literal("budget_check").label("kind"),
            waiting.c.id,
            cast(waiting.c.year, String).label("name"),
            waiting.c.document_number.label("detail"),
            waiting.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(waiting.join(org, org.c.id == waiting.c.organization_id))
        .order_by(waiting.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]


async def list_closed_months(
    session: AsyncSession, scope: Scope, *, not_by: UUID, most: int
) -> Sequence[Mapping[str, Any]]:
    """Months of bank accounts that somebody else closed and that wait to be checked (FND-02); `detail` is the month."""
    found = await session.execute(
        select(
            literal("reconciliation_check").label("kind"),
            month.c.id,
            bank.c.name,
            func.to_char(month.c.month, "YYYY-MM").label("detail"),
            month.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(month.join(bank, bank.c.id == month.c.account_id).join(org, org.c.id == month.c.organization_id))
        .where(within(month, scope), month.c.state == "closed", month.c.closed_by != not_by)
        .order_by(month.c.month, month.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]


async def list_rejected(session: AsyncSession, scope: Scope, *, most: int) -> Sequence[Mapping[str, Any]]:
    """Approved cases whose last payment the bank did not carry out, or came back; `detail` is the bank's reason."""
    last = payment.alias("last")
    newest = (
        select(func.max(last.c.round)).where(last.c.case_id == payment.c.case_id).correlate(payment).scalar_subquery()
    )
    found = await session.execute(
        select(
            literal("payment_rejected").label("kind"),
            payment.c.id,
            payment.c.payee.label("name"),
            payment.c.reason.label("detail"),
            payment.c.organization_id,
            org.c.name.label("organization_name"),
            cast(null(), Date).label("due_on"),
            IN_ALL,
        )
        .select_from(
            payment.join(aid_case, aid_case.c.id == payment.c.case_id).join(org, org.c.id == payment.c.organization_id)
        )
        .where(
            within(payment, scope),
            payment.c.state.in_(("rejected", "returned")),
            aid_case.c.status == "approved",
            payment.c.round == newest,
            ~has_live(payment.c.case_id),
        )
        .order_by(payment.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]


async def list_visit_money(
    session: AsyncSession, scope: Scope, *, not_by: UUID, most: int
) -> Sequence[Mapping[str, Any]]:
    """Plans of somebody else whose visits brought something that is not booked, or are to bring what nothing is reserved
    for; `detail` is how much it is, in fen."""
    wants = and_(WANTS_MONEY, plan.c.status.in_(OPEN))
    amount = func.sum(case((WANTS_MONEY, PLANNED_FEN), else_=SPENT_FEN))
    found = await session.execute(
        select(
            literal("visit_money").label("kind"),
            plan.c.id,
            plan.c.name,
            cast(cast(amount, BigInteger), String).label("detail"),
            plan.c.organization_id,
            plan.c.organization_name,
            plan.c.starts_on.label("due_on"),
            IN_ALL,
        )
        .select_from(plan.join(visit, visit.c.plan_id == plan.c.id))
        .where(within(plan, scope), plan.c.maker_id != not_by, plan.c.paid_elsewhere == "", or_(wants, WAITS_FOR_BOOKS))
        .group_by(plan.c.id, plan.c.name, plan.c.organization_id, plan.c.organization_name, plan.c.starts_on)
        .order_by(plan.c.starts_on, plan.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]


async def list_ending_funds(
    session: AsyncSession, scope: Scope, *, until: date, most: int
) -> Sequence[Mapping[str, Any]]:
    """Open funds that are to be spent by that day or were to be, with money left; `detail` is how much, in fen."""
    left = account.c.balance_fen
    found = await session.execute(
        select(
            literal("fund_ending").label("kind"),
            fund.c.id,
            fund.c.name,
            cast(left, String).label("detail"),
            fund.c.organization_id,
            org.c.name.label("organization_name"),
            fund.c.spend_by.label("due_on"),
            IN_ALL,
        )
        .select_from(
            fund.join(org, org.c.id == fund.c.organization_id).join(
                account, and_(account.c.fund_id == fund.c.id, account.c.kind == "available")
            )
        )
        .where(within(fund, scope), fund.c.status == "open", fund.c.spend_by <= until, left > 0)
        .order_by(fund.c.spend_by, fund.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]


async def list_owed(session: AsyncSession, scope: Scope, *, until: date, most: int) -> Sequence[Mapping[str, Any]]:
    """What the union itself, and none below it, still owes the union above and is to remit by that day or was to (FND-02);
    `name` is to whom, `detail` "2026 300000": of which year, and how much, in fen."""
    owed = duty.c.amount_fen - duty.c.paid_fen
    found = await session.execute(
        select(
            literal("remittance_due").label("kind"),
            duty.c.id,
            duty.c.to_name.label("name"),
            func.concat_ws(" ", duty.c.year, owed).label("detail"),
            duty.c.organization_id,
            org.c.name.label("organization_name"),
            duty.c.due_on,
            IN_ALL,
        )
        .select_from(duty.join(org, org.c.id == duty.c.organization_id))
        .where(within(duty, scope), duty.c.organization_id == scope.organization_id, duty.c.due_on <= until, owed > 0)
        .order_by(duty.c.due_on, duty.c.id)
        .limit(most)
    )
    return [dict(row) for row in found.mappings()]
