"""All that can happen to a duty: asked, changed, withdrawn, asked again next year; reported, corrected, sent back."""

from pathlib import Path
from typing import Any
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.files import FileStore
from backend.db.queries import duty as duties
from backend.db.queries import file as files
from backend.db.queries import organization as organizations
from backend.db.tables.duty import Duty, DutyReport
from backend.db.tables.organization import Organization
from backend.domain.duty import rules
from backend.domain.duty.calendar import list_for
from backend.domain.duty.rules import DutyChange, DutyReportChange, DutyReportDraft, UnionDutyDraft
from backend.domain.organization.changes import new_values, require_active
from backend.domain.organization.codes import Tree
from backend.domain.refusals import NotFound, at

CALLED = {"name": "duty_name"}
"""What the record calls a field that other nouns call otherwise."""


async def make(work: Work, draft: UnionDutyDraft) -> Duty:
    """Ask something of the unions directly below the caller's own.

    Raises `NotFound`, `NotLiving`, `DutyNobodyBelow`, `DutyDueOut`, `DutyNamedAlready`.
    """
    union = await _issuer(work)
    rules.require_due(draft.due_at, now=work.now)
    year = rules.year_of(draft.due_at)
    taken = draft.name in await duties.names_of(work.session, union.id, year)
    rules.require_new_name(taken=taken, name=draft.name, year=year)
    (row,) = await _write(work, union, [draft])
    return row


async def make_year(work: Work, year: int) -> dict[str, Any]:
    """Make the list of a year of the yearly duties of the one before, or of the calendar where there were none.

    What is there under its name stays as it is, so that it may be asked twice. Raises `NotFound`, `NotLiving`,
    `DutyNobodyBelow`, `DutyDueOut`.
    """
    union = await _issuer(work)
    rules.require_year(year, now=work.now)
    made = list_for(
        year,
        before=await duties.yearly_of(work.session, union.id, year - 1),
        taken=await duties.names_of(work.session, union.id, year),
        now=work.now,
    )
    await _write(work, union, made.drafts)
    return {"year": year, "made": len(made.drafts), "there": made.there, "past": made.past}


async def _issuer(work: Work) -> Organization:
    """The caller's own union, held so that no name is given twice at once."""
    if work.scope.organization_id is None:
        raise NotFound()
    union = await organizations.get_organization(work.session, work.scope.organization_id, lock=True)
    require_active(union.name, union.status)
    rules.require_somebody_below(await duties.count_below(work.session, union.id))
    return union


async def _write(work: Work, union: Organization, drafts: Any) -> list[Duty]:
    made = [
        Duty(
            organization_id=union.id,
            organization_name=union.name,
            code=union.code,
            code_hi=union.code_hi,
            line_code=union.line_code,
            subject=str(draft.subject),
            name=draft.name,
            ask=draft.ask,
            year=rules.year_of(draft.due_at),
            due_at=draft.due_at,
            needs_file=draft.needs_file,
            yearly=draft.yearly,
            made_by_name=work.caller.name,
            created_at=work.now,
        )
        for draft in drafts
    ]
    work.session.add_all(made)
    await work.session.flush()
    for row in made:
        work.tell("duty_made", row, duty_name=row.name, subject=row.subject, due_at=row.due_at)
    return made


async def edit(work: Work, id: UUID, change: DutyChange, *, seen: int, given: frozenset[str]) -> Duty:
    """Change a duty; who has reported need not do so again. A new deadline may be later or sooner, and lies ahead.

    Raises `NotFound`, `DutyNotIssuer`, `DutyWithdrawn`, `DutyDueOut`, `DutyNamedAlready`, `CannotBeEmpty`, `Stale`.
    """
    row = await _asked(work, id)
    take(row, seen)
    values = new_values(change, given, nullable=())
    changes = {name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value}
    if "due_at" in changes:
        rules.require_due(values["due_at"], now=work.now)
    year = rules.year_of(values.get("due_at", row.due_at))
    name = values.get("name", row.name)
    if (name, year) != (row.name, row.year):
        taken = name in await duties.names_of(work.session, row.organization_id, year)
        rules.require_new_name(taken=taken, name=name, year=year)
    for field, (_old, new) in changes.items():
        setattr(row, field, new)
    row.year = year
    await work.session.flush()
    if changes:
        told = {CALLED.get(field, field): ends for field, ends in changes.items()}
        work.tell("duty_changed", row, duty_name=row.name, changes=told)
    return row


async def withdraw(work: Work, id: UUID, *, seen: int) -> Duty:
    """Ask it no more. Raises `NotFound`, `DutyNotIssuer`, `DutyWithdrawn`, `Stale`."""
    row = await _asked(work, id)
    take(row, seen)
    row.withdrawn_at, row.withdrawn_by_name = work.now, work.caller.name
    await work.session.flush()
    work.tell("duty_withdrawn", row, duty_name=row.name)
    return row


async def _asked(work: Work, id: UUID) -> Duty:
    """A duty that the caller's own union asks, held with the union's names."""
    row = await duties.get_duty(work.session, id)
    rules.require_issuer(issuer=row.organization_id == work.scope.organization_id, name=row.organization_name)
    await organizations.get_organization(work.session, row.organization_id, lock=True)
    row = await duties.get_duty(work.session, id, lock=True)
    rules.require_standing(row.withdrawn_at)
    return row


