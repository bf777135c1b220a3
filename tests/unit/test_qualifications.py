"""The pure part of judging unions: by which list, who judges whom, what qualifies (ORG-08, ORG-09, IND-04)."""

import pytest

from backend.domain.organization.codes import OrganizationKind as Kind
from backend.domain.organization.rules import NotLiving
from backend.domain.qualification.rules import (
    Judged,
    QualificationFromAbove,
    QualificationMarkUnknown,
    QualificationNotFor,
    QualificationYearOut,
    is_judged,
    marks_of,
    require_judgeable,
    require_judged_year,
)
from backend.domain.qualification.standards import (
    SIX,
    CriterionTwice,
    QualificationStandardDraft,
    Standard,
    StandardInUse,
    StandardYearOut,
    cleaned,
    is_met,
    require_standard,
    standard_of,
)

SEVEN = Standard(2027, "七有", ("牌子", "印章", "场所", "经费", "会员登记", "班子", "制度档案"))
EIGHT = Standard(2030, "八有", ("牌子", "批复", "印章", "经费", "场所", "制度", "活动", "档案"))


def union(**more: object) -> Judged:
    facts = {"name": "青溪纺织有限公司工会", "kind": Kind.BASE_UNION, "status": "active"}
    return Judged(**(facts | more))  # type: ignore[arg-type]


def test_six_of_the_plan_hold_until_the_city_says_otherwise() -> None:
    """ORG-08: 六有, in the words of the plan."""
    assert SIX.criteria == (
        *("场所设施", "依法选举的工会主席", "独立健全的组织机构"),
        *("服务职工的活动载体", "制度机制", "会员满意的工作绩效"),
    )
    assert len(SIX.listed("en")) == 6
    assert SEVEN.listed("en") == SEVEN.criteria
    assert standard_of(2026, []) is SIX
    assert [standard_of(year, [EIGHT, SEVEN]) for year in (2026, 2027, 2029, 2030)] == [SIX, SEVEN, SEVEN, EIGHT]


def test_whoever_lacks_one_does_not_qualify() -> None:
    """ORG-08: all of the list, whichever it is."""
    assert is_met(SIX, [1, 2, 3, 4, 5, 6])
    assert not is_met(SIX, [1, 2, 3, 4, 5])
    assert not is_met(SEVEN, [1, 2, 3, 4, 5, 6])


def test_marks_are_numbers_of_the_list() -> None:
    assert marks_of(SIX, [3, 1, 3]) == [1, 3]
    with pytest.raises(QualificationMarkUnknown) as refused:
        marks_of(SIX, [1, 7])
    assert (refused.value.facts["mark"], refused.value.facts["most"]) == (7, 6)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.BASE_UNION, True),
        (Kind.JOINT_UNION, True),
        (Kind.COMMUNITY_UNION, True),
        (Kind.TOWNSHIP_FEDERATION, True),
        (Kind.STREET_FEDERATION, True),
        (Kind.REGIONAL_JOINT, False),
        (Kind.COUNTY_FEDERATION, False),
        (Kind.BRANCH, False),
    ],
)
def test_who_is_judged(kind: Kind, expected: bool) -> None:
    """ORG-09: basic unions, and the unions of townships, streets and communities."""
    assert is_judged(kind) is expected
    if not expected:
        with pytest.raises(QualificationNotFor):
            require_judgeable(union(kind=kind), level=1)


def test_what_was_judged_above_is_changed_there() -> None:
    """A union judges itself until the office above has; the office above that may again."""
    require_judgeable(union(), level=4)
    require_judgeable(union(judge_level=4), level=4)
    require_judgeable(union(judge_level=4), level=3)
    require_judgeable(union(judge_level=3), level=2)
    with pytest.raises(QualificationFromAbove):
        require_judgeable(union(judge_level=3, judge_name="城关镇总工会"), level=4)
    with pytest.raises(NotLiving):
        require_judgeable(union(status="dissolved"), level=3)


def test_no_year_is_judged_ahead() -> None:
    require_judged_year(2026, this_year=2026)
    for year in (2027, 1999):
        with pytest.raises(QualificationYearOut):
            require_judged_year(year, this_year=2026)


def test_a_list_that_was_judged_by_stays() -> None:
    """A judgement keeps its ground: a list begins after the last year for which somebody was judged."""
    require_standard(2026, this_year=2026, last_judged=None)
    require_standard(2027, this_year=2026, last_judged=2026)
    for year in (2026, 2025):
        with pytest.raises(StandardInUse):
            require_standard(year, this_year=2026, last_judged=2026)
    with pytest.raises(StandardYearOut):
        require_standard(2028, this_year=2026, last_judged=None)


def test_a_criterion_stands_once() -> None:
    assert cleaned(QualificationStandardDraft(name=" 七有 ", criteria=["牌子 ", "印章"])) == ("七有", ("牌子", "印章"))
    with pytest.raises(CriterionTwice) as refused:
        cleaned(QualificationStandardDraft(name="七有", criteria=["牌子", " 牌子"]))
    assert refused.value.facts["pointer"] == "/criteria/1"
