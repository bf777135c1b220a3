"""The papers of a union, their files, and who keeps them (MBR-06)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, key, line_position, position, sealed, small

NEVER_DELETED = ("select", "insert", "update")


class Paper(Table, table=True):
    """A paper in the cabinet of a union. One that was wrong is withdrawn and stays, its files no longer handed out."""

    __tablename__ = "paper"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "held_on", "id"),
        Index(None, "organization_id", "year"),
        Index("paper_year_idx", "year", "code", postgresql_where=text("withdrawn_at is null")),
        CheckConstraint("kind in ('plan', 'summary', 'minutes', 'photo', 'rules', 'roster', 'other')", name="kind"),
        CheckConstraint("retention in ('short', 'long', 'permanent')", name="retention"),
        CheckConstraint("(withdrawn_at is null) = (withdrawn_reason = '')", name="withdrawal"),
        CheckConstraint("file_count between 1 and 20", name="files"),
        {"info": {"scope": Owned(), "verbs": NEVER_DELETED}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=20)
    year: int = small()
    title: str = Field(max_length=100)
    held_on: date
    note: str = Field(default="", max_length=500)
    place_kept: str = Field(default="", max_length=100)
    retention: str = Field(max_length=20)
    file_count: int = small()
    entered_by: UUID
    entered_by_name: str = Field(max_length=40)
    created_at: datetime = instant()
    withdrawn_at: datetime | None = instant(nullable=True)
    withdrawn_by_name: str = Field(default="", max_length=40)
    withdrawn_reason: str = Field(default="", max_length=200)
    version: int = 1


class PaperFile(Table, table=True):
    """A file of a paper, in the order in which it was filed: named with its hash, reached through the paper alone."""

    __tablename__ = "paper_file"
    __table_args__ = (
        Index(None, "paper_id", "place"),
        Index("paper_file_file_id_key", "file_id", unique=True),
        {"info": {"scope": Owned(), "verbs": NEVER_DELETED}},
    )

    id: UUID = key()
    paper_id: UUID = Field(foreign_key="paper.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    place: int = small()
    file_id: UUID
    name: str = Field(max_length=200)
    media_type: str = Field(max_length=100)
    size: int = Field(sa_type=BigInteger)
    sha256: bytes = sealed(nullable=False)


class PaperKeeper(Table, table=True):
    """Who keeps the cabinet of a union, from a day until it was handed over."""

    __tablename__ = "paper_keeper"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "organization_id"),
        Index("paper_keeper_open_key", "organization_id", unique=True, postgresql_where=text("until is null")),
        CheckConstraint("until is null or until >= since", name="period"),
        {"info": {"scope": Owned(), "verbs": NEVER_DELETED}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    officer_id: UUID | None = Field(default=None, foreign_key="officer.id")
    name: str = Field(max_length=40)
    since: date
    until: date | None = None
    entered_by_name: str = Field(max_length=40)
    created_at: datetime = instant()
    version: int = 1
