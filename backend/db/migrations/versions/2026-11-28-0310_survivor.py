"""Whom somebody survived who is given a gift as the survivor of a veteran cadre."""

import sqlalchemy as sa
from alembic import op

revision = "survivor"
down_revision = "quota_above"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("aid_case", sa.Column("survivor_of", sa.String(length=40), server_default="", nullable=False))
    op.add_column("aid_case", sa.Column("survivor_relation", sa.String(length=20), nullable=True))
    op.create_check_constraint(
        op.f("aid_case_survivor_check"), "aid_case", "(survivor_relation is null) = (survivor_of = '')"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("aid_case_survivor_check"), "aid_case", type_="check")
    op.drop_column("aid_case", "survivor_relation")
    op.drop_column("aid_case", "survivor_of")
