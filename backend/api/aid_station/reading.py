"""Answers about the aid network: the list, one, the coverage, and where a member can go."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from backend.api.aid_station.schemas import AidStationQuery
from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.work import Work
from backend.db.queries import aid_station as stations
from backend.db.queries import organization as organizations
from backend.db.tables.aid_station import AidStation
from backend.domain.access import Permission
from backend.domain.aid.station_codes import AidStationKind
from backend.domain.aid.stations import (
    AidStationClosed,
    Coverage,
    Covered,
    kinds_for,
    least_covered_first,
    state_of,
    summed,
)
from backend.domain.organization.codes import OrganizationKind, Tree


async def _narrow(work: Work, query: AidStationQuery) -> dict[str, Any]:
    return {
        "q": query.q,
        "under": await organizations.find_bounds(work.session, query.under_id),
        "organization_id": query.organization_id,
        "kinds": query.kind,
        "states": query.state,
        "services": query.service,
    }


def _shown(_work: Work, row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) | {"state": state_of(row["closed_on"])}


LISTING = listing(
    permission=Permission.AID_READ,
    query=AidStationQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: stations.list_stations(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: stations.count_stations(scope=work.scope, cap=cap, **filters),
    order=("_code", "id"),
    shown=_shown,
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One station. Raises `NotFound`."""
    return await whole(work, await stations.get_station(work.session, id))


async def whole(work: Work, row: AidStation) -> dict[str, Any]:
    """A station with its union and its steps."""
    union = await organizations.get_organization(work.session, row.organization_id)
    over = AidStationClosed(on=row.closed_on) if row.closed_on else None
    offers = (
        Offer("edit", "修改", "Edit", Permission.AID_EDIT, over),
        Offer("close", "关闭站点", "Close", Permission.AID_EDIT, over),
    )
    return {name: getattr(row, name) for name in stations.PLAIN} | {
        "organization_name": union.name,
        "organization_kind": union.kind,
        "state": state_of(row.closed_on),
        "steps": open_steps(work, offers),
    }


async def coverage(work: Work, under_id: UUID | None) -> dict[str, Any]:
    """The network below a union, or below the caller's own. Raises `NotFound`."""
    asked = under_id if work.scope.tree is Tree.LINE else under_id or work.scope.organization_id
    top = None if asked is None else await organizations.get_organization(work.session, asked)
    found = await stations.cover(work.session, work.scope, top)
    if top is None:
        office = work.caller.grant_on(work.scope.organization_id).organization_name
        told: dict[str, Any] = {
            "under_id": None,
            "under_name": office,
            "path": [],
            "kinds": [],
            "has_own": False,
        }
        sums = summed([each.coverage for each in found])
    else:
        own = next((each for each in found if each.id == top.id), None)
        told = {
            "under_id": top.id,
            "under_name": top.name,
            "path": await organizations.list_ancestors(work.session, top),
            "kinds": list(kinds_for(OrganizationKind(top.kind))) if own else [],
            "has_own": own is not None and own.has_own,
        }
        sums = own.coverage if own else summed([])
    below = least_covered_first(each for each in found if top is None or each.id != top.id)
    return told | {"as_of": work.now, "whole": _figures(sums), "items": [_row(each) for each in below]}


def _row(union: Covered) -> dict[str, Any]:
    return _figures(union.coverage) | {
        "id": union.id,
        "name": union.name,
        "kind": union.kind,
        "level": union.kind.level,
        "has_own": union.has_own,
        "kinds": list(kinds_for(union.kind)),
    }


def _figures(coverage: Coverage) -> dict[str, Any]:
    return {
        "centers": coverage.centers,
        "stations": coverage.stations,
        "points": coverage.points,
        "missing": coverage.missing,
    } | {level: {"with_station": having, "all": every} for level, (having, every) in coverage.levels.items()}


async def list_mine(work: Work) -> dict[str, Any]:
    """Where the caller can go as a member. Who is in no register is told of nothing."""
    if work.caller.member_id is None:
        return {"items": []}
    english = work.language == "en"
    return {
        "items": [
            row | {"kind_label": kind.en if english else kind.zh}
            for row in await stations.list_of_member(work.session)
            for kind in (AidStationKind(row["kind"]),)
        ]
    }
