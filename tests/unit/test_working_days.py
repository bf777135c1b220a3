"""Working days and the end of a period of them (AID-09, RPT-05; issue 4 section 3)."""

import contextlib
from datetime import UTC, date, datetime, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.domain.arrangement_text import TextContradicts, TextWithoutDays, TextWithoutYear, read_arrangement
from backend.domain.calendar import CHINA
from backend.domain.refusals import Invalid
from backend.domain.state_holidays import ARRANGEMENTS
from backend.domain.working_days import (
    DayElsewhere,
    DayKind,
    DayTwice,
    NotMadeUp,
    SpecialDay,
    WorkCalendar,
    YearMissing,
    add_working_days,
    days_left,
    period_end,
    require_arrangement,
    working_days,
)

CALENDAR = WorkCalendar(ARRANGEMENTS)
PLAIN = WorkCalendar(dict.fromkeys(range(2026, 2030), ()))
OFF, MADE_UP = DayKind.OFF, DayKind.MADE_UP
days_of_2026 = st.dates(date(2026, 1, 1), date(2026, 11, 15))


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


@pytest.mark.parametrize(
    ("text", "worked"),
    [
        ("01-01", False), ("01-02", False), ("01-03", False), ("01-04", True),
        ("02-13", True), ("02-14", True), ("02-15", False), ("02-23", False), ("02-24", True), ("02-28", True),
        ("04-03", True), ("04-06", False), ("04-07", True),
        ("05-01", False), ("05-05", False), ("05-09", True), ("05-10", False),
        ("06-19", False), ("06-22", True),
        ("09-20", True), ("09-25", False), ("09-28", True),
        ("10-01", False), ("10-07", False), ("10-08", True), ("10-10", True), ("10-11", False),
        ("11-26", True), ("11-28", False), ("12-31", True),
    ],
)  # fmt: skip
def test_the_year_as_the_state_council_arranged_it(text: str, worked: bool) -> None:
    assert CALENDAR.is_working_day(day(text)) is worked


def test_every_day_agrees_with_what_others_wrote_down() -> None:
    """An independent list of the same arrangement, day by day."""
    year = [date(2026, 1, 1) + timedelta(days=n) for n in range(365)]
    assert [CALENDAR.is_working_day(each) for each in year] == [chinese_calendar.is_workday(each) for each in year]


def test_the_days_of_a_year_add_up() -> None:
    """2026 has 33 days off under its festivals, six make-up days, and 248 working days."""
    of_kind = [each.kind for each in ARRANGEMENTS[2026]]
    assert (of_kind.count(OFF), of_kind.count(MADE_UP)) == (33, 6)
    assert working_days(date(2025, 12, 31), date(2026, 12, 31), CALENDAR) == 248


@pytest.mark.parametrize(
    ("published", "count", "last"),
    [
        ("11-23", 5, "11-30"),  # Monday: Tuesday to Friday, and Monday after the weekend
        ("11-27", 5, "12-04"),  # Friday
        ("11-28", 5, "12-04"),  # Saturday: Monday is the first day
        ("02-12", 5, "02-26"),  # across Spring Festival: Friday, the Saturday made up, then 24 to 26 February
        ("02-13", 1, "02-14"),  # the first day is a Saturday that is worked
        ("09-18", 2, "09-21"),  # Sunday the 20th is worked
        ("09-30", 3, "10-10"),  # across National Day: the 8th, the 9th, and Saturday the 10th
        ("04-30", 4, "05-09"),  # across Labour Day: Wednesday to Friday, and Saturday the 9th
        ("12-24", 5, "12-31"),
        ("11-26", 0, "11-26"),
    ],
)
def test_the_last_day_of_a_notice(published: str, count: int, last: str) -> None:
    """AID-09: the day after is the first day; make-up days count, holidays do not."""
    assert add_working_days(day(published), count, CALENDAR) == day(last)


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_it_ends_at_midnight_in_china_whatever_the_hour(hour: int) -> None:
    ends = period_end(datetime(2026, 11, 23, hour, 59, tzinfo=CHINA), 5, CALENDAR)
    assert ends == datetime(2026, 12, 1, 0, 0, tzinfo=CHINA) == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)


def test_the_day_is_that_of_china() -> None:
    """Eight in the evening in UTC is the next day here."""
    assert period_end(datetime(2026, 11, 22, 20, tzinfo=UTC), 1, CALENDAR) == datetime(2026, 11, 25, tzinfo=CHINA)


def test_a_year_that_is_missing_is_not_guessed() -> None:
    """issue 4 section 3: without next year's arrangement no end is computed, but one that lies before it is."""
    add_working_days(day("12-24"), 5, CALENDAR)
    with pytest.raises(YearMissing) as refused:
        add_working_days(day("12-25"), 5, CALENDAR)
    assert "2027" in refused.value.sentence("zh")
    assert "2027" in refused.value.sentence("en")
    with pytest.raises(YearMissing):
        CALENDAR.is_working_day(date(2025, 12, 31))
    with pytest.raises(YearMissing):
        working_days(day("12-30"), date(2027, 1, 1), CALENDAR)


@given(start=days_of_2026, count=st.integers(1, 20))
def test_counting_there_and_back_agrees(start: date, count: int) -> None:
    """Adding and counting are one: the day found is worked, and so many working days lie up to it, itself the last."""
    end = add_working_days(start, count, CALENDAR)
    assert CALENDAR.is_working_day(end)
    assert working_days(start, end, CALENDAR) == count
    assert working_days(start, end - timedelta(days=1), CALENDAR) == count - 1


