"""The sheet by which a bank pays: made when it is asked for, byte for byte the same each time, and kept nowhere.

It is the one place where whole card numbers leave the house. Each time is on record; it needs the permission to pay and
a proof of who asks; after a week, or once the bank's answer is being booked, it is made no more. Nothing lies on a disk
that would have to expire.
"""

from io import BytesIO
from typing import Any
from uuid import UUID

from xlsxwriter import Workbook

from backend.api.confirmation import require_confirmed
from backend.api.payment.batches import PAYMENT
from backend.api.work import Work
from backend.db.keys import KeyRing
from backend.db.queries import payment as payments
from backend.db.tables.payment import PaymentBatch
from backend.domain.fund.payments import require_sheet

HEAD = ("序号", "收款人", "收款账号", "开户银行", "金额（元）", "用途")
WIDTHS = (8, 14, 26, 30, 14, 24)


async def take_out(work: Work, ring: KeyRing, id: UUID, *, token: str | None) -> tuple[PaymentBatch, bytes]:
    """The workbook of a batch. Raises `NotConfirmed`, `NotFound`, `SheetOver`."""
    require_confirmed(ring, token, work.caller, now=work.now)
    batch = await payments.get_batch(work.session, id)
    require_sheet(state=batch.state, made_at=batch.made_at, now=work.now)
    lines = await payments.list_lines(work.session, id)
    work.tell("payment_sheet_made", batch, number=batch.number, lines=len(lines))
    cards = [work.vault.open(line.bank_card, PAYMENT, "bank_card", line.id) for line in lines]
    return batch, write(batch, lines, cards)


def write(batch: PaymentBatch, lines: Any, cards: list[str]) -> bytes:
    """The bytes of a sheet: numbers of cards as text, amounts as numbers of two places, no formula, no date of today."""
    into = BytesIO()
    book = Workbook(into, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": batch.number, "created": batch.made_at.replace(tzinfo=None)})
    sheet = book.add_worksheet("代发明细")
    bold, text = book.add_format({"bold": True, "bottom": 1}), book.add_format({"num_format": "@"})
    money = book.add_format({"num_format": "0.00"})
    for column, (title, width) in enumerate(zip(HEAD, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, bold)
    for row, (line, card) in enumerate(zip(lines, cards, strict=True), start=1):
        sheet.write_number(row, 0, line.line)
        for column, said in ((1, line.payee), (2, card), (3, line.bank), (5, batch.purpose)):
            sheet.write_string(row, column, said, text)
        sheet.write_number(row, 4, line.amount_fen / 100, money)
    sheet.freeze_panes(1, 0)
    book.close()
    return into.getvalue()
