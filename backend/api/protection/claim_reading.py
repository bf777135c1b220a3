"""Answers about claims that change nothing."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from backend.api.listing import listing
from backend.api.offers import NOT_HELD
from backend.api.protection.claim_schemas import ClaimQuery
from backend.api.protection.claims import CLAIM, held_for, item_of
from backend.api.work import Work
from backend.db.queries import organization as organizations
from backend.db.queries import protection as protections
from backend.db.queries import protection_claim as claims
from backend.db.queries.protection_claim import ClaimFilters
from backend.db.tables.protection import ProtectionClaim, ProtectionPlan
from backend.domain.access import Permission
from backend.domain.mask import mask_card
from backend.domain.protection import claims as rules
from backend.domain.protection.benefits import Reckoning, ReckoningLine
from backend.domain.protection.claim_codes import ClaimStatus, ClaimStep
from backend.domain.protection.claims import CLAIM_WORKFLOW
from backend.domain.refusals import NotFound, Refusal


async def _narrow(work: Work, query: ClaimQuery) -> ClaimFilters:
    under = None
    if query.under_id is not None:
        top = await organizations.get_organization(work.session, query.under_id)
        under = (top.code, top.code_hi)
    return ClaimFilters(
        plan_id=query.plan_id,
        cover_id=query.cover_id,
        member_id=query.member_id,
        under=under,
        statuses=query.status,
        q=query.q.strip(),
    )


LISTING = listing(
    permission=Permission.AID_READ,
    query=ClaimQuery,
    narrow=_narrow,
    listed=lambda work, filters, after, limit: claims.list_claims(
        scope=work.scope, filters=filters, after=UUID(after[0]) if after else None, limit=limit
    ),
    counted=lambda work, filters, cap: claims.count_claims(scope=work.scope, filters=filters, cap=cap),
)


async def get(work: Work, id: UUID) -> dict[str, Any]:
    """One claim, as far as the caller may see it, with its way and its open steps. Raises `NotFound`."""
    await work.session.flush()
    found = await work.session.execute(claims.list_claims(scope=work.scope, id=id, limit=1))
    item = found.mappings().first()
    if item is None:
        raise NotFound()
    row = await claims.get_claim(work.session, id)
    cover = await claims.get_cover(work.session, row.cover_id)
    plan = await protections.get_plan(work.session, row.plan_id, scope=work.scope)
    log = await claims.list_steps(work.session, id)
    proofs = await claims.list_proofs(work.session, id)
    sees = work.sees(row.code, row.line_code)
    card = "" if row.bank_card is None else work.vault.open(row.bank_card, CLAIM, "bank_card", row.id)
    plain = ("bank", "checker_name", "approver_name", "payer_name", "way", "document_number")
    return dict(item) | {
        **{name: getattr(row, name) for name in plain},
        **{name: getattr(cover, name) for name in ("starts_on", "ends_on", "claims_from", "shares")},
        "illness": work.vault.open(row.illness, CLAIM, "illness", row.id) if sees else None,
        "item": (item_of(work, row) or "") if sees else None,
        "hidden": [] if sees else ["illness", "item", "proofs"],
        "bank_card": mask_card(card) if card else "",
        "has_receipt": row.proof_id is not None,
        "reckoning": lines_of(work, ((ReckoningLine(str(each["line"])), each["value"]) for each in row.reckoning)),
        "proofs": proofs if sees else [],
        "log": log,
        "steps": _steps(work, row, plan, proofs=len(proofs)),
    }


def reckoned(work: Work, found: Reckoning) -> dict[str, Any]:
    """An amount with its reckoning."""
    return {"amount_fen": found.amount_fen, "reckoning": lines_of(work, found.lines)}


def lines_of(work: Work, lines: Iterable[tuple[ReckoningLine, Any]]) -> list[Mapping[str, Any]]:
    """The lines of a reckoning in the caller's language."""
    english = work.language == "en"
    return [
        {"line": line, "label": line.en if english else line.zh, "unit": line.unit, "value": value}
        for line, value in lines
    ]


def _steps(work: Work, row: ProtectionClaim, plan: ProtectionPlan, *, proofs: int) -> list[dict[str, Any]]:
    english = work.language == "en"
    status = ClaimStatus(row.status)
    by_plan = work.held_over(plan.code, plan.line_code)
    found = []
    for each in CLAIM_WORKFLOW.steps(status, by_plan):
        reason: Refusal | None = each.reason
        if each.step in rules.BY_UNIT:
            (own,) = (
                one
                for one in CLAIM_WORKFLOW.steps(status, held_for(work, row, plan, each.step))
                if one.step is each.step
            )
            reason = own.reason
        reason = reason or _refusal(work, row, each.step, proofs=proofs)
        found.append(_step(work, str(each.step), each.en if english else each.zh, reason))
    edits = Permission.AID_EDIT in work.held_over(row.code, row.line_code)
    frozen = None if status is ClaimStatus.DRAFT else rules.ClaimNotADraft(status=status)
    edit = _step(work, "edit", "Edit" if english else "修改", frozen)
    if not edits:
        edit |= {"allowed": False, "reason": NOT_HELD["en" if english else "zh"]}
    return [*found, edit]


def _refusal(work: Work, row: ProtectionClaim, step: ClaimStep, *, proofs: int) -> Refusal | None:
    """What stands against a step that the caller holds; `None` where nothing does."""
    before: dict[ClaimStep, tuple[UUID | None, ...]] = {
        ClaimStep.CHECK: (row.maker_id,),
        ClaimStep.APPROVE: (row.maker_id, row.checker_id),
        ClaimStep.PAY: (row.maker_id, row.checker_id, row.approver_id),
    }
    if work.caller.user_id in before.get(step, ()):
        return rules.SamePerson()
    return rules.ProofsMissing() if step is ClaimStep.SUBMIT and proofs == 0 else None


def _step(work: Work, step: str, label: str, refusal: Refusal | None) -> dict[str, Any]:
    reason = None if refusal is None else refusal.sentence(work.language)
    return {"step": step, "label": label, "allowed": reason is None, "reason": reason}
