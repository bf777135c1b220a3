"""Fixed reports that go up from union to union (issue 3 section 3; RPT-01, 02, 04)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, document, instant, key, line_position, position, small


class Report(Table, table=True):
    """A form that a union fills for a year. It stands with that union; the union above sees it there.

    `lines` are what it is the sum of, as they were when it was computed: what stands with the union directly, and each
    accepted report from below with its numbers; `missing` names those that were not accepted. `cells` are the numbers
    that somebody wrote, with the reason. An accepted report holds all it says in itself: nothing of it is read anew.
    """

    __tablename__ = "report"
    __table_args__ = (
        Index("report_key", "organization_id", "form", "year", unique=True),
        Index(None, "code", "year"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    organization_name: str = Field(max_length=120)
    code: int = position()
    line_code: int | None = line_position()
    above_id: UUID | None = None
    form: str = Field(max_length=30)
    year: int = small()
    status: str = Field(default="draft", max_length=20)
    lines: list[dict[str, Any]] = Field(default_factory=list, nullable=False, sa_type=JSONB)
    missing: list[dict[str, Any]] = Field(default_factory=list, nullable=False, sa_type=JSONB)
    remarks: dict[str, Any] = document()
    cells: dict[str, Any] = document()
    computed_at: datetime = instant()
    submitted_at: datetime | None = instant(nullable=True)
    submitted_by_name: str = Field(default="", max_length=40)
    decided_at: datetime | None = instant(nullable=True)
    decided_by_name: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=200)
    created_at: datetime = instant()
    created_by_name: str = Field(default="", max_length=40)
    version: int = 1
