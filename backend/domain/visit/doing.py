"""What is recorded at the door: what was given and signed for, what was heard; or why nobody was met (AID-24, AID-28)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar
from uuid import UUID

from annotated_types import Ge, Le, MaxLen, MinLen

from backend.domain.aid.case_codes import CaseStatus
from backend.domain.money import yuan
from backend.domain.refusals import Conflict, Invalid, at
from backend.domain.text import clean_lines, clean_text
from backend.domain.visit.codes import ConcernKind, PlanStatus, VisitStatus
from backend.domain.visit.plans import OPEN
from backend.domain.visit.stops import MOST_CASH, Goods, lots_of

MOST_PHOTOS = 6


class VisitNotOpen(Conflict):
    """Fact: `status` (code) of the plan."""

    code = "visit_not_open"
    zh = "这份走访安排的状态是“{status.zh}”，现在不能登记走访。请先由安排人“确定安排”。"
    en = 'The plan is "{status.en}", so no visit is recorded now. Whoever made it has to settle it first.'


class VisitDoneAlready(Conflict):
    """Facts: `by`, `status` (code)."""

    code = "visit_done_already"
    zh = "这一户已由{by}登记为“{status.zh}”，您填写的没有保存，款物请勿重复发放。请刷新后查看。"
    en = '{by} has recorded this visit as "{status.en}". Yours was not saved: do not give twice. Reload to see it.'


class CashOverPlan(Invalid):
    """Facts: `planned`."""

    code = "visit_cash_over"
    zh = "慰问金超过安排的 {planned} 元。多发的没有依据，请按安排发放，或先请安排人改安排。"
    en = (
        "More cash than the planned {planned} yuan has no basis. Give what was planned, or have the plan changed first."
    )


class GoodsNotPlanned(Invalid):
    """Goods out of a lot that the plan does not bring to this door."""

    code = "visit_goods_not_planned"
    zh = "有慰问品不在这一户安排的库存批次中。请按安排登记；临时换的，去掉批次、写明名称和价值。"
    en = "Some goods come from a lot that is not planned for this door. Enter what was planned; for a substitute leave the lot out and say what it is and its worth."


class DifferenceUnexplained(Invalid):
    """Less was given than planned, and nothing says why."""

    code = "visit_difference"
    zh = "发放的款物与安排不一致，请写明原因，例如“慰问品破损一件”。"
    en = 'What was given differs from the plan. Say why, such as "one parcel was damaged".'


class SignatureMissing(Invalid):
    """Who receives cash or goods signs for it (实名制; domain-facts 3.3)."""

    code = "visit_signature"
    zh = "发放款物须由本人或家属签收。请让对方在屏幕上签名后再提交。"
    en = "Whoever receives cash or goods signs for it. Have them sign on the screen, then submit."


class PhotoMissing(Invalid):
    """No photo, and nothing says why."""

    code = "visit_photo"
    zh = "请拍一张走访照片；对方不愿拍照的，写明原因即可。"
    en = "Take a photo of the visit, or say why there is none: nobody has to be photographed."


class AbsenceUnexplained(Invalid):
    """Why nobody was met."""

    code = "visit_absence"
    zh = "请写明没有走访成的原因，例如“外出就医，改日再访”。"
    en = "Say why the visit could not be made, such as being away for treatment."


class NothingToTakeBack(Conflict):
    """A stop without an outcome."""

    code = "visit_nothing_recorded"
    zh = "这一户还没有走访结果，不用撤回。请刷新后再看。"
    en = "Nothing has been recorded for this visit, so there is nothing to take back. Reload."


class VisitPaid(Conflict):
    """The cash of a visit was booked as the payment of a case; the ledger is put right first."""

    code = "visit_paid"
    zh = "这笔慰问金已作为帮扶申请的发放入账，不能直接撤回。请先由财务办理“发放退回”。"
    en = "The cash was booked as the payment of a case. Have finance take the payment back first."


class CaseNotApproved(Conflict):
    """A stop brings the money of a case that is not approved, or no longer. Finance may have paid it out to the team."""

    code = "visit_case_not_approved"
    zh = "这笔慰问金对应的帮扶申请目前不是“已批准，待发放”或“已发放”，不能发放现金。请先核对申请的状态。"
    en = (
        "The case behind this cash is neither approved nor paid out to the team. Check the case before giving anything."
    )


class CaseGoesByBank(Conflict):
    """A stop brings the money of a case that stands in a batch for the bank, or was paid by it."""

    code = "visit_case_by_bank"
    zh = "这笔款已列入银行发放批次，不能再送现金。请改送慰问品，或先由财务撤销批次。"
    en = "The bank pays this case, so no cash is brought. Bring goods, or have finance withdraw the batch first."


class CaseSumDiffers(Invalid):
    """Fact: `approved`. An approved sum is paid whole or not at all."""

    code = "visit_case_sum"
    zh = "这笔慰问金是批准的帮扶款 {approved} 元，须足额发放。不能发放的，请登记为“未能走访”。"
    en = "This cash is the approved {approved} yuan of a case and is given in full. Otherwise record that it was not given."


class NotAPicture(Invalid):
    """Another file than one uploaded by the caller for a visit."""

    code = "visit_not_a_picture"
    zh = "这不是您为走访上传的图片。请重新拍照或签名。"
    en = "This is no picture that you uploaded for a visit. Take the photo or the signature again."


class VisitFieldEmpty(Conflict):
    """Nothing is registered."""

    code = "visit_field_empty"
    zh = "档案和安排里都没有登记这一项，没有可显示的内容。请向所在工会询问。"
    en = "Neither the file nor the plan has this; there is nothing to show. Ask their union."


class ConcernAnswered(Conflict):
    """Fact: `by`."""

    code = "visit_concern_answered"
    zh = "这件事已由{by}答复。请刷新后查看。"
    en = "{by} has answered this. Reload to see it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """Something to be solved that was heard at the door."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    kind: ConcernKind
    text: Annotated[str, MinLen(1), MaxLen(500)]

    def __post_init__(self) -> None:
        with at("/text"):
            object.__setattr__(self, "text", clean_lines(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitReport:
    """What is recorded of a visit that was made."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}

    given_fen: Annotated[int, Ge(0), Le(MOST_CASH)]
    goods_given: Annotated[tuple[Goods, ...], MaxLen(10)] = ()
    difference: Annotated[str, MaxLen(200)] = ""
    photos: Annotated[tuple[UUID, ...], MaxLen(MOST_PHOTOS)] = ()
    without_photo: Annotated[str, MaxLen(100)] = ""
    signature: UUID | None = None
    signed_by: Annotated[str, MaxLen(40)] = ""
    heard: Annotated[str, MaxLen(2000)] = ""
    concerns: Annotated[tuple[Concern, ...], MaxLen(10)] = ()

    def __post_init__(self) -> None:
        for name in ("difference", "without_photo", "signed_by"):
            with at(f"/{name}"):
                object.__setattr__(self, name, clean_text(getattr(self, name)))
        with at("/heard"):
            object.__setattr__(self, "heard", clean_lines(self.heard))


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the plan says of a stop."""

    cash_fen: int
    goods: Sequence[tuple[str, int]]
    """Name and count of each."""
    case_fen: int | None = None
    """What was approved, where the cash is the payment of a case."""
    lots: frozenset[UUID] = frozenset()
    """Out of which lots of the store something is brought."""


def require_open(status: PlanStatus) -> None:
    """Raises `VisitNotOpen`."""
    if status not in OPEN:
        raise VisitNotOpen(status=status)


def require_approved(case: CaseStatus) -> None:
    """Of the case whose money is brought. Raises `CaseNotApproved`."""
    if case not in (CaseStatus.APPROVED, CaseStatus.PAID):
        raise CaseNotApproved()


def require_undone(status: VisitStatus, *, by: str) -> None:
    """Raises `VisitDoneAlready`: whoever comes second is told what the first recorded."""
    if status is not VisitStatus.PLANNED:
        raise VisitDoneAlready(by=by, status=status)


def require_report(report: VisitReport, planned: Planned) -> None:
    """What was given is checked against the plan, signed for and shown.

    Raises `CashOverPlan`, `CaseSumDiffers`, `GoodsNotPlanned`, `DifferenceUnexplained`, `SignatureMissing`, `PhotoMissing`.
    """
    if planned.case_fen is not None and report.given_fen != planned.case_fen:
        raise CaseSumDiffers(approved=yuan(planned.case_fen), pointer="/given_fen")
    if report.given_fen > planned.cash_fen:
        raise CashOverPlan(planned=yuan(planned.cash_fen), pointer="/given_fen")
    if not lots_of(report.goods_given) <= planned.lots:
        raise GoodsNotPlanned(pointer="/goods_given")
    brought = sorted((each.name, each.count) for each in report.goods_given)
    if (report.given_fen < planned.cash_fen or brought != sorted(planned.goods)) and not report.difference:
        raise DifferenceUnexplained(pointer="/difference")
    if (report.given_fen or report.goods_given) and report.signature is None:
        raise SignatureMissing(pointer="/signature")
    if not report.photos and not report.without_photo:
        raise PhotoMissing(pointer="/photos")


def require_absence(reason: str) -> str:
    """The reason, cleaned. Raises `AbsenceUnexplained`."""
    with at("/reason"):
        said = clean_text(reason)
    if not said:
        raise AbsenceUnexplained(pointer="/reason")
    return said


def require_recorded(status: VisitStatus, *, paid: bool) -> None:
    """Before an outcome is taken back. Raises `NothingToTakeBack`, `VisitPaid`."""
    if status is VisitStatus.PLANNED:
        raise NothingToTakeBack()
    if paid:
        raise VisitPaid()
