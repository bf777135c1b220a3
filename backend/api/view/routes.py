"""Saved views over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Response

from backend.api.access import signed_in
from backend.api.bodies import BodyRoute
from backend.api.errors import problems
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.view import actions
from backend.api.view.schemas import (
    GiveStep,
    LookStep,
    SavedViewChange,
    SavedViewDraft,
    SavedViewOut,
    SavedViewQuery,
    SavedViews,
    SavedViewStep,
)
from backend.api.work import Work

router = NounRouter(prefix="/saved-views", tags=["saved views"], route_class=BodyRoute)


@router.get("", response_model=SavedViews, responses=problems())
async def list_saved_views(query: Annotated[SavedViewQuery, Query()], work: Work = signed_in()) -> dict[str, Any]:
    """My views, those of my office and those of the city."""
    return {"items": await actions.list_all(work, query.noun)}


@router.post("", status_code=201, response_model=SavedViewOut, responses=problems(409))
async def keep_saved_view(draft: SavedViewDraft, response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """Keep a list with its filters under a name."""
    row = await actions.keep(work, draft)
    response.headers["Location"] = f"/api/v1/saved-views/{row.id}"
    return tagged(response, await actions.get(work, row.id))  # type: ignore[no-any-return]


@router.get("/{id}", response_model=SavedViewOut, responses=problems(404))
async def get_saved_view(id: UUID, response: Response, work: Work = signed_in()) -> dict[str, Any]:
    """One view."""
    return tagged(response, await actions.get(work, id))  # type: ignore[no-any-return]


@router.patch("/{id}", response_model=SavedViewOut, responses=problems(404, 409, 412, 428))
async def edit_saved_view(
    id: UUID, change: SavedViewChange, response: Response, seen: IfMatch, work: Work = signed_in()
) -> dict[str, Any]:
    """Rename a view, share it or change its filters; what is not sent stays."""
    await actions.change(work, id, change, seen=seen)
    return tagged(response, await actions.get(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=SavedViews, responses=problems(404, 409, 412, 428))
async def step_saved_view(id: UUID, step: SavedViewStep, seen: IfMatch, work: Work = signed_in()) -> dict[str, Any]:
    """Make a view my default, give it to a colleague, or have looked at what is due. Answers with the views that I have then."""
    if isinstance(step, GiveStep):
        await actions.give(work, id, to_user_id=step.to_user_id, seen=seen)
    elif isinstance(step, LookStep):
        await actions.look(work, id)
    else:
        await actions.set_default(work, id, default=step.step == "make_default")
    return {"items": await actions.list_all(work, None)}


@router.delete("/{id}", status_code=204, response_class=Response, responses=problems(404, 412, 428))
async def delete_saved_view(id: UUID, seen: IfMatch, work: Work = signed_in()) -> None:
    """Delete one of my views."""
    await actions.delete(work, id, seen=seen)
