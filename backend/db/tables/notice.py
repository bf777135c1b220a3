"""Public notices of cases of aid, what stands on them, and the objections that came (AID-09, RPT-05)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from backend.db.scope import Lodged, Own, Posted
from backend.db.types import Table, instant, key, line_position, position, sealed, small, words


class Notice(Table, table=True):
    """A notice of one union for cases of one programme, from its publication to its result.

    Everybody inside the union reads it. What it says is kept as it was published and read from nowhere else afterwards;
    `result` is the report on the result, made once from what happened; its stamped print is kept as a picture (RPT-04).
    """

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index("notice_running_idx", "code", "ends_at", postgresql_where=text("status = 'running'")),
        CheckConstraint("status in ('running', 'concluded', 'withdrawn')", name="status"),
        CheckConstraint("published_at < ends_at", name="period"),
        CheckConstraint("status <> 'concluded' or concluded_at >= ends_at", name="over"),
        CheckConstraint("(status = 'concluded') = (concluded_at is not null)", name="concluded"),
        CheckConstraint(
            "num_nonnulls(scan_id, scan_sha256, scanned_at) in (0, 3) and (scan_id is null or status = 'concluded')",
            name="scan",
        ),
        {"info": {"scope": Posted()}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    organization_id: UUID = Field(foreign_key="organization.id")
    organization_name: str = Field(max_length=120)
    above_name: str = Field(default="", max_length=120)
    code: int = position()
    code_hi: int = position()
    line_code: int | None = line_position()
    program_id: UUID = Field(foreign_key="aid_program.id")
    program_name: str = Field(max_length=100)
    status: str = Field(default="running", max_length=20)
    columns: list[str] = words()
    days: int = small()
    shown_at: str = Field(max_length=100)
    receiver: str = Field(max_length=60)
    receiver_phone: str = Field(max_length=40)
    people: int = small()
    published_at: datetime = instant()
    published_by: UUID
    published_by_name: str = Field(max_length=40)
    ends_at: datetime = instant()
    concluded_at: datetime | None = instant(nullable=True)
    concluded_by_name: str = Field(default="", max_length=40)
    withdrawn_at: datetime | None = instant(nullable=True)
    withdrawn_by_name: str = Field(default="", max_length=40)
    reason: str = Field(default="", max_length=200)
    scan_id: UUID | None = None
    scan_sha256: bytes | None = sealed()
    scanned_at: datetime | None = instant(nullable=True)
    scanned_by_name: str = Field(default="", max_length=40)
    result: list[dict[str, Any]] = Field(default_factory=list, nullable=False, sa_type=JSONB)
    version: int = 1


class NoticeLine(Table, table=True):
    """One case on a notice. `cells` are the chosen columns and nothing beside them: what is not kept cannot leak.

    `open` while the notice runs: a case stands on one such line only, whoever publishes at the same moment.
    """

    __tablename__ = "notice_line"
    __table_args__ = (
        Index("notice_line_open_key", "case_id", unique=True, postgresql_where=text("open")),
        Index("notice_line_place_key", "notice_id", "place", unique=True),
        Index(None, "case_id"),
        {"info": {"scope": Posted()}},
    )

    id: UUID = key()
    notice_id: UUID = Field(foreign_key="notice.id")
    case_id: UUID = Field(foreign_key="aid_case.id")
    organization_id: UUID
    code: int = position()
    code_hi: int = position()
    line_code: int | None = line_position()
    place: int = small()
    cells: dict[str, Any] = Field(default_factory=dict, nullable=False, sa_type=JSONB)
    open: bool = True
    verdict: str | None = Field(default=None, max_length=20)


class Objection(Table, table=True):
    """What somebody holds against a case or a whole notice. Who it was and what they said is sealed; the answer goes out.

    An open one stops the conclusion of its notice. Of one that a member handed in, who it was stands in the receipt, which
    is the member's alone; a name is here only if the member gave it to the unit.
    """

    __tablename__ = "objection"
    __table_args__ = (
        Index(None, "notice_id"),
        Index("objection_open_idx", "code", "id", postgresql_where=text("state = 'open'")),
        Index(None, "code", "id"),
        CheckConstraint("state in ('open', 'dismissed', 'upheld', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'upheld') = (verdict is not null)", name="verdict"),
        CheckConstraint("(state in ('open', 'withdrawn')) = (answered_at is null)", name="answer"),
        {"info": {"scope": Lodged(table="objection", receipts="objection_receipt", by="objection_id")}},
    )

    id: UUID = key()
    notice_id: UUID = Field(foreign_key="notice.id")
    case_id: UUID | None = Field(default=None, foreign_key="aid_case.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    way: str = Field(max_length=20)
    received_on: date
    anonymous: bool = False
    objector: bytes | None = sealed()
    contact: bytes | None = sealed()
    said: bytes | None = sealed()
    state: str = Field(default="open", max_length=20)
    verdict: str | None = Field(default=None, max_length=20)
    reason: str = Field(default="", max_length=500)
    taken_by_name: str = Field(default="", max_length=40)
    taken_at: datetime = instant()
    answered_by_name: str = Field(default="", max_length=40)
    answered_at: datetime | None = instant(nullable=True)
    version: int = 1


class ObjectionReceipt(Table, table=True):
    """What a member holds of an objection handed in: that it is theirs, and what it was against, as it was published.

    No officer's transaction sees it, so no query, join or export of the unit can say who objected. `current` is the last
    one against the same person: while it is open there is no other, whoever hands in twice at the same moment.
    """

    __tablename__ = "objection_receipt"
    __table_args__ = (
        Index("objection_receipt_objection_key", "objection_id", unique=True),
        Index(
            "objection_receipt_current_key",
            "member_id",
            "notice_id",
            text("coalesce(line_id, notice_id)"),
            unique=True,
            postgresql_where=text("current"),
        ),
        Index(None, "user_id", "id"),
        {"info": {"scope": Own()}},
    )

    id: UUID = key()
    objection_id: UUID
    user_id: UUID
    member_id: UUID
    notice_id: UUID
    line_id: UUID | None = None
    notice_number: str = Field(max_length=20)
    program_name: str = Field(max_length=100)
    organization_name: str = Field(max_length=120)
    against: str | None = Field(default=None, max_length=60)
    current: bool = True
    made_at: datetime = instant()
