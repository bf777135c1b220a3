"""The papers of unions and their keepers over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.paper import actions, keeping, reading
from backend.api.paper.schemas import (
    CompletenessQuery,
    PaperCompleteness,
    PaperKeeperOut,
    PaperKeeperQuery,
    PaperQuery,
    UnionPaperItem,
    UnionPaperOut,
    WithdrawPaperStep,
)
from backend.api.pictures import sent
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.file_types import TAKEN, Purpose
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.domain.paper.keepers import PaperKeeperDraft
from backend.domain.paper.rules import UnionPaperChange, UnionPaperDraft
from backend.settings import settings

router = NounRouter(tags=["papers"], route_class=OnceRoute)

Read = Permission.ORGANIZATION_READ
Edit = Permission.ORGANIZATION_EDIT
FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind.value: {} for kind in sorted(TAKEN[Purpose.CABINET])}, "description": "文件 The file"}
}


@router.get("/papers", response_model=Page[UnionPaperItem], responses=problems(404))
async def list_papers(request: Request, query: Annotated[PaperQuery, Query()], work: Work = allowed(Read)) -> Response:
    """Papers (档案资料) of the subtree, the latest day first, withdrawn ones included; `state=due`: kept long enough."""
    return await reading.LISTING.page(request, work, query)


@router.post("/papers", status_code=201, response_model=UnionPaperOut, responses=problems(404, 409))
async def file_paper(
    draft: UnionPaperDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """File a paper with the files that the caller has uploaded for it (`/files`, purpose `cabinet`)."""
    row = await actions.enter(work, draft)
    response.headers["Location"] = f"/api/v1/papers/{row.id}"
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/papers/completeness", response_model=PaperCompleteness, responses=problems(404))
async def get_paper_completeness(
    query: Annotated[CompletenessQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """The cabinet of a union for a year, and below it how many basic unions have a keeper and which papers."""
    return await reading.completeness(work, query)


@router.get("/papers/{id}", response_model=UnionPaperOut, responses=problems(404))
async def get_paper(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One paper with its files."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/papers/{id}", response_model=UnionPaperOut, responses=problems(404, 409, 412, 428))
async def edit_paper(
    id: UUID,
    change: UnionPaperChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Correct a paper; what is not sent stays."""
    row = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.post("/papers/{id}/steps", response_model=UnionPaperOut, responses=problems(404, 409, 412, 428))
async def step_paper(
    id: UUID, step: WithdrawPaperStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Withdraw a wrong paper: it stays as a record, and its files are no longer handed out."""
    row = await actions.withdraw(work, id, step, seen=seen)
    return tagged(response, await reading.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/papers/{id}/files/{file_id}", response_class=FileResponse, responses=problems(404) | FILE)
async def get_paper_file(id: UUID, file_id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """A file of a paper, to be saved and never shown in place. Opening a roster is on record."""
    path, file = await actions.open_file(work, FileStore(settings().file_directory), id, file_id)
    return sent(path, media_type=file.media_type, name=file.name, plain="paper")


@router.get("/paper-keepers", response_model=Page[PaperKeeperOut], responses=problems(404))
async def list_paper_keepers(
    request: Request, query: Annotated[PaperKeeperQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Who keeps the cabinets of the subtree (档案保管人), and who kept them before; the last entered first."""
    return await reading.list_keepers(request, work, query)


@router.post("/paper-keepers", status_code=201, response_model=PaperKeeperOut, responses=problems(404, 409))
async def name_paper_keeper(
    draft: PaperKeeperDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Name the keeper of a union's cabinet; `former_id` hands it over on that day."""
    row = await keeping.name(work, draft)
    response.headers["Location"] = f"/api/v1/paper-keepers/{row.id}"
    return tagged(response, await reading.get_keeper(work, row.id))  # type: ignore[no-any-return]


@router.get("/paper-keepers/{id}", response_model=PaperKeeperOut, responses=problems(404))
async def get_paper_keeper(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One keeper."""
    return tagged(response, await reading.get_keeper(work, id))  # type: ignore[no-any-return]
