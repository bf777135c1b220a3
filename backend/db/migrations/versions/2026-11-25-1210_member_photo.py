"""A member has a photo, whose file is reached through the member alone."""

import sqlalchemy as sa
from alembic import op

revision = "member_photo"
down_revision = "member_claim"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("member", sa.Column("photo_id", sa.Uuid(), nullable=True))
    op.add_column("member", sa.Column("photo_sha256", sa.LargeBinary(), nullable=True))
    op.create_index(
        op.f("member_photo_id_idx"),
        "member",
        ["photo_id"],
        unique=False,
        postgresql_where=sa.text("photo_id is not null"),
    )


def downgrade() -> None:
    op.drop_index(op.f("member_photo_id_idx"), table_name="member", postgresql_where=sa.text("photo_id is not null"))
    op.drop_column("member", "photo_sha256")
    op.drop_column("member", "photo_id")
