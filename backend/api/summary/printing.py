"""A summary handed out as Word or PDF, with the photos whose consent holds at this moment (AID-27, RPT-03)."""

import asyncio
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import Response
from PIL import Image

from backend.api.attachment import disposition
from backend.api.summary import counting, paper_docx, paper_pdf
from backend.api.summary.schemas import SummaryFormat
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import summary as summaries
from backend.db.queries.summary_figures import Season
from backend.db.tables.summary import AidSummary
from backend.domain.calendar import day_of
from backend.domain.refusals import NotFound
from backend.domain.summary.paper import Paper, Photo

_WRITERS = {SummaryFormat.DOCX: paper_docx.write, SummaryFormat.PDF: paper_pdf.write}
_TYPES = {
    SummaryFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    SummaryFormat.PDF: "application/pdf",
}
CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {kind: {} for kind in _TYPES.values()}, "description": "工作总结 The summary"}
}
_EDGE = 1200
"""Pixels of the longer edge of a photo on paper: sharp at twelve centimetres, and six fit into a letter."""


async def paper(work: Work, store: FileStore, id: UUID, form: SummaryFormat) -> Response:
    """The summary as it stands. Raises `NotFound`, `PdfUnavailable`."""
    row = await summaries.get_summary(work.session, id)
    season = await counting.season_of(work, row)
    told = Paper(
        title=row.title,
        theme=row.theme,
        organization_name=row.organization_name,
        texts=row.texts,
        figures=await counting.figures_of(work, row, season),
        photos=await _photos(work, store, row, season),
        made_on=work.today,
        issued_on=None if row.issued_at is None else day_of(row.issued_at),
        language=work.language,
    )
    content = await asyncio.to_thread(_WRITERS[form], told)
    headers = {
        "Content-Disposition": disposition(f"{row.title}.{form}", f"summary.{form}"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=_TYPES[form], headers=headers)


async def _photos(work: Work, store: FileStore, row: AidSummary, season: Season) -> Sequence[Photo]:
    found = []
    for picture, about in await summaries.find_photos(work.session, row.photos, season):
        try:
            path = store.find(picture.file_id, picture.sha256)
        except NotFound:
            continue
        content = await asyncio.to_thread(_smaller, path)
        found.append(Photo(content, f"{about.visit_on.isoformat()} {about.plan_name}"))
    return found


def _smaller(path: Path) -> bytes:
    """A photo as JPEG, its longer edge no longer than on paper it needs to be."""
    with Image.open(path) as picture:
        plain = picture.convert("RGB")
        plain.thumbnail((_EDGE, _EDGE))
        held = io.BytesIO()
        plain.save(held, "JPEG", quality=85)
    return held.getvalue()
