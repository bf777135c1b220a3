"""What unions owe the union above of the year's funds, and the vouchers that it came by."""

import sqlalchemy as sa
from alembic import op

revision = "remittance"
down_revision = "needs_survey"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "remittance_duty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("to_id", sa.Uuid(), nullable=False),
        sa.Column("to_name", sa.String(length=120), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_fen", sa.BigInteger(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=True),
        sa.Column("document_number", sa.String(length=100), nullable=False),
        sa.Column("set_by_name", sa.String(length=40), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "amount_fen > 0 and paid_fen between 0 and amount_fen", name=op.f("remittance_duty_amounts_check")
        ),
        sa.CheckConstraint("to_id <> organization_id", name=op.f("remittance_duty_above_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("remittance_duty_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("remittance_duty_pkey")),
    )
    op.create_index(op.f("remittance_duty_code_year_idx"), "remittance_duty", ["code", "year"], unique=False)
    op.create_index("remittance_duty_key", "remittance_duty", ["organization_id", "year"], unique=True)
    op.add_column("voucher", sa.Column("remittance_id", sa.Uuid(), nullable=True))
    op.create_index(
        "voucher_remittance_idx",
        "voucher",
        ["remittance_id"],
        unique=False,
        postgresql_where=sa.text("remittance_id is not null"),
    )
    op.create_foreign_key(op.f("voucher_remittance_id_fkey"), "voucher", "remittance_duty", ["remittance_id"], ["id"])
    op.create_check_constraint(op.f("voucher_remittance_check"), "voucher", "remittance_id is null or kind = 'income'")
    op.execute('alter table "remittance_duty" enable row level security')
    op.execute('alter table "remittance_duty" force row level security')
    op.execute(
        f'create policy "remittance_duty_scope" on "remittance_duty" for all using ({INSIDE}) with check ({INSIDE})'
    )
    op.execute('revoke all on "remittance_duty" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "remittance_duty" to "unionhome_app"')


def downgrade() -> None:
    op.drop_constraint(op.f("voucher_remittance_check"), "voucher", type_="check")
    op.drop_column("voucher", "remittance_id")
    op.drop_table("remittance_duty")
