"""How the places below a union lie to each other (ui.md 1.4 no. 23)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from backend.db.scope import Owned
from backend.db.types import Table, instant, line_position, position


class TileMap(Table, table=True):
    """The squares of the places directly below a union, drawn by hand. It stands with that union.

    `places` holds `{organization_id, column, row}`; a place that has come since is missing there, and one that has gone
    is passed over by whoever reads.
    """

    __tablename__ = "tile_map"
    __table_args__ = ({"info": {"scope": Owned()}},)

    id: UUID = Field(primary_key=True, foreign_key="organization.id")
    code: int = position()
    line_code: int | None = line_position()
    places: list[dict[str, Any]] = Field(default_factory=list, nullable=False, sa_type=JSONB)
    drawn_by_name: str = Field(default="", max_length=40)
    drawn_at: datetime = instant()
    version: int = 1
