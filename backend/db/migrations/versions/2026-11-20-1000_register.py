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

AUDIT_TRANSACTION = """
create function audit_transaction() returns bigint language plpgsql as
$$ begin return pg_current_xact_id()::text::bigint + (select last_value - 1 from audit_origin); end $$
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


# The doors of backend/db/doors.py as they were on this day.
DOORS = (
    """
create function memberships_of_member(who uuid) returns table (
  organization_id uuid, organization_name varchar, started_on date, ended_on date, began_by varchar, ended_by varchar) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select s.organization_id, o.name, s.started_on, s.ended_on, s.began_by, s.ended_by
    from membership s join organization o on o.id = s.organization_id
    where s.member_id = who and exists (select from member m where m.id = who and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false)))
    order by s.started_on desc, s.id desc;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function memberships_of_member(uuid) from public",
    "grant execute on function memberships_of_member(uuid) to unionhome_app",
    """
create function life_line_of_member(who uuid, most int) returns table (
  id uuid, kind varchar, "on" date, actor_name varchar, organization_id uuid, organization_name varchar,
  facts jsonb, recorded_at timestamptz) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select e.id, e.kind, e."on", e.actor_name, e.organization_id, o.name, e.facts, e.recorded_at
    from member_event e join organization o on o.id = e.organization_id
    where e.member_id = who and exists (select from member m where m.id = who and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false)))
    order by e."on" desc, e.id desc limit most;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function life_line_of_member(uuid, int) from public",
    "grant execute on function life_line_of_member(uuid, int) to unionhome_app",
    """
create function directory_of_unions(sought text, most int) returns table (id uuid, name varchar, county_name varchar) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select o.id, o.name,
      (select c.name from organization c where c.level = 2 and o.code between c.code and c.code_hi
       order by c.code desc limit 1)
    from organization o
    where o.status = 'active' and o.level = 4
      and (strpos(o.name, sought) > 0 or starts_with(o.initials, lower(sought)))
    order by not starts_with(o.name, sought), o.name, o.id limit most;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function directory_of_unions(text, int) from public",
    "grant execute on function directory_of_unions(text, int) to unionhome_app",
    """
create function destination_of_transfer(wanted uuid) returns table (
  id uuid, name varchar, code bigint, line_code bigint, code_hi bigint) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select o.id, o.name, o.code, o.line_code, o.code_hi from organization o
    where o.id = wanted and o.status = 'active' and o.level = 4 for share;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function destination_of_transfer(uuid) from public",
    "grant execute on function destination_of_transfer(uuid) to unionhome_app",
    """
create function request_transfer(request jsonb, sought bytea, day date, moment timestamptz, event_id uuid) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  who member; home organization; target organization;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select * into target from organization o
    where o.id = (request->>'to_organization_id')::uuid and o.status = 'active' and (coalesce(o.code between low and high, false) or coalesce(o.line_code between line_low and line_high, false)) for share;
  select * into who from member m
    where m.id_number_index = sought and m.name = request->>'member_name' and m.status = 'active' for update;
  if who.id is not null then
    if exists (select from transfer t where t.member_id = who.id and t.status in ('requested', 'released', 'submitted'))
      or who.code between target.code and target.code_hi
    then who := null;
    else select * into home from organization o where o.id = who.organization_id for share;
    end if;
  end if;
  if target.id is not null then
    insert into transfer (id, number, member_id, member_name, member_sex, form, from_organization_id,
      from_organization_name, from_code, from_line_code, to_organization_id, to_organization_name, to_code,
      to_line_code, status, reason, note, answer, requested_by, requested_by_name, requested_at, due_on, version)
    values ((request->>'id')::uuid, request->>'number', who.id, request->>'member_name', who.sex, 'pull', home.id,
      coalesce(home.name, ''), home.code, home.line_code, target.id, target.name, target.code,
      target.line_code, 'requested', request->>'reason', request->>'note', '', (request->>'requested_by')::uuid,
      request->>'requested_by_name', moment, (request->>'due_on')::date, 1);
  end if;
  if who.id is not null and target.id is not null then
    insert into member_event (id, member_id, organization_id, code, line_code, kind, "on", actor_id, actor_name, facts,
      recorded_at)
    values (event_id, who.id, who.organization_id, who.code, who.line_code, 'transfer_requested', day,
      (request->>'requested_by')::uuid, request->>'requested_by_name',
      jsonb_build_object('number', request->>'number', 'to', target.name), moment);
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return target.id is not null;
end $$
    """,
    "revoke execute on function request_transfer(jsonb, bytea, date, timestamptz, uuid) from public",
    "grant execute on function request_transfer(jsonb, bytea, date, timestamptz, uuid) to unionhome_app",
    """
