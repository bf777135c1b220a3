"""Summaries of aid, from their beginning to their issue."""

from typing import Final

from backend.domain.audit.event import Event, Labels, told

EVENTS: Final = (
    Event(
        "summary_begun",
        ("起草工作总结", "Summary begun"),
        ("{who}起草了{what}", "{who} began {what}"),
        told("name", "program", "year", "quarter"),
    ),
    Event(
        "summary_written",
        ("修改工作总结", "Summary written"),
        ("{who}修改了{what}", "{who} wrote {what}"),
        told("name", "photos"),
    ),
    Event(
        "summary_issued",
        ("签发工作总结", "Summary issued"),
        ("{who}签发了{what}", "{who} issued {what}"),
        told("name", "households", "paid_fen"),
    ),
    Event(
        "summary_deleted",
        ("删除工作总结草稿", "Draft of a summary deleted"),
        ("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
        told("name"),
    ),
)

LABELS: Final[Labels] = {
    "households": ("受助户数", "Households paid"),
    "paid_fen": ("发放金额（分）", "Paid (fen)"),
    "photos": ("照片数", "Photos"),
    "quarter": ("季度", "Quarter"),
}
