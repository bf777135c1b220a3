"""The money of an approved claim reaches the member, once; or it came back.

A claim is paid by its own entry and not by a payment of a case: who got it, by which slip, with a picture. The step, the
entry and the people stand in one transaction; a second payment has no place in the ledger, no state to start from, and a
database that holds both (I2, I5).
"""

from uuid import UUID

from backend.api.confirmation import require_confirmed
from backend.api.proofs import take_proof
from backend.api.protection.claim_schemas import ClaimRecall
from backend.api.protection.claims import CLAIM
from backend.api.versions import take
from backend.api.work import Work
from backend.db.keys import KeyRing
from backend.db.queries import protection as protections
from backend.db.queries import protection_claim as claims
from backend.db.tables.protection import ProtectionClaim
from backend.domain.fund.codes import EntryKind
from backend.domain.protection import claims as rules
from backend.domain.protection.claim_codes import ClaimStatus, ClaimStep
from backend.domain.protection.claims import CLAIM_WORKFLOW, ClaimPaymentDraft
from backend.domain.refusals import NotFound


async def pay(work: Work, id: UUID, draft: ClaimPaymentDraft, *, seen: int) -> ProtectionClaim:
    """Enter that the money reached the member: spent, in this transaction.

    Raises `NotFound`, `StepNotPossible`, `SamePerson`, `NotAProof`, `FundUnreachable`, `Stale`.
    """
    row = await claims.get_claim(work.session, id, lock=True)
    plan = await protections.get_plan(work.session, row.plan_id, scope=work.scope)
    held = work.held_over(plan.code, plan.line_code)
    to = CLAIM_WORKFLOW.advance(ClaimStatus(row.status), ClaimStep.PAY, held)
    rules.require_another(work.caller.user_id, row.maker_id, row.checker_id, row.approver_id)
    take(row, seen)
    proof = await take_proof(work, draft.proof_id, pointer="/proof_id")
    await claims.move_money(work.session, row, EntryKind.PAY, fund_id=plan.fund_id, by=work.doer, at=work.now)
    row.payer_id, row.payer_name, row.paid_at = work.caller.user_id, work.caller.name, work.now
    row.way, row.document_number = draft.way.value, draft.document_number
    row.proof_id, row.proof_sha256 = proof.id, proof.sha256
    await claims.record_step(work.session, row, step=ClaimStep.PAY, to=to, by=work.doer, at=work.now)
    work.tell("protection_claim_paid", row, number=row.number, amount_fen=row.amount_fen)
    return row


async def recall(work: Work, id: UUID, asked: ClaimRecall, *, seen: int) -> ProtectionClaim:
    """What was paid came back: reserved again, the claim waits for another payment.

    Raises `NotFound`, `StepNotPossible`, `FundUnreachable`, `Stale`.
    """
    row = await claims.get_claim(work.session, id, lock=True)
    plan = await protections.get_plan(work.session, row.plan_id, scope=work.scope)
    held = work.held_over(plan.code, plan.line_code)
    to = CLAIM_WORKFLOW.advance(ClaimStatus(row.status), ClaimStep.RECALL, held)
    take(row, seen)
    await claims.move_money(work.session, row, EntryKind.RECALL, fund_id=plan.fund_id, by=work.doer, at=work.now)
    row.payer_id, row.payer_name, row.paid_at = None, "", None
    row.proof_id, row.proof_sha256, row.way = None, None, None
    await claims.record_step(
        work.session, row, step=ClaimStep.RECALL, to=to, by=work.doer, at=work.now, reason=asked.reason
    )
    work.tell("protection_claim_recalled", row, number=row.number, amount_fen=row.amount_fen)
    return row


async def show_card(work: Work, ring: KeyRing, id: UUID, *, token: str | None) -> dict[str, str]:
    """The whole card, for who pays an approved claim, after proving oneself again; on record.

    Raises `NotConfirmed`, `NotFound`, `StepNotPossible`.
    """
    require_confirmed(ring, token, work.caller, now=work.now)
    row = await claims.get_claim(work.session, id)
    if row.bank_card is None:
        raise NotFound()
    plan = await protections.get_plan(work.session, row.plan_id, scope=work.scope)
    CLAIM_WORKFLOW.advance(ClaimStatus(row.status), ClaimStep.PAY, work.held_over(plan.code, plan.line_code))
    work.tell("protection_claim_card_shown", row, number=row.number)
    return {"bank": row.bank, "bank_card": work.vault.open(row.bank_card, CLAIM, "bank_card", row.id)}
