"""Applications for aid that workers fill in themselves, what was said about them, and their papers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Personal
from backend.db.types import Table, instant, key, line_position, position, sealed, searched, small, words

OPEN = "status in ('draft', 'submitted', 'asked')"


class AidApplication(Table, table=True):
    """A worker's application: the worker's own, and the union's whose member the worker is, once it is handed in.

    `declaration` is the whole of what was declared, sealed as one; a queue reads what stands beside it: whose, why, how
    many people and papers. `asked_papers` are those that the officer waits for.
    """

    __tablename__ = "aid_application"
    __table_args__ = (
        Index("aid_application_open_key", "member_id", unique=True, postgresql_where=text(OPEN)),
        Index(None, "member_id", "id"),
        Index(None, "code", "submitted_at", "id", postgresql_where=text("submitted_at is not null")),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "household_id", postgresql_where=text("household_id is not null")),
        Index(None, "organization_id"),
        CheckConstraint(
            "status in ('draft', 'submitted', 'asked', 'taken', 'refused', 'withdrawn')",
            name="status",
        ),
        CheckConstraint("(status = 'taken') = (household_id is not null)", name="taken"),
        CheckConstraint("status = 'draft' or submitted_at is not null", name="submitted"),
        {"info": {"scope": Personal()}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    member_id: UUID
    user_id: UUID
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    name: str = searched(length=40)
    initials: str = searched(length=40)
    status: str = Field(default="draft", max_length=20)
    program_id: UUID | None = Field(default=None, foreign_key="aid_program.id")
    declaration: bytes = sealed(nullable=False)
    main_cause: str | None = Field(default=None, max_length=30)
    people: int = small(1)
    asked_papers: list[str] = words()
    household_id: UUID | None = None
    reached_at: datetime = instant()
    submitted_at: datetime | None = instant(nullable=True)
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class AidApplicationStep(Table, table=True):
    """A step that an application took. What was asked, answered or given as a reason may tell of health: it is sealed."""

    __tablename__ = "aid_application_step"
    __table_args__ = (
        Index("aid_application_step_key", "application_id", "place", unique=True),
        {"info": {"scope": Personal()}},
    )

    id: UUID = key()
    application_id: UUID = Field(foreign_key="aid_application.id")
    member_id: UUID
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    place: int = small()
    step: str = Field(max_length=20)
    to_status: str = Field(max_length=20)
    note: bytes | None = sealed()
    by_id: UUID
    by_name: str = Field(default="", max_length=40)
    by_office: str = Field(default="", max_length=120)
    at: datetime = instant()


class AidApplicationPaper(Table, table=True):
    """A paper of an application: a picture that the worker uploaded, reached through the application alone."""

    __tablename__ = "aid_application_paper"
    __table_args__ = (
        Index(None, "application_id"),
        Index(None, "file_id"),
        {"info": {"scope": Personal()}},
    )

    id: UUID = key()
    application_id: UUID = Field(foreign_key="aid_application.id")
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
