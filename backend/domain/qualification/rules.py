"""Who judges which union, and what may be said of it (ORG-08, ORG-09; IND-04).

A union judges itself, or somebody above does; what was judged above is changed from there or from higher up.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final
from uuid import UUID

from annotated_types import Ge, Le, MaxLen

from backend.domain.organization.changes import require_active
from backend.domain.organization.codes import Level, OrganizationKind
from backend.domain.qualification.standards import FIRST_YEAR, MOST_CRITERIA, Standard
from backend.domain.refusals import Conflict, Invalid

MOST: Final = 500
"""Unions judged at once: those of the largest township."""

TOWN_KINDS: Final = (
    *(OrganizationKind.TOWNSHIP_FEDERATION, OrganizationKind.STREET_FEDERATION),
    OrganizationKind.COMMUNITY_UNION,
)
"""乡镇（街道）和社区工会, of which more have to qualify than of all basic unions (ORG-09)."""


class QualificationNotFor(Conflict):
    """Fact: `name`."""

    code = "qualification_not_for"
    zh = "“{name}”不参加合格工会评定：只评定基层工会和乡镇（街道）工会。请改选这些工会。"
    en = "“{name}” is not judged: basic unions and those of townships and streets are. Choose one of these."


class QualificationFromAbove(Conflict):
    """Facts: `name`, `judge`."""

    code = "qualification_from_above"
    zh = "“{name}”本年度已由“{judge}”评定，只有该会或其上级可以修改。有不同意见请向其反映。"
    en = (
        "“{judge}” judged “{name}” for this year; it is changed there, or higher up. Tell them if you see it otherwise."
    )


class QualificationByPlace(Conflict):
    """Unions are judged down the tree of places."""

    code = "qualification_by_place"
    zh = "合格工会按地方工会逐级评定，系统（产业）范围内没有评定表。请换到地方范围。"
    en = "Unions are judged down the tree of places; a line has no sheet. Change to a scope of a place."


class QualificationYearOut(Invalid):
    """Facts: `first`, `last`."""

    code = "qualification_year_out"
    zh = "评定年度应在 {first} 至 {last} 之间。请改选年度。"
    en = "Unions are judged for the years {first} to {last}. Choose another year."


class QualificationMarkUnknown(Invalid):
    """A number that the list of the year does not have. Facts: `mark`, `most`."""

    code = "qualification_mark_unknown"
    zh = "第 {mark} 项不在本年度的评定标准中，标准共 {most} 项。请刷新后重新勾选。"
    en = "The list of this year has {most} criteria and no number {mark}. Reload and tick again."


class QualificationTwice(Invalid):
    """The same union twice in one sheet."""

    code = "qualification_twice"
    zh = "同一家工会写了两次。请只保留一行。"
    en = "The same union stands there twice. Keep one row."


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a union has, by the numbers of the criteria. `version` is that of what is replaced, 0 where it is not judged yet."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    organization_id: UUID
    marks: Annotated[list[Annotated[int, Ge(1), Le(MOST_CRITERIA)]], MaxLen(MOST_CRITERIA)]
    version: Annotated[int, Ge(0), Le(2**31 - 1)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A union as the rule sees it, and who judged it for the year, if somebody did."""

    name: str
    kind: OrganizationKind
    status: str
    judge_level: int | None = None
    judge_name: str = ""


def is_judged(kind: OrganizationKind) -> bool:
    """Whether unions of this kind are judged: basic unions, and townships and streets, which ORG-09 counts."""
    return kind.level is Level.UNION or kind in TOWN_KINDS


def require_judged_year(year: int, *, this_year: int) -> None:
    """This year, and those before for the record. Raises `QualificationYearOut`."""
    if not FIRST_YEAR <= year <= this_year:
        raise QualificationYearOut(first=FIRST_YEAR, last=this_year, pointer="/year")


def require_judgeable(union: Judged, *, level: int) -> None:
    """Whether somebody of a union of `level` judges this one.

    Raises `QualificationNotFor`, `NotLiving`, `QualificationFromAbove`.
    """
    if not is_judged(union.kind):
        raise QualificationNotFor(name=union.name)
    require_active(union.name, union.status)
    if union.judge_level is not None and union.judge_level < level:
        raise QualificationFromAbove(name=union.name, judge=union.judge_name)


def marks_of(standard: Standard, marks: Sequence[int]) -> list[int]:
    """The marks as they are kept, each once and in order. Raises `QualificationMarkUnknown`."""
    most = len(standard.criteria)
    for mark in marks:
        if mark > most:
            raise QualificationMarkUnknown(mark=mark, most=most)
    return sorted(set(marks))
