"""Months of bank accounts: listed, held, begun with all their lines, taken away again; lines, pairs and notes.

Whoever changes a month holds its row until the commit, so two officers pair one after the other; that a line is in one
pair is a column, that an entry is in one is a key.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Integer, Select, and_, any_, delete, func, literal, or_, select, text, update
from sqlalchemy import Uuid as SqlUuid
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from backend.db.bounds import within
from backend.db.tables.organization import Organization
from backend.db.tables.reconciliation import (
    BankAccount,
    Reconciliation,
    ReconciliationEntry,
    ReconciliationLine,
    ReconciliationNote,
    ReconciliationPair,
)
from backend.db.types import new_id
from backend.domain.access import Scope
from backend.domain.reconciliation.statement import Line
from backend.domain.refusals import NotFound

month: Any = Reconciliation.__table__  # type: ignore[attr-defined]
account: Any = BankAccount.__table__  # type: ignore[attr-defined]
line: Any = ReconciliationLine.__table__  # type: ignore[attr-defined]
pair: Any = ReconciliationPair.__table__  # type: ignore[attr-defined]
joined: Any = ReconciliationEntry.__table__  # type: ignore[attr-defined]
note: Any = ReconciliationNote.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

_MONTH = (
    *("id", "account_id", "organization_id", "month", "state", "lines", "paired", "opening_fen", "closing_fen"),
    *("start_note", "figures", "made_by_name", "made_at", "closed_by", "closed_by_name", "closed_at"),
    *("checked_by_name", "checked_at", "reopen_reason", "version"),
)
_LINE = ("id", "row", "on", "amount_fen", "balance_fen", "payee", "payee_last_four", "summary", "reference")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthFilters:
    """What a list of months is narrowed by."""

    account_id: UUID | None = None
    under: tuple[int, int] | None = None
    states: Sequence[str] = ()
    year: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        if self.account_id is not None:
            found.append(month.c.account_id == self.account_id)
        if self.under is not None:
            found.append(month.c.code.between(*self.under))
        if self.states:
            found.append(month.c.state.in_(list(self.states)))
        if self.year is not None:
            found.append(month.c.month.between(date(self.year, 1, 1), date(self.year, 12, 1)))
        return found


def list_months(
    *,
    scope: Scope,
    filters: MonthFilters = MonthFilters(),
    id: UUID | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Months of accounts, the latest first, with how many of their lines are paired."""
    conditions = [within(month, scope), *filters.conditions()]
    if id is not None:
        conditions.append(month.c.id == id)
    if after is not None:
        day, last = date.fromisoformat(str(after[0])), UUID(str(after[1]))
        conditions.append(or_(month.c.month < day, and_(month.c.month == day, month.c.id < last)))
    return (
        select(
            *(month.c[name] for name in _MONTH),
            account.c.name.label("account_name"),
            account.c.bank,
            account.c.last_four,
            org.c.name.label("organization_name"),
        )
        .select_from(
            month.join(account, account.c.id == month.c.account_id).join(org, org.c.id == month.c.organization_id)
        )
        .where(*conditions)
        .order_by(month.c.month.desc(), month.c.id.desc())
        .limit(limit)
    )


def count_months(*, scope: Scope, filters: MonthFilters, cap: int) -> Select[Any]:
    """How many months a list has, counted up to `cap`."""
    inner = select(month.c.id).where(within(month, scope), *filters.conditions()).limit(cap)
    return select(func.count()).select_from(inner.subquery())


async def get_month(session: AsyncSession, id: UUID, *, lock: bool = False) -> Reconciliation:
    """A month of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(Reconciliation, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def list_all(session: AsyncSession, account_id: UUID) -> Sequence[Any]:
    """The months of an account in their order: id, month, state, balances, hash of the file."""
    names = ("id", "month", "state", "opening_fen", "closing_fen", "start_note", "file_sha256")
    found = await session.execute(
        select(*(month.c[name] for name in names)).where(month.c.account_id == account_id).order_by(month.c.month)
    )
    return found.all()


_ADD_LINES = text("""
insert into reconciliation_line (id, reconciliation_id, account_id, row, "on", amount_fen, balance_fen, payee,
  payee_last_four, summary, reference)
select id, :month, :account, row, day, amount, balance, payee, last_four, summary, reference
from unnest(cast(:ids as uuid[]), cast(:rows as integer[]), cast(:days as date[]), cast(:amounts as bigint[]),
  cast(:balances as bigint[]), cast(:payees as text[]), cast(:ends as text[]), cast(:summaries as text[]),
  cast(:references as text[])) as t(id, row, day, amount, balance, payee, last_four, summary, reference)
