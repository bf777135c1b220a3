"""A person is spoken for by an application handed in or a membership, and no longer by a draft on somebody's desk."""

import sqlalchemy as sa
from alembic import op

revision = "member_claim"
down_revision = "line_search"
branch_labels = None
depends_on = None

SPOKEN_FOR = "status in ('submitted', 'active', 'transfer_out_pending', 'retained', 'deceased')"

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
create function held_id_numbers(wanted bytea[]) returns setof bytea language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select m.id_number_index from member m where m.id_number_index = any(wanted) and m.status in ('submitted', 'active', 'transfer_out_pending', 'retained', 'deceased');
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function held_id_numbers(bytea[]) from public",
    "grant execute on function held_id_numbers(bytea[]) to unionhome_app",
)
BEFORE = (
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
create function held_id_numbers(wanted bytea[]) returns setof bytea language plpgsql as $$
declare low text := current_setting('app.low', true); high text := current_setting('app.high', true);
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query select m.id_number_index from member m where m.id_number_index = any(wanted);
  perform set_config('app.low', low, true), set_config('app.high', high, true);
end $$
    """,
)


def upgrade() -> None:
    op.drop_index("member_id_number_key", table_name="member")
    op.create_index(
        "member_id_number_key", "member", ["id_number_index"], unique=True, postgresql_where=sa.text(SPOKEN_FOR)
    )
    op.create_index(op.f("member_id_number_index_idx"), "member", ["id_number_index"], unique=False)
    op.execute("drop function reopen_person(bytea, uuid, date, timestamptz)")
    op.execute("drop function held_id_numbers(bytea[])")
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function bring_history(uuid[])")
    op.execute("drop function held_id_numbers(bytea[])")
    for statement in BEFORE:
        op.execute(statement)
    op.drop_index(op.f("member_id_number_index_idx"), table_name="member")
    op.drop_index("member_id_number_key", table_name="member", postgresql_where=sa.text(SPOKEN_FOR))
    op.create_index("member_id_number_key", "member", ["id_number_index"], unique=True)
