"""Where the papers of a programme are handed in: the place, the room, whom to call."""

import sqlalchemy as sa
from alembic import op

revision = "papers_place"
down_revision = "survivor"
branch_labels = None
depends_on = None

COLUMNS = (("papers_place", 100), ("papers_room", 60), ("papers_phone", 30))


def upgrade() -> None:
    for name, length in COLUMNS:
        op.add_column("aid_program", sa.Column(name, sa.String(length=length), server_default="", nullable=False))


def downgrade() -> None:
    for name, _length in COLUMNS:
        op.drop_column("aid_program", name)
