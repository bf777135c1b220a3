"""Programmes of aid."""

from typing import Final

from backend.domain.aid.case_codes import ProgramKind
from backend.domain.audit.event import Event, Labels, code, told

_PROGRAM = told("name", "year", program_kind=code(ProgramKind))

EVENTS: Final = (
    Event("aid_program_made", ("新建帮扶项目", "Programme made"), ("{who}新建了{what}", "{who} made {what}"), _PROGRAM),
    Event(
        "aid_program_edited",
        ("修改帮扶项目", "Programme changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("name", "year", "fields"),
    ),
    Event(
        "aid_program_opened",
        ("公布帮扶项目", "Programme opened"),
        ("{who}公布并受理{what}", "{who} opened {what}"),
        _PROGRAM,
    ),
    Event(
        "aid_program_closed",
        ("结束受理帮扶项目", "Programme closed"),
        ("{who}结束受理{what}", "{who} closed {what}"),
        _PROGRAM,
    ),
    Event(
        "aid_program_reopened",
        ("恢复受理帮扶项目", "Programme opened again"),
        ("{who}恢复受理{what}", "{who} opened {what} again"),
        _PROGRAM,
    ),
    Event(
        "aid_program_removed",
        ("删除帮扶项目草稿", "Draft of a programme deleted"),
        ("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
        _PROGRAM,
    ),
)

LABELS: Final[Labels] = {
    "asked_fen": ("申请金额（分）", "Amount asked, fen"),
    "audience": ("对象", "Audience"),
    "cases": ("件数", "Cases"),
    "caps_stop": ("超过上限时不予受理", "Caps stop a case"),
    "categories": ("困难类别", "Categories"),
    "closes_at": ("截止时间", "Closes at"),
    "each_time_fen": ("每次上限（分）", "Most each time, fen"),
    "each_year_fen": ("每年上限（分）", "Most a year, fen"),
    "notice_days": ("公示天数", "Days of notice"),
    "opens_at": ("开始时间", "Opens at"),
    "papers": ("材料", "Papers"),
    "papers_phone": ("联系电话", "Phone"),
    "papers_place": ("交件地点", "Papers handed in at"),
    "papers_room": ("交件房间", "Room"),
    "program": ("帮扶项目", "Programme"),
    "program_kind": ("项目类别", "Kind of programme"),
    "quotas": ("下级额度", "Quotas of unions below"),
    "sources": ("资金来源", "Sources of money"),
    "stages": ("办理环节", "Stages"),
}
