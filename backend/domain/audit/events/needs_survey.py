"""Surveys of need, and the measures that they led to."""

from typing import Final

from backend.domain.audit.event import Event, Labels, told

EVENTS: Final = (
    Event(
        "needs_survey_entered",
        ("登记摸底调研", "Survey entered"),
        ("{who}登记了{what}", "{who} entered {what}"),
        told("name", "held_on"),
    ),
    Event(
        "needs_survey_edited",
        ("修改摸底调研", "Survey changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("name", "held_on", "fields"),
    ),
    Event(
        "needs_survey_deleted",
        ("删除摸底调研", "Survey deleted"),
        ("{who}删除了{what}", "{who} deleted {what}"),
        told("name", "held_on"),
    ),
    Event(
        "needs_measure_planned",
        ("添加帮扶措施", "Measure added"),
        ("{who}为{what}添加了措施", "{who} added a measure to {what}"),
        told("name", "measure", "answers", "due_on"),
    ),
    Event(
        "needs_measure_dropped",
        ("取消帮扶措施", "Measure taken off"),
        ("{who}取消了{what}的一项措施", "{who} took a measure off {what}"),
        told("name", "measure"),
    ),
    Event(
        "needs_measure_done",
        ("落实帮扶措施", "Measure done"),
        ("{who}登记了{what}一项措施的落实", "{who} entered that a measure of {what} was done"),
        told("name", "measure", "on"),
    ),
)

LABELS: Final[Labels] = {
    "answers": ("责任人", "Who answers for it"),
    "causes": ("反映的致困原因", "Causes"),
    "findings": ("了解到的情况", "Findings"),
    "held_on": ("调研日期", "Held on"),
    "homes": ("走访户数", "Homes seen"),
    "measure": ("措施", "Measure"),
    "ways": ("调研方式", "Ways"),
}
