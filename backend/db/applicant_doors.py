"""The doors of workers who ask for aid: what they may know of unions and cases that lie outside their rows (`doors.py`).

A member's own rows are all that a member sees. To be told with whom an application lies, a member must hear the names of
the unions above; to follow a case, its stages. The case itself stays shut: it names officers and holds what the rules
said, and neither is the worker's to read.
"""

from collections.abc import Mapping

# The unions whose member the caller is, from the own one up to the city, and those of its line. Names are on their seals.
_UNIONS = """
  return query
    select o.id, o.name, o.level::int, o.code, o.code_hi
    from member m join organization o on m.code between o.code and o.code_hi
      or exists (select from line l where l.organization_id = o.id and m.line_code between l.code and l.code_hi)
    where m.id = scope_member_id()
    order by o.level, o.id;
"""

# Where the caller's own cases are. Who did a step is told as the office that did it; why, only where it was a no.
_CASES = """
  return query
    select c.id, c.number, p.name, p.kind, p.year::int, c.status, c.asked_fen,
      case when c.status in ('approved', 'paid', 'archived') then c.amount_fen end,
      c.submitted_at, c.reached_at, c.due_at,
      (select jsonb_object_agg(o.level, o.name) from organization o where c.code between o.code and o.code_hi),
      (select coalesce(jsonb_agg(jsonb_build_object('step', s.step, 'to_status', s.to_status, 'by_office', s.by_office,
          'at', s.at, 'reason', case when s.step = 'reject' then s.reason else '' end) order by s.place), '[]')
        from aid_case_step s where s.case_id = c.id)
    from aid_case c join aid_program p on p.id = c.program_id
    where c.member_id = scope_member_id()
      or c.household_id in (select h.id from household h where h.member_id = scope_member_id())
    order by c.id desc limit 100;
"""

# Where the caller can go for help: what is open at the own union and at those above, the nearest first. It is on the signs.
_STATIONS = """
  return query
    select s.id, s.kind, s.name, s.address, s.phone, s.hours, s.services, u.name, u.level
    from unions_above_member() u join aid_station s on s.organization_id = u.id
    where s.closed_on is null
    order by u.level desc, u.code desc, s.kind, s.name;
"""

DOORS: Mapping[str, tuple[str, str, str, str]] = {
    "unions_above_member()": (
        "unions_above_member() returns table (id uuid, name varchar, level int, code bigint, code_hi bigint)",
        "",
        _UNIONS,
        "",
    ),
    "cases_of_member()": (
        """cases_of_member() returns table (
  id uuid, number varchar, program_name varchar, program_kind varchar, year int, status varchar, asked_fen bigint,
  amount_fen bigint, submitted_at timestamptz, reached_at timestamptz, due_at timestamptz, unions jsonb, steps jsonb)""",
        "",
        _CASES,
        "",
    ),
    "aid_stations_of_member()": (
        """aid_stations_of_member() returns table (
  id uuid, kind varchar, name varchar, address varchar, phone varchar, hours varchar, services varchar[],
  organization_name varchar, level int)""",
        "",
        _STATIONS,
        "",
    ),
}
