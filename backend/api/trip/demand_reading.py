"""Answers about demands: the list, one with its seats, and the sums that go to the railway."""

from typing import Any
from uuid import UUID

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.trip.demand_schemas import DemandSummaryQuery, TripDemandQuery
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import trip_demand as demands
from backend.db.queries.trip_demand import ITEM_COLUMNS, KEYSET, SUMS, DemandFilters
from backend.db.tables.trip import TripDemand
from backend.domain.access import Permission
from backend.domain.refusals import NotFound
from backend.domain.trip.codes import TravelWay, TripState
from backend.domain.trip.demands import DemandSeated, season_of, state_of
from backend.domain.trip.trips import AGREED


async def _narrow(work: Work, query: TripDemandQuery) -> DemandFilters:
    return DemandFilters(
        year=query.year or season_of(work.today),
        under=await organizations.find_bounds(work.session, query.under_id),
        provinces=query.province,
        ways=query.way,
        states=query.state,
        since=query.since,
        until=query.until,
    )


LISTING = listing(
    permission=Permission.AID_READ,
    query=TripDemandQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: demands.list_demands(
        scope=work.scope, filters=filters, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: demands.count_demands(scope=work.scope, filters=filters, cap=cap),
    order=KEYSET,
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One demand. Raises `NotFound`."""
    return await whole(work, await demands.get_demand(work.session, id))


async def whole(work: Work, row: TripDemand) -> dict[str, Any]:
    """A demand with the seats that it was told of, and its steps."""
    union = await organizations.get_organization(work.session, row.organization_id)
    trips = await demands.list_seats(work.session, row.id)
    seated = DemandSeated(seats=row.allotted) if row.allotted else None
    offers = (
        Offer("edit", "修改", "Edit", Permission.AID_EDIT, seated),
        Offer("delete", "删除", "Delete", Permission.AID_EDIT, seated),
    )
    return {name: getattr(row, name) for name in ITEM_COLUMNS} | {
        "organization_name": union.name,
        "state": state_of(TravelWay(row.way), people=row.people, allotted=row.allotted),
        "confirmed": sum(each["seats"] for each in trips if TripState(each["trip_state"]) in AGREED),
        "travelled": sum(each["travelled"] or 0 for each in trips),
        "trips": trips,
        "steps": open_steps(work, offers),
    }


async def summary(work: Work, query: DemandSummaryQuery) -> dict[str, Any]:
    """What is asked for below a union and what was found, at this moment. Raises `NotFound`."""
    id = query.under_id or work.scope.organization_id
    if id is None:
        raise NotFound()
    union = await organizations.get_organization(work.session, id)
    year = query.year or season_of(work.today)
    top = {"id": union.id, "name": union.name, "code": union.code, "code_hi": union.code_hi}
    rows = await demands.summary(work.session, work.scope, top=top, year=year, by=query.by)
    return {
        "organization_id": union.id,
        "organization_name": union.name,
        "year": year,
        "total": {name: sum(row[name] for row in rows) for name in SUMS},
        "items": rows,
        "as_of": work.now,
    }
