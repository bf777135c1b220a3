"""The way of a case (AID-09, AID-10; issue 4 section 3): every state and step of every set of stages."""

from itertools import combinations
from uuid import UUID

import pytest

from backend.domain.access import Permission
from backend.domain.aid import way
from backend.domain.aid.case_codes import CaseStatus, CaseStep, Stage
from backend.domain.workflow import StepNotAllowed, StepNotPossible

ONE, TWO, THREE = (UUID(int=n) for n in (1, 2, 3))
EVERYTHING = frozenset(Permission)
ALL_STAGES = [stages for n in range(1, 7) for stages in combinations(Stage, n) if stages[-1] is not Stage.NOTICE]


def test_the_way_of_the_document() -> None:
    """AID-09: application, unit, notice, unit with its seal, (township), county."""
    at, passed = CaseStatus.DRAFT, []
    while at is not CaseStatus.APPROVED:
        at = way.following(way.WHOLE_WAY, at)
        passed.append(at.value)
    assert passed == ["unit_review", "notice", "unit_confirm", "township_review", "county_review", "approved"]


def test_an_approval_without_money_leads_to_the_help() -> None:
    """AID-25, AID-28: nothing is paid where nothing is given; every other step leads where it led."""
    assert way.decided(CaseStatus.APPROVED, 0) is CaseStatus.HELPING
    assert way.decided(CaseStatus.APPROVED, 1) is CaseStatus.APPROVED
    assert way.decided(CaseStatus.NOTICE, 0) is CaseStatus.NOTICE


@pytest.mark.parametrize("stages", ALL_STAGES, ids=lambda stages: "+".join(stages))
def test_every_state_and_step(stages: tuple[Stage, ...]) -> None:
    """A pair that the table does not name is refused, whoever asks; a named one needs its permission."""
    table = way.workflow_of(stages)
    present = {way.status_in(each) for each in stages}
    named = {CaseStatus.DRAFT, *way.DECIDED, CaseStatus.PAID, CaseStatus.HELPED} | present
    for status in CaseStatus:
        open_steps = {each.step for each in table.steps(status, EVERYTHING)}
        assert bool(open_steps) == (status in named)
        for step in CaseStep:
            if step in open_steps:
                table.advance(status, step, EVERYTHING)
                with pytest.raises(StepNotAllowed):
                    table.advance(status, step, frozenset())
            else:
                with pytest.raises(StepNotPossible):
                    table.advance(status, step, EVERYTHING)
    # Whatever stages there are, agreeing again and again ends in the approval and passes each of them once.
    at, passed = table.advance(CaseStatus.DRAFT, CaseStep.SUBMIT, EVERYTHING), []
    while at is not CaseStatus.APPROVED:
        passed.append(at)
        at = table.advance(at, CaseStep.PASS, EVERYTHING)
    assert passed == [way.status_in(each) for each in stages]


def test_only_an_earlier_stage_is_gone_back_to() -> None:
    """issue 4 section 3: return to any earlier step."""
    assert way.earlier(way.WHOLE_WAY, CaseStatus.UNIT_CONFIRM) == (
        CaseStatus.DRAFT,
        CaseStatus.UNIT_REVIEW,
        CaseStatus.NOTICE,
    )
    assert way.earlier(way.WHOLE_WAY, CaseStatus.PAID) == ()
    with pytest.raises(way.NotEarlier):
        way.require_earlier(way.WHOLE_WAY, CaseStatus.UNIT_REVIEW, CaseStatus.COUNTY_REVIEW)


def test_stages_stand_in_their_order_and_one_is_a_review() -> None:
    """A programme cannot be one in which nobody looks."""
    assert way.require_stages([Stage.COUNTY_REVIEW, Stage.UNIT_REVIEW, Stage.UNIT_REVIEW]) == (
        Stage.UNIT_REVIEW,
        Stage.COUNTY_REVIEW,
    )
    for none in ([], [Stage.NOTICE]):
        with pytest.raises(way.NoStages):
            way.require_stages(none)


@pytest.mark.parametrize("stages", [stages for n in range(1, 7) for stages in combinations(Stage, n)], ids="+".join)
def test_nothing_is_approved_by_the_end_of_a_period(stages: tuple[Stage, ...]) -> None:
    """AID-09, FND-02: whatever is ticked, an approval is somebody's decision, who reserves the money for it."""
    try:
        kept = way.require_stages(stages)
    except (way.NoStages, way.NoticeLast):
        assert stages[-1] is Stage.NOTICE
    else:
        assert way.following(kept, CaseStatus.NOTICE) is not CaseStatus.APPROVED if Stage.NOTICE in kept else kept


def test_three_people() -> None:
    """Maker, checker and payer (ASVS 2.3.5)."""
    way.require_checker(maker=ONE, acting=TWO, to=CaseStatus.APPROVED)
    way.require_checker(maker=ONE, acting=ONE, to=CaseStatus.NOTICE)
    with pytest.raises(way.MakerDecides):
        way.require_checker(maker=ONE, acting=ONE, to=CaseStatus.APPROVED)
    way.require_payer(maker=ONE, checker=TWO, acting=THREE)
    for acting in (ONE, TWO):
        with pytest.raises(way.NotThird):
            way.require_payer(maker=ONE, checker=TWO, acting=acting)
