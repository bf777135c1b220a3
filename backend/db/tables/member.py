"""Members: the person, their memberships over time, transfers, what was revealed of them (MBR-01…05)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Column, Computed, Index, String, text
from sqlmodel import Field

from backend.db.scope import Between, Own, Owned, Personal
from backend.db.types import Table, document, instant, key, line_position, position, sealed, searched, small

SPOKEN_FOR = "status in ('submitted', 'active', 'transfer_out_pending', 'retained', 'deceased')"
"""The states of domain/member/register.py `CLAIMING`, as an index has them."""


def _tail(start: int) -> Column[str]:
    """A name without its first characters: "contains 建国" becomes "begins with" on one of three columns."""
    return Column(String(40, collation="C"), Computed(f"nullif(substr(name, {start}), '')", persisted=True))


class Member(Table, table=True):
    """A person in the register, standing with the union that holds or last held their membership.

    `organization_id` is where they stand: a base union, or one of its branches or groups.

    Secrets are sealed; what is searched exactly has a keyed index. Sex, birth date and the flags stay plain, because
    lists filter and statistics count by them. No plain mask of an ID number is stored: with the birth date beside it
    the number could be put together again.

    The photo's file is named with its hash here: who may see the member may see the photo, and nobody by the file alone.
    """

    __tablename__ = "member"
    __table_args__ = (
        Index("member_id_number_key", "id_number_index", unique=True, postgresql_where=text(SPOKEN_FOR)),
        Index(None, "id_number_index"),
        Index(None, "id_tail_index", "code", "line_code"),
        Index(None, "phone_index"),
        Index(None, "phone_tail_index", "code", "line_code"),
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "county_id", "id"),
        Index(None, "township_id", "id"),
        Index(None, "organization_id", "id"),
        Index(None, "name", "code", "line_code"),
        Index(None, "name2", "code", "line_code"),
        Index(None, "name3", "code", "line_code", postgresql_where=text("name3 is not null")),
        Index(None, "pinyin", "code", "line_code"),
        Index(None, "initials", "code", "line_code"),
        Index(None, "photo_id", postgresql_where=text("photo_id is not null")),
        Index("member_submitted_idx", "code", "id", postgresql_where=text("status = 'submitted'")),
        Index("member_number_key", "number", unique=True, postgresql_where=text("number is not null")),
        {"info": {"scope": Personal(member="id")}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    employer_id: UUID | None = Field(default=None, foreign_key="employer.id")
    code: int = position()
    line_code: int | None = line_position()
    county_id: UUID | None = None
    township_id: UUID | None = None
    number: str | None = searched(nullable=True, length=20)
    status: str = Field(default="draft", max_length=30)
    name: str = searched(length=40)
    name2: str | None = Field(default=None, sa_column=_tail(2))
    name3: str | None = Field(default=None, sa_column=_tail(3))
    pinyin: str = searched(length=120)
    initials: str = searched(length=40)
    id_kind: str = Field(max_length=30)
    id_number: bytes = sealed(nullable=False)
    id_number_index: bytes = sealed(nullable=False)
    id_tail_index: bytes = sealed(nullable=False)
    sex: str = Field(max_length=10)
    born_on: date
    age_band: int = small()
    nation: str | None = Field(default=None, max_length=20)
    native_place: str = Field(default="", max_length=100)
    education: str | None = Field(default=None, max_length=30)
    politics: str | None = Field(default=None, max_length=30)
    marriage: str | None = Field(default=None, max_length=20)
    phone: bytes | None = sealed()
    phone_index: bytes | None = sealed()
    phone_tail_index: bytes | None = sealed()
    bank_card: bytes | None = sealed()
    residence: bytes | None = sealed()
    hukou_kind: str | None = Field(default=None, max_length=30)
    hukou_place: str = Field(default="", max_length=200)
    kind: str = Field(max_length=30)
    employment_form: str | None = Field(default=None, max_length=30)
    new_employment: str | None = Field(default=None, max_length=30)
    migrant: bool = False
    dispatched: bool = False
    hardship: bool = False
    model_worker: str = Field(default="none", max_length=20)
    post: str = Field(default="", max_length=100)
    title: str = Field(default="", max_length=100)
    skill_level: str | None = Field(default=None, max_length=30)
    work_started_on: date | None = None
    joined_on: date | None = None
    status_since: date | None = None
    retain_reason: str | None = Field(default=None, max_length=30)
    completeness: int = small(0)
    card_issued_on: date | None = None
    source: str = Field(default="officer", max_length=30)
    notes: str = Field(default="", max_length=2000)
    photo_id: UUID | None = None
    photo_sha256: bytes | None = sealed()
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class Membership(Table, table=True):
    """A time during which a person's membership lay with one union. At most one is open (MBR-02; 会籍管理)."""

    __tablename__ = "membership"
    __table_args__ = (
        Index("membership_open_key", "member_id", unique=True, postgresql_where=text("ended_on is null")),
        Index(None, "organization_id"),
        Index(None, "code"),
        Index(None, "started_on", "code"),
        Index(None, "ended_on", "code", postgresql_where=text("ended_on is not null")),
        CheckConstraint("ended_on is null or ended_on >= started_on", name="period"),
        {"info": {"scope": Personal()}},
    )

    id: UUID = key()
    member_id: UUID = Field(foreign_key="member.id", index=True)
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    started_on: date
    ended_on: date | None = None
    began_by: str = Field(max_length=30)
    ended_by: str | None = Field(default=None, max_length=30)


