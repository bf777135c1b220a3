"""One helper for one household, and what was done for it (AID-21)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.tables.aid import fen
from backend.db.types import Table, instant, key, line_position, position, sealed


class Pairing(Table, table=True):
    """A cadre or a unit that looks after a household, from a day to a day. It stands where the household stands."""

    __tablename__ = "pairing"
    __table_args__ = (
        Index(
            "pairing_helper_key", "household_id", "kind", "name", unique=True, postgresql_where=text("ended_on is null")
        ),
        Index(None, "code", "id"),
        Index("pairing_contact_idx", "code", "contact_on", postgresql_where=text("ended_on is null")),
        CheckConstraint("kind in ('cadre', 'unit')", name="kind"),
        CheckConstraint("ended_on is null or ended_on >= started_on", name="period"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    household_id: UUID = Field(foreign_key="household.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=20)
    officer_id: UUID | None = Field(default=None, foreign_key="officer.id")
    name: str = Field(max_length=60)
    post: str = Field(default="", max_length=60)
    started_on: date
    contact_on: date | None = None
    ended_on: date | None = None
    end_reason: str = Field(default="", max_length=200)
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    version: int = 1


class PairingContact(Table, table=True):
    """A contact of a pairing. What was done may tell of a household's troubles, so it is sealed."""

    __tablename__ = "pairing_contact"
    __table_args__ = (
        Index(None, "pairing_id", "on"),
        Index(None, "household_id"),
        CheckConstraint("help_fen >= 0", name="help"),
        {"info": {"scope": Owned()}},
    )

    id: UUID = key()
    pairing_id: UUID = Field(foreign_key="pairing.id")
    household_id: UUID
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    on: date
    done: bytes | None = sealed()
    help_fen: int = fen()
    in_kind: str = Field(default="", max_length=100)
    next: bytes | None = sealed()
    by_name: str = Field(default="", max_length=40)
    at: datetime = instant()
