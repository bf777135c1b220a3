"""The State Council's yearly notice of the days off, read as it was published: paste it, and the year is entered.

The notice names each festival with a colon, the days off from one to another with their weekdays, how many they are, and
the days worked to make up. Weekdays and numbers are not needed and are compared: a slip in copying is found here and not
by somebody who comes to work on a holiday.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from backend.domain.refusals import Invalid
from backend.domain.text import clean_lines
from backend.domain.working_days import FIRST_YEAR, LAST_YEAR, DayKind, SpecialDay, require_arrangement

LONGEST = 4000
"""Characters of a notice."""

_FESTIVAL = re.compile(r"((?:元旦|春节|清明节?|劳动节|端午节?|中秋节?|国庆节|[、和]){1,8})[ ]?[：:]")
_YEAR = re.compile(r"(20\d\d)\s*年")
_WEEKDAY = r"(?:[（(][^（()）]{0,20}?(?:周|星期)([一二三四五六日天])[^（()）]{0,20}[)）]|[（(][^（()）]{0,40}[)）])?"
_DAY = rf"(?:(?:(20\d\d)年)?(\d{{1,2}})月)?(\d{{1,2}})日{_WEEKDAY}"
_SPAN = re.compile(rf"{_DAY}(?:\s*(?:至|到|-|—|~)\s*{_DAY})?")
_COUNT = re.compile(r"共\s*(\d{1,2})\s*天")
_WEEKDAYS = "一二三四五六日"
_MOST_DAYS_OFF = 15


class TextWithoutYear(Invalid):
    """The notice does not say of which year it speaks."""

    code = "work_calendar_text_year"
    zh = "文字中没有找到年份。请从“关于某某年部分节假日安排的通知”一行开始，整段粘贴。"
    en = "No year was found in the text. Paste the whole notice, from the line that names the year."


class TextWithoutDays(Invalid):
    """No festival with its days was found."""

    code = "work_calendar_text_days"
    zh = "没有从文字中认出放假日期。请粘贴国务院办公厅通知的原文，例如“二、春节：2月15日至23日放假调休，共9天。2月14日上班。”"
    en = "No days off were found. Paste the text of the State Council's notice as it was published."


class TextContradicts(Invalid):
    """What the notice says of a festival does not fit together. Fact: `name`."""

    code = "work_calendar_text_contradicts"
    zh = "“{name}”一条的日期、星期或天数对不上，可能粘贴时漏字。请对照原文核对，或直接在日历上点选。"
    en = "The dates, weekdays or number of days of “{name}” do not fit together. Compare with the original, or click the days."


def read_arrangement(text: str) -> tuple[int, tuple[SpecialDay, ...]]:
    """The year of a notice and its days, in their order; days that the notice names in another year are left out.

    Raises `TextWithoutYear`, `TextWithoutDays`, `TextContradicts` and what `require_arrangement` raises.
    """
    text = clean_lines(text)
    named = _YEAR.search(text)
    if named is None:
        raise TextWithoutYear(pointer="/text")
    year = int(named[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise TextWithoutYear(pointer="/text")
    heads = list(_FESTIVAL.finditer(text))
    ends = [*(head.start() for head in heads), len(text)][1:]
    days = [
        day
        for head, end in zip(heads, ends, strict=True)
        for day in _festival(year, head[1].strip("、和"), text[head.end() : end])
    ]
    if not days:
        raise TextWithoutDays(pointer="/text")
    return year, require_arrangement(year, [day for day in days if day.on.year == year])


def _festival(year: int, name: str, said: str) -> Iterator[SpecialDay]:
    off: list[date] = []
    for sentence in re.split(r"[。；;\n]", said):
        worked = "上班" in sentence
        if not worked and "放假" not in sentence:
            continue
        for span in _SPAN.finditer(sentence):
            days = _days(year, name, span)
            if not worked:
                off += days
            for day in days:
                yield SpecialDay(on=day, kind=DayKind.MADE_UP if worked else DayKind.OFF, name=name)
        told = _COUNT.search(sentence)
        if told is not None and not worked and int(told[1]) != len(off):
            raise TextContradicts(name=name, pointer="/text")


def _days(year: int, name: str, span: re.Match[str]) -> list[date]:
    """The days from one to another, both included. Raises `TextContradicts`."""
    in_year, month, day, weekday, to_year, to_month, to_day, to_weekday = span.groups()
    try:
        first = date(int(in_year or year), int(month or 0), int(day))
        last = first
        if to_day is not None:
            last = date(int(to_year or first.year), int(to_month or first.month), int(to_day))
    except ValueError:
        raise TextContradicts(name=name, pointer="/text") from None
    fits = first <= last <= first + timedelta(days=_MOST_DAYS_OFF)
    if not fits or not _is_on(first, weekday) or not _is_on(last, to_weekday):
        raise TextContradicts(name=name, pointer="/text")
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _is_on(day: date, weekday: str | None) -> bool:
    return weekday is None or _WEEKDAYS[day.weekday()] == weekday.replace("天", "日")
