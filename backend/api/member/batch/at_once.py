"""A batch that is small enough to be done while the officer waits. It stands in the list of batches like the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.jobs import told
from backend.api.member.batch.actions import begin
from backend.api.member.batch.deeds import Deed, Outcome, carry_out, judge, lock, require_possible
from backend.api.member.batch.schemas import BatchRequest
from backend.api.work import Work
from backend.db.bulk import insert_rows
from backend.db.queries import member_list as lists
from backend.db.queries.member_filters import MemberFilters
from backend.db.tables.member import Member
from backend.db.tables.member_batch import MemberBatch, MemberBatchRow
from backend.domain.member.batches import (
    COUNTED,
    MOST,
    MemberBatchOutcome,
    MemberBatchState,
    require_clear,
    require_small,
)
from backend.domain.refusals import Conflict, NotFound, Refusal


async def batch(
    work: Work, asked: BatchRequest, filters: MemberFilters | None, *, given: frozenset[str]
) -> dict[str, Any]:
    """Do the same to many members; whoever it cannot be done to is named with the reason, the others go through.

    With `dry_run` nothing is written. Raises `BatchUnclear`, `BatchTooLarge`, and what `require_possible` raises.
    """
    require_clear(
        members=(asked.ids is not None) + (asked.query is not None),
        step=asked.step is not None,
        change=asked.change is not None,
        given=given,
    )
    deed = Deed(asked.step, asked.change, given)
    await require_possible(work, deed)
    ids = list(dict.fromkeys(asked.ids or ())) if filters is None else await _matching(work, filters)
    locked, places = await lock(work, deed, ids)
    outcomes = await judge(work, deed, ids, locked, places)
    kept = None
    if not asked.dry_run:
        await carry_out(work, deed, locked, outcomes)
        kept = await _keep(work, deed, ids, outcomes)
    doable = sum(not isinstance(outcome, Refusal) for outcome in outcomes.values())
    return {
        "dry_run": asked.dry_run,
        "batch_id": kept.id if kept else None,
        "total": len(ids),
        "succeeded": doable,
        "failed": len(ids) - doable,
        "items": [_item(work, index, id, outcomes[id], locked.get(id)) for index, id in enumerate(ids)],
    }


async def _keep(work: Work, deed: Deed, ids: Sequence[UUID], outcomes: Mapping[UUID, Outcome]) -> MemberBatch:
    """Write down what was done to whom; it is kept as long as one that a job did."""
    said = [(id, *_said(outcomes[id])) for id in ids]
    counts = Counter(outcome for _, outcome, _ in said)
    batch = await begin(work, deed)
    batch.state, batch.total, batch.carried_out_at = MemberBatchState.DONE.value, len(ids), work.now
    batch.can, batch.cannot, batch.done = (counts[each.value] for each in COUNTED)
    await work.session.flush()
    place = {"organization_id": batch.organization_id, "code": batch.code, "line_code": batch.line_code}
    rows = [
        {"batch_id": batch.id, "position": position, **place, "member_id": id, "outcome": outcome, "problem": problem}
        for position, (id, outcome, problem) in enumerate(said, start=1)
    ]
    await insert_rows(work.session, MemberBatchRow, rows)
    work.tell("member_batch_carried_out", batch, outcomes=dict(counts))
    return batch


def _said(outcome: Outcome) -> tuple[str, dict[str, Any] | None]:
    if isinstance(outcome, Refusal):
        return MemberBatchOutcome.CANNOT.value, told(outcome)
    return MemberBatchOutcome.DONE.value, None


async def _matching(work: Work, filters: MemberFilters) -> list[UUID]:
    ids = [row["id"] for row in await work.rows(lists.select_ids(work.scope, filters, most=MOST + 1))]
    require_small(len(ids))
    return ids


def _item(work: Work, index: int, id: UUID, outcome: Outcome, row: Member | None) -> dict[str, Any]:
    problem, status = None, 200
    if isinstance(outcome, Refusal):
        problem = {"code": outcome.code, "detail": outcome.sentence(work.language)}
        status = 404 if isinstance(outcome, NotFound) else 409 if isinstance(outcome, Conflict) else 422
    return {"index": index, "status": status, "id": id, "name": row.name if row else None, "problem": problem}
