"""Answers about loans that change nothing: the list, one with its plan, what a plan would be."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Select

from backend.api.listing import listing
from backend.api.offers import Offer, open_steps
from backend.api.savings.lending import LOAN, bounds_of
from backend.api.savings.loan_schemas import LoanPlanQuery, LoanQuery
from backend.api.work import Work
from backend.db.queries import savings
from backend.db.queries import savings_loan as loans
from backend.domain.access import Permission
from backend.domain.calendar import day_of
from backend.domain.fund.capitals import in_capitals
from backend.domain.refusals import NotFound, Refusal
from backend.domain.savings import loans as rules
from backend.domain.savings.codes import LoanState, LoanStep
from backend.domain.savings.plan import plan_of

Keep, Decide = Permission.SAVINGS_KEEP, Permission.SAVINGS_DECIDE


Asked = Callable[[Sequence[Any] | None, int], Select[Any]]
"""What the list asks for: what comes after these, and how many."""


async def _narrow(work: Work, query: LoanQuery) -> Asked:
    def asked(after: Sequence[Any] | None, limit: int) -> Select[Any]:
        return loans.list_loans(
            scope=work.scope,
            today=work.today,
            society_id=query.society_id,
            saver_id=query.saver_id,
            states=[str(each) for each in query.state],
            overdue=query.overdue,
            after=after,
            limit=limit,
        )

    return asked


LISTING = listing(
    permission=Permission.SAVINGS_READ,
    query=LoanQuery,
    narrow=_narrow,
    listed=lambda work, asked, after, limit: asked(after, limit),
    counted=lambda work, asked, cap: savings.count_of(asked(None, cap)),
    order=("_rank", "id"),
)


async def get_loan(work: Work, id: UUID) -> dict[str, Any]:
    """One loan with its plan and its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(loans.list_loans(scope=work.scope, today=work.today, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    one = await loans.get_loan(work.session, id)
    if one.paid_at is not None:
        plan: Sequence[Any] = await loans.list_parts(work.session, id)
    else:
        plan = plan_of(one.amount_fen, one.months, work.today)
    return {name: value for name, value in row.items() if name[0] != "_"} | {
        "hardship": "" if one.hardship is None else work.vault.open(one.hardship, LOAN, "hardship", one.id),
        "amount_in_capitals": in_capitals(one.amount_fen),
        "plan": plan,
        "steps": _steps(work, row),
    }


def _steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    def offer(step: LoanStep, permission: Permission, closed: Refusal | None = None) -> Offer:
        return Offer(step, step.zh, step.en, permission, closed)

    def unless(mine: UUID | None) -> Refusal | None:
        return rules.LoanSameOfficer() if mine == work.caller.user_id else None

    match LoanState(row["state"]):
        case LoanState.ASKED:
            own = unless(row["maker_id"])
            offers = [
                offer(LoanStep.APPROVE, Decide, own),
                offer(LoanStep.REFUSE, Decide, own),
                offer(LoanStep.WITHDRAW, Keep),
            ]
        case LoanState.APPROVED:
            offers = [offer(LoanStep.PAY, Keep), offer(LoanStep.WITHDRAW, Keep)]
        case LoanState.RUNNING if row["proposer_id"] is None:
            offers = [offer(LoanStep.REPAY, Keep), offer(LoanStep.ASK_WRITE_OFF, Keep)]
        case LoanState.RUNNING:
            own = unless(row["proposer_id"])
            offers = [
                offer(LoanStep.REPAY, Keep),
                offer(LoanStep.WRITE_OFF, Decide, own),
                offer(LoanStep.KEEP, Decide),
            ]
        case _:
            offers = []
    return open_steps(work, offers)


async def plan(work: Work, query: LoanPlanQuery) -> dict[str, Any]:
    """How a loan would be repaid, what the rules give this saver, and why they would not give it. Raises `NotFound`."""
    saver = await savings.get_saver(work.session, query.saver_id)
    society = await savings.get_society(work.session, saver.society_id)
    bounds, pot = bounds_of(society), await loans.find_pot(work.session, society, saver.id)
    refusal = None
    try:
        rules.require_lendable(query.amount_fen, query.months, bounds=bounds, pot=pot)
    except Refusal as refused:
        refusal = refused.sentence(work.language)
    return {
        "most_fen": rules.most_for(bounds, pot),
        "left_fen": rules.left_to_lend(bounds, pot),
        "refusal": refusal,
        "plan": plan_of(max(query.amount_fen, query.months), query.months, query.paid_on or day_of(work.now)),
    }
