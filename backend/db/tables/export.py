"""Exports: what somebody asked to have as a file, and the file until its time is over."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, LargeBinary, text
from sqlmodel import Field

from backend.db.scope import Own, Staffed
from backend.db.types import Table, document, instant, key, line_position, position, sealed, words


class Export(Table, table=True):
    """One export of a list. It is its asker's alone; whoever stands above reads that it happened in the record.

    `query` holds the filters as the API takes them and may hold a name that was looked for: it is emptied when the file is
    deleted. `name`, `rows`, `size`, `sha256` and `made_at` are there once the file is. `unmasked` names the columns that
    are whole; such a file, and every pack, is encrypted with `secret`, a sealed password that is emptied when it has been
    shown. A pack is laid out as one: its `query` holds the ids of the cases, its `rows` are its files.
    """

    __tablename__ = "export"
    __table_args__ = (
        CheckConstraint("format in ('xlsx', 'csv', 'zip')", name="format"),
        CheckConstraint(
            "case layout when 'list' then format <> 'zip' when 'register' then format = 'xlsx' "
            "when 'forms' then format = 'zip' when 'evidence' then format = 'zip' else false end",
            name="layout",
        ),
        CheckConstraint("(made_at is null) = (sha256 is null)", name="made"),
        Index(None, "user_id", "id"),
        Index("export_kept_idx", "expires_at", postgresql_where=text("dropped_at is null")),
        {"info": {"scope": Own()}},
    )

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    job_id: UUID | None = Field(default=None, foreign_key="job.id")
    noun: str = Field(max_length=40)
    format: str = Field(max_length=10)
    layout: str = Field(default="list", max_length=10)
    language: str = Field(max_length=5)
    query: dict[str, object] = document()
    columns: list[str] = words()
    unmasked: list[str] = words()
    reason: str = Field(default="", max_length=30)
    note: str = Field(default="", max_length=200)
    approval_id: UUID | None = Field(default=None, foreign_key="export_approval.id")
    secret: bytes | None = sealed()
    name: str | None = Field(default=None, max_length=200)
    rows: int | None = None
    size: int | None = Field(default=None, sa_type=BigInteger)
    sha256: bytes | None = Field(default=None, sa_type=LargeBinary)
    downloads: int = 0
    created_at: datetime = instant()
    made_at: datetime | None = instant(nullable=True)
    expires_at: datetime = instant()
    dropped_at: datetime | None = instant(nullable=True)


class ExportApproval(Table, table=True):
    """A request to take out whole numbers of more than a few people, and what was decided (trust.md 1.5).

    It stands with the union under whose grant it was asked, so whoever stands above sees it; the asker sees it anywhere.
    `digest` binds it to one list, its filters, its columns and its scope; `rows` is how many it had then.
    """

    __tablename__ = "export_approval"
    __table_args__ = (
        CheckConstraint("state in ('asked', 'approved', 'refused', 'withdrawn', 'used')", name="state"),
        CheckConstraint("decided_by is null or decided_by <> user_id", name="two_hands"),
        Index(None, "code", "id"),
        Index("export_approval_open_idx", "code", postgresql_where=text("state = 'asked'")),
        {"info": {"scope": Staffed()}},
    )

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    user_name: str = Field(max_length=40)
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    noun: str = Field(max_length=40)
    language: str = Field(max_length=5)
    query: dict[str, object] = document()
    columns: list[str] = words()
    unmasked: list[str] = words()
    digest: bytes = Field(sa_type=LargeBinary)
    rows: int
    reason: str = Field(max_length=30)
    note: str = Field(default="", max_length=200)
    state: str = Field(default="asked", max_length=20)
    decided_by: UUID | None = None
    decided_by_name: str = Field(default="", max_length=40)
    decided_at: datetime | None = instant(nullable=True)
    answer: str = Field(default="", max_length=200)
    expires_at: datetime = instant()
    created_at: datetime = instant()
    version: int = 1
