"""A form as a Word document: A4, which offices go on filling in by hand or in WPS (ui.md row 25)."""

import io
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from backend.domain.aid.form_grid import Cell, FormPage, Row

_SONG, _FANG = "宋体", "仿宋"
_WIDTH = 178
"""Millimetres between the margins."""
_HIGH, _LOW = 6.5, 5.2
"""Millimetres that a row is high at least, and one of a dense form."""
_TIGHT = 0.6
"""Millimetres between a line and the text of a dense form."""


def write(page: FormPage) -> bytes:
    """The bytes of the document."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(14), Mm(12)
    _font(document.styles["Normal"], _FANG, 9 if page.dense else 10)
    document.core_properties.title = page.title
    document.core_properties.author = page.author
    _line(document, page.title, size=18, bold=True)
    _line(document, page.under, size=10)
    table = document.add_table(rows=len(page.rows), cols=page.columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column in table.columns:
        column.width = Mm(_WIDTH / page.columns)
    if page.dense:
        _tighten(table)
        _number(section.footer.paragraphs[0])
    for made, row in zip(table.rows, page.rows, strict=True):
        _fill(made, row, least=_LOW if page.dense else _HIGH)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _fill(made: Any, row: Row, *, least: float) -> None:
    made.height, made.height_rule = Mm(max(least, *(cell.tall for cell in row))), WD_ROW_HEIGHT_RULE.AT_LEAST
    cells, place = made.cells, 0
    for cell in row:
        first = cells[place]
        place += cell.span
        whole = first.merge(cells[place - 1]) if cell.span > 1 else first
        # A box that is still empty is written into from its top, over the line for the seal.
        empty = cell.foot and not cell.text
        whole.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM if empty else WD_CELL_VERTICAL_ALIGNMENT.CENTER
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


def _tighten(table: Any) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(_TIGHT).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    table._tbl.tblPr.append(margins)


def _number(footer: Any) -> None:
    """第 x 页 共 y 页, reckoned by whatever opens the document."""
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for said, name in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES")):
        footer.add_run(said)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), name)
        footer._p.append(field)
    footer.add_run(" 页")


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
