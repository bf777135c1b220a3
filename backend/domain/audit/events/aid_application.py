"""A worker applies for aid."""

from typing import Final

from backend.domain.aid.codes import PaperKind
from backend.domain.audit.event import Event, code, told

EVENTS: Final = (
    Event(
        "aid_application_begun",
        ("开始申请救助", "Application for aid begun"),
        ("{who}开始填写{what}", "{who} began {what}"),
        told("number"),
    ),
    Event(
        "aid_application_deleted",
        ("删除救助申请草稿", "Draft of an application deleted"),
        ("{who}删除了{what}的草稿", "{who} deleted the draft of {what}"),
        told("number"),
    ),
    Event(
        "aid_application_submitted",
        ("提交救助申请", "Application for aid handed in"),
        ("{who}提交了{what}", "{who} handed in {what}"),
        told("number"),
    ),
    Event(
        "aid_application_answered",
        ("补充救助申请", "Application for aid answered"),
        ("{who}补充并重新提交了{what}", "{who} answered what was asked and handed {what} in again"),
        told("number"),
    ),
    Event(
        "aid_application_withdrawn",
        ("撤回救助申请", "Application for aid withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        told("number"),
    ),
    Event(
        "aid_application_asked",
        ("请申请人补充", "Worker asked"),
        ("{who}请申请人补充{what}", "{who} asked the worker about {what}"),
        told("number", papers=code(PaperKind)),
    ),
    Event(
        "aid_application_refused",
        ("不予受理救助申请", "Application for aid not taken"),
        ("{who}没有受理{what}", "{who} did not take {what}"),
        told("number"),
    ),
    Event(
        "aid_application_taken",
        ("受理救助申请", "Application for aid taken"),
        ("{who}受理了{what}", "{who} took {what} into a file"),
        told("number", "household"),
    ),
    Event(
        "aid_application_given_back",
        ("救助申请恢复待受理", "Application for aid waits again"),
        ("{who}删除了档案草稿，{what}恢复待受理", "{who} deleted the draft of the file, so {what} waits again"),
        told("number"),
    ),
    Event(
        "aid_application_paper_opened",
        ("查看申请的医疗材料", "Medical paper of an application opened"),
        ("{who}查看了{what}的医疗材料", "{who} opened a medical paper of {what}"),
        told("number", kind=code(PaperKind)),
    ),
)
