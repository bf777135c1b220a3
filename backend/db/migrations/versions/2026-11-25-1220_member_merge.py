"""A merge of two files is kept for the days in which it can be undone."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "member_merge"
down_revision = "member_photo"
branch_labels = None
depends_on = None

# The doors of backend/db/doors.py that changed on this day.
DOORS = (
    """
create function adopt_file(stays uuid, goes uuid) returns jsonb language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean; moved jsonb;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    with s as (update membership t set member_id = stays where t.member_id = goes returning t.id),
      e as (update member_event t set member_id = stays where t.member_id = goes returning t.id),
      m as (update transfer t set member_id = stays where t.member_id = goes returning t.id),
      o as (update officer t set member_id = stays where t.member_id = goes returning t.id),
      r as (update roster_row t set member_id = stays where t.member_id = goes returning t.roster_id, t.line),
      a as (update user_account t set member_id = case
          when exists (select from user_account u where u.member_id = stays) then null else stays end
        where t.member_id = goes returning t.id)
    select jsonb_build_object(
      'membership', (select coalesce(jsonb_agg(s.id), '[]') from s),
      'member_event', (select coalesce(jsonb_agg(e.id), '[]') from e),
      'transfer', (select coalesce(jsonb_agg(m.id), '[]') from m),
      'officer', (select coalesce(jsonb_agg(o.id), '[]') from o),
      'roster_row', (select coalesce(jsonb_agg(jsonb_build_array(r.roster_id, r.line)), '[]') from r),
      'user_account', (select coalesce(jsonb_agg(a.id), '[]') from a)) into moved;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return moved;
end $$
    """,
    "revoke execute on function adopt_file(uuid, uuid) from public",
    "grant execute on function adopt_file(uuid, uuid) to unionhome_app",
    """
create function part_files(stays uuid, goes uuid, moved jsonb) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    update membership t set member_id = goes where t.member_id = stays and moved->'membership' ? t.id::text;
    update member_event t set member_id = goes where t.member_id = stays and moved->'member_event' ? t.id::text;
    update transfer t set member_id = goes where t.member_id = stays and moved->'transfer' ? t.id::text;
    update officer t set member_id = goes where t.member_id = stays and moved->'officer' ? t.id::text;
    update roster_row t set member_id = goes from jsonb_array_elements(moved->'roster_row') as r
      where t.member_id = stays and t.roster_id = (r->>0)::uuid and t.line = (r->>1)::int;
    update user_account t set member_id = goes
      where (t.member_id = stays or t.member_id is null) and moved->'user_account' ? t.id::text;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return both_inside;
end $$
    """,
    "revoke execute on function part_files(uuid, uuid, jsonb) from public",
    "grant execute on function part_files(uuid, uuid, jsonb) to unionhome_app",
)
BEFORE = (
    """
create function adopt_file(stays uuid, goes uuid) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    update membership set member_id = stays where member_id = goes;
    update member_event set member_id = stays where member_id = goes;
    update transfer set member_id = stays where member_id = goes;
    update officer set member_id = stays where member_id = goes;
    update roster_row set member_id = stays where member_id = goes;
    update user_account set member_id = case
      when exists (select from user_account a where a.member_id = stays) then null else stays end
    where member_id = goes;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return both_inside;
end $$
    """,
    "revoke execute on function adopt_file(uuid, uuid) from public",
    "grant execute on function adopt_file(uuid, uuid) to unionhome_app",
)


def upgrade() -> None:
    op.create_table(
        "member_merge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("member_version", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Uuid(), nullable=False),
        sa.Column("merged_number", sa.String(length=20), nullable=True),
        sa.Column("member_name", sa.String(length=40), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("before", sa.LargeBinary(), nullable=True),
        sa.Column("moved", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("closed", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("photo_id", sa.Uuid(), nullable=True),
        sa.Column("merged_by", sa.Uuid(), nullable=False),
        sa.Column("merged_by_name", sa.String(length=40), nullable=False),
        sa.Column("merged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undo_until", sa.Date(), nullable=False),
        sa.Column("undone_by_name", sa.String(length=40), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("member_merge_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("member_merge_pkey")),
    )
    op.create_index(op.f("member_merge_code_id_idx"), "member_merge", ["code", "id"], unique=False)
    op.create_index(op.f("member_merge_undo_until_idx"), "member_merge", ["undo_until"], unique=False)
    op.execute('alter table "member_merge" enable row level security')
    op.execute('alter table "member_merge" force row level security')
    op.execute(
        'create policy "member_merge_scope" on "member_merge" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "member_merge" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "member_merge" to "unionhome_app"')
    op.execute("drop function adopt_file(uuid, uuid)")
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function part_files(uuid, uuid, jsonb)")
    op.execute("drop function adopt_file(uuid, uuid)")
    for statement in BEFORE:
        op.execute(statement)
    op.drop_table("member_merge")
