"""A batch that is small enough to be done while the officer waits."""

from typing import Any
from uuid import UUID

from backend.api.member.batch.deeds import Deed, Outcome, carry_out, judge, require_possible
from backend.api.member.batch.schemas import BatchRequest
from backend.api.work import Work
from backend.db.queries import member as members
from backend.db.queries import member_list as lists
from backend.db.queries.member_filters import MemberFilters
from backend.db.tables.member import Member
from backend.domain.member.batches import MOST, require_clear, require_small
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
    locked = await members.lock_members(work.session, ids)
    outcomes = await judge(work, deed, ids, locked)
    if not asked.dry_run:
        await carry_out(work, deed, locked, outcomes)
    doable = sum(not isinstance(outcome, Refusal) for outcome in outcomes.values())
    return {
        "dry_run": asked.dry_run,
        "total": len(ids),
        "succeeded": doable,
        "failed": len(ids) - doable,
        "items": [_item(work, index, id, outcomes[id], locked.get(id)) for index, id in enumerate(ids)],
    }


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
