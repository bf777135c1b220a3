"""Answers about exports that change nothing."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.export.schemas import ExportQuery
from backend.api.pages import paged, read_cursor
from backend.api.work import Work
from backend.db.queries import export as exports
from backend.domain.export.rules import state_of
from backend.domain.job import JobState
from backend.domain.refusals import NotFound


async def list_page(request: Request, work: Work, query: ExportQuery) -> Response:
    """One page of the caller's exports, the newest first."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        exports.list_exports(
            user_id=work.caller.user_id, before=UUID(after[0]) if after else None, limit=query.limit + 1
        )
    )
    return paged(request, query, [_shown(work, row) for row in found.mappings()], after=("id",))


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One export of the caller's. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(exports.list_exports(user_id=work.caller.user_id, id=id))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return _shown(work, row)


def _shown(work: Work, row: Mapping[Any, Any]) -> dict[str, Any]:
    shown = dict(row)
    job_state, dropped_at = shown.pop("job_state"), shown.pop("dropped_at")
    shown["state"] = state_of(
        JobState(job_state) if job_state else None,
        made=row["made_at"] is not None,
        over=dropped_at is not None or row["expires_at"] <= work.now,
    )
    return shown