class MemberEvent(Table, table=True):
    """One entry of a member's life line: what happened, on which day, by whom, from what to what."""

    __tablename__ = "member_event"
    __table_args__ = (
        Index(None, "member_id", "on", "id"),
        Index(None, "code"),
        {"info": {"scope": Personal()}},
    )

    id: UUID = key()
    member_id: UUID = Field(foreign_key="member.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=30)
    on: date
    actor_id: UUID | None = None
    actor_name: str = Field(default="", max_length=40)
    facts: dict[str, object] = document()
    recorded_at: datetime = instant()


class Transfer(Table, table=True):
    """A membership on its way from one union to another (会员组织关系接转, MBR-02). Both ends see it.

    `member_name` is kept here because the receiving side must recognise a person it cannot see yet.

    A request to pull somebody in is a row whether or not there is such a person: `member_id` and the leaving union are
    then empty. Were only the hits kept, the asker's own list would answer the question "is this person registered
    anywhere?"; queries/transfer.py shows both alike until the leaving union has answered.

    `household` says, once the member is taken in, whether a household file came along (`moved`) or stays where a case of
    it is under way (`kept`); null where there is none.
    """

    __tablename__ = "transfer"
    __table_args__ = (
        CheckConstraint("from_organization_id <> to_organization_id", name="ends"),
        Index(None, "from_code", "status"),
        Index(None, "to_code", "status"),
        Index(
            "transfer_open_key",
            "member_id",
            unique=True,
            postgresql_where=text("status in ('requested', 'released', 'submitted')"),
        ),
        {
            "info": {
                "scope": Between(
                    Owned(code="from_code", line_code="from_line_code"), Owned(code="to_code", line_code="to_line_code")
                )
            }
        },
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=30)
    member_id: UUID | None = Field(default=None, foreign_key="member.id", index=True)
    member_name: str = Field(max_length=40)
    member_sex: str | None = Field(default=None, max_length=10)
    form: str = Field(max_length=10)
    from_organization_id: UUID | None = Field(default=None, foreign_key="organization.id")
    from_organization_name: str = Field(default="", max_length=120)
    from_code: int | None = line_position()
    from_line_code: int | None = line_position()
    to_organization_id: UUID = Field(foreign_key="organization.id")
    to_organization_name: str = Field(max_length=120)
    to_code: int = position()
    to_line_code: int | None = line_position()
    status: str = Field(max_length=20)
    reason: str = Field(default="other", max_length=30)
    note: str = Field(default="", max_length=200)
    answer: str = Field(default="", max_length=200)
    requested_by: UUID
    requested_by_name: str = Field(default="", max_length=40)
    requested_at: datetime = instant()
    due_on: date
    decided_by: UUID | None = None
    decided_at: datetime | None = instant(nullable=True)
    effective_on: date | None = None
    household: str | None = Field(default=None, max_length=10)
    version: int = 1


class Reveal(Table, table=True):
    """A hidden field that somebody asked to see: which, whose, why. What the daily limits count (trust.md 1.5).

    To be told that an ID number is registered elsewhere is a row too (`field` "existence", nobody's id).
    """

    __tablename__ = "reveal"
    __table_args__ = (Index(None, "user_id", "at"), Index(None, "member_id", "at"), {"info": {"scope": Own()}})

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    member_id: UUID | None = None
    field: str = Field(max_length=30)
    reason: str = Field(max_length=30)
    note: str = Field(default="", max_length=200)
    at: datetime = instant()
