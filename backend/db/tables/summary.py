"""Summaries of programmes and seasons of aid, and each version of what was written in them (AID-27)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Index, Uuid
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, document, instant, key, line_position, position, small


def _photos() -> Any:
    return Field(default_factory=list, nullable=False, sa_type=ARRAY(Uuid()))


class AidSummary(Table, table=True):
    """A summary of one programme, or of a year or a quarter of a union. `figures` are read off the books until it is
    issued, and are those of that moment from then on. `photos` are pictures of visits, shown while their consent holds."""

    __tablename__ = "aid_summary"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "line_code", "id"),
        Index(None, "program_id"),
        CheckConstraint("status in ('draft', 'issued')", name="status"),
        CheckConstraint("(program_id is null) = (year is not null)", name="about"),
        CheckConstraint("quarter is null or (quarter between 1 and 4 and year is not null)", name="quarter"),
        CheckConstraint(
            "(status = 'issued') = (issued_at is not null) and (issued_at is not null) = (figures is not null)",
            name="issued",
        ),
        CheckConstraint("cardinality(photos) <= 6", name="photos"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    organization_name: str = Field(default="", max_length=120)
    code: int = position()
    line_code: int | None = line_position()
    program_id: UUID | None = Field(default=None, foreign_key="aid_program.id")
    program_name: str = Field(default="", max_length=100)
    year: int | None = small(nullable=True)
    quarter: int | None = small(nullable=True)
    title: str = Field(max_length=80)
    theme: str = Field(default="", max_length=60)
    status: str = Field(default="draft", max_length=20)
    texts: dict[str, str] = document()
    photos: list[UUID] = _photos()
    figures: dict[str, Any] | None = Field(default=None, sa_column=Column(JSONB(none_as_null=True), nullable=True))
    maker_name: str = Field(default="", max_length=40)
    issued_by_name: str = Field(default="", max_length=40)
    issued_at: datetime | None = instant(nullable=True)
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class AidSummaryText(Table, table=True):
    """What a summary said when it was kept: a version for each time, the first one 1. Nothing of it is changed."""

    __tablename__ = "aid_summary_text"
    __table_args__ = (
        Index("aid_summary_text_key", "summary_id", "place", unique=True),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    summary_id: UUID = Field(foreign_key="aid_summary.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    place: int = small()
    title: str = Field(max_length=80)
    theme: str = Field(default="", max_length=60)
    texts: dict[str, str] = document()
    by_name: str = Field(default="", max_length=40)
    at: datetime = instant()
