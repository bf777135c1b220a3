"""Help that is not money: a case is being helped, and then was."""

import sqlalchemy as sa
from alembic import op

revision = "help"
down_revision = "erased"
branch_labels = None
depends_on = None

BEFORE = (
    "'draft', 'unit_review', 'notice', 'unit_confirm', 'township_review', 'county_review', 'city_review', "
    "'approved', 'paid', 'rejected', 'withdrawn', 'archived'"
)
HELP = {
    "helping": "status not in ('helping', 'helped') or (amount_fen = 0 and fund_id is null)",
    "helped": "status <> 'helped' or (helped_on is not null and (help_done is not null or erased_on is not null))",
}


def _check(name: str, condition: str) -> None:
    op.execute(f"alter table aid_case drop constraint if exists aid_case_{name}_check")
    op.execute(f"alter table aid_case add constraint aid_case_{name}_check check ({condition})")


def upgrade() -> None:
    op.add_column("aid_case", sa.Column("helped_on", sa.Date(), nullable=True))
    op.add_column("aid_case", sa.Column("help_done", sa.LargeBinary(), nullable=True))
    _check("status", f"status in ({BEFORE}, 'helping', 'helped')")
    _check("approved", "status not in ('approved', 'helping', 'paid', 'helped') or checker_id is not null")
    for name, condition in HELP.items():
        _check(name, condition)


def downgrade() -> None:
    """Cases that are helped stand as approved again, and nothing is paid for them."""
    for name in HELP:
        op.execute(f"alter table aid_case drop constraint aid_case_{name}_check")
    op.execute("update aid_case set status = 'approved' where status in ('helping', 'helped')")
    _check("status", f"status in ({BEFORE})")
    _check("approved", "status not in ('approved', 'paid') or checker_id is not null")
    op.drop_column("aid_case", "help_done")
    op.drop_column("aid_case", "helped_on")
