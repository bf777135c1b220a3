"""Applications for aid that workers fill in, and the doors through which a worker learns where it is."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "aid_application"
down_revision = "household_follows"
branch_labels = None
depends_on = None

OWN = (
    "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() "
    "or member_id = scope_member_id()"
)

# The doors of backend/db/applicant_doors.py as they were on this day.
DOORS = (
    """
create function unions_above_member() returns table (id uuid, name varchar, level int, code bigint, code_hi bigint) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select o.id, o.name, o.level::int, o.code, o.code_hi
    from member m join organization o on m.code between o.code and o.code_hi
      or exists (select from line l where l.organization_id = o.id and m.line_code between l.code and l.code_hi)
    where m.id = scope_member_id()
    order by o.level, o.id;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function unions_above_member() from public",
    "grant execute on function unions_above_member() to unionhome_app",
    """
create function cases_of_member() returns table (
  id uuid, number varchar, program_name varchar, program_kind varchar, year int, status varchar, asked_fen bigint,
  amount_fen bigint, submitted_at timestamptz, reached_at timestamptz, due_at timestamptz, unions jsonb, steps jsonb) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
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
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function cases_of_member() from public",
    "grant execute on function cases_of_member() to unionhome_app",
    """
create function adopt_applications(stays uuid, goes uuid) returns jsonb language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean; moved jsonb := '[]';
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    select coalesce(jsonb_agg(a.id), '[]') into moved from aid_application a
      where a.member_id = goes and (a.status not in ('draft', 'submitted', 'asked') or not exists (
        select from aid_application o where o.member_id = stays and o.status in ('draft', 'submitted', 'asked')));
    update aid_application t set member_id = stays where moved ? t.id::text;
    update aid_application_step t set member_id = stays where moved ? t.application_id::text;
    update aid_application_paper t set member_id = stays where moved ? t.application_id::text;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return moved;
end $$
    """,
    "revoke execute on function adopt_applications(uuid, uuid) from public",
    "grant execute on function adopt_applications(uuid, uuid) to unionhome_app",
    """
create function part_applications(stays uuid, goes uuid, moved jsonb) returns boolean language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  both_inside boolean;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  select count(*) = 2 into both_inside from member m where m.id in (stays, goes) and (coalesce(m.code between low and high, false) or coalesce(m.line_code between line_low and line_high, false));
  if both_inside then
    update aid_application t set member_id = goes where t.member_id = stays and moved ? t.id::text;
    update aid_application_step t set member_id = goes where t.member_id = stays and moved ? t.application_id::text;
    update aid_application_paper t set member_id = goes where t.member_id = stays and moved ? t.application_id::text;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return both_inside;
end $$
    """,
    "revoke execute on function part_applications(uuid, uuid, jsonb) from public",
    "grant execute on function part_applications(uuid, uuid, jsonb) to unionhome_app",
)


def upgrade() -> None:
    op.execute("create sequence aid_application_number")
    op.execute("grant usage on sequence aid_application_number to unionhome_app")
    op.create_table(
        "aid_application",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("initials", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("program_id", sa.Uuid(), nullable=True),
        sa.Column("declaration", sa.LargeBinary(), nullable=False),
        sa.Column("main_cause", sa.String(length=30), nullable=True),
        sa.Column("people", sa.SmallInteger(), nullable=False),
        sa.Column("asked_papers", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("reached_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(status = 'taken') = (household_id is not null)", name=op.f("aid_application_taken_check")),
        sa.CheckConstraint(
            "status = 'draft' or submitted_at is not null", name=op.f("aid_application_submitted_check")
        ),
        sa.CheckConstraint(
            "status in ('draft', 'submitted', 'asked', 'taken', 'refused', 'withdrawn')",
            name=op.f("aid_application_status_check"),
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("aid_application_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["aid_program.id"], name=op.f("aid_application_program_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_application_pkey")),
        sa.UniqueConstraint("number", name=op.f("aid_application_number_key")),
    )
    op.create_index(
        op.f("aid_application_code_submitted_at_id_idx"),
        "aid_application",
        ["code", "submitted_at", "id"],
        unique=False,
        postgresql_where=sa.text("submitted_at is not null"),
    )
    op.create_index(
        op.f("aid_application_household_id_idx"),
        "aid_application",
        ["household_id"],
        unique=False,
        postgresql_where=sa.text("household_id is not null"),
    )
    op.create_index(
        op.f("aid_application_line_code_id_idx"),
        "aid_application",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(op.f("aid_application_member_id_id_idx"), "aid_application", ["member_id", "id"], unique=False)
    op.create_index(
        "aid_application_open_key",
        "aid_application",
        ["member_id"],
        unique=True,
        postgresql_where=sa.text("status in ('draft', 'submitted', 'asked')"),
    )
    op.create_index(op.f("aid_application_organization_id_idx"), "aid_application", ["organization_id"], unique=False)
    op.create_table(
        "aid_application_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["aid_application.id"], name=op.f("aid_application_paper_application_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_application_paper_pkey")),
    )
    op.create_index(
        op.f("aid_application_paper_application_id_idx"), "aid_application_paper", ["application_id"], unique=False
    )
    op.create_index(op.f("aid_application_paper_file_id_idx"), "aid_application_paper", ["file_id"], unique=False)
    op.create_table(
        "aid_application_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("application_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("to_status", sa.String(length=20), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(length=40), nullable=False),
        sa.Column("by_office", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["application_id"], ["aid_application.id"], name=op.f("aid_application_step_application_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_application_step_pkey")),
    )
    op.create_index("aid_application_step_key", "aid_application_step", ["application_id", "place"], unique=True)
    op.execute('alter table "aid_application" enable row level security')
    op.execute('alter table "aid_application" force row level security')
    op.execute(f'create policy "aid_application_scope" on "aid_application" for all using ({OWN}) with check ({OWN})')
    op.execute('revoke all on "aid_application" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "aid_application" to "unionhome_app"')
    op.execute('alter table "aid_application_paper" enable row level security')
    op.execute('alter table "aid_application_paper" force row level security')
    op.execute(
        f'create policy "aid_application_paper_scope" on "aid_application_paper" for all using ({OWN}) with check ({OWN})'
    )
    op.execute('revoke all on "aid_application_paper" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "aid_application_paper" to "unionhome_app"')
    op.execute('alter table "aid_application_step" enable row level security')
    op.execute('alter table "aid_application_step" force row level security')
    op.execute(
        f'create policy "aid_application_step_scope" on "aid_application_step" for all using ({OWN}) with check ({OWN})'
    )
    op.execute('revoke all on "aid_application_step" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "aid_application_step" to "unionhome_app"')
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function part_applications(uuid, uuid, jsonb)")
    op.execute("drop function adopt_applications(uuid, uuid)")
    op.execute("drop function cases_of_member()")
    op.execute("drop function unions_above_member()")
    op.drop_table("aid_application_step")
    op.drop_table("aid_application_paper")
    op.drop_table("aid_application")
    op.execute("drop sequence aid_application_number")
