"""A saved table of the statistics may come back on a day of each month, quarter or year."""

import sqlalchemy as sa
from alembic import op

revision = "view_schedule"
down_revision = "remittance"
branch_labels = None
depends_on = None

NAME = "saved_view_schedule_check"
WHOLE = (
    "(recurs is null and recurs_day is null and recurs_from is null) "
    "or (recurs in ('month', 'quarter', 'year') and recurs_day between 1 and 28 and recurs_from is not null)"
)


def upgrade() -> None:
    op.add_column("saved_view", sa.Column("recurs", sa.String(length=10), nullable=True))
    op.add_column("saved_view", sa.Column("recurs_day", sa.Integer(), nullable=True))
    op.add_column("saved_view", sa.Column("recurs_from", sa.Date(), nullable=True))
    op.create_check_constraint(op.f(NAME), "saved_view", WHOLE)


def downgrade() -> None:
    op.drop_constraint(op.f(NAME), "saved_view")
    for column in ("recurs_from", "recurs_day", "recurs"):
        op.drop_column("saved_view", column)
