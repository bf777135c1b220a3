"""Files merge with their household files, and part with them."""

import importlib.util
from pathlib import Path

from alembic import op

revision = "merge_households"
down_revision = "household_draft"
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


def upgrade() -> None:
    _replace(DOORS)


def downgrade() -> None:
    path = Path(__file__).with_name("2026-11-26-0330_import.py")
    spec = importlib.util.spec_from_file_location("import_migration", path)
    assert spec is not None
    assert spec.loader is not None
    before = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(before)
    _replace(tuple(each for each in before.DOORS if "adopt_file(" in each or "part_files(" in each))


def _replace(doors: tuple[str, ...]) -> None:
    op.execute("drop function adopt_file(uuid, uuid)")
    op.execute("drop function part_files(uuid, uuid, jsonb)")
    for statement in doors:
        op.execute(statement)
