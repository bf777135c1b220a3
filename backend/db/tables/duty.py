"""What unions ask those directly below them to hand in, and what these report (RPT-02)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned, Posted
from backend.db.types import Table, instant, key, line_position, position, sealed, small


class Duty(Table, table=True):
    """A duty of every living union directly below the one that asks. It stands with who asks and is read by who owes,
    to whom that union is out of sight: so its name is kept here.

    Who owes is read off the tree each time; a union that is founded or moves here owes what is asked of its neighbours.
    """

    __tablename__ = "duty"
    __table_args__ = (
        Index(
            "duty_name_key",
            "organization_id",
            "year",
            "name",
            unique=True,
            postgresql_where=text("withdrawn_at is null"),
        ),
        Index(None, "code", "due_at"),
        CheckConstraint("extract(second from due_at) = 0", name="minute"),
        {"info": {"scope": Posted()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    organization_name: str = Field(max_length=120)
    code: int = position()
    code_hi: int = position()
    line_code: int | None = line_position()
    subject: str = Field(max_length=20)
    name: str = Field(max_length=60)
    ask: str = Field(default="", max_length=1000)
    year: int = small()
    due_at: datetime = instant()
    needs_file: bool = False
    yearly: bool = False
    made_by_name: str = Field(max_length=40)
    created_at: datetime = instant()
    withdrawn_at: datetime | None = instant(nullable=True)
    withdrawn_by_name: str = Field(default="", max_length=40)
    version: int = 1


class DutyReport(Table, table=True):
    """What one union has said of one duty. It stands with who owes, so that both it and who asks see it.

    `reported_at` is when it was first said, or said anew after it was sent back: a correction is no later report.
    """

    __tablename__ = "duty_report"
    __table_args__ = (
        Index("duty_report_key", "duty_id", "organization_id", unique=True),
        Index(None, "code", "duty_id"),
        CheckConstraint("num_nonnulls(file_id, file_sha256) in (0, 2)", name="file"),
        CheckConstraint("(returned_at is null) = (reason = '')", name="returned"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    duty_id: UUID = Field(foreign_key="duty.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    note: str = Field(default="", max_length=500)
    file_id: UUID | None = None
    file_sha256: bytes | None = sealed()
    file_name: str = Field(default="", max_length=200)
    file_type: str = Field(default="", max_length=100)
    reported_at: datetime = instant()
    reported_by_name: str = Field(max_length=40)
    returned_at: datetime | None = instant(nullable=True)
    returned_by_name: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=300)
    version: int = 1
