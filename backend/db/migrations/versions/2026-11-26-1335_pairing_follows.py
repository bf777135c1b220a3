"""The pairings of a household follow its file when the worker is transferred, as they do when unions merge."""

from alembic import op

revision = "pairing_follows"
down_revision = "own_objection"
branch_labels = None
depends_on = None

FOLLOW = """
    update pairing p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update pairing_contact p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);"""

# The door of backend/db/doors.py as it was on this day.
DOORS = (
    """
create function bring_households(wanted uuid, moment timestamptz)
  returns table (file uuid, called varchar, came boolean) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  moved transfer; home organization; goes uuid[]; stays uuid[];
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select * into moved from transfer t where t.id = wanted and (coalesce(t.to_code between low and high, false) or coalesce(t.to_line_code between line_low and line_high, false));
  select o.* into home from organization o join member m on m.organization_id = o.id
    where o.id = moved.to_organization_id and m.id = moved.member_id;
  if home.id is not null then
    perform from household h where h.member_id = moved.member_id and h.organization_id <> home.id order by h.id
      for update;
    select array_agg(h.id) filter (where not w.waits), array_agg(h.id) filter (where w.waits) into goes, stays
    from household h, lateral (select exists (select from aid_case c
      where c.household_id = h.id and c.status in ('unit_review', 'notice', 'unit_confirm', 'township_review', 'county_review', 'city_review', 'approved')) as waits) w
    where h.member_id = moved.member_id and h.organization_id <> home.id;
    update household h set organization_id = home.id, code = home.code, line_code = home.line_code,
      updated_at = moment, version = h.version + 1
    where h.id = any(goes);
    update household_person p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update household_paper p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update household_snapshot p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update household_decision p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update pairing p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update pairing_contact p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    return query select h.id, h.number, h.id = any(coalesce(goes, '{}')) from household h
      where h.id = any(goes || stays) order by h.id;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function bring_households(uuid, timestamptz) from public",
    "grant execute on function bring_households(uuid, timestamptz) to unionhome_app",
)


def upgrade() -> None:
    op.execute("drop function bring_households(uuid, timestamptz)")
    for statement in DOORS:
        op.execute(statement)
    # Those that stayed behind when their file went.
    for table in ("pairing", "pairing_contact"):
        op.execute(
            f"update {table} p set organization_id = h.organization_id, code = h.code, line_code = h.line_code "
            "from household h where h.id = p.household_id and h.organization_id <> p.organization_id"
        )


def downgrade() -> None:
    op.execute("drop function bring_households(uuid, timestamptz)")
    for statement in DOORS:
        op.execute(statement.replace(FOLLOW, ""))
