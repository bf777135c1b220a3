"""The lists of money: funds, vouchers, the ledger, payments and their batches (FND-01, FND-02, FND-06)."""

from collections.abc import Mapping
from typing import Any

from backend.domain.aid.case_codes import FundSource, ProgramKind
from backend.domain.aid.codes import HardshipCategory
from backend.domain.budget.codes import BudgetPlanState, BudgetStanding, BudgetSubject
from backend.domain.export.columns import (
    FUND,
    PAID,
    SEARCH,
    UNDER,
    day,
    identifier,
    moment,
    number,
    share,
    wording,
    yuan,
)
from backend.domain.export.doings import NEWEST_FIRST
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.fund.codes import (
    BatchState,
    EntryKind,
    FundStatus,
    PaymentState,
    PaymentWay,
    VoucherKind,
    VoucherState,
)

_OF_CASE = (
    Filter(key="source", zh="资金来源", en="Source of the fund", codes=FundSource),
    Filter(key="program_kind", zh="项目类别", en="Kind of programme", codes=ProgramKind),
    Filter(key="category", zh="困难类别", en="Category", codes=HardshipCategory),
)


def _raised(row: Mapping[str, Any]) -> int:
    return row["income_fen"] + row["budget_fen"]  # type: ignore[no-any-return]


def _used(row: Mapping[str, Any]) -> float | None:
    whole = _raised(row)
    return row["spent_fen"] / whole if whole > 0 else None


FUNDS = Sheet(
    noun=ExportNoun.FUNDS,
    unit_zh="笔",
    unit_en="funds",
    columns=(
        wording("name", "资金名称", "Fund", width=34),
        wording("source", "来源", "Source", codes=FundSource),
        # A year is no amount: it is neither summed nor set in groups of three.
        identifier("year", "年度", "Year", width=7),
        wording("organization", "所属工会", "Union", "organization_name", width=30),
        Column(key="raised", zh="到账", en="Received", width=13, kind=ColumnKind.YUAN, read=_raised),
        yuan("income", "入账", "Income"),
        yuan("budget", "预算净收", "Budgets, net"),
        yuan("reserved", "已占用", "Reserved"),
        yuan("spent", "已支出", "Spent"),
        yuan("available", "可用余额", "Available"),
        wording("status", "状态", "State", width=10, codes=FundStatus),
        wording("document", "文号", "Document", "document_number", width=24),
        day("spend_by", "使用期限", "Spend by"),
        day("locked", "已结账至", "Locked through", "locked_through"),
        share("used", "支出率", "Spent share", _used),
        wording("purpose", "用途", "Purpose", width=30),
        wording("maker", "建立人", "Opened by", "made_by_name", width=10),
    ),
    filters=(
        SEARCH,
        UNDER,
        Filter(key="source", zh="来源", en="Source", codes=FundSource),
        Filter(key="year", zh="年度", en="Year"),
        Filter(key="status", zh="状态", en="State", codes=FundStatus),
        Filter(key="case_id", zh="可用于申请", en="May serve the case", reference=True),
        Filter(key="visit_plan_id", zh="可用于走访安排", en="May serve the plan of visits", reference=True),
        Filter(key="program_id", zh="来源与项目相符", en="Of the sources of the programme", reference=True),
    ),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)

VOUCHERS = Sheet(
    noun=ExportNoun.VOUCHERS,
    unit_zh="张",
    unit_en="vouchers",
    columns=(
        identifier("number", "凭证号", "Number"),
        wording("kind", "种类", "Kind", codes=VoucherKind),
        wording("fund", "资金名称", "Fund", "fund_name", width=34),
        yuan("amount", "金额（元）", "Amount (yuan)"),
        wording("document", "文号", "Document", "document_number", width=24),
        wording("maker", "制单人", "Made by", "made_by_name", width=10),
        moment("made", "制单", "Made", "made_at"),
        wording("checker", "复核人", "Checked by", "checked_by_name", width=10),
        wording("state", "状态", "State", width=10, codes=VoucherState),
        wording("organization", "所属工会", "Union", "organization_name", width=30),
        wording("other", "对方资金", "Other fund", "other_fund_name", width=34),
        day("document_on", "文件日期", "Date of the document"),
        moment("checked", "复核", "Checked", "checked_at"),
        wording("note", "摘要", "Note", width=30),
        wording("payee", "收款方", "Payee", width=30),
        number("households", "受益户数", "Households"),
        wording("answer", "退回原因", "Why refused", width=30),
    ),
    filters=(
        FUND,
        Filter(key="state", zh="状态", en="State", codes=VoucherState),
        Filter(key="kind", zh="种类", en="Kind", codes=VoucherKind),
    ),
    sorts={"": NEWEST_FIRST},
)


