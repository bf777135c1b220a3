"""The job that books what a bank answered: a hundred lines in a transaction, each chunk whole or not there.

A kill between two chunks leaves whole chunks; the next run goes on with the lines that still wait. Within a chunk the
state of the cases, the payments, the ledger and the record change together.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.jobs import Run
from backend.api.work import Work
from backend.db.queries import payment as payments
from backend.db.tables.payment import Payment, PaymentBatch
from backend.domain.fund.codes import AnswerOutcome, BatchState
from backend.domain.job import JobPhase

CHUNK = 100
"""Lines in one transaction."""


async def confirm(run: Run) -> Mapping[str, Any]:
    """Book the batch that the job names; returns how many lines were paid and how many rejected in all."""
    id = UUID(run.request["batch_id"])
    async with run.work() as work:
        batch = await payments.get_batch(work.session, id)
        left = await payments.count_waiting(work.session, id, answered=True)
    done = batch.lines - left
    await run.report(JobPhase.BOOKING, done, batch.lines, now=True)
    while taken := await book_chunk(run, id):
        done += taken
        await run.report(JobPhase.BOOKING, done, batch.lines)
    async with run.work() as work:
        batch = await payments.get_batch(work.session, id, lock=True)
        if batch.state == BatchState.PAYING:
            batch.state, batch.done_at = BatchState.DONE.value, work.now
            batch.version += 1
            work.tell("payment_batch_done", batch, number=batch.number)
    return {"batch_id": str(id), "lines": done}


async def book_chunk(run: Run, id: UUID) -> int:
    """Book the next lines; with how many, 0 when none is left."""
    async with run.work() as work:
        lines = await payments.take_answered(work.session, id, limit=CHUNK)
        if not lines:
            return 0
        batch = await payments.get_batch(work.session, id)
        await _book(work, batch, lines)
        return len(lines)


async def _book(work: Work, batch: PaymentBatch, lines: list[Payment] | Any) -> None:
    paid = [line for line in lines if line.bank_outcome == AnswerOutcome.PAID]
    rejected = [line for line in lines if line.bank_outcome != AnswerOutcome.PAID]
    if paid:
        await payments.pay(work.session, paid, by=work.doer, at=work.now)
    await payments.reject(work.session, rejected)
    for line in paid:
        work.tell("payment_made", line, number=batch.number, sheet_line=line.line, amount_fen=line.amount_fen)
    for line in rejected:
        work.tell("payment_rejected", line, number=batch.number, sheet_line=line.line, bank_reason=line.bank_reason)
