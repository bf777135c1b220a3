"""The registers as workbooks have them: titles, rules, who is found again, what stands under what (ORG-01, 10, 11, 18)."""

import random
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.api.imports.handling import HANDLINGS
from backend.domain.access import PERMISSIONS, Permission
from backend.domain.audit.record import LABELS
from backend.domain.credit_code import credit_check_character
from backend.domain.export.catalogue import SHEETS
from backend.domain.export.nouns import ExportNoun
from backend.domain.imports import employers, officers, unions
from backend.domain.imports.cells import CellError, NumberUnclear, read_number
from backend.domain.imports.columns import Reading, Register, RegisterKind, plain_title
from backend.domain.imports.directory import Directory, OrganizationAmbiguous, OrganizationUnknown, Site, is_union
from backend.domain.imports.heads import find_head
from backend.domain.imports.plain import differing, without_months
from backend.domain.imports.registers import REGISTERS
from backend.domain.imports.spellings import read_code
from backend.domain.imports.unions import Seedling, in_order
from backend.domain.organization.codes import Industry, OrganizationKind, Ownership, Post, PostForm
from backend.domain.refusals import Refusal

TODAY = date(2026, 11, 20)
EXPORTED = {
    RegisterKind.UNIONS: (ExportNoun.ORGANIZATIONS, {"name", "kind", "parent", "credit_code", "employees", "status"}),
    RegisterKind.OFFICERS: (
        ExportNoun.OFFICERS,
        {"name", "post", "union", "sex", "form", "started_on", "ended_on", "phone"},
    ),
    RegisterKind.EMPLOYERS: (ExportNoun.EMPLOYERS, {"name", "credit_code", "territory", "union", "women_employees"}),
    RegisterKind.TRANSFERS: (ExportNoun.TRANSFERS, {"name", "union", "to", "reason", "number", "note"}),
}


