"""Payments and their batches over HTTP."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query, Request, Response
from fastapi.responses import FileResponse

from backend.api.access import allowed
from backend.api.attachment import disposition
from backend.api.confirmation import Confirmation
from backend.api.errors import problems
from backend.api.idempotency import OnceRoute
from backend.api.pages import Page
from backend.api.payment import actions, answering, batches, reading, sheet
from backend.api.payment.schemas import (
    PayableItem,
    PayableQuery,
    PaymentAnswerAsked,
    PaymentAnswerOut,
    PaymentBatchItem,
    PaymentBatchMade,
    PaymentBatchOut,
    PaymentBatchQuery,
    PaymentBatchStepAsked,
    PaymentItem,
    PaymentOut,
    PaymentQuery,
    RecallStep,
)
from backend.api.pictures import PICTURE
from backend.api.proofs import shown
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.db.files import FileStore
from backend.db.queries import payment as payments
from backend.domain.access import Permission
from backend.domain.fund.payments import PaymentBatchDraft, PaymentDraft
from backend.settings import settings

router = NounRouter(tags=["payments"], route_class=OnceRoute)

Read = Permission.FUND_READ
Pay = Permission.FUND_PAY
SHEET: dict[int | str, dict[str, Any]] = {
    200: {"content": {FileType.XLSX.value: {}}, "description": "银行代发明细 The sheet for the bank"}
}


@router.get("/payments", response_model=Page[PaymentItem], responses=problems(404))
async def list_payments(
    request: Request, query: Annotated[PaymentQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Payments of the subtree, the newest first; of a batch in the order of its lines."""
    return await reading.PAYMENTS.page(request, work, query)


@router.post("/payments", status_code=201, response_model=PaymentOut, responses=problems(404, 409))
async def give_payment(draft: PaymentDraft, response: Response, work: Work = allowed(Pay, once=True)) -> dict[str, Any]:
    """Enter cash or goods that were handed over, with a signature and a photo. The case is paid."""
    payment = await actions.give(work, draft)
    response.headers["Location"] = f"/api/v1/payments/{payment.id}"
    return tagged(response, await reading.get_payment(work, payment.id))  # type: ignore[no-any-return]


@router.get("/payments/{id}", response_model=PaymentOut, responses=problems(404))
async def get_payment(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One payment, as it is printed."""
    return tagged(response, await reading.get_payment(work, id))  # type: ignore[no-any-return]


@router.get("/payments/{id}/signature", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_payment_signature(id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """The signature of who got it."""
    payment = await payments.get_payment(work.session, id)
    return shown(FileStore(settings().file_directory), payment.signature_id, payment.signature_sha256, "签收")


@router.get("/payments/{id}/photo", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_payment_photo(id: UUID, work: Work = allowed(Read)) -> FileResponse:
    """The photo of the handing over."""
    payment = await payments.get_payment(work.session, id)
    return shown(FileStore(settings().file_directory), payment.photo_id, payment.photo_sha256, "现场")


@router.post("/payments/{id}/steps", response_model=PaymentOut, responses=problems(404, 409, 412, 428))
async def step_payment(
    id: UUID, step: RecallStep, response: Response, seen: IfMatch, work: Work = allowed(Pay, once=True)
) -> dict[str, Any]:
    """Enter that what was paid came back: the case waits for another payment."""
    await actions.recall(work, id, step, seen=seen)
    return tagged(response, await reading.get_payment(work, id))  # type: ignore[no-any-return]


@router.get("/payable-cases", response_model=Page[PayableItem], responses=problems(404))
async def list_payable_cases(
    request: Request, query: Annotated[PayableQuery, Query()], work: Work = allowed(Pay)
) -> Response:
    """Approved cases of a fund that wait for their money."""
    return await reading.list_payable(request, work, query)


@router.get("/payment-batches", response_model=Page[PaymentBatchItem], responses=problems())
async def list_payment_batches(
    request: Request, query: Annotated[PaymentBatchQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Batches of the subtree, the newest first, with what became of their lines."""
    return await reading.BATCHES.page(request, work, query)


@router.post("/payment-batches", status_code=201, response_model=PaymentBatchMade, responses=problems(404, 409))
async def make_payment_batch(
    draft: PaymentBatchDraft, response: Response, work: Work = allowed(Pay, once=True)
) -> dict[str, Any]:
    """Make a batch from approved cases of a fund. Whom the bank cannot pay is left out and named with the reason."""
    batch, left_out = await batches.make(work, draft)
    response.headers["Location"] = f"/api/v1/payment-batches/{batch.id}"
    made = await reading.get_batch(work, batch.id)
    return tagged(response, made | {"left_out": left_out})  # type: ignore[no-any-return]


@router.get("/payment-batches/{id}", response_model=PaymentBatchOut, responses=problems(404))
async def get_payment_batch(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One batch. Its lines are the payments with this `batch_id`."""
    return tagged(response, await reading.get_batch(work, id))  # type: ignore[no-any-return]


@router.post("/payment-batches/{id}/steps", response_model=PaymentBatchOut, responses=problems(404, 409, 412, 428))
async def step_payment_batch(
    id: UUID, step: PaymentBatchStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Pay, once=True)
) -> dict[str, Any]:
    """Note that the sheet went to the bank; have its answer booked, by a job; take a batch back before it went."""
    act = {"send": batches.send, "confirm": batches.confirm, "withdraw": batches.withdraw}[step.step]
    await act(work, id, seen=seen)
    return tagged(response, await reading.get_batch(work, id))  # type: ignore[no-any-return]


@router.get("/payment-batches/{id}/sheet", response_class=Response, responses=problems(404, 409) | SHEET)
async def get_payment_sheet(
    id: UUID, request: Request, confirmation: Confirmation = None, work: Work = allowed(Pay)
) -> Response:
    """The bank's sheet, with whole card numbers, after proving oneself again. Each time is on record."""
    batch, content = await sheet.take_out(work, request.app.state.ring, id, token=confirmation)
    headers = {
        "Content-Disposition": disposition(f"{batch.number}.xlsx", f"{batch.number}.xlsx"),
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=FileType.XLSX.value, headers=headers)


@router.post("/payment-batches/{id}/answers", response_model=PaymentAnswerOut, responses=problems(404, 409, 412, 428))
async def take_payment_answer(
    id: UUID, asked: PaymentAnswerAsked, seen: IfMatch, work: Work = allowed(Pay, once=True)
) -> dict[str, Any]:
    """Read the bank's answer (an uploaded workbook). With a row that is wrong nothing is taken and each one is named."""
    return await answering.take_in(work, FileStore(settings().file_directory), id, asked, seen=seen)
