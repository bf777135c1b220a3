"""A trip that a county or the city organises (返乡专列、返乡包车), its seats, and its way to a safe arrival (AID-26).

Seats are given to demands and to nobody by name. A plan promises nothing yet: unions below are told of their seats when
the railway or the coach company has agreed to it, and not before.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.calendar import CHINA, day_of
from backend.domain.money import Fen
from backend.domain.organization.codes import Level
from backend.domain.refusals import Conflict, Forbidden, Invalid, at
from backend.domain.text import clean_text
from backend.domain.trip.codes import Province, TravelWay, TripState, TripStep
from backend.domain.trip.demands import FARTHEST, MOST_PEOPLE, season_of, worded
from backend.domain.workflow import Workflow

MOST_SEATS = 3_000
"""A long train has about two thousand."""
MOST_DEMANDS = 500
"""Demands with seats on one trip."""

TRIP_WORKFLOW: Workflow[TripState, TripStep] = Workflow(
    {
        (TripState.PLANNED, TripStep.CONFIRM, Permission.AID_EDIT): TripState.CONFIRMED,
        (TripState.CONFIRMED, TripStep.DEPART, Permission.AID_EDIT): TripState.DEPARTED,
        (TripState.DEPARTED, TripStep.ARRIVE, Permission.AID_EDIT): TripState.ARRIVED,
        (TripState.PLANNED, TripStep.CANCEL, Permission.AID_EDIT): TripState.CANCELLED,
        (TripState.CONFIRMED, TripStep.CANCEL, Permission.AID_EDIT): TripState.CANCELLED,
    }
)

OPEN = frozenset({TripState.PLANNED, TripState.CONFIRMED})
"""Trips whose facts and seats may still change."""
UNDER_WAY = frozenset({*OPEN, TripState.DEPARTED})
"""Trips that are not over."""
AGREED = frozenset({TripState.CONFIRMED, TripState.DEPARTED, TripState.ARRIVED})
"""Trips whose seats people can count on."""

BY_ROAD = frozenset({TravelWay.COACH, TravelWay.CHARTER})


class TripTooLow(Forbidden):
    """Fact: `name` of the union."""

    code = "trip_too_low"
    zh = "返乡车次由市、县总工会组织，“{name}”只登记需求。请填写返乡需求，由上级工会安排座位。"
    en = "Trips are run by the city and county federations; “{name}” enters demands. Enter what is wanted there."


class TripMoment(Invalid):
    """A moment without its zone could be eight hours off."""

    code = "trip_moment"
    zh = "发车时间要带时区，例如 2027-01-20T08:30:00+08:00。"
    en = "The departure carries its zone, such as 2027-01-20T08:30:00+08:00."


class DepartureOut(Invalid):
    """Gone by already, or more than a year ahead. Facts: `now`, `last`."""

    code = "trip_departure_out"
    zh = "发车时间应晚于现在（{now}），并且不晚于 {last}。请核对。"
    en = "The departure is later than now ({now}) and not after {last}. Check it."


class TripByCar(Invalid):
    """Nobody runs other people's cars."""

    code = "trip_by_car"
    zh = "自驾拼车不安排座位。请选择火车、长途汽车或包车。"
    en = "Cars have no seats to give. Choose train, coach or charter."


class TripClosed(Conflict):
    """Fact: `state` (code)."""

    code = "trip_closed"
    zh = "这个车次的状态是“{state.zh}”，车次信息和座位不能再改。请刷新后查看。"
    en = 'This trip is "{state.en}"; its facts and seats do not change any more. Reload to see it.'


class TripHasSeats(Conflict):
    """Facts: `seats`."""

    code = "trip_has_seats"
    zh = "这个车次已分配 {seats} 个座位，不能改去向、方式或返乡季。请先收回座位，或另建车次。"
    en = "{seats} seats of this trip are given, so where it goes, how, and in which winter stay. Take the seats back first."


class SeatsBelowGiven(Invalid):
    """Facts: `given`."""

    code = "trip_seats_below_given"
    zh = "座位数不能少于已分配的 {given} 个。请先收回座位，再改座位数。"
    en = "The seats cannot be fewer than the {given} given. Take seats back first."


class TripNumberless(Invalid):
    """A confirmed trip can be found at the station."""

    code = "trip_numberless"
    zh = "车次（或车牌）还没有填写，职工找不到车。请填写后再确认落实。"
    en = "Without the number of the train or coach nobody finds it. Enter it, then confirm."


class TripEmpty(Conflict):
    """Nobody has a seat."""

    code = "trip_empty"
    zh = "这个车次还没有分配座位，没有人乘坐。请先分配座位，或取消车次。"
    en = "No seat of this trip is given, so nobody goes. Give seats first, or cancel it."


class TripNotYet(Conflict):
    """Fact: `day`."""

    code = "trip_not_yet"
    zh = "这个车次 {day} 才发车，现在不能登记。请在发车后登记。"
    en = "This trip departs on {day}. Record it afterwards."


