"""What happens to a month of an account: its statement taken in and matched, paired by hand, explained, ended by two hands.

Everything holds the row of the month until the commit; a statement is read and proved before anything is held.
"""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.api.bank_file import read_rows
from backend.api.reconciliation.accounts import TABLE
from backend.api.reconciliation.reading import figures_of, reckon, require_closable, require_last_closed
from backend.api.versions import take
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.files import FileStore
from backend.db.queries import account_book as book
from backend.db.queries import bank_account as accounts
from backend.db.queries import file as files
from backend.db.queries import reconciliation as months
from backend.db.queries import reconciliation_pair as pairs
from backend.db.tables.process import StoredFile
from backend.db.tables.reconciliation import BankAccount, Reconciliation
from backend.db.types import new_id
from backend.domain.money import yuan
from backend.domain.reconciliation import months as rules
from backend.domain.reconciliation.accounts import require_open_account
from backend.domain.reconciliation.codes import MatchWay, ReconciliationState, ReconciliationStep
from backend.domain.reconciliation.matching import BookEntry, Match, SentBatch, StatementLine, match
from backend.domain.reconciliation.months import ExplanationDraft, PairDraft, ReconciliationDraft
from backend.domain.reconciliation.statement import (
    HEAD_WITHIN,
    MOST_LINES,
    Statement,
    StatementClosingOff,
    read_statement,
    require_following,
)
from backend.domain.refusals import NotFound

MOST_ROWS = MOST_LINES + 2 * HEAD_WITHIN


