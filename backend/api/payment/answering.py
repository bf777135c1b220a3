"""The bank's answer: read, held against the lines of the batch, and taken as a whole or not at all."""

from typing import Any
from uuid import UUID

from backend.api.bank_file import read_rows
from backend.api.payment.batches import PAYMENT
from backend.api.payment.schemas import PaymentAnswerAsked
from backend.api.versions import take
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.queries import payment as payments
from backend.domain.fund import payments as rules
from backend.domain.fund.answers import HEAD_WITHIN, Judged, Line, find_rows, judge
from backend.domain.fund.codes import AnswerOutcome, BatchState
from backend.domain.refusals import NotFound

SHOWN = 200
MOST_ROWS = 2 * rules.MOST_LINES + HEAD_WITHIN
_TITLES = {
    "line": ("序号", "line"),
    "card": ("账号", "card"),
    "amount": ("金额", "amount"),
    "result": ("结果", "result"),
}


async def take_in(work: Work, store: FileStore, id: UUID, asked: PaymentAnswerAsked, *, seen: int) -> dict[str, Any]:
    """Read an answer. With a row that is wrong nothing is written and all such rows are named.

    A bank may answer in parts: what a later file says of a line that still waits takes the place of an earlier one.
    Raises `NotFound`, `BatchNotThere`, `Unreadable`, `AnswerHeadMissing`, `Stale`.
    """
    file = await files.get_file(work.session, asked.file_id)
    if file.purpose != Purpose.WORKBOOK:
        raise NotFound()
    cells = await read_rows(store.find(file.id, file.sha256), file.media_type, most_rows=MOST_ROWS)
    rows = find_rows(cells)
    # Held only now: nothing waits for a batch while a file is read.
    batch = await payments.get_batch(work.session, id, lock=True)
    rules.require_sent(BatchState(batch.state))
    lines = await payments.list_lines(work.session, id)
    judged = judge(rows, {line.line: Line(line.amount_fen, _last_four(work, line)) for line in lines})
    good, bad = [each for each in judged if each.good], [each for each in judged if not each.good]
    if not bad and good:
        take(batch, seen)
        await payments.note_answers(
            work.session, id, [(each.line or 0, each.outcome.value, each.reason) for each in good]
        )
        batch.answered_at = work.now
        await work.session.flush()
        work.tell("payment_answer_taken", batch, number=batch.number, lines=len(good))
    return await _said(work, id, lines, good, bad)


def _last_four(work: Work, line: Any) -> str:
    return work.vault.open(line.bank_card, PAYMENT, "bank_card", line.id)[-4:]


async def _said(work: Work, id: UUID, lines: Any, good: list[Judged], bad: list[Judged]) -> dict[str, Any]:
    amounts = {line.line: line.amount_fen for line in lines}
    paid = [amounts[each.line] for each in good if each.outcome is AnswerOutcome.PAID and each.line]
    rejected = [amounts[each.line] for each in good if each.outcome is AnswerOutcome.REJECTED and each.line]
    return {
        "taken": not bad and bool(good),
        "paid_lines": len(paid),
        "paid_fen": sum(paid),
        "rejected_lines": len(rejected),
        "rejected_fen": sum(rejected),
        "missing_lines": await payments.count_waiting(work.session, id, answered=False),
        "problems": [_problem(work, each) for each in bad[:SHOWN]],
        "problem_rows": len(bad),
    }


def _problem(work: Work, each: Judged) -> dict[str, Any]:
    zh, en = _TITLES[each.column]
    detail = f"Row {each.row}, {en}: {each.outcome.en.lower()}." if work.language == "en" else ""
    return {
        "row": each.row,
        "line": each.line,
        "column": each.column,
        "outcome": each.outcome,
        "detail": detail or f"第 {each.row} 行“{zh}”：{each.outcome.zh}。",
    }
