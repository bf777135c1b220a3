"""Household files that come on record, leave and come back are rows of their own, one for each time."""

import sqlalchemy as sa
from alembic import op

revision = "household_movement"
down_revision = "notice_scan"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"

FOLLOW = """
    update household_movement p set organization_id = home.id, code = home.code, line_code = home.line_code
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
    update household_movement p set organization_id = home.id, code = home.code, line_code = home.line_code
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


# What is known of before: the file says when it came first; the record of what was done, each time it left or came back;
# and the file its last time, where it came from elsewhere and the record is silent.
KNOWN = (
    """
insert into household_movement (id, household_id, organization_id, code, line_code, step, "on", reason)
select gen_random_uuid(), id, organization_id, code, line_code, 'open', opened_on, null
from household where opened_on is not null
    """,
    """
insert into household_movement (id, household_id, organization_id, code, line_code, step, "on", reason)
select gen_random_uuid(), h.id, h.organization_id, h.code, h.line_code,
  case e.event when 'household_exited' then 'exit' else 'return' end, (e.at at time zone 'Asia/Shanghai')::date,
  case e.event when 'household_exited' then coalesce(e.facts ->> 'reason', 'other') end
from audit_event e join household h on h.id = e.object_id
where e.event in ('household_exited', 'household_returned')
    """,
    """
insert into household_movement (id, household_id, organization_id, code, line_code, step, "on", reason)
select gen_random_uuid(), h.id, h.organization_id, h.code, h.line_code, said.step, said.day, said.reason
from household h cross join lateral (
  values ('exit', h.exited_on, coalesce(h.exit_reason, 'other')), ('return', h.returned_on, null)
) said(step, day, reason)
where said.day is not null
  and not exists (select from household_movement m where m.household_id = h.id and m.step = said.step)
    """,
)


def upgrade() -> None:
    op.create_table(
        "household_movement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("step", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=True),
        sa.CheckConstraint("step in ('open', 'exit', 'return')", name=op.f("household_movement_step_check")),
        sa.CheckConstraint("(step = 'exit') = (reason is not null)", name=op.f("household_movement_reason_check")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("household_movement_household_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("household_movement_pkey")),
    )
    op.create_index(op.f("household_movement_code_on_idx"), "household_movement", ["code", "on"])
    for place in ("line_code", "household_id"):
        op.create_index(
            op.f(f"household_movement_{place}_on_idx"),
            "household_movement",
            [place, "on"],
            postgresql_where=sa.text(f"{place} is not null"),
        )
    for statement in KNOWN:
        op.execute(statement)
    op.execute("alter table household_movement enable row level security")
    op.execute("alter table household_movement force row level security")
    op.execute(
        f"create policy household_movement_scope on household_movement for all using ({INSIDE}) with check ({INSIDE})"
    )
    op.execute("revoke all on household_movement from unionhome_app")
    op.execute("grant select, insert, update, delete on household_movement to unionhome_app")
    op.execute("drop function bring_households(uuid, timestamptz)")
    for statement in DOORS:
        op.execute(statement)


def downgrade() -> None:
    op.execute("drop function bring_households(uuid, timestamptz)")
    for statement in DOORS:
        op.execute(statement.replace(FOLLOW, ""))
    op.drop_table("household_movement")
