"""The statement of differences as a Word document on A4: offices add a line by hand, sign and seal it."""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from backend.domain.reconciliation.paper import ITEM_HEADS, Group, Paper

_BODY, _TITLE = "仿宋", "黑体"
_ITEM_WIDTHS = (1.1, 2.4, 5.2, 3.4, 2.6, 3.3)
"""Centimetres."""


def write(paper: Paper, groups: Sequence[tuple[Group, Sequence[tuple[str, ...]]]]) -> bytes:
    """The bytes of the document; each group comes with its rows as they are printed."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(2)
    _font(document.styles["Normal"], _BODY, 11)
    document.core_properties.title = f"{paper.period}{paper.title}"
    document.core_properties.author = paper.union
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _font(heading.add_run(paper.title), _TITLE, 18)
    _text(document, f"单位：{paper.union}　　{paper.period}　　单位：元")
    _text(document, f"账户：{paper.account}")
    _table(document, (), paper.sides, widths=(5.6, 3.4, 5.6, 3.4), fen=(1, 3))
    if paper.start_fen:
        _text(document, f"启用前差额说明：{paper.start_note}")
    for group, rows in groups:
        if rows:
            _text(document, f"{group.title}（{len(group.items)} 项）", font=_TITLE)
            _table(document, ITEM_HEADS, rows, widths=_ITEM_WIDTHS, fen=(4,))
    _text(document, "")
    _text(document, f"制表：{paper.made_by}　　　　　　　　复核：{paper.checked_by}　　　　　　　　（盖章）")
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _text(document: Any, said: str, *, font: str = _BODY) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    _font(paragraph.add_run(said), font, 11)


def _table(
    document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float], fen: Sequence[int]
) -> None:
    """A table whose head stands on every page and whose rows are not broken; sums at the right."""
    every = [heads, *rows] if heads else list(rows)
    table = document.add_table(rows=len(every), cols=len(widths), style="Table Grid")
    table.autofit = False
    cells = table._cells
    for place, row in enumerate(every):
        made = table._tbl.tr_lst[place]
        mark = "w:tblHeader" if heads and place == 0 else "w:cantSplit"
        made.get_or_add_trPr().append(OxmlElement(mark))
        for column, (said, width) in enumerate(zip(row, widths, strict=True)):
            cell = cells[place * len(widths) + column]
            cell.width = Cm(width)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            if column in fen:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            _font(paragraph.add_run(said), _TITLE if heads and place == 0 else _BODY, 10)


def _font(of: Any, name: str, size: float) -> None:
    of.font.name, of.font.size = name, Pt(size)
    of.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
