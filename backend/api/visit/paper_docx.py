"""The 慰问安排表 as a Word document on A4, lying: offices go on editing it in WPS (ui.md row 25).

Rows are written as XML at once: asking the library for each cell of a long table costs its square.
"""

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from backend.domain.visit.table import BESIDE, CENTRED, HEADS, WIDTHS, Column, Schedule, Team, word

_SONG, _FANG = "宋体", "仿宋"
_WIDTH = 269
"""Millimetres between the margins."""


def write(schedule: Schedule) -> bytes:
    """The bytes of the document."""
    document = Document()
    _page(document, schedule)
    _line(document, schedule.title, size=20, bold=True, font=_SONG, after=4)
    _line(document, schedule.under_title, size=10.5, after=6)
    for team in schedule.teams:
        _line(document, team.name, size=14, bold=True, font=_SONG, centred=False, keep=True)
        _table(document, schedule, team)
    _line(document, schedule.all_in_all, size=12, centred=False, before=10)
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _page(document: Any, schedule: Schedule) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(14)
    section.top_margin = section.bottom_margin = Mm(16)
    _font(document.styles["Normal"], _FANG, 10.5)
    document.core_properties.title = schedule.title
    document.core_properties.author = schedule.organization_name
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, rest = word(schedule.language, "pages", "\0", "\1").partition("\0")
    middle, _, end = rest.partition("\1")
    for text, field in ((before, "PAGE"), (middle, "NUMPAGES"), (end, "")):
        if text:
            footer.add_run(text)
        if field:
            _field(footer.add_run(), field)


def _field(run: Any, code: str) -> None:
    for kind, text in (("begin", ""), ("", code), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._r.append(mark)


def _font(target: Any, name: str, size: float) -> None:
    target.font.name, target.font.size = name, Pt(size)
    target.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _line(
    document: Any,
    text: str,
    *,
    size: float,
    bold: bool = False,
    font: str = _FANG,
    centred: bool = True,
    keep: bool = False,
    before: float = 0,
    after: float = 2,
) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    paragraph.paragraph_format.keep_with_next = keep
    run = paragraph.add_run(text)
    run.bold = bold
    _font(run, font, size)


def _table(document: Any, schedule: Schedule, team: Team) -> None:
    columns = schedule.columns
    table = document.add_table(rows=0, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    whole = sum(WIDTHS[each] for each in columns)
    widths = [_twips(_WIDTH * WIDTHS[each] / whole) for each in columns]
    for grid, width in zip(table._tbl.tblGrid.findall(qn("w:gridCol")), widths, strict=True):
        grid.set(qn("w:w"), str(width))
    heads = [
        _cell(width, HEADS[schedule.language][each], centred=True, bold=True)
        for each, width in zip(columns, widths, strict=True)
    ]
    table._tbl.append(_row(heads, head=True))
    for cells in _rows(schedule, team, widths):
        table._tbl.append(_row(cells))
    table._tbl.append(_row(_sum(schedule, team, widths)))


def _rows(schedule: Schedule, team: Team, widths: list[int]) -> Iterator[list[Any]]:
    beside = schedule.beside(team)
    for place, stop in enumerate(team.stops):
        told = schedule.row(place + 1, stop)
        cells = []
        for column, width in zip(schedule.columns, widths, strict=True):
            if column in BESIDE:
                text = beside[column] if place == 0 else ""
                cells.append(_cell(width, text, centred=True, merge="restart" if place == 0 else "continue"))
            else:
                right = column is Column.CASH
                cells.append(_cell(width, told[column], centred=column in CENTRED, right=right))
        yield cells


def _sum(schedule: Schedule, team: Team, widths: list[int]) -> list[Any]:
    count, cash, worth = schedule.sum_of(team)
    at = schedule.columns.index(Column.CASH)
    return [
        _cell(sum(widths[:at]), count, centred=True, bold=True, span=at),
        _cell(widths[at], cash, right=True, bold=True),
        _cell(widths[at + 1], worth, bold=True),
        _cell(sum(widths[at + 2 :]), "", span=len(widths) - at - 2),
    ]


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def _row(cells: list[Any], *, head: bool = False) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for cell in cells:
        row.append(cell)
    return row


def _cell(
    width: int,
    text: str,
    *,
    centred: bool = False,
    right: bool = False,
    bold: bool = False,
    merge: str = "",
    span: int = 1,
) -> Any:
    cell = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    _child(properties, "w:tcW", w=str(width), type="dxa")
    if span > 1:
        _child(properties, "w:gridSpan", val=str(span))
    if merge:
        _child(properties, "w:vMerge", val=merge)
    _child(properties, "w:vAlign", val="center")
    cell.append(properties)
    for line in text.split("\n"):
        cell.append(_paragraph(line, align="center" if centred else "right" if right else "left", bold=bold))
    return cell


def _paragraph(text: str, *, align: str, bold: bool) -> Any:
    paragraph = OxmlElement("w:p")
    layout = OxmlElement("w:pPr")
    _child(layout, "w:spacing", before="20", after="20")
    _child(layout, "w:jc", val=align)
    paragraph.append(layout)
    run = OxmlElement("w:r")
    if bold:
        marks = OxmlElement("w:rPr")
        marks.append(OxmlElement("w:b"))
        run.append(marks)
    written = OxmlElement("w:t")
    written.set(qn("xml:space"), "preserve")
    written.text = text
    run.append(written)
    paragraph.append(run)
    return paragraph


def _child(parent: Any, tag: str, **attributes: str) -> None:
    child = OxmlElement(tag)
    for name, value in attributes.items():
        child.set(qn(f"w:{name}"), value)
    parent.append(child)
