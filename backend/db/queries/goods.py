"""The store of goods: lots read and held, what plans of visits promise of them, pieces moved in and out (FND-04).

Lots are held in the order of their ids and before the accounts of the ledger, so whoever moves goods waits in one order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    case,
    cast,
    column,
    func,
    literal,
    literal_column,
    or_,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import JSONB, array, distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from sqlmodel import select as sqlmodel_select

from backend.db.bounds import within
from backend.db.tables.fund import Fund
from backend.db.tables.goods import GoodsLot, GoodsMovement
from backend.db.tables.organization import Line, Organization
from backend.db.tables.visit import Visit, VisitPlan
from backend.db.tables.voucher import Voucher
from backend.domain.access import Scope
from backend.domain.fund.codes import EntryKind, LotState
from backend.domain.fund.goods import Stock
from backend.domain.refusals import NotFound

lot: Any = GoodsLot.__table__  # type: ignore[attr-defined]
movement: Any = GoodsMovement.__table__  # type: ignore[attr-defined]
fund: Any = Fund.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]
line: Any = Line.__table__  # type: ignore[attr-defined]
visit: Any = Visit.__table__  # type: ignore[attr-defined]
plan: Any = VisitPlan.__table__  # type: ignore[attr-defined]
voucher: Any = Voucher.__table__  # type: ignore[attr-defined]

_OPEN = ("planned", "under_way")
_BIGINTS = ARRAY(BigInteger)


@dataclass(frozen=True, slots=True, kw_only=True)
class LotFilters:
    """What a list of lots is narrowed by. `for_place` keeps those whose union is at that place, stands above it, or leads
    its line; `expiring_by` is the last day of what is told of as expiring."""

    expiring_by: date
    under: tuple[int, int] | None = None
    fund_id: UUID | None = None
    voucher_id: UUID | None = None
    states: Sequence[str] = ()
    for_place: tuple[int, int | None] | None = None
    q: str | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """As SQL."""
        found: list[ColumnElement[bool]] = []
        if self.under is not None:
            found.append(lot.c.code.between(*self.under))
        for own, wanted in ((lot.c.fund_id, self.fund_id), (lot.c.voucher_id, self.voucher_id)):
            if wanted is not None:
                found.append(own == wanted)
        if self.states:
            found.append(or_(*(self._in(LotState(each)) for each in self.states)))
        if self.for_place is not None:
            found.append(_reaches(*self.for_place))
        if self.q:
            q = self.q.strip()
            found.append(or_(func.strpos(lot.c.name, q) > 0, func.strpos(lot.c.kept_at, q) > 0))
        return found

    def _in(self, state: LotState) -> ColumnElement[bool]:
        conditions: Mapping[LotState, ColumnElement[bool]] = {
            LotState.STORED: lot.c.there > 0,
            LotState.EXPIRING: and_(lot.c.there > 0, lot.c.expires_on <= self.expiring_by),
            LotState.DIFFERS: lot.c.counted != lot.c.counted_there,
            LotState.GONE: lot.c.there == 0,
        }
        return conditions[state]


def _reaches(code: int, line_code: int | None) -> ColumnElement[bool]:
    leads = select(line.c.organization_id).where(
        literal(line_code, BigInteger).between(line.c.code, line.c.code_hi), line.c.organization_id.is_not(None)
    )
    return or_(literal(code, BigInteger).between(org.c.code, org.c.code_hi), lot.c.organization_id.in_(leads))


def _promised() -> Any:
    """Pieces of a lot that open plans are to bring, and those that were brought and are not booked yet."""
    planned = visit.c.status == "planned"
    brought = case((planned, visit.c.goods), else_=visit.c.goods_given)
    goods = func.jsonb_array_elements(brought).table_valued(column("item", JSONB), name="goods").render_derived()
    to_bring = and_(planned, plan.c.status.in_(_OPEN))
    to_book = and_(visit.c.status == "done", visit.c.given_from_store_fen > 0, visit.c.issued_fen == 0)
    return (
        select(func.coalesce(func.sum(goods.c.item["count"].astext.cast(Integer)), 0).cast(Integer))
        .select_from(visit.join(plan, plan.c.id == visit.c.plan_id).join(goods, true()))
        .where(
            visit.c.lots.contains(array([lot.c.id])),
            visit.c.lots != literal_column("'{}'"),
            or_(to_bring, to_book),
            goods.c.item["lot_id"].astext == cast(lot.c.id, Text),
        )
        .correlate(lot)
        .scalar_subquery()
    )


_COLUMNS = (
    *("id", "fund_id", "voucher_id", "organization_id", "name", "unit", "came", "there", "price_fen", "expires_on"),
    *("kept_at", "counted", "counted_there", "counted_by_name", "counted_note", "counted_at", "came_on", "version"),
)


def list_lots(
    *, scope: Scope, filters: LotFilters, id: UUID | None = None, after: UUID | None = None, limit: int
) -> Select[Any]:
    """Lots, the newest first, with what is promised of them."""
    conditions = [within(lot, scope), *filters.conditions()]
    if id is not None:
        conditions.append(lot.c.id == id)
    if after is not None:
        conditions.append(lot.c.id < after)
    return (
        select(
            *(lot.c[name] for name in _COLUMNS),
            (lot.c.there * lot.c.price_fen).cast(BigInteger).label("worth_fen"),
            _promised().label("promised"),
            fund.c.name.label("fund_name"),
            org.c.name.label("organization_name"),
            voucher.c.number.label("voucher_number"),
            voucher.c.kind.label("came_by"),
            voucher.c.payee.label("came_from"),
        )
        .select_from(
            lot.join(fund, fund.c.id == lot.c.fund_id)
            .join(org, org.c.id == lot.c.organization_id)
            .join(voucher, voucher.c.id == lot.c.voucher_id)
        )
        .where(*conditions)
        .order_by(lot.c.id.desc())
        .limit(limit)
    )


def count_lots(*, scope: Scope, filters: LotFilters, cap: int) -> Select[Any]:
    """How many lots a list has, counted up to `cap`."""
    joined = lot.join(org, org.c.id == lot.c.organization_id)
    inner = select(lot.c.id).select_from(joined).where(within(lot, scope), *filters.conditions()).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def list_movements(*, lot_id: UUID, after: int | None = None, limit: int) -> Select[Any]:
    """What went in and out of a lot, the latest first, with whose door it went to where that is seen."""
    conditions = [movement.c.lot_id == lot_id]
    if after is not None:
        conditions.append(movement.c.number < after)
    names = ("id", "number", "kind", "pieces", "left_there", "visit_id", "voucher_id", "entry_id", "by_name", "at")
    return (
        select(
            *(movement.c[name] for name in names),
            visit.c.name.label("visit_name"),
            visit.c.plan_id.label("visit_plan_id"),
            plan.c.name.label("visit_plan_name"),
            voucher.c.number.label("voucher_number"),
        )
        .select_from(
            movement.outerjoin(visit, visit.c.id == movement.c.visit_id)
            .outerjoin(plan, plan.c.id == visit.c.plan_id)
            .outerjoin(voucher, voucher.c.id == movement.c.voucher_id)
        )
        .where(*conditions)
        .order_by(movement.c.number.desc())
        .limit(limit)
    )


async def get_lot(session: AsyncSession, id: UUID, *, lock: bool = False) -> GoodsLot:
    """A lot of the scope, held for a change if asked. Raises `NotFound`."""
    found = await session.get(GoodsLot, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def hold_lots(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, GoodsLot]:
    """Lots by id, held in one order. Raises `NotFound` for one that the scope does not see."""
    wanted = set(ids)
    found = await session.scalars(
        sqlmodel_select(GoodsLot)
        .where(col(GoodsLot.id).in_(wanted))
        .order_by(col(GoodsLot.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    held = {each.id: each for each in found}
    if held.keys() != wanted:
        raise NotFound()
    return held


async def list_of_voucher(session: AsyncSession, voucher_id: UUID) -> list[UUID]:
    """The lots that came in by a voucher."""
    found = await session.scalars(select(lot.c.id).where(lot.c.voucher_id == voucher_id).order_by(lot.c.id))
    return list(found)


async def find_stocks(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, Stock]:
    """How lots lie in the store, with what all plans promise of them. Raises `NotFound`."""
    wanted = set(ids)
    if not wanted:
        return {}
    found = await session.execute(
        select(lot.c.id, lot.c.name, lot.c.unit, lot.c.price_fen, lot.c.there, _promised().label("promised"))
        .where(lot.c.id.in_(wanted))
        .order_by(lot.c.id)
    )
    stocks = {row["id"]: Stock(**row) for row in found.mappings()}
    if stocks.keys() != wanted:
        raise NotFound()
    return stocks


async def find_reaching(
    session: AsyncSession, ids: Iterable[UUID], places: Iterable[tuple[int, int | None]]
) -> frozenset[tuple[UUID, int, int | None]]:
    """Which of the lots may go to people of the union at which place: those of that union, of one above it, of one that
    leads its line."""
    wanted, at = list(ids), list(places)
    place = (
        func.unnest(literal([each[0] for each in at], _BIGINTS), literal([each[1] for each in at], _BIGINTS))
        .table_valued(column("code", BigInteger), column("line_code", BigInteger), name="place")
        .render_derived()
    )
    leads = select(line.c.organization_id).where(
        line.c.organization_id == lot.c.organization_id, place.c.line_code.between(line.c.code, line.c.code_hi)
    )
    above = place.c.code.between(org.c.code, org.c.code_hi)
    found = await session.execute(
        select(lot.c.id, place.c.code, place.c.line_code)
        .select_from(lot.join(org, org.c.id == lot.c.organization_id).join(place, or_(above, leads.exists())))
        .where(lot.c.id.in_(wanted))
    )
    return frozenset((row[0], row[1], row[2]) for row in found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Pieces of a held lot that an entry of the ledger moved: above nought into it, below nought out of it."""

    lot: GoodsLot
    kind: EntryKind
    pieces: int
    entry_id: UUID
    visit_id: UUID | None = None
    visit_turn: int | None = None
    voucher_id: UUID | None = None


