"""The rules of visits: plans, stops, the sharing out to teams, what is recorded, the table on paper (AID-12…17, 24, 28)."""

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from backend.api import pdf
from backend.api.visit import paper_docx, paper_pdf, paper_xlsx
from backend.domain.access import Permission
from backend.domain.aid.case_codes import CaseStatus
from backend.domain.visit import doing, plans, stops, table
from backend.domain.visit.codes import Occasion, PlanStatus, PlanStep, VisitKind, VisitStatus
from backend.domain.visit.doing import Planned, VisitReport
from backend.domain.visit.plans import PLAN_WORKFLOW, Standing, TeamDraft, VisitPlanDraft
from backend.domain.visit.splitting import shares
from backend.domain.visit.stops import Goods, VisitDraft
from backend.domain.workflow import StepNotPossible
from tests.programs import require_pages

ONE = UUID(int=1)
DAY = date(2026, 1, 10)
RICE = Goods(name="大米", count=2, value_fen=20_000)
EVERYTHING = frozenset(Permission)


def draft(**more: Any) -> VisitPlanDraft:
    base: dict[str, Any] = {"organization_id": ONE, "name": "春节慰问", "occasion": Occasion.NEW_YEAR, "starts_on": DAY}
    return VisitPlanDraft(**base | more)


# --- the plan --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "name"),
    [(0, "第一组"), (8, "第九组"), (9, "第十组"), (10, "第十一组"), (19, "第二十组"), (20, "第二十一组")],
)
def test_teams_are_called_as_offices_call_them(place: int, name: str) -> None:
    """AID-13: 第一组, 第二组."""
    assert plans.team_name(place) == name


def test_more_teams_take_names_that_are_free() -> None:
    named = plans.teams_for((TeamDraft(name="第二组"),), 3)
    assert [team.name for team in named] == ["第二组", "第一组", "第三组"]
    assert len(plans.teams_for((), plans.MOST_TEAMS)) == plans.MOST_TEAMS


@pytest.mark.parametrize(("said", "read"), [("9:45", "09:45"), ("09：45", "09:45"), ("", None), (None, None)])
def test_a_time_of_the_day(said: str | None, read: str | None) -> None:
    assert plans.clock(said) == read


@pytest.mark.parametrize("said", ["24:00", "9.45", "上午", "9:60", "99:99"])
def test_what_is_no_time(said: str) -> None:
    with pytest.raises(plans.ClockUnreadable):
        draft(sets_off=said)


def test_the_days_of_a_plan() -> None:
    """One day unless said otherwise, in order, within a quarter."""
    assert draft().last_day == DAY
    assert draft(ends_on=DAY + plans.LONGEST).last_day == DAY + timedelta(days=92)
    for last in (DAY - timedelta(days=1), DAY + plans.LONGEST + timedelta(days=1)):
        with pytest.raises(plans.PlanPeriod):
            draft(ends_on=last)
    with pytest.raises(plans.TeamTwice):
        draft(teams=(TeamDraft(name="一组"), TeamDraft(name=" 一组")))


def test_every_state_and_step_of_a_plan() -> None:
    """issue 4 section 6: draft, planned, under way, done, or cancelled; the table names all there is."""
    ways = {
        (status, step.step): PLAN_WORKFLOW.advance(status, step.step, EVERYTHING)
        for status in PlanStatus
        for step in PLAN_WORKFLOW.steps(status, EVERYTHING)
    }
    assert {(a.value, s.value, b.value) for (a, s), b in ways.items()} == {
        ("draft", "plan", "planned"),
        ("planned", "start", "under_way"),
        ("planned", "revise", "draft"),
        ("planned", "finish", "done"),
        ("under_way", "finish", "done"),
        *((each, "cancel", "cancelled") for each in ("draft", "planned", "under_way")),
    }
    with pytest.raises(StepNotPossible):
        PLAN_WORKFLOW.advance(PlanStatus.DONE, PlanStep.CANCEL, EVERYTHING)


def test_what_a_step_asks_of_the_stops() -> None:
    for step in (PlanStep.PLAN, PlanStep.START):
        with pytest.raises(plans.PlanWithoutVisits):
            plans.require_step(step, Standing())
    with pytest.raises(plans.VisitsLeft):
        plans.require_step(PlanStep.FINISH, Standing(planned=1, done=5))
    plans.require_step(PlanStep.FINISH, Standing(done=5, absent=1))
    for step in (PlanStep.CANCEL, PlanStep.REVISE):
        with pytest.raises(plans.PlanBegun):
            plans.require_step(step, Standing(done=1), reason="天气")
    with pytest.raises(plans.CancelUnexplained):
        plans.require_step(PlanStep.CANCEL, Standing(planned=1))
    plans.require_step(PlanStep.CANCEL, Standing(planned=1, absent=1), reason="天气")


