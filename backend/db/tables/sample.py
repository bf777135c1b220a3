"""Samples of paid cases that auditors drew (issue 4 section 8)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Uuid
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, key, line_position, position


class AidSample(Table, table=True):
    """A sample as it was drawn: its seed, its days, and the cases in the order of the draw. It is never changed."""

    __tablename__ = "aid_sample"
    __table_args__ = (
        Index(None, "code", "id"),
        CheckConstraint("seed >= 0", name="seed"),
        CheckConstraint("last_on >= first_on", name="period"),
        CheckConstraint("cardinality(case_ids) > 0", name="cases"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert")}},
    )

    id: UUID = key()
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    seed: int
    first_on: date
    last_on: date
    size: int
    population: int
    case_ids: list[UUID] = Field(nullable=False, sa_type=ARRAY(Uuid))
    drawn_by: UUID
    drawn_by_name: str = Field(max_length=40)
    drawn_at: datetime = instant()
