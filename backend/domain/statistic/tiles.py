"""How the places below a union lie to each other, as squares on a grid drawn by hand (ui.md 1.4 no. 23).

No borders are kept: maps of borders need a number of approval, and squares of one size give every county its weight.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen

from backend.domain.refusals import Conflict, Invalid

MOST = 12
"""Columns and rows of the grid."""


class TileStranger(Conflict):
    """A place that does not stand directly below the union."""

    code = "tile_stranger"
    zh = "排列中有一家不是本会的直接下级。请刷新后重新排列。"
    en = "One of the places does not stand directly below this union. Reload and arrange anew."


class TilesOverlap(Invalid):
    """Two places on one square, or one place on two."""

    code = "tiles_overlap"
    zh = "有两家排在同一格，或同一家排了两次。请把它们分开。"
    en = "Two places are on one square, or one place is on two. Move them apart."


@dataclass(frozen=True, slots=True, kw_only=True)
class TilePlace:
    """The square of a place, counted from 1."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    column: Annotated[int, Ge(1), Le(MOST)]
    row: Annotated[int, Ge(1), Le(MOST)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TileMap:
    """The squares of all places that were drawn; empty, the places lie in a plain grid."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    places: Annotated[list[TilePlace], MaxLen(MOST * MOST)]


def require_map(drawn: TileMap, below: Iterable[UUID]) -> None:
    """Raises `TileStranger` or `TilesOverlap`."""
    known = set(below)
    if any(place.organization_id not in known for place in drawn.places):
        raise TileStranger()
    squares = {(place.column, place.row) for place in drawn.places}
    if len(squares) < len(drawn.places) or len({p.organization_id for p in drawn.places}) < len(drawn.places):
        raise TilesOverlap(pointer="/places")
