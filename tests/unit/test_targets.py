"""The pure part of the targets: what is due by a day, what is done, who sets what for whom (ORG-12; IND-01…05)."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.organization.codes import OrganizationKind as Kind
from backend.domain.organization.rules import NotLiving
from backend.domain.target.customs import usual, usual_due_on
from backend.domain.target.measures import FLOWS, RATES, TargetMeasure
from backend.domain.target.progress import TargetState, plain, progress, tenths
from backend.domain.target.rules import (
    Settable,
    TargetDraft,
    TargetDueOutside,
    TargetFromAbove,
    TargetItself,
    TargetNotWhole,
    TargetOver,
    TargetYearOut,
    due_day,
    require_settable,
    require_year,
    value_in_tenths,
)

M = TargetMeasure
YEAR_END = date(2026, 12, 31)
SOMEBODY = UUID("01890000-0000-7000-8000-000000000000")


def stands(
    target: float,
    actual: float | None,
    today: date,
    *,
    due_on: date = YEAR_END,
    is_rate: bool = False,
    start: float | None = None,
) -> tuple[float | None, float | None, TargetState]:
    found = progress(
        is_rate=is_rate,
        target=tenths(target),
        actual=None if actual is None else tenths(actual),
        start=None if start is None else tenths(start),
        year=2026,
        due_on=due_on,
        today=today,
    )
    return found.done, plain(found.due), found.state


@pytest.mark.parametrize(
    ("actual", "today", "expected"),
    [
        (0, date(2026, 1, 1), (0.0, 0.1, TargetState.ON_COURSE)),
        (24, date(2026, 7, 2), (48.0, 25, TargetState.LATE)),
        (25, date(2026, 7, 2), (50.0, 25, TargetState.ON_COURSE)),
        (50, date(2026, 7, 2), (100.0, 25, TargetState.REACHED)),
        (49, date(2026, 12, 31), (98.0, 50, TargetState.LATE)),
        (49, date(2027, 1, 1), (98.0, 50, TargetState.MISSED)),
        (-3, date(2026, 7, 2), (0.0, 25, TargetState.LATE)),
        (None, date(2026, 7, 2), (None, 25, TargetState.UNKNOWN)),
        (7, date(2025, 12, 31), (None, None, TargetState.AHEAD)),
    ],
)
def test_a_count_is_due_day_by_day(
    actual: float | None, today: date, expected: tuple[float | None, float | None, TargetState]
) -> None:
    """ORG-12: +50 unions by the year's end; half way through the year 25 are due."""
    assert stands(50, actual, today) == expected


def test_nobody_is_late_by_a_third_of_a_union() -> None:
    """ORG-12: four unions by the end of May: none is due on the first of February, one on the tenth."""
    may = date(2026, 5, 31)
    assert stands(4, 0, date(2026, 2, 1), due_on=may)[2] is TargetState.ON_COURSE
    assert stands(4, 0, date(2026, 2, 10), due_on=may)[1:] == (1, TargetState.LATE)
    assert stands(4, 3, date(2026, 6, 1), due_on=may)[2] is TargetState.MISSED


def test_a_rate_is_due_on_the_line_from_where_it_was() -> None:
    """MBR-04: from 85 to 95 within the year, 90 is due half way; where the start is unknown nobody is called late."""
    half = date(2026, 7, 2)
    assert stands(95, 89, half, is_rate=True, start=85) == (93.7, 90, TargetState.LATE)
    assert stands(95, 90, half, is_rate=True, start=85)[2] is TargetState.ON_COURSE
    assert stands(95, 12, half, is_rate=True) == (12.6, None, TargetState.UNDERWAY)
    assert stands(95, 12, YEAR_END, is_rate=True)[2] is TargetState.LATE


@given(
    st.integers(0, 10_000),
    st.integers(0, 10_000),
    st.dates(date(2026, 1, 1), YEAR_END),
    st.dates(date(2026, 1, 1), date(2027, 6, 1)),
)
def test_what_is_due_never_passes_the_target(target: int, actual: int, due_on: date, today: date) -> None:
    """What is due grows from nothing to the target and stays; who has reached it is never late."""
    _done, due, state = stands(target, actual, today, due_on=due_on)
    assert due is not None
    assert 0 <= due <= target
    assert (state is TargetState.REACHED) == (actual >= target)
    if today >= due_on:
        assert due == target


