"""Summaries of aid over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.summary import actions, printing, reading
from backend.api.summary.schemas import (
    SummaryChoices,
    SummaryItem,
    SummaryOut,
    SummaryPaperQuery,
    SummaryQuery,
    SummaryStepAsked,
    SummaryVersions,
)
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.domain.summary.rules import SummaryDraft, SummaryWriting
from backend.settings import settings

router = NounRouter(prefix="/aid-summaries", tags=["summaries"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("", response_model=Page[SummaryItem], responses=problems(404))
async def list_aid_summaries(
    request: Request, query: Annotated[SummaryQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Summaries (工作总结) of the subtree, the newest first."""
    return await reading.LISTING.page(request, work, query)


@router.post("", status_code=201, response_model=SummaryOut, responses=problems(404, 409))
async def begin_aid_summary(
    draft: SummaryDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Begin a summary of a programme, or of all programmes of a year or a quarter."""
    row = await actions.begin(work, draft)
    response.headers["Location"] = f"/api/v1/aid-summaries/{row.id}"
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/{id}", response_model=SummaryOut, responses=problems(404))
async def get_aid_summary(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One summary: its text, and its figures, which are of this moment until it is issued."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.put("/{id}", response_model=SummaryOut, responses=problems(404, 409, 412, 428))
async def write_aid_summary(
    id: UUID, writing: SummaryWriting, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Keep what was written as a new version, and which photos are shown."""
    await actions.write(work, id, writing, seen=seen)
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.delete("/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def delete_aid_summary(id: UUID, seen: IfMatch, work: Work = allowed(Edit)) -> Response:
    """Throw a draft away."""
    await actions.remove(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/{id}/steps", response_model=SummaryOut, responses=problems(404, 409, 412, 428))
async def step_aid_summary(
    id: UUID, asked: SummaryStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Issue a summary: text and figures are frozen."""
    await actions.issue(work, id, seen=seen)
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.get("/{id}/versions", response_model=SummaryVersions, responses=problems(404))
async def list_aid_summary_versions(id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """What it said each time it was kept, the latest first."""
    return await reading.list_versions(work, id)


@router.get("/{id}/photos", response_model=SummaryChoices, responses=problems(404))
async def list_aid_summary_photos(id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """Photos of its visits; those that are marked as ones that may be shown can be chosen."""
    return await reading.list_choices(work, id)


@router.get("/{id}/paper", response_class=Response, responses=problems(404, 503) | printing.CONTENT)
async def get_aid_summary_paper(
    id: UUID, query: Annotated[SummaryPaperQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """The summary as a Word document or a PDF, with its photos."""
    return await printing.paper(work, FileStore(settings().file_directory), id, query.format)