def test_the_day_itself_is_not_late() -> None:
    late = {"today": DAY + timedelta(days=1)}
    assert plans.is_overdue(PlanStatus.PLANNED, VisitStatus.PLANNED, DAY, **late)
    assert not plans.is_overdue(PlanStatus.PLANNED, VisitStatus.PLANNED, DAY, today=DAY)
    for plan, visit in ((PlanStatus.DRAFT, VisitStatus.PLANNED), (PlanStatus.UNDER_WAY, VisitStatus.DONE)):
        assert not plans.is_overdue(plan, visit, DAY, **late)


# --- stops -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ({"model_worker": "national", "worker_kind": "laid_off"}, VisitKind.MODEL_WORKER),
        ({"worker_kind": "laid_off", "category": "deep"}, VisitKind.LAID_OFF),
        ({"worker_kind": "migrant"}, VisitKind.MIGRANT),
        ({"category": "deep"}, VisitKind.ESPECIALLY_POOR),
        ({"category": "accident"}, VisitKind.STRICKEN),
        ({"category": "relative"}, VisitKind.POOR),
        ({}, VisitKind.POOR),
    ],
)
def test_what_a_household_is_called(file: dict[str, str], kind: VisitKind) -> None:
    """AID-12, AID-13."""
    known: dict[str, Any] = {"model_worker": "none", "worker_kind": "in_service", "category": None}
    assert stops.kind_for(**known | file) is kind


@pytest.mark.parametrize(
    ("subject", "kind"),
    [
        ({"worker_kind": "migrant", "model_worker": "none", "category": "deep", "kind": "retired"}, VisitKind.MIGRANT),
        ({"worker_kind": None, "model_worker": None, "category": None, "kind": "retired"}, VisitKind.RETIRED),
        ({"kind": "regular", "model_worker": "municipal"}, VisitKind.MODEL_WORKER),
        ({"name": "宏远公司工会"}, VisitKind.POOR),
    ],
)
def test_what_anybody_is_called(subject: dict[str, Any], kind: VisitKind) -> None:
    """AID-12, AID-16: a case of a member without a file is that of a member, and not of somebody poor."""
    assert stops.kind_of(subject, occasion=Occasion.NEW_YEAR) is kind


def test_whom_a_stop_is_to_is_said_in_one_way() -> None:
    for unclear in (
        {},
        {"name": "李四"},
        {"household_id": ONE, "member_id": ONE},
        {"household_id": ONE, "name": "李四", "organization_id": ONE},
    ):
        with pytest.raises(stops.VisitWithoutSubject):
            stops.require_subject(VisitDraft(team_id=ONE, **unclear))
    for clear in ({"household_id": ONE}, {"member_id": ONE}, {"name": "困难企业", "organization_id": ONE}):
        stops.require_subject(VisitDraft(team_id=ONE, **clear))


def test_the_sums_of_the_example() -> None:
    """AID-13: six households, 3,000 yuan and goods of 2,000."""
    cash, goods = [50_000] * 6, [30_000] * 4 + [40_000] * 2
    kinds = ["model_worker"] * 2 + ["especially_poor"] * 3 + ["laid_off"]
    found = stops.totals(zip(kinds, cash, goods, strict=True))
    assert (found.visits, found.cash_fen, found.goods_fen) == (6, 300_000, 200_000)
    assert dict(found.by_kind) == {VisitKind.MODEL_WORKER: 2, VisitKind.ESPECIALLY_POOR: 3, VisitKind.LAID_OFF: 1}
    assert stops.totals([]) == stops.Totals(by_kind={})


# --- the sharing out -------------------------------------------------------------------------------------------------


def test_the_teams_of_the_example() -> None:
    """AID-13: the first team goes to one town, the second to the other."""
    assert shares(["闸坡"] * 3 + ["海陵"] * 3, 2) == [0, 0, 0, 1, 1, 1]


def test_a_cut_falls_between_townships_where_one_is_near() -> None:
    towns = ["a"] * 9 + ["b"] * 11
    assert shares(towns, 2) == [0] * 9 + [1] * 11
    assert shares(["a"] * 20, 2) == [0] * 10 + [1] * 10
    assert shares(["a"] * 2 + ["b"] * 18, 2) == [0] * 10 + [1] * 10
    assert shares(["a"], 3) in ([0], [1], [2])
    assert shares([], 3) == []


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(1, 20))
def test_sharing_out(sizes: list[int], teams: int) -> None:
    """Everybody is gone to, by neighbours, in the order of the tree; no team has much more than another."""
    towns = [town for town, size in enumerate(sizes) for _each in range(size)]
    found = shares(towns, teams)
    assert len(found) == len(towns)
    assert found == sorted(found)
    assert set(found) <= set(range(teams))
    counts = [found.count(team) for team in range(teams)]
    share = len(towns) / teams
    assert max(counts) <= share * 1.5 + 2
    if share >= 1:
        assert min(counts) >= share * 0.5 - 2


