"""All that can happen to a roster: it comes in and is checked; its good rows go into the register (issue 2, section 7)."""

from uuid import UUID

from backend.api.jobs import enqueue
from backend.api.versions import take
from backend.api.work import Work
from backend.db.file_types import TAKEN, FileType, Purpose
from backend.db.queries import file as files
from backend.db.queries import job as jobs
from backend.db.queries import roster as rosters
from backend.db.tables.member import Roster
from backend.db.tables.organization import Organization
from backend.db.tables.process import Job
from backend.domain.job import JobState
from backend.domain.member.roster_states import NobodyNew, NoWorkbook, RosterNotReady, RosterState, state_of
from backend.domain.organization.codes import OrganizationStatus
from backend.domain.organization.rules import NotLiving
from backend.domain.refusals import at


async def take_in(work: Work, file_id: UUID, organization_id: UUID) -> Job:
    """Have a workbook checked as the roster of a union; nothing is written to the register.

    The same content sent again for the same union gives the job that is there. Raises `NotFound`, `NoWorkbook`,
    `NotLiving`.
    """
    file = await files.get_file(work.session, file_id)
    with at("/file_id"):
        if file.media_type not in {kind.value for kind in TAKEN[Purpose.WORKBOOK]} or file.purpose != Purpose.WORKBOOK:
            raise NoWorkbook()
    union = await rosters.get_union(work.session, organization_id)
    _require_living(union)
    pending = await rosters.find_pending(
        work.session, organization_id=union.id, user_id=work.caller.user_id, sha256=file.sha256
    )
    if pending is not None and pending.job_id is not None:
        return await work.session.get_one(Job, pending.job_id)
    roster = Roster(
        user_id=work.caller.user_id,
        organization_id=union.id,
        code=union.code,
        line_code=union.line_code,
        file_id=file.id,
        state=RosterState.CHECKING.value,
        created_at=work.now,
    )
    work.session.add(roster)
    await work.session.flush()
    job = await enqueue(work, "roster_check", _asked_under(work), roster_id=roster.id)
    roster.job_id = job.id
    work.tell("roster_received", roster, file_id=file.id, media_type=FileType(file.media_type).name.lower())
    return job


async def commit(work: Work, id: UUID, *, seen: int) -> Job:
    """Have the good rows of a checked roster written into the register.

    Raises `NotFound`, `RosterNotReady`, `NobodyNew`, `Stale`.
    """
    roster = await rosters.get_roster(work.session, id, lock=True)
    take(roster, seen)
    states = await jobs.find_states(work.session, [roster.job_id] if roster.job_id else [])
    job_state = states.get(roster.job_id) if roster.job_id else None
    state = state_of(RosterState(roster.state), JobState(job_state) if job_state else None)
    if state is not RosterState.CHECKED:
        raise RosterNotReady(state=state)
    counts = await rosters.count_rows(work.session, id)
    if not counts.get("new"):
        raise NobodyNew()
    _require_living(await rosters.get_union(work.session, roster.organization_id))
    job = await enqueue(work, "roster_commit", _asked_under(work), roster_id=roster.id)
    roster.state, roster.job_id = RosterState.COMMITTING.value, job.id
    work.tell("roster_commit_asked", roster, rows=counts["new"])
    return job


def _asked_under(work: Work) -> UUID:
    """The organization of the grant that this is done under."""
    return work.scope.organization_id or work.caller.organization_id


def _require_living(union: Organization) -> None:
    status = OrganizationStatus(union.status)
    if status is not OrganizationStatus.ACTIVE:
        raise NotLiving(name=union.name, status=status.zh, status_en=status.en)
