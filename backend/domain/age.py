"""Ages in full years, and the five bands in which members are counted (data.md section 10, `age_band`)."""

from datetime import date
from enum import IntEnum


class AgeBand(IntEnum):
    """A small integer, stored with the member and counted per union; with labels like a `Code`."""

    zh: str
    en: str

    def __new__(cls, value: int, zh: str = "", en: str = "") -> "AgeBand":
        member = int.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en
        return member

    UNDER_25 = 1, "25 岁以下", "Under 25"
    FROM_25 = 2, "25–34 岁", "25–34"
    FROM_35 = 3, "35–44 岁", "35–44"
    FROM_45 = 4, "45–54 岁", "45–54"
    FROM_55 = 5, "55 岁及以上", "55 and over"


def age_on(born_on: date, day: date) -> int:
    """Full years of age on that day; somebody born on 29 February turns on 1 March in common years."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def age_band(born_on: date, day: date) -> AgeBand:
    """The band of somebody born on `born_on` on that day."""
    return AgeBand(min(5, max(1, (age_on(born_on, day) - 5) // 10)))


def born_by(day: date, age: int) -> date:
    """The latest birth date of somebody who is of that age on that day."""
    try:
        return day.replace(year=day.year - age)
    except ValueError:
        return date(day.year - age, 2, 28)
