"""One step of a membership, decided: what it leads to, what it opens and closes (domain-facts 3.2; MBR-01, MBR-02)."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from annotated_types import MaxLen

from backend.domain.codes import Code
from backend.domain.member.codes import MemberEventKind, MemberStatus, RetainReason
from backend.domain.member.lifeline import EVENT_OF_STEP
from backend.domain.member.workflow import MEMBER_WORKFLOW, MemberStep
from backend.domain.refusals import Invalid, at
from backend.domain.text import clean_text


class AskedStep(Code):
    """The steps that can be asked for on a member; the others happen through a transfer."""

    SUBMIT = "submit", "提交审核", "Submit"
    RETURN = "return", "退回补正", "Return"
    APPROVE = "approve", "批准入会", "Approve"
    RETAIN = "retain", "保留会籍", "Retain membership"
    RESUME = "resume", "恢复会籍", "Resume membership"
    WITHDRAW = "withdraw", "退会", "Withdraw"
    AUTO_WITHDRAW = "auto_withdraw", "按自动退会办理", "Withdraw automatically"
    EXPEL = "expel", "开除会籍", "Expel"
    RECORD_DEATH = "record_death", "登记去世", "Record death"


TAKES_IN = frozenset({AskedStep.SUBMIT, AskedStep.APPROVE})
"""Steps by which a union takes somebody in: it must be a living one at which members stand."""

NEEDS_REASON = frozenset({MemberStep.RETURN, MemberStep.AUTO_WITHDRAW, MemberStep.EXPEL})
"""The applicant must know what to mend; the charter (articles 6 to 8) asks for grounds in the other two."""


class ReasonMissing(Invalid):
    """Fact: `step`."""

    code = "step_reason_missing"
    zh = "“{step.zh}”需要写明原因。请填写后再提交。"
    en = '"{step.en}" needs a reason. Give one and submit again.'


class RetainReasonMissing(Invalid):
    """A membership rests for one of the known reasons."""

    code = "retain_reason_missing"
    zh = "请选择保留会籍的原因（退休、失业、服兵役等）。"
    en = "Choose why the membership is retained (retirement, unemployment, military service, …)."


class StepInFuture(Invalid):
    """Fact: `today`."""

    code = "step_on_in_future"
    zh = "日期不能晚于今天（{today}）。请在当天办理。"
    en = "The date cannot lie after today ({today}). Do it on the day."


class StepTooEarly(Invalid):
    """Before the present state began. Fact: `since`."""

    code = "step_on_too_early"
    zh = "日期不能早于目前状态的开始日（{since}）。请改为当日或之后的日期。"
    en = "The date cannot lie before the present state began ({since}). Use that day or a later one."


@dataclass(frozen=True, slots=True, kw_only=True)
class StepAsked:
    """A step with its day (today when absent) and what it needs; `issue_card` belongs to an approval."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    step: AskedStep
    on: date | None = None
    reason: Annotated[str, MaxLen(200)] = ""
    retain_reason: RetainReason | None = None
    issue_card: bool = True

    def __post_init__(self) -> None:
        with at("/reason"):
            object.__setattr__(self, "reason", clean_text(self.reason))


@dataclass(frozen=True, slots=True)
class Decision:
    """What a step does to a membership."""

    status: MemberStatus
    event: MemberEventKind
    on: date
    joins: bool = False
    leaves: bool = False
    retain_reason: RetainReason | None = None
    reason: str = ""


def decide(status: MemberStatus, since: date | None, asked: StepAsked, held: Set[str], *, today: date) -> Decision:
    """What `asked` does to a membership that is in `status` since a day, for somebody holding `held`.

    Raises `StepNotPossible`, `StepNotAllowed`, `StepInFuture`, `StepTooEarly`, `ReasonMissing`, `RetainReasonMissing`.
    """
    step = MemberStep(asked.step.value)
    target = MEMBER_WORKFLOW.advance(status, step, held)
    on = asked.on or today
    if on > today:
        raise StepInFuture(pointer="/on", today=today.isoformat())
    if status.current and since is not None and on < since:
        raise StepTooEarly(pointer="/on", since=since.isoformat())
    if step in NEEDS_REASON and not asked.reason:
        raise ReasonMissing(pointer="/reason", step=step)
    if step is MemberStep.RETAIN and asked.retain_reason is None:
        raise RetainReasonMissing(pointer="/retain_reason")
    return Decision(
        status=target,
        event=EVENT_OF_STEP[step],
        on=on,
        joins=not status.current and target.current,
        leaves=status.current and not target.current,
        retain_reason=asked.retain_reason if step is MemberStep.RETAIN else None,
        reason=asked.reason,
    )
