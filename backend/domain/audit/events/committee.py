"""Committees and their terms."""

from typing import Final

from backend.domain.audit.codes import TermEnd
from backend.domain.audit.event import Event, changes, code, told
from backend.domain.organization.codes import CommitteeForm, CommitteeKind

_COMMITTEE_KIND = code(CommitteeKind)

EVENTS: Final = (
    Event(
        "committee_elected",
        ("换届选举", "Committee elected"),
        ("{who}登记了{what}当选", "{who} recorded the election of {what}"),
        told("term_number", "elected_on", "former_id", kind=_COMMITTEE_KIND),
    ),
    Event(
        "committee_edited",
        ("修改委员会", "Committee edited"),
        ("{who}修改了{what}的信息", "{who} changed the record of {what}"),
        told(
            changes=changes(
                *("elected_on", "term_years", "term_number", "seats", "approval_number"), form=code(CommitteeForm)
            )
        ),
    ),
    Event(
        "committee_ended",
        ("委员会届满", "Committee ended"),
        ("{who}登记了{what}届满", "{who} ended the term of {what}"),
        told("on", kind=_COMMITTEE_KIND, reason=code(TermEnd)),
    ),
)
