"""The figures of aid: entries of a fund and payments by their day, cases by the day on which they were paid."""

import sqlalchemy as sa
from alembic import op

revision = "aid_figures"
down_revision = "savings_loan"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ledger_entry_debit_fund_id_booked_on_idx"), "ledger_entry", ["debit_fund_id", "booked_on"])
    op.create_index(
        "ledger_entry_given_idx",
        "ledger_entry",
        ["credit_fund_id", "booked_on"],
        postgresql_where=sa.text("debit_fund_id <> credit_fund_id"),
    )
    op.create_index(
        op.f("payment_paid_at_code_idx"),
        "payment",
        ["paid_at", "code"],
        postgresql_where=sa.text("paid_at is not null"),
    )
    op.create_index(
        op.f("aid_case_paid_at_code_idx"),
        "aid_case",
        ["paid_at", "code"],
        postgresql_where=sa.text("paid_at is not null"),
    )


def downgrade() -> None:
    op.drop_index(op.f("aid_case_paid_at_code_idx"), "aid_case")
    op.drop_index(op.f("payment_paid_at_code_idx"), "payment")
    op.drop_index("ledger_entry_given_idx", "ledger_entry")
    op.drop_index(op.f("ledger_entry_debit_fund_id_booked_on_idx"), "ledger_entry")
