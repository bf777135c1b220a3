"""The 审批表 as a Word document: A4, one page, which offices go on filling in by hand or in WPS (ui.md row 25)."""

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from backend.domain.aid.approval_form import COLUMNS, ApprovalForm, Cell, Row, grid

_SONG, _FANG = "宋体", "仿宋"
_WIDTH = 178
"""Millimetres between the margins."""


def write(form: ApprovalForm) -> bytes:
    """The bytes of the document."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(14), Mm(12)
    _font(document.styles["Normal"], _FANG, 10)
    document.core_properties.title = form.title
    document.core_properties.author = form.union
    _line(document, form.title, size=18, bold=True)
    _line(document, f"编号：{form.number}　　项目：{form.program}（{form.year} 年度）", size=10)
    rows = grid(form)
    table = document.add_table(rows=len(rows), cols=COLUMNS, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column in table.columns:
        column.width = Mm(_WIDTH / COLUMNS)
    for made, row in zip(table.rows, rows, strict=True):
        _fill(made, row)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _fill(made: Any, row: Row) -> None:
    made.height, made.height_rule = Mm(max(6.5, *(cell.tall for cell in row))), WD_ROW_HEIGHT_RULE.AT_LEAST
    cells, place = made.cells, 0
    for cell in row:
        first = cells[place]
        place += cell.span
        whole = first.merge(cells[place - 1]) if cell.span > 1 else first
        whole.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _write(whole, cell)


def _write(target: Any, cell: Cell) -> None:
    paragraph = target.paragraphs[0]
    for more in target.paragraphs[1:]:
        more._p.getparent().remove(more._p)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if cell.centred else WD_ALIGN_PARAGRAPH.LEFT
    _tight(paragraph)
    run = paragraph.add_run(cell.text)
    run.bold = cell.head
    if cell.foot:
        foot = target.add_paragraph(cell.foot)
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _tight(foot)


def _tight(paragraph: Any) -> None:
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(0)


def _line(document: Any, text: str, *, size: float, bold: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(text)
    run.bold = bold
    _font(run, _SONG if bold else _FANG, size)


def _font(target: Any, name: str, size: float) -> None:
    target.font.name, target.font.size = name, Pt(size)
    target.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
