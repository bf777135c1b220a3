"""The map of squares: how the places below a union lie to each other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import Field

from backend.api.offers import Offer, open_steps
from backend.api.versions import take
from backend.api.wire import Instant, OpenStep, Out
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import tile as tiles
from backend.db.tables.tile import TileMap
from backend.domain.access import Permission
from backend.domain.refusals import Stale
from backend.domain.statistic import tiles as rules


class TilePlaceOut(Out):
    """The square of a place, counted from 1."""

    organization_id: UUID
    column: int
    row: int


class TileOut(Out):
    """A place that has a square."""

    organization_id: UUID
    name: str


class TileMapOut(Out):
    """The squares of the places below a union; none where nobody has drawn them."""

    id: UUID
    tiles: list[TileOut] = Field(description="直接下级的地方工会 The places directly below")
    places: list[TilePlaceOut]
    drawn_by_name: str
    drawn_at: Instant | None
    steps: list[OpenStep]
    version: int


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """The map of a union. Raises `NotFound`."""
    await organizations.get_organization(work.session, id)
    below = await tiles.list_places(work.session, id)
    return _told(work, id, await tiles.find_map(work.session, id), below)


async def draw(work: Work, id: UUID, drawn: rules.TileMap, *, seen: int) -> dict[str, Any]:
    """Draw the map anew. Raises `NotFound`, `Stale`, and what `require_map` raises."""
    union = await organizations.get_organization(work.session, id)
    below = await tiles.list_places(work.session, id)
    rules.require_map(drawn, [place.organization_id for place in below])
    row = await tiles.find_map(work.session, id, lock=True)
    if row is None:
        if seen != 0:
            raise Stale(current=0)
        row = TileMap(id=id, code=union.code, line_code=union.line_code)
        work.session.add(row)
    else:
        take(row, seen)
    row.places = [
        {"organization_id": str(place.organization_id), "column": place.column, "row": place.row}
        for place in drawn.places
    ]
    row.drawn_by_name, row.drawn_at = work.caller.name, work.now
    await work.session.flush()
    work.tell("tile_map_drawn", row, name=union.name, unions=len(drawn.places))
    return _told(work, id, row, below)


def _told(work: Work, id: UUID, row: TileMap | None, below: Sequence[Any]) -> dict[str, Any]:
    drawn_at: datetime | None = row.drawn_at if row else None
    draws = Offer("draw", "排列", "Arrange", Permission.ORGANIZATION_RESTRUCTURE)
    return {
        "id": id,
        "tiles": below,
        "places": row.places if row else [],
        "drawn_by_name": row.drawn_by_name if row else "",
        "drawn_at": drawn_at,
        "steps": open_steps(work, (draws,)),
        "version": row.version if row else 0,
    }
