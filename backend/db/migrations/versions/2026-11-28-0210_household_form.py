"""The rest of what the 困难职工档案表 asks for: nation, start of work, the unit, another phone, the postcode, years of school."""

import sqlalchemy as sa
from alembic import op

revision = "household_form"
down_revision = "voucher_expense"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("nation", sa.String(length=20), nullable=True),
        sa.Column("work_started_on", sa.Date(), nullable=True),
        sa.Column("unit_ownership", sa.String(length=30), nullable=True),
        sa.Column("unit_industry", sa.String(length=30), nullable=True),
        sa.Column("unit_address", sa.String(length=200), nullable=False, server_default=""),
        sa.Column("other_phone", sa.LargeBinary(), nullable=True),
        sa.Column("postcode", sa.LargeBinary(), nullable=True),
    ):
        op.add_column("household", column)
    op.add_column("household_person", sa.Column("school_years", sa.SmallInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("household_person", "school_years")
    for name in (
        "postcode",
        "other_phone",
        "unit_address",
        "unit_industry",
        "unit_ownership",
        "work_started_on",
        "nation",
    ):
        op.drop_column("household", name)
