"""Merges of two files of one person, kept for the days in which they can be undone (ui.md, /members/dupes)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, document, instant, key, line_position, position, sealed


class MemberMerge(Table, table=True):
    """One merge: which file stayed, which went, and what brings both back.

    `before` holds both records as they were, sealed: it is the file that went. `moved` names by id what was hung on the
    other file, `closed` what the merge itself ended. All three are emptied when the merge is undone, and the row goes
    when its time is over. `member_version` is the version of the file that stayed, right after: another one means that
    something was built on the merge since.
    """

    __tablename__ = "member_merge"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "undo_until"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    member_id: UUID
    member_version: int
    merged_id: UUID
    merged_number: str | None = Field(default=None, max_length=20)
    member_name: str = Field(max_length=40)
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    before: bytes | None = sealed()
    moved: dict[str, object] = document()
    closed: dict[str, object] = document()
    photo_id: UUID | None = None
    merged_by: UUID
    merged_by_name: str = Field(default="", max_length=40)
    merged_at: datetime = instant()
    undo_until: date
    undone_by_name: str = Field(default="", max_length=40)
    undone_at: datetime | None = instant(nullable=True)
    version: int = 1
