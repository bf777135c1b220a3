"""The doors: the few functions through which a rule looks or reaches beyond the caller's scope (architecture.md 4).

Inside a door the scope is everything; before it returns the caller's own scope stands again. (A `set` clause on the
function would be plainer, but only a superuser may store a setting that no extension has declared.) The functions run
with the rights of the app role, so the grants on tables hold inside them too. What the caller may really see is read
first and kept in `low … line_high`, so a door can insist that one end of what it does lies there. An exception inside a
door aborts the transaction, and the settings with it.

The texts are frozen into the migrations that make them, and a test compares the two.
"""

from collections.abc import Sequence

from backend.db import account_doors, aid_doors, applicant_doors, notice_doors, ties
from backend.db.tables.member import SPOKEN_FOR
from backend.domain.aid.case_codes import UNDER_WAY

_DOOR = """
create function {head} language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  {declare}
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  {body}
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  {end}
end $$
"""

_INSIDE = (
    "(coalesce({row}.{end}code between low and high, false) "
    "or coalesce({row}.{end}line_code between line_low and line_high, false))"
)


def _inside(row: str, end: str = "") -> str:
    """The condition that a row lies in the caller's own scope."""
    return _INSIDE.format(row=row, end=end)


_ANCESTORS = """
    (select c.id from organization c where c.level = 2 and {row}.code between c.code and c.code_hi
     order by c.code desc limit 1),
    (select t.id from organization t where t.level = 3 and {row}.code between t.code and t.code_hi
     order by t.code desc limit 1)
"""

# A person's file goes with the person: who holds the member now sees the unions of before, which lie elsewhere.
MEMBERSHIPS = _DOOR.format(
    head="""memberships_of_member(who uuid) returns table (
  organization_id uuid, organization_name varchar, started_on date, ended_on date, began_by varchar, ended_by varchar)""",
    declare="",
    body=f"""
  return query
    select s.organization_id, o.name, s.started_on, s.ended_on, s.began_by, s.ended_by
    from membership s join organization o on o.id = s.organization_id
    where s.member_id = who and exists (select from member m where m.id = who and {_inside("m")})
    order by s.started_on desc, s.id desc;
""",
    end="",
)

# The same for the entries of the life line.
LIFE_LINE = _DOOR.format(
    head="""life_line_of_member(who uuid, most int) returns table (
  id uuid, kind varchar, "on" date, actor_name varchar, organization_id uuid, organization_name varchar,
  facts jsonb, recorded_at timestamptz)""",
    declare="",
    body=f"""
  return query
    select e.id, e.kind, e."on", e.actor_name, e.organization_id, o.name, e.facts, e.recorded_at
    from member_event e join organization o on o.id = e.organization_id
    where e.member_id = who and exists (select from member m where m.id = who and {_inside("m")})
    order by e."on" desc, e.id desc limit most;
""",
    end="",
)

# A transfer goes to a union that the sender cannot see. Names of living basic unions and of their counties are on their
# seals and doors; nothing else of them is shown.
DIRECTORY = _DOOR.format(
    head="directory_of_unions(sought text, most int) returns table (id uuid, name varchar, county_name varchar)",
    declare="",
    body="""
  return query
    select o.id, o.name,
      (select c.name from organization c where c.level = 2 and o.code between c.code and c.code_hi
       order by c.code desc limit 1)
    from organization o
    where o.status = 'active' and o.level = 4
      and (strpos(o.name, sought) > 0 or starts_with(o.initials, lower(sought)))
    order by not starts_with(o.name, sought), o.name, o.id limit most;
""",
    end="",
)

# What a transfer row must say of its destination. Held until the end of the transaction, so that a restructuring
# cannot give the union another place in between.
DESTINATION = _DOOR.format(
    head="""destination_of_transfer(wanted uuid) returns table (
  id uuid, name varchar, code bigint, line_code bigint, code_hi bigint)""",
    declare="",
    body="""
  return query
    select o.id, o.name, o.code, o.line_code, o.code_hi from organization o
    where o.id = wanted and o.status = 'active' and o.level = 4 for share;
""",
    end="",
)

# A union asks for somebody it cannot see. The row is written whether or not there is such a person, so that neither the
# answer nor the asker's own list tells (MBR-02; trust.md section 0 row 5). The destination must be the caller's.
REQUEST = _DOOR.format(
    head="""request_transfer(request jsonb, sought bytea, day date, moment timestamptz, event_id uuid) returns boolean""",
    declare="who member; home organization; target organization;",
    body=f"""
  select * into target from organization o
    where o.id = (request->>'to_organization_id')::uuid and o.status = 'active' and {_inside("o")} for share;
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
""",
    end="return target.id is not null;",
)

