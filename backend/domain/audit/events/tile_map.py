"""How the unions of a place lie beside each other."""

from typing import Final

from backend.domain.audit.event import Event, told

EVENTS: Final = (
    Event(
        "tile_map_drawn",
        ("排列地图", "Map arranged"),
        ("{who}排列了{what}", "{who} arranged {what}"),
        told("name", "unions"),
    ),
)
