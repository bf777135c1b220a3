"""The enumerations of claims on mutual protection (AID-23)."""

from backend.domain.codes import Code


class ClaimStatus(Code):
    """Where a claim is."""

    DRAFT = "draft", "待提交", "Draft"
    SUBMITTED = "submitted", "待审核", "To be checked"
    CHECKED = "checked", "待批准", "To be approved"
    APPROVED = "approved", "待发放", "To be paid"
    PAID = "paid", "已给付", "Paid"
    REFUSED = "refused", "不予给付", "Refused"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class ClaimStep(Code):
    """What may be done with a claim."""

    SUBMIT = "submit", "提交", "Hand in"
    CHECK = "check", "审核通过", "Check"
    APPROVE = "approve", "批准给付", "Approve"
    RETURN = "return", "退回补正", "Send back"
    REFUSE = "refuse", "不予给付", "Refuse"
    WITHDRAW = "withdraw", "撤回", "Withdraw"
    REVOKE = "revoke", "撤销批准", "Revoke"
    PAY = "pay", "登记发放", "Pay"
    RECALL = "recall", "登记退回", "Money came back"


class ClaimWay(Code):
    """How the money of a claim reaches the member."""

    BANK = "bank", "银行转账", "Bank transfer"
    CASH = "cash", "现金", "Cash"
