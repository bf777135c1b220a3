"""Household files over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.confirmation import Confirmation
from backend.api.elsewhere import telling
from backend.api.errors import problems
from backend.api.household import actions, applications, forms, life, papers, reading, reveals, snapshots
from backend.api.household.schemas import (
    ConfirmDecisionStep,
    ExitFileStep,
    FileStep,
    FoundHouseholds,
    HouseholdFromMember,
    HouseholdHistory,
    HouseholdItem,
    HouseholdOut,
    HouseholdQuery,
    HouseholdRevealed,
    HouseholdSearch,
    KeptFile,
    OpenFileStep,
    PaperDraft,
    ProposeDecisionStep,
    RefuseDecisionStep,
    ReturnFileStep,
    ReviewFileStep,
)
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.pictures import PICTURE, sent
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work, told_of
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.domain.aid.file_form import FileFormAsked
from backend.domain.aid.files import HouseholdChange, HouseholdDraft
from backend.domain.aid.reveals import HouseholdRevealAsked
from backend.settings import settings

router = NounRouter(tags=["households"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("/households", response_model=Page[HouseholdItem], responses=problems(404))
async def list_households(
    request: Request, query: Annotated[HouseholdQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Household files (困难职工档案) of the subtree, in the order of the tree."""
    return await reading.list_page(request, work, query)


