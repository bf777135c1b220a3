"""Days in SQL: the local day of a moment, as `domain/calendar.py` has it in Python."""

from typing import Any

from sqlalchemy import Date, cast, func

from backend.domain.calendar import CHINA


def local_day(moment: Any) -> Any:
    """The day in China on which a moment of the database lies."""
    return cast(func.timezone(CHINA.key, moment), Date)
