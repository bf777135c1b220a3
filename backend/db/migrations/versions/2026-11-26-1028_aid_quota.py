"""What each union below may be given in a programme."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "aid_quota"
down_revision = "pairing"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "aid_program",
        sa.Column("quotas", postgresql.JSONB(astext_type=sa.Text()), nullable=False, server_default=sa.text("'{}'")),
    )
    op.alter_column("aid_program", "quotas", server_default=None)


def downgrade() -> None:
    op.drop_column("aid_program", "quotas")
