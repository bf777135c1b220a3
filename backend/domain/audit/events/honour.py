"""Honours of unions."""

from typing import Final

from backend.domain.audit.event import Event, code, told
from backend.domain.organization.codes import HonourKind

EVENTS: Final = (
    Event(
        "honour_granted",
        ("授予荣誉", "Honour granted"),
        ("{who}授予了{what}", "{who} granted {what}"),
        told("on", "document_number", "reason", "granted_by", kind=code(HonourKind)),
    ),
    Event(
        "honour_withdrawn",
        ("取消荣誉", "Honour withdrawn"),
        ("{who}取消了{what}", "{who} withdrew {what}"),
        told("on", "reason", kind=code(HonourKind)),
    ),
)
