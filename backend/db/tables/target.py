"""Targets of unions: what a union above asks of one below for a year (ORG-12; issue 3 section 3)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, key, line_position, position, small


class Target(Table, table=True):
    """A target. It stands with the union of which it is asked.

    `tenths` is the value times ten, of counts too, so that every value is exact. Who set it lies beyond the scope of the
    union that has it, so the name is kept here; `from_level` says who may change it. What it was before is in the audit.
    """

    __tablename__ = "target"
    __table_args__ = (
        Index("target_key", "organization_id", "year", "measure", unique=True),
        Index(None, "code", "year"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    year: int = small()
    measure: str = Field(max_length=30)
    tenths: int = Field(sa_type=BigInteger)
    due_on: date
    from_organization_id: UUID
    from_organization_name: str = Field(max_length=120)
    from_level: int = small()
    set_by: UUID
    set_by_name: str = Field(max_length=40)
    set_at: datetime = instant()
    version: int = 1