class CancelUnexplained(Invalid):
    """Unions that count on the seats read why."""

    code = "trip_cancel_reason"
    zh = "请写明取消的原因（至少 2 个字），有座位的工会都会看到。"
    en = "Say why it is cancelled, in two characters or more: every union with seats reads it."


class SeatsOver(Conflict):
    """Facts: `seats`, `asked`, `over`."""

    code = "trip_seats_over"
    zh = "这个车次共 {seats} 个座位，要分配 {asked} 个，多出 {over} 个，没有保存。请减少分配，或先增加座位数。"
    en = "The trip has {seats} seats and {asked} were to be given, {over} too many; nothing was saved. Give fewer, or add seats."


class DemandOver(Conflict):
    """Facts: `place`, `union`, `people`, `elsewhere`, `left`."""

    code = "trip_demand_over"
    zh = "“{union}”去{place}的需求是 {people} 人，其他车次已安排 {elsewhere} 人，最多再给 {left} 个座位，没有保存。请按余数分配。"
    en = "“{union}” asked for {people} to {place}; other trips have {elsewhere} of them, so {left} seats at most. Nothing was saved."


class DemandUnfit(Conflict):
    """Facts: `place`, `union`."""

    code = "trip_demand_unfit"
    zh = "“{union}”去{place}的需求与这个车次的省份、方式或返乡季不同，没有保存。火车只配火车，长途汽车和包车可以互配。"
    en = "What “{union}” asked for to {place} differs in province, way or winter; nothing was saved. Trains fit trains, coaches fit charters."


class AllotmentTwice(Invalid):
    """A demand is named twice."""

    code = "trip_allotment_twice"
    zh = "同一条需求出现了两次。请合并成一行。"
    en = "One demand is named twice. Make it one line."


class TravelledUnsaid(Invalid):
    """Facts: `left`, how many demands."""

    code = "trip_travelled_unsaid"
    zh = "还有 {left} 条需求没有填写实际乘车人数。没有人乘车的请填 0。"
    en = "For {left} demands it is not said how many travelled. Enter 0 where nobody did."


class TravelledOver(Invalid):
    """Facts: `seats`."""

    code = "trip_travelled_over"
    zh = "乘车人数不能多于分配的 {seats} 个座位。请核对。"
    en = "No more can have travelled than the {seats} seats given. Check it."


