"""What visits bring beside cases comes out of a fund: reserved for a stop, and booked when it was given."""

import sqlalchemy as sa
from alembic import op

revision = "visit_money"
down_revision = "sighting"
branch_labels = None
depends_on = None

FUNDS = "exists (select from fund where fund.id = debit_fund_id) or exists (select from fund where fund.id = credit_fund_id)"
OF_CASE = "exists (select from aid_case where aid_case.id = case_id)"
OF_CLAIM = "exists (select from protection_claim where protection_claim.id = claim_id)"
OF_VISIT = "exists (select from visit where visit.id = visit_id)"
OF_CASES = "'reserve', 'release', 'pay', 'recall'"


def upgrade() -> None:
    op.add_column(
        "visit_plan", sa.Column("paid_elsewhere", sa.String(length=100), nullable=False, server_default=sa.text("''"))
    )
    op.alter_column("visit_plan", "paid_elsewhere", server_default=None)
    op.add_column("visit", sa.Column("fund_id", sa.Uuid(), nullable=True))
    for name in ("reserved_fen", "booked_fen"):
        op.add_column("visit", sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0")))
        op.alter_column("visit", name, server_default=None)
    op.create_foreign_key(op.f("visit_fund_id_fkey"), "visit", "fund", ["fund_id"], ["id"])
    op.create_index(op.f("visit_fund_id_idx"), "visit", ["fund_id"], postgresql_where=sa.text("fund_id is not null"))
    op.create_check_constraint(
        op.f("visit_money_check"),
        "visit",
        "reserved_fen >= 0 and booked_fen >= 0 and (fund_id is not null)::integer = "
        "(reserved_fen > 0)::integer + (booked_fen > 0)::integer and (booked_fen = 0 or status = 'done')",
    )
    op.add_column("ledger_entry", sa.Column("visit_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ledger_entry_visit_key",
        "ledger_entry",
        ["visit_id", "case_place"],
        unique=True,
        postgresql_where=sa.text("visit_id is not null"),
    )
    op.drop_constraint(op.f("ledger_entry_case_check"), "ledger_entry", type_="check")
    op.create_check_constraint(
        op.f("ledger_entry_case_check"),
        "ledger_entry",
        f"num_nonnulls(case_id, claim_id, visit_id) = (kind in ({OF_CASES}))::integer",
    )
    op.execute(
        f"alter policy ledger_entry_scope on ledger_entry using ({FUNDS} or {OF_CASE} or {OF_CLAIM} or {OF_VISIT})"
    )


def downgrade() -> None:
    op.execute(f"alter policy ledger_entry_scope on ledger_entry using ({FUNDS} or {OF_CASE} or {OF_CLAIM})")
    op.drop_constraint(op.f("ledger_entry_case_check"), "ledger_entry", type_="check")
    op.drop_index("ledger_entry_visit_key", table_name="ledger_entry")
    op.drop_column("ledger_entry", "visit_id")
    op.create_check_constraint(
        op.f("ledger_entry_case_check"),
        "ledger_entry",
        f"num_nonnulls(case_id, claim_id) = (kind in ({OF_CASES}))::integer",
    )
    op.drop_constraint(op.f("visit_money_check"), "visit", type_="check")
    for name in ("booked_fen", "reserved_fen", "fund_id"):
        op.drop_column("visit", name)
    op.drop_column("visit_plan", "paid_elsewhere")
