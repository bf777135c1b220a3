"""Bank accounts of unions, the bank's statements of their months, and what of it was paired with the books."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import Owned, Through
from backend.db.types import Table, document, instant, key, line_position, position, sealed

OF_MONTH = Through(("reconciliation", "reconciliation_id"))


class BankAccount(Table, table=True):
    """An account of a union with a bank. Of its number the last four are in plain; `number_index` finds the whole one."""

    __tablename__ = "bank_account"
    __table_args__ = (
        Index(None, "code", "id"),
        Index("bank_account_key", "organization_id", "number_index", unique=True),
        CheckConstraint("status in ('open', 'closed')", name="status"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    name: str = Field(max_length=100)
    bank: str = Field(max_length=100)
    number: bytes = sealed(nullable=False)
    number_index: bytes = sealed(nullable=False)
    last_four: str = Field(max_length=4)
    status: str = Field(default="open", max_length=20)
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    version: int = 1


class BankAccountFund(Table, table=True):
    """A fund whose money lies on an account: on one at most."""

    __tablename__ = "bank_account_fund"
    __table_args__ = (
        Index(None, "account_id"),
        {"info": {"scope": Through(("bank_account", "account_id")), "verbs": ("select", "insert", "delete")}},
    )

    fund_id: UUID = Field(foreign_key="fund.id", primary_key=True)
    account_id: UUID = Field(foreign_key="bank_account.id")


class Reconciliation(Table, table=True):
    """A month of an account: the balances of the bank, who closed it, who checked it.

    `paired` counts its lines that were paired in it. `start_note` says, of the first month, why bank and books were apart
    when it began. `figures` are the sums as they stood when it was closed.
    """

    __tablename__ = "reconciliation"
    __table_args__ = (
        Index("reconciliation_key", "account_id", "month", unique=True),
        Index(None, "code", "id"),
        CheckConstraint("state in ('open', 'closed', 'checked')", name="state"),
        CheckConstraint("extract(day from month) = 1", name="month"),
        CheckConstraint("(state = 'open') = (closed_by is null)", name="closed"),
        CheckConstraint("(state = 'checked') = (checked_by is not null)", name="checked"),
        CheckConstraint("checked_by is null or checked_by <> closed_by", name="two"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update", "delete")}},
    )

    id: UUID = key()
    account_id: UUID = Field(foreign_key="bank_account.id")
    organization_id: UUID
    code: int = position()
    line_code: int | None = line_position()
    month: date
    state: str = Field(default="open", max_length=20)
    lines: int = 0
    paired: int = 0
    opening_fen: int = Field(sa_type=BigInteger)
    closing_fen: int = Field(sa_type=BigInteger)
    start_note: str = Field(default="", max_length=200)
    file_sha256: bytes | None = sealed()
    figures: dict[str, object] | None = document(nullable=True)
    made_by_name: str = Field(default="", max_length=40)
    made_at: datetime = instant()
    closed_by: UUID | None = None
    closed_by_name: str = Field(default="", max_length=40)
    closed_at: datetime | None = instant(nullable=True)
    checked_by: UUID | None = None
    checked_by_name: str = Field(default="", max_length=40)
    checked_at: datetime | None = instant(nullable=True)
    reopen_reason: str = Field(default="", max_length=200)
    version: int = 1


class ReconciliationPair(Table, table=True):
    """Lines of the bank and entries of the books that are the same money; it stands with the month it was made in.

    `crosses` marks what is not all of that month: only a person pairs such.
    """

    __tablename__ = "reconciliation_pair"
    __table_args__ = (
        Index(None, "reconciliation_id", "id"),
        CheckConstraint("way in ('reference', 'batch', 'payee', 'amount', 'reversed', 'hand')", name="way"),
        CheckConstraint("way = 'hand' or not crosses", name="crosses"),
        {"info": {"scope": OF_MONTH, "verbs": ("select", "insert", "delete")}},
    )

    id: UUID = key()
    reconciliation_id: UUID = Field(foreign_key="reconciliation.id")
    way: str = Field(max_length=20)
    amount_fen: int = Field(sa_type=BigInteger)
    crosses: bool = False
    made_by_name: str = Field(default="", max_length=40)
    made_at: datetime = instant()


class ReconciliationLine(Table, table=True):
    """A line of the bank's statement; `row` counts as in the file. Of the other side's account the last four are kept."""

    __tablename__ = "reconciliation_line"
    __table_args__ = (
        Index("reconciliation_line_key", "reconciliation_id", "row", unique=True),
        Index(None, "account_id", "on", postgresql_where=text("pair_id is null")),
        Index(None, "pair_id", postgresql_where=text("pair_id is not null")),
        CheckConstraint("amount_fen <> 0", name="amount"),
        {"info": {"scope": OF_MONTH, "verbs": ("select", "insert", "update", "delete")}},
    )

    id: UUID = key()
    reconciliation_id: UUID = Field(foreign_key="reconciliation.id")
    account_id: UUID = Field(foreign_key="bank_account.id")
    row: int
    on: date
    amount_fen: int = Field(sa_type=BigInteger)
    balance_fen: int | None = Field(default=None, nullable=True, sa_type=BigInteger)
    payee: str = Field(default="", max_length=100)
    payee_last_four: str = Field(default="", max_length=4)
    summary: str = Field(default="", max_length=200)
    reference: str = Field(default="", max_length=60)
    pair_id: UUID | None = Field(default=None, foreign_key="reconciliation_pair.id")


class ReconciliationEntry(Table, table=True):
    """An entry of the books that is paired on an account: once there, however many officers want it."""

    __tablename__ = "reconciliation_entry"
    __table_args__ = (
        Index(None, "pair_id"),
        Index(None, "entry_id"),
        {
            "info": {
                "scope": Through(("reconciliation_pair", "pair_id")),
                "verbs": ("select", "insert", "delete"),
            }
        },
    )

    account_id: UUID = Field(foreign_key="bank_account.id", primary_key=True)
    entry_id: UUID = Field(foreign_key="ledger_entry.id", primary_key=True)
    pair_id: UUID = Field(foreign_key="reconciliation_pair.id")


class ReconciliationNote(Table, table=True):
    """Why a line or an entry stands open at the end of a month. It holds for later months until they say otherwise."""

    __tablename__ = "reconciliation_note"
    __table_args__ = (
        Index("reconciliation_note_key", "reconciliation_id", "item_id", unique=True),
        Index(None, "item_id"),
        {"info": {"scope": OF_MONTH, "verbs": ("select", "insert", "update", "delete")}},
    )

    id: UUID = key()
    reconciliation_id: UUID = Field(foreign_key="reconciliation.id")
    item_id: UUID
    note: str = Field(default="", max_length=200)
    by_name: str = Field(default="", max_length=40)
    at: datetime = instant()
