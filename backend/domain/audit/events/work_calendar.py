"""The days on which offices work."""

from typing import Final

from backend.domain.audit.event import Event, told

EVENTS: Final = (
    Event(
        "work_calendar_entered",
        ("录入工作日历", "Work calendar entered"),
        ("{who}录入或更正了{what}", "{who} entered or corrected {what}"),
        told("year", "days"),
    ),
)