def judged(register: Register, said: dict[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    told: dict[str, str] = {}

    def note(name: str, refusal: Refusal) -> None:
        assert refusal.sentence("zh")
        assert refusal.sentence("en")
        told[name] = refusal.code

    return register.judge(said, note, TODAY), told


def test_every_kind_has_its_register_and_its_handling() -> None:
    """ORG-10, ORG-11: four registers and the employers, each described once and done by one class."""
    assert set(REGISTERS) == set(HANDLINGS) == set(RegisterKind)
    assert {kind: HANDLINGS[kind].register for kind in RegisterKind} == dict(REGISTERS)


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.kind.value)
def test_a_register_holds_together(register: Register) -> None:
    """MBR-01, ORG-11: no title means two columns, codes have values, key and lead are columns; whoever may write it may
    import at all, since that is asked first."""
    titles = [plain_title(title) for column in register.columns for title in (column.title, *column.synonyms)]
    assert len(titles) == len(set(titles))
    assert len(register.by_name) == len(register.columns)
    assert {register.lead, register.key} <= set(register.by_name)
    assert all((column.reading is Reading.CODE) == (column.codes is not None) for column in register.columns)
    assert register.notes
    own, every = PERMISSIONS[register.permission], PERMISSIONS[Permission.MEMBER_IMPORT]
    assert own.roles <= every.roles
    assert own.down_to <= every.down_to


@pytest.mark.parametrize(("kind", "noun", "columns"), [(kind, *told) for kind, told in EXPORTED.items()])
def test_the_head_of_the_export_is_understood(kind: RegisterKind, noun: ExportNoun, columns: set[str]) -> None:
    """ORG-11: what the export writes over its columns is what the import reads."""
    titles = [column.head("zh") for column in SHEETS[noun].columns]
    head = find_head([titles], REGISTERS[kind], {})
    assert not head.missing(REGISTERS[kind])
    assert columns <= set(head.columns)


@pytest.mark.parametrize(
    ("cell", "number"),
    [(128, 128), (128.0, 128), ("128", 128), ("1,280", 1280), ("１２８", 128), ("128人", 128), ("0", 0), (" 7 名 ", 7)],
)
def test_numbers_of_people(cell: Any, number: int) -> None:
    """ORG-10: as people write them."""
    assert read_number(cell) == number


@pytest.mark.parametrize(
    "cell", [-1, 1.5, "约30", "十", "", True, "1e3", float("inf"), float("nan"), "12 34", "9" * 12]
)
def test_what_is_no_number_of_people(cell: Any) -> None:
    with pytest.raises(NumberUnclear):
        read_number(cell)


def test_a_failed_formula_is_told() -> None:
    with pytest.raises(CellError):
        read_number("#REF!")


@pytest.mark.parametrize(
    ("cell", "codes", "value"),
    [
        ("有限责任公司", Ownership, Ownership.LIMITED),
        ("民营企业", Ownership, Ownership.PRIVATE),
        ("170", Ownership, Ownership.PRIVATE),
        ("农林牧渔业", Industry, Industry.AGRICULTURE),
        ("C", Industry, Industry.MANUFACTURING),
        ("联合工会", OrganizationKind, OrganizationKind.JOINT_UNION),
        ("工会主席", Post, Post.CHAIR),
        ("女工委主任", Post, Post.WOMEN_DIRECTOR),
        ("专", PostForm, PostForm.FULL_TIME),
    ],
)
def test_spellings(cell: str, codes: Any, value: Any) -> None:
    """ORG-11: what people write for kinds, industries and posts."""
    assert read_code(cell, codes, title="x") is value


class TestEmployers:
    """ORG-10, ORG-18."""

    @staticmethod
    def code(number: int) -> str:
        first = f"91430000{number:09d}"
        return first + credit_check_character(first)

    @dataclass
    class Known:
        values: dict[str, Any] = field(default_factory=dict)

    def known(self, **values: Any) -> "TestEmployers.Known":
        return self.Known({"credit_code": None, "closed_on": None, **values})

    def test_each_field_by_its_rule(self) -> None:
        said = {
            "name": "青",
            "credit_code": "123",
            "employees": 3_000_000,
            "covered_on": date(2030, 1, 1),
            "address": "一\n街",
        }
        values, told = judged(employers.EMPLOYERS, said)
        assert values == {"address": "一 街"}
        assert told == {
            "name": "import_value_short",
            "credit_code": "credit_code_length",
            "employees": "import_value_large",
            "covered_on": "effective_on_in_future",
        }

    def test_more_women_than_employees(self) -> None:
        values, told = judged(employers.EMPLOYERS, {"name": "甲公司", "employees": 3, "women_employees": 4})
        assert values == {"name": "甲公司", "employees": 3}
        assert told == {"women_employees": "employer_women_exceed"}

    def test_by_code_then_by_name_where_either_side_has_none(self) -> None:
        coded, bare = self.known(credit_code=self.code(1)), self.known()
        by_code = {self.code(1): coded}
        assert employers.match({"credit_code": self.code(1)}, by_code, [bare]) is coded
        assert employers.match({"credit_code": self.code(2)}, by_code, [coded]) is None
        assert employers.match({"credit_code": self.code(2)}, by_code, [bare]) is bare
        assert employers.match({}, by_code, [coded]) is coded
        with pytest.raises(employers.EmployerNameAmbiguous):
            employers.match({}, by_code, [coded, bare])

    def test_closed_ones_count_only_for_a_row_that_says_so(self) -> None:
        closed, living = self.known(closed_on="2020-01-01"), self.known()
        assert employers.match({}, {}, [closed, living]) is living
        assert employers.match({"closed_on": "2020-01-01"}, {}, [closed, living]) is closed


class TestOfficers:
    """ORG-19, ORG-21."""

    def test_each_field_by_its_rule(self) -> None:
        said = {
            "name": " 王建国 ",
            "phone": "1" * 31,
            "term_number": 61,
            "started_on": date(2030, 1, 1),
            "post": Post.CHAIR,
        }
        values, told = judged(officers.OFFICERS, said)
        assert values == {"name": "王建国", "post": "chair"}
        assert set(told) == {"phone", "term_number", "started_on"}

    def test_a_month_alone_says_nothing_against_a_day_of_it(self) -> None:
        said = {"born_on": "1980-05-01", "started_on": "2024-04-01"}
        without_months({"born_on": "1980-05-17", "started_on": "2024-03-15"}, said, ("born_on", "started_on"))
        assert said == {"born_on": "1980-05-17", "started_on": "2024-04-01"}


class TestUnions:
    """ORG-01, ORG-11."""

    @staticmethod
    def seed(line: int, name: str, parent: str | None) -> Seedling:
        return Seedling((1, line), name, OrganizationKind.BASE_UNION, None, parent)

    def test_waves_whatever_the_order(self) -> None:
        rows = [self.seed(n, f"第{n}级工会", f"第{n - 1}级工会" if n else None) for n in range(20)]
        random.Random(7).shuffle(rows)
        waves, parents, orphans = in_order(rows)
        assert [[each.name for each in wave] for wave in waves] == [[f"第{n}级工会"] for n in range(20)]
        assert not orphans
        assert parents[1, 5].name == "第4级工会"

    def test_circles_strangers_and_namesakes_are_left_out(self) -> None:
        rows = [
            self.seed(1, "甲工会", "乙工会"),
            self.seed(2, "乙工会", "甲工会"),
            self.seed(3, "丙工会", "没有的工会"),
            self.seed(4, "丁分会", "丙工会"),
            self.seed(5, "戊工会", None),
            self.seed(6, "戊工会", None),
            self.seed(7, "己分会", "戊工会"),
            self.seed(8, "庚工会", "庚工会"),
        ]
        waves, _parents, orphans = in_order(rows)
        assert [[each.at[1] for each in wave] for wave in waves] == [[5, 6]]
        assert {each.at[1] for each in orphans} == {1, 2, 3, 4, 7, 8}

    @given(st.lists(st.integers(0, 30), max_size=30))
    def test_every_row_is_placed_once_or_left_out(self, above: list[int]) -> None:
        rows = [
            self.seed(n, f"第{n}号工会", f"第{parent}号工会" if parent != n else None) for n, parent in enumerate(above)
        ]
        waves, parents, orphans = in_order(rows)
        placed = [each.at for wave in waves for each in wave]
        assert sorted([*placed, *(each.at for each in orphans)]) == [each.at for each in rows]
        order = {at: number for number, wave in enumerate(waves) for at in (each.at for each in wave)}
        assert all(order[parents[at].at] < order[at] for at in placed if at in parents)

    def test_a_chain_of_a_hundred_thousand_ends_in_time(self) -> None:
        """ORG-11: each row below the one before it, the worst order."""
        rows = [self.seed(n, f"第{n}级", f"第{n - 1}级" if n else None) for n in reversed(range(100_000))]
        waves, _parents, orphans = in_order(rows)
        assert (len(waves), orphans) == (100_000, [])

    def test_what_only_a_step_changes(self) -> None:
        current = {"kind": "base_union", "status": "active", "established_on": None, "parent_id": "p"}
        unions.require_change(
            current, {"kind": "base_union", "established_on": "2020-01-01", "parent": "甲 工会"}, "甲工会"
        )
        for said in ({"kind": "joint_union"}, {"status": "dissolved"}, {"parent": "乙工会"}):
            with pytest.raises(Refusal) as refused:
                unions.require_change(current, said, "甲工会")
            assert refused.value.code == "import_row_step"


class TestDirectory:
    """ORG-11: by name, by the name without what says "union", by code; never a guess."""

    SITES = tuple(
        Site(uuid4(), name, kind, low, low + 5, credit_code=code)
        for name, kind, low, code in (
            ("城关镇总工会", OrganizationKind.TOWNSHIP_FEDERATION, 10, None),
            ("青溪纺织有限公司工会", OrganizationKind.BASE_UNION, 20, "81430000000000001X"),
            ("红星厂工会", OrganizationKind.BASE_UNION, 30, None),
            ("红星厂工会委员会", OrganizationKind.BASE_UNION, 40, None),
        )
    )
    ROOT = Site(uuid4(), "青溪县总工会", OrganizationKind.COUNTY_FEDERATION, 1, 99)
    DIRECTORY = Directory(ROOT, SITES)

    @pytest.mark.parametrize(
        "name", ["青溪纺织有限公司工会", "青溪纺织 有限公司", "81430000000000001x", "青溪纺织有限公司工会委员会"]
    )
    def test_found(self, name: str) -> None:
        assert self.DIRECTORY.find(name, "union", is_union).low == 20

    def test_the_whole_name_comes_before_the_bare_one(self) -> None:
        assert self.DIRECTORY.find("红星厂工会", "union").low == 30
        with pytest.raises(OrganizationAmbiguous) as refused:
            self.DIRECTORY.find("红星厂", "union")
        assert refused.value.facts["pointer"] == "/union"

    def test_what_does_not_fit_is_not_found(self) -> None:
        with pytest.raises(OrganizationUnknown):
            self.DIRECTORY.find("城关镇总工会", "union", is_union)


@given(
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 2)),
)
def test_what_differs_is_what_was_said_and_is_not_so(said: dict[str, int], current: dict[str, int]) -> None:
    """ORG-18: applied to the record it is what the row says; said again nothing differs."""
    whole = dict.fromkeys("abcd", 0) | current
    changes = differing(whole, said, "abcd")
    after = whole | {name: new for name, (_old, new) in changes.items()}
    assert all(after[name] == value for name, value in said.items())
    assert differing(after, said, "abcd") == {}


def test_every_column_has_a_name_in_the_audit() -> None:
    """Mended fields and corrected columns are told by name (GB/T 22239 8.1.4.3)."""
    columns = {column.name for register in REGISTERS.values() for column in register.columns}
    assert columns - LABELS.keys() == set()