async def move(session: AsyncSession, moved: Sequence[Moved], *, by_name: str, at: datetime) -> None:
    """Write down what went in and out, and what is left: three statements, however many."""
    if not moved:
        return
    numbers = await _last_numbers(session, {each.lot.id for each in moved})
    for each in moved:
        numbers[each.lot.id] = number = numbers.get(each.lot.id, 0) + 1
        each.lot.there += each.pieces
        session.add(
            GoodsMovement(
                lot_id=each.lot.id,
                number=number,
                kind=each.kind.value,
                pieces=each.pieces,
                left_there=each.lot.there,
                visit_id=each.visit_id,
                visit_turn=each.visit_turn,
                voucher_id=each.voucher_id,
                entry_id=each.entry_id,
                by_name=by_name,
                at=at,
            )
        )
    for held in {each.lot.id: each.lot for each in moved}.values():
        held.version += 1
    await session.flush()


async def _last_numbers(session: AsyncSession, ids: Iterable[UUID]) -> dict[UUID, int]:
    found = await session.execute(
        select(movement.c.lot_id, func.max(movement.c.number))
        .where(movement.c.lot_id.in_(list(ids)))
        .group_by(movement.c.lot_id)
    )
    return {row[0]: row[1] for row in found}


async def last_of_visits(
    session: AsyncSession, visit_ids: Iterable[UUID]
) -> Mapping[tuple[UUID, UUID], tuple[int, int]]:
    """By visit and lot: the turn of what moved last between them, and how many pieces are at the door since."""
    newest = (
        select(movement.c.visit_id, movement.c.lot_id, movement.c.visit_turn, movement.c.pieces)
        .where(movement.c.visit_id.in_(list(visit_ids)))
        .ext(distinct_on(movement.c.visit_id, movement.c.lot_id))
        .order_by(movement.c.visit_id, movement.c.lot_id, movement.c.visit_turn.desc())
    )
    found = await session.execute(newest)
    return {(row.visit_id, row.lot_id): (row.visit_turn, -row.pieces if row.visit_turn % 2 else 0) for row in found}