# --- at the door -----------------------------------------------------------------------------------------------------

PLANNED = Planned(cash_fen=50_000, goods=[("大米", 2)])
GIVEN = VisitReport(given_fen=50_000, goods_given=(RICE,), photos=(ONE,), signature=ONE)


def test_as_planned_is_taken() -> None:
    doing.require_report(GIVEN, PLANNED)
    doing.require_report(replace(GIVEN, photos=(), without_photo="不愿拍照"), PLANNED)
    doing.require_report(replace(GIVEN, given_fen=30_000, difference="另一半下周送"), PLANNED)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"given_fen": 50_001}, doing.CashOverPlan),
        ({"given_fen": 49_999}, doing.DifferenceUnexplained),
        ({"goods_given": ()}, doing.DifferenceUnexplained),
        ({"goods_given": (Goods(name="大米", count=1),)}, doing.DifferenceUnexplained),
        ({"signature": None}, doing.SignatureMissing),
        ({"photos": ()}, doing.PhotoMissing),
    ],
)
def test_what_does_not_hold_at_the_door(change: dict[str, Any], refusal: type[Exception]) -> None:
    """Checked against the plan, signed for, shown (issue 4 section 6)."""
    with pytest.raises(refusal):
        doing.require_report(replace(GIVEN, **change), PLANNED)


def test_nothing_given_needs_no_signature() -> None:
    """AID-17: visits that bring care and no money."""
    empty = Planned(cash_fen=0, goods=[])
    doing.require_report(VisitReport(given_fen=0, without_photo="电话慰问"), empty)


def test_an_approved_sum_is_given_whole() -> None:
    case = replace(PLANNED, case_fen=50_000)
    doing.require_report(GIVEN, case)
    with pytest.raises(doing.CaseSumDiffers):
        doing.require_report(replace(GIVEN, given_fen=49_999, difference="零钱不够"), case)


@pytest.mark.parametrize("status", list(CaseStatus))
def test_whose_money_may_be_brought(status: CaseStatus) -> None:
    """Approved, or paid out to the team already; nothing else is money to give."""
    if status in (CaseStatus.APPROVED, CaseStatus.PAID):
        doing.require_approved(status)
    else:
        with pytest.raises(doing.CaseNotApproved):
            doing.require_approved(status)


def test_who_comes_second_is_told_who_was_first() -> None:
    with pytest.raises(doing.VisitDoneAlready) as told:
        doing.require_undone(VisitStatus.DONE, by="李梅")
    assert "李梅" in told.value.sentence()
    assert "请勿重复发放" in told.value.sentence()


def test_what_the_ledger_has_booked_is_not_taken_back() -> None:
    doing.require_recorded(VisitStatus.ABSENT, paid=False)
    with pytest.raises(doing.VisitPaid):
        doing.require_recorded(VisitStatus.DONE, paid=True)
    with pytest.raises(doing.NothingToTakeBack):
        doing.require_recorded(VisitStatus.PLANNED, paid=False)


# --- on paper --------------------------------------------------------------------------------------------------------


def stop(number: int, **more: Any) -> table.Stop:
    base: dict[str, Any] = {
        "name": f"王{number}",
        "unit": "青溪纺织有限公司工会",
        "kind": VisitKind.POOR,
        "cash_fen": 50_000,
        "goods": "大米 2",
        "goods_fen": 20_000,
        "on": DAY,
    }
    return table.Stop(**base | more)


def schedule(*sizes: int, **more: Any) -> table.Schedule:
    teams = [
        table.Team(
            name=plans.team_name(place),
            leaders=[("林国栋", "副县长")],
            joining=["县总工会", "县人社局"],
            stops=[stop(number) for number in range(size)],
        )
        for place, size in enumerate(sizes)
    ]
    base: dict[str, Any] = {
        "name": "春节慰问“困难劳模、特困职工、下岗工人”",
        "number": "ZF-2026-000001",
        "document_number": "青工发〔2026〕1 号",
        "organization_name": "青溪县总工会",
        "starts_on": DAY,
        "sets_off": "09:45",
        "meeting_place": "县办公楼一楼大堂",
        "made_on": DAY,
        "teams": teams,
    }
    return table.Schedule(**base | more)


