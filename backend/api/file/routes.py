"""Files over HTTP."""

from collections.abc import Callable, Coroutine
from typing import Annotated, Any
from uuid import UUID

from fastapi import File, Form, Request, Response, UploadFile
from fastapi.responses import FileResponse
from fastapi.routing import APIRoute
from pydantic import field_serializer
from starlette.datastructures import FormData

from backend.api.access import allowed, known_caller, signed_in
from backend.api.attachment import disposition
from backend.api.errors import Problem, problems
from backend.api.file import actions
from backend.api.routing import NounRouter
from backend.api.wire import Instant, Out
from backend.api.work import Work
from backend.db.file_types import FileType, Purpose
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.tables.process import StoredFile
from backend.domain.access import Permission
from backend.domain.refusals import NotFound, at
from backend.settings import settings


class _OneFile(Request):
    """A request whose form holds one file and a few fields: a body of ten thousand parts is refused (X-04)."""

    async def _get_form(self, **_limits: Any) -> FormData:
        return await super()._get_form(max_files=1, max_fields=4, max_part_size=1000)


class _UploadRoute(APIRoute):
    """Asks who is there before the body is read, and reads a small form only."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def known_first(request: Request) -> Response:
            await known_caller(request)
            return await handle(_OneFile(request.scope, request.receive))

        return known_first


TOO_LARGE: dict[int | str, dict[str, Any]] = {
    413: {"model": Problem, "description": "内容太大 Too large", "content": {"application/problem+json": {}}}
}

router = NounRouter(prefix="/files", tags=["files"], route_class=_UploadRoute)


class FileOut(Out):
    """A file of the caller's."""

    id: UUID
    name: str
    media_type: str
    size: int
    sha256: bytes | str
    purpose: Purpose
    created_at: Instant

    @field_serializer("sha256")
    def _hexadecimal(self, value: bytes | str) -> str:
        return value.hex() if isinstance(value, bytes) else value


@router.post("", status_code=201, response_model=FileOut, responses=problems() | TOO_LARGE)
async def upload_file(
    response: Response,
    file: Annotated[
        UploadFile,
        File(
            description="图片不超过 10 MB，档案资料不超过 20 MB，表格不超过 50 MB "
            "Pictures 10 MB, papers of a cabinet 20 MB, workbooks 50 MB"
        ),
    ],
    purpose: Annotated[Purpose, Form(description="用途 What it is for")] = Purpose.WORKBOOK,
    work: Work = allowed(Permission.FILE_WRITE),
) -> StoredFile:
    """Upload a file. Its type is told by its content, not by its name."""
    with at("/file"):
        kept = await actions.keep(
            work, FileStore(settings().file_directory), file.file, name=file.filename or "", purpose=purpose
        )
    response.headers["Location"] = f"/api/v1/files/{kept.id}"
    return kept


@router.get(
    "/{id}",
    response_class=FileResponse,
    responses=problems(404) | {200: {"content": {"application/octet-stream": {}}, "description": "文件 The file"}},
)
async def download_file(id: UUID, work: Work = signed_in()) -> FileResponse:
    """The content of one of the caller's files, to be saved and never shown.

    A portrait comes from its member only, a paper of a household from its file, a proof from what it proves, a picture of
    a visit from the visit, a file of a cabinet from its paper.
    """
    file = await files.get_file(work.session, id)
    if file.purpose in (Purpose.PORTRAIT, Purpose.PAPER, Purpose.PROOF, Purpose.VISIT, Purpose.CABINET):
        # It belongs to what it is of now, and whoever uploaded it may since have gone to another county.
        raise NotFound()
    path = FileStore(settings().file_directory).find(file.id, file.sha256)
    plain = "file" + FileType(file.media_type).suffix
    return FileResponse(
        path,
        media_type=file.media_type,
        headers={"Content-Disposition": disposition(file.name, plain), "X-Content-Type-Options": "nosniff"},
    )
