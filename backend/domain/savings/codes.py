"""The enumerations of savings societies and of what they have in the ledger (AID-21; issue 4 section 7)."""

from backend.domain.codes import Code


class SocietyKind(Code):
    """What a society is of: a whole work area, a union, or a group."""

    AREA = "area", "工区大互助会", "Society of a work area"
    UNION = "union", "工会互助储金会", "Society of a union"
    GROUP = "group", "小家储金会", "Society of a group"


class SocietyStatus(Code):
    """Whether a society takes and lends."""

    OPEN = "open", "开办中", "Open"
    CLOSED = "closed", "已停办", "Closed"


class SocietyStep(Code):
    """What may be done with a society."""

    CLOSE = "close", "停办", "Close"
    REOPEN = "reopen", "恢复开办", "Open again"


class SaverState(Code):
    """Whether somebody saves."""

    ACTIVE = "active", "在会", "Saves"
    LEFT = "left", "已退会", "Has left"


class JoinOutcome(Code):
    """What became of one member of those who were to join."""

    JOINED = "joined", "已入会", "Joined"
    ALREADY = "already", "已在会", "Saves already"
    NOT_OF_UNION = "not_of_union", "不是本会会员", "No member of this union"


class MonthOutcome(Code):
    """What became of the month of one saver when a month was collected."""

    PAID = "paid", "本次已收", "Taken now"
    ALREADY = "already", "此前已收", "Taken before"
    NOT_PAID = "not_paid", "未缴", "Not paid"


class SavingsAccount(Code):
    """The accounts of a society. Cash, loans and losses are never below nought, savings and support never above it."""

    CASH = "cash", "现金", "Cash"
    SAVINGS = "savings", "储金", "Savings"
    LOAN = "loan", "借款", "Loan"
    SUPPORT = "support", "补助", "Support"
    LOSS = "loss", "核销损失", "Loss"

    @property
    def of_saver(self) -> bool:
        """Whether each saver has one, and not the society."""
        return self in (SavingsAccount.SAVINGS, SavingsAccount.LOAN)


class SavingsEntryKind(Code):
    """What moved money of a society."""

    SAVE = "save", "存入储金", "Saved"
    DRAW = "draw", "支取储金", "Drawn"
    SUPPORT = "support", "补助入账", "Support"
    LEND = "lend", "发放借款", "Lent"
    REPAY = "repay", "归还借款", "Repaid"
    WRITE_OFF = "write_off", "核销借款", "Written off"
    UNDO = "undo", "冲正", "Undone"


class LoanState(Code):
    """Where a loan is. Those in the first three hold their saver: there is one of them at most."""

    ASKED = "asked", "待复核", "To be decided"
    APPROVED = "approved", "待发放", "To be paid out"
    RUNNING = "running", "还款中", "Being repaid"
    SETTLED = "settled", "已还清", "Repaid"
    WRITTEN_OFF = "written_off", "已核销", "Written off"
    REFUSED = "refused", "未批准", "Refused"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class LoanStep(Code):
    """What may be done with a loan."""

    APPROVE = "approve", "批准", "Approve"
    REFUSE = "refuse", "不批准", "Refuse"
    WITHDRAW = "withdraw", "撤回", "Withdraw"
    PAY = "pay", "发放", "Pay out"
    REPAY = "repay", "登记还款", "Enter a repayment"
    ASK_WRITE_OFF = "ask_write_off", "提请核销", "Propose to write off"
    WRITE_OFF = "write_off", "同意核销", "Write off"
    KEEP = "keep", "不予核销", "Do not write off"


class LoanWay(Code):
    """How a loan is paid out."""

    CASH = "cash", "现金", "Cash"
    BANK = "bank", "银行转账", "Bank transfer"
