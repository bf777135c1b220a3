"""How many people one account is told of in an hour and in a day."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from backend.domain.account.sightings import (
    ALARM_IN_AN_HOUR,
    STOP_IN_A_DAY,
    LeaveAsked,
    LeaveReasonMissing,
    TooManyPersons,
    has_room,
    hour_of,
    person_of,
    require_room,
    sets_off_alarm,
)
from backend.domain.calendar import CHINA

NOON = datetime(2026, 11, 27, 12, tzinfo=CHINA)


def test_the_figures_are_those_of_the_threat_model() -> None:
    """trust.md A-08: alarm at 500 persons an hour, stop at 2,000 a day."""
    assert (ALARM_IN_AN_HOUR, STOP_IN_A_DAY) == (500, 2_000)


@pytest.mark.parametrize(
    ("before", "after", "rings"),
    [(0, 499, False), (499, 500, True), (450, 550, True), (0, 2_000, True), (500, 501, False), (500, 500, False)],
)
def test_an_alarm_rings_once_in_an_hour(before: int, after: int, rings: bool) -> None:
    """trust.md A-08: when the number is reached, and not again with everybody after."""
    assert sets_off_alarm(before, after) is rings


@pytest.mark.parametrize(
    ("told", "new", "room"),
    [(0, 2_000, True), (1_999, 1, True), (1_950, 50, True), (1_951, 50, False), (2_000, 1, False), (2_000, 0, True)],
)
def test_a_day_has_room_for_so_many(told: int, new: int, room: bool) -> None:
    """trust.md A-08: an answer that would pass the bound is not given; whoever was seen today stays open."""
    assert has_room(told, new) is room
    if room:
        require_room(told, new, now=NOON)
    else:
        with pytest.raises(TooManyPersons):
            require_room(told, new, now=NOON)


@pytest.mark.parametrize(
    ("moment", "seconds"),
    [(NOON, 12 * 3600 + 1), (datetime(2026, 11, 27, 15, 59, 59, tzinfo=UTC), 2)],
)
def test_it_says_when_the_day_in_china_is_over(moment: datetime, seconds: int) -> None:
    """api.md, Status: 429 with Retry-After; the sentence says what happened, what it means, what to do."""
    with pytest.raises(TooManyPersons) as refused:
        require_room(2_000, 1, now=moment)
    assert refused.value.facts == {"limit": 2_000, "retry_after": seconds}
    assert "2000" in refused.value.sentence("zh")
    assert "安全管理员" in refused.value.sentence("zh")
    assert "export" in refused.value.sentence("en")


def test_hours_are_those_of_china() -> None:
    """trust.md A-08."""
    midnight = datetime(2026, 11, 26, 16, tzinfo=UTC)
    assert [hour_of(midnight + timedelta(hours=each)) for each in (0, 9, 23)] == [0, 9, 23]


def test_somebody_is_one_in_whatever_list() -> None:
    """trust.md A-08: the household file, else the member, else the row."""
    household, member, row = uuid4(), uuid4(), uuid4()
    assert person_of(household=household, member=member, row=row) == household
    assert person_of(member=member, row=row) == member
    assert person_of(row=row) == row


def test_a_limit_is_lifted_for_a_reason() -> None:
    """trust.md A-08: unless approved; the words go into the record."""
    assert LeaveAsked(reason=" 年终 集中复核 ").reason == "年终 集中复核"
    with pytest.raises(LeaveReasonMissing) as refused:
        LeaveAsked(reason="　 ")
    assert refused.value.facts["pointer"] == "/reason"
