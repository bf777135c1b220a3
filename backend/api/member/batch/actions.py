"""All that can happen to a batch of members that is too large to be done at once: asked for, carried out.

A job checks it and another one carries it out (`running.py`).
"""

from uuid import UUID

from backend.api.jobs import enqueue
from backend.api.member.batch.deeds import Deed, require_possible
from backend.api.member.batch.schemas import MemberBatchDraft
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import job as jobs
from backend.db.queries import member_batch as batches
from backend.db.queries import member_list as lists
from backend.db.queries.member_filters import MemberFilters
from backend.db.tables.member_batch import MemberBatch
from backend.db.tables.process import Job
from backend.db.types import new_id
from backend.domain.job import JobState
from backend.domain.member.batches import (
    MOST_BY_JOB,
    MOST_OPEN,
    BatchesTooMany,
    BatchOfNobody,
    MemberBatchOutcome,
    MemberBatchState,
    require_clear,
    require_ready,
    require_small,
    state_of,
)

CHECK = "member_batch_check"
CARRY_OUT = "member_batch_carry_out"


async def ask(work: Work, draft: MemberBatchDraft, filters: MemberFilters, *, given: frozenset[str]) -> Job:
    """Have a deed checked for all members that match: who they are is written down now, nothing is done yet.

    Raises `BatchUnclear`, `BatchTooLarge`, `BatchOfNobody`, `BatchesTooMany`, and what `require_possible` raises.
    """
    require_clear(members=1, step=draft.step is not None, change=draft.change is not None, given=given)
    deed = Deed(draft.step, draft.change, given)
    await require_possible(work, deed)
    if await batches.count_open(work.session, work.caller.user_id) >= MOST_OPEN:
        raise BatchesTooMany(most=MOST_OPEN)
    left_out = len(set(draft.except_ids))
    most = MOST_BY_JOB + left_out + 1
    # Counted first: a city is refused without being written down.
    found = await work.value(lists.count_members(work.scope, filters, cap=most))
    require_small(found - left_out, most=MOST_BY_JOB)
    batch = await begin(work, deed)
    matching = lists.select_ids(work.scope, filters, most=most)
    batch.total = await batches.write_down(work.session, batch, matching, beside=draft.except_ids)
    require_small(batch.total, most=MOST_BY_JOB)
    if not batch.total:
        raise BatchOfNobody()
    said = {"step": deed.step.step} if deed.step is not None else {"fields": sorted(given)}
    work.tell("member_batch_asked", batch, members=batch.total, **said)
    return await _put_to_work(work, batch, CHECK)


async def begin(work: Work, deed: Deed) -> MemberBatch:
    """A batch of nobody yet, under the caller's grant."""
    assert work.scope.organization_id is not None
    code, line_code = work.place
    batch = MemberBatch(
        id=new_id(),
        user_id=work.caller.user_id,
        user_name=work.caller.name,
        organization_id=work.scope.organization_id,
        code=code,
        line_code=line_code,
        deed=deed.as_document(),
        created_at=work.now,
    )
    work.session.add(batch)
    await work.session.flush()
    return batch


async def _put_to_work(work: Work, batch: MemberBatch, kind: str) -> Job:
    # Under the caller's own grant, whoever began the batch: the job reaches no further than they do.
    assert work.scope.organization_id is not None
    job = await enqueue(work, kind, work.scope.organization_id, batch_id=batch.id)
    batch.job_id = job.id
    await work.session.flush()
    return job


async def carry_out(work: Work, id: UUID, *, seen: int) -> Job:
    """Have it done to those to whom it can be done. Raises `NotFound`, `Stale`, `BatchNotReady`, `NobodyCan`."""
    batch = await batches.get_batch(work.session, id, lock=True)
    take(batch, seen)
    can = (await batches.count_rows(work.session, id)).get(MemberBatchOutcome.CAN, 0)
    require_ready(await present_state(work, batch), can=can)
    batch.state = MemberBatchState.CARRYING_OUT.value
    work.tell("member_batch_carry_out_asked", batch, members=can)
    return await _put_to_work(work, batch, CARRY_OUT)


async def present_state(work: Work, batch: MemberBatch) -> MemberBatchState:
    """Where a batch is, as far as the caller sees its job."""
    states = await jobs.find_states(work.session, [batch.job_id] if batch.job_id else [])
    job_state = states.get(batch.job_id) if batch.job_id else None
    return state_of(MemberBatchState(batch.state), JobState(job_state) if job_state else None)
