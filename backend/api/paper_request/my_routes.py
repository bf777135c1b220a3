"""What my union asks me for, over HTTP: what the members' app asks."""

from typing import Any
from uuid import UUID

from fastapi import Response
from fastapi.responses import FileResponse

from backend.api.access import signed_in
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.paper_request import mine
from backend.api.paper_request.schemas import AnswerPaperRequestStep, MyPaperRequest, MyPaperRequests, SentPaperDraft
from backend.api.pictures import PICTURE, sent
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.settings import settings

router = NounRouter(prefix="/me/paper-requests", tags=["my-aid"], route_class=BodyRoute)


@router.get("", response_model=MyPaperRequests, responses=problems())
async def list_my_paper_requests(response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """The papers that my union has asked me for, the newest request first."""
    response.headers["Cache-Control"] = "no-store"
    return await mine.list_all(work)


@router.get("/{id}", response_model=MyPaperRequest, responses=problems(404))
async def get_my_paper_request(id: UUID, response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """One request with what I have added so far and what is still missing."""
    return await _whole(work, id, response)


@router.post("/{id}/papers", response_model=MyPaperRequest, responses=problems(404, 409, 412, 428))
async def add_requested_paper(
    id: UUID, asked: SentPaperDraft, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Add a picture that I have uploaded (`/files`, purpose `paper`). My union sees it when I have answered."""
    await mine.add_paper(work, id, asked, seen=seen)
    return await _whole(work, id, response)


@router.get("/{id}/papers/{paper_id}", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_my_requested_paper(id: UUID, paper_id: UUID, work: Work = signed_in()) -> FileResponse:
    """A picture that I have added."""
    path, paper = await mine.find_paper(work, FileStore(settings().file_directory), id, paper_id)
    return sent(path, media_type=paper.media_type, name=paper.name, plain="paper")


@router.delete("/{id}/papers/{paper_id}", response_model=MyPaperRequest, responses=problems(404, 409, 412, 428))
async def remove_requested_paper(
    id: UUID, paper_id: UUID, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Take a picture away again, before I answer."""
    await mine.remove_paper(work, id, paper_id, seen=seen)
    return await _whole(work, id, response)


@router.post("/{id}/steps", response_model=MyPaperRequest, responses=problems(404, 409, 412, 428))
async def answer_paper_request(
    id: UUID, step: AnswerPaperRequestStep, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Answer. A paper that I cannot get is excused by a word about it."""
    await mine.answer(work, id, step.note, seen=seen)
    return await _whole(work, id, response)


async def _whole(work: Work, id: UUID, response: Response) -> dict[str, Any]:
    # What somebody wrote about their illness stays in no cache of a borrowed telephone.
    response.headers["Cache-Control"] = "no-store"
    return tagged(response, await mine.get(work, id))  # type: ignore[no-any-return]