def test_what_stands_on_the_table() -> None:
    """AID-13: the columns that offices use; a day or an hour of its own stands in the notes."""
    found = schedule(3, 3)
    assert found.title == "春节慰问“困难劳模、特困职工、下岗工人”安排表"
    heads = [table.HEADS["zh"][each] for each in found.columns]
    assert heads == [
        *("序号", "姓名", "单位", "类别", "慰问金（元）", "慰问品", "带队领导", "参加单位", "出发时间、地点", "备注"),
    ]
    assert found.beside(found.teams[0])[table.Column.SETS_OFF] == "2026年1月10日（星期六）\n09:45\n县办公楼一楼大堂"
    late = found.row(4, stop(4, on=DAY + timedelta(days=1), time="15:00", note="行动不便"))
    assert late[table.Column.NOTE] == "2026年1月11日 15:00 行动不便"
    assert found.sum_of(found.teams[0]) == ("小计：3 户", "1,500", "价值 600 元")
    assert found.all_in_all == "总计：6 户，慰问金 3,000 元，慰问品价值 1,200 元。困难职工6户。"
    assert replace(found, language="en").all_in_all.startswith("In all: 6 visits, 3,000 yuan in cash")


HOSTILE = "<script>alert(1)</script>&=1+1"


def test_the_word_document() -> None:
    """A4 lying, a table for each team, heads repeated, what is the same merged, the number of pages counted."""
    document = Document(io.BytesIO(paper_docx.write(schedule(3, 2, 0))))
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    assert [len(each.rows) for each in document.tables] == [5, 4, 2]
    first = document.tables[0]
    assert [cell.text for cell in first.rows[1].cells][:6] == [
        "1",
        "王0",
        "青溪纺织有限公司工会",
        "困难职工",
        "500",
        "大米 2",
    ]
    assert first.cell(1, 6).text == first.cell(3, 6).text == "林国栋 副县长"
    assert first.rows[4].cells[0].text == "小计：3 户"
    xml = zipfile.ZipFile(io.BytesIO(paper_docx.write(schedule(1)))).read("word/footer1.xml").decode()
    assert "PAGE" in xml
    assert "NUMPAGES" in xml
    assert "w:tblHeader" in first._tbl.xml


def test_the_workbook() -> None:
    """A sheet for each team; amounts are numbers and sum."""
    book = openpyxl.load_workbook(io.BytesIO(paper_xlsx.write(schedule(3, 1, 0))))
    assert book.sheetnames == ["1 第一组", "2 第二组", "3 第三组"]
    sheet = book["1 第一组"]
    assert [sheet.cell(row, 5).value for row in range(4, 8)] == [500, 500, 500, 1500]
    assert sheet.page_setup.orientation == "landscape"


@pytest.mark.parametrize("with_addresses", [False, True])
def test_addresses_stand_only_where_asked_for(with_addresses: bool) -> None:
    teams = [table.Team(name="第一组", leaders=[], joining=[], stops=[stop(1, address="幸福路 7 号")])]
    found = schedule(teams=teams, with_addresses=with_addresses)
    assert ("幸福路 7 号" in paper_pdf.html(found)) is with_addresses
    text = Document(io.BytesIO(paper_docx.write(found))).tables[0]._tbl.xml
    assert ("幸福路 7 号" in text) is with_addresses


def test_what_is_typed_is_text_everywhere() -> None:
    """A name is no markup, no formula, and fetches nothing."""
    teams = [table.Team(name=HOSTILE[:20], leaders=[(HOSTILE, "")], joining=[HOSTILE], stops=[stop(1, name=HOSTILE)])]
    found = schedule(teams=teams, name=HOSTILE)
    assert "<script>" not in paper_pdf.html(found)
    assert Document(io.BytesIO(paper_docx.write(found))).tables[0].cell(1, 1).text == HOSTILE
    book = openpyxl.load_workbook(io.BytesIO(paper_xlsx.write(found)))
    assert book.worksheets[0].cell(4, 2).value == HOSTILE
    with pytest.raises(ValueError, match="not fetched"):
        pdf.nothing("file:///etc/passwd")


def test_the_pdf_counts_its_pages_and_embeds_its_font() -> None:
    """A4 lying; eighty households go over several pages with their heads."""
    require_pages()
    import weasyprint

    laid = weasyprint.HTML(string=paper_pdf.html(schedule(80, 3)), url_fetcher=pdf.nothing).render()
    assert len(laid.pages) > 3
    assert round(laid.pages[0].width * 25.4 / 96) == 297
    assert round(laid.pages[0].height * 25.4 / 96) == 210
    assert b"/FontFile" in laid.write_pdf(uncompressed_pdf=True)
    assert paper_pdf.write(schedule(3, 3)).startswith(b"%PDF")
