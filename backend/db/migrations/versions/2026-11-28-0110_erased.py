"""What is left of aid after its ten years: an entry of the books, and nobody's name on it."""

import sqlalchemy as sa
from alembic import op

revision = "erased"
down_revision = "retained_transfer"
branch_labels = None
depends_on = None

TABLES = ("aid_case", "payment", "visit")
SUBJECT = "household_id is not null or member_id is not null"
PROOF = "way = 'bank' or (signature_id is not null and photo_id is not null)"


def _check(table: str, name: str, condition: str) -> None:
    op.execute(f"alter table {table} drop constraint {table}_{name}_check")
    op.execute(f"alter table {table} add constraint {table}_{name}_check check ({condition})")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("erased_on", sa.Date(), nullable=True))
    _check("aid_case", "subject", f"{SUBJECT} or erased_on is not null")
    _check("payment", "proof", f"{PROOF} or erased_on is not null")
    op.create_index(
        "aid_case_alone_idx",
        "aid_case",
        ["updated_at"],
        postgresql_where=sa.text("household_id is null and erased_on is null"),
    )
    op.create_index(
        "visit_kept_idx", "visit", ["visit_on"], postgresql_where=sa.text("household_id is null and erased_on is null")
    )


def downgrade() -> None:
    """A case without anybody has no place in the shape before: there is no way back once one was erased."""
    op.drop_index("visit_kept_idx", "visit")
    op.drop_index("aid_case_alone_idx", "aid_case")
    _check("payment", "proof", PROOF)
    _check("aid_case", "subject", SUBJECT)
    for table in TABLES:
        op.drop_column(table, "erased_on")
