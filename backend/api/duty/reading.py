"""Answers about duties: the list from both ends, one with its steps, the sheet of the unions below."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.api.duty.schemas import DutyQuery, DutyUnionQuery
from backend.api.listing import listing
from backend.api.offers import Offer, open_steps, refusal_of
from backend.api.work import Work
from backend.db.queries import duty as duties
from backend.domain.access import Permission
from backend.domain.duty import rules
from backend.domain.duty.codes import DutyStep
from backend.domain.refusals import NotFound, Refusal

Row = Mapping[str, Any]


async def _narrow(work: Work, query: DutyQuery) -> dict[str, Any]:
    return {
        "now": work.now,
        "year": query.year,
        "subjects": query.subject,
        "organization_id": query.organization_id,
        "owed": query.owed,
        "states": query.state,
        "withdrawn": query.withdrawn,
    }


LISTING = listing(
    permission=Permission.REPORT_READ,
    query=DutyQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: duties.list_duties(
        scope=work.scope, after=after, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: duties.count_duties(scope=work.scope, cap=cap, **filters),
    order=("due_at", "id"),
    shown=lambda work, row: _shown(row),
)


async def _narrow_unions(work: Work, query: DutyUnionQuery) -> dict[str, Any]:
    await duties.require_in_sight(work.session, work.scope, query.duty_id)
    return {"duty_id": query.duty_id, "now": work.now, "states": query.state}


UNIONS = listing(
    permission=Permission.REPORT_READ,
    query=DutyUnionQuery,
    narrow=_narrow_unions,
    listed=lambda work, filters, after, limit: duties.list_unions(after=after, limit=limit, **filters),
    counted=lambda work, filters, cap: duties.count_unions(cap=cap, **filters),
    order=("_code",),
    shown=lambda work, row: _union(row, now=work.now),
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One duty with its steps. Raises `NotFound`, also for one that was neither asked in the scope nor is owed."""
    await work.session.flush()
    found = await work.session.execute(duties.list_duties(scope=work.scope, now=work.now, after=None, limit=1, id=id))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    told = dict(row)
    return _shown(told) | {"steps": open_steps(work, _offers(work, told))}


def _offers(work: Work, row: Row) -> list[Offer]:
    """Steps of who asks where the caller asks, steps of who owes where the caller owes."""
    over = refusal_of(rules.require_standing, row["withdrawn_at"])
    offers: list[tuple[DutyStep, Refusal | None]] = []
    if row["organization_id"] == work.scope.organization_id:
        offers += [(DutyStep.EDIT, over), (DutyStep.WITHDRAW, over)]
    if row["_owed"]:
        stands = row["_report_id"] is not None and row["_returned_at"] is None
        offers.append((DutyStep.CORRECT if stands else DutyStep.REPORT, over))
    return [Offer(step, step.zh, step.en, Permission.REPORT_EDIT, why) for step, why in offers]


def _shown(row: Row) -> dict[str, Any]:
    """A duty as it is sent: the figures of all to who asks, the own state to who owes."""
    shown = {name: row[name] for name in duties.PLAIN}
    shown["figures"] = {name: row[name] for name in duties.FIGURES} if row["_asked"] else None
    shown["own"] = {"state": row["_state"], "report": _report(row, mark="_")} if row["_owed"] else None
    return shown


def _union(row: Row, *, now: datetime) -> dict[str, Any]:
    """A union as the sheet shows it. With a duty that was withdrawn nobody gets later."""
    late = rules.days_late(
        due_at=row["_due_at"],
        reported_at=row["reported_at"],
        returned_at=row["returned_at"],
        now=min(now, row["_withdrawn_at"] or now),
    )
    names = ("organization_id", "organization_name", "state", "urged_on", "_code")
    return {name: row[name] for name in names} | {"days_late": late, "report": _report(row)}


def _report(row: Row, *, mark: str = "") -> dict[str, Any] | None:
    id: UUID | None = row[f"{mark}report_id"]
    if id is None:
        return None
    told = {name: row[f"{mark}{name}"] for name in duties.REPORTED}
    return {"id": id, **told, "version": row[f"{mark}version"]}
