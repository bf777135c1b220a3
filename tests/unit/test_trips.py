"""The rules of going home: which winter, what fits, how many seats, which steps (AID-26)."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.domain.access import Permission
from backend.domain.area_codes import PROVINCES
from backend.domain.organization.codes import Level
from backend.domain.refusals import Refusal
from backend.domain.trip import demands, trips
from backend.domain.trip.codes import DemandState, Province, TravelWay, TripState, TripStep
from backend.domain.trip.demands import DemandChange, DemandDraft
from backend.domain.trip.trips import Allotment, Travelled, TripChange, TripDraft, Wanted
from backend.domain.workflow import StepNotPossible

NOW = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)
TODAY = date(2026, 11, 27)
W = TravelWay


def trip(**more: Any) -> TripDraft:
    said: dict[str, Any] = {
        "organization_id": uuid4(),
        "name": "达州返乡专列",
        "way": W.TRAIN,
        "departs_at": datetime(2027, 1, 25, 0, 30, 41, tzinfo=UTC),
        "from_place": "云江站",
        "province": Province.SICHUAN,
        "place": "达州",
        "seats": 100,
    }
    return TripDraft(**said | more)


def wanted(**more: Any) -> Wanted:
    said: dict[str, Any] = {"union": "青溪纺织", "province": Province.SICHUAN, "place": "达州", "season": 2027}
    return Wanted(**said | {"way": W.TRAIN, "people": 40} | more)


def refused(code: str, call: Any, *args: Any, **more: Any) -> Refusal:
    with pytest.raises(Refusal) as raised:
        call(*args, **more)
    assert raised.value.code == code
    assert raised.value.sentence("zh")
    assert raised.value.sentence("en")
    return raised.value


def test_the_provinces_are_those_of_the_mainland() -> None:
    """AID-26: thirty-one, numbered as GB/T 2260 numbers them; a ticket's name begins the full one."""
    mainland = {number: name for number, (name, _en) in PROVINCES.items() if number < "71"}
    assert {province.national for province in Province} == set(mainland)
    assert all(mainland[province.national].startswith(province.zh) for province in Province)
    assert len(Province) == 31


@pytest.mark.parametrize(
    ("day", "season"),
    [("2026-09-30", 2026), ("2026-10-01", 2027), ("2026-12-31", 2027), ("2027-02-06", 2027), ("2027-09-30", 2027)],
)
def test_a_winter_is_called_by_its_spring_festival(day: str, season: int) -> None:
    """AID-26: December and February are one winter."""
    assert demands.season_of(date.fromisoformat(day)) == season


@pytest.mark.parametrize(
    ("way", "allotted", "state"),
    [(W.TRAIN, 0, "open"), (W.TRAIN, 39, "partly"), (W.COACH, 40, "seated"), (W.CAR, 0, "driving")],
)
def test_how_far_seats_are_found(way: TravelWay, allotted: int, state: str) -> None:
    """AID-26: whoever drives waits for no seat."""
    assert demands.state_of(way, people=40, allotted=allotted) is DemandState(state)


def test_a_demand_is_of_a_day_to_come() -> None:
    """AID-26: today still, a year from now still."""
    for day in (TODAY, TODAY + timedelta(days=365)):
        demands.require_travel_day(day, today=TODAY)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=366)):
        refused("trip_day_out", demands.require_travel_day, day, today=TODAY)


def test_a_demand_with_seats_stays_as_it_is() -> None:
    """AID-26: the refusal says how many there are."""
    demands.require_unseated(0)
    assert "12" in refused("trip_demand_seated", demands.require_unseated, 12).sentence()


def test_what_is_not_sent_stays() -> None:
    """AID-26: and what is sent is judged as a draft is."""
    old = DemandDraft(
        organization_id=uuid4(), province=Province.HUNAN, place=" 怀化 ", travel_on=TODAY, way=W.COACH, people=7
    )
    new = demands.changed_demand(old, DemandChange(people=9), frozenset({"people"}))
    assert (new.place, new.people, new.way) == ("怀化", 9, W.COACH)
    refused("trip_field_empty", demands.changed_demand, old, DemandChange(place="  "), frozenset({"place"}))


def test_a_trip_is_to_the_minute_in_its_zone_and_no_car() -> None:
    """AID-26: and it is run by a county or the city."""
    assert trip().departs_at.second == 0
    assert trip().season == 2027
    refused("trip_by_car", trip, way=W.CAR)
    refused("trip_moment", trip, departs_at=datetime(2027, 1, 25, 8, 30))
    refused("trip_field_empty", trip, name=" ")
    for level in (Level.CITY, Level.COUNTY):
        trips.require_organizer("某工会", level)
    refused("trip_too_low", trips.require_organizer, "某工会", Level.TOWNSHIP)
    trips.require_departure(NOW + timedelta(minutes=1), now=NOW)
    for moment in (NOW, NOW + timedelta(days=367)):
        refused("trip_departure_out", trips.require_departure, moment, now=NOW)


