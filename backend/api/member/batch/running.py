"""The two jobs of a batch of members: the check, and the deed; five hundred members in a transaction.

What is said of a member is written in the transaction in which it is found out, or done: a kill leaves whole chunks, and
the next run goes on with those of whom nothing was said yet. Between the two jobs the world may have changed, so the
second judges everybody again; it turns only to those to whom, by the first, it can be done.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from backend.api.jobs import Run, told
from backend.api.member.batch import deeds
from backend.api.member.batch.deeds import Deed
from backend.api.work import Work
from backend.db.queries import member_batch as batches
from backend.db.tables.member_batch import MemberBatch
from backend.domain.job import JobPhase
from backend.domain.member.batches import COUNTED, MemberBatchOutcome, MemberBatchState
from backend.domain.refusals import Refusal

CHUNK = 500
"""Members in one transaction: what one waits for whose record is open beside it."""


@dataclass(frozen=True, slots=True)
class _Round:
    """One walk over a batch: over whom it goes, what it makes of them, between which states."""

    phase: JobPhase
    during: MemberBatchState
    after: MemberBatchState
    over: MemberBatchOutcome
    good: MemberBatchOutcome
    deal: Callable[[Work, Deed, Sequence[UUID]], Awaitable[Mapping[UUID, deeds.Outcome]]]


async def check(run: Run) -> Mapping[str, Any]:
    """Judge everybody in the batch that the job names; returns how many of each outcome."""
    return await _walk(run, _CHECK)


async def carry_out(run: Run) -> Mapping[str, Any]:
    """Do it to those in the batch to whom it can be done; returns how many of each outcome."""
    return await _walk(run, _DEED)


async def _check(work: Work, deed: Deed, ids: Sequence[UUID]) -> Mapping[UUID, deeds.Outcome]:
    return await deeds.judge(work, deed, ids, *await deeds.look(work, deed, ids))


async def _carry_out(work: Work, deed: Deed, ids: Sequence[UUID]) -> Mapping[UUID, deeds.Outcome]:
    locked, places = await deeds.lock(work, deed, ids)
    outcomes = await deeds.judge(work, deed, ids, locked, places)
    await deeds.carry_out(work, deed, locked, outcomes)
    return outcomes


_CHECK = _Round(
    phase=JobPhase.CHECKING,
    during=MemberBatchState.CHECKING,
    after=MemberBatchState.CHECKED,
    over=MemberBatchOutcome.WAITING,
    good=MemberBatchOutcome.CAN,
    deal=_check,
)
_DEED = _Round(
    phase=JobPhase.CARRYING_OUT,
    during=MemberBatchState.CARRYING_OUT,
    after=MemberBatchState.DONE,
    over=MemberBatchOutcome.CAN,
    good=MemberBatchOutcome.DONE,
    deal=_carry_out,
)


async def _walk(run: Run, round: _Round) -> Mapping[str, Any]:
    id = UUID(run.request["batch_id"])
    async with run.work() as work:
        batch = await batches.get_batch(work.session, id)
        counts = await batches.count_rows(work.session, id)
    if batch.state != round.during:
        return _result(batch, counts)
    deed = Deed.of(batch.deed)
    done = counts.get(round.good, 0)
    total = done + counts.get(round.over, 0)
    await run.report(round.phase, done, total, now=True)
    while taken := await _chunk(run, batch.id, deed, round):
        done += taken
        await run.report(round.phase, done, total)
    async with run.work() as work:
        batch = await batches.get_batch(work.session, id, lock=True)
        counts = await batches.count_rows(work.session, id)
        batch.state = round.after.value
        batch.version += 1
        batch.can, batch.cannot, batch.done = (counts.get(each, 0) for each in COUNTED)
        if round is _CHECK:
            work.tell("member_batch_checked", batch, outcomes=counts)
        else:
            batch.carried_out_at = work.now
            work.tell("member_batch_carried_out", batch, outcomes=counts)
    return _result(batch, counts)


async def _chunk(run: Run, batch_id: UUID, deed: Deed, round: _Round) -> int:
    """Deal with the next members; returns with how many, 0 when none is left."""
    async with run.work() as work:
        ahead = await batches.take_rows(work.session, batch_id, outcome=round.over, limit=CHUNK)
        if not ahead:
            return 0
        outcomes = await round.deal(work, deed, list(ahead))
        said = [_said(ahead[id], outcome, round.good) for id, outcome in outcomes.items()]
        await batches.mark_rows(work.session, batch_id, said)
    return len(ahead)


def _said(position: int, outcome: deeds.Outcome, good: MemberBatchOutcome) -> tuple[int, str, dict[str, Any] | None]:
    if isinstance(outcome, Refusal):
        return position, MemberBatchOutcome.CANNOT.value, told(outcome)
    return position, good.value, None


def _result(batch: MemberBatch, counts: Mapping[str, int]) -> Mapping[str, Any]:
    return {"batch_id": str(batch.id), "counts": {each.value: counts.get(each, 0) for each in MemberBatchOutcome}}
