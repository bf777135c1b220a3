"""Surveys of need, and the measures that they led to."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "needs_survey"
down_revision = "qualification"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "needs_survey",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("ways", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("causes", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("homes", sa.Integer(), nullable=False),
        sa.Column("findings", sa.LargeBinary(), nullable=False),
        sa.Column("measures", sa.SmallInteger(), nullable=False),
        sa.Column("done", sa.SmallInteger(), nullable=False),
        sa.Column("next_due", sa.Date(), nullable=True),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cardinality(ways) > 0 and ways <@ array['meeting', 'seminar', 'home_visits', 'policy_check']::varchar[]",
            name=op.f("needs_survey_ways_check"),
        ),
        sa.CheckConstraint(
            "done between 0 and measures and (next_due is null) = (done = measures)",
            name=op.f("needs_survey_tally_check"),
        ),
        sa.CheckConstraint(
            "people between 0 and 100000 and homes between 0 and 100000", name=op.f("needs_survey_heard_check")
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("needs_survey_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("needs_survey_pkey")),
    )
    op.create_index(op.f("needs_survey_code_held_on_idx"), "needs_survey", ["code", "held_on"], unique=False)
    op.create_index(
        op.f("needs_survey_line_code_held_on_idx"),
        "needs_survey",
        ["line_code", "held_on"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(
        op.f("needs_survey_organization_id_held_on_idx"), "needs_survey", ["organization_id", "held_on"], unique=False
    )
    op.create_table(
        "needs_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("what", sa.String(length=300), nullable=False),
        sa.Column("lead", sa.String(length=60), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=300), nullable=False),
        sa.Column("done_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind in ('relief', 'rights', 'service')", name=op.f("needs_measure_kind_check")),
        sa.ForeignKeyConstraint(["survey_id"], ["needs_survey.id"], name=op.f("needs_measure_survey_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("needs_measure_pkey")),
    )
    op.create_index(op.f("needs_measure_survey_id_due_on_idx"), "needs_measure", ["survey_id", "due_on"], unique=False)
    for table in ("needs_survey", "needs_measure"):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({INSIDE}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("needs_measure")
    op.drop_table("needs_survey")
