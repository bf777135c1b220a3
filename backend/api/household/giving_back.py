"""The draft of a file is thrown away: the application that it was made of waits again, and is not lost with it."""

from backend.api.work import Work
from backend.db.queries import aid_application as applications
from backend.db.tables.aid import Household
from backend.domain.aid.application import APPLICATION_WORKFLOW
from backend.domain.aid.application_codes import ApplicationStatus, ApplicationStep


async def give_back(work: Work, file: Household) -> None:
    """Let the application of a draft, if it has one, lie in the queue of its union again."""
    row = await applications.find_of_household(work.session, file.id)
    if row is None:
        return
    to = APPLICATION_WORKFLOW.advance(ApplicationStatus(row.status), ApplicationStep.GIVE_BACK, work.held)
    row.version += 1
    await applications.record_step(
        work.session,
        work.vault,
        row,
        step=ApplicationStep.GIVE_BACK,
        to=to,
        by=work.doer,
        at=work.now,
    )
    work.tell("aid_application_given_back", row, number=row.number)
