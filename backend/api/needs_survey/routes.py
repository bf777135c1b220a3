"""Surveys of need over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.needs_survey import actions, reading
from backend.api.needs_survey.schemas import (
    NeedsProgress,
    NeedsProgressQuery,
    NeedsSurveyItem,
    NeedsSurveyOut,
    NeedsSurveyQuery,
)
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.needs.surveys import MeasureDraft, MeasureResult, SurveyChange, SurveyDraft

router = NounRouter(prefix="/needs-surveys", tags=["needs-surveys"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("", response_model=Page[NeedsSurveyItem], responses=problems(404))
async def list_needs_surveys(
    request: Request, query: Annotated[NeedsSurveyQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Surveys of need (摸底调研) of the subtree, the latest first."""
    return await reading.LISTING.page(request, work, query)


@router.post("", status_code=201, response_model=NeedsSurveyOut, responses=problems(404, 409))
async def enter_needs_survey(
    draft: SurveyDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Enter what was found out about the needs of workers of a union."""
    row = await actions.enter(work, draft)
    response.headers["Location"] = f"/api/v1/needs-surveys/{row.id}"
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/progress", response_model=NeedsProgress, responses=problems(404))
async def get_needs_progress(
    query: Annotated[NeedsProgressQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """How many of the unions that have households on file were surveyed in the year, by the unions directly below; or
    of those on a plan of visits, in the twelve months before it."""
    return await reading.progress(work, query)


@router.get("/{id}", response_model=NeedsSurveyOut, responses=problems(404))
async def get_needs_survey(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One survey with the plan that it led to."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/{id}", response_model=NeedsSurveyOut, responses=problems(404, 412, 428))
async def edit_needs_survey(
    id: UUID, change: SurveyChange, request: Request, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Correct a survey; what is not sent stays."""
    row = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.delete("/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def delete_needs_survey(id: UUID, seen: IfMatch, work: Work = allowed(Edit)) -> Response:
    """Delete a survey of which no measure is done."""
    await actions.delete(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/{id}/measures", response_model=NeedsSurveyOut, responses=problems(404, 409, 412, 428))
async def plan_needs_measure(
    id: UUID, draft: MeasureDraft, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Add a measure of relief, rights or service to the plan for this union."""
    row = await actions.plan(work, id, draft, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.delete("/{id}/measures/{measure_id}", response_model=NeedsSurveyOut, responses=problems(404, 409, 412, 428))
async def drop_needs_measure(
    id: UUID, measure_id: UUID, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Take a measure that is not done off the plan."""
    row = await actions.drop(work, id, measure_id, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.post(
    "/{id}/measures/{measure_id}/results", response_model=NeedsSurveyOut, responses=problems(404, 409, 412, 428)
)
async def settle_needs_measure(
    id: UUID, measure_id: UUID, result: MeasureResult, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Say that a measure was done, when, and what came of it."""
    row = await actions.settle(work, id, measure_id, result, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]
