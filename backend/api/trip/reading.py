"""Answers about return trips: the list, one with its seats, and the demands that it can serve."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import paged, read_cursor
from backend.api.trip.schemas import FittingQuery, ReturnTripQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import return_trip as trips
from backend.db.queries import trip_demand as demands
from backend.db.queries.return_trip import ITEM_COLUMNS, KEYSET, TripFilters
from backend.db.tables.trip import ReturnTrip
from backend.domain.access import Permission
from backend.domain.calendar import day_of
from backend.domain.refusals import Refusal
from backend.domain.trip import trips as rules
from backend.domain.trip.codes import TripState, TripStep
from backend.domain.trip.demands import season_of
from backend.domain.trip.trips import OPEN, TRIP_WORKFLOW, TripClosed


async def _narrow(work: Work, query: ReturnTripQuery) -> TripFilters:
    return TripFilters(
        year=query.year or season_of(work.today),
        under=await organizations.find_bounds(work.session, query.under_id),
        provinces=query.province,
        ways=query.way,
        states=query.state,
    )


LISTING = listing(
    permission=Permission.AID_READ,
    query=ReturnTripQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: trips.list_trips(
        scope=work.scope, filters=filters, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: trips.count_trips(scope=work.scope, filters=filters, cap=cap),
    order=KEYSET,
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One trip. Raises `NotFound`."""
    return await whole(work, await trips.get_trip(work.session, id))


async def whole(work: Work, row: ReturnTrip) -> dict[str, Any]:
    """A trip with the seats that are given and its steps."""
    union = await organizations.get_organization(work.session, row.organization_id)
    return {name: getattr(row, name) for name in ITEM_COLUMNS} | {
        "organization_name": union.name,
        "allotments": await trips.list_allotments(work.session, row.id),
        "steps": _steps(work, row),
    }


def _steps(work: Work, row: ReturnTrip) -> list[dict[str, Any]]:
    state = TripState(row.state)
    offers = [
        Offer(str(each.step), each.zh, each.en, Permission.AID_EDIT, _refusal(work, row, each.step))
        for each in TRIP_WORKFLOW.steps(state, frozenset(Permission))
    ]
    closed = None if state in OPEN else TripClosed(state=state)
    offers.append(Offer("allot", "分配座位", "Give seats", Permission.AID_EDIT, closed))
    offers.append(Offer("edit", "修改", "Edit", Permission.AID_EDIT, closed))
    return open_steps(work, offers)


def _refusal(work: Work, row: ReturnTrip, step: TripStep) -> Refusal | None:
    try:
        rules.require_step(step, number=row.number, given=row.allotted, departs_at=row.departs_at, today=work.today)
    except Refusal as refusal:
        return refusal
    return None


async def list_fitting(request: Request, work: Work, id: UUID, query: FittingQuery) -> Response:
    """One page of the demands that a trip can serve. Raises `NotFound`."""
    row = await trips.get_trip(work.session, id)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    asked = demands.list_fitting(
        scope=work.scope, trip=row, season=row.year, day=day_of(row.departs_at), after=after, limit=query.limit + 1
    )
    found = (await work.session.execute(asked)).mappings().all()
    return paged(request, query, found, after=("_away", "id"))
