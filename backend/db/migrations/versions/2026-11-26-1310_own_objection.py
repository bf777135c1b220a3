"""Members object from their own hand: the receipts that say whose an objection is, and the doors of the wall."""

import sqlalchemy as sa
from alembic import op

revision = "own_objection"
down_revision = "notice_not_last"
branch_labels = None
depends_on = None

OWNED = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
LODGED = f"{OWNED} or exists (select 1 from objection_receipt r where r.objection_id = objection.id)"
HELD = "user_id = scope_user_id() or scope_low() = -1"

# The doors of backend/db/notice_doors.py as they were on this day.
DOORS = (
    """
create function notices_of_member() returns table (
  id uuid, number varchar, organization_name varchar, program_name varchar, columns varchar[], days int,
  ends_at timestamptz, published_at timestamptz, shown_at varchar, receiver varchar, receiver_phone varchar,
  status varchar, lines jsonb) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select n.id, n.number, n.organization_name, n.program_name, n.columns, n.days::int, n.ends_at, n.published_at,
      n.shown_at, n.receiver, n.receiver_phone, n.status,
      (select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'cells', l.cells) order by l.place), '[]')
        from notice_line l where l.notice_id = n.id)
    from notice n where n.status = 'running' and exists (select from member m where m.id = scope_member_id() and m.code between n.code and n.code_hi
      and m.status in ('active', 'retained', 'transfer_out_pending'))
    order by n.ends_at, n.id limit 100;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function notices_of_member() from public",
    "grant execute on function notices_of_member() to unionhome_app",
    """
create function hold_notice_of_member(wanted uuid, line uuid) returns table (
  id uuid, number varchar, organization_name varchar, program_name varchar, ends_at timestamptz, published_at timestamptz,
  receiver varchar, receiver_phone varchar, above_name varchar, status varchar, organization_id uuid, code bigint,
  line_code bigint, case_id uuid, against varchar) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  perform from notice n where n.id = wanted and exists (select from member m where m.id = scope_member_id() and m.code between n.code and n.code_hi
      and m.status in ('active', 'retained', 'transfer_out_pending')) for share;
  return query
    select n.id, n.number, n.organization_name, n.program_name, n.ends_at, n.published_at, n.receiver, n.receiver_phone,
      n.above_name, n.status, n.organization_id, n.code, n.line_code, l.case_id, (l.cells->>'name')::varchar
    from notice n left join notice_line l on l.notice_id = n.id and l.id = line
    where n.id = wanted and exists (select from member m where m.id = scope_member_id() and m.code between n.code and n.code_hi
      and m.status in ('active', 'retained', 'transfer_out_pending'));
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function hold_notice_of_member(uuid, uuid) from public",
    "grant execute on function hold_notice_of_member(uuid, uuid) to unionhome_app",
)


def upgrade() -> None:
    op.create_table(
        "objection_receipt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("objection_id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=True),
        sa.Column("notice_number", sa.String(length=20), nullable=False),
        sa.Column("program_name", sa.String(length=100), nullable=False),
        sa.Column("organization_name", sa.String(length=120), nullable=False),
        sa.Column("against", sa.String(length=60), nullable=True),
        sa.Column("current", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("objection_receipt_pkey")),
    )
    op.create_index("objection_receipt_objection_key", "objection_receipt", ["objection_id"], unique=True)
    op.create_index(
        "objection_receipt_current_key",
        "objection_receipt",
        ["member_id", "notice_id", sa.text("coalesce(line_id, notice_id)")],
        unique=True,
        postgresql_where=sa.text("current"),
    )
    op.create_index(op.f("objection_receipt_user_id_id_idx"), "objection_receipt", ["user_id", "id"])
    op.execute('alter table "objection_receipt" enable row level security')
    op.execute('alter table "objection_receipt" force row level security')
    op.execute(
        f'create policy "objection_receipt_scope" on "objection_receipt" for all using ({HELD}) with check ({HELD})'
    )
    op.execute('revoke all on "objection_receipt" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "objection_receipt" to "unionhome_app"')
    op.execute('drop policy "objection_scope" on "objection"')
    op.execute(f'create policy "objection_scope" on "objection" for all using ({LODGED}) with check ({LODGED})')
    op.drop_constraint(op.f("objection_state_check"), "objection")
    op.create_check_constraint(
        op.f("objection_state_check"), "objection", "state in ('open', 'dismissed', 'upheld', 'withdrawn')"
    )
    op.drop_constraint(op.f("objection_answer_check"), "objection")
    op.create_check_constraint(
        op.f("objection_answer_check"), "objection", "(state in ('open', 'withdrawn')) = (answered_at is null)"
    )
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function hold_notice_of_member(uuid, uuid)")
    op.execute("drop function notices_of_member()")
    op.drop_constraint(op.f("objection_answer_check"), "objection")
    op.create_check_constraint(op.f("objection_answer_check"), "objection", "(state = 'open') = (answered_at is null)")
    op.drop_constraint(op.f("objection_state_check"), "objection")
    op.create_check_constraint(op.f("objection_state_check"), "objection", "state in ('open', 'dismissed', 'upheld')")
    op.execute('drop policy "objection_scope" on "objection"')
    op.execute(f'create policy "objection_scope" on "objection" for all using ({OWNED}) with check ({OWNED})')
    op.drop_table("objection_receipt")
