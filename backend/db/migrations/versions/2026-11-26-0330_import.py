"""Workbooks come in for any register: imports and their rows take the place of rosters, which were never released."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "import"
down_revision = "export"
branch_labels = None
depends_on = None

# The doors of backend/db/doors.py that changed on this day.
DOORS = (
    """
create function bring_history(joining uuid[]) returns table (joined uuid, number_before varchar) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  olds uuid[]; news uuid[]; numbers varchar[];
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select array_agg(o.id order by o.id), array_agg(m.id order by o.id), array_agg(o.number order by o.id)
    into olds, news, numbers
  from member m join member o on o.id_number_index = m.id_number_index and o.id <> m.id
    and o.status in ('withdrawn', 'auto_withdrawn', 'expelled')
  where m.id = any(joining) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if olds is not null then
    perform from member o where o.id = any(olds) order by o.id for update;
    update membership t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update member_event t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update transfer t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update officer t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update import_row t set record_id = p.new from unnest(olds, news) as p(old, new) where t.record_id = p.old;
    update user_account t set member_id = null from unnest(olds, news) as p(old, new)
    where t.member_id = p.old and exists (select from user_account a join unnest(olds, news) as q(old, new)
      on a.member_id = q.old where q.new = p.new and a.id < t.id);
    update user_account t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    delete from member o where o.id = any(olds);
  end if;
  return query select p.new, min(p.number)::varchar from unnest(news, numbers) as p(new, number)
    where p.number is not null group by p.new;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function bring_history(uuid[]) from public",
    "grant execute on function bring_history(uuid[]) to unionhome_app",
    """
create function adopt_file(stays uuid, goes uuid) returns jsonb language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean; moved jsonb;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    with s as (update membership t set member_id = stays where t.member_id = goes returning t.id),
      e as (update member_event t set member_id = stays where t.member_id = goes returning t.id),
      m as (update transfer t set member_id = stays where t.member_id = goes returning t.id),
      o as (update officer t set member_id = stays where t.member_id = goes returning t.id),
      r as (update import_row t set record_id = stays where t.record_id = goes
        returning t.import_id, t.round, t.line),
      a as (update user_account t set member_id = case
          when exists (select from user_account u where u.member_id = stays) then null else stays end
        where t.member_id = goes returning t.id)
    select jsonb_build_object(
      'membership', (select coalesce(jsonb_agg(s.id), '[]') from s),
      'member_event', (select coalesce(jsonb_agg(e.id), '[]') from e),
      'transfer', (select coalesce(jsonb_agg(m.id), '[]') from m),
      'officer', (select coalesce(jsonb_agg(o.id), '[]') from o),
      'import_row', (select coalesce(jsonb_agg(jsonb_build_array(r.import_id, r.round, r.line)), '[]') from r),
      'user_account', (select coalesce(jsonb_agg(a.id), '[]') from a)) into moved;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return moved;
end $$
    """,
    "revoke execute on function adopt_file(uuid, uuid) from public",
    "grant execute on function adopt_file(uuid, uuid) to unionhome_app",
    """
create function part_files(stays uuid, goes uuid, moved jsonb) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    update membership t set member_id = goes where t.member_id = stays and moved->'membership' ? t.id::text;
    update member_event t set member_id = goes where t.member_id = stays and moved->'member_event' ? t.id::text;
    update transfer t set member_id = goes where t.member_id = stays and moved->'transfer' ? t.id::text;
    update officer t set member_id = goes where t.member_id = stays and moved->'officer' ? t.id::text;
    update import_row t set record_id = goes from jsonb_array_elements(moved->'import_row') as r
      where t.record_id = stays and t.import_id = (r->>0)::uuid and t.round = (r->>1)::int and t.line = (r->>2)::int;
    update user_account t set member_id = goes
      where (t.member_id = stays or t.member_id is null) and moved->'user_account' ? t.id::text;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return both_inside;
end $$
    """,
    "revoke execute on function part_files(uuid, uuid, jsonb) from public",
    "grant execute on function part_files(uuid, uuid, jsonb) to unionhome_app",
)
BEFORE = (
    """
create function bring_history(joining uuid[]) returns table (joined uuid, number_before varchar) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  olds uuid[]; news uuid[]; numbers varchar[];
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select array_agg(o.id order by o.id), array_agg(m.id order by o.id), array_agg(o.number order by o.id)
    into olds, news, numbers
  from member m join member o on o.id_number_index = m.id_number_index and o.id <> m.id
    and o.status in ('withdrawn', 'auto_withdrawn', 'expelled')
  where m.id = any(joining) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if olds is not null then
    perform from member o where o.id = any(olds) order by o.id for update;
    update membership t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update member_event t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update transfer t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update officer t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update roster_row t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update user_account t set member_id = null from unnest(olds, news) as p(old, new)
    where t.member_id = p.old and exists (select from user_account a join unnest(olds, news) as q(old, new)
      on a.member_id = q.old where q.new = p.new and a.id < t.id);
    update user_account t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    delete from member o where o.id = any(olds);
  end if;
  return query select p.new, min(p.number)::varchar from unnest(news, numbers) as p(new, number)
    where p.number is not null group by p.new;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function bring_history(uuid[]) from public",
    "grant execute on function bring_history(uuid[]) to unionhome_app",
    """
create function adopt_file(stays uuid, goes uuid) returns jsonb language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean; moved jsonb;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    with s as (update membership t set member_id = stays where t.member_id = goes returning t.id),
      e as (update member_event t set member_id = stays where t.member_id = goes returning t.id),
      m as (update transfer t set member_id = stays where t.member_id = goes returning t.id),
      o as (update officer t set member_id = stays where t.member_id = goes returning t.id),
      r as (update roster_row t set member_id = stays where t.member_id = goes returning t.roster_id, t.line),
      a as (update user_account t set member_id = case
          when exists (select from user_account u where u.member_id = stays) then null else stays end
        where t.member_id = goes returning t.id)
    select jsonb_build_object(
      'membership', (select coalesce(jsonb_agg(s.id), '[]') from s),
      'member_event', (select coalesce(jsonb_agg(e.id), '[]') from e),
      'transfer', (select coalesce(jsonb_agg(m.id), '[]') from m),
      'officer', (select coalesce(jsonb_agg(o.id), '[]') from o),
      'roster_row', (select coalesce(jsonb_agg(jsonb_build_array(r.roster_id, r.line)), '[]') from r),
      'user_account', (select coalesce(jsonb_agg(a.id), '[]') from a)) into moved;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return moved;
end $$
    """,
    "revoke execute on function adopt_file(uuid, uuid) from public",
    "grant execute on function adopt_file(uuid, uuid) to unionhome_app",
    """
create function part_files(stays uuid, goes uuid, moved jsonb) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    update membership t set member_id = goes where t.member_id = stays and moved->'membership' ? t.id::text;
    update member_event t set member_id = goes where t.member_id = stays and moved->'member_event' ? t.id::text;
    update transfer t set member_id = goes where t.member_id = stays and moved->'transfer' ? t.id::text;
    update officer t set member_id = goes where t.member_id = stays and moved->'officer' ? t.id::text;
    update roster_row t set member_id = goes from jsonb_array_elements(moved->'roster_row') as r
      where t.member_id = stays and t.roster_id = (r->>0)::uuid and t.line = (r->>1)::int;
    update user_account t set member_id = goes
      where (t.member_id = stays or t.member_id is null) and moved->'user_account' ? t.id::text;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return both_inside;
end $$
    """,
    "revoke execute on function part_files(uuid, uuid, jsonb) from public",
    "grant execute on function part_files(uuid, uuid, jsonb) to unionhome_app",
)
SIGNATURES = ("bring_history(uuid[])", "adopt_file(uuid, uuid)", "part_files(uuid, uuid, jsonb)")
INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.drop_table("roster_row")
    op.drop_table("roster")
    op.create_table(
        "import",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("counts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("head", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("import_user_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("import_organization_id_fkey")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("import_file_id_fkey")),
        sa.ForeignKeyConstraint(["job_id"], ["job.id"], name=op.f("import_job_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("import_pkey")),
    )
    op.create_index(op.f("import_code_id_idx"), "import", ["code", "id"], unique=False)
    op.create_table(
        "import_row",
        sa.Column("import_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=True),
        sa.Column("record_version", sa.Integer(), nullable=True),
        sa.Column("key_index", sa.LargeBinary(), nullable=True),
        sa.Column("fields", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("secrets", sa.LargeBinary(), nullable=True),
        sa.Column("problems", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("changes", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("import_id", "round", "line", name=op.f("import_row_pkey")),
    )
    op.create_index(
        op.f("import_row_import_id_state_round_line_idx"), "import_row", ["import_id", "state", "round", "line"]
    )
    op.create_index(
        op.f("import_row_record_id_idx"),
        "import_row",
        ["record_id"],
        unique=False,
        postgresql_where=sa.text("record_id is not null"),
    )
    op.create_table(
        "import_mapping",
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("import_mapping_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("organization_id", "kind", "title", name=op.f("import_mapping_pkey")),
    )
    for table in ("import", "import_row", "import_mapping"):
        _secure(table)
    # Whoever leaves the register again is looked for among the officers.
    op.create_index(
        op.f("officer_member_id_idx"),
        "officer",
        ["member_id"],
        unique=False,
        postgresql_where=sa.text("member_id is not null"),
    )
    for signature in SIGNATURES:
        op.execute(f"drop function {signature}")
    for statement in DOORS:
        op.execute(statement)


def _secure(table: str) -> None:
    op.execute(f'alter table "{table}" enable row level security')
    op.execute(f'alter table "{table}" force row level security')
    op.execute(f'create policy "{table}_scope" on "{table}" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute(f'revoke all on "{table}" from "unionhome_app"')
    op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')


def downgrade() -> None:
    op.drop_index(
        op.f("officer_member_id_idx"), table_name="officer", postgresql_where=sa.text("member_id is not null")
    )
    for signature in SIGNATURES:
        op.execute(f"drop function {signature}")
    for statement in BEFORE:
        op.execute(statement)
    op.drop_table("import_mapping")
    op.drop_table("import_row")
    op.drop_table("import")
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
    for table in ("roster", "roster_row"):
        _secure(table)
