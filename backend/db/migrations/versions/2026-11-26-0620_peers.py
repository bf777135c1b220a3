"""What is usual among unions of one level and kind."""

from alembic import op

revision = "peers"
down_revision = "report"
branch_labels = None
depends_on = None

# The doors of backend/db/doors.py that were added on this day.
DOORS = (
    """create function medians_of_peers(union_id uuid, at date, asked jsonb) returns table (figure text, median numeric, peers int) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    with peer as materialized (
      select to_jsonb(p) as cells from organization o join organization_month p
        on p.month = at and p.level = o.level and p.kind = o.kind and p.status = 'active' and p.organization_id <> o.id
      where o.id = union_id and (coalesce(o.code between low and high, false) or coalesce(o.line_code between line_low and line_high, false))
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
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$""",
    "revoke execute on function medians_of_peers(uuid, date, jsonb) from public",
    "grant execute on function medians_of_peers(uuid, date, jsonb) to unionhome_app",
)


def upgrade() -> None:
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function medians_of_peers(uuid, date, jsonb)")
