"""The life of a membership as a table (domain-facts 3.2; charter articles 3 to 8; MBR-01, MBR-02).

A membership that has ended stays ended: somebody who comes back applies again and gets a new one, on the same person.
A transfer parks the membership until the transfer itself has ended (transfers.py). A retained one is parked already: it
stays retained, counts as such in every figure, and becomes active where it arrives (一次入会，动态接转).
"""

from backend.domain.codes import Code
from backend.domain.member.codes import LeaveKind, MemberStatus
from backend.domain.workflow import Workflow

EDIT = "member:edit"
APPROVE = "member:approve"
LEAVE = "member:leave"
TRANSFER = "member:transfer"


class MemberStep(Code):
    """What can be done to a membership."""

    SUBMIT = "submit", "提交审核", "Submit"
    RETURN = "return", "退回补正", "Return"
    APPROVE = "approve", "批准入会", "Approve"
    RETAIN = "retain", "保留会籍", "Retain membership"
    RESUME = "resume", "恢复会籍", "Resume membership"
    TRANSFER_OUT = "transfer_out", "转出", "Transfer out"
    STAY = "stay", "接转未成，留在原工会", "Stay: transfer did not happen"
    ARRIVE = "arrive", "转入", "Arrive at the new union"
    WITHDRAW = "withdraw", "退会", "Withdraw"
    AUTO_WITHDRAW = "auto_withdraw", "按自动退会办理", "Withdraw automatically"
    EXPEL = "expel", "开除会籍", "Expel"
    RECORD_DEATH = "record_death", "登记去世", "Record death"


STEP_OF_LEAVING: dict[LeaveKind, MemberStep] = {
    LeaveKind.WITHDRAWN: MemberStep.WITHDRAW,
    LeaveKind.AUTO_WITHDRAWN: MemberStep.AUTO_WITHDRAW,
    LeaveKind.EXPELLED: MemberStep.EXPEL,
    LeaveKind.DECEASED: MemberStep.RECORD_DEATH,
}

_S, _T = MemberStatus, MemberStep

_JOINING = {
    (_S.DRAFT, _T.SUBMIT, EDIT): _S.SUBMITTED,
    (_S.SUBMITTED, _T.APPROVE, APPROVE): _S.ACTIVE,
    (_S.SUBMITTED, _T.RETURN, APPROVE): _S.RETURNED,
    (_S.RETURNED, _T.SUBMIT, EDIT): _S.SUBMITTED,
}
_MOVING = {
    (_S.ACTIVE, _T.TRANSFER_OUT, TRANSFER): _S.TRANSFER_OUT_PENDING,
    (_S.TRANSFER_OUT_PENDING, _T.ARRIVE, TRANSFER): _S.ACTIVE,
    (_S.TRANSFER_OUT_PENDING, _T.STAY, TRANSFER): _S.ACTIVE,
    (_S.RETAINED, _T.TRANSFER_OUT, TRANSFER): _S.RETAINED,
    (_S.RETAINED, _T.ARRIVE, TRANSFER): _S.ACTIVE,
    (_S.RETAINED, _T.STAY, TRANSFER): _S.RETAINED,
    (_S.ACTIVE, _T.RETAIN, LEAVE): _S.RETAINED,
    (_S.RETAINED, _T.RESUME, LEAVE): _S.ACTIVE,
}
_LEAVING = {
    (status, step, LEAVE): MemberStatus(kind.value)
    for status in (_S.ACTIVE, _S.RETAINED)
    for kind, step in STEP_OF_LEAVING.items()
}

MEMBER_WORKFLOW: Workflow[MemberStatus, MemberStep] = Workflow(_JOINING | _MOVING | _LEAVING)
