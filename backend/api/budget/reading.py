"""Answers about budgets that change nothing: the year of a union, the list by union and subject, one plan, a proposal."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.budget.actions import fen_of
from backend.api.budget.schemas import BudgetFiguresQuery, BudgetLineQuery, BudgetShareQuery
from backend.api.listing import listing
from backend.api.offers import Offer, open_steps, refusal_of
from backend.api.work import Work
from backend.db.queries import budget as budgets
from backend.db.queries import organization as organizations
from backend.db.queries.budget import LineFilters, Place
from backend.db.tables.budget import BudgetAdjustment, BudgetPlan
from backend.domain.access import Permission
from backend.domain.budget import plans as rules
from backend.domain.budget.codes import (
    BudgetAdjustmentState,
    BudgetAdjustmentStep,
    BudgetPlanState,
    BudgetPlanStep,
    BudgetReach,
    BudgetShareBasis,
    BudgetSubject,
)
from backend.domain.budget.figures import FIELDS, BudgetFigures, divide, total
from backend.domain.budget.plans import ADJUSTMENT_WORKFLOW, PLAN_WORKFLOW

Edit = Permission.FUND_EDIT
MOST_HISTORY = 500
"""Adjustments and splits that are shown of a plan; the record has all."""
_SHOWN = (*FIELDS, "budget_fen", "left_fen", "rate", "standing")


def _shown(figures: BudgetFigures) -> dict[str, Any]:
    return {name: getattr(figures, name) for name in _SHOWN}


def _figures(row: Mapping[str, Any]) -> BudgetFigures:
    return BudgetFigures(**{name: row[name] for name in FIELDS})


def _by(rows: Iterable[Mapping[str, Any]], name: str) -> dict[Any, BudgetFigures]:
    found: dict[Any, BudgetFigures] = {}
    for row in rows:
        found[row[name]] = found.get(row[name], BudgetFigures()) + _figures(row)
    return found


async def figures(work: Work, query: BudgetFiguresQuery) -> dict[str, Any]:
    """The year of a union, by subject and by the unions below. A fixed number of statements. Raises `NotFound`."""
    year = query.year or work.today.year
    union = await organizations.get_organization(work.session, query.organization_id or work.scope.organization_id)  # type: ignore[arg-type]
    plan = await budgets.find_plan(work.session, union.id, year)
    place = Place(union.id, union.code, union.code_hi)
    begun = year <= work.today.year
    rows = await budgets.sum_budgets(work.session, scope=work.scope, place=place, year=year, begun=begun)
    below = await budgets.list_below(work.session, union.id)
    states = await budgets.find_states(work.session, [each.id for each in below], year)
    by_child = _by([row for row in rows if row["child_id"] is not None], "child_id")
    looked = _looked(rows, query.reach)
    by_subject = _by(looked, "subject")
    return {
        "year": year,
        "organization_id": union.id,
        "organization_name": union.name,
        "reach": query.reach,
        "as_of": work.now,
        "plan_id": plan.id if plan else None,
        "state": plan.state if plan else None,
        "total": _shown(total([*by_subject.values()])),
        "items": [
            _shown(by_subject[subject]) | {"subject": subject}
            for subject in BudgetSubject
            if subject in by_subject and by_subject[subject] != BudgetFigures()
        ],
        "children": [
            _shown(by_child.get(each.id, BudgetFigures()))
            | {"organization_id": each.id, "organization_name": each.name, "state": states.get(each.id)}
            for each in below
            if each.status == "active" or each.id in by_child
        ],
        "steps": open_steps(work, _beginning(plan)),
    }


def _looked(rows: Sequence[Mapping[str, Any]], reach: BudgetReach) -> list[Mapping[str, Any]]:
    """The rows that a reach adds up. Over all below, what one hands and the next receives is neither."""
    if reach is BudgetReach.OWN:
        return [row for row in rows if row["child_id"] is None]
    return [{**row, "handed_fen": 0} | ({} if row["child_id"] is None else {"received_fen": 0}) for row in rows]


def _beginning(plan: BudgetPlan | None) -> list[Offer]:
    return [] if plan else [Offer("make", "编制预算", "Draft the budget", Edit)]


async def _narrow(work: Work, query: BudgetLineQuery) -> LineFilters:
    return LineFilters(
        year=query.year or work.today.year,
        begun=(query.year or 0) <= work.today.year,
        under=await organizations.find_bounds(work.session, query.under_id),
        subjects=[str(each) for each in query.subject],
    )


LISTING = listing(
    permission=Permission.FUND_READ,
    query=BudgetLineQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: budgets.list_rows(
        scope=work.scope, filters=filters, after=after, limit=limit
    ),
    counted=lambda work, filters, cap: budgets.count_rows(scope=work.scope, filters=filters, cap=cap),
    order=("_code", "_place"),
    # The names of the columns of a subquery are texts of a kind that JSON does not take for keys.
    shown=lambda work, row: {str(name): value for name, value in row.items()} | _shown(_figures(row)),
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One plan with its lines, its history and its steps. Raises `NotFound`."""
    return await whole(work, await budgets.get_plan(work.session, id))


