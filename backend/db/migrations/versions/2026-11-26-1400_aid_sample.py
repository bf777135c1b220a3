"""Samples of paid cases, and lines of notices found by their case."""

import sqlalchemy as sa
from alembic import op

revision = "aid_sample"
down_revision = "aid_figures"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "aid_sample",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.Column("last_on", sa.Date(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("case_ids", sa.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("drawn_by", sa.Uuid(), nullable=False),
        sa.Column("drawn_by_name", sa.String(length=40), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seed >= 0", name=op.f("aid_sample_seed_check")),
        sa.CheckConstraint("last_on >= first_on", name=op.f("aid_sample_period_check")),
        sa.CheckConstraint("cardinality(case_ids) > 0", name=op.f("aid_sample_cases_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_sample_pkey")),
    )
    op.create_index(op.f("aid_sample_code_id_idx"), "aid_sample", ["code", "id"], unique=False)
    op.execute('alter table "aid_sample" enable row level security')
    op.execute('alter table "aid_sample" force row level security')
    op.execute(f'create policy "aid_sample_scope" on "aid_sample" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute('revoke all on "aid_sample" from "unionhome_app"')
    op.execute('grant select, insert on "aid_sample" to "unionhome_app"')
    op.create_index(op.f("notice_line_case_id_idx"), "notice_line", ["case_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("notice_line_case_id_idx"), table_name="notice_line")
    op.drop_table("aid_sample")
