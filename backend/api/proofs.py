"""What proves that money moved: pictures that were uploaded for it, and handed out by what they prove."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi.responses import FileResponse

from backend.api.attachment import disposition
from backend.api.work import Work
from backend.db.file_types import Purpose, recognise
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.tables.process import StoredFile
from backend.domain.fund.payments import NotAProof
from backend.domain.refusals import NotFound

PICTURE: Mapping[int | str, dict[str, Any]] = {
    200: {"content": {"image/png": {}, "image/jpeg": {}}, "description": "图片 The picture"}
}


async def take_proof(work: Work, file_id: UUID, *, pointer: str) -> StoredFile:
    """A picture of the caller's, uploaded as a proof, held from now on. Raises `NotAProof`."""
    file = await files.find_file(work.session, file_id)
    if file is None or file.purpose != Purpose.PROOF:
        raise NotAProof(pointer=pointer)
    # The upkeep that deletes what nobody uses looks at this moment again when it has waited for this transaction.
    file.created_at = work.now
    return file


def shown(store: FileStore, id: UUID | None, sha256: bytes | None, name: str) -> FileResponse:
    """A proof as an answer. Raises `NotFound`."""
    if id is None or sha256 is None:
        raise NotFound()
    path = store.find(id, sha256)
    kind = recognise(path)
    return FileResponse(
        path,
        media_type=kind.value,
        headers={
            "Content-Disposition": disposition(name + kind.suffix, "proof" + kind.suffix),
            "X-Content-Type-Options": "nosniff",
        },
    )
