"""Many members at once."""

from typing import Final

from backend.domain.audit.event import Event, code, told
from backend.domain.member.steps import AskedStep

EVENTS: Final = (
    Event(
        "member_batch_asked",
        ("发起批量办理", "Batch asked for"),
        ("{who}发起了{what}", "{who} asked for {what} to be checked"),
        told("members", "fields", step=code(AskedStep)),
    ),
    Event(
        "member_batch_checked",
        ("核对批量办理", "Batch checked"),
        ("系统核对了{who}的{what}", "The system checked {what} of {who}"),
        told("outcomes"),
    ),
    Event(
        "member_batch_carry_out_asked",
        ("确认批量办理", "Batch confirmed"),
        ("{who}确认办理{what}", "{who} had {what} carried out"),
        told("members"),
    ),
    Event(
        "member_batch_carried_out",
        ("完成批量办理", "Batch carried out"),
        ("系统办完了{who}的{what}", "The system carried out {what} of {who}"),
        told("outcomes"),
    ),
)
