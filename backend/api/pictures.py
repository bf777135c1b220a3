"""Pictures that were uploaded, handed out by what they belong to: a paper of a file, a proof, the photo of a visit."""

from pathlib import Path
from typing import Any

from fastapi.responses import FileResponse

from backend.api.attachment import disposition
from backend.db.file_types import FileType

PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {}, "image/png": {}}, "description": "图片 The picture"}
}
"""What the contract says of an answer that is one."""


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
