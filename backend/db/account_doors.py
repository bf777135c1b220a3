"""The doors of accounts and of the audit chain, for `db/doors.py`: each as (head, declarations, body, end).

Secrets lie behind `Hidden` and sessions behind `Own`: an administrator's scope sees neither, and must still be able to
give a new first password or end a session. What is written is an account of the administrator's own subtree.
"""

from collections.abc import Mapping, Sequence

Door = tuple[str, str, str, str]

_MINE = "exists (select from user_account u where u.id = of_user and coalesce(u.code between low and high, false))"

DOORS: Mapping[str, Door] = {
    # A first or a new password made by the system: the old one joins those that may not come back.
    "keep_credential(uuid, text, timestamptz)": (
        "keep_credential(of_user uuid, new_hash text, moment timestamptz) returns boolean",
        "kept boolean := false;",
        f"""
  if {_MINE} then
    insert into user_credential as c (user_id, password_hash, previous_hashes, password_changed_at, recovery_hashes)
    values (of_user, new_hash, '{{}}', moment, '{{}}')
    on conflict (user_id) do update set password_hash = new_hash, password_changed_at = moment,
      first_password_until = null, previous_hashes = (array[c.password_hash] || c.previous_hashes)[1:5];
    kept := true;
  end if;
""",
        "return kept;",
    ),
    # A password that somebody else has seen is good for a short time, which begins when the account may be used.
    "begin_first_password(uuid, timestamptz)": (
        "begin_first_password(of_user uuid, until timestamptz) returns boolean",
        "kept boolean := false;",
        f"""
  if {_MINE} then
    update user_credential set first_password_until = until where user_id = of_user;
    kept := found;
  end if;
""",
        "return kept;",
    ),
    "forget_second_factor(uuid)": (
        "forget_second_factor(of_user uuid) returns boolean",
        "kept boolean := false;",
        f"""
  if {_MINE} then
    update user_credential set totp_secret = null, totp_draft = null, totp_last_step = null, recovery_hashes = '{{}}'
    where user_id = of_user;
    kept := found;
  end if;
""",
        "return kept;",
    ),
    "end_sessions_of(uuid, timestamptz, text)": (
        "end_sessions_of(of_user uuid, moment timestamptz, why text) returns int",
        "ended int := 0;",
        f"""
  if {_MINE} then
    update sign_in_session set ended_at = moment, ended_why = why where user_id = of_user and ended_at is null;
    get diagnostics ended = row_count;
  end if;
""",
        "return ended;",
    ),
    # The lock of an account is lifted; that of an address is not.
    "forgive_sign_ins(uuid, bytea, timestamptz)": (
        "forgive_sign_ins(of_user uuid, login bytea, since timestamptz) returns int",
        "forgiven int := 0;",
        f"""
  if {_MINE} then
    update sign_in_attempt set outcome = 'forgiven' where login_hash = login and at > since and outcome = 'tried';
    get diagnostics forgiven = row_count;
  end if;
""",
        "return forgiven;",
    ),
    # Of how many people an account was told on a day, and never of whom: that is what the limit asks.
    "count_sightings(uuid, date)": (
        "count_sightings(of_user uuid, on_day date) returns int",
        "told int := 0;",
        f"""
  if {_MINE} then
    select count(*) into told from sighting s where s.user_id = of_user and s.day = on_day;
  end if;
""",
        "return told;",
    ),
    # Duties are kept apart over the whole city: names of roles, not where they are held.
    "roles_held(uuid, date, date)": (
        "roles_held(of_user uuid, since date, until date) returns setof varchar",
        "",
        """
  return query
    select distinct g.role from role_grant g
    where g.user_id = of_user and g.status in ('proposed', 'active')
      and daterange(g.starts_on, g.ends_on, '[]') && daterange(since, until, '[]');
""",
        "",
    ),
    # One's own view goes to a colleague of the same office; a private one is out of sight for the giver then.
    "give_saved_view(uuid, uuid)": (
        "give_saved_view(given uuid, to_user uuid) returns boolean",
        "done boolean := false;",
        """
  update saved_view v set user_id = to_user, version = v.version + 1
  where v.id = given and v.user_id = scope_user_id() and exists (
    select from user_account u
    where u.id = to_user and u.organization_id = scope_organization_id() and u.organization_id = v.organization_id
      and u.status = 'active' and u.member_id is null
  );
  done := found;
""",
        "return done;",
    ),
    # The last wall behind domain/account/duties.py: two proposals at once could pass a check that only reads.
    "keep_duties_apart()": (
        "keep_duties_apart() returns trigger",
        "clash boolean := false;",
        """
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
""",
        "return new;",
    ),
    # After a restore into another cluster, transaction numbers begin anew; the chain goes on above the last of them.
    "continue_audit_chain()": (
        "continue_audit_chain() returns bigint",
        "newest bigint; coming bigint; skipped bigint := 0;",
        """
  select coalesce(max(e.transaction), 0), pg_snapshot_xmax(pg_current_snapshot())::text::bigint into newest, coming
  from audit_event e;
  if newest >= coming + (select last_value - 1 from audit_origin) then
    skipped := newest - coming + 1;
    perform setval('audit_origin', skipped + 1);
  end if;
""",
        "return skipped;",
    ),
}

TRIGGERS: Sequence[str] = (
    "create trigger role_grant_duties before insert or update on role_grant "
    "for each row execute function keep_duties_apart()",
    """create function refuse_change() returns trigger language plpgsql as
$$ begin raise exception '% keeps what happened; nothing in it is changed or removed', tg_table_name; end $$""",
    "create trigger audit_event_kept before update or delete or truncate on audit_event "
    "for each statement execute function refuse_change()",
    "create trigger audit_seal_kept before update or delete or truncate on audit_seal "
    "for each statement execute function refuse_change()",
)
"""What keeps the rules inside the database. They go with their tables; `refuse_change` goes with the doors."""
