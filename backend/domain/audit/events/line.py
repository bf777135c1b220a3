"""Systems and trades beside the territory."""

from typing import Final

from backend.domain.audit.event import Event, changes, told

EVENTS: Final = (
    Event(
        "line_added",
        ("新建系统", "Line added"),
        ("{who}新建了{what}", "{who} added {what}"),
        told("name", "parent_id", "organization_id"),
    ),
    Event(
        "line_edited",
        ("修改系统", "Line edited"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told(changes=changes("name", "organization_id")),
    ),
    Event(
        "line_moved",
        ("移动系统", "Line moved"),
        ("{who}移动了{what}", "{who} moved {what}"),
        told("from_parent_id", "to_parent_id", "unions"),
    ),
    Event("line_removed", ("撤销系统", "Line removed"), ("{who}撤销了{what}", "{who} removed {what}"), told("name")),
)
