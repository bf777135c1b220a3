"""What a union does with an application that lies with it: asks, refuses, puts it to the file there is (AID-09).

To make a file of it is a matter of the household noun, which turns the application in the same transaction.
"""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from backend.api.versions import take
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import aid_application as applications
from backend.db.queries import household as households
from backend.db.queries import member as members
from backend.db.tables.aid_application import AidApplication, AidApplicationPaper
from backend.domain.aid import application as rules
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep
from backend.domain.aid.codes import HouseholdStatus, PaperKind
from backend.domain.aid.life import require_open
from backend.domain.aid.papers import require_room
from backend.domain.refusals import Forbidden, NotFound
from backend.domain.text import clean_lines


async def ask(work: Work, id: UUID, note: str, papers: Sequence[PaperKind], *, seen: int) -> AidApplication:
    """Ask the worker for papers or an answer. Raises `NoteMissing`, `OwnApplication`, `StepNotPossible`."""
    row, to = await _advance(work, id, ApplicationStep.ASK, seen=seen)
    row.asked_papers = [str(each) for each in PaperKind if each in papers]
    await _step(work, row, ApplicationStep.ASK, to, note=_said(note))
    work.tell("aid_application_asked", row, number=row.number, papers=row.asked_papers)
    return row


async def refuse(work: Work, id: UUID, note: str, *, seen: int) -> AidApplication:
    """Do not take it, and tell the worker why. Raises as `ask` does."""
    row, to = await _advance(work, id, ApplicationStep.REFUSE, seen=seen)
    await _step(work, row, ApplicationStep.REFUSE, to, note=_said(note))
    work.tell("aid_application_refused", row, number=row.number)
    return row


async def attach(work: Work, id: UUID, household_id: UUID, *, seen: int) -> AidApplication:
    """Put it to a file in which the worker stands; its papers go there. What the file says is for its keeper to mend.

    Raises `NotTheirFile`, `FileClosed`, `TooManyPapers`, `OwnApplication`.
    """
    row, to = await _advance(work, id, ApplicationStep.ATTACH, seen=seen)
    try:
        file = await households.get_household(work.session, household_id, lock=True)
    except NotFound:
        raise rules.NotTheirFile(pointer="/household_id") from None
    require_open(HouseholdStatus(file.status))
    known = await members.find_members(work.session, [row.member_id])
    member = known.get(row.member_id)
    people = await households.list_people(work.session, file.id)
    stands = member is not None and any(each.id_number_index == member.id_number_index for each in people)
    if file.member_id != row.member_id and not stands:
        raise rules.NotTheirFile(pointer="/household_id")
    await applications.hand_over_papers(work.session, row, file, by_name=row.name, at=work.now)
    require_room(len(await households.list_papers(work.session, file.id)))
    file.version, file.updated_at = file.version + 1, work.now
    await _step(work, row, ApplicationStep.ATTACH, to, household_id=file.id)
    work.tell("aid_application_taken", row, number=row.number, household=file.number)
    return row


async def find_paper(work: Work, store: FileStore, id: UUID, paper_id: UUID) -> tuple[Path, AidApplicationPaper]:
    """Where a paper lies. Raises `NotFound`, and `Forbidden` for one on health without the permission."""
    row = await applications.get_submitted(work.session, id)
    paper = await applications.get_paper(work.session, id, paper_id)
    kind = PaperKind(paper.kind)
    if kind.medical:
        if not work.sees(row.code, row.line_code):
            raise Forbidden()
        work.tell("aid_application_paper_opened", row, number=row.number, kind=kind)
    return store.find(paper.file_id, paper.sha256), paper


async def _advance(
    work: Work, id: UUID, step: ApplicationStep, *, seen: int
) -> tuple[AidApplication, ApplicationStatus]:
    row = await applications.get_submitted(work.session, id, lock=True)
    rules.require_another(row.member_id, work.caller.member_id)
    to = rules.APPLICATION_WORKFLOW.advance(ApplicationStatus(row.status), step, work.held)
    take(row, seen)
    return row, to


async def _step(
    work: Work,
    row: AidApplication,
    step: ApplicationStep,
    to: ApplicationStatus,
    *,
    note: str = "",
    household_id: UUID | None = None,
) -> None:
    await applications.record_step(
        work.session,
        work.vault,
        row,
        step=step,
        to=to,
        by=work.doer,
        at=work.now,
        note=note,
        household_id=household_id,
    )


def _said(note: str) -> str:
    said = clean_lines(note)
    if not said:
        raise rules.NoteMissing(pointer="/note")
    return said
