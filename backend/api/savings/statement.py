"""The yearly statement of a society and the passbook of a saver: read, and as workbooks to print and to file."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from io import BytesIO
from typing import Any
from uuid import UUID

from xlsxwriter import Workbook

from backend.api.work import Work
from backend.db.queries import savings
from backend.db.queries import savings_loan as loans
from backend.db.queries import savings_statement as statements
from backend.domain.savings.codes import LoanState, SavingsAccount, SavingsEntryKind
from backend.domain.savings.statement import MOVED, balance_of, require_year

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ACCOUNTS = (
    *(SavingsAccount.CASH, SavingsAccount.LOAN, SavingsAccount.LOSS),
    *(SavingsAccount.SAVINGS, SavingsAccount.SUPPORT),
)
MOST_LINES = 100_000
"""Lines of one sheet; five thousand savers make 60,000 entries a year."""
LOAN_HEAD = ("编号", "会员", "用途", "金额", "已还", "逾期", "逾期天数", "状态", "催还人")
BOOK_HEAD = ("日期", "种类", "会员", "摘要", "现金增减", "现金余额", "经办人")


async def of_year(work: Work, id: UUID, year: int) -> dict[str, Any]:
    """The statement of a year: where the society stood, what moved month by month, where it stands, and each saver.

    Raises `NotFound`, `YearAhead`.
    """
    society = await savings.get_society(work.session, id)
    require_year(year, work.today.year)
    first, last = date(year, 1, 1), date(year, 12, 31)
    moved = await statements.list_moved(work.session, society.fund_id, until=last)
    before: dict[SavingsEntryKind, int] = defaultdict(int)
    after: dict[SavingsEntryKind, int] = defaultdict(int)
    by_month: dict[int, dict[SavingsEntryKind, int]] = defaultdict(dict)
    for each in moved:
        after[each.kind] += each.sum_fen
        if each.year < year:
            before[each.kind] += each.sum_fen
        else:
            by_month[each.month][each.kind] = each.sum_fen
    return {
        "society_id": society.id,
        "society_name": society.name,
        "keeper_name": society.keeper_name,
        "checker_name": society.checker_name,
        "year": year,
        "opening": asdict(balance_of(before)),
        "closing": asdict(balance_of(after)),
        "months": [_month(month, by_month[month]) for month in sorted(by_month)],
        "savers": await statements.list_savers(work.session, id, since=first, until=last),
    }


def _month(month: int, sums: Mapping[SavingsEntryKind, int]) -> dict[str, int]:
    return {"month": month} | {f"{kind.value}_fen": sums.get(kind, 0) for kind in MOVED}


async def sheet_of_year(work: Work, id: UUID, year: int) -> tuple[str, bytes]:
    """The name and the bytes of a statement. Raises `NotFound`, `YearAhead`."""
    told = await of_year(work, id, year)
    held = BytesIO()
    with Workbook(held, OPTIONS) as book:
        _summary(book, told)
        head = ("会员", "入会日期", "退会日期", "上年结余", "本年存入", "本年支取", "年末储金", "年末借款")
        fens = ("before_fen", "in_fen", "out_fen", "saved_fen", "owed_fen")
        rows = [
            [each["name"], _day(each["joined_on"]), _day(each["left_on"]), *(each[name] for name in fens)]
            for each in told["savers"]
        ]
        _table(book, "会员储金", f"{told['society_name']} {year} 年会员储金", head, rows, first_sum=3)
        _table(book, "借款", f"{told['society_name']} 借款", LOAN_HEAD, await _loans(work, id))
        _table(book, "账簿", f"{told['society_name']} {year} 年账簿", BOOK_HEAD, await _book(work, id, year))
    return f"{told['society_name']} {year} 年度结算", held.getvalue()


async def _loans(work: Work, id: UUID) -> list[list[Any]]:
    """Every loan of a society as it stands today, those overdue first."""
    asked = loans.list_loans(scope=work.scope, today=work.today, society_id=id, limit=MOST_LINES)
    return [
        [
            *(each[name] for name in ("number", "name", "purpose", "amount_fen", "repaid_fen", "overdue_fen")),
            str(each["overdue_days"] or ""),
            LoanState(each["state"]).zh,
            each["keeper_name"],
        ]
        for each in (await work.session.execute(asked)).mappings()
    ]


async def _book(work: Work, id: UUID, year: int) -> list[list[Any]]:
    """The entries of a year, the oldest first."""
    asked = savings.list_entries(
        scope=work.scope, society_id=id, since=date(year, 1, 1), until=date(year, 12, 31), limit=MOST_LINES
    )
    return [
        [
            _day(each["booked_on"]),
            SavingsEntryKind(each["kind"]).zh,
            each["saver_name"],
            _memo(each),
            each["cash_change_fen"],
            each["cash_after_fen"],
            each["by_name"],
        ]
        for each in reversed(list((await work.session.execute(asked)).mappings()))
    ]


def _memo(entry: Mapping[str, Any]) -> str:
    return f"{entry['month']:%Y-%m} 储金" if entry["month"] else entry["memo"]


def _summary(book: Any, told: Mapping[str, Any]) -> None:
    rows: list[list[Any]] = [
        [f"{each['month']} 月", *(each[f"{kind.value}_fen"] for kind in MOVED)] for each in told["months"]
    ]
    title = f"{told['society_name']} {told['year']} 年度结算"
    sheet, looks, row = _table(book, "年度结算", title, ("月份", *(kind.zh for kind in MOVED)), rows, first_sum=1)
    row += 1
    for place, text in enumerate(("科目", "年初", "年末")):
        sheet.write_string(row, place, text, looks["head"])
    for kind in ACCOUNTS:
        row += 1
        sheet.write_string(row, 0, kind.zh, looks["text"])
        for place, when in enumerate(("opening", "closing"), start=1):
            sheet.write_number(row, place, told[when][f"{kind.value}_fen"] / 100, looks["money"])
    row += 1
    sheet.write_string(row, 0, "现金 + 借款 + 核销损失 = 储金 + 补助", looks["plain"])
    sheet.write_string(row + 2, 0, f"管理员：{told['keeper_name']}", looks["plain"])
    sheet.write_string(row + 2, 3, f"复核人：{told['checker_name']}", looks["plain"])


async def passbook(work: Work, id: UUID) -> tuple[str, bytes]:
    """The name and the bytes of a saver's passbook, the oldest entry first. Raises `NotFound`."""
    saver = await savings.get_saver(work.session, id)
    society = await savings.get_society(work.session, saver.society_id)
    asked = savings.list_entries(scope=work.scope, saver_id=id, limit=MOST_LINES)
    entries = list((await work.session.execute(asked)).mappings())
    rows = [
        [
            _day(each["booked_on"]),
            SavingsEntryKind(each["kind"]).zh,
            _memo(each),
            each["amount_fen"],
            each["saved_after_fen"],
            each["owed_after_fen"],
            each["by_name"],
        ]
        for each in reversed(entries)
    ]
    held = BytesIO()
    with Workbook(held, OPTIONS) as book:
        head = ("日期", "种类", "摘要", "金额", "储金余额", "未还借款", "经办人")
        _table(book, "存折", f"{society.name} {saver.name} 存折", head, rows)
    return f"{society.name} {saver.name} 存折", held.getvalue()


