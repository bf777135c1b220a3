"""Return trips over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.trip import actions, reading
from backend.api.trip.schemas import (
    AllotmentsAsked,
    FittingDemand,
    FittingQuery,
    ReturnTripItem,
    ReturnTripOut,
    ReturnTripQuery,
    ReturnTripStep,
)
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.trip.trips import TripChange, TripDraft

router = NounRouter(prefix="/return-trips", tags=["return trips"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("", response_model=Page[ReturnTripItem], responses=problems(404))
async def list_return_trips(
    request: Request, query: Annotated[ReturnTripQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Trips (返乡专列、包车) of the subtree in a winter, the next to depart in front."""
    return await reading.LISTING.page(request, work, query)


@router.post("", status_code=201, response_model=ReturnTripOut, responses=problems(404, 409))
async def plan_return_trip(
    draft: TripDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Plan a train or a coach. Counties and the city do."""
    row = await actions.plan(work, draft)
    response.headers["Location"] = f"/api/v1/return-trips/{row.id}"
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/{id}", response_model=ReturnTripOut, responses=problems(404))
async def get_return_trip(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One trip with the seats that are given."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/{id}", response_model=ReturnTripOut, responses=problems(404, 409, 412, 428))
async def edit_return_trip(
    id: UUID,
    change: TripChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Change a trip that has not departed; what is not sent stays, and what was promised stays promised."""
    row = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/{id}/demands", response_model=Page[FittingDemand], responses=problems(404))
async def list_fitting_demands(
    id: UUID, request: Request, query: Annotated[FittingQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Demands that a trip can serve or does, those nearest to its day in front."""
    return await reading.list_fitting(request, work, id, query)


@router.put("/{id}/allotments", response_model=ReturnTripOut, responses=problems(404, 409, 412, 428))
async def allot_return_trip(
    id: UUID, asked: AllotmentsAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Give the seats of a trip, all of them anew: never more than it has, nor more than a demand still wants."""
    row = await actions.allot(work, id, asked.items, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=ReturnTripOut, responses=problems(404, 409, 412, 428))
async def step_return_trip(
    id: UUID, step: ReturnTripStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Confirm a trip, which tells the unions their seats; record that it left and arrived; or cancel it."""
    row = await actions.step(work, id, step, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]
