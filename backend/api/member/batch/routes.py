"""Batches of members over HTTP. Those of up to 1,000, which are done at once, stand among the members' own routes."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.job_wire import JobOut, accepted
from backend.api.member import reading as members
from backend.api.member.batch import actions, reading
from backend.api.member.batch.schemas import (
    MemberBatchDraft,
    MemberBatchItem,
    MemberBatchOut,
    MemberBatchQuery,
    MemberBatchRowOut,
    MemberBatchRowQuery,
    MemberBatchStep,
)
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission

router = NounRouter(prefix="/member-batches", tags=["member batches"], route_class=OnceRoute)

Edit = Permission.MEMBER_EDIT


@router.get("", response_model=Page[MemberBatchItem], responses=problems(404))
async def list_member_batches(
    request: Request, query: Annotated[MemberBatchQuery, Query()], work: Work = allowed(Edit)
) -> Response:
    """Batches of the last thirty days, the newest first: who did what to how many, and what became of them."""
    return await reading.list_page(request, work, query)


@router.post("", status_code=202, response_model=JobOut, responses=problems(404, 409))
async def check_member_batch(
    draft: MemberBatchDraft, request: Request, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Have a step or change checked for all members that match, up to 100,000. Nothing is done to them yet.

    Who they are is written down now; the filters are not kept. The job's `request` names the batch.
    """
    filters = await members.filters_of(work, draft.query)
    given = frozenset((await request.json()).get("change") or ())
    job = await actions.ask(work, draft, filters, given=given)
    return await accepted(work, response, job.id)


@router.get("/{id}", response_model=MemberBatchOut, responses=problems(404))
async def get_member_batch(id: UUID, response: Response, work: Work = allowed(Edit)) -> dict[str, Any]:
    """One batch: to how many it can be done, to how many not and why, what may be done next."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.get("/{id}/rows", response_model=Page[MemberBatchRowOut], responses=problems(404))
async def list_member_batch_rows(
    id: UUID, request: Request, query: Annotated[MemberBatchRowQuery, Query()], work: Work = allowed(Edit)
) -> Response:
    """The members of a batch, each with what was said of them and why."""
    return await reading.list_rows(request, work, id, query)


@router.post("/{id}/steps", status_code=202, response_model=JobOut, responses=problems(404, 409, 412, 428))
async def step_member_batch(
    id: UUID,
    asked: MemberBatchStep,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit, once=True),
) -> dict[str, Any]:
    """Carry a checked batch out. Each member is judged again when it is their turn; the others go through."""
    del asked
    job = await actions.carry_out(work, id, seen=seen)
    return await accepted(work, response, job.id)
