"""Loans of savings societies over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.pictures import PICTURE
from backend.api.proofs import shown
from backend.api.routing import NounRouter
from backend.api.savings import lending, loan_reading
from backend.api.savings.loan_schemas import (
    LoanItem,
    LoanOut,
    LoanPlanOut,
    LoanPlanQuery,
    LoanQuery,
    LoanStepAsked,
    PayLoan,
    ProposeWriteOff,
    RepayLoan,
)
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import savings_loan as loans
from backend.domain.access import Permission
from backend.domain.savings.loans import LoanDraft
from backend.settings import settings

router = NounRouter(prefix="/mutual-aid", tags=["savings"], route_class=OnceRoute)

Read = Permission.SAVINGS_READ
Keep = Permission.SAVINGS_KEEP


@router.get("/loans", response_model=Page[LoanItem], responses=problems())
async def list_savings_loans(
    request: Request, query: Annotated[LoanQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Loans of the subtree: those overdue first, with days and with whom they lie."""
    return await loan_reading.LISTING.page(request, work, query)


@router.post("/loans", status_code=201, response_model=LoanOut, responses=problems(404, 409))
async def ask_savings_loan(
    draft: LoanDraft, response: Response, work: Work = allowed(Keep, once=True)
) -> dict[str, Any]:
    """Enter a loan that a saver asks for. Another person decides it."""
    loan = await lending.ask(work, draft)
    response.headers["Location"] = f"/api/v1/mutual-aid/loans/{loan.id}"
    return tagged(response, await loan_reading.get_loan(work, loan.id))  # type: ignore[no-any-return]


@router.get("/loan-plans", response_model=LoanPlanOut, responses=problems(404))
async def plan_savings_loan(query: Annotated[LoanPlanQuery, Query()], work: Work = allowed(Read)) -> dict[str, Any]:
    """How a loan would be repaid, and whether the rules of the society give it to this saver now."""
    return await loan_reading.plan(work, query)


@router.get("/loans/{id}", response_model=LoanOut, responses=problems(404))
async def get_savings_loan(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One loan with its plan."""
    return tagged(response, await loan_reading.get_loan(work, id))  # type: ignore[no-any-return]


@router.get("/loans/{id}/signature", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_loan_signature(id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """What the borrower signed."""
    loan = await loans.get_loan(work.session, id)
    return shown(FileStore(settings().file_directory), loan.signature_id, loan.signature_sha256, loan.number)


@router.post("/loans/{id}/steps", response_model=LoanOut, responses=problems(404, 409, 412, 428))
async def step_savings_loan(
    id: UUID, step: LoanStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Keep, once=True)
) -> dict[str, Any]:
    """Approve, refuse, take back; pay out; repay; propose to write off, do it, or do not. Nobody decides what they asked."""
    match step:
        case PayLoan():
            await lending.pay(work, id, step, seen=seen)
        case RepayLoan():
            await lending.repay(work, id, step, seen=seen)
        case ProposeWriteOff():
            await lending.propose_write_off(work, id, step, seen=seen)
        case _:
            await lending.decide(work, id, step, seen=seen)
    return tagged(response, await loan_reading.get_loan(work, id))  # type: ignore[no-any-return]
