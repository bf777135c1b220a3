"""Objections to a notice: taken down by an officer, answered with a reason, late ones sent elsewhere (AID-09)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.calendar import day_of
from backend.domain.notice.codes import NoticeState, ObjectionState, ObjectionStep, ObjectionWay
from backend.domain.notice.content import public_text
from backend.domain.notice.rules import NoticeOver
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text


class ObjectionLate(Conflict):
    """It came after the last day. Facts: `last`, the day; `above`, the union that runs the programme."""

    code = "objection_late"
    zh = "公示已于 {last} 截止，这件异议是之后提出的，不能再登记。请告知反映人向{above}提出，由上级在后面的审核环节核实。"
    en = "The notice ended on {last} and this objection came later, so it cannot be entered. Tell the person to turn to {above}, which looks into it in the reviews that follow."


class ObjectionEarly(Invalid):
    """It came before the notice. Fact: `published`, the day."""

    code = "objection_early"
    zh = "公示自 {published} 开始，异议不能早于这一天。请核对日期。"
    en = "The notice began on {published}; an objection cannot be older. Check the day."


class ObjectionAhead(Invalid):
    """It is said to come on a day that is not yet."""

    code = "objection_ahead"
    zh = "收到日期不能晚于今天。请核对。"
    en = "It cannot have come later than today. Check the day."


class ObjectionNameless(Invalid):
    """Neither a name nor that it is anonymous."""

    code = "objection_nameless"
    zh = "请填写反映人姓名；反映人不愿具名时，请勾选“匿名”。"
    en = "Enter who objects, or say that it is anonymous."


class ObjectionEmpty(Invalid):
    """Nothing is said."""

    code = "objection_empty"
    zh = "请写明反映的情况。只有空白的异议无法核实。"
    en = "Say what is objected to: a blank objection cannot be looked into."


class ObjectionWayOwn(Invalid):
    """An officer says that a member handed it in: only the member's own hand does that."""

    code = "objection_way_own"
    zh = "“职工端提交”由职工本人在手机上提交产生，不能代为登记。请选择来访、来电或来信。"
    en = "What a member hands in comes from the member alone. Choose in person, by phone or by letter."


class ObjectionAnswered(Conflict):
    """It was answered already. Fact: `state` (code)."""

    code = "objection_answered"
    zh = "这件异议已答复：{state.zh}。可能是同事刚刚办过，请刷新后再看。"
    en = 'This objection was answered: "{state.en}". A colleague may have done it just now; reload.'


class ObjectionReasonWanted(Invalid):
    """An answer says why."""

    code = "objection_reason_wanted"
    zh = "请写明核实情况和理由，至少 5 个字。它会写进公示结果报告。"
    en = "Say what was found and why, in five characters or more: it stands in the report on the result."


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDraft:
    """An objection as an officer takes it down. Without `case_id` it is against the whole notice."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    notice_id: UUID
    case_id: UUID | None = None
    way: ObjectionWay
    received_on: date
    anonymous: bool = False
    objector: Annotated[str, MaxLen(40)] = ""
    contact: Annotated[str, MaxLen(60)] = ""
    text: Annotated[str, MinLen(1), MaxLen(2000)]

    def __post_init__(self) -> None:
        if self.way is ObjectionWay.OWN:
            raise ObjectionWayOwn(pointer="/way")
        with at("/objector"):
            object.__setattr__(self, "objector", clean_text(self.objector))
            if not self.anonymous and not self.objector:
                raise ObjectionNameless()
        with at("/contact"):
            object.__setattr__(self, "contact", clean_text(self.contact))
        object.__setattr__(self, "text", objection_text(self.text))
        if self.anonymous:
            object.__setattr__(self, "objector", "")


def objection_text(raw: str) -> str:
    """What is said, cleaned. Raises `ObjectionEmpty`."""
    with at("/text"):
        text = clean_lines(raw)
        if not text:
            raise ObjectionEmpty()
        return text


def require_receivable(
    draft: ObjectionDraft, *, state: NoticeState, published_at: datetime, ends_at: datetime, today: date, above: str
) -> None:
    """Raises `ObjectionAhead`, `ObjectionEarly`, `ObjectionLate` or `NoticeOver`.

    What came in time may be entered later, as long as the notice is not concluded: a letter is opened the day after.
    """
    last = day_of(ends_at - timedelta(microseconds=1))
    if draft.received_on > today:
        raise ObjectionAhead(pointer="/received_on")
    if draft.received_on < day_of(published_at):
        raise ObjectionEarly(published=day_of(published_at), pointer="/received_on")
    if draft.received_on > last:
        raise ObjectionLate(last=last, above=above)
    if state in (NoticeState.CONCLUDED, NoticeState.WITHDRAWN):
        raise NoticeOver(state=state)


def answered(step: ObjectionStep) -> ObjectionState:
    """Where an answer leads."""
    return ObjectionState.DISMISSED if step is ObjectionStep.DISMISS else ObjectionState.UPHELD


def answer_reason(raw: str) -> str:
    """What was found and why, as it stands in the report. Raises `ObjectionReasonWanted`, `NoticeTextPersonal`."""
    reason = public_text(raw, "/reason")
    if len(reason) < 5:
        raise ObjectionReasonWanted(pointer="/reason")
    return reason
