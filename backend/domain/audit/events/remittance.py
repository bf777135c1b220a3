"""What unions are asked to remit."""

from typing import Final

from backend.domain.audit.event import Event, Labels, changes, told

EVENTS: Final = (
    Event(
        "remittance_set",
        ("下达上解任务", "Remittance asked"),
        ("{who}下达了{what}", "{who} set {what}"),
        told("name", "year", "amount_fen", "due_on"),
    ),
    Event(
        "remittance_changed",
        ("调整上解任务", "Remittance changed"),
        ("{who}调整了{what}", "{who} changed {what}"),
        told("name", "year", changes=changes("amount_fen", "due_on", "document_number")),
    ),
    Event(
        "remittance_taken_away",
        ("取消上解任务", "Remittance taken away"),
        ("{who}取消了{what}", "{who} took {what} away"),
        told("name", "year"),
    ),
)

LABELS: Final[Labels] = {}
