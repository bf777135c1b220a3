"""The reading of rosters: headers, cells, rows, places."""

from datetime import date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.member.codes import Education, MemberKind, Nation, Politics
from backend.domain.member.roster import COLUMNS, HeaderMissing, find_header, letter_of, plain_title
from backend.domain.member.roster_cells import (
    CODES,
    CellNumber,
    CellScientific,
    DateInvalid,
    DateMonthOnly,
    DateUnclear,
    read_code,
    read_date,
    read_flag,
    read_identifier,
)
from backend.domain.member.roster_places import (
    BranchUnknown,
    Place,
    Places,
    UnionAmbiguous,
    UnionUnknown,
    UnionUnsaid,
)
from backend.domain.member.roster_rows import is_passed_over, read_row
from backend.domain.organization.codes import OrganizationKind
from backend.domain.refusals import Invalid

TODAY = date(2026, 11, 20)
NUMBER = "11010519491231002X"
HEADER = find_header([("姓名", "身份证号", "性别", "手机", "入会时间", "学历")])


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
    header = find_header([("姓名", "身份证号", title)] if name not in ("name", "id_number") else [("姓名", "身份证号")])
    assert name in header.columns
    assert plain_title(title) in {plain_title(t) for c in COLUMNS for t in (c.title, *c.synonyms)}


def test_no_title_means_two_columns() -> None:
    """MBR-01: the synonyms are disjoint."""
    titles = [plain_title(title) for column in COLUMNS for title in (column.title, *column.synonyms)]
    assert len(titles) == len(set(titles))


def test_header_under_a_merged_title_and_over_two_rows() -> None:
    """ui.md 1.3 no. 17: within ten rows, groups over columns, superfluous columns left out."""
    header = find_header(
        [
            ("会员花名册", "", "", ""),
            ("填报单位：青溪纺织", "", "", ""),
            ("序号", "姓名", "证件", "", "爱好"),
            ("", "", "种类", "身份证号", ""),
        ]
    )
    assert header.first == 4
    assert header.columns == {"name": 1, "id_number": 3}
    assert "爱好" in header.ignored
    assert find_header([()] * 9 + [("姓名", "身份证号")]).first == 10


def test_no_header() -> None:
    """MBR-01: neither too far down, nor without the two columns."""
    for rows in ([()] * 10 + [("姓名", "身份证号")], [("姓名", "手机")], []):
        with pytest.raises(HeaderMissing):
            find_header(rows)


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
    assert read_code(cell, name, title="") is value


def test_every_label_means_itself() -> None:
    """MBR-05: no alias hides another value's own label."""
    for name, code in CODES.items():
        for value in code:
            for label in (value.zh, value.en, value.value):
                assert read_code(label, name, title="") is value


def test_flags() -> None:
    """MBR-05."""
    assert all(read_flag(cell, title="农民工") for cell in ("是", "√", 1, True, "农民工", "y"))
    assert not any(read_flag(cell, title="农民工") for cell in ("否", "×", 0, False, "非农民工", "N"))


def test_all_problems_of_a_row_at_once() -> None:
    """ui.md 1.3 no. 18: each by its column; a wrong number does not hide a wrong phone."""
    read = read_row(("王", "123", "未知", "12", "2049-01-01", "很高"), HEADER, today=TODAY)
    assert {(p.column, p.code) for p in read.problems} == {
        ("A", "name_length"),
        ("B", "id_number_length"),
        ("C", "roster_value_unknown"),
        ("D", "phone_invalid"),
        ("F", "roster_value_unknown"),
    }
    assert not any("123" in p.zh + p.en for p in read.problems)


def test_a_good_row() -> None:
    """MBR-01: normalised values, ready for the register; sex and birth date from the number."""
    read = read_row(
        ("王 建国", "１１０１０５１９４９１２３１００２ｘ", "", "138 0013 8000", "2019.5", "/"), HEADER, today=TODAY
    )
    assert read.problems == []
    assert read.values["name"] == "王建国"
    assert read.values["id_number"] == NUMBER
    assert (read.values["sex"], read.values["born_on"]) == ("female", "1949-12-31")
    assert (read.values["phone"], read.values["joined_on"]) == ("13800138000", "2019-05-01")
    assert "education" not in read.values


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
    assert is_passed_over(row, HEADER)  # type: ignore[arg-type]


def test_rows_that_hold_somebody() -> None:
    """MBR-01: a row without its number, or without its name, is told and not dropped."""
    assert not is_passed_over(("王建国", ""), HEADER)
    assert not is_passed_over(("", NUMBER), HEADER)


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
    if not is_passed_over(row, HEADER):  # type: ignore[arg-type]
        read = read_row(row, HEADER, today=TODAY)  # type: ignore[arg-type]
        assert read.problems or read.values["name"]


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
