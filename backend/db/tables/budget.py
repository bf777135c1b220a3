"""The year's budget of a union by subject, what was adjusted in it, and what was split among the unions below (FND-02)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import APPEND_ONLY, Owned, Through
from backend.db.tables.aid import fen
from backend.db.types import Table, instant, key, line_position, position, small

SUBJECTS = (
    "'winter_warmth', 'schooling', 'medical', 'living', 'emergency', 'employment', 'state_of_mind', 'model_workers', "
    "'retired', 'on_duty', 'protection', 'costs', 'other'"
)


class BudgetPlan(Table, table=True):
    """The budget of one union for one year. Its amounts are its lines; `submitted_by` asked for the check.

    One that a union above began, by handing something down, waits as a draft for the amounts of the union itself.
    """

    __tablename__ = "budget_plan"
    __table_args__ = (
        Index("budget_plan_key", "organization_id", "year", unique=True),
        Index(None, "year", "code"),
        Index("budget_plan_open_idx", "code", postgresql_where=text("state = 'submitted'")),
        CheckConstraint("state in ('draft', 'submitted', 'in_force')", name="state"),
        CheckConstraint("(state = 'draft') or submitted_by is not null", name="submitted"),
        CheckConstraint("(state = 'in_force') = (checked_by is not null)", name="checked"),
        CheckConstraint("checked_by is null or checked_by <> submitted_by", name="two"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    year: int = small()
    state: str = Field(default="draft", max_length=20)
    document_number: str = Field(default="", max_length=100)
    document_on: date | None = None
    answer: str = Field(default="", max_length=200)
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    submitted_by: UUID | None = None
    submitted_by_name: str = Field(default="", max_length=40)
    submitted_at: datetime | None = instant(nullable=True)
    checked_by: UUID | None = None
    checked_by_name: str = Field(default="", max_length=40)
    checked_at: datetime | None = instant(nullable=True)
    version: int = 1


class BudgetLine(Table, table=True):
    """One subject of a plan; fen. `planned_fen` is what was entered; the others are sums of adjustments and of splits.

    They are kept here, under the plan that every change holds, so that the check below judges what is there.
    """

    __tablename__ = "budget_line"
    __table_args__ = (
        Index("budget_line_key", "plan_id", "subject", unique=True),
        CheckConstraint(f"subject in ({SUBJECTS})", name="subject"),
        CheckConstraint("planned_fen >= 0 and received_fen >= 0 and handed_fen >= 0", name="amounts"),
        CheckConstraint("planned_fen + adjusted_fen >= 0", name="own"),
        CheckConstraint("planned_fen + adjusted_fen + received_fen - handed_fen >= 0", name="free"),
        {"info": {"scope": Through(("budget_plan", "plan_id")), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    plan_id: UUID = Field(foreign_key="budget_plan.id")
    subject: str = Field(max_length=20)
    planned_fen: int = fen()
    adjusted_fen: int = fen()
    received_fen: int = fen()
    handed_fen: int = fen()


class BudgetAdjustment(Table, table=True):
    """A change of one subject of a plan in force. What it asked for never changes; a second officer lets it take effect."""

    __tablename__ = "budget_adjustment"
    __table_args__ = (
        Index(None, "plan_id", "id"),
        Index("budget_adjustment_open_idx", "code", postgresql_where=text("state = 'proposed'")),
        CheckConstraint(f"subject in ({SUBJECTS})", name="subject"),
        CheckConstraint("state in ('proposed', 'booked', 'refused', 'withdrawn')", name="state"),
        CheckConstraint("change_fen <> 0", name="change"),
        CheckConstraint("reason <> '' and document_number <> ''", name="reason"),
        CheckConstraint("(state = 'proposed') = (checked_by is null)", name="checked"),
        CheckConstraint("state = 'withdrawn' or checked_by is null or checked_by <> made_by", name="two"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    plan_id: UUID = Field(foreign_key="budget_plan.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    subject: str = Field(max_length=20)
    change_fen: int = Field(sa_type=BigInteger)
    reason: str = Field(max_length=200)
    document_number: str = Field(max_length=100)
    document_on: date
    state: str = Field(default="proposed", max_length=20)
    made_by: UUID
    made_by_name: str = Field(default="", max_length=40)
    made_at: datetime = instant()
    checked_by: UUID | None = None
    checked_by_name: str = Field(default="", max_length=40)
    checked_at: datetime | None = instant(nullable=True)
    answer: str = Field(default="", max_length=200)
    version: int = 1


class BudgetSplit(Table, table=True):
    """What a union handed down of a subject to one directly below, or took back (negative); never changed.

    It is seen with either plan. `from_name` and `to_name` say whose they are to those who see only one.
    """

    __tablename__ = "budget_split"
    __table_args__ = (
        Index(None, "from_plan_id", "id"),
        Index(None, "to_plan_id", "id"),
        CheckConstraint(f"subject in ({SUBJECTS})", name="subject"),
        CheckConstraint("change_fen <> 0", name="change"),
        CheckConstraint("from_plan_id <> to_plan_id", name="plans"),
        {
            "info": {
                "scope": Through(("budget_plan", "from_plan_id"), seen_with=(("budget_plan", "to_plan_id"),)),
                "verbs": APPEND_ONLY,
            }
        },
    )

    id: UUID = key()
    from_plan_id: UUID = Field(foreign_key="budget_plan.id")
    to_plan_id: UUID = Field(foreign_key="budget_plan.id")
    from_name: str = Field(max_length=120)
    to_name: str = Field(max_length=120)
    subject: str = Field(max_length=20)
    change_fen: int = Field(sa_type=BigInteger)
    note: str = Field(default="", max_length=200)
    by_name: str = Field(default="", max_length=40)
    at: datetime = instant()
