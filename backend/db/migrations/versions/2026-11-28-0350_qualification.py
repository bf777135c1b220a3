"""What unions are judged by, and how each was judged in a year (六有)."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "qualification"
down_revision = "statistic_recount"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "qualification_standard",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("from_year", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=20), nullable=False),
        sa.Column("criteria", postgresql.ARRAY(sa.String(length=40)), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cardinality(criteria) between 1 and 12", name=op.f("qualification_standard_criteria_check")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("qualification_standard_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("qualification_standard_pkey")),
    )
    op.create_index("qualification_standard_key", "qualification_standard", ["from_year"], unique=True)
    op.execute('alter table "qualification_standard" enable row level security')
    op.execute('alter table "qualification_standard" force row level security')
    op.execute(
        'create policy "qualification_standard_scope" on "qualification_standard" for all using (true) '
        f"with check ({INSIDE})"
    )
    op.execute('revoke all on "qualification_standard" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "qualification_standard" to "unionhome_app"')
    op.create_table(
        "qualification",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("marks", postgresql.ARRAY(sa.SmallInteger()), nullable=False),
        sa.Column("qualified", sa.Boolean(), nullable=False),
        sa.Column("from_organization_name", sa.String(length=120), nullable=False),
        sa.Column("from_level", sa.SmallInteger(), nullable=False),
        sa.Column("judged_by", sa.Uuid(), nullable=False),
        sa.Column("judged_by_name", sa.String(length=40), nullable=False),
        sa.Column("judged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("year between 2000 and 2100", name=op.f("qualification_year_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("qualification_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("qualification_pkey")),
    )
    op.create_index("qualification_key", "qualification", ["organization_id", "year"], unique=True)
    op.create_index(op.f("qualification_code_year_idx"), "qualification", ["code", "year"], unique=False)
    op.execute('alter table "qualification" enable row level security')
    op.execute('alter table "qualification" force row level security')
    op.execute(f'create policy "qualification_scope" on "qualification" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute('revoke all on "qualification" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "qualification" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("qualification")
    op.drop_table("qualification_standard")
