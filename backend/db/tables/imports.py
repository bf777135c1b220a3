"""Imports: a workbook that came in, its rows as judged, and what the columns of an office's workbooks mean (ORG-11).

The noun is `imports` where Python needs a name for a module: `import` is a word of the language.
"""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Column, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, document, instant, key, line_position, position, sealed


class Import(Table, table=True):
    """A workbook for one of the registers (`kind`): the file, its check, its commits, its undoing.

    `round` counts the files that were brought: a mended one goes on where the first left off. `head` is how its columns
    were read. `listed` says whose list it is and of which day, where an agency's (ORG-18).
    """

    __tablename__ = "import"
    __table_args__ = (Index(None, "code", "id"), {"info": {"scope": Owned()}})

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=30)
    file_id: UUID = Field(foreign_key="stored_file.id")
    job_id: UUID | None = Field(default=None, foreign_key="job.id")
    round: int = 1
    state: str = Field(default="checking", max_length=20)
    counts: dict[str, object] = document()
    head: dict[str, object] = document()
    listed: dict[str, str] | None = Field(default=None, sa_column=Column(JSONB, nullable=True))
    created_at: datetime = instant()
    committed_at: datetime | None = instant(nullable=True)
    undone_at: datetime | None = instant(nullable=True)
    version: int = 1


class ImportRow(Table, table=True):
    """A row of a workbook as read and as judged. Secrets wait sealed; the rows are dropped after seven days.

    `organization_id` is where the record is to stand, or the import's union where that could not be told. `key_index` is
    by what its record is found. `changes` are the old and new values of a record that is there; `before` holds, sealed as
    they were, the values that a commit replaced, and `record_version` is the version it made: an undo puts the first back
    where the second is still the last.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        Index(None, "import_id", "state", "round", "line"),
        Index(None, "record_id", postgresql_where=text("record_id is not null")),
        {"info": {"scope": Owned()}},
    )

    import_id: UUID = Field(primary_key=True)
    round: int = Field(primary_key=True)
    line: int = Field(primary_key=True)
    code: int = position()
    line_code: int | None = line_position()
    state: str = Field(max_length=20)
    organization_id: UUID
    record_id: UUID | None = None
    record_version: int | None = None
    key_index: bytes | None = sealed()
    fields: dict[str, object] = document()
    secrets: bytes | None = sealed()
    problems: list[dict[str, object]] = document()
    changes: dict[str, object] = document()
    before: dict[str, object] = document()
    version: int = 1


class ImportMapping(Table, table=True):
    """What an office said that a title of its workbooks means, so that it is not asked again. Null: nothing to us."""

    __tablename__ = "import_mapping"
    __table_args__ = ({"info": {"scope": Owned()}},)

    organization_id: UUID = Field(primary_key=True, foreign_key="organization.id")
    kind: str = Field(primary_key=True, max_length=30)
    title: str = Field(primary_key=True, max_length=100)
    field: str | None = Field(default=None, max_length=40)
    code: int = position()
    line_code: int | None = line_position()
