"""The aid network: centres, stations and points of unions (AID-19)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, key, line_position, position, small, words


class AidStation(Table, table=True):
    """A place of the network, from a day to a day. Address and phone are those of an office, and told to every worker."""

    __tablename__ = "aid_station"
    __table_args__ = (
        Index(
            "aid_station_center_key",
            "organization_id",
            unique=True,
            postgresql_where=text("kind = 'center' and closed_on is null"),
        ),
        Index(
            "aid_station_name_key", "organization_id", "name", unique=True, postgresql_where=text("closed_on is null")
        ),
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        CheckConstraint("kind in ('center', 'station', 'point')", name="kind"),
        CheckConstraint("staff between 0 and 999", name="staff"),
        CheckConstraint("closed_on is null or closed_on >= opened_on", name="period"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(max_length=20)
    name: str = Field(max_length=60)
    address: str = Field(max_length=200)
    phone: str = Field(max_length=30)
    hours: str = Field(default="", max_length=100)
    head: str = Field(default="", max_length=40)
    staff: int = small(0)
    services: list[str] = words()
    opened_on: date
    closed_on: date | None = None
    close_reason: str = Field(default="", max_length=200)
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    version: int = 1