# The receiving union accepts: the membership moves on that day, and the row crosses from a scope that the caller cannot
# see into the caller's own. Only what must cross is done here; the rest follows inside the caller's scope.
ARRIVE = _DOOR.format(
    head="""arrive_member(wanted uuid, day date, moment timestamptz, actor uuid, actor_name text,
  spell_id uuid, event_id uuid) returns boolean""",
    declare="moved transfer; home organization; arrived boolean := false; county uuid; township uuid;",
    body=f"""
  select * into moved from transfer t
    where t.id = wanted and t.status in ('submitted', 'released') and {_inside("t", "to_")} for update;
  select * into home from organization o where o.id = moved.to_organization_id and o.status = 'active' for share;
  if home.id is not null then
    select {_ANCESTORS.format(row="home")} into county, township;
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
""",
    end="return arrived;",
)

# The file of a household goes where its worker goes, so an accepted transfer brings it across as it brings the member. One
# of which a case is under way stays with the desk that has it: the case was judged there and is paid from there. It says
# of each file whether it came; the caller, who has the member now, would see them all.
_HELD_BY = ", ".join(f"'{status}'" for status in UNDER_WAY)
_FOLLOW = "".join(
    f"""
    update {table.name} p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);"""
    for table in ties.OF_A_HOUSEHOLD
)
BRING = _DOOR.format(
    head="""bring_households(wanted uuid, moment timestamptz)
  returns table (file uuid, called varchar, came boolean)""",
    declare="moved transfer; home organization; goes uuid[]; stays uuid[];",
    body=f"""
  select * into moved from transfer t where t.id = wanted and {_inside("t", "to_")};
  select o.* into home from organization o join member m on m.organization_id = o.id
    where o.id = moved.to_organization_id and m.id = moved.member_id;
  if home.id is not null then
    perform from household h where h.member_id = moved.member_id and h.organization_id <> home.id order by h.id
      for update;
    select array_agg(h.id) filter (where not w.waits), array_agg(h.id) filter (where w.waits) into goes, stays
    from household h, lateral (select exists (select from aid_case c
      where c.household_id = h.id and c.status in ({_HELD_BY})) as waits) w
    where h.member_id = moved.member_id and h.organization_id <> home.id;
    update household h set organization_id = home.id, code = home.code, line_code = home.line_code,
      updated_at = moment, version = h.version + 1
    where h.id = any(goes);{_FOLLOW}
    return query select h.id, h.number, h.id = any(coalesce(goes, '{{}}')) from household h
      where h.id = any(goes || stays) order by h.id;
  end if;
""",
    end="",
)

# The receiving union rejects or takes its request back: the membership is released where it stands, which the caller
# cannot see, and the life line there says so.
STAY = _DOOR.format(
    head="""stay_member(wanted uuid, day date, moment timestamptz, actor uuid, actor_name text, event_id uuid,
  event_kind text, said text) returns boolean""",
    declare="moved transfer; stays member;",
    body=f"""
  select * into moved from transfer t
    where t.id = wanted and t.status in ('requested', 'released', 'submitted') and {_inside("t", "to_")} for update;
  select * into stays from member m where m.id = moved.member_id for update;
  if stays.id is not null then
    update member m set status = 'active', status_since = day, updated_at = moment, version = m.version + 1
    where m.id = stays.id and m.status = 'transfer_out_pending' and moved.status in ('submitted', 'released');
    insert into member_event (id, member_id, organization_id, code, line_code, kind, "on", actor_id, actor_name, facts,
      recorded_at)
    values (event_id, stays.id, stays.organization_id, stays.code, stays.line_code, event_kind, day, actor, actor_name,
      jsonb_build_object('number', moved.number, 'to', moved.to_organization_name, 'reason', said), moment);
  end if;
""",
    end="return moved.id is not null;",
)

