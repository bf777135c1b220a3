"""The 工作总结 as a Word document on A4, standing, in the letters and sizes of office papers; offices edit it in WPS."""

import io
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from backend.domain.summary.paper import Grid, Heading, Paper, Paragraph

_TITLE, _HEAD, _BODY = "宋体", "黑体", "仿宋"
_WIDTH = 156
"""Millimetres between the margins."""


def write(paper: Paper) -> bytes:
    """The bytes of the document."""
    document = Document()
    _page(document, paper)
    _line(document, paper.title, size=22, font=_TITLE, bold=True, align="center", after=6)
    for text in paper.under_title:
        _line(document, text, size=14, align="center", after=4)
    for block in paper.blocks:
        match block:
            case Heading():
                _line(document, block.text, size=16, font=_HEAD, before=8, after=4, keep=True, indent=32)
            case Paragraph():
                _line(document, block.text, size=16, indent=32)
            case Grid():
                _grid(document, block)
    if paper.photos:
        _line(document, paper.photos_title, size=16, font=_HEAD, before=10, after=4, keep=True)
        for photo in paper.photos:
            place = document.add_paragraph()
            place.alignment = WD_ALIGN_PARAGRAPH.CENTER
            place.paragraph_format.keep_with_next = True
            place.add_run().add_picture(io.BytesIO(photo.content), width=Mm(120))
            _line(document, photo.caption, size=12, align="center", after=8)
    for number, text in enumerate(paper.signed):
        _line(document, text, size=16, align="right", before=0 if number else 18)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _page(document: Any, paper: Paper) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    _font(document.styles["Normal"], _BODY, 16)
    document.core_properties.title = paper.title
    document.core_properties.author = paper.organization_name


def _font(target: Any, name: str, size: float) -> None:
    target.font.name, target.font.size = name, Pt(size)
    target.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


_ALIGN = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def _line(
    document: Any,
    text: str,
    *,
    size: float,
    font: str = _BODY,
    bold: bool = False,
    align: str = "left",
    before: float = 0,
    after: float = 0,
    keep: bool = False,
    indent: float = 0,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _ALIGN[align]
    layout = paragraph.paragraph_format
    layout.space_before, layout.space_after, layout.keep_with_next = Pt(before), Pt(after), keep
    layout.first_line_indent, layout.line_spacing = Pt(indent), Pt(max(28, size * 1.5))
    run = paragraph.add_run(text)
    run.bold = bold
    _font(run, font, size)


def _grid(document: Any, grid: Grid) -> None:
    _line(document, grid.caption, size=12, font=_HEAD, align="center", before=6, keep=True)
    table = document.add_table(rows=1 + len(grid.rows), cols=len(grid.heads))
    table.style = "Table Grid"
    table.autofit = False
    first = _WIDTH * 0.34
    rest = (_WIDTH - first) / max(1, len(grid.heads) - 1)
    # The library looks the whole table through for each cell that is asked for by place; the rows know theirs.
    for row, told in zip(table.rows, (grid.heads, *grid.rows), strict=True):
        for column, (cell, text) in enumerate(zip(row.cells, told, strict=True)):
            cell.width = Mm(first if column == 0 else rest)
            paragraph = cell.paragraphs[0]
            head = told is grid.heads
            paragraph.alignment = _ALIGN["center" if head else "left" if column == 0 else "right"]
            run = paragraph.add_run(text)
            run.bold = head
            _font(run, _BODY, 10.5)
