"""All that can happen to a claim: written, mended, handed in, checked, approved, sent back, refused, withdrawn."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from backend.api.protection.claim_schemas import ClaimStepAsked
from backend.api.versions import take
from backend.api.work import Work
from backend.db.numbering import Series, next_number
from backend.db.queries import protection as protections
from backend.db.queries import protection_claim as claims
from backend.db.tables.protection import ProtectionClaim, ProtectionCover, ProtectionPlan
from backend.db.types import new_id
from backend.domain.fund.codes import EntryKind
from backend.domain.protection import benefits
from backend.domain.protection import claims as rules
from backend.domain.protection.benefits import BenefitTaken, Reckoning, benefit_from
from backend.domain.protection.claim_codes import ClaimStatus, ClaimStep
from backend.domain.protection.claims import CLAIM_WORKFLOW, ClaimDraft, Event
from backend.domain.text import clean_lines

CLAIM: Final = "protection_claim"
_DONE: Final[Mapping[ClaimStep, str]] = {
    ClaimStep.SUBMIT: "protection_claim_submitted",
    ClaimStep.CHECK: "protection_claim_checked",
    ClaimStep.APPROVE: "protection_claim_approved",
    ClaimStep.RETURN: "protection_claim_returned",
    ClaimStep.REFUSE: "protection_claim_refused",
    ClaimStep.REVOKE: "protection_claim_revoked",
    ClaimStep.WITHDRAW: "protection_claim_withdrawn",
}


async def begin(work: Work, draft: ClaimDraft) -> ProtectionClaim:
    """Write a claim down, as a draft of the unit that paid for the cover. Raises `NotFound`, and as `reckon`."""
    cover = await claims.get_cover(work.session, draft.cover_id)
    await reckon(work, draft, cover)
    row = ProtectionClaim(
        id=new_id(),
        number=await next_number(work.session, Series.PROTECTION_CLAIM, work.today.year),
        plan_id=cover.plan_id,
        cover_id=cover.id,
        organization_id=cover.organization_id,
        code=cover.code,
        line_code=cover.line_code,
        member_id=cover.member_id,
        name=cover.name,
        event_on=draft.event_on,
        illness=b"",
        reckoning=[],
        maker_id=work.caller.user_id,
        maker_name=work.caller.name,
        reached_at=work.now,
        created_at=work.now,
    )
    _write(work, row, draft)
    work.session.add(row)
    await work.session.flush()
    work.tell("protection_claim_begun", row, number=row.number)
    return row


def _write(work: Work, row: ProtectionClaim, draft: ClaimDraft) -> None:
    def sealed(name: str, said: str) -> bytes | None:
        return work.vault.seal(said, CLAIM, name, row.id) if said else None

    illness = sealed("illness", draft.illness)
    assert illness is not None
    row.event_on, row.self_paid_fen, row.bank = draft.event_on, draft.self_paid_fen, draft.bank
    row.illness, row.item = illness, sealed("item", draft.item)
    row.item_index = work.vault.blind_index(f"{CLAIM}.item", draft.item) if draft.item else None
    row.bank_card = sealed("bank_card", draft.bank_card)


async def edit(work: Work, id: UUID, draft: ClaimDraft, *, seen: int) -> ProtectionClaim:
    """Mend a draft. Raises `NotFound`, `ClaimNotADraft`, `Stale`, and as `reckon`."""
    row = await claims.get_claim(work.session, id, lock=True)
    rules.require_draft(ClaimStatus(row.status))
    take(row, seen)
    cover = await claims.get_cover(work.session, row.cover_id)
    await reckon(work, draft, cover, beside=row.id)
    _write(work, row, draft)
    await work.session.flush()
    work.tell("protection_claim_edited", row, number=row.number)
    return row


async def reckon(work: Work, event: Event, cover: ProtectionCover, *, beside: UUID | None = None) -> Reckoning:
    """What an event under a cover is paid with, `beside` that claim.

    Raises `EventToCome`, `EventOutside`, `BenefitItemUnknown`, `SelfPaidMissing`, `BenefitTaken`.
    """
    rules.require_event(event.event_on, first=cover.claims_from, last=cover.ends_on, today=work.today)
    plan = await protections.get_plan(work.session, cover.plan_id, scope=work.scope)
    taken = await claims.sum_taken(work.session, cover.id, beside=beside)
    found = benefits.reckon(
        benefit_from(plan.benefit),
        shares=cover.shares,
        item=event.item,
        self_paid_fen=event.self_paid_fen,
        taken_fen=taken,
    )
    if event.item:
        index = work.vault.blind_index(f"{CLAIM}.item", event.item)
        if await claims.is_item_taken(work.session, cover.id, index, beside=beside):
            raise BenefitTaken()
    return found


async def try_out(work: Work, event: Event) -> Reckoning:
    """What an event would be paid with. Nothing is written. Raises `NotFound`, and as `reckon`."""
    return await reckon(work, event, await claims.get_cover(work.session, event.cover_id))


async def step(work: Work, id: UUID, asked: ClaimStepAsked, *, seen: int) -> ProtectionClaim:
    """Take a step of the unit or of the runner of the plan.

    Raises `NotFound`, `StepNotPossible`, `StepNotAllowed`, `SamePerson`, `ReasonMissing`, `ProofsMissing`,
    `ContributionNotIn`, `NothingToPay`, `FundShort`, `FundUnreachable`, `Stale`, and as `reckon`.
    """
    row = await claims.get_claim(work.session, id, lock=True)
    plan = await protections.get_plan(work.session, row.plan_id, scope=work.scope)
    taken, reason = ClaimStep(asked.step), clean_lines(asked.reason)
    to = CLAIM_WORKFLOW.advance(ClaimStatus(row.status), taken, held_for(work, row, plan, taken))
    rules.require_reason(taken, reason)
    take(row, seen)
    match taken:
        case ClaimStep.SUBMIT:
            await _submit(work, row)
        case ClaimStep.CHECK:
            rules.require_another(work.caller.user_id, row.maker_id)
            row.checker_id, row.checker_name = work.caller.user_id, work.caller.name
        case ClaimStep.APPROVE:
            rules.require_another(work.caller.user_id, row.maker_id, row.checker_id)
            row.approver_id, row.approver_name = work.caller.user_id, work.caller.name
            await _move(work, row, plan, EntryKind.RESERVE)
        case ClaimStep.REVOKE:
            await _move(work, row, plan, EntryKind.RELEASE)
        case ClaimStep.RETURN:
            row.checker_id, row.checker_name = None, ""
    await claims.record_step(work.session, row, step=taken, to=to, by=work.doer, at=work.now, reason=reason)
    work.tell(_DONE[taken], row, number=row.number, amount_fen=row.amount_fen)
    return row


def held_for(work: Work, row: ProtectionClaim, plan: ProtectionPlan, step: ClaimStep) -> frozenset[Any]:
    """What the caller holds over the place by which a step goes."""
    at = row if step in rules.BY_UNIT else plan
    return work.held_over(at.code, at.line_code)


async def _submit(work: Work, row: ProtectionClaim) -> None:
    """Freeze the amount, while no other claim of the cover can be reckoned."""
    cover = await claims.get_cover(work.session, row.cover_id, lock=True)
    proofs = await claims.count_proofs(work.session, row.id)
    rules.require_proofs(proofs, received=await claims.is_received(work.session, cover.enrolment_id))
    event = Event(
        cover_id=cover.id, event_on=row.event_on, item=item_of(work, row) or "", self_paid_fen=row.self_paid_fen
    )
    found = await reckon(work, event, cover, beside=row.id)
    benefits.require_something(found.amount_fen)
    row.amount_fen, row.reckoning = found.amount_fen, found.plain()
    # Whoever hands it in is its maker, also where another had begun it.
    row.maker_id, row.maker_name = work.caller.user_id, work.caller.name


def item_of(work: Work, row: ProtectionClaim) -> str | None:
    """The line of the scale that a claim is about."""
    return None if row.item is None else work.vault.open(row.item, CLAIM, "item", row.id)


async def _move(work: Work, row: ProtectionClaim, plan: ProtectionPlan, kind: EntryKind) -> None:
    await claims.move_money(work.session, row, kind, fund_id=plan.fund_id, by=work.doer, at=work.now)