@pytest.mark.parametrize(
    ("kind", "name", "unions", "members"),
    [
        (Kind.COUNTY_FEDERATION, "青溪县总工会", 50, 380),
        (Kind.TOWNSHIP_FEDERATION, "城关镇总工会", 4, 50),
        (Kind.TOWNSHIP_FEDERATION, "白石乡总工会", 3, 30),
        (Kind.STREET_FEDERATION, "东山街道总工会", 3, 30),
        (Kind.BASE_UNION, "青溪纺织有限公司工会", None, None),
        (Kind.CITY_FEDERATION, "云江市总工会", None, None),
    ],
)
def test_what_is_usually_asked(kind: Kind, name: str, unions: int | None, members: int | None) -> None:
    """ORG-12: 县 +50 and +380, 镇 4 and 50, 乡 and 办事处 3 and 30, by the end of May."""
    assert (usual(M.UNIONS_FOUNDED, kind=kind, name=name), usual(M.MEMBERS_GROWN, kind=kind, name=name)) == (
        unions,
        members,
    )
    assert usual_due_on(M.UNIONS_FOUNDED, 2026) == date(2026, 5, 31)


def test_usual_rates() -> None:
    """IND-01, MBR-04, IND-03 to 05: 95, 95, 100, 60 and 70, 80; a basic union has no coverage of its own."""
    of = {measure: usual(measure, kind=Kind.COUNTY_FEDERATION, name="青溪县总工会") for measure in RATES}
    assert of == {
        M.COVERAGE_RATE: 95,
        M.JOINING_RATE: 95,
        M.CARD_RATE: 100,
        M.COMPLETE_RATE: None,
        M.STANDARD_RATE: 80,
        M.QUALIFIED_RATE: 60,
        M.QUALIFIED_TOWN_RATE: 70,
    }
    assert usual(M.COVERAGE_RATE, kind=Kind.BASE_UNION, name="工会") is None
    assert usual(M.QUALIFIED_RATE, kind=Kind.BASE_UNION, name="工会") is None
    assert usual(M.JOINING_RATE, kind=Kind.BASE_UNION, name="工会") == 95


def test_every_measure_is_a_figure_of_the_statistics() -> None:
    """Target and actual are counted the same way: each measure stands in the catalogue, under the same name."""
    assert tuple(TargetMeasure) == FLOWS + RATES
    for measure in TargetMeasure:
        assert measure.counted.code == measure.figure
        assert (measure.zh, measure.en) == (measure.counted.zh, measure.counted.en)


def settable(**more: object) -> Settable:
    known = {"name": "城关镇总工会", "status": "active", "itself": False, "on_top": False}
    return Settable(**known | more)  # type: ignore[arg-type]


def test_targets_come_from_above() -> None:
    """A union splits its target among those below and does not set its own; who stands on top enters it."""
    require_settable(settable(), level=2)
    with pytest.raises(TargetItself, match="union above"):
        require_settable(settable(itself=True), level=2)
    require_settable(settable(itself=True, on_top=True), level=1)
    with pytest.raises(TargetFromAbove, match="云江市总工会"):
        require_settable(settable(setter_level=1, setter_name="云江市总工会"), level=2)
    require_settable(settable(setter_level=2), level=2)
    require_settable(settable(setter_level=2), level=1)
    with pytest.raises(NotLiving):
        require_settable(settable(status="dissolved"), level=2)
    require_settable(settable(status="dissolved", setter_level=2), level=2, taking_away=True)


@pytest.mark.parametrize(
    ("measure", "value", "kept"),
    [(M.UNIONS_FOUNDED, 50, 500), (M.MEMBERS_GROWN, 0, 0), (M.CARD_RATE, 97.5, 975), (M.CARD_RATE, 100, 1000)],
)
def test_values_are_kept_in_tenths(measure: TargetMeasure, value: float, kept: int) -> None:
    assert value_in_tenths(TargetDraft(organization_id=SOMEBODY, measure=measure, value=value)) == kept


@pytest.mark.parametrize(
    ("measure", "value", "refusal"),
    [
        (M.UNIONS_FOUNDED, 4.5, TargetNotWhole),
        (M.CARD_RATE, 100.1, TargetOver),
        (M.CARD_RATE, 97.55, TargetOver),
    ],
)
def test_values_that_are_none(measure: TargetMeasure, value: float, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        value_in_tenths(TargetDraft(organization_id=SOMEBODY, measure=measure, value=value))


def test_days_and_years() -> None:
    """The day lies in the year; the year is not one that nobody can plan for yet."""
    draft = TargetDraft(organization_id=SOMEBODY, measure=M.CARD_RATE, value=1)
    assert due_day(draft, 2026) == YEAR_END
    with pytest.raises(TargetDueOutside):
        due_day(TargetDraft(organization_id=SOMEBODY, measure=M.CARD_RATE, value=1, due_on=date(2027, 1, 1)), 2026)
    for year in (2026, 2027):
        require_year(year, date(2026, 11, 26))
    with pytest.raises(TargetYearOut):
        require_year(2028, date(2026, 11, 26))
