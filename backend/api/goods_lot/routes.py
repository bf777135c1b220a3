"""The store of goods over HTTP. Goods come in and are lost by vouchers, and go out by visits."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.goods_lot import actions, reading
from backend.api.goods_lot.schemas import (
    GoodsCount,
    GoodsLotItem,
    GoodsLotOut,
    GoodsLotQuery,
    GoodsMovementItem,
    GoodsMovementQuery,
)
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission

router = NounRouter(prefix="/goods-lots", tags=["goods"], route_class=BodyRoute)

Read = Permission.FUND_READ
Edit = Permission.FUND_EDIT


@router.get("", response_model=Page[GoodsLotItem], responses=problems(404))
async def list_goods_lots(
    request: Request, query: Annotated[GoodsLotQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """What lies in the stores of the subtree, lot by lot, the newest first, with what is promised of it."""
    return await reading.LISTING.page(request, work, query)


@router.get("/{id}", response_model=GoodsLotOut, responses=problems(404))
async def get_goods_lot(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One lot."""
    return tagged(response, await reading.get_lot(work, id))  # type: ignore[no-any-return]


@router.get("/{id}/movements", response_model=Page[GoodsMovementItem], responses=problems(404))
async def list_goods_movements(
    id: UUID, request: Request, query: Annotated[GoodsMovementQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """What went into a lot and out of it, the latest first, each with the door or the voucher behind it."""
    return await reading.list_movements(request, work, id, query)


@router.post("/{id}/counts", response_model=GoodsLotOut, responses=problems(404, 412, 428))
async def count_goods_lot(
    id: UUID, asked: GoodsCount, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Write down what was found in the store. What is missing is then written off by a voucher of a loss."""
    await actions.count(work, id, asked, seen=seen)
    return tagged(response, await reading.get_lot(work, id))  # type: ignore[no-any-return]