def _about(row: Mapping[str, Any]) -> str:
    """What the screen says an entry is about."""
    if row["case_id"] is not None:
        return f"{row['case_name'] or ''} {row['case_number'] or row['memo']}".strip()
    if row["visit_plan_id"] is not None:
        return f"{row['visit_name'] or ''} {row['memo']}".strip()
    if row["voucher_number"] is not None:
        return f"{row['voucher_number']} {row['document_number'] or ''}".strip()
    return str(row["memo"])


LEDGER = Sheet(
    noun=ExportNoun.LEDGER_ENTRIES,
    unit_zh="条",
    unit_en="entries",
    columns=(
        day("on", "记账日期", "Booked on", "booked_on"),
        wording("kind", "种类", "Kind", codes=EntryKind),
        Column(key="about", zh="事由", en="About", width=34, read=_about),
        yuan("amount", "金额（元）", "Amount (yuan)"),
        wording("debit", "转入", "Into", "debit_fund_name", width=30),
        wording("credit", "转出", "Out of", "credit_fund_name", width=30),
        wording("by", "经手人", "By", "by_name", width=10),
        wording("office", "单位", "Office", "by_office", width=26),
        wording("memo", "摘要", "Memo", width=24),
        yuan("debit_after", "转入后余额（元）", "Into: balance after (yuan)"),
        yuan("credit_after", "转出后余额（元）", "Out of: balance after (yuan)"),
        identifier("case", "申请编号", "Case", "case_number"),
        identifier("voucher", "凭证号", "Voucher", "voucher_number"),
        moment("at", "记账时间", "Booked at"),
        Column(
            key="reversed",
            zh="已冲销",
            en="Reversed",
            width=8,
            kind=ColumnKind.TEXT,
            read=lambda row: row["reversed_by"] is not None,
        ),
    ),
    filters=(
        FUND,
        UNDER,
        Filter(key="kind", zh="种类", en="Kind", codes=EntryKind),
        Filter(key="case_id", zh="申请", en="Case", reference=True),
        Filter(key="payment_id", zh="发放", en="Payment", reference=True),
        Filter(key="visit_plan_id", zh="走访安排", en="Plan of visits", reference=True),
        Filter(key="owner_id", zh="资金所属工会", en="Of the funds of", reference=True),
        Filter(key="subject", zh="预算科目", en="Subject of the budget", codes=BudgetSubject),
        Filter(key="reserved_on", zh="该日终仍占用", en="Still promised at the end of"),
        Filter(key="booked_on[gte]", zh="记账日期不早于", en="Booked on or after"),
        Filter(key="booked_on[lte]", zh="记账日期不晚于", en="Booked on or before"),
        *_OF_CASE,
    ),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)

BUDGETS = Sheet(
    noun=ExportNoun.BUDGET_LINES,
    unit_zh="行",
    unit_en="lines",
    columns=(
        wording("organization", "工会", "Union", "organization_name", width=30),
        wording("subject", "科目", "Subject", codes=BudgetSubject, width=18),
        identifier("year", "年度", "Year", width=7),
        wording("state", "预算状态", "State of the budget", width=10, codes=BudgetPlanState),
        yuan("planned", "年初预算", "Planned"),
        yuan("adjusted", "调整", "Adjusted"),
        yuan("received", "上级下达", "From above"),
        yuan("handed", "下达下级", "Handed down"),
        yuan("budget", "现有预算", "Budget"),
        yuan("reserved", "已占用", "Reserved"),
        yuan("spent", "执行", "Spent"),
        yuan("left", "结余", "Left"),
        share("rate", "执行率", "Share spent", lambda row: None if row["rate"] is None else row["rate"] / 100),
        wording("standing", "执行情况", "Standing", width=16, codes=BudgetStanding),
    ),
    filters=(
        UNDER,
        Filter(key="year", zh="年度", en="Year"),
        Filter(key="subject", zh="科目", en="Subject", codes=BudgetSubject),
    ),
    sorts={"": ("按工会、科目", "By union and subject")},
    under=("under_id",),
)

