"""Programmes of aid, cases, and the steps that cases took."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "aid_case"
down_revision = "merge_households"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.execute("create sequence aid_case_number")
    op.execute("grant usage on sequence aid_case_number to unionhome_app")
    op.create_table(
        "aid_program",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("code_hi", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("audience", sa.String(length=500), nullable=False),
        sa.Column("categories", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("papers", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("sources", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("stages", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("standards", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("each_time_fen", sa.BigInteger(), nullable=True),
        sa.Column("each_year_fen", sa.BigInteger(), nullable=True),
        sa.Column("caps_stop", sa.Boolean(), nullable=False),
        sa.Column("notice_days", sa.SmallInteger(), nullable=False),
        sa.Column("opens_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status in ('draft', 'open', 'closed')", name=op.f("aid_program_status_check")),
        sa.CheckConstraint("closes_at is null or opens_at < closes_at", name=op.f("aid_program_period_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("aid_program_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_program_pkey")),
    )
    op.create_index(op.f("aid_program_code_idx"), "aid_program", ["code"], unique=False)
    op.create_table(
        "aid_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("initials", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("evaluation", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("asked_fen", sa.BigInteger(), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.LargeBinary(), nullable=True),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column("maker_name", sa.String(length=40), nullable=False),
        sa.Column("checker_id", sa.Uuid(), nullable=True),
        sa.Column("checker_name", sa.String(length=40), nullable=False),
        sa.Column("payer_id", sa.Uuid(), nullable=True),
        sa.Column("payer_name", sa.String(length=40), nullable=False),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("paid_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status <> 'paid' or payer_id is not null", name=op.f("aid_case_paid_check")),
        sa.CheckConstraint(
            "status in ('draft', 'unit_review', 'notice', 'unit_confirm', 'township_review', 'county_review', 'city_review', 'approved', 'paid', 'rejected', 'withdrawn', 'archived')",
            name=op.f("aid_case_status_check"),
        ),
        sa.CheckConstraint(
            "status not in ('approved', 'paid') or checker_id is not null", name=op.f("aid_case_approved_check")
        ),
        sa.CheckConstraint("amount_fen >= 0", name=op.f("aid_case_amount_check")),
        sa.CheckConstraint("checker_id is null or checker_id <> maker_id", name=op.f("aid_case_checker_check")),
        sa.CheckConstraint("household_id is not null or member_id is not null", name=op.f("aid_case_subject_check")),
        sa.CheckConstraint(
            "payer_id is null or (payer_id <> maker_id and payer_id <> checker_id)", name=op.f("aid_case_payer_check")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("aid_case_household_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("aid_case_organization_id_fkey")),
        sa.ForeignKeyConstraint(["program_id"], ["aid_program.id"], name=op.f("aid_case_program_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_case_pkey")),
        sa.UniqueConstraint("number", name=op.f("aid_case_number_key")),
    )
    op.create_index(op.f("aid_case_code_id_idx"), "aid_case", ["code", "id"], unique=False)
    op.create_index(
        op.f("aid_case_household_id_idx"),
        "aid_case",
        ["household_id"],
        unique=False,
        postgresql_where=sa.text("household_id is not null"),
    )
    op.create_index(
        "aid_case_household_key",
        "aid_case",
        ["program_id", "household_id"],
        unique=True,
        postgresql_where=sa.text("status not in ('rejected', 'withdrawn')"),
    )
    op.create_index(
        op.f("aid_case_line_code_id_idx"),
        "aid_case",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(
        "aid_case_member_key",
        "aid_case",
        ["program_id", "member_id"],
        unique=True,
        postgresql_where=sa.text("status not in ('rejected', 'withdrawn')"),
    )
    op.create_index(op.f("aid_case_organization_id_idx"), "aid_case", ["organization_id"], unique=False)
    op.create_index(op.f("aid_case_status_code_id_idx"), "aid_case", ["status", "code", "id"], unique=False)
    op.create_table(
        "aid_case_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
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
        sa.ForeignKeyConstraint(["case_id"], ["aid_case.id"], name=op.f("aid_case_step_case_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_case_step_pkey")),
    )
    op.create_index("aid_case_step_key", "aid_case_step", ["case_id", "place"], unique=True)
    op.execute('alter table "aid_program" enable row level security')
    op.execute('alter table "aid_program" force row level security')
    op.execute(f'create policy "aid_program_scope" on "aid_program" for all using (true) with check ({INSIDE})')
    op.execute('revoke all on "aid_program" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "aid_program" to "unionhome_app"')
    op.execute('alter table "aid_case" enable row level security')
    op.execute('alter table "aid_case" force row level security')
    op.execute(f'create policy "aid_case_scope" on "aid_case" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute('revoke all on "aid_case" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "aid_case" to "unionhome_app"')
    op.execute('alter table "aid_case_step" enable row level security')
    op.execute('alter table "aid_case_step" force row level security')
    op.execute(f'create policy "aid_case_step_scope" on "aid_case_step" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute('revoke all on "aid_case_step" from "unionhome_app"')
    op.execute('grant select, insert, update on "aid_case_step" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("aid_case_step")
    op.drop_table("aid_case")
    op.drop_table("aid_program")
    op.execute("drop sequence aid_case_number")
