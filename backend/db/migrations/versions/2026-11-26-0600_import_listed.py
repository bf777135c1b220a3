"""Whose list an import is, and of which day, where it is an agency's."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "import_listed"
down_revision = "member_batch"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("import", sa.Column("listed", postgresql.JSONB(astext_type=sa.Text()), nullable=True))


def downgrade() -> None:
    op.drop_column("import", "listed")
