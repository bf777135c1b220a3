"""The transfer of union relations (会员组织关系接转, MBR-02), seen from both sides.

Pushed: the leaving union submits, the receiving one accepts or rejects, the leaving one may take it back. Pulled: the
receiving union asks, the leaving one releases or rejects, the receiving one accepts; until then it may take it back.
One permission serves both sides, so the table names it per side, and `held_on` says which of the two a caller has.
"""

from collections.abc import Iterable, Set

from backend.domain.codes import Code
from backend.domain.member.codes import TransferForm, TransferStatus
from backend.domain.member.workflow import TRANSFER, MemberStep
from backend.domain.workflow import OpenStep, StepNotAllowed, Workflow


class Side(Code):
    """The two unions of a transfer."""

    SENDING = "sending", "转出方", "Leaving union"
    RECEIVING = "receiving", "接收方", "Receiving union"


class TransferOtherSide(StepNotAllowed):
    """The step is the other union's to take. Facts: `step`, `side` (codes)."""

    code = "transfer_other_side"
    zh = "“{step.zh}”由这笔接转的{side.zh}办理，您在另一方。请等对方办理，或电话联系。"
    en = '"{step.en}" is for the other side ({side.en}). Wait for it, or telephone.'


class TransferStep(Code):
    """What can be done to a transfer."""

    RELEASE = "release", "同意转出", "Release"
    ACCEPT = "accept", "接收", "Accept"
    REJECT = "reject", "不同意", "Reject"
    CANCEL = "cancel", "撤回", "Cancel"


BEGINNING: dict[TransferForm, tuple[Side, TransferStatus]] = {
    TransferForm.PUSH: (Side.SENDING, TransferStatus.SUBMITTED),
    TransferForm.PULL: (Side.RECEIVING, TransferStatus.REQUESTED),
}
"""Which side begins a transfer of each form, and in which state it begins."""

_SENDING, _RECEIVING = (f"{TRANSFER}:{side.value}" for side in Side)
_S, _T = TransferStatus, TransferStep

TRANSFER_WORKFLOW: Workflow[TransferStatus, TransferStep] = Workflow(
    {
        (_S.SUBMITTED, _T.ACCEPT, _RECEIVING): _S.ACCEPTED,
        (_S.SUBMITTED, _T.REJECT, _RECEIVING): _S.REJECTED,
        (_S.SUBMITTED, _T.CANCEL, _SENDING): _S.CANCELLED,
        (_S.REQUESTED, _T.RELEASE, _SENDING): _S.RELEASED,
        (_S.REQUESTED, _T.REJECT, _SENDING): _S.REJECTED,
        (_S.REQUESTED, _T.CANCEL, _RECEIVING): _S.CANCELLED,
        (_S.RELEASED, _T.ACCEPT, _RECEIVING): _S.ACCEPTED,
        (_S.RELEASED, _T.CANCEL, _RECEIVING): _S.CANCELLED,
    }
)


def held_on(sides: Iterable[Side], held: Set[str]) -> frozenset[str]:
    """The permissions of the table that somebody has who holds `held` on these sides of the transfer."""
    return frozenset(f"{TRANSFER}:{side.value}" for side in sides if TRANSFER in held)


def advance_transfer(
    status: TransferStatus, step: TransferStep, sides: Iterable[Side], held: Set[str]
) -> TransferStatus:
    """The state that `step` leads to. Raises `StepNotPossible`, `TransferOtherSide` or `StepNotAllowed`."""
    sides = frozenset(sides)
    try:
        return TRANSFER_WORKFLOW.advance(status, step, held_on(sides, held))
    except StepNotAllowed as refused:
        raise _whose(refused, sides, held) from None


def transfer_steps(status: TransferStatus, sides: Iterable[Side], held: Set[str]) -> tuple[OpenStep[TransferStep], ...]:
    """What is open on this transfer, and to whom."""
    sides = frozenset(sides)
    return tuple(
        OpenStep(each.step, _whose(each.reason, sides, held)) if isinstance(each.reason, StepNotAllowed) else each
        for each in TRANSFER_WORKFLOW.steps(status, held_on(sides, held))
    )


def _whose(refused: StepNotAllowed, sides: Set[Side], held: Set[str]) -> StepNotAllowed:
    """For somebody who transfers on one side, that the step is the other's; else the refusal as it was."""
    side = Side(str(refused.facts["permission"]).removeprefix(f"{TRANSFER}:"))
    if TRANSFER not in held or not sides or side in sides:
        return refused
    return TransferOtherSide(step=refused.facts["step"], side=side)


def member_step_for(before: TransferStatus | None, after: TransferStatus) -> MemberStep | None:
    """The step that the membership takes when its transfer goes from `before` (None: begins) to `after`, or None.

    The membership is parked from the moment the leaving union has agreed: at once when pushed, on release when pulled;
    one that is retained rests already and stays so (workflow.py).
    An acceptance moves it; any other end puts it back, if it was parked.
    """
    parked = before in (TransferStatus.SUBMITTED, TransferStatus.RELEASED)
    if after in (TransferStatus.SUBMITTED, TransferStatus.RELEASED):
        return None if parked else MemberStep.TRANSFER_OUT
    if not parked:
        return None
    if after is TransferStatus.ACCEPTED:
        return MemberStep.ARRIVE
    return MemberStep.STAY if after in (TransferStatus.REJECTED, TransferStatus.CANCELLED) else None
