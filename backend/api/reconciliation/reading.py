"""Answers about months, lines, entries and pairs that change nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import paged, read_cursor
from backend.api.reconciliation.schemas import (
    BookEntryQuery,
    ReconciliationPairQuery,
    ReconciliationQuery,
    StatementLineQuery,
)
from backend.api.work import Work
from backend.db.queries import account_book as book
from backend.db.queries import organization as organizations
from backend.db.queries import reconciliation as months
from backend.db.queries import reconciliation_pair as pairs
from backend.db.queries.reconciliation import MonthFilters
from backend.db.tables.reconciliation import Reconciliation
from backend.domain.access import Permission
from backend.domain.reconciliation import months as rules
from backend.domain.reconciliation.adjustment import Adjustment
from backend.domain.reconciliation.codes import MatchWay, ReconciliationState, ReconciliationStep
from backend.domain.refusals import NotFound, Refusal

Edit = Permission.FUND_EDIT
SHOWN = (
    *("bank_fen", "books_fen", "books_in_fen", "books_out_fen", "bank_in_fen", "bank_out_fen", "start_fen"),
    *("start_explained", "adjusted_bank_fen", "adjusted_books_fen", "difference_fen", "explained_fen"),
    *("unexplained_fen", "unexplained"),
)
"""The sums of a month as they are sent, and as they are kept when it is closed."""


async def _narrow(work: Work, query: ReconciliationQuery) -> MonthFilters:
    return MonthFilters(
        account_id=query.account_id,
        under=await organizations.find_bounds(work.session, query.under_id),
        states=[str(each) for each in query.state],
        year=query.year,
    )


_NOT_LISTED: frozenset[str] = frozenset({"figures", "closed_by", "start_note", "reopen_reason"})

MONTHS = listing(
    permission=Permission.FUND_READ,
    query=ReconciliationQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: months.list_months(
        scope=work.scope, filters=filters, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: months.count_months(scope=work.scope, filters=filters, cap=cap),
    order=("month", "id"),
    shown=lambda _work, row: {name: value for name, value in row.items() if name not in _NOT_LISTED},
)


@dataclass(frozen=True, slots=True)
class Sums:
    """A month reckoned up: the statement of differences, and how much of each side stands open."""

    adjustment: Adjustment
    open_lines: int
    open_entries: int


async def reckon(work: Work, row: Any, there: Sequence[Any]) -> Sums:
    """The sums of a month at its end. `there` are the months of the account in their order."""
    first = there[0]
    last_day = rules.end_of(row.month)
    before = date.fromordinal(first.month.toordinal() - 1)
    books_before = await book.balance_on(work.session, row.account_id, before)
    books = await book.balance_on(work.session, row.account_id, last_day)
    entries = await book.sum_open(work.session, row.account_id, month=row.month, since=first.month, until=last_day)
    lines = await months.sum_open_lines(work.session, row)
    start = first.opening_fen - books_before
    adjustment = Adjustment(
        bank_fen=row.closing_fen,
        books_fen=books,
        books_in_fen=entries.in_fen,
        books_out_fen=entries.out_fen,
        bank_in_fen=lines.in_fen,
        bank_out_fen=lines.out_fen,
        start_fen=start,
        start_explained=start == 0 or first.start_note != "",
        explained_fen=lines.explained_fen - entries.explained_fen,
        unexplained=lines.unexplained + entries.unexplained,
    )
    return Sums(adjustment, lines.items, entries.items)


def figures_of(sums: Sums) -> dict[str, Any]:
    """The sums as they are kept and sent."""
    shown = {name: getattr(sums.adjustment, name) for name in SHOWN}
    return {"adjustment": shown, "open_lines": sums.open_lines, "open_entries": sums.open_entries}


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One month with its sums: as they were kept when it was closed, else as they are now. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(months.list_months(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    there = await months.list_all(work.session, row["account_id"])
    held = await months.get_month(work.session, id)
    sums = None if row["figures"] else await reckon(work, held, there)
    figures = row["figures"] if sums is None else figures_of(sums)
    counts = await pairs.count_ways(work.session, id)
    return (
        {name: value for name, value in row.items() if name not in ("figures", "closed_by")}
        | figures
        | {
            "ways": [{"way": way, "pairs": counts[way]} for way in MatchWay if way in counts],
            "steps": open_steps(work, _offers(work, held, there, sums)),
            "latest": there[-1].id == id,
        }
    )


def _offers(work: Work, row: Reconciliation, there: Sequence[Any], sums: Sums | None) -> list[Offer]:
    def closable() -> None:
        assert sums is not None
        require_closable(row, there, sums)

    rules_of = {
        ReconciliationStep.CLOSE: closable,
        ReconciliationStep.CHECK: lambda: _check(work, row),
        ReconciliationStep.REOPEN: lambda: require_last_closed(row, there),
    }
    starts = sums is not None and sums.adjustment.start_fen != 0 and there[0].id == row.id
    return [
        Offer(step, step.zh, step.en, Edit, _why_not(rules_of[step]) if step in rules_of else None)
        for step in rules.MONTH_STEPS[ReconciliationState(row.state)]
        if step is not ReconciliationStep.EXPLAIN_START or starts
    ]


def _why_not(rule: Any) -> Refusal | None:
    try:
        rule()
    except Refusal as refusal:
        return refusal
    return None


def _check(work: Work, row: Reconciliation) -> None:
    rules.require_other_hand(closed_by=row.closed_by, acting=work.caller.user_id)


def require_closable(row: Reconciliation, there: Sequence[Any], sums: Sums) -> None:
    """Raises `MonthBeforeOpen`, `StartNotExplained`, `NotExplained`."""
    for each in there:
        if each.month < row.month and each.state == ReconciliationState.OPEN:
            raise rules.MonthBeforeOpen(month=f"{each.month:%Y-%m}")
    sums.adjustment.require_explained()


def require_last_closed(row: Reconciliation, there: Sequence[Any]) -> None:
    """Raises `MonthAfterClosed`."""
    for each in there:
        if each.month > row.month and each.state != ReconciliationState.OPEN:
            raise rules.MonthAfterClosed(month=f"{each.month:%Y-%m}")


async def list_lines(request: Request, work: Work, query: StatementLineQuery) -> Response:
    """One page of lines. Raises `NotFound`."""
    row = await months.get_month(work.session, query.reconciliation_id)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    asked = months.list_lines(row, open=query.open, pair_id=query.pair_id, after=after, limit=query.limit + 1)
    found = (await work.session.execute(asked)).mappings().all()
    total = None
    if query.with_total:
        total = (await months.sum_open_lines(work.session, row)).items if query.open else row.paired
    return paged(request, query, found, after=("on", "id"), total=total)


async def list_entries(request: Request, work: Work, query: BookEntryQuery) -> Response:
    """One page of entries. Raises `NotFound`."""
    row = await months.get_month(work.session, query.reconciliation_id)
    first = (await months.list_all(work.session, row.account_id))[0].month
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    days = {"month": row.month, "since": first, "until": rules.end_of(row.month)}
    found = await book.list_entries(
        work.session,
        row.account_id,
        **days,
        reconciliation_id=row.id,
        open=query.open,
        pair_id=query.pair_id,
        after=None if after is None else (date.fromisoformat(after[0]), UUID(after[1])),
        limit=query.limit + 1,
    )
    total = None
    if query.with_total and query.open:
        total = (await book.sum_open(work.session, row.account_id, **days)).items
    return paged(request, query, [shown_entry(each) for each in found], after=("on", "id"), total=total)


_ENTRY = (
    *("id", "kind", "amount_fen", "counterparty", "number", "document", "memo", "fund_name", "way", "batch_id"),
    *("pair_id", "note"),
)


def shown_entry(row: Mapping[Any, Any]) -> dict[str, Any]:
    """An entry as it is sent."""
    return {name: row[name] for name in _ENTRY} | {"on": row["booked_on"], "fund_name": row["fund_name"] or ""}


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Of which month, in which ways."""

    id: UUID
    ways: Sequence[str]


async def _narrow_pairs(work: Work, query: ReconciliationPairQuery) -> _Pairs:
    row = await months.get_month(work.session, query.reconciliation_id)
    return _Pairs(row.id, [str(each) for each in query.way])


PAIRS = listing(
    permission=Permission.FUND_READ,
    query=ReconciliationPairQuery,
    narrow=_narrow_pairs,
    listed=lambda work, filters, after, limit: pairs.list_pairs(
        reconciliation_id=filters.id, ways=filters.ways, after=UUID(after[0]) if after else None, limit=limit
    ),
    counted=lambda work, filters, cap: pairs.count_pairs(reconciliation_id=filters.id, ways=filters.ways, cap=cap),
)


async def get_pair(work: Work, id: UUID) -> dict[str, Any]:
    """One pair, as a list shows it. Raises `NotFound`."""
    await work.session.flush()
    row = await pairs.get_pair(work.session, id)
    asked = pairs.list_pairs(reconciliation_id=row.reconciliation_id, id=id, limit=1)
    found = await work.session.execute(asked)
    return dict(found.mappings().one())
