"""Days as people here count them. Rules about days, months and deadlines are local to China."""

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
LOCAL = timezone(timedelta(hours=8))
"""The offset of every moment since 1991; much faster to convert to than the zone, for what is sent."""


def day_of(moment: datetime) -> date:
    """The day in China at a moment."""
    return moment.astimezone(CHINA).date()


def start_of(day: date) -> datetime:
    """The first moment of a day in China."""
    return datetime.combine(day, time(), CHINA)
