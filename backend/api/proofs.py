"""What proves that money moved: pictures that were uploaded for it, and handed out by what they prove."""

from uuid import UUID

from fastapi.responses import FileResponse

from backend.api.pictures import sent
from backend.api.work import Work
from backend.db.file_types import Purpose, recognise
from backend.db.files import FileStore
from backend.db.queries import file as files
from backend.db.tables.process import StoredFile
from backend.domain.fund.payments import NotAProof
from backend.domain.refusals import NotFound


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
    return sent(path, media_type=kind.value, name=name + kind.suffix, plain="proof")
