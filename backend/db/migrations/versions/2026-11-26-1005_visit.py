"""Plans of visits, their teams and stops, the pictures taken there, and what was heard."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "visit"
down_revision = "aid_case_queue"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
PLAN = f"{INSIDE} or exists (select 1 from visit p where p.plan_id = visit_plan.id)"
TEAM = f"{INSIDE} or exists (select 1 from visit p where p.team_id = visit_team.id)"
TABLES = {"visit_plan": PLAN, "visit_team": TEAM, "visit": INSIDE, "visit_picture": INSIDE, "visit_concern": INSIDE}


def upgrade() -> None:
    op.execute("create sequence visit_plan_number")
    op.execute("grant usage on sequence visit_plan_number to unionhome_app")
    op.create_table(
        "visit_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("occasion", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("sets_off", sa.String(length=5), nullable=True),
        sa.Column("meeting_place", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("maker_id", sa.Uuid(), nullable=False),
        sa.Column("maker_name", sa.String(length=40), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "status in ('draft', 'planned', 'under_way', 'done', 'cancelled')", name=op.f("visit_plan_status_check")
        ),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("visit_plan_period_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("visit_plan_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("visit_plan_pkey")),
        sa.UniqueConstraint("number", name=op.f("visit_plan_number_key")),
    )
    op.create_index(op.f("visit_plan_code_id_idx"), "visit_plan", ["code", "id"], unique=False)
    op.create_index(
        op.f("visit_plan_line_code_id_idx"),
        "visit_plan",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(op.f("visit_plan_organization_id_idx"), "visit_plan", ["organization_id"], unique=False)
    op.create_table(
        "visit_team",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("leaders", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("joining", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("officers", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["visit_plan.id"], name=op.f("visit_team_plan_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("visit_team_pkey")),
    )
    op.create_index(op.f("visit_team_code_idx"), "visit_team", ["code"], unique=False)
    op.create_index(op.f("visit_team_plan_id_place_idx"), "visit_team", ["plan_id", "place"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("unit", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("address", sa.LargeBinary(), nullable=True),
        sa.Column("cash_fen", sa.BigInteger(), nullable=False),
        sa.Column("goods", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("goods_fen", sa.BigInteger(), nullable=False),
        sa.Column("visit_on", sa.Date(), nullable=False),
        sa.Column("visit_time", sa.String(length=5), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("given_fen", sa.BigInteger(), nullable=False),
        sa.Column("goods_given", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("goods_given_fen", sa.BigInteger(), nullable=False),
        sa.Column("difference", sa.String(length=200), nullable=False),
        sa.Column("without_photo", sa.String(length=100), nullable=False),
        sa.Column("signed_by", sa.String(length=40), nullable=False),
        sa.Column("absence", sa.String(length=200), nullable=False),
        sa.Column("heard", sa.LargeBinary(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'planned') = (recorded_at is null)", name=op.f("visit_recorded_check")),
        sa.CheckConstraint("status = 'done' or given_fen = 0", name=op.f("visit_given_check")),
        sa.CheckConstraint("status in ('planned', 'done', 'absent')", name=op.f("visit_status_check")),
        sa.CheckConstraint(
            "cash_fen >= 0 and goods_fen >= 0 and given_fen between 0 and cash_fen", name=op.f("visit_amounts_check")
        ),
        sa.ForeignKeyConstraint(["case_id"], ["aid_case.id"], name=op.f("visit_case_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("visit_organization_id_fkey")),
        sa.ForeignKeyConstraint(["plan_id"], ["visit_plan.id"], name=op.f("visit_plan_id_fkey")),
        sa.ForeignKeyConstraint(["team_id"], ["visit_team.id"], name=op.f("visit_team_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("visit_pkey")),
    )
    op.create_index("visit_case_key", "visit", ["case_id"], unique=True, postgresql_where=sa.text("status <> 'absent'"))
    op.create_index(op.f("visit_code_id_idx"), "visit", ["code", "id"], unique=False)
    op.create_index("visit_household_key", "visit", ["plan_id", "household_id"], unique=True)
    op.create_index(
        op.f("visit_line_code_id_idx"),
        "visit",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index("visit_member_key", "visit", ["plan_id", "member_id"], unique=True)
    op.create_index(op.f("visit_organization_id_idx"), "visit", ["organization_id"], unique=False)
    op.create_index(op.f("visit_plan_id_team_id_place_idx"), "visit", ["plan_id", "team_id", "place"], unique=False)
    op.create_index(op.f("visit_team_id_idx"), "visit", ["team_id"], unique=False)
    op.create_index(
        op.f("visit_visit_on_code_idx"),
        "visit",
        ["visit_on", "code"],
        unique=False,
        postgresql_where=sa.text("status = 'planned'"),
    )
    op.create_table(
        "visit_picture",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("visit_picture_visit_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("visit_picture_pkey")),
    )
    op.create_index(op.f("visit_picture_file_id_idx"), "visit_picture", ["file_id"], unique=False)
    op.create_index(op.f("visit_picture_visit_id_idx"), "visit_picture", ["visit_id"], unique=False)
    op.create_table(
        "visit_concern",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("answered_by_name", sa.String(length=40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(state = 'answered') = (answered_at is not null)", name=op.f("visit_concern_answer_check")),
        sa.CheckConstraint("state in ('open', 'answered')", name=op.f("visit_concern_state_check")),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name=op.f("visit_concern_visit_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("visit_concern_pkey")),
    )
    op.create_index(op.f("visit_concern_code_id_idx"), "visit_concern", ["code", "id"], unique=False)
    op.create_index(
        op.f("visit_concern_line_code_id_idx"),
        "visit_concern",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(op.f("visit_concern_visit_id_idx"), "visit_concern", ["visit_id"], unique=False)
    for table, seen in TABLES.items():
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({seen}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')


def downgrade() -> None:
    # The policies of plans and teams ask the stops.
    op.execute('drop policy "visit_plan_scope" on "visit_plan"')
    op.execute('drop policy "visit_team_scope" on "visit_team"')
    for table in reversed(TABLES):
        op.drop_table(table)
    op.execute("drop sequence visit_plan_number")
