"""A plan of visits: what an officer writes, and where it stands (AID-13, AID-14; issue 4 section 6)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.refusals import Conflict, Forbidden, Invalid, at
from backend.domain.text import clean_lines, clean_text
from backend.domain.visit.codes import Occasion, PlanStatus, PlanStep, VisitLevel, VisitStatus
from backend.domain.workflow import Workflow

MOST_TEAMS = 20
MOST_VISITS = 2_000
"""Visits of one plan: a county goes to about a thousand around a holiday (AID-15)."""
LONGEST = timedelta(days=92)

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_DIGITS = "零一二三四五六七八九"

PLAN_WORKFLOW: Workflow[PlanStatus, PlanStep] = Workflow(
    {
        (PlanStatus.DRAFT, PlanStep.PLAN, Permission.AID_EDIT): PlanStatus.PLANNED,
        (PlanStatus.PLANNED, PlanStep.START, Permission.AID_EDIT): PlanStatus.UNDER_WAY,
        (PlanStatus.PLANNED, PlanStep.REVISE, Permission.AID_EDIT): PlanStatus.DRAFT,
        (PlanStatus.PLANNED, PlanStep.FINISH, Permission.AID_EDIT): PlanStatus.DONE,
        (PlanStatus.UNDER_WAY, PlanStep.FINISH, Permission.AID_EDIT): PlanStatus.DONE,
        (PlanStatus.DRAFT, PlanStep.CANCEL, Permission.AID_EDIT): PlanStatus.CANCELLED,
        (PlanStatus.PLANNED, PlanStep.CANCEL, Permission.AID_EDIT): PlanStatus.CANCELLED,
        (PlanStatus.UNDER_WAY, PlanStep.CANCEL, Permission.AID_EDIT): PlanStatus.CANCELLED,
    }
)

OPEN = frozenset({PlanStatus.PLANNED, PlanStatus.UNDER_WAY})
"""Plans whose households are gone to."""
WRITABLE = frozenset({PlanStatus.DRAFT, PlanStatus.PLANNED, PlanStatus.UNDER_WAY})
"""Plans whose teams and stops may still change."""


class PlanPeriod(Invalid):
    """The last day is before the first, or a quarter after it."""

    code = "visit_plan_period"
    zh = "走访的最后一天不能早于第一天，前后也不超过三个月。请核对日期。"
    en = "The last day of visits cannot be before the first, nor more than three months after it. Check the days."


class ClockUnreadable(Invalid):
    """A time of the day is written `09:45`."""

    code = "visit_clock"
    zh = "时间请写成 09:45 的样子（24 小时制）。"
    en = "Write the time as 09:45, on a 24-hour clock."


class TeamTwice(Invalid):
    """Two teams of a plan have one name."""

    code = "visit_team_twice"
    zh = "有两个小组同名。请改其中一个，安排表上才分得清。"
    en = "Two teams have the same name. Change one, so that the table tells them apart."


class PlanWithoutVisits(Conflict):
    """Nobody would be gone to."""

    code = "visit_plan_empty"
    zh = "这份安排还没有慰问对象，不能确定。请先从名单选入，或在安排表中添加。"
    en = "Nobody is to be visited yet, so the plan cannot be settled. Take people from the list or add them to the table."


class VisitsLeft(Conflict):
    """Fact: `left`."""

    code = "visit_plan_unfinished"
    zh = "还有 {left} 户没有走访结果，不能完成。请补记走访，或注明未能走访的原因。"
    en = "{left} visits have no outcome yet. Record them, or say why they could not be made, then finish."


class PlanClosed(Conflict):
    """Fact: `status` (code)."""

    code = "visit_plan_closed"
    zh = "这份安排的状态是“{status.zh}”，不能再修改。需要增补的，请另建一份安排。"
    en = 'The plan is "{status.en}" and does not change any more. Make another plan for what is to be added.'


class PlanNotDraft(Conflict):
    """What was settled is cancelled and not thrown away."""

    code = "visit_plan_not_a_draft"
    zh = "只有草稿可以删除。已确定的安排请办理“取消”，并写明原因。"
    en = "Only a draft is deleted. Cancel a settled plan and say why."


class PlanBegun(Conflict):
    """Visits were made; the plan cannot be taken back or cancelled as if they were not."""

    code = "visit_plan_begun"
    zh = "已有 {done} 户走访完毕，款物已发出，不能取消。请补记其余各户的结果后“完成走访”。"
    en = "{done} visits were made and things were given, so the plan is not cancelled. Record the rest and finish it."


class CancelUnexplained(Invalid):
    """A cancelled plan says why."""

    code = "visit_plan_cancel_reason"
    zh = "请写明取消的原因，下级工会和小组成员都会看到。"
    en = "Say why the plan is cancelled: unions below and the teams will read it."


class PlanFull(Conflict):
    """Facts: `most`."""

    code = "visit_plan_full"
    zh = "一份安排最多 {most} 户。请按片区分成几份安排。"
    en = "A plan holds at most {most} visits. Make several plans, one for each area."


def clock(raw: str | None) -> str | None:
    """A time of the day as `09:45`, or None for none. Raises `ClockUnreadable`."""
    if raw is None or not (said := clean_text(raw).replace("：", ":")):
        return None
    said = said.zfill(5)
    if _CLOCK.fullmatch(said) is None:
        raise ClockUnreadable()
    return said


def team_name(place: int) -> str:
    """`第一组` for 0, `第十二组` for 11: what offices call their teams."""
    number = place + 1
    tens, ones = divmod(number, 10)
    written = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return f"第{written}{_DIGITS[ones] if ones or not tens else ''}组"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leader:
    """Who leads a team, and their post."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(40)]
    post: Annotated[str, MaxLen(60)] = ""

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))
        with at("/post"):
            object.__setattr__(self, "post", clean_text(self.post))


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDraft:
    """A team: its name, who leads it, which units join, which colleagues record what it does.

    With an `id` it is the team that is there already; a team that is not named any more goes, with its stops to the first.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    id: UUID | None = None
    name: Annotated[str, MinLen(1), MaxLen(40)]
    leaders: Annotated[tuple[Leader, ...], MaxLen(10)] = ()
    joining: Annotated[tuple[Annotated[str, MinLen(1), MaxLen(60)], ...], MaxLen(20)] = ()
    officers: Annotated[tuple[UUID, ...], MaxLen(10)] = ()

    def __post_init__(self) -> None:
        with at("/name"):
            object.__setattr__(self, "name", clean_text(self.name))
        with at("/joining"):
            object.__setattr__(self, "joining", tuple(clean_text(each) for each in self.joining))


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlanDraft:
    """A plan as it is written: for which holiday, who goes, when, where they meet.

    `paid_elsewhere` is who pays for what is brought, such as the administration of a firm, where no fund of a union does.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    organization_id: UUID
    name: Annotated[str, MinLen(1), MaxLen(100)]
    occasion: Occasion
    level: VisitLevel = VisitLevel.FEDERATION
    document_number: Annotated[str, MaxLen(60)] = ""
    starts_on: date
    ends_on: date | None = None
    sets_off: Annotated[str, MaxLen(10)] | None = None
    meeting_place: Annotated[str, MaxLen(100)] = ""
    note: Annotated[str, MaxLen(500)] = ""
    paid_elsewhere: Annotated[str, MaxLen(100)] = ""
    teams: Annotated[tuple[TeamDraft, ...], MinLen(1), MaxLen(MOST_TEAMS)] = (TeamDraft(name=team_name(0)),)

    def __post_init__(self) -> None:
        for name in ("name", "document_number", "meeting_place", "paid_elsewhere"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        with at("/note"):
            object.__setattr__(self, "note", clean_lines(self.note))
        with at("/sets_off"):
            object.__setattr__(self, "sets_off", clock(self.sets_off))
        if self.ends_on is None:
            object.__setattr__(self, "ends_on", self.starts_on)
        require_period(self.starts_on, self.last_day)
        require_names(self.teams)

    @property
    def last_day(self) -> date:
        return self.ends_on or self.starts_on


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPlanChange:
    """What of a plan is to be otherwise; what is not sent stays. `teams` are sent whole."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(100)] = "-"
    occasion: Occasion = Occasion.OTHER
    level: VisitLevel = VisitLevel.FEDERATION
    document_number: Annotated[str, MaxLen(60)] = ""
    starts_on: date = date(2000, 1, 1)
    ends_on: date | None = None
    sets_off: Annotated[str, MaxLen(10)] | None = None
    meeting_place: Annotated[str, MaxLen(100)] = ""
    note: Annotated[str, MaxLen(500)] = ""
    paid_elsewhere: Annotated[str, MaxLen(100)] = ""
    teams: Annotated[tuple[TeamDraft, ...], MinLen(1), MaxLen(MOST_TEAMS)] = (TeamDraft(name=team_name(0)),)


def merged(old: VisitPlanDraft, change: VisitPlanChange, given: frozenset[str]) -> VisitPlanDraft:
    """The plan with the fields in `given` taken from `change`. Raises what a draft raises."""
    names = [each.name for each in fields(VisitPlanDraft)]
    return VisitPlanDraft(**{name: getattr(change if name in given else old, name) for name in names})


def require_period(first: date, last: date) -> None:
    """Raises `PlanPeriod`."""
    if not first <= last <= first + LONGEST:
        raise PlanPeriod(pointer="/ends_on")


def require_names(teams: Sequence[TeamDraft]) -> None:
    """Raises `TeamTwice`."""
    if len({team.name for team in teams}) < len(teams):
        raise TeamTwice(pointer="/teams")


def require_writable(status: PlanStatus) -> None:
    """Raises `PlanClosed`."""
    if status not in WRITABLE:
        raise PlanClosed(status=status)


def require_room(visits: int) -> None:
    """Raises `PlanFull` for more stops than a plan holds."""
    if visits > MOST_VISITS:
        raise PlanFull(most=MOST_VISITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many stops of a plan have which outcome."""

    planned: Annotated[int, Ge(0), Le(MOST_VISITS)] = 0
    done: Annotated[int, Ge(0), Le(MOST_VISITS)] = 0
    absent: Annotated[int, Ge(0), Le(MOST_VISITS)] = 0


def require_step(step: PlanStep, standing: Standing, *, reason: str = "") -> None:
    """What a step of a plan asks of its stops.

    Raises `PlanWithoutVisits`, `VisitsLeft`, `PlanBegun`, `CancelUnexplained`.
    """
    if step in (PlanStep.PLAN, PlanStep.START) and not standing.planned + standing.done + standing.absent:
        raise PlanWithoutVisits()
    if step is PlanStep.FINISH and standing.planned:
        raise VisitsLeft(left=standing.planned)
    if step in (PlanStep.CANCEL, PlanStep.REVISE) and standing.done:
        raise PlanBegun(done=standing.done)
    if step is PlanStep.CANCEL and not reason:
        raise CancelUnexplained(pointer="/reason")


class PlanOfAbove(Forbidden):
    """Fact: `name` of the union whose plan it is."""

    code = "visit_plan_of_above"
    zh = "这份安排由“{name}”制定，只能由该会修改。您可以查看，并登记片区内的走访。"
    en = "“{name}” made this plan and alone changes it. You can read it and record the visits in your area."


class OfficerUnknown(Invalid):
    """Somebody is to record visits who is no colleague of the planner's office."""

    code = "visit_officer_unknown"
    zh = "登记人只能从本单位同事中选。下级工会的同事不用指定，他们能看到本片区的走访。"
    en = "Choose colleagues of your office. Officers of unions below see the visits of their area without being named."


class PickUnclear(Invalid):
    """Not one of household files, cases and members, or more than one."""

    code = "visit_pick_unclear"
    zh = "请指定从困难档案、已批准的帮扶申请还是会员名册生成，只能选一种。"
    en = "Say whether the plan is made from household files, from approved cases or from members: one of the three."


class NobodyFound(Conflict):
    """The list is empty."""

    code = "visit_nobody_found"
    zh = "按这些条件没有找到可走访的人，没有生成安排。请放宽条件，或先建档。"
    en = "Nobody fits these filters, so no plan was made. Widen them, or put households on file first."


def teams_for(named: Sequence[TeamDraft], wanted: int) -> tuple[TeamDraft, ...]:
    """The teams that were named, and as many more, `第三组` and so on, as are wanted."""
    taken = {team.name for team in named}
    names = (name for place in range(MOST_TEAMS * 2) if (name := team_name(place)) not in taken)
    return (*named, *(TeamDraft(name=next(names)) for _more in range(wanted - len(named))))


def is_overdue(plan: PlanStatus, visit: VisitStatus, on: date, *, today: date) -> bool:
    """Whether nobody went on the day; the day itself is not late."""
    return plan in OPEN and visit is VisitStatus.PLANNED and on < today
