"""Vouchers: money that moves beside cases."""

import sqlalchemy as sa
from alembic import op

revision = "voucher"
down_revision = "ledger"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create sequence voucher_number")
    op.execute("grant usage on sequence voucher_number to unionhome_app")
    op.create_table(
        "voucher",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("other_fund_id", sa.Uuid(), nullable=True),
        sa.Column("reverses_id", sa.Uuid(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("document_number", sa.String(length=100), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("file_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("file_type", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_by", sa.Uuid(), nullable=True),
        sa.Column("checked_by_name", sa.String(length=40), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(kind = 'reversal') = (reverses_id is not null)", name=op.f("voucher_reverses_check")),
        sa.CheckConstraint("(state = 'booked') = (entry_id is not null)", name=op.f("voucher_booked_check")),
        sa.CheckConstraint("kind in ('income', 'hand_down', 'take_back', 'reversal')", name=op.f("voucher_kind_check")),
        sa.CheckConstraint(
            "state = 'withdrawn' or checked_by is null or checked_by <> made_by", name=op.f("voucher_two_check")
        ),
        sa.CheckConstraint("state in ('proposed', 'booked', 'refused', 'withdrawn')", name=op.f("voucher_state_check")),
        sa.CheckConstraint("amount_fen > 0", name=op.f("voucher_amount_check")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("voucher_fund_id_fkey")),
        sa.ForeignKeyConstraint(["other_fund_id"], ["fund.id"], name=op.f("voucher_other_fund_id_fkey")),
        sa.ForeignKeyConstraint(["reverses_id"], ["ledger_entry.id"], name=op.f("voucher_reverses_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("voucher_pkey")),
        sa.UniqueConstraint("number", name=op.f("voucher_number_key")),
    )
    op.create_index(op.f("voucher_code_id_idx"), "voucher", ["code", "id"], unique=False)
    op.create_index(op.f("voucher_fund_id_id_idx"), "voucher", ["fund_id", "id"], unique=False)
    op.create_index(
        "voucher_open_idx", "voucher", ["code"], unique=False, postgresql_where=sa.text("state = 'proposed'")
    )
    op.create_index(
        "voucher_reverses_key",
        "voucher",
        ["reverses_id"],
        unique=True,
        postgresql_where=sa.text("state in ('proposed', 'booked')"),
    )
    op.execute('alter table "voucher" enable row level security')
    op.execute('alter table "voucher" force row level security')
    op.execute(
        'create policy "voucher_scope" on "voucher" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "voucher" from "unionhome_app"')
    op.execute('grant select, insert, update on "voucher" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("voucher")
    op.execute("drop sequence voucher_number")