# Somebody whose membership ended, here or elsewhere, joins again: what came before follows the person into the new file,
# and the old file is gone. The files that join must lie in the caller's own scope. Nothing of an old record is shown.
HISTORY = _DOOR.format(
    head="bring_history(joining uuid[]) returns table (joined uuid, number_before varchar)",
    declare="olds uuid[]; news uuid[]; numbers varchar[];",
    body=f"""
  select array_agg(o.id order by o.id), array_agg(m.id order by o.id), array_agg(o.number order by o.id)
    into olds, news, numbers
  from member m join member o on o.id_number_index = m.id_number_index and o.id <> m.id
    and o.status in ('withdrawn', 'auto_withdrawn', 'expelled')
  where m.id = any(joining) and {_inside("m")};
  if olds is not null then
    perform from member o where o.id = any(olds) order by o.id for update;{ties.FOLLOW}
    update import_row t set record_id = p.new from unnest(olds, news) as p(old, new) where t.record_id = p.old;
    update user_account t set member_id = null from unnest(olds, news) as p(old, new)
    where t.member_id = p.old and exists (select from user_account a join unnest(olds, news) as q(old, new)
      on a.member_id = q.old where q.new = p.new and a.id < t.id);
    update user_account t set member_id = p.new from unnest(olds, news) as p(old, new) where t.member_id = p.old;
    delete from member o where o.id = any(olds) and not ({ties.bound("o.id")});
    update member o set number = null where o.id = any(olds);
  end if;
  return query select p.new, min(p.number)::varchar from unnest(news, numbers) as p(new, number)
    where p.number is not null group by p.new;
""",
    end="",
)

# Whether somebody is spoken for, anywhere: an application handed in, a membership. A draft on another union's desk is
# none (domain/member/register.py). Says of the numbers asked for which are, and no more.
HELD = _DOOR.format(
    head="held_id_numbers(wanted bytea[]) returns setof bytea",
    declare="",
    body=f"""
  return query
    select m.id_number_index from member m where m.id_number_index = any(wanted) and m.{SPOKEN_FOR};
""",
    end="",
)

# Whether a union that is to be founded has the code of another, anywhere: the register takes a code once. Says of the codes
# asked for which are taken, and no more.
TAKEN = _DOOR.format(
    head="held_credit_codes(wanted varchar[]) returns setof varchar",
    declare="",
    body="""
  return query
    select o.credit_code from organization o where o.credit_code = any(wanted) and o.status = 'active';
""",
    end="",
)

# Where a list of transfers sends people: what `directory_of_unions` and `destination_of_transfer` tell of one union, for
# many whole names at once.
NAMED = _DOOR.format(
    head="""unions_named(wanted varchar[]) returns table (
  id uuid, name varchar, code bigint, line_code bigint, code_hi bigint)""",
    declare="",
    body="""
  return query
    select o.id, o.name, o.code, o.line_code, o.code_hi from organization o
    where o.name = any(wanted) and o.status = 'active' and o.level = 4
    order by o.id for share of o;
""",
    end="",
)

# Two files of one person become one. What hangs on them may lie with unions of before, outside the caller's scope; both
# files themselves must lie inside it. What moved is told, so that it can be moved back, and whether a foreign key holds the
# file that goes.
ADOPT = _DOOR.format(
    head="adopt_file(stays uuid, goes uuid) returns jsonb",
    declare="both_inside boolean; moved jsonb := '{}';",
    body=f"""
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and {_inside("m")};
  if both_inside then{ties.ADOPT}
    with r as (update import_row t set record_id = stays where t.record_id = goes returning t.import_id, t.round, t.line),
      a as (update user_account t set member_id = case
          when exists (select from user_account u where u.member_id = stays) then null else stays end
        where t.member_id = goes returning t.id)
    select moved || jsonb_build_object(
      'import_row', (select coalesce(jsonb_agg(jsonb_build_array(r.import_id, r.round, r.line)), '[]') from r),
      'user_account', (select coalesce(jsonb_agg(a.id), '[]') from a),
      'held', {ties.bound("goes")}) into moved;
  end if;
""",
    end="return moved;",
)

# A merge is undone: what had moved goes back to the file that is there again. What came to the other since stays with it.
PART = _DOOR.format(
    head="part_files(stays uuid, goes uuid, moved jsonb) returns boolean",
    declare="both_inside boolean;",
    body=f"""
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and {_inside("m")};
  if both_inside then{ties.PART}
    update import_row t set record_id = goes from jsonb_array_elements(moved->'import_row') as r
      where t.record_id = stays and t.import_id = (r->>0)::uuid and t.round = (r->>1)::int and t.line = (r->>2)::int;
    update user_account t set member_id = goes
      where (t.member_id = stays or t.member_id is null) and moved->'user_account' ? t.id::text;
  end if;
""",
    end="return both_inside;",
)

