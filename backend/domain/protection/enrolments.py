"""Who of a unit may be enrolled in a plan, from when to when, and for how much (AID-23; domain-facts 3.3).

A cover is the member's: who moves to another union, leaves or is expelled keeps it to its last day, and the unit that
paid for it goes on handing in the claims.
"""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.age import age_on
from backend.domain.member.codes import MemberStatus
from backend.domain.organization.codes import Level, OrganizationStatus
from backend.domain.protection.codes import EnrolmentOutcome, EnrolmentState
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text, squeeze

MOST = 5000
"""Members of one enrolment."""
ENDING_WITHIN = timedelta(days=60)
"""A cover that ends within this time is to be renewed."""
FARTHEST = timedelta(days=366)
"""A cover begins at most so long before or after the day on which it is entered."""


class EnrolmentUnclear(Invalid):
    """All members, those ticked, a list, or those of a former enrolment: one of these."""

    code = "protection_enrolment_unclear"
    zh = "请说明谁参保：全体会员、勾选的会员、粘贴的名单、到期续保，只能选一种。"
    en = "Say who is enrolled: all members, those ticked, a list, or those of a former enrolment. One of these."


class EnrolmentTooLarge(Conflict):
    """Facts: `most`."""

    code = "protection_enrolment_too_large"
    zh = "一次最多为 {most:,} 人参保，没有办理。请按分会分几次办理。"
    en = "At most {most:,} members are enrolled at once; nobody was. Do it in parts."


class EnrolmentOfNobody(Conflict):
    """Nobody of the list can be enrolled."""

    code = "protection_enrolment_of_nobody"
    zh = "名单里没有可以参保的人，没有办理。请查看每个人的原因。"
    en = "Nobody of this list can be enrolled, and nobody was. Look at the reason of each."


class NotAUnit(Invalid):
    """Basic unions enrol their members; a federation and a branch do not."""

    code = "protection_not_a_unit"
    zh = "参保由基层工会为本会会员办理，请选择一家使用中的基层工会。"
    en = "A basic union enrols its members. Choose one that is active."


class PlanElsewhere(Conflict):
    """A plan takes the members of unions below the one that runs it."""

    code = "protection_plan_elsewhere"
    zh = "“{name}”只接受 {union} 所属工会的会员参保。请另选计划。"
    en = "“{name}” takes members of the unions below {union} only. Choose another plan."


class StartFarAway(Invalid):
    """Facts: `days`."""

    code = "protection_start"
    zh = "保障开始日期离今天超过 {days} 天，多半是录错了年份。请核对。"
    en = "The first day of cover is more than {days} days from today: probably another year was meant."


class TooManyShares(Invalid):
    """Facts: `most`."""

    code = "protection_shares"
    zh = "这个计划每人最多 {most} 份。请改少份数。"
    en = "This plan takes at most {most} shares for each member."


class EnrolmentNotThere(Conflict):
    """Facts: `state` (code)."""

    code = "protection_enrolment_state"
    zh = "这次参保现在是“{state.zh}”，不能这样办理，没有重复记账。请刷新后再看。"
    en = 'This enrolment stands at "{state.en}", where this is not possible; nothing was booked twice. Reload.'


