"""The examination of aid by auditors, over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.examination import actions, reading
from backend.api.examination.schemas import (
    AidSampleOut,
    AidSampleQuery,
    MoneyCheckOut,
    PublishedPaidItem,
    PublishedPaidQuery,
    SampleCaseItem,
    SampleCaseQuery,
)
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.fund.examining import SampleDraft

router = NounRouter(tags=["examinations"], route_class=OnceRoute)

Examine = Permission.AID_EXAMINE


@router.get("/aid-samples", response_model=Page[AidSampleOut], responses=problems())
async def list_aid_samples(
    request: Request, query: Annotated[AidSampleQuery, Query()], work: Work = allowed(Examine)
) -> Response:
    """Samples that were drawn in the subtree, the newest first."""
    return await reading.SAMPLES.page(request, work, query)


@router.post("/aid-samples", status_code=201, response_model=AidSampleOut, responses=problems(404, 409))
async def draw_aid_sample(draft: SampleDraft, response: Response, work: Work = allowed(Examine, once=True)) -> Any:
    """Draw paid cases by lot: those whose SHA-256 of `seed:number` comes first. Whoever has the seed draws the same."""
    row = await actions.draw(work, draft)
    response.headers["Location"] = f"/api/v1/aid-samples/{row.id}"
    return await reading.get(work, row.id)


@router.get("/aid-samples/{id}", response_model=AidSampleOut, responses=problems(404))
async def get_aid_sample(id: UUID, work: Work = allowed(Examine)) -> Any:
    """One sample: its seed, its days, of how many it was drawn."""
    return await reading.get(work, id)


@router.get("/sample-cases", response_model=Page[SampleCaseItem], responses=problems(404))
async def list_sample_cases(
    request: Request, query: Annotated[SampleCaseQuery, Query()], work: Work = allowed(Examine)
) -> Response:
    """The cases of a sample in the order of the draw. That they were looked at is on record."""
    answer = await reading.SAMPLE_CASES.page(request, work, query)
    actions.tell(work, "aid_sample_looked_at", sample_id=query.sample_id)
    return answer


@router.get("/published-paid", response_model=Page[PublishedPaidItem], responses=problems(404))
async def list_published_paid(
    request: Request, query: Annotated[PublishedPaidQuery, Query()], work: Work = allowed(Examine)
) -> Response:
    """Cases whose publication and payment do not meet. That they were looked at is on record."""
    answer = await reading.MEETINGS.page(request, work, query)
    actions.tell(work, "published_paid_looked_at", findings=query.finding)
    return answer


@router.post("/money-checks", response_model=MoneyCheckOut, responses=problems())
async def check_books(request: Request, work: Work = allowed(Examine)) -> dict[str, Any]:
    """Hold the books against cases, payments, vouchers and the record; what breaks a rule is told of one's own subtree."""
    return await actions.check_books(work, request.app.state.database)