# Anybody who holds a card may ask whether it is genuine; the token on it is signed, so ids cannot be tried out.
CARD = _DOOR.format(
    head="""facts_of_card(holder uuid) returns table (
  number varchar, name varchar, status varchar, organization_name varchar, joined_on date, card_issued_on date)""",
    declare="",
    body="""
  return query
    select m.number, m.name, m.status, o.name, m.joined_on, m.card_issued_on
    from member m join organization o on o.id = m.organization_id where m.id = holder;
""",
    end="",
)

# What is usual among unions of one level and kind, at the end of a closed month: a median says nothing about any of them,
# and below three it is not told (issue 3 section 3). The union itself must lie in the scope, and is not among its peers.
PEERS = _DOOR.format(
    head="medians_of_peers(union_id uuid, at date, asked jsonb) returns table (figure text, median numeric, peers int)",
    declare="",
    body=f"""
  return query
    with peer as materialized (
      select to_jsonb(p) as cells from organization o join organization_month p
        on p.month = at and p.level = o.level and p.kind = o.kind and p.status = 'active' and p.organization_id <> o.id
      where o.id = union_id and {_inside("o")}
    ), told as (
      select f.key as name, (
          select sum((peer.cells->>c)::bigint) from jsonb_array_elements_text(f.value->'part') c
        ) * case when jsonb_array_length(f.value->'whole') = 0 then 1 else 100.0 / nullif((
          select sum((peer.cells->>c)::bigint) from jsonb_array_elements_text(f.value->'whole') c), 0) end as value
      from peer, jsonb_each(asked) f
    )
    select t.name, case when count(t.value) >= 3
        then round((percentile_cont(0.5) within group (order by t.value))::numeric, 1) end, count(t.value)::int
      from told t group by t.name;
""",
    end="",
)

# Whether somebody stands in an active household file, anywhere. Says of the numbers asked for which do, and no more.
ON_FILE = _DOOR.format(
    head="people_on_file(wanted bytea[]) returns setof bytea",
    declare="",
    body="""
  return query
    select p.id_number_index from household_person p where p.id_number_index = any(wanted) and p.active;
""",
    end="",
)

# Rules of aid hold for everybody below who set them, and are announced: a union reads those of the unions above it.
POLICIES = _DOOR.format(
    head="""aid_policy_layers() returns table (
  id uuid, organization_id uuid, organization_name varchar, effective_on date, low bigint, high bigint, parts jsonb)""",
    declare="",
    body="""
  return query
    select a.id, a.organization_id, o.name, a.effective_on, o.code, o.code_hi, a.parts
    from aid_policy a join organization o on o.id = a.organization_id
    order by o.code, a.effective_on;
""",
    end="",
)

_ALL = {
    "memberships_of_member(uuid)": MEMBERSHIPS,
    "life_line_of_member(uuid, int)": LIFE_LINE,
    "directory_of_unions(text, int)": DIRECTORY,
    "destination_of_transfer(uuid)": DESTINATION,
    "request_transfer(jsonb, bytea, date, timestamptz, uuid)": REQUEST,
    "arrive_member(uuid, date, timestamptz, uuid, text, uuid, uuid)": ARRIVE,
    "bring_households(uuid, timestamptz)": BRING,
    "stay_member(uuid, date, timestamptz, uuid, text, uuid, text, text)": STAY,
    "bring_history(uuid[])": HISTORY,
    "held_id_numbers(bytea[])": HELD,
    "held_credit_codes(varchar[])": TAKEN,
    "unions_named(varchar[])": NAMED,
    "adopt_file(uuid, uuid)": ADOPT,
    "part_files(uuid, uuid, jsonb)": PART,
    "facts_of_card(uuid)": CARD,
    "medians_of_peers(uuid, date, jsonb)": PEERS,
    "people_on_file(bytea[])": ON_FILE,
    "aid_policy_layers()": POLICIES,
    **{
        signature: _DOOR.format(head=head, declare=declare, body=body, end=end)
        for signature, (head, declare, body, end) in {
            **account_doors.DOORS,
            **aid_doors.DOORS,
            **applicant_doors.DOORS,
            **notice_doors.DOORS,
        }.items()
    },
}

NAMES: Sequence[str] = tuple(_ALL)
"""The doors by their signatures: the allow-list."""


def _tidy(text: str) -> str:
    """Without the empty lines that unused parts of the frame leave."""
    return "\n".join(line.rstrip() for line in text.splitlines() if line.strip())


DOORS: Sequence[str] = tuple(
    statement
    for signature, text in _ALL.items()
    for statement in (
        _tidy(text),
        f"revoke execute on function {signature} from public",
        f"grant execute on function {signature} to unionhome_app",
    )
) + tuple(account_doors.TRIGGERS)
"""The statements that make them."""
