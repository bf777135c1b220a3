"""All that can happen to one payment: given by hand with proofs, come back."""

from uuid import UUID

from backend.api.payment.schemas import RecallStep
from backend.api.proofs import take_proof
from backend.api.versions import take
from backend.api.work import Work
from backend.db.queries import aid_case as cases
from backend.db.queries import ledger
from backend.db.queries import payment as payments
from backend.db.queries.payment import Proof
from backend.db.tables.payment import Payment
from backend.db.types import new_id
from backend.domain.aid.case_codes import CaseStatus, CaseStep
from backend.domain.aid.cases import CaseErased
from backend.domain.aid.way import require_payer
from backend.domain.fund import payments as rules
from backend.domain.fund.codes import PaymentState
from backend.domain.fund.payments import PaymentDraft


async def give(work: Work, draft: PaymentDraft) -> Payment:
    """Enter money or goods that were handed over: the case is paid, its money is spent, in this transaction.

    Raises `NotFound`, `CaseNotPayable`, `NotReserved`, `PaymentUnderWay`, `NotThird`, `NotAProof`, `VisitProvesNothing`.
    """
    case = await cases.get_case(work.session, draft.case_id, lock=True)
    rounds, live = await payments.count_rounds(work.session, case.id)
    rules.require_payable(number=case.number, status=case.status, fund_id=case.fund_id, live=live)
    require_payer(maker=case.maker_id, checker=case.checker_id, acting=work.caller.user_id)
    (signature, signature_hash), (photo, photo_hash) = await _proofs(work, draft, case.amount_fen)
    assert case.fund_id is not None
    payment = Payment(
        id=new_id(),
        case_id=case.id,
        fund_id=case.fund_id,
        organization_id=case.organization_id,
        code=case.code,
        line_code=case.line_code,
        round=rounds + 1,
        way=draft.way.value,
        amount_fen=case.amount_fen,
        payee=case.name,
        goods=draft.goods,
        state=PaymentState.WAITING.value,
        signature_id=signature,
        signature_sha256=signature_hash,
        photo_id=photo,
        photo_sha256=photo_hash,
        created_at=work.now,
    )
    work.session.add(payment)
    await work.session.flush()
    if draft.visit_id is not None:
        await payments.mark_visit(work.session, draft.visit_id, payment_id=payment.id)
    await payments.pay(work.session, [payment], by=work.doer, at=work.now)
    work.tell("payment_made", payment, number=case.number, payment_way=draft.way, amount_fen=payment.amount_fen)
    return payment


async def _proofs(work: Work, draft: PaymentDraft, amount_fen: int) -> tuple[Proof, Proof]:
    """The signature and the photo: those uploaded, or those of the visit that brought the money."""
    if draft.visit_id is not None:
        found = await payments.find_proofs(work.session, draft.visit_id, case_id=draft.case_id, amount_fen=amount_fen)
        if found is None:
            raise rules.VisitProvesNothing(pointer="/visit_id")
        return found
    assert draft.signature_id is not None
    assert draft.photo_id is not None
    signature = await take_proof(work, draft.signature_id, pointer="/signature_id")
    photo = await take_proof(work, draft.photo_id, pointer="/photo_id")
    return (signature.id, signature.sha256), (photo.id, photo.sha256)


async def recall(work: Work, id: UUID, step: RecallStep, *, seen: int) -> Payment:
    """What was paid came back: the money is reserved again and the case waits for another payment.

    Raises `NotFound`, `PaymentNotPaid`, `CaseErased`, `CaseNotPayable`, `Stale`.
    """
    payment = await payments.get_payment(work.session, id, lock=True)
    rules.require_paid(payment.state)
    take(payment, seen)
    case = await cases.get_case(work.session, payment.case_id, lock=True)
    if case.erased_on is not None:
        raise CaseErased()
    if case.status != CaseStatus.PAID:
        raise rules.CaseNotPayable(number=case.number, status=CaseStatus(case.status))
    payment.state, payment.reason = PaymentState.RETURNED.value, step.reason
    await ledger.recall(work.session, case, payment_id=payment.id, by=work.doer, at=work.now)
    await cases.record_step(
        work.session,
        case,
        step=CaseStep.RECALL,
        to=CaseStatus.APPROVED,
        by=work.doer,
        at=work.now,
        reason=step.reason,
    )
    # Not before: a case that is paid has a payer.
    case.payer_id, case.payer_name, case.paid_at = None, "", None
    await payments.release_visit(work.session, payment.id)
    case.version += 1
    await work.session.flush()
    work.tell("payment_returned", payment, number=case.number, reason=step.reason, amount_fen=payment.amount_fen)
    return payment
