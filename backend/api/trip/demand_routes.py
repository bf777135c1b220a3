"""Demands for going home over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.trip import demand_reading as reading
from backend.api.trip import demands
from backend.api.trip.demand_schemas import (
    DemandSummary,
    DemandSummaryQuery,
    TripDemandItem,
    TripDemandOut,
    TripDemandQuery,
)
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.trip.demands import DemandChange, DemandDraft

router = NounRouter(prefix="/trip-demands", tags=["return trips"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("", response_model=Page[TripDemandItem], responses=problems(404))
async def list_trip_demands(
    request: Request, query: Annotated[TripDemandQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Demands (返乡需求) of the subtree in a winter, those that travel first in front. Numbers of people, no names."""
    return await reading.LISTING.page(request, work, query)


@router.post("", status_code=201, response_model=TripDemandOut, responses=problems(404, 409))
async def enter_trip_demand(
    draft: DemandDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Enter how many people of a union want to go where, on which day, how. The same a second time is refused."""
    row = await demands.enter(work, draft)
    response.headers["Location"] = f"/api/v1/trip-demands/{row.id}"
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/summary", response_model=DemandSummary, responses=problems(404))
async def summarise_trip_demands(
    query: Annotated[DemandSummaryQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """Who wants to go where, the seats given and who arrived, by province, day, both, or union below."""
    return await reading.summary(work, query)


@router.get("/{id}", response_model=TripDemandOut, responses=problems(404))
async def get_trip_demand(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One demand with the seats that it was told of."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/{id}", response_model=TripDemandOut, responses=problems(404, 409, 412, 428))
async def edit_trip_demand(
    id: UUID,
    change: DemandChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Change a demand that has no seats yet; what is not sent stays."""
    row = await demands.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.delete("/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def delete_trip_demand(id: UUID, seen: IfMatch, work: Work = allowed(Edit)) -> Response:
    """Take away a demand that has no seats."""
    await demands.delete(work, id, seen=seen)
    return Response(status_code=204)
