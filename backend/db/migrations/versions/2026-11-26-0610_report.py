"""Fixed reports that go up from union to union."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "report"
down_revision = "target"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("above_id", sa.Uuid(), nullable=True),
        sa.Column("form", sa.String(length=30), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("lines", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("missing", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("remarks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("computed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by_name", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_name", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by_name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("report_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("report_pkey")),
    )
    op.create_index("report_key", "report", ["organization_id", "form", "year"], unique=True)
    op.create_index(op.f("report_code_year_idx"), "report", ["code", "year"], unique=False)
    op.execute('alter table "report" enable row level security')
    op.execute('alter table "report" force row level security')
    op.execute(f'create policy "report_scope" on "report" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute('revoke all on "report" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "report" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("report")
