"""Targets of a year."""

from typing import Final

from backend.domain.audit.event import Event, changes, code, told
from backend.domain.target.measures import TargetMeasure

EVENTS: Final = (
    Event(
        "target_set",
        ("下达目标", "Target set"),
        ("{who}下达了{what}", "{who} set {what}"),
        told("year", "value", "due_on", measure=code(TargetMeasure)),
    ),
    Event(
        "target_changed",
        ("调整目标", "Target changed"),
        ("{who}调整了{what}", "{who} changed {what}"),
        told("year", measure=code(TargetMeasure), changes=changes("value", "due_on")),
    ),
    Event(
        "target_taken_away",
        ("取消目标", "Target taken away"),
        ("{who}取消了{what}", "{who} took away {what}"),
        told("year", "value", measure=code(TargetMeasure)),
    ),
)
