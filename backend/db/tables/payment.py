"""Payments of aid: what reached a household, or was to; and the batches in which a bank pays."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, key, line_position, position, sealed, small

LIVE = "state in ('waiting', 'paid')"


class PaymentBatch(Table, table=True):
    """Cases of one fund that a bank is to pay by one sheet. It stands with the union of the fund."""

    __tablename__ = "payment_batch"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "fund_id", "id"),
        CheckConstraint("state in ('draft', 'sent', 'paying', 'done', 'withdrawn')", name="state"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    fund_id: UUID = Field(foreign_key="fund.id")
    purpose: str = Field(default="", max_length=60)
    state: str = Field(default="draft", max_length=20)
    lines: int = 0
    amount_fen: int = Field(default=0, nullable=False, sa_type=BigInteger)
    made_by: UUID
    made_by_name: str = Field(default="", max_length=40)
    made_at: datetime = instant()
    sent_at: datetime | None = instant(nullable=True)
    answered_at: datetime | None = instant(nullable=True)
    done_at: datetime | None = instant(nullable=True)
    payer_id: UUID | None = None
    payer_name: str = Field(default="", max_length=40)
    job_id: UUID | None = Field(default=None, foreign_key="job.id")
    version: int = 1


class Payment(Table, table=True):
    """One payment of a case: the money or the goods, to whom, by what, and what became of it.

    It stands with the union of the case. `round` counts the payments of a case; of those that wait or are paid there is
    one at most. `bank_outcome` and `bank_reason` are what the bank answered, before somebody books it. Since `erased_on`
    the amount stands there without the person, the card and the proofs.
    """

    __tablename__ = "payment"
    __table_args__ = (
        Index("payment_live_key", "case_id", unique=True, postgresql_where=text(LIVE)),
        Index("payment_round_key", "case_id", "round", unique=True),
        Index("payment_line_key", "batch_id", "line", unique=True, postgresql_where=text("batch_id is not null")),
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "fund_id", "id"),
        Index(None, "paid_at", "code", postgresql_where=text("paid_at is not null")),
        CheckConstraint("way in ('bank', 'cash', 'goods')", name="way"),
        CheckConstraint("state in ('waiting', 'paid', 'rejected', 'withdrawn', 'returned')", name="state"),
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("(way = 'bank') = (batch_id is not null)", name="batch"),
        CheckConstraint(
            "way = 'bank' or (signature_id is not null and photo_id is not null) or erased_on is not null",
            name="proof",
        ),
        CheckConstraint("state not in ('paid', 'returned') or paid_at is not null", name="paid"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    case_id: UUID = Field(foreign_key="aid_case.id")
    fund_id: UUID = Field(foreign_key="fund.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    batch_id: UUID | None = Field(default=None, foreign_key="payment_batch.id")
    line: int | None = None
    round: int = small()
    way: str = Field(max_length=20)
    amount_fen: int = Field(sa_type=BigInteger)
    payee: str = Field(max_length=40)
    bank: str = Field(default="", max_length=100)
    bank_card: bytes | None = sealed()
    goods: str = Field(default="", max_length=200)
    state: str = Field(default="waiting", max_length=20)
    bank_outcome: str | None = Field(default=None, max_length=20)
    bank_reason: str = Field(default="", max_length=200)
    reason: str = Field(default="", max_length=200)
    signature_id: UUID | None = None
    signature_sha256: bytes | None = sealed()
    photo_id: UUID | None = None
    photo_sha256: bytes | None = sealed()
    payer_id: UUID | None = None
    payer_name: str = Field(default="", max_length=40)
    paid_at: datetime | None = instant(nullable=True)
    erased_on: date | None = None
    created_at: datetime = instant()
    version: int = 1
