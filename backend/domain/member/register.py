"""When a person may be entered into the register of a union (MBR-01; issue 2 section 4; trust.md section 0 row 5)."""

from uuid import UUID

from backend.domain.member.codes import MemberStatus
from backend.domain.organization.codes import Level, OrganizationKind, OrganizationStatus
from backend.domain.organization.rules import NotLiving
from backend.domain.refusals import Conflict, TooMany

ELSEWHERE_A_DAY = 50
"""How often an officer is told in one day that somebody is registered elsewhere, and how often one may ask for a
person's transfer: enough for honest work, too little to test a list of ID numbers (trust.md section 0 row 5)."""

ENDED = frozenset({MemberStatus.WITHDRAWN, MemberStatus.AUTO_WITHDRAWN, MemberStatus.EXPELLED})
"""States after which the same person may apply again, at any union; what came before follows when they join."""

UNFINISHED = frozenset({MemberStatus.DRAFT, MemberStatus.RETURNED})
"""A paper on somebody's desk: nobody's membership. Another union need not wait for it."""

APPLYING = UNFINISHED | {MemberStatus.SUBMITTED}
"""States of somebody who wants to join and was never a member."""

CLAIMING = frozenset(MemberStatus) - ENDED - UNFINISHED
"""States in which a person is spoken for: an application handed in, a membership, a death. One file in the city may be
in such a state for each person; the database holds this (`member_id_number_key`)."""


class MemberExists(Conflict):
    """The person is in the caller's own register. Fact: `member_id`."""

    code = "member_exists"
    zh = "这个人已在您管理的名册中，没有重复登记。请打开已有的档案办理。"
    en = "This person is in your register already and was not entered twice. Open the existing record."

    def __init__(self, member_id: UUID) -> None:
        super().__init__(member_id=str(member_id))


class MemberElsewhere(Conflict):
    """The person's membership is somebody else's to hold. Says no more than a transfer request does."""

    code = "member_elsewhere"
    zh = "这个人的会籍不在您这里登记。请提出会员组织关系转入申请，由对方工会办理。"
    en = "This person's membership is not yours to register. Request a transfer from the other union."


class AskedTooOften(TooMany):
    """`limit` answers about people elsewhere were given to this officer today. Facts: `limit`, `retry_after`."""

    code = "member_elsewhere_limit"
    zh = "今天查问外单位人员已达 {limit} 次，为保护个人信息，今天不再受理。请明天再办，或请上级工会协助。"
    en = "You asked about people registered elsewhere {limit} times today. Go on tomorrow, or ask the union above you."


class TakesNoMembers(Conflict):
    """Members stand with basic unions, their branches and groups."""

    code = "organization_takes_no_members"
    zh = "“{name}”是{kind}，不直接登记会员。请选择基层工会、分会或小组。"
    en = "“{name}” is a {kind_en} and has no members of its own. Choose a basic union, branch or group."


def require_takes_members(*, name: str, kind: OrganizationKind, status: OrganizationStatus) -> None:
    """Raises `NotLiving` or `TakesNoMembers` unless members may stand with this organization."""
    if status is not OrganizationStatus.ACTIVE:
        raise NotLiving(name=name, status=status.zh, status_en=status.en)
    if kind.level < Level.UNION:
        raise TakesNoMembers(name=name, kind=kind.zh, kind_en=kind.en)
