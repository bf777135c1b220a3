"""The work calendar: the days off and the make-up days of each year that the city entered."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "work_calendar"
down_revision = "aid_case"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "work_calendar",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("days", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("year between 2000 and 2100", name=op.f("work_calendar_year_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("work_calendar_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("work_calendar_pkey")),
    )
    op.create_index("work_calendar_year_key", "work_calendar", ["year"], unique=True)
    op.execute('alter table "work_calendar" enable row level security')
    op.execute('alter table "work_calendar" force row level security')
    op.execute(f'create policy "work_calendar_scope" on "work_calendar" for all using (true) with check ({INSIDE})')
    op.execute('revoke all on "work_calendar" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "work_calendar" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("work_calendar")
