"""Bank accounts, and the months in which the bank was held against the books."""

from typing import Final

from backend.domain.audit.event import Event, Labels, told

EVENTS: Final = (
    Event(
        "bank_account_made",
        ("登记银行账户", "Bank account entered"),
        ("{who}登记了{what}", "{who} entered {what}"),
        told("name", "last_four", "funds"),
    ),
    Event(
        "bank_account_edited",
        ("修改银行账户", "Bank account changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("name", "last_four", "funds"),
    ),
    Event(
        "bank_account_closed",
        ("账户销户", "Bank account closed"),
        ("{who}登记{what}已销户", "{who} entered that {what} is closed"),
        told("name", "last_four"),
    ),
    Event(
        "bank_account_reopened",
        ("恢复使用账户", "Bank account opened again"),
        ("{who}恢复使用了{what}", "{who} opened {what} again"),
        told("name", "last_four"),
    ),
    Event(
        "reconciliation_begun",
        ("导入银行对账单", "Statement taken in"),
        ("{who}为{what}导入了银行对账单", "{who} took in the bank's statement for {what}"),
        told("month", "last_four", "statement_lines", "pairs"),
    ),
    Event(
        "reconciliation_matched",
        ("自动勾对", "Matched again"),
        ("{who}让系统重新勾对了{what}", "{who} had {what} matched again"),
        told("month", "last_four", "pairs"),
    ),
    Event(
        "reconciliation_paired",
        ("人工勾对", "Paired by hand"),
        ("{who}在{what}中勾对了一组", "{who} paired items in {what}"),
        told("month", "last_four", "amount_fen", "statement_lines", "book_entries", "crosses"),
    ),
    Event(
        "reconciliation_parted",
        ("取消勾对", "Pair parted"),
        ("{who}在{what}中取消了一组勾对", "{who} parted a pair in {what}"),
        told("month", "last_four", "amount_fen"),
    ),
    Event(
        "reconciliation_explained",
        ("说明未达账项", "Open items explained"),
        ("{who}说明了{what}的未达账项", "{who} explained open items of {what}"),
        told("month", "last_four", "statement_lines", "book_entries", "note"),
    ),
    Event(
        "reconciliation_start_explained",
        ("说明启用前差额", "Start explained"),
        ("{who}说明了{what}启用前的差额", "{who} explained what was between bank and books before {what}"),
        told("month", "last_four", "note"),
    ),
    Event(
        "reconciliation_closed",
        ("结束对账", "Month closed"),
        ("{who}结束了{what}的对账", "{who} closed {what}"),
        told("month", "last_four", "bank_fen", "books_fen", "adjusted_fen"),
    ),
    Event(
        "reconciliation_checked",
        ("复核对账", "Month checked"),
        ("{who}复核了{what}", "{who} checked {what}"),
        told("month", "last_four", "adjusted_fen"),
    ),
    Event(
        "reconciliation_reopened",
        ("退回重对", "Month opened again"),
        ("{who}退回了{what}重新对账", "{who} opened {what} again"),
        told("month", "last_four", "reason"),
    ),
    Event(
        "reconciliation_dropped",
        ("撤销对账单", "Statement taken away"),
        ("{who}撤销了{what}的对账单", "{who} took the statement of {what} away"),
        told("month", "last_four", "statement_lines"),
    ),
)

LABELS: Final[Labels] = {
    "adjusted_fen": ("调节后余额（分）", "Adjusted balance (fen)"),
    "bank_fen": ("银行对账单余额（分）", "Balance of the bank (fen)"),
    "book_entries": ("账上记录数", "Entries of the books"),
    "books_fen": ("账面余额（分）", "Balance of the books (fen)"),
    "crosses": ("跨月", "Across months"),
    "funds": ("存放的资金数", "Funds on it"),
    "last_four": ("账号尾号", "End of the number"),
    "pairs": ("勾对组数", "Pairs"),
    "statement_lines": ("银行流水笔数", "Lines of the bank"),
}
