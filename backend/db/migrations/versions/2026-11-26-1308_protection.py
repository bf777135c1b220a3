"""Plans of mutual protection, what units enrolled in them, and the cover of each member."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "protection"
down_revision = "aid_due"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("create sequence protection_enrolment_number")
    op.execute("grant usage on sequence protection_enrolment_number to unionhome_app")
    op.create_table(
        "protection_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("code_hi", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("audience", sa.String(length=500), nullable=False),
        sa.Column("years", sa.SmallInteger(), nullable=False),
        sa.Column("lowest_age", sa.SmallInteger(), nullable=False),
        sa.Column("highest_age", sa.SmallInteger(), nullable=False),
        sa.Column("sex", sa.String(length=10), nullable=True),
        sa.Column("share_fen", sa.BigInteger(), nullable=False),
        sa.Column("most_shares", sa.SmallInteger(), nullable=False),
        sa.Column("waiting_days", sa.SmallInteger(), nullable=False),
        sa.Column("bar_percent", sa.SmallInteger(), nullable=False),
        sa.Column("all_below", sa.Integer(), nullable=False),
        sa.Column("benefit", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('accident', 'women', 'major', 'hospital')", name=op.f("protection_plan_kind_check")
        ),
        sa.CheckConstraint("status in ('draft', 'open', 'closed')", name=op.f("protection_plan_status_check")),
        sa.CheckConstraint("lowest_age <= highest_age", name=op.f("protection_plan_ages_check")),
        sa.CheckConstraint("share_fen > 0", name=op.f("protection_plan_share_check")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("protection_plan_fund_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("protection_plan_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("protection_plan_pkey")),
    )
    op.create_index(op.f("protection_plan_code_idx"), "protection_plan", ["code"], unique=False)
    op.create_table(
        "protection_enrolment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("shares", sa.SmallInteger(), nullable=False),
        sa.Column("insured", sa.Integer(), nullable=False),
        sa.Column("contribution_fen", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("voucher_id", sa.Uuid(), nullable=True),
        sa.Column("renews_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(voucher_id is not null) = (state in ('checking', 'received'))",
            name=op.f("protection_enrolment_voucher_check"),
        ),
        sa.CheckConstraint(
            "state in ('waiting', 'checking', 'received', 'withdrawn')", name=op.f("protection_enrolment_state_check")
        ),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("protection_enrolment_period_check")),
        sa.CheckConstraint("insured > 0 and contribution_fen > 0", name=op.f("protection_enrolment_size_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("protection_enrolment_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["protection_plan.id"], name=op.f("protection_enrolment_plan_id_fkey")),
        sa.ForeignKeyConstraint(
            ["renews_id"], ["protection_enrolment.id"], name=op.f("protection_enrolment_renews_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("protection_enrolment_pkey")),
        sa.UniqueConstraint("number", name=op.f("protection_enrolment_number_key")),
    )
    op.create_index(op.f("protection_enrolment_code_id_idx"), "protection_enrolment", ["code", "id"], unique=False)
    op.create_index(
        op.f("protection_enrolment_plan_id_code_idx"), "protection_enrolment", ["plan_id", "code"], unique=False
    )
    op.create_index(
        "protection_enrolment_voucher_key",
        "protection_enrolment",
        ["voucher_id"],
        unique=True,
        postgresql_where=sa.text("voucher_id is not null"),
    )
    op.create_table(
        "protection_cover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("enrolment_id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("round", sa.SmallInteger(), nullable=False),
        sa.Column("shares", sa.SmallInteger(), nullable=False),
        sa.Column("contribution_fen", sa.BigInteger(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("claims_from", sa.Date(), nullable=False),
        sa.CheckConstraint("claims_from >= starts_on", name=op.f("protection_cover_waiting_check")),
        sa.CheckConstraint("ends_on > starts_on", name=op.f("protection_cover_period_check")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["protection_enrolment.id"], name=op.f("protection_cover_enrolment_id_fkey")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("protection_cover_member_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("protection_cover_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["protection_plan.id"], name=op.f("protection_cover_plan_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("protection_cover_pkey")),
    )
    op.create_index(op.f("protection_cover_code_id_idx"), "protection_cover", ["code", "id"], unique=False)
    op.create_index(op.f("protection_cover_enrolment_id_idx"), "protection_cover", ["enrolment_id"], unique=False)
    op.create_index(
        op.f("protection_cover_line_code_id_idx"),
        "protection_cover",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(op.f("protection_cover_member_id_idx"), "protection_cover", ["member_id"], unique=False)
    op.create_index(
        op.f("protection_cover_plan_id_ends_on_idx"), "protection_cover", ["plan_id", "ends_on"], unique=False
    )
    op.create_index("protection_cover_round_key", "protection_cover", ["plan_id", "member_id", "round"], unique=True)
    op.execute('alter table "protection_plan" enable row level security')
    op.execute('alter table "protection_plan" force row level security')
    op.execute(
        'create policy "protection_plan_scope" on "protection_plan" for all using (true) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "protection_plan" from "unionhome_app"')
    op.execute('grant select, insert, update on "protection_plan" to "unionhome_app"')
    op.execute('alter table "protection_enrolment" enable row level security')
    op.execute('alter table "protection_enrolment" force row level security')
    op.execute(
        'create policy "protection_enrolment_scope" on "protection_enrolment" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "protection_enrolment" from "unionhome_app"')
    op.execute('grant select, insert, update on "protection_enrolment" to "unionhome_app"')
    op.execute('alter table "protection_cover" enable row level security')
    op.execute('alter table "protection_cover" force row level security')
    op.execute(
        'create policy "protection_cover_scope" on "protection_cover" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or exists (select from member where member.id = member_id)) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "protection_cover" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "protection_cover" to "unionhome_app"')


def downgrade() -> None:
    for table in ("protection_cover", "protection_enrolment", "protection_plan"):
        op.drop_table(table)
    op.execute("drop sequence protection_enrolment_number")
