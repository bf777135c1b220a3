"""What a survey of need says of a union, the plan that it leads to, and where that stands (AID-28).

Before workers are visited somebody finds out what they need: meetings, visits to homes, a look at whether policies are
kept. Out of that comes a plan for this unit, in measures of relief, rights and service, each with who does it until when.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.aid.codes import HardshipCause
from backend.domain.codes import Code
from backend.domain.needs.codes import NeedsMeasureKind, SurveyState, SurveyWay
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text

MOST_MEASURES = 40
"""Of one survey: a plan that a unit keeps in sight."""


class SurveyDayOut(Invalid):
    """Before the union was founded, or ahead. Facts: `first` (None: not known), `last`."""

    code = "needs_survey_day_out"
    zh = "调研日期不能早于建会之日（{first}），也不能晚于今天（{last}）。请核对。"
    en = "The survey was neither before the union was founded ({first}) nor after today ({last}). Check the day."


class SurveyAfterMeasure(Invalid):
    """The day is moved past a measure that the survey led to. Facts: `first`."""

    code = "needs_survey_after_measure"
    zh = "方案中已有 {first} 的措施，调研日期不能晚于它。请核对日期，或先取消那项措施。"
    en = "The plan has a measure of {first}, and the survey comes before it. Check the day, or take that measure off first."


class FindingsMissing(Invalid):
    """A survey that found nothing out."""

    code = "needs_survey_no_findings"
    zh = "请写明了解到的情况、需求和职工的想法，没有内容的调研不能保存。"
    en = "Say what was found: the situation, what is needed, what workers think. A survey without findings is not kept."


class NamedTwice(Invalid):
    """Facts: `named` (code)."""

    code = "needs_survey_twice"
    zh = "“{named.zh}”重复了，请去掉一个。"
    en = '"{named.en}" is named twice. Take one away.'


class MeasureUnsaid(Invalid):
    """A measure without what or who."""

    code = "needs_measure_unsaid"
    zh = "请写明措施内容和责任人（部门）：没有人负责的措施落不了实。"
    en = "Say what is done and by whom: a measure that nobody answers for is not done."


class OutcomeMissing(Invalid):
    """Done, and nothing came of it."""

    code = "needs_measure_no_outcome"
    zh = "请写明落实情况：做了什么，解决了什么。"
    en = "Say what came of it: what was done, and what it solved."


class MeasureDayOut(Invalid):
    """Facts: `first`."""

    code = "needs_measure_day_out"
    zh = "日期不能早于调研之日（{first}）；完成日期也不能晚于今天。请核对。"
    en = "The day is not before the survey ({first}), and nothing is done after today. Check it."


class MeasureDone(Conflict):
    """Facts: `on`."""

    code = "needs_measure_done"
    zh = "这项措施已于 {on} 落实，不能再改动。如有后续工作，请另加一项措施。"
    en = "This measure was done on {on} and changes no more. Add another one for what follows."


class TooManyMeasures(Conflict):
    """Facts: `most`."""

    code = "needs_measures_too_many"
    zh = "一次调研最多 {most} 项措施。请合并相近的措施，或另行登记一次调研。"
    en = "A survey has {most} measures at most. Join those that are alike, or enter another survey."


class SurveyActedOn(Conflict):
    """Facts: `count`."""

    code = "needs_survey_acted_on"
    zh = "这次调研已有 {count} 项措施落实，是帮扶工作的记录，不能删除。内容有误请修改。"
    en = "{count} measures of this survey are done: it is a record now and is not deleted. Correct what is wrong in it."


Ways = Annotated[tuple[SurveyWay, ...], MinLen(1), MaxLen(len(SurveyWay))]
Causes = Annotated[tuple[HardshipCause, ...], MaxLen(len(HardshipCause))]
People = Annotated[int, Ge(0), Le(100_000)]
Findings = Annotated[str, MinLen(1), MaxLen(2000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyDraft:
    """A survey of one union: when, how, how many were heard, how many homes were seen, what troubles them, what was found."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    held_on: date
    ways: Ways
    causes: Causes = ()
    people: People = 0
    homes: People = 0
    findings: Findings

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyChange:
    """New values; what is absent stays. Of which union it is does not change."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    held_on: date | None = None
    ways: Ways | None = None
    causes: Causes | None = None
    people: People | None = None
    homes: People | None = None
    findings: Findings | None = None

    def __post_init__(self) -> None:
        _tidy(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDraft:
    """One measure of the plan: relief, rights or service; what, who answers for it, until when."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    kind: NeedsMeasureKind
    what: Annotated[str, MinLen(1), MaxLen(300)]
    lead: Annotated[str, MinLen(1), MaxLen(60)]
    due_on: date

    def __post_init__(self) -> None:
        with at("/what"):
            object.__setattr__(self, "what", clean_lines(self.what))
        with at("/lead"):
            object.__setattr__(self, "lead", clean_text(self.lead))
        for name in ("what", "lead"):
            if getattr(self, name) == "":
                raise MeasureUnsaid(pointer=f"/{name}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """A measure was done on a day, and this came of it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    on: date
    outcome: Annotated[str, MinLen(1), MaxLen(300)]

    def __post_init__(self) -> None:
        with at("/outcome"):
            object.__setattr__(self, "outcome", clean_lines(self.outcome))
        if self.outcome == "":
            raise OutcomeMissing(pointer="/outcome")


def _tidy(said: SurveyDraft | SurveyChange) -> None:
    if said.findings is not None:
        with at("/findings"):
            object.__setattr__(said, "findings", clean_lines(said.findings))
        if said.findings == "":
            raise FindingsMissing(pointer="/findings")
    for name, every in (("ways", SurveyWay), ("causes", HardshipCause)):
        if getattr(said, name) is not None:
            object.__setattr__(said, name, _in_order(getattr(said, name), every, f"/{name}"))


def _in_order(named: Sequence[Code], every: Iterable[Code], pointer: str) -> tuple[Code, ...]:
    """As they stand on the screen. Raises `NamedTwice`."""
    for position, each in enumerate(named):
        if each in named[:position]:
            raise NamedTwice(pointer=f"{pointer}/{position}", named=each)
    return tuple(each for each in every if each in named)


def require_day(held_on: date, *, founded_on: date | None, today: date) -> None:
    """Raises `SurveyDayOut`."""
    if held_on > today or (founded_on is not None and held_on < founded_on):
        raise SurveyDayOut(first=founded_on or "—", last=today, pointer="/held_on")


def require_before(first: date | None, *, held_on: date) -> None:
    """A survey comes before the first day of its measures, due or done. Raises `SurveyAfterMeasure`."""
    if first is not None and held_on > first:
        raise SurveyAfterMeasure(first=first, pointer="/held_on")


def require_after(day: date, *, held_on: date, last: date | None = None, pointer: str) -> None:
    """A measure comes after what led to it; what is done is not ahead. Raises `MeasureDayOut`."""
    if day < held_on or (last is not None and day > last):
        raise MeasureDayOut(first=held_on, pointer=pointer)


def require_not_done(done_on: date | None) -> None:
    """Raises `MeasureDone`."""
    if done_on is not None:
        raise MeasureDone(on=done_on)


def require_room(measures: int) -> None:
    """Raises `TooManyMeasures`."""
    if measures >= MOST_MEASURES:
        raise TooManyMeasures(most=MOST_MEASURES)


def require_unacted(done: int) -> None:
    """Raises `SurveyActedOn`."""
    if done:
        raise SurveyActedOn(count=done)


def state_of(*, measures: int, done: int, next_due: date | None, today: date) -> SurveyState:
    """Where a survey stands; `next_due` is the first day by which a measure that is not done has to be."""
    if measures == 0:
        return SurveyState.UNPLANNED
    if done == measures:
        return SurveyState.DONE
    return SurveyState.OVERDUE if next_due is not None and next_due < today else SurveyState.UNDER_WAY
