"""Budgets of a year over HTTP. A budget is a plan: it moves no money."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response

from backend.api.access import allowed
from backend.api.budget import actions, reading
from backend.api.budget.schemas import (
    BudgetAdjustmentStepAsked,
    BudgetBoardOut,
    BudgetFiguresQuery,
    BudgetLineItem,
    BudgetLineQuery,
    BudgetPlanOut,
    BudgetPlanStepAsked,
    BudgetShareQuery,
    BudgetSharesOut,
)
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.queries import budget as budgets
from backend.domain.access import Permission
from backend.domain.budget.plans import (
    BudgetAdjustmentDraft,
    BudgetLinesDraft,
    BudgetPlanDraft,
    BudgetSplitDraft,
)

router = NounRouter(tags=["budget plans"], route_class=OnceRoute)

Read = Permission.FUND_READ
Edit = Permission.FUND_EDIT


@router.get("/budget-lines", response_model=Page[BudgetLineItem], responses=problems(404))
async def list_budget_lines(
    request: Request, query: Annotated[BudgetLineQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Every union of the subtree by subject (科目) in a year: its budget, and what its funds promised and spent."""
    return await reading.LISTING.page(request, work, query)


@router.get("/budget-plans/figures", response_model=BudgetBoardOut, responses=problems(404))
async def get_budget_figures(
    query: Annotated[BudgetFiguresQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """The year of a union: planned, adjusted, handed down, promised, spent and left by subject, and the unions below."""
    return await reading.figures(work, query)


@router.post("/budget-plans", status_code=201, response_model=BudgetPlanOut, responses=problems(404, 409))
async def make_budget_plan(
    draft: BudgetPlanDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Begin the budget (年度预算) of a union for this year or the next."""
    row = await actions.make(work, draft)
    response.headers["Location"] = f"/api/v1/budget-plans/{row.id}"
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.get("/budget-plans/{id}", response_model=BudgetPlanOut, responses=problems(404))
async def get_budget_plan(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One budget with every adjustment and every split."""
    return tagged(response, await reading.get(work, id))  # type: ignore[no-any-return]


@router.put("/budget-plans/{id}/lines", response_model=BudgetPlanOut, responses=problems(404, 409, 412, 428))
async def enter_budget_lines(
    id: UUID, draft: BudgetLinesDraft, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Enter the amounts of a draft, all subjects anew."""
    row = await actions.enter(work, id, draft, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.post("/budget-plans/{id}/steps", response_model=BudgetPlanOut, responses=problems(404, 409, 412, 428))
async def step_budget_plan(
    id: UUID, step: BudgetPlanStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Submit a budget; another officer puts it in force or sends it back; or take it back."""
    row = await actions.step(work, id, step, seen=seen)
    return tagged(response, await reading.whole(work, row))  # type: ignore[no-any-return]


@router.post(
    "/budget-plans/{id}/adjustments", status_code=201, response_model=BudgetPlanOut, responses=problems(404, 409)
)
async def propose_budget_adjustment(
    id: UUID, draft: BudgetAdjustmentDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Ask for a change (预算调整) of one subject, with its reason and its paper. A second officer lets it take effect."""
    row = await actions.propose(work, id, draft)
    return tagged(response, await reading.get(work, row.plan_id))  # type: ignore[no-any-return]


@router.post("/budget-adjustments/{id}/steps", response_model=BudgetPlanOut, responses=problems(404, 409, 412, 428))
async def step_budget_adjustment(
    id: UUID, step: BudgetAdjustmentStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Check an adjustment of another officer's, refuse it, or take one's own back. The answer is the whole budget."""
    row = await actions.decide(work, id, step, seen=seen)
    return tagged(response, await reading.get(work, row.plan_id))  # type: ignore[no-any-return]


@router.get("/budget-plans/{id}/shares", response_model=BudgetSharesOut, responses=problems(404))
async def share_budget(
    id: UUID, query: Annotated[BudgetShareQuery, Query()], work: Work = allowed(Read)
) -> dict[str, Any]:
    """How an amount of a subject would be split below: evenly, by members, or by what each spent last year."""
    return await reading.shares(work, id, query)


@router.post("/budget-plans/{id}/splits", response_model=BudgetPlanOut, responses=problems(404, 409))
async def split_budget(
    id: UUID, draft: BudgetSplitDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Hand a subject to unions directly below, or take it back with a negative amount: all in one act, or none of it."""
    row = await actions.split(work, id, draft)
    return tagged(response, await reading.whole(work, await budgets.get_plan(work.session, row.id)))  # type: ignore[no-any-return]
