"""Mutual protection: plans, what units enrolled in them, the cover of each member, and claims (AID-23)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Announced, Carried, Owned
from backend.db.types import Table, document, instant, key, line_position, position, sealed, searched, small


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


class ProtectionClaim(Table, table=True):
    """What an insured member is to get for one event. It stands with the unit that paid for the cover.

    `reckoning` and `amount_fen` are frozen when the claim is handed in. The illness and the line of the scale that it is
    are sealed; `item_index` lets the database hold that a line is claimed once in a term. Who made, checked, approved and
    paid it are four people.
    """

    __tablename__ = "protection_claim"
    __table_args__ = (
        Index(
            "protection_claim_item_key",
            "cover_id",
            "item_index",
            unique=True,
            postgresql_where=text("item_index is not null and status not in ('draft', 'refused', 'withdrawn')"),
        ),
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "status", "code"),
        Index(None, "cover_id"),
        Index(None, "plan_id", "status"),
        CheckConstraint(
            "status in ('draft', 'submitted', 'checked', 'approved', 'paid', 'refused', 'withdrawn')", name="status"
        ),
        CheckConstraint("amount_fen >= 0 and self_paid_fen >= 0", name="amount"),
        CheckConstraint("checker_id is null or checker_id <> maker_id", name="checker"),
        CheckConstraint(
            "approver_id is null or (checker_id is not null and approver_id not in (maker_id, checker_id))",
            name="approver",
        ),
        CheckConstraint(
            "payer_id is null or (approver_id is not null and payer_id not in (maker_id, checker_id, approver_id))",
            name="payer",
        ),
        CheckConstraint("status not in ('approved', 'paid') or approver_id is not null", name="approved"),
        CheckConstraint(
            "(status = 'paid') = (payer_id is not null) and (status = 'paid') = (proof_id is not null)", name="paid"
        ),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    plan_id: UUID = Field(foreign_key="protection_plan.id")
    cover_id: UUID = Field(foreign_key="protection_cover.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    member_id: UUID = Field(foreign_key="member.id")
    name: str = searched(length=40)
    event_on: date
    self_paid_fen: int = Field(default=0, nullable=False, sa_type=BigInteger)
    illness: bytes = sealed(nullable=False)
    item: bytes | None = sealed()
    item_index: bytes | None = sealed()
    bank: str = Field(default="", max_length=100)
    bank_card: bytes | None = sealed()
    status: str = Field(default="draft", max_length=20)
    amount_fen: int = Field(default=0, nullable=False, sa_type=BigInteger)
    reckoning: list[dict[str, object]] = document()
    maker_id: UUID
    maker_name: str = Field(default="", max_length=40)
    checker_id: UUID | None = None
    checker_name: str = Field(default="", max_length=40)
    approver_id: UUID | None = None
    approver_name: str = Field(default="", max_length=40)
    payer_id: UUID | None = None
    payer_name: str = Field(default="", max_length=40)
    way: str | None = Field(default=None, max_length=20)
    document_number: str = Field(default="", max_length=100)
    proof_id: UUID | None = None
    proof_sha256: bytes | None = sealed()
    reached_at: datetime = instant()
    paid_at: datetime | None = instant(nullable=True)
    created_at: datetime = instant()
    version: int = 1


class ProtectionClaimStep(Table, table=True):
    """A step that a claim took, in its order."""

    __tablename__ = "protection_claim_step"
    __table_args__ = (
        Index("protection_claim_step_key", "claim_id", "place", unique=True),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    claim_id: UUID = Field(foreign_key="protection_claim.id")
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


class ProtectionProof(Table, table=True):
    """A paper of a claim: a picture that was uploaded, named with its hash, reached through the claim alone."""

    __tablename__ = "protection_proof"
    __table_args__ = (Index(None, "claim_id"), Index(None, "file_id"), {"info": {"scope": Owned()}})

    id: UUID = key()
    claim_id: UUID = Field(foreign_key="protection_claim.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    name: str = Field(max_length=200)
    file_id: UUID
    sha256: bytes = sealed(nullable=False)
    media_type: str = Field(max_length=100)
    size: int = Field(sa_type=BigInteger)
    added_by_name: str = Field(default="", max_length=40)
    added_at: datetime = instant()
