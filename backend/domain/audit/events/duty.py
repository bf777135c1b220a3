"""Duties of unions below, and what they reported."""

from typing import Final

from backend.domain.audit.event import Event, Labels, changes, code, told
from backend.domain.duty.codes import DutySubject

EVENTS: Final = (
    Event(
        "duty_made",
        ("下达报送任务", "Duty made"),
        ("{who}下达了{what}", "{who} made {what}"),
        told("duty_name", "due_at", subject=code(DutySubject)),
    ),
    Event(
        "duty_changed",
        ("修改报送任务", "Duty changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("duty_name", changes=changes("duty_name", "ask", "due_at", "needs_file", "yearly")),
    ),
    Event(
        "duty_withdrawn",
        ("撤销报送任务", "Duty withdrawn"),
        ("{who}撤销了{what}", "{who} withdrew {what}"),
        told("duty_name"),
    ),
    Event(
        "duty_reported",
        ("报送", "Reported"),
        ("{who}报送了{what}", "{who} reported {what}"),
        told("duty_name", "note", "file_name"),
    ),
    Event(
        "duty_report_corrected",
        ("更正报送", "Report corrected"),
        ("{who}更正了{what}", "{who} corrected {what}"),
        told("duty_name", "note", "file_name"),
    ),
    Event(
        "duty_report_returned",
        ("退回报送", "Report sent back"),
        ("{who}退回了{what}", "{who} sent {what} back"),
        told("duty_name", "reason"),
    ),
)

LABELS: Final[Labels] = {
    "ask": ("报送要求", "What is asked"),
    "due_at": ("报送期限", "Deadline"),
    "duty_name": ("任务名称", "Duty"),
    "needs_file": ("要求附文件", "Needs a file"),
    "yearly": ("每年都报", "Every year"),
}
