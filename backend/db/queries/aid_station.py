"""The aid network: the list of its places, the coverage below a union, what a worker is told (AID-19)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.types import BigInteger, Uuid

from backend.db.bounds import within
from backend.db.tables.aid_station import AidStation
from backend.db.tables.organization import Organization
from backend.domain.access import Scope
from backend.domain.aid.station_codes import AidService, AidStationKind, AidStationState
from backend.domain.aid.stations import COVERED, Coverage, Covered
from backend.domain.organization.codes import OrganizationKind, OrganizationStatus, Tree
from backend.domain.refusals import NotFound

station: Any = AidStation.__table__  # type: ignore[attr-defined]
org: Any = Organization.__table__  # type: ignore[attr-defined]

PLAIN = (
    *("id", "organization_id", "kind", "name", "address", "phone", "hours", "head", "staff", "services"),
    *("opened_on", "closed_on", "close_reason", "version"),
)
"""What a station shows of its own row."""


def list_stations(*, scope: Scope, after: Sequence[Any] | None, limit: int, **filters: Any) -> Select[Any]:
    """Stations of the subtree, in the order of the tree."""
    statement = (
        select(
            *[station.c[name] for name in PLAIN],
            org.c.name.label("organization_name"),
            org.c.kind.label("organization_kind"),
            station.c.code.label("_code"),
        )
        .select_from(station.join(org, org.c.id == station.c.organization_id))
        .where(within(station, scope), *_filters(**filters))
        .order_by(station.c.code, station.c.id)
        .limit(limit)
    )
    if after is not None:
        place = (literal(int(after[0]), BigInteger), literal(UUID(after[1]), Uuid))
        statement = statement.where(tuple_(station.c.code, station.c.id) > tuple_(*place))
    return statement


def count_stations(*, scope: Scope, cap: int, **filters: Any) -> Select[Any]:
    """How many stations a list has, counted up to `cap`."""
    inner = select(station.c.id).where(within(station, scope), *_filters(**filters)).limit(cap).subquery()
    return select(func.count()).select_from(inner)


def _filters(
    *,
    q: str | None,
    under: tuple[int, int] | None,
    organization_id: UUID | None,
    kinds: Sequence[AidStationKind],
    states: Sequence[AidStationState],
    services: Sequence[AidService],
) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if q:
        conditions.append(or_(func.strpos(station.c.name, q) > 0, func.strpos(station.c.address, q) > 0))
    if under is not None:
        conditions.append(station.c.code.between(*under))
    if organization_id is not None:
        conditions.append(station.c.organization_id == organization_id)
    if kinds:
        conditions.append(station.c.kind.in_([str(kind) for kind in kinds]))
    if len(set(states)) == 1:
        there = station.c.closed_on.is_(None)
        conditions.append(there if states[0] is AidStationState.OPEN else ~there)
    if services:
        conditions.append(station.c.services.overlap([str(service) for service in services]))
    return conditions


async def get_station(session: AsyncSession, id: UUID, *, lock: bool = False) -> AidStation:
    """A station, held until the commit when it is going to change. Raises `NotFound`."""
    found = await session.get(AidStation, id, with_for_update=lock or None, populate_existing=lock)
    if found is None:
        raise NotFound()
    return found


async def cover(session: AsyncSession, scope: Scope, top: Organization | None) -> list[Covered]:
    """The union `top` first where there is one, then the living unions directly below it, each with all below itself.

    A line's unions lie in many counties, so to somebody who works for a line each of them is its own row.
    """
    place, unit = org.alias("place"), org.alias("unit")
    held = (
        select(
            station.c.organization_id,
            *[func.count().filter(station.c.kind == kind.value).label(kind.value) for kind in AidStationKind],
        )
        .where(station.c.closed_on.is_(None), within(station, scope))
        .group_by(station.c.organization_id)
        .subquery("held")
    )
    own = held.c.organization_id
    active = OrganizationStatus.ACTIVE.value
    if top is None and scope.tree is Tree.LINE:
        below, places = unit.c.id == place.c.id, within(place, scope)
    else:
        assert top is not None
        below = unit.c.code.between(place.c.code, place.c.code_hi)
        places = and_(
            or_(place.c.parent_id == top.id, place.c.id == top.id), place.c.kind != OrganizationKind.GROUP.value
        )
    levels = [
        counted.label(f"{level}_{name}")
        for level, kinds in COVERED.items()
        for name, counted in (
            ("with", func.count(own).filter(unit.c.kind.in_(sorted(kinds)))),
            ("all", func.count().filter(unit.c.kind.in_(sorted(kinds)))),
        )
    ]
    found = await session.execute(
        select(
            place.c.id,
            place.c.name,
            place.c.kind,
            func.coalesce(func.bool_or(and_(unit.c.id == place.c.id, own.is_not(None))), False).label("has_own"),
            *[func.coalesce(func.sum(held.c[kind.value]), 0).label(kind.value) for kind in AidStationKind],
            *levels,
        )
        .select_from(
            place.join(unit, and_(below, unit.c.status == active, within(unit, scope))).outerjoin(
                held, own == unit.c.id
            )
        )
        .where(places, place.c.status == active)
        .group_by(place.c.id)
        .order_by(place.c.code)
    )
    return [_covered(row) for row in found.mappings()]


def _covered(row: Any) -> Covered:
    return Covered(
        id=row["id"],
        name=row["name"],
        kind=OrganizationKind(row["kind"]),
        has_own=row["has_own"],
        coverage=Coverage(
            centers=int(row["center"]),
            stations=int(row["station"]),
            points=int(row["point"]),
            levels={level: (row[f"{level}_with"], row[f"{level}_all"]) for level in COVERED},
        ),
    )


async def list_of_member(session: AsyncSession) -> list[dict[str, Any]]:
    """The stations that the caller can go to as a member, the nearest first (doors.py)."""
    names = ("id", "kind", "name", "address", "phone", "hours", "services", "organization_name", "level")
    found = await session.execute(select(func.aid_stations_of_member().table_valued(*names)))
    return [dict(row) | {"id": UUID(str(row["id"]))} for row in found.mappings()]
