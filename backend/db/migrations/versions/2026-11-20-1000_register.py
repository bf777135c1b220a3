"""The register: organizations, members, accounts, and what the system keeps about its own work."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "register"
down_revision = None
branch_labels = None
depends_on = None

SCOPE_FUNCTION = """
create function scope_{name}() returns {type} language plpgsql stable parallel safe cost 0.01 as
$$ begin return nullif(current_setting('app.{name}', true), '')::{type}; end $$
"""

_COLUMNS = "organization_id, members, women, migrants, dispatched, retained, complete"
_COUNTS = """
    sum(k * (status in ('active', 'transfer_out_pending'))::int),
    sum(k * (status in ('active', 'transfer_out_pending') and sex = 'female')::int),
    sum(k * (status in ('active', 'transfer_out_pending') and migrant)::int),
    sum(k * (status in ('active', 'transfer_out_pending') and dispatched)::int),
    sum(k * (status = 'retained')::int),
    sum(k * (status in ('active', 'transfer_out_pending') and completeness = 100)::int)
"""
_SOURCES = {
    "insert": "select 1 as k, * from new_rows",
    "delete": "select -1 as k, * from old_rows",
    "update": "select 1 as k, * from new_rows union all select -1 as k, * from old_rows",
}
COUNTED = (
    ("insert", "new table as new_rows"),
    ("delete", "old table as old_rows"),
    ("update", "old table as old_rows new table as new_rows"),
)
COUNT_MEMBERS = "".join(
    f"""
create function count_members_on_{operation}() returns trigger language plpgsql as $$
begin
  insert into organization_stat_delta ({_COLUMNS})
  select * from (select organization_id, {_COUNTS} from ({source}) as rows group by organization_id)
    as changes ({_COLUMNS})
  where (members, women, migrants, dispatched, retained, complete) is distinct from
    (0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint);
  return null;
end $$;
"""
    for operation, source in _SOURCES.items()
)
# Doors: a rule must look further than its caller may. They say "taken" and "where in the tree", never who. A function
# with a SET clause would be plainer, but only a superuser may store a setting that no extension has declared.
DOOR = """
create function {head} language plpgsql as $$
declare low text := current_setting('app.low', true); high text := current_setting('app.high', true);
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query {body};
  perform set_config('app.low', low, true), set_config('app.high', high, true);
end $$
"""
HELD = DOOR.format(
    head="held_id_numbers(wanted bytea[]) returns setof bytea",
    body="select m.id_number_index from member m where m.id_number_index = any(wanted)",
)
PLACES = DOOR.format(
    head="places_of_organizations(wanted uuid[]) returns table (organization_id uuid, county_id uuid, township_id uuid)",
    body="""
    select o.id,
      (select c.id from organization c where c.level = 2 and o.code between c.code and c.code_hi),
      (select t.id from organization t where t.level = 3 and o.code between t.code and t.code_hi
       order by t.code desc limit 1)
    from organization o where o.id = any(wanted)
    """,
)
FOLD = """
create function fold_organization_stat() returns bigint language plpgsql as $$
declare folded bigint;
begin
  if not pg_try_advisory_xact_lock(4711) then return 0; end if;
  with eaten as (delete from organization_stat_delta returning *),
  changes as (
    select organization_id, sum(members) m, sum(women) w, sum(migrants) g, sum(dispatched) d, sum(retained) r,
      sum(complete) c
    from eaten group by organization_id
  ),
  kept as (
    insert into organization_stat as s
      (organization_id, code, line_code, members, women, migrants, dispatched, retained, complete)
    select x.organization_id, o.code, o.line_code, m, w, g, d, r, c
    from changes x join organization o on o.id = x.organization_id order by 1
    on conflict (organization_id) do update set members = s.members + excluded.members, women = s.women + excluded.women,
      migrants = s.migrants + excluded.migrants, dispatched = s.dispatched + excluded.dispatched,
      retained = s.retained + excluded.retained, complete = s.complete + excluded.complete
    returning 1
  )
  select count(*) into folded from kept;
  return folded;
