"""What became of people after the help, recorded on the case (AID-22, AID-25)."""

from uuid import UUID

from backend.api.aid_case.moved import claim
from backend.api.work import Work
from backend.db.queries import aid_case as cases
from backend.db.queries import aid_program as programs
from backend.db.tables.aid_case import AidCase
from backend.domain.aid.case_codes import CaseStatus, ProgramKind
from backend.domain.aid.cases import CaseErased
from backend.domain.aid.outcomes import OutcomeDraft, require_outcome
from backend.domain.calendar import day_of


async def record(work: Work, id: UUID, draft: OutcomeDraft, *, seen: int) -> AidCase:
    """Record the outcome of a case, in the place of an earlier one.

    Raises `NotFound`, `CaseMoved`, `CaseErased`, `OutcomeUnfit`, `OutcomeTooEarly`, `OutcomeDayOut`, `OutcomeUnexplained`.
    """
    row = await cases.get_case(work.session, id, lock=True)
    await claim(work, row, seen)
    if row.erased_on is not None:
        raise CaseErased()
    program = (await programs.find_programs(work.session, [row.program_id]))[row.program_id]
    require_outcome(
        draft,
        kind=ProgramKind(program.kind),
        status=CaseStatus(row.status),
        given_on=row.helped_on if row.paid_at is None else day_of(row.paid_at),
        today=work.today,
    )
    row.outcome, row.outcome_on, row.outcome_by_name = draft.outcome.value, draft.on, work.caller.name
    row.outcome_note = work.vault.seal(draft.note, "aid_case", "outcome_note", id) if draft.note else None
    row.updated_at = work.now
    await work.session.flush()
    work.tell("aid_case_followed", row, number=row.number, outcome=draft.outcome, on=draft.on)
    return row
