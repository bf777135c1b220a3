"""Lines over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.line import actions, reading
from backend.api.line.schemas import LineItem, LineOut, LineQuery, MoveLineStep
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.domain.access import Permission
from backend.domain.organization.lines import LineChange, LineDraft

router = NounRouter(prefix="/lines", tags=["lines"], route_class=OnceRoute)

Read = Permission.LINE_READ
Edit = Permission.LINE_EDIT


@router.get("", response_model=Page[LineItem], responses=problems())
async def list_lines(request: Request, query: Annotated[LineQuery, Query()], work: Work = allowed(Read)) -> Response:
    """The tree of lines in its order, each with the unions and members of the caller's scope."""
    return await reading.list_page(request, work, query)


@router.post("", status_code=201, response_model=LineOut, responses=problems(404, 409))
async def add_line(draft: LineDraft, response: Response, work: Work = allowed(Edit, once=True)) -> dict[str, Any]:
    """Set up a line."""
    line = await actions.add(work, draft)
    response.headers["Location"] = f"/api/v1/lines/{line.id}"
    return tagged(response, await reading.get(work, line.id))  # type: ignore[no-any-return]


@router.get("/{id}", response_model=LineOut, responses=problems(404))
async def get_line(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One line."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/{id}", response_model=LineOut, responses=problems(404, 409, 412, 428))
async def edit_line(
    id: UUID,
    change: LineChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> dict[str, Any]:
    """Change a line's name or leading union; what is not sent stays."""
    line = await actions.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.get(work, line.id))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=LineOut, responses=problems(404, 409, 412, 428))
async def step_line(
    id: UUID, step: MoveLineStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Move a line below another one; the unions on it follow."""
    line = await actions.move(work, id, step, seen=seen)
    return tagged(response, await reading.get(work, line.id))  # type: ignore[no-any-return]


@router.delete("/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def delete_line(id: UUID, seen: IfMatch, work: Work = allowed(Edit)) -> Response:
    """Delete a line on which nothing hangs."""
    await actions.remove(work, id, seen=seen)
    return Response(status_code=204)
