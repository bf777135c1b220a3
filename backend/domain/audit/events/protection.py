"""Mutual protection: plans, what units enrolled in them, the contributions that came in."""

from typing import Final

from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.protection.codes import ProtectionKind

_PLAN = told("name", protection_kind=code(ProtectionKind))

EVENTS: Final = (
    Event(
        "protection_plan_made",
        ("建立保障计划", "Protection plan made"),
        ("{who}建立了{what}", "{who} made {what}"),
        _PLAN,
    ),
    Event(
        "protection_plan_edited",
        ("修改保障计划", "Protection plan changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        _PLAN,
    ),
    Event(
        "protection_plan_opened",
        ("公布保障计划", "Protection plan announced"),
        ("{who}公布了{what}", "{who} announced {what}"),
        _PLAN,
    ),
    Event(
        "protection_plan_closed",
        ("停止参保", "Protection plan closed"),
        ("{who}停止了{what}的参保", "{who} closed {what}"),
        _PLAN,
    ),
    Event(
        "protection_plan_reopened",
        ("恢复参保", "Protection plan opened again"),
        ("{who}恢复了{what}的参保", "{who} opened {what} again"),
        _PLAN,
    ),
    Event(
        "protection_enrolled",
        ("办理参保", "Members enrolled"),
        ("{who}办理了{what}", "{who} made {what}"),
        told("number", "plan", "members", "amount_fen"),
    ),
    Event(
        "protection_contribution_entered",
        ("登记参保收款", "Contribution entered"),
        ("{who}登记了{what}的收款", "{who} entered the contribution of {what}"),
        told("number", "amount_fen"),
    ),
    Event(
        "protection_enrolment_withdrawn",
        ("撤销参保", "Enrolment withdrawn"),
        ("{who}撤销了{what}", "{who} withdrew {what}"),
        told("number", "members"),
    ),
)

LABELS: Final[Labels] = {
    "plan": ("保障计划", "Plan"),
    "protection_kind": ("保障种类", "Kind of protection"),
}
