"""The enumerations of bank accounts and their reconciliation (FND-02, FND-04)."""

from backend.domain.codes import Code


class BankAccountStatus(Code):
    """Whether months of an account are still reconciled."""

    OPEN = "open", "使用中", "In use"
    CLOSED = "closed", "已销户", "Closed"


class BankAccountStep(Code):
    """What may be done with a bank account."""

    CLOSE = "close", "销户", "Close"
    REOPEN = "reopen", "恢复使用", "Open again"


class ReconciliationState(Code):
    """Where a month of an account is. Nothing in it changes once it is closed."""

    OPEN = "open", "对账中", "Being reconciled"
    CLOSED = "closed", "待复核", "To be checked"
    CHECKED = "checked", "已复核", "Checked"


class ReconciliationStep(Code):
    """What may be done with a month."""

    MATCH = "match", "重新自动勾对", "Match again"
    EXPLAIN_START = "explain_start", "说明启用前差额", "Explain the start"
    CLOSE = "close", "结束对账", "Close"
    CHECK = "check", "复核", "Check"
    REOPEN = "reopen", "退回重对", "Open again"


class MatchWay(Code):
    """How lines of the bank and entries of the books were brought together, the surest first."""

    REFERENCE = "reference", "编号相同", "Same number"
    BATCH = "batch", "整批金额相同", "Sum of a batch"
    PAYEE = "payee", "户名、金额相同", "Same name and amount"
    AMOUNT = "amount", "金额唯一相同", "Only one of this amount"
    REVERSED = "reversed", "账内冲销", "Reversed in the books"
    HAND = "hand", "人工勾对", "By hand"
