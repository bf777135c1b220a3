"""What a union does about the papers of a file: asks the worker, takes what came, sends it back, asks no more (AID-08)."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from backend.api.paper_request.schemas import PaperRequestDraft
from backend.api.versions import take
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import aid_case as cases
from backend.db.queries import household as households
from backend.db.queries import member as members
from backend.db.queries import paper_request as requests
from backend.db.queries.paper_request import seal_said
from backend.db.tables.aid import Household
from backend.db.tables.paper_request import PaperRequest, PaperRequestPaper
from backend.db.types import new_id
from backend.domain.aid import paper_request as rules
from backend.domain.aid.codes import HouseholdStatus, PaperKind
from backend.domain.aid.life import require_open
from backend.domain.aid.paper_request_codes import PaperRequestStatus, PaperRequestStep
from backend.domain.aid.papers import require_room
from backend.domain.refusals import Forbidden, NotFound, Refusal
from backend.domain.text import clean_lines


async def ask(work: Work, household_id: UUID, draft: PaperRequestDraft) -> PaperRequest:
    """Ask the worker of a file. Raises `NotFound`, `FileClosed`, `NobodyToAsk`, `OwnRequest`, `PaperRequestOpen`,
    `NothingAsked`, `NotItsCase`."""
    file = await households.get_household(work.session, household_id, lock=True)
    member_id = await require_askable(work, file)
    note = clean_lines(draft.note)
    rules.require_question(draft.papers, note)
    number = "" if draft.case_id is None else await _number_of_case(work, file, draft.case_id)
    return await _put(work, file, note, draft.papers, to=member_id, case=(draft.case_id, number))


async def why_not(work: Work, file: Household) -> Refusal | None:
    """What stands against asking the worker of this file now."""
    try:
        await require_askable(work, file)
    except Refusal as refusal:
        return refusal
    return None


async def require_askable(work: Work, file: Household) -> UUID:
    """The member to be asked. Raises `FileClosed`, `NobodyToAsk`, `OwnRequest`, `PaperRequestOpen`."""
    require_open(HouseholdStatus(file.status))
    member_id = await _worker(work, file)
    if member_id is None:
        raise rules.NobodyToAsk()
    rules.require_another(member_id, work.caller.member_id)
    if await requests.find_open(work.session, file.id) is not None:
        raise rules.PaperRequestOpen()
    return member_id


async def take_in(work: Work, id: UUID, *, seen: int) -> PaperRequest:
    """Let what was sent stand in the file. Raises `TooManyPapers`, `FileClosed`, `OwnRequest`, `StepNotPossible`."""
    row, file, to = await _advance(work, id, PaperRequestStep.TAKE, seen=seen)
    require_open(HouseholdStatus(file.status))
    # The worker's name, as of the papers of an application: who sent it, not who took it in.
    await requests.hand_over_papers(work.session, row, file, by_name=file.name, at=work.now)
    require_room(len(await households.list_papers(work.session, file.id)))
    file.version, file.updated_at = file.version + 1, work.now
    await _end(work, row, to)
    work.tell("paper_request_taken", row, number=row.household_number)
    return row


async def send_back(work: Work, id: UUID, note: str, papers: Sequence[PaperKind], *, seen: int) -> PaperRequest:
    """End a request whose answer will not do, and ask anew; returns the new one. Raises `NothingAsked`, and as `take_in`."""
    said = clean_lines(note)
    rules.require_question(papers, said)
    row, file, to = await _advance(work, id, PaperRequestStep.RETURN, seen=seen)
    require_open(HouseholdStatus(file.status))
    await _end(work, row, to)
    work.tell("paper_request_returned", row, number=row.household_number)
    return await _put(work, file, said, papers, to=row.member_id, case=(row.case_id, row.case_number))


async def withdraw(work: Work, id: UUID, *, seen: int) -> PaperRequest:
    """Ask no more. Raises `OwnRequest`, `StepNotPossible`."""
    row, _file, to = await _advance(work, id, PaperRequestStep.WITHDRAW, seen=seen)
    await _end(work, row, to)
    work.tell("paper_request_withdrawn", row, number=row.household_number)
    return row


async def find_paper(work: Work, store: FileStore, id: UUID, paper_id: UUID) -> tuple[Path, PaperRequestPaper]:
    """Where a paper lies that was sent. Raises `NotFound`, and `Forbidden` for one on health without the permission."""
    row = await requests.get_request(work.session, id)
    if row.answered_at is None:
        # What the worker has not sent yet is the worker's alone.
        raise NotFound()
    paper = await requests.get_paper(work.session, id, paper_id)
    kind = PaperKind(paper.kind)
    if kind.medical:
        if not work.sees(row.code, row.line_code):
            raise Forbidden()
        work.tell("paper_request_paper_opened", row, number=row.household_number, kind=kind)
    return store.find(paper.file_id, paper.sha256), paper


async def _worker(work: Work, file: Household) -> UUID | None:
    """The member that the worker of a file is: by the record it was made of, else by the number typed into it."""
    if file.member_id is not None:
        known = await members.find_members(work.session, [file.member_id])
        return file.member_id if file.member_id in known else None
    people = await households.list_people(work.session, file.id)
    number = people[0].id_number_index if people else None
    return None if number is None else await members.find_claim(work.session, number, beside=None)


async def _number_of_case(work: Work, file: Household, id: UUID) -> str:
    try:
        case = await cases.get_case(work.session, id)
    except NotFound:
        raise rules.NotItsCase(pointer="/case_id") from None
    if case.household_id != file.id:
        raise rules.NotItsCase(pointer="/case_id")
    return case.number


async def _put(
    work: Work, file: Household, note: str, papers: Sequence[PaperKind], *, to: UUID, case: tuple[UUID | None, str]
) -> PaperRequest:
    id = new_id()
    by_id, by_name, by_office = work.doer
    row = PaperRequest(
        id=id,
        household_id=file.id,
        household_number=file.number,
        case_id=case[0],
        case_number=case[1],
        member_id=to,
        organization_id=file.organization_id,
        code=file.code,
        line_code=file.line_code,
        papers=[str(kind) for kind in PaperKind if kind in papers],
        note=seal_said(work.vault, id, "note", note),
        asked_by_id=by_id,
        asked_by_name=by_name,
        asked_by_office=by_office,
        asked_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("paper_request_asked", row, number=file.number, papers=row.papers)
    return row


async def _advance(
    work: Work, id: UUID, step: PaperRequestStep, *, seen: int
) -> tuple[PaperRequest, Household, PaperRequestStatus]:
    """The request and its file, held, the file first as everywhere; and where the step leads."""
    known = await requests.get_request(work.session, id)
    file = await households.get_household(work.session, known.household_id, lock=True)
    row = await requests.get_request(work.session, id, lock=True)
    rules.require_another(row.member_id, work.caller.member_id)
    held = work.held_over(row.code, row.line_code)
    to = rules.PAPER_REQUEST_WORKFLOW.advance(PaperRequestStatus(row.status), step, held)
    take(row, seen)
    return row, file, to


async def _end(work: Work, row: PaperRequest, to: PaperRequestStatus) -> None:
    row.status, row.ended_at, row.ended_by_name = str(to), work.now, work.caller.name
    await work.session.flush()
