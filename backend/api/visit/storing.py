"""Goods that visits bring out of the store: priced by their lots, promised while a plan stands, issued when it is booked
(FND-04, AID-13)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.work import Work
from backend.db.queries import goods as store
from backend.db.queries import ledger
from backend.db.queries.goods import Moved
from backend.db.queries.ledger import Movement
from backend.db.tables.visit import Visit, VisitPlan
from backend.domain.fund.codes import EntryKind
from backend.domain.fund.goods import Stock, added_up, require_there, require_unpromised
from backend.domain.fund.ledger import ACCOUNTS
from backend.domain.visit.codes import PlanStatus, VisitStatus
from backend.domain.visit.money import require_store_ours
from backend.domain.visit.plans import OPEN
from backend.domain.visit.stops import Goods, goods_value, lots_of, priced, require_reaching, store_value


async def stocks_of(work: Work, goods: Iterable[Goods]) -> Mapping[UUID, Stock]:
    """The lots that goods are taken out of, as they lie in the store. Raises `NotFound`."""
    return await store.find_stocks(work.session, lots_of(goods))


def planned_columns(goods: Sequence[Goods], stocks: Mapping[UUID, Stock]) -> dict[str, Any]:
    """What a stop keeps of the goods that it is to bring."""
    brought = priced(goods, stocks)
    return {
        "goods": [each.written() for each in brought],
        "goods_fen": goods_value(brought),
        "from_store_fen": store_value(brought),
        "lots": sorted(lots_of(brought)),
    }


def given_columns(goods: Sequence[Goods]) -> dict[str, Any]:
    """What a stop keeps of priced goods that were given."""
    return {
        "goods_given": [each.written() for each in goods],
        "goods_given_fen": goods_value(goods),
        "given_from_store_fen": store_value(goods),
    }


async def require_lots(work: Work, plan: VisitPlan, stops: Iterable[Visit]) -> None:
    """Of stops as they are written now: goods of a union go to its own people, and out of its own purse.

    Raises `GoodsElsewhere`, `StoreElsewhere`.
    """
    planned = [stop for stop in stops if stop.status == VisitStatus.PLANNED]
    wanted = {(lot, stop.code, stop.line_code) for stop in planned for lot in stop.lots}
    if not wanted:
        return
    require_store_ours(plan.paid_elsewhere)
    lots = {lot for lot, _code, _line in wanted}
    reaching = await store.find_reaching(work.session, lots, {(code, line) for _lot, code, line in wanted})
    require_reaching(wanted, reaching, await store.find_stocks(work.session, lots))


async def promise(work: Work, plan: VisitPlan, stops: Sequence[Visit]) -> None:
    """Before a plan that stands goes on with these stops: what it is to bring lies in the store and is promised to nobody
    else. The lots are held until the commit. Raises `GoodsPromised`."""
    if PlanStatus(plan.status) not in OPEN:
        return
    asked = added_up(
        (UUID(each["lot_id"]), each["count"])
        for stop in stops
        if stop.status == VisitStatus.PLANNED
        for each in stop.goods
        if "lot_id" in each
    )
    if asked:
        await work.session.flush()
        await store.hold_lots(work.session, asked)
        stocks = await store.find_stocks(work.session, asked)
        require_unpromised(list(stocks.values()), asked)


async def issue(work: Work, plan: VisitPlan, stops: Sequence[Visit]) -> int:
    """Let the goods that were given at these held stops leave their lots: by one entry for each lot and door. Their worth,
    fen. Raises `GoodsShort`, `FundUnreachable`, `NotFound`."""
    given = [
        (stop, UUID(each["lot_id"]), each["count"]) for stop in stops for each in stop.goods_given if "lot_id" in each
    ]
    pieces = {(stop.id, lot): 0 for stop, lot, _count in given}
    for stop, lot, count in given:
        pieces[stop.id, lot] += count
    last = await store.last_of_visits(work.session, [stop.id for stop in stops])
    await _move(work, plan, pieces, EntryKind.GIVE, last)
    for stop in stops:
        stop.issued_fen, stop.updated_at = stop.given_from_store_fen, work.now
    return sum(stop.issued_fen for stop in stops)


async def take_back(work: Work, plan: VisitPlan, stops: Sequence[Visit]) -> int:
    """Put what was issued to these held stops back into its lots. Its worth, fen. Raises `FundUnreachable`, `NotFound`."""
    issued = [stop for stop in stops if stop.issued_fen]
    worth = sum(stop.issued_fen for stop in issued)
    last = await store.last_of_visits(work.session, [stop.id for stop in issued])
    await _move(work, plan, {key: there for key, (_turn, there) in last.items() if there}, EntryKind.GIVE_BACK, last)
    for stop in issued:
        stop.issued_fen, stop.updated_at = 0, work.now
    return worth


async def _move(
    work: Work,
    plan: VisitPlan,
    pieces: Mapping[tuple[UUID, UUID], int],
    kind: EntryKind,
    last: Mapping[tuple[UUID, UUID], tuple[int, int]],
) -> None:
    """Pieces by visit and lot, out of the store or back into it; `last` is what moved last between each two."""
    if not pieces:
        return
    out = kind is EntryKind.GIVE
    lots = await store.hold_lots(work.session, {lot for _stop, lot in pieces})
    if out:
        stocks = [Stock.of(each) for each in lots.values()]
        require_there(stocks, added_up((lot, count) for (_stop, lot), count in pieces.items()))
    debit, credit = ACCOUNTS[kind]
    entries = await ledger.post(
        work.session,
        [
            Movement(
                kind=kind,
                amount_fen=count * lots[lot].price_fen,
                debit=(lots[lot].fund_id, debit),
                credit=(lots[lot].fund_id, credit),
                visit_id=stop,
                memo=f"{plan.number} {lots[lot].name} {count} {lots[lot].unit}",
            )
            for (stop, lot), count in pieces.items()
        ],
        by=work.doer,
        at=work.now,
    )
    moved = [
        Moved(
            lot=lots[lot],
            kind=kind,
            pieces=-count if out else count,
            entry_id=entry,
            visit_id=stop,
            visit_turn=last.get((stop, lot), (0, 0))[0] + 1,
        )
        for ((stop, lot), count), entry in zip(pieces.items(), entries, strict=True)
    ]
    await store.move(work.session, moved, by_name=work.caller.name, at=work.now)
