"""Vouchers: movements of money beside cases, written by one officer and booked by another."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, key, line_position, position, sealed


class Voucher(Table, table=True):
    """It stands with the union of its fund. What it asked for never changes; once booked, its entry says what it did.

    `goods` are what comes into the store when it is booked; a loss takes `pieces` of `lot_id` out of it.
    """

    __tablename__ = "voucher"
    __table_args__ = (
        Index(None, "fund_id", "id"),
        Index(None, "code", "id"),
        Index("voucher_remittance_idx", "remittance_id", postgresql_where=text("remittance_id is not null")),
        Index("voucher_open_idx", "code", postgresql_where=text("state = 'proposed'")),
        Index(
            "voucher_reverses_key", "reverses_id", unique=True, postgresql_where=text("state in ('proposed', 'booked')")
        ),
        CheckConstraint(
            "kind in ('income', 'hand_down', 'take_back', 'expense', 'purchase', 'gift', 'loss', 'reversal')",
            name="kind",
        ),
        CheckConstraint("state in ('proposed', 'booked', 'refused', 'withdrawn')", name="state"),
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("(kind = 'reversal') = (reverses_id is not null)", name="reverses"),
        CheckConstraint("(kind in ('expense', 'purchase', 'gift')) = (payee <> '')", name="payee"),
        CheckConstraint("(kind in ('purchase', 'gift')) = (goods <> '[]'::jsonb)", name="goods"),
        CheckConstraint("num_nonnulls(lot_id, pieces) = 2 * (kind = 'loss')::integer and pieces > 0", name="loss"),
        CheckConstraint("households is null or (kind = 'expense' and households > 0)", name="households"),
        CheckConstraint("remittance_id is null or kind = 'income'", name="remittance"),
        CheckConstraint("state = 'withdrawn' or checked_by is null or checked_by <> made_by", name="two"),
        CheckConstraint("(state = 'booked') = (entry_id is not null)", name="booked"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    kind: str = Field(max_length=20)
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    fund_id: UUID = Field(foreign_key="fund.id")
    other_fund_id: UUID | None = Field(default=None, foreign_key="fund.id")
    reverses_id: UUID | None = Field(default=None, foreign_key="ledger_entry.id")
    amount_fen: int = Field(sa_type=BigInteger)
    document_number: str = Field(default="", max_length=100)
    document_on: date | None = None
    file_id: UUID | None = None
    file_sha256: bytes | None = sealed()
    file_type: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=200)
    payee: str = Field(default="", max_length=100)
    households: int | None = None
    goods: list[dict[str, Any]] = Field(default_factory=list, nullable=False, sa_type=JSONB)
    lot_id: UUID | None = None
    pieces: int | None = None
    remittance_id: UUID | None = Field(default=None, foreign_key="remittance_duty.id")
    state: str = Field(default="proposed", max_length=20)
    made_by: UUID
    made_by_name: str = Field(default="", max_length=40)
    made_at: datetime = instant()
    checked_by: UUID | None = None
    checked_by_name: str = Field(default="", max_length=40)
    checked_at: datetime | None = instant(nullable=True)
    answer: str = Field(default="", max_length=200)
    entry_id: UUID | None = None
    version: int = 1
