"""The door to the quotas above a case, whoever decides it."""

from alembic import op

revision = "quota_above"
down_revision = "audit_name"
branch_labels = None
depends_on = None

# The door of backend/db/aid_doors.py as it was on this day.
DOORS = (
    """
create function aid_quotas_above(wanted uuid[]) returns table (
  program_id uuid, organization_id uuid, name varchar, from_code bigint, to_code bigint, from_line bigint, to_line bigint,
  seen boolean, quota_fen bigint, given_fen bigint) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
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
          where c.program_id = b.program and c.status in ('approved', 'helping', 'paid', 'helped', 'archived')
            and (c.code between b.from_code and b.to_code
              or coalesce(c.line_code between b.from_line and b.to_line, false))), 0)::bigint
      from bound b order by b.from_code;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function aid_quotas_above(uuid[]) from public",
    "grant execute on function aid_quotas_above(uuid[]) to unionhome_app",
)


def upgrade() -> None:
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function aid_quotas_above(uuid[])")
