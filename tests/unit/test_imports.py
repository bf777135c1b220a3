"""The reading of workbooks: heads, cells, rows, places; a row beside the record that is there."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.imports.cells import (
    CellNumber,
    CellScientific,
    DateInvalid,
    DateMonthOnly,
    DateUnclear,
    read_date,
    read_flag,
    read_identifier,
)
from backend.domain.imports.columns import letter_of, plain_title
from backend.domain.imports.comparing import Registered, compare, require_changeable
from backend.domain.imports.heads import Chosen, Head, Row, find_head, masked, sampled
from backend.domain.imports.members import MEMBERS
from backend.domain.imports.places import (
    BranchUnknown,
    Place,
    Places,
    UnionAmbiguous,
    UnionUnknown,
    UnionUnsaid,
)
from backend.domain.imports.rows import RowRead, RowReader
from backend.domain.imports.spellings import read_code
from backend.domain.imports.states import ImportState, RowApplying, RowLeft, RowOtherUnion, state_of
from backend.domain.job import JobState
from backend.domain.member.codes import Education, MemberKind, MemberStatus, Nation, Politics
from backend.domain.member.rules import JoinedOnImpossible, MemberDraft
from backend.domain.organization.codes import OrganizationKind
from backend.domain.refusals import Invalid

TODAY = date(2026, 11, 20)
NUMBER = "11010519491231002X"
COLUMNS = MEMBERS.columns
CODES = {column.name: column.codes for column in COLUMNS if column.codes is not None}


def head_in(rows: list[Any], known: dict[str, str | None] | None = None, chosen: Chosen | None = None) -> Head:
    return find_head(rows, MEMBERS, known or {}, chosen)


HEAD = head_in([("姓名", "身份证号", "性别", "手机", "入会时间", "学历")])


READER = RowReader(HEAD, MEMBERS, today=TODAY)


def read(row: Row) -> RowRead:
    return READER.read(row)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("姓 名", "name"),
        ("* 身份证号码（必填）", "id_number"),
        ("手机号\n(11位)", "phone"),
        ("入会时间：", "joined_on"),
        ("是否农民工", "migrant"),
        ("文化程度", "education"),
        ("所属工会", "union"),
    ],
)
def test_titles_in_many_spellings(title: str, name: str) -> None:
    """MBR-01: a column is known by the names that forms use."""
    assert head_in([(title, "爱好")]).columns == {name: 0}
    assert plain_title(title) in {plain_title(t) for c in COLUMNS for t in (c.title, *c.synonyms)}


def test_no_title_means_two_columns() -> None:
    """MBR-01: the synonyms are disjoint."""
    titles = [plain_title(title) for column in COLUMNS for title in (column.title, *column.synonyms)]
    assert len(titles) == len(set(titles))


def test_head_under_a_merged_title_and_over_two_rows() -> None:
    """ui.md 1.3 no. 17: within ten rows, groups over columns, superfluous columns left out."""
    head = head_in(
        [
            ("会员花名册", "", "", ""),
            ("填报单位：青溪纺织", "", "", ""),
            ("序号", "姓名", "证件", "", "爱好"),
            ("", "", "种类", "身份证号", ""),
        ]
    )
    assert head.ends == 4
    assert head.columns == {"name": 1, "id_number": 3, "id_kind": 2}
    assert head.titles == ("序号", "姓名", "证件种类", "身份证号", "爱好")
    assert head.ignored() == ("爱好",)
    assert head_in([()] * 9 + [("姓名", "身份证号")]).ends == 10


def test_the_row_under_a_head_is_somebodys() -> None:
    """MBR-01: a head of one row is not read as one of two, also where the first person has nothing in a column."""
    assert head_in([("姓名", "身份证号", "民族"), ("王建国", NUMBER, "")]).ends == 1
    assert head_in([("基本情况", "", ""), ("姓名", "身份证号", "民族"), ("王建国", NUMBER, "汉")]).ends == 2


def test_there_is_always_a_head_to_be_shown() -> None:
    """ui.md 1.3 no. 17: neither too far down, nor without the two columns, is it whole; but something can be said of it."""
    assert head_in([()] * 10 + [("姓名", "身份证号")]).missing(MEMBERS) == ("姓名", "身份证号")
    assert head_in([("姓名", "手机")]).missing(MEMBERS) == ("身份证号",)
    unknown = head_in([("甲", "乙"), ("1", "2")])
    assert (unknown.ends, unknown.titles, unknown.columns) == (1, ("甲", "乙"), {})
    assert head_in([]).titles == ()


def test_what_an_office_said_is_remembered() -> None:
    """ui.md 1.3 no. 17: a title means what the office said, also where it would mean something else to others."""
    rows = [("姓名", "工号", "号码", "电话")]
    assert head_in(rows, {"号码": "id_number", "电话": None}).columns == {"name": 0, "id_number": 2}
    assert head_in(rows, {"号码": "no_such_column"}).columns == {"name": 0, "phone": 3}


def test_columns_may_be_chosen() -> None:
    """ui.md 1.3 no. 17: by position, whatever the titles are; what lies beyond the sheet is nothing."""
    rows = [("表", ""), ("甲", "乙"), ("王建国", NUMBER)]
    head = head_in(rows, chosen=Chosen(2, {0: "name", 1: "id_number", 9: "phone"}))
    assert (head.ends, head.columns) == (2, {"name": 0, "id_number": 1})


def test_samples_identify_nobody() -> None:
    """trust.md A-02: three values of each column, numbers masked, known or not."""
    head = head_in([("姓名", "身份证号", "工号", "入会时间")])
    rows = [("王建国", NUMBER, "110105194912310029", "2019-05-01"), ("李秀英", "", "A-17", 20190501)]
    head = sampled(head, rows, MEMBERS)
    assert head.samples == (
        ("王建国", "李秀英"),
        ("1****************X",),
        ("1****************9", "A-17"),
        ("2019-05-01", "20190501"),
    )
    assert masked("电话13800138000转8") == "电话1*********0转8"


@pytest.mark.parametrize(
    ("position", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
)
def test_letters(position: int, letters: str) -> None:
    """MBR-01: a problem names its column as the reader's screen does."""
    assert letter_of(position) == letters


