"""All that can happen to a station of the aid network: opened, changed, closed."""

from typing import Any
from uuid import UUID

from backend.api.aid_station.schemas import CloseAidStationStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import aid_station as stations
from backend.db.queries import organization as organizations
from backend.db.tables.aid_station import AidStation
from backend.domain.aid import stations as rules
from backend.domain.aid.stations import AidStationChange, AidStationDraft
from backend.domain.organization.changes import new_values, require_active
from backend.domain.organization.codes import OrganizationKind
from backend.domain.refusals import at
from backend.domain.text import clean_text


async def open_station(work: Work, draft: AidStationDraft) -> AidStation:
    """Open a station at a union. One centre at a time and no name twice; the database keeps both.

    Raises `NotFound`, `NotLiving`, `AidStationUnfit`, `AidStationDayOut`.
    """
    union = await organizations.get_organization(work.session, draft.organization_id, lock=True)
    require_active(union.name, union.status)
    rules.require_fit(draft.kind, OrganizationKind(union.kind))
    rules.require_day(draft.opened_on, first=union.established_on, today=work.today, pointer="/opened_on")
    row = AidStation(
        **{name: getattr(draft, name) for name in draft.__slots__ if name not in ("kind", "services")},
        kind=str(draft.kind),
        services=[str(service) for service in draft.services],
        code=union.code,
        line_code=union.line_code,
        made_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("aid_station_opened", row, name=row.name, kind=row.kind, opened_on=row.opened_on)
    return row


async def edit(work: Work, id: UUID, change: AidStationChange, *, seen: int, given: frozenset[str]) -> AidStation:
    """Change what is said of a station. Raises `NotFound`, `AidStationClosed`, `CannotBeEmpty`, `Stale`."""
    row = await stations.get_station(work.session, id, lock=True)
    rules.require_open(row.closed_on)
    take(row, seen)
    changes: dict[str, list[Any]] = {}
    for name, new in new_values(change, given, nullable=()).items():
        value = [str(service) for service in new] if name == "services" else new
        if getattr(row, name) != value:
            changes[name] = [getattr(row, name), value]
            setattr(row, name, value)
    await work.session.flush()
    if changes:
        work.tell("aid_station_edited", row, name=row.name, changes=changes)
    return row


async def close(work: Work, id: UUID, asked: CloseAidStationStep, *, seen: int) -> AidStation:
    """Close a station; it stays on record. Raises `NotFound`, `AidStationClosed`, `AidStationDayOut`, `Stale`."""
    row = await stations.get_station(work.session, id, lock=True)
    rules.require_open(row.closed_on)
    rules.require_day(asked.on, first=row.opened_on, today=work.today, pointer="/on")
    take(row, seen)
    with at("/reason"):
        row.close_reason = clean_text(asked.reason)
    row.closed_on = asked.on
    await work.session.flush()
    work.tell("aid_station_closed", row, name=row.name, on=asked.on, reason=row.close_reason)
    return row
