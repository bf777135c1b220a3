"""The pure part of the reports: forms that hold together, checks between items, who takes which step (RPT-01, 02, 04)."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from backend.domain.organization.codes import OrganizationKind as Kind
from backend.domain.report.catalogue import FORMS
from backend.domain.report.checks import empty, findings
from backend.domain.report.forms import Chapter, Comparison, Form, Item, Line, ReportForm, ReportUnit
from backend.domain.report.rules import (
    CellDraft,
    ReportAhead,
    ReportChecksFail,
    ReportFrozen,
    ReportIncomplete,
    ReportItemUnknown,
    ReportLowerMissing,
    ReportNotOurs,
    ReportReasonMissing,
    is_late,
    require_begun,
    require_cell,
    require_fillable,
    require_reporting,
    require_submittable,
    sentence,
)
from backend.domain.report.survey import SURVEY
from backend.domain.report.unit_survey import UNIT_SURVEY
from backend.domain.report.values import computed, effective
from backend.domain.report.workflow import (
    EDIT,
    REPORT_WORKFLOW,
    ReportOtherSide,
    ReportSide,
    ReportStatus,
    ReportStep,
    advance_report,
    report_steps,
    side_of,
)
from backend.domain.report.yearbook import YEARBOOK
from backend.domain.statistic.datasets import DATASETS
from backend.domain.workflow import StepNotAllowed, StepNotPossible

S, T = ReportStatus, ReportStep
COUNTY = UUID("01890000-0000-7000-8000-000000000001")
CITY = UUID("01890000-0000-7000-8000-000000000002")
TOWNSHIP = UUID("01890000-0000-7000-8000-000000000003")
HELD = {EDIT}


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_every_item_is_laid_out_once_and_answered(form: Form) -> None:
    """Each item stands on the page once; its source is in the catalogue, divided so; both languages have a name."""
    for item in form.items:
        assert item.zh, item.code
        assert item.en, item.code
        if item.source is not None:
            measure = DATASETS[item.source.dataset].measure(item.source.measure)
            by = (item.source.dimension,) if item.source.dimension else ()
            parts = measure.parts(by)
            assert parts is not None, item.code
            if by:
                known = {part.values[0].code for part in parts}
                assert set(item.source.values) <= known, item.code
    assert len({check.code for check in form.checks}) == len(form.checks)


def test_chapters_that_came_later_stand_in_no_report_before() -> None:
    """Issue 3 section 3: what was accepted is frozen, its layout too. From 2027 on the survey has all its chapters."""
    for form, chapters, later in ((SURVEY, 12, 19), (UNIT_SURVEY, 12, 19)):
        before, after = form.of(2026), form.of(2027)
        assert after is form
        assert (len(before.chapters), len(after.chapters)) == (chapters - 5, chapters)
        assert len(after.items) - len(before.items) == later
        assert {check.code for check in after.checks} - {check.code for check in before.checks} == {"g801", "g1201"}
        assert all(before.item(item.code) is None for item in form.items if item.since)
    assert YEARBOOK.of(2020) is YEARBOOK


def test_the_columns_of_the_yearbook_are_all_of_the_basic_unions() -> None:
    """Domain-facts 3.8: by ownership, and none is left out: the kinds of the columns are those of the register."""
    divided = DATASETS["unions"].measure("base_unions").parts(("ownership",))
    assert divided is not None
    told = [
        value
        for item in YEARBOOK.items
        if item.source and item.source.dimension == "ownership"
        for value in item.source.values
    ]
    assert sorted(told) == sorted(part.values[0].code for part in divided)


def test_a_layout_that_forgets_an_item_is_no_form() -> None:
    items = (Item("1", "一", "One", ReportUnit.PERSON), Item("2", "二", "Two", ReportUnit.PERSON))
    with pytest.raises(ValueError, match="each item once"):
        Form(
            form=ReportForm.SURVEY,
            number="",
            basis_zh="",
            basis_en="",
            across=False,
            items=items,
            chapters=(Chapter("章", "Chapter", (Line("1"),)),),
            checks=(),
        )


def test_the_years_of_the_forms() -> None:
    """Domain-facts 3.8: the survey runs from 1 October to 30 September; the yearbook is the calendar year."""
    survey, yearbook = SURVEY.period(2026), YEARBOOK.period(2026)
    assert (survey.first, survey.last) == (date(2025, 10, 1), date(2026, 9, 30))
    assert (yearbook.first, yearbook.last) == (date(2026, 1, 1), date(2026, 12, 31))
    require_begun(SURVEY, 2027, date(2026, 11, 26))
    with pytest.raises(ReportAhead):
        require_begun(YEARBOOK, 2027, date(2026, 11, 26))


def filled(form: Form, **more: int | None) -> dict[str, int | None]:
    """All items 0, and those that are named."""
    return {item.code: 0 for item in form.items} | more


def test_the_day_on_which_a_form_is_handed_in() -> None:
    """domain-facts 3.8: the survey on 22 October, soon after its year; no source names a day for the yearbook."""
    assert (SURVEY.due_on(2026), UNIT_SURVEY.due_on(2026)) == (date(2026, 10, 22), date(2026, 10, 22))
    assert YEARBOOK.due_on(2026) is None
    # A day in spring is in the year after one that ends in December.
    assert replace(YEARBOOK, due=(3, 15)).due_on(2026) == date(2027, 3, 15)


def test_checks_between_items() -> None:
    """勾稽: equal sums, parts that are at most the whole; an empty item is not judged."""
    assert findings(SURVEY, filled(SURVEY)) == []
    values = {"106": 10, "107": 6, "108": 3, "203": 5, "204": 6, "201": 9}
    wrong = findings(SURVEY, filled(SURVEY, **values))
    assert [(found.check.code, found.left, found.right) for found in wrong] == [("g103", 10, 9), ("g202", 6, 5)]
    assert sentence(wrong[0], "zh").endswith("（10 / 9）")
    assert sentence(wrong[1], "en").endswith("(6 / 5)")
    assert findings(SURVEY, {"106": 10, "107": None, "108": 3}) == []


def test_every_check_can_fail() -> None:
    """A check that cannot fail is a defect: each one is broken once."""
    for form in FORMS.values():
        for check in form.checks:
            values = filled(form) | dict.fromkeys(check.left, 1)
            told = [found.check.code for found in findings(form, values)]
            assert check.code in told, check.code
            assert check.comparison in Comparison


def test_what_goes_up_is_whole_and_holds() -> None:
    """Nothing empty, no hard check broken, nobody below missing without a word; a soft check only warns."""
    with pytest.raises(ReportIncomplete, match="1 items"):
        require_submittable(SURVEY, filled(SURVEY, **{"402": None}), [], reason="")
    assert empty(SURVEY, filled(SURVEY, **{"402": None})) == ["402"]
    with pytest.raises(ReportChecksFail):
        require_submittable(SURVEY, filled(SURVEY, **{"102": 1}), [], reason="")
    require_submittable(SURVEY, filled(SURVEY, **{"203": 1}), [], reason="")
    with pytest.raises(ReportLowerMissing, match="白石乡总工会"):
        require_submittable(SURVEY, filled(SURVEY), ["白石乡总工会"], reason=" ")
    require_submittable(SURVEY, filled(SURVEY), ["白石乡总工会"], reason="汛期先报")


def test_a_figure_of_the_register_is_changed_with_a_reason() -> None:
    def write(item: str, value: int | None, reason: str = "") -> None:
        require_cell(SURVEY, CellDraft(item=item, value=value, reason=reason), computed=7, position=0)

    write("203", 7)
    write("203", None)
    write("402", 9)
    write("203", 9, "漏登两人")
    with pytest.raises(ReportReasonMissing):
        write("203", 9)
    with pytest.raises(ReportItemUnknown):
        write("999", 1)
    require_cell(SURVEY, CellDraft(item="203", value=9), computed=None, position=0)


def test_sums_and_what_was_written() -> None:
    """The report says what was written, else the sum of what the lines know."""
    lines: list[dict[str, Any]] = [
        {"name": "", "values": {"203": 5, "402": None}},
        {"name": "城关镇总工会", "values": {"203": 7, "402": 3}},
    ]
    assert computed(SURVEY, lines)["203"] == 12
    assert computed(SURVEY, lines)["402"] == 3
    assert computed(SURVEY, lines)["403"] is None
    said = effective(SURVEY, lines, {"203": {"value": 13, "reason": "漏登", "by_name": "何静"}})
    assert (said["203"], said["402"]) == (13, 3)


def test_level_by_level() -> None:
    """Who reports, who stands directly above, who is higher up or below and has no part in it."""
    assert side_of(reporter=TOWNSHIP, above=COUNTY, at=TOWNSHIP) is ReportSide.OWN
    assert side_of(reporter=TOWNSHIP, above=COUNTY, at=COUNTY) is ReportSide.ABOVE
    assert side_of(reporter=TOWNSHIP, above=COUNTY, at=CITY) is None
    assert side_of(reporter=CITY, above=None, at=CITY) is ReportSide.TOP
    own, above, top = ReportSide.OWN, ReportSide.ABOVE, ReportSide.TOP
    assert advance_report(S.DRAFT, T.SUBMIT, own, HELD) is S.SUBMITTED
    assert advance_report(S.SUBMITTED, T.RETURN, above, HELD) is S.RETURNED
    assert advance_report(S.RETURNED, T.SUBMIT, own, HELD) is S.SUBMITTED
    assert advance_report(S.SUBMITTED, T.ACCEPT, above, HELD) is S.ACCEPTED
    assert advance_report(S.DRAFT, T.FINISH, top, HELD) is S.ACCEPTED
    for status, step, side in ((S.SUBMITTED, T.ACCEPT, own), (S.SUBMITTED, T.ACCEPT, None), (S.DRAFT, T.SUBMIT, top)):
        with pytest.raises(ReportOtherSide):
            advance_report(status, step, side, HELD)
    with pytest.raises(StepNotAllowed):
        advance_report(S.DRAFT, T.SUBMIT, own, set())
    for step in ReportStep:
        with pytest.raises(StepNotPossible):
            advance_report(S.ACCEPTED, step, own, HELD)


def test_the_top_is_offered_its_own_end() -> None:
    """Below the top one submits, on top one finishes; nobody is offered both."""

    def offered(side: ReportSide | None) -> dict[str, bool]:
        return {each.step: each.allowed for each in report_steps(S.DRAFT, side, HELD)}

    assert offered(ReportSide.OWN) == {"compute": True, "submit": True}
    assert offered(ReportSide.TOP) == {"compute": True, "finish": True}
    assert offered(ReportSide.ABOVE) == {"compute": False, "submit": False}
    assert "submitted --> accepted" in REPORT_WORKFLOW.diagram()


def test_who_reports() -> None:
    for kind in (Kind.CITY_FEDERATION, Kind.COUNTY_FEDERATION, Kind.TOWNSHIP_FEDERATION, Kind.STREET_FEDERATION):
        require_reporting(SURVEY, kind)
        with pytest.raises(ReportNotOurs):
            require_reporting(UNIT_SURVEY, kind)
    for kind in (Kind.COMMUNITY_UNION, Kind.BASE_UNION, Kind.JOINT_UNION):
        require_reporting(UNIT_SURVEY, kind)
    for kind in (Kind.LINE_FEDERATION, Kind.REGIONAL_JOINT, Kind.BASE_UNION):
        for form in (SURVEY, YEARBOOK):
            with pytest.raises(ReportNotOurs):
                require_reporting(form, kind)


def test_what_basic_unions_tell_is_asked_by_the_summary() -> None:
    """domain-facts 3.8, two forms: each item of the basic union's stands in the summary under its code and name."""
    assert SURVEY.units is UNIT_SURVEY.form
    assert {item.code for item in UNIT_SURVEY.items} < {item.code for item in SURVEY.items}
    assert {item.code for item in SURVEY.items if item.by_hand} <= {item.code for item in UNIT_SURVEY.items}
    assert UNIT_SURVEY.item("402") is SURVEY.item("402")
    assert {check.code for check in UNIT_SURVEY.checks} == {check.code for check in SURVEY.checks} - {
        "g101",
        "g102",
        "g103",
    }


def test_frozen() -> None:
    for status in (S.SUBMITTED, S.ACCEPTED):
        with pytest.raises(ReportFrozen):
            require_fillable(status)


@pytest.mark.parametrize(
    ("status", "days", "late"),
    [
        (None, 1, True),
        (None, 0, False),
        (S.DRAFT, 1, True),
        (S.RETURNED, 1, True),
        (S.SUBMITTED, 1, False),
        (S.ACCEPTED, 9, False),
    ],
)
def test_a_report_is_late_the_day_after(status: ReportStatus | None, days: int, late: bool) -> None:
    """RPT-02: on its day it is in time; a returned one is owed again. Where no day is known nothing is late."""
    due = date(2026, 10, 22)
    today = date.fromordinal(due.toordinal() + days)
    assert is_late(status, due_on=due, today=today) is late
    assert not is_late(status, due_on=None, today=today)
