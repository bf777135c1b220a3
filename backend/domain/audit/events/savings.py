"""Mutual savings societies: who joined, what was saved, lent, repaid and written off."""

from typing import Final

from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.savings.codes import LoanWay, SavingsEntryKind

_KIND = code(SavingsEntryKind)

EVENTS: Final = (
    Event(
        "savings_society_founded",
        ("开办储金会", "Society opened"),
        ("{who}开办了{what}", "{who} opened {what}"),
        told("name"),
    ),
    Event(
        "savings_society_edited",
        ("修改储金会", "Society changed"),
        ("{who}修改了{what}", "{who} changed {what}"),
        told("name", "fields"),
    ),
    Event(
        "savings_society_closed",
        ("停办储金会", "Society closed"),
        ("{who}停办了{what}", "{who} closed {what}"),
        told("name"),
    ),
    Event(
        "savings_society_reopened",
        ("恢复开办储金会", "Society opened again"),
        ("{who}恢复开办了{what}", "{who} opened {what} again"),
        told("name"),
    ),
    Event(
        "savings_joined",
        ("办理入会储金", "Savers joined"),
        ("{who}为会员办理了加入{what}", "{who} took members into {what}"),
        told("name", "savers"),
    ),
    Event(
        "savings_monthly_set",
        ("修改每月储金", "Monthly sum changed"),
        ("{who}修改了{what}的每月储金", "{who} changed the monthly sum of {what}"),
        told("name", "amount_fen"),
    ),
    Event(
        "savings_collected",
        ("收取月储金", "Month collected"),
        ("{who}为{what}收取了月储金", "{who} collected a month for {what}"),
        told("name", "month", "savers", "amount_fen"),
    ),
    Event(
        "savings_entered",
        ("储金收付", "Savings booked"),
        ("{who}为{what}记了一笔收付", "{who} booked money of {what}"),
        told("name", "saver", "amount_fen", entry_kind=_KIND),
    ),
    Event(
        "savings_undone",
        ("冲正储金收付", "Savings undone"),
        ("{who}冲正了{what}的一笔收付", "{who} undid an entry of {what}"),
        told("name", "saver", "amount_fen", "reason", entry_kind=_KIND),
    ),
    Event(
        "savings_left",
        ("办理退会储金", "Saver left"),
        ("{who}为{what}办理了退会", "{who} let {what} leave"),
        told("name", "amount_fen"),
    ),
    Event(
        "savings_loan_asked",
        ("登记借款申请", "Loan asked for"),
        ("{who}登记了{what}", "{who} entered {what}"),
        told("number", "name", "amount_fen"),
    ),
    Event(
        "savings_loan_approved",
        ("批准借款", "Loan approved"),
        ("{who}批准了{what}", "{who} approved {what}"),
        told("number", "name", "amount_fen", "reason"),
    ),
    Event(
        "savings_loan_refused",
        ("不批准借款", "Loan refused"),
        ("{who}没有批准{what}", "{who} refused {what}"),
        told("number", "name", "amount_fen", "reason"),
    ),
    Event(
        "savings_loan_withdrawn",
        ("撤回借款", "Loan withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        told("number", "name", "amount_fen", "reason"),
    ),
    Event(
        "savings_loan_paid",
        ("发放借款", "Loan paid out"),
        ("{who}发放了{what}", "{who} paid out {what}"),
        told("number", "name", "amount_fen", loan_way=code(LoanWay)),
    ),
    Event(
        "savings_loan_repaid",
        ("登记借款归还", "Loan repaid"),
        ("{who}登记了{what}的还款", "{who} entered a repayment of {what}"),
        told("number", "name", "amount_fen"),
    ),
    Event(
        "savings_write_off_proposed",
        ("提请核销借款", "Write-off proposed"),
        ("{who}提请核销{what}", "{who} proposed to write off {what}"),
        told("number", "name", "amount_fen", "reason"),
    ),
    Event(
        "savings_write_off_refused",
        ("不予核销借款", "Write-off refused"),
        ("{who}没有同意核销{what}", "{who} did not write off {what}"),
        told("number", "name", "amount_fen", "reason"),
    ),
    Event(
        "savings_loan_written_off",
        ("核销借款", "Loan written off"),
        ("{who}核销了{what}", "{who} wrote off {what}"),
        told("number", "name", "amount_fen", "reason"),
    ),
)
LABELS: Final[Labels] = {
    "checker_name": ("复核人", "Checker"),
    "entry_kind": ("收付种类", "Kind of entry"),
    "loan_way": ("借款发放方式", "Way of paying a loan"),
    "keeper_name": ("管理员", "Keeper"),
    "lent_percent": ("可借出比例", "Share that may be lent"),
    "monthly_fen": ("每月储金（分）", "Each month (fen)"),
    "most_loan_fen": ("借款上限（分）", "Most of a loan (fen)"),
    "most_months": ("借款最长月数", "Longest term (months)"),
    "most_multiple": ("借款不超过储金倍数", "Most times of own savings"),
    "saver": ("会员", "Saver"),
    "savers": ("人数", "Savers"),
}
