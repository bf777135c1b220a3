"""Claims on mutual protection over HTTP."""

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
from backend.api.proofs import shown
from backend.api.protection import claim_proofs, claim_reading, claims, paying
from backend.api.protection.claim_schemas import (
    ClaimCard,
    ClaimItem,
    ClaimOut,
    ClaimProofDraft,
    ClaimQuery,
    ClaimRecall,
    ClaimReckoned,
    ClaimStepAsked,
)
from backend.api.routing import NounRouter
from backend.api.versions import IfMatch, tagged
from backend.api.work import Work
from backend.db.files import FileStore
from backend.db.queries import protection_claim as found
from backend.domain.access import Permission
from backend.domain.protection.claims import ClaimDraft, ClaimPaymentDraft, Event
from backend.settings import settings

router = NounRouter(tags=["mutual aid claims"], route_class=OnceRoute, prefix="/mutual-aid/claims")

Read = Permission.AID_READ
Edit = Permission.AID_EDIT
Pay = Permission.FUND_PAY


@router.get("", response_model=Page[ClaimItem], responses=problems(404))
async def list_protection_claims(
    request: Request, query: Annotated[ClaimQuery, Query()], work: Work = allowed(Read)
) -> Response:
    """Claims of the subtree, the newest first."""
    return await claim_reading.LISTING.page(request, work, query)


@router.post("", status_code=201, response_model=ClaimOut, responses=problems(404, 409))
async def begin_protection_claim(
    draft: ClaimDraft, response: Response, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Write a claim down for an insured member, as a draft of the unit that paid for the cover."""
    row = await claims.begin(work, draft)
    response.headers["Location"] = f"/api/v1/mutual-aid/claims/{row.id}"
    return tagged(response, await claim_reading.get(work, row.id))  # type: ignore[no-any-return]


@router.post("/trials", response_model=ClaimReckoned, responses=problems(404, 409))
async def try_protection_claim(event: Event, work: Work = allowed(Edit)) -> dict[str, Any]:
    """What an event would be paid with, and how that comes about. Nothing is written."""
    return claim_reading.reckoned(work, await claims.try_out(work, event))


@router.get("/{id}", response_model=ClaimOut, responses=problems(404))
async def get_protection_claim(id: UUID, response: Response, work: Work = allowed(Read)) -> dict[str, Any]:
    """One claim. The illness and the proofs only for those who may see them."""
    return tagged(response, await claim_reading.get(work, id))  # type: ignore[no-any-return]


@router.put("/{id}", response_model=ClaimOut, responses=problems(404, 409, 412, 428))
async def edit_protection_claim(
    id: UUID, draft: ClaimDraft, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Mend a draft. Its cover stays."""
    await claims.edit(work, id, draft, seen=seen)
    return tagged(response, await claim_reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/steps", response_model=ClaimOut, responses=problems(404, 409, 412, 428))
async def step_protection_claim(
    id: UUID, asked: ClaimStepAsked, response: Response, seen: IfMatch, work: Work = allowed(Edit, once=True)
) -> dict[str, Any]:
    """Hand in, check, approve, send back, refuse, withdraw. An approval reserves the amount in the plan's fund."""
    await claims.step(work, id, asked, seen=seen)
    return tagged(response, await claim_reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/payments", response_model=ClaimOut, responses=problems(404, 409, 412, 428))
async def pay_protection_claim(
    id: UUID, draft: ClaimPaymentDraft, response: Response, seen: IfMatch, work: Work = allowed(Pay, once=True)
) -> dict[str, Any]:
    """Enter that the money of an approved claim reached the member, with the picture of the slip or the receipt."""
    await paying.pay(work, id, draft, seen=seen)
    return tagged(response, await claim_reading.get(work, id))  # type: ignore[no-any-return]


@router.post("/{id}/recalls", response_model=ClaimOut, responses=problems(404, 409, 412, 428))
async def recall_protection_claim(
    id: UUID, asked: ClaimRecall, response: Response, seen: IfMatch, work: Work = allowed(Pay, once=True)
) -> dict[str, Any]:
    """Enter that what was paid came back: the claim waits for another payment."""
    await paying.recall(work, id, asked, seen=seen)
    return tagged(response, await claim_reading.get(work, id))  # type: ignore[no-any-return]


@router.get("/{id}/card", response_model=ClaimCard, responses=problems(404, 409))
async def get_protection_claim_card(
    id: UUID, request: Request, response: Response, confirmation: Confirmation = None, work: Work = allowed(Pay)
) -> dict[str, str]:
    """The whole card of an approved claim, after proving oneself again. Each time is on record."""
    response.headers["Cache-Control"] = "no-store"
    return await paying.show_card(work, request.app.state.ring, id, token=confirmation)


@router.get("/{id}/receipt", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_protection_claim_receipt(id: UUID, work: Work = allowed(Permission.FUND_READ)) -> FileResponse:
    """The picture that proves the payment."""
    row = await found.get_claim(work.session, id)
    return shown(FileStore(settings().file_directory), row.proof_id, row.proof_sha256, row.number)


@router.post("/{id}/proofs", response_model=ClaimOut, responses=problems(404, 409, 412, 428))
async def add_protection_proof(
    id: UUID, asked: ClaimProofDraft, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Add a paper that the caller has uploaded (`/files`, purpose `paper`) to a draft."""
    await claim_proofs.add(work, id, asked.file_id, seen=seen)
    return tagged(response, await claim_reading.get(work, id))  # type: ignore[no-any-return]


@router.get("/{id}/proofs/{proof_id}", response_class=FileResponse, responses=problems(404) | PICTURE)
async def get_protection_proof(id: UUID, proof_id: UUID, work: Work = allowed(Permission.AID_SEE)) -> FileResponse:
    """A paper of a claim. Opening one is on record."""
    path, proof = await claim_proofs.find(work, FileStore(settings().file_directory), id, proof_id)
    return sent(path, media_type=proof.media_type, name=proof.name, plain="paper")


@router.delete("/{id}/proofs/{proof_id}", response_model=ClaimOut, responses=problems(404, 409, 412, 428))
async def remove_protection_proof(
    id: UUID, proof_id: UUID, response: Response, seen: IfMatch, work: Work = allowed(Edit)
) -> dict[str, Any]:
    """Take a paper away from a draft; its picture is deleted."""
    await claim_proofs.remove(work, id, proof_id, seen=seen)
    return tagged(response, await claim_reading.get(work, id))  # type: ignore[no-any-return]
