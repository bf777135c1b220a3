"""A store of goods: lots, what went in and out of them, and the account of a fund that they are worth."""

from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "goods"
down_revision = "papers_place"
branch_labels = None
depends_on = None

OF_CASES = "'reserve', 'release', 'pay', 'recall'"
OF_STORE = "'give', 'give_back'"
OF_SAVINGS = "'save', 'draw', 'support', 'lend', 'repay', 'write_off', 'undo'"
ACCOUNTS = "'source', 'available', 'reserved', {goods}'spent', 'cash', 'savings', 'loan', 'support', 'loss'"
VOUCHERS = "'income', 'hand_down', 'take_back', 'expense', {goods}'reversal'"

STORE_AMOUNTS = ("from_store_fen", "given_from_store_fen", "issued_fen")

CHECKS = (
    ("ledger_account", "kind", f"kind in ({ACCOUNTS})"),
    ("ledger_entry", "case", f"num_nonnulls(case_id, claim_id, visit_id) = (kind in ({OF_CASES}{{store}}))::integer"),
    ("ledger_entry", "voucher", f"(voucher_id is not null) = (kind not in ({OF_CASES}{{store}}, {OF_SAVINGS}))"),
    ("voucher", "kind", f"kind in ({VOUCHERS})"),
)
"""Checks that were there and take in the store now."""


def _check(table: str, name: str, condition: str) -> None:
    op.drop_constraint(op.f(f"{table}_{name}_check"), table, type_="check")
    op.create_check_constraint(op.f(f"{table}_{name}_check"), table, condition)


def _shape(*, accounts: str, vouchers: str, store: str, payee: str) -> None:
    for table, name, condition in CHECKS:
        goods = accounts if table == "ledger_account" else vouchers
        _check(table, name, condition.format(goods=goods, store=store))
    _check(
        "voucher",
        "payee",
        f"(kind in ({payee})) = (payee <> '')" if "," in payee else f"(kind = {payee}) = (payee <> '')",
    )


