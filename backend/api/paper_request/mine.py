"""What a worker does about papers that the union asks for: reads, adds pictures, answers (AID-08, AID-09)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from backend.api.paper_request import telling
from backend.api.paper_request.schemas import SentPaperDraft
from backend.api.pictures import paper_of
from backend.api.versions import take
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import paper_request as requests
from backend.db.queries.paper_request import seal_said
from backend.db.tables.paper_request import PaperRequest, PaperRequestPaper
from backend.domain.aid import paper_request as rules
from backend.domain.aid.application import APPLICANT
from backend.domain.aid.codes import PaperKind
from backend.domain.aid.paper_request_codes import PaperRequestStatus, PaperRequestStep
from backend.domain.text import clean_lines


async def list_all(work: Work) -> dict[str, Any]:
    """What I was asked for. Nobody in the register was asked for nothing."""
    if work.caller.member_id is None:
        return {"items": []}
    rows = await requests.list_requests(work.session, member_id=work.caller.member_id)
    papers = await requests.list_papers(work.session, [row.id for row in rows]) if rows else {}
    return {"items": [_told(work, row, papers.get(row.id, [])) for row in rows]}


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One of mine. Raises `NotFound`."""
    await work.session.flush()
    row = await requests.get_own(work.session, id, work.caller.member_id)
    papers = await requests.list_papers(work.session, [id])
    return _told(work, row, papers.get(id, []))


async def add_paper(work: Work, id: UUID, asked: SentPaperDraft, *, seen: int) -> PaperRequest:
    """Add an uploaded picture to the answer. Raises `NotAPaper`, `TooManyPapers`, `NotAnswerable`."""
    row = await _answerable(work, id, seen=seen)
    there = (await requests.list_papers(work.session, [id])).get(id, [])
    work.session.add(
        PaperRequestPaper(
            request_id=row.id,
            **{
                name: getattr(row, name)
                for name in ("household_id", "member_id", "organization_id", "code", "line_code")
            },
            kind=str(asked.kind),
            **await paper_of(work, asked.file_id, beside=len(there)),
            added_at=work.now,
        )
    )
    await work.session.flush()
    return row


async def remove_paper(work: Work, id: UUID, paper_id: UUID, *, seen: int) -> PaperRequest:
    """Take a picture away again; its content is deleted by the upkeep. Raises `NotFound`, `NotAnswerable`."""
    row = await _answerable(work, id, seen=seen)
    await work.session.delete(await requests.get_paper(work.session, id, paper_id))
    await work.session.flush()
    return row


async def find_paper(work: Work, store: FileStore, id: UUID, paper_id: UUID) -> tuple[Path, PaperRequestPaper]:
    """Where a picture of mine lies. Raises `NotFound`."""
    await requests.get_own(work.session, id, work.caller.member_id)
    paper = await requests.get_paper(work.session, id, paper_id)
    return store.find(paper.file_id, paper.sha256), paper


async def answer(work: Work, id: UUID, note: str, *, seen: int) -> PaperRequest:
    """Send what was added. Raises `PapersNotSent`, `StepNotPossible`."""
    row = await requests.get_own(work.session, id, work.caller.member_id, lock=True)
    held = frozenset({APPLICANT})
    to = rules.PAPER_REQUEST_WORKFLOW.advance(PaperRequestStatus(row.status), PaperRequestStep.ANSWER, held)
    take(row, seen)
    said = clean_lines(note)
    papers = (await requests.list_papers(work.session, [id])).get(id, [])
    rules.require_answer(telling.kinds_of(row), {PaperKind(each["kind"]) for each in papers}, said)
    row.status, row.answered_at = str(to), work.now
    row.answer = seal_said(work.vault, row.id, "answer", said)
    await work.session.flush()
    work.tell("paper_request_answered", row, number=row.household_number)
    return row


async def _answerable(work: Work, id: UUID, *, seen: int) -> PaperRequest:
    row = await requests.get_own(work.session, id, work.caller.member_id, lock=True)
    rules.require_answerable(PaperRequestStatus(row.status))
    take(row, seen)
    return row


def _told(work: Work, row: PaperRequest, papers: Sequence[dict[str, Any]]) -> dict[str, Any]:
    status = PaperRequestStatus(row.status)
    return telling.told(work, row, papers) | {
        "status_label": status.en if work.language == "en" else status.zh,
        "asked_by": row.asked_by_office,
        "steps": telling.open_steps(work, row, {APPLICANT}),
    }
