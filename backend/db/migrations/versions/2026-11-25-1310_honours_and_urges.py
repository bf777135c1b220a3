"""Honours and urges; the states of a union name its parent as it was called."""

import sqlalchemy as sa
from alembic import op

revision = "honours_and_urges"
down_revision = "member_card"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "honour",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("document_number", sa.String(length=60), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("granted_by_id", sa.Uuid(), nullable=False),
        sa.Column("granted_by_name", sa.String(length=120), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ended_on is null or ended_on >= started_on", name=op.f("honour_period_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("honour_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("honour_pkey")),
    )
    op.create_index(op.f("honour_code_id_idx"), "honour", ["code", "id"], unique=False)
    op.create_index(
        "honour_held_key",
        "honour",
        ["organization_id", "kind"],
        unique=True,
        postgresql_where=sa.text("ended_on is null"),
    )
    op.create_index(op.f("honour_organization_id_idx"), "honour", ["organization_id"], unique=False)
    op.create_table(
        "urge",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("subject", sa.String(length=20), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("from_organization_id", sa.Uuid(), nullable=False),
        sa.Column("from_organization_name", sa.String(length=120), nullable=False),
        sa.Column("from_level", sa.SmallInteger(), nullable=False),
        sa.Column("sent_by", sa.Uuid(), nullable=False),
        sa.Column("sent_by_name", sa.String(length=40), nullable=False),
        sa.Column("urged_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("seen_by_name", sa.String(length=40), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("urge_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("urge_pkey")),
    )
    op.create_index(op.f("urge_code_id_idx"), "urge", ["code", "id"], unique=False)
    op.create_index(
        "urge_day_key",
        "urge",
        ["organization_id", "subject", "urged_on"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at is null"),
    )
    op.create_index(
        "urge_open_idx",
        "urge",
        ["code"],
        unique=False,
        postgresql_where=sa.text("withdrawn_at is null and settled_at is null"),
    )
    op.create_index(op.f("urge_organization_id_subject_idx"), "urge", ["organization_id", "subject"], unique=False)
    op.add_column(
        "organization_version", sa.Column("parent_name", sa.String(length=120), server_default="", nullable=False)
    )
    op.create_index(
        op.f("organization_version_parent_id_valid_from_idx"),
        "organization_version",
        ["parent_id", "valid_from"],
        unique=False,
    )
    # Row security holds for the owner too: without a scope no row would be found.
    op.execute("select set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true)")
    op.execute(
        "update organization_version set parent_name = o.name from organization o where o.id = organization_version.parent_id"
    )
    op.execute("select set_config('app.low', '', true), set_config('app.high', '', true)")
    op.execute('alter table "honour" enable row level security')
    op.execute('alter table "honour" force row level security')
    op.execute(
        'create policy "honour_scope" on "honour" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "honour" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "honour" to "unionhome_app"')
    op.execute('alter table "urge" enable row level security')
    op.execute('alter table "urge" force row level security')
    op.execute(
        'create policy "urge_scope" on "urge" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "urge" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "urge" to "unionhome_app"')


def downgrade() -> None:
    op.drop_index(op.f("organization_version_parent_id_valid_from_idx"), table_name="organization_version")
    op.drop_column("organization_version", "parent_name")
    op.drop_index(op.f("urge_organization_id_subject_idx"), table_name="urge")
    op.drop_index(
        "urge_open_idx", table_name="urge", postgresql_where=sa.text("withdrawn_at is null and settled_at is null")
    )
    op.drop_index("urge_day_key", table_name="urge", postgresql_where=sa.text("withdrawn_at is null"))
    op.drop_index(op.f("urge_code_id_idx"), table_name="urge")
    op.drop_table("urge")
    op.drop_index(op.f("honour_organization_id_idx"), table_name="honour")
    op.drop_index("honour_held_key", table_name="honour", postgresql_where=sa.text("ended_on is null"))
    op.drop_index(op.f("honour_code_id_idx"), table_name="honour")
    op.drop_table("honour")
