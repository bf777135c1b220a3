"""Batches of members: how many, what follows from a change, where a batch is (api.md "Bulk"; issue 2 section 4)."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from backend.api.member.batch.deeds import Deed
from backend.domain.job import JobState
from backend.domain.member.batches import (
    MOST,
    BatchChange,
    BatchNotReady,
    BatchTooLarge,
    BatchUnclear,
    MemberBatchState,
    NobodyCan,
    require_clear,
    require_ready,
    require_small,
    state_of,
    values_of,
)
from backend.domain.member.changes import FieldNeeded
from backend.domain.member.codes import Education, EmploymentForm, HukouKind, MemberKind, RetainReason
from backend.domain.member.steps import AskedStep, StepAsked

_S, _J = MemberBatchState, JobState


@pytest.mark.parametrize(
    ("change", "given", "values"),
    [
        (BatchChange(education=Education.COLLEGE), {"education"}, {"education": "college"}),
        (BatchChange(), {"education", "post"}, {"education": None, "post": ""}),
        (BatchChange(kind=MemberKind.MIGRANT), {"kind"}, {"kind": "migrant", "migrant": True}),
        (BatchChange(kind=MemberKind.DISPATCHED), {"kind"}, {"kind": "dispatched", "dispatched": True}),
        (
            BatchChange(employment_form=EmploymentForm.DISPATCH, dispatched=False),
            {"employment_form", "dispatched"},
            {"employment_form": "dispatch", "dispatched": True},
        ),
        (BatchChange(migrant=False), {"migrant"}, {"migrant": False}),
        (BatchChange(card_issued_on=date(2026, 11, 20)), {"card_issued_on"}, {"card_issued_on": date(2026, 11, 20)}),
    ],
)
def test_what_a_change_sets(change: BatchChange, given: set[str], values: dict[str, Any]) -> None:
    """MBR-01: what was given and what follows from it; what was not given stays as it is."""
    assert values_of(change, given) == values


@pytest.mark.parametrize("name", ["kind", "migrant", "dispatched", "hardship"])
def test_what_everybody_has_cannot_be_emptied(name: str) -> None:
    with pytest.raises(FieldNeeded) as refused:
        values_of(BatchChange(), {name})
    assert refused.value.facts["pointer"] == f"/change/{name}"


@pytest.mark.parametrize(
    ("members", "step", "change", "given", "pointer"),
    [
        (0, True, False, (), "/ids"),
        (2, True, False, (), "/ids"),
        (1, False, False, (), "/step"),
        (1, True, True, ("kind",), "/step"),
        (1, False, True, (), "/change"),
    ],
)
def test_one_deed_for_some_members(
    members: int, step: bool, change: bool, given: tuple[str, ...], pointer: str
) -> None:
    with pytest.raises(BatchUnclear) as refused:
        require_clear(members=members, step=step, change=change, given=given)
    assert refused.value.facts["pointer"] == pointer
    require_clear(members=1, step=True, change=False, given=())
    require_clear(members=1, step=False, change=True, given=("kind",))


def test_how_many() -> None:
    """The last that fits, and the first that does not; the sentence says the bound as people write it."""
    require_small(MOST)
    require_small(100_000, most=100_000)
    with pytest.raises(BatchTooLarge):
        require_small(MOST + 1)
    with pytest.raises(BatchTooLarge, match="100,000"):
        require_small(100_001, most=100_000)


@pytest.mark.parametrize(
    ("stored", "job", "now"),
    [
        (_S.CHECKING, None, _S.CHECKING),
        (_S.CHECKING, _J.QUEUED, _S.CHECKING),
        (_S.CHECKING, _J.CANCELLED, _S.FAILED),
        (_S.CHECKING, _J.FAILED, _S.FAILED),
        (_S.CHECKED, _J.SUCCEEDED, _S.CHECKED),
        (_S.CARRYING_OUT, _J.RUNNING, _S.CARRYING_OUT),
        (_S.CARRYING_OUT, _J.CANCELLED, _S.CHECKED),
        (_S.CARRYING_OUT, _J.FAILED, _S.CHECKED),
        (_S.DONE, _J.SUCCEEDED, _S.DONE),
    ],
)
def test_where_a_batch_is(stored: MemberBatchState, job: JobState | None, now: MemberBatchState) -> None:
    """A deed that was stopped can be gone on with; a check that was stopped is begun anew."""
    assert state_of(stored, job) is now


def test_only_what_was_checked_is_carried_out() -> None:
    for state in _S:
        if state is _S.CHECKED:
            require_ready(state, can=1)
            with pytest.raises(NobodyCan):
                require_ready(state, can=0)
        else:
            with pytest.raises(BatchNotReady):
                require_ready(state, can=1)


@pytest.mark.parametrize(
    "deed",
    [
        Deed(StepAsked(step=AskedStep.APPROVE, on=date(2026, 11, 20), issue_card=False), None),
        Deed(StepAsked(step=AskedStep.RETAIN, retain_reason=RetainReason.RETIRED, reason="退休"), None),
        Deed(None, BatchChange(hukou_kind=HukouKind.RURAL), frozenset({"hukou_kind"})),
        Deed(None, BatchChange(), frozenset({"education"})),
        Deed(
            None,
            BatchChange(employer_id=uuid4(), card_issued_on=date(2026, 1, 2), hardship=True),
            frozenset({"employer_id", "card_issued_on", "hardship"}),
        ),
    ],
)
def test_a_deed_is_kept_and_read_again(deed: Deed) -> None:
    """Also that a field was emptied, which is not the same as left alone."""
    assert Deed.of(deed.as_document()) == deed
