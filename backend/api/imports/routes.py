"""Imports over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request, Response

from backend.api.access import allowed
from backend.api.attachment import disposition
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.imports import actions, annotating, reading, template
from backend.api.imports.schemas import (
    ColumnsRequest,
    Correction,
    FileRequest,
    ImportFaults,
    ImportItem,
    ImportMarks,
    ImportMarksQuery,
    ImportOut,
    ImportQuery,
    ImportRequest,
    ImportRowOut,
    ImportRowQuery,
    RowMend,
)
from backend.api.job_wire import JobOut, accepted
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.domain.access import Permission
from backend.domain.imports.columns import RegisterKind

router = NounRouter(tags=["imports"], route_class=OnceRoute)

Import = Permission.MEMBER_IMPORT
XLSX = FileType.XLSX.value
WORKBOOK: dict[int | str, dict[str, Any]] = {200: {"content": {XLSX: {}}, "description": "表格 The workbook"}}
RowId = Annotated[str, Path(pattern="^[0-9]{1,6}-[0-9]{1,7}$", description="文件次序-行号 Which file, which row")]


@router.get("/templates/{kind}", response_class=Response, responses=problems(404) | WORKBOOK)
async def get_template(
    kind: RegisterKind,
    organization_id: Annotated[UUID, Query(description="为哪家工会填写 The union it is filled in for")],
    work: Work = allowed(Import),
) -> Response:
    """A workbook to fill in, made for a union: its own names in drop-downs, notes, a sample row, the rules."""
    content = await template.make(work, kind, organization_id)
    return _download(content, f"{kind.zh}导入模板.xlsx", f"{kind.value}-template.xlsx")


@router.get("/imports", response_model=Page[ImportItem], responses=problems())
async def list_imports(
    request: Request, query: Annotated[ImportQuery, Query()], work: Work = allowed(Import)
) -> Response:
    """Imports of the caller's scope, newest first."""
    return await reading.list_page(request, work, query)


@router.post("/imports", status_code=202, response_model=JobOut, responses=problems(404, 409))
async def check_import(
    asked: ImportRequest, response: Response, work: Work = allowed(Import, once=True)
) -> dict[str, Any]:
    """Have an uploaded workbook checked for a register of a union. Nothing is written to the register."""
    job = await actions.take_in(work, asked.kind, asked.file_id, asked.organization_id, asked.listed)
    return await accepted(work, response, job.id)


@router.get("/imports/{id}", response_model=ImportOut, responses=problems(404))
async def get_import(id: UUID, response: Response, work: Work = allowed(Import)) -> dict[str, Any]:
    """One import: its columns, the verdicts counted, what may be done."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.put("/imports/{id}/columns", status_code=202, response_model=JobOut, responses=problems(404, 409, 412, 428))
async def name_import_columns(
    id: UUID, asked: ColumnsRequest, response: Response, seen: IfMatch, work: Work = allowed(Import)
) -> dict[str, Any]:
    """Say which column of the file is which of the register; the file is checked anew, and the office remembers."""
    fields = {column.position: column.field for column in asked.columns}
    job = await actions.name_columns(work, id, sheet=asked.sheet, ends=asked.ends, fields=fields, seen=seen)
    return await accepted(work, response, job.id)


@router.put("/imports/{id}/file", status_code=202, response_model=JobOut, responses=problems(404, 409, 412, 428))
async def bring_back_import_file(
    id: UUID, asked: FileRequest, response: Response, seen: IfMatch, work: Work = allowed(Import)
) -> dict[str, Any]:
    """Put a mended file in the place of the one that was sent; what is written already stays."""
    job = await actions.bring_back(work, id, asked.file_id, seen=seen)
    return await accepted(work, response, job.id)


@router.get("/imports/{id}/rows", response_model=Page[ImportRowOut], responses=problems(404))
async def list_import_rows(
    id: UUID, request: Request, query: Annotated[ImportRowQuery, Query()], work: Work = allowed(Import)
) -> Response:
    """The rows of an import with their verdicts, problems and changes; what identifies a person is masked."""
    return await reading.list_rows(request, work, id, query)


@router.get("/imports/{id}/marks", response_model=ImportMarks, responses=problems(404))
async def list_import_marks(
    id: UUID, query: Annotated[ImportMarksQuery, Query()], work: Work = allowed(Import)
) -> dict[str, Any]:
    """Where pages of an import's rows begin: a list of a hundred thousand is entered anywhere."""
    return await reading.list_marks(work, id, query)


@router.get("/imports/{id}/rows/{row}", response_model=ImportRowOut, responses=problems(404))
async def get_import_row(id: UUID, row: RowId, response: Response, work: Work = allowed(Import)) -> dict[str, Any]:
    """One row."""
    return tagged(response, await reading.get_row(work, id, row))  # type: ignore[no-any-return]


@router.patch("/imports/{id}/rows/{row}", response_model=ImportRowOut, responses=problems(404, 409, 412, 428))
async def mend_import_row(
    id: UUID, row: RowId, asked: RowMend, response: Response, seen: IfMatch, work: Work = allowed(Import)
) -> dict[str, Any]:
    """Put other text into some cells of a row; it is judged anew at once."""
    await actions.mend_row(work, id, reading.place_of(row), asked.cells, seen=seen)
    return tagged(response, await reading.get_row(work, id, row))  # type: ignore[no-any-return]


@router.get("/imports/{id}/faults", response_model=ImportFaults, responses=problems(404))
async def list_import_faults(id: UUID, work: Work = allowed(Import)) -> dict[str, Any]:
    """What is wrong in how many rows: what one rule may mend."""
    return await reading.list_faults(work, id)


@router.post(
    "/imports/{id}/corrections", status_code=202, response_model=JobOut, responses=problems(404, 409, 412, 428)
)
async def correct_import(
    id: UUID, asked: Correction, response: Response, seen: IfMatch, work: Work = allowed(Import)
) -> dict[str, Any]:
    """Put one text in the place of another in all rows of a column that are not written yet."""
    job = await actions.correct(work, id, field=asked.field, old=asked.from_, new=asked.to, seen=seen)
    return await accepted(work, response, job.id)


@router.get("/imports/{id}/annotated.xlsx", response_class=Response, responses=problems(404, 409) | WORKBOOK)
async def get_annotated_import(id: UUID, work: Work = allowed(Import)) -> Response:
    """The sender's own workbook, its wrong cells marked, with a last column that says why."""
    content, name = await annotating.make(work, id)
    return _download(content, name, "annotated.xlsx")


@router.post("/imports/{id}/commit", status_code=202, response_model=JobOut, responses=problems(404, 409, 412, 428))
async def commit_import(id: UUID, response: Response, seen: IfMatch, work: Work = allowed(Import)) -> dict[str, Any]:
    """Write the good rows of a checked import into the register; the others can follow later."""
    job = await actions.commit(work, id, seen=seen)
    return await accepted(work, response, job.id)


@router.post("/imports/{id}/undo", status_code=202, response_model=JobOut, responses=problems(404, 409, 412, 428))
async def undo_import(id: UUID, response: Response, seen: IfMatch, work: Work = allowed(Import)) -> dict[str, Any]:
    """Take back what an import has written, where nothing was built on it; possible for seven days."""
    job = await actions.undo(work, id, seen=seen)
    return await accepted(work, response, job.id)


def _download(content: bytes, name: str, plain: str) -> Response:
    return Response(content, media_type=XLSX, headers={"Content-Disposition": disposition(name, plain)})
