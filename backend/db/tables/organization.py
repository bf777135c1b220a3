"""Unions, the lines over them, the employers they cover, their officers and committees (ORG-01…26)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Identity, Index, String, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from backend.db.scope import Owned, Public
from backend.db.types import Table, document, instant, key, line_position, position, sealed, searched, small, words


class Line(Table, table=True):
    """A node of the second tree: 系统、行业. Base unions hang on it besides their place in the territory (ORG-01, 02).

    `organization_id` is the union that leads the line (教育工会), where there is one. Names of lines are public.
    """

    __tablename__ = "line"
    __table_args__ = (
        CheckConstraint("code_hi >= code", name="interval"),
        {"info": {"scope": Public()}},
    )

    id: UUID = key()
    parent_id: UUID | None = Field(default=None, foreign_key="line.id", index=True)
    name: str = Field(max_length=80)
    organization_id: UUID | None = Field(
        default=None,
        sa_column=Column(
            # A line is led by a union and a union hangs on a line: one of the two keys must come second.
            ForeignKey("organization.id", use_alter=True, name="line_organization_id_fkey"),
            unique=True,
        ),
    )
    code: int = Field(sa_type=BigInteger, unique=True)
    code_hi: int = Field(sa_type=BigInteger)
    version: int = 1


class Organization(Table, table=True):
    """A union of any level. It owns the interval `code … code_hi`; everything below it lies inside (data.md section 1)."""

    __tablename__ = "organization"
    __table_args__ = (
        CheckConstraint("code_hi >= code", name="interval"),
        CheckConstraint("lead = 'territory' or line_id is not null", name="lead"),
        Index(None, "parent_id", "code"),
        Index("organization_credit_code_key", "credit_code", unique=True, postgresql_where=text("status = 'active'")),
        Index(None, "name", "code"),
        Index(None, "initials", "code"),
        Index(None, "line_code", postgresql_where=text("line_code is not null")),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    parent_id: UUID | None = Field(default=None, foreign_key="organization.id")
    kind: str = Field(max_length=30)
    level: int = small()
    name: str = searched(length=120)
    initials: str = searched(length=120)
    code: int = Field(sa_type=BigInteger, unique=True)
    code_hi: int = Field(sa_type=BigInteger)
    line_id: UUID | None = Field(default=None, foreign_key="line.id")
    line_code: int | None = line_position()
    lead: str = Field(default="territory", max_length=20)
    status: str = Field(default="active", max_length=20)
    ownership: str | None = Field(default=None, max_length=30)
    industry: str | None = Field(default=None, max_length=30)
    credit_code: str | None = Field(default=None, max_length=18)
    legal_person: bool = False
    legal_person_number: str | None = Field(default=None, max_length=40)
    legal_person_on: date | None = None
    region_code: str | None = Field(default=None, max_length=12)
    address: str = Field(default="", max_length=200)
    contact_name: str = Field(default="", max_length=40)
    contact_phone: str = Field(default="", max_length=30)
    employees: int = 0
    standards: list[str] = words()
    established_on: date | None = None
    approval_number: str = Field(default="", max_length=60)
    term_number: int = 1
    term_started_on: date | None = None
    term_years: int = 5
    dissolved_on: date | None = None
    merged_into_id: UUID | None = Field(default=None, foreign_key="organization.id")
    created_at: datetime = instant()
    version: int = 1


class OrganizationVersion(Table, table=True):
    """How a union stood during a time: its name, kind, parent and state. The as-of view reads these.

    The states of a union go with it when it moves, while the parent of before may lie beyond the new scope: its name as
    it was is kept here.
    """

    __tablename__ = "organization_version"
    __table_args__ = (
        CheckConstraint("valid_to is null or valid_to >= valid_from", name="period"),
        Index(None, "organization_id", "valid_from"),
        Index(None, "code", "valid_from"),
        Index(None, "parent_id", "valid_from"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    valid_from: date
    valid_to: date | None = None
    change: str = Field(max_length=20)
    parent_id: UUID | None = None
    parent_name: str = Field(default="", max_length=120, sa_column_kwargs={"server_default": ""})
    name: str = Field(max_length=120)
    kind: str = Field(max_length=30)
    level: int = small()
    status: str = Field(max_length=20)
    facts: dict[str, object] = document()
    actor_id: UUID | None = None
    recorded_at: datetime = instant()


class Employer(Table, table=True):
    """A legal person that employs people, with or without a union (ORG-10, 16, 18).

    `territory_id` is the union of the place; `union_id` the union that covers it, if any. `code` is that of the
    covering union, or else of the territory: who covers an employer sees it. `listings` says on which day each agency's
    list last named it (source -> date). Whom one asks for there is named; how they are reached is sealed.
    """

    __tablename__ = "employer"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "union_id"),
        Index(None, "name", "code"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    credit_code: str | None = Field(default=None, max_length=18, unique=True)
    name: str = searched(length=120)
    initials: str = searched(length=120)
    territory_id: UUID = Field(foreign_key="organization.id", index=True)
    union_id: UUID | None = Field(default=None, foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    ownership: str | None = Field(default=None, max_length=30)
    industry: str | None = Field(default=None, max_length=30)
    region_code: str | None = Field(default=None, max_length=12)
    address: str = Field(default="", max_length=200)
    employees: int = 0
    women_employees: int = 0
    contact_name: str = Field(default="", max_length=40)
    contact_phone: bytes | None = sealed()
    source: str = Field(default="manual", max_length=30)
    listed_on: date | None = None
    listings: dict[str, str] = Field(
        default_factory=dict, sa_column=Column(JSONB, nullable=False, server_default=text("'{}'"))
    )
    covered_on: date | None = None
    closed_on: date | None = None
    created_at: datetime = instant()
    version: int = 1


class Committee(Table, table=True):
    """A committee of a union in one term: 工会委员会, 经费审查委员会, 女职工委员会 (ORG-22)."""

    __tablename__ = "committee"
    __table_args__ = (
        Index(None, "organization_id", "kind"),
        Index(None, "code", "id"),
        Index(
            "committee_sitting_key",
            "organization_id",
            "kind",
            unique=True,
            postgresql_where=text("ended_on is null"),
        ),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=30)
    term_number: int = 1
    form: str = Field(default="committee", max_length=20, sa_column_kwargs={"server_default": "committee"})
    seats: int = 0
    elected_on: date
    term_years: int = 5
    approval_number: str = Field(default="", max_length=60)
    ended_on: date | None = None
    version: int = 1


class Officer(Table, table=True):
    """Somebody in a post of a union during a term (ORG-19, 21). Officers stand in full; they are public in their union."""

    __tablename__ = "officer"
    __table_args__ = (
        CheckConstraint("ended_on is null or ended_on >= started_on", name="period"),
        Index(None, "organization_id", "post"),
        Index(None, "code", "id"),
        Index(None, "member_id", postgresql_where=text("member_id is not null")),
        Index(
            "officer_sitting_key",
            "organization_id",
            "post",
            unique=True,
            postgresql_where=text("ended_on is null and post in ('chair', 'audit_director', 'women_director')"),
        ),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    committee_id: UUID | None = Field(default=None, foreign_key="committee.id")
    member_id: UUID | None = Field(default=None, foreign_key="member.id")
    code: int = position()
    line_code: int | None = line_position()
    name: str = searched(length=40)
    initials: str = searched(length=40)
    sex: str = Field(max_length=10)
    born_on: date | None = None
    education: str | None = Field(default=None, max_length=30)
    post: str = Field(max_length=30)
    form: str = Field(max_length=20)
    standings: list[str] = Field(
        default_factory=list, sa_column=Column(ARRAY(String(60)), nullable=False, server_default=text("'{}'"))
    )
    administrative_post: str = Field(default="", max_length=60)
    phone: str = Field(default="", max_length=30)
    term_number: int = 1
    started_on: date
    ended_on: date | None = None
    end_reason: str = Field(default="", max_length=100)
    created_at: datetime = instant()
    version: int = 1


class Honour(Table, table=True):
    """A distinction that a union above granted to a union, from a day to a day (ORG-16).

    Who granted it lies beyond the union's own scope, so the name is kept here.
    """

    __tablename__ = "honour"
    __table_args__ = (
        CheckConstraint("ended_on is null or ended_on >= started_on", name="period"),
        Index(None, "code", "id"),
        Index(None, "organization_id"),
        Index("honour_held_key", "organization_id", "kind", unique=True, postgresql_where=text("ended_on is null")),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=30)
    started_on: date
    document_number: str = Field(default="", max_length=60)
    reason: str = Field(default="", max_length=200)
    granted_by_id: UUID
    granted_by_name: str = Field(max_length=120)
    ended_on: date | None = None
    end_reason: str = Field(default="", max_length=200)
    created_at: datetime = instant()
    version: int = 1


class Urge(Table, table=True):
    """A union above urges a union to attend to something (催办). It stands with the union that is urged.

    Who urged lies beyond the receiver's scope, so the name is kept here; `from_level` says which of the unions between
    the two see it as well: those below the sender. `settled_at` is when the house noticed that the matter was settled.
    """

    __tablename__ = "urge"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "organization_id", "subject"),
        Index(
            "urge_day_key",
            "organization_id",
            "subject",
            "urged_on",
            unique=True,
            postgresql_where=text("withdrawn_at is null"),
        ),
        Index("urge_open_idx", "code", postgresql_where=text("withdrawn_at is null and settled_at is null")),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    subject: str = Field(max_length=20)
    note: str = Field(default="", max_length=200)
    from_organization_id: UUID
    from_organization_name: str = Field(max_length=120)
    from_level: int = small()
    sent_by: UUID
    sent_by_name: str = Field(max_length=40)
    urged_on: date
    created_at: datetime = instant()
    seen_at: datetime | None = instant(nullable=True)
    seen_by_name: str = Field(default="", max_length=40)
    settled_at: datetime | None = instant(nullable=True)
    withdrawn_at: datetime | None = instant(nullable=True)
    version: int = 1


class OrganizationStat(Table, table=True):
    """How many members stand directly with a union or branch, by what the screens ask (data.md section 4). Kept by triggers and folding."""

    __tablename__ = "organization_stat"
    __table_args__ = (
        Index(None, "code"),
        Index(None, "line_code", postgresql_where=text("line_code is not null")),
        {"info": {"scope": Owned(once=True)}, "postgresql_with": {"fillfactor": "50"}},
    )

    organization_id: UUID = Field(primary_key=True, foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    members: int = 0
    women: int = 0
    migrants: int = 0
    dispatched: int = 0
    retained: int = 0
    complete: int = 0


class OrganizationStatDelta(Table, table=True):
    """Changes of the counters that are not folded yet. Written by the triggers of `member`, eaten by the folder.

    Counts of a union and nothing about anybody; whoever reads them joins `organization`, which has its own policy.
    """

    __tablename__ = "organization_stat_delta"
    __table_args__ = ({"info": {"scope": Public()}},)

    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    organization_id: UUID
    members: int = 0
    women: int = 0
    migrants: int = 0
    dispatched: int = 0
    retained: int = 0
    complete: int = 0
