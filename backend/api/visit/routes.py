"""Plans of visits, visits and what was heard there, over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.confirmation import Confirmation
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.pictures import PICTURE, sent
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.visit import arranging, paying, photos, planning, printing, reading, recording
from backend.api.visit.schemas import (
    AbsentVisitStep,
    AnswerConcernStep,
    Arrangement,
    ConcernItem,
    ConcernQuery,
    PlanStepAsked,
    ProgressQuery,
    ReopenVisitStep,
    ReportVisitStep,
    TableQuery,
    VisitItem,
    VisitMoneyAsked,
    VisitOut,
    VisitPlanFromList,
    VisitPlanItem,
    VisitPlanOut,
    VisitPlanQuery,
    VisitProgress,
    VisitQuery,
    VisitRevealAsked,
    VisitRevealed,
    VisitStep,
)
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.db.files import FileStore
from backend.domain.access import Permission
from backend.domain.visit.photos import PhotoDeclaration
from backend.domain.visit.plans import VisitPlanChange, VisitPlanDraft
from backend.settings import settings

router = NounRouter(tags=["visits"], route_class=OnceRoute)

Read = Permission.AID_READ
Edit = Permission.AID_EDIT


@router.get("/visit-plans", response_model=Page[VisitPlanItem], responses=problems(404))
async def list_visit_plans(
    request: Request, query: Annotated[VisitPlanQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Plans of visits (送温暖走访) of the subtree and those from above that lead into it, the latest first."""
    return await reading.PLANS.page(request, work, query)


@router.post("/visit-plans", status_code=201, response_model=VisitPlanOut, responses=problems(404, 409))
async def make_visit_plan(draft: VisitPlanDraft, response: Response, work: Work = allowed(Edit, once=True)) -> Any:
    """Begin a plan whose table is filled afterwards."""
    plan = await planning.make(work, draft)
    response.headers["Location"] = f"/api/v1/visit-plans/{plan.id}"
    return tagged(response, await reading.get_plan(work, plan.id))


@router.post("/visit-plan-drafts", status_code=201, response_model=VisitPlanOut, responses=problems(404, 409))
async def make_visit_plan_from_list(
    asked: VisitPlanFromList, response: Response, work: Work = allowed(Edit, once=True)
) -> Any:
    """Make a plan from household files or from approved cases, shared out evenly to teams by township."""
    plan = await planning.make_from_list(work, asked)
    response.headers["Location"] = f"/api/v1/visit-plans/{plan.id}"
    return tagged(response, await reading.get_plan(work, plan.id))


@router.get("/visit-plans/{id}", response_model=VisitPlanOut, responses=problems(404))
async def get_visit_plan(id: UUID, response: Response, work: Work = allowed(Read)) -> Any:
    """One plan with its teams, their sums and its open steps."""
    return tagged(response, await reading.get_plan(work, id))


@router.patch("/visit-plans/{id}", response_model=VisitPlanOut, responses=problems(404, 409, 412, 428))
async def edit_visit_plan(
    id: UUID,
    change: VisitPlanChange,
    request: Request,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> Any:
    """Change a plan; what is not sent stays, `teams` are sent whole."""
    await planning.edit(work, id, change, seen=seen, given=frozenset(await request.json()))
    return tagged(response, await reading.get_plan(work, id))


@router.delete("/visit-plans/{id}", status_code=204, responses=problems(404, 409, 412, 428))
async def delete_visit_plan(id: UUID, seen: IfMatch, work: Work = allowed(Edit)) -> Response:
    """Throw a draft away. What was settled is cancelled, with a reason."""
    await planning.delete(work, id, seen=seen)
    return Response(status_code=204)


@router.post("/visit-plans/{id}/steps", response_model=VisitPlanOut, responses=problems(404, 409, 412, 428))
async def step_visit_plan(
    id: UUID, asked: PlanStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit, once=True)
) -> Any:
    """Settle, take back, start, finish or cancel a plan."""
    await planning.step(work, id, asked, seen=seen)
    return tagged(response, await reading.get_plan(work, id))


@router.post("/visit-plans/{id}/money-steps", response_model=VisitPlanOut, responses=problems(404, 409, 412, 428))
async def step_visit_money(
    id: UUID,
    asked: VisitMoneyAsked,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Permission.FUND_PAY, once=True),
) -> Any:
    """Reserve what a plan brings beside cases, book what was given, or take bookings back. Not by who made the plan."""
    await paying.step(work, id, asked, seen=seen)
    return tagged(response, await reading.get_plan(work, id))


