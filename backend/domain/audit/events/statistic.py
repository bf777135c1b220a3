"""Months that closed, recounts of the counters."""

from typing import Final

from backend.domain.audit.event import Event, told

EVENTS: Final = (
    Event(
        "month_closed",
        ("月度结转", "Month closed"),
        ("系统结转了一个月的统计", "The system closed a month"),
        told("month"),
    ),
    Event(
        "statistic_recount_asked",
        ("发起统计核对", "Recount asked"),
        ("{who} 发起了统计核对", "{who} asked for a recount of the statistics"),
        told("mended"),
    ),
    Event(
        "statistic_recounted",
        ("统计核对", "Statistics recounted"),
        ("{who} 把统计计数与登记册核对了一遍", "{who} held the counters of the statistics against the register"),
        told("compared", "differing", "mended"),
    ),
)
