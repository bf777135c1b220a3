"""The aid network: centres, stations and points, and what of it a worker is told."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "aid_station"
down_revision = "trip"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"

# The door of backend/db/applicant_doors.py as it was on this day.
DOORS = (
    """
create function aid_stations_of_member() returns table (
  id uuid, kind varchar, name varchar, address varchar, phone varchar, hours varchar, services varchar[],
  organization_name varchar, level int) language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  return query
    select s.id, s.kind, s.name, s.address, s.phone, s.hours, s.services, u.name, u.level
    from unions_above_member() u join aid_station s on s.organization_id = u.id
    where s.closed_on is null
    order by u.level desc, u.code desc, s.kind, s.name;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
end $$
    """,
    "revoke execute on function aid_stations_of_member() from public",
    "grant execute on function aid_stations_of_member() to unionhome_app",
)


def upgrade() -> None:
    op.create_table(
        "aid_station",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("phone", sa.String(length=30), nullable=False),
        sa.Column("hours", sa.String(length=100), nullable=False),
        sa.Column("head", sa.String(length=40), nullable=False),
        sa.Column("staff", sa.SmallInteger(), nullable=False),
        sa.Column("services", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("close_reason", sa.String(length=200), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('center', 'station', 'point')", name=op.f("aid_station_kind_check")),
        sa.CheckConstraint("staff between 0 and 999", name=op.f("aid_station_staff_check")),
        sa.CheckConstraint("closed_on is null or closed_on >= opened_on", name=op.f("aid_station_period_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("aid_station_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_station_pkey")),
    )
    op.create_index(
        "aid_station_center_key",
        "aid_station",
        ["organization_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'center' and closed_on is null"),
    )
    op.create_index(
        "aid_station_name_key",
        "aid_station",
        ["organization_id", "name"],
        unique=True,
        postgresql_where=sa.text("closed_on is null"),
    )
    op.create_index(op.f("aid_station_code_id_idx"), "aid_station", ["code", "id"], unique=False)
    op.create_index(
        op.f("aid_station_line_code_id_idx"),
        "aid_station",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.execute('alter table "aid_station" enable row level security')
    op.execute('alter table "aid_station" force row level security')
    op.execute(f'create policy "aid_station_scope" on "aid_station" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute('revoke all on "aid_station" from "unionhome_app"')
    op.execute('grant select, insert, update on "aid_station" to "unionhome_app"')
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function aid_stations_of_member()")
    op.drop_table("aid_station")
