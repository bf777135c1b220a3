"""The doors of the cases of aid: what was given in a year to the same people, and against the quotas above, wherever it
lies (`doors.py`)."""

from collections.abc import Mapping

from backend.domain.aid.balance import GIVEN

# Whose year is full is a matter of the people and not of the file: somebody of the household may have been given aid in
# another county, under a file that was closed since. Of cases in the caller's scope a sum is told, and no more.
_IN_YEAR = """
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
"""

# A quota holds for all that lies under its union, also where somebody decides who sees a part of that alone. Of cases in
# the caller's scope the unions above with a quota are told, each with one sum; whether the caller sees all of it is told
# with it, because only then may the sum be shown.
_QUOTAS = f"""
  return query
    with asked as (
      select distinct c.program_id, c.code, c.line_code from aid_case c
       where c.id = any(wanted) and (coalesce(c.code between low and high, false)
         or coalesce(c.line_code between line_low and line_high, false))
    ), bound as (
      select distinct p.id as program, o.id as union_id, o.name as union_name, o.code as from_code, o.code_hi as to_code,
          n.code as from_line, n.code_hi as to_line, q.value::bigint as quota,
          coalesce(p.code between low and high, false) or coalesce(n.code between line_low and line_high, false)
            or (n.id is null and coalesce(o.code between low and high, false)) as inside
        from asked a join aid_program p on p.id = a.program_id
        cross join lateral jsonb_each_text(p.quotas) q
        join organization o on o.id = q.key::uuid
        left join line n on n.organization_id = o.id
       where a.code between o.code and o.code_hi or coalesce(a.line_code between n.code and n.code_hi, false)
    )
    select b.program, b.union_id, b.union_name, b.from_code, b.to_code, b.from_line, b.to_line, b.inside, b.quota,
        coalesce((select sum(c.amount_fen) from aid_case c
          where c.program_id = b.program and c.status in ({", ".join(f"'{each}'" for each in GIVEN)})
            and (c.code between b.from_code and b.to_code
              or coalesce(c.line_code between b.from_line and b.to_line, false))), 0)::bigint
      from bound b order by b.from_code;
"""

DOORS: Mapping[str, tuple[str, str, str, str]] = {
    "aid_quotas_above(uuid[])": (
        """aid_quotas_above(wanted uuid[]) returns table (
  program_id uuid, organization_id uuid, name varchar, from_code bigint, to_code bigint, from_line bigint, to_line bigint,
  seen boolean, quota_fen bigint, given_fen bigint)""",
        "",
        _QUOTAS,
        "",
    ),
    "aid_in_year(uuid[])": (
        "aid_in_year(wanted uuid[]) returns table (case_id uuid, given_fen bigint)",
        "",
        _IN_YEAR,
        "",
    ),
}
