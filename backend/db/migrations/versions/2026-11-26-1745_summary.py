"""Summaries of programmes and seasons of aid, and photos of visits that may be shown in them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "summary"
down_revision = "reconciliation"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "aid_summary",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("organization_name", sa.String(length=120), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("program_id", sa.Uuid(), nullable=True),
        sa.Column("program_name", sa.String(length=100), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=True),
        sa.Column("quarter", sa.SmallInteger(), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("texts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("photos", postgresql.ARRAY(sa.Uuid()), nullable=False),
        sa.Column("figures", postgresql.JSONB(none_as_null=True, astext_type=sa.Text()), nullable=True),
        sa.Column("maker_name", sa.String(length=40), nullable=False),
        sa.Column("issued_by_name", sa.String(length=40), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status in ('draft', 'issued')", name=op.f("aid_summary_status_check")),
        sa.CheckConstraint("(program_id is null) = (year is not null)", name=op.f("aid_summary_about_check")),
        sa.CheckConstraint(
            "quarter is null or (quarter between 1 and 4 and year is not null)", name=op.f("aid_summary_quarter_check")
        ),
        sa.CheckConstraint(
            "(status = 'issued') = (issued_at is not null) and (issued_at is not null) = (figures is not null)",
            name=op.f("aid_summary_issued_check"),
        ),
        sa.CheckConstraint("cardinality(photos) <= 6", name=op.f("aid_summary_photos_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("aid_summary_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(["program_id"], ["aid_program.id"], name=op.f("aid_summary_program_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_summary_pkey")),
    )
    op.create_index(op.f("aid_summary_code_id_idx"), "aid_summary", ["code", "id"], unique=False)
    op.create_index(op.f("aid_summary_line_code_id_idx"), "aid_summary", ["line_code", "id"], unique=False)
    op.create_index(op.f("aid_summary_program_id_idx"), "aid_summary", ["program_id"], unique=False)
    op.create_table(
        "aid_summary_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("summary_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("theme", sa.String(length=60), nullable=False),
        sa.Column("texts", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("by_name", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["summary_id"], ["aid_summary.id"], name=op.f("aid_summary_text_summary_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("aid_summary_text_pkey")),
    )
    op.create_index("aid_summary_text_key", "aid_summary_text", ["summary_id", "place"], unique=True)
    for table in ("aid_summary", "aid_summary_text"):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({INSIDE}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update, delete on "{table}" to "unionhome_app"')
    op.add_column("visit_picture", sa.Column("publishable", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        "visit_picture", sa.Column("published_by_name", sa.String(length=40), nullable=False, server_default="")
    )
    op.add_column("visit_picture", sa.Column("published_at", sa.DateTime(timezone=True), nullable=True))
    op.alter_column("visit_picture", "publishable", server_default=None)
    op.alter_column("visit_picture", "published_by_name", server_default=None)
    op.create_check_constraint(
        op.f("visit_picture_published_check"), "visit_picture", "publishable = (published_at is not null)"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("visit_picture_published_check"), "visit_picture", type_="check")
    for column in ("published_at", "published_by_name", "publishable"):
        op.drop_column("visit_picture", column)
    op.drop_table("aid_summary_text")
    op.drop_table("aid_summary")
