"""Funds and the vouchers that move money between them."""

from typing import Final

from backend.domain.aid.case_codes import FundSource
from backend.domain.audit.event import Event, Labels, code, told
from backend.domain.fund.codes import VoucherKind

_VOUCHER = told("number", "amount_fen", voucher_kind=code(VoucherKind))

EVENTS: Final = (
    Event(
        "fund_made",
        ("设立资金", "Fund opened"),
        ("{who}设立了{what}", "{who} opened {what}"),
        told("name", "year", fund_source=code(FundSource)),
    ),
    Event(
        "fund_month_locked",
        ("月度结账", "Month locked"),
        ("{who}对{what}做了月度结账", "{who} locked months of {what}"),
        told("name", "month"),
    ),
    Event("fund_closed", ("封存资金", "Fund closed"), ("{who}封存了{what}", "{who} closed {what}"), told("name")),
    Event(
        "fund_reopened",
        ("重新启用资金", "Fund opened again"),
        ("{who}重新启用了{what}", "{who} opened {what} again"),
        told("name"),
    ),
    Event("voucher_proposed", ("填制凭证", "Voucher made"), ("{who}填制了{what}", "{who} made {what}"), _VOUCHER),
    Event(
        "voucher_booked",
        ("复核记账", "Voucher booked"),
        ("{who}复核并记账了{what}", "{who} checked and booked {what}"),
        _VOUCHER,
    ),
    Event(
        "voucher_refused",
        ("退回凭证", "Voucher refused"),
        ("{who}退回了{what}", "{who} refused {what}"),
        told("number"),
    ),
    Event(
        "voucher_withdrawn",
        ("撤回凭证", "Voucher withdrawn"),
        ("{who}撤回了{what}", "{who} withdrew {what}"),
        told("number"),
    ),
    Event(
        "goods_counted",
        ("盘点物资", "Goods counted"),
        ("{who}盘点了{what}", "{who} counted {what}"),
        told("name", "counted", "there"),
    ),
)

LABELS: Final[Labels] = {
    "counted": ("实有数量", "Found"),
    "there": ("账面数量", "By the books"),
}
