"""A claim of an insured member: what is asked, when an event counts, the way of the claim through four pairs of hands.

The unit hands it in with proofs, the runner of the plan checks it, another person there approves it, finance pays it (AID-23).
The amount is reckoned when the claim is handed in, while the cover is held, and stays with the claim.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.access import Permission
from backend.domain.money import MOST
from backend.domain.protection.claim_codes import ClaimStatus, ClaimStep, ClaimWay
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text, squeeze
from backend.domain.workflow import Workflow

MOST_PROOFS = 30
"""Papers of one claim."""

CLAIM_WORKFLOW: Workflow[ClaimStatus, ClaimStep] = Workflow(
    {
        (ClaimStatus.DRAFT, ClaimStep.SUBMIT, Permission.AID_EDIT): ClaimStatus.SUBMITTED,
        (ClaimStatus.DRAFT, ClaimStep.WITHDRAW, Permission.AID_EDIT): ClaimStatus.WITHDRAWN,
        (ClaimStatus.SUBMITTED, ClaimStep.CHECK, Permission.AID_REVIEW): ClaimStatus.CHECKED,
        (ClaimStatus.SUBMITTED, ClaimStep.RETURN, Permission.AID_REVIEW): ClaimStatus.DRAFT,
        (ClaimStatus.SUBMITTED, ClaimStep.REFUSE, Permission.AID_REVIEW): ClaimStatus.REFUSED,
        (ClaimStatus.SUBMITTED, ClaimStep.WITHDRAW, Permission.AID_EDIT): ClaimStatus.WITHDRAWN,
        (ClaimStatus.CHECKED, ClaimStep.APPROVE, Permission.AID_APPROVE): ClaimStatus.APPROVED,
        (ClaimStatus.CHECKED, ClaimStep.RETURN, Permission.AID_APPROVE): ClaimStatus.DRAFT,
        (ClaimStatus.CHECKED, ClaimStep.REFUSE, Permission.AID_APPROVE): ClaimStatus.REFUSED,
        (ClaimStatus.APPROVED, ClaimStep.REVOKE, Permission.AID_APPROVE): ClaimStatus.REFUSED,
        (ClaimStatus.APPROVED, ClaimStep.PAY, Permission.FUND_PAY): ClaimStatus.PAID,
        (ClaimStatus.PAID, ClaimStep.RECALL, Permission.FUND_PAY): ClaimStatus.APPROVED,
    }
)
"""Who may take which step. The unit's steps go by where the claim stands, the others by where the plan stands."""

BY_UNIT = frozenset({ClaimStep.SUBMIT, ClaimStep.WITHDRAW})
"""Steps of the unit that paid for the cover."""
REASONED = frozenset({ClaimStep.RETURN, ClaimStep.REFUSE, ClaimStep.REVOKE, ClaimStep.RECALL})
"""Steps that say why."""


class EventOutside(Invalid):
    """Facts: `first`, `last` (days)."""

    code = "protection_event_outside"
    zh = "事件日期不在保障责任期内（{first} 至 {last}，等待期内不算）。请核对日期，或选择另一期保障。"
    en = "The day lies outside the cover ({first} to {last}, after the waiting time). Check it or choose another term."


class EventToCome(Invalid):
    """Nothing is paid for what has not happened."""

    code = "protection_event_to_come"
    zh = "事件日期还没有到。请核对日期。"
    en = "This day has not come yet. Check the date."


class ContributionNotIn(Conflict):
    """The plan pays those whose contribution has come in."""

    code = "protection_contribution_not_in"
    zh = "这期保障的缴费还没有收缴入账，不能提交给付申请。请先由财务登记收款并复核。"
    en = "The contribution for this cover has not been booked yet. Have finance enter and check it first."


class ProofsMissing(Conflict):
    """A claim has papers."""

    code = "protection_proofs_missing"
    zh = "给付申请还没有证明材料。请先上传诊断证明、费用票据等图片，再提交。"
    en = "There is no proof with this claim. Upload the diagnosis, bills and so on, then hand it in."


class TooManyProofs(Conflict):
    """Facts: `most`."""

    code = "protection_proofs_too_many"
    zh = "一件给付申请最多 {most} 份材料。请把多页合在一张图片里。"
    en = "A claim holds at most {most} papers. Put several pages on one picture."


