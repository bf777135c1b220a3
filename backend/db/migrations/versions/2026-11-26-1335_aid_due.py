"""The queue of cases by due moment and by desk, from an index."""

import sqlalchemy as sa
from alembic import op

revision = "aid_due"
down_revision = "pairing_follows"
branch_labels = None
depends_on = None


def upgrade() -> None:
    due = sa.text("coalesce(due_at, '9999-12-31 00:00:00+00'::timestamptz)")
    op.create_index("aid_case_due_idx", "aid_case", [due, "id"])
    op.create_index("aid_case_organization_id_status_idx", "aid_case", ["organization_id", "status"])
    op.drop_index("aid_case_organization_id_idx", table_name="aid_case")


def downgrade() -> None:
    op.create_index("aid_case_organization_id_idx", "aid_case", ["organization_id"])
    op.drop_index("aid_case_organization_id_status_idx", table_name="aid_case")
    op.drop_index("aid_case_due_idx", table_name="aid_case")
