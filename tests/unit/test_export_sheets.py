"""Lists on paper: heads and keys are those of the screen, filters those of the API, cells what a program may open."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from backend.api.listings import LISTINGS
from backend.api.pages import ListQuery
from backend.domain.export.catalogue import SHEETS
from backend.domain.export.cells import cells_of
from backend.domain.export.notes import Told, filters_in_words, mark_of, notes
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.registers import REGISTERS, reported_on
from backend.domain.export.rules import ExportState, file_name, state_of
from backend.domain.export.sheets import Column, ColumnKind, ColumnsMissing, ColumnUnknown
from backend.domain.formulas import defused, undefused
from backend.domain.identity import Sex
from backend.domain.imports.cells import text_of
from backend.domain.job import JobState
from tests.formulas import PAYLOADS

SCREENS = Path(__file__).parents[2] / "frontend/staff/src/features"
COLUMNS: Mapping[ExportNoun, str] = {
    ExportNoun.MEMBERS: "member/list/columns.tsx",
    ExportNoun.ORGANIZATIONS: "organization/columns.tsx",
    ExportNoun.EMPLOYERS: "employer/list/useEmployerColumns.tsx",
    ExportNoun.OFFICERS: "officer/list/OfficerTable.tsx",
    ExportNoun.TERMS_DUE: "officer/list/TermsTable.tsx",
    ExportNoun.VACANCIES: "officer/list/VacancyTable.tsx",
    ExportNoun.URGES: "officer/list/UrgeTable.tsx",
    ExportNoun.DUTY_UNIONS: "duty/Sheet.tsx",
    ExportNoun.TRANSFERS: "transfer/TransfersPage.tsx",
    ExportNoun.HOUSEHOLDS: "aid/list/columns.tsx",
    ExportNoun.AID_PROGRAMS: "aid/programs/ProgramsPage.tsx",
    ExportNoun.AID_APPLICATIONS: "aid/application/columns.tsx",
    ExportNoun.AID_CASES: "aid/cases/columns.tsx",
    ExportNoun.NOTICE_CANDIDATES: "notice/list/Wanted.tsx",
    ExportNoun.NOTICES: "notice/list/Published.tsx",
    ExportNoun.OBJECTIONS: "notice/list/Inbox.tsx",
    ExportNoun.PAIRINGS: "pairing/PairingsPage.tsx",
    ExportNoun.PAPERS: "paper/List.tsx",
    ExportNoun.TRIP_DEMANDS: "trip/list/Demands.tsx",
    ExportNoun.RETURN_TRIPS: "trip/list/Trips.tsx",
    ExportNoun.REMITTANCES: "remittance/columns.tsx",
    ExportNoun.NEEDS_SURVEYS: "needs/Surveys.tsx",
    ExportNoun.AID_STATIONS: "station/Stations.tsx",
    ExportNoun.VISIT_PLANS: "visit/list/Plans.tsx",
    ExportNoun.VISITS: "visit/list/Stops.tsx",
    ExportNoun.FUNDS: "fund/list/columns.tsx",
    ExportNoun.VOUCHERS: "fund/list/VouchersPage.tsx",
    ExportNoun.GOODS_LOTS: "goods/columns.tsx",
    ExportNoun.LEDGER_ENTRIES: "fund/ledger/LedgerPage.tsx",
    ExportNoun.BUDGET_LINES: "budget/columns.tsx",
    ExportNoun.PAYMENT_BATCHES: "payment/list/columns.tsx",
    ExportNoun.PAYMENTS: "payment/list/columns.tsx",
    ExportNoun.PROTECTION_PLANS: "protection/list/Plans.tsx",
    ExportNoun.PROTECTION_ENROLMENTS: "protection/list/Enrolments.tsx",
    ExportNoun.PROTECTION_COVERS: "protection/list/Covers.tsx",
    ExportNoun.PROTECTION_CLAIMS: "protection/list/Claims.tsx",
    ExportNoun.SAVINGS_SOCIETIES: "savings/list/SocietiesPage.tsx",
    ExportNoun.SAVERS: "savings/one/Savers.tsx",
    ExportNoun.SAVINGS_LOANS: "savings/loan/Loans.tsx",
    ExportNoun.SAVINGS_ENTRIES: "savings/one/Book.tsx",
    ExportNoun.PUBLISHED_PAID: "examination/Compare.tsx",
    ExportNoun.SAMPLE_CASES: "examination/SamplePage.tsx",
    ExportNoun.USERS: "account/users/UsersPage.tsx",
    ExportNoun.GRANTS: "account/grants/GrantTable.tsx",
    ExportNoun.AUDIT: "audit/EventList.tsx",
}
NARROW = {
    ExportNoun.VACANCIES: 6,
    ExportNoun.URGES: 7,
    ExportNoun.OBJECTIONS: 7,
    ExportNoun.SAVINGS_SOCIETIES: 7,
    ExportNoun.SAVERS: 3,
    ExportNoun.SAVINGS_LOANS: 6,
    ExportNoun.BUDGET_LINES: 6,
}
"""Lists of less than eight columns, amounts that the source makes of a list of keys left out."""
WITHIN = {
    ExportNoun.PROTECTION_COVERS: "function useCoverColumns",
    ExportNoun.PAYMENT_BATCHES: "function useBatchColumns",
    ExportNoun.PAYMENTS: "function usePaymentColumns",
}
"""Where one source has the columns of two lists."""
PAPER = "aid/list/usePaperGroups.ts"
"""Where the columns stand that household files have in an export alone."""
ON_SCREEN_ONLY = {(ExportNoun.TRANSFERS, "urged")}
"""When a union was last urged is asked apart from the list, for the page that is shown."""


def heads_on_screen(noun: ExportNoun, language: str) -> dict[str, str]:
    """The columns of a screen: key and title, read from its source and its words."""
    heads = heads_in(COLUMNS[noun], language, within=WITHIN.get(noun, ""))
    return {key: head for key, head in heads.items() if (noun, key) not in ON_SCREEN_ONLY}


def heads_in(path: str, language: str, *, within: str = "") -> dict[str, str]:
    """The columns that a source of the web app names, or one function of it: key and title."""
    source = (SCREENS / path).read_text(encoding="utf-8").partition(within)[2] if within else ""
    source = source.partition("\nexport function ")[0] or (SCREENS / path).read_text(encoding="utf-8")
    found = re.findall(r'key: "(\w+)",\s+title: t\("(\w+):([\w.]+)"\)', source)
    words = json.loads((SCREENS / path.split("/")[0] / f"words/{language}.json").read_text(encoding="utf-8"))
    heads = {}
    for key, _feature, name in found:
        word: Any = words
        for part in name.split("."):
            word = word[part]
        heads[key] = word
    return heads


@pytest.mark.parametrize("noun", list(ExportNoun))
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_what_stands_on_screen_can_be_exported_under_the_same_head(noun: ExportNoun, language: str) -> None:
    """ui.md row 5: visible columns, by the words of the screen."""
    screen = heads_on_screen(noun, language)
    assert len(screen) >= NARROW.get(noun, 8), f"the columns of {noun} were not found in {COLUMNS[noun]}"
    sheet = {column.key: column.head("en" if language == "en" else "zh") for column in SHEETS[noun].columns}
    assert {key: sheet.get(key) for key in screen} == screen


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_groups_of_columns_are_those_of_the_sheet(language: str) -> None:
    """ui.md row 5: together with the list's own, the groups have every column of the sheet, under its head."""
    screen = heads_on_screen(ExportNoun.HOUSEHOLDS, language)
    groups = heads_in(PAPER, language)
    groups = {
        key: head for key, head in groups.items() if key not in ("worker", "hardship", "year", "account", "course")
    }
    sheet = {c.key: c.head("en" if language == "en" else "zh") for c in SHEETS[ExportNoun.HOUSEHOLDS].columns}
    assert screen | groups == sheet
    masked = re.findall(r'key: "(\w+)", title: [^}]*masked: true', (SCREENS / PAPER).read_text(encoding="utf-8"))
    assert set(masked) == {c.key for c in SHEETS[ExportNoun.HOUSEHOLDS].columns if c.sealed}


