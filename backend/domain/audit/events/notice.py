"""Public notices and the objections to them."""

from typing import Final

from backend.domain.audit.event import Event, code, told
from backend.domain.notice.codes import NoticeColumn, ObjectionStep, ObjectionWay

EVENTS: Final = (
    Event(
        "notice_published",
        ("发布公示", "Notice published"),
        ("{who}发布了{what}", "{who} published {what}"),
        told("number", "people", "ends_at", notice_columns=code(NoticeColumn)),
    ),
    Event(
        "notice_concluded",
        ("出具公示结果", "Notice concluded"),
        ("{who}出具了{what}的结果", "{who} concluded {what}"),
        told("number", "people", "objections", "passed", "returned", "rejected"),
    ),
    Event(
        "notice_scanned",
        ("归档公示结果盖章件", "Stamped print kept"),
        ("{who}归档了{what}的盖章件", "{who} kept the stamped print of {what}"),
        told("number"),
    ),
    Event(
        "notice_withdrawn",
        ("撤销公示", "Notice withdrawn"),
        ("{who}撤销了{what}", "{who} withdrew {what}"),
        told("number", "reason"),
    ),
    Event(
        "objection_received",
        ("登记异议", "Objection received"),
        ("{who}登记了{what}", "{who} took down {what}"),
        told("number", "anonymous", way=code(ObjectionWay)),
    ),
    Event(
        "objection_withdrawn",
        ("撤回异议", "Objection withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        told("number"),
    ),
    Event("objection_read", ("查看异议", "Objection read"), ("{who}查看了{what}", "{who} read {what}"), told("number")),
    Event(
        "objection_answered",
        ("答复异议", "Objection answered"),
        ("{who}答复了{what}", "{who} answered {what}"),
        told("number", "reason", step=code(ObjectionStep)),
    ),
)
