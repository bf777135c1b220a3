"""Mutual savings societies: the society, its savers, and which month each has paid (AID-21; issue 4 section 7).

Their money is in the ledger (`fund.py`): a society has a fund of kind `savings` for its books, with accounts of its own
and two of each saver.
"""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned, Through
from backend.db.tables.aid import fen
from backend.db.types import Table, instant, key, line_position, position, searched, small


class SavingsSociety(Table, table=True):
    """A society of one union: its people, what a month is, and the bounds of a loan."""

    __tablename__ = "savings_society"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index("savings_society_name_key", "organization_id", "name", unique=True),
        Index("savings_society_fund_key", "fund_id", unique=True),
        CheckConstraint("kind in ('area', 'union', 'group')", name="kind"),
        CheckConstraint("status in ('open', 'closed')", name="status"),
        CheckConstraint("keeper_name <> checker_name", name="two"),
        CheckConstraint("monthly_fen > 0 and most_loan_fen > 0", name="amounts"),
        CheckConstraint("most_months between 1 and 60 and lent_percent between 1 and 100", name="bounds"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    fund_id: UUID = Field(foreign_key="fund.id")
    name: str = Field(max_length=60)
    kind: str = Field(max_length=20)
    keeper_name: str = Field(max_length=40)
    checker_name: str = Field(max_length=40)
    monthly_fen: int = fen()
    most_loan_fen: int = fen()
    most_multiple: int = small(0)
    most_months: int = small(12)
    lent_percent: int = small(80)
    status: str = Field(default="open", max_length=20)
    made_by: UUID
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    version: int = 1


class Saver(Table, table=True):
    """Somebody who saves with a society, from a day to a day. It stands with the union of the society."""

    __tablename__ = "savings_saver"
    __table_args__ = (
        Index(
            "savings_saver_open_key", "society_id", "member_id", unique=True, postgresql_where=text("left_on is null")
        ),
        Index(None, "society_id", "id"),
        Index(None, "code", "id"),
        Index(None, "member_id"),
        CheckConstraint("monthly_fen > 0", name="monthly"),
        CheckConstraint("left_on is null or left_on >= joined_on", name="period"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    society_id: UUID = Field(foreign_key="savings_society.id")
    fund_id: UUID = Field(foreign_key="fund.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    member_id: UUID = Field(foreign_key="member.id")
    name: str = Field(max_length=40)
    initials: str = searched()
    monthly_fen: int = fen()
    joined_on: date
    left_on: date | None = None
    version: int = 1


class SavingsMonth(Table, table=True):
    """A month that a saver has paid, and the entry that says so: one for each month, unless it was undone."""

    __tablename__ = "savings_month"
    __table_args__ = (
        Index("savings_month_key", "saver_id", "month", unique=True, postgresql_where=text("not undone")),
        Index("savings_month_entry_key", "entry_id", unique=True),
        CheckConstraint("extract(day from month) = 1", name="month"),
        {"info": {"scope": Through(("savings_saver", "saver_id")), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    saver_id: UUID = Field(foreign_key="savings_saver.id")
    month: date
    entry_id: UUID = Field(foreign_key="ledger_entry.id")
    undone: bool = False
