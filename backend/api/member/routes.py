"""Members over HTTP."""

from collections.abc import Mapping
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.attachment import disposition
from backend.api.confirmation import Confirmation
from backend.api.elsewhere import telling
from backend.api.errors import problems
from backend.api.looking import LookRoute, looking
from backend.api.member import actions, cards, merging, photos, reading, reveals, steps
from backend.api.member.batch import at_once
from backend.api.member.batch.schemas import BatchOut, BatchRequest
from backend.api.member.schemas import (
    Card,
    CardVerification,
    DuplicateGroup,
    DuplicateQuery,
    ExactSearch,
    Found,
    LifeLine,
    MemberItem,
    MemberMergeItem,
    MemberMergeStep,
    MemberOut,
    MemberQuery,
    MergeQuery,
    MergeRequest,
    PhotoDraft,
    Revealed,
)
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Reading, Work, told_of
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.domain.member.changes import MemberChange
from backend.domain.member.reveals import RevealAsked
from backend.domain.member.rules import MemberDraft
from backend.domain.member.steps import StepAsked
from backend.settings import settings

router = NounRouter(tags=["members"], route_class=LookRoute)

Read = Permission.MEMBER_READ
JPEG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/jpeg": {}}, "description": "照片 The photo"}}
SVG: dict[int | str, dict[str, Any]] = {200: {"content": {"image/svg+xml": {"schema": {"type": "string"}}}}}


@router.get("/members", response_model=Page[MemberItem], responses=problems(404))
async def list_members(
    request: Request, query: Annotated[MemberQuery, Query()], look: Reading = looking(Read)
) -> Response:
    """Members of the scope: in the order of the tree, or newest first. Numbers are masked."""
    return await reading.list_page(request, look, query)


@router.post("/members", status_code=201, response_model=MemberOut, responses=problems(404, 409))
async def register_member(
    request: Request,
    draft: MemberDraft,
    response: Response,
    submit: Annotated[bool, Query(description="同时提交审核 Hand in at once")] = False,
    work: Work = allowed(Permission.MEMBER_EDIT, once=True),
) -> Any:
    """Enter a person: as a draft, or handed in with `submit`. At most one membership for each person."""
    async with telling(request, work, draft.organization_id, why="register") as told:
        row = await actions.register(work, draft, submit=submit)
    if told.answer is not None:
        return told.answer
    response.headers["Location"] = f"/api/v1/members/{row.id}"
    return tagged(response, await reading.whole(work, row))


@router.post("/members/search", response_model=Found, responses=problems())
async def search_members(asked: ExactSearch, work: Work = allowed(Read)) -> dict[str, Any]:
    """Whoever in the scope has this document number, or this phone. Whole numbers never travel in a URL."""
    return await reading.search(work, asked)


@router.post("/members/batches", response_model=BatchOut, responses=problems(404, 409))
async def batch_members(
    request: Request, asked: BatchRequest, work: Work = allowed(Permission.MEMBER_EDIT, once=True)
) -> dict[str, Any]:
    """The same step or change for up to 1,000 members: those named, or all that match. Each gets its own result.

    For more, a job does it: `/member-batches`.
    """
    filters = await reading.filters_of(work, asked.query) if asked.query is not None else None
    given = frozenset((await request.json()).get("change") or ())
    return await at_once.batch(work, asked, filters, given=given)


@router.get("/members/{id}", response_model=MemberOut, responses=problems(404))
async def get_member(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One member, whole; sealed fields are masked and named in `hidden`."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.patch("/members/{id}", response_model=MemberOut, responses=problems(404, 409, 412, 428))
async def edit_member(
    id: UUID,
    change: MemberChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.MEMBER_EDIT),
) -> Any:
    """Change a member's record; what is not sent stays. Every change stands in the life line."""
    given = frozenset(await request.json())
    async with telling(request, work, id, why="edit") as told:
        row = await actions.edit(work, id, change, seen=seen, given=given)
    if told.answer is not None:
        return told.answer
    return tagged(response, await reading.opened(work, row))


