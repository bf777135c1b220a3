"""What was paid, and what the bank said."""

from typing import Final

from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.fund.codes import PaymentWay

EVENTS: Final = (
    Event(
        "payment_batch_made",
        ("制作发放批次", "Payment batch made"),
        ("{who}制作了{what}", "{who} made {what}"),
        told("number", "lines", "amount_fen"),
    ),
    Event(
        "payment_batch_sent",
        ("批次送银行", "Batch sent to the bank"),
        ("{who}把{what}送交银行", "{who} sent {what} to the bank"),
        told("number", "lines", "amount_fen"),
    ),
    Event(
        "payment_batch_withdrawn",
        ("撤销发放批次", "Payment batch withdrawn"),
        ("{who}撤销了{what}", "{who} withdrew {what}"),
        told("number"),
    ),
    Event(
        "payment_batch_confirmed",
        ("确认回盘记账", "Answer to be booked"),
        ("{who}确认按回盘给{what}记账", "{who} had the answer to {what} booked"),
        told("number"),
    ),
    Event(
        "payment_batch_done",
        ("批次记账完成", "Batch booked"),
        ("{who}完成了{what}的记账", "{who} finished booking {what}"),
        told("number"),
    ),
    Event(
        "payment_sheet_made",
        ("下载银行明细", "Bank sheet taken out"),
        ("{who}下载了{what}的银行明细（含完整卡号）", "{who} took out the bank sheet of {what}, with whole cards"),
        told("number", "lines"),
    ),
    Event(
        "payment_answer_taken",
        ("导入银行回盘", "Bank answer taken"),
        ("{who}导入了{what}的银行回盘", "{who} took in the bank's answer to {what}"),
        told("number", "lines"),
    ),
    Event(
        "payment_made",
        ("发放帮扶款物", "Aid paid"),
        ("{who}发放了{what}", "{who} paid {what}"),
        told("number", "sheet_line", "amount_fen", payment_way=code(PaymentWay)),
    ),
    Event(
        "payment_rejected",
        ("银行退回", "Rejected by the bank"),
        ("{who}登记银行退回了{what}", "{who} entered that the bank rejected {what}"),
        told("number", "sheet_line", "bank_reason"),
    ),
    Event(
        "payment_returned",
        ("发放退回", "Payment came back"),
        ("{who}登记{what}已退回", "{who} entered that {what} came back"),
        told("number", "reason", "amount_fen"),
    ),
)

LABELS: Final[Labels] = {
    "amount_fen": ("金额（分）", "Amount (fen)"),
    "bank_reason": ("银行说明", "Bank's reason"),
    "fund_source": ("资金来源", "Source of the money"),
    "lines": ("笔数", "Lines"),
    "payment_way": ("发放方式", "Way of payment"),
    "sheet_line": ("批次中的序号", "Line of the batch"),
    "voucher_kind": ("凭证种类", "Kind of voucher"),
}
