"""Payments: by the sheet of a bank, or by hand with a signature and a photo (issue 4 section 5)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, ClassVar
from uuid import UUID

from annotated_types import MaxLen, MinLen

from backend.domain.aid.case_codes import CaseStatus
from backend.domain.fund.codes import BatchState, BatchStep, PaymentState, PaymentWay
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_text

BATCH_STEPS: Mapping[BatchState, tuple[BatchStep, ...]] = {
    BatchState.DRAFT: (BatchStep.SEND, BatchStep.WITHDRAW),
    BatchState.SENT: (BatchStep.CONFIRM,),
    # Whose job broke off; while it runs, what is being booked is not booked again.
    BatchState.PAYING: (BatchStep.CONFIRM,),
    BatchState.DONE: (),
    BatchState.WITHDRAWN: (),
}
MOST_LINES = 2000
"""Lines of one batch."""
SHEET_FOR = timedelta(days=7)
"""How long the sheet of a batch, which holds whole card numbers, can be taken out."""


class NotAProof(Invalid):
    """The file named is not a picture that the caller uploaded as a proof."""

    code = "proof_not_there"
    zh = "没有找到这张图片，或它不是作为凭据上传的。请重新拍照或选择图片上传。"
    en = "This picture was not found or was not uploaded as a proof. Upload it again."


class CaseNotPayable(Conflict):
    """Facts: `number`, `status` (code)."""

    code = "payment_case_status"
    zh = "申请 {number} 现在是“{status.zh}”，不能发放，没有重复付款。请刷新后再看。"
    en = 'Case {number} stands at "{status.en}" and is not paid now; nothing was paid twice. Reload.'


class PaymentUnderWay(Conflict):
    """Facts: `number`."""

    code = "payment_under_way"
    zh = "申请 {number} 已有一笔发放在办理或已发放。请先在“发放”里处理那一笔。"
    en = "A payment of case {number} is under way or done. Deal with that one first."


class NotReserved(Conflict):
    """Facts: `number`."""

    code = "payment_not_reserved"
    zh = "申请 {number} 没有占用资金，不能发放。请退回审批环节选择资金。"
    en = "No money is reserved for case {number}, so it cannot be paid. Have a fund chosen at its approval."


class NoCard(Conflict):
    """Facts: `number`."""

    code = "payment_no_card"
    zh = "申请 {number} 的困难档案里没有银行卡号，不能由银行发放。请补录卡号，或用现金发放。"
    en = "The file of case {number} has no bank card. Enter one, or pay in cash."


class BroughtAlready(Conflict):
    """Facts: `number`."""

    code = "payment_brought"
    zh = "申请 {number} 的款已在走访时送到并签收，不能再由银行发放。请用“登记现金、实物”按走访记账。"
    en = "A visit brought the money of case {number} and had it signed for. Book that as cash; the bank must not pay it too."


class BatchOfNothing(Conflict):
    """No case is left to be paid."""

    code = "payment_batch_empty"
    zh = "没有可以由银行发放的申请：都没有卡号、已在别的批次里、已走访送达，或还没有批准。请核对后再试。"
    en = "There is no case that the bank could pay: no card, in another batch, brought by a visit, or not approved. Check and try again."


class BatchUnclear(Invalid):
    """Neither a list of cases nor all, or both."""

    code = "payment_batch_unclear"
    zh = "请选择要发放的申请，或选择“全部”，二者只能有其一。"
    en = "Name the cases, or take all: one of the two."


class BatchTooLong(Conflict):
    """Facts: `most`."""

    code = "payment_batch_too_long"
    zh = "一个批次最多 {most} 笔。请分成几个批次。"
    en = "A batch has at most {most} lines. Make several."


class BatchNotThere(Conflict):
    """Facts: `state` (code)."""

    code = "payment_batch_state"
    zh = "这个批次现在是“{state.zh}”，不能这样办理。请刷新后再看。"
    en = 'This batch stands at "{state.en}", where this is not possible. Reload.'


class AnswerIncomplete(Conflict):
    """Facts: `missing`."""

    code = "payment_answer_incomplete"
    zh = "还有 {missing} 笔没有银行回盘结果，不能记账。请导入完整的回盘文件。"
    en = "The bank has not answered {missing} lines yet. Read its whole answer first."


class SheetOver(Conflict):
    """Facts: `days`."""

    code = "payment_sheet_over"
    zh = "银行明细含完整卡号，只在制作后 {days} 天内、送银行办理期间可以下载。如需重发，请撤销后重新制作批次。"
    en = "The sheet holds whole card numbers and can be taken out for {days} days and until the bank has answered."


class PaymentNotPaid(Conflict):
    """Facts: `state` (code)."""

    code = "payment_not_paid"
    zh = "这笔发放是“{state.zh}”，没有可退回的款项。请刷新后再看。"
    en = 'This payment stands at "{state.en}": nothing can come back. Reload.'


class GoodsUnnamed(Invalid):
    """Goods are named; money is not."""

    code = "payment_goods_unnamed"
    zh = "发放实物请写明物品和数量，例如“大米 10 公斤、食用油 5 升”；发放现金不填物品。"
    en = "Name the goods and how much of them; leave the field empty for cash."


class NotByHand(Invalid):
    """A bank pays by batches."""

    code = "payment_not_by_hand"
    zh = "银行转账请制作批次；这里登记现金和实物的发放。"
    en = "The bank pays by batches; what is entered here was given in cash or in goods."


class ProofUnclear(Invalid):
    """A signature and a photo, or the visit that has both."""

    code = "payment_proof_unclear"
    zh = "请上传签名和照片两张图片；或选择这件申请的走访记录，用走访时的签名和照片。两种方式只能选一种。"
    en = "Give a signature and a photo, or name the visit of this case that has both: one of the two ways."


class VisitProvesNothing(Conflict):
    """Of another case, not made yet, of another amount, or without a photo."""

    code = "payment_visit"
    zh = "这次走访不能作为发放凭据：它不是这件申请的走访、还没有走访成，或缺签名、照片。请核对走访记录，或上传签名和照片。"
    en = (
        "This visit proves no payment: it is of another case, was not made, or lacks a signature or photo. Upload both."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDraft:
    """Money or goods that were handed over, with the signature of who got them and a photo.

    Cash that was brought by a visit is proved by what was signed and photographed there: `visit_id` names it.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    case_id: UUID
    way: PaymentWay
    signature_id: UUID | None = None
    photo_id: UUID | None = None
    visit_id: UUID | None = None
    goods: Annotated[str, MaxLen(200)] = ""

    def __post_init__(self) -> None:
        with at("/goods"):
            object.__setattr__(self, "goods", clean_text(self.goods))
        if self.way is PaymentWay.BANK:
            raise NotByHand(pointer="/way")
        if (self.way is PaymentWay.GOODS) != (self.goods != ""):
            raise GoodsUnnamed(pointer="/goods")
        pictures = (self.signature_id is not None, self.photo_id is not None)
        if pictures != ((True, True) if self.visit_id is None else (False, False)):
            raise ProofUnclear(pointer="/signature_id")


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentBatchDraft:
    """Which approved cases of a fund the bank is to pay: those named, or all."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    fund_id: UUID
    case_ids: Annotated[tuple[UUID, ...], MinLen(1), MaxLen(MOST_LINES)] | None = None
    all: bool = False
    purpose: Annotated[str, MaxLen(60)] = ""

    def __post_init__(self) -> None:
        with at("/purpose"):
            object.__setattr__(self, "purpose", clean_text(self.purpose))
        if (self.case_ids is not None) == self.all:
            raise BatchUnclear(pointer="/case_ids")


def require_payable(*, number: str, status: str, fund_id: UUID | None, live: bool) -> None:
    """Raises `CaseNotPayable`, `NotReserved` or `PaymentUnderWay`."""
    if status != CaseStatus.APPROVED:
        raise CaseNotPayable(number=number, status=CaseStatus(status))
    if fund_id is None:
        raise NotReserved(number=number)
    if live:
        raise PaymentUnderWay(number=number)


def require_step(state: BatchState, step: BatchStep, *, booking: bool = False) -> None:
    """Raises `BatchNotThere`. `booking`: a job books its lines now."""
    if step not in BATCH_STEPS[state] or booking:
        raise BatchNotThere(state=state)


def require_sent(state: BatchState) -> None:
    """Before an answer of the bank is read. Raises `BatchNotThere`."""
    if state is not BatchState.SENT:
        raise BatchNotThere(state=state)


def require_sheet(*, state: str, made_at: datetime, now: datetime) -> None:
    """Raises `SheetOver` when whole numbers are no longer given out."""
    if state not in (BatchState.DRAFT, BatchState.SENT) or now > made_at + SHEET_FOR:
        raise SheetOver(days=SHEET_FOR.days)


def require_paid(state: str) -> None:
    """Raises `PaymentNotPaid`."""
    if state != PaymentState.PAID:
        raise PaymentNotPaid(state=PaymentState(state))
