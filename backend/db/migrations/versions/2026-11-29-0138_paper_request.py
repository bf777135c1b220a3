"""What workers are asked for beside the file of their household, and what they sent."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "paper_request"
down_revision = "remittance_booked"
branch_labels = None
depends_on = None

OWN = (
    "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high() "
    "or member_id = scope_member_id()"
)

FOLLOW = """\
    update paper_request p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update paper_request_paper p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
"""

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
    update household_movement p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update pairing p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update pairing_contact p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update paper_request p set organization_id = home.id, code = home.code, line_code = home.line_code
    where p.household_id = any(goes);
    update paper_request_paper p set organization_id = home.id, code = home.code, line_code = home.line_code
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
    op.create_table(
        "paper_request",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("household_number", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("member_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("papers", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("note", sa.LargeBinary(), nullable=True),
        sa.Column("answer", sa.LargeBinary(), nullable=True),
        sa.Column("asked_by_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by_name", sa.String(length=40), nullable=False),
        sa.Column("asked_by_office", sa.String(length=120), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "(status in ('open', 'answered')) = (ended_at is null)", name=op.f("paper_request_ended_check")
        ),
        sa.CheckConstraint(
            "status in ('open', 'answered', 'taken', 'returned', 'withdrawn')", name=op.f("paper_request_status_check")
        ),
        sa.CheckConstraint(
            "status not in ('answered', 'taken', 'returned') or answered_at is not null",
            name=op.f("paper_request_answered_check"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["aid_case.id"], name=op.f("paper_request_case_id_fkey")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("paper_request_household_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("paper_request_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("paper_request_pkey")),
    )
    op.create_index(
        op.f("paper_request_case_id_idx"),
        "paper_request",
        ["case_id"],
        unique=False,
        postgresql_where=sa.text("case_id is not null"),
    )
    op.create_index(
        op.f("paper_request_code_answered_at_id_idx"),
        "paper_request",
        ["code", "answered_at", "id"],
        unique=False,
        postgresql_where=sa.text("status = 'answered'"),
    )
    op.create_index(op.f("paper_request_household_id_id_idx"), "paper_request", ["household_id", "id"], unique=False)
    op.create_index(
        op.f("paper_request_line_code_id_idx"),
        "paper_request",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(op.f("paper_request_member_id_id_idx"), "paper_request", ["member_id", "id"], unique=False)
    op.create_index(
        "paper_request_open_key",
        "paper_request",
        ["household_id"],
        unique=True,
        postgresql_where=sa.text("status in ('open', 'answered')"),
    )
    op.create_table(
        "paper_request_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("request_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
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
        sa.ForeignKeyConstraint(["request_id"], ["paper_request.id"], name=op.f("paper_request_paper_request_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("paper_request_paper_pkey")),
    )
    op.create_index(op.f("paper_request_paper_file_id_idx"), "paper_request_paper", ["file_id"], unique=False)
    op.create_index(op.f("paper_request_paper_household_id_idx"), "paper_request_paper", ["household_id"], unique=False)
    op.create_index(op.f("paper_request_paper_request_id_idx"), "paper_request_paper", ["request_id"], unique=False)
    for table in ("paper_request", "paper_request_paper"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy {table}_scope on {table} for all using ({OWN}) with check ({OWN})")
        op.execute(f"revoke all on {table} from unionhome_app")
        op.execute(f"grant select, insert, update, delete on {table} to unionhome_app")
    op.execute("drop function bring_households(uuid, timestamptz)")
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function bring_households(uuid, timestamptz)")
    for statement in DOORS:
        op.execute(statement.replace(FOLLOW, ""))
    op.drop_table("paper_request_paper")
    op.drop_table("paper_request")