create function arrive_member(wanted uuid, day date, moment timestamptz, actor uuid, actor_name text,
  spell_id uuid, event_id uuid) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  moved transfer; home organization; arrived boolean := false; county uuid; township uuid;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select * into moved from transfer t
    where t.id = wanted and t.status in ('submitted', 'released') and (coalesce(t.to_code between low and high, false) or coalesce(t.to_line_code between line_low and line_high, false)) for update;
  select * into home from organization o where o.id = moved.to_organization_id and o.status = 'active' for share;
  if home.id is not null then
    select
    (select c.id from organization c where c.level = 2 and home.code between c.code and c.code_hi
     order by c.code desc limit 1),
    (select t.id from organization t where t.level = 3 and home.code between t.code and t.code_hi
     order by t.code desc limit 1)
 into county, township;
    update member m set organization_id = home.id, code = home.code, line_code = home.line_code, county_id = county,
      township_id = township, employer_id = null, status = 'active', status_since = day, updated_at = moment,
      version = m.version + 1
    where m.id = moved.member_id and m.status = 'transfer_out_pending';
    arrived := found;
  end if;
  if arrived then
    update membership s set ended_on = greatest(s.started_on, day), ended_by = 'transferred'
    where s.member_id = moved.member_id and s.ended_on is null;
    insert into membership (id, member_id, organization_id, code, line_code, started_on, began_by)
    values (spell_id, moved.member_id, home.id, home.code, home.line_code, day, 'transferred');
    update officer f set ended_on = greatest(f.started_on, day), end_reason = 'transferred', version = f.version + 1
    where f.member_id = moved.member_id and f.ended_on is null;
    insert into member_event (id, member_id, organization_id, code, line_code, kind, "on", actor_id, actor_name, facts,
      recorded_at)
    values (event_id, moved.member_id, home.id, home.code, home.line_code, 'transfer_accepted', day, actor, actor_name,
      jsonb_build_object('number', moved.number, 'from', moved.from_organization_name, 'to', home.name,
        'from_organization_id', moved.from_organization_id, 'to_organization_id', home.id), moment);
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return arrived;
end $$
    """,
    "revoke execute on function arrive_member(uuid, date, timestamptz, uuid, text, uuid, uuid) from public",
    "grant execute on function arrive_member(uuid, date, timestamptz, uuid, text, uuid, uuid) to unionhome_app",
    """
create function stay_member(wanted uuid, day date, moment timestamptz, actor uuid, actor_name text, event_id uuid,
  event_kind text, said text) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  moved transfer; stays member;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select * into moved from transfer t
    where t.id = wanted and t.status in ('requested', 'released', 'submitted') and (coalesce(t.to_code between low and high, false) or coalesce(t.to_line_code between line_low and line_high, false)) for update;
  select * into stays from member m where m.id = moved.member_id for update;
  if stays.id is not null then
    update member m set status = 'active', status_since = day, updated_at = moment, version = m.version + 1
    where m.id = stays.id and m.status = 'transfer_out_pending' and moved.status in ('submitted', 'released');
    insert into member_event (id, member_id, organization_id, code, line_code, kind, "on", actor_id, actor_name, facts,
      recorded_at)
    values (event_id, stays.id, stays.organization_id, stays.code, stays.line_code, event_kind, day, actor, actor_name,
      jsonb_build_object('number', moved.number, 'to', moved.to_organization_name, 'reason', said), moment);
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return moved.id is not null;
end $$
    """,
    "revoke execute on function stay_member(uuid, date, timestamptz, uuid, text, uuid, text, text) from public",
    "grant execute on function stay_member(uuid, date, timestamptz, uuid, text, uuid, text, text) to unionhome_app",
    """
