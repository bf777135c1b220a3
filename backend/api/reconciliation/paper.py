"""The statement of differences of a month as a document: Word to sign, PDF to print, a workbook with all that is open."""

import asyncio
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from typing import Any
from uuid import UUID

from fastapi import Response
from xlsxwriter import Workbook

from backend.api.attachment import disposition
from backend.api.pdf import FONT, lay_out
from backend.api.reconciliation import paper_docx, reading
from backend.api.work import Work
from backend.db.file_types import FileType
from backend.db.queries import account_book as book
from backend.db.queries import reconciliation as months
from backend.domain.money import yuan
from backend.domain.reconciliation import months as rules
from backend.domain.reconciliation.codes import ReconciliationState
from backend.domain.reconciliation.paper import ITEM_HEADS, Group, OpenItem, Paper, groups_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
CONTENT: dict[int | str, dict[str, Any]] = {
    200: {"content": {DOCX: {}, PDF: {}, FileType.XLSX.value: {}}, "description": "文档 The document"}
}
MOST_ITEMS = 20_000
"""Open items of one side that a workbook holds."""
MOST_PRINTED = 300
"""Open items of one kind that are printed; a longer list is filed as a workbook."""


async def document(work: Work, id: UUID, format: str) -> Response:
    """The paper of a month. Raises `NotFound`, `PdfUnavailable`."""
    paper = await _paper(work, id)
    write, media_type = _WRITERS[format]
    content = await asyncio.to_thread(write, paper)
    name = f"{paper.union} {paper.period}{paper.title} {paper.account[-4:]}.{format}"
    headers = {
        "Content-Disposition": disposition(name, f"reconciliation-{paper.month:%Y-%m}.{format}"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=media_type, headers=headers)


async def _paper(work: Work, id: UUID) -> Paper:
    told = await reading.get(work, id)
    row = await months.get_month(work.session, id)
    first = (await months.list_all(work.session, row.account_id))[0]
    asked = months.list_lines(row, open=True, limit=MOST_ITEMS)
    lines = [
        OpenItem(
            each["on"],
            " ".join(said for said in (each["payee"], each["summary"]) if said),
            each["reference"],
            each["amount_fen"],
            each["note"],
        )
        for each in (await work.session.execute(asked)).mappings()
    ]
    found = await book.list_entries(
        work.session,
        row.account_id,
        month=row.month,
        since=first.month,
        until=rules.end_of(row.month),
        reconciliation_id=row.id,
        open=True,
        limit=MOST_ITEMS,
    )
    entries = [
        OpenItem(
            each["booked_on"],
            " ".join(said for said in (each["counterparty"], each["fund_name"] or "") if said),
            each["number"] or each["document"],
            each["amount_fen"],
            each["note"],
        )
        for each in found
    ]
    to_bank, to_books = groups_of(lines, entries)
    sums = told["adjustment"]
    return Paper(
        union=told["organization_name"],
        account=f"{told['account_name']}　{told['bank']}　尾号 {told['last_four']}",
        month=row.month,
        bank_fen=sums["bank_fen"],
        books_fen=sums["books_fen"],
        to_bank=to_bank,
        to_books=to_books,
        start_fen=sums["start_fen"],
        start_note=first.start_note,
        adjusted_bank_fen=sums["adjusted_bank_fen"],
        adjusted_books_fen=sums["adjusted_books_fen"],
        made_by=row.closed_by_name,
        checked_by=row.checked_by_name,
        draft=row.state == ReconciliationState.OPEN,
    )


def printed(group: Group) -> list[tuple[str, ...]]:
    """The rows of a group as they are printed; a last one says what is not."""
    rows: list[tuple[str, ...]] = [
        (str(place), item.on.isoformat(), item.said, item.number, yuan(item.amount_fen), item.note)
        for place, item in enumerate(group.items[:MOST_PRINTED], start=1)
    ]
    if len(group.items) > MOST_PRINTED:
        rows.append(("", "", f"其余 {len(group.items) - MOST_PRINTED} 项见 Excel 附表", "", "", ""))
    return rows


_STYLE = f"""
@page {{ size: A4; margin: 18mm 16mm; @bottom-center {{ content: "第 " counter(page) " 页 共 " counter(pages) " 页"; font-size: 9pt }} }}
body {{ font: 10.5pt {FONT} }}
h1 {{ font-size: 17pt; text-align: center; margin: 0 0 4mm }}
h2 {{ font-size: 11pt; margin: 5mm 0 1mm }}
table {{ width: 100%; border-collapse: collapse }}
thead {{ display: table-header-group }}
tr {{ break-inside: avoid }}
th, td {{ border: 0.5pt solid #000; padding: 1.2mm 1.6mm; text-align: left; font-weight: normal }}
th {{ font-weight: bold }}
.fen {{ text-align: right; white-space: nowrap }}
p {{ margin: 1mm 0 }}
"""


def _pdf(paper: Paper) -> bytes:
    def row(cells: tuple[str, ...], fen: tuple[int, ...], tag: str = "td") -> str:
        told = "".join(
            f'<{tag} class="{"fen" if place in fen else ""}">{escape(cell)}</{tag}>' for place, cell in enumerate(cells)
        )
        return f"<tr>{told}</tr>"

    parts = [f"<style>{_STYLE}</style><h1>{escape(paper.title)}</h1>"]
    parts += [f"<p>单位：{escape(paper.union)}　　{paper.period}　　单位：元</p><p>账户：{escape(paper.account)}</p>"]
    parts += ["<table>", *(row(cells, (1, 3)) for cells in paper.sides), "</table>"]
    if paper.start_fen:
        parts.append(f"<p>启用前差额说明：{escape(paper.start_note)}</p>")
    for group in paper.groups:
        if group.items:
            parts.append(
                f"<h2>{group.title}（{len(group.items)} 项）</h2><table><thead>{row(ITEM_HEADS, (4,), 'th')}</thead>"
            )
            parts += [*(row(cells, (4,)) for cells in printed(group)), "</table>"]
    parts.append(
        f"<p><br>制表：{escape(paper.made_by)}　　　　　　复核：{escape(paper.checked_by)}　　　　　　（盖章）</p>"
    )
    return lay_out('<html lang="zh"><body>' + "".join(parts) + "</body></html>")


_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def _xlsx(paper: Paper) -> bytes:
    held = BytesIO()
    with Workbook(held, _OPTIONS) as workbook:
        bold, money = workbook.add_format({"bold": True, "border": 1}), workbook.add_format({"num_format": "#,##0.00"})
        title = workbook.add_format({"bold": True, "font_size": 16, "align": "center"})
        sheet = workbook.add_worksheet("调节表")
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for column, width in enumerate((26, 18, 26, 18)):
            sheet.set_column(column, column, width)
        sheet.merge_range(0, 0, 0, 3, paper.title, title)
        sheet.write_string(1, 0, f"单位：{paper.union}")
        sheet.write_string(1, 2, f"{paper.period}　单位：元")
        sheet.write_string(2, 0, f"账户：{paper.account}")
        # The four sums stand as numbers, so that somebody may go on reckoning with them.
        for row, (left, _l, right, _r) in enumerate(paper.sides, start=3):
            sheet.write_string(row, 0, left)
            sheet.write_string(row, 2, right)
            for column, said in ((1, _l), (3, _r)):
                if said:
                    sheet.write_number(row, column, float(said.replace(",", "")), money)
        end = 3 + len(paper.sides)
        if paper.start_fen:
            sheet.write_string(end, 0, f"启用前差额说明：{paper.start_note}")
        sheet.write_string(end + 1, 0, f"制表：{paper.made_by}")
        sheet.write_string(end + 1, 2, f"复核：{paper.checked_by}")
        for group in paper.groups:
            _items(workbook.add_worksheet(group.title.replace("、", "")), group, bold, money)
    return held.getvalue()


def _items(sheet: Any, group: Group, bold: Any, money: Any) -> None:
    for column, (head, width) in enumerate(zip(ITEM_HEADS, (6, 12, 40, 26, 16, 36), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, head, bold)
    for row, item in enumerate(group.items, start=1):
        sheet.write_number(row, 0, row)
        for column, said in ((1, item.on.isoformat()), (2, item.said), (3, item.number), (5, item.note)):
            sheet.write_string(row, column, said)
        sheet.write_number(row, 4, item.amount_fen / 100, money)
    sheet.freeze_panes(1, 0)


_WRITERS: Mapping[str, tuple[Callable[[Paper], bytes], str]] = {
    "docx": (lambda paper: paper_docx.write(paper, [(group, printed(group)) for group in paper.groups]), DOCX),
    "pdf": (_pdf, PDF),
    "xlsx": (_xlsx, FileType.XLSX.value),
}
