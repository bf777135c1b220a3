"""The rules of duties: late by the minute, sent back is not done, and the calendar of a year (RPT-02; ORG-11, 18, 19)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from backend.domain.calendar import CHINA
from backend.domain.duty import rules
from backend.domain.duty.calendar import USUAL, draft_for, in_year, list_for
from backend.domain.duty.codes import DutyState, DutySubject
from backend.domain.duty.rules import DutyReportDraft, UnionDutyDraft, days_late, state_of
from backend.domain.refusals import Refusal

DUE = datetime(2026, 12, 30, 17, 30, tzinfo=CHINA)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


def draft(**more: Any) -> UnionDutyDraft:
    return UnionDutyDraft(**{"subject": DutySubject.OTHER, "name": "季度信息", "due_at": DUE} | more)


@pytest.mark.parametrize(
    ("reported", "returned", "now", "state"),
    [
        (None, None, DUE, DutyState.OPEN),
        (None, None, DUE + MINUTE - SECOND, DutyState.OPEN),
        (None, None, DUE + MINUTE, DutyState.LATE),
        (DUE + MINUTE - SECOND, None, DUE + MINUTE, DutyState.DONE),
        (DUE + MINUTE, None, DUE + MINUTE, DutyState.DONE_LATE),
        (DUE - MINUTE, DUE, DUE, DutyState.RETURNED),
        (DUE - MINUTE, DUE, DUE + MINUTE, DutyState.LATE),
    ],
)
def test_late_is_told_by_the_minute(
    reported: datetime | None, returned: datetime | None, now: datetime, state: DutyState
) -> None:
    """30 December 17:30: in time while the clock shows 17:30, late with 17:31; what was sent back is not done."""
    assert state_of(due_at=DUE, reported_at=reported, returned_at=returned, now=now) is state


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("reported", "returned", "now", "days"),
    [
        (None, None, DUE + MINUTE - SECOND, None),
        (None, None, DUE + MINUTE, 1),
        (None, None, DUE + MINUTE + DAY - SECOND, 1),
        (None, None, DUE + MINUTE + DAY, 2),
        (DUE, None, DUE + 9 * DAY, None),
        (DUE + 3 * DAY, None, DUE + 9 * DAY, 3),
        (DUE, DUE + DAY, DUE + 9 * DAY, 9),
    ],
)
def test_how_late_is_told_in_days_begun(
    reported: datetime | None, returned: datetime | None, now: datetime, days: int | None
) -> None:
    """RPT-02: a report that stands is as late as it came; what was sent back gets later until it is reported anew."""
    assert days_late(due_at=DUE, reported_at=reported, returned_at=returned, now=now) == days


def test_the_calendar_is_that_of_the_papers() -> None:
    """RPT-02 word for word: the days, and the one time that is given."""
    told = {each.subject.value: draft_for(each, 2026).due_at.strftime("%m-%d %H:%M") for each in USUAL}
    assert told == {
        "may_day": "05-08 23:59",
        "registers": "05-10 23:59",
        "formation": "05-31 23:59",
        "ledger": "06-30 23:59",
        "by_election": "06-30 23:59",
        "sports_entry": "11-20 23:59",
        "aid": "12-30 17:30",
    }


def test_a_year_is_made_of_the_one_before() -> None:
    """The yearly ones move by a year; what is there or over is counted and not asked again."""
    before = [draft(name="台账", due_at=DUE), draft(name="信息", due_at=datetime(2026, 3, 1, 9, 0, tzinfo=CHINA))]
    now = datetime(2027, 6, 1, tzinfo=CHINA)
    made = list_for(2027, before=before, taken=["别的"], now=now)
    assert [(each.name, each.due_at.astimezone(CHINA).isoformat()[:16]) for each in made.drafts] == [
        ("台账", "2027-12-30T17:30")
    ]
    assert (made.there, made.past) == (0, 1)
    again = list_for(2027, before=before, taken=["台账"], now=now)
    assert (again.drafts, again.there, again.past) == ((), 1, 1)
    usual = list_for(2027, before=[], taken=[], now=datetime(2026, 12, 1, tzinfo=CHINA))
    assert len(usual.drafts) == len(USUAL)
    assert all(each.yearly for each in usual.drafts)


@pytest.mark.parametrize(("year", "day"), [(2027, "2027-02-28"), (2028, "2028-02-29")])
def test_the_last_of_february(year: int, day: str) -> None:
    assert in_year(datetime(2024, 2, 29, 12, 0, tzinfo=CHINA), year).date().isoformat() == day


def test_a_moment_of_another_zone_moves_as_china_counts() -> None:
    """17:30 of the 31st in UTC is already the next year here."""
    due = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    assert rules.year_of(due) == 2027
    assert in_year(due, 2028).isoformat() == "2028-01-01T01:30:00+08:00"


def test_what_is_said_is_tidied() -> None:
    """Seconds are dropped, a moment without a zone is China's, spaces around words go."""
    said = draft(name="  季度 信息 ", ask=" 一\n二 ", due_at=datetime(2026, 12, 30, 17, 30, 59))
    assert (said.name, said.ask, said.due_at) == ("季度 信息", "一\n二", DUE)
    assert DutyReportDraft(note=" 已报 ").note == "已报"


NOW = datetime(2026, 11, 28, 8, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (lambda: draft(name=" "), "duty_name_missing"),
        (lambda: rules.require_due(NOW - MINUTE, now=NOW), "duty_due_out"),
        (lambda: rules.require_due(datetime(2028, 1, 1, tzinfo=CHINA), now=NOW), "duty_due_out"),
        (lambda: rules.require_year(2025, now=NOW), "duty_due_out"),
        (lambda: rules.require_year(2028, now=NOW), "duty_due_out"),
        (lambda: rules.require_somebody_below(0), "duty_nobody_below"),
        (lambda: rules.require_new_name(taken=True, name="台账", year=2026), "duty_named_already"),
        (lambda: rules.require_issuer(issuer=False, name="青溪县总工会"), "duty_not_issuer"),
        (lambda: rules.require_owing(owing=False, name="青溪县总工会"), "duty_not_yours"),
        (lambda: rules.require_standing(NOW), "duty_withdrawn"),
        (lambda: rules.require_file(needed=True, there=False), "duty_file_missing"),
        (lambda: rules.require_unreported(stands=True, by="周敏"), "duty_reported_already"),
        (lambda: rules.require_not_returned(NOW), "duty_returned_already"),
        (lambda: rules.return_reason(" \n"), "duty_reason_missing"),
    ],
)
def test_what_stands_against_it(rule: Any, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        rule()
    assert refused.value.code == code
    assert refused.value.sentence("zh") != refused.value.sentence("en")


def test_what_is_allowed_passes() -> None:
    rules.require_due(NOW, now=NOW + MINUTE - SECOND)
    rules.require_due(datetime(2027, 12, 31, 23, 59, tzinfo=CHINA), now=NOW)
    rules.require_year(2027, now=NOW)
    rules.require_somebody_below(1)
    rules.require_file(needed=False, there=False)
    assert rules.return_reason(" 缺盖章 ") == "缺盖章"
