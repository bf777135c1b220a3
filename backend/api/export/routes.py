"""Exports over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import Chosen, signed_in
from backend.api.attachment import disposition
from backend.api.confirmation import Confirmation, require_confirmed
from backend.api.errors import problems
from backend.api.export import actions, reading
from backend.api.export.schemas import ExportDraft, ExportOut, ExportPassword, ExportQuery
from backend.api.idempotency import OnceRoute
from backend.api.job_wire import JobOut, accepted
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.db.files import FileStore
from backend.domain.export.nouns import ExportFormat
from backend.settings import settings

router = NounRouter(prefix="/exports", tags=["exports"], route_class=OnceRoute)

ZIP = "application/zip"
MEDIA = {
    ExportFormat.XLSX: FileType.XLSX.value,
    ExportFormat.CSV: "text/csv; charset=utf-8; header=present",
    ExportFormat.ZIP: ZIP,
}
CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {FileType.XLSX.value: {}, "text/csv": {}, ZIP: {}}, "description": "文件 The file"}
}


@router.get("", response_model=Page[ExportOut], responses=problems())
async def list_exports(request: Request, query: Annotated[ExportQuery, Query()], work: Work = signed_in()) -> Response:
    """My exports, the newest first."""
    return await reading.list_page(request, work, query)


@router.post("", status_code=202, response_model=JobOut, responses=problems(409))
async def ask_export(
    draft: ExportDraft,
    request: Request,
    response: Response,
    confirmation: Confirmation = None,
    chosen: Chosen = None,
    work: Work = signed_in(once=True),
) -> dict[str, Any]:
    """Have a list made into a file: the same filters, the same columns, the same masks as on screen.

    Asks for the permission of the list. The job's `request` names the export. Whole numbers ask for a permission of
    their own, a reason, a confirmation, and above a hundred rows an approval; their file is encrypted.
    """
    if draft.unmasked:
        require_confirmed(request.app.state.ring, confirmation, work.caller, now=work.now)
    row = await actions.ask(work, draft, chosen=chosen)
    assert row.job_id is not None
    return await accepted(work, response, row.job_id)


@router.get("/{id}", response_model=ExportOut, responses=problems(404))
async def get_export(id: UUID, work: Work = signed_in()) -> dict[str, Any]:
    """One of my exports."""
    return await reading.get(work, id)


@router.post("/{id}/password", response_model=ExportPassword, responses=problems(404, 409))
async def show_export_password(id: UUID, response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """The password of a file with whole numbers, shown this once."""
    response.headers["Cache-Control"] = "no-store"
    return {"password": await actions.show_password(work, id)}


@router.get("/{id}/content", response_class=FileResponse, responses=problems(404, 409) | CONTENT)
async def download_export(id: UUID, work: Work = signed_in()) -> FileResponse:
    """The file of one of my exports, until it is deleted. Each download is on record."""
    row, path = await actions.take_out(work, FileStore(settings().file_directory), id)
    return FileResponse(
        path,
        media_type=MEDIA[ExportFormat(row.format)],
        headers={
            "Content-Disposition": disposition(row.name or "", f"export.{row.format}"),
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )
