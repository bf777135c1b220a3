"""A worker's own applications, cases and programmes over HTTP: what the members' app asks."""

from typing import Any
from uuid import UUID

from fastapi import Request, Response
from fastapi.responses import FileResponse

from backend.api.access import signed_in
from backend.api.aid_application import mine, own_papers, own_reading
from backend.api.aid_application.schemas import (
    AnswerApplicationStep,
    ApplicationBegin,
    ApplicationPaperDraft,
    MyAidApplicationOut,
    MyAidApplications,
    MyAidCases,
    MyAidPrograms,
    SubmitApplicationStep,
    WithdrawApplicationStep,
    WorkerStep,
)
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pictures import PICTURE, sent
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.domain.aid.declaration import Declaration
from backend.settings import settings

router = NounRouter(prefix="/me", tags=["my-aid"], route_class=OnceRoute)


@router.get("/aid-programs", response_model=MyAidPrograms, responses=problems())
async def list_my_aid_programs(work: Work = signed_in()) -> dict[str, Any]:
    """The programmes of my union, and of those above it, that take applications now."""
    return await own_reading.list_programs(work)


@router.get("/aid-cases", response_model=MyAidCases, responses=problems())
async def list_my_aid_cases(work: Work = signed_in()) -> dict[str, Any]:
    """Where my cases are: in which programme, at which desk, since when, and every step so far."""
    return await own_reading.list_cases(work)


@router.get("/aid-applications", response_model=MyAidApplications, responses=problems())
async def list_my_aid_applications(work: Work = signed_in()) -> dict[str, Any]:
    """My applications for aid, the newest first."""
    return await own_reading.list_all(work)


@router.post("/aid-applications", status_code=201, response_model=MyAidApplicationOut, responses=problems(404, 409))
async def begin_aid_application(
    asked: ApplicationBegin, response: Response, work: Work = signed_in(once=True)
) -> dict[str, Any]:
    """Begin an application. One at a time: the one under way is named in the refusal."""
    row = await mine.begin(work, asked.program_id)
    response.headers["Location"] = f"/api/v1/me/aid-applications/{row.id}"
    return await _whole(work, row.id, response)


@router.get("/aid-applications/{id}", response_model=MyAidApplicationOut, responses=problems(404))
async def get_my_aid_application(id: UUID, response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """One of my applications with what is still missing, what is asked, and with whom it lies."""
    return await _whole(work, id, response)


@router.patch("/aid-applications/{id}", response_model=MyAidApplicationOut, responses=problems(404, 409, 412, 428))
async def fill_aid_application(
    id: UUID, change: Declaration, request: Request, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Save one part or several, half filled or whole; a part that is not sent stays. Nothing is lost for being wrong."""
    await mine.fill(work, id, change, seen=seen, given=frozenset(await request.json()))
    return await _whole(work, id, response)


@router.delete("/aid-applications/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def delete_aid_application(id: UUID, seen: IfMatch, work: Work = signed_in()) -> Response:
    """Throw a draft away. What was handed in is withdrawn."""
    await mine.delete(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/aid-applications/{id}/steps", response_model=MyAidApplicationOut, responses=problems(404, 409, 412, 428))
async def step_my_aid_application(
    id: UUID, step: WorkerStep, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Hand in, answer, withdraw. What keeps it from being handed in is told all at once, field by field."""
    match step:
        case SubmitApplicationStep():
            await mine.submit(work, id, seen=seen)
        case AnswerApplicationStep():
            await mine.answer(work, id, step.note, seen=seen)
        case WithdrawApplicationStep():
            await mine.withdraw(work, id, seen=seen)
    return await _whole(work, id, response)


@router.post(
    "/aid-applications/{id}/papers", response_model=MyAidApplicationOut, responses=problems(404, 409, 412, 428)
)
async def add_my_aid_paper(
    id: UUID, asked: ApplicationPaperDraft, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Add a paper that I have uploaded (`/files`, purpose `paper`)."""
    await own_papers.add(work, id, asked, seen=seen)
    return await _whole(work, id, response)


@router.get("/aid-applications/{id}/papers/{paper_id}", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_my_aid_paper(id: UUID, paper_id: UUID, work: Work = signed_in()) -> FileResponse:
    """A paper of my application."""
    path, paper = await own_papers.find(work, FileStore(settings().file_directory), id, paper_id)
    return sent(path, media_type=paper.media_type, name=paper.name, plain="paper")


@router.delete(
    "/aid-applications/{id}/papers/{paper_id}",
    response_model=MyAidApplicationOut,
    responses=problems(404, 409, 412, 428),
)
async def remove_my_aid_paper(
    id: UUID, paper_id: UUID, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Take a paper away; its picture is deleted."""
    await own_papers.remove(work, id, paper_id, seen=seen)
    return await _whole(work, id, response)


async def _whole(work: Work, id: UUID, response: Response) -> dict[str, Any]:
    # What somebody wrote about their illness stays in no cache of a borrowed telephone.
    response.headers["Cache-Control"] = "no-store"
    return tagged(response, await own_reading.get(work, id))  # type: ignore[no-any-return]