BATCHES = Sheet(
    noun=ExportNoun.PAYMENT_BATCHES,
    unit_zh="个",
    unit_en="batches",
    columns=(
        identifier("number", "批次号", "Batch"),
        wording("fund", "资金", "Fund", "fund_name", width=34),
        wording("organization", "所属工会", "Union", "organization_name", width=30),
        number("lines", "笔数", "Lines"),
        yuan("amount", "金额（元）", "Amount (yuan)"),
        yuan("paid", "已发放（元）", "Paid (yuan)"),
        number("rejected", "退回笔数", "Rejected", "rejected_lines"),
        wording("state", "状态", "State", width=10, codes=BatchState),
        moment("made", "制作时间", "Made", "made_at"),
        wording("by", "制作人", "Made by", "made_by_name", width=10),
        wording("payer", "发放人", "Paid by", "payer_name", width=10),
        wording("purpose", "用途", "Purpose", width=24),
        number("paid_lines", "已发放笔数", "Lines paid"),
        yuan("rejected_yuan", "退回金额（元）", "Rejected (yuan)", "rejected_fen"),
        moment("sent", "送银行时间", "Sent at", "sent_at"),
        moment("done", "完成时间", "Done at", "done_at"),
    ),
    filters=(FUND, Filter(key="state", zh="状态", en="State", codes=BatchState)),
    sorts={"": NEWEST_FIRST},
)


def _remark(row: Mapping[str, Any]) -> str:
    """What the screen says of a payment in its last column: why it failed, or what was handed over."""
    return str(row["reason"] or row["bank_reason"] or row["goods"])


PAYMENTS = Sheet(
    noun=ExportNoun.PAYMENTS,
    unit_zh="笔",
    unit_en="payments",
    columns=(
        wording("payee", "领款人", "Payee", width=10),
        identifier("case", "申请编号", "Case", "case_number"),
        wording("organization", "所在工会", "Union", "organization_name", width=30),
        wording("way", "方式", "Way", width=10, codes=PaymentWay),
        yuan("amount", "金额（元）", "Amount (yuan)"),
        Column(key="card", zh="银行卡", en="Card", width=24, kind=ColumnKind.IDENTIFIER, sealed="bank_card"),
        wording("state", "状态", "State", width=12, codes=PaymentState),
        Column(key="reason", zh="说明", en="Remark", width=30, read=_remark),
        moment("paid_at", "发放时间", "Paid at"),
        wording("payer", "发放人", "Paid by", "payer_name", width=10),
        wording("fund", "资金", "Fund", "fund_name", width=34),
        number("round", "第几次", "Round"),
        wording("bank", "开户银行", "Bank", width=24),
        moment("created", "登记时间", "Entered at", "created_at"),
    ),
    filters=(
        Filter(key="batch_id", zh="批次", en="Batch", reference=True),
        FUND,
        Filter(key="case_id", zh="申请", en="Case", reference=True),
        UNDER,
        Filter(key="state", zh="状态", en="State", codes=PaymentState),
        Filter(key="way", zh="方式", en="Way", codes=PaymentWay),
        *PAID,
        *_OF_CASE,
        Filter(key="program_id", zh="帮扶项目", en="Programme", reference=True),
        SEARCH,
    ),
    # Of one batch they stand in the order of the bank's sheet.
    sorts={"": ("最新在前；同一批次按银行明细次序", "Newest first; of one batch as on the bank's sheet")},
    under=("under_id",),
)
