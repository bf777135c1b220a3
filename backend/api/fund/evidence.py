"""What the ledger gives to an evidence pack: the entries of the case, its fund, and the vouchers of the fund."""

from backend.api.exhibit import Exhibits
from backend.api.work import Work
from backend.db.queries import evidence as queries
from backend.db.tables.aid_case import AidCase
from backend.domain.aid.case_codes import FundSource
from backend.domain.evidence.chapters import Block, Chapter, facts, table
from backend.domain.fund.codes import EntryKind, FundStatus, VoucherKind
from backend.domain.money import yuan

_OUTSIDE = "不在管理范围内"


async def exhibits(work: Work, case: AidCase) -> Exhibits:
    """The money of the case from its fund on. Of a fund above the taker's scope the entries are told, and not the fund."""
    entries = await queries.list_entries(work.session, case.id)
    booked = table(
        (
            "分录编号",
            "次序",
            "事项",
            "金额（元）",
            "借方资金",
            "贷方资金",
            "记账日期",
            "摘要",
            "经手人",
            "单位",
            "时间",
        ),
        [
            (
                each["id"],
                each["case_place"],
                EntryKind(each["kind"]).zh,
                yuan(each["amount_fen"]),
                each["debit_fund_name"] or _OUTSIDE,
                each["credit_fund_name"] or _OUTSIDE,
                each["booked_on"],
                each["memo"],
                each["by_name"],
                each["by_office"],
                each["at"],
            )
            for each in entries
        ],
    )
    return Exhibits(chapters=(Chapter("资金台账", (booked,)), Chapter("资金来源", await _source(work, case))))


async def _source(work: Work, case: AidCase) -> tuple[Block, ...]:
    if case.fund_id is None:
        return ("本申请没有占用资金。",)
    row = await queries.find_fund(work.session, case.fund_id)
    if row is None:
        return (f"资金由上级工会管理，{_OUTSIDE}。",)
    vouchers = table(
        ("凭证号", "事项", "金额（元）", "文号", "文件日期", "收款方", "附言", "制单", "复核", "复核时间"),
        [
            (
                each["number"],
                VoucherKind(each["kind"]).zh,
                yuan(each["amount_fen"]),
                each["document_number"],
                each["document_on"],
                each["payee"],
                each["note"],
                each["made_by_name"],
                each["checked_by_name"],
                each["checked_at"],
            )
            for each in await queries.list_vouchers(work.session, row["id"])
        ],
    )
    fund = facts(
        ("资金", row["name"]),
        ("所属工会", row["organization_name"]),
        ("来源", FundSource(row["source"]).zh),
        ("年度", row["year"]),
        ("文号", row["document_number"]),
        ("用途", row["purpose"]),
        ("状态", FundStatus(row["status"]).zh),
    )
    return (fund, "该项资金的凭证（资金入账、下达、收回、费用支出、冲销）：", vouchers)
