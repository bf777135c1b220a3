"""Of whom an account was told on a day, and the days on which it may be told of more (trust.md A-08)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, SmallInteger
from sqlmodel import Field

from backend.db.scope import Own, Through
from backend.db.types import Table, instant, key


class Sighting(Table, table=True):
    """An account was told of somebody's protected circumstances: the first time that day, and in which hour in China.

    It says of whom and not what. It is forgotten after a few days (`domain/account/sightings.py`).
    """

    __tablename__ = "sighting"
    __table_args__ = (
        CheckConstraint("hour between 0 and 23", name="hour"),
        Index(None, "day"),
        {"info": {"scope": Own(), "verbs": ("select", "insert", "delete")}},
    )

    user_id: UUID = Field(primary_key=True, foreign_key="user_account.id")
    day: date = Field(primary_key=True)
    person_id: UUID = Field(primary_key=True)
    hour: int = Field(sa_type=SmallInteger)


class SightingLeave(Table, table=True):
    """A security administrator lets an account be told of more people on one day. Never changed."""

    __tablename__ = "sighting_leave"
    __table_args__ = (
        Index("sighting_leave_day_key", "user_id", "day", unique=True),
        CheckConstraint("given_by <> user_id", name="two_people"),
        {"info": {"scope": Through(("user_account", "user_id")), "verbs": ("select", "insert")}},
    )

    id: UUID = key()
    user_id: UUID = Field(foreign_key="user_account.id")
    day: date
    reason: str = Field(max_length=200)
    given_by: UUID
    given_by_name: str = Field(max_length=40)
    given_at: datetime = instant()
