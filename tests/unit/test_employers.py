"""Employers: headcounts, cover, rates."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.credit_code import credit_check_character
from backend.domain.organization import employers as rules
from backend.domain.organization.codes import OrganizationKind
from backend.domain.organization.employers import Cover, EmployerDraft, MoreWomenThanEmployees

DAY = date(2026, 6, 30)


def code(number: int) -> str:
    """A credit code with a right check character."""
    first = f"91430000{number:09d}"
    return first + credit_check_character(first)


class TestCover:
    def test_women_among_employees(self) -> None:
        """ORG-10."""
        with pytest.raises(MoreWomenThanEmployees):
            EmployerDraft(territory_id=uuid4(), name="甲公司", employees=1, women_employees=2)

    @pytest.mark.parametrize("kind", list(OrganizationKind))
    def test_only_basic_unions_cover(self, kind: OrganizationKind) -> None:
        """ORG-16: basic, joint and community unions; federations and branches do not."""
        open_ = Cover(union_id=None, covered_on=None, closed_on=None)
        fits = kind in {OrganizationKind.BASE_UNION, OrganizationKind.JOINT_UNION, OrganizationKind.COMMUNITY_UNION}
        ask = {"by": uuid4(), "kind": kind, "on": DAY, "today": DAY}
        if fits:
            rules.require_coverable(open_, **ask)
        else:
            with pytest.raises(rules.UnionUnfit) as refused:
                rules.require_coverable(open_, **ask)
            assert kind.zh in refused.value.sentence("zh")

    def test_days_and_states(self) -> None:
        """ORG-10: nothing in the future, nothing before the cover began, nothing twice."""
        union = UUID(int=1)
        covered = Cover(union_id=union, covered_on=DAY, closed_on=None)
        base = OrganizationKind.BASE_UNION
        with pytest.raises(rules.EmployerCoveredAlready):
            rules.require_coverable(covered, by=union, kind=base, on=DAY, today=DAY)
        with pytest.raises(rules.BeforeCovered):
            rules.require_uncoverable(covered, on=date(2026, 6, 29), today=DAY)
        with pytest.raises(rules.InFuture):
            rules.require_uncoverable(covered, on=date(2026, 7, 1), today=DAY)
        closed = Cover(union_id=None, covered_on=None, closed_on=DAY)
        with pytest.raises(rules.EmployerClosed):
            rules.require_coverable(closed, by=union, kind=base, on=DAY, today=DAY)
        with pytest.raises(rules.EmployerOpen):
            rules.require_closed(covered)

    @given(st.integers(0, 1000), st.integers(0, 1000))
    def test_rate(self, part: int, rest: int) -> None:
        """ORG-10: counted on employers; nothing of nothing is unknown, not zero."""
        found = rules.rate(part, part + rest)
        assert (found is None) == (part + rest == 0)
        assert found is None or 0 <= found <= 1
