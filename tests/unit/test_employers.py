"""Employers: matching another agency's list, headcounts, cover, rates."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.credit_code import credit_check_character
from backend.domain.organization import employers as rules
from backend.domain.organization.codes import EmployerMatch, OrganizationKind
from backend.domain.organization.employer_lists import FIELDS, Known, ListedEmployer, RowState, judge
from backend.domain.organization.employers import Cover, EmployerDraft, MoreWomenThanEmployees

DAY = date(2026, 6, 30)


def code(number: int) -> str:
    """A credit code with a right check character."""
    first = f"91430000{number:09d}"
    return first + credit_check_character(first)


def known(**fields: Any) -> Known:
    base = {
        "id": uuid4(),
        "credit_code": code(1),
        "name": "青溪食品有限公司",
        "employees": 40,
        "women_employees": 10,
        "address": "城关镇",
        "region_code": None,
    }
    return Known(**base | fields)  # type: ignore[arg-type]


def states(
    *rows: ListedEmployer, register: tuple[Known, ...] = (), elsewhere: frozenset[str] = frozenset()
) -> list[Any]:
    by_name: dict[str, list[Known]] = {}
    for each in register:
        by_name.setdefault(each.name, []).append(each)
    by_code = {each.credit_code: each for each in register if each.credit_code}
    return judge(rows, by_code=by_code, by_name=by_name, elsewhere=elsewhere)


class TestLists:
    def test_by_code_and_what_differs(self) -> None:
        """ORG-18: the code matches whatever the name; only what the list says is compared."""
        ours = known()
        (verdict,) = states(
            ListedEmployer(credit_code=code(1).lower(), name="青溪食品 有限公司", employees=52), register=(ours,)
        )
        assert (verdict.state, verdict.match) == (RowState.CHANGED, EmployerMatch.BY_CODE)
        assert verdict.changes == {"name": ["青溪食品有限公司", "青溪食品 有限公司"], "employees": [40, 52]}
        assert verdict.values["women_employees"] == 10

    def test_by_name_where_either_side_has_no_code(self) -> None:
        """ORG-18: a code on both sides that differs is another employer of the same name."""
        without = known(credit_code=None)
        (filled,) = states(ListedEmployer(credit_code=code(2), name=without.name), register=(without,))
        assert (filled.match, filled.changes) == (EmployerMatch.BY_NAME, {"credit_code": [None, code(2)]})
        (same,) = states(ListedEmployer(name=without.name), register=(known(),))
        assert (same.state, same.match) == (RowState.UNCHANGED, EmployerMatch.BY_NAME)
        (other,) = states(ListedEmployer(credit_code=code(2), name=without.name), register=(known(),))
        assert other.state is RowState.NEW

    def test_two_of_one_name_are_not_guessed(self) -> None:
        """ORG-18."""
        (verdict,) = states(ListedEmployer(name="青溪食品有限公司"), register=(known(), known(credit_code=code(2))))
        assert (verdict.state, verdict.refusal and verdict.refusal.code) == (
            RowState.INVALID,
            "employer_name_ambiguous",
        )

    def test_the_first_of_two_rows_counts(self) -> None:
        """ORG-18: repeated by code, by name, and by a name that means an employer already named by code."""
        ours = known()
        found = states(
            ListedEmployer(credit_code=code(5), name="甲公司"),
            ListedEmployer(credit_code=code(5), name="甲公司（新）"),
            ListedEmployer(name="乙公司"),
            ListedEmployer(name="乙公司"),
            ListedEmployer(name="甲公司"),
            ListedEmployer(credit_code=code(1), name=ours.name),
            ListedEmployer(name=ours.name),
            register=(ours,),
        )
        assert [(v.state.value, v.first_index) for v in found] == [
            ("new", None),
            ("duplicate_in_list", 0),
            ("new", None),
            ("duplicate_in_list", 2),
            ("duplicate_in_list", 0),
            ("unchanged", None),
            ("duplicate_in_list", 5),
        ]

    def test_a_wrong_row_does_not_claim_its_place(self) -> None:
        """ORG-18: the good row after a wrong one is taken in."""
        found = states(
            ListedEmployer(credit_code=code(5), name="甲公司", employees=1, women_employees=2),
            ListedEmployer(credit_code=code(5), name="甲公司", employees=2, women_employees=1),
        )
        assert [v.state for v in found] == [RowState.INVALID, RowState.NEW]

    @pytest.mark.parametrize(
        ("row", "refusal"),
        [
            (ListedEmployer(name=" "), "employer_name_missing"),
            (ListedEmployer(name="甲公司", credit_code="123"), "credit_code_length"),
            (ListedEmployer(name="甲公司", credit_code=code(1)[:17] + "?"), "credit_code_character"),
            (ListedEmployer(name="甲公司", employees=-1), "employer_headcount"),
            (ListedEmployer(name="甲公司", women_employees=3), "employer_women_exceed"),
            (ListedEmployer(name="甲\x00公司"), "text_unreadable"),
            (ListedEmployer(name="甲" * 121), "employer_text_too_long"),
        ],
    )
    def test_invalid_rows_say_why_in_both_languages(self, row: ListedEmployer, refusal: str) -> None:
        """ORG-18: and never repeat what was sent."""
        (verdict,) = states(row)
        assert verdict.refusal is not None
        assert verdict.refusal.code == refusal
        assert verdict.refusal.sentence("zh") != verdict.refusal.sentence("en")

    def test_a_code_held_elsewhere(self) -> None:
        """ORG-18: one's own code is never elsewhere."""
        (theirs,) = states(ListedEmployer(credit_code=code(9), name="甲公司"), elsewhere=frozenset({code(9)}))
        assert theirs.refusal is not None
        assert theirs.refusal.code == "employer_elsewhere"

    @given(st.lists(st.tuples(st.integers(0, 5), st.sampled_from("甲乙丙"), st.integers(-1, 3)), max_size=12))
    def test_every_row_has_one_verdict_and_taking_in_twice_changes_nothing(
        self, drawn: list[tuple[int, str, int]]
    ) -> None:
        """ORG-18: after a list is taken in, the same list holds nothing new and nothing changed."""
        rows = [
            ListedEmployer(credit_code=code(number) if number else None, name=name * 2, employees=people)
            for number, name, people in drawn
        ]
        first = states(*rows)
        assert [v.index for v in first] == list(range(len(rows)))
        register = tuple(Known(id=uuid4(), **v.values) for v in first if v.state is RowState.NEW)
        codes = [each.credit_code for each in register if each.credit_code]
        assert len(codes) == len(set(codes))
        kept = [row for row, v in zip(rows, first, strict=True) if v.state is RowState.NEW and row.credit_code]
        assert {v.state for v in states(*kept, register=register)} <= {RowState.UNCHANGED}

    def test_fields_are_those_of_the_register(self) -> None:
        """Known and the list name the same fields."""
        assert set(FIELDS) == set(Known.__slots__) - {"id"}


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