create function reopen_person(sought bytea, target_id uuid, day date, moment timestamptz) returns uuid language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  target organization; reopened uuid; county uuid; township uuid;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select * into target from organization o where o.id = target_id and o.status = 'active' and (coalesce(o.code between low and high, false) or coalesce(o.line_code between line_low and line_high, false)) for share;
  if target.id is not null then
    select
    (select c.id from organization c where c.level = 2 and target.code between c.code and c.code_hi
     order by c.code desc limit 1),
    (select t.id from organization t where t.level = 3 and target.code between t.code and t.code_hi
     order by t.code desc limit 1)
 into county, township;
    update member m set organization_id = target.id, code = target.code, line_code = target.line_code,
      county_id = county, township_id = township, status = 'draft', status_since = day, retain_reason = null,
      card_issued_on = null, updated_at = moment, version = m.version + 1
    where m.id_number_index = sought and m.status in ('withdrawn', 'auto_withdrawn', 'expelled')
    returning m.id into reopened;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return reopened;
end $$
    """,
    "revoke execute on function reopen_person(bytea, uuid, date, timestamptz) from public",
    "grant execute on function reopen_person(bytea, uuid, date, timestamptz) to unionhome_app",
    """
create function adopt_file(stays uuid, goes uuid) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    update membership set member_id = stays where member_id = goes;
    update member_event set member_id = stays where member_id = goes;
    update transfer set member_id = stays where member_id = goes;
    update officer set member_id = stays where member_id = goes;
    update roster_row set member_id = stays where member_id = goes;
    update user_account set member_id = case
      when exists (select from user_account a where a.member_id = stays) then null else stays end
    where member_id = goes;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return both_inside;
end $$
    """,
    "revoke execute on function adopt_file(uuid, uuid) from public",
    "grant execute on function adopt_file(uuid, uuid) to unionhome_app",
    """
