"""Household files, the people in them, their papers, what they were at a time, what was decided, and the rules of aid."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Own, Owned
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


def fen() -> int:
    """An amount of money: SQLModel would make it a 32-bit integer."""
    return Field(default=0, nullable=False, sa_type=BigInteger)  # type: ignore[no-any-return]


class Household(Table, table=True):
    """A household file (困难职工档案): one per household, standing with the worker's union.

    What a rule looks at is plain, under the names of `domain/aid/household.py`, so that all files are judged by one
    read. `evaluation` is what the rules in force said when the file was last written; `category` is that, or what two
    officers decided beside it (`decided`). Where somebody lives and is reached, the card and remarks are sealed.
    """

    __tablename__ = "household"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "organization_id"),
        Index(None, "name", "code"),
        Index(None, "member_id", postgresql_where=text("member_id is not null")),
        Index(None, "review_due_on", postgresql_where=text("status = 'active'")),
        Index("household_draft_idx", "code", "id", postgresql_where=text("status = 'draft'")),
        Index(None, "erase_on", postgresql_where=text("erase_on is not null")),
        CheckConstraint("status in ('draft', 'active', 'exited')", name="status"),
        CheckConstraint("status = 'draft' or reviewer_id is not null", name="reviewed"),
        CheckConstraint("reviewer_id is null or reviewer_id <> keeper_id", name="two"),
        CheckConstraint("(status = 'exited') = (exited_on is not null)", name="exit"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    member_id: UUID | None = None
    status: str = Field(default="draft", max_length=20)
    category: str | None = Field(default=None, max_length=20)
    decided: bool = False
    name: str = searched(length=40)
    initials: str = searched(length=40)
    sex: str | None = Field(default=None, max_length=10)
    born_on: date | None = None
    worker_kind: str = Field(max_length=30)
    marriage: str | None = Field(default=None, max_length=20)
    contract_term: str | None = Field(default=None, max_length=20)
    contract_months: int | None = small(nullable=True)
    union_member: bool = True
    model_worker: str = Field(default="none", max_length=20)
    hukou_kind: str | None = Field(default=None, max_length=30)
    enterprise_state: str | None = Field(default=None, max_length=20)
    nation: str | None = Field(default=None, max_length=20)
    work_started_on: date | None = None
    unit_ownership: str | None = Field(default=None, max_length=30)
    unit_industry: str | None = Field(default=None, max_length=30)
    unit_address: str = Field(default="", max_length=200)
    phone: bytes | None = sealed()
    other_phone: bytes | None = sealed()
    residence: bytes | None = sealed()
    postcode: bytes | None = sealed()
    single_parent: bool = False
    nobody_works: bool = False
    self_help: bool = True
    housing: str | None = Field(default=None, max_length=20)
    housing_area: str | None = Field(default=None, max_length=20)
    exclusions: list[str] = words()
    other_income_fen: int = fen()
    medical_fen: int = fen()
    disability_fen: int = fen()
    schooling_fen: int = fen()
    work_fen: int = fen()
    property_loss_fen: int = fen()
    still_poor: bool = False
    accident: bool = False
    disaster: bool = False
    special: bool = False
    special_reason: bytes | None = sealed()
    main_cause: str = Field(max_length=30)
    causes: list[str] = words()
    bank: str = Field(default="", max_length=100)
    bank_card: bytes | None = sealed()
    notes: bytes | None = sealed()
    size: int = small(1)
    income_fen: int = fen()
    gross_fen: int = fen()
    net_fen: int = fen()
    evaluation: dict[str, object] = document()
    keeper_id: UUID
    keeper_name: str = Field(default="", max_length=40)
    reviewer_id: UUID | None = None
    reviewer_name: str = Field(default="", max_length=40)
    opened_on: date | None = None
    reviewed_on: date | None = None
    review_due_on: date | None = None
    exited_on: date | None = None
    exit_reason: str | None = Field(default=None, max_length=30)
    exit_note: str = Field(default="", max_length=200)
    returned_on: date | None = None
    erase_on: date | None = None
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class HouseholdPerson(Table, table=True):
    """Somebody of a household, the worker first. `active` follows the file: a person is in one active file of the city.

    The number has the keyed index of a member's: who is both is found as one. A few words on health are sealed; the
    kind of illness is not, because rules ask for it, and is shown to those only who may see it.
    """

    __tablename__ = "household_person"
    __table_args__ = (
        Index("household_person_active_key", "id_number_index", unique=True, postgresql_where=text("active")),
        Index(None, "id_number_index", postgresql_where=text("id_number_index is not null")),
        Index(None, "household_id", "place"),
        Index(None, "code"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    household_id: UUID = Field(foreign_key="household.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    place: int = small()
    active: bool = False
    relation: str = Field(max_length=20)
    name: str = Field(max_length=40)
    id_kind: str = Field(max_length=30)
    id_number: bytes | None = sealed()
    id_number_index: bytes | None = sealed()
    sex: str | None = Field(default=None, max_length=10)
    born_on: date | None = None
    politics: str | None = Field(default=None, max_length=30)
    married: bool = False
    livelihood: str | None = Field(default=None, max_length=20)
    unit: str = Field(default="", max_length=100)
    income_fen: int = fen()
    medical_insurance: str | None = Field(default=None, max_length=20)
    illness: str = Field(default="none", max_length=30)
    health_note: bytes | None = sealed()
    disability: str | None = Field(default=None, max_length=20)
    disability_level: int | None = small(nullable=True)
    school_stage: str | None = Field(default=None, max_length=20)
    enrolled_in: int | None = small(nullable=True)
    school_years: int | None = small(nullable=True)


class HouseholdPaper(Table, table=True):
    """A paper of a file: a picture that was uploaded, named with its hash, reached through the file alone."""

    __tablename__ = "household_paper"
    __table_args__ = (
        Index(None, "household_id"),
        Index(None, "file_id"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    household_id: UUID = Field(foreign_key="household.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=30)
    name: str = Field(max_length=200)
    file_id: UUID
    sha256: bytes = sealed(nullable=False)
    media_type: str = Field(max_length=100)
    size: int = Field(sa_type=BigInteger)
    added_by_name: str = Field(default="", max_length=40)
    added_at: datetime = instant()


class HouseholdSnapshot(Table, table=True):
    """A file as it stood when it was put on record, reviewed, closed: the whole content sealed, the evaluation plain."""

    __tablename__ = "household_snapshot"
    __table_args__ = (Index(None, "household_id", "id"), {"info": {"scope": Owned()}})

    id: UUID = key()
    household_id: UUID = Field(foreign_key="household.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=20)
    year: int = small()
    version: int
    category: str | None = Field(default=None, max_length=20)
    evaluation: dict[str, object] = document()
    content: bytes = sealed(nullable=False)
    taken_by_name: str = Field(default="", max_length=40)
    taken_at: datetime = instant()


class HouseholdMovement(Table, table=True):
    """A file came on record, left or came back, one row for each time: what the months are counted by (AID-24).

    The file itself knows its last exit and its last return only. A row stays, as a number, when its file is erased.
    """

    __tablename__ = "household_movement"
    __table_args__ = (
        Index(None, "code", "on"),
        Index(None, "line_code", "on", postgresql_where=text("line_code is not null")),
        Index(None, "household_id", "on", postgresql_where=text("household_id is not null")),
        CheckConstraint("step in ('open', 'exit', 'return')", name="step"),
        CheckConstraint("(step = 'exit') = (reason is not null)", name="reason"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    household_id: UUID | None = Field(default=None, foreign_key="household.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    step: str = Field(max_length=20)
    on: date
    reason: str | None = Field(default=None, max_length=30)


class HouseholdDecision(Table, table=True):
    """A category beside the one that the rules give: proposed by one officer, confirmed or refused by another."""

    __tablename__ = "household_decision"
    __table_args__ = (
        Index(None, "household_id", "id"),
        Index("household_decision_open_key", "household_id", unique=True, postgresql_where=text("state = 'proposed'")),
        CheckConstraint("decided_by is null or decided_by <> proposed_by", name="two"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    household_id: UUID = Field(foreign_key="household.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    state: str = Field(default="proposed", max_length=20)
    category: str | None = Field(default=None, max_length=20)
    by_rules: str | None = Field(default=None, max_length=20)
    reason: str = Field(max_length=500)
    proposed_by: UUID
    proposed_by_name: str = Field(default="", max_length=40)
    proposed_at: datetime = instant()
    decided_by: UUID | None = None
    decided_by_name: str = Field(default="", max_length=40)
    decided_at: datetime | None = instant(nullable=True)


class AidPolicyRow(Table, table=True):
    """What a union sets for its subtree from a day on. `parts` holds the parts that differ from what is inherited.

    Unions below read it through a door (`aid_policy_layers`): rules of aid are announced to everybody.
    """

    __tablename__ = "aid_policy"
    __table_args__ = (
        Index("aid_policy_day_key", "organization_id", "effective_on", unique=True),
        Index(None, "code"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    effective_on: date
    document_number: str = Field(default="", max_length=60)
    parts: dict[str, object] = document()
    set_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    version: int = 1


class AidTrialRow(Table, table=True):
    """One file for which a rule set that was tried would change something; whoever tried it sees it.

    `job_id` is the job that tried; names are read from the files, by those who may see them.
    """

    __tablename__ = "aid_trial_row"
    __table_args__ = (Index(None, "created_at"), {"info": {"scope": Own()}})

    job_id: UUID = Field(primary_key=True)
    position: int = Field(primary_key=True)
    user_id: UUID = Field(foreign_key="user_account.id")
    household_id: UUID
    outcome: str = Field(max_length=20)
    before: str | None = Field(default=None, max_length=20)
    after: str | None = Field(default=None, max_length=20)
    before_fen: int = fen()
    after_fen: int = fen()
    created_at: datetime = instant()
