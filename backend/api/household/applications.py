"""A household file made of a worker's application (AID-09): what was declared fills it, and its papers stand in it."""

from uuid import UUID

from backend.api.household import actions
from backend.api.household.work_units import find_unit
from backend.api.work import Work
from backend.db.declarations import open_declaration
from backend.db.queries import aid_application as applications
from backend.db.queries import member as members
from backend.db.records import draft_of as member_record
from backend.db.tables.aid import Household
from backend.domain.aid.application import APPLICATION_WORKFLOW, ApplicantMoved, require_another
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep
from backend.domain.aid.declared import household_draft
from backend.domain.aid.work_unit import with_unit


async def enter(work: Work, application_id: UUID) -> Household:
    """Make a draft of an application, which is taken by it. The keeper is the officer, so a second one puts it on record.

    Raises `NotFound`, `StepNotPossible`, `OwnApplication`, `ApplicantMoved`, and what entering a file raises.
    """
    row = await applications.get_submitted(work.session, application_id, lock=True)
    require_another(row.member_id, work.caller.member_id)
    to = APPLICATION_WORKFLOW.advance(ApplicationStatus(row.status), ApplicationStep.TAKE, work.held)
    member = (await members.find_members(work.session, [row.member_id])).get(row.member_id)
    if member is None:
        raise ApplicantMoved()
    record = member_record(work.vault, member)
    draft = household_draft(open_declaration(work.vault, row), record, member_id=member.id)
    file = await actions.enter(work, with_unit(draft, await find_unit(work, member)))
    await applications.hand_over_papers(work.session, row, file, by_name=row.name, at=work.now)
    row.version += 1
    await applications.record_step(
        work.session,
        work.vault,
        row,
        step=ApplicationStep.TAKE,
        to=to,
        by=work.doer,
        at=work.now,
        household_id=file.id,
    )
    work.tell("aid_application_taken", row, number=row.number, household=file.number)
    return file