create function facts_of_card(holder uuid) returns table (
  number varchar, name varchar, status varchar, organization_name varchar, card_issued_on date) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select m.number, m.name, m.status, o.name, m.card_issued_on
    from member m join organization o on o.id = m.organization_id where m.id = holder;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function facts_of_card(uuid) from public",
    "grant execute on function facts_of_card(uuid) to unionhome_app",
    """
create function keep_credential(of_user uuid, new_hash text, moment timestamptz) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  kept boolean := false;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  if exists (select from user_account u where u.id = of_user and coalesce(u.code between low and high, false)) then
    insert into user_credential as c (user_id, password_hash, previous_hashes, password_changed_at, recovery_hashes)
    values (of_user, new_hash, '{}', moment, '{}')
    on conflict (user_id) do update set password_hash = new_hash, password_changed_at = moment,
      first_password_until = null, previous_hashes = (array[c.password_hash] || c.previous_hashes)[1:5];
    kept := true;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return kept;
end $$
    """,
    "revoke execute on function keep_credential(uuid, text, timestamptz) from public",
    "grant execute on function keep_credential(uuid, text, timestamptz) to unionhome_app",
    """
create function begin_first_password(of_user uuid, until timestamptz) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  kept boolean := false;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  if exists (select from user_account u where u.id = of_user and coalesce(u.code between low and high, false)) then
    update user_credential set first_password_until = until where user_id = of_user;
    kept := found;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return kept;
end $$
    """,
    "revoke execute on function begin_first_password(uuid, timestamptz) from public",
    "grant execute on function begin_first_password(uuid, timestamptz) to unionhome_app",
    """
create function forget_second_factor(of_user uuid) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  kept boolean := false;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  if exists (select from user_account u where u.id = of_user and coalesce(u.code between low and high, false)) then
    update user_credential set totp_secret = null, totp_draft = null, totp_last_step = null, recovery_hashes = '{}'
    where user_id = of_user;
    kept := found;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return kept;
end $$
    """,
    "revoke execute on function forget_second_factor(uuid) from public",
    "grant execute on function forget_second_factor(uuid) to unionhome_app",
    """
create function end_sessions_of(of_user uuid, moment timestamptz, why text) returns int language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  ended int := 0;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  if exists (select from user_account u where u.id = of_user and coalesce(u.code between low and high, false)) then
    update sign_in_session set ended_at = moment, ended_why = why where user_id = of_user and ended_at is null;
    get diagnostics ended = row_count;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return ended;
end $$
    """,
    "revoke execute on function end_sessions_of(uuid, timestamptz, text) from public",
    "grant execute on function end_sessions_of(uuid, timestamptz, text) to unionhome_app",
    """
create function forgive_sign_ins(of_user uuid, login bytea, since timestamptz) returns int language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  forgiven int := 0;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  if exists (select from user_account u where u.id = of_user and coalesce(u.code between low and high, false)) then
    update sign_in_attempt set outcome = 'forgiven' where login_hash = login and at > since and outcome = 'tried';
    get diagnostics forgiven = row_count;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return forgiven;
end $$
    """,
    "revoke execute on function forgive_sign_ins(uuid, bytea, timestamptz) from public",
    "grant execute on function forgive_sign_ins(uuid, bytea, timestamptz) to unionhome_app",
    """
create function roles_held(of_user uuid, since date, until date) returns setof varchar language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select distinct g.role from role_grant g
    where g.user_id = of_user and g.status in ('proposed', 'active')
      and daterange(g.starts_on, g.ends_on, '[]') && daterange(since, until, '[]');
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function roles_held(uuid, date, date) from public",
    "grant execute on function roles_held(uuid, date, date) to unionhome_app",
    """
create function give_saved_view(given uuid, to_user uuid) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  done boolean := false;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  update saved_view v set user_id = to_user, version = v.version + 1
  where v.id = given and v.user_id = scope_user_id() and exists (
    select from user_account u
    where u.id = to_user and u.organization_id = scope_organization_id() and u.organization_id = v.organization_id
      and u.status = 'active' and u.member_id is null
  );
  done := found;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return done;
end $$
    """,
    "revoke execute on function give_saved_view(uuid, uuid) from public",
    "grant execute on function give_saved_view(uuid, uuid) to unionhome_app",
    """
create function keep_duties_apart() returns trigger language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  clash boolean := false;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  if new.status in ('proposed', 'active') and new.role <> 'member' then
    perform 1 from user_account u where u.id = new.user_id for no key update;
    select exists (
      select from role_grant g
      where g.user_id = new.user_id and g.id <> new.id and g.role not in (new.role, 'member')
        and g.status in ('proposed', 'active')
        and daterange(g.starts_on, g.ends_on, '[]') && daterange(new.starts_on, new.ends_on, '[]')
        and ('security_admin' in (g.role, new.role)
          or (g.role in ('system_admin', 'audit_admin') and new.role in ('system_admin', 'audit_admin')))
    ) into clash;
  end if;
  if clash then
    raise exception 'duties are not separate: constraint "role_grant_duties_check"'
      using errcode = 'check_violation', constraint = 'role_grant_duties_check';
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return new;
end $$
    """,
    "revoke execute on function keep_duties_apart() from public",
    "grant execute on function keep_duties_apart() to unionhome_app",
    """
create function continue_audit_chain() returns bigint language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  newest bigint; coming bigint; skipped bigint := 0;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select coalesce(max(e.transaction), 0), pg_snapshot_xmax(pg_current_snapshot())::text::bigint into newest, coming
  from audit_event e;
  if newest >= coming + (select last_value - 1 from audit_origin) then
    skipped := newest - coming + 1;
    perform setval('audit_origin', skipped + 1);
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return skipped;
end $$
    """,
    "revoke execute on function continue_audit_chain() from public",
    "grant execute on function continue_audit_chain() to unionhome_app",
    """
