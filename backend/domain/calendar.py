"""Days as people here count them. Rules about days, months and deadlines are local to China."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def day_of(moment: datetime) -> date:
    """The day in China at a moment."""
    return moment.astimezone(CHINA).date()
