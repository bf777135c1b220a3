"""What hangs on a member's file follows it, all of it: when two become one and when somebody who had left joins again."""

from alembic import op

revision = "member_ties"
down_revision = "counted_months"
branch_labels = None
depends_on = None

KEPT = (
    "bring_history(uuid[])",
    "adopt_file(uuid, uuid)",
    "part_files(uuid, uuid, jsonb)",
)
OF_APPLICATIONS = (
    "adopt_applications(uuid, uuid)",
    "part_applications(uuid, uuid, jsonb)",
)
"""Applications had doors of their own."""

# The doors of backend/db/doors.py as they were on this day.
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
    update household t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update aid_case t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old
      and not (t.status not in ('rejected', 'withdrawn') and exists (select from aid_case o where (o.member_id = p.new or o.id < t.id and o.member_id in (select q.old from unnest(olds, news) as q(old, new) where q.new = p.new)) and o.status not in ('rejected', 'withdrawn') and o.program_id = t.program_id));
    update aid_application t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old
      and not (t.status in ('draft', 'submitted', 'asked') and exists (select from aid_application o where (o.member_id = p.new or o.id < t.id and o.member_id in (select q.old from unnest(olds, news) as q(old, new) where q.new = p.new)) and o.status in ('draft', 'submitted', 'asked')));
    update aid_application_step t set member_id = g.member_id from aid_application g
    where g.id = t.application_id and t.member_id = any(olds) and g.member_id = any(news);
    update aid_application_paper t set member_id = g.member_id from aid_application g
    where g.id = t.application_id and t.member_id = any(olds) and g.member_id = any(news);
    update paper_request t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    update paper_request_paper t set member_id = g.member_id from paper_request g
    where g.id = t.request_id and t.member_id = any(olds) and g.member_id = any(news);
    update visit t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old
      and not (exists (select from visit o where (o.member_id = p.new or o.id < t.id and o.member_id in (select q.old from unnest(olds, news) as q(old, new) where q.new = p.new)) and o.plan_id = t.plan_id));
    update protection_cover t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old
      and not (exists (select from protection_cover o where (o.member_id = p.new or o.id < t.id and o.member_id in (select q.old from unnest(olds, news) as q(old, new) where q.new = p.new)) and o.plan_id = t.plan_id and o.round = t.round));
    update protection_claim t set member_id = g.member_id from protection_cover g
    where g.id = t.cover_id and t.member_id = any(olds) and g.member_id = any(news);
    update savings_saver t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old
      and not (t.left_on is null and exists (select from savings_saver o where (o.member_id = p.new or o.id < t.id and o.member_id in (select q.old from unnest(olds, news) as q(old, new) where q.new = p.new)) and o.left_on is null and o.society_id = t.society_id));
    update import_row t set record_id = p.new from unnest(olds, news) as p(old, new) where t.record_id = p.old;
    update user_account t set member_id = null from unnest(olds, news) as p(old, new)
    where t.member_id = p.old and exists (select from user_account a join unnest(olds, news) as q(old, new)
      on a.member_id = q.old where q.new = p.new and a.id < t.id);
    update user_account t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    delete from member o where o.id = any(olds) and not (exists (select from protection_cover t where t.member_id = o.id) or exists (select from protection_claim t where t.member_id = o.id) or exists (select from savings_saver t where t.member_id = o.id));
    update member o set number = null where o.id = any(olds);
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
  both_inside boolean; moved jsonb := '{}';
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    with gone as (update membership t set member_id = stays where t.member_id = goes returning t.id)
      select moved || jsonb_build_object('membership', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    with gone as (update member_event t set member_id = stays where t.member_id = goes returning t.id)
      select moved || jsonb_build_object('member_event', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    with gone as (update transfer t set member_id = stays where t.member_id = goes returning t.id)
      select moved || jsonb_build_object('transfer', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    with gone as (update officer t set member_id = stays where t.member_id = goes returning t.id)
      select moved || jsonb_build_object('officer', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    with gone as (update household t set member_id = stays where t.member_id = goes returning t.id)
      select moved || jsonb_build_object('household', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    with gone as (update aid_case t set member_id = stays where t.member_id = goes
      and not (t.status not in ('rejected', 'withdrawn') and exists (select from aid_case o where o.member_id = stays and o.status not in ('rejected', 'withdrawn') and o.program_id = t.program_id)) returning t.id)
      select moved || jsonb_build_object('aid_case', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    with gone as (update aid_application t set member_id = stays where t.member_id = goes
      and not (t.status in ('draft', 'submitted', 'asked') and exists (select from aid_application o where o.member_id = stays and o.status in ('draft', 'submitted', 'asked'))) returning t.id)
      select moved || jsonb_build_object('aid_application', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    update aid_application_step t set member_id = stays where t.member_id = goes and moved->'aid_application' ? t.application_id::text;
    update aid_application_paper t set member_id = stays where t.member_id = goes and moved->'aid_application' ? t.application_id::text;
    with gone as (update paper_request t set member_id = stays where t.member_id = goes returning t.id)
      select moved || jsonb_build_object('paper_request', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    update paper_request_paper t set member_id = stays where t.member_id = goes and moved->'paper_request' ? t.request_id::text;
    with gone as (update visit t set member_id = stays where t.member_id = goes
      and not (exists (select from visit o where o.member_id = stays and o.plan_id = t.plan_id)) returning t.id)
      select moved || jsonb_build_object('visit', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    with gone as (update protection_cover t set member_id = stays where t.member_id = goes
      and not (exists (select from protection_cover o where o.member_id = stays and o.plan_id = t.plan_id and o.round = t.round)) returning t.id)
      select moved || jsonb_build_object('protection_cover', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    update protection_claim t set member_id = stays where t.member_id = goes and moved->'protection_cover' ? t.cover_id::text;
    with gone as (update savings_saver t set member_id = stays where t.member_id = goes
      and not (t.left_on is null and exists (select from savings_saver o where o.member_id = stays and o.left_on is null and o.society_id = t.society_id)) returning t.id)
      select moved || jsonb_build_object('savings_saver', coalesce(jsonb_agg(gone.id), '[]')) into moved from gone;
    with r as (update import_row t set record_id = stays where t.record_id = goes returning t.import_id, t.round, t.line),
      a as (update user_account t set member_id = case
          when exists (select from user_account u where u.member_id = stays) then null else stays end
        where t.member_id = goes returning t.id)
    select moved || jsonb_build_object(
      'import_row', (select coalesce(jsonb_agg(jsonb_build_array(r.import_id, r.round, r.line)), '[]') from r),
      'user_account', (select coalesce(jsonb_agg(a.id), '[]') from a),
      'held', exists (select from protection_cover t where t.member_id = goes) or exists (select from protection_claim t where t.member_id = goes) or exists (select from savings_saver t where t.member_id = goes)) into moved;
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
    update aid_application t set member_id = goes where t.member_id = stays and moved->'aid_application' ? t.id::text;
    update aid_application_step t set member_id = goes where t.member_id = stays and moved->'aid_application' ? t.application_id::text;
    update aid_application_paper t set member_id = goes where t.member_id = stays and moved->'aid_application' ? t.application_id::text;
    update paper_request t set member_id = goes where t.member_id = stays and moved->'paper_request' ? t.id::text;
    update paper_request_paper t set member_id = goes where t.member_id = stays and moved->'paper_request' ? t.request_id::text;
    update visit t set member_id = goes where t.member_id = stays and moved->'visit' ? t.id::text;
    update protection_cover t set member_id = goes where t.member_id = stays and moved->'protection_cover' ? t.id::text;
    update protection_claim t set member_id = goes where t.member_id = stays and moved->'protection_cover' ? t.cover_id::text;
    update savings_saver t set member_id = goes where t.member_id = stays and moved->'savings_saver' ? t.id::text;
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

# As they were before.
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
create function adopt_applications(stays uuid, goes uuid) returns jsonb language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean; moved jsonb := '[]';
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    select coalesce(jsonb_agg(a.id), '[]') into moved from aid_application a
      where a.member_id = goes and (a.status not in ('draft', 'submitted', 'asked') or not exists (
        select from aid_application o where o.member_id = stays and o.status in ('draft', 'submitted', 'asked')));
    update aid_application t set member_id = stays where moved ? t.id::text;
    update aid_application_step t set member_id = stays where moved ? t.application_id::text;
    update aid_application_paper t set member_id = stays where moved ? t.application_id::text;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return moved;
end $$
    """,
    "revoke execute on function adopt_applications(uuid, uuid) from public",
    "grant execute on function adopt_applications(uuid, uuid) to unionhome_app",
    """
create function part_applications(stays uuid, goes uuid, moved jsonb) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    update aid_application t set member_id = goes where t.member_id = stays and moved ? t.id::text;
    update aid_application_step t set member_id = goes where t.member_id = stays and moved ? t.application_id::text;
    update aid_application_paper t set member_id = goes where t.member_id = stays and moved ? t.application_id::text;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return both_inside;
end $$
    """,
    "revoke execute on function part_applications(uuid, uuid, jsonb) from public",
    "grant execute on function part_applications(uuid, uuid, jsonb) to unionhome_app",
)


def upgrade() -> None:
    for signature in (*KEPT, *OF_APPLICATIONS):
        op.execute(f"drop function {signature}")
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    for signature in KEPT:
        op.execute(f"drop function {signature}")
    for statement in BEFORE:
        op.execute(statement)
