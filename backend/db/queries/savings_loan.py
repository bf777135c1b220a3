"""Loans of savings societies: read with what is due, begun, and the pot that they come out of (issue 4 section 7)."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Date, Integer, Select, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from backend.db.bounds import within
from backend.db.queries.savings import account, find_saved, org, society
from backend.db.tables.savings import SavingsSociety
from backend.db.tables.savings_loan import SavingsInstalment, SavingsLoan
from backend.domain.access import Scope
from backend.domain.refusals import NotFound
from backend.domain.savings.loans import OPEN, Pot

loan: Any = SavingsLoan.__table__  # type: ignore[attr-defined]
part: Any = SavingsInstalment.__table__  # type: ignore[attr-defined]

_LOAN = (
    *("id", "number", "society_id", "saver_id", "organization_id", "name", "amount_fen", "months", "purpose", "state"),
    *("maker_id", "maker_name", "made_at", "checker_name", "decided_at", "answer", "way", "bank_reference"),
    *("payer_name", "paid_at", "repaid_fen", "proposer_id", "proposer_name", "write_off_reason"),
    *("written_off_by_name", "ended_on", "version"),
)


def _due(today: date) -> tuple[Any, Any]:
    """Of a running loan: what should be repaid by now and is not (fen), and since when its oldest such part is due.

    A part is late on the day after it is due.
    """
    late = (loan.c.state == "running") & (part.c.loan_id == loan.c.id) & (part.c.due_on < today)
    should = select(func.max(part.c.by_then_fen)).where(late).correlate(loan).scalar_subquery()
    since = (
        select(func.min(part.c.due_on)).where(late, part.c.by_then_fen > loan.c.repaid_fen).correlate(loan)
    ).scalar_subquery()
    return func.greatest(0, func.coalesce(should, 0) - loan.c.repaid_fen).cast(BigInteger), since


def list_loans(
    *,
    scope: Scope,
    today: date,
    society_id: UUID | None = None,
    saver_id: UUID | None = None,
    states: Sequence[str] = (),
    overdue: bool = False,
    id: UUID | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Loans: those overdue first, the longest first; then those that wait, those that run, those that are over."""
    amount, since = _due(today)
    next_due = (
        select(func.min(part.c.due_on))
        .where(part.c.loan_id == loan.c.id, part.c.by_then_fen > loan.c.repaid_fen, loan.c.state == "running")
        .correlate(loan)
        .scalar_subquery()
    )
    late = func.coalesce(literal(today, Date).op("-", return_type=Integer())(since), 0)
    rank = case(
        (late > 0, -late),
        (loan.c.state.in_(("asked", "approved")), 1),
        (loan.c.state == "running", 2),
        else_=3,
    )
    inner = (
        select(
            *(loan.c[name] for name in _LOAN),
            loan.c.signature_id.is_not(None).label("has_signature"),
            society.c.name.label("society_name"),
            society.c.keeper_name,
            org.c.name.label("organization_name"),
            amount.label("overdue_fen"),
            late.label("overdue_days"),
            next_due.label("next_due_on"),
            rank.label("_rank"),
        )
        .select_from(
            loan.join(society, society.c.id == loan.c.society_id).join(org, org.c.id == loan.c.organization_id)
        )
        .where(within(loan, scope))
    )
    for column, wanted in ((loan.c.society_id, society_id), (loan.c.saver_id, saver_id), (loan.c.id, id)):
        if wanted is not None:
            inner = inner.where(column == wanted)
    if states:
        inner = inner.where(loan.c.state.in_(list(states)))
    rows = inner.subquery()
    conditions: list[ColumnElement[bool]] = []
    if overdue:
        conditions.append(rows.c.overdue_days > 0)
    if after is not None:
        at, last = int(after[0]), UUID(after[1])
        conditions.append(or_(rows.c._rank > at, (rows.c._rank == at) & (rows.c.id > last)))
    # Under plain names: those of a subquery are of a class that the writer of JSON does not take.
    columns = [each.label(str(each.name)) for each in rows.c]
    return select(*columns).where(*conditions).order_by(rows.c._rank, rows.c.id).limit(limit)


async def get_loan(session: AsyncSession, id: UUID, *, lock: bool = False) -> SavingsLoan:
    """A loan, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(SavingsLoan, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def find_open(session: AsyncSession, saver_id: UUID) -> str | None:
    """The number of a saver's open loan, if there is one."""
    return await session.scalar(
        select(loan.c.number).where(loan.c.saver_id == saver_id, loan.c.state.in_([each.value for each in OPEN]))
    )


async def find_pot(session: AsyncSession, one: SavingsSociety, saver_id: UUID) -> Pot:
    """What the society can lend of, and what this saver has. The society is held, so it stays so."""
    found = await session.execute(
        select(account.c.kind, func.sum(func.abs(account.c.balance_fen)))
        .where(account.c.fund_id == one.fund_id)
        .group_by(account.c.kind)
    )
    sums = {kind: int(fen) for kind, fen in found}
    return Pot(
        savings_fen=sums["savings"],
        support_fen=sums["support"],
        lent_fen=sums["loan"],
        own_fen=await find_saved(session, saver_id),
    )


async def list_parts(session: AsyncSession, loan_id: UUID) -> Sequence[SavingsInstalment]:
    """The parts of a loan in their order; none before it was paid out."""
    asked = select(SavingsInstalment).where(col(SavingsInstalment.loan_id) == loan_id)
    return (await session.scalars(asked.order_by(part.c.place))).all()
