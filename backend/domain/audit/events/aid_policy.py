"""Rules of aid."""

from typing import Final

from backend.domain.aid.codes import PolicyPart
from backend.domain.audit.event import Event, code, told

_POLICY = told("effective_on", parts=code(PolicyPart))

EVENTS: Final = (
    Event("aid_policy_set", ("制定救助政策", "Rules of aid set"), ("{who}制定了{what}", "{who} set {what}"), _POLICY),
    Event(
        "aid_policy_edited",
        ("修改救助政策", "Rules of aid changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        _POLICY,
    ),
    Event(
        "aid_policy_removed",
        ("撤回救助政策", "Rules of aid withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        _POLICY,
    ),
    Event(
        "aid_policy_tried",
        ("试算救助政策", "Rules of aid tried"),
        ("{who}用新的救助政策试算了{what}", "{who} tried rules of aid on the files of {what}"),
        _POLICY,
    ),
)
