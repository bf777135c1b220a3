"""Shapes that every noun sends: instants with +08:00, models that always send every field, steps, terms, figures."""

import re
from contextlib import suppress
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer
from pydantic_core import PydanticCustomError

from backend.domain.calendar import CHINA
from backend.domain.organization.terms import TermPhase, term_state

Instant = Annotated[
    datetime, PlainSerializer(lambda moment: moment.astimezone(CHINA).isoformat(timespec="seconds"), return_type=str)
]
"""A moment, sent as RFC 3339 with +08:00."""


def _written_out(value: Any) -> Any:
    """Parsers take `0` for the first of January 1970; nobody who asks for a day means that."""
    if isinstance(value, (int, float)) or (isinstance(value, str) and "-" not in value[1:]):
        raise PydanticCustomError("date_from_datetime_parsing", "a day is written 2026-11-20")
    return value


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(value: Any) -> Any:
    """A text that is a day, as the day: in a body nothing else is one."""
    value = _written_out(value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            return date.fromisoformat(value)
    return value


AskedDay = Annotated[date, BeforeValidator(_day)]
"""A day in a filter, in an address or in a body: `2026-11-20`, and no number."""
AskedMoment = Annotated[datetime, BeforeValidator(_written_out)]
"""A moment in a query, as RFC 3339 writes it, and no number."""


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
