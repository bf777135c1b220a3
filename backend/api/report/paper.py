"""A report as a workbook in its paper layout: title, number of the form, signature lines, A4."""

import asyncio
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import Response
from xlsxwriter import Workbook

from backend.api.attachment import disposition
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.db.queries import report as reports
from backend.db.tables.report import Report
from backend.domain.calendar import LOCAL
from backend.domain.report.catalogue import form_of
from backend.domain.report.forms import Form, ReportForm
from backend.domain.report.values import Remark, effective
from backend.domain.report.workflow import ReportStatus

CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {FileType.XLSX.value: {}}, "description": "工作簿 The workbook"}
}

_WORDS = {
    "reporter": ("填报单位：{}", "Union: {}"),
    "number": ("表　号：{}", "Form: {}"),
    "year": ("{} 年", "{}"),
    "status": ("状　态：{}", "State: {}"),
    "item": ("指标名称", "Item"),
    "code": ("代码", "Code"),
    "unit": ("计量单位", "Unit"),
    "all": ("合计", "All"),
    "women": ("其中：女", "Women"),
    "union": ("单　位", "Union"),
    "sum": ("合　计", "Sum"),
    "itself": ("本级直属", "Directly"),
    "units": ("基层工会（{}/{} 家）", "Basic unions ({} of {})"),
    "below": ("汇总明细", "Lines"),
    "notes": ("说明", "Notes"),
    "signed": (
        "工会主席（签章）：　　　　　　　填表人：{}　　　　　　　上报日期：{}",
        "Chair (seal):                 Filled by: {}                 Submitted: {}",
    ),
    "missing": ("未汇总的下级：{}", "Not in the sum: {}"),
    "written": ("{}：统计数 {}，填报数 {}，理由：{}", "{}: computed {}, written {}, because: {}"),
    "remark": ("{}：{}", "{}: {}"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on paper: the form, the numbers, the language."""

    row: Report
    form: Form
    values: Mapping[str, int | None]
    language: str

    def word(self, what: str, *parts: object) -> str:
        """A fixed text of the page."""
        return _WORDS[what][self.language == "en"].format(*parts)

    def name(self, thing: Any) -> str:
        """What an item, a chapter, a code is called."""
        return str(thing.en if self.language == "en" else thing.zh)

    def label(self, code: str) -> str:
        """What the item with this code is called."""
        item = self.form.item(code)
        assert item is not None
        return self.name(item)

    def source(self, line: Mapping[str, Any]) -> str:
        """Whose numbers a line holds."""
        if line.get("units") is not None:
            return self.word("units", line["units"], line["of"])
        return line["name"] or self.word("itself")

    @property
    def lines(self) -> Sequence[Mapping[str, Any]]:
        """What the report is the sum of."""
        return self.row.lines


async def workbook(work: Work, id: UUID) -> Response:
    """The workbook of a report. Raises `NotFound`."""
    row = await reports.get_report(work.session, id)
    form = form_of(ReportForm(row.form), row.year)
    page = Page(row, form, effective(form, row.lines, row.cells), work.language)
    content = await asyncio.to_thread(write, page)
    name = f"{row.organization_name} {page.name(form.form)} {row.year}.xlsx"
    headers = {
        "Content-Disposition": disposition(name, f"report-{row.year}.xlsx"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=FileType.XLSX.value, headers=headers)


def write(page: Page) -> bytes:
    """The bytes of the workbook."""
    held = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(held, options) as book:
        looks = _Looks(book)
        if page.form.across:
            _across(book, looks, page)
        else:
            _down(book, looks, page)
            _lines(book, looks, page)
        _notes(book, looks, page)
    return held.getvalue()


class _Looks:
    """The formats of a page."""

    def __init__(self, book: Any) -> None:
        box = {"border": 1, "valign": "vcenter"}
        self.title = book.add_format({"bold": True, "font_size": 18, "align": "center", "valign": "vcenter"})
        self.plain = book.add_format({"valign": "vcenter"})
        self.right = book.add_format({"align": "right", "valign": "vcenter"})
        self.head = book.add_format(box | {"align": "center", "text_wrap": True, "bg_color": "#EEF0F2"})
        self.chapter = book.add_format(box | {"bold": True})
        self.centre = book.add_format(box | {"align": "center"})
        self.number = book.add_format(box | {"num_format": "#,##0"})
        self.sum = book.add_format(box | {"num_format": "#,##0", "bold": True})
        self.text = [book.add_format(box | {"indent": indent}) for indent in range(3)]
        self.wrapped = book.add_format({"text_wrap": True, "valign": "top"})


def _plain(text: str) -> str:
    """A text that the library does not take for markup of its own."""
    return f" {text}" if text.startswith("<r>") else text


def _begin(sheet: Any, looks: _Looks, page: Page, last: int) -> int:
    """Title, who reports, the number of the form; the row below them."""
    row, form = page.row, page.form
    sheet.set_row(0, 34)
    sheet.merge_range(0, 0, 0, last, page.name(form.form), looks.title)
    basis = form.basis_en if page.language == "en" else form.basis_zh
    status = page.name(ReportStatus(row.status))
    sheet.write_string(1, 0, _plain(page.word("reporter", row.organization_name)), looks.plain)
    sheet.write_string(1, last, page.word("number", form.number), looks.right)
    sheet.write_string(2, 0, f"{page.word('year', row.year)}　{basis}", looks.plain)
    sheet.write_string(2, last, page.word("status", status), looks.right)
    return 3


def _end(sheet: Any, looks: _Looks, page: Page, at: int) -> None:
    on = f"{page.row.submitted_at.astimezone(LOCAL):%Y-%m-%d}" if page.row.submitted_at else "　　　　"
    sheet.write_string(at + 1, 0, page.word("signed", page.row.submitted_by_name or "　　　", on), looks.plain)


def _down(book: Any, looks: _Looks, page: Page) -> None:
    """Chapters down the page: item, code, unit, all, women."""
    sheet = book.add_worksheet(page.name(page.form.form)[:31])
    for column, width in enumerate((38, 8, 10, 16, 16)):
        sheet.set_column(column, column, width)
    at = _begin(sheet, looks, page, 4)
    for column, what in enumerate(("item", "code", "unit", "all", "women")):
        sheet.write_string(at, column, page.word(what), looks.head)
    for chapter in page.form.chapters:
        at += 1
        sheet.merge_range(at, 0, at, 4, page.name(chapter), looks.chapter)
        for line in chapter.lines:
            at += 1
            item = page.form.item(line.item)
            assert item is not None
            sheet.write_string(at, 0, page.name(item), looks.text[line.indent])
            sheet.write_string(at, 1, item.code, looks.centre)
            sheet.write_string(at, 2, page.name(item.unit), looks.centre)
            _number(sheet, looks.number, at, 3, page.values[line.item])
            _number(sheet, looks.number, at, 4, page.values[line.women] if line.women else None, none=not line.women)
    _end(sheet, looks, page, at)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)


def _number(sheet: Any, look: Any, row: int, column: int, value: int | None, *, none: bool = False) -> None:
    if value is None:
        sheet.write_string(row, column, "—" if none else "", look)
    else:
        sheet.write_number(row, column, value, look)


def _across(book: Any, looks: _Looks, page: Page) -> None:
    """One line per union: the sum first, then what stands directly, then each report from below."""
    sheet = book.add_worksheet(page.name(page.form.form)[:31])
    sheet.set_column(0, 0, 24)
    last = len(page.form.items)
    sheet.set_column(1, last, 9)
    at = _begin(sheet, looks, page, last)
    sheet.merge_range(at, 0, at + 1, 0, page.word("union"), looks.head)
    column, order = 1, []
    for chapter in page.form.chapters:
        codes = [line.item for line in chapter.lines]
        sheet.merge_range(at, column, at, column + len(codes) - 1, page.name(chapter), looks.head)
        for code in codes:
            sheet.write_string(at + 1, column, page.label(code), looks.head)
            order.append(code)
            column += 1
    at += 2
    sheet.write_string(at, 0, page.word("sum"), looks.chapter)
    for column, code in enumerate(order, start=1):
        _number(sheet, looks.sum, at, column, page.values[code])
    for line in page.lines if len(page.lines) > 1 else ():
        at += 1
        sheet.write_string(at, 0, _plain(page.source(line)), looks.text[0])
        for column, code in enumerate(order, start=1):
            _number(sheet, looks.number, at, column, line["values"].get(code))
    _end(sheet, looks, page, at)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    sheet.freeze_panes(5, 1)
    sheet.repeat_rows(3, 4)


def _lines(book: Any, looks: _Looks, page: Page) -> None:
    """What a report down the page is the sum of: items down, unions across."""
    if len(page.lines) < 2:
        return
    sheet = book.add_worksheet(page.word("below"))
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(page.lines) + 1, 14)
    heads = [page.word("sum"), *(page.source(line) for line in page.lines)]
    sheet.write_string(0, 0, page.word("item"), looks.head)
    for column, head in enumerate(heads, start=1):
        sheet.write_string(0, column, _plain(head), looks.head)
    for at, item in enumerate(page.form.items, start=1):
        sheet.write_string(at, 0, f"{item.code} {page.name(item)}", looks.text[0])
        _number(sheet, looks.sum, at, 1, page.values[item.code])
        for column, line in enumerate(page.lines, start=2):
            _number(sheet, looks.number, at, column, line["values"].get(item.code))
    sheet.freeze_panes(1, 1)


def _notes(book: Any, looks: _Looks, page: Page) -> None:
    """What was written over a figure and why, what is said of a figure, who is missing."""
    told = list(_told(page))
    if not told:
        return
    sheet = book.add_worksheet(page.word("notes"))
    sheet.set_column(0, 0, 100)
    for at, text in enumerate(told):
        sheet.write_string(at, 0, _plain(text), looks.wrapped)


def _told(page: Page) -> Iterator[str]:
    row = page.row
    if row.missing:
        yield page.word("missing", "、".join(each["name"] for each in row.missing))
    if row.reason:
        yield row.reason
    sums = effective(page.form, row.lines, {})
    for code, written in row.cells.items():
        if written["reason"]:
            before = "—" if sums[code] is None else f"{sums[code]:,}"
            yield page.word("written", page.label(code), before, f"{written['value']:,}", written["reason"])
    for code, remark in row.remarks.items():
        yield page.word("remark", page.label(code), page.name(Remark(remark)))
