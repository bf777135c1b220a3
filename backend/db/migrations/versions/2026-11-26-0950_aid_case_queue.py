"""The queue of cases: by member, by programme, by who took a step; and what was given in a year, wherever it lies."""

import importlib.util
from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision = "aid_case_queue"
down_revision = "payment"
branch_labels = None
depends_on = None

# The doors of backend/db/doors.py as they were on this day.
DOORS = (
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
      h as (update household t set member_id = stays where t.member_id = goes returning t.id),
      c as (update aid_case t set member_id = stays where t.member_id = goes and (t.status in ('rejected', 'withdrawn')
        or not exists (select from aid_case o where o.program_id = t.program_id and o.member_id = stays
          and o.status not in ('rejected', 'withdrawn'))) returning t.id),
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
      'household', (select coalesce(jsonb_agg(h.id), '[]') from h),
      'aid_case', (select coalesce(jsonb_agg(c.id), '[]') from c),
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
    update household t set member_id = goes where t.member_id = stays and moved->'household' ? t.id::text;
    update aid_case t set member_id = goes where t.member_id = stays and moved->'aid_case' ? t.id::text;
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
    """
create function aid_in_year(wanted uuid[]) returns table (case_id uuid, given_fen bigint) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    with asked as (
      select c.id, c.household_id, c.member_id, p.year
        from aid_case c join aid_program p on p.id = c.program_id
       where c.id = any(wanted) and (coalesce(c.code between low and high, false)
         or coalesce(c.line_code between line_low and line_high, false))
    ), homes as (
      select a.id, a.year, a.household_id as home from asked a where a.household_id is not null
      union select a.id, a.year, other.household_id from asked a
        join household_person mine on mine.household_id = a.household_id and mine.id_number_index is not null
        join household_person other on other.id_number_index = mine.id_number_index
      union select a.id, a.year, h.id from asked a join household h on h.member_id = a.member_id
    ), people as (
      select a.id, a.year, a.member_id as who from asked a where a.member_id is not null
      union select a.id, a.year, h.member_id from asked a
        join household h on h.id = a.household_id and h.member_id is not null
    ), given as (
      select s.id as of_case, s.year, c.id, c.program_id, c.amount_fen
        from homes s join aid_case c on c.household_id = s.home
       where c.status not in ('draft', 'rejected', 'withdrawn') and c.id <> s.id
      union select s.id, s.year, c.id, c.program_id, c.amount_fen
        from people s join aid_case c on c.member_id = s.who
       where c.status not in ('draft', 'rejected', 'withdrawn') and c.id <> s.id
    )
    select a.id, coalesce((select sum(g.amount_fen) from given g join aid_program p on p.id = g.program_id
        where g.of_case = a.id and p.year = g.year), 0)::bigint
      from asked a;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function aid_in_year(uuid[]) from public",
    "grant execute on function aid_in_year(uuid[]) to unionhome_app",
)


def upgrade() -> None:
    op.create_index(
        op.f("aid_case_member_id_idx"),
        "aid_case",
        ["member_id"],
        unique=False,
        postgresql_where=sa.text("member_id is not null"),
    )
    op.create_index(op.f("aid_case_program_id_code_idx"), "aid_case", ["program_id", "code"], unique=False)
    op.create_index(op.f("aid_case_step_by_id_case_id_idx"), "aid_case_step", ["by_id", "case_id"], unique=False)
    op.execute("drop function adopt_file(uuid, uuid)")
    op.execute("drop function part_files(uuid, uuid, jsonb)")
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function aid_in_year(uuid[])")
    op.execute("drop function adopt_file(uuid, uuid)")
    op.execute("drop function part_files(uuid, uuid, jsonb)")
    path = Path(__file__).with_name("2026-11-26-0750_merge_households.py")
    spec = importlib.util.spec_from_file_location("merge_households_migration", path)
    assert spec is not None
    assert spec.loader is not None
    before = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(before)
    for statement in before.DOORS:
        op.execute(statement)
    op.drop_index(op.f("aid_case_step_by_id_case_id_idx"), table_name="aid_case_step")
    op.drop_index(op.f("aid_case_program_id_code_idx"), table_name="aid_case")
    op.drop_index(op.f("aid_case_member_id_idx"), table_name="aid_case")
