"""Loans of savings societies, and the plans by which they are repaid (AID-21; issue 4 section 7)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import APPEND_ONLY, Owned, Through
from backend.db.tables.aid import fen
from backend.db.types import Table, instant, key, line_position, position, sealed, small

OPEN = "state in ('asked', 'approved', 'running')"
PAID_OUT = "state in ('running', 'settled', 'written_off')"


class SavingsLoan(Table, table=True):
    """A loan of a saver, from the asking to the last part. It stands with the union of the society.

    `repaid_fen` is what its entries say; it is held against them by `./dev check-money`.
    """

    __tablename__ = "savings_loan"
    __table_args__ = (
        Index("savings_loan_open_key", "saver_id", unique=True, postgresql_where=text(OPEN)),
        Index(None, "society_id", "id"),
        Index(None, "code", "id"),
        Index(None, "saver_id"),
        Index("savings_loan_running_idx", "code", postgresql_where=text(OPEN)),
        CheckConstraint(
            "state in ('asked', 'approved', 'running', 'settled', 'written_off', 'refused', 'withdrawn')", name="state"
        ),
        CheckConstraint("amount_fen > 0 and months between 1 and 60", name="amount"),
        CheckConstraint("repaid_fen between 0 and amount_fen", name="repaid"),
        CheckConstraint("(state = 'settled') = (repaid_fen = amount_fen)", name="settled"),
        CheckConstraint("checker_id is null or checker_id <> maker_id", name="two"),
        CheckConstraint("state in ('asked', 'withdrawn') or checker_id is not null", name="decided"),
        CheckConstraint(f"({PAID_OUT}) = (paid_at is not null)", name="paid"),
        CheckConstraint(
            "paid_at is null or (way = 'cash' and signature_id is not null) or (way = 'bank' and bank_reference <> '')",
            name="proof",
        ),
        CheckConstraint(
            "(state = 'written_off') = (written_off_by is not null) "
            "and (written_off_by is null or (proposer_id is not null and written_off_by <> proposer_id))",
            name="write_off",
        ),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    society_id: UUID = Field(foreign_key="savings_society.id")
    saver_id: UUID = Field(foreign_key="savings_saver.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    name: str = Field(max_length=40)
    amount_fen: int = fen()
    months: int = small()
    purpose: str = Field(max_length=60)
    hardship: bytes | None = sealed()
    state: str = Field(default="asked", max_length=20)
    maker_id: UUID
    maker_name: str = Field(default="", max_length=40)
    made_at: datetime = instant()
    checker_id: UUID | None = None
    checker_name: str = Field(default="", max_length=40)
    decided_at: datetime | None = instant(nullable=True)
    answer: str = Field(default="", max_length=200)
    way: str | None = Field(default=None, max_length=20)
    signature_id: UUID | None = None
    signature_sha256: bytes | None = sealed()
    bank_reference: str = Field(default="", max_length=60)
    payer_name: str = Field(default="", max_length=40)
    paid_at: datetime | None = instant(nullable=True)
    repaid_fen: int = fen()
    proposer_id: UUID | None = None
    proposer_name: str = Field(default="", max_length=40)
    write_off_reason: str = Field(default="", max_length=200)
    written_off_by: UUID | None = None
    written_off_by_name: str = Field(default="", max_length=40)
    ended_on: date | None = None
    version: int = 1


class SavingsInstalment(Table, table=True):
    """A part of a loan: when it is due, and what is to be repaid by then. Written when the loan is paid out."""

    __tablename__ = "savings_instalment"
    __table_args__ = (
        Index("savings_instalment_key", "loan_id", "place", unique=True),
        CheckConstraint("amount_fen > 0 and by_then_fen >= amount_fen", name="amount"),
        {"info": {"scope": Through(("savings_loan", "loan_id")), "verbs": APPEND_ONLY}},
    )

    id: UUID = key()
    loan_id: UUID = Field(foreign_key="savings_loan.id")
    place: int = small()
    due_on: date
    amount_fen: int = fen()
    by_then_fen: int = fen()
