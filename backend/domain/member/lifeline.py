"""The life line of a member: its entries in lanes, as the screen draws them (issue 2 section 4)."""

from collections.abc import Mapping

from backend.domain.codes import Code
from backend.domain.member.codes import MemberEventKind as Kind
from backend.domain.member.workflow import MemberStep


class Lane(Code):
    """What an entry is about."""

    MEMBERSHIP = "membership", "会籍", "Membership"
    TRANSFER = "transfer", "接转", "Transfers"
    RECORD = "record", "资料", "Record"
    PRIVACY = "privacy", "查看", "Hidden fields shown"


_LANES: Mapping[Lane, frozenset[Kind]] = {
    Lane.TRANSFER: frozenset(
        {
            Kind.TRANSFER_SUBMITTED,
            Kind.TRANSFER_REQUESTED,
            Kind.TRANSFER_RELEASED,
            Kind.TRANSFER_ACCEPTED,
            Kind.TRANSFER_REJECTED,
            Kind.TRANSFER_CANCELLED,
        }
    ),
    Lane.RECORD: frozenset(
        {
            Kind.DRAFTED,
            Kind.IMPORTED,
            Kind.EDITED,
            Kind.CARD_ISSUED,
            Kind.PHOTO_CHANGED,
            Kind.PHOTO_REMOVED,
            Kind.MERGED,
            Kind.MERGE_UNDONE,
        }
    ),
    Lane.PRIVACY: frozenset({Kind.REVEALED}),
}


def lane_of(kind: str) -> Lane:
    """The lane of an entry; whatever is not named elsewhere changes the membership."""
    return next((lane for lane, kinds in _LANES.items() if kind in kinds), Lane.MEMBERSHIP)


def label_of(kind: str, language: str = "zh") -> str:
    """What an entry is called; the slug itself for a kind that this release does not know."""
    known = next((each for each in Kind if each == kind), None)
    if known is None:
        return kind
    return known.en if language == "en" else known.zh


EVENT_OF_STEP: Mapping[MemberStep, Kind] = {
    MemberStep.SUBMIT: Kind.SUBMITTED,
    MemberStep.RETURN: Kind.RETURNED,
    MemberStep.APPROVE: Kind.JOINED,
    MemberStep.RETAIN: Kind.RETAINED,
    MemberStep.RESUME: Kind.RESUMED,
    MemberStep.WITHDRAW: Kind.WITHDRAWN,
    MemberStep.AUTO_WITHDRAW: Kind.AUTO_WITHDRAWN,
    MemberStep.EXPEL: Kind.EXPELLED,
    MemberStep.RECORD_DEATH: Kind.DECEASED,
}
"""The entry that each step of a membership leaves; transfers write their own."""
