"""What a worker does with the own application: begins, fills in part by part, hands in, answers, withdraws (AID-09)."""

from uuid import UUID

from backend.api.aid_application.own_reading import look_over
from backend.api.versions import take
from backend.api.work import Work
from backend.db.declarations import open_declaration, seal_declaration
from backend.db.numbering import Series, next_number
from backend.db.pinyin import pinyin_of
from backend.db.queries import aid_application as applications
from backend.db.queries import member as members
from backend.db.tables.aid_application import AidApplication
from backend.db.tables.member import Member
from backend.db.types import new_id
from backend.domain.aid import application as rules
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep
from backend.domain.aid.declaration import Declaration, with_sections
from backend.domain.aid.declared import ApplicationIncomplete
from backend.domain.member.codes import MemberStatus
from backend.domain.text import clean_lines


async def begin(work: Work, program_id: UUID | None) -> AidApplication:
    """Begin an application, empty. Raises `NotAMember`, `NotInRegister`, `ApplicationOpen`, `ProgramNotOpen`."""
    member = await _applicant(work)
    there = await applications.find_open(work.session, member.id)
    if there is not None:
        raise rules.ApplicationOpen(there)
    await _require_program(work, program_id)
    id = new_id()
    row = AidApplication(
        id=id,
        number=await next_number(work.session, Series.AID_APPLICATION, work.today.year),
        member_id=member.id,
        user_id=work.caller.user_id,
        organization_id=member.organization_id,
        code=member.code,
        line_code=member.line_code,
        name=member.name,
        initials=pinyin_of(member.name)[1][:40],
        program_id=program_id,
        declaration=seal_declaration(work.vault, id, Declaration()),
        reached_at=work.now,
        created_at=work.now,
        updated_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("aid_application_begun", row, number=row.number)
    return row


async def fill(work: Work, id: UUID, change: Declaration, *, seen: int, given: frozenset[str]) -> AidApplication:
    """Keep the parts in `given` as they were typed, whatever is still wrong in them. Raises `NotFillable`."""
    row = await _own(work, id, seen=seen, fillable=True)
    declaration = with_sections(open_declaration(work.vault, row), change, given)
    row.declaration = seal_declaration(work.vault, row.id, declaration)
    row.main_cause = None if declaration.hardship is None else _slug(declaration.hardship.main_cause)
    row.people = 1 + len(declaration.family or ())
    row.updated_at = work.now
    return row


async def delete(work: Work, id: UUID, *, seen: int) -> None:
    """Throw a draft away. Raises `NotADraftApplication`."""
    row = await applications.get_own(work.session, id, work.caller.member_id, lock=True)
    if row.status != ApplicationStatus.DRAFT:
        raise rules.NotADraftApplication()
    take(row, seen)
    work.tell("aid_application_deleted", row, number=row.number)
    await work.session.flush()
    work.session.expunge(row)
    await applications.drop_application(work.session, id)


async def submit(work: Work, id: UUID, *, seen: int) -> AidApplication:
    """Hand it in, whole. Raises `ApplicationIncomplete` with everything that is wrong, `NotInRegister`,
    `ProgramNotOpen` for a programme that has closed meanwhile."""
    row = await _own(work, id, seen=seen)
    to = _advance(row, ApplicationStep.SUBMIT)
    member = await _applicant(work)
    await _require_program(work, row.program_id)
    await _require_whole(work, row)
    await applications.settle(work.session, row, member)
    row.submitted_at = work.now
    await _step(work, row, ApplicationStep.SUBMIT, to)
    work.tell("aid_application_submitted", row, number=row.number)
    return row


async def answer(work: Work, id: UUID, note: str, *, seen: int) -> AidApplication:
    """Answer what was asked and hand it in again. Raises `ApplicationIncomplete`."""
    row = await _own(work, id, seen=seen)
    to = _advance(row, ApplicationStep.ANSWER)
    await _require_whole(work, row)
    row.asked_papers = []
    await _step(work, row, ApplicationStep.ANSWER, to, note=clean_lines(note))
    work.tell("aid_application_answered", row, number=row.number)
    return row


async def withdraw(work: Work, id: UUID, *, seen: int) -> AidApplication:
    """Take it back from the union."""
    row = await _own(work, id, seen=seen)
    to = _advance(row, ApplicationStep.WITHDRAW)
    await _step(work, row, ApplicationStep.WITHDRAW, to)
    work.tell("aid_application_withdrawn", row, number=row.number)
    return row


async def _own(work: Work, id: UUID, *, seen: int, fillable: bool = False) -> AidApplication:
    row = await applications.get_own(work.session, id, work.caller.member_id, lock=True)
    if fillable:
        rules.require_fillable(ApplicationStatus(row.status))
    take(row, seen)
    return row


def _advance(row: AidApplication, step: ApplicationStep) -> ApplicationStatus:
    held = frozenset({rules.APPLICANT})
    return rules.APPLICATION_WORKFLOW.advance(ApplicationStatus(row.status), step, held)


async def _step(
    work: Work, row: AidApplication, step: ApplicationStep, to: ApplicationStatus, *, note: str = ""
) -> None:
    by = (work.caller.user_id, work.caller.name, "")
    await applications.record_step(work.session, work.vault, row, step=step, to=to, by=by, at=work.now, note=note)


async def _applicant(work: Work) -> Member:
    """The worker in the register, held: nobody moves them to another union meanwhile."""
    if work.caller.member_id is None:
        raise rules.NotAMember()
    member = await members.get_member(work.session, work.caller.member_id, lock=True)
    rules.require_may_apply(MemberStatus(member.status))
    return member


async def _require_program(work: Work, id: UUID | None) -> None:
    """The programme is run by one of the unions above the worker, and open at this minute."""
    if id is None:
        return
    program = await applications.find_program(work.session, id)
    above = {each["id"] for each in await applications.list_unions_above(work.session)}
    if program is None or program.organization_id not in above:
        raise rules.ProgramNotOpen(pointer="/program_id", where_zh="", where_en="")
    rules.require_open_program(program, at=work.now)


async def _require_whole(work: Work, row: AidApplication) -> None:
    found = (await look_over(work, row)).faults
    if found:
        raise ApplicationIncomplete(found)


def _slug(value: object) -> str | None:
    return None if value is None else str(value)