def upgrade() -> None:
    op.create_table(
        "goods_lot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("fund_id", sa.Uuid(), nullable=False),
        sa.Column("voucher_id", sa.Uuid(), nullable=False),
        sa.Column("organization_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.BigInteger(), nullable=False),
        sa.Column("line_code", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=40, collation="C"), nullable=False),
        sa.Column("unit", sa.String(length=10), nullable=False),
        sa.Column("came", sa.Integer(), nullable=False),
        sa.Column("there", sa.Integer(), nullable=False),
        sa.Column("price_fen", sa.BigInteger(), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("kept_at", sa.String(length=60), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("counted_there", sa.Integer(), nullable=True),
        sa.Column("counted_by_name", sa.String(length=40), nullable=False),
        sa.Column("counted_note", sa.String(length=200), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("came_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("came > 0 and there between 0 and came", name=op.f("goods_lot_there_check")),
        sa.CheckConstraint(
            "num_nonnulls(counted, counted_there, counted_at) in (0, 3) and counted >= 0",
            name=op.f("goods_lot_counted_check"),
        ),
        sa.CheckConstraint("price_fen > 0", name=op.f("goods_lot_price_check")),
        sa.ForeignKeyConstraint(["fund_id"], ["fund.id"], name=op.f("goods_lot_fund_id_fkey")),
        sa.ForeignKeyConstraint(["organization_id"], ["organization.id"], name=op.f("goods_lot_organization_id_fkey")),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name=op.f("goods_lot_voucher_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("goods_lot_pkey")),
    )
    op.create_index(op.f("goods_lot_code_id_idx"), "goods_lot", ["code", "id"], unique=False)
    op.create_index(op.f("goods_lot_fund_id_idx"), "goods_lot", ["fund_id"], unique=False)
    op.create_index(
        op.f("goods_lot_line_code_id_idx"),
        "goods_lot",
        ["line_code", "id"],
        unique=False,
        postgresql_where=sa.text("line_code is not null"),
    )
    op.create_index(
        "goods_lot_stored_idx", "goods_lot", ["code", "expires_on"], unique=False, postgresql_where=sa.text("there > 0")
    )
    op.create_index(op.f("goods_lot_voucher_id_idx"), "goods_lot", ["voucher_id"], unique=False)
    op.create_table(
        "goods_movement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("lot_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("pieces", sa.Integer(), nullable=False),
        sa.Column("left_there", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=True),
        sa.Column("visit_turn", sa.Integer(), nullable=True),
        sa.Column("voucher_id", sa.Uuid(), nullable=True),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("by_name", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind in ('purchase', 'gift', 'loss', 'reversal', 'give', 'give_back')",
            name=op.f("goods_movement_kind_check"),
        ),
        sa.CheckConstraint(
            "num_nonnulls(visit_id, visit_turn) = 2 * (kind in ('give', 'give_back'))::integer and (visit_id is null or (mod(visit_turn, 2) = 1) = (kind = 'give'))",
            name=op.f("goods_movement_visit_check"),
        ),
        sa.CheckConstraint(
            "pieces <> 0 and left_there >= 0 and case when kind in ('purchase', 'gift', 'give_back') then pieces > 0 when kind in ('loss', 'give') then pieces < 0 else true end",
            name=op.f("goods_movement_pieces_check"),
        ),
        sa.ForeignKeyConstraint(["entry_id"], ["ledger_entry.id"], name=op.f("goods_movement_entry_id_fkey")),
        sa.ForeignKeyConstraint(["lot_id"], ["goods_lot.id"], name=op.f("goods_movement_lot_id_fkey")),
        sa.ForeignKeyConstraint(["voucher_id"], ["voucher.id"], name=op.f("goods_movement_voucher_id_fkey")),
        sa.PrimaryKeyConstraint("id", name=op.f("goods_movement_pkey")),
    )
    op.create_index("goods_movement_key", "goods_movement", ["lot_id", "number"], unique=True)
    op.create_index("goods_movement_entry_key", "goods_movement", ["entry_id", "lot_id"], unique=True)
    op.create_index(
        "goods_movement_visit_key",
        "goods_movement",
        ["visit_id", "lot_id", "visit_turn"],
        unique=True,
        postgresql_where=sa.text("visit_id is not null"),
    )
    added: dict[str, tuple[sa.Column[Any], ...]] = {
        "visit": (
            sa.Column("lots", postgresql.ARRAY(sa.Uuid()), nullable=False, server_default=sa.text("'{}'")),
            *(sa.Column(name, sa.BigInteger(), nullable=False, server_default=sa.text("0")) for name in STORE_AMOUNTS),
        ),
        "voucher": (sa.Column("goods", postgresql.JSONB(), nullable=False, server_default=sa.text("'[]'")),),
    }
    for table, column in ((table, column) for table, columns in added.items() for column in columns):
        op.add_column(table, column)
        op.alter_column(table, column.name, server_default=None)
    op.create_index(
        "visit_lots_idx",
        "visit",
        ["lots"],
        unique=False,
        postgresql_using="gin",
        postgresql_where=sa.text("lots <> '{}'"),
    )
    op.add_column("voucher", sa.Column("lot_id", sa.Uuid(), nullable=True))
    op.add_column("voucher", sa.Column("pieces", sa.Integer(), nullable=True))
    _shape(
        accounts="'goods', ",
        vouchers="'purchase', 'gift', 'loss', ",
        store=f", {OF_STORE}",
        payee="'expense', 'purchase', 'gift'",
    )
    op.create_check_constraint(
        op.f("ledger_entry_store_check"),
        "ledger_entry",
        f"kind not in ({OF_STORE}) or visit_id is not null and case_place is null",
    )
    op.create_check_constraint(
        op.f("voucher_goods_check"), "voucher", "(kind in ('purchase', 'gift')) = (goods <> '[]'::jsonb)"
    )
    op.create_check_constraint(
        op.f("voucher_loss_check"),
        "voucher",
        "num_nonnulls(lot_id, pieces) = 2 * (kind = 'loss')::integer and pieces > 0",
    )
    op.create_check_constraint(
        op.f("visit_store_check"),
        "visit",
        "from_store_fen between 0 and goods_fen and given_from_store_fen between 0 and goods_given_fen "
        "and issued_fen in (0, given_from_store_fen)",
    )
    op.execute('alter table "goods_lot" enable row level security')
    op.execute('alter table "goods_lot" force row level security')
    op.execute(
        'create policy "goods_lot_scope" on "goods_lot" for all using (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high()) with check (code between scope_low() and scope_high() or line_code between scope_line_low() and scope_line_high())'
    )
    op.execute('revoke all on "goods_lot" from "unionhome_app"')
    op.execute('grant select, insert, update on "goods_lot" to "unionhome_app"')
    op.execute('alter table "goods_movement" enable row level security')
    op.execute('alter table "goods_movement" force row level security')
    op.execute(
        'create policy "goods_movement_scope" on "goods_movement" for all using (exists (select from goods_lot where goods_lot.id = lot_id)) with check (exists (select from goods_lot where goods_lot.id = lot_id))'
    )
    op.execute('revoke all on "goods_movement" from "unionhome_app"')
    op.execute('grant select, insert on "goods_movement" to "unionhome_app"')
    op.execute("select set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true)")
    op.execute(
        "insert into ledger_account (id, fund_id, kind, balance_fen, entries) "
        "select gen_random_uuid(), id, 'goods', 0, 0 from fund where kind = 'aid'"
    )


def downgrade() -> None:
    """Goods have no place in the shape before: there is no way back once some lay in a store."""
    op.drop_constraint(op.f("visit_store_check"), "visit", type_="check")
    for name in ("loss", "goods"):
        op.drop_constraint(op.f(f"voucher_{name}_check"), "voucher", type_="check")
    op.drop_constraint(op.f("ledger_entry_store_check"), "ledger_entry", type_="check")
    op.execute("select set_config('app.low', '-1', true), set_config('app.high', '4611686018427387904', true)")
    op.execute("delete from ledger_account where kind = 'goods'")
    _shape(accounts="", vouchers="", store="", payee="'expense'")
    op.drop_column("voucher", "pieces")
    op.drop_column("voucher", "lot_id")
    op.drop_column("voucher", "goods")
    op.drop_index(
        "visit_lots_idx", table_name="visit", postgresql_using="gin", postgresql_where=sa.text("lots <> '{}'")
    )
    for name in STORE_AMOUNTS:
        op.drop_column("visit", name)
    op.drop_column("visit", "lots")
    op.drop_index(
        "goods_movement_visit_key", table_name="goods_movement", postgresql_where=sa.text("visit_id is not null")
    )
    op.drop_index("goods_movement_entry_key", table_name="goods_movement")
    op.drop_index("goods_movement_key", table_name="goods_movement")
    op.drop_table("goods_movement")
    op.drop_index(op.f("goods_lot_voucher_id_idx"), table_name="goods_lot")
    op.drop_index("goods_lot_stored_idx", table_name="goods_lot", postgresql_where=sa.text("there > 0"))
    op.drop_index(
        op.f("goods_lot_line_code_id_idx"), table_name="goods_lot", postgresql_where=sa.text("line_code is not null")
    )
    op.drop_index(op.f("goods_lot_fund_id_idx"), table_name="goods_lot")
    op.drop_index(op.f("goods_lot_code_id_idx"), table_name="goods_lot")
    op.drop_table("goods_lot")