end $$;
"""


def upgrade() -> None:
    for name in ("low", "high", "line_low", "line_high", "user_id", "member_id", "organization_id"):
        op.execute(SCOPE_FUNCTION.format(name=name, type="uuid" if name.endswith("_id") else "bigint"))
    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column(
            "transaction",
            sa.BigInteger(),
            server_default=sa.text("(pg_current_xact_id()::text::bigint)"),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=40), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=False),
        sa.Column("object_kind", sa.String(length=40), nullable=False),
        sa.Column("object_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("audit_event_pkey")),
    )
    op.create_index(op.f("audit_event_actor_id_id_idx"), "audit_event", ["actor_id", "id"], unique=False)
    op.create_index(op.f("audit_event_code_id_idx"), "audit_event", ["code", "id"], unique=False)
    op.create_index(op.f("audit_event_object_id_id_idx"), "audit_event", ["object_id", "id"], unique=False)
    op.create_index(op.f("audit_event_transaction_id_idx"), "audit_event", ["transaction", "id"], unique=False)
    op.create_table(
        "audit_seal",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("from_transaction", sa.BigInteger(), nullable=False),
        sa.Column("to_transaction", sa.BigInteger(), nullable=False),
        sa.Column("events", sa.Integer(), nullable=False),
        sa.Column("previous_hash", sa.LargeBinary(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("audit_seal_pkey")),
    )
    op.create_table(
        "data_key",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.Column("alg", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("data_key_pkey")),
    )
    op.create_table(
        "line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("code_hi", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("code_hi >= code", name=op.f("line_interval_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="line_organization_id_fkey", use_alter=True
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["line.id"], name=op.f("line_parent_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("line_pkey")),
        sa.UniqueConstraint("code", name=op.f("line_code_key")),
        sa.UniqueConstraint("organization_id", name=op.f("line_organization_id_key")),
    )
    op.create_index(op.f("line_parent_id_idx"), "line", ["parent_id"], unique=False)
    op.create_table(
        "organization_stat_delta",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("migrants", sa.Integer(), nullable=False),
        sa.Column("dispatched", sa.Integer(), nullable=False),
        sa.Column("retained", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("organization_stat_delta_pkey")),
    )
    op.create_table(
        "roster_row",
        sa.Column("roster_id", sa.Uuid(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("id_number_index", sa.LargeBinary(), nullable=True),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("secrets", sa.LargeBinary(), nullable=True),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("roster_id", "line", name=op.f("roster_row_pkey")),
    )
    op.create_index(
        op.f("roster_row_roster_id_state_line_idx"), "roster_row", ["roster_id", "state", "line"], unique=False
    )
    op.create_table(
        "sign_in_attempt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login_hash", sa.LargeBinary(), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("succeeded", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("sign_in_attempt_pkey")),
    )
    op.create_index(op.f("sign_in_attempt_address_at_idx"), "sign_in_attempt", ["address", "at"], unique=False)
    op.create_index(op.f("sign_in_attempt_login_hash_at_idx"), "sign_in_attempt", ["login_hash", "at"], unique=False)
    op.create_table(
        "organization",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=120, collation="C"), nullable=False),
        sa.Column("initials", sa.String(length=120, collation="C"), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("code_hi", sa.BigInteger(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("lead", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("ownership", sa.String(length=30), nullable=True),
        sa.Column("industry", sa.String(length=30), nullable=True),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("legal_person", sa.Boolean(), nullable=False),
        sa.Column("legal_person_number", sa.String(length=40), nullable=True),
        sa.Column("legal_person_on", sa.Date(), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("contact_name", sa.String(length=40), nullable=False),
        sa.Column("contact_phone", sa.String(length=30), nullable=False),
        sa.Column("employees", sa.Integer(), nullable=False),
        sa.Column("standards", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("established_on", sa.Date(), nullable=True),
        sa.Column("approval_number", sa.String(length=60), nullable=False),
        sa.Column("term_number", sa.Integer(), nullable=False),
        sa.Column("term_started_on", sa.Date(), nullable=True),
        sa.Column("term_years", sa.Integer(), nullable=False),
        sa.Column("dissolved_on", sa.Date(), nullable=True),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("lead = 'territory' or line_id is not null", name=op.f("organization_lead_check")),
        sa.CheckConstraint("code_hi >= code", name=op.f("organization_interval_check")),
        sa.ForeignKeyConstraint(["line_id"], ["line.id"], name=op.f("organization_line_id_fkey")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["organization.id"], name=op.f("organization_merged_into_id_fkey")),
        sa.ForeignKeyConstraint(["parent_id"], ["organization.id"], name=op.f("organization_parent_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("organization_pkey")),
        sa.UniqueConstraint("code", name=op.f("organization_code_key")),
    )
    op.create_index(
        "organization_credit_code_key",
        "organization",
        ["credit_code"],
        unique=True,
        postgresql_where=sa.text("status = 'active'"),
    )
    op.create_index(op.f("organization_initials_code_idx"), "organization", ["initials", "code"], unique=False)
    op.create_index(
        op.f("organization_line_code_idx"),
        "organization",
        ["line_code"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(op.f("organization_name_code_idx"), "organization", ["name", "code"], unique=False)
    op.create_index(op.f("organization_parent_id_code_idx"), "organization", ["parent_id", "code"], unique=False)
    op.create_table(
        "committee",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("term_number", sa.Integer(), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("elected_on", sa.Date(), nullable=False),
        sa.Column("term_years", sa.Integer(), nullable=False),
        sa.Column("approval_number", sa.String(length=60), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("committee_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("committee_pkey")),
    )
    op.create_index(op.f("committee_code_id_idx"), "committee", ["code", "id"], unique=False)
    op.create_index(op.f("committee_organization_id_kind_idx"), "committee", ["organization_id", "kind"], unique=False)
    op.create_index(
        "committee_sitting_key",
        "committee",
        ["organization_id", "kind"],
        unique=True,
        postgresql_where=sa.text("ended_on is null"),
    )
    op.create_table(
        "employer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("credit_code", sa.String(length=18), nullable=True),
        sa.Column("name", sa.String(length=120, collation="C"), nullable=False),
        sa.Column("initials", sa.String(length=120, collation="C"), nullable=False),
        sa.Column("territory_id", sa.Uuid(), nullable=False),
        sa.Column("union_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("ownership", sa.String(length=30), nullable=True),
        sa.Column("industry", sa.String(length=30), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("employees", sa.Integer(), nullable=False),
        sa.Column("women_employees", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("listed_on", sa.Date(), nullable=True),
        sa.Column("covered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["territory_id"], ["organization.id"], name=op.f("employer_territory_id_fkey")),
        sa.ForeignKeyConstraint(["union_id"], ["organization.id"], name=op.f("employer_union_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("employer_pkey")),
        sa.UniqueConstraint("credit_code", name=op.f("employer_credit_code_key")),
    )
    op.create_index(op.f("employer_code_id_idx"), "employer", ["code", "id"], unique=False)
    op.create_index(op.f("employer_name_code_idx"), "employer", ["name", "code"], unique=False)
    op.create_index(op.f("employer_territory_id_idx"), "employer", ["territory_id"], unique=False)
    op.create_index(op.f("employer_union_id_idx"), "employer", ["union_id"], unique=False)
    op.create_table(
        "organization_stat",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("women", sa.Integer(), nullable=False),
        sa.Column("migrants", sa.Integer(), nullable=False),
        sa.Column("dispatched", sa.Integer(), nullable=False),
        sa.Column("retained", sa.Integer(), nullable=False),
        sa.Column("complete", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("organization_stat_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organization_id", name=op.f("organization_stat_pkey")),
    )
    op.create_index(op.f("organization_stat_code_idx"), "organization_stat", ["code"], unique=False)
    op.create_index(
        op.f("organization_stat_line_code_idx"),
        "organization_stat",
        ["line_code"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_table(
        "organization_version",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("change", sa.String(length=20), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "valid_to is null or valid_to >= valid_from", name=op.f("organization_version_period_check")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("organization_version_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("organization_version_pkey")),
    )
    op.create_index(
        op.f("organization_version_code_valid_from_idx"), "organization_version", ["code", "valid_from"], unique=False
    )
    op.create_index(
        op.f("organization_version_organization_id_valid_from_idx"),
        "organization_version",
        ["organization_id", "valid_from"],
        unique=False,
    )
    op.create_table(
        "member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("employer_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("county_id", sa.Uuid(), nullable=True),
        sa.Column("township_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.String(length=20), nullable=True),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column(
            "name2",
            sa.String(length=40, collation="C"),
            sa.Computed("nullif(substr(name, 2), '')", persisted=True),
            nullable=True,
        ),
        sa.Column(
            "name3",
            sa.String(length=40, collation="C"),
            sa.Computed("nullif(substr(name, 3), '')", persisted=True),
            nullable=True,
        ),
        sa.Column("pinyin", sa.String(length=120, collation="C"), nullable=False),
        sa.Column("initials", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("id_kind", sa.String(length=30), nullable=False),
        sa.Column("id_number", sa.LargeBinary(), nullable=False),
        sa.Column("id_number_index", sa.LargeBinary(), nullable=False),
        sa.Column("id_tail_index", sa.LargeBinary(), nullable=False),
        sa.Column("sex", sa.String(length=10), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=False),
        sa.Column("age_band", sa.SmallInteger(), nullable=False),
        sa.Column("nation", sa.String(length=20), nullable=False),
        sa.Column("native_place", sa.String(length=60), nullable=False),
        sa.Column("education", sa.String(length=30), nullable=True),
        sa.Column("politics", sa.String(length=30), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("phone_tail_index", sa.LargeBinary(), nullable=True),
        sa.Column("bank_card", sa.LargeBinary(), nullable=True),
        sa.Column("residence", sa.LargeBinary(), nullable=True),
        sa.Column("hukou_kind", sa.String(length=30), nullable=True),
        sa.Column("hukou_place", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("employment_form", sa.String(length=30), nullable=True),
        sa.Column("new_employment", sa.String(length=30), nullable=True),
        sa.Column("migrant", sa.Boolean(), nullable=False),
        sa.Column("dispatched", sa.Boolean(), nullable=False),
        sa.Column("hardship", sa.Boolean(), nullable=False),
        sa.Column("model_worker", sa.String(length=20), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("skill_level", sa.String(length=30), nullable=True),
        sa.Column("work_started_on", sa.Date(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("retain_reason", sa.String(length=30), nullable=True),
        sa.Column("completeness", sa.SmallInteger(), nullable=False),
        sa.Column("card_issued_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("notes", sa.String(length=500), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("member_employer_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("member_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("member_pkey")),
    )
    op.create_index(op.f("member_code_id_idx"), "member", ["code", "id"], unique=False)
    op.create_index(op.f("member_county_id_id_idx"), "member", ["county_id", "id"], unique=False)
    op.create_index("member_id_number_key", "member", ["id_number_index"], unique=True)
    op.create_index(op.f("member_id_tail_index_code_idx"), "member", ["id_tail_index", "code"], unique=False)
    op.create_index(op.f("member_initials_code_idx"), "member", ["initials", "code"], unique=False)
    op.create_index(
        op.f("member_line_code_id_idx"),
        "member",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(op.f("member_name2_code_idx"), "member", ["name2", "code"], unique=False)
    op.create_index(
        op.f("member_name3_code_idx"),
        "member",
        ["name3", "code"],
        unique=False,
        postgresql_where=sa.text("name3 is not null"),
    )
    op.create_index(op.f("member_name_code_idx"), "member", ["name", "code"], unique=False)
    op.create_index(
        "member_number_key", "member", ["number"], unique=True, postgresql_where=sa.text("number is not null")
    )
    op.create_index(op.f("member_organization_id_id_idx"), "member", ["organization_id", "id"], unique=False)
    op.create_index(op.f("member_phone_index_idx"), "member", ["phone_index"], unique=False)
    op.create_index(op.f("member_phone_tail_index_code_idx"), "member", ["phone_tail_index", "code"], unique=False)
    op.create_index(op.f("member_pinyin_code_idx"), "member", ["pinyin", "code"], unique=False)
    op.create_index(op.f("member_township_id_id_idx"), "member", ["township_id", "id"], unique=False)
    op.create_table(
        "member_event",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("actor_id", sa.Uuid(), nullable=True),
        sa.Column("actor_name", sa.String(length=40), nullable=False),
        sa.Column("facts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("member_event_member_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("member_event_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("member_event_pkey")),
    )
    op.create_index(op.f("member_event_code_idx"), "member_event", ["code"], unique=False)
    op.create_index(op.f("member_event_member_id_on_id_idx"), "member_event", ["member_id", "on", "id"], unique=False)
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("began_by", sa.String(length=30), nullable=False),
        sa.Column("ended_by", sa.String(length=30), nullable=True),
        sa.CheckConstraint("ended_on is null or ended_on >= started_on", name=op.f("membership_period_check")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("membership_member_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("membership_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("membership_pkey")),
    )
    op.create_index(op.f("membership_code_idx"), "membership", ["code"], unique=False)
    op.create_index(op.f("membership_member_id_idx"), "membership", ["member_id"], unique=False)
    op.create_index(
        "membership_open_key", "membership", ["member_id"], unique=True, postgresql_where=sa.text("ended_on is null")
    )
    op.create_index(op.f("membership_organization_id_idx"), "membership", ["organization_id"], unique=False)
    op.create_table(
        "officer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("committee_id", sa.Uuid(), nullable=True),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("initials", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("sex", sa.String(length=10), nullable=False),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column("post", sa.String(length=30), nullable=False),
        sa.Column("form", sa.String(length=20), nullable=False),
        sa.Column("administrative_post", sa.String(length=60), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("term_number", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=100), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ended_on is null or ended_on >= started_on", name=op.f("officer_period_check")),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("officer_committee_id_fkey")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("officer_member_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("officer_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("officer_pkey")),
    )
    op.create_index(op.f("officer_code_id_idx"), "officer", ["code", "id"], unique=False)
    op.create_index(op.f("officer_organization_id_post_idx"), "officer", ["organization_id", "post"], unique=False)
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("member_name", sa.String(length=40), nullable=False),
        sa.Column("member_sex", sa.String(length=10), nullable=False),
        sa.Column("direction", sa.String(length=10), nullable=False),
        sa.Column("from_organization_id", sa.Uuid(), nullable=False),
        sa.Column("from_organization_name", sa.String(length=120), nullable=False),
        sa.Column("from_code", sa.BigInteger(), nullable=False),
        sa.Column("from_line_code", sa.BigInteger(), nullable=True),
        sa.Column("to_organization_id", sa.Uuid(), nullable=False),
        sa.Column("to_organization_name", sa.String(length=120), nullable=False),
        sa.Column("to_code", sa.BigInteger(), nullable=False),
        sa.Column("to_line_code", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("requested_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("from_organization_id <> to_organization_id", name=op.f("transfer_ends_check")),
        sa.ForeignKeyConstraint(
            ["from_organization_id"], ["organization.id"], name=op.f("transfer_from_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("transfer_member_id_fkey")),
        sa.ForeignKeyConstraint(
            ["to_organization_id"], ["organization.id"], name=op.f("transfer_to_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("transfer_pkey")),
        sa.UniqueConstraint("number", name=op.f("transfer_number_key")),
    )
    op.create_index(op.f("transfer_from_code_status_idx"), "transfer", ["from_code", "status"], unique=False)
    op.create_index(
        "transfer_open_key",
        "transfer",
        ["member_id"],
        unique=True,
        postgresql_where=sa.text("status in ('requested', 'released', 'submitted')"),
    )
    op.create_index(op.f("transfer_to_code_status_idx"), "transfer", ["to_code", "status"], unique=False)
    op.create_table(
        "user_account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.String(length=60), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_enabled", sa.Boolean(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("login = lower(login)", name=op.f("user_account_login_lower_check")),
        sa.ForeignKeyConstraint(["member_id"], ["member.id"], name=op.f("user_account_member_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("user_account_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("user_account_pkey")),
        sa.UniqueConstraint("login", name=op.f("user_account_login_key")),
        sa.UniqueConstraint("member_id", name=op.f("user_account_member_id_key")),
    )
    op.create_index(op.f("user_account_code_id_idx"), "user_account", ["code", "id"], unique=False)
    op.create_index(op.f("user_account_organization_id_idx"), "user_account", ["organization_id"], unique=False)
    op.create_table(
        "idempotency_key",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("route", sa.String(length=120), nullable=False),
        sa.Column("body_hash", sa.LargeBinary(), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("idempotency_key_user_id_fkey")),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("idempotency_key_pkey")),
    )
    op.create_index(op.f("idempotency_key_created_at_idx"), "idempotency_key", ["created_at"], unique=False)
    op.create_table(
        "job",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("request", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("message", sa.String(length=200), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("problem", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')", name=op.f("job_state_check")
        ),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("job_organization_id_fkey")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("job_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("job_pkey")),
    )
    op.create_index(
        "job_open_idx", "job", ["created_at"], unique=False, postgresql_where=sa.text("state in ('queued', 'running')")
    )
    op.create_index(op.f("job_user_id_created_at_idx"), "job", ["user_id", "created_at"], unique=False)
    op.create_table(
        "preference",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("value", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("preference_user_id_fkey")),
        sa.PrimaryKeyConstraint("user_id", "name", name=op.f("preference_pkey")),
    )
    op.create_table(
        "reveal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=30), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("reveal_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("reveal_pkey")),
    )
    op.create_index(op.f("reveal_member_id_at_idx"), "reveal", ["member_id", "at"], unique=False)
    op.create_index(op.f("reveal_user_id_at_idx"), "reveal", ["user_id", "at"], unique=False)
    op.create_table(
        "role_grant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(length=30), nullable=False),
        sa.Column("tree", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("approved_by is null or approved_by <> made_by", name=op.f("role_grant_four_eyes_check")),
        sa.CheckConstraint("ends_on is null or ends_on >= starts_on", name=op.f("role_grant_period_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("role_grant_organization_id_fkey")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("role_grant_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("role_grant_pkey")),
    )
    op.create_index(op.f("role_grant_code_id_idx"), "role_grant", ["code", "id"], unique=False)
    op.create_index(op.f("role_grant_organization_id_idx"), "role_grant", ["organization_id"], unique=False)
    op.create_index(op.f("role_grant_user_id_idx"), "role_grant", ["user_id"], unique=False)
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("noun", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("sharing", sa.String(length=20), nullable=False),
        sa.Column("query", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("sharing in ('private', 'office', 'city')", name=op.f("saved_view_sharing_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("saved_view_organization_id_fkey")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("saved_view_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("saved_view_pkey")),
    )
    op.create_index(op.f("saved_view_noun_user_id_idx"), "saved_view", ["noun", "user_id"], unique=False)
    op.create_table(
        "sign_in_session",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("sign_in_session_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("sign_in_session_pkey")),
    )
    op.create_index(op.f("sign_in_session_user_id_idx"), "sign_in_session", ["user_id"], unique=False)
    op.create_table(
        "stored_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("stored_file_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("stored_file_pkey")),
    )
    op.create_table(
        "user_credential",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("previous_hashes", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_last_step", sa.Integer(), nullable=True),
        sa.Column("recovery_hashes", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user_account.id"], name=op.f("user_credential_user_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("user_credential_pkey")),
    )
    op.create_table(
        "refresh_token",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.LargeBinary(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("successor", sa.LargeBinary(), nullable=True),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sign_in_session.id"], name=op.f("refresh_token_session_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("refresh_token_pkey")),
        sa.UniqueConstraint("token_hash", name=op.f("refresh_token_token_hash_key")),
    )
    op.create_index(op.f("refresh_token_session_id_idx"), "refresh_token", ["session_id"], unique=False)
    op.create_table(
        "roster",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("roster_file_id_fkey")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("roster_job_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("roster_organization_id_fkey")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("roster_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("roster_pkey")),
    )
    op.create_index(op.f("roster_code_id_idx"), "roster", ["code", "id"], unique=False)
    op.execute('alter table "audit_event" enable row level security')
    op.execute('alter table "audit_event" force row level security')
    op.execute(
        'create policy "audit_event_scope" on "audit_event" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "audit_event" from "unionhome_app"')
    op.execute('grant select, insert on "audit_event" to "unionhome_app"')
    op.execute('alter table "audit_seal" enable row level security')
    op.execute('alter table "audit_seal" force row level security')
    op.execute('create policy "audit_seal_scope" on "audit_seal" for all using (true) with check (true)')
    op.execute('revoke all on "audit_seal" from "unionhome_app"')
    op.execute('grant select, insert on "audit_seal" to "unionhome_app"')
    op.execute('alter table "data_key" enable row level security')
    op.execute('alter table "data_key" force row level security')
    op.execute('create policy "data_key_scope" on "data_key" for all using (true) with check (true)')
    op.execute('revoke all on "data_key" from "unionhome_app"')
    op.execute('grant select, insert, update on "data_key" to "unionhome_app"')
    op.execute('alter table "line" enable row level security')
    op.execute('alter table "line" force row level security')
    op.execute('create policy "line_scope" on "line" for all using (true) with check (true)')
    op.execute('revoke all on "line" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "line" to "unionhome_app"')
    op.execute('alter table "organization_stat_delta" enable row level security')
    op.execute('alter table "organization_stat_delta" force row level security')
    op.execute(
        'create policy "organization_stat_delta_scope" on "organization_stat_delta" for all using (true) with check (true)'
    )
    op.execute('revoke all on "organization_stat_delta" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "organization_stat_delta" to "unionhome_app"')
    op.execute('alter table "roster_row" enable row level security')
    op.execute('alter table "roster_row" force row level security')
    op.execute(
        'create policy "roster_row_scope" on "roster_row" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "roster_row" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "roster_row" to "unionhome_app"')
    op.execute('alter table "sign_in_attempt" enable row level security')
    op.execute('alter table "sign_in_attempt" force row level security')
    op.execute(
        'create policy "sign_in_attempt_scope" on "sign_in_attempt" for all using (scope_low() = -1) with check (scope_low() = -1)'
    )
    op.execute('revoke all on "sign_in_attempt" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "sign_in_attempt" to "unionhome_app"')
    op.execute('alter table "organization" enable row level security')
    op.execute('alter table "organization" force row level security')
    op.execute(
        'create policy "organization_scope" on "organization" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "organization" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "organization" to "unionhome_app"')
    op.execute('alter table "committee" enable row level security')
    op.execute('alter table "committee" force row level security')
    op.execute(
        'create policy "committee_scope" on "committee" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "committee" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "committee" to "unionhome_app"')
    op.execute('alter table "employer" enable row level security')
    op.execute('alter table "employer" force row level security')
    op.execute(
        'create policy "employer_scope" on "employer" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "employer" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "employer" to "unionhome_app"')
    op.execute('alter table "organization_stat" enable row level security')
    op.execute('alter table "organization_stat" force row level security')
    op.execute(
        'create policy "organization_stat_scope" on "organization_stat" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "organization_stat" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "organization_stat" to "unionhome_app"')
    op.execute('alter table "organization_version" enable row level security')
    op.execute('alter table "organization_version" force row level security')
    op.execute(
        'create policy "organization_version_scope" on "organization_version" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "organization_version" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "organization_version" to "unionhome_app"')
    op.execute('alter table "member" enable row level security')
    op.execute('alter table "member" force row level security')
    op.execute(
        'create policy "member_scope" on "member" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or id = scope_member_id()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or id = scope_member_id())'
    )
    op.execute('revoke all on "member" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "member" to "unionhome_app"')
    op.execute('alter table "member_event" enable row level security')
    op.execute('alter table "member_event" force row level security')
    op.execute(
        'create policy "member_event_scope" on "member_event" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or member_id = scope_member_id()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or member_id = scope_member_id())'
    )
    op.execute('revoke all on "member_event" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "member_event" to "unionhome_app"')
    op.execute('alter table "membership" enable row level security')
    op.execute('alter table "membership" force row level security')
    op.execute(
        'create policy "membership_scope" on "membership" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or member_id = scope_member_id()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or member_id = scope_member_id())'
    )
    op.execute('revoke all on "membership" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "membership" to "unionhome_app"')
    op.execute('alter table "officer" enable row level security')
    op.execute('alter table "officer" force row level security')
    op.execute(
        'create policy "officer_scope" on "officer" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "officer" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "officer" to "unionhome_app"')
    op.execute('alter table "transfer" enable row level security')
    op.execute('alter table "transfer" force row level security')
    op.execute(
        'create policy "transfer_scope" on "transfer" for all using (from_code between scope_low() and scope_high() or from_line_code between scope_line_low() and scope_line_high() or to_code between scope_low() and scope_high() or to_line_code between scope_line_low() and scope_line_high()) with check (from_code between scope_low() and scope_high() or from_line_code between scope_line_low() and scope_line_high() or to_code between scope_low() and scope_high() or to_line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "transfer" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "transfer" to "unionhome_app"')
    op.execute('alter table "user_account" enable row level security')
    op.execute('alter table "user_account" force row level security')
    op.execute(
        'create policy "user_account_scope" on "user_account" for all using (code between scope_low() and scope_high() or id = scope_user_id()) with check (code between scope_low() and scope_high() or id = scope_user_id())'
    )
    op.execute('revoke all on "user_account" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "user_account" to "unionhome_app"')
    op.execute('alter table "idempotency_key" enable row level security')
    op.execute('alter table "idempotency_key" force row level security')
    op.execute(
        'create policy "idempotency_key_scope" on "idempotency_key" for all using (user_id = scope_user_id() or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1)'
    )
    op.execute('revoke all on "idempotency_key" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "idempotency_key" to "unionhome_app"')
    op.execute('alter table "job" enable row level security')
    op.execute('alter table "job" force row level security')
    op.execute(
        'create policy "job_scope" on "job" for all using (user_id = scope_user_id() or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1)'
    )
    op.execute('revoke all on "job" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "job" to "unionhome_app"')
    op.execute('alter table "preference" enable row level security')
    op.execute('alter table "preference" force row level security')
    op.execute(
        'create policy "preference_scope" on "preference" for all using (user_id = scope_user_id() or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1)'
    )
    op.execute('revoke all on "preference" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "preference" to "unionhome_app"')
    op.execute('alter table "reveal" enable row level security')
    op.execute('alter table "reveal" force row level security')
    op.execute(
        'create policy "reveal_scope" on "reveal" for all using (user_id = scope_user_id() or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1)'
    )
    op.execute('revoke all on "reveal" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "reveal" to "unionhome_app"')
    op.execute('alter table "role_grant" enable row level security')
    op.execute('alter table "role_grant" force row level security')
    op.execute(
        'create policy "role_grant_scope" on "role_grant" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or user_id = scope_user_id()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or user_id = scope_user_id())'
    )
    op.execute('revoke all on "role_grant" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "role_grant" to "unionhome_app"')
    op.execute('alter table "saved_view" enable row level security')
    op.execute('alter table "saved_view" force row level security')
    op.execute(
        "create policy \"saved_view_scope\" on \"saved_view\" for all using (user_id = scope_user_id() or sharing = 'city' or (sharing = 'office' and organization_id = scope_organization_id()) or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1)"
    )
    op.execute('revoke all on "saved_view" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "saved_view" to "unionhome_app"')
    op.execute('alter table "sign_in_session" enable row level security')
    op.execute('alter table "sign_in_session" force row level security')
    op.execute(
        'create policy "sign_in_session_scope" on "sign_in_session" for all using (user_id = scope_user_id() or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1)'
    )
    op.execute('revoke all on "sign_in_session" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "sign_in_session" to "unionhome_app"')
    op.execute('alter table "stored_file" enable row level security')
    op.execute('alter table "stored_file" force row level security')
    op.execute(
        'create policy "stored_file_scope" on "stored_file" for all using (user_id = scope_user_id() or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1)'
    )
    op.execute('revoke all on "stored_file" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "stored_file" to "unionhome_app"')
    op.execute('alter table "user_credential" enable row level security')
    op.execute('alter table "user_credential" force row level security')
    op.execute(
        'create policy "user_credential_scope" on "user_credential" for all using (scope_low() = -1) with check (scope_low() = -1)'
    )
    op.execute('revoke all on "user_credential" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "user_credential" to "unionhome_app"')
    op.execute('alter table "refresh_token" enable row level security')
    op.execute('alter table "refresh_token" force row level security')
    op.execute(
        'create policy "refresh_token_scope" on "refresh_token" for all using (scope_low() = -1) with check (scope_low() = -1)'
    )
    op.execute('revoke all on "refresh_token" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "refresh_token" to "unionhome_app"')
    op.execute('alter table "roster" enable row level security')
    op.execute('alter table "roster" force row level security')
    op.execute(
        'create policy "roster_scope" on "roster" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "roster" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "roster" to "unionhome_app"')

    op.create_foreign_key("line_organization_id_fkey", "line", "organization", ["organization_id"], ["id"])
    op.execute(COUNT_MEMBERS)
    for operation, tables in COUNTED:
        op.execute(
            f"create trigger member_counted_on_{operation} after {operation} on member referencing {tables} "
            f"for each statement execute function count_members_on_{operation}()"
        )
    op.execute(FOLD)
    op.execute(HELD)
    op.execute(PLACES)
    op.execute("create sequence if not exists member_number")
    op.execute("grant usage on sequence member_number to unionhome_app")
    op.execute("create statistics member_places (dependencies) on township_id, county_id, code from member")


def downgrade() -> None:
    op.execute("drop function fold_organization_stat()")
    op.drop_constraint("line_organization_id_fkey", "line")
    op.drop_table("roster")
    op.drop_table("refresh_token")
    op.drop_table("user_credential")
    op.drop_table("stored_file")
    op.drop_table("sign_in_session")
    op.drop_table("saved_view")
    op.drop_table("role_grant")
    op.drop_table("reveal")
    op.drop_table("preference")
    op.drop_index("job_open_idx", table_name="job", postgresql_where=sa.text("state in ('queued', 'running')"))
    op.drop_table("job")
    op.drop_table("idempotency_key")
    op.drop_table("user_account")
    op.drop_index(
        "transfer_open_key",
        table_name="transfer",
        postgresql_where=sa.text("status in ('requested', 'released', 'submitted')"),
    )
    op.drop_table("transfer")
    op.drop_table("officer")
    op.drop_table("membership")
    op.drop_table("member_event")
    op.drop_table("member")
    op.drop_table("organization_version")
    op.drop_table("organization_stat")
    op.drop_table("employer")
    op.drop_table("committee")
    op.drop_table("organization")
    op.drop_table("sign_in_attempt")
    op.drop_table("roster_row")
    op.drop_table("organization_stat_delta")
    op.drop_table("line")
    op.drop_table("data_key")
    op.drop_table("audit_seal")
    op.drop_table("audit_event")
    op.execute("drop sequence if exists member_number")
    op.execute("drop function places_of_organizations(uuid[])")
    op.execute("drop function held_id_numbers(bytea[])")
    for operation, _tables in COUNTED:
        op.execute(f"drop function count_members_on_{operation}()")
    for name in ("low", "high", "line_low", "line_high", "user_id", "member_id", "organization_id"):
        op.execute(f"drop function scope_{name}()")
