"""Programmes of aid, the cases of households in them, and every step that a case took."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Announced, Owned
from backend.db.types import (
    Table,
    document,
    instant,
    key,
    line_position,
    position,
    sealed,
    searched,
    small,
    words,
)

STATUSES = (
    "'draft', 'unit_review', 'notice', 'unit_confirm', 'township_review', 'county_review', 'city_review', "
    "'approved', 'helping', 'paid', 'helped', 'rejected', 'withdrawn', 'archived'"
)
OUTCOMES = "'seeking', 'trained', 'placed', 'self_employed', 'entered', 'continues', 'graduated', 'dropped_out'"
NEVER = "9999-12-31 00:00:00+00"
"""When a case is due that is due nowhere."""
LIVE = "status not in ('rejected', 'withdrawn')"


class AidProgram(Table, table=True):
    """A programme (送温暖, 金秋助学 …) that a union runs for its subtree from one moment to another.

    It is announced: whoever may apply must be able to read it. `stages` are those that a case passes, in their order;
    `standards` says what is given, fen, by category or by kind of person.
    """

    __tablename__ = "aid_program"
    __table_args__ = (
        Index(None, "code"),
        CheckConstraint("status in ('draft', 'open', 'closed')", name="status"),
        CheckConstraint("closes_at is null or opens_at < closes_at", name="period"),
        CheckConstraint("stages[cardinality(stages)] <> 'notice'", name="decided"),
        {"info": {"scope": Announced()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    organization_name: str = Field(default="", max_length=120)
    code: int = position()
    code_hi: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=30)
    name: str = Field(max_length=100)
    year: int = small()
    status: str = Field(default="draft", max_length=20)
    audience: str = Field(default="", max_length=500)
    categories: list[str] = words()
    papers: list[str] = words()
    sources: list[str] = words()
    stages: list[str] = words()
    standards: dict[str, object] = document()
    quotas: dict[str, object] = document()
    each_time_fen: int | None = Field(default=None, nullable=True, sa_type=BigInteger)
    each_year_fen: int | None = Field(default=None, nullable=True, sa_type=BigInteger)
    caps_stop: bool = True
    notice_days: int = small(5)
    opens_at: datetime | None = instant(nullable=True)
    closes_at: datetime | None = instant(nullable=True)
    papers_place: str = Field(default="", max_length=100, sa_column_kwargs={"server_default": ""})
    papers_room: str = Field(default="", max_length=60, sa_column_kwargs={"server_default": ""})
    papers_phone: str = Field(default="", max_length=30, sa_column_kwargs={"server_default": ""})
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class AidCase(Table, table=True):
    """One household, or one person, in one programme: from the application to the money and into the archive.

    `evaluation` and `category` are what the rules said of the file when the case was submitted, frozen. Who made the
    case, who approved it and who paid it are three people: the database holds that too. `reached_at` is since when it
    stands where it stands, `due_at` until when the desk that has it is to decide. Of help that is not money `help_done` is
    what was done, sealed. `outcome` is what became of somebody after the help; its note is sealed. `survivor_of` is the
    veteran cadre whose record `member_id` is, where the case is of somebody who outlived them. Since `erased_on` nothing of
    a person is left in it: the entry of the books stays.
    """

    __tablename__ = "aid_case"
    __table_args__ = (
        Index("aid_case_household_key", "program_id", "household_id", unique=True, postgresql_where=text(LIVE)),
        Index("aid_case_member_key", "program_id", "member_id", unique=True, postgresql_where=text(LIVE)),
        Index(None, "status", "code", "id"),
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "household_id", postgresql_where=text("household_id is not null")),
        Index(None, "organization_id", "status"),
        Index(None, "member_id", postgresql_where=text("member_id is not null")),
        Index(None, "program_id", "code"),
        # The queue by due moment: what is due nowhere stands at its end.
        Index("aid_case_due_idx", text(f"coalesce(due_at, '{NEVER}'::timestamptz)"), "id"),
        Index(None, "paid_at", "code", postgresql_where=text("paid_at is not null")),
        Index("aid_case_alone_idx", "updated_at", postgresql_where=text("household_id is null and erased_on is null")),
        CheckConstraint(f"status in ({STATUSES})", name="status"),
        CheckConstraint("household_id is not null or member_id is not null or erased_on is not null", name="subject"),
        CheckConstraint("(survivor_relation is null) = (survivor_of = '')", name="survivor"),
        CheckConstraint("amount_fen >= 0", name="amount"),
        CheckConstraint("checker_id is null or checker_id <> maker_id", name="checker"),
        CheckConstraint("payer_id is null or (payer_id <> maker_id and payer_id <> checker_id)", name="payer"),
        CheckConstraint(
            "status not in ('approved', 'helping', 'paid', 'helped') or checker_id is not null", name="approved"
        ),
        CheckConstraint("status not in ('helping', 'helped') or (amount_fen = 0 and fund_id is null)", name="helping"),
        CheckConstraint(
            "status <> 'helped' or (helped_on is not null and (help_done is not null or erased_on is not null))",
            name="helped",
        ),
        CheckConstraint("status <> 'paid' or payer_id is not null", name="paid"),
        CheckConstraint(f"outcome in ({OUTCOMES})", name="outcome"),
        CheckConstraint("(outcome is null) = (outcome_on is null)", name="outcome_on"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    program_id: UUID = Field(foreign_key="aid_program.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    household_id: UUID | None = Field(default=None, foreign_key="household.id")
    member_id: UUID | None = None
    name: str = searched(length=40)
    initials: str = searched(length=40)
    survivor_of: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    survivor_relation: str | None = Field(default=None, max_length=20)
    status: str = Field(default="draft", max_length=20)
    category: str | None = Field(default=None, max_length=20)
    evaluation: dict[str, object] = document()
    asked_fen: int = Field(default=0, nullable=False, sa_type=BigInteger)
    amount_fen: int = Field(default=0, nullable=False, sa_type=BigInteger)
    fund_id: UUID | None = None
    reason: bytes | None = sealed()
    maker_id: UUID
    maker_name: str = Field(default="", max_length=40)
    checker_id: UUID | None = None
    checker_name: str = Field(default="", max_length=40)
    payer_id: UUID | None = None
    payer_name: str = Field(default="", max_length=40)
    reached_at: datetime = instant()
    due_at: datetime | None = instant(nullable=True)
    submitted_at: datetime | None = instant(nullable=True)
    approved_at: datetime | None = instant(nullable=True)
    paid_at: datetime | None = instant(nullable=True)
    helped_on: date | None = None
    help_done: bytes | None = sealed()
    outcome: str | None = Field(default=None, max_length=20)
    outcome_on: date | None = None
    outcome_note: bytes | None = sealed()
    outcome_by_name: str = Field(default="", max_length=40, sa_column_kwargs={"server_default": ""})
    erased_on: date | None = None
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class AidCaseStep(Table, table=True):
    """A step that a case took, in its order. Only where it stands follows the case; nothing of it is ever thrown away."""

    __tablename__ = "aid_case_step"
    __table_args__ = (
        Index("aid_case_step_key", "case_id", "place", unique=True),
        Index(None, "by_id", "case_id"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    case_id: UUID = Field(foreign_key="aid_case.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    place: int = small()
    step: str = Field(max_length=20)
    from_status: str = Field(max_length=20)
    to_status: str = Field(max_length=20)
    reason: str = Field(default="", max_length=500)
    amount_fen: int = Field(default=0, nullable=False, sa_type=BigInteger)
    by_id: UUID
    by_name: str = Field(default="", max_length=40)
    by_office: str = Field(default="", max_length=120)
    at: datetime = instant()
