"""The stamped print of the report on the result of a notice."""

import sqlalchemy as sa
from alembic import op

revision = "notice_scan"
down_revision = "view_schedule"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("notice", sa.Column("scan_id", sa.Uuid(), nullable=True))
    op.add_column("notice", sa.Column("scan_sha256", sa.LargeBinary(), nullable=True))
    op.add_column("notice", sa.Column("scanned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("notice", sa.Column("scanned_by_name", sa.String(length=40), nullable=False, server_default=""))
    op.alter_column("notice", "scanned_by_name", server_default=None)
    op.create_check_constraint(
        op.f("notice_scan_check"),
        "notice",
        "num_nonnulls(scan_id, scan_sha256, scanned_at) in (0, 3) and (scan_id is null or status = 'concluded')",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("notice_scan_check"), "notice", type_="check")
    for name in ("scanned_by_name", "scanned_at", "scan_sha256", "scan_id"):
        op.drop_column("notice", name)
