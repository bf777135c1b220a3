"""What became of people after the help: a job, a school year (AID-22 no drop-outs, AID-25 help to work).

It is recorded after the payment, and again whenever it changes; the record of events keeps what it was.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from annotated_types import MaxLen

from backend.domain.aid.case_codes import CaseStatus, ProgramKind
from backend.domain.codes import Code
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text


class AidOutcome(Code):
    """What became of it: of help to work the first four, of schooling aid the others."""

    SEEKING = "seeking", "仍在求职", "Still seeking work"
    TRAINED = "trained", "已参加培训", "Trained"
    PLACED = "placed", "已就业", "Placed in work"
    SELF_EMPLOYED = "self_employed", "自主创业", "Started a business"
    ENTERED = "entered", "已入学", "Entered school"
    CONTINUES = "continues", "继续就读", "Goes on at school"
    GRADUATED = "graduated", "已毕业", "Graduated"
    DROPPED_OUT = "dropped_out", "辍学", "Dropped out"

    @property
    def program(self) -> ProgramKind:
        """The kind of programme whose outcome it is."""
        work = (AidOutcome.SEEKING, AidOutcome.TRAINED, AidOutcome.PLACED, AidOutcome.SELF_EMPLOYED)
        return ProgramKind.EMPLOYMENT if self in work else ProgramKind.SCHOOLING


FOLLOWED = (CaseStatus.PAID, CaseStatus.HELPED, CaseStatus.ARCHIVED)
"""Where something was given of which something can have become."""


class OutcomeTooEarly(Conflict):
    """Nothing was paid or done yet, or it came back."""

    code = "aid_outcome_too_early"
    zh = "这件申请还没有发放或帮扶，不能登记后续成效。请在发放（帮扶）后回访登记。"
    en = "Nothing has been paid or done for this case yet. Record what became of it after that."


class OutcomeUnfit(Invalid):
    """Not an outcome of this kind of programme. Fact: `kind` (code)."""

    code = "aid_outcome_unfit"
    zh = "“{kind.zh}”项目没有这一项成效。就业帮扶登记就业情况，金秋助学登记就学情况，其他项目不登记。"
    en = "“{kind.en}” has no such outcome: help to work has those of work, schooling aid those of school, others none."


class OutcomeUnexplained(Invalid):
    """A child who left school, somebody who still has no work: why, so that somebody can act."""

    code = "aid_outcome_unexplained"
    zh = "登记“{outcome.zh}”时请写明原因和下一步帮扶措施。"
    en = "“{outcome.en}” needs a reason and what is done next."


class OutcomeDayOut(Invalid):
    """Before the payment, or ahead. Facts: `first`, `last`."""

    code = "aid_outcome_day"
    zh = "回访日期应在 {first} 至 {last} 之间。请核对。"
    en = "The day lies between {first} and {last}. Check it."


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDraft:
    """What became of it, as of which day."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    outcome: AidOutcome
    on: date
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))


_EXPLAINED = (AidOutcome.SEEKING, AidOutcome.DROPPED_OUT)


def require_outcome(
    draft: OutcomeDraft, *, kind: ProgramKind, status: CaseStatus, given_on: date | None, today: date
) -> None:
    """`given_on` is the day of the payment, or of help that was none. Raises `OutcomeUnfit`, `OutcomeTooEarly`, `OutcomeDayOut`, `OutcomeUnexplained`."""
    if draft.outcome.program is not kind:
        raise OutcomeUnfit(kind=kind, pointer="/outcome")
    if status not in FOLLOWED or given_on is None:
        raise OutcomeTooEarly()
    if not given_on <= draft.on <= today:
        raise OutcomeDayOut(first=given_on, last=today, pointer="/on")
    if draft.outcome in _EXPLAINED and not draft.note:
        raise OutcomeUnexplained(outcome=draft.outcome, pointer="/note")
