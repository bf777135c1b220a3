"""How a paper of an application is sent."""

from pathlib import Path
from typing import Any

from fastapi.responses import FileResponse

from backend.api.attachment import disposition
from backend.db.file_types import FileType
from backend.db.tables.aid_application import AidApplicationPaper

PICTURE: dict[int | str, dict[str, Any]] = {
    200: {"content": {"image/jpeg": {}, "image/png": {}}, "description": "材料 The paper"}
}


def sent(path: Path, paper: AidApplicationPaper) -> FileResponse:
    """To be saved and never shown in place."""
    plain = "paper" + FileType(paper.media_type).suffix
    return FileResponse(
        path,
        media_type=paper.media_type,
        headers={"Content-Disposition": disposition(paper.name, plain), "X-Content-Type-Options": "nosniff"},
    )
