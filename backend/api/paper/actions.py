"""All that can happen to a paper of a union: filed, corrected, withdrawn, its files opened."""

from pathlib import Path
from typing import Any
from uuid import UUID

from backend.api.paper.schemas import WithdrawPaperStep
from backend.api.versions import take
from backend.api.work import Work
from backend.db.file_types import Purpose
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.queries import organization as organizations
from backend.db.queries import paper as papers
from backend.db.tables.paper import Paper, PaperFile
from backend.db.tables.process import StoredFile
from backend.domain.access import Permission
from backend.domain.calendar import day_of
from backend.domain.organization.changes import new_values, require_active
from backend.domain.paper import rules
from backend.domain.paper.codes import UnionPaperKind
from backend.domain.paper.rules import UnionPaperChange, UnionPaperDraft
from backend.domain.refusals import Forbidden, NotFound, at
from backend.domain.text import clean_text

CALLED = {"title": "paper_title", "note": "paper_note"}
"""What the record calls a field that other nouns call otherwise."""


async def enter(work: Work, draft: UnionPaperDraft) -> Paper:
    """File a paper with the files that the caller has uploaded for it (MBR-06).

    Raises `NotFound`, `NotLiving`, `PaperDayAhead`, `PaperYearOut`, `PaperYearNotOfDay`, `PaperFileUnfit`.
    """
    union = await organizations.get_organization(work.session, draft.organization_id, lock=True)
    require_active(union.name, union.status)
    rules.require_dated(draft.kind, year=draft.year, held_on=draft.held_on, today=work.today)
    taken = await _take_files(work, draft.files)
    place: dict[str, Any] = {"organization_id": union.id, "code": union.code, "line_code": union.line_code}
    row = Paper(
        **place,
        kind=str(draft.kind),
        year=draft.year,
        title=draft.title,
        held_on=draft.held_on,
        note=draft.note,
        place_kept=draft.place_kept,
        retention=str(rules.retention_for(draft.kind, draft.retention)),
        file_count=len(taken),
        entered_by=work.caller.user_id,
        entered_by_name=work.caller.name,
        created_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.session.add_all(
        PaperFile(
            paper_id=row.id,
            **place,
            place=number,
            file_id=file.id,
            name=file.name,
            media_type=file.media_type,
            size=file.size,
            sha256=file.sha256,
        )
        for number, file in enumerate(taken)
    )
    await work.session.flush()
    work.tell(
        "paper_entered",
        row,
        kind=row.kind,
        year=row.year,
        paper_title=row.title,
        files=len(taken),
        file_hashes=[file.sha256.hex() for file in taken],
    )
    return row


async def _take_files(work: Work, ids: tuple[UUID, ...]) -> list[StoredFile]:
    """Files that the caller has uploaded for a cabinet, in the order asked. Raises `PaperFileUnfit`."""
    found = {file.id: file for file in await files.find_files(work.session, ids)}
    taken = []
    for number, id in enumerate(ids):
        file = found.get(id)
        if file is None or file.purpose != Purpose.CABINET:
            raise rules.PaperFileUnfit(pointer=f"/files/{number}")
        # The upkeep that deletes files nobody uses looks at this moment again when it has waited for this commit.
        file.created_at = work.now
        taken.append(file)
    return taken


async def edit(work: Work, id: UUID, change: UnionPaperChange, *, seen: int, given: frozenset[str]) -> Paper:
    """Correct a paper: the fields in `given`. Of an ended union too: its papers go to another shelf with its seal.

    Raises `NotFound`, `PaperWithdrawn`, `Stale`, `CannotBeEmpty`, and what `require_dated` raises.
    """
    row = await _kept(work, id)
    values = new_values(change, given, nullable=())
    changes = {name: [getattr(row, name), value] for name, value in values.items() if getattr(row, name) != value}
    year, held_on = values.get("year", row.year), values.get("held_on", row.held_on)
    rules.require_dated(UnionPaperKind(row.kind), year=year, held_on=held_on, today=work.today)
    take(row, seen)
    for name, (_old, new) in changes.items():
        setattr(row, name, new)
    await work.session.flush()
    if changes:
        told = {CALLED.get(name, name): ends for name, ends in changes.items()}
        work.tell("paper_edited", row, paper_title=row.title, changes=told)
    return row


async def withdraw(work: Work, id: UUID, step: WithdrawPaperStep, *, seen: int) -> Paper:
    """Take a wrong paper out of the cabinet; the record of it stays. Raises `NotFound`, `PaperWithdrawn`, `Stale`."""
    row = await _kept(work, id)
    with at("/reason"):
        reason = rules.withdrawal_reason(clean_text(step.reason))
    take(row, seen)
    row.withdrawn_at, row.withdrawn_by_name, row.withdrawn_reason = work.now, work.caller.name, reason
    await work.session.flush()
    work.tell("paper_withdrawn", row, paper_title=row.title, year=row.year, reason=reason, kind=row.kind)
    return row


async def _kept(work: Work, id: UUID) -> Paper:
    row = await papers.get_paper(work.session, id, lock=True)
    rules.require_kept(row.withdrawn_at and day_of(row.withdrawn_at))
    return row


async def open_file(work: Work, store: FileStore, id: UUID, file_id: UUID) -> tuple[Path, PaperFile]:
    """Where a file of a paper lies. A roster is opened by who may read members there, and it is on record.

    Raises `NotFound`, also for a paper that was withdrawn, and `Forbidden`.
    """
    row = await papers.get_paper(work.session, id)
    file = await papers.get_file(work.session, id, file_id)
    if row.withdrawn_at is not None:
        raise NotFound()
    kind = UnionPaperKind(row.kind)
    if kind.names_people:
        if not opens(work, kind, row.code, row.line_code):
            raise Forbidden()
        work.tell("paper_opened", row, kind=kind, paper_title=row.title, file_name=file.name)
    return store.find(file.file_id, file.sha256), file


def opens(work: Work, kind: UnionPaperKind, code: int, line_code: int | None) -> bool:
    """Whether the caller may open the files of a paper of this kind at this place."""
    return not kind.names_people or Permission.MEMBER_READ in work.held_over(code, line_code)
