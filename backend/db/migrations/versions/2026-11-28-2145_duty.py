"""What unions ask those below them to hand in, and what these report."""

import sqlalchemy as sa
from alembic import op

revision = "duty"
down_revision = "household_movement"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
READ = f"{INSIDE} or scope_low() between code and code_hi"


def upgrade() -> None:
    op.create_table(
        "duty",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("code_hi", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("ask", sa.String(length=1000), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("needs_file", sa.Boolean(), nullable=False),
        sa.Column("yearly", sa.Boolean(), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_name", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("extract(second from due_at) = 0", name=op.f("duty_minute_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("duty_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("duty_pkey")),
    )
    op.create_index(
        "duty_name_key",
        "duty",
        ["organization_id", "year", "name"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at is null"),
    )
    op.create_index(op.f("duty_code_due_at_idx"), "duty", ["code", "due_at"], unique=False)
    op.create_table(
        "duty_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("duty_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=True),
        sa.Column("file_sha256", sa.LargeBinary(), nullable=True),
        sa.Column("file_name", sa.String(length=200), nullable=False),
        sa.Column("file_type", sa.String(length=100), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by_name", sa.String(length=40), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_by_name", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("num_nonnulls(file_id, file_sha256) in (0, 2)", name=op.f("duty_report_file_check")),
        sa.CheckConstraint("(returned_at is null) = (reason = '')", name=op.f("duty_report_returned_check")),
        sa.ForeignKeyConstraint(["duty_id"], ["duty.id"], name=op.f("duty_report_duty_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("duty_report_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("duty_report_pkey")),
    )
    op.create_index("duty_report_key", "duty_report", ["duty_id", "organization_id"], unique=True)
    op.create_index(op.f("duty_report_code_duty_id_idx"), "duty_report", ["code", "duty_id"], unique=False)
    for table, seen in (("duty", READ), ("duty_report", INSIDE)):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({seen}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("duty_report")
    op.drop_table("duty")