@pytest.mark.parametrize("noun", list(ExportNoun))
def test_every_filter_of_a_list_has_words(noun: ExportNoun) -> None:
    """ui.md row 5: the second sheet says every filter; one without words would be left out of it in silence."""
    fields = LISTINGS[noun].query.model_fields
    asked = {field.alias or name for name, field in fields.items() if name not in ListQuery.model_fields}
    assert {each.key for each in SHEETS[noun].filters} == asked - {"sort"}
    if "sort" in asked:
        pattern = next((each.pattern for each in fields["sort"].metadata if getattr(each, "pattern", None)), None)
        orders = get_args(fields["sort"].annotation) if pattern is None else pattern.strip("^()$").split("|")
        assert set(SHEETS[noun].sorts) == {*orders, ""}


def test_every_list_is_there() -> None:
    """ui.md row 5."""
    assert set(SHEETS) == set(LISTINGS) == set(ExportNoun) == set(COLUMNS)


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_formula_is_defused_and_comes_back(text: str) -> None:
    """X-06: a program sees no formula, the importer sees the text."""
    written = defused(text)
    assert undefused(written) == text_of(written) == text
    assert written[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("text", ["王小军", "it's", "'", "''", "'quoted'", "", " =1", "a=b", "5", "'5"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    """X-06: an apostrophe of somebody's own is neither added nor taken."""
    assert defused(text) == text
    assert undefused(text) == text


@pytest.mark.parametrize("text", ["'=1", "''+1", "'-", "'''@x"])
def test_apostrophes_before_a_formula_are_kept(text: str) -> None:
    """X-06: the reading side takes one away, so one more is written."""
    assert defused(text) == "'" + text
    assert undefused(defused(text)) == text


CELLS: tuple[tuple[Column, Any, Any], ...] = (
    (Column(key="x", zh="", en=""), "文字", "文字"),
    (Column(key="x", zh="", en=""), "", None),
    (Column(key="x", zh="", en=""), None, None),
    (Column(key="x", zh="", en=""), True, "是"),
    (Column(key="x", zh="", en=""), False, "否"),
    (Column(key="x", zh="", en="", codes=Sex), "male", "男"),
    (Column(key="x", zh="", en="", codes=Sex), "gone", "gone"),
    (Column(key="x", zh="", en="", codes=Sex), ["male", "female", "male"], "男、女"),
    (Column(key="x", zh="", en="", codes=Sex), [], None),
    (Column(key="x", zh="", en="", kind=ColumnKind.IDENTIFIER), "00123", "00123"),
    (Column(key="x", zh="", en="", kind=ColumnKind.NUMBER), 0, 0),
    (Column(key="x", zh="", en="", kind=ColumnKind.SHARE), 0.5, 0.5),
    (Column(key="x", zh="", en="", kind=ColumnKind.DAY), date(2026, 1, 2), date(2026, 1, 2)),
    # Late in the evening of the day before, in Greenwich.
    (Column(key="x", zh="", en="", kind=ColumnKind.DAY), datetime(2026, 1, 1, 16, 0, tzinfo=UTC), date(2026, 1, 2)),
    (
        Column(key="x", zh="", en="", kind=ColumnKind.MOMENT),
        datetime(2026, 1, 1, 16, 0, 59, tzinfo=UTC),
        datetime(2026, 1, 2, 0, 0),
    ),
    (Column(key="x", zh="", en="", kind=ColumnKind.AGE), date(1990, 11, 27), 35),
)


@pytest.mark.parametrize(("column", "value", "cell"), CELLS)
def test_cells(column: Column, value: Any, cell: Any) -> None:
    """ui.md row 5: labels for codes, local days, nothing for nothing."""
    assert cells_of([column], language="zh", today=date(2026, 11, 26))({"x": value}) == [cell]


def test_columns_are_chosen_by_key() -> None:
    """ui.md row 5: in the order asked for, each once; unknown ones are refused and not left out."""
    sheet = SHEETS[ExportNoun.MEMBERS]
    assert [column.key for column in sheet.chosen(["age", "name", "age"])] == ["age", "name"]
    assert len(sheet.chosen(None)) == len(sheet.columns)
    with pytest.raises(ColumnUnknown, match="secret"):
        sheet.chosen(["name", "secret"])
    with pytest.raises(ColumnsMissing):
        sheet.chosen([])


def test_filters_in_words() -> None:
    """ui.md row 5: what narrows the list is said, what does not is not."""
    query = {
        "q": "张",
        "organization_id": "01890000-0000-7000-8000-000000000000",
        "include_subtree": True,
        "status": ["active", "retained"],
        "kind": [],
        "migrant": False,
        "complete": False,
        "joined_on[gte]": "2026-01-01",
        "sort": "code",
    }
    names = {"01890000-0000-7000-8000-000000000000": "青溪县总工会"}
    assert list(filters_in_words(SHEETS[ExportNoun.MEMBERS], query, names, "zh")) == [
        "查找：张",
        "工会：青溪县总工会",
        "状态：在册、保留会籍",
        "农民工：否",
        "入会日期不早于：2026-01-01",
        "实名信息：有缺项",
    ]


def test_the_second_sheet() -> None:
    """ui.md row 5: what, where, who, when, how many; which columns are masked."""
    sheet = SHEETS[ExportNoun.MEMBERS]
    told = Told(
        sheet=sheet,
        columns=sheet.chosen(["name", "id_number"]),
        query={"sort": "-created"},
        names={},
        union="青溪县总工会",
        by="何静",
        office="青溪县总工会",
        at=datetime(2026, 11, 26, 2, 30, tzinfo=UTC),
        number="7",
        language="zh",
    )
    said = dict(notes(told, 12_345))
    assert said | {"使用要求": ""} == {
        "名单": "会员实名库",
        "范围": "青溪县总工会",
        "筛选条件": "没有筛选",
        "排序": "最新登记在前",
        "行数": "12,345 人",
        "列": "姓名、证件号码",
        "已隐藏部分内容的列": "证件号码",
        "导出人": "何静（青溪县总工会）",
        "数据时间": "2026-11-26 10:30:00",
        "导出编号": "7",
        "使用要求": "",
    }
    assert mark_of(told) == "何静 2026-11-26 10:30"


def test_registers_hold_columns_of_their_lists() -> None:
    """MBR-01, ORG-18, RPT-04."""
    for noun, register in REGISTERS.items():
        assert SHEETS[noun].chosen(register.columns)
    assert reported_on(date(2026, 5, 1), 1234, "人", "zh") == "2026年5月1日　共 1,234 人"


def test_names_of_files() -> None:
    """ui.md row 5: list, union, day; nothing that a file system refuses."""
    on = date(2026, 11, 26)
    assert file_name("会员实名库", "青溪县总工会", on, ".xlsx") == "会员实名库_青溪县总工会_2026-11-26.xlsx"
    assert file_name("a", '../x"<>|:*?\\y\n.', on, ".csv") == "a_xy_2026-11-26.csv"


def test_states() -> None:
    """api.md, Jobs: until there is a file an export is what its job is."""
    assert state_of(JobState.QUEUED, made=False, over=False) is ExportState.MAKING
    assert state_of(JobState.FAILED, made=False, over=False) is ExportState.FAILED
    assert state_of(None, made=False, over=False) is ExportState.FAILED
    assert state_of(JobState.RUNNING, made=True, over=False) is ExportState.READY
    assert state_of(JobState.SUCCEEDED, made=True, over=True) is ExportState.EXPIRED
