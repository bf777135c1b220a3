"""Many members to whom the same is done by a job: who they are, and what became of each (ui.md 1.1 row 4)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, document, instant, key, line_position, position


class MemberBatch(Table, table=True):
    """A batch: what is to be done, asked for by whom, under which grant. It stands where that grant is.

    Whom the filters matched is written down once, in `member_batch_row`; the filters themselves, which may hold a name,
    are not kept. `job_id` is the job of its present state; one that was done at once has none. `can`, `cannot` and `done`
    are how many members each was said of when its last round ended, so that a list of batches counts no rows.
    """

    __tablename__ = "member_batch"
    __table_args__ = (Index(None, "created_at"), {"info": {"scope": Owned()}})

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    user_name: str = Field(max_length=40)
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    deed: dict[str, object] = document()
    state: str = Field(default="checking", max_length=20)
    total: int = 0
    can: int = 0
    cannot: int = 0
    done: int = 0
    job_id: UUID | None = Field(default=None, foreign_key="job.id")
    created_at: datetime = instant()
    carried_out_at: datetime | None = instant(nullable=True)
    version: int = 1


class MemberBatchRow(Table, table=True):
    """One member of a batch, in the order of the list, and what was said of them at last.

    It stands where its batch does, so a member who leaves the scope meanwhile stays in the count; their name is read
    from the register, by those who may see it there.
    """

    __tablename__ = "member_batch_row"
    __table_args__ = (Index(None, "batch_id", "outcome", "position"), {"info": {"scope": Owned()}})

    batch_id: UUID = Field(primary_key=True)
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    position: int = Field(primary_key=True)
    member_id: UUID
    outcome: str = Field(default="waiting", max_length=20)
    problem: dict[str, object] | None = document(nullable=True)
