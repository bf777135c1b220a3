"""The map of squares over HTTP."""

from typing import Any
from uuid import UUID

from fastapi import Response

from backend.api.access import allowed
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.statistic import tiles
from backend.api.statistic.tiles import TileMapOut
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.statistic.tiles import TileMap

router = NounRouter(prefix="/stats/tile-maps", tags=["statistics"], route_class=BodyRoute)


@router.get("/{id}", response_model=TileMapOut, responses=problems(404))
async def get_tile_map(id: UUID, response: Response, work: Work = allowed(Permission.STATISTIC_READ)) -> dict[str, Any]:
    """How the places directly below a union lie to each other; empty where nobody has drawn it."""
    return tagged(response, await tiles.get(work, id))  # type: ignore[no-any-return]


@router.put("/{id}", response_model=TileMapOut, responses=problems(404, 409, 412, 428))
async def put_tile_map(
    id: UUID,
    drawn: TileMap,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.ORGANIZATION_RESTRUCTURE),
) -> dict[str, Any]:
    """Draw them: a square for each place. The version is 0 where nobody has drawn yet."""
    return tagged(response, await tiles.draw(work, id, drawn, seen=seen))  # type: ignore[no-any-return]
