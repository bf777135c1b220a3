"""What became of people after the help, on the case."""

import sqlalchemy as sa
from alembic import op

revision = "aid_outcome"
down_revision = "summary"
branch_labels = None
depends_on = None

OUTCOMES = "'seeking', 'trained', 'placed', 'self_employed', 'entered', 'continues', 'graduated', 'dropped_out'"


def upgrade() -> None:
    op.add_column("aid_case", sa.Column("outcome", sa.String(length=20), nullable=True))
    op.add_column("aid_case", sa.Column("outcome_on", sa.Date(), nullable=True))
    op.add_column("aid_case", sa.Column("outcome_note", sa.LargeBinary(), nullable=True))
    op.add_column("aid_case", sa.Column("outcome_by_name", sa.String(length=40), nullable=False, server_default=""))
    op.create_check_constraint(op.f("aid_case_outcome_check"), "aid_case", f"outcome in ({OUTCOMES})")
    op.create_check_constraint(
        op.f("aid_case_outcome_on_check"), "aid_case", "(outcome is null) = (outcome_on is null)"
    )


def downgrade() -> None:
    for name in ("aid_case_outcome_on_check", "aid_case_outcome_check"):
        op.drop_constraint(op.f(name), "aid_case", type_="check")
    for column in ("outcome_by_name", "outcome_note", "outcome_on", "outcome"):
        op.drop_column("aid_case", column)
