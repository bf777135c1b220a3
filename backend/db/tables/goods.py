"""The store of goods: lots as they came in, and every piece that went in or out (FND-04)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field

from backend.db.scope import APPEND_ONLY, Owned, Through
from backend.db.types import Table, instant, key, line_position, position, searched


class GoodsLot(Table, table=True):
    """Goods that came in at one price by one voucher, in the store of the union of its fund.

    `there` are the pieces that lie in the store; movements say how it came to be so. `counted` is what somebody found there
    when they last looked, and `counted_there` what the books said at that moment.
    """

    __tablename__ = "goods_lot"
    __table_args__ = (
        Index(None, "code", "id"),
        Index(None, "line_code", "id", postgresql_where=text("line_code is not null")),
        Index(None, "fund_id"),
        Index(None, "voucher_id"),
        Index("goods_lot_stored_idx", "code", "expires_on", postgresql_where=text("there > 0")),
        CheckConstraint("came > 0 and there between 0 and came", name="there"),
        CheckConstraint("price_fen > 0", name="price"),
        CheckConstraint("num_nonnulls(counted, counted_there, counted_at) in (0, 3) and counted >= 0", name="counted"),
        {"info": {"scope": Owned(), "verbs": ("select", "insert", "update")}},
    )

    id: UUID = key()
    fund_id: UUID = Field(foreign_key="fund.id")
    voucher_id: UUID = Field(foreign_key="voucher.id")
    organization_id: UUID = Field(foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    name: str = searched(length=40)
    unit: str = Field(max_length=10)
    came: int
    there: int
    price_fen: int = Field(sa_type=BigInteger)
    expires_on: date | None = None
    kept_at: str = Field(default="", max_length=60)
    counted: int | None = None
    counted_there: int | None = None
    counted_by_name: str = Field(default="", max_length=40)
    counted_note: str = Field(default="", max_length=200)
    counted_at: datetime | None = instant(nullable=True)
    came_on: date
    version: int = 1


class GoodsMovement(Table, table=True):
    """Pieces that came into a lot (`pieces` above nought) or left it, by one entry of the ledger each.

    `number` counts within the lot, so no two movements start from the same rest; `visit_turn` counts those of a lot and a
    visit: odd ones give, even ones take back, so nothing leaves for one door twice.
    """

    __tablename__ = "goods_movement"
    __table_args__ = (
        Index("goods_movement_key", "lot_id", "number", unique=True),
        Index("goods_movement_entry_key", "entry_id", "lot_id", unique=True),
        Index(
            "goods_movement_visit_key",
            "visit_id",
            "lot_id",
            "visit_turn",
            unique=True,
            postgresql_where=text("visit_id is not null"),
        ),
        CheckConstraint("kind in ('purchase', 'gift', 'loss', 'reversal', 'give', 'give_back')", name="kind"),
        CheckConstraint(
            "pieces <> 0 and left_there >= 0 and case when kind in ('purchase', 'gift', 'give_back') then pieces > 0 "
            "when kind in ('loss', 'give') then pieces < 0 else true end",
            name="pieces",
        ),
        CheckConstraint(
            "num_nonnulls(visit_id, visit_turn) = 2 * (kind in ('give', 'give_back'))::integer "
            "and (visit_id is null or (mod(visit_turn, 2) = 1) = (kind = 'give'))",
            name="visit",
        ),
        {"info": {"scope": Through(("goods_lot", "lot_id")), "verbs": APPEND_ONLY}},
    )

    id: UUID = key()
    lot_id: UUID = Field(foreign_key="goods_lot.id")
    number: int
    kind: str = Field(max_length=20)
    pieces: int
    left_there: int
    visit_id: UUID | None = None
    visit_turn: int | None = None
    voucher_id: UUID | None = Field(default=None, foreign_key="voucher.id")
    entry_id: UUID = Field(foreign_key="ledger_entry.id")
    by_name: str = Field(default="", max_length=40)
    at: datetime = instant()
