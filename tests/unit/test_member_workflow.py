"""The life of a membership and the transfer between two unions (MBR-01, MBR-02; domain-facts 3.2)."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.member.codes import LeaveKind, MemberStatus, TransferForm, TransferStatus
from backend.domain.member.transfers import (
    BEGINNING,
    TRANSFER_WORKFLOW,
    Side,
    TransferOtherSide,
    TransferStep,
    advance_transfer,
    member_step_for,
    transfer_steps,
)
from backend.domain.member.workflow import MEMBER_WORKFLOW, STEP_OF_LEAVING, MemberStep
from backend.domain.workflow import StepNotAllowed, StepNotPossible

S, T = MemberStatus, MemberStep
ALL = {"member:edit", "member:approve", "member:leave", "member:transfer"}

DECLARED = {
    (S.DRAFT, T.SUBMIT): ("member:edit", S.SUBMITTED),
    (S.SUBMITTED, T.RETURN): ("member:approve", S.RETURNED),
    (S.RETURNED, T.SUBMIT): ("member:edit", S.SUBMITTED),
    (S.SUBMITTED, T.APPROVE): ("member:approve", S.ACTIVE),
    (S.ACTIVE, T.RETAIN): ("member:leave", S.RETAINED),
    (S.RETAINED, T.RESUME): ("member:leave", S.ACTIVE),
    (S.ACTIVE, T.TRANSFER_OUT): ("member:transfer", S.TRANSFER_OUT_PENDING),
    (S.TRANSFER_OUT_PENDING, T.ARRIVE): ("member:transfer", S.ACTIVE),
    (S.TRANSFER_OUT_PENDING, T.STAY): ("member:transfer", S.ACTIVE),
    (S.RETAINED, T.TRANSFER_OUT): ("member:transfer", S.RETAINED),
    (S.RETAINED, T.ARRIVE): ("member:transfer", S.ACTIVE),
    (S.RETAINED, T.STAY): ("member:transfer", S.RETAINED),
    (S.ACTIVE, T.WITHDRAW): ("member:leave", S.WITHDRAWN),
    (S.ACTIVE, T.AUTO_WITHDRAW): ("member:leave", S.AUTO_WITHDRAWN),
    (S.ACTIVE, T.EXPEL): ("member:leave", S.EXPELLED),
    (S.ACTIVE, T.RECORD_DEATH): ("member:leave", S.DECEASED),
    (S.RETAINED, T.WITHDRAW): ("member:leave", S.WITHDRAWN),
    (S.RETAINED, T.AUTO_WITHDRAW): ("member:leave", S.AUTO_WITHDRAWN),
    (S.RETAINED, T.EXPEL): ("member:leave", S.EXPELLED),
    (S.RETAINED, T.RECORD_DEATH): ("member:leave", S.DECEASED),
}


@pytest.mark.parametrize(("status", "step"), list(product(MemberStatus, MemberStep)))
def test_every_pair_of_state_and_step(status: MemberStatus, step: MemberStep) -> None:
    """domain-facts 3.2, whole: what is not declared is refused, what is declared needs its one permission."""
    if (status, step) not in DECLARED:
        with pytest.raises(StepNotPossible):
            MEMBER_WORKFLOW.advance(status, step, ALL)
        return
    permission, target = DECLARED[status, step]
    assert MEMBER_WORKFLOW.advance(status, step, {permission}) is target
    with pytest.raises(StepNotAllowed):
        MEMBER_WORKFLOW.advance(status, step, ALL - {permission})


@pytest.mark.parametrize("status", MemberStatus)
def test_steps_and_advance_agree(status: MemberStatus) -> None:
    """The buttons are exactly what works."""
    offered = {each.step for each in MEMBER_WORKFLOW.steps(status, ALL)}
    assert offered == {step for source, step in DECLARED if source is status}


def test_every_form_of_leaving_has_its_step() -> None:
    """MBR-01: each ends in the status of the same name, and nothing leads out of it."""
    for kind in LeaveKind:
        status = MEMBER_WORKFLOW.advance(S.ACTIVE, STEP_OF_LEAVING[kind], ALL)
        assert status.value == kind.value
        assert not status.current
        assert MEMBER_WORKFLOW.steps(status, ALL) == ()


TS, TT = TransferStatus, TransferStep
SENDER, RECEIVER = Side.SENDING, Side.RECEIVING
TRANSFERS = {
    (TS.SUBMITTED, TT.ACCEPT): (RECEIVER, TS.ACCEPTED),
    (TS.SUBMITTED, TT.REJECT): (RECEIVER, TS.REJECTED),
    (TS.SUBMITTED, TT.CANCEL): (SENDER, TS.CANCELLED),
    (TS.REQUESTED, TT.RELEASE): (SENDER, TS.RELEASED),
    (TS.REQUESTED, TT.REJECT): (SENDER, TS.REJECTED),
    (TS.REQUESTED, TT.CANCEL): (RECEIVER, TS.CANCELLED),
    (TS.RELEASED, TT.ACCEPT): (RECEIVER, TS.ACCEPTED),
    (TS.RELEASED, TT.CANCEL): (RECEIVER, TS.CANCELLED),
}


@pytest.mark.parametrize(("status", "step"), list(product(TransferStatus, TransferStep)))
def test_every_pair_of_a_transfer(status: TransferStatus, step: TransferStep) -> None:
    """MBR-02: each step belongs to one side, and to that side only."""
    if (status, step) not in TRANSFERS:
        with pytest.raises(StepNotPossible):
            advance_transfer(status, step, Side, ALL)
        return
    side, target = TRANSFERS[status, step]
    other = RECEIVER if side is SENDER else SENDER
    assert advance_transfer(status, step, [side], {"member:transfer"}) is target
    for sides, held in (([other], ALL), ([side], ALL - {"member:transfer"}), ([], ALL)):
        with pytest.raises(StepNotAllowed):
            advance_transfer(status, step, sides, held)


def test_the_sides_see_their_own_buttons() -> None:
    """Both queues of a pushed transfer."""
    sender = {each.step: each.allowed for each in transfer_steps(TS.SUBMITTED, [SENDER], ALL)}
    receiver = {each.step: each.allowed for each in transfer_steps(TS.SUBMITTED, [RECEIVER], ALL)}
    assert sender == {TT.ACCEPT: False, TT.REJECT: False, TT.CANCEL: True}
    assert receiver == {TT.ACCEPT: True, TT.REJECT: True, TT.CANCEL: False}


def test_a_step_of_the_other_side_is_said_to_be_theirs() -> None:
    """MBR-02: who may transfer, but stands on the other side, is not told of a permission that they hold."""
    with pytest.raises(TransferOtherSide) as caught:
        advance_transfer(TS.SUBMITTED, TT.ACCEPT, [SENDER], ALL)
    assert "接收方" in caught.value.sentence("zh")
    reasons = {each.step: each.reason for each in transfer_steps(TS.SUBMITTED, [SENDER], ALL)}
    assert isinstance(reasons[TT.ACCEPT], TransferOtherSide)
    assert reasons[TT.CANCEL] is None
    (without, *_) = transfer_steps(TS.SUBMITTED, [SENDER], ALL - {"member:transfer"})
    assert type(without.reason) is StepNotAllowed


@given(
    st.sampled_from((S.ACTIVE, S.RETAINED)),
    st.sampled_from(TransferForm),
    st.lists(st.sampled_from(TransferStep), max_size=6),
)
def test_the_membership_follows_its_transfer(
    began: MemberStatus, form: TransferForm, wanted: list[TransferStep]
) -> None:
    """The member is parked exactly while the leaving union has agreed and nothing is decided; only acceptance moves. Who
    is retained rests all the while, is active where they arrive and retained again where they do not."""
    before, status = None, BEGINNING[form][1]
    member, arrived = began, False
    for step in [None, *wanted]:
        if step is not None:
            try:
                before, status = status, advance_transfer(status, step, Side, ALL)
            except StepNotPossible:
                continue
        taken = member_step_for(before, status)
        if taken is not None:
            member = MEMBER_WORKFLOW.advance(member, taken, ALL)
            arrived = arrived or taken is MemberStep.ARRIVE
        parked = S.TRANSFER_OUT_PENDING if began is S.ACTIVE else S.RETAINED
        waits = status in (TS.SUBMITTED, TS.RELEASED)
        assert member is (S.ACTIVE if arrived else parked if waits else began)
        assert arrived == (status is TS.ACCEPTED)


def test_the_diagrams_can_be_printed() -> None:
    """The table prints itself into the manual."""
    assert "draft --> submitted: 提交审核" in MEMBER_WORKFLOW.diagram()
    assert "[*] --> requested" in TRANSFER_WORKFLOW.diagram("en")
