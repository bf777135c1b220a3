"""The lists of mutual savings societies (互助储金会): societies, savers, loans, the book (AID-21).

The hardship that a loan is asked for is sealed and stays in it.
"""

from collections.abc import Mapping
from typing import Any

from backend.domain.export.columns import SEARCH, UNDER, day, identifier, moment, number, wording, yuan
from backend.domain.export.doings import NEWEST_FIRST
from backend.domain.export.nouns import ExportNoun
from backend.domain.export.sheets import Column, ColumnKind, Filter, Sheet
from backend.domain.savings.codes import (
    LoanState,
    LoanWay,
    SaverState,
    SavingsEntryKind,
    SocietyKind,
    SocietyStatus,
)

_SOCIETY = Filter(key="society_id", zh="储金会", en="Society", reference=True)
_SAVER = Filter(key="saver_id", zh="会员", en="Saver", reference=True)

SOCIETIES = Sheet(
    noun=ExportNoun.SAVINGS_SOCIETIES,
    unit_zh="个储金会",
    unit_en="societies",
    columns=(
        wording("name", "名称", "Name", width=30),
        wording("kind", "类型", "Kind", width=18, codes=SocietyKind),
        wording("organization", "工会", "Union", "organization_name", width=30),
        wording("keeper", "管理员", "Keeper", "keeper_name", width=10),
        wording("checker", "复核人", "Checker", "checker_name", width=10),
        number("savers", "人数", "Savers"),
        yuan("savings", "储金（元）", "Savings (yuan)"),
        yuan("loan", "借出（元）", "Lent (yuan)"),
        yuan("cash", "现金（元）", "Cash (yuan)"),
        yuan("monthly", "每月储金（元）", "Each month (yuan)"),
        yuan("support", "补助（元）", "Support (yuan)"),
        yuan("loss", "核销损失（元）", "Written off (yuan)"),
        wording("status", "状态", "State", width=10, codes=SocietyStatus),
    ),
    filters=(UNDER, Filter(key="status", zh="状态", en="State", codes=SocietyStatus), SEARCH),
    sorts={"": NEWEST_FIRST},
    under=("under_id",),
)

SAVERS = Sheet(
    noun=ExportNoun.SAVERS,
    unit_zh="人",
    unit_en="savers",
    columns=(
        wording("name", "会员", "Saver", width=10),
        day("joined", "入会日期", "Joined", "joined_on"),
        yuan("monthly", "每月储金（元）", "Each month (yuan)"),
        yuan("saved", "储金余额（元）", "Saved (yuan)"),
        yuan("owed", "未还借款（元）", "Owed (yuan)"),
        Column(key="month", zh="当月已缴", en="Month paid", width=10, read=lambda row: row["month_paid"]),
        wording("state", "状态", "State", width=10, codes=SaverState),
        day("left", "退会日期", "Left", "left_on"),
        wording("society", "储金会", "Society", "society_name", width=30),
    ),
    filters=(
        _SOCIETY,
        Filter(key="state", zh="状态", en="State", codes=SaverState),
        Filter(key="month", zh="月份", en="Month"),
        Filter(key="unpaid", zh="只看该月未缴的", en="Month not paid", unsaid=False),
        SEARCH,
    ),
    sorts={"": ("按入会先后", "In the order of joining")},
)

LOANS = Sheet(
    noun=ExportNoun.SAVINGS_LOANS,
    unit_zh="笔",
    unit_en="loans",
    columns=(
        wording("name", "会员", "Saver", width=10),
        identifier("number", "编号", "Number"),
        wording("purpose", "用途", "Purpose", width=24),
        yuan("amount", "借款金额（元）", "Amount (yuan)"),
        yuan("repaid", "已还（元）", "Repaid (yuan)"),
        yuan("overdue", "逾期（元）", "Overdue (yuan)"),
        day("next", "下次应还", "Next due", "next_due_on"),
        wording("with", "催还人", "Lies with", "keeper_name", width=10),
        wording("state", "状态", "State", width=10, codes=LoanState),
        number("overdue_days", "逾期天数", "Days overdue"),
        wording("society", "储金会", "Society", "society_name", width=30),
        wording("organization", "所在工会", "Union", "organization_name", width=30),
        number("months", "分几个月还", "Months to repay"),
        wording("way", "发放方式", "Way", width=10, codes=LoanWay),
        moment("made", "登记时间", "Entered at", "made_at"),
        moment("paid", "发放时间", "Paid out at", "paid_at"),
        wording("checker", "复核人", "Decided by", "checker_name", width=10),
        day("ended", "了结日期", "Ended", "ended_on"),
    ),
    filters=(
        _SOCIETY,
        _SAVER,
        Filter(key="state", zh="状态", en="State", codes=LoanState),
        Filter(key="overdue", zh="只看逾期", en="Overdue only", unsaid=False),
    ),
    sorts={"": ("逾期在前，其次待办、还款中、已了结", "Overdue first, then waiting, running, over")},
)


def _memo(row: Mapping[str, Any]) -> str:
    """What the screen says of an entry: the month that it paid, or its memo."""
    return f"{row['month']:%Y-%m} 月储金" if row["month"] else str(row["memo"])


def _cash(way: int) -> Any:
    """What came into the cash (1) or went out of it (-1), fen."""

    def read(row: Mapping[str, Any]) -> int | None:
        change: int = row["cash_change_fen"] * way
        return change if change > 0 else None

    return read


ENTRIES = Sheet(
    noun=ExportNoun.SAVINGS_ENTRIES,
    unit_zh="笔",
    unit_en="entries",
    columns=(
        day("on", "日期", "Day", "booked_on"),
        wording("kind", "种类", "Kind", codes=SavingsEntryKind),
        wording("saver", "会员", "Saver", "saver_name", width=10),
        Column(key="memo", zh="摘要", en="Note", width=24, read=_memo),
        Column(key="in", zh="收入（元）", en="In (yuan)", width=13, kind=ColumnKind.YUAN, read=_cash(1)),
        Column(key="out", zh="支出（元）", en="Out (yuan)", width=13, kind=ColumnKind.YUAN, read=_cash(-1)),
        yuan("cash", "现金余额（元）", "Cash left (yuan)", "cash_after_fen"),
        wording("by", "经办人", "By", "by_name", width=10),
        yuan("saved", "储金余额（元）", "Saved (yuan)", "saved_after_fen"),
        yuan("owed", "未还借款（元）", "Owed (yuan)", "owed_after_fen"),
        wording("society", "储金会", "Society", "society_name", width=30),
        moment("at", "记账时间", "Booked at"),
        Column(key="undone", zh="已冲正", en="Undone", width=8, read=lambda row: row["undone_by"] is not None),
    ),
    filters=(
        _SOCIETY,
        _SAVER,
        Filter(key="kind", zh="种类", en="Kind", codes=SavingsEntryKind),
        Filter(key="booked_on[gte]", zh="记账日期不早于", en="Booked on or after"),
        Filter(key="booked_on[lte]", zh="记账日期不晚于", en="Booked on or before"),
    ),
    sorts={"": NEWEST_FIRST},
)
