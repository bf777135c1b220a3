"""Funds, their accounts, and the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "ledger"
down_revision = "member_batch_counts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fund",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("document_number", sa.String(length=100), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("spend_by", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("locked_through", sa.Date(), nullable=True),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "source in ('treasury', 'union_above', 'own', 'donation', 'administration', 'other')",
            name=op.f("fund_source_check"),
        ),
        sa.CheckConstraint("status in ('open', 'closed')", name=op.f("fund_status_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("fund_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("fund_pkey")),
    )
    op.create_index(op.f("fund_code_id_idx"), "fund", ["code", "id"], unique=False)
    op.create_index(
        op.f("fund_line_code_id_idx"),
        "fund",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(op.f("fund_organization_id_idx"), "fund", ["organization_id"], unique=False)
    op.create_table(
        "ledger_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("balance_fen", sa.BigInteger(), nullable=False),
        sa.Column("entries", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "case kind when 'source' then balance_fen <= 0 else balance_fen >= 0 end",
            name=op.f("ledger_account_balance_check"),
        ),
        sa.CheckConstraint(
            "kind in ('source', 'available', 'reserved', 'spent')", name=op.f("ledger_account_kind_check")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("ledger_account_fund_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("ledger_account_pkey")),
    )
    op.create_index("ledger_account_key", "ledger_account", ["fund_id", "kind"], unique=True)
    op.create_table(
        "ledger_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("debit_id", sa.Uuid(), nullable=False),
        sa.Column("credit_id", sa.Uuid(), nullable=False),
        sa.Column("debit_fund_id", sa.Uuid(), nullable=False),
        sa.Column("credit_fund_id", sa.Uuid(), nullable=False),
        sa.Column("debit_after_fen", sa.BigInteger(), nullable=False),
        sa.Column("credit_after_fen", sa.BigInteger(), nullable=False),
        sa.Column("debit_number", sa.BigInteger(), nullable=False),
        sa.Column("credit_number", sa.BigInteger(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("case_place", sa.SmallInteger(), nullable=True),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("voucher_id", sa.Uuid(), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("memo", sa.String(length=200), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(length=40), nullable=False),
        sa.Column("by_office", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(case_id is not null) = (kind in ('reserve', 'release', 'pay', 'recall'))",
            name=op.f("ledger_entry_case_check"),
        ),
        sa.CheckConstraint("(reverses_id is not null) = (kind = 'reversal')", name=op.f("ledger_entry_reverses_check")),
        sa.CheckConstraint(
            "(voucher_id is not null) = (kind not in ('reserve', 'release', 'pay', 'recall'))",
            name=op.f("ledger_entry_voucher_check"),
        ),
        sa.CheckConstraint(
            "case_place is null or (mod(case_place, 2) = 1) = (kind in ('reserve', 'recall'))",
            name=op.f("ledger_entry_case_place_check"),
        ),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ledger_entry_amount_check")),
        sa.CheckConstraint("debit_id <> credit_id", name=op.f("ledger_entry_accounts_check")),
        sa.ForeignKeyConstraint(["case_id"], ["aid_case.id"], name=op.f("ledger_entry_case_id_fkey")),
        sa.ForeignKeyConstraint(["credit_fund_id"], ["fund.id"], name=op.f("ledger_entry_credit_fund_id_fkey")),
        sa.ForeignKeyConstraint(["credit_id"], ["ledger_account.id"], name=op.f("ledger_entry_credit_id_fkey")),
        sa.ForeignKeyConstraint(["debit_fund_id"], ["fund.id"], name=op.f("ledger_entry_debit_fund_id_fkey")),
        sa.ForeignKeyConstraint(["debit_id"], ["ledger_account.id"], name=op.f("ledger_entry_debit_id_fkey")),
        sa.ForeignKeyConstraint(["reverses_id"], ["ledger_entry.id"], name=op.f("ledger_entry_reverses_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("ledger_entry_pkey")),
    )
    op.create_index(
        "ledger_entry_case_key",
        "ledger_entry",
        ["case_id", "case_place"],
        unique=True,
        postgresql_where=sa.text("case_id is not null"),
    )
    op.create_index(op.f("ledger_entry_credit_fund_id_id_idx"), "ledger_entry", ["credit_fund_id", "id"], unique=False)
    op.create_index("ledger_entry_credit_key", "ledger_entry", ["credit_id", "credit_number"], unique=True)
    op.create_index(op.f("ledger_entry_debit_fund_id_id_idx"), "ledger_entry", ["debit_fund_id", "id"], unique=False)
    op.create_index("ledger_entry_debit_key", "ledger_entry", ["debit_id", "debit_number"], unique=True)
    op.create_index(
        op.f("ledger_entry_payment_id_idx"),
        "ledger_entry",
        ["payment_id"],
        unique=False,
        postgresql_where=sa.text("payment_id is not null"),
    )
    op.create_index(
        "ledger_entry_reverses_key",
        "ledger_entry",
        ["reverses_id"],
        unique=True,
        postgresql_where=sa.text("reverses_id is not null"),
    )
    op.create_index(
        "ledger_entry_voucher_key",
        "ledger_entry",
        ["voucher_id"],
        unique=True,
        postgresql_where=sa.text("voucher_id is not null"),
    )
    op.execute('alter table "fund" enable row level security')
    op.execute('alter table "fund" force row level security')
    op.execute(
        'create policy "fund_scope" on "fund" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "fund" from "unionhome_app"')
    op.execute('grant select, insert, update on "fund" to "unionhome_app"')
    op.execute('alter table "ledger_account" enable row level security')
    op.execute('alter table "ledger_account" force row level security')
    op.execute(
        'create policy "ledger_account_scope" on "ledger_account" for all using (exists (select from fund where fund.id = fund_id)) with check (exists (select from fund where fund.id = fund_id))'
    )
    op.execute('revoke all on "ledger_account" from "unionhome_app"')
    op.execute('grant select, insert, update on "ledger_account" to "unionhome_app"')
    op.execute('alter table "ledger_entry" enable row level security')
    op.execute('alter table "ledger_entry" force row level security')
    op.execute(
        'create policy "ledger_entry_scope" on "ledger_entry" for all using (exists (select from fund where fund.id = debit_fund_id) or exists (select from fund where fund.id = credit_fund_id) or exists (select from aid_case where aid_case.id = case_id)) with check (exists (select from fund where fund.id = debit_fund_id) or exists (select from fund where fund.id = credit_fund_id))'
    )
    op.execute('revoke all on "ledger_entry" from "unionhome_app"')
    op.execute('grant select, insert on "ledger_entry" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("ledger_entry")
    op.drop_table("ledger_account")
    op.drop_table("fund")
