"""Funds, their accounts, and the ledger: every movement of money as one entry that is never changed."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import APPEND_ONLY, Owned, Through
from backend.db.types import Table, instant, key, line_position, position, small

OF_CASES = "'reserve', 'release', 'pay', 'recall'"
OF_STORE = "'give', 'give_back'"
OF_SAVINGS = "'save', 'draw', 'support', 'lend', 'repay', 'write_off', 'undo'"
"""Kinds of entries that a case moves, those by which a visit takes goods out of the store, and those of the books of a
savings society; the others are by voucher."""


class Fund(Table, table=True):
    """A sum of money of one union: where it comes from, for which year, by which paper.

    `locked_through` is the last day of the months that are closed: nothing is booked on it or before. `spend_by` is the
    last day on which a grant for a purpose may be spent. One of kind `savings` is the books of a mutual savings society:
    what is in it belongs to the savers, and neither cases nor vouchers reach it.
    """

    __tablename__ = "fund"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "organization_id"),
        CheckConstraint("kind in ('aid', 'savings')", name="kind"),
        CheckConstraint("status in ('open', 'closed')", name="status"),
        CheckConstraint(
            "source in ('treasury', 'union_above', 'own', 'donation', 'administration', 'other')", name="source"
        ),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    kind: str = Field(default="aid", max_length=20)
    name: str = Field(max_length=100)
    source: str = Field(max_length=20)
    year: int = small()
    document_number: str = Field(default="", max_length=100)
    purpose: str = Field(default="", max_length=200)
    spend_by: date | None = None
    status: str = Field(default="open", max_length=20)
    locked_through: date | None = None
    made_by: UUID
    made_by_name: str = Field(default="", max_length=40)
    created_at: datetime = instant()
    version: int = 1


class LedgerAccount(Table, table=True):
    """One account of a fund: the balance, and how many entries made it. `saver_id` is whose it is in a savings society."""

    __tablename__ = "ledger_account"
    __table_args__ = (
        Index("ledger_account_key", "fund_id", "kind", "saver_id", unique=True, postgresql_nulls_not_distinct=True),
        Index(None, "saver_id", postgresql_where=text("saver_id is not null")),
        CheckConstraint(
            "kind in ('source', 'available', 'reserved', 'goods', 'spent', 'cash', 'savings', 'loan', 'support', 'loss')",
            name="kind",
        ),
        CheckConstraint("(saver_id is not null) = (kind in ('savings', 'loan'))", name="saver"),
        CheckConstraint(
            "case when kind in ('source', 'savings', 'support') then balance_fen <= 0 else balance_fen >= 0 end",
            name="balance",
        ),
        {"info": {"scope": Through(("fund", "fund_id")), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    fund_id: UUID = Field(foreign_key="fund.id")
    kind: str = Field(max_length=20)
    saver_id: UUID | None = Field(default=None, foreign_key="savings_saver.id")
    balance_fen: int = Field(default=0, nullable=False, sa_type=BigInteger)
    entries: int = Field(default=0, nullable=False, sa_type=BigInteger)


class LedgerEntry(Table, table=True):
    """A movement from the credit account to the debit account, with the balances it left and its number in each.

    It belongs to the funds of its accounts and is seen with either, and with the case, the claim or the visit that it is
    about: so it need not follow a union that moves, and nobody may change or delete it. `case_place` counts the entries of
    a case, of a claim or of a visit: money is reserved at odd places and not at even ones, so nothing is reserved or paid
    a second time; goods out of the store are counted by their own movements. A visit without an outcome may be taken out of
    its plan, so nothing holds it here.
    """

    __tablename__ = "ledger_entry"
    __table_args__ = (
        Index(
            "ledger_entry_case_key", "case_id", "case_place", unique=True, postgresql_where=text("case_id is not null")
        ),
        Index(
            "ledger_entry_claim_key",
            "claim_id",
            "case_place",
            unique=True,
            postgresql_where=text("claim_id is not null"),
        ),
        Index(
            "ledger_entry_visit_key",
            "visit_id",
            "case_place",
            unique=True,
            postgresql_where=text("visit_id is not null"),
        ),
        Index("ledger_entry_voucher_key", "voucher_id", unique=True, postgresql_where=text("voucher_id is not null")),
        Index(
            "ledger_entry_reverses_key", "reverses_id", unique=True, postgresql_where=text("reverses_id is not null")
        ),
        Index("ledger_entry_debit_key", "debit_id", "debit_number", unique=True),
        Index("ledger_entry_credit_key", "credit_id", "credit_number", unique=True),
        Index(None, "debit_fund_id", "id"),
        Index(None, "credit_fund_id", "id"),
        Index(None, "debit_fund_id", "booked_on"),
        # What one fund gave to another: few entries, and the only ones that are asked for by their credit side and day.
        Index(
            "ledger_entry_given_idx",
            "credit_fund_id",
            "booked_on",
            postgresql_where=text("debit_fund_id <> credit_fund_id"),
        ),
        Index(None, "payment_id", postgresql_where=text("payment_id is not null")),
        Index("ledger_entry_lend_key", "loan_id", unique=True, postgresql_where=text("kind = 'lend'")),
        Index(None, "loan_id", postgresql_where=text("loan_id is not null")),
        CheckConstraint(
            "case when kind in ('lend', 'repay', 'write_off') then loan_id is not null "
            "when kind = 'undo' then true else loan_id is null end",
            name="loan",
        ),
        CheckConstraint("amount_fen > 0", name="amount"),
        CheckConstraint("debit_id <> credit_id", name="accounts"),
        CheckConstraint(
            f"num_nonnulls(case_id, claim_id, visit_id) = (kind in ({OF_CASES}, {OF_STORE}))::integer", name="case"
        ),
        CheckConstraint(f"kind not in ({OF_STORE}) or visit_id is not null and case_place is null", name="store"),
        CheckConstraint(
            f"(voucher_id is not null) = (kind not in ({OF_CASES}, {OF_STORE}, {OF_SAVINGS}))", name="voucher"
        ),
        CheckConstraint("(reverses_id is not null) = (kind in ('reversal', 'undo'))", name="reverses"),
        CheckConstraint(
            "case_place is null or (mod(case_place, 2) = 1) = (kind in ('reserve', 'recall'))", name="case_place"
        ),
        {
            "info": {
                "scope": Through(
                    ("fund", "debit_fund_id"),
                    ("fund", "credit_fund_id"),
                    seen_with=(("aid_case", "case_id"), ("protection_claim", "claim_id"), ("visit", "visit_id")),
                ),
                "verbs": APPEND_ONLY,
            }
        },
    )

    id: UUID = key()
    kind: str = Field(max_length=20)
    amount_fen: int = Field(sa_type=BigInteger)
    debit_id: UUID = Field(foreign_key="ledger_account.id")
    credit_id: UUID = Field(foreign_key="ledger_account.id")
    debit_fund_id: UUID = Field(foreign_key="fund.id")
    credit_fund_id: UUID = Field(foreign_key="fund.id")
    debit_after_fen: int = Field(sa_type=BigInteger)
    credit_after_fen: int = Field(sa_type=BigInteger)
    debit_number: int = Field(sa_type=BigInteger)
    credit_number: int = Field(sa_type=BigInteger)
    case_id: UUID | None = Field(default=None, foreign_key="aid_case.id")
    claim_id: UUID | None = Field(default=None, foreign_key="protection_claim.id")
    visit_id: UUID | None = None
    case_place: int | None = small(nullable=True)
    payment_id: UUID | None = None
    voucher_id: UUID | None = None
    loan_id: UUID | None = Field(default=None, foreign_key="savings_loan.id")
    reverses_id: UUID | None = Field(default=None, foreign_key="ledger_entry.id")
    booked_on: date
    memo: str = Field(default="", max_length=200)
    by_id: UUID
    by_name: str = Field(default="", max_length=40)
    by_office: str = Field(default="", max_length=120)
    at: datetime = instant()
