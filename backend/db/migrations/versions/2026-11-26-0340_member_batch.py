"""Batches of members that a job checks and carries out."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "member_batch"
down_revision = "import"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "member_batch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("user_name", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("deed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("carried_out_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("member_batch_job_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("member_batch_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("member_batch_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("member_batch_pkey")),
    )
    op.create_index(op.f("member_batch_created_at_idx"), "member_batch", ["created_at"], unique=False)
    op.create_table(
        "member_batch_row",
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("problem", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.PrimaryKeyConstraint("batch_id", "position", name=op.f("member_batch_row_pkey")),
    )
    op.create_index(
        op.f("member_batch_row_batch_id_outcome_position_idx"),
        "member_batch_row",
        ["batch_id", "outcome", "position"],
        unique=False,
    )
    for table in ("member_batch", "member_batch_row"):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({INSIDE}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("member_batch_row")
    op.drop_table("member_batch")