class NotAClaimProof(Invalid):
    """No file of the caller's that was uploaded as a paper."""

    code = "protection_not_a_proof"
    zh = "没有找到您上传的这份材料。请重新上传图片（用途选“档案材料”）后再添加。"
    en = "There is no such upload of yours. Upload the picture again, as a paper, and add it then."


class ClaimNotADraft(Conflict):
    """Facts: `status` (code)."""

    code = "protection_claim_not_a_draft"
    zh = "这件给付申请现在是“{status.zh}”，内容和材料不能再改。要补正，请由计划举办工会退回。"
    en = 'This claim stands at "{status.en}" and is not changed any more. Have it sent back to be mended.'


class SamePerson(Conflict):
    """Maker, checker, approver and payer are four (also CHECKs of the database)."""

    code = "protection_same_person"
    zh = "经办、审核、批准、发放须是不同的人，您已办理过这件申请的前一环节。请由另一位同事办理。"
    en = "Making, checking, approving and paying are done by different people, and you did one of these. Ask a colleague."


class ReasonMissing(Invalid):
    """A no says why."""

    code = "protection_reason"
    zh = "请写明原因，对方据此补正或答复会员。"
    en = "Say why: the unit mends the claim or answers the member with it."


class ClaimPaidByHand(Conflict):
    """The claim is not where it could be paid. Facts: `number`, `status` (code)."""

    code = "protection_claim_status"
    zh = "给付申请 {number} 现在是“{status.zh}”，不能这样办理，没有重复付款。请刷新后再看。"
    en = 'Claim {number} stands at "{status.en}", where this is not possible; nothing was paid twice. Reload.'


class CardUnlikely(Invalid):
    """A card has 12 to 19 digits."""

    code = "protection_card"
    zh = "银行卡号应为 12 至 19 位数字。请核对。"
    en = "A card number has 12 to 19 digits. Check it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to an insured member, as the amount depends on it; fen. `item` names a line of the plan's scale."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    cover_id: UUID
    event_on: date
    item: Annotated[str, MaxLen(60)] = ""
    self_paid_fen: Annotated[int, Ge(0), Le(MOST)] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft(Event):
    """A claim as the unit writes it; the illness and the card are sealed."""

    illness: Annotated[str, MinLen(1), MaxLen(200)]
    bank: Annotated[str, MaxLen(100)] = ""
    bank_card: Annotated[str, MaxLen(40)] = ""

    def __post_init__(self) -> None:
        for name in ("illness", "bank"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        card = squeeze(self.bank_card)
        object.__setattr__(self, "bank_card", card)
        if card and not re.fullmatch(r"[0-9]{12,19}", card):
            raise CardUnlikely(pointer="/bank_card")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPaymentDraft:
    """Money that reached the member: by bank, with the number of the slip, or in cash; a picture proves it."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    way: ClaimWay
    proof_id: UUID
    document_number: Annotated[str, MaxLen(100)] = ""

    def __post_init__(self) -> None:
        with at("/document_number"):
            object.__setattr__(self, "document_number", clean_text(self.document_number))


def require_event(event_on: date, *, first: date, last: date, today: date) -> None:
    """Raises `EventToCome`, `EventOutside`; both days of the cover are included."""
    if event_on > today:
        raise EventToCome(pointer="/event_on")
    if not first <= event_on <= last:
        raise EventOutside(first=first.isoformat(), last=last.isoformat(), pointer="/event_on")


def require_draft(status: ClaimStatus) -> None:
    """Raises `ClaimNotADraft`."""
    if status is not ClaimStatus.DRAFT:
        raise ClaimNotADraft(status=status)


def require_another(acting: UUID, *before: UUID | None) -> None:
    """Raises `SamePerson` when whoever acts had a hand in it before."""
    if acting in before:
        raise SamePerson()


def require_reason(step: ClaimStep, reason: str) -> None:
    """Raises `ReasonMissing`."""
    if step in REASONED and not reason:
        raise ReasonMissing(pointer="/reason")


def require_proofs(count: int, *, received: bool) -> None:
    """Raises `ContributionNotIn`, `ProofsMissing`."""
    if not received:
        raise ContributionNotIn()
    if count == 0:
        raise ProofsMissing()
