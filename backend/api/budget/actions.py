"""All that can happen to the budget of a year: entered, checked, adjusted, split among the unions below (FND-02)."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from backend.api.budget.schemas import (
    PlainAdjustmentStep,
    PlainBudgetStep,
    RefuseAdjustmentStep,
    ReturnBudgetStep,
)
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import budget as budgets
from backend.db.queries import organization as organizations
from backend.db.tables.budget import BudgetAdjustment, BudgetLine, BudgetPlan, BudgetSplit
from backend.db.types import new_id
from backend.domain.budget import plans as rules
from backend.domain.budget.codes import (
    BudgetAdjustmentState,
    BudgetAdjustmentStep,
    BudgetPlanState,
    BudgetPlanStep,
    BudgetSubject,
)
from backend.domain.budget.plans import (
    ADJUSTMENT_WORKFLOW,
    PLAN_WORKFLOW,
    BudgetAdjustmentDraft,
    BudgetLineFen,
    BudgetLinesDraft,
    BudgetPlanDraft,
    BudgetSplitDraft,
)
from backend.domain.organization.changes import require_active

PLAN_TOLD: Final = {
    BudgetPlanStep.SUBMIT: "budget_submitted",
    BudgetPlanStep.CONFIRM: "budget_confirmed",
    BudgetPlanStep.RETURN: "budget_returned",
    BudgetPlanStep.WITHDRAW: "budget_withdrawn",
}
ADJUSTMENT_TOLD: Final = {
    BudgetAdjustmentStep.CONFIRM: "budget_adjusted",
    BudgetAdjustmentStep.REFUSE: "budget_adjustment_refused",
    BudgetAdjustmentStep.WITHDRAW: "budget_adjustment_withdrawn",
}


async def make(work: Work, draft: BudgetPlanDraft) -> BudgetPlan:
    """Begin the plan of a union of the subtree. Raises `NotFound`, `NotLiving`, `BudgetYearOut`, `BudgetYearOver`."""
    union = await organizations.get_organization(work.session, draft.organization_id)
    require_active(union.name, union.status)
    rules.require_draftable(draft.year, work.today)
    row = _begun(work, union, draft.year)
    row.document_number, row.document_on = draft.document_number, draft.document_on
    work.session.add(row)
    await work.session.flush()
    amounts = draft.amounts()
    for subject, fen in amounts.items():
        work.session.add(BudgetLine(plan_id=row.id, subject=str(subject), planned_fen=fen))
    await work.session.flush()
    work.tell("budget_drafted", row, year=row.year, amount_fen=sum(amounts.values()))
    return row


def _begun(work: Work, union: Any, year: int) -> BudgetPlan:
    own = union.id == work.scope.organization_id
    return BudgetPlan(
        id=new_id(),
        organization_id=union.id,
        code=union.code,
        line_code=work.place[1] if own and union.line_code is None else union.line_code,
        year=year,
        state=str(BudgetPlanState.DRAFT),
        made_by_name=work.caller.name,
        created_at=work.now,
    )


async def enter(work: Work, id: UUID, draft: BudgetLinesDraft, *, seen: int) -> BudgetPlan:
    """Write the amounts of a draft, all of them anew. Raises `NotFound`, `BudgetNotDraft`, `BudgetYearOver`, `Stale`."""
    row = await budgets.get_plan(work.session, id, lock=True)
    rules.require_draft(BudgetPlanState(row.state))
    rules.require_draftable(row.year, work.today)
    take(row, seen)
    row.document_number, row.document_on = draft.document_number, draft.document_on
    lines = (await budgets.list_lines(work.session, [id])).get(id, {})
    amounts = draft.amounts()
    for subject, fen in amounts.items():
        if str(subject) in lines:
            lines[str(subject)].planned_fen = fen
        else:
            work.session.add(BudgetLine(plan_id=id, subject=str(subject), planned_fen=fen))
    for name, line in lines.items():
        if BudgetSubject(name) not in amounts:
            line.planned_fen = 0
    await work.session.flush()
    work.tell("budget_drafted", row, year=row.year, amount_fen=sum(amounts.values()))
    return row


async def step(work: Work, id: UUID, asked: PlainBudgetStep | ReturnBudgetStep, *, seen: int) -> BudgetPlan:
    """Submit a plan, let a second officer put it in force or send it back, or take it back.

    Raises `NotFound`, `StepNotPossible`, `BudgetEmpty`, `BudgetSameOfficer`, `BudgetNotTheMaker`, `BudgetYearOver`, `Stale`.
    """
    row = await budgets.get_plan(work.session, id, lock=True)
    way = BudgetPlanStep(asked.step)
    state = PLAN_WORKFLOW.advance(BudgetPlanState(row.state), way, work.held)
    me = work.caller.user_id
    facts: dict[str, Any] = {}
    if way is BudgetPlanStep.WITHDRAW:
        rules.require_maker(maker=row.submitted_by, acting=me)
    elif way is BudgetPlanStep.SUBMIT:
        rules.require_draftable(row.year, work.today)
        lines = (await budgets.list_lines(work.session, [id])).get(id, {})
        rules.require_something([fen_of(line) for line in lines.values()])
    else:
        rules.require_second(maker=row.submitted_by, acting=me)
    take(row, seen)
    if way is BudgetPlanStep.SUBMIT:
        row.submitted_by, row.submitted_by_name, row.submitted_at = me, work.caller.name, work.now
        row.answer = ""
    elif way is BudgetPlanStep.CONFIRM:
        row.checked_by, row.checked_by_name, row.checked_at = me, work.caller.name, work.now
    elif isinstance(asked, ReturnBudgetStep):
        row.answer = rules.require_reason(asked.reason)
        facts = {"reason": row.answer}
    row.state = str(state)
    await work.session.flush()
    work.tell(PLAN_TOLD[way], row, year=row.year, **facts)
    return row


async def propose(work: Work, id: UUID, draft: BudgetAdjustmentDraft) -> BudgetAdjustment:
    """Ask for a change of one subject; it takes effect when a second officer has checked it.

    Raises `NotFound`, `BudgetNotInForce`, `BudgetYearOver`, `BudgetShort`.
    """
    plan = await budgets.get_plan(work.session, id, lock=True)
    rules.require_changeable(BudgetPlanState(plan.state), year=plan.year, today=work.today)
    lines = (await budgets.list_lines(work.session, [id])).get(id, {})
    rules.require_adjustable(draft.subject, fen_of(lines.get(str(draft.subject))), draft.change_fen)
    row = BudgetAdjustment(
        id=new_id(),
        plan_id=plan.id,
        organization_id=plan.organization_id,
        code=plan.code,
        line_code=plan.line_code,
        subject=str(draft.subject),
        change_fen=draft.change_fen,
        reason=draft.reason,
        document_number=draft.document_number,
        document_on=draft.document_on,
        made_by=work.caller.user_id,
        made_by_name=work.caller.name,
        made_at=work.now,
    )
    work.session.add(row)
    await work.session.flush()
    work.tell("budget_adjustment_proposed", row, **_facts(row))
    return row


def _facts(row: BudgetAdjustment) -> dict[str, Any]:
    return {"budget_subject": row.subject, "change_fen": row.change_fen, "document_number": row.document_number}


async def decide(
    work: Work, id: UUID, asked: PlainAdjustmentStep | RefuseAdjustmentStep, *, seen: int
) -> BudgetAdjustment:
    """Let a second officer put an adjustment in force or refuse it, or take it back.

    The plan is held first, as by everything that changes its lines: of two at once the second finds what the first left.
    Raises `NotFound`, `StepNotPossible`, `BudgetSameOfficer`, `BudgetNotTheMaker`, `BudgetShort`, `BudgetYearOver`, `Stale`.
    """
    plan_id = (await budgets.get_adjustment(work.session, id)).plan_id
    plan = await budgets.get_plan(work.session, plan_id, lock=True)
    row = await budgets.get_adjustment(work.session, id, lock=True)
    way = BudgetAdjustmentStep(asked.step)
    state = ADJUSTMENT_WORKFLOW.advance(BudgetAdjustmentState(row.state), way, work.held)
    rule = rules.require_maker if way is BudgetAdjustmentStep.WITHDRAW else rules.require_second
    rule(maker=row.made_by, acting=work.caller.user_id)
    take(row, seen)
    if way is BudgetAdjustmentStep.CONFIRM:
        rules.require_changeable(BudgetPlanState(plan.state), year=plan.year, today=work.today)
        line = await _line(work, plan, BudgetSubject(row.subject))
        rules.require_adjustable(BudgetSubject(row.subject), fen_of(line), row.change_fen)
        line.adjusted_fen += row.change_fen
    elif isinstance(asked, RefuseAdjustmentStep):
        row.answer = rules.require_reason(asked.reason)
    row.state = str(state)
    row.checked_by, row.checked_by_name, row.checked_at = work.caller.user_id, work.caller.name, work.now
    await work.session.flush()
    work.tell(ADJUSTMENT_TOLD[way], row, **_facts(row))
    return row


async def split(work: Work, id: UUID, draft: BudgetSplitDraft) -> BudgetPlan:
    """Hand a subject to unions directly below, or take it back, all in one act or none of it.

    A union that has no plan for the year gets one, as a draft with what comes from above. The plans are held in the order
    of the tree, the giver first. Raises `NotFound`, `BudgetNotInForce`, `BudgetYearOver`, `BudgetNotBelow`, `BudgetShort`,
    `BudgetTakenBackTooMuch`, `NotLiving`.
    """
    plan = await budgets.get_plan(work.session, id, lock=True)
    rules.require_changeable(BudgetPlanState(plan.state), year=plan.year, today=work.today)
    giver = await organizations.get_organization(work.session, plan.organization_id)
    below = {each.id: each for each in await budgets.list_below(work.session, plan.organization_id)}
    shares = {item.organization_id: item.change_fen for item in draft.items}
    for union_id in shares:
        if union_id not in below:
            raise rules.BudgetNotBelow(name=(await organizations.get_organization(work.session, union_id)).name)
        if shares[union_id] > 0:
            require_active(below[union_id].name, below[union_id].status)
    plans = await _plans_of(work, plan.year, {union_id: below[union_id] for union_id in shares})
    subject = str(draft.subject)
    lines = await budgets.list_lines(work.session, [plan.id, *(each.id for each in plans.values())], subject=subject)
    at_hand = {union_id: lines.get(each.id, {}).get(subject) for union_id, each in plans.items()}
    own = await _line(work, plan, draft.subject)
    rules.require_splittable(
        draft.subject,
        fen_of(own),
        shares,
        {union_id: fen_of(line) for union_id, line in at_hand.items()},
        {union_id: below[union_id].name for union_id in shares},
    )
    own.handed_fen += draft.change_fen
    for union_id, change in shares.items():
        line = at_hand[union_id]
        if line is None:
            line = BudgetLine(plan_id=plans[union_id].id, subject=subject)
            work.session.add(line)
        line.received_fen = (line.received_fen or 0) + change
        work.session.add(
            BudgetSplit(
                id=new_id(),
                from_plan_id=plan.id,
                to_plan_id=plans[union_id].id,
                from_name=giver.name,
                to_name=below[union_id].name,
                subject=subject,
                change_fen=change,
                note=draft.note,
                by_name=work.caller.name,
                at=work.now,
            )
        )
    await work.session.flush()
    facts = {"budget_subject": subject, "change_fen": draft.change_fen, "unions": len(shares)}
    work.tell("budget_split", plan, year=plan.year, **facts)
    for union_id, change in shares.items():
        told = {"budget_subject": subject, "change_fen": change, "from_name": giver.name}
        work.tell("budget_received", plans[union_id], year=plan.year, **told)
    return plan


async def _plans_of(work: Work, year: int, unions: Mapping[UUID, Any]) -> dict[UUID, BudgetPlan]:
    """The plans of these unions for a year, held; begun where there are none."""
    found = dict(await budgets.hold_plans(work.session, unions, year))
    for id, union in unions.items():
        if id not in found:
            found[id] = _begun(work, union, year)
            work.session.add(found[id])
    await work.session.flush()
    return found


async def _line(work: Work, plan: BudgetPlan, subject: BudgetSubject) -> BudgetLine:
    """The line of a subject in a held plan, begun where there is none."""
    lines = await budgets.list_lines(work.session, [plan.id], subject=str(subject))
    if found := lines.get(plan.id, {}).get(str(subject)):
        return found
    line = BudgetLine(plan_id=plan.id, subject=str(subject))
    work.session.add(line)
    await work.session.flush()
    return line


def fen_of(line: BudgetLine | None) -> BudgetLineFen:
    """A line as the rules see it; one that is not there has nothing."""
    if line is None:
        return BudgetLineFen()
    return BudgetLineFen(
        planned_fen=line.planned_fen,
        adjusted_fen=line.adjusted_fen,
        received_fen=line.received_fen,
        handed_fen=line.handed_fen,
    )
