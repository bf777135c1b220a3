"""What a union is judged by: 六有 unless the city entered another list (ORG-08; local lists differ, domain-facts 2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar, Final

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

FIRST_YEAR: Final = 2000
MOST_CRITERIA: Final = 12


_SIX: Final = (
    ("场所设施", "Premises and equipment"),
    ("依法选举的工会主席", "A chair elected by law"),
    ("独立健全的组织机构", "Bodies of its own, complete"),
    ("服务职工的活动载体", "Activities that serve workers"),
    ("制度机制", "Rules and ways of working"),
    ("会员满意的工作绩效", "Work that members are content with"),
)
"""The 六有 of a 合格基层工会, in the words of the plan (ORG-08)."""


class CriterionTwice(Invalid):
    """Fact: `criterion`."""

    code = "qualification_criterion_twice"
    zh = "“{criterion}”写了两次。请只保留一条。"
    en = "“{criterion}” stands there twice. Keep one."


class CriterionBlank(Invalid):
    """A list without a name, or a criterion that says nothing."""

    code = "qualification_criterion_blank"
    zh = "标准的名称和每一条都要写明，没有保存。请补写，或去掉空着的一条。"
    en = (
        "The list needs a name and each criterion its words; nothing was saved. Write them, or take the empty one away."
    )


class StandardYearOut(Invalid):
    """Facts: `first`, `last`."""

    code = "qualification_standard_year_out"
    zh = "评定标准的起始年度应在 {first} 至 {last} 之间。请改选年度。"
    en = "A list of criteria begins in a year from {first} to {last}. Choose another year."


class StandardInUse(Conflict):
    """Unions have been judged by the list that this one would replace. Fact: `year`."""

    code = "qualification_standard_in_use"
    zh = "{year} 年已有工会按现行标准评定，改动会使评定结果失去依据，没有保存。请从下一年度起使用新标准。"
    en = "Unions are judged for {year} by the list in force; a change would leave these without a ground. Begin a year later."


@dataclass(frozen=True, slots=True)
class Standard:
    """A list of criteria, from a year on until a later one. Criteria are numbered from 1 in their order."""

    from_year: int
    name: str
    criteria: tuple[str, ...]
    name_en: str = ""
    criteria_en: tuple[str, ...] = ()

    def called(self, language: str) -> str:
        """Its name; what the city typed stands as it was typed."""
        return (self.name_en if language == "en" else "") or self.name

    def listed(self, language: str) -> tuple[str, ...]:
        """Its criteria, in their order."""
        return (self.criteria_en if language == "en" else ()) or self.criteria


SIX: Final = Standard(FIRST_YEAR, "六有", tuple(zh for zh, _ in _SIX), "Six marks", tuple(en for _, en in _SIX))


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationStandardDraft:
    """A list as the city types it."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(20)]
    criteria: Annotated[
        list[Annotated[str, MinLen(1), MaxLen(40)]],
        MinLen(1),
        MaxLen(MOST_CRITERIA),
    ]


def standard_of(year: int, entered: Iterable[Standard]) -> Standard:
    """The list in force in a year: the latest that begins by then, 六有 before any."""
    return max((one for one in entered if one.from_year <= year), key=lambda one: one.from_year, default=SIX)


def cleaned(draft: QualificationStandardDraft) -> tuple[str, tuple[str, ...]]:
    """The name and the criteria as they are kept. Raises `TextUnreadable`, `CriterionBlank`, `CriterionTwice`."""
    with at("/name"):
        name = _said(draft.name)
    criteria: list[str] = []
    for place, typed in enumerate(draft.criteria):
        with at(f"/criteria/{place}"):
            criterion = _said(typed)
            if criterion in criteria:
                raise CriterionTwice(criterion=criterion)
        criteria.append(criterion)
    return name, tuple(criteria)


def _said(typed: str) -> str:
    text = clean_text(typed)
    if not text:
        raise CriterionBlank()
    return text


def require_standard(from_year: int, *, this_year: int, last_judged: int | None) -> None:
    """Whether a list may begin in a year: this one, the next or before, and none in it or after it is judged yet.

    Raises `StandardYearOut` or `StandardInUse`.
    """
    if not FIRST_YEAR <= from_year <= this_year + 1:
        raise StandardYearOut(first=FIRST_YEAR, last=this_year + 1)
    if last_judged is not None and last_judged >= from_year:
        raise StandardInUse(year=last_judged)


def is_met(standard: Standard, marks: Sequence[int]) -> bool:
    """Whether a union with these marks qualifies: it has every one of the list."""
    return set(marks) >= set(range(1, len(standard.criteria) + 1))


Year = Annotated[int, Ge(FIRST_YEAR), Le(2100)]
