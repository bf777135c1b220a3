"""How the places below a union lie to each other."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "tile_map"
down_revision = "peers"
branch_labels = None
depends_on = None

INSIDE = "code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()"


def upgrade() -> None:
    op.create_table(
        "tile_map",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("places", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("drawn_by_name", sa.String(length=40), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["id"], ["organization.id"], name=op.f("tile_map_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("tile_map_pkey")),
    )
    op.execute('alter table "tile_map" enable row level security')
    op.execute('alter table "tile_map" force row level security')
    op.execute(f'create policy "tile_map_scope" on "tile_map" for all using ({INSIDE}) with check ({INSIDE})')
    op.execute('revoke all on "tile_map" from "unionhome_app"')
    op.execute('grant select, insert, update, delete on "tile_map" to "unionhome_app"')


def downgrade() -> None:
    op.drop_table("tile_map")
