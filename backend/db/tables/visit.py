"""Plans of visits, their teams, the stops, the pictures taken there, and what was heard."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlmodel import Field

from backend.db.scope import Owned, Reaching
from backend.db.types import (
    Table,
    instant,
    key,
    line_position,
    position,
    sealed,
    searched,
    small,
    words,
)


def _fen() -> Any:
    return Field(default=0, nullable=False, sa_type=BigInteger)


def _list() -> Any:
    """A short list of small objects, written and read whole."""
    return Field(default_factory=list, nullable=False, sa_type=JSONB)


class VisitPlan(Table, table=True):
    """A plan of visits of one union (AID-13). Unions below see it when it leads to somebody of theirs.

    `sets_off` is a time of the day as people write it, `09:45`. Sums and outcomes are counted from the stops.
    `paid_elsewhere` is who pays for what is brought, where no fund of a union does.
    """

    __tablename__ = "visit_plan"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "organization_id"),
        CheckConstraint("status in ('draft', 'planned', 'under_way', 'done', 'cancelled')", name="status"),
        CheckConstraint("starts_on <= ends_on", name="period"),
        {"info": {"scope": Reaching(table="visit_plan", parts="visit", by="plan_id")}},
    )

    id: UUID = key()
    number: str = Field(unique=True, max_length=20)
    organization_id: UUID = Field(foreign_key="organization.id")
    organization_name: str = Field(default="", max_length=120)
    code: int = position()
    line_code: int | None = line_position()
    name: str = Field(max_length=100)
    occasion: str = Field(max_length=20)
    level: str = Field(max_length=20)
    status: str = Field(default="draft", max_length=20)
    document_number: str = Field(default="", max_length=60)
    starts_on: date
    ends_on: date
    sets_off: str | None = Field(default=None, max_length=5)
    meeting_place: str = Field(default="", max_length=100)
    note: str = Field(default="", max_length=500)
    reason: str = Field(default="", max_length=200)
    paid_elsewhere: str = Field(default="", max_length=100)
    maker_id: UUID
    maker_name: str = Field(default="", max_length=40)
    finished_at: datetime | None = instant(nullable=True)
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class VisitTeam(Table, table=True):
    """A team of a plan: who leads it, which units join, which accounts record its visits."""

    __tablename__ = "visit_team"
    __table_args__ = (
        Index(None, "plan_id", "place"),
        Index(None, "code"),
        {"info": {"scope": Reaching(table="visit_team", parts="visit", by="team_id")}},
    )

    id: UUID = key()
    plan_id: UUID = Field(foreign_key="visit_plan.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    place: int = small()
    name: str = Field(max_length=40)
    leaders: list[dict[str, str]] = _list()
    joining: list[str] = words()
    officers: list[UUID] = Field(default_factory=list, nullable=False, sa_type=ARRAY(Uuid()))


class Visit(Table, table=True):
    """A stop of a plan: it stands with the union of whom it is to, so that unions between see and count it.

    With the household its stops are erased, on `erased_on`: what was given stays, to nobody by name. `case_id` is the case
    whose money is brought in cash; `payment_id` is what the ledger made of it. Other cash, and goods of no lot, come out of
    `fund_id`: reserved beforehand, booked when they were given. Goods of `lots` come out of the store: of what is planned and
    of what was given `from_store_fen` and `given_from_store_fen` are worth that, and `issued_fen` is what was booked of it.
    """

    __tablename__ = "visit"
    __table_args__ = (
        Index("visit_household_key", "plan_id", "household_id", unique=True),
        Index("visit_member_key", "plan_id", "member_id", unique=True),
        Index("visit_case_key", "case_id", unique=True, postgresql_where=text("status <> 'absent'")),
        Index(None, "plan_id", "team_id", "place"),
        Index(None, "team_id"),
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "visit_on", "code", postgresql_where=text("status = 'planned'")),
        Index(None, "organization_id"),
        Index(None, "fund_id", postgresql_where=text("fund_id is not null")),
        Index("visit_lots_idx", "lots", postgresql_using="gin", postgresql_where=text("lots <> '{}'")),
        Index("visit_kept_idx", "visit_on", postgresql_where=text("household_id is null and erased_on is null")),
        CheckConstraint("status in ('planned', 'done', 'absent')", name="status"),
        CheckConstraint("(status = 'planned') = (recorded_at is null)", name="recorded"),
        CheckConstraint("cash_fen >= 0 and goods_fen >= 0 and given_fen between 0 and cash_fen", name="amounts"),
        CheckConstraint("status = 'done' or given_fen = 0", name="given"),
        CheckConstraint(
            "reserved_fen >= 0 and booked_fen >= 0 and (fund_id is not null)::integer = "
            "(reserved_fen > 0)::integer + (booked_fen > 0)::integer and (booked_fen = 0 or status = 'done')",
            name="money",
        ),
        CheckConstraint(
            "from_store_fen between 0 and goods_fen and given_from_store_fen between 0 and goods_given_fen "
            "and issued_fen in (0, given_from_store_fen)",
            name="store",
        ),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    plan_id: UUID = Field(foreign_key="visit_plan.id")
    team_id: UUID = Field(foreign_key="visit_team.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    place: int = small()
    household_id: UUID | None = None
    member_id: UUID | None = None
    name: str = searched(length=40)
    unit: str = Field(default="", max_length=120)
    kind: str = Field(max_length=20)
    phone: bytes | None = sealed()
    address: bytes | None = sealed()
    cash_fen: int = _fen()
    goods: list[dict[str, Any]] = _list()
    goods_fen: int = _fen()
    visit_on: date
    visit_time: str | None = Field(default=None, max_length=5)
    note: str = Field(default="", max_length=200)
    case_id: UUID | None = Field(default=None, foreign_key="aid_case.id")
    payment_id: UUID | None = None
    fund_id: UUID | None = Field(default=None, foreign_key="fund.id")
    reserved_fen: int = _fen()
    booked_fen: int = _fen()
    lots: list[UUID] = Field(default_factory=list, nullable=False, sa_type=ARRAY(Uuid()))
    from_store_fen: int = _fen()
    given_from_store_fen: int = _fen()
    issued_fen: int = _fen()
    status: str = Field(default="planned", max_length=20)
    given_fen: int = _fen()
    goods_given: list[dict[str, Any]] = _list()
    goods_given_fen: int = _fen()
    difference: str = Field(default="", max_length=200)
    without_photo: str = Field(default="", max_length=100)
    signed_by: str = Field(default="", max_length=40)
    absence: str = Field(default="", max_length=200)
    heard: bytes | None = sealed()
    recorded_by_name: str = Field(default="", max_length=40)
    recorded_at: datetime | None = instant(nullable=True)
    erased_on: date | None = None
    created_at: datetime = instant()
    updated_at: datetime = instant()
    version: int = 1


class VisitPicture(Table, table=True):
    """A photo or a signature of a visit: named with its hash, reached through the visit alone.

    `publishable` says that somebody declared that it may be shown in a summary, and until they took that back.
    """

    __tablename__ = "visit_picture"
    __table_args__ = (
        Index(None, "visit_id"),
        Index(None, "file_id"),
        CheckConstraint("publishable = (published_at is not null)", name="published"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    visit_id: UUID = Field(foreign_key="visit.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=20)
    file_id: UUID
    sha256: bytes = sealed(nullable=False)
    media_type: str = Field(max_length=100)
    size: int = Field(sa_type=BigInteger)
    taken_at: datetime = instant()
    publishable: bool = False
    published_by_name: str = Field(default="", max_length=40)
    published_at: datetime | None = instant(nullable=True)


class VisitConcern(Table, table=True):
    """Something to be solved that was heard at a door, until it is answered (AID-28). What was said is sealed."""

    __tablename__ = "visit_concern"
    __table_args__ = (
        Index(None, "visit_id"),
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        CheckConstraint("state in ('open', 'answered')", name="state"),
        CheckConstraint("(state = 'answered') = (answered_at is not null)", name="answer"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    visit_id: UUID = Field(foreign_key="visit.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=20)
    text: bytes = sealed(nullable=False)
    state: str = Field(default="open", max_length=20)
    answer: str = Field(default="", max_length=500)
    answered_by_name: str = Field(default="", max_length=40)
    answered_at: datetime | None = instant(nullable=True)
    created_at: datetime = instant()
    version: int = 1