async def begin(work: Work, store: FileStore, draft: ReconciliationDraft) -> Reconciliation:
    """Take in the statement of a month and match it with the books.

    Raises `NotFound`, `AccountClosed`, `StatementMonthNotOver`, `Unreadable`, the refusals of `read_statement`,
    `SameFileAgain`, `MonthNotNext`, `StatementNotFollowing`.
    """
    month = draft.first_day
    rules.require_over(month, today=work.today)
    account = await accounts.get_account(work.session, draft.account_id)
    file = None if draft.file_id is None else await _workbook(work, draft.file_id)
    statement = None if file is None else await _read(work, store, account, file, draft)
    # Held only now: nothing waits for an account while a file is read.
    account = await accounts.get_account(work.session, draft.account_id, lock=True)
    require_open_account(account.status)
    there = await months.list_all(work.session, account.id)
    for each in there:
        if file is not None and each.file_sha256 == file.sha256:
            raise rules.SameFileAgain(month=f"{each.month:%Y-%m}")
    rules.require_next(month, last=there[-1].month if there else None)
    before_fen = there[-1].closing_fen if there else None
    statement = statement or _nothing_moved(draft, before_fen)
    require_following(statement.opening_fen, before_fen)
    row = Reconciliation(
        id=new_id(),
        account_id=account.id,
        organization_id=account.organization_id,
        code=account.code,
        line_code=account.line_code,
        month=month,
        lines=len(statement.lines),
        opening_fen=statement.opening_fen,
        closing_fen=statement.closing_fen,
        file_sha256=None if file is None else file.sha256,
        made_by_name=work.caller.name,
        made_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    await months.add_lines(work.session, row, statement.lines)
    made = await _match(work, row)
    _tell(work, "reconciliation_begun", row, account, statement_lines=row.lines, pairs=made)
    return row


async def _workbook(work: Work, id: UUID) -> StoredFile:
    file = await files.get_file(work.session, id)
    if file.purpose != Purpose.WORKBOOK:
        raise NotFound()
    return file


async def _read(
    work: Work, store: FileStore, account: BankAccount, file: StoredFile, draft: ReconciliationDraft
) -> Statement:
    number = work.vault.open(account.number, TABLE, "number", account.id)
    rows = await read_rows(store.find(file.id, file.sha256), file.media_type, most_rows=MOST_ROWS)
    return await asyncio.to_thread(
        read_statement,
        rows,
        number=number,
        month=draft.first_day,
        opening_fen=draft.opening_fen,
        closing_fen=draft.closing_fen,
    )


def _nothing_moved(draft: ReconciliationDraft, before_fen: int | None) -> Statement:
    opening = before_fen if draft.opening_fen is None else draft.opening_fen
    if opening is None:
        raise rules.NothingMoved(pointer="/opening_fen")
    if draft.closing_fen not in (None, opening):
        raise StatementClosingOff(expected=yuan(opening), found=yuan(draft.closing_fen or 0))
    return Statement(opening, opening, ())


async def _match(work: Work, row: Reconciliation) -> int:
    """Pair what is free of a held month, lines and entries of its days alone; how many pairs."""
    lines = [
        StatementLine(each.id, each.on, each.amount_fen, f"{each.reference} {each.summary}", each.payee)
        for each in await months.list_free_lines(work.session, row.id)
    ]
    entries = [
        BookEntry(
            each.id,
            each.booked_on,
            each.amount_fen,
            tuple(each.references),
            tuple(each.names),
            each.batch_id,
            each.reverses_id,
        )
        for each in await book.list_free(work.session, row.account_id, since=row.month, until=rules.end_of(row.month))
    ]
    batches = await _batches(work, sorted({each.batch for each in entries if each.batch is not None}))
    found = await asyncio.to_thread(match, lines, entries, batches)
    amounts = {each.id: each.amount_fen for each in entries}
    await pairs.add_pairs(work.session, row, found.matches, amounts, by_name="", at=work.now)
    return len(found.matches)


async def _batches(work: Work, ids: Sequence[UUID]) -> list[SentBatch]:
    numbers: dict[UUID, str] = {}
    rejected: dict[UUID, list[tuple[str, int]]] = {}
    for each in await book.list_batches(work.session, ids):
        numbers[each.id] = each.number
        if each.payee is not None:
            rejected.setdefault(each.id, []).append((each.payee, each.amount_fen))
    return [SentBatch(id, number, tuple(rejected.get(id, ()))) for id, number in numbers.items()]


async def match_again(work: Work, id: UUID, *, seen: int) -> Reconciliation:
    """Match what is free once more: something was parted, or entered since. Raises `NotFound`, `MonthClosed`, `Stale`."""
    row = await _held(work, id)
    take(row, seen)
    made = await _match(work, row)
    await work.session.flush()
    _tell(work, "reconciliation_matched", row, await _account(work, row), pairs=made)
    return row


async def pair(work: Work, id: UUID, draft: PairDraft) -> UUID:
    """Pair lines and entries by hand, of this month and of earlier ones; the id of the pair.

    Raises `NotFound`, `MonthClosed`, `AlreadyPaired`, `SumsDiffer`.
    """
    row = await _held(work, id)
    lines, entries = await _find(work, row, draft.line_ids, draft.entry_ids)
    if any(each.paired for each in (*lines.values(), *entries.values())):
        raise rules.AlreadyPaired()
    amount_fen = rules.require_equal(
        {id: each.amount_fen for id, each in lines.items()}, {id: each.amount_fen for id, each in entries.items()}
    )
    days = [each.on for each in lines.values()] + [each.booked_on for each in entries.values()]
    across = rules.crosses(days, row.month)
    made = Match(MatchWay.HAND, draft.line_ids, draft.entry_ids)
    amounts = {id: each.amount_fen for id, each in entries.items()}
    [pair_id] = await pairs.add_pairs(
        work.session, row, [made], amounts, by_name=work.caller.name, at=work.now, crosses=across
    )
    row.version += 1
    await work.session.flush()
    counts = {"statement_lines": len(lines), "book_entries": len(entries)}
    facts = {"amount_fen": amount_fen, "crosses": across} | counts
    _tell(work, "reconciliation_paired", row, await _account(work, row), **facts)
    return pair_id


async def _find(
    work: Work, row: Reconciliation, line_ids: Sequence[UUID], entry_ids: Sequence[UUID]
) -> tuple[Mapping[UUID, Any], Mapping[UUID, Any]]:
    """These lines and entries, of the account and up to the end of the month. Raises `NotFound`."""
    first = (await months.list_all(work.session, row.account_id))[0].month
    lines = {each.id: each for each in await months.find_lines(work.session, row, line_ids)}
    found = await book.find_entries(work.session, row.account_id, entry_ids, since=first, until=rules.end_of(row.month))
    entries = {each.id: each for each in found}
    if len(lines) != len(line_ids) or len(entries) != len(entry_ids):
        raise NotFound()
    return lines, entries


async def part(work: Work, pair_id: UUID) -> Reconciliation:
    """Part a pair: what was in it stands open again. Raises `NotFound`, `MonthClosed`."""
    found = await pairs.get_pair(work.session, pair_id)
    row = await _held(work, found.reconciliation_id)
    # Asked again now that the month is held: somebody may have parted it meanwhile.
    amount_fen = (await pairs.get_pair(work.session, pair_id)).amount_fen
    work.session.expunge(found)
    await pairs.part(work.session, row, pair_id)
    row.version += 1
    await work.session.flush()
    _tell(work, "reconciliation_parted", row, await _account(work, row), amount_fen=amount_fen)
    return row


async def explain(work: Work, id: UUID, draft: ExplanationDraft) -> Reconciliation:
    """Say why items stand open at the end of a month. Raises `NotFound`, `MonthClosed`."""
    row = await _held(work, id)
    lines, entries = await _find(work, row, draft.line_ids, draft.entry_ids)
    await months.write_notes(work.session, row, [*lines, *entries], draft.note, by_name=work.caller.name, at=work.now)
    row.version += 1
    await work.session.flush()
    facts = {"statement_lines": len(lines), "book_entries": len(entries), "note": draft.note}
    _tell(work, "reconciliation_explained", row, await _account(work, row), **facts)
    return row


async def explain_start(work: Work, id: UUID, reason: str, *, seen: int) -> Reconciliation:
    """Say why bank and books were apart when the account began; with its first month. Raises `NotFound`, `MonthClosed`, `MonthNotFirst`,
    `ReasonMissing`, `Stale`."""
    row = await _held(work, id)
    there = await months.list_all(work.session, row.account_id)
    if there[0].id != row.id:
        raise rules.MonthNotFirst(month=f"{there[0].month:%Y-%m}")
    take(row, seen)
    row.start_note = rules.require_reason(reason)
    await work.session.flush()
    _tell(work, "reconciliation_start_explained", row, await _account(work, row), note=row.start_note)
    return row


async def close(work: Work, id: UUID, *, seen: int) -> Reconciliation:
    """Close a month of which everything is paired or explained; its sums are kept as they are.

    Raises `NotFound`, `MonthClosed`, `MonthBeforeOpen`, `StartNotExplained`, `NotExplained`, `Stale`.
    """
    row = await _held(work, id)
    take(row, seen)
    account = await accounts.get_account(work.session, row.account_id, lock=True)
    there = await months.list_all(work.session, row.account_id)
    sums = await reckon(work, row, there)
    require_closable(row, there, sums)
    row.figures = figures_of(sums)
    row.state = ReconciliationState.CLOSED.value
    row.closed_by, row.closed_by_name, row.closed_at = work.caller.user_id, work.caller.name, work.now
    await work.session.flush()
    said = sums.adjustment
    facts = {"bank_fen": said.bank_fen, "books_fen": said.books_fen, "adjusted_fen": said.adjusted_bank_fen}
    _tell(work, "reconciliation_closed", row, account, **facts)
    return row


async def check(work: Work, id: UUID, *, seen: int) -> Reconciliation:
    """Check a month that another officer closed. Raises `NotFound`, `MonthStateOther`, `SameHand`, `Stale`."""
    row = await months.get_month(work.session, id, lock=True)
    rules.require_step(row.state, row.month, ReconciliationStep.CHECK)
    rules.require_other_hand(closed_by=row.closed_by, acting=work.caller.user_id)
    take(row, seen)
    row.state = ReconciliationState.CHECKED.value
    row.checked_by, row.checked_by_name, row.checked_at = work.caller.user_id, work.caller.name, work.now
    await work.session.flush()
    kept: Any = row.figures
    adjusted_fen = kept["adjustment"]["adjusted_bank_fen"]
    _tell(work, "reconciliation_checked", row, await _account(work, row), adjusted_fen=adjusted_fen)
    return row


async def reopen(work: Work, id: UUID, reason: str, *, seen: int) -> Reconciliation:
    """Open a closed or checked month again, the last of such first.

    Raises `NotFound`, `MonthStateOther`, `MonthAfterClosed`, `ReasonMissing`, `Stale`.
    """
    row = await months.get_month(work.session, id, lock=True)
    rules.require_step(row.state, row.month, ReconciliationStep.REOPEN)
    why = rules.require_reason(reason)
    account = await accounts.get_account(work.session, row.account_id, lock=True)
    require_last_closed(row, await months.list_all(work.session, row.account_id))
    take(row, seen)
    row.state, row.figures, row.reopen_reason = ReconciliationState.OPEN.value, None, why
    row.closed_by, row.closed_by_name, row.closed_at = None, "", None
    row.checked_by, row.checked_by_name, row.checked_at = None, "", None
    await work.session.flush()
    _tell(work, "reconciliation_reopened", row, account, reason=why)
    return row


async def drop(work: Work, id: UUID, *, seen: int) -> None:
    """Take the last month of an account away: another file is to take its place.

    Raises `NotFound`, `MonthClosed`, `MonthAfterThere`, `Stale`.
    """
    row = await _held(work, id)
    account = await accounts.get_account(work.session, row.account_id, lock=True)
    last = (await months.list_all(work.session, row.account_id))[-1]
    if last.id != row.id:
        raise rules.MonthAfterThere(month=f"{last.month:%Y-%m}")
    take(row, seen)
    _tell(work, "reconciliation_dropped", row, account, statement_lines=row.lines)
    await work.session.flush()
    work.session.expunge(row)
    await months.drop_month(work.session, id)


async def _held(work: Work, id: UUID) -> Reconciliation:
    row = await months.get_month(work.session, id, lock=True)
    rules.require_open(row.state, row.month)
    return row


async def _account(work: Work, row: Reconciliation) -> BankAccount:
    return await accounts.get_account(work.session, row.account_id)


def _tell(work: Work, event: str, row: Reconciliation, account: BankAccount, **facts: Any) -> None:
    work.tell(event, row, month=_month(row.month), last_four=account.last_four, **facts)


def _month(day: date) -> str:
    return f"{day:%Y-%m}"
