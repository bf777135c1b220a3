"""Each recount of the statistics is kept, with what it found."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "statistic_recount"
down_revision = "job_seen"
branch_labels = None
depends_on = None

TABLE = "statistic_recount"
INSIDE = "code between scope_low() and scope_high()"


def upgrade() -> None:
    op.create_table(
        "statistic_recount",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("user_name", sa.String(length=40), nullable=False),
        sa.Column("compared", sa.BigInteger(), nullable=False),
        sa.Column("differing", sa.BigInteger(), nullable=False),
        sa.Column("first", postgresql.JSONB(), nullable=False),
        sa.Column("mended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="statistic_recount_pkey"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name="statistic_recount_organization_id_fkey"
        ),
    )
    op.execute(f'alter table "{TABLE}" enable row level security')
    op.execute(f'alter table "{TABLE}" force row level security')
    op.execute(f'create policy "{TABLE}_scope" on "{TABLE}" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute(f'revoke all on "{TABLE}" from "unionhome_app"')
    op.execute(f'grant select, insert, delete on "{TABLE}" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("statistic_recount")