@router.patch("/visit-plans/{id}/visits", response_model=VisitPlanOut, responses=problems(404, 409, 412, 428))
async def arrange_visits(
    id: UUID, asked: Arrangement, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> Any:
    """Write rows of the table (慰问安排表): changed, new, taken out; all of them or none."""
    await arranging.arrange(work, id, asked, seen=seen)
    return tagged(response, await reading.get_plan(work, id))


@router.get("/visit-plans/{id}/table", response_class=Response, responses=problems(404, 409) | printing.CONTENT)
async def get_visit_table(
    id: UUID,
    request: Request,
    query: Annotated[TableQuery, Query()],
    confirmation: Confirmation = None,
    work: Work = allowed(Read),
) -> Response:
    """The 慰问安排表 on A4, a table for each team; with addresses after proving oneself again, on record."""
    return await printing.table(work, request.app.state.ring, id, query, token=confirmation)


@router.get("/visits", response_model=Page[VisitItem], responses=problems(404))
async def list_visits(request: Request, query: Annotated[VisitQuery, Query()], work: Work = allowed(Read)) -> Response:
    """Visits of the subtree by day, plan, team and order."""
    return await reading.VISITS.page(request, work, query)


@router.get("/visits/{id}", response_model=VisitOut, responses=problems(404))
async def get_visit(id: UUID, response: Response, work: Work = allowed(Read)) -> Any:
    """One visit; where somebody lives is masked and named in `hidden`."""
    return tagged(response, await reading.opened(work, id))


@router.post("/visits/{id}/steps", response_model=VisitOut, responses=problems(404, 409, 412, 428))
async def step_visit(id: UUID, step: VisitStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)) -> Any:
    """Record a visit with pictures (`/files`, purpose `visit`), or why there was none; take an outcome back."""
    match step:
        case ReportVisitStep():
            await recording.report(work, id, step.report, seen=seen)
        case AbsentVisitStep():
            await recording.absent(work, id, step.reason, seen=seen)
        case ReopenVisitStep():
            await recording.reopen(work, id, seen=seen)
    return tagged(response, await reading.opened(work, id))


@router.post("/visits/{id}/reveals", response_model=VisitRevealed, responses=problems(404, 409))
async def reveal_visit_field(
    id: UUID,
    asked: VisitRevealAsked,
    request: Request,
    response: Response,
    confirmation: Confirmation = None,
    work: Work = allowed(Permission.AID_REVEAL),
) -> dict[str, Any]:
    """Address or phone in plain, for the way there; counted with every other look at hidden fields."""
    response.headers["Cache-Control"] = "no-store"
    return await recording.reveal(work, request.app.state.ring, id, asked, token=confirmation)


@router.get("/visits/{id}/pictures/{picture_id}", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_visit_picture(id: UUID, picture_id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """A photo or a signature of a visit."""
    path, picture = await recording.find_picture(work, FileStore(settings().file_directory), id, picture_id)
    name = picture.kind + FileType(picture.media_type).suffix
    return sent(path, media_type=picture.media_type, name=name, plain=picture.kind)


@router.put(
    "/visits/{id}/pictures/{picture_id}/publication",
    response_model=VisitOut,
    responses=problems(404, 409, 412, 428),
)
async def declare_visit_photo(
    id: UUID,
    picture_id: UUID,
    declared: PhotoDeclaration,
    response: Response,
    seen: IfMatch,
    work: Work = allowed(Edit),
) -> Any:
    """Say that a photo may be shown in a summary, with the consent of who is on it; or take that back."""
    await photos.declare(work, id, picture_id, declared, seen=seen)
    return tagged(response, await reading.opened(work, id))


@router.get("/visit-concerns", response_model=Page[ConcernItem], responses=problems(404))
async def list_visit_concerns(
    request: Request, query: Annotated[ConcernQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """What people asked for at their doors, the latest first."""
    return await reading.list_concerns(request, work, query)


@router.post("/visit-concerns/{id}/steps", response_model=ConcernItem, responses=problems(404, 409, 412, 428))
async def step_visit_concern(
    id: UUID, step: AnswerConcernStep, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> Any:
    """Write down what was done about it."""
    await recording.answer(work, id, step.answer, seen=seen)
    return tagged(response, await reading.get_concern(work, id))


@router.get("/visit-progress", response_model=VisitProgress, responses=problems(404))
async def get_visit_progress(query: Annotated[ProgressQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """Plan against done by the unions directly below one, at this moment."""
    return await reading.progress(work, query)
