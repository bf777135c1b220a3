"""What a member's card proves to anybody who scans it (issue 2 section 4, "card")."""

from datetime import date

from backend.domain.codes import Code
from backend.domain.member.codes import MemberStatus


class CardState(Code):
    """The three answers. How a membership ended is nobody's business at a counter: ended is ended."""

    VALID = "valid", "有效", "Valid"
    ENDED = "ended", "会籍已结束", "Membership ended"
    UNKNOWN = "unknown", "无法核验", "Cannot be verified"


def state_of_card(status: MemberStatus, *, issued_on: date, latest: date | None) -> CardState:
    """What a genuine card issued on `issued_on` proves, when the latest card of its holder is of `latest`.

    A card that was replaced proves no more than a forged one.
    """
    if latest != issued_on:
        return CardState.UNKNOWN
    return CardState.VALID if status.current else CardState.ENDED
