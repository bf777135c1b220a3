"""A cadre or a unit that stands by a household."""

from typing import Final

from backend.domain.audit.event import Event, told

EVENTS: Final = (
    Event(
        "pairing_begun",
        ("结对包保", "Pairing begun"),
        ("{who}登记了{what}", "{who} began {what}"),
        told("name", "number", "started_on"),
    ),
    Event(
        "pairing_contacted",
        ("登记包保联系", "Contact of a pairing"),
        ("{who}登记了{what}的联系", "{who} entered a contact of {what}"),
        told("name", "on", "help_fen"),
    ),
    Event(
        "pairing_ended",
        ("结束包保", "Pairing ended"),
        ("{who}结束了{what}", "{who} ended {what}"),
        told("name", "on", "reason"),
    ),
)