@pytest.mark.parametrize(
    "cell",
    [
        date(2026, 3, 5),
        datetime(2026, 3, 5),
        46086,
        46086.0,
        "46086",
        "2026-03-05",
        "2026-3-5",
        "2026/3/5",
        "2026.3.5",
        "2026年3月5日",
        " 2026 年 3 月 5 日 ",
        "20260305",
        "２０２６－０３－０５",
        "2026-03-05 00:00:00",
    ],
)
def test_one_day_in_many_spellings(cell: object) -> None:
    """MBR-01: dates as people write them, Excel's serial numbers and full-width digits among them."""
    assert read_date(cell) == date(2026, 3, 5)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "refusal"),
    [
        ("2026-02-30", DateInvalid),
        ("2026-13-01", DateInvalid),
        ("26-3-5", DateUnclear),
        ("去年", DateUnclear),
        (True, DateUnclear),
        ("3/5/2026", DateUnclear),
        (float("inf"), DateUnclear),
        (float("nan"), DateUnclear),
    ],
)
def test_no_day(cell: object, refusal: type[Invalid]) -> None:
    """ORG-24, MBR-01: days that do not exist are refused, not mended."""
    with pytest.raises(refusal):
        read_date(cell)  # type: ignore[arg-type]


def test_a_month_is_its_first_day_but_not_a_birth_date() -> None:
    """MBR-01."""
    assert {read_date(cell) for cell in ("2019.5", "2019年5月", "201905", "2019-05")} == {date(2019, 5, 1)}
    with pytest.raises(DateMonthOnly):
        read_date("2019.5", to_the_day=True)


