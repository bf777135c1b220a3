"""The papers of a worker's own application: pictures that were uploaded, reached through the application alone (AID-08)."""

from pathlib import Path
from uuid import UUID

from backend.api.aid_application.schemas import ApplicationPaperDraft
from backend.api.pictures import paper_of
from backend.api.versions import take
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import aid_application as applications
from backend.db.tables.aid_application import AidApplication, AidApplicationPaper
from backend.domain.aid.application import require_fillable
from backend.domain.aid.application_codes import ApplicationStatus


async def add(work: Work, id: UUID, asked: ApplicationPaperDraft, *, seen: int) -> AidApplication:
    """Make an uploaded paper of the worker's a paper of the application. Raises `NotAPaper`, `TooManyPapers`,
    `NotFillable`."""
    row = await _changeable(work, id, seen=seen)
    there = await applications.list_papers(work.session, id)
    work.session.add(
        AidApplicationPaper(
            application_id=row.id,
            member_id=row.member_id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            kind=str(asked.kind),
            **await paper_of(work, asked.file_id, beside=len(there)),
            added_at=work.now,
        )
    )
    await work.session.flush()
    return row


async def remove(work: Work, id: UUID, paper_id: UUID, *, seen: int) -> AidApplication:
    """Take a paper away; its content is deleted by the upkeep. Raises `NotFound`, `NotFillable`."""
    row = await _changeable(work, id, seen=seen)
    await work.session.delete(await applications.get_paper(work.session, id, paper_id))
    await work.session.flush()
    return row


async def find(work: Work, store: FileStore, id: UUID, paper_id: UUID) -> tuple[Path, AidApplicationPaper]:
    """Where a paper of the worker's own lies. Raises `NotFound`."""
    await applications.get_own(work.session, id, work.caller.member_id)
    paper = await applications.get_paper(work.session, id, paper_id)
    return store.find(paper.file_id, paper.sha256), paper


async def _changeable(work: Work, id: UUID, *, seen: int) -> AidApplication:
    row = await applications.get_own(work.session, id, work.caller.member_id, lock=True)
    require_fillable(ApplicationStatus(row.status))
    take(row, seen)
    row.updated_at = work.now
    return row
