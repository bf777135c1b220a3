"""Shapes that every noun sends: instants with +08:00, models that always send every field, steps, terms, figures."""

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

from backend.domain.calendar import CHINA
from backend.domain.organization.terms import TermPhase, term_state

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


class TermOut(Out):
    """A term as it stands today."""

    ends_on: date
    due_on: date = Field(description="届满前六个月 From this day re-election is due")
    phase: TermPhase
    overdue_days: int


def term_on(day: date, started_on: date | None, years: int) -> dict[str, Any] | None:
    """The term that began on `started_on`, as it stands on `day`, for the wire; None where none is on record."""
    if started_on is None:
        return None
    state = term_state(started_on, years, day)
    return {
        "ends_on": state.ends_on,
        "due_on": state.due_on,
        "phase": state.phase,
        "overdue_days": state.overdue_days,
    }


class Done(Out):
    """How many rows an act touched."""

    affected: int
