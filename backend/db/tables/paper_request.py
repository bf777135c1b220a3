"""Papers that workers are asked for beside the file of their household, and what they sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Personal
from backend.db.types import Table, instant, key, line_position, position, sealed, words

OPEN = "status in ('open', 'answered')"


class PaperRequest(Table, table=True):
    """One question to the worker of a file, and its answer: the worker's own, and the union's that keeps the file.

    `note` is what the union said, `answer` what the worker did; either may tell of health, so they are sealed. `case_id` is
    the case for which it is wanted, where it is for one. The numbers of both stand here because a worker sees neither.
    """

    __tablename__ = "paper_request"
    __table_args__ = (
        Index("paper_request_open_key", "household_id", unique=True, postgresql_where=text(OPEN)),
        Index(None, "household_id", "id"),
        Index(None, "member_id", "id"),
        Index(None, "code", "answered_at", "id", postgresql_where=text("status = 'answered'")),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "case_id", postgresql_where=text("case_id is not null")),
        CheckConstraint("status in ('open', 'answered', 'taken', 'returned', 'withdrawn')", name="status"),
        CheckConstraint("status not in ('answered', 'taken', 'returned') or answered_at is not null", name="answered"),
        CheckConstraint(f"({OPEN}) = (ended_at is null)", name="ended"),
        {"info": {"scope": Personal()}},
    )

    id: UUID = key()
    household_id: UUID = Field(foreign_key="household.id")
    household_number: str = Field(max_length=20)
    case_id: UUID | None = Field(default=None, foreign_key="aid_case.id")
    case_number: str = Field(default="", max_length=20)
    member_id: UUID
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    status: str = Field(default="open", max_length=20)
    papers: list[str] = words()
    note: bytes | None = sealed()
    answer: bytes | None = sealed()
    asked_by_id: UUID
    asked_by_name: str = Field(default="", max_length=40)
    asked_by_office: str = Field(default="", max_length=120)
    asked_at: datetime = instant()
    answered_at: datetime | None = instant(nullable=True)
    ended_at: datetime | None = instant(nullable=True)
    ended_by_name: str = Field(default="", max_length=40)
    version: int = 1


class PaperRequestPaper(Table, table=True):
    """A picture that the worker sent, reached through the request until it stands in the file."""

    __tablename__ = "paper_request_paper"
    __table_args__ = (
        Index(None, "request_id"),
        Index(None, "household_id"),
        Index(None, "file_id"),
        {"info": {"scope": Personal()}},
    )

    id: UUID = key()
    request_id: UUID = Field(foreign_key="paper_request.id")
    household_id: UUID
    member_id: UUID
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=30)
    name: str = Field(max_length=200)
    file_id: UUID
    sha256: bytes = sealed(nullable=False)
    media_type: str = Field(max_length=100)
    size: int = Field(sa_type=BigInteger)
    added_at: datetime = instant()
