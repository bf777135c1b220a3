"""The aid network over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.aid_station import actions, reading
from backend.api.aid_station.schemas import (
    AidCoverage,
    AidCoverageQuery,
    AidStationItem,
    AidStationOut,
    AidStationQuery,
    CloseAidStationStep,
)
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.aid.stations import AidStationChange, AidStationDraft

router = NounRouter(prefix="/aid-stations", tags=["aid-stations"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("", response_model=Page[AidStationItem], responses=problems(404))
async def list_aid_stations(
    request: Request, query: Annotated[AidStationQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Centres, stations and points (帮扶中心、站、点) of the subtree in the order of the tree, those that are open."""
    return await reading.LISTING.page(request, work, query)


@router.post("", status_code=201, response_model=AidStationOut, responses=problems(404, 409))
async def open_aid_station(
    draft: AidStationDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Open a station at a union."""
    row = await actions.open_station(work, draft)
    response.headers["Location"] = f"/api/v1/aid-stations/{row.id}"
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/coverage", response_model=AidCoverage, responses=problems(404))
async def get_aid_station_coverage(
    query: Annotated[AidCoverageQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """How many unions of each level have a station of their own, as a whole and by the unions directly below."""
    return await reading.coverage(work, query.under_id)


@router.get("/{id}", response_model=AidStationOut, responses=problems(404))
async def get_aid_station(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One station."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/{id}", response_model=AidStationOut, responses=problems(404, 409, 412, 428))
async def edit_aid_station(
    id: UUID,
    change: AidStationChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Change what is said of a station; what is not sent stays."""
    row = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=AidStationOut, responses=problems(404, 409, 412, 428))
async def step_aid_station(
    id: UUID, step: CloseAidStationStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Close a station."""
    row = await actions.close(work, id, step, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]
