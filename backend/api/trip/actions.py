"""All that can happen to a return trip: planned, changed, its seats given, and taken on its way."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from backend.api.trip.schemas import ArriveTripStep, CancelTripStep, PlainTripStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db import register as store
from backend.db.queries import return_trip as trips
from backend.db.queries import trip_demand as demands
from backend.db.tables.trip import ReturnTrip, TripAllotment, TripDemand
from backend.domain.organization.changes import require_active
from backend.domain.trip import trips as rules
from backend.domain.trip.codes import Province, TravelWay, TripState, TripStep
from backend.domain.trip.trips import Allotment, TripChange, TripDraft, TripFields, Wanted

FIELDS: Final = (
    *("name", "way", "carrier", "number", "departs_at", "from_place", "province", "place", "seats"),
    *("ticket_fen", "subsidy_fen"),
)
TOLD: Final = {
    TripStep.CONFIRM: "return_trip_confirmed",
    TripStep.DEPART: "return_trip_departed",
    TripStep.ARRIVE: "return_trip_arrived",
    TripStep.CANCEL: "return_trip_cancelled",
}


async def plan(work: Work, draft: TripDraft) -> ReturnTrip:
    """Plan a trip of the county or the city. Raises `NotFound`, `NotLiving`, `TripTooLow`, `DepartureOut`."""
    union = await store.get_place(work.session, draft.organization_id)
    require_active(union.name, union.status)
    rules.require_organizer(union.name, union.kind.level)
    rules.require_departure(draft.departs_at, now=work.now)
    row = ReturnTrip(
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        year=draft.season,
        **_columns(draft),
        state=str(TripState.PLANNED),
        made_by_name=work.caller.name,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("return_trip_planned", row, name=row.name, seats=row.seats)
    return row


async def edit(work: Work, id: UUID, change: TripChange, *, seen: int, given: frozenset[str]) -> ReturnTrip:
    """Change the fields in `given`; unions with seats read the new ones.

    Raises `NotFound`, `TripClosed`, `DepartureOut`, `Stale` and what `require_change` raises.
    """
    row = await _open_trip(work, id, seen=seen)
    old = fields_of(row)
    new = rules.changed_trip(old, change, given)
    changed = [name for name in FIELDS if getattr(new, name) != getattr(old, name)]
    if "departs_at" in changed:
        # First, because the day of a moment at the end of time cannot be told.
        rules.require_departure(new.departs_at, now=work.now)
    rules.require_change(old, new, state=TripState(row.state), given=row.allotted)
    for name, value in _columns(new).items():
        setattr(row, name, value)
    row.year = new.season
    await work.session.flush()
    await trips.copy_facts(work.session, row)
    if changed:
        work.tell("return_trip_edited", row, name=row.name, fields=changed)
    return row


async def allot(work: Work, id: UUID, asked: Sequence[Allotment], *, seen: int) -> ReturnTrip:
    """Give the seats of a trip: those named and no others. The trip is held, then the demands, so no seat goes twice.

    Raises `NotFound`, `TripClosed`, `Stale`, `AllotmentTwice` and what `require_allotments` raises.
    """
    row = await _open_trip(work, id, seen=seen)
    wanted = rules.by_demand(asked, "/items")
    present = {each.demand_id: each for each in await trips.allotments_of(work.session, id)}
    held = await demands.hold_demands(work.session, [*present.keys() | wanted.keys()])
    names = await demands.names_of(work.session, [each.organization_id for each in held.values()])
    before = {demand_id: each.seats for demand_id, each in present.items()}
    rules.require_allotments(
        fields_of(row),
        wanted,
        {id: _wanted(each, names, here=before.get(id, 0)) for id, each in held.items()},
    )
    await _seat(work, row, held, present, wanted)
    row.allotted = sum(wanted.values())
    await work.session.flush()
    if wanted != before:
        work.tell("return_trip_allotted", row, name=row.name, seats=row.allotted, demands=len(wanted))
    return row


async def step(
    work: Work, id: UUID, asked: PlainTripStep | ArriveTripStep | CancelTripStep, *, seen: int
) -> ReturnTrip:
    """Take a trip a step further. Raises `NotFound`, `Stale`, what the workflow, `require_step`, `require_travelled` and
    `require_reason` raise."""
    row = await trips.get_trip(work.session, id, lock=True)
    way = TripStep(asked.step)
    held = work.held_over(row.code, row.line_code)
    to = rules.TRIP_WORKFLOW.advance(TripState(row.state), way, held)
    rules.require_step(way, number=row.number, given=row.allotted, departs_at=row.departs_at, today=work.today)
    take(row, seen)
    row.updated_at = work.now
    facts: dict[str, Any] = {}
    if isinstance(asked, ArriveTripStep):
        facts = await _arrive(work, row, asked)
    elif isinstance(asked, CancelTripStep):
        facts = await _release(work, row, rules.require_reason(asked.reason))
    else:
        facts = {"seats": row.allotted}
    row.state = str(to)
    await work.session.flush()
    await trips.copy_facts(work.session, row)
    work.tell(TOLD[way], row, name=row.name, **facts)
    return row


async def _arrive(work: Work, row: ReturnTrip, asked: ArriveTripStep) -> dict[str, Any]:
    """Write down who was on board."""
    seated = {each.demand_id: each for each in await trips.allotments_of(work.session, row.id)}
    travelled = rules.require_travelled(asked.travelled, {id: each.seats for id, each in seated.items()})
    for id, people in travelled.items():
        seated[id].travelled = people
    row.travelled = sum(travelled.values())
    return {"seats": row.allotted, "people": row.travelled}


async def _release(work: Work, row: ReturnTrip, reason: str) -> dict[str, Any]:
    """Give the seats back. Unions that were told of them go on reading that there were some, and why there are none."""
    seated = await trips.allotments_of(work.session, row.id)
    held = await demands.hold_demands(work.session, [each.demand_id for each in seated])
    for each in seated:
        held[each.demand_id].allotted -= each.seats
    await work.session.flush()
    if row.state == TripState.PLANNED:
        for each in seated:
            await work.session.delete(each)
    seats, row.allotted, row.reason = row.allotted, 0, reason
    return {"seats": seats, "reason": reason}


async def _seat(
    work: Work,
    row: ReturnTrip,
    held: Mapping[UUID, TripDemand],
    present: Mapping[UUID, TripAllotment],
    wanted: Mapping[UUID, int],
) -> None:
    """Write the seats of each demand, and count them there."""
    for id, demand in held.items():
        seats, before = wanted.get(id, 0), present[id].seats if id in present else 0
        demand.allotted += seats - before
        if id not in present:
            work.session.add(_allotment(row, demand, seats))
        elif seats:
            present[id].seats = seats
        else:
            await work.session.delete(present[id])
    await work.session.flush()


def _allotment(row: ReturnTrip, demand: TripDemand, seats: int) -> TripAllotment:
    return TripAllotment(
        trip_id=row.id,
        demand_id=demand.id,
        organization_id=demand.organization_id,
        code=demand.code,
        line_code=demand.line_code,
        seats=seats,
        trip_name=row.name,
        trip_number=row.number,
        trip_state=row.state,
        departs_at=row.departs_at,
        from_place=row.from_place,
        ticket_fen=row.ticket_fen,
    )


def _wanted(demand: TripDemand, names: Mapping[UUID, str], *, here: int) -> Wanted:
    return Wanted(
        union=names[demand.organization_id],
        province=Province(demand.province),
        place=demand.place,
        season=demand.year,
        way=TravelWay(demand.way),
        people=demand.people,
        elsewhere=demand.allotted - here,
    )


async def _open_trip(work: Work, id: UUID, *, seen: int) -> ReturnTrip:
    """A trip that may still change, held and claimed. Raises `NotFound`, `TripClosed`, `Stale`."""
    row = await trips.get_trip(work.session, id, lock=True)
    rules.require_open(TripState(row.state))
    take(row, seen)
    row.updated_at = work.now
    return row


def fields_of(row: ReturnTrip) -> TripFields:
    """The trip as it was said."""
    said = {name: getattr(row, name) for name in FIELDS}
    return TripFields(**said | {"way": TravelWay(row.way), "province": Province(row.province)})


def _columns(said: TripFields) -> dict[str, Any]:
    return {name: getattr(said, name) for name in FIELDS} | {"way": str(said.way), "province": str(said.province)}
