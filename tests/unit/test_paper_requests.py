"""What a worker is asked for beside a file, and when it is answered (AID-08, AID-09)."""

import pytest

from backend.domain.access import Permission
from backend.domain.aid import paper_request as rules
from backend.domain.aid.application import APPLICANT
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.paper_request_codes import PaperRequestStatus, PaperRequestStep
from backend.domain.refusals import Refusal

BOTH = frozenset({APPLICANT, str(Permission.AID_EDIT)})

WAY = {
    ("open", "answer"): "answered",
    ("open", "withdraw"): "withdrawn",
    ("answered", "take"): "taken",
    ("answered", "return"): "returned",
    ("answered", "withdraw"): "withdrawn",
}


@pytest.mark.parametrize("status", PaperRequestStatus)
@pytest.mark.parametrize("step", PaperRequestStep)
def test_every_state_and_step(status: PaperRequestStatus, step: PaperRequestStep) -> None:
    """Issue 4: what is declared goes where it says, all else is refused; who answers does not take, nor the other way."""
    to = WAY.get((str(status), str(step)))
    if to is None:
        with pytest.raises(Refusal) as refused:
            rules.PAPER_REQUEST_WORKFLOW.advance(status, step, BOTH)
        assert refused.value.code == "step_not_possible"
        return
    holder = APPLICANT if step is PaperRequestStep.ANSWER else str(Permission.AID_EDIT)
    assert rules.PAPER_REQUEST_WORKFLOW.advance(status, step, frozenset({holder})) == to
    with pytest.raises(Refusal) as refused:
        rules.PAPER_REQUEST_WORKFLOW.advance(status, step, BOTH - {holder})
    assert refused.value.code == "step_not_allowed"


def test_a_question_says_something() -> None:
    rules.require_question([PaperKind.INCOME], "")
    rules.require_question([], "请写明就诊医院")
    with pytest.raises(rules.NothingAsked):
        rules.require_question([], "")


def test_an_answer_sends_or_explains() -> None:
    """AID-08: a paper that cannot be had is excused by a word, and never by silence."""
    asked = [PaperKind.RECEIPTS, PaperKind.INCOME]
    rules.require_answer(asked, {PaperKind.INCOME, PaperKind.RECEIPTS}, "")
    rules.require_answer(asked, {PaperKind.INCOME}, "票据在医保局")
    rules.require_answer([], {PaperKind.INCOME}, "")
    rules.require_answer([], set(), "没有了")
    with pytest.raises(rules.PapersNotSent) as refused:
        rules.require_answer(asked, set(), "")
    assert "还缺：收入证明、医疗费票据。" in refused.value.sentence("zh")
    with pytest.raises(rules.PapersNotSent):
        rules.require_answer(asked, {PaperKind.INCOME}, "")
    with pytest.raises(rules.PapersNotSent):
        rules.require_answer([], set(), "")


def test_only_an_open_one_takes_papers() -> None:
    rules.require_answerable(PaperRequestStatus.OPEN)
    for status in PaperRequestStatus:
        if status is not PaperRequestStatus.OPEN:
            with pytest.raises(rules.NotAnswerable):
                rules.require_answerable(status)
