"""Demand for going home in winter, the trips that are organised, and the seats given."""

import sqlalchemy as sa
from alembic import op

revision = "trip"
down_revision = "paper"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
BY_LINE = sa.text("line_code is not null")


def _place() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
    )


def _made() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )


def upgrade() -> None:
    op.create_table(
        "trip_demand",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_place(),
        sa.Column("origin_id", sa.Uuid(), nullable=False),
        sa.Column("origin_name", sa.String(length=120), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("travel_on", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("allotted", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        *_made(),
        sa.CheckConstraint("way in ('train', 'coach', 'charter', 'car')", name=op.f("trip_demand_way_check")),
        sa.CheckConstraint("people between 1 and 5000", name=op.f("trip_demand_people_check")),
        sa.CheckConstraint("allotted between 0 and people", name=op.f("trip_demand_allotted_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("trip_demand_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("trip_demand_pkey")),
    )
    op.create_index(
        "trip_demand_key", "trip_demand", ["origin_id", "province", "place", "travel_on", "way"], unique=True
    )
    op.create_index(
        op.f("trip_demand_year_code_travel_on_id_idx"), "trip_demand", ["year", "code", "travel_on", "id"], unique=False
    )
    op.create_table(
        "return_trip",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_place(),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("carrier", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("departs_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_place", sa.String(length=60), nullable=False),
        sa.Column("province", sa.String(length=20), nullable=False),
        sa.Column("place", sa.String(length=40), nullable=False),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("allotted", sa.Integer(), nullable=False),
        sa.Column("travelled", sa.Integer(), nullable=True),
        sa.Column("ticket_fen", sa.BigInteger(), nullable=False),
        sa.Column("subsidy_fen", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        *_made(),
        sa.CheckConstraint("way in ('train', 'coach', 'charter')", name=op.f("return_trip_way_check")),
        sa.CheckConstraint(
            "state in ('planned', 'confirmed', 'departed', 'arrived', 'cancelled')",
            name=op.f("return_trip_state_check"),
        ),
        sa.CheckConstraint("seats between 1 and 3000", name=op.f("return_trip_seats_check")),
        sa.CheckConstraint("allotted between 0 and seats", name=op.f("return_trip_allotted_check")),
        sa.CheckConstraint("travelled between 0 and allotted", name=op.f("return_trip_travelled_check")),
        sa.CheckConstraint("(state = 'arrived') = (travelled is not null)", name=op.f("return_trip_arrived_check")),
        sa.CheckConstraint("ticket_fen >= 0 and subsidy_fen >= 0", name=op.f("return_trip_amounts_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("return_trip_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("return_trip_pkey")),
    )
    op.create_index(
        op.f("return_trip_year_code_departs_at_id_idx"),
        "return_trip",
        ["year", "code", "departs_at", "id"],
        unique=False,
    )
    for table in ("trip_demand", "return_trip"):
        op.create_index(
            op.f(f"{table}_line_code_id_idx"), table, ["line_code", "id"], unique=False, postgresql_where=BY_LINE
        )
        op.create_index(op.f(f"{table}_organization_id_idx"), table, ["organization_id"], unique=False)
    op.create_table(
        "trip_allotment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("trip_id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        *_place(),
        sa.Column("seats", sa.Integer(), nullable=False),
        sa.Column("travelled", sa.Integer(), nullable=True),
        sa.Column("trip_name", sa.String(length=80), nullable=False),
        sa.Column("trip_number", sa.String(length=40), nullable=False),
        sa.Column("trip_state", sa.String(length=20), nullable=False),
        sa.Column("trip_reason", sa.String(length=200), nullable=False),
        sa.Column("departs_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_place", sa.String(length=60), nullable=False),
        sa.Column("ticket_fen", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("seats between 1 and 3000", name=op.f("trip_allotment_seats_check")),
        sa.CheckConstraint("travelled between 0 and seats", name=op.f("trip_allotment_travelled_check")),
        sa.ForeignKeyConstraint(["trip_id"], ["return_trip.id"], name=op.f("trip_allotment_trip_id_fkey")),
        sa.ForeignKeyConstraint(["demand_id"], ["trip_demand.id"], name=op.f("trip_allotment_demand_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("trip_allotment_pkey")),
    )
    op.create_index("trip_allotment_key", "trip_allotment", ["trip_id", "demand_id"], unique=True)
    for column in ("demand_id", "code"):
        op.create_index(op.f(f"trip_allotment_{column}_idx"), "trip_allotment", [column], unique=False)
    for table in ("trip_demand", "return_trip", "trip_allotment"):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({INSIDE}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')


def downgrade() -> None:
    for table in ("trip_allotment", "return_trip", "trip_demand"):
        op.drop_table(table)
