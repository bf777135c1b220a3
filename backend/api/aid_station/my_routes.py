"""Where a member can go for help, over HTTP: what the members' app asks."""

from typing import Any

from backend.api.access import signed_in
from backend.api.aid_station import reading
from backend.api.aid_station.schemas import MyAidStations
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.work import Work

router = NounRouter(prefix="/me", tags=["my-aid"])


@router.get("/aid-stations", response_model=MyAidStations, responses=problems())
async def list_my_aid_stations(work: Work = signed_in()) -> dict[str, Any]:
    """The stations that are open at my union and at those above it, the nearest first."""
    return await reading.list_mine(work)
