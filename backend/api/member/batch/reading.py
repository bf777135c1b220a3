"""Answers about batches of members that change nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.member.batch.actions import present_state
from backend.api.member.batch.schemas import MemberBatchQuery, MemberBatchRowQuery
from backend.api.offers import Offer, open_steps
from backend.api.pages import COUNT_CAP, paged, read_cursor
from backend.api.work import Work
from backend.db.queries import member_batch as batches
from backend.db.queries import organization as organizations
from backend.domain.access import Permission
from backend.domain.member.batches import MemberBatchOutcome, MemberBatchState, require_ready
from backend.domain.refusals import Refusal

REASONS = 20
"""Kinds of reasons that are counted; each member's own stands in its row."""


async def list_page(request: Request, work: Work, query: MemberBatchQuery) -> Response:
    """One page of the batches of the subtree, the newest first. Raises `NotFound` for a union outside."""
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    filters: dict[str, Any] = {
        "scope": work.scope,
        "under": under,
        "states": query.state,
        "deeds": query.deed,
        "user_id": work.caller.user_id if query.mine else None,
    }
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    before = UUID(after[0]) if after else None
    found = await work.session.execute(batches.list_batches(before=before, limit=query.limit + 1, **filters))
    total = None
    if query.with_total:
        counted = batches.count_batches(cap=COUNT_CAP, **filters)
        total = (await work.session.execute(counted)).scalar_one()
    return paged(request, query, [_item(row) for row in found.mappings()], after=("id",), total=total)


def _item(row: Mapping[Any, Any]) -> dict[str, Any]:
    kept = row["_kept"]
    return dict(row) | {"step": (kept.get("step") or {}).get("step"), "change": kept.get("change")}


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One batch with what was said of how many. Raises `NotFound`."""
    batch = await batches.get_batch(work.session, id)
    state = await present_state(work, batch)
    counts = {each.value: 0 for each in MemberBatchOutcome} | await batches.count_rows(work.session, id)
    reasons = await batches.list_reasons(work.session, id, most=REASONS) if counts[MemberBatchOutcome.CANNOT] else []
    step: Any = batch.deed.get("step")
    return batch.model_dump(exclude={"deed"}) | {
        "state": state,
        "step": step and step["step"],
        "change": batch.deed.get("change"),
        "counts": counts,
        "reasons": [_told(work, reason) | {"members": reason["members"]} for reason in reasons],
        "steps": open_steps(work, [_carry_out(state, counts)]),
    }


def _carry_out(state: MemberBatchState, counts: Mapping[str, int]) -> Offer:
    closed = None
    try:
        require_ready(state, can=counts[MemberBatchOutcome.CAN])
    except Refusal as refusal:
        closed = refusal
    return Offer("carry_out", "办理", "Carry out", Permission.MEMBER_EDIT, closed)


async def list_rows(request: Request, work: Work, id: UUID, query: MemberBatchRowQuery) -> Response:
    """One page of a batch's members, in the order of the list they were chosen from. Raises `NotFound`."""
    batch = await batches.get_batch(work.session, id)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        batches.list_rows(
            batch_id=batch.id,
            outcomes=[outcome.value for outcome in query.outcome],
            after=int(after[0]) if after else None,
            limit=query.limit + 1,
        )
    )
    rows = [dict(row) | {"problem": row["problem"] and _told(work, row["problem"])} for row in found.mappings()]
    total = None
    if query.with_total:
        counts = await batches.count_rows(work.session, id)
        total = sum(counts.get(outcome, 0) for outcome in query.outcome or list(MemberBatchOutcome))
    return paged(request, query, rows, after=("position",), total=total)


def _told(work: Work, problem: Mapping[str, Any]) -> dict[str, Any]:
    return {"code": problem["code"], "detail": problem["en" if work.language == "en" else "zh"]}
