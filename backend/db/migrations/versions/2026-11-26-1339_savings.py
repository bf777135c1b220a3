"""Mutual savings societies, their savers and months, and their books in the ledger."""

import sqlalchemy as sa
from alembic import op

revision = "savings"
down_revision = "protection_claim"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
OF_SAVER = "exists (select from savings_saver where savings_saver.id = saver_id)"
OF_CASES = "'reserve', 'release', 'pay', 'recall'"
OF_SAVINGS = "'save', 'draw', 'support', 'lend', 'repay', 'write_off', 'undo'"
KINDS = "'source', 'available', 'reserved', 'spent'"


def secure(table: str, condition: str) -> None:
    op.execute(f'alter table "{table}" enable row level security')
    op.execute(f'alter table "{table}" force row level security')
    op.execute(f'create policy "{table}_scope" on "{table}" for all using ({condition}) with check ({condition})')
    op.execute(f'revoke all on "{table}" from "unionhome_app"')
    op.execute(f'grant select, insert, update on "{table}" to "unionhome_app"')


def check(table: str, name: str, condition: str) -> None:
    op.drop_constraint(op.f(f"{table}_{name}_check"), table, type_="check")
    op.create_check_constraint(op.f(f"{table}_{name}_check"), table, condition)


def upgrade() -> None:
    op.add_column("fund", sa.Column("kind", sa.String(length=20), nullable=False, server_default="aid"))
    op.alter_column("fund", "kind", server_default=None)
    op.create_check_constraint(op.f("fund_kind_check"), "fund", "kind in ('aid', 'savings')")
    op.create_table(
        "savings_society",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("keeper_name", sa.String(length=40), nullable=False),
        sa.Column("checker_name", sa.String(length=40), nullable=False),
        sa.Column("monthly_fen", sa.BigInteger(), nullable=False),
        sa.Column("most_loan_fen", sa.BigInteger(), nullable=False),
        sa.Column("most_multiple", sa.SmallInteger(), nullable=False),
        sa.Column("most_months", sa.SmallInteger(), nullable=False),
        sa.Column("lent_percent", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('area', 'union', 'group')", name=op.f("savings_society_kind_check")),
        sa.CheckConstraint("status in ('open', 'closed')", name=op.f("savings_society_status_check")),
        sa.CheckConstraint("keeper_name <> checker_name", name=op.f("savings_society_two_check")),
        sa.CheckConstraint("monthly_fen > 0 and most_loan_fen > 0", name=op.f("savings_society_amounts_check")),
        sa.CheckConstraint(
            "most_months between 1 and 60 and lent_percent between 1 and 100",
            name=op.f("savings_society_bounds_check"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("savings_society_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("savings_society_fund_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("savings_society_pkey")),
    )
    op.create_index(op.f("savings_society_code_id_idx"), "savings_society", ["code", "id"])
    op.create_index(
        op.f("savings_society_line_code_id_idx"),
        "savings_society",
        ["line_code", "id"],
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index("savings_society_name_key", "savings_society", ["organization_id", "name"], unique=True)
    op.create_index("savings_society_fund_key", "savings_society", ["fund_id"], unique=True)
    op.create_table(
        "savings_saver",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("society_id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("initials", sa.String(length=100, collation="C"), nullable=False),
        sa.Column("monthly_fen", sa.BigInteger(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("monthly_fen > 0", name=op.f("savings_saver_monthly_check")),
        sa.CheckConstraint("left_on is null or left_on >= joined_on", name=op.f("savings_saver_period_check")),
        sa.ForeignKeyConstraint(["society_id"], ["savings_society.id"], name=op.f("savings_saver_society_id_fkey")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("savings_saver_fund_id_fkey")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("savings_saver_member_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("savings_saver_pkey")),
    )
    op.create_index(
        "savings_saver_open_key",
        "savings_saver",
        ["society_id", "member_id"],
        unique=True,
        postgresql_where=sa.text("left_on is null"),
    )
    op.create_index(op.f("savings_saver_society_id_id_idx"), "savings_saver", ["society_id", "id"])
    op.create_index(op.f("savings_saver_code_id_idx"), "savings_saver", ["code", "id"])
    op.create_index(op.f("savings_saver_member_id_idx"), "savings_saver", ["member_id"])
    op.create_table(
        "savings_month",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("saver_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("undone", sa.Boolean(), nullable=False),
        sa.CheckConstraint("extract(day from month) = 1", name=op.f("savings_month_month_check")),
        sa.ForeignKeyConstraint(["saver_id"], ["savings_saver.id"], name=op.f("savings_month_saver_id_fkey")),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entry.id"], name=op.f("savings_month_entry_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("savings_month_pkey")),
    )
    op.create_index(
        "savings_month_key",
        "savings_month",
        ["saver_id", "month"],
        unique=True,
        postgresql_where=sa.text("not undone"),
    )
    op.create_index("savings_month_entry_key", "savings_month", ["entry_id"], unique=True)
    secure("savings_society", INSIDE)
    secure("savings_saver", INSIDE)
    secure("savings_month", OF_SAVER)

    op.add_column("ledger_account", sa.Column("saver_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("ledger_account_saver_id_fkey"), "ledger_account", "savings_saver", ["saver_id"], ["id"])
    op.drop_index("ledger_account_key", table_name="ledger_account")
    op.create_index(
        "ledger_account_key",
        "ledger_account",
        ["fund_id", "kind", "saver_id"],
        unique=True,
        postgresql_nulls_not_distinct=True,
    )
    op.create_index(
        op.f("ledger_account_saver_id_idx"),
        "ledger_account",
        ["saver_id"],
        postgresql_where=sa.text("saver_id is not null"),
    )
    check("ledger_account", "kind", f"kind in ({KINDS}, 'cash', 'savings', 'loan', 'support', 'loss')")
    check(
        "ledger_account",
        "balance",
        "case when kind in ('source', 'savings', 'support') then balance_fen <= 0 else balance_fen >= 0 end",
    )
    op.create_check_constraint(
        op.f("ledger_account_saver_check"), "ledger_account", "(saver_id is not null) = (kind in ('savings', 'loan'))"
    )
    check("ledger_entry", "voucher", f"(voucher_id is not null) = (kind not in ({OF_CASES}, {OF_SAVINGS}))")
    check("ledger_entry", "reverses", "(reverses_id is not null) = (kind in ('reversal', 'undo'))")


def downgrade() -> None:
    check("ledger_entry", "reverses", "(reverses_id is not null) = (kind = 'reversal')")
    check("ledger_entry", "voucher", f"(voucher_id is not null) = (kind not in ({OF_CASES}))")
    op.drop_constraint(op.f("ledger_account_saver_check"), "ledger_account", type_="check")
    check("ledger_account", "balance", "case kind when 'source' then balance_fen <= 0 else balance_fen >= 0 end")
    check("ledger_account", "kind", f"kind in ({KINDS})")
    op.drop_index(op.f("ledger_account_saver_id_idx"), table_name="ledger_account")
    op.drop_index("ledger_account_key", table_name="ledger_account")
    op.create_index("ledger_account_key", "ledger_account", ["fund_id", "kind"], unique=True)
    op.drop_constraint(op.f("ledger_account_saver_id_fkey"), "ledger_account", type_="foreignkey")
    op.drop_column("ledger_account", "saver_id")
    op.drop_table("savings_month")
    op.drop_table("savings_saver")
    op.drop_table("savings_society")
    op.drop_constraint(op.f("fund_kind_check"), "fund", type_="check")
    op.drop_column("fund", "kind")
