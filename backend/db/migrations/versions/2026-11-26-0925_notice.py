"""Public notices, the cases on them, and objections."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "notice"
down_revision = "work_calendar"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"
POSTED = f"{INSIDE} or scope_low() between code and code_hi"


def upgrade() -> None:
    op.execute("create sequence notice_number")
    op.execute("grant usage on sequence notice_number to unionhome_app")
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_name", sa.String(length=120), nullable=False),
        sa.Column("above_name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("code_hi", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("program_id", sa.Uuid(), nullable=False),
        sa.Column("program_name", sa.String(length=100), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("columns", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("days", sa.SmallInteger(), nullable=False),
        sa.Column("shown_at", sa.String(length=100), nullable=False),
        sa.Column("receiver", sa.String(length=60), nullable=False),
        sa.Column("receiver_phone", sa.String(length=40), nullable=False),
        sa.Column("people", sa.SmallInteger(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.Uuid(), nullable=False),
        sa.Column("published_by_name", sa.String(length=40), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("concluded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("concluded_by_name", sa.String(length=40), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_name", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("result", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status in ('running', 'concluded', 'withdrawn')", name=op.f("notice_status_check")),
        sa.CheckConstraint("published_at < ends_at", name=op.f("notice_period_check")),
        sa.CheckConstraint("status <> 'concluded' or concluded_at >= ends_at", name=op.f("notice_over_check")),
        sa.CheckConstraint("(status = 'concluded') = (concluded_at is not null)", name=op.f("notice_concluded_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("notice_organization_id_fkey")),
        sa.ForeignKeyConstraint(["program_id"], ["aid_program.id"], name=op.f("notice_program_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("notice_pkey")),
        sa.UniqueConstraint("number", name=op.f("notice_number_key")),
    )
    op.create_index(op.f("notice_code_id_idx"), "notice", ["code", "id"], unique=False)
    op.create_index(
        op.f("notice_line_code_id_idx"),
        "notice",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index("notice_running_idx", "notice", ["code", "ends_at"], postgresql_where=sa.text("status = 'running'"))
    op.create_table(
        "notice_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("code_hi", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("cells", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("notice_line_notice_id_fkey")),
        sa.ForeignKeyConstraint(["case_id"], ["aid_case.id"], name=op.f("notice_line_case_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("notice_line_pkey")),
    )
    op.create_index("notice_line_open_key", "notice_line", ["case_id"], unique=True, postgresql_where=sa.text("open"))
    op.create_index("notice_line_place_key", "notice_line", ["notice_id", "place"], unique=True)
    op.create_table(
        "objection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("notice_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=True),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("way", sa.String(length=20), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("anonymous", sa.Boolean(), nullable=False),
        sa.Column("objector", sa.LargeBinary(), nullable=True),
        sa.Column("contact", sa.LargeBinary(), nullable=True),
        sa.Column("said", sa.LargeBinary(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=True),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("taken_by_name", sa.String(length=40), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_by_name", sa.String(length=40), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('open', 'dismissed', 'upheld')", name=op.f("objection_state_check")),
        sa.CheckConstraint("(state = 'upheld') = (verdict is not null)", name=op.f("objection_verdict_check")),
        sa.CheckConstraint("(state = 'open') = (answered_at is null)", name=op.f("objection_answer_check")),
        sa.ForeignKeyConstraint(["notice_id"], ["notice.id"], name=op.f("objection_notice_id_fkey")),
        sa.ForeignKeyConstraint(["case_id"], ["aid_case.id"], name=op.f("objection_case_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("objection_pkey")),
    )
    op.create_index(op.f("objection_notice_id_idx"), "objection", ["notice_id"], unique=False)
    op.create_index("objection_open_idx", "objection", ["code", "id"], postgresql_where=sa.text("state = 'open'"))
    op.create_index(op.f("objection_code_id_idx"), "objection", ["code", "id"], unique=False)
    for table, seen in (("notice", POSTED), ("notice_line", POSTED), ("objection", INSIDE)):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({seen}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("objection")
    op.drop_table("notice_line")
    op.drop_table("notice")
    op.execute("drop sequence notice_number")
