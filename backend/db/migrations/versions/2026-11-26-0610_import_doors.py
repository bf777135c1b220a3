"""What an import of unions and of transfers asks beyond the scope: which codes are taken, where a union of a name stands."""

from alembic import op

revision = "import_doors"
down_revision = "import_listed"
branch_labels = None
depends_on = None

# The doors of backend/db/doors.py that came on this day.
DOORS = (
    """
create function held_credit_codes(wanted varchar[]) returns setof varchar language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select o.credit_code from organization o where o.credit_code = any(wanted) and o.status = 'active';
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function held_credit_codes(varchar[]) from public",
    "grant execute on function held_credit_codes(varchar[]) to unionhome_app",
    """
create function unions_named(wanted varchar[]) returns table (
  id uuid, name varchar, code bigint, line_code bigint, code_hi bigint) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select o.id, o.name, o.code, o.line_code, o.code_hi from organization o
    where o.name = any(wanted) and o.status = 'active' and o.level = 4
    order by o.id for share of o;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function unions_named(varchar[]) from public",
    "grant execute on function unions_named(varchar[]) to unionhome_app",
)


def upgrade() -> None:
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function unions_named(varchar[])")
    op.execute("drop function held_credit_codes(varchar[])")
