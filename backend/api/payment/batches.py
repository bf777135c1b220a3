"""A payment batch: made from approved cases, sent, answered, booked, or taken back."""

from typing import Any
from uuid import UUID

from backend.api.jobs import enqueue
from backend.api.versions import take
from backend.api.work import Work
from backend.db.household_records import FILE
from backend.db.numbering import Series, next_number
from backend.db.queries import fund as funds
from backend.db.queries import job as jobs
from backend.db.queries import payment as payments
from backend.db.tables.payment import Payment, PaymentBatch
from backend.db.types import new_id
from backend.domain.aid.way import NotThird, require_payer
from backend.domain.fund import payments as rules
from backend.domain.fund.codes import BatchState, BatchStep, PaymentState, PaymentWay
from backend.domain.fund.ledger import FundElsewhere
from backend.domain.fund.payments import MOST_LINES, PaymentBatchDraft
from backend.domain.job import JobState
from backend.domain.refusals import NotFound, Refusal

CONFIRM = "payment_batch_confirm"
PAYMENT = "payment"
"""The name under which a card of a payment is sealed."""


async def make(work: Work, draft: PaymentBatchDraft) -> tuple[PaymentBatch, list[dict[str, Any]]]:
    """A batch of those cases that the bank can pay, and whom it leaves out and why. Nothing is paid yet.

    Raises `NotFound`, `BatchOfNothing`, `BatchTooLong`.
    """
    fund = await funds.get_fund(work.session, draft.fund_id)
    ids = None if draft.case_ids is None else list(dict.fromkeys(draft.case_ids))
    held = await payments.hold_payable(work.session, work.scope, fund_id=fund.id, ids=ids, most=MOST_LINES + 1)
    if len(held) > MOST_LINES:
        raise rules.BatchTooLong(most=MOST_LINES)
    brought = await payments.find_brought(work.session, [row.id for row in held])
    refused = {row.id: _refusal(work, row, fund.id, brought=row.id in brought) for row in held}
    good = [row for row in held if refused[row.id] is None]
    if not good:
        raise rules.BatchOfNothing()
    batch = PaymentBatch(
        id=new_id(),
        number=await next_number(work.session, Series.PAYMENT_BATCH, work.today.year),
        organization_id=fund.organization_id,
        code=fund.code,
        line_code=fund.line_code,
        fund_id=fund.id,
        purpose=draft.purpose,
        lines=len(good),
        amount_fen=sum(row.amount_fen for row in good),
        made_by=work.caller.user_id,
        made_by_name=work.caller.name,
        made_at=work.now,
    )
    work.session.add(batch)
    await work.session.flush()
    work.session.add_all(_line(work, batch, place, row) for place, row in enumerate(good, start=1))
    await work.session.flush()
    facts = {"lines": batch.lines, "amount_fen": batch.amount_fen}
    work.tell("payment_batch_made", batch, number=batch.number, **facts)
    numbers = {row.id: row.number for row in held}
    absent = [id for id in ids or () if id not in refused]
    left = [(id, reason) for id, reason in refused.items() if reason is not None]
    return batch, [
        {"case_id": id, "number": numbers.get(id), "code": why.code, "detail": why.sentence(work.language)}
        for id, why in [*left, *((id, NotFound()) for id in absent)]
    ]


def _refusal(work: Work, row: Any, fund_id: UUID, *, brought: bool) -> Refusal | None:
    try:
        rules.require_payable(number=row.number, status=row.status, fund_id=row.fund_id, live=row.live)
        if row.fund_id != fund_id:
            raise FundElsewhere()
        if brought:
            raise rules.BroughtAlready(number=row.number)
        if row.bank_card is None:
            raise rules.NoCard(number=row.number)
        require_payer(maker=row.maker_id, checker=row.checker_id, acting=work.caller.user_id)
    except Refusal as refusal:
        return refusal
    return None


def _line(work: Work, batch: PaymentBatch, place: int, row: Any) -> Payment:
    id = new_id()
    card = work.vault.open(row.bank_card, FILE, "bank_card", row.household_id)
    return Payment(
        id=id,
        case_id=row.id,
        fund_id=batch.fund_id,
        organization_id=row.organization_id,
        code=row.code,
        line_code=row.line_code,
        batch_id=batch.id,
        line=place,
        round=row.rounds + 1,
        way=PaymentWay.BANK.value,
        amount_fen=row.amount_fen,
        payee=row.payee,
        bank=row.bank,
        bank_card=work.vault.seal(card, PAYMENT, "bank_card", id),
        state=PaymentState.WAITING.value,
        created_at=work.now,
    )


async def send(work: Work, id: UUID, *, seen: int) -> PaymentBatch:
    """Note that the sheet went to the bank. Raises `NotFound`, `BatchNotThere`, `Stale`."""
    batch = await payments.get_batch(work.session, id, lock=True)
    rules.require_step(BatchState(batch.state), BatchStep.SEND)
    take(batch, seen)
    batch.state, batch.sent_at = BatchState.SENT.value, work.now
    await work.session.flush()
    work.tell("payment_batch_sent", batch, number=batch.number, lines=batch.lines, amount_fen=batch.amount_fen)
    return batch


async def withdraw(work: Work, id: UUID, *, seen: int) -> PaymentBatch:
    """Take a batch back that did not go to the bank: its cases wait again. Raises `NotFound`, `BatchNotThere`, `Stale`."""
    batch = await payments.get_batch(work.session, id, lock=True)
    rules.require_step(BatchState(batch.state), BatchStep.WITHDRAW)
    take(batch, seen)
    batch.state = BatchState.WITHDRAWN.value
    await payments.withdraw_lines(work.session, batch.id)
    await work.session.flush()
    work.tell("payment_batch_withdrawn", batch, number=batch.number)
    return batch


async def confirm(work: Work, id: UUID, *, seen: int) -> PaymentBatch:
    """Have what the bank answered booked by a job (`confirming.py`): paid lines pay their cases, others let them go.

    Raises `NotFound`, `BatchNotThere`, `AnswerIncomplete`, `NotThird`, `Stale`.
    """
    batch = await payments.get_batch(work.session, id, lock=True)
    rules.require_step(BatchState(batch.state), BatchStep.CONFIRM, booking=await _is_booking(work, batch))
    missing = await payments.count_waiting(work.session, id, answered=False)
    if missing:
        raise rules.AnswerIncomplete(missing=missing)
    if await payments.count_of_payer(work.session, id, work.caller.user_id):
        raise NotThird()
    take(batch, seen)
    batch.state, batch.payer_id, batch.payer_name = BatchState.PAYING.value, work.caller.user_id, work.caller.name
    assert work.scope.organization_id is not None
    job = await enqueue(work, CONFIRM, work.scope.organization_id, batch_id=batch.id)
    batch.job_id = job.id
    await work.session.flush()
    work.tell("payment_batch_confirmed", batch, number=batch.number)
    return batch


async def _is_booking(work: Work, batch: PaymentBatch) -> bool:
    """Whether a job books the batch. Where it ended before the last line, whoever confirms again goes on where it stopped."""
    if batch.state != BatchState.PAYING or batch.job_id is None:
        return batch.state == BatchState.PAYING
    state = (await jobs.find_states(work.session, [batch.job_id])).get(batch.job_id)
    return state is None or not JobState(state).final
