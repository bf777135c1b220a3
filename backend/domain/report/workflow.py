"""The way of a report: filled, submitted to the union above, returned or accepted; accepted it is frozen (ui.md part ⑦).

One permission serves both ends, so the table names it per side, as with transfers; who stands on top has nobody to
submit to and finishes its own.
"""

from collections.abc import Set
from uuid import UUID

from backend.domain.codes import Code
from backend.domain.workflow import OpenStep, StepNotAllowed, Workflow

EDIT = "report:edit"


class ReportStatus(Code):
    """Where a report is."""

    DRAFT = "draft", "填报中", "Draft"
    SUBMITTED = "submitted", "已上报", "Submitted"
    RETURNED = "returned", "已退回", "Returned"
    ACCEPTED = "accepted", "已接收", "Accepted"


class ReportStep(Code):
    """What can be done to a report."""

    COMPUTE = "compute", "重新取数", "Compute anew"
    SUBMIT = "submit", "上报", "Submit"
    WITHDRAW = "withdraw", "撤回", "Withdraw"
    RETURN = "return", "退回", "Return"
    ACCEPT = "accept", "接收", "Accept"
    FINISH = "finish", "定稿", "Finish"


class ReportSide(Code):
    """Who somebody is to a report."""

    OWN = "own", "填报单位", "The union that reports"
    ABOVE = "above", "上级工会", "The union above"
    TOP = "top", "最上级工会", "The union on top"


class ReportOtherSide(StepNotAllowed):
    """The step is another union's to take. Facts: `step`, `side` (codes)."""

    code = "report_other_side"
    zh = "“{step.zh}”由这份报表的{side.zh}办理，不在您这一级。"
    en = '"{step.en}" is for another union: {side.en}.'


OPEN = frozenset({ReportStatus.DRAFT, ReportStatus.RETURNED})
"""States in which a report may be filled."""
SENT = frozenset({ReportStatus.SUBMITTED, ReportStatus.ACCEPTED})
"""States in which a report has gone up."""

_OWN, _ABOVE, _TOP = (f"{EDIT}:{side.value}" for side in ReportSide)
_S, _T = ReportStatus, ReportStep

REPORT_WORKFLOW: Workflow[ReportStatus, ReportStep] = Workflow(
    {
        (_S.DRAFT, _T.COMPUTE, _OWN): _S.DRAFT,
        (_S.DRAFT, _T.COMPUTE, _TOP): _S.DRAFT,
        (_S.DRAFT, _T.SUBMIT, _OWN): _S.SUBMITTED,
        (_S.DRAFT, _T.FINISH, _TOP): _S.ACCEPTED,
        (_S.SUBMITTED, _T.WITHDRAW, _OWN): _S.DRAFT,
        (_S.SUBMITTED, _T.RETURN, _ABOVE): _S.RETURNED,
        (_S.SUBMITTED, _T.ACCEPT, _ABOVE): _S.ACCEPTED,
        (_S.RETURNED, _T.COMPUTE, _OWN): _S.RETURNED,
        (_S.RETURNED, _T.SUBMIT, _OWN): _S.SUBMITTED,
    }
)


def side_of(*, reporter: UUID, above: UUID | None, at: UUID | None) -> ReportSide | None:
    """Who somebody that works for the union `at` is to a report; None for unions higher up or below."""
    if at == reporter:
        return ReportSide.TOP if above is None else ReportSide.OWN
    return ReportSide.ABOVE if above is not None and at == above else None


def advance_report(status: ReportStatus, step: ReportStep, side: ReportSide | None, held: Set[str]) -> ReportStatus:
    """The state that `step` leads to. Raises `StepNotPossible`, `ReportOtherSide` or `StepNotAllowed`."""
    try:
        return REPORT_WORKFLOW.advance(status, step, _held(side, held))
    except StepNotAllowed as refused:
        raise _whose(refused, side, held) from None


def report_steps(status: ReportStatus, side: ReportSide | None, held: Set[str]) -> tuple[OpenStep[ReportStep], ...]:
    """What is open on this report, and to whom; the steps of the top are not offered below it, nor the other way."""
    found = []
    for each in REPORT_WORKFLOW.steps(status, _held(side, held)):
        if (each.step is ReportStep.FINISH) != (side is ReportSide.TOP) and each.step in _T_ENDS:
            continue
        reason = each.reason
        found.append(OpenStep(each.step, _whose(reason, side, held)) if isinstance(reason, StepNotAllowed) else each)
    return tuple(found)


_T_ENDS = frozenset({ReportStep.FINISH, ReportStep.SUBMIT})


def _held(side: ReportSide | None, held: Set[str]) -> frozenset[str]:
    return frozenset({f"{EDIT}:{side.value}"} if side is not None and EDIT in held else ())


def _whose(refused: StepNotAllowed, side: ReportSide | None, held: Set[str]) -> StepNotAllowed:
    """For somebody who reports at another union, that the step is the other's; else the refusal as it was."""
    owner = ReportSide(str(refused.facts["permission"]).removeprefix(f"{EDIT}:"))
    if EDIT not in held or side is owner:
        return refused
    return ReportOtherSide(step=refused.facts["step"], side=owner)
