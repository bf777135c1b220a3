"""The sums of a year of a society: by month and kind, and by saver; what was undone is taken off in its own month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, SmallInteger, case, extract, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from backend.db.queries.savings import account, entry, saver
from backend.domain.savings.codes import SavingsEntryKind


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved in a month of a year by entries of a kind, fen, net of what was undone."""

    year: int
    month: int
    kind: SavingsEntryKind
    sum_fen: int


async def list_moved(session: AsyncSession, fund_id: UUID, *, until: date) -> Sequence[Moved]:
    """The movements of a society's books up to a day, summed by month and kind."""
    undone = entry.alias("undone")
    kind = func.coalesce(undone.c.kind, entry.c.kind)
    change = case((entry.c.kind == "undo", -entry.c.amount_fen), else_=entry.c.amount_fen)
    year, month = (extract(part, entry.c.booked_on).cast(SmallInteger) for part in ("year", "month"))
    found = await session.execute(
        select(year, month, kind, func.sum(change).cast(BigInteger))
        .select_from(entry.outerjoin(undone, undone.c.id == entry.c.reverses_id))
        .where(entry.c.debit_fund_id == fund_id, entry.c.booked_on <= until)
        .group_by(year, month, kind)
        .order_by(year, month, kind)
    )
    return [Moved(row[0], row[1], SavingsEntryKind(row[2]), row[3]) for row in found]


async def list_savers(
    session: AsyncSession, society_id: UUID, *, since: date, until: date
) -> Sequence[Mapping[str, Any]]:
    """Everybody who saved between two days: what each had before, brought, took, and has and owes on the last; fen."""

    def total(side: str, sign: int, *conditions: Any) -> Any:
        of = account.alias()
        return (
            select(func.coalesce(func.sum(entry.c.amount_fen), 0) * sign)
            .join(of, of.c.id == entry.c[side])
            .where(of.c.saver_id == saver.c.id, entry.c.booked_on <= until, *(make(of) for make in conditions))
            .correlate(saver)
            .scalar_subquery()
        )

    def savings(of: Any) -> Any:
        return of.c.kind == "savings"

    def loan(of: Any) -> Any:
        return of.c.kind == "loan"

    def before(_of: Any) -> Any:
        return entry.c.booked_on < since

    def within(_of: Any) -> Any:
        return entry.c.booked_on >= since

    def whole(value: Any, name: str) -> Any:
        return value.cast(BigInteger).label(name)

    found = await session.execute(
        select(
            saver.c.name,
            saver.c.joined_on,
            saver.c.left_on,
            whole(total("credit_id", 1, savings, before) + total("debit_id", -1, savings, before), "before_fen"),
            whole(total("credit_id", 1, savings, within), "in_fen"),
            whole(total("debit_id", 1, savings, within), "out_fen"),
            whole(total("credit_id", 1, savings) + total("debit_id", -1, savings), "saved_fen"),
            whole(total("debit_id", 1, loan) + total("credit_id", -1, loan), "owed_fen"),
        )
        .where(
            saver.c.society_id == society_id,
            saver.c.joined_on <= until,
            func.coalesce(saver.c.left_on, until) >= since,
        )
        .order_by(saver.c.id)
    )
    return [dict(row) for row in found.mappings()]
