"""Pictures that were uploaded, handed out by what they belong to: a paper of a file, a proof, the photo of a visit."""

from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi.responses import FileResponse

from backend.api.attachment import disposition
from backend.api.work import Work
from backend.db.file_types import FileType, Purpose
from backend.db.queries import file as files
from backend.domain.aid.papers import NotAPaper, require_room

PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {}, "image/png": {}}, "description": "图片 The picture"}
}
"""What the contract says of an answer that is one."""


async def paper_of(work: Work, file_id: UUID, *, beside: int) -> dict[str, Any]:
    """The columns of a paper made of a picture that the caller has uploaded, where `beside` others stand already.

    Raises `NotAPaper`, `TooManyPapers`.
    """
    file = await files.find_file(work.session, file_id)
    if file is None or file.purpose != Purpose.PAPER:
        raise NotAPaper(pointer="/file_id")
    require_room(beside + 1)
    # The upkeep that deletes papers nobody uses looks at this moment again when it has waited for this transaction.
    file.created_at = work.now
    same = {name: getattr(file, name) for name in ("name", "sha256", "media_type", "size")}
    return same | {"file_id": file.id}


def sent(path: Path, *, media_type: str, name: str, plain: str) -> FileResponse:
    """A picture to be saved and never shown in place: under `name`, or under `plain` by programs that know ASCII only.

    `plain` comes without its ending.
    """
    return FileResponse(
        path,
        media_type=media_type,
        headers={
            "Content-Disposition": disposition(name, plain + FileType(media_type).suffix),
            "X-Content-Type-Options": "nosniff",
        },
    )
