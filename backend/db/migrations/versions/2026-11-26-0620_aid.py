"""Household files and the rules of aid."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "aid"
down_revision = "tile_map"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
OWN = "user_id = scope_user_id() or scope_low() = -1"
TABLES = (
    "aid_policy",
    "aid_trial_row",
    "household",
    "household_decision",
    "household_paper",
    "household_person",
    "household_snapshot",
)

# The doors of backend/db/doors.py that came on this day.
DOORS = (
    """
create function people_on_file(wanted bytea[]) returns setof bytea language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select p.id_number_index from household_person p where p.id_number_index = any(wanted) and p.active;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function people_on_file(bytea[]) from public",
    "grant execute on function people_on_file(bytea[]) to unionhome_app",
    """
create function aid_policy_layers() returns table (
  id uuid, organization_id uuid, organization_name varchar, effective_on date, low bigint, high bigint, parts jsonb) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select a.id, a.organization_id, o.name, a.effective_on, o.code, o.code_hi, a.parts
    from aid_policy a join organization o on o.id = a.organization_id
    order by o.code, a.effective_on;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function aid_policy_layers() from public",
    "grant execute on function aid_policy_layers() to unionhome_app",
)


def upgrade() -> None:
    op.execute("create sequence household_number")
    op.execute("grant usage on sequence household_number to unionhome_app")
    op.create_table(
        "aid_policy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("parts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("set_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("aid_policy_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_policy_pkey")),
    )
    op.create_index(op.f("aid_policy_code_idx"), "aid_policy", ["code"], unique=False)
    op.create_index("aid_policy_day_key", "aid_policy", ["organization_id", "effective_on"], unique=True)
    op.create_table(
        "aid_trial_row",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("before", sa.String(length=20), nullable=True),
        sa.Column("after", sa.String(length=20), nullable=True),
        sa.Column("before_fen", sa.BigInteger(), nullable=False),
        sa.Column("after_fen", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("aid_trial_row_user_id_fkey")),
        sa.PrimaryKeyConstraint("job_id", "position", name=op.f("aid_trial_row_pkey")),
    )
    op.create_index(op.f("aid_trial_row_created_at_idx"), "aid_trial_row", ["created_at"], unique=False)
    op.create_table(
        "household",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("decided", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("initials", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("sex", sa.String(length=10), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("worker_kind", sa.String(length=30), nullable=False),
        sa.Column("marriage", sa.String(length=20), nullable=True),
        sa.Column("contract_term", sa.String(length=20), nullable=True),
        sa.Column("contract_months", sa.SmallInteger(), nullable=True),
        sa.Column("union_member", sa.Boolean(), nullable=False),
        sa.Column("model_worker", sa.String(length=20), nullable=False),
        sa.Column("hukou_kind", sa.String(length=30), nullable=True),
        sa.Column("enterprise_state", sa.String(length=20), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("residence", sa.LargeBinary(), nullable=True),
        sa.Column("single_parent", sa.Boolean(), nullable=False),
        sa.Column("nobody_works", sa.Boolean(), nullable=False),
        sa.Column("self_help", sa.Boolean(), nullable=False),
        sa.Column("housing", sa.String(length=20), nullable=True),
        sa.Column("housing_area", sa.String(length=20), nullable=True),
        sa.Column("exclusions", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("other_income_fen", sa.BigInteger(), nullable=False),
        sa.Column("medical_fen", sa.BigInteger(), nullable=False),
        sa.Column("disability_fen", sa.BigInteger(), nullable=False),
        sa.Column("schooling_fen", sa.BigInteger(), nullable=False),
        sa.Column("work_fen", sa.BigInteger(), nullable=False),
        sa.Column("property_loss_fen", sa.BigInteger(), nullable=False),
        sa.Column("still_poor", sa.Boolean(), nullable=False),
        sa.Column("accident", sa.Boolean(), nullable=False),
        sa.Column("disaster", sa.Boolean(), nullable=False),
        sa.Column("special", sa.Boolean(), nullable=False),
        sa.Column("special_reason", sa.LargeBinary(), nullable=True),
        sa.Column("main_cause", sa.String(length=30), nullable=False),
        sa.Column("causes", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("bank", sa.String(length=100), nullable=False),
        sa.Column("bank_card", sa.LargeBinary(), nullable=True),
        sa.Column("notes", sa.LargeBinary(), nullable=True),
        sa.Column("size", sa.SmallInteger(), nullable=False),
        sa.Column("income_fen", sa.BigInteger(), nullable=False),
        sa.Column("gross_fen", sa.BigInteger(), nullable=False),
        sa.Column("net_fen", sa.BigInteger(), nullable=False),
        sa.Column("evaluation", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("keeper_id", sa.Uuid(), nullable=False),
        sa.Column("keeper_name", sa.String(length=40), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=True),
        sa.Column("reviewer_name", sa.String(length=40), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=True),
        sa.Column("review_due_on", sa.Date(), nullable=True),
        sa.Column("exited_on", sa.Date(), nullable=True),
        sa.Column("exit_reason", sa.String(length=30), nullable=True),
        sa.Column("exit_note", sa.String(length=200), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("erase_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'exited') = (exited_on is not null)", name=op.f("household_exit_check")),
        sa.CheckConstraint("status = 'draft' or reviewer_id is not null", name=op.f("household_reviewed_check")),
        sa.CheckConstraint("status in ('draft', 'active', 'exited')", name=op.f("household_status_check")),
        sa.CheckConstraint("reviewer_id is null or reviewer_id <> keeper_id", name=op.f("household_two_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("household_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("household_pkey")),
        sa.UniqueConstraint("number", name=op.f("household_number_key")),
    )
    op.create_index(op.f("household_code_id_idx"), "household", ["code", "id"], unique=False)
    op.create_index(
        op.f("household_erase_on_idx"),
        "household",
        ["erase_on"],
        unique=False,
        postgresql_where=sa.text("erase_on is not null"),
    )
    op.create_index(
        op.f("household_line_code_id_idx"),
        "household",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(
        op.f("household_member_id_idx"),
        "household",
        ["member_id"],
        unique=False,
        postgresql_where=sa.text("member_id is not null"),
    )
    op.create_index(op.f("household_name_code_idx"), "household", ["name", "code"], unique=False)
    op.create_index(op.f("household_organization_id_idx"), "household", ["organization_id"], unique=False)
    op.create_index(
        op.f("household_review_due_on_idx"),
        "household",
        ["review_due_on"],
        unique=False,
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_table(
        "household_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("by_rules", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("proposed_by", sa.Uuid(), nullable=False),
        sa.Column("proposed_by_name", sa.String(length=40), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=40), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "decided_by is null or decided_by <> proposed_by", name=op.f("household_decision_two_check")
        ),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("household_decision_household_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("household_decision_pkey")),
    )
    op.create_index(
        op.f("household_decision_household_id_id_idx"), "household_decision", ["household_id", "id"], unique=False
    )
    op.create_index(
        "household_decision_open_key",
        "household_decision",
        ["household_id"],
        unique=True,
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_table(
        "household_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("added_by_name", sa.String(length=40), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("household_paper_household_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("household_paper_pkey")),
    )
    op.create_index(op.f("household_paper_file_id_idx"), "household_paper", ["file_id"], unique=False)
    op.create_index(op.f("household_paper_household_id_idx"), "household_paper", ["household_id"], unique=False)
    op.create_table(
        "household_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("relation", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("id_kind", sa.String(length=30), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=True),
        sa.Column("id_number_index", sa.LargeBinary(), nullable=True),
        sa.Column("sex", sa.String(length=10), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("politics", sa.String(length=30), nullable=True),
        sa.Column("married", sa.Boolean(), nullable=False),
        sa.Column("livelihood", sa.String(length=20), nullable=True),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("income_fen", sa.BigInteger(), nullable=False),
        sa.Column("medical_insurance", sa.String(length=20), nullable=True),
        sa.Column("illness", sa.String(length=30), nullable=False),
        sa.Column("health_note", sa.LargeBinary(), nullable=True),
        sa.Column("disability", sa.String(length=20), nullable=True),
        sa.Column("disability_level", sa.SmallInteger(), nullable=True),
        sa.Column("school_stage", sa.String(length=20), nullable=True),
        sa.Column("enrolled_in", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("household_person_household_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("household_person_pkey")),
    )
    op.create_index(
        "household_person_active_key",
        "household_person",
        ["id_number_index"],
        unique=True,
        postgresql_where=sa.text("active"),
    )
    op.create_index(op.f("household_person_code_idx"), "household_person", ["code"], unique=False)
    op.create_index(
        op.f("household_person_household_id_place_idx"), "household_person", ["household_id", "place"], unique=False
    )
    op.create_index(
        op.f("household_person_id_number_index_idx"),
        "household_person",
        ["id_number_index"],
        unique=False,
        postgresql_where=sa.text("id_number_index is not null"),
    )
    op.create_table(
        "household_snapshot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=True),
        sa.Column("evaluation", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("taken_by_name", sa.String(length=40), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("household_snapshot_household_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("household_snapshot_pkey")),
    )
    op.create_index(
        op.f("household_snapshot_household_id_id_idx"), "household_snapshot", ["household_id", "id"], unique=False
    )
    for table in TABLES:
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        seen = OWN if table == "aid_trial_row" else INSIDE
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({seen}) with check ({seen})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function people_on_file(bytea[])")
    op.execute("drop function aid_policy_layers()")
    for table in ("household_decision", "household_paper", "household_person", "household_snapshot", "household"):
        op.drop_table(table)
    op.drop_table("aid_trial_row")
    op.drop_table("aid_policy")
    op.execute("drop sequence household_number")
