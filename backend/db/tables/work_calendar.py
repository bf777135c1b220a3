"""The arrangements of the city's working days, a row for each year that somebody entered or corrected (AID-09)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from backend.db.scope import Announced
from backend.db.types import Table, instant, key, line_position, position, small


class WorkYear(Table, table=True):
    """The days off and the days worked to make up for them, of one year.

    It is announced: every deadline in working days is counted in it, wherever in the city. `days` hold the day, what it
    is, and the festival, in their order. A year without a row is what the State Council arranged, where the release
    knows that (`domain/state_holidays.py`).
    """

    __tablename__ = "work_calendar"
    __table_args__ = (
        Index("work_calendar_year_key", "year", unique=True),
        CheckConstraint("year between 2000 and 2100", name="year"),
        {"info": {"scope": Announced()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    year: int = small()
    days: list[dict[str, Any]] = Field(default_factory=list, nullable=False, sa_type=JSONB)
    source: str = Field(default="", max_length=200)
    changed_at: datetime = instant()
    changed_by_name: str = Field(default="", max_length=40)
    version: int = 1
