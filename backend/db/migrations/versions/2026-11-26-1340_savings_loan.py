"""Loans of mutual savings societies, and the plans by which they are repaid."""

import sqlalchemy as sa
from alembic import op

revision = "savings_loan"
down_revision = "savings"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
OF_LOAN = "exists (select from savings_loan where savings_loan.id = loan_id)"
OPEN = "state in ('asked', 'approved', 'running')"
PAID_OUT = "state in ('running', 'settled', 'written_off')"


def secure(table: str, condition: str, verbs: str) -> None:
    op.execute(f'alter table "{table}" enable row level security')
    op.execute(f'alter table "{table}" force row level security')
    op.execute(f'create policy "{table}_scope" on "{table}" for all using ({condition}) with check ({condition})')
    op.execute(f'revoke all on "{table}" from "unionhome_app"')
    op.execute(f'grant {verbs} on "{table}" to "unionhome_app"')


def upgrade() -> None:
    op.execute("create sequence savings_loan_number")
    op.execute("grant usage on sequence savings_loan_number to unionhome_app")
    op.create_table(
        "savings_loan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("society_id", sa.Uuid(), nullable=False),
        sa.Column("saver_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("months", sa.SmallInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=60), nullable=False),
        sa.Column("hardship", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column("maker_name", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checker_id", sa.Uuid(), nullable=True),
        sa.Column("checker_name", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=True),
        sa.Column("signature_id", sa.Uuid(), nullable=True),
        sa.Column("signature_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("bank_reference", sa.String(length=60), nullable=False),
        sa.Column("payer_name", sa.String(length=40), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("repaid_fen", sa.BigInteger(), nullable=False),
        sa.Column("proposer_id", sa.Uuid(), nullable=True),
        sa.Column("proposer_name", sa.String(length=40), nullable=False),
        sa.Column("write_off_reason", sa.String(length=200), nullable=False),
        sa.Column("written_off_by", sa.Uuid(), nullable=True),
        sa.Column("written_off_by_name", sa.String(length=40), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state in ('asked', 'approved', 'running', 'settled', 'written_off', 'refused', 'withdrawn')",
            name=op.f("savings_loan_state_check"),
        ),
        sa.CheckConstraint("amount_fen > 0 and months between 1 and 60", name=op.f("savings_loan_amount_check")),
        sa.CheckConstraint("repaid_fen between 0 and amount_fen", name=op.f("savings_loan_repaid_check")),
        sa.CheckConstraint("(state = 'settled') = (repaid_fen = amount_fen)", name=op.f("savings_loan_settled_check")),
        sa.CheckConstraint("checker_id is null or checker_id <> maker_id", name=op.f("savings_loan_two_check")),
        sa.CheckConstraint(
            "state in ('asked', 'withdrawn') or checker_id is not null", name=op.f("savings_loan_decided_check")
        ),
        sa.CheckConstraint(f"({PAID_OUT}) = (paid_at is not null)", name=op.f("savings_loan_paid_check")),
        sa.CheckConstraint(
            "paid_at is null or (way = 'cash' and signature_id is not null) or (way = 'bank' and bank_reference <> '')",
            name=op.f("savings_loan_proof_check"),
        ),
        sa.CheckConstraint(
            "(state = 'written_off') = (written_off_by is not null) "
            "and (written_off_by is null or (proposer_id is not null and written_off_by <> proposer_id))",
            name=op.f("savings_loan_write_off_check"),
        ),
        sa.ForeignKeyConstraint(["society_id"], ["savings_society.id"], name=op.f("savings_loan_society_id_fkey")),
        sa.ForeignKeyConstraint(["saver_id"], ["savings_saver.id"], name=op.f("savings_loan_saver_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("savings_loan_pkey")),
        sa.UniqueConstraint("number", name=op.f("savings_loan_number_key")),
    )
    op.create_index("savings_loan_open_key", "savings_loan", ["saver_id"], unique=True, postgresql_where=sa.text(OPEN))
    op.create_index(op.f("savings_loan_society_id_id_idx"), "savings_loan", ["society_id", "id"])
    op.create_index(op.f("savings_loan_code_id_idx"), "savings_loan", ["code", "id"])
    op.create_index(op.f("savings_loan_saver_id_idx"), "savings_loan", ["saver_id"])
    op.create_index("savings_loan_running_idx", "savings_loan", ["code"], postgresql_where=sa.text(OPEN))
    op.create_table(
        "savings_instalment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("loan_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("by_then_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint(
            "amount_fen > 0 and by_then_fen >= amount_fen", name=op.f("savings_instalment_amount_check")
        ),
        sa.ForeignKeyConstraint(["loan_id"], ["savings_loan.id"], name=op.f("savings_instalment_loan_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("savings_instalment_pkey")),
    )
    op.create_index("savings_instalment_key", "savings_instalment", ["loan_id", "place"], unique=True)
    secure("savings_loan", INSIDE, "select, insert, update")
    secure("savings_instalment", OF_LOAN, "select, insert")
    op.add_column("ledger_entry", sa.Column("loan_id", sa.Uuid(), nullable=True))
    op.create_foreign_key(op.f("ledger_entry_loan_id_fkey"), "ledger_entry", "savings_loan", ["loan_id"], ["id"])
    op.create_index(
        "ledger_entry_lend_key", "ledger_entry", ["loan_id"], unique=True, postgresql_where=sa.text("kind = 'lend'")
    )
    op.create_index(
        op.f("ledger_entry_loan_id_idx"),
        "ledger_entry",
        ["loan_id"],
        postgresql_where=sa.text("loan_id is not null"),
    )
    op.create_check_constraint(
        op.f("ledger_entry_loan_check"),
        "ledger_entry",
        "case when kind in ('lend', 'repay', 'write_off') then loan_id is not null "
        "when kind = 'undo' then true else loan_id is null end",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ledger_entry_loan_check"), "ledger_entry", type_="check")
    op.drop_index(op.f("ledger_entry_loan_id_idx"), table_name="ledger_entry")
    op.drop_index("ledger_entry_lend_key", table_name="ledger_entry")
    op.drop_constraint(op.f("ledger_entry_loan_id_fkey"), "ledger_entry", type_="foreignkey")
    op.drop_column("ledger_entry", "loan_id")
    op.drop_table("savings_instalment")
    op.drop_table("savings_loan")
    op.execute("drop sequence savings_loan_number")
