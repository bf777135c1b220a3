"""Who is retained is transferred too: asked for, and taken in."""

from alembic import op

revision = "retained_transfer"
down_revision = "aid_station"
branch_labels = None
depends_on = None

# The doors of backend/db/doors.py as they were on this day.
DOORS = (
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
    where m.id_number_index = sought and m.name = request->>'member_name'
      and m.status in ('active', 'retained') for update;
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
      township_id = township, employer_id = null, status = 'active', status_since = day, retain_reason = null,
      updated_at = moment, version = m.version + 1
    where m.id = moved.member_id and m.status in ('transfer_out_pending', 'retained');
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
)
BEFORE = {
    "m.status in ('active', 'retained') for update": "m.status = 'active' for update",
    "status_since = day, retain_reason = null,": "status_since = day,",
    "m.status in ('transfer_out_pending', 'retained')": "m.status = 'transfer_out_pending'",
}
"""What is new, and what stood there."""


def _make(statements: tuple[str, ...]) -> None:
    op.execute("drop function request_transfer(jsonb, bytea, date, timestamptz, uuid)")
    op.execute("drop function arrive_member(uuid, date, timestamptz, uuid, text, uuid, uuid)")
    for statement in statements:
        op.execute(statement)


def upgrade() -> None:
    _make(DOORS)


def downgrade() -> None:
    before = list(DOORS)
    for new, old in BEFORE.items():
        before = [statement.replace(new, old) for statement in before]
    _make(tuple(before))
