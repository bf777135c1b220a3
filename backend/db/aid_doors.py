"""The door of the cases of aid: what was given in a year to the same people, wherever it lies (`doors.py`)."""

from collections.abc import Mapping

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

DOORS: Mapping[str, tuple[str, str, str, str]] = {
    "aid_in_year(uuid[])": (
        "aid_in_year(wanted uuid[]) returns table (case_id uuid, given_fen bigint)",
        "",
        _IN_YEAR,
        "",
    ),
}
