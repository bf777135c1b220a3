"""Whoever booked something for a duty of remitting sees it, wherever the union that owes has moved."""

from alembic import op

revision = "remittance_booked"
down_revision = "duty"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
BOOKED = "exists (select 1 from voucher e where e.remittance_id = remittance_duty.id)"


def upgrade() -> None:
    seen = f"{INSIDE} or {BOOKED}"
    op.execute(f"alter policy remittance_duty_scope on remittance_duty using ({seen}) with check ({seen})")


def downgrade() -> None:
    op.execute(f"alter policy remittance_duty_scope on remittance_duty using ({INSIDE}) with check ({INSIDE})")