@given(st.dates(min_value=date(1902, 10, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    """MBR-01: a day and its serial number are one; a number that may as well be a year is not guessed."""
    assert read_date(day.isoformat()) == day
    serial = (day - date(1899, 12, 30)).days
    if 1900 <= serial <= 2100:
        with pytest.raises(DateUnclear):
            read_date(serial)
    else:
        assert read_date(serial) == day


def test_identifiers_are_text() -> None:
    """trust.md section 0 row 12: a number is refused, whatever its size; text keeps its digits."""
    for cell in (430124199001011234, 4.3e17, 13800138000, 13800138000.0):
        with pytest.raises(CellNumber):
            read_identifier(cell)
    for text in ("4.30124E+17", "4E17", "４.3Ｅ＋17"):
        with pytest.raises(CellScientific):
            read_identifier(text)
    assert read_identifier("'" + NUMBER) == NUMBER


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("nation", "汉", Nation.HAN),
        ("nation", "土家族", Nation.TUJIA),
        ("education", "本科", Education.BACHELOR),
        ("education", " 大 专 ", Education.COLLEGE),
        ("politics", "党员", Politics.CPC),
        ("kind", "劳务派遣工", MemberKind.DISPATCHED),
    ],
)
def test_words_in_many_spellings(name: str, cell: str, value: object) -> None:
    """MBR-05: what people write for an enumeration."""
    assert read_code(cell, CODES[name], title="") is value


def test_every_label_means_itself() -> None:
    """MBR-05: no alias hides another value's own label."""
    for code in CODES.values():
        for value in code:
            for label in (value.zh, value.en, value.value):
                assert read_code(label, code, title="") is value


def test_flags() -> None:
    """MBR-05."""
    assert all(read_flag(cell, title="农民工") for cell in ("是", "√", 1, True, "农民工", "y"))
    assert not any(read_flag(cell, title="农民工") for cell in ("否", "×", 0, False, "非农民工", "N"))


def test_all_problems_of_a_row_at_once() -> None:
    """ui.md 1.3 no. 18: each by its column; a wrong number does not hide a wrong phone."""
    found = read(("王", "123", "未知", "12", "2049-01-01", "很高"))
    assert {(p.column, p.code) for p in found.problems} == {
        ("A", "name_length"),
        ("B", "id_number_length"),
        ("C", "import_value_unknown"),
        ("D", "phone_invalid"),
        ("F", "import_value_unknown"),
    }
    assert not any("123" in p.zh + p.en for p in found.problems)


def test_a_good_row() -> None:
    """MBR-01: normalised values, ready for the register; what the row does not say is not made up."""
    found = read(("王 建国", "１１０１０５１９４９１２３１００２ｘ", "", "138 0013 8000", "2019.5", "/"))
    assert found.problems == []
    assert found.values == {
        "name": "王建国",
        "id_kind": "resident",
        "id_number": NUMBER,
        "phone": "13800138000",
        "joined_on": "2019-05-01",
    }


def test_a_row_is_read_again_as_it_was() -> None:
    """ui.md 1.3 no. 19: mending one cell leaves the others at fault; a number stays a number, and damaged."""
    first = read(("王", 430124199001011234, "未知", 13800138000, "去年", ""))
    again = READER.read_again(first.cells | {"name": "王建国"})
    assert {p.code for p in first.problems} - {p.code for p in again.problems} == {"name_length"}
    assert [p.column for p in again.problems if p.code == "import_cell_number"] == ["B", "D"]
    mended = READER.read_again(
        first.cells | {"name": "王建国", "id_number": NUMBER, "sex": "女", "phone": "", "joined_on": ""}
    )
    assert mended.problems == []
    assert "phone" not in mended.cells


def test_an_apostrophe_is_taken_away_once() -> None:
    """trust.md X-06: what a CSV of ours put before a formula goes when it is read, also when it is read again."""
    reader = RowReader(head_in([("姓名", "身份证号", "备注")]), MEMBERS, today=TODAY)
    for written, meant in (("'=1+1", "=1+1"), ("''=1+1", "'=1+1"), ("'0012", "'0012")):
        first = reader.read(("王建国", NUMBER, written))
        assert first.values["notes"] == meant
        assert reader.read_again(first.cells).values["notes"] == meant


RECORD = MemberDraft(
    name="王建国", id_number=NUMBER, organization_id=UUID(int=2), education=Education.COLLEGE, notes="老员工"
)


def test_a_blank_cell_leaves_the_value_alone() -> None:
    """MBR-01: and so does one that says "nothing"; what is filled in wins, the rest of the record stays."""
    new, changes = compare(RECORD, read(("王建国", NUMBER, "", "", "", "/")).values, today=TODAY)
    assert (new, changes) == (RECORD, {})
    new, changes = compare(RECORD, read(("王建国", NUMBER, "女", "13800138000", "2019.5", "本科")).values, today=TODAY)
    assert changes == {"phone": None, "joined_on": [None, "2019-05-01"], "education": ["college", "bachelor"]}
    assert new.notes == "老员工"


def test_a_change_is_judged_together_with_what_stays() -> None:
    """MBR-01: a day that is well by itself and impossible for this person."""
    grown = MemberDraft(name="王建国", id_number=NUMBER, organization_id=UUID(int=2))
    with pytest.raises(JoinedOnImpossible):
        compare(grown, {"joined_on": "1960-01-01"}, today=TODAY)


@pytest.mark.parametrize(
    ("status", "here", "refusal"),
    [
        (MemberStatus.ACTIVE, True, None),
        (MemberStatus.RETAINED, True, None),
        (MemberStatus.ACTIVE, False, RowOtherUnion),
        (MemberStatus.SUBMITTED, True, RowApplying),
        (MemberStatus.DRAFT, True, RowApplying),
        (MemberStatus.WITHDRAWN, True, RowLeft),
        (MemberStatus.DECEASED, False, RowLeft),
    ],
)
def test_whose_record_a_row_may_change(status: MemberStatus, here: bool, refusal: type[Invalid] | None) -> None:
    """MBR-02: a member of this union; nobody's of another, no application, nobody who has left."""
    found = Registered(status=status, here=here, union_name="青溪纺织有限公司工会")
    if refusal is None:
        require_changeable(found)
        return
    with pytest.raises(refusal) as caught:
        require_changeable(found)
    assert "{" not in caught.value.sentence("zh") + caught.value.sentence("en")


@pytest.mark.parametrize(
    "row",
    [
        (),
        ("", None, " "),
        ("合计", "", "", "12 人"),
        ("填表人：", ""),
        ("示例（请删除此行）", NUMBER),
        ("姓名", "身份证号", "性别"),
    ],
)
def test_rows_that_hold_nobody(row: tuple[object, ...]) -> None:
    """ui.md 1.3 no. 17: blank, sums, signatures, the sample, the header once more."""
    assert READER.passes_over(row)  # type: ignore[arg-type]


def test_rows_that_hold_somebody() -> None:
    """MBR-01: a row without its number, or without its name, is told and not dropped."""
    assert not READER.passes_over(("王建国", ""))
    assert not READER.passes_over(("", NUMBER))


@given(
    st.lists(
        st.one_of(
            st.none(), st.text(max_size=12), st.integers(), st.floats(allow_nan=False), st.booleans(), st.dates()
        ),
        max_size=8,
    )
)
def test_no_row_breaks_the_reader(row: list[object]) -> None:
    """trust.md X-03: whatever stands in the cells, a row is judged and nothing else happens."""
    if not READER.passes_over(row):  # type: ignore[arg-type]
        found = read(row)  # type: ignore[arg-type]
        assert found.problems or found.values["name"]
        again = READER.read_again(found.cells)
        assert {p.field for p in again.problems} == {p.field for p in found.problems}


def _place(number: int, name: str, kind: OrganizationKind, low: int, high: int) -> Place:
    return Place(UUID(int=number), name, kind, low, high)


K = OrganizationKind
TOWN = _place(1, "城关镇总工会", K.TOWNSHIP_FEDERATION, 0, 1000)
TEXTILE = _place(2, "青溪纺织有限公司工会", K.BASE_UNION, 100, 199)
WEAVING = _place(3, "织造分会", K.BRANCH, 110, 119)
HOSPITAL = _place(4, "人民医院工会", K.BASE_UNION, 200, 299)
TWIN = _place(5, "人民医院工会委员会", K.BASE_UNION, 300, 399)
STREET = _place(6, "步行街联合工会", K.JOINT_UNION, 400, 499)
SHOP = UUID(int=50)
PLACES = Places(TOWN, [TEXTILE, WEAVING, HOSPITAL, TWIN, STREET], [(SHOP, "小周面馆", STREET.id)])


def test_places_by_name() -> None:
    """ORG-16: by the union's name, by the employer's name, by the employer that a joint union covers; branches inside."""
    assert PLACES.find({"union": "青溪纺织有限公司工会"}).organization_id == TEXTILE.id
    assert PLACES.find({"employer": "青溪纺织有限公司"}).organization_id == TEXTILE.id
    assert PLACES.find({"union": "青溪纺织有限公司", "branch": "织造分会"}).organization_id == WEAVING.id
    found = PLACES.find({"employer": "小周面馆"})
    assert (found.organization_id, found.employer_id) == (STREET.id, SHOP)
    own = Places(TEXTILE, [WEAVING])
    assert own.find({}).organization_id == TEXTILE.id
    assert own.find({"branch": "织造分会", "employer": "不相干"}).organization_id == WEAVING.id


def test_places_that_are_not_guessed() -> None:
    """MBR-01: none, an unknown one, two of one name, a branch of another union."""
    for values, refusal, pointer in (
        ({}, UnionUnsaid, "/union"),
        ({"union": "没有的工会"}, UnionUnknown, "/union"),
        ({"employer": "没有的公司"}, UnionUnknown, "/employer"),
        ({"union": "人民医院"}, UnionAmbiguous, "/union"),
        ({"union": "人民医院工会", "branch": "织造分会"}, (BranchUnknown, UnionAmbiguous), None),
        ({"union": "步行街联合工会", "branch": "织造分会"}, BranchUnknown, "/branch"),
    ):
        with pytest.raises(refusal) as caught:  # type: ignore[arg-type]
            PLACES.find(values)  # type: ignore[arg-type]
        assert pointer is None or caught.value.facts["pointer"] == pointer


@pytest.mark.parametrize(
    ("state", "committed", "now"),
    [
        (ImportState.CHECKING, False, ImportState.FAILED),
        (ImportState.CHECKING, True, ImportState.COMMITTED),
        (ImportState.CORRECTING, False, ImportState.CHECKED),
        (ImportState.COMMITTING, False, ImportState.CHECKED),
        (ImportState.COMMITTING, True, ImportState.COMMITTED),
        (ImportState.UNDOING, True, ImportState.COMMITTED),
        (ImportState.UNDONE, True, ImportState.UNDONE),
    ],
)
def test_work_that_ended_early_can_be_begun_again(state: ImportState, committed: bool, now: ImportState) -> None:
    """ui.md 1.3 no. 20: a job that failed or was cancelled leaves the import at rest."""
    for job in (JobState.FAILED, JobState.CANCELLED):
        assert state_of(state, job, committed=committed) is now
    assert state_of(state, JobState.RUNNING, committed=committed) is state