create trigger role_grant_duties before insert or update on role_grant for each row execute function keep_duties_apart()
    """,
    """
create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception '% keeps what happened; nothing in it is changed or removed', tg_table_name; end $$
    """,
    """
create trigger audit_event_kept before update or delete or truncate on audit_event for each statement execute function refuse_change()
    """,
    """
create trigger audit_seal_kept before update or delete or truncate on audit_seal for each statement execute function refuse_change()
    """,
)
SHUT = (
    "drop function memberships_of_member(uuid)",
    "drop function life_line_of_member(uuid, int)",
    "drop function directory_of_unions(text, int)",
    "drop function destination_of_transfer(uuid)",
    "drop function request_transfer(jsonb, bytea, date, timestamptz, uuid)",
    "drop function arrive_member(uuid, date, timestamptz, uuid, text, uuid, uuid)",
    "drop function stay_member(uuid, date, timestamptz, uuid, text, uuid, text, text)",
    "drop function reopen_person(bytea, uuid, date, timestamptz)",
    "drop function adopt_file(uuid, uuid)",
    "drop function facts_of_card(uuid)",
    "drop function keep_credential(uuid, text, timestamptz)",
    "drop function begin_first_password(uuid, timestamptz)",
    "drop function forget_second_factor(uuid)",
    "drop function end_sessions_of(uuid, timestamptz, text)",
    "drop function forgive_sign_ins(uuid, bytea, timestamptz)",
    "drop function roles_held(uuid, date, date)",
    "drop function give_saved_view(uuid, uuid)",
    "drop function keep_duties_apart()",
    "drop function continue_audit_chain()",
    "drop function refuse_change()",
)


def upgrade() -> None:
    for name in ("low", "high", "line_low", "line_high", "user_id", "member_id", "organization_id"):
        op.execute(SCOPE_FUNCTION.format(name=name, type="uuid" if name.endswith("_id") else "bigint"))
    op.execute("create sequence audit_origin")
    op.execute("grant select, update on sequence audit_origin to unionhome_app")
    op.execute(AUDIT_TRANSACTION)
    op.create_table(
        "audit_event",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("transaction", sa.BigInteger(), server_default=sa.text("audit_transaction()"), nullable=False),
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
    op.create_index(
        op.f("audit_event_request_id_idx"),
        "audit_event",
        ["request_id"],
        unique=False,
        postgresql_where=sa.text("request_id <> ''"),
    )
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
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "outcome in ('tried', 'passed', 'succeeded', 'forgiven')", name=op.f("sign_in_attempt_outcome_check")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("sign_in_attempt_pkey")),
    )
    op.create_index(op.f("sign_in_attempt_address_at_idx"), "sign_in_attempt", ["address", "at"], unique=False)
    op.create_index(op.f("sign_in_attempt_at_idx"), "sign_in_attempt", ["at"], unique=False)
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
        sa.Column("form", sa.String(length=20), server_default="committee", nullable=False),
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
        sa.Column("listings", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'"), nullable=False),
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
        sa.Column("number", sa.String(length=20, collation="C"), nullable=True),
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
        sa.Column("nation", sa.String(length=20), nullable=True),
        sa.Column("native_place", sa.String(length=100), nullable=False),
        sa.Column("education", sa.String(length=30), nullable=True),
        sa.Column("politics", sa.String(length=30), nullable=True),
        sa.Column("marriage", sa.String(length=20), nullable=True),
        sa.Column("phone", sa.LargeBinary(), nullable=True),
        sa.Column("phone_index", sa.LargeBinary(), nullable=True),
        sa.Column("phone_tail_index", sa.LargeBinary(), nullable=True),
        sa.Column("bank_card", sa.LargeBinary(), nullable=True),
        sa.Column("residence", sa.LargeBinary(), nullable=True),
        sa.Column("hukou_kind", sa.String(length=30), nullable=True),
        sa.Column("hukou_place", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("employment_form", sa.String(length=30), nullable=True),
        sa.Column("new_employment", sa.String(length=30), nullable=True),
        sa.Column("migrant", sa.Boolean(), nullable=False),
        sa.Column("dispatched", sa.Boolean(), nullable=False),
        sa.Column("hardship", sa.Boolean(), nullable=False),
        sa.Column("model_worker", sa.String(length=20), nullable=False),
        sa.Column("post", sa.String(length=100), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("skill_level", sa.String(length=30), nullable=True),
        sa.Column("work_started_on", sa.Date(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("retain_reason", sa.String(length=30), nullable=True),
        sa.Column("completeness", sa.SmallInteger(), nullable=False),
        sa.Column("card_issued_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=30), nullable=False),
        sa.Column("notes", sa.String(length=2000), nullable=False),
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
    op.create_index(
        "member_submitted_idx", "member", ["code", "id"], unique=False, postgresql_where=sa.text("status = 'submitted'")
    )
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
    op.create_index(
        op.f("membership_ended_on_code_idx"),
        "membership",
        ["ended_on", "code"],
        unique=False,
        postgresql_where=sa.text("ended_on is not null"),
    )
    op.create_index(op.f("membership_member_id_idx"), "membership", ["member_id"], unique=False)
    op.create_index(
        "membership_open_key", "membership", ["member_id"], unique=True, postgresql_where=sa.text("ended_on is null")
    )
    op.create_index(op.f("membership_organization_id_idx"), "membership", ["organization_id"], unique=False)
    op.create_index(op.f("membership_started_on_code_idx"), "membership", ["started_on", "code"], unique=False)
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
        sa.Column("standings", postgresql.ARRAY(sa.String(length=60)), server_default=sa.text("'{}'"), nullable=False),
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
    op.create_index(
        "officer_sitting_key",
        "officer",
        ["organization_id", "post"],
        unique=True,
        postgresql_where=sa.text("ended_on is null and post in ('chair', 'audit_director', 'women_director')"),
    )
    op.create_table(
        "transfer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=True),
        sa.Column("member_name", sa.String(length=40), nullable=False),
        sa.Column("member_sex", sa.String(length=10), nullable=True),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("from_organization_id", sa.Uuid(), nullable=True),
        sa.Column("from_organization_name", sa.String(length=120), nullable=False),
        sa.Column("from_code", sa.BigInteger(), nullable=True),
        sa.Column("from_line_code", sa.BigInteger(), nullable=True),
        sa.Column("to_organization_id", sa.Uuid(), nullable=False),
        sa.Column("to_organization_name", sa.String(length=120), nullable=False),
        sa.Column("to_code", sa.BigInteger(), nullable=False),
        sa.Column("to_line_code", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("requested_by", sa.Uuid(), nullable=False),
        sa.Column("requested_by_name", sa.String(length=40), nullable=False),
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
    op.create_index(op.f("transfer_member_id_idx"), "transfer", ["member_id"], unique=False)
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
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("totp_enabled", sa.Boolean(), nullable=False),
        sa.Column("session_version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_signed_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("approved_by is null or approved_by <> made_by", name=op.f("user_account_four_eyes_check")),
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
        "grant_handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_user_id", sa.Uuid(), nullable=False),
        sa.Column("to_user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("roles", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("approved_by", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "approved_by is null or approved_by <> made_by", name=op.f("grant_handover_four_eyes_check")
        ),
        sa.CheckConstraint("from_user_id <> to_user_id", name=op.f("grant_handover_two_people_check")),
        sa.ForeignKeyConstraint(["from_user_id"], ["user_account.id"], name=op.f("grant_handover_from_user_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("grant_handover_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["to_user_id"], ["user_account.id"], name=op.f("grant_handover_to_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("grant_handover_pkey")),
    )
    op.create_index(op.f("grant_handover_code_id_idx"), "grant_handover", ["code", "id"], unique=False)
    op.create_index(op.f("grant_handover_organization_id_idx"), "grant_handover", ["organization_id"], unique=False)
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
        sa.Column("member_id", sa.Uuid(), nullable=True),
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
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_why", sa.String(length=30), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("sign_in_session_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("sign_in_session_pkey")),
    )
    op.create_index(op.f("sign_in_session_user_id_mark_idx"), "sign_in_session", ["user_id", "mark"], unique=False)
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
        sa.Column("previous_hashes", postgresql.ARRAY(sa.String(length=200)), nullable=False),
        sa.Column("password_changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("first_password_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_draft", sa.LargeBinary(), nullable=True),
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
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["session_id"], ["sign_in_session.id"], name=op.f("refresh_token_session_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("refresh_token_pkey")),
        sa.UniqueConstraint("token_hash", name=op.f("refresh_token_token_hash_key")),
    )
    op.create_index(op.f("refresh_token_parent_id_idx"), "refresh_token", ["parent_id"], unique=False)
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
        'create policy "audit_event_scope" on "audit_event" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or actor_id = scope_user_id()) with check (actor_id = scope_user_id() or scope_low() = -1)'
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
        'create policy "organization_stat_scope" on "organization_stat" for all using (code between (select scope_low()) and (select scope_high()) or line_code between (select scope_line_low()) and (select scope_line_high())) with check (code between (select scope_low()) and (select scope_high()) or line_code between (select scope_line_low()) and (select scope_line_high()))'
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
        'create policy "user_account_scope" on "user_account" for all using (code between scope_low() and scope_high() or id = scope_user_id() or organization_id = scope_organization_id()) with check (code between scope_low() and scope_high() or id = scope_user_id())'
    )
    op.execute('revoke all on "user_account" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "user_account" to "unionhome_app"')
    op.execute('alter table "grant_handover" enable row level security')
    op.execute('alter table "grant_handover" force row level security')
    op.execute(
        'create policy "grant_handover_scope" on "grant_handover" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "grant_handover" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "grant_handover" to "unionhome_app"')
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
        'create policy "role_grant_scope" on "role_grant" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() or user_id = scope_user_id()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "role_grant" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "role_grant" to "unionhome_app"')
    op.execute('alter table "saved_view" enable row level security')
    op.execute('alter table "saved_view" force row level security')
    op.execute(
        "create policy \"saved_view_scope\" on \"saved_view\" for all using (user_id = scope_user_id() or sharing = 'city' or (sharing = 'office' and organization_id = scope_organization_id()) or scope_low() = -1) with check (user_id = scope_user_id() or scope_low() = -1 or (organization_id = scope_organization_id() and user_id in (select u.id from user_account u where u.organization_id = scope_organization_id())))"
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
    op.execute("create sequence transfer_number")
    op.execute("grant usage on sequence transfer_number to unionhome_app")
    for statement in DOORS:
        op.execute(statement)
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
    op.drop_table("grant_handover")
    op.drop_table("user_account")
    op.drop_index(
        "transfer_open_key",
        table_name="transfer",
        postgresql_where=sa.text("status in ('requested', 'released', 'submitted')"),
    )
    op.drop_table("transfer")
    op.drop_index(
        "officer_sitting_key",
        table_name="officer",
        postgresql_where=sa.text("ended_on is null and post in ('chair', 'audit_director', 'women_director')"),
    )
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
    for statement in SHUT:
        op.execute(statement)
    op.execute("drop sequence transfer_number")
    op.execute("drop sequence if exists member_number")
    op.execute("drop function places_of_organizations(uuid[])")
    op.execute("drop function held_id_numbers(bytea[])")
    for operation, _tables in COUNTED:
        op.execute(f"drop function count_members_on_{operation}()")
    for name in ("low", "high", "line_low", "line_high", "user_id", "member_id", "organization_id"):
        op.execute(f"drop function scope_{name}()")
    op.execute("drop function audit_transaction()")
    op.execute("drop sequence audit_origin")
