"""Archives of forms and evidence packs among the exports; the seal of an event is found by its transaction."""

from alembic import op

revision = "evidence"
down_revision = "aid_sample"
branch_labels = None
depends_on = None

PACK = "format = 'zip'"


def upgrade() -> None:
    op.drop_constraint(op.f("export_format_check"), "export", type_="check")
    op.create_check_constraint(op.f("export_format_check"), "export", "format in ('xlsx', 'csv', 'zip')")
    op.drop_constraint(op.f("export_layout_check"), "export", type_="check")
    op.create_check_constraint(
        op.f("export_layout_check"),
        "export",
        "case layout when 'list' then format <> 'zip' when 'register' then format = 'xlsx' "
        "when 'forms' then format = 'zip' when 'evidence' then format = 'zip' else false end",
    )
    op.create_index(op.f("audit_seal_from_transaction_idx"), "audit_seal", ["from_transaction"])


def downgrade() -> None:
    op.drop_index(op.f("audit_seal_from_transaction_idx"), "audit_seal")
    # Packs are gone after a day, and nothing else tells of them than the record.
    op.execute(f"delete from export where {PACK}")
    op.drop_constraint(op.f("export_layout_check"), "export", type_="check")
    op.create_check_constraint(
        op.f("export_layout_check"),
        "export",
        "layout = 'list' or (layout = 'register' and format = 'xlsx')",
    )
    op.drop_constraint(op.f("export_format_check"), "export", type_="check")
    op.create_check_constraint(op.f("export_format_check"), "export", "format in ('xlsx', 'csv')")
