"""Of whom an account was told on a day, and the leave to be told of more."""

import sqlalchemy as sa
from alembic import op

revision = "sighting"
down_revision = "help"
branch_labels = None
depends_on = None

OWN = "user_id = scope_user_id() or scope_low() = -1"
WITH_THE_ACCOUNT = "exists (select from user_account where user_account.id = user_id)"

# The door of backend/db/account_doors.py as it was on this day.
DOORS = (
    """
create function count_sightings(of_user uuid, on_day date) returns int language plpgsql as $$
declare
  low bigint := scope_low(); high bigint := scope_high();
  line_low bigint := scope_line_low(); line_high bigint := scope_line_high();
  told int := 0;
begin
  perform set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true);
  if exists (select from user_account u where u.id = of_user and coalesce(u.code between low and high, false)) then
    select count(*) into told from sighting s where s.user_id = of_user and s.day = on_day;
  end if;
  perform set_config('app.low', coalesce(low::text, ''), true), set_config('app.high', coalesce(high::text, ''), true);
  return told;
end $$
    """,
    "revoke execute on function count_sightings(uuid, date) from public",
    "grant execute on function count_sightings(uuid, date) to unionhome_app",
)


def upgrade() -> None:
    op.create_table(
        "sighting",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("hour", sa.SmallInteger(), nullable=False),
        sa.CheckConstraint("hour between 0 and 23", name=op.f("sighting_hour_check")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("sighting_user_id_fkey")),
        sa.PrimaryKeyConstraint("user_id", "day", "person_id", name=op.f("sighting_pkey")),
    )
    op.create_index(op.f("sighting_day_idx"), "sighting", ["day"], unique=False)
    op.create_table(
        "sighting_leave",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("given_by", sa.Uuid(), nullable=False),
        sa.Column("given_by_name", sa.String(length=40), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("given_by <> user_id", name=op.f("sighting_leave_two_people_check")),
        sa.ForeignKeyConstraint(["user_id"], ["user_account.id"], name=op.f("sighting_leave_user_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("sighting_leave_pkey")),
    )
    op.create_index("sighting_leave_day_key", "sighting_leave", ["user_id", "day"], unique=True)
    op.create_index(
        "audit_event_alarm_idx",
        "audit_event",
        ["at"],
        unique=False,
        postgresql_where=sa.text("event = 'sighting_alarm_reached'"),
    )
    for table, condition, verbs in (
        ("sighting", OWN, "select, insert, delete"),
        ("sighting_leave", WITH_THE_ACCOUNT, "select, insert"),
    ):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({condition}) with check ({condition})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant {verbs} on "{table}" to "unionhome_app"')
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function count_sightings(uuid, date)")
    op.drop_index("audit_event_alarm_idx", table_name="audit_event")
    op.drop_table("sighting_leave")
    op.drop_table("sighting")
