"""What left the product as a file."""

from typing import Final

from backend.domain.audit.event import FIELDS, Event, Labels, code, told
from backend.domain.export.nouns import ExportFormat, ExportLayout, ExportNoun
from backend.domain.member.reveals import RevealReason

_EXPORT_NOUN = code(ExportNoun)
_EXPORT_FORMAT = code(ExportFormat)
_EXPORT_DECIDED = told("rows", "note", noun=_EXPORT_NOUN, unmasked=FIELDS)

EVENTS: Final = (
    Event(
        "export_asked",
        ("申请导出", "Export asked for"),
        ("{who}要求{what}", "{who} asked for {what}"),
        told(
            "columns",
            noun=_EXPORT_NOUN,
            format=_EXPORT_FORMAT,
            layout=code(ExportLayout),
            unmasked=FIELDS,
            reason=code(RevealReason),
        ),
    ),
    Event(
        "export_made",
        ("生成导出文件", "Export made"),
        ("系统生成了{who}的{what}", "The system made {what} of {who}"),
        told("rows", noun=_EXPORT_NOUN),
    ),
    Event(
        "export_downloaded",
        ("下载导出文件", "Export downloaded"),
        ("{who}下载了{what}", "{who} downloaded {what}"),
        told("rows", noun=_EXPORT_NOUN),
    ),
    Event(
        "export_password_shown",
        ("查看导出密码", "Export password shown"),
        ("{who}查看了{what}的密码", "{who} looked at the password of {what}"),
        told(noun=_EXPORT_NOUN),
    ),
    Event(
        "export_approval_asked",
        ("申请导出完整号码", "Whole numbers asked for"),
        ("{who}提出了{what}", "{who} made {what}"),
        told("rows", noun=_EXPORT_NOUN, unmasked=FIELDS, reason=code(RevealReason)),
    ),
    Event(
        "export_approved",
        ("批准导出", "Export approved"),
        ("{who}批准了{what}", "{who} approved {what}"),
        _EXPORT_DECIDED,
    ),
    Event(
        "export_refused",
        ("不批准导出", "Export refused"),
        ("{who}没有批准{what}", "{who} refused {what}"),
        _EXPORT_DECIDED,
    ),
    Event(
        "export_request_withdrawn",
        ("撤回导出申请", "Export request withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        _EXPORT_DECIDED,
    ),
    Event(
        "export_approval_used",
        ("使用导出批准", "Export approval used"),
        ("{who}按{what}生成了文件", "{who} had the file of {what} made"),
        told("rows", noun=_EXPORT_NOUN),
    ),
)

LABELS: Final[Labels] = {
    "layout": ("形式", "Layout"),
}