class EnrolmentHasClaims(Conflict):
    """Covers that somebody has claimed on are not taken back. Facts: `count`."""

    code = "protection_enrolment_has_claims"
    zh = "这次参保已有 {count} 件理赔，不能撤销，没有改动。请先办结或撤回这些理赔；缴费有误的，请红字冲销后重新登记到账。"
    en = (
        "There are {count} claims on this enrolment, so it is not withdrawn and nothing was changed. A contribution "
        "booked wrongly is reversed and received again."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentDraft:
    """Members of a unit to be enrolled from a day on. Exactly one of `all`, `member_ids`, `lines`, `renews_id`.

    A line is a membership number or the last four of a document number, with the name where that fits several.
    """

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    plan_id: UUID
    organization_id: UUID
    starts_on: date
    shares: Annotated[int, Ge(1), Le(10)] = 1
    all: bool = False
    member_ids: Annotated[Sequence[UUID], MinLen(1), MaxLen(MOST)] | None = None
    lines: Annotated[Sequence[Annotated[str, MaxLen(80)]], MinLen(1), MaxLen(MOST)] | None = None
    renews_id: UUID | None = None
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/note"):
            object.__setattr__(self, "note", clean_text(self.note))
        named = (self.member_ids, self.lines, self.renews_id)
        if sum(each is not None for each in named) + self.all != 1:
            raise EnrolmentUnclear(pointer="/member_ids")


@dataclass(frozen=True, slots=True)
class Named:
    """A line of a list, read: a membership number or a tail, and the name beside it."""

    number: str = ""
    tail: str = ""
    name: str = ""


_NUMBER = re.compile(r"[0-9]{8,20}")
_TAIL = re.compile(r"[0-9]{3}[0-9Xx]")


def read_line(line: str) -> Named:
    """What a line of a list names. A whole document number is read by its last four, and is not kept."""
    number = tail = name = ""
    for part in re.split(r"[\s,，;；、|]+", clean_text(line)):
        word = squeeze(part)
        if not word:
            continue
        if re.fullmatch(r"[0-9]{17}[0-9Xx]", word):
            tail = word[-4:].upper()
        elif _TAIL.fullmatch(word):
            tail = word.upper()
        elif _NUMBER.fullmatch(word):
            number = word
        elif not word.isdigit():
            name = word
    return Named(number, tail, name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What is asked of a member before a cover begins."""

    id: UUID
    name: str
    status: str
    sex: str
    born_on: date
    covered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """Who a plan is for: full years on the first day of cover, both ends included."""

    lowest_age: int
    highest_age: int
    sex: str | None


@dataclass(frozen=True, slots=True)
class JudgedLine:
    """One line of a list, from 1; the member where it is one."""

    line: int
    outcome: EnrolmentOutcome
    member_id: UUID | None = None
    name: str = ""

    @property
    def good(self) -> bool:
        """Whether they are enrolled."""
        return self.outcome is EnrolmentOutcome.ENROLLED


def judge(candidate: Candidate, conditions: Conditions, *, starts_on: date) -> EnrolmentOutcome:
    """Whether somebody may be enrolled from a day on, or the first reason why not."""
    if candidate.status not in (MemberStatus.ACTIVE, MemberStatus.TRANSFER_OUT_PENDING):
        return EnrolmentOutcome.NOT_A_MEMBER
    age = age_on(candidate.born_on, starts_on)
    if age < conditions.lowest_age:
        return EnrolmentOutcome.TOO_YOUNG
    if age > conditions.highest_age:
        return EnrolmentOutcome.TOO_OLD
    if conditions.sex is not None and candidate.sex != conditions.sex:
        return EnrolmentOutcome.WRONG_SEX
    return EnrolmentOutcome.COVERED if candidate.covered else EnrolmentOutcome.ENROLLED


def judge_all(lines: Sequence[Collection[Candidate]], conditions: Conditions, *, starts_on: date) -> list[JudgedLine]:
    """Each line of a list, with whom it was found to mean: nobody, one, or several."""
    times = Counter(found[0].id for found in map(list, lines) if len(found) == 1)
    met: set[UUID] = set()
    judged = []
    for number, candidates in enumerate(lines, start=1):
        found = list(candidates)
        if len(found) != 1:
            outcome = EnrolmentOutcome.AMBIGUOUS if found else EnrolmentOutcome.UNKNOWN
            judged.append(JudgedLine(number, outcome))
            continue
        (one,) = found
        outcome = judge(one, conditions, starts_on=starts_on)
        # The first of two lines holds, so that a list with a doubled line loses nobody.
        if times[one.id] > 1 and one.id in met:
            outcome = EnrolmentOutcome.DOUBLE
        met.add(one.id)
        judged.append(JudgedLine(number, outcome, one.id, one.name))
    return judged


def meant_by(named: Named, *, numbers: Mapping[str, Any], tails: Mapping[str, Sequence[Any]]) -> list[Any]:
    """Whom a line means among those found by number or by tail: a name beside it has to fit."""
    found = [numbers[named.number]] if named.number in numbers else list(tails.get(named.tail, ()))
    return [each for each in found if not named.name or each.name == named.name]


def last_day(starts_on: date, years: int) -> date:
    """The last day of a cover: the day before the same day some years on; 28 February stands for a 29th."""
    try:
        return starts_on.replace(year=starts_on.year + years) - timedelta(days=1)
    except ValueError:
        return date(starts_on.year + years, 2, 28)


def first_claim_day(starts_on: date, *, waiting_days: int, continues: bool) -> date:
    """From which day an event counts: after the waiting days, which nobody waits out twice without a gap."""
    return starts_on if continues else starts_on + timedelta(days=waiting_days)


def require_unit(*, level: int, status: str) -> None:
    """Raises `NotAUnit`."""
    if level != Level.UNION or status != OrganizationStatus.ACTIVE:
        raise NotAUnit(pointer="/organization_id")


def require_below(code: int, *, low: int, high: int, name: str, union: str) -> None:
    """Raises `PlanElsewhere` unless a unit at `code` stands below the union of a plan, which reaches from low to high."""
    if not low <= code <= high:
        raise PlanElsewhere(name=name, union=union)


def require_start(starts_on: date, *, today: date) -> None:
    """Raises `StartFarAway`."""
    if abs(starts_on - today) > FARTHEST:
        raise StartFarAway(days=FARTHEST.days, pointer="/starts_on")


def require_shares(shares: int, *, most: int) -> None:
    """Raises `TooManyShares`."""
    if shares > most:
        raise TooManyShares(most=most, pointer="/shares")


def require_few(count: int) -> None:
    """Raises `EnrolmentTooLarge`."""
    if count > MOST:
        raise EnrolmentTooLarge(most=MOST)


def require_state(state: str, *allowed: EnrolmentState) -> None:
    """Raises `EnrolmentNotThere`."""
    if state not in allowed:
        raise EnrolmentNotThere(state=EnrolmentState(state))
