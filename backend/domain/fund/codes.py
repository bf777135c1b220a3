"""The enumerations of funds and their ledger (FND-02; issue 4 section 5). Sources are those of programmes of aid."""

from backend.domain.codes import Code


class FundStatus(Code):
    """Whether money of a fund may be promised."""

    OPEN = "open", "使用中", "In use"
    CLOSED = "closed", "已封存", "Closed"


class AccountKind(Code):
    """The accounts of a fund. What is in them adds up, over all funds, to nothing: money is moved, not made."""

    SOURCE = "source", "来源", "Source"
    AVAILABLE = "available", "可用", "Available"
    RESERVED = "reserved", "已占用", "Reserved"
    GOODS = "goods", "库存物资", "Goods in store"
    SPENT = "spent", "已支出", "Spent"


class EntryKind(Code):
    """What moved money. The first eight are decided by a voucher, the others by what becomes of a case or a visit."""

    INCOME = "income", "资金入账", "Income"
    HAND_DOWN = "hand_down", "预算下达", "Budget handed down"
    TAKE_BACK = "take_back", "预算收回", "Budget taken back"
    EXPENSE = "expense", "费用支出", "Expense"
    PURCHASE = "purchase", "购入物资", "Goods bought"
    GIFT = "gift", "受赠物资", "Goods given to us"
    LOSS = "loss", "物资报损", "Goods lost"
    REVERSAL = "reversal", "红字冲销", "Reversal"
    RESERVE = "reserve", "批准占用", "Reserved by an approval"
    RELEASE = "release", "撤销释放", "Released"
    PAY = "pay", "发放支出", "Paid"
    RECALL = "recall", "发放退回", "Payment came back"
    GIVE = "give", "发放物资", "Goods given"
    GIVE_BACK = "give_back", "物资退库", "Goods came back"

    @property
    def of_voucher(self) -> bool:
        """Whether a voucher moves it, and not a case or a visit."""
        return self.value in {each.value for each in VoucherKind}


class VoucherKind(Code):
    """What a voucher asks for: each becomes one entry of the ledger when a second officer has checked it."""

    INCOME = "income", "资金入账", "Income"
    HAND_DOWN = "hand_down", "预算下达", "Budget handed down"
    TAKE_BACK = "take_back", "预算收回", "Budget taken back"
    EXPENSE = "expense", "费用支出", "Expense"
    PURCHASE = "purchase", "购入物资", "Goods bought"
    GIFT = "gift", "受赠物资", "Goods given to us"
    LOSS = "loss", "物资报损", "Goods lost"
    REVERSAL = "reversal", "红字冲销", "Reversal"


class VoucherState(Code):
    """Where a voucher is."""

    PROPOSED = "proposed", "待复核", "To be checked"
    BOOKED = "booked", "已记账", "Booked"
    REFUSED = "refused", "已退回", "Refused"
    WITHDRAWN = "withdrawn", "已撤回", "Withdrawn"


class FundStep(Code):
    """What may be done with a fund."""

    LOCK = "lock", "结账", "Lock months"
    CLOSE = "close", "封存", "Close"
    REOPEN = "reopen", "重新启用", "Open again"


class VoucherStep(Code):
    """What may be done with a voucher."""

    CONFIRM = "confirm", "复核记账", "Check and book"
    REFUSE = "refuse", "退回", "Refuse"
    WITHDRAW = "withdraw", "撤回", "Withdraw"


class PaymentWay(Code):
    """How money or goods reach a household."""

    BANK = "bank", "银行转账", "Bank transfer"
    CASH = "cash", "现金", "Cash"
    GOODS = "goods", "实物", "Goods"


class PaymentState(Code):
    """Where a payment is. Those that wait or are paid hold their case: there is one of them at most."""

    WAITING = "waiting", "待发放", "Waiting"
    PAID = "paid", "已发放", "Paid"
    REJECTED = "rejected", "银行退回", "Rejected by the bank"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"
    RETURNED = "returned", "发放后退回", "Came back"


class BatchState(Code):
    """Where a payment batch is."""

    DRAFT = "draft", "待送银行", "To be sent"
    SENT = "sent", "已送银行", "With the bank"
    PAYING = "paying", "记账中", "Being booked"
    DONE = "done", "已完成", "Done"
    WITHDRAWN = "withdrawn", "已撤销", "Withdrawn"


class BatchStep(Code):
    """What may be done with a payment batch."""

    SEND = "send", "送银行", "Send to the bank"
    CONFIRM = "confirm", "按回盘记账", "Book what the bank answered"
    WITHDRAW = "withdraw", "撤销", "Withdraw"


class AnswerOutcome(Code):
    """What the bank says of a line, or what is wrong with a line of its answer."""

    PAID = "paid", "成功", "Paid"
    REJECTED = "rejected", "失败", "Rejected"
    UNKNOWN = "unknown", "无此明细", "No such line"
    DOUBLE = "double", "重复", "Twice"
    AMOUNT = "amount", "金额不符", "Another amount"
    CARD = "card", "账号不符", "Another card"
    UNCLEAR = "unclear", "结果不明", "Unclear"
    MISSING = "missing", "没有回盘", "Not answered"


class LotState(Code):
    """How a lot of goods lies in the store; a lot may be in several of them."""

    STORED = "stored", "在库", "In store"
    EXPIRING = "expiring", "临期或过期", "Expiring or expired"
    DIFFERS = "differs", "盘点不符", "Counted otherwise"
    GONE = "gone", "已发完", "All gone"
