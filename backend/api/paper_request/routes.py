"""Requests for papers over HTTP, as the union makes and ends them."""

from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.paper_request import asking, reading
from backend.api.paper_request.schemas import (
    OfficersStep,
    PaperRequestDraft,
    PaperRequestOut,
    PaperRequests,
    ReturnPaperRequestStep,
    TakePaperRequestStep,
    WithdrawPaperRequestStep,
)
from backend.api.pictures import PICTURE, sent
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.settings import settings

router = NounRouter(tags=["paper-requests"], route_class=OnceRoute)


@router.get("/households/{id}/paper-requests", response_model=PaperRequests, responses=problems(404))
async def list_paper_requests(id: UUID, work: Work = allowed(Permission.AID_READ)) -> dict[str, Any]:
    """What the worker of a household file was asked for and sent, the newest first; and whether they can be asked now."""
    return await reading.list_of_household(work, id)


@router.post(
    "/households/{id}/paper-requests", status_code=201, response_model=PaperRequestOut, responses=problems(404, 409)
)
async def ask_for_papers(
    id: UUID, draft: PaperRequestDraft, response: Response, work: Work = allowed(Permission.AID_EDIT, once=True)
) -> dict[str, Any]:
    """Ask the worker of a household file for papers, on the phone. One request of a file at a time."""
    row = await asking.ask(work, id, draft)
    return tagged(response, await reading.get(work, row))  # type: ignore[no-any-return]


@router.post("/paper-requests/{id}/steps", response_model=PaperRequestOut, responses=problems(404, 409, 412, 428))
async def step_paper_request(
    id: UUID, step: OfficersStep, response: Response, seen: IfMatch, work: Work = allowed(Permission.AID_EDIT)
) -> dict[str, Any]:
    """Take what was sent into the file; send it back, which ends the request and answers with a new one; or ask no more."""
    match step:
        case TakePaperRequestStep():
            row = await asking.take_in(work, id, seen=seen)
        case ReturnPaperRequestStep():
            row = await asking.send_back(work, id, step.note, step.papers, seen=seen)
        case WithdrawPaperRequestStep():
            row = await asking.withdraw(work, id, seen=seen)
    return tagged(response, await reading.get(work, row))  # type: ignore[no-any-return]


@router.get("/paper-requests/{id}/papers/{paper_id}", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_requested_paper(id: UUID, paper_id: UUID, work: Work = allowed(Permission.AID_READ)) -> FileResponse:
    """A paper that the worker sent. Opening one on somebody's health is on record."""
    path, paper = await asking.find_paper(work, FileStore(settings().file_directory), id, paper_id)
    return sent(path, media_type=paper.media_type, name=paper.name, plain="paper")
