"""The papers of a file: pictures that were uploaded, reached through the file alone (AID-08; trust.md 2.6).

Who opens a paper on somebody's health is on record.
"""

from pathlib import Path
from uuid import UUID

from backend.api.household.schemas import PaperDraft
from backend.api.pictures import paper_of
from backend.api.versions import take
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import household as households
from backend.db.tables.aid import Household, HouseholdPaper
from backend.domain.aid.codes import HouseholdStatus, PaperKind
from backend.domain.aid.life import require_open
from backend.domain.refusals import Forbidden


async def add(work: Work, id: UUID, asked: PaperDraft, *, seen: int) -> Household:
    """Make an uploaded paper of the caller's a paper of the file. Raises `NotAPaper`, `TooManyPapers`, `FileClosed`."""
    row = await _changeable(work, id, seen=seen)
    there = await households.list_papers(work.session, id)
    work.session.add(
        HouseholdPaper(
            household_id=row.id,
            organization_id=row.organization_id,
            code=row.code,
            line_code=row.line_code,
            kind=str(asked.kind),
            **await paper_of(work, asked.file_id, beside=len(there)),
            added_by_name=work.caller.name,
            added_at=work.now,
        )
    )
    await work.session.flush()
    work.tell("household_paper_added", row, number=row.number, kind=asked.kind)
    return row


async def remove(work: Work, id: UUID, paper_id: UUID, *, seen: int) -> Household:
    """Take a paper away; its content is deleted by the upkeep. Raises `NotFound`, `FileClosed`."""
    row = await _changeable(work, id, seen=seen)
    paper = await households.get_paper(work.session, id, paper_id)
    await work.session.delete(paper)
    await work.session.flush()
    work.tell("household_paper_removed", row, number=row.number, kind=PaperKind(paper.kind))
    return row


async def find(work: Work, store: FileStore, id: UUID, paper_id: UUID) -> tuple[Path, HouseholdPaper]:
    """Where a paper lies. Raises `NotFound`, and `Forbidden` for one on health without the permission."""
    row = await households.get_household(work.session, id)
    paper = await households.get_paper(work.session, id, paper_id)
    kind = PaperKind(paper.kind)
    if kind.medical:
        if not work.sees(row.code, row.line_code):
            raise Forbidden()
        work.tell("household_paper_opened", row, number=row.number, kind=kind)
    return store.find(paper.file_id, paper.sha256), paper


async def _changeable(work: Work, id: UUID, *, seen: int) -> Household:
    row = await households.get_household(work.session, id, lock=True)
    require_open(HouseholdStatus(row.status))
    take(row, seen)
    row.updated_at = work.now
    return row
