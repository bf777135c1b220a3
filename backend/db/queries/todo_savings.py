"""What waits of savings societies: loans that somebody else entered and that are to be decided, and loans overdue."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, and_, case, cast, func, literal, null, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.bounds import within
from backend.db.queries.savings import org, society
from backend.db.queries.savings_loan import loan, part
from backend.domain.access import Scope


async def list_loans(
    session: AsyncSession, scope: Scope, *, decides: bool, keeps: bool, not_by: UUID, today: date, most: int
) -> Sequence[Mapping[str, Any]]:
    """Loans for a second person to decide, or to write off (`savings_loan`), and those overdue (`savings_loan_late`).

    `detail` is the number, the society and its keeper; `due_on` the day of the oldest part that is late.
    """
    since = (
        select(func.min(part.c.due_on))
        .where(part.c.loan_id == loan.c.id, part.c.due_on < today, part.c.by_then_fen > loan.c.repaid_fen)
        .correlate(loan)
        .scalar_subquery()
    )
    asked = or_(
        and_(loan.c.state == "asked", loan.c.maker_id != not_by),
        and_(loan.c.state == "running", loan.c.proposer_id.is_not(None), loan.c.proposer_id != not_by),
    )
    late = and_(loan.c.state == "running", since.is_not(None))
    wanted = [condition for condition, held in ((asked, decides), (late, keeps)) if held]
    if not wanted:
        return []
    kind = case((asked, "savings_loan"), else_="savings_loan_late") if decides else literal("savings_loan_late")
    each = (
        select(
            kind.label("kind"),
            loan.c.id,
            loan.c.name,
            func.concat(loan.c.number, " · ", society.c.name, " · ", society.c.keeper_name).label("detail"),
            loan.c.organization_id,
            org.c.name.label("organization_name"),
            case((kind == "savings_loan", cast(null(), Date)), else_=since).label("due_on"),
        )
        .select_from(
            loan.join(society, society.c.id == loan.c.society_id).join(org, org.c.id == loan.c.organization_id)
        )
        .where(within(loan, scope), loan.c.state.in_(("asked", "running")), or_(*wanted))
        .subquery()
    )
    ranked = select(
        each,
        func.count().over(partition_by=each.c.kind).label("in_all"),
        func.row_number().over(partition_by=each.c.kind, order_by=(each.c.due_on, each.c.id)).label("rank"),
    ).subquery()
    found = await session.execute(select(ranked).where(ranked.c.rank <= most))
    return [dict(row) for row in found.mappings()]