@router.delete("/members/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def delete_member(id: UUID, seen: IfMatch, work: Work = allowed(Permission.MEMBER_EDIT)) -> Response:
    """Throw away a draft or a returned application. Whoever was a member stays in the register."""
    await actions.delete(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/members/{id}/steps", response_model=MemberOut, responses=problems(404, 409, 412, 428))
async def step_member(
    id: UUID,
    asked: StepAsked,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.MEMBER_EDIT),
) -> Any:
    """Hand in, return, approve, retain, resume, withdraw, expel, record a death. Who may is decided for this member."""
    async with telling(request, work, id, why="submit") as told:
        row = await steps.advance(work, id, asked, seen=seen)
    if told.answer is not None:
        return told.answer
    return tagged(response, await reading.opened(work, row))


@router.get("/members/{id}/events", response_model=LifeLine, responses=problems(404))
async def list_member_events(id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """The life line: every event, who, when, from what to what; newest first."""
    life = await reading.events(work, id)
    await told_of(work, [id])
    return life


@router.post("/members/{id}/reveals", response_model=Revealed, responses=problems(404, 409))
async def reveal_member_field(
    id: UUID,
    asked: RevealAsked,
    request: Request,
    response: Response,
    confirmation: Confirmation = None,
    work: Work = allowed(Permission.MEMBER_REVEAL),
) -> dict[str, Any]:
    """One hidden field in plain, for a reason, after proving oneself again; at most 30 a day, each one recorded."""
    response.headers["Cache-Control"] = "no-store"
    shown = await reveals.reveal(work, request.app.state.ring, id, asked, token=confirmation)
    await told_of(work, [id])
    return shown


@router.put("/members/{id}/photo", response_model=MemberOut, responses=problems(404, 409, 412, 428))
async def put_member_photo(
    id: UUID, asked: PhotoDraft, response: Response, seen: IfMatch, work: Work = allowed(Permission.MEMBER_EDIT)
) -> dict[str, Any]:
    """Make a portrait that the caller has uploaded the member's photo, in place of the one before."""
    row = await photos.put(work, id, asked.file_id, seen=seen)
    return tagged(response, await reading.opened(work, row))  # type: ignore[no-any-return]


@router.delete("/members/{id}/photo", response_model=MemberOut, responses=problems(404, 409, 412, 428))
async def remove_member_photo(
    id: UUID, response: Response, seen: IfMatch, work: Work = allowed(Permission.MEMBER_EDIT)
) -> dict[str, Any]:
    """Take the member's photo away; its file is deleted."""
    row = await photos.remove(work, id, seen=seen)
    return tagged(response, await reading.opened(work, row))  # type: ignore[no-any-return]


@router.get("/members/{id}/photo", response_class=FileResponse, responses=problems(404) | JPEG)
async def get_member_photo(id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """The member's photo, for whoever may see the member."""
    path = await photos.find(work, FileStore(settings().file_directory), id)
    return FileResponse(
        path, media_type="image/jpeg", headers={"Content-Disposition": disposition("照片.jpg", "photo.jpg")}
    )


@router.post("/members/{id}/merges", response_model=MemberOut, responses=problems(404, 409, 412, 428))
async def merge_members(
    id: UUID, asked: MergeRequest, response: Response, seen: IfMatch, work: Work = allowed(Permission.MEMBER_EDIT)
) -> dict[str, Any]:
    """Merge a duplicate file of the same person into this one, field by field. It can be undone for thirty days."""
    row = await merging.merge(work, id, asked, seen=seen)
    return tagged(response, await reading.opened(work, row))  # type: ignore[no-any-return]


@router.get("/members/{id}/card", response_model=Card, responses=problems(404))
async def get_member_card(id: UUID, request: Request, work: Work = allowed(Read)) -> dict[str, Any]:
    """The member's card, and what its QR code says."""
    return await cards.get(work, request.app.state.ring, id, base_url=str(request.base_url))


@router.get("/members/{id}/card.svg", response_class=Response, responses=problems(404, 409) | SVG)
async def get_member_card_picture(id: UUID, request: Request, work: Work = allowed(Read)) -> Response:
    """The QR code of the member's card."""
    card = await cards.get(work, request.app.state.ring, id, base_url=str(request.base_url))
    return Response(cards.picture(card), media_type="image/svg+xml")


@router.get("/card-verifications/{token}", response_model=CardVerification, responses=problems())
async def verify_card(
    token: Annotated[str, Path(max_length=100, description="会员证二维码中的令牌 The token in the QR code")],
    request: Request,
) -> Mapping[str, Any]:
    """Whether a card is genuine and its membership lives. Anybody may ask, sixty times a minute; nobody signs in."""
    return await cards.verify(request, token)


@router.get("/member-merges", response_model=Page[MemberMergeItem], responses=problems())
async def list_member_merges(
    request: Request, query: Annotated[MergeQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Merges of the last thirty days, newest first; `steps` says which can be undone, and why another cannot."""
    return await merging.list_page(request, work, query)


@router.get("/member-merges/{id}", response_model=MemberMergeItem, responses=problems(404))
async def get_member_merge(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One merge."""
    return tagged(response, await merging.get(work, id))  # type: ignore[no-any-return]


@router.post("/member-merges/{id}/steps", response_model=MemberMergeItem, responses=problems(404, 409, 412, 428))
async def step_member_merge(
    id: UUID,
    asked: MemberMergeStep,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.MEMBER_EDIT),
) -> Any:
    """Undo a merge: both files are there again, each as it was, with all that hung on it."""
    del asked
    async with telling(request, work, id, why="undo_merge") as told:
        await merging.undo(work, id, seen=seen)
    if told.answer is not None:
        return told.answer
    return tagged(response, await merging.get(work, id))


@router.get("/member-duplicates", response_model=Page[DuplicateGroup], responses=problems(404))
async def list_member_duplicates(
    request: Request, query: Annotated[DuplicateQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Files that may be one person: the same name and birth date."""
    return await reading.list_duplicates(request, work, query)
