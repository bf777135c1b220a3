"""All that can happen to a demand: entered, changed and deleted, until seats are given to it."""

from typing import Any, Final
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db import register as store
from backend.db.queries import trip_demand as demands
from backend.db.tables.trip import TripDemand
from backend.domain.organization.changes import require_active
from backend.domain.trip import demands as rules
from backend.domain.trip.codes import Province, TravelWay
from backend.domain.trip.demands import DemandChange, DemandDraft, DemandFields

FIELDS: Final = ("province", "place", "travel_on", "way", "people", "note")


async def enter(work: Work, draft: DemandDraft) -> TripDemand:
    """Enter what a union asks for. Raises `NotFound`, `NotLiving`, `TravelDayOut`; 409 for the same a second time."""
    union = await store.get_place(work.session, draft.organization_id)
    require_active(union.name, union.status)
    rules.require_travel_day(draft.travel_on, today=work.today)
    row = TripDemand(
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        origin_id=union.id,
        year=rules.season_of(draft.travel_on),
        **_columns(draft),
        made_by_name=work.caller.name,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("trip_demand_entered", row, **_told(row))
    return row


async def edit(work: Work, id: UUID, change: DemandChange, *, seen: int, given: frozenset[str]) -> TripDemand:
    """Change the fields in `given`. Raises `NotFound`, `DemandSeated`, `TravelDayOut`, `Stale`; 409 as `enter`."""
    row = await demands.get_demand(work.session, id, lock=True)
    rules.require_unseated(row.allotted)
    old = fields_of(row)
    new = rules.changed_demand(old, change, given)
    changed = [name for name in FIELDS if getattr(new, name) != getattr(old, name)]
    if "travel_on" in changed:
        rules.require_travel_day(new.travel_on, today=work.today)
    take(row, seen)
    for name, value in _columns(new).items():
        setattr(row, name, value)
    row.year, row.updated_at = rules.season_of(new.travel_on), work.now
    await work.session.flush()
    if changed:
        work.tell("trip_demand_edited", row, **_told(row), fields=changed)
    return row


async def delete(work: Work, id: UUID, *, seen: int) -> None:
    """Take a demand away, and what it was told of trips that are cancelled. Raises `NotFound`, `DemandSeated`, `Stale`."""
    row = await demands.get_demand(work.session, id, lock=True)
    rules.require_unseated(row.allotted)
    take(row, seen)
    work.tell("trip_demand_deleted", row, **_told(row))
    await demands.drop_seats(work.session, id)
    await work.session.delete(row)
    await work.session.flush()


def fields_of(row: TripDemand) -> DemandFields:
    """The demand as it was said."""
    return DemandFields(
        province=Province(row.province),
        place=row.place,
        travel_on=row.travel_on,
        way=TravelWay(row.way),
        people=row.people,
        note=row.note,
    )


def _columns(said: DemandFields) -> dict[str, Any]:
    return {name: getattr(said, name) for name in FIELDS} | {"province": str(said.province), "way": str(said.way)}


def _told(row: TripDemand) -> dict[str, Any]:
    return {"province": row.province, "place": row.place, "travel_on": row.travel_on, "people": row.people}