""")


async def add_lines(session: AsyncSession, row: Reconciliation, lines: Sequence[Line]) -> None:
    """Write the lines of a statement: one statement, however many they are."""
    if not lines:
        return
    await session.execute(
        _ADD_LINES,
        {
            "month": row.id,
            "account": row.account_id,
            "ids": [new_id() for _ in lines],
            "rows": [each.row for each in lines],
            "days": [each.on for each in lines],
            "amounts": [each.amount_fen for each in lines],
            "balances": [each.balance_fen for each in lines],
            "payees": [each.payee for each in lines],
            "ends": [each.payee_last_four for each in lines],
            "summaries": [each.summary for each in lines],
            "references": [each.reference for each in lines],
        },
    )


async def list_free_lines(session: AsyncSession, id: UUID) -> Sequence[Any]:
    """The lines of a month that are in no pair."""
    names = ("id", "on", "amount_fen", "payee", "summary", "reference")
    found = await session.execute(
        select(*(line.c[name] for name in names)).where(line.c.reconciliation_id == id, line.c.pair_id.is_(None))
    )
    return found.all()


def _open_at(row_month: Any) -> ColumnElement[bool]:
    """Of a line: that it was in no pair at the end of this month."""
    by_then = select(pair.c.id).join(month, month.c.id == pair.c.reconciliation_id)
    return or_(
        line.c.pair_id.is_(None),
        ~by_then.where(pair.c.id == line.c.pair_id, month.c.month <= row_month).correlate(line).exists(),
    )


def _note_of(row: Any) -> Any:
    """The note of a line that holds in a month: the latest up to then."""
    return func.coalesce(
        select(note.c.note)
        .join(month, month.c.id == note.c.reconciliation_id)
        .where(note.c.item_id == line.c.id, month.c.month <= row.month)
        .order_by(month.c.month.desc())
        .limit(1)
        .correlate(line)
        .scalar_subquery(),
        "",
    )


def _up_to(row: Any) -> list[ColumnElement[bool]]:
    """Of lines: of this account, of this month or one before."""
    months = select(month.c.id).where(month.c.account_id == row.account_id, month.c.month <= row.month)
    return [line.c.account_id == row.account_id, line.c.reconciliation_id.in_(months)]


def list_lines(
    row: Any,
    *,
    open: bool,
    pair_id: UUID | None = None,
    after: Sequence[Any] | None = None,
    limit: int,
) -> Select[Any]:
    """Lines as they stand at the end of a month, by their days: those that are open then, with those of earlier months;
    those that were paired in it; or those of one pair."""
    if pair_id is not None:
        conditions = [line.c.pair_id == pair_id, line.c.account_id == row.account_id]
    elif open:
        conditions = [*_up_to(row), _open_at(row.month)]
    else:
        own = select(pair.c.id).where(pair.c.reconciliation_id == row.id)
        conditions = [line.c.account_id == row.account_id, line.c.pair_id.in_(own)]
    if after is not None:
        day, last = date.fromisoformat(str(after[0])), UUID(str(after[1]))
        conditions.append(or_(line.c.on > day, and_(line.c.on == day, line.c.id > last)))
    return (
        select(*(line.c[name] for name in _LINE), line.c.pair_id, _note_of(row).label("note"))
        .where(*conditions)
        .order_by(line.c.on, line.c.id)
        .limit(limit)
    )


async def find_lines(session: AsyncSession, row: Reconciliation, ids: Sequence[UUID]) -> Sequence[Any]:
    """Those of these lines that are of the account and of this month or an earlier one, and whether they are paired."""
    found = await session.execute(
        select(line.c.id, line.c.on, line.c.amount_fen, line.c.pair_id.is_not(None).label("paired")).where(
            *_up_to(row), line.c.id == any_(literal(list(ids), ARRAY(SqlUuid())))
        )
    )
    return found.all()


async def sum_open_lines(session: AsyncSession, row: Any) -> Any:
    """What stands open at the bank at the end of a month: in, out, explained (fen, net), how many."""
    asked = select(line.c.amount_fen, (_note_of(row) != "").label("explained"))
    inner = asked.where(*_up_to(row), _open_at(row.month)).subquery()
    fen = inner.c.amount_fen

    def total(condition: Any) -> Any:
        return func.coalesce(func.sum(fen).filter(condition), 0).cast(BigInteger)

    found = await session.execute(
        select(
            total(fen > 0).label("in_fen"),
            (-total(fen < 0)).label("out_fen"),
            total(inner.c.explained).label("explained_fen"),
            func.count().filter(~inner.c.explained).cast(Integer).label("unexplained"),
            func.count().label("items"),
        ).select_from(inner)
    )
    return found.one()


async def write_notes(
    session: AsyncSession, row: Reconciliation, ids: Iterable[UUID], said: str, *, by_name: str, at: datetime
) -> None:
    """Say of items why they stand open at the end of this month; what was said before in it is replaced."""
    rows = [
        {"id": new_id(), "reconciliation_id": row.id, "item_id": id, "note": said, "by_name": by_name, "at": at}
        for id in ids
    ]
    asked = insert(ReconciliationNote).values(rows)
    changed = {name: asked.excluded[name] for name in ("note", "by_name", "at")}
    await session.execute(
        asked.on_conflict_do_update(index_elements=[note.c.reconciliation_id, note.c.item_id], set_=changed)
    )


async def drop_month(session: AsyncSession, id: UUID) -> None:
    """Take a month away with all that hangs on it. What was paired in it stands open again, whichever month it is of."""
    own = select(pair.c.id).where(pair.c.reconciliation_id == id)
    await session.execute(update(line).where(line.c.pair_id.in_(own)).values(pair_id=None))
    await session.execute(delete(joined).where(joined.c.pair_id.in_(own)))
    for table in (pair, note, line):
        await session.execute(delete(table).where(table.c.reconciliation_id == id))
    await session.execute(delete(month).where(month.c.id == id))
