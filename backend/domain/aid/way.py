"""The way of a case through its programme (AID-09; issue 4 section 3): a table made from the stages that it has.

A stage is decided by the union it lies with, or by one above it that acts for it. Who made a case does not approve it,
and who did either does not pay it.
"""

from collections.abc import Sequence
from uuid import UUID

from backend.domain.access import Permission
from backend.domain.aid.case_codes import CaseStatus, CaseStep, Stage
from backend.domain.refusals import Conflict, Invalid
from backend.domain.workflow import Workflow

_DECIDED_BY = {
    Stage.UNIT_REVIEW: Permission.AID_EDIT,
    Stage.NOTICE: Permission.AID_EDIT,
    Stage.UNIT_CONFIRM: Permission.AID_EDIT,
    Stage.TOWNSHIP_REVIEW: Permission.AID_REVIEW,
    Stage.COUNTY_REVIEW: Permission.AID_APPROVE,
    Stage.CITY_REVIEW: Permission.AID_APPROVE_CITY,
}

WHOLE_WAY = (Stage.UNIT_REVIEW, Stage.NOTICE, Stage.UNIT_CONFIRM, Stage.TOWNSHIP_REVIEW, Stage.COUNTY_REVIEW)
"""What a programme has unless it says otherwise (AID-09)."""


DECIDED = (CaseStatus.APPROVED, CaseStatus.HELPING)
"""Where the last desk leads: to the money, or to help that is none."""


class NoStages(Invalid):
    """Nobody would look at a case but its maker."""

    code = "aid_program_no_stages"
    zh = "至少保留一级审核，否则没有第二个人看过申请就会批准。"
    en = "Keep at least one review: otherwise a case is approved without anybody having looked at it."


class NoticeLast(Invalid):
    """The last stage would be a notice. An approval is somebody's decision and reserves money; the end of a period is
    neither."""

    code = "aid_program_notice_last"
    zh = "公示不能是最后一个环节：公示期满只说明无人反对，批准和预留资金须由一级审核办理。请在公示之后至少保留一级审核，例如“单位工会盖章确认”。"
    en = "A notice cannot be the last stage: its end only says that nobody objects. Keep a review after it, such as the union's confirmation, which approves and reserves the money."


class NotEarlier(Invalid):
    """A case goes back to where it has been."""

    code = "aid_case_not_earlier"
    zh = "只能退回到前面的环节。"
    en = "A case can be sent back to an earlier stage only."


class MakerDecides(Conflict):
    """Two eyes are not four (also a CHECK of the database)."""

    code = "aid_case_maker"
    zh = "这件申请由您经办，最后一级审核须由另一位有权限的同事批准。"
    en = "You made this case; another officer has to approve it."


class NotThird(Conflict):
    """Maker, checker and payer are three people (also a CHECK of the database)."""

    code = "aid_case_payer"
    zh = "经办人和批准人不能再发放这笔钱，请由另一位财务人员发放。"
    en = "Who made or approved a case cannot pay it. Another finance officer has to."


def require_stages(stages: Sequence[Stage]) -> tuple[Stage, ...]:
    """The stages in their order, each once. Raises `NoStages` when none of them is a review, `NoticeLast` when none of
    them comes after the notice (also a CHECK of the database)."""
    found = tuple(each for each in Stage if each in stages)
    if not any(each is not Stage.NOTICE for each in found):
        raise NoStages(pointer="/stages")
    if found[-1] is Stage.NOTICE:
        raise NoticeLast(pointer="/stages")
    return found


def status_in(stage: Stage) -> CaseStatus:
    """Where a case stands that lies in a stage: the two have the same slug."""
    return CaseStatus(stage.value)


def following(stages: Sequence[Stage], status: CaseStatus) -> CaseStatus:
    """Where a case goes from the draft or from a stage, when nobody objects."""
    way = (CaseStatus.DRAFT, *(status_in(each) for each in stages), CaseStatus.APPROVED)
    return way[way.index(status) + 1]


def earlier(stages: Sequence[Stage], status: CaseStatus) -> tuple[CaseStatus, ...]:
    """Where a case may be sent back to, the draft first. A notice that has ended is not begun again by itself."""
    way = (CaseStatus.DRAFT, *(status_in(each) for each in stages))
    return way[: way.index(status)] if status in way else ()


def decided(to: CaseStatus, fen: int) -> CaseStatus:
    """Where an approval leads: nothing is paid where nothing is given, the help itself waits (AID-25, AID-28)."""
    return CaseStatus.HELPING if to is CaseStatus.APPROVED and fen == 0 else to


def require_earlier(stages: Sequence[Stage], status: CaseStatus, to: CaseStatus) -> None:
    """Raises `NotEarlier`."""
    if to not in earlier(stages, status):
        raise NotEarlier(pointer="/to")


def workflow_of(stages: Sequence[Stage]) -> Workflow[CaseStatus, CaseStep]:
    """The table of a programme. A return leads to the draft unless it names another earlier stage."""
    last = status_in(stages[-1]) if stages else CaseStatus.DRAFT
    decides = _DECIDED_BY[stages[-1]] if stages else Permission.AID_APPROVE
    table: dict[tuple[CaseStatus, CaseStep, str], CaseStatus] = {
        (CaseStatus.DRAFT, CaseStep.SUBMIT, Permission.AID_EDIT): following(stages, CaseStatus.DRAFT),
        (CaseStatus.DRAFT, CaseStep.WITHDRAW, Permission.AID_EDIT): CaseStatus.WITHDRAWN,
    }
    for stage in stages:
        status, permission = status_in(stage), _DECIDED_BY[stage]
        table[status, CaseStep.PASS, permission] = following(stages, status)
        table[status, CaseStep.RETURN, permission] = CaseStatus.DRAFT
        table[status, CaseStep.REJECT, permission] = CaseStatus.REJECTED
        table[status, CaseStep.WITHDRAW, Permission.AID_EDIT] = CaseStatus.WITHDRAWN
    table |= {
        (CaseStatus.APPROVED, CaseStep.REVOKE, decides): last,
        (CaseStatus.APPROVED, CaseStep.PAY, Permission.FUND_PAY): CaseStatus.PAID,
        (CaseStatus.PAID, CaseStep.RECALL, Permission.FUND_PAY): CaseStatus.APPROVED,
        (CaseStatus.PAID, CaseStep.ARCHIVE, Permission.AID_REVIEW): CaseStatus.ARCHIVED,
        (CaseStatus.HELPING, CaseStep.REVOKE, decides): last,
        (CaseStatus.HELPING, CaseStep.HELP, Permission.AID_EDIT): CaseStatus.HELPED,
        (CaseStatus.HELPED, CaseStep.RETURN, Permission.AID_REVIEW): CaseStatus.HELPING,
        (CaseStatus.HELPED, CaseStep.ARCHIVE, Permission.AID_REVIEW): CaseStatus.ARCHIVED,
    }
    return Workflow(table)


def require_checker(*, maker: UUID, acting: UUID, to: CaseStatus) -> None:
    """Raises `MakerDecides` when the approval would be its maker's."""
    if to in DECIDED and maker == acting:
        raise MakerDecides()


def require_payer(*, maker: UUID, checker: UUID | None, acting: UUID) -> None:
    """Raises `NotThird`."""
    if acting in (maker, checker):
        raise NotThird()
