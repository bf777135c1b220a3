"""A membership on its way to another union."""

from typing import Final

from backend.domain.audit.event import Event, code, told
from backend.domain.member.codes import TransferForm

_TRANSFER = told("number", "on", form=code(TransferForm))

EVENTS: Final = (
    Event(
        "transfer_submitted",
        ("提交转会", "Transfer submitted"),
        ("{who}提交了{what}", "{who} submitted {what}"),
        _TRANSFER,
    ),
    Event(
        "transfer_requested",
        ("请求转入", "Transfer requested"),
        ("{who}提出了转入请求：{what}", "{who} asked for somebody's {what}"),
        _TRANSFER,
    ),
    Event(
        "transfer_released",
        ("同意转出", "Transfer released"),
        ("{who}同意转出：{what}", "{who} released {what}"),
        _TRANSFER,
    ),
    Event(
        "transfer_accepted",
        ("接收转会", "Transfer accepted"),
        ("{who}接收了{what}", "{who} accepted {what}"),
        _TRANSFER,
    ),
    Event(
        "transfer_rejected",
        ("不同意转会", "Transfer rejected"),
        ("{who}没有同意{what}", "{who} rejected {what}"),
        _TRANSFER,
    ),
    Event(
        "transfer_cancelled",
        ("撤回转会", "Transfer cancelled"),
        ("{who}撤回了{what}", "{who} cancelled {what}"),
        _TRANSFER,
    ),
)
