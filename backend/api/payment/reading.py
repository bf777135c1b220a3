"""Answers about payments and batches that change nothing."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from fastapi import Request, Response

from backend.api.listing import Listing, listing
from backend.api.offers import Offer, open_steps
from backend.api.pages import paged, read_cursor
from backend.api.payment.batches import PAYMENT
from backend.api.payment.schemas import PayableQuery, PaymentBatchQuery, PaymentQuery
from backend.api.work import Work
from backend.db.queries import fund as funds
from backend.db.queries import organization as organizations
from backend.db.queries import payment as payments
from backend.db.queries.payment import PaymentFilters
from backend.domain.access import Permission
from backend.domain.aid.case_codes import CaseStatus
from backend.domain.fund.capitals import in_capitals
from backend.domain.fund.codes import BatchState, BatchStep, PaymentState
from backend.domain.fund.payments import BATCH_STEPS, AnswerIncomplete, CaseNotPayable
from backend.domain.mask import mask_card
from backend.domain.refusals import NotFound, Refusal

Pay = Permission.FUND_PAY


async def _narrow_payments(work: Work, query: PaymentQuery) -> PaymentFilters:
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    return PaymentFilters(
        batch_id=query.batch_id,
        fund_id=query.fund_id,
        case_id=query.case_id,
        under=under,
        states=[str(each) for each in query.state],
        ways=[str(each) for each in query.way],
        since=query.since,
        until=query.until,
        sources=query.source,
        program_kinds=query.program_kind,
        categories=query.category,
        program_id=query.program_id,
        q=query.q,
    )


async def _payment_rows(
    work: Work,
    query: PaymentQuery,
    filters: PaymentFilters,
    *,
    after: Sequence[Any] | None,
    limit: int,
    whole: Collection[str] = (),
) -> list[dict[str, Any]]:
    asked = payments.list_payments(scope=work.scope, filters=filters, after=after, limit=limit)
    found = await work.session.execute(asked)
    return [_shown(work, row, whole) for row in found.mappings()]


async def _count_payments(work: Work, filters: PaymentFilters, *, cap: int) -> int:
    return await work.session.scalar(payments.count_payments(scope=work.scope, filters=filters, cap=cap)) or 0


def _payment_order(query: PaymentQuery) -> Sequence[str]:
    return ("line",) if query.batch_id is not None else ("id",)


def _shown(work: Work, row: Mapping[Any, Any], whole: Collection[str] = ()) -> dict[str, Any]:
    """A payment with the end of the card; with all of it where an approved export asks for that."""
    sealed = row["_card"]
    plain = None if sealed is None else work.vault.open(sealed, PAYMENT, "bank_card", row["id"])
    shown = {name: value for name, value in row.items() if name[0] != "_"}
    shown["card"] = None if plain is None else mask_card(plain)
    return shown | {"bank_card": plain} if "bank_card" in whole else shown


PAYMENTS = Listing(
    permission=Permission.FUND_READ,
    query=PaymentQuery,
    narrow=_narrow_payments,
    rows=_payment_rows,
    count=_count_payments,
    order=_payment_order,
)


async def get_payment(work: Work, id: UUID) -> dict[str, Any]:
    """One payment with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(payments.list_payments(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    steps: list[Offer] = []
    if row["state"] == PaymentState.PAID:
        held: Refusal | None = None
        if row["case_status"] != CaseStatus.PAID:
            held = CaseNotPayable(number=row["case_number"], status=CaseStatus(row["case_status"]))
        steps.append(Offer("recall", "登记退回", "It came back", Pay, held))
    return _shown(work, row) | {
        "amount_in_capitals": in_capitals(row["amount_fen"]),
        "steps": open_steps(work, steps),
    }


async def list_payable(request: Request, work: Work, query: PayableQuery) -> Response:
    """One page of the cases of a fund that wait for their money. Raises `NotFound`."""
    await funds.get_fund(work.session, query.fund_id)
    after = read_cursor(query, secret=request.app.state.ring.cursor)
    found = await work.session.execute(
        payments.list_payable(
            scope=work.scope,
            fund_id=query.fund_id,
            after=UUID(after[0]) if after else None,
            limit=query.limit + 1,
        )
    )
    return paged(request, query, found.mappings().all(), after=("id",))


async def _narrow_batches(work: Work, query: PaymentBatchQuery) -> dict[str, Any]:
    return {"fund_id": query.fund_id, "states": [str(each) for each in query.state]}


BATCHES = listing(
    permission=Permission.FUND_READ,
    query=PaymentBatchQuery,
    narrow=_narrow_batches,
    listed=lambda work, filters, after, limit: payments.list_batches(
        scope=work.scope, after=UUID(after[0]) if after else None, limit=limit, **filters
    ),
    counted=lambda work, filters, cap: payments.count_batches(scope=work.scope, cap=cap, **filters),
)


async def get_batch(work: Work, id: UUID) -> dict[str, Any]:
    """One batch with its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(payments.list_batches(scope=work.scope, id=id, limit=1))
    row = found.mappings().first()
    if row is None:
        raise NotFound()
    return dict(row) | {"amount_in_capitals": in_capitals(row["amount_fen"]), "steps": _batch_steps(work, row)}


def _batch_steps(work: Work, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    offered = BATCH_STEPS[BatchState(row["state"])]
    missing = row["unanswered_lines"]
    closed = {BatchStep.CONFIRM: AnswerIncomplete(missing=missing)} if missing else {}
    return open_steps(work, [Offer(step, step.zh, step.en, Pay, closed.get(step)) for step in offered])
