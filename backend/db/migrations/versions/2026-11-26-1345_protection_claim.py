"""Claims on mutual protection, their steps and papers, and their money in the ledger."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "protection_claim"
down_revision = "protection"
branch_labels = None
depends_on = None


FUNDS = "exists (select from fund where fund.id = debit_fund_id) or exists (select from fund where fund.id = credit_fund_id)"
OF_CASE = "exists (select from aid_case where aid_case.id = case_id)"
OF_CLAIM = "exists (select from protection_claim where protection_claim.id = claim_id)"
OF_CASES = "'reserve', 'release', 'pay', 'recall'"


def upgrade() -> None:
    op.execute("create sequence protection_claim_number")
    op.execute("grant usage on sequence protection_claim_number to unionhome_app")
    op.create_table(
        "protection_claim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("cover_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("event_on", sa.Date(), nullable=False),
        sa.Column("self_paid_fen", sa.BigInteger(), nullable=False),
        sa.Column("illness", sa.LargeBinary(), nullable=False),
        sa.Column("item", sa.LargeBinary(), nullable=True),
        sa.Column("item_index", sa.LargeBinary(), nullable=True),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("bank_card", sa.LargeBinary(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("reckoning", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column("maker_name", sa.String(length=40), nullable=False),
        sa.Column("checker_id", sa.Uuid(), nullable=True),
        sa.Column("checker_name", sa.String(length=40), nullable=False),
        sa.Column("approver_id", sa.Uuid(), nullable=True),
        sa.Column("approver_name", sa.String(length=40), nullable=False),
        sa.Column("payer_id", sa.Uuid(), nullable=True),
        sa.Column("payer_name", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=True),
        sa.Column("document_number", sa.String(length=100), nullable=False),
        sa.Column("proof_id", sa.Uuid(), nullable=True),
        sa.Column("proof_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status = 'paid') = (payer_id is not null) and (status = 'paid') = (proof_id is not null)",
            name=op.f("protection_claim_paid_check"),
        ),
        sa.CheckConstraint(
            "status in ('draft', 'submitted', 'checked', 'approved', 'paid', 'refused', 'withdrawn')",
            name=op.f("protection_claim_status_check"),
        ),
        sa.CheckConstraint(
            "status not in ('approved', 'paid') or approver_id is not null",
            name=op.f("protection_claim_approved_check"),
        ),
        sa.CheckConstraint("amount_fen >= 0 and self_paid_fen >= 0", name=op.f("protection_claim_amount_check")),
        sa.CheckConstraint(
            "approver_id is null or (checker_id is not null and approver_id not in (maker_id, checker_id))",
            name=op.f("protection_claim_approver_check"),
        ),
        sa.CheckConstraint("checker_id is null or checker_id <> maker_id", name=op.f("protection_claim_checker_check")),
        sa.CheckConstraint(
            "payer_id is null or (approver_id is not null and payer_id not in (maker_id, checker_id, approver_id))",
            name=op.f("protection_claim_payer_check"),
        ),
        sa.ForeignKeyConstraint(["cover_id"], ["protection_cover.id"], name=op.f("protection_claim_cover_id_fkey")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("protection_claim_member_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("protection_claim_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["protection_plan.id"], name=op.f("protection_claim_plan_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("protection_claim_pkey")),
        sa.UniqueConstraint("number", name=op.f("protection_claim_number_key")),
    )
    op.create_index(op.f("protection_claim_code_id_idx"), "protection_claim", ["code", "id"], unique=False)
    op.create_index(op.f("protection_claim_cover_id_idx"), "protection_claim", ["cover_id"], unique=False)
    op.create_index(
        "protection_claim_item_key",
        "protection_claim",
        ["cover_id", "item_index"],
        unique=True,
        postgresql_where=sa.text("item_index is not null and status not in ('draft', 'refused', 'withdrawn')"),
    )
    op.create_index(
        op.f("protection_claim_line_code_id_idx"),
        "protection_claim",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(
        op.f("protection_claim_plan_id_status_idx"), "protection_claim", ["plan_id", "status"], unique=False
    )
    op.create_index(op.f("protection_claim_status_code_idx"), "protection_claim", ["status", "code"], unique=False)
    op.create_table(
        "protection_claim_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("from_status", sa.String(length=20), nullable=False),
        sa.Column("to_status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(length=40), nullable=False),
        sa.Column("by_office", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"], ["protection_claim.id"], name=op.f("protection_claim_step_claim_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("protection_claim_step_pkey")),
    )
    op.create_index("protection_claim_step_key", "protection_claim_step", ["claim_id", "place"], unique=True)
    op.create_table(
        "protection_proof",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("claim_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("added_by_name", sa.String(length=40), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["protection_claim.id"], name=op.f("protection_proof_claim_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("protection_proof_pkey")),
    )
    op.create_index(op.f("protection_proof_claim_id_idx"), "protection_proof", ["claim_id"], unique=False)
    op.create_index(op.f("protection_proof_file_id_idx"), "protection_proof", ["file_id"], unique=False)
    op.add_column("ledger_entry", sa.Column("claim_id", sa.Uuid(), nullable=True))
    op.create_index(
        "ledger_entry_claim_key",
        "ledger_entry",
        ["claim_id", "case_place"],
        unique=True,
        postgresql_where=sa.text("claim_id is not null"),
    )
    op.create_foreign_key(op.f("ledger_entry_claim_id_fkey"), "ledger_entry", "protection_claim", ["claim_id"], ["id"])
    op.execute('alter table "protection_claim" enable row level security')
    op.execute('alter table "protection_claim" force row level security')
    op.execute(
        'create policy "protection_claim_scope" on "protection_claim" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "protection_claim" from "unionhome_app"')
    op.execute('grant select, insert, update on "protection_claim" to "unionhome_app"')
    op.execute('alter table "protection_claim_step" enable row level security')
    op.execute('alter table "protection_claim_step" force row level security')
    op.execute(
        'create policy "protection_claim_step_scope" on "protection_claim_step" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "protection_claim_step" from "unionhome_app"')
    op.execute('grant select, insert, update on "protection_claim_step" to "unionhome_app"')
    op.execute('alter table "protection_proof" enable row level security')
    op.execute('alter table "protection_proof" force row level security')
    op.execute(
        'create policy "protection_proof_scope" on "protection_proof" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "protection_proof" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "protection_proof" to "unionhome_app"')
    op.drop_constraint(op.f("ledger_entry_case_check"), "ledger_entry", type_="check")
    op.create_check_constraint(
        op.f("ledger_entry_case_check"),
        "ledger_entry",
        f"num_nonnulls(case_id, claim_id) = (kind in ({OF_CASES}))::integer",
    )
    op.execute(f"alter policy ledger_entry_scope on ledger_entry using ({FUNDS} or {OF_CASE} or {OF_CLAIM})")


def downgrade() -> None:
    op.execute(f"alter policy ledger_entry_scope on ledger_entry using ({FUNDS} or {OF_CASE})")
    op.drop_constraint(op.f("ledger_entry_case_check"), "ledger_entry", type_="check")
    op.drop_index("ledger_entry_claim_key", table_name="ledger_entry")
    op.drop_column("ledger_entry", "claim_id")
    op.create_check_constraint(
        op.f("ledger_entry_case_check"), "ledger_entry", f"(case_id is not null) = (kind in ({OF_CASES}))"
    )
    for table in ("protection_proof", "protection_claim_step", "protection_claim"):
        op.drop_table(table)
    op.execute("drop sequence protection_claim_number")
