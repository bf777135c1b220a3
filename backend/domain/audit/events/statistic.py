"""Months that closed."""

from typing import Final

from backend.domain.audit.event import Event, told

EVENTS: Final = (
    Event(
        "month_closed",
        ("月度结转", "Month closed"),
        ("系统结转了一个月的统计", "The system closed a month"),
        told("month"),
    ),
)
