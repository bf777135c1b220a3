"""The enumerations of public notices and of objections to them (AID-09, RPT-05)."""

from backend.domain.aid.codes import CauseField
from backend.domain.codes import Code


class NoticeState(Code):
    """Where a notice is. `ended` is read off the clock and never kept: nothing concludes by itself."""

    RUNNING = "running", "公示中", "Running"
    ENDED = "ended", "公示已满，待出结果", "Over, to be concluded"
    CONCLUDED = "concluded", "已出结果", "Concluded"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"


class NoticeColumn(Code):
    """All that can stand on a notice. What is not here cannot be chosen, so it cannot go out.

    Not here, and never to be: numbers of documents, phones and cards, addresses, illnesses, anybody of the household but
    the worker.
    """

    NAME = "name", "姓名", "Name"
    UNIT = "unit", "所在单位", "Unit"
    CATEGORY = "category", "困难类别", "Category"
    AMOUNT = "amount", "拟救助金额（元）", "Amount (yuan)"
    MEMBERS = "members", "家庭人数", "Number in the household"
    REASON = "reason", "困难原因", "Reason"


USUAL_COLUMNS = (NoticeColumn.NAME, NoticeColumn.UNIT, NoticeColumn.CATEGORY, NoticeColumn.AMOUNT)
"""What a notice shows unless its maker chooses otherwise."""


class NoticeReason(Code):
    """Why a household is in hardship, in words that tell of nobody's health: all that a notice says of a cause."""

    LIVING = "living", "生活困难", "Hard to live on"
    EXPENSES = "expenses", "刚性支出较大", "High necessary expenses"
    SCHOOLING = "schooling", "子女教育负担", "Schooling of children"
    EMPLOYMENT = "employment", "就业困难", "No work"

    @classmethod
    def of(cls, field: CauseField) -> "NoticeReason":
        """The field of aid in general words. Illness is an expense here, and a state of mind is nobody's business."""
        return _REASONS[field]


_REASONS = {
    CauseField.LIVING: NoticeReason.LIVING,
    CauseField.MEDICAL: NoticeReason.EXPENSES,
    CauseField.SCHOOLING: NoticeReason.SCHOOLING,
    CauseField.EMPLOYMENT: NoticeReason.EMPLOYMENT,
    CauseField.MIND: NoticeReason.LIVING,
}


class NoticeStep(Code):
    """What can be done with a notice that was published."""

    CONCLUDE = "conclude", "出具结果", "Conclude"
    WITHDRAW = "withdraw", "撤销公示", "Withdraw"


class NoticeVerdict(Code):
    """What becomes of a case when its notice is concluded."""

    PASS = "pass", "公示通过", "Passed"
    RETURN = "return", "异议成立，退回", "Sent back"
    REJECT = "reject", "异议成立，不予救助", "Rejected"
    GONE = "gone", "公示期间已撤回或退回", "Left before the end"


class ObjectionWay(Code):
    """How an objection came."""

    IN_PERSON = "in_person", "来访", "In person"
    PHONE = "phone", "来电", "By phone"
    LETTER = "letter", "来信", "By letter"
    OWN = "own", "职工端提交", "Handed in by the member"


class ObjectionState(Code):
    """Where an objection is."""

    OPEN = "open", "待核实答复", "Open"
    DISMISSED = "dismissed", "经核实不成立", "Dismissed"
    UPHELD = "upheld", "经核实成立", "Upheld"
    WITHDRAWN = "withdrawn", "反映人已撤回", "Withdrawn"


class OwnObjectionStep(Code):
    """What its member can do with an objection."""

    WITHDRAW = "withdraw", "撤回", "Withdraw"


class ObjectionStep(Code):
    """How an objection is answered."""

    DISMISS = "dismiss", "不成立", "Dismiss"
    UPHOLD_RETURN = "uphold_return", "成立，退回申请", "Uphold and send back"
    UPHOLD_REJECT = "uphold_reject", "成立，不予救助", "Uphold and reject"

    @property
    def verdict(self) -> NoticeVerdict | None:
        """What it does to the cases that it is against, when the notice is concluded."""
        return {
            ObjectionStep.UPHOLD_RETURN: NoticeVerdict.RETURN,
            ObjectionStep.UPHOLD_REJECT: NoticeVerdict.REJECT,
        }.get(self)
