"""The drafts of household files, which wait on somebody's workbench."""

import sqlalchemy as sa
from alembic import op

revision = "household_draft"
down_revision = "client"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("household_draft_idx", "household", ["code", "id"], postgresql_where=sa.text("status = 'draft'"))


def downgrade() -> None:
    op.drop_index("household_draft_idx", "household")
