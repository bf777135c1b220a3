"""What happens to a lot beside vouchers and visits: it is counted (FND-04)."""

from uuid import UUID

from backend.api.goods_lot.schemas import GoodsCount
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import goods as store
from backend.db.tables.goods import GoodsLot
from backend.domain.refusals import at
from backend.domain.text import clean_text


async def count(work: Work, id: UUID, asked: GoodsCount, *, seen: int) -> GoodsLot:
    """Write down what was found in the store beside what the books say. Nothing is booked by it. Raises `NotFound`, `Stale`."""
    with at("/note"):
        note = clean_text(asked.note)
    lot = await store.get_lot(work.session, id, lock=True)
    take(lot, seen)
    lot.counted, lot.counted_there = asked.counted, lot.there
    lot.counted_note, lot.counted_by_name, lot.counted_at = note, work.caller.name, work.now
    await work.session.flush()
    work.tell("goods_counted", lot, name=lot.name, counted=asked.counted, there=lot.there)
    return lot
