"""The rules of aid over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.aid_policy import actions, reading
from backend.api.aid_policy.schemas import (
    AidPolicyItem,
    AidPolicyOut,
    AidPolicyQuery,
    AidTrialQuery,
    AidTrialRowOut,
    CurrentPolicy,
    CurrentQuery,
)
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.job_wire import JobOut, accepted
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.aid.policy import AidPolicyDraft

router = NounRouter(tags=["aid policies"], route_class=OnceRoute)

Read = Permission.AID_READ
Set = Permission.AID_POLICY


@router.get("/aid-policies", response_model=Page[AidPolicyItem], responses=problems())
async def list_aid_policies(
    request: Request, query: Annotated[AidPolicyQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """What the unions of the subtree set themselves, the newest first."""
    return await reading.list_page(request, work, query)


@router.post("/aid-policies", status_code=201, response_model=AidPolicyOut, responses=problems(404, 409))
async def set_aid_policy(
    draft: AidPolicyDraft, response: Response, work: Work = allowed(Set, once=True)
) -> dict[str, Any]:
    """Set rules of aid for a union and all below it, from a day on. What is left null is inherited from above."""
    row = await actions.put(work, draft)
    response.headers["Location"] = f"/api/v1/aid-policies/{row.id}"
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/aid-policies/current", response_model=CurrentPolicy, responses=problems(404))
async def get_current_aid_policy(query: Annotated[CurrentQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """The rules that hold for a union on a day, and from which union each part comes."""
    return await reading.current(work, query)


@router.get("/aid-policies/{id}", response_model=AidPolicyOut, responses=problems(404))
async def get_aid_policy(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One rule set."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.put("/aid-policies/{id}", response_model=AidPolicyOut, responses=problems(404, 409, 412, 428))
async def edit_aid_policy(
    id: UUID, draft: AidPolicyDraft, response: Response, seen: IfMatch, work: Work = allowed(Set)
) -> dict[str, Any]:
    """Put other rules in the place of these, before their day has come. The union stays."""
    row = await actions.edit(work, id, draft, seen=seen)
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.delete("/aid-policies/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def remove_aid_policy(id: UUID, seen: IfMatch, work: Work = allowed(Set)) -> Response:
    """Withdraw rules before their day has come."""
    await actions.remove(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/aid-policy-trials", status_code=202, response_model=JobOut, responses=problems(404, 409))
async def try_aid_policy(
    draft: AidPolicyDraft, response: Response, work: Work = allowed(Set, once=True)
) -> dict[str, Any]:
    """Try rules on the present files: who would enter, leave, change category, and what it would cost a year.

    Nothing is changed. The job's result has the counts; its rows stand under `/aid-policy-trials/{id}/rows`.
    """
    job = await actions.try_out(work, draft)
    return await accepted(work, response, job.id)


@router.get("/aid-policy-trials/{id}/rows", response_model=Page[AidTrialRowOut], responses=problems())
async def list_aid_policy_trial_rows(
    id: UUID, request: Request, query: Annotated[AidTrialQuery, Query()], work: Work = allowed(Set)
) -> Response:
    """The files for which a trial of one's own (the id of its job) would change something. Kept for thirty days."""
    return await reading.list_trial(request, work, id, query)
