"""Payments of aid, and the batches in which a bank pays."""

import sqlalchemy as sa
from alembic import op

revision = "payment"
down_revision = "voucher"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create sequence payment_batch_number")
    op.execute("grant usage on sequence payment_batch_number to unionhome_app")
    op.create_table(
        "payment_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("lines", sa.Integer(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("payer_id", sa.Uuid(), nullable=True),
        sa.Column("payer_name", sa.String(length=40), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('draft', 'sent', 'paying', 'done', 'withdrawn')", name=op.f("payment_batch_state_check")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("payment_batch_fund_id_fkey")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("payment_batch_job_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("payment_batch_pkey")),
        sa.UniqueConstraint("number", name=op.f("payment_batch_number_key")),
    )
    op.create_index(op.f("payment_batch_code_id_idx"), "payment_batch", ["code", "id"], unique=False)
    op.create_index(op.f("payment_batch_fund_id_id_idx"), "payment_batch", ["fund_id", "id"], unique=False)
    op.create_table(
        "payment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("batch_id", sa.Uuid(), nullable=True),
        sa.Column("line", sa.Integer(), nullable=True),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("payee", sa.String(length=40), nullable=False),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("bank_card", sa.LargeBinary(), nullable=True),
        sa.Column("goods", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("bank_outcome", sa.String(length=20), nullable=True),
        sa.Column("bank_reason", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("signature_id", sa.Uuid(), nullable=True),
        sa.Column("signature_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("photo_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("payer_id", sa.Uuid(), nullable=True),
        sa.Column("payer_name", sa.String(length=40), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(way = 'bank') = (batch_id is not null)", name=op.f("payment_batch_check")),
        sa.CheckConstraint(
            "state in ('waiting', 'paid', 'rejected', 'withdrawn', 'returned')", name=op.f("payment_state_check")
        ),
        sa.CheckConstraint("state not in ('paid', 'returned') or paid_at is not null", name=op.f("payment_paid_check")),
        sa.CheckConstraint(
            "way = 'bank' or (signature_id is not null and photo_id is not null)", name=op.f("payment_proof_check")
        ),
        sa.CheckConstraint("way in ('bank', 'cash', 'goods')", name=op.f("payment_way_check")),
        sa.CheckConstraint("amount_fen > 0", name=op.f("payment_amount_check")),
        sa.ForeignKeyConstraint(["batch_id"], ["payment_batch.id"], name=op.f("payment_batch_id_fkey")),
        sa.ForeignKeyConstraint(["case_id"], ["aid_case.id"], name=op.f("payment_case_id_fkey")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("payment_fund_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("payment_pkey")),
    )
    op.create_index(op.f("payment_code_id_idx"), "payment", ["code", "id"], unique=False)
    op.create_index(op.f("payment_fund_id_id_idx"), "payment", ["fund_id", "id"], unique=False)
    op.create_index(
        op.f("payment_line_code_id_idx"),
        "payment",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(
        "payment_line_key",
        "payment",
        ["batch_id", "line"],
        unique=True,
        postgresql_where=sa.text("batch_id is not null"),
    )
    op.create_index(
        "payment_live_key",
        "payment",
        ["case_id"],
        unique=True,
        postgresql_where=sa.text("state in ('waiting', 'paid')"),
    )
    op.create_index("payment_round_key", "payment", ["case_id", "round"], unique=True)
    op.execute('alter table "payment_batch" enable row level security')
    op.execute('alter table "payment_batch" force row level security')
    op.execute(
        'create policy "payment_batch_scope" on "payment_batch" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "payment_batch" from "unionhome_app"')
    op.execute('grant select, insert, update on "payment_batch" to "unionhome_app"')
    op.execute('alter table "payment" enable row level security')
    op.execute('alter table "payment" force row level security')
    op.execute(
        'create policy "payment_scope" on "payment" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "payment" from "unionhome_app"')
    op.execute('grant select, insert, update on "payment" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("payment")
    op.drop_table("payment_batch")
    op.execute("drop sequence payment_batch_number")
