"""Targets of unions for a year."""

import sqlalchemy as sa
from alembic import op

revision = "target"
down_revision = "township_tally"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "target",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("measure", sa.String(length=30), nullable=False),
        sa.Column("tenths", sa.BigInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("from_organization_id", sa.Uuid(), nullable=False),
        sa.Column("from_organization_name", sa.String(length=120), nullable=False),
        sa.Column("from_level", sa.SmallInteger(), nullable=False),
        sa.Column("set_by", sa.Uuid(), nullable=False),
        sa.Column("set_by_name", sa.String(length=40), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("target_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("target_pkey")),
    )
    op.create_index("target_key", "target", ["organization_id", "year", "measure"], unique=True)
    op.create_index(op.f("target_code_year_idx"), "target", ["code", "year"], unique=False)
    op.execute('alter table "target" enable row level security')
    op.execute('alter table "target" force row level security')
    op.execute(f'create policy "target_scope" on "target" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute('revoke all on "target" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "target" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("target")
