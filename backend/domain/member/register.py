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


class NotUnfinished(Conflict):
    """Only what lies on a desk is thrown away: a draft, or an application that was returned. Fact: `status`."""

    code = "member_not_unfinished"
    zh = "只有草稿和已退回的入会申请可以删除，这份档案{status.zh}。待审核的请先退回；已入会的请按退会等手续办理。"
    en = "Only drafts and returned applications can be deleted; the state of this file is “{status.en}”. Return the application first, or end the membership in its own way."


class ApplicationUsed(Conflict):
    """Something else hangs on the application, here or at another union."""

    code = "member_application_used"
    zh = "这份入会申请还关联着账号、职务、困难档案、合并记录或其他工会的办理记录，不能删除。请先解除关联，或请上级工会删除。"
    en = "An account, a post, a household file, a merge or what another union did hangs on this application, so it cannot be deleted. Undo that first, or ask the union above."


def require_unfinished(status: MemberStatus) -> None:
    """Raises `NotUnfinished` unless this is somebody's draft or returned application, who never was a member by it."""
    if status not in UNFINISHED:
        raise NotUnfinished(status=status)


def require_takes_members(*, name: str, kind: OrganizationKind, status: OrganizationStatus) -> None:
    """Raises `NotLiving` or `TakesNoMembers` unless members may stand with this organization."""
    if status is not OrganizationStatus.ACTIVE:
        raise NotLiving(name=name, status=status.zh, status_en=status.en)
    if kind.level < Level.UNION:
        raise TakesNoMembers(name=name, kind=kind.zh, kind_en=kind.en)
