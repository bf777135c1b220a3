"""All that can happen to a loan: asked, decided by another, paid out once, repaid, written off by two.

Every act holds the society first and the loan then, so that two of them come one after another, and what is left to
lend is what is left.
"""

from typing import Any
from uuid import UUID

from backend.api.proofs import take_proof
from backend.api.savings.loan_schemas import DecideLoan, PayLoan, ProposeWriteOff, RepayLoan
from backend.api.versions import take
from backend.api.work import Work
from backend.db.numbering import Series, next_number
from backend.db.queries import savings
from backend.db.queries import savings_loan as loans
from backend.db.queries.ledger import Movement
from backend.db.tables.savings import SavingsSociety
from backend.db.tables.savings_loan import SavingsInstalment, SavingsLoan
from backend.db.types import new_id
from backend.domain.access import Permission
from backend.domain.refusals import Forbidden, at
from backend.domain.savings import loans as rules
from backend.domain.savings import savers, societies
from backend.domain.savings.codes import LoanState, LoanStep, LoanWay, SavingsEntryKind
from backend.domain.savings.loans import Bounds, LoanDraft
from backend.domain.savings.plan import plan_of
from backend.domain.text import clean_text

LOAN = "savings_loan"
_DONE = {
    LoanStep.APPROVE: "savings_loan_approved",
    LoanStep.REFUSE: "savings_loan_refused",
    LoanStep.WITHDRAW: "savings_loan_withdrawn",
}


def bounds_of(society: SavingsSociety) -> Bounds:
    """The rules of a society about loans."""
    return Bounds(
        most_loan_fen=society.most_loan_fen,
        most_multiple=society.most_multiple,
        most_months=society.most_months,
        lent_percent=society.lent_percent,
    )


async def ask(work: Work, draft: LoanDraft) -> SavingsLoan:
    """Enter what a saver asks for.

    Raises `NotFound`, `SocietyClosed`, `SaverGone`, `SaverOwes`, `LoanTooLong`, `LoanTooMuch`, `PotLent`.
    """
    wanted = await savings.get_saver(work.session, draft.saver_id)
    society = await savings.get_society(work.session, wanted.society_id, lock=True)
    saver = await savings.get_saver(work.session, draft.saver_id, lock=True)
    societies.require_open(society.status)
    savers.require_saving(saver.left_on)
    savers.require_settled(await loans.find_open(work.session, saver.id))
    await _require_lendable(work, society, saver.id, draft.amount_fen, draft.months)
    id = new_id()
    loan = SavingsLoan(
        id=id,
        number=await next_number(work.session, Series.SAVINGS_LOAN, work.today.year),
        society_id=society.id,
        saver_id=saver.id,
        organization_id=society.organization_id,
        code=society.code,
        line_code=society.line_code,
        name=saver.name,
        amount_fen=draft.amount_fen,
        months=draft.months,
        purpose=draft.purpose,
        hardship=work.vault.seal(draft.hardship, LOAN, "hardship", id),
        maker_id=work.caller.user_id,
        maker_name=work.caller.name,
        made_at=work.now,
    )
    work.session.add(loan)
    await work.session.flush()
    work.tell("savings_loan_asked", loan, amount_fen=loan.amount_fen, **_facts(loan))
    return loan


async def _require_lendable(work: Work, society: SavingsSociety, saver_id: UUID, amount_fen: int, months: int) -> None:
    pot = await loans.find_pot(work.session, society, saver_id)
    rules.require_lendable(amount_fen, months, bounds=bounds_of(society), pot=pot)


def _facts(loan: SavingsLoan) -> dict[str, Any]:
    return {"number": loan.number, "name": loan.name}


async def _held(work: Work, id: UUID, step: LoanStep, *, seen: int) -> tuple[SavingsSociety, SavingsLoan]:
    wanted = await loans.get_loan(work.session, id)
    society = await savings.get_society(work.session, wanted.society_id, lock=True)
    loan = await loans.get_loan(work.session, id, lock=True)
    rules.require_at(LoanState(loan.state), step)
    take(loan, seen)
    return society, loan


async def decide(work: Work, id: UUID, asked: DecideLoan, *, seen: int) -> SavingsLoan:
    """Approve, refuse or take back a loan; write off what is owed, or do not.

    Raises `NotFound`, `Forbidden`, `LoanNotThere`, `LoanSameOfficer`, `WriteOffUnasked`, the bounds, `Stale`.
    """
    step = LoanStep(asked.step)
    if step is not LoanStep.WITHDRAW and Permission.SAVINGS_DECIDE not in work.held:
        raise Forbidden()
    society, loan = await _held(work, id, step, seen=seen)
    with at("/answer"):
        answer = clean_text(asked.answer)
    if step in (LoanStep.WRITE_OFF, LoanStep.KEEP):
        return await _decide_write_off(work, society, loan, step)
    if step in rules.BY_ANOTHER:
        rules.require_another(maker=loan.maker_id, acting=work.caller.user_id)
        loan.checker_id, loan.checker_name = work.caller.user_id, work.caller.name
    if step is LoanStep.APPROVE:
        societies.require_open(society.status)
        await _require_lendable(work, society, loan.saver_id, loan.amount_fen, loan.months)
        loan.state = LoanState.APPROVED.value
    else:
        loan.state = (LoanState.REFUSED if step is LoanStep.REFUSE else LoanState.WITHDRAWN).value
        loan.ended_on = work.today
    loan.decided_at, loan.answer = work.now, answer
    await work.session.flush()
    work.tell(_DONE[step], loan, amount_fen=loan.amount_fen, reason=answer, **_facts(loan))
    return loan


