"""Recounts of the statistics: each comparison of the counters with the register, and what it found (issue 3 section 3)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import BigInteger, Column
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, key, position


class StatisticRecount(Table, table=True):
    """One recount of the whole city. It stands at the city's own place; nobody asked for one of the night.

    `compared` counters were held against what there is and `differing` of them said something else; `first` has the first
    of these, each with its union, its cell, and both numbers. `mended`: afterwards no counter differed.
    """

    __tablename__ = "statistic_recount"
    __table_args__ = ({"info": {"scope": Owned(line=False), "verbs": ("select", "insert", "delete")}},)

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    at: datetime = instant()
    user_id: UUID | None = None
    user_name: str = Field(default="", max_length=40)
    compared: int = Field(sa_type=BigInteger)
    differing: int = Field(sa_type=BigInteger)
    first: list[dict[str, object]] = Field(sa_column=Column(JSONB, nullable=False))
    mended: bool = False
