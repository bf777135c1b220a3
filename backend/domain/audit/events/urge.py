"""Urges: a word from above."""

from typing import Final

from backend.domain.audit.event import Event, code, told
from backend.domain.organization.codes import UrgeSubject

EVENTS: Final = (
    Event(
        "urge_sent",
        ("发出催办", "Urge sent"),
        ("{who}发出了{what}", "{who} sent {what}"),
        told("note", "sender", subject=code(UrgeSubject)),
    ),
    Event(
        "urge_seen",
        ("查看催办", "Urge seen"),
        ("{who}查看了{what}", "{who} read {what}"),
        told(subject=code(UrgeSubject)),
    ),
    Event(
        "urge_withdrawn",
        ("撤回催办", "Urge withdrawn"),
        ("{who}撤回了{what}", "{who} took back {what}"),
        told(subject=code(UrgeSubject)),
    ),
)
