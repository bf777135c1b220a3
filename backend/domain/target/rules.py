"""Who sets targets for whom, and what a target may be (ORG-12; issue 3 section 3).

A union sets targets for those below it, never for itself; the union on top of the tree, which nobody here stands above,
enters its own. What was set from above is changed from there or from higher up, and may be split further below.
"""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import Ge, Le

from backend.domain.organization.changes import require_active
from backend.domain.refusals import Conflict, Invalid
from backend.domain.target.measures import TargetMeasure
from backend.domain.target.progress import tenths

MOST = 2_000
"""Targets set at once: all measures of the largest township."""
MOST_COUNTED = 10_000_000


class TargetItself(Conflict):
    """Targets come from above."""

    code = "target_itself"
    zh = "本级的目标由上级工会下达，这里不能改。请为下级工会分解目标，或请上级调整。"
    en = "Your own targets are set by the union above. Split them among the unions below, or ask there for a change."


class TargetFromAbove(Conflict):
    """Facts: `name`, `setter`."""

    code = "target_from_above"
    zh = "“{name}”的这项目标由“{setter}”下达，只有该会或其上级可以修改。"
    en = "“{setter}” set this target of “{name}”; it is changed there, or higher up."


class TargetByPlace(Conflict):
    """Targets go down the tree of places."""

    code = "target_by_place"
    zh = "目标按地方工会逐级下达，系统（产业）范围内没有目标表。请换到地方范围查看。"
    en = "Targets go down the tree of places; a line has none. Change to a scope of a place."


class TargetYearOut(Invalid):
    """Facts: `first`, `last`."""

    code = "target_year_out"
    zh = "目标的年度应在 {first} 至 {last} 之间。请改选年度。"
    en = "Targets are set for the years {first} to {last}. Choose another year."


class TargetNotWhole(Invalid):
    """A count with a fraction."""

    code = "target_not_whole"
    zh = "“{measure.zh}”的目标应是整数。请去掉小数。"
    en = "A target of “{measure.en}” is a whole number. Leave the decimals out."


class TargetOver(Invalid):
    """A share above the whole."""

    code = "target_over"
    zh = "“{measure.zh}”是百分比，目标不能超过 100，最多一位小数。请改正。"
    en = "“{measure.en}” is a percentage: at most 100, with one decimal. Correct it."


class TargetDueOutside(Invalid):
    """A day that is not in the year of the target. Fact: `year`."""

    code = "target_due_outside"
    zh = "完成时限应在 {year} 年之内。请改选日期。"
    en = "The day on which it is due lies in {year}. Choose another."


class TargetTwice(Invalid):
    """The same cell twice in one sheet."""

    code = "target_twice"
    zh = "同一家工会的同一项目标写了两次。请只保留一个。"
    en = "The same target of the same union stands there twice. Keep one."


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """A target of a union: its value in the unit of the measure, None to take it away, and the day it is due.

    `version` is that of the target that is replaced, 0 where there is none.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    measure: TargetMeasure
    value: Annotated[float, Ge(0), Le(MOST_COUNTED)] | None
    due_on: date | None = None
    version: Annotated[int, Ge(0), Le(2**31 - 1)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settable:
    """A union as the rule sees it, and who set the target that it has of a measure, if it has one."""

    name: str
    status: str
    itself: bool
    on_top: bool
    setter_level: int | None = None
    setter_name: str = ""


def require_year(year: int, today: date) -> None:
    """This year, the next, and those of before for the record. Raises `TargetYearOut`."""
    first, last = 2000, today.year + 1
    if not first <= year <= last:
        raise TargetYearOut(first=first, last=last, pointer="/year")


def require_settable(union: Settable, *, level: int, taking_away: bool = False) -> None:
    """Whether a union of `level` sets this target. Raises `TargetItself`, `TargetFromAbove` or `NotLiving`."""
    if union.itself and not union.on_top:
        raise TargetItself(name=union.name)
    if not taking_away:
        require_active(union.name, union.status)
    if union.setter_level is not None and union.setter_level < level:
        raise TargetFromAbove(name=union.name, setter=union.setter_name)


def value_in_tenths(draft: TargetDraft) -> int:
    """The value as it is kept. Raises `TargetNotWhole` or `TargetOver`."""
    value = draft.value
    if value is None:
        raise ValueError("a target that is taken away has no value")
    kept = tenths(value)
    if draft.measure.is_rate:
        if kept > 1000 or abs(value * 10 - kept) > 1e-6:
            raise TargetOver(measure=draft.measure)
    elif value != int(value):
        raise TargetNotWhole(measure=draft.measure)
    return kept


def due_day(draft: TargetDraft, year: int) -> date:
    """The day it is due, the last of the year when none is said. Raises `TargetDueOutside`."""
    due = draft.due_on or date(year, 12, 31)
    if due.year != year:
        raise TargetDueOutside(year=year)
    return due
