"""The year's budget of unions by subject, its adjustments, and what was split among the unions below."""

import sqlalchemy as sa
from alembic import op

revision = "budget"
down_revision = "goods"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
SUBJECTS = (
    "subject in ('winter_warmth', 'schooling', 'medical', 'living', 'emergency', 'employment', 'state_of_mind', "
    "'model_workers', 'retired', 'on_duty', 'protection', 'costs', 'other')"
)
FEN = ("planned_fen", "adjusted_fen", "received_fen", "handed_fen")


def _signed(who: str, *, asked: bool) -> tuple[sa.Column[object], ...]:
    return (
        sa.Column(f"{who}_by", sa.Uuid(), nullable=not asked),
        sa.Column(f"{who}_by_name", sa.String(length=40), nullable=False),
        sa.Column(f"{who}_at", sa.DateTime(timezone=True), nullable=not asked),
    )


def _with(column: str) -> str:
    return f"exists (select from budget_plan where budget_plan.id = {column})"


def _secured(table: str, sees: str, writes: str, verbs: str) -> None:
    op.execute(f'alter table "{table}" enable row level security')
    op.execute(f'alter table "{table}" force row level security')
    op.execute(f'create policy "{table}_scope" on "{table}" for all using ({sees}) with check ({writes})')
    op.execute(f'revoke all on "{table}" from "unionhome_app"')
    op.execute(f'grant {verbs} on "{table}" to "unionhome_app"')


def upgrade() -> None:
    op.create_table(
        "budget_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("document_number", sa.String(length=100), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        *_signed("submitted", asked=False),
        *_signed("checked", asked=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('draft', 'submitted', 'in_force')", name=op.f("budget_plan_state_check")),
        sa.CheckConstraint("(state = 'draft') or submitted_by is not null", name=op.f("budget_plan_submitted_check")),
        sa.CheckConstraint("(state = 'in_force') = (checked_by is not null)", name=op.f("budget_plan_checked_check")),
        sa.CheckConstraint("checked_by is null or checked_by <> submitted_by", name=op.f("budget_plan_two_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("budget_plan_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("budget_plan_pkey")),
    )
    op.create_index("budget_plan_key", "budget_plan", ["organization_id", "year"], unique=True)
    op.create_index(op.f("budget_plan_year_code_idx"), "budget_plan", ["year", "code"], unique=False)
    op.create_index(
        "budget_plan_open_idx", "budget_plan", ["code"], unique=False, postgresql_where=sa.text("state = 'submitted'")
    )
    op.create_table(
        "budget_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        *(sa.Column(name, sa.BigInteger(), nullable=False) for name in FEN),
        sa.CheckConstraint(SUBJECTS, name=op.f("budget_line_subject_check")),
        sa.CheckConstraint(
            "planned_fen >= 0 and received_fen >= 0 and handed_fen >= 0", name=op.f("budget_line_amounts_check")
        ),
        sa.CheckConstraint("planned_fen + adjusted_fen >= 0", name=op.f("budget_line_own_check")),
        sa.CheckConstraint(
            "planned_fen + adjusted_fen + received_fen - handed_fen >= 0", name=op.f("budget_line_free_check")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["budget_plan.id"], name=op.f("budget_line_plan_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("budget_line_pkey")),
    )
    op.create_index("budget_line_key", "budget_line", ["plan_id", "subject"], unique=True)
    op.create_table(
        "budget_adjustment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("change_fen", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("document_number", sa.String(length=100), nullable=False),
        sa.Column("document_on", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        *_signed("made", asked=True),
        *_signed("checked", asked=False),
        sa.Column("answer", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(SUBJECTS, name=op.f("budget_adjustment_subject_check")),
        sa.CheckConstraint(
            "state in ('proposed', 'booked', 'refused', 'withdrawn')", name=op.f("budget_adjustment_state_check")
        ),
        sa.CheckConstraint("change_fen <> 0", name=op.f("budget_adjustment_change_check")),
        sa.CheckConstraint("reason <> '' and document_number <> ''", name=op.f("budget_adjustment_reason_check")),
        sa.CheckConstraint("(state = 'proposed') = (checked_by is null)", name=op.f("budget_adjustment_checked_check")),
        sa.CheckConstraint(
            "state = 'withdrawn' or checked_by is null or checked_by <> made_by",
            name=op.f("budget_adjustment_two_check"),
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["budget_plan.id"], name=op.f("budget_adjustment_plan_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("budget_adjustment_pkey")),
    )
    op.create_index(op.f("budget_adjustment_plan_id_id_idx"), "budget_adjustment", ["plan_id", "id"], unique=False)
    op.create_index(
        "budget_adjustment_open_idx",
        "budget_adjustment",
        ["code"],
        unique=False,
        postgresql_where=sa.text("state = 'proposed'"),
    )
    op.create_table(
        "budget_split",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("from_plan_id", sa.Uuid(), nullable=False),
        sa.Column("to_plan_id", sa.Uuid(), nullable=False),
        sa.Column("from_name", sa.String(length=120), nullable=False),
        sa.Column("to_name", sa.String(length=120), nullable=False),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("change_fen", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("by_name", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(SUBJECTS, name=op.f("budget_split_subject_check")),
        sa.CheckConstraint("change_fen <> 0", name=op.f("budget_split_change_check")),
        sa.CheckConstraint("from_plan_id <> to_plan_id", name=op.f("budget_split_plans_check")),
        sa.ForeignKeyConstraint(["from_plan_id"], ["budget_plan.id"], name=op.f("budget_split_from_plan_id_fkey")),
        sa.ForeignKeyConstraint(["to_plan_id"], ["budget_plan.id"], name=op.f("budget_split_to_plan_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("budget_split_pkey")),
    )
    for column in ("from_plan_id", "to_plan_id"):
        op.create_index(op.f(f"budget_split_{column}_id_idx"), "budget_split", [column, "id"], unique=False)
    for table in ("budget_plan", "budget_adjustment"):
        _secured(table, INSIDE, INSIDE, "select, insert, update")
    _secured("budget_line", _with("plan_id"), _with("plan_id"), "select, insert, update")
    giver = _with("from_plan_id")
    _secured("budget_split", f"{giver} or {_with('to_plan_id')}", giver, "select, insert")


def downgrade() -> None:
    for table in ("budget_split", "budget_adjustment", "budget_line", "budget_plan"):
        op.drop_table(table)
