"""Jobs over HTTP: one's own, polled or followed."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse

from backend.api.access import signed_in
from backend.api.errors import problems
from backend.api.job_wire import JobOut, JobQuery, JobsSeen, job_out
from backend.api.pages import Page, dump, paged, read_cursor
from backend.api.routing import NounRouter
from backend.api.work import Work
from backend.db.queries import job as jobs
from backend.db.session import Database
from backend.domain.access import Scope
from backend.domain.job import JobEnded, JobState
from backend.domain.refusals import NotFound, Unavailable

router = NounRouter(prefix="/jobs", tags=["jobs"])

LOOK_EVERY = 1.0
LONGEST = 600.0
"""Seconds that one stream lasts: as long as an access token. The client comes again."""


@router.get("", response_model=Page[JobOut], responses=problems())
async def list_jobs(request: Request, query: Annotated[JobQuery, Query()], work: Work = signed_in()) -> Response:
    """The caller's jobs, newest first."""
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    before = UUID(after[0]) if after else None
    found = await work.session.execute(
        jobs.list_jobs(user_id=work.caller.user_id, before=before, limit=query.limit + 1, unseen=query.unseen)
    )
    rows = [job_out(dict(row), work.language) for row in found.mappings()]
    return paged(request, query, rows, after=("id",))


@router.post("/looks", status_code=204, response_class=Response, responses=problems())
async def look_at_jobs(asked: JobsSeen, work: Work = signed_in()) -> None:
    """The caller has looked at how these jobs ended. Those that go on or are somebody else's stay as they are."""
    await jobs.mark_seen(work.session, asked.ids, user_id=work.caller.user_id, at=work.now)


@router.get("/{id}", response_model=JobOut, responses=problems(404))
async def get_job(id: UUID, response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """One job of the caller's. While it lasts, `Retry-After` says when to look again."""
    row = await jobs.get_job(work.session, id)
    if not JobState(row["state"]).final:
        response.headers["Retry-After"] = "1"
    return job_out(row, work.language)


@router.delete("/{id}", response_model=JobOut, responses=problems(404, 409))
async def cancel_job(id: UUID, work: Work = signed_in()) -> dict[str, Any]:
    """Ask a job to stop. One that waits ends at once; one that runs ends at its next step, whole steps stay done."""
    before = await jobs.get_job(work.session, id)
    if JobState(before["state"]).final:
        raise JobEnded()
    await jobs.request_cancel(work.session, id)
    return job_out(await jobs.get_job(work.session, id), work.language)


@router.get(
    "/{id}/events",
    response_class=StreamingResponse,
    responses=problems(404) | {200: {"content": {"text/event-stream": {}}, "description": "事件流 Events"}},
)
async def stream_job_events(id: UUID, request: Request, work: Work = signed_in()) -> StreamingResponse:
    """The job each time it changes, as server-sent events named `job`, until it ends."""
    await jobs.get_job(work.session, id)
    events = _events(request.app.state.database, work.scope, id, work.language)
    return StreamingResponse(
        events, media_type="text/event-stream", headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    )


async def _events(database: Database, scope: Scope, id: UUID, language: str) -> AsyncIterator[bytes]:
    """Each look is a transaction of its own: nobody who only watches holds a connection."""
    last = b""
    for number in range(int(LONGEST / LOOK_EVERY)):
        try:
            async with database.transaction(scope) as session:
                row = await jobs.get_job(session, id)
        except NotFound:
            return
        except Unavailable:
            await asyncio.sleep(LOOK_EVERY)
            continue
        body = dump(job_out(row, language))
        if body != last:
            yield b"event: job\nid: %d\ndata: %s\n\n" % (number, body)
        elif number % 15 == 0:
            yield b": waiting\n\n"
        last = body
        if JobState(row["state"]).final:
            return
        await asyncio.sleep(LOOK_EVERY)