@dataclass(frozen=True, slots=True, kw_only=True)
class TripFields:
    """What is said of a trip, and may be said anew. `ticket_fen` is what a worker pays, `subsidy_fen` what the union
    adds for each seat; the number of the train or coach may come later, before it is confirmed."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(80)]
    way: TravelWay
    carrier: Annotated[str, MaxLen(80)] = ""
    number: Annotated[str, MaxLen(40)] = ""
    departs_at: datetime
    from_place: Annotated[str, MinLen(1), MaxLen(60)]
    province: Province
    place: Annotated[str, MinLen(1), MaxLen(40)]
    seats: Annotated[int, Ge(1), Le(MOST_SEATS)]
    ticket_fen: Fen = 0
    subsidy_fen: Fen = 0

    def __post_init__(self) -> None:
        for name in ("name", "from_place", "place"):
            with at(f"/{name}"):
                object.__setattr__(self, name, worded(getattr(self, name)))
        for name in ("carrier", "number"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        if self.way is TravelWay.CAR:
            raise TripByCar(pointer="/way")
        if self.departs_at.tzinfo is None:
            raise TripMoment(pointer="/departs_at")
        object.__setattr__(self, "departs_at", self.departs_at.replace(second=0, microsecond=0))

    @property
    def season(self) -> int:
        return season_of(day_of(self.departs_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class TripDraft(TripFields):
    """A trip of the union that runs it."""

    organization_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class TripChange:
    """What of a trip is to be otherwise; what is not sent stays."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    name: Annotated[str, MinLen(1), MaxLen(80)] = "-"
    way: TravelWay = TravelWay.TRAIN
    carrier: Annotated[str, MaxLen(80)] = ""
    number: Annotated[str, MaxLen(40)] = ""
    departs_at: datetime = datetime(2000, 1, 1, tzinfo=CHINA)
    from_place: Annotated[str, MinLen(1), MaxLen(60)] = "-"
    province: Province = Province.BEIJING
    place: Annotated[str, MinLen(1), MaxLen(40)] = "-"
    seats: Annotated[int, Ge(1), Le(MOST_SEATS)] = 1
    ticket_fen: Fen = 0
    subsidy_fen: Fen = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Allotment:
    """So many seats for a demand."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    demand_id: UUID
    seats: Annotated[int, Ge(1), Le(MOST_SEATS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelled:
    """So many people of a demand were on board."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    demand_id: UUID
    people: Annotated[int, Ge(0), Le(MOST_SEATS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A demand as seats are given to it. `elsewhere` is what other trips gave it."""

    union: str
    province: Province
    place: str
    season: int
    way: TravelWay
    people: Annotated[int, Ge(1), Le(MOST_PEOPLE)]
    elsewhere: int = 0


def changed_trip(old: TripFields, change: TripChange, given: frozenset[str]) -> TripFields:
    """The trip with the fields in `given` taken from `change`. Raises what a draft raises."""
    names = [each.name for each in fields(TripFields)]
    return TripFields(**{name: getattr(change if name in given else old, name) for name in names})


def require_organizer(name: str, level: Level) -> None:
    """Raises `TripTooLow` below the county."""
    if level > Level.COUNTY:
        raise TripTooLow(name=name)


def require_departure(departs_at: datetime, *, now: datetime) -> None:
    """Raises `DepartureOut`."""
    last = now + FARTHEST
    if not now < departs_at <= last:
        raise DepartureOut(now=f"{now.astimezone(CHINA):%Y-%m-%d %H:%M}", last=day_of(last), pointer="/departs_at")


def require_open(state: TripState) -> None:
    """Raises `TripClosed`."""
    if state not in OPEN:
        raise TripClosed(state=state)


def require_change(old: TripFields, new: TripFields, *, state: TripState, given: int) -> None:
    """A change must not take away what was promised. `given` are the seats that demands have.

    Raises `TripHasSeats`, `SeatsBelowGiven`, `TripNumberless`.
    """
    if given and (old.province, old.way, old.season) != (new.province, new.way, new.season):
        raise TripHasSeats(seats=given)
    if new.seats < given:
        raise SeatsBelowGiven(given=given, pointer="/seats")
    if state is TripState.CONFIRMED:
        require_number(new.number)


def require_number(number: str) -> None:
    """Raises `TripNumberless`."""
    if not number:
        raise TripNumberless(pointer="/number")


def ways_for(way: TravelWay) -> tuple[TravelWay, ...]:
    """The ways of demands that a trip of this way serves: a train those for the train, the road those for the road."""
    return tuple(each for each in TravelWay if each in BY_ROAD) if way in BY_ROAD else (way,)


def require_fit(trip: TripFields, wanted: Wanted) -> None:
    """Raises `DemandUnfit`."""
    if (trip.province, trip.season) != (wanted.province, wanted.season) or wanted.way not in ways_for(trip.way):
        raise DemandUnfit(union=wanted.union, place=wanted.place)


def require_allotments(trip: TripFields, asked: Mapping[UUID, int], demands: Mapping[UUID, Wanted]) -> None:
    """Every seat is given once, and to somebody who wants it. Raises `DemandUnfit`, `DemandOver`, `SeatsOver`."""
    for id, seats in asked.items():
        wanted = demands[id]
        require_fit(trip, wanted)
        left = wanted.people - wanted.elsewhere
        if seats > left:
            raise DemandOver(
                union=wanted.union,
                place=wanted.place,
                people=wanted.people,
                elsewhere=wanted.elsewhere,
                left=left,
            )
    total = sum(asked.values())
    if total > trip.seats:
        raise SeatsOver(seats=trip.seats, asked=total, over=total - trip.seats)


def by_demand(asked: Iterable[Allotment | Travelled], pointer: str) -> dict[UUID, int]:
    """The seats, or the people, by demand. Raises `AllotmentTwice`."""
    found: dict[UUID, int] = {}
    for place, each in enumerate(asked):
        if each.demand_id in found:
            raise AllotmentTwice(pointer=f"{pointer}/{place}/demand_id")
        found[each.demand_id] = each.seats if isinstance(each, Allotment) else each.people
    return found


def require_step(step: TripStep, *, number: str, given: int, departs_at: datetime, today: date) -> None:
    """What a step asks of a trip. Raises `TripNumberless`, `TripEmpty`, `TripNotYet`."""
    if step is TripStep.CONFIRM:
        require_number(number)
    if step is TripStep.DEPART:
        if not given:
            raise TripEmpty()
        if today < (day := day_of(departs_at)):
            raise TripNotYet(day=day)


def require_reason(raw: str) -> str:
    """Why a trip is cancelled, cleaned. Raises `CancelUnexplained`."""
    with at("/reason"):
        reason = clean_text(raw)
        if len(reason) < 2:
            raise CancelUnexplained()
    return reason


def require_travelled(asked: Sequence[Travelled], seats: Mapping[UUID, int]) -> dict[UUID, int]:
    """How many of each demand were on board; every one with seats is accounted for.

    Raises `AllotmentTwice`, `TravelledOver`, `TravelledUnsaid`.
    """
    found = by_demand(asked, "/travelled")
    for place, each in enumerate(asked):
        if each.people > seats.get(each.demand_id, 0):
            raise TravelledOver(seats=seats.get(each.demand_id, 0), pointer=f"/travelled/{place}/people")
    if left := len(seats.keys() - found.keys()):
        raise TravelledUnsaid(left=left, pointer="/travelled")
    return {id: people for id, people in found.items() if id in seats}
