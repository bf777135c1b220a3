"""A review comes after every notice: programmes that ended with one get the confirmation of the unit behind it."""

from alembic import op

revision = "notice_not_last"
down_revision = "aid_quota"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute(
        "update aid_program set stages = stages || 'unit_confirm'::varchar where stages[cardinality(stages)] = 'notice'"
    )
    op.create_check_constraint(
        op.f("aid_program_decided_check"), "aid_program", "stages[cardinality(stages)] <> 'notice'"
    )


def downgrade() -> None:
    # The confirmation stays where it was put: taking it away would approve what nobody has looked at.
    op.drop_constraint(op.f("aid_program_decided_check"), "aid_program")
