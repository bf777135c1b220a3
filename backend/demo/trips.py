"""The winter of the demo: unions ask for seats home, two coaches have left, a train is settled, and one coach is a plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from backend.api.trip import actions, demands
from backend.api.trip.schemas import ArriveTripStep, PlainTripStep
from backend.db.tables.trip import ReturnTrip, TripDemand
from backend.demo.cast import Cast, morning
from backend.demo.city import City, Node
from backend.domain.access import Role
from backend.domain.calendar import CHINA, day_of
from backend.domain.organization.codes import Level
from backend.domain.trip.codes import Province, TravelWay
from backend.domain.trip.demands import DemandDraft
from backend.domain.trip.trips import Allotment, Travelled, TripDraft

P, W = Province, TravelWay

_ASKED: Final = (
    (P.GUIZHOU, "毕节", -3, W.CHARTER, (18, 12, 9)),
    (P.YUNNAN, "昭通", -1, W.COACH, (16, 14, 11)),
    (P.SICHUAN, "达州", 41, W.TRAIN, (46, 38, 27, 22, 19, 15)),
    (P.SICHUAN, "广元", 42, W.TRAIN, (24, 18, 12)),
    (P.CHONGQING, "万州", 41, W.TRAIN, (31, 26, 8)),
    (P.HENAN, "周口", 38, W.COACH, (28, 21, 17)),
    (P.HENAN, "信阳", 39, W.CHARTER, (20, 13)),
    (P.GUIZHOU, "毕节", 40, W.CHARTER, (33, 25, 14)),
    (P.GUANGXI, "百色", 43, W.COACH, (15, 9)),
    (P.HUBEI, "恩施", 44, W.CAR, (12, 10)),
)
"""Where to, how many days from now, how, and how many people of each of so many unions."""


@dataclass(frozen=True, slots=True)
class _Trip:
    """A trip of the county, or of the city: which demands it serves, how many seats it has and how far it is."""

    name: str
    way: TravelWay
    carrier: str
    number: str
    from_place: str
    province: Province
    place: str
    days: int
    seats: int
    ticket_fen: int
    subsidy_fen: int
    until: str
    of_city: bool = False


_TRIPS: Final = (
    _Trip(
        "毕节返乡包车", W.CHARTER, "云江长运", "湘K·20318", "县体育馆", P.GUIZHOU, "毕节", -3, 40, 0, 16_000, "arrived"
    ),
    _Trip(
        "昭通返乡大巴", W.COACH, "云江长运", "湘K·20427", "汽车西站", P.YUNNAN, "昭通", -1, 45, 9_000, 9_000, "departed"
    ),
    _Trip(
        "川渝返乡专厢",
        W.TRAIN,
        "云江车务段",
        "L8412",
        "云江站",
        P.SICHUAN,
        "达州",
        41,
        150,
        9_800,
        5_000,
        "confirmed",
        True,
    ),
    _Trip("周口返乡大巴", W.COACH, "", "", "汽车西站", P.HENAN, "周口", 38, 50, 6_000, 6_000, "planned"),
)


async def go_home(cast: Cast, city: City, counties: Sequence[Node], *, now: datetime) -> None:
    """Some thirty demands of unions of all counties, most of the first one, and four trips in different states."""
    units = _units(city, counties)
    asked: list[tuple[TripDemand, Province, int]] = []
    turn = 0
    for province, place, days, way, people in _ASKED:
        for count in people:
            unit = units[turn % len(units)]
            turn += 1
            at = morning(now - timedelta(days=20)) + timedelta(minutes=turn)
            row = await demands.enter(
                cast.act(Role.CHAIR, unit, at),
                DemandDraft(
                    organization_id=unit.id,
                    province=province,
                    place=place,
                    travel_on=day_of(now) + timedelta(days=days),
                    way=way,
                    people=count,
                ),
            )
            asked.append((row, province, days))
    for trip in _TRIPS:
        runner = city.nodes[0] if trip.of_city else counties[0]
        served = [
            row
            for row, province, days in asked
            if (province, days) == (trip.province, trip.days)
            and (trip.of_city or counties[0].place.low <= row.code <= counties[0].place.high)
        ]
        await _run(cast, runner, trip, served, now)


def _units(city: City, counties: Sequence[Node]) -> list[Node]:
    """Base unions in the order in which they ask: three of the first county for one of another."""

    def of(county: Node) -> list[Node]:
        return [node for node in city.nodes if node.kind.level == Level.UNION and node.above(Level.COUNTY) is county]

    first, *others = (of(county) for county in counties)
    elsewhere = [unit for pair in zip(*others, strict=False) for unit in pair]
    found: list[Node] = []
    for place, unit in enumerate(elsewhere):
        found += [*first[place * 3 : place * 3 + 3], unit]
    return found


async def _run(cast: Cast, runner: Node, trip: _Trip, served: Sequence[TripDemand], now: datetime) -> None:
    """The trip from its plan as far as it has come."""
    departs = datetime.combine(day_of(now) + timedelta(days=trip.days), time(19, 30), CHINA)
    planned = cast.act(Role.OFFICER, runner, morning(now - timedelta(days=12)))
    row = await actions.plan(
        planned,
        TripDraft(
            organization_id=runner.id,
            name=trip.name,
            way=trip.way,
            carrier=trip.carrier,
            number=trip.number,
            departs_at=departs,
            from_place=trip.from_place,
            province=trip.province,
            place=trip.place,
            seats=trip.seats,
            ticket_fen=trip.ticket_fen,
            subsidy_fen=trip.subsidy_fen,
        ),
    )
    given = _shared(served, trip.seats)
    await actions.allot(planned, row.id, given, seen=row.version)
    steps = (("confirmed", now - timedelta(days=6)), ("departed", departs + timedelta(minutes=20)))
    for reached, at in steps if trip.until != "planned" else ():
        name = "confirm" if reached == "confirmed" else "depart"
        await _step(cast, runner, row, PlainTripStep(step=name), min(at, now))
        if reached == trip.until:
            return
    if trip.until == "arrived":
        home = [
            Travelled(demand_id=each.demand_id, people=each.seats - (place == 0)) for place, each in enumerate(given)
        ]
        await _step(cast, runner, row, ArriveTripStep(step="arrive", travelled=home), departs + timedelta(hours=16))


async def _step(cast: Cast, runner: Node, row: ReturnTrip, asked: PlainTripStep | ArriveTripStep, at: datetime) -> None:
    await cast.session.refresh(row)
    await actions.step(cast.act(Role.OFFICER, runner, at), row.id, asked, seen=row.version)


def _shared(served: Sequence[TripDemand], seats: int) -> list[Allotment]:
    """Each what it asked for while there are seats."""
    given: list[Allotment] = []
    for row in served:
        count = min(row.people, seats)
        if count:
            given.append(Allotment(demand_id=row.id, seats=count))
        seats -= count
    return given
