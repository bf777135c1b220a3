"""What officers learned: a column of the rosters that unions bring."""

import sqlalchemy as sa
from alembic import op

revision = "officer_education"
down_revision = "visit"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("officer", sa.Column("education", sa.String(length=30), nullable=True))


def downgrade() -> None:
    op.drop_column("officer", "education")