@given(start=days_of_2026, one=st.integers(1, 9), two=st.integers(1, 9))
def test_periods_follow_each_other(start: date, one: int, two: int) -> None:
    both = add_working_days(start, one + two, CALENDAR)
    assert add_working_days(add_working_days(start, one, CALENDAR), two, CALENDAR) == both


@given(start=days_of_2026, count=st.integers(1, 20))
def test_who_begins_later_never_ends_earlier(start: date, count: int) -> None:
    assert add_working_days(start, count, CALENDAR) <= add_working_days(start + timedelta(days=1), count, CALENDAR)


@given(start=days_of_2026, weeks=st.integers(1, 20))
def test_without_holidays_five_working_days_are_a_week(start: date, weeks: int) -> None:
    """The independent answer: in years without an arrangement of their own it is plain arithmetic."""
    end = add_working_days(start, 5 * weeks, PLAIN)
    friday = start - timedelta(days=max(0, start.weekday() - 4))
    assert end == friday + timedelta(weeks=weeks)


def test_what_is_left_counts_from_tomorrow() -> None:
    """ "11-30 (还剩 3 个工作日)" on a Wednesday is Thursday, Friday and Monday; on the last day nothing is to come."""
    ends = period_end(datetime(2026, 11, 23, 9, tzinfo=CHINA), 5, CALENDAR)
    left = [days_left(datetime(2026, 11, n, 15, tzinfo=CHINA), ends, CALENDAR) for n in range(23, 31)]
    assert left == [5, 4, 3, 2, 1, 1, 1, 0]
    assert days_left(datetime(2026, 12, 24, tzinfo=CHINA), ends, CALENDAR) == 0


@pytest.mark.parametrize(
    ("days", "refusal", "pointer"),
    [
        ([("2027-01-01", OFF)], DayElsewhere, "/days/0"),
        ([("2026-01-01", OFF), ("2026-01-01", OFF)], DayTwice, "/days/1"),
        ([("2026-01-04", OFF), ("2026-01-04", MADE_UP)], DayTwice, "/days/1"),
        ([("2026-01-01", OFF), ("2026-01-05", MADE_UP)], NotMadeUp, "/days/1"),
    ],
)
def test_an_arrangement_that_cannot_be(days: list[tuple[str, DayKind]], refusal: type, pointer: str) -> None:
    with pytest.raises(refusal) as refused:
        require_arrangement(2026, [SpecialDay(on=date.fromisoformat(on), kind=kind) for on, kind in days])
    assert refused.value.facts["pointer"] == pointer


def test_an_arrangement_stands_in_order() -> None:
    backwards = tuple(reversed(ARRANGEMENTS[2026]))
    assert require_arrangement(2026, backwards) == ARRANGEMENTS[2026]
    with pytest.raises(ValueError, match="forwards"):
        add_working_days(day("11-26"), -1, CALENDAR)


NOTICE = """国务院办公厅关于2026年部分节假日安排的通知
经国务院批准，现将2026年放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫等工作。"""


def test_the_notice_is_read_as_it_was_published() -> None:
    """issue 4 section 3: next year is entered by pasting; pasted as one line, or with other brackets, it reads alike."""
    assert read_arrangement(NOTICE) == (2026, ARRANGEMENTS[2026])
    assert read_arrangement(NOTICE.replace("\n", "　")) == (2026, ARRANGEMENTS[2026])
    assert read_arrangement(NOTICE.replace("（", "(").replace("）", ")")) == (2026, ARRANGEMENTS[2026])


def test_two_festivals_together_and_days_of_the_year_before() -> None:
    year, days = read_arrangement(
        "关于2023年部分节假日安排的通知。一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。"
        "二、中秋节、国庆节：9月29日至10月6日放假调休，共8天。10月7日（星期六）、10月8日（星期日）上班。"
    )
    told = [(day.on.isoformat(), day.kind.value, day.name) for day in days]
    assert year == 2023
    assert told[:3] == [
        ("2023-01-01", "off", "元旦"),
        ("2023-01-02", "off", "元旦"),
        ("2023-09-29", "off", "中秋节、国庆节"),
    ]
    assert told[-2:] == [("2023-10-07", "made_up", "中秋节、国庆节"), ("2023-10-08", "made_up", "中秋节、国庆节")]
    assert len(told) == 12


@pytest.mark.parametrize(
    ("before", "after", "refusal"),
    [
        ("2026年", "今年", TextWithoutYear),
        ("：", "是", TextWithoutDays),
        ("共9天", "共8天", TextContradicts),
        ("5月9日（周六）", "5月9日（周日）", TextContradicts),
        ("4月4日（周六）至6日", "4月6日至4日", TextContradicts),
        ("6月19日（周五）", "6月31日", TextContradicts),
        ("10月10日（周六）", "10月9日", NotMadeUp),
        ("10月10日（周六）", "9月20日", DayTwice),
    ],
)
def test_a_slip_in_copying_is_found(before: str, after: str, refusal: type) -> None:
    with pytest.raises(refusal):
        read_arrangement(NOTICE.replace(before, after))


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(Invalid):
        read_arrangement("2026年春节：" + text)
