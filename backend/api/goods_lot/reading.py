"""Answers about the store of goods that change nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.goods_lot.schemas import GoodsLotQuery, GoodsMovementQuery
from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import paged, read_cursor
from backend.api.work import Work
from backend.db.queries import goods as store
from backend.db.queries import organization as organizations
from backend.db.queries import visit_plan as plans
from backend.db.queries.goods import LotFilters
from backend.domain.access import Permission
from backend.domain.fund.goods import EXPIRES_AHEAD, is_expiring
from backend.domain.refusals import NotFound


async def _narrow(work: Work, query: GoodsLotQuery) -> LotFilters:
    place = None
    if query.visit_plan_id is not None:
        plan = await plans.get_plan(work.session, query.visit_plan_id)
        place = plan.code, plan.line_code
    elif query.for_id is not None:
        union = await organizations.get_organization(work.session, query.for_id)
        place = union.code, union.line_code
    return LotFilters(
        expiring_by=work.today + EXPIRES_AHEAD,
        under=await organizations.find_bounds(work.session, query.under_id),
        fund_id=query.fund_id,
        voucher_id=query.voucher_id,
        states=[str(each) for each in query.state],
        for_place=place,
        q=query.q,
    )


def _shown(work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"expiring": is_expiring(row["expires_on"], there=row["there"], today=work.today)}


LISTING = listing(
    permission=Permission.FUND_READ,
    query=GoodsLotQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: store.list_lots(
        scope=work.scope, filters=filters, after=UUID(after[0]) if after else None, limit=limit
    ),
    counted=lambda work, filters, cap: store.count_lots(scope=work.scope, filters=filters, cap=cap),
    shown=_shown,
)


async def get_lot(work: Work, id: UUID) -> dict[str, Any]:
    """One lot with its open steps. Raises `NotFound`."""
    await work.session.flush()
    filters = LotFilters(expiring_by=work.today + EXPIRES_AHEAD)
    found = await work.session.execute(store.list_lots(scope=work.scope, filters=filters, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    edit = Permission.FUND_EDIT
    offers = [Offer("count", "盘点", "Count", edit), Offer("lose", "报损", "Write off", edit)]
    # Of a lot that is all gone nothing is left to lose.
    return _shown(work, row) | {"steps": open_steps(work, offers if row["there"] else offers[:1])}


async def list_movements(request: Request, work: Work, id: UUID, query: GoodsMovementQuery) -> Response:
    """One page of what went in and out of a lot. Raises `NotFound`."""
    await store.get_lot(work.session, id)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    asked = store.list_movements(lot_id=id, after=int(after[0]) if after else None, limit=query.limit + 1)
    rows = (await work.session.execute(asked)).mappings().all()
    return paged(request, query, rows, after=("number",))
