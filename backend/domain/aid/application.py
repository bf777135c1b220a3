"""The life of a worker's application for aid (AID-01, AID-09; issue 4 section 8): a table, and who may do what in it.

The worker fills in, hands in, answers, withdraws; the union it lies with asks, takes it into a household file, or does
not. Taking is a matter of the file: the application turns in the transaction that makes it.
"""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from backend.domain.access import Permission
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep, Desk
from backend.domain.aid.case_codes import CaseStatus, ProgramStatus, Stage
from backend.domain.aid.programs import where_papers_go
from backend.domain.aid.way import status_in
from backend.domain.member.codes import MemberStatus
from backend.domain.refusals import Conflict, Invalid
from backend.domain.workflow import Workflow

APPLICANT: Final = "applicant"
"""What the worker holds over the own application, and nobody over another's. No grant gives it."""

_S, _T = ApplicationStatus, ApplicationStep

APPLICATION_WORKFLOW: Final = Workflow(
    {
        (_S.DRAFT, _T.SUBMIT, APPLICANT): _S.SUBMITTED,
        (_S.SUBMITTED, _T.WITHDRAW, APPLICANT): _S.WITHDRAWN,
        (_S.SUBMITTED, _T.TAKE, Permission.AID_EDIT): _S.TAKEN,
        (_S.SUBMITTED, _T.ATTACH, Permission.AID_EDIT): _S.TAKEN,
        (_S.SUBMITTED, _T.ASK, Permission.AID_EDIT): _S.ASKED,
        (_S.SUBMITTED, _T.REFUSE, Permission.AID_EDIT): _S.REFUSED,
        (_S.ASKED, _T.ANSWER, APPLICANT): _S.SUBMITTED,
        (_S.ASKED, _T.WITHDRAW, APPLICANT): _S.WITHDRAWN,
        (_S.ASKED, _T.TAKE, Permission.AID_EDIT): _S.TAKEN,
        (_S.ASKED, _T.ATTACH, Permission.AID_EDIT): _S.TAKEN,
        (_S.ASKED, _T.REFUSE, Permission.AID_EDIT): _S.REFUSED,
        (_S.TAKEN, _T.GIVE_BACK, Permission.AID_EDIT): _S.SUBMITTED,
    }
)
"""The draft of a file that is thrown away gives its application back; nothing else does."""

_MAY_APPLY = frozenset({MemberStatus.ACTIVE, MemberStatus.RETAINED, MemberStatus.TRANSFER_OUT_PENDING})


class NotAMember(Conflict):
    """The account belongs to nobody in the register."""

    code = "aid_application_not_a_member"
    zh = "您的账号还没有关联会员档案，不能在网上申请。请请所在工会核对实名信息并关联账号，或直接到工会申请。"
    en = "Your account is not linked to a member's record. Ask your union to link it, or apply at its office."


class NotInRegister(Conflict):
    """Registered, and not a member in good standing."""

    code = "aid_application_not_in_register"
    zh = "您的会籍目前不在册，不能在网上申请。请先到所在工会办理入会或恢复会籍；情况紧急的，可请工会代为建档。"
    en = "You are not a member in good standing. See your union about it first; in an emergency it can enter a file."


class ApplicationOpen(Conflict):
    """One at a time. Fact: `application_id`."""

    code = "aid_application_open"
    zh = "您已有一件正在办理的申请，没有重复新建。请在那一件上继续填写，或撤回后再申请。"
    en = "You have an application under way; no second one was begun. Go on with it, or withdraw it first."

    def __init__(self, application_id: UUID) -> None:
        super().__init__(application_id=str(application_id))


class NotFillable(Conflict):
    """It lies with the union, or has ended."""

    code = "aid_application_not_fillable"
    zh = "申请已经提交或已办结，现在不能修改。需要更正的，请联系工会退回补充，或撤回后重新申请。"
    en = "The application lies with the union or has ended and cannot be changed. Ask the union, or withdraw it."


class NotADraftApplication(Conflict):
    """What was handed in once is withdrawn, not thrown away."""

    code = "aid_application_not_a_draft"
    zh = "申请已经提交过，不能删除。不再需要的，请撤回。"
    en = "It was handed in and cannot be deleted. Withdraw it when you no longer need it."


class ProgramNotOpen(Conflict):
    """Not yet, no longer, or not for this worker's union."""

    code = "aid_application_program_not_open"
    zh = "这个救助项目现在不受理您的申请：还没有开始、已经截止，或不面向您所在的工会。请改选其他项目，或不选项目直接申请。{where_zh}"
    en = "This programme takes no application of yours: not yet, no longer, or not from your union. Choose another or none.{where_en}"


class ApplicantMoved(Conflict):
    """The worker's membership has gone to another union since."""

    code = "aid_application_moved"
    zh = "申请人的会籍已不在您的管理范围内，不能由您建档。请不予受理，并写明请其向现在的工会申请。"
    en = "The worker's membership now lies outside your scope. Do not take it, and say that the present union is to be asked."


class OwnApplication(Conflict):
    """Nobody decides about their own."""

    code = "aid_application_own"
    zh = "这是您本人的申请，须由另一位同事办理。"
    en = "This is your own application; another officer has to deal with it."


class NotTheirFile(Invalid):
    """The file has nobody of this application in it, or is closed to the caller."""

    code = "aid_application_not_their_file"
    zh = "这份困难档案里没有申请人，不能并入。请核对后选择申请人所在的档案。"
    en = "The worker does not stand in this file. Choose the file in which they do."


class NoteMissing(Invalid):
    """Who is asked, or told no, is told what and why."""

    code = "aid_application_note_missing"
    zh = "请写明需要补充什么，或不予受理的原因。申请人会看到这句话。"
    en = "Say what is asked, or why it is not taken. The worker reads this."


def require_may_apply(status: MemberStatus) -> None:
    """Raises `NotInRegister`."""
    if status not in _MAY_APPLY:
        raise NotInRegister()


def require_fillable(status: ApplicationStatus) -> None:
    """Raises `NotFillable`."""
    if not status.fillable:
        raise NotFillable()


def require_open_program(program: Any, *, at: datetime) -> None:
    """Raises `ProgramNotOpen`, with where its papers are handed in. The last minute is included, as of every deadline."""
    minute = at.replace(second=0, microsecond=0)
    early = program.opens_at is not None and minute < program.opens_at
    late = program.closes_at is not None and minute > program.closes_at
    if program.status != ProgramStatus.OPEN or early or late:
        raise ProgramNotOpen(pointer="/program_id", **where_papers_go(program))


def require_another(member_id: UUID, acting: UUID | None) -> None:
    """Raises `OwnApplication` when who acts is the worker. `acting` is the member that the officer is."""
    if member_id == acting:
        raise OwnApplication()


def desk_of(status: CaseStatus) -> Desk | None:
    """The desk that a case lies on, for the worker; None when no desk has anything to decide."""
    if status in (CaseStatus.DRAFT, CaseStatus.HELPING):
        return Desk.UNION
    stage = next((each for each in Stage if status_in(each) is status), None)
    return None if stage is None else next(desk for desk in Desk if desk.level is stage.level)
