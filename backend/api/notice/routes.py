"""Public notices and objections over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed, at_desk
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.notice import actions, objecting, paper, reading
from backend.api.notice.schemas import (
    CandidateQuery,
    ConcludeNoticeStep,
    NoticeCandidate,
    NoticeItem,
    NoticeOut,
    NoticePage,
    NoticePreview,
    NoticePreviewRequest,
    NoticeQuery,
    NoticeScan,
    NoticeStepAsked,
    ObjectionItem,
    ObjectionOut,
    ObjectionQuery,
    ObjectionStepRequest,
    PaperQuery,
)
from backend.api.pages import Page
from backend.api.pictures import PICTURE
from backend.api.proofs import shown
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.domain.notice.objections import ObjectionDraft
from backend.domain.notice.rules import NoticeDraft
from backend.settings import settings

router = NounRouter(tags=["notices"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("/notice-candidates", response_model=Page[NoticeCandidate], responses=problems())
async def list_notice_candidates(
    request: Request, query: Annotated[CandidateQuery, Query()], work: Work = allowed(Edit)
) -> Response:
    """Cases that wait for a public notice, those of one union and one programme together."""
    return await reading.CANDIDATES.page(request, work, query)


@router.post("/notice-previews", response_model=NoticePreview, responses=problems(404, 409))
async def preview_notice(asked: NoticePreviewRequest, work: Work = allowed(Edit)) -> dict[str, Any]:
    """Exactly what would go out with these columns, and until when; nothing is kept."""
    return await actions.preview(work, asked)


@router.get("/notices", response_model=Page[NoticeItem], responses=problems(404))
async def list_notices(
    request: Request, query: Annotated[NoticeQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Public notices (公示) of the subtree, the newest first."""
    return await reading.LISTING.page(request, work, query)


@router.post("/notices", status_code=201, response_model=NoticeOut, responses=problems(404, 409))
async def publish_notice(
    draft: NoticeDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Publish the cases of one programme and one union for the working days of the programme."""
    row = await actions.publish(work, draft)
    response.headers["Location"] = f"/api/v1/notices/{row.id}"
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/notices/{id}", response_model=NoticeOut, responses=problems(404))
async def get_notice(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One notice: what stands on it, what objections stop it, what may happen next."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/notices/{id}/steps", response_model=NoticeOut, responses=problems(404, 409, 412, 428))
async def step_notice(
    id: UUID, step: NoticeStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Conclude a notice that is over, all its cases in one act; or withdraw one, for a reason."""
    if isinstance(step, ConcludeNoticeStep):
        row = await actions.conclude(work, id, seen=seen)
    else:
        row = await actions.withdraw(work, id, step.reason, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/notices/{id}/page", response_model=NoticePage, responses=problems(404))
async def get_notice_page(id: UUID, work: Work = at_desk()) -> dict[str, Any]:
    """The notice as it hangs in the unit: for everybody who works or is a member there, and nobody else."""
    return await reading.page(work, id)


@router.get("/notices/{id}/document", response_class=Response, responses=problems(404, 409) | paper.CONTENT)
async def get_notice_document(id: UUID, query: Annotated[PaperQuery, Query()], work: Work = allowed(Read)) -> Response:
    """The notice (公示) or the report on its result (公示结果报告) as a document that can be edited."""
    return await paper.document(work, id, query.paper)


@router.post("/notices/{id}/scans", response_model=NoticeOut, responses=problems(404, 409, 412, 428))
async def keep_notice_scan(
    id: UUID, asked: NoticeScan, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Keep the stamped print of the report on the result (盖章件) as a picture; a better one takes its place."""
    row = await actions.keep_scan(work, id, asked.file_id, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/notices/{id}/scan", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_notice_scan(id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """The stamped print."""
    row = await reading.get_own(work, id)
    return shown(FileStore(settings().file_directory), row.scan_id, row.scan_sha256, f"{row.number}盖章件")


@router.get("/objections", response_model=Page[ObjectionItem], responses=problems())
async def list_objections(
    request: Request, query: Annotated[ObjectionQuery, Query()], work: Work = allowed(Edit)
) -> Response:
    """Objections to notices of the subtree, the newest first; neither what was said nor by whom."""
    return await objecting.LISTING.page(request, work, query)


@router.post("/objections", status_code=201, response_model=ObjectionOut, responses=problems(404, 409))
async def receive_objection(
    draft: ObjectionDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Take an objection down: it stops the conclusion until it is answered."""
    row = await objecting.receive(work, draft)
    response.headers["Location"] = f"/api/v1/objections/{row.id}"
    return tagged(response, await objecting.whole(work, row))  # type: ignore[no-any-return]


@router.get("/objections/{id}", response_model=ObjectionOut, responses=problems(404))
async def get_objection(id: UUID, response: Response, work: Work = allowed(Edit)) -> dict[str, Any]:
    """One objection as it was taken down. That it was read is on record."""
    return tagged(response, await objecting.get(work, id))  # type: ignore[no-any-return]


@router.post("/objections/{id}/steps", response_model=ObjectionOut, responses=problems(404, 409, 412, 428))
async def step_objection(
    id: UUID, asked: ObjectionStepRequest, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Answer an objection, with what was found: dismissed, or upheld and the case sent back or rejected."""
    row = await objecting.answer(work, id, asked, seen=seen)
    return tagged(response, await objecting.whole(work, row))  # type: ignore[no-any-return]
