"""Shapes that every noun sends: instants with +08:00, models that always send every field, steps, figures."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from backend.domain.calendar import CHINA

Instant = Annotated[
    datetime, PlainSerializer(lambda moment: moment.astimezone(CHINA).isoformat(timespec="seconds"), return_type=str)
]
"""A moment, sent as RFC 3339 with +08:00."""


class Out(BaseModel):
    """What leaves the server: read from rows, every field always there."""

    model_config = ConfigDict(from_attributes=True)


class OpenStep(Out):
    """Something that may happen next. Buttons are drawn from it; rules are not derived again."""

    step: str
    label: str
    allowed: bool
    reason: str | None = Field(description="不能执行的原因 Why not")


class Done(Out):
    """How many rows an act touched."""

    affected: int
