"""What unions owe the union above of the year's funds (FND-02)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from backend.db.scope import Booked
from backend.db.tables.aid import fen
from backend.db.types import Table, instant, key, line_position, position, small


class RemittanceDuty(Table, table=True):
    """The duty of one union for a year. It stands with the union that owes, so that both it and the one above see it;
    when it moves, whoever booked something for it still sees it, and may take that back.

    `paid_fen` is the sum of the vouchers that were booked for it, which lie with the union above and are not seen from
    below; it changes under the lock of this row as they are booked and reversed (I7). The name of who asks lies beyond
    the scope of who owes, so it is kept here.
    """

    __tablename__ = "remittance_duty"
    __table_args__ = (
        Index("remittance_duty_key", "organization_id", "year", unique=True),
        Index(None, "code", "year"),
        CheckConstraint("amount_fen > 0 and paid_fen between 0 and amount_fen", name="amounts"),
        CheckConstraint("to_id <> organization_id", name="above"),
        {"info": {"scope": Booked(table="remittance_duty", entries="voucher", by="remittance_id")}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    to_id: UUID
    to_name: str = Field(max_length=120)
    year: int = small()
    due_on: date
    amount_fen: int = Field(sa_type=BigInteger)
    paid_fen: int = fen()
    paid_on: date | None = None
    document_number: str = Field(default="", max_length=100)
    set_by_name: str = Field(default="", max_length=40)
    set_at: datetime = instant()
    version: int = 1
