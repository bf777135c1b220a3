"""A card says since when its holder is a member."""

from alembic import op

revision = "member_card"
down_revision = "member_merge"
branch_labels = None
depends_on = None

# The doors of backend/db/doors.py that changed on this day.
DOORS = (
    """
create function facts_of_card(holder uuid) returns table (
  number varchar, name varchar, status varchar, organization_name varchar, joined_on date, card_issued_on date) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select m.number, m.name, m.status, o.name, m.joined_on, m.card_issued_on
    from member m join organization o on o.id = m.organization_id where m.id = holder;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function facts_of_card(uuid) from public",
    "grant execute on function facts_of_card(uuid) to unionhome_app",
)
BEFORE = (
    """
create function facts_of_card(holder uuid) returns table (
  number varchar, name varchar, status varchar, organization_name varchar, card_issued_on date) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select m.number, m.name, m.status, o.name, m.card_issued_on
    from member m join organization o on o.id = m.organization_id where m.id = holder;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function facts_of_card(uuid) from public",
    "grant execute on function facts_of_card(uuid) to unionhome_app",
)


def upgrade() -> None:
    op.execute("drop function facts_of_card(uuid)")
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function facts_of_card(uuid)")
    for statement in BEFORE:
        op.execute(statement)