@router.post("/households", status_code=201, response_model=HouseholdOut, responses=problems(404, 409))
async def enter_household(
    request: Request, draft: HouseholdDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> Any:
    """Enter a file as a draft. A person stands in at most one active file in the whole city. What is not said of the
    unit is taken from the register."""
    async with telling(request, work, draft.organization_id, why="household") as told:
        row = await actions.enter_typed(work, draft)
    if told.answer is not None:
        return told.answer
    response.headers["Location"] = f"/api/v1/households/{row.id}"
    return tagged(response, await reading.get(work, row.id))


@router.post("/household-drafts", status_code=201, response_model=HouseholdOut, responses=problems(404, 409))
async def enter_household_from_member(
    request: Request, asked: HouseholdFromMember, response: Response, work: Work = allowed(Edit, once=True)
) -> Any:
    """Enter a draft filled from a member's record, or from what a member declared in an application, which is taken by it
    with its papers. What somebody has written once is not typed again."""
    source = asked.application_id or asked.member_id
    assert source is not None
    async with telling(request, work, source, why="household") as told:
        if asked.application_id is not None:
            row = await applications.enter(work, asked.application_id)
        else:
            row = await actions.enter_from_member(work, source)
    if told.answer is not None:
        return told.answer
    response.headers["Location"] = f"/api/v1/households/{row.id}"
    return tagged(response, await reading.get(work, row.id))


@router.post("/households/search", response_model=FoundHouseholds, responses=problems())
async def search_households(asked: HouseholdSearch, work: Work = allowed(Read)) -> dict[str, Any]:
    """Files of the scope in which somebody with this document number stands. Whole numbers never travel in a URL."""
    return await reading.search(work, asked)


@router.get("/households/{id}", response_model=HouseholdOut, responses=problems(404))
async def get_household(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One file with its evaluation by the rules of today; sealed fields are masked and named in `hidden`."""
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]


@router.patch("/households/{id}", response_model=HouseholdOut, responses=problems(404, 409, 412, 428))
async def edit_household(
    id: UUID,
    change: HouseholdChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> Any:
    """Change a file; what is not sent stays, `family` is sent whole. The household is judged anew at once."""
    given = frozenset(await request.json())
    async with telling(request, work, id, why="household") as told:
        await actions.edit(work, id, change, seen=seen, given=given)
    if told.answer is not None:
        return told.answer
    return tagged(response, await reading.opened(work, id))


@router.delete("/households/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def delete_household(id: UUID, seen: IfMatch, work: Work = allowed(Edit)) -> Response:
    """Throw a draft away. What was on file exits and is kept for ten years."""
    await actions.delete(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/households/{id}/steps", response_model=HouseholdOut, responses=problems(404, 409, 412, 428))
async def step_household(
    id: UUID, step: FileStep, request: Request, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> Any:
    """Put on record, review, close, let return; propose, confirm or refuse a decision beside the rules."""
    async with telling(request, work, id, why="household") as told:
        match step:
            case OpenFileStep():
                await life.open_file(work, id, seen=seen)
            case ReviewFileStep():
                await life.review(work, id, seen=seen)
            case ExitFileStep():
                await life.exit_file(work, id, step, seen=seen)
            case ReturnFileStep():
                await life.return_file(work, id, seen=seen)
            case ProposeDecisionStep():
                await life.propose(work, id, step, seen=seen)
            case ConfirmDecisionStep():
                await life.settle(work, id, confirmed=True, seen=seen)
            case RefuseDecisionStep():
                await life.settle(work, id, confirmed=False, seen=seen)
    if told.answer is not None:
        return told.answer
    return tagged(response, await reading.opened(work, id))


@router.get("/households/{id}/events", response_model=HouseholdHistory, responses=problems(404))
async def list_household_events(id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """The life of a file: what was done to it, and the file as it stood when it was put on record, reviewed, closed."""
    life = await reading.history(work, id)
    await told_of(work, [id])
    return life


@router.get("/households/{id}/snapshots/{snapshot_id}", response_model=KeptFile, responses=problems(404))
async def get_household_snapshot(id: UUID, snapshot_id: UUID, work: Work = allowed(Read)) -> dict[str, Any]:
    """A file as it was kept when it was put on record, reviewed, closed or asked aid with: what was said then, what has
    changed since. Masked as the file is; what was sealed is shown in plain of the file of today only."""
    kept = await snapshots.get(work, id, snapshot_id)
    await told_of(work, [id])
    return kept


@router.post("/households/{id}/reveals", response_model=HouseholdRevealed, responses=problems(404, 409))
async def reveal_household_field(
    id: UUID,
    asked: HouseholdRevealAsked,
    request: Request,
    response: Response,
    confirmation: Confirmation = None,
    work: Work = allowed(Permission.AID_REVEAL),
) -> dict[str, Any]:
    """One hidden field in plain, for a reason, after proving oneself again; counted with those of members."""
    response.headers["Cache-Control"] = "no-store"
    shown = await reveals.reveal(work, request.app.state.ring, id, asked, token=confirmation)
    await told_of(work, [id])
    return shown


@router.post("/households/{id}/forms", response_class=Response, responses=problems(404, 409) | forms.CONTENT)
async def print_household_form(
    id: UUID,
    asked: FileFormAsked,
    request: Request,
    confirmation: Confirmation = None,
    work: Work = allowed(Read),
) -> Response:
    """附件1 困难职工档案表 of one file: masked, or whole for a reason, after proving oneself again."""
    return await forms.print_form(work, request.app.state.ring, id, asked, token=confirmation)


@router.post("/households/{id}/papers", response_model=HouseholdOut, responses=problems(404, 409, 412, 428))
async def add_household_paper(
    id: UUID, asked: PaperDraft, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Add a paper that the caller has uploaded (`/files`, purpose `paper`)."""
    await papers.add(work, id, asked, seen=seen)
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]


@router.get("/households/{id}/papers/{paper_id}", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_household_paper(id: UUID, paper_id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """A paper of a file. Opening one on somebody's health is on record."""
    path, paper = await papers.find(work, FileStore(settings().file_directory), id, paper_id)
    return sent(path, media_type=paper.media_type, name=paper.name, plain="paper")


@router.delete(
    "/households/{id}/papers/{paper_id}", response_model=HouseholdOut, responses=problems(404, 409, 412, 428)
)
async def remove_household_paper(
    id: UUID, paper_id: UUID, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Take a paper away; its picture is deleted."""
    await papers.remove(work, id, paper_id, seen=seen)
    return tagged(response, await reading.opened(work, id))  # type: ignore[no-any-return]
