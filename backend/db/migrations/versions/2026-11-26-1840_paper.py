"""The papers of a union, their files, and who keeps them."""

import sqlalchemy as sa
from alembic import op

revision = "paper"
down_revision = "aid_outcome"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("place_kept", sa.String(length=100), nullable=False),
        sa.Column("retention", sa.String(length=20), nullable=False),
        sa.Column("file_count", sa.SmallInteger(), nullable=False),
        sa.Column("entered_by", sa.Uuid(), nullable=False),
        sa.Column("entered_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by_name", sa.String(length=40), nullable=False),
        sa.Column("withdrawn_reason", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind in ('plan', 'summary', 'minutes', 'photo', 'rules', 'roster', 'other')", name=op.f("paper_kind_check")
        ),
        sa.CheckConstraint("retention in ('short', 'long', 'permanent')", name=op.f("paper_retention_check")),
        sa.CheckConstraint("(withdrawn_at is null) = (withdrawn_reason = '')", name=op.f("paper_withdrawal_check")),
        sa.CheckConstraint("file_count between 1 and 20", name=op.f("paper_files_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("paper_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("paper_pkey")),
    )
    op.create_index(op.f("paper_code_id_idx"), "paper", ["code", "id"], unique=False)
    op.create_index(op.f("paper_held_on_id_idx"), "paper", ["held_on", "id"], unique=False)
    op.create_index(op.f("paper_organization_id_year_idx"), "paper", ["organization_id", "year"], unique=False)
    op.create_index("paper_year_idx", "paper", ["year", "code"], postgresql_where=sa.text("withdrawn_at is null"))
    op.create_table(
        "paper_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paper_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name=op.f("paper_file_paper_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("paper_file_pkey")),
    )
    op.create_index(op.f("paper_file_paper_id_place_idx"), "paper_file", ["paper_id", "place"], unique=False)
    op.create_index("paper_file_file_id_key", "paper_file", ["file_id"], unique=True)
    op.create_table(
        "paper_keeper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("entered_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("until is null or until >= since", name=op.f("paper_keeper_period_check")),
        sa.ForeignKeyConstraint(["officer_id"], ["officer.id"], name=op.f("paper_keeper_officer_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("paper_keeper_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("paper_keeper_pkey")),
    )
    op.create_index(op.f("paper_keeper_code_id_idx"), "paper_keeper", ["code", "id"], unique=False)
    op.create_index(op.f("paper_keeper_organization_id_idx"), "paper_keeper", ["organization_id"], unique=False)
    op.create_index(
        "paper_keeper_open_key",
        "paper_keeper",
        ["organization_id"],
        unique=True,
        postgresql_where=sa.text("until is null"),
    )
    for table in ("paper", "paper_file", "paper_keeper"):
        op.execute(f'alter table "{table}" enable row level security')
        op.execute(f'alter table "{table}" force row level security')
        op.execute(f'create policy "{table}_scope" on "{table}" for all using ({INSIDE}) with check ({INSIDE})')
        op.execute(f'revoke all on "{table}" from "unionhome_app"')
        op.execute(f'grant select, insert, update on "{table}" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("paper_keeper")
    op.drop_table("paper_file")
    op.drop_table("paper")
