"""Posts and who holds them."""

from typing import Final

from backend.domain.audit.event import Event, changes, code, told
from backend.domain.member.codes import Education
from backend.domain.organization.codes import PostForm

_SEAT = told("post", "name", "started_on", "former_id")

EVENTS: Final = (
    Event(
        "officer_appointed", ("任职", "Officer appointed"), ("{who}登记了{what}任职", "{who} appointed {what}"), _SEAT
    ),
    Event(
        "officer_reappointed",
        ("连任", "Officer reappointed"),
        ("{who}登记了{what}连任", "{who} reappointed {what}"),
        _SEAT,
    ),
    Event(
        "officer_edited",
        ("修改任职", "Officer edited"),
        ("{who}修改了{what}的任职信息", "{who} changed the record of {what}"),
        told(
            changes=changes(
                *("post", "name", "sex", "started_on", "born_on", "standings", "administrative_post", "phone"),
                *("committee_id", "member_id", "term_number"),
                form=code(PostForm),
                education=code(Education),
            )
        ),
    ),
    Event(
        "officer_removed",
        ("撤销导入的干部", "Imported officer removed"),
        ("{who}撤销导入，移出了{what}", "{who} undid an import and removed {what}"),
        told("post", "name"),
    ),
    Event(
        "officer_ended",
        ("免职", "Officer ended"),
        ("{who}登记了{what}离任", "{who} ended the post of {what}"),
        told("post", "on", "reason"),
    ),
)
