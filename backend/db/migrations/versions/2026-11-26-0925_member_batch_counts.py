"""How many members of a batch it was done to stands with the batch: its list would count millions of rows."""

import sqlalchemy as sa
from alembic import op

revision = "member_batch_counts"
down_revision = "notice"
branch_labels = None
depends_on = None

COUNTS = ("can", "cannot", "done")


def upgrade() -> None:
    for name in COUNTS:
        op.add_column("member_batch", sa.Column(name, sa.Integer(), server_default="0", nullable=False))
    # A batch is kept for thirty days: there are few.
    op.execute(
        "update member_batch set can = counted.can, cannot = counted.cannot, done = counted.done from ("
        "select batch_id, count(*) filter (where outcome = 'can') as can,"
        " count(*) filter (where outcome = 'cannot') as cannot, count(*) filter (where outcome = 'done') as done"
        " from member_batch_row group by batch_id) counted where counted.batch_id = member_batch.id"
    )
    for name in COUNTS:
        op.alter_column("member_batch", name, server_default=None)


def downgrade() -> None:
    for name in COUNTS:
        op.drop_column("member_batch", name)