async def pay(work: Work, id: UUID, asked: PayLoan, *, seen: int) -> SavingsLoan:
    """Pay an approved loan out, once, and write its plan.

    Raises `NotFound`, `LoanNotThere`, `ProofOfLoanUnclear`, `NotAProof`, the bounds, `CashShort`, `Stale`.
    """
    society, loan = await _held(work, id, LoanStep.PAY, seen=seen)
    with at("/bank_reference"):
        reference = clean_text(asked.bank_reference)
    rules.require_proof(asked.way, signature=asked.signature_id is not None, reference=reference)
    await _require_lendable(work, society, loan.saver_id, loan.amount_fen, loan.months)
    if asked.way is LoanWay.CASH:
        assert asked.signature_id is not None
        proof = await take_proof(work, asked.signature_id, pointer="/signature_id")
        loan.signature_id, loan.signature_sha256 = proof.id, proof.sha256
    await _post(work, society, loan, SavingsEntryKind.LEND, loan.amount_fen)
    loan.state, loan.way, loan.bank_reference = LoanState.RUNNING.value, asked.way.value, reference
    loan.payer_name, loan.paid_at = work.caller.name, work.now
    work.session.add_all(
        SavingsInstalment(
            loan_id=loan.id,
            place=each.place,
            due_on=each.due_on,
            amount_fen=each.amount_fen,
            by_then_fen=each.by_then_fen,
        )
        for each in plan_of(loan.amount_fen, loan.months, work.today)
    )
    await work.session.flush()
    work.tell("savings_loan_paid", loan, amount_fen=loan.amount_fen, loan_way=asked.way, **_facts(loan))
    return loan


async def _post(
    work: Work, society: SavingsSociety, loan: SavingsLoan, kind: SavingsEntryKind, amount_fen: int
) -> None:
    debit, credit = (savings.account_of(society.fund_id, side, loan.saver_id) for side in savers.SIDES[kind])
    move = Movement(kind=kind, amount_fen=amount_fen, debit=debit, credit=credit, loan_id=loan.id, memo=loan.number)
    await savings.post(work.session, [move], by=work.doer, at=work.now)


async def repay(work: Work, id: UUID, asked: RepayLoan, *, seen: int) -> SavingsLoan:
    """Take a part, or all that is owed, at whatever time. Raises `NotFound`, `LoanNotThere`, `RepaidTooMuch`, `Stale`."""
    society, loan = await _held(work, id, LoanStep.REPAY, seen=seen)
    rules.require_owed(asked.amount_fen, owed_fen=loan.amount_fen - loan.repaid_fen)
    await _post(work, society, loan, SavingsEntryKind.REPAY, asked.amount_fen)
    loan.repaid_fen += asked.amount_fen
    if loan.repaid_fen == loan.amount_fen:
        loan.state, loan.ended_on = LoanState.SETTLED.value, work.today
        # A proposal to write off has nothing to write off any more.
        loan.proposer_id, loan.proposer_name, loan.write_off_reason = None, "", ""
    await work.session.flush()
    work.tell("savings_loan_repaid", loan, amount_fen=asked.amount_fen, **_facts(loan))
    return loan


async def propose_write_off(work: Work, id: UUID, asked: ProposeWriteOff, *, seen: int) -> SavingsLoan:
    """Ask that what is owed be written off. Raises `NotFound`, `LoanNotThere`, `WriteOffUnasked`, `Stale`."""
    _society, loan = await _held(work, id, LoanStep.ASK_WRITE_OFF, seen=seen)
    rules.require_proposed(loan.proposer_id, LoanStep.ASK_WRITE_OFF, acting=work.caller.user_id)
    with at("/reason"):
        loan.write_off_reason = clean_text(asked.reason)
    loan.proposer_id, loan.proposer_name = work.caller.user_id, work.caller.name
    await work.session.flush()
    owed = loan.amount_fen - loan.repaid_fen
    work.tell("savings_write_off_proposed", loan, amount_fen=owed, reason=loan.write_off_reason, **_facts(loan))
    return loan


async def _decide_write_off(work: Work, society: SavingsSociety, loan: SavingsLoan, step: LoanStep) -> SavingsLoan:
    rules.require_proposed(loan.proposer_id, step, acting=work.caller.user_id)
    reason, owed = loan.write_off_reason, loan.amount_fen - loan.repaid_fen
    if step is LoanStep.KEEP:
        loan.proposer_id, loan.proposer_name, loan.write_off_reason = None, "", ""
        await work.session.flush()
        work.tell("savings_write_off_refused", loan, amount_fen=owed, reason=reason, **_facts(loan))
        return loan
    await _post(work, society, loan, SavingsEntryKind.WRITE_OFF, owed)
    loan.state, loan.ended_on = LoanState.WRITTEN_OFF.value, work.today
    loan.written_off_by, loan.written_off_by_name = work.caller.user_id, work.caller.name
    await work.session.flush()
    work.tell("savings_loan_written_off", loan, amount_fen=owed, reason=reason, **_facts(loan))
    return loan
