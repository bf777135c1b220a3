"""Pairings of a helper with a household, and their contacts."""

import sqlalchemy as sa
from alembic import op

revision = "pairing"
down_revision = "aid_application"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "pairing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("post", sa.String(length=60), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("contact_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("kind in ('cadre', 'unit')", name=op.f("pairing_kind_check")),
        sa.CheckConstraint("ended_on is null or ended_on >= started_on", name=op.f("pairing_period_check")),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("pairing_household_id_fkey")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("pairing_officer_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pairing_pkey")),
    )
    op.create_index(
        "pairing_helper_key",
        "pairing",
        ["household_id", "kind", "name"],
        unique=True,
        postgresql_where=sa.text("ended_on is null"),
    )
    op.create_index(op.f("pairing_code_id_idx"), "pairing", ["code", "id"], unique=False)
    op.create_index(
        "pairing_contact_idx", "pairing", ["code", "contact_on"], postgresql_where=sa.text("ended_on is null")
    )
    op.create_table(
        "pairing_contact",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("pairing_id", sa.Uuid(), nullable=False),
        sa.Column("household_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("done", sa.LargeBinary(), nullable=True),
        sa.Column("help_fen", sa.BigInteger(), nullable=False),
        sa.Column("in_kind", sa.String(length=100), nullable=False),
        sa.Column("next", sa.LargeBinary(), nullable=True),
        sa.Column("by_name", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("help_fen >= 0", name=op.f("pairing_contact_help_check")),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairing.id"], name=op.f("pairing_contact_pairing_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("pairing_contact_pkey")),
    )
    op.create_index(op.f("pairing_contact_pairing_id_on_idx"), "pairing_contact", ["pairing_id", "on"], unique=False)
    op.create_index(op.f("pairing_contact_household_id_idx"), "pairing_contact", ["household_id"], unique=False)
    for table in ("pairing", "pairing_contact"):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({INSIDE}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("pairing_contact")
    op.drop_table("pairing")