async def report(work: Work, id: UUID, draft: DutyReportDraft) -> DutyReport:
    """Say for the caller's own union that it is done, for the first time or after it was sent back.

    Raises `NotFound`, `NotLiving`, `DutyNotYours`, `DutyWithdrawn`, `DutyReportedAlready`, `DutyFileMissing`,
    `DutyFileUnfit`.
    """
    union, duty = await _owed(work, id)
    row = await duties.find_report(work.session, duty.id, union.id)
    rules.require_unreported(
        stands=row is not None and row.returned_at is None, by="" if row is None else row.reported_by_name
    )
    rules.require_file(needed=duty.needs_file, there=draft.file_id is not None)
    if row is None:
        row = DutyReport(
            duty_id=duty.id,
            organization_id=union.id,
            code=union.code,
            line_code=union.line_code,
            reported_by_name=work.caller.name,
            version=0,
        )
        work.session.add(row)
    row.note, row.reported_at, row.reported_by_name = draft.note, work.now, work.caller.name
    row.returned_at, row.returned_by_name, row.reason = None, "", ""
    await _take_file(work, row, draft.file_id)
    row.version += 1
    await work.session.flush()
    work.tell("duty_reported", row, duty_name=duty.name, note=row.note, file_name=row.file_name)
    return row


async def correct(
    work: Work, id: UUID, report_id: UUID, change: DutyReportChange, *, seen: int, given: frozenset[str]
) -> DutyReport:
    """Correct a report of one's own union that stands; the moment at which it was reported stays.

    Raises `NotFound`, `NotLiving`, `DutyNotYours`, `DutyWithdrawn`, `DutyReturnedAlready`, `DutyFileMissing`,
    `DutyFileUnfit`, `CannotBeEmpty`, `Stale`.
    """
    await duties.get_report(work.session, id, report_id)
    union, duty = await _owed(work, id)
    row = await duties.get_report(work.session, duty.id, report_id, lock=True)
    rules.require_owing(owing=row.organization_id == union.id, name=duty.organization_name)
    rules.require_not_returned(row.returned_at)
    values = new_values(change, given, nullable=("file_id",))
    take(row, seen)
    fields = [name for name, value in values.items() if getattr(row, name) != value]
    row.note = values.get("note", row.note)
    if "file_id" in fields:
        await _take_file(work, row, values["file_id"])
    rules.require_file(needed=duty.needs_file, there=row.file_id is not None)
    await work.session.flush()
    if fields:
        work.tell("duty_report_corrected", row, duty_name=duty.name, note=row.note, file_name=row.file_name)
    return row


async def _owed(work: Work, id: UUID) -> tuple[Organization, Duty]:
    """The caller's own union and a duty that it owes. One union reports one after the other; a withdrawal waits."""
    seen = await duties.get_duty(work.session, id)
    own = work.scope.organization_id if work.scope.tree is Tree.TERRITORY else None
    if own is None:
        raise rules.DutyNotYours(name=seen.organization_name)
    union = await organizations.get_organization(work.session, own, lock=True)
    duty = await duties.get_duty(work.session, id, hold=True)
    require_active(union.name, union.status)
    rules.require_owing(owing=union.parent_id == duty.organization_id, name=duty.organization_name)
    rules.require_standing(duty.withdrawn_at)
    return union, duty


async def _take_file(work: Work, row: DutyReport, file_id: UUID | None) -> None:
    """Hold a file that the caller has uploaded as a paper, or none. Raises `DutyFileUnfit`."""
    if file_id is None:
        row.file_id, row.file_sha256, row.file_name, row.file_type = None, None, "", ""
        return
    file = await files.find_file(work.session, file_id)
    if file is None or file.purpose != Purpose.CABINET:
        raise rules.DutyFileUnfit(pointer="/file_id")
    # The upkeep that deletes files nobody uses looks at this moment again when it has waited for this commit.
    file.created_at = work.now
    row.file_id, row.file_sha256, row.file_name, row.file_type = file.id, file.sha256, file.name, file.media_type


async def send_back(work: Work, id: UUID, report_id: UUID, reason: str, *, seen: int) -> DutyReport:
    """Send a report back to who handed it in, for a reason; from then on it is owed again.

    Raises `NotFound`, `DutyNotIssuer`, `DutyWithdrawn`, `DutyReturnedAlready`, `DutyReasonMissing`, `Stale`.
    """
    duty = await duties.get_duty(work.session, id, hold=True)
    row = await duties.get_report(work.session, duty.id, report_id, lock=True)
    rules.require_issuer(issuer=duty.organization_id == work.scope.organization_id, name=duty.organization_name)
    rules.require_standing(duty.withdrawn_at)
    rules.require_not_returned(row.returned_at)
    with at("/reason"):
        why = rules.return_reason(reason)
    take(row, seen)
    row.returned_at, row.returned_by_name, row.reason = work.now, work.caller.name, why
    await work.session.flush()
    work.tell("duty_report_returned", row, duty_name=duty.name, reason=why)
    return row


async def open_file(work: Work, store: FileStore, id: UUID, report_id: UUID) -> tuple[Path, DutyReport]:
    """Where the file of a report lies. Raises `NotFound`."""
    row = await duties.get_report(work.session, id, report_id)
    if row.file_id is None or row.file_sha256 is None:
        raise NotFound()
    return store.find(row.file_id, row.file_sha256), row
