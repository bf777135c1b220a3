"""Clients of the statistics, their pulls, and webhooks."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "client"
down_revision = "lighter_triggers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "webhook_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("transaction", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("webhook_reading_one_check")),
        sa.PrimaryKeyConstraint("id", name=op.f("webhook_reading_pkey")),
    )
    op.create_table(
        "client",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("holder", sa.String(length=60), nullable=False),
        sa.Column("datasets", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("networks", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("per_minute", sa.Integer(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revoked_for", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("per_minute > 0", name=op.f("client_rate_check")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("client_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("client_pkey")),
    )
    op.create_index(op.f("client_code_id_idx"), "client", ["code", "id"], unique=False)
    op.create_index(op.f("client_organization_id_idx"), "client", ["organization_id"], unique=False)
    op.create_table(
        "client_pull",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dataset", sa.String(length=40), nullable=False),
        sa.Column("query", sa.String(length=500), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("problem", sa.String(length=60), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("ms", sa.Float(), nullable=False),
        sa.Column("address", sa.String(length=60), nullable=False),
        sa.Column("request_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("client_pull_client_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("client_pull_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("client_pull_pkey")),
    )
    op.create_index(op.f("client_pull_at_idx"), "client_pull", ["at"], unique=False)
    op.create_index(op.f("client_pull_client_id_id_idx"), "client_pull", ["client_id", "id"], unique=False)
    op.create_index(op.f("client_pull_code_id_idx"), "client_pull", ["code", "id"], unique=False)
    op.create_table(
        "client_secret",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("hint", sa.String(length=8), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("dropped_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("client_secret_client_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("client_secret_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("client_secret_pkey")),
    )
    op.create_index(
        op.f("client_secret_client_id_idx"),
        "client_secret",
        ["client_id"],
        unique=False,
        postgresql_where=sa.text("dropped_at is null"),
    )
    op.create_table(
        "client_turn",
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("minute", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("client_turn_client_id_fkey")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("client_turn_organization_id_fkey")
        ),
        sa.PrimaryKeyConstraint("client_id", name=op.f("client_turn_pkey")),
    )
    op.create_table(
        "webhook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("client_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=False),
        sa.Column("events", postgresql.ARRAY(sa.String(length=60)), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("made_by_name", sa.String(length=40), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('active', 'paused')", name=op.f("webhook_state_check")),
        sa.ForeignKeyConstraint(["client_id"], ["client.id"], name=op.f("webhook_client_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("webhook_organization_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("webhook_pkey")),
    )
    op.create_index(op.f("webhook_client_id_idx"), "webhook", ["client_id"], unique=False)
    op.create_index(op.f("webhook_code_id_idx"), "webhook", ["code", "id"], unique=False)
    op.create_table(
        "webhook_delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.String(length=40), nullable=False),
        sa.Column("message", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_status", sa.Integer(), nullable=True),
        sa.Column("last_error", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("delivered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("state in ('waiting', 'delivered', 'failed')", name=op.f("webhook_delivery_state_check")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("webhook_delivery_organization_id_fkey")
        ),
        sa.ForeignKeyConstraint(
            ["webhook_id"], ["webhook.id"], name=op.f("webhook_delivery_webhook_id_fkey"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("webhook_delivery_pkey")),
    )
    op.create_index(op.f("webhook_delivery_code_id_idx"), "webhook_delivery", ["code", "id"], unique=False)
    op.create_index(
        "webhook_delivery_due_idx",
        "webhook_delivery",
        ["next_at"],
        unique=False,
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(op.f("webhook_delivery_webhook_id_id_idx"), "webhook_delivery", ["webhook_id", "id"], unique=False)
    op.execute('alter table "webhook_reading" enable row level security')
    op.execute('alter table "webhook_reading" force row level security')
    op.execute(
        'create policy "webhook_reading_scope" on "webhook_reading" for all using (scope_low() = -1) with check (scope_low() = -1)'
    )
    op.execute('revoke all on "webhook_reading" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "webhook_reading" to "unionhome_app"')
    op.execute('alter table "client" enable row level security')
    op.execute('alter table "client" force row level security')
    op.execute(
        'create policy "client_scope" on "client" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "client" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "client" to "unionhome_app"')
    op.execute('alter table "client_pull" enable row level security')
    op.execute('alter table "client_pull" force row level security')
    op.execute(
        'create policy "client_pull_scope" on "client_pull" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "client_pull" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "client_pull" to "unionhome_app"')
    op.execute('alter table "client_secret" enable row level security')
    op.execute('alter table "client_secret" force row level security')
    op.execute(
        'create policy "client_secret_scope" on "client_secret" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "client_secret" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "client_secret" to "unionhome_app"')
    op.execute('alter table "client_turn" enable row level security')
    op.execute('alter table "client_turn" force row level security')
    op.execute(
        'create policy "client_turn_scope" on "client_turn" for all using (code between scope_low() and scope_high()) with check (code between scope_low() and scope_high())'
    )
    op.execute('revoke all on "client_turn" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "client_turn" to "unionhome_app"')
    op.execute('alter table "webhook" enable row level security')
    op.execute('alter table "webhook" force row level security')
    op.execute(
        'create policy "webhook_scope" on "webhook" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "webhook" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "webhook" to "unionhome_app"')
    op.execute('alter table "webhook_delivery" enable row level security')
    op.execute('alter table "webhook_delivery" force row level security')
    op.execute(
        'create policy "webhook_delivery_scope" on "webhook_delivery" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "webhook_delivery" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "webhook_delivery" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("webhook_delivery")
    op.drop_table("webhook")
    op.drop_table("client_turn")
    op.drop_table("client_secret")
    op.drop_table("client_pull")
    op.drop_table("client")
    op.drop_table("webhook_reading")
