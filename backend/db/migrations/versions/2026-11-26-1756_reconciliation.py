"""Bank accounts, the statements of their months, and what of them was paired with the books."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "reconciliation"
down_revision = "evidence"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def _of(table: str, column: str) -> str:
    return f"exists (select from {table} where {table}.id = {column})"


OF_MONTH = _of("reconciliation", "reconciliation_id")


def secure(table: str, condition: str, verbs: str) -> None:
    op.execute(f'alter table "{table}" enable row level security')
    op.execute(f'alter table "{table}" force row level security')
    op.execute(f'create policy "{table}_scope" on "{table}" for all using ({condition}) with check ({condition})')
    op.execute(f'revoke all on "{table}" from "unionhome_app"')
    op.execute(f'grant {verbs} on "{table}" to "unionhome_app"')


def upgrade() -> None:
    op.create_table(
        "bank_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("number", sa.LargeBinary(), nullable=False),
        sa.Column("number_index", sa.LargeBinary(), nullable=False),
        sa.Column("last_four", sa.String(length=4), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status in ('open', 'closed')", name=op.f("bank_account_status_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("bank_account_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("bank_account_pkey")),
    )
    op.create_index(op.f("bank_account_code_id_idx"), "bank_account", ["code", "id"], unique=False)
    op.create_index("bank_account_key", "bank_account", ["organization_id", "number_index"], unique=True)
    op.create_table(
        "bank_account_fund",
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["bank_account.id"], name=op.f("bank_account_fund_account_id_fkey")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("bank_account_fund_fund_id_fkey")),
        sa.PrimaryKeyConstraint("fund_id", name=op.f("bank_account_fund_pkey")),
    )
    op.create_index(op.f("bank_account_fund_account_id_idx"), "bank_account_fund", ["account_id"], unique=False)
    op.create_table(
        "reconciliation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("paired", sa.Integer(), nullable=False),
        sa.Column("opening_fen", sa.BigInteger(), nullable=False),
        sa.Column("closing_fen", sa.BigInteger(), nullable=False),
        sa.Column("start_note", sa.String(length=200), nullable=False),
        sa.Column("file_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("figures", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_by", sa.Uuid(), nullable=True),
        sa.Column("closed_by_name", sa.String(length=40), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_by_name", sa.String(length=40), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopen_reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'checked') = (checked_by is not null)", name=op.f("reconciliation_checked_check")),
        sa.CheckConstraint("(state = 'open') = (closed_by is null)", name=op.f("reconciliation_closed_check")),
        sa.CheckConstraint("state in ('open', 'closed', 'checked')", name=op.f("reconciliation_state_check")),
        sa.CheckConstraint("checked_by is null or checked_by <> closed_by", name=op.f("reconciliation_two_check")),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("reconciliation_month_check")),
        sa.ForeignKeyConstraint(["account_id"], ["bank_account.id"], name=op.f("reconciliation_account_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("reconciliation_pkey")),
    )
    op.create_index(op.f("reconciliation_code_id_idx"), "reconciliation", ["code", "id"], unique=False)
    op.create_index("reconciliation_key", "reconciliation", ["account_id", "month"], unique=True)
    op.create_table(
        "reconciliation_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reconciliation_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("by_name", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"], ["reconciliation.id"], name=op.f("reconciliation_note_reconciliation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("reconciliation_note_pkey")),
    )
    op.create_index(op.f("reconciliation_note_item_id_idx"), "reconciliation_note", ["item_id"], unique=False)
    op.create_index("reconciliation_note_key", "reconciliation_note", ["reconciliation_id", "item_id"], unique=True)
    op.create_table(
        "reconciliation_pair",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reconciliation_id", sa.Uuid(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("crosses", sa.Boolean(), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("way = 'hand' or not crosses", name=op.f("reconciliation_pair_crosses_check")),
        sa.CheckConstraint(
            "way in ('reference', 'batch', 'payee', 'amount', 'reversed', 'hand')",
            name=op.f("reconciliation_pair_way_check"),
        ),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"], ["reconciliation.id"], name=op.f("reconciliation_pair_reconciliation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("reconciliation_pair_pkey")),
    )
    op.create_index(
        op.f("reconciliation_pair_reconciliation_id_id_idx"),
        "reconciliation_pair",
        ["reconciliation_id", "id"],
        unique=False,
    )
    op.create_table(
        "reconciliation_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("reconciliation_id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("balance_fen", sa.BigInteger(), nullable=True),
        sa.Column("payee", sa.String(length=100), nullable=False),
        sa.Column("payee_last_four", sa.String(length=4), nullable=False),
        sa.Column("summary", sa.String(length=200), nullable=False),
        sa.Column("reference", sa.String(length=60), nullable=False),
        sa.Column("pair_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("amount_fen <> 0", name=op.f("reconciliation_line_amount_check")),
        sa.ForeignKeyConstraint(["account_id"], ["bank_account.id"], name=op.f("reconciliation_line_account_id_fkey")),
        sa.ForeignKeyConstraint(["pair_id"], ["reconciliation_pair.id"], name=op.f("reconciliation_line_pair_id_fkey")),
        sa.ForeignKeyConstraint(
            ["reconciliation_id"], ["reconciliation.id"], name=op.f("reconciliation_line_reconciliation_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("reconciliation_line_pkey")),
    )
    op.create_index(
        op.f("reconciliation_line_account_id_on_idx"),
        "reconciliation_line",
        ["account_id", "on"],
        unique=False,
        postgresql_where=sa.text("pair_id is null"),
    )
    op.create_index("reconciliation_line_key", "reconciliation_line", ["reconciliation_id", "row"], unique=True)
    op.create_index(
        op.f("reconciliation_line_pair_id_idx"),
        "reconciliation_line",
        ["pair_id"],
        unique=False,
        postgresql_where=sa.text("pair_id is not null"),
    )
    op.create_table(
        "reconciliation_entry",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("pair_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["bank_account.id"], name=op.f("reconciliation_entry_account_id_fkey")),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entry.id"], name=op.f("reconciliation_entry_entry_id_fkey")),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["reconciliation_pair.id"], name=op.f("reconciliation_entry_pair_id_fkey")
        ),
        sa.PrimaryKeyConstraint("account_id", "entry_id", name=op.f("reconciliation_entry_pkey")),
    )
    op.create_index(op.f("reconciliation_entry_entry_id_idx"), "reconciliation_entry", ["entry_id"], unique=False)
    op.create_index(op.f("reconciliation_entry_pair_id_idx"), "reconciliation_entry", ["pair_id"], unique=False)
    secure("bank_account", INSIDE, "select, insert, update")
    secure("bank_account_fund", _of("bank_account", "account_id"), "select, insert, delete")
    secure("reconciliation", INSIDE, "select, insert, update, delete")
    secure("reconciliation_note", OF_MONTH, "select, insert, update, delete")
    secure("reconciliation_pair", OF_MONTH, "select, insert, delete")
    secure("reconciliation_line", OF_MONTH, "select, insert, update, delete")
    secure("reconciliation_entry", _of("reconciliation_pair", "pair_id"), "select, insert, delete")


def downgrade() -> None:
    op.drop_index(op.f("reconciliation_entry_pair_id_idx"), table_name="reconciliation_entry")
    op.drop_index(op.f("reconciliation_entry_entry_id_idx"), table_name="reconciliation_entry")
    op.drop_table("reconciliation_entry")
    op.drop_index(
        op.f("reconciliation_line_pair_id_idx"),
        table_name="reconciliation_line",
        postgresql_where=sa.text("pair_id is not null"),
    )
    op.drop_index("reconciliation_line_key", table_name="reconciliation_line")
    op.drop_index(
        op.f("reconciliation_line_account_id_on_idx"),
        table_name="reconciliation_line",
        postgresql_where=sa.text("pair_id is null"),
    )
    op.drop_table("reconciliation_line")
    op.drop_index(op.f("reconciliation_pair_reconciliation_id_id_idx"), table_name="reconciliation_pair")
    op.drop_table("reconciliation_pair")
    op.drop_index("reconciliation_note_key", table_name="reconciliation_note")
    op.drop_index(op.f("reconciliation_note_item_id_idx"), table_name="reconciliation_note")
    op.drop_table("reconciliation_note")
    op.drop_index("reconciliation_key", table_name="reconciliation")
    op.drop_index(op.f("reconciliation_code_id_idx"), table_name="reconciliation")
    op.drop_table("reconciliation")
    op.drop_index(op.f("bank_account_fund_account_id_idx"), table_name="bank_account_fund")
    op.drop_table("bank_account_fund")
    op.drop_index("bank_account_key", table_name="bank_account")
    op.drop_index(op.f("bank_account_code_id_idx"), table_name="bank_account")
    op.drop_table("bank_account")
