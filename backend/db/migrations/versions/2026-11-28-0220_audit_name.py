"""What somebody did is found by the name that the record itself says: an auditor knows people, not accounts."""

from alembic import op

revision = "audit_name"
down_revision = "household_form"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("audit_event_actor_name_id_idx"), "audit_event", ["actor_name", "id"])


def downgrade() -> None:
    op.drop_index(op.f("audit_event_actor_name_id_idx"), "audit_event")
