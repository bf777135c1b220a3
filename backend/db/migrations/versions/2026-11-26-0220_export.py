"""Exports of lists, and the leave to take out whole numbers."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "export"
down_revision = "statistics"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "export_approval",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("user_name", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("query", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("columns", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("unmasked", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('asked', 'approved', 'refused', 'withdrawn', 'used')", name=op.f("export_approval_state_check")
        ),
        sa.CheckConstraint("decided_by is null or decided_by <> user_id", name=op.f("export_approval_two_hands_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("export_approval_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("export_approval_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("export_approval_pkey")),
    )
    op.create_index(op.f("export_approval_code_id_idx"), "export_approval", ["code", "id"], unique=False)
    op.create_index(
        "export_approval_open_idx",
        "export_approval",
        ["code"],
        unique=False,
        postgresql_where=sa.text("state = 'asked'"),
    )
    op.execute('alter table "export_approval" enable row level security')
    op.execute('alter table "export_approval" force row level security')
    op.execute(
        'create policy "export_approval_scope" on "export_approval" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or user_id = scope_user_id()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "export_approval" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "export_approval" to "unionhome_app"')
    op.create_table(
        "export",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("layout", sa.String(length=10), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("query", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("columns", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("unmasked", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=True),
        sa.Column("secret", sa.LargeBinary(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=True),
        sa.Column("rows", sa.Integer(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.LargeBinary(), nullable=True),
        sa.Column("downloads", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("format in ('xlsx', 'csv')", name=op.f("export_format_check")),
        sa.CheckConstraint(
            "layout = 'list' or (layout = 'register' and format = 'xlsx')", name=op.f("export_layout_check")
        ),
        sa.CheckConstraint("(made_at is null) = (sha256 is null)", name=op.f("export_made_check")),
        sa.ForeignKeyConstraint(["approval_id"], ["export_approval.id"], name=op.f("export_approval_id_fkey")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("export_job_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("export_organization_id_fkey")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("export_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("export_pkey")),
    )
    op.create_index(op.f("export_user_id_id_idx"), "export", ["user_id", "id"], unique=False)
    op.create_index(
        "export_kept_idx", "export", ["expires_at"], unique=False, postgresql_where=sa.text("dropped_at is null")
    )
    op.execute('alter table "export" enable row level security')
    op.execute('alter table "export" force row level security')
    op.execute(
        'create policy "export_scope" on "export" for all using (user_id = scope_user_id() or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1)'
    )
    op.execute('revoke all on "export" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "export" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("export")
    op.drop_table("export_approval")