async def whole(work: Work, row: BudgetPlan) -> dict[str, Any]:
    """A plan as it is sent."""
    await work.session.flush()
    union = await organizations.get_organization(work.session, row.organization_id)
    lines = (await budgets.list_lines(work.session, [row.id])).get(row.id, {})
    adjustments = await budgets.list_adjustments(work.session, row.id, most=MOST_HISTORY)
    splits = await budgets.list_splits(work.session, row.id, most=MOST_HISTORY)
    names = ("id", "organization_id", "year", "state", "document_number", "document_on", "answer", "made_by_name")
    more = ("created_at", "submitted_by_name", "submitted_at", "checked_by_name", "checked_at", "version")
    return {name: getattr(row, name) for name in (*names, *more)} | {
        "organization_name": union.name,
        "lines": [
            {name: getattr(lines[subject], name) for name in FIELDS[:4]}
            | {"subject": subject, "free_fen": fen_of(lines[subject]).free_fen}
            for subject in BudgetSubject
            if subject in lines
        ],
        "adjustments": [adjustment(work, row, each) for each in adjustments],
        "splits": [
            {name: getattr(each, name) for name in ("id", "from_name", "to_name", "subject", "change_fen")}
            | {"note": each.note, "by_name": each.by_name, "at": each.at, "from_above": each.to_plan_id == row.id}
            for each in splits
        ],
        "steps": _steps(work, row),
    }


def adjustment(work: Work, plan: BudgetPlan, row: BudgetAdjustment) -> dict[str, Any]:
    """An adjustment as it is sent."""
    names = ("id", "subject", "change_fen", "reason", "document_number", "document_on", "state", "made_by_name")
    more = ("made_at", "checked_by_name", "checked_at", "answer", "version")
    me = work.caller.user_id
    second = refusal_of(rules.require_second, maker=row.made_by, acting=me)
    own = refusal_of(rules.require_maker, maker=row.made_by, acting=me)
    changeable = refusal_of(rules.require_changeable, BudgetPlanState(plan.state), year=plan.year, today=work.today)
    refusals = {
        BudgetAdjustmentStep.CONFIRM: second or changeable,
        BudgetAdjustmentStep.REFUSE: second,
        BudgetAdjustmentStep.WITHDRAW: own,
    }
    there = ADJUSTMENT_WORKFLOW.steps(BudgetAdjustmentState(row.state), work.held)
    return {name: getattr(row, name) for name in (*names, *more)} | {
        "steps": open_steps(work, [Offer(each.step, each.zh, each.en, Edit, refusals[each.step]) for each in there])
    }


def _steps(work: Work, row: BudgetPlan) -> list[dict[str, Any]]:
    state, me = BudgetPlanState(row.state), work.caller.user_id
    second = refusal_of(rules.require_second, maker=row.submitted_by, acting=me)
    own = refusal_of(rules.require_maker, maker=row.submitted_by, acting=me)
    draftable = refusal_of(rules.require_draftable, row.year, work.today)
    refusals = {
        BudgetPlanStep.SUBMIT: draftable,
        BudgetPlanStep.CONFIRM: second,
        BudgetPlanStep.RETURN: second,
        BudgetPlanStep.WITHDRAW: own,
    }
    offers = [
        Offer(each.step, each.zh, each.en, Edit, refusals[each.step]) for each in PLAN_WORKFLOW.steps(state, work.held)
    ]
    if state is BudgetPlanState.DRAFT:
        offers.append(Offer("enter", "填写金额", "Enter amounts", Edit, draftable))
    if state is BudgetPlanState.IN_FORCE:
        closed = refusal_of(rules.require_changeable, state, year=row.year, today=work.today)
        offers.append(Offer("adjust", "预算调整", "Adjust", Edit, closed))
        offers.append(Offer("split", "下达下级", "Split below", Edit, closed))
    return open_steps(work, offers)


async def shares(work: Work, id: UUID, query: BudgetShareQuery) -> dict[str, Any]:
    """How an amount would be split among the living unions directly below. Raises `NotFound`."""
    row = await budgets.get_plan(work.session, id)
    union = await organizations.get_organization(work.session, row.organization_id)
    below = [each for each in await budgets.list_below(work.session, union.id) if each.status == "active"]
    ids = [each.id for each in below]
    weights: Mapping[UUID, int] = dict.fromkeys(ids, 1)
    if query.basis is BudgetShareBasis.MEMBERS:
        weights = await budgets.count_members(work.session, ids)
    elif query.basis is BudgetShareBasis.LAST_YEAR:
        place = Place(union.id, union.code, union.code_hi)
        weights = await budgets.sum_last_year(
            work.session, scope=work.scope, place=place, year=row.year, subject=query.subject
        )
    told = {id: weights.get(id, 0) for id in ids}
    parts = divide(query.amount_fen, told)
    received = await budgets.find_received(work.session, ids, row.year, query.subject)
    lines = (await budgets.list_lines(work.session, [row.id], subject=query.subject)).get(row.id, {})
    return {
        "subject": query.subject,
        "free_fen": fen_of(lines.get(query.subject)).free_fen,
        "items": [
            {
                "organization_id": each.id,
                "organization_name": each.name,
                "weight": told[each.id],
                "received_fen": received.get(each.id, 0),
                "change_fen": parts[each.id],
            }
            for each in below
        ],
    }
