"""Workers' applications for aid over HTTP, as the union deals with them."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.aid_application import deciding, reading
from backend.api.aid_application.schemas import (
    AidApplicationItem,
    AidApplicationOut,
    AidApplicationQuery,
    AskApplicationStep,
    AttachApplicationStep,
    OfficerStep,
    RefuseApplicationStep,
)
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.pages import Page
from backend.api.pictures import PICTURE, sent
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.settings import settings

router = NounRouter(prefix="/aid-applications", tags=["aid-applications"], route_class=BodyRoute)


@router.get("", response_model=Page[AidApplicationItem], responses=problems(404))
async def list_aid_applications(
    request: Request,
    query: Annotated[AidApplicationQuery, Query()],
    work: Work = allowed(Permission.AID_READ),
) -> Response:
    """Applications that workers have handed in, who has waited longest first. Drafts are nobody's but the worker's."""
    return await reading.LISTING.page(request, work, query)


@router.get("/{id}", response_model=AidApplicationOut, responses=problems(404))
async def get_aid_application(
    id: UUID, response: Response, work: Work = allowed(Permission.AID_READ)
) -> dict[str, Any]:
    """One application, with what the rules of today say of it. What identifies somebody is masked."""
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=AidApplicationOut, responses=problems(404, 409, 412, 428))
async def step_aid_application(
    id: UUID, step: OfficerStep, response: Response, seen: IfMatch, work: Work = allowed(Permission.AID_EDIT)
) -> dict[str, Any]:
    """Ask the worker, refuse, or put it to the file there is. To make a file of it is `POST /household-drafts`."""
    match step:
        case AskApplicationStep():
            await deciding.ask(work, id, step.note, step.papers, seen=seen)
        case RefuseApplicationStep():
            await deciding.refuse(work, id, step.note, seen=seen)
        case AttachApplicationStep():
            await deciding.attach(work, id, step.household_id, seen=seen)
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]


@router.get("/{id}/papers/{paper_id}", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_aid_application_paper(
    id: UUID, paper_id: UUID, work: Work = allowed(Permission.AID_READ)
) -> FileResponse:
    """A paper of an application. Opening one on somebody's health is on record."""
    path, paper = await deciding.find_paper(work, FileStore(settings().file_directory), id, paper_id)
    return sent(path, media_type=paper.media_type, name=paper.name, plain="paper")
