"""Answers about funds, vouchers and the ledger that change nothing."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from backend.api.fund.schemas import BudgetQuery, EntryQuery, FundQuery, MonthsQuery, VoucherQuery
from backend.api.listing import listing
from backend.api.offers import Offer, open_steps, refusal_of
from backend.api.work import Work
from backend.db.queries import aid_case as cases
from backend.db.queries import aid_program as programs
from backend.db.queries import fund as funds
from backend.db.queries import organization as organizations
from backend.db.queries import visit_plan as plans
from backend.db.queries.fund import EntryFilters, FundFilters, VoucherFilters
from backend.domain.access import Permission
from backend.domain.fund import vouchers as rules
from backend.domain.fund.capitals import in_capitals
from backend.domain.fund.codes import EntryKind, FundStatus, FundStep, VoucherState, VoucherStep
from backend.domain.fund.funds import FUND_WORKFLOW, require_empty
from backend.domain.refusals import NotFound, Refusal

Edit = Permission.FUND_EDIT


async def _narrow_funds(work: Work, query: FundQuery) -> FundFilters:
    case = None if query.case_id is None else await cases.get_case(work.session, query.case_id)
    program = None
    if case is not None:
        program = await cases.get_program(work.session, case.program_id)
    elif query.program_id is not None:
        program = await programs.get_program(work.session, query.program_id, scope=work.scope)
    plan = None if query.visit_plan_id is None else await plans.get_plan(work.session, query.visit_plan_id)
    served = case or plan
    return FundFilters(
        under=await organizations.find_bounds(work.session, query.under_id),
        sources=[str(each) for each in query.source],
        years=query.year,
        status=query.status and str(query.status),
        for_code=None if served is None else served.code,
        serving_on=None if program is None and plan is None else work.today,
        serving=() if program is None else program.sources,
        q=query.q,
    )


def _id_of(after: Sequence[Any] | None) -> UUID | None:
    """The row after which a page of a list begins that is in the order of its ids."""
    return UUID(after[0]) if after else None


FUNDS = listing(
    permission=Permission.FUND_READ,
    query=FundQuery,
    narrow=_narrow_funds,
    listed=lambda work, filters, after, limit: funds.list_funds(
        scope=work.scope, filters=filters, after=_id_of(after), limit=limit
    ),
    counted=lambda work, filters, cap: funds.count_funds(scope=work.scope, filters=filters, cap=cap),
)


async def get_fund(work: Work, id: UUID) -> dict[str, Any]:
    """One fund with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(funds.list_funds(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row) | {"steps": _fund_steps(work, row)}


def _fund_steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    closed: dict[FundStep, Refusal] = {}
    money = (row["available_fen"], row["reserved_fen"], row["goods_fen"])
    if (refusal := refusal_of(require_empty, *money)) is not None:
        closed[FundStep.CLOSE] = refusal
    there = FUND_WORKFLOW.steps(FundStatus(row["status"]), work.held)
    return open_steps(work, [Offer(one.step, one.zh, one.en, Edit, closed.get(one.step)) for one in there])


async def months(work: Work, query: MonthsQuery) -> dict[str, Any]:
    """The months of a year, of one fund or of a subtree. Raises `NotFound`."""
    if query.fund_id is not None:
        await funds.get_fund(work.session, query.fund_id)
    under = await organizations.find_bounds(work.session, query.under_id)
    found = await work.session.execute(
        funds.list_months(scope=work.scope, year=query.year, fund_id=query.fund_id, under=under)
    )
    return {"year": query.year, "items": [dict(row) for row in found.mappings()]}


async def budgets(work: Work, query: BudgetQuery) -> dict[str, Any]:
    """What a fund handed down, to which funds. Raises `NotFound`."""
    fund = await funds.get_fund(work.session, query.fund_id)
    union = await organizations.get_organization(work.session, fund.organization_id)
    found = await work.session.execute(
        funds.list_budgets(scope=work.scope, fund_id=fund.id, below=(union.code, union.code_hi))
    )
    return {"items": [dict(row) for row in found.mappings()]}


async def _narrow_vouchers(work: Work, query: VoucherQuery) -> VoucherFilters:
    return VoucherFilters(
        fund_id=query.fund_id,
        states=[str(each) for each in query.state],
        kinds=[str(each) for each in query.kind],
    )


VOUCHERS = listing(
    permission=Permission.FUND_READ,
    query=VoucherQuery,
    narrow=_narrow_vouchers,
    listed=lambda work, filters, after, limit: funds.list_vouchers(
        scope=work.scope, filters=filters, after=_id_of(after), limit=limit
    ),
    counted=lambda work, filters, cap: funds.count_vouchers(scope=work.scope, filters=filters, cap=cap),
)


async def get_voucher(work: Work, id: UUID) -> dict[str, Any]:
    """One voucher with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(funds.list_vouchers(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row) | {"amount_in_capitals": in_capitals(row["amount_fen"]), "steps": _voucher_steps(work, row)}


def _voucher_steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    state, me = VoucherState(row["state"]), work.caller.user_id
    if state is not VoucherState.PROPOSED:
        return []
    second = refusal_of(rules.require_second, maker=row["made_by"], acting=me)
    own = refusal_of(rules.require_maker, maker=row["made_by"], acting=me)
    refusals = {VoucherStep.CONFIRM: second, VoucherStep.REFUSE: second, VoucherStep.WITHDRAW: own}
    return open_steps(work, [Offer(step, step.zh, step.en, Edit, refusals[step]) for step in VoucherStep])


async def _narrow_entries(work: Work, query: EntryQuery) -> EntryFilters:
    return EntryFilters(
        fund_id=query.fund_id,
        under=await organizations.find_bounds(work.session, query.under_id),
        kinds=[str(each) for each in query.kind],
        case_id=query.case_id,
        payment_id=query.payment_id,
        visit_plan_id=query.visit_plan_id,
        since=query.since,
        until=query.until,
        sources=query.source,
        program_kinds=query.program_kind,
        categories=query.category,
        owner_id=query.owner_id,
        subjects=query.subject,
        reserved_on=query.reserved_on,
    )


ENTRIES = listing(
    permission=Permission.FUND_READ,
    query=EntryQuery,
    narrow=_narrow_entries,
    listed=lambda work, filters, after, limit: funds.list_entries(filters=filters, after=_id_of(after), limit=limit),
    counted=lambda work, filters, cap: funds.count_entries(filters=filters, cap=cap),
)


async def get_entry(work: Work, id: UUID) -> dict[str, Any]:
    """One entry, and whether it can be reversed. Raises `NotFound`."""
    found = await work.session.execute(funds.list_entries(id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    kind = EntryKind(row["kind"])
    reversible: list[Offer] = []
    if row["reversed_by"] is None:
        refusal = refusal_of(rules.require_reversible, kind=kind)
        reversible = [Offer("reverse", "红字冲销", "Reverse", Edit, refusal)]
    return dict(row) | {
        "amount_in_capitals": in_capitals(row["amount_fen"]),
        "steps": open_steps(work, reversible),
    }
