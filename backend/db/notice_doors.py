"""The doors of the wall: what a member reads of the notices of the own unit, and a notice held while one objects (`doors.py`).

A member's transaction sees the member's own rows. What hangs on the wall is read by everybody in the unit, so the first
door tells exactly that: what was published, and nothing of the cases behind it. The second is for the rule that takes an
objection down, which has to know the case; it is never sent to anybody.
"""

from collections.abc import Mapping

_REACHED = """exists (select from member m where m.id = scope_member_id() and m.code between n.code and n.code_hi
      and m.status in ('active', 'retained', 'transfer_out_pending'))"""

_COLUMNS = """id uuid, number varchar, organization_name varchar, program_name varchar, columns varchar[], days int,
  ends_at timestamptz, published_at timestamptz, shown_at varchar, receiver varchar, receiver_phone varchar,
  status varchar"""

_ON_THE_WALL = f"""
  return query
    select n.id, n.number, n.organization_name, n.program_name, n.columns, n.days::int, n.ends_at, n.published_at,
      n.shown_at, n.receiver, n.receiver_phone, n.status,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'cells', l.cells) order by l.place), '[]')
        from notice_line l where l.notice_id = n.id)
    from notice n where n.status = 'running' and {_REACHED}
    order by n.ends_at, n.id limit 100;
"""

# Held until the commit: a conclusion waits for the objection and sees it, or the objection waits and finds it concluded.
_HELD = f"""
  perform from notice n where n.id = wanted and {_REACHED} for share;
  return query
    select n.id, n.number, n.organization_name, n.program_name, n.ends_at, n.published_at, n.receiver, n.receiver_phone,
      n.above_name, n.status, n.organization_id, n.code, n.line_code, l.case_id, (l.cells->>'name')::varchar
    from notice n left join notice_line l on l.notice_id = n.id and l.id = line
    where n.id = wanted and {_REACHED};
"""

DOORS: Mapping[str, tuple[str, str, str, str]] = {
    "notices_of_member()": (
        f"""notices_of_member() returns table (
  {_COLUMNS}, lines jsonb)""",
        "",
        _ON_THE_WALL,
        "",
    ),
    "hold_notice_of_member(uuid, uuid)": (
        """hold_notice_of_member(wanted uuid, line uuid) returns table (
  id uuid, number varchar, organization_name varchar, program_name varchar, ends_at timestamptz, published_at timestamptz,
  receiver varchar, receiver_phone varchar, above_name varchar, status varchar, organization_id uuid, code bigint,
  line_code bigint, case_id uuid, against varchar)""",
        "",
        _HELD,
        "",
    ),
}