def _day(value: date | None) -> str:
    return "" if value is None else value.isoformat()


def _table(
    book: Any,
    name: str,
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[Any]],
    *,
    first_sum: int | None = None,
) -> tuple[Any, dict[str, Any], int]:
    """A titled sheet for A4: texts are texts, fen are yuan as numbers; with `first_sum` a last row of sums from there on.

    Returns the sheet, its looks, and the next free row.
    """
    box = {"border": 1, "valign": "vcenter"}
    looks = {
        "title": book.add_format({"bold": True, "font_size": 16, "align": "center"}),
        "head": book.add_format(box | {"bold": True, "align": "center", "text_wrap": True}),
        "text": book.add_format(box),
        "money": book.add_format(box | {"num_format": "#,##0.00"}),
        "plain": book.add_format({"valign": "vcenter"}),
    }
    sheet = book.add_worksheet(name)
    sheet.set_column(0, len(head) - 1, 14)
    sheet.merge_range(0, 0, 0, len(head) - 1, title, looks["title"])
    sheet.write_string(1, len(head) - 1, "单位：元", looks["plain"])
    for place, text in enumerate(head):
        sheet.write_string(2, place, text, looks["head"])
    row = 3
    for values in rows:
        for place, value in enumerate(values):
            _cell(sheet, row, place, value, looks)
        row += 1
    if first_sum is not None:
        sheet.write_string(row, 0, "合计", looks["head"])
        for place in range(1, len(head)):
            total = sum(values[place] for values in rows) if place >= first_sum else ""
            _cell(sheet, row, place, total, looks)
        row += 1
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    return sheet, looks, row


def _cell(sheet: Any, row: int, place: int, value: Any, looks: Mapping[str, Any]) -> None:
    if isinstance(value, int):
        sheet.write_number(row, place, value / 100, looks["money"])
    elif value:
        # The library takes a text that begins so for markup of its own.
        sheet.write_string(row, place, f" {value}" if value.startswith("<r>") else value, looks["text"])
    else:
        sheet.write_blank(row, place, None, looks["text"])
