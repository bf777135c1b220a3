"""Whom one asks for at an employer, and how they are reached."""

import sqlalchemy as sa
from alembic import op

revision = "employer_contact"
down_revision = "officer_education"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("employer", sa.Column("contact_name", sa.String(length=40), server_default="", nullable=False))
    op.alter_column("employer", "contact_name", server_default=None)
    op.add_column("employer", sa.Column("contact_phone", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("employer", "contact_phone")
    op.drop_column("employer", "contact_name")