@pytest.mark.parametrize(
    ("way", "demand", "fits"),
    [
        *((W.TRAIN, way, way is W.TRAIN) for way in W),
        *((W.COACH, way, way in (W.COACH, W.CHARTER)) for way in W),
        *((W.CHARTER, way, way in (W.COACH, W.CHARTER)) for way in W),
    ],
)
def test_a_train_serves_the_train_and_the_road_the_road(way: TravelWay, demand: TravelWay, fits: bool) -> None:
    """AID-26: cars are served by nothing."""
    if fits:
        trips.require_fit(trip(way=way), wanted(way=demand))
    else:
        refused("trip_demand_unfit", trips.require_fit, trip(way=way), wanted(way=demand))


@pytest.mark.parametrize("more", [{"province": Province.HUNAN}, {"season": 2026}])
def test_another_province_or_winter_does_not_fit(more: dict[str, Any]) -> None:
    """AID-26: the place within the province may differ."""
    trips.require_fit(trip(), wanted(place="巴中"))
    refused("trip_demand_unfit", trips.require_fit, trip(), wanted(**more))


def test_seats_are_given_once() -> None:
    """AID-26: never more than the trip has, nor than a demand still wants; what other trips gave counts."""
    one, two = UUID(int=1), UUID(int=2)
    held = {one: wanted(people=40, elsewhere=10), two: wanted(people=80)}
    trips.require_allotments(trip(seats=100), {one: 30, two: 70}, held)
    refused("trip_seats_over", trips.require_allotments, trip(seats=99), {one: 30, two: 70}, held)
    over = refused("trip_demand_over", trips.require_allotments, trip(), {one: 31}, held)
    assert over.facts["left"] == 30
    twice = [Allotment(demand_id=one, seats=1), Allotment(demand_id=one, seats=2)]
    assert refused("trip_allotment_twice", trips.by_demand, twice, "/items").facts["pointer"] == "/items/1/demand_id"


def test_what_was_promised_stays_promised() -> None:
    """AID-26: with seats given a trip goes on to the same province, in the same way, with as many seats."""
    old, planned = trip(), TripState.PLANNED
    elsewhere = trips.changed_trip(old, TripChange(province=Province.HUNAN), frozenset({"province"}))
    trips.require_change(old, elsewhere, state=planned, given=0)
    refused("trip_has_seats", trips.require_change, old, elsewhere, state=planned, given=1)
    fewer = trips.changed_trip(old, TripChange(seats=59), frozenset({"seats"}))
    refused("trip_seats_below_given", trips.require_change, old, fewer, state=planned, given=60)
    trips.require_change(old, fewer, state=planned, given=59)
    refused("trip_numberless", trips.require_change, old, fewer, state=TripState.CONFIRMED, given=0)


def test_the_way_of_a_trip() -> None:
    """AID-26: planned, confirmed, departed, arrived; cancelled until it departs."""
    held = {Permission.AID_EDIT}
    state = TripState.PLANNED
    for step in (TripStep.CONFIRM, TripStep.DEPART, TripStep.ARRIVE):
        state = trips.TRIP_WORKFLOW.advance(state, step, held)
    assert state is TripState.ARRIVED
    for state in (TripState.DEPARTED, TripState.ARRIVED, TripState.CANCELLED):
        with pytest.raises(StepNotPossible):
            trips.TRIP_WORKFLOW.advance(state, TripStep.CANCEL, held)
        refused("trip_closed", trips.require_open, state)


def test_what_a_step_asks() -> None:
    """AID-26: a number before it is confirmed; somebody with a seat, and the day, before it departs."""
    facts = {"departs_at": NOW, "today": TODAY}
    refused("trip_numberless", trips.require_step, TripStep.CONFIRM, number="", given=5, **facts)
    trips.require_step(TripStep.CONFIRM, number="K1", given=0, **facts)
    refused("trip_empty", trips.require_step, TripStep.DEPART, number="K1", given=0, **facts)
    trips.require_step(TripStep.DEPART, number="K1", given=1, **facts)
    late = facts | {"departs_at": NOW + timedelta(days=1)}
    refused("trip_not_yet", trips.require_step, TripStep.DEPART, number="K1", given=1, **late)
    refused("trip_cancel_reason", trips.require_reason, " 雪 ")


def test_everybody_with_a_seat_is_accounted_for() -> None:
    """AID-26: nobody is forgotten, nobody invented; none is 0."""
    one, two = UUID(int=1), UUID(int=2)
    seats = {one: 30, two: 5}
    said = [Travelled(demand_id=one, people=29), Travelled(demand_id=two, people=0)]
    assert trips.require_travelled(said, seats) == {one: 29, two: 0}
    left = refused("trip_travelled_unsaid", trips.require_travelled, said[:1], seats)
    assert left.facts["left"] == 1
    over = [said[0], Travelled(demand_id=two, people=6)]
    assert (
        refused("trip_travelled_over", trips.require_travelled, over, seats).facts["pointer"] == "/travelled/1/people"
    )
    stranger = [*said, Travelled(demand_id=UUID(int=3), people=1)]
    refused("trip_travelled_over", trips.require_travelled, stranger, seats)
