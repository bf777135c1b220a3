"""What vouchers do to the store: goods come in by a purchase or a gift, pieces are lost, a booking is taken back (FND-04)."""

from collections.abc import Mapping
from uuid import UUID

from backend.api.work import Work
from backend.db.queries import fund as funds
from backend.db.queries import goods as store
from backend.db.queries.goods import Moved
from backend.db.tables.fund import Fund
from backend.db.tables.goods import GoodsLot
from backend.db.tables.voucher import Voucher
from backend.db.types import new_id
from backend.domain.fund.codes import EntryKind, VoucherKind
from backend.domain.fund.goods import LotDraft, Stock, require_there, require_untouched
from backend.domain.fund.vouchers import STORING

Lots = Mapping[UUID, GoodsLot]


async def find_loss(work: Work, lot_id: UUID, pieces: int) -> tuple[UUID, int]:
    """The fund that a loss hits, and how much, fen. Raises `NotFound`, `GoodsShort`."""
    lot = await store.get_lot(work.session, lot_id)
    require_there([Stock.of(lot)], {lot.id: pieces})
    return lot.fund_id, pieces * lot.price_fen


async def hold(work: Work, voucher: Voucher) -> Lots:
    """The lots that a loss takes from or a reversal puts right, held. Raises `GoodsShort`, `GoodsTouched`."""
    if voucher.lot_id is not None:
        lots = await store.hold_lots(work.session, [voucher.lot_id])
        require_there([Stock.of(each) for each in lots.values()], {voucher.lot_id: voucher.pieces or 0})
        return lots
    if (undone := await _undone(work, voucher)) is None:
        return {}
    if undone.lot_id is not None:
        return await store.hold_lots(work.session, [undone.lot_id])
    lots = await store.hold_lots(work.session, await store.list_of_voucher(work.session, undone.id))
    stocks = await store.find_stocks(work.session, lots)
    for id, lot in lots.items():
        require_untouched(stocks[id], came=lot.came)
    return lots


async def follow(work: Work, voucher: Voucher, fund: Fund, lots: Lots) -> None:
    """Let the store follow a voucher that was booked: one movement for each lot, by the entry of the voucher."""
    assert voucher.entry_id is not None
    kind = VoucherKind(voucher.kind)
    if kind in STORING:
        lots = {each.id: each for each in _come_in(work, voucher, fund)}
        pieces = {id: lot.came for id, lot in lots.items()}
        work.session.add_all(lots.values())
        await work.session.flush()
    elif voucher.lot_id is not None:
        pieces = {voucher.lot_id: -(voucher.pieces or 0)}
    elif (undone := await _undone(work, voucher)) is not None:
        back = undone.pieces
        pieces = {id: -lot.came if back is None else back for id, lot in lots.items()}
    else:
        return
    for id, change in pieces.items():
        _explain(lots[id], change, lost=kind is VoucherKind.LOSS)
    moved = [
        Moved(
            lot=lots[id],
            kind=EntryKind(voucher.kind),
            pieces=change,
            entry_id=voucher.entry_id,
            voucher_id=voucher.id,
        )
        for id, change in pieces.items()
    ]
    await store.move(work.session, moved, by_name=work.caller.name, at=work.now)


def _explain(lot: GoodsLot, change: int, *, lost: bool) -> None:
    """A loss explains as much of what a count found missing."""
    if lost and lot.counted_there is not None:
        lot.counted_there += change


def _come_in(work: Work, voucher: Voucher, fund: Fund) -> list[GoodsLot]:
    return [
        GoodsLot(
            id=new_id(),
            fund_id=fund.id,
            voucher_id=voucher.id,
            organization_id=fund.organization_id,
            code=fund.code,
            line_code=fund.line_code,
            name=each.name,
            unit=each.unit,
            came=each.pieces,
            there=0,
            price_fen=each.price_fen,
            expires_on=each.expires_on,
            kept_at=each.kept_at,
            came_on=work.today,
        )
        for each in map(LotDraft.read, voucher.goods)
    ]


async def _undone(work: Work, voucher: Voucher) -> Voucher | None:
    """The voucher whose booking this one takes back, where goods came in or were lost by it."""
    if voucher.reverses_id is None:
        return None
    entry = await funds.get_entry(work.session, voucher.reverses_id)
    if entry.voucher_id is None or EntryKind(entry.kind) not in (EntryKind.PURCHASE, EntryKind.GIFT, EntryKind.LOSS):
        return None
    return await funds.get_voucher(work.session, entry.voucher_id)
