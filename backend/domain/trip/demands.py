"""How many people of a union want to go home, where to, when and how (返乡需求: AID-26).

Seats are arranged for numbers of people: the railway asks how many want to go where on which day, and a coach how many
get on. So no name, no number and no telephone is asked for, and none is kept; the union knows its own people.
"""

from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text
from backend.domain.trip.codes import DemandState, Province, TravelWay

MOST_PEOPLE = 5_000
"""Of one union to one place on one day."""
FARTHEST = timedelta(days=365)
"""Further ahead nobody knows when they go home: it is an error of typing."""
SEASON_BEGINS = 10
"""A winter is called by the year of its Spring Festival: from October on it is the next one."""

People = Annotated[int, Ge(1), Le(MOST_PEOPLE)]


class TravelDayOut(Invalid):
    """A day gone by, or more than a year ahead. Facts: `first`, `last`."""

    code = "trip_day_out"
    zh = "出行日期应在 {first} 至 {last} 之间。请核对年份。"
    en = "The day of travel lies between {first} and {last}. Check the year."


class TripFieldEmpty(Invalid):
    """Spaces only."""

    code = "trip_field_empty"
    zh = "这一项只有空格，没有内容。请填写。"
    en = "This field holds nothing but spaces. Fill it in."


class DemandSeated(Conflict):
    """Seats were found for it. Fact: `seats`."""

    code = "trip_demand_seated"
    zh = "这条需求已安排 {seats} 个座位，不能再修改或删除。人数有变的，请联系安排车次的工会先收回座位。"
    en = "{seats} seats are given to this demand, so it does not change. Ask the union that runs the trip to take them back first."


def season_of(day: date) -> int:
    """The winter that a day belongs to: 2027 from October 2026 to September 2027."""
    return day.year + (day.month >= SEASON_BEGINS)


def worded(raw: str) -> str:
    """The text cleaned, where there is any. Raises `TripFieldEmpty`."""
    said = clean_text(raw)
    if not said:
        raise TripFieldEmpty()
    return said


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandFields:
    """What is said of a demand, and may be said anew: how many, where to, when, how."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    province: Province
    place: Annotated[str, MinLen(1), MaxLen(40)]
    travel_on: date
    way: TravelWay
    people: People
    note: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/place"):
            object.__setattr__(self, "place", worded(self.place))
        with at("/note"):
            object.__setattr__(self, "note", clean_lines(self.note))


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandDraft(DemandFields):
    """A demand of a union, entered by itself or for it by one above."""

    organization_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DemandChange:
    """What of a demand is to be otherwise; what is not sent stays."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    province: Province = Province.BEIJING
    place: Annotated[str, MinLen(1), MaxLen(40)] = "-"
    travel_on: date = date(2000, 1, 1)
    way: TravelWay = TravelWay.TRAIN
    people: People = 1
    note: Annotated[str, MaxLen(200)] = ""


def changed_demand(old: DemandFields, change: DemandChange, given: frozenset[str]) -> DemandFields:
    """The demand with the fields in `given` taken from `change`. Raises what a draft raises."""
    names = [each.name for each in fields(DemandFields)]
    return DemandFields(**{name: getattr(change if name in given else old, name) for name in names})


def require_travel_day(day: date, *, today: date) -> None:
    """Raises `TravelDayOut`."""
    last = today + FARTHEST
    if not today <= day <= last:
        raise TravelDayOut(first=today, last=last, pointer="/travel_on")


def require_unseated(allotted: int) -> None:
    """Before a demand is changed or deleted. Raises `DemandSeated`."""
    if allotted:
        raise DemandSeated(seats=allotted)


def state_of(way: TravelWay, *, people: int, allotted: int) -> DemandState:
    """How far seats are found; whoever drives waits for none."""
    if way is TravelWay.CAR:
        return DemandState.DRIVING
    if not allotted:
        return DemandState.OPEN
    return DemandState.SEATED if allotted == people else DemandState.PARTLY
