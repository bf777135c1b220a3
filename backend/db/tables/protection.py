"""Mutual protection: plans, what units enrolled in them, and the cover of each member (AID-23)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Announced, Carried, Owned
from backend.db.types import Table, document, instant, key, line_position, position, searched, small


class ProtectionPlan(Table, table=True):
    """A plan that a union runs for its subtree. It is announced: whoever may join must be able to read it.

    The contribution is for one share and the whole term. `benefit` says what is paid (domain/protection/benefits.py).
    """

    __tablename__ = "protection_plan"
    __table_args__ = (
        Index(None, "code"),
        CheckConstraint("kind in ('accident', 'women', 'major', 'hospital')", name="kind"),
        CheckConstraint("status in ('draft', 'open', 'closed')", name="status"),
        CheckConstraint("share_fen > 0", name="share"),
        CheckConstraint("lowest_age <= highest_age", name="ages"),
        {"info": {"scope": Announced(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    organization_name: str = Field(default="", max_length=120)
    code: int = position()
    code_hi: int = position()
    line_code: int | None = line_position()
    fund_id: UUID = Field(foreign_key="fund.id")
    kind: str = Field(max_length=20)
    name: str = Field(max_length=100)
    audience: str = Field(default="", max_length=500)
    years: int = small()
    lowest_age: int = small()
    highest_age: int = small()
    sex: str | None = Field(default=None, max_length=10)
    share_fen: int = Field(sa_type=BigInteger)
    most_shares: int = small()
    waiting_days: int = small()
    bar_percent: int = small()
    all_below: int
    benefit: dict[str, object] = document()
    status: str = Field(default="draft", max_length=20)
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class ProtectionEnrolment(Table, table=True):
    """Members whom a unit enrolled in one go, and the contribution it owes for them.

    The contribution comes in by one voucher of the plan's fund, which two finance officers write and book; `state`
    follows that voucher. No voucher brings the contributions of two enrolments.
    """

    __tablename__ = "protection_enrolment"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "plan_id", "code"),
        Index(
            "protection_enrolment_voucher_key",
            "voucher_id",
            unique=True,
            postgresql_where=text("voucher_id is not null"),
        ),
        CheckConstraint("state in ('waiting', 'checking', 'received', 'withdrawn')", name="state"),
        CheckConstraint("(voucher_id is not null) = (state in ('checking', 'received'))", name="voucher"),
        CheckConstraint("insured > 0 and contribution_fen > 0", name="size"),
        CheckConstraint("ends_on > starts_on", name="period"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    plan_id: UUID = Field(foreign_key="protection_plan.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    starts_on: date
    ends_on: date
    shares: int = small()
    insured: int
    contribution_fen: int = Field(sa_type=BigInteger)
    state: str = Field(default="waiting", max_length=20)
    voucher_id: UUID | None = None
    renews_id: UUID | None = Field(default=None, foreign_key="protection_enrolment.id")
    note: str = Field(default="", max_length=200)
    made_by: UUID
    made_by_name: str = Field(default="", max_length=40)
    made_at: datetime = instant()
    received_at: datetime | None = instant(nullable=True)
    version: int = 1


class ProtectionCover(Table, table=True):
    """A member protected by a plan from a day to a day, both included. It stands with the unit that paid for it.

    `round` counts the covers of a member in a plan, so two enrolments at one moment have one number between them.
    `claims_from` is the first day whose events count: after the waiting days, or at once when the cover goes on.
    """

    __tablename__ = "protection_cover"
    __table_args__ = (
        Index("protection_cover_round_key", "plan_id", "member_id", "round", unique=True),
        Index(None, "member_id"),
        Index(None, "enrolment_id"),
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "plan_id", "ends_on"),
        CheckConstraint("ends_on > starts_on", name="period"),
        CheckConstraint("claims_from >= starts_on", name="waiting"),
        {"info": {"scope": Carried()}},
    )

    id: UUID = key()
    enrolment_id: UUID = Field(foreign_key="protection_enrolment.id")
    plan_id: UUID = Field(foreign_key="protection_plan.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    member_id: UUID = Field(foreign_key="member.id")
    name: str = searched(length=40)
    round: int = small()
    shares: int = small()
    contribution_fen: int = Field(sa_type=BigInteger)
    starts_on: date
    ends_on: date
    claims_from: date
