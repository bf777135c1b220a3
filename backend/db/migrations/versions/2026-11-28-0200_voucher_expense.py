"""Expenses of a fund beside cases: who is paid, and how many households it served."""

import sqlalchemy as sa
from alembic import op

revision = "voucher_expense"
down_revision = "visit_money"
branch_labels = None
depends_on = None

BEFORE = "'income', 'hand_down', 'take_back', 'reversal'"


def _kinds(kinds: str) -> None:
    op.execute("alter table voucher drop constraint voucher_kind_check")
    op.execute(f"alter table voucher add constraint voucher_kind_check check (kind in ({kinds}))")


def upgrade() -> None:
    op.add_column("voucher", sa.Column("payee", sa.String(length=100), nullable=False, server_default=""))
    op.add_column("voucher", sa.Column("households", sa.Integer(), nullable=True))
    _kinds("'income', 'hand_down', 'take_back', 'expense', 'reversal'")
    op.create_check_constraint(op.f("voucher_payee_check"), "voucher", "(kind = 'expense') = (payee <> '')")
    op.create_check_constraint(
        op.f("voucher_households_check"), "voucher", "households is null or (kind = 'expense' and households > 0)"
    )


def downgrade() -> None:
    """An expense has no place in the shape before: there is no way back once one was written."""
    for name in ("households", "payee"):
        op.drop_constraint(op.f(f"voucher_{name}_check"), "voucher", type_="check")
    _kinds(BEFORE)
    for name in ("households", "payee"):
        op.drop_column("voucher", name)
