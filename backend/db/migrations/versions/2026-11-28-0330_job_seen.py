"""Whether somebody has looked at how their job ended; what ended before is taken for looked at."""

import sqlalchemy as sa
from alembic import op

revision = "job_seen"
down_revision = "budget"
branch_labels = None
depends_on = None

ENDED_BEFORE = sa.text("update job set seen_at = ended_at where ended_at is not null")


def upgrade() -> None:
    op.add_column("job", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.execute(ENDED_BEFORE)
    op.create_index("job_unseen_idx", "job", ["user_id"], postgresql_where=sa.text("seen_at is null"))


def downgrade() -> None:
    op.drop_index("job_unseen_idx", "job")
    op.drop_column("job", "seen_at")
