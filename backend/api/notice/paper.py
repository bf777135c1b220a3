"""A notice and the report on its result as documents of an office: A4, Song and Hei, page numbers, a place for the seal."""

import asyncio
import io
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Literal
from uuid import UUID

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from fastapi import Response

from backend.api.attachment import disposition
from backend.api.notice import reading
from backend.api.work import Work
from backend.db.queries import notice as notices
from backend.db.queries import work_calendar as calendars
from backend.db.tables.notice import Notice, NoticeLine
from backend.domain.calendar import LOCAL
from backend.domain.notice.codes import NoticeColumn, NoticeState, NoticeVerdict, ObjectionState, ObjectionWay
from backend.domain.notice.content import spoken
from backend.domain.refusals import Conflict

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CONTENT: dict[int | str, dict[str, Any]] = {200: {"content": {DOCX: {}}, "description": "文档 The document"}}

BODY, TITLE = "仿宋", "黑体"
NUMBER = "序号"


class NoticeWithoutResult(Conflict):
    """The report is asked for before there is a result."""

    code = "notice_without_result"
    zh = "这份公示还没有出具结果，没有结果报告可以下载。公示期满、异议答复后，先“出具结果”。"
    en = "This notice is not concluded, so there is no report yet. Conclude it first, once it is over and objections are answered."


async def document(work: Work, id: UUID, paper: Literal["notice", "result"]) -> Response:
    """One of the two documents. Raises `NotFound`, `NoticeWithoutResult`."""
    row = await reading.get_own(work, id)
    if paper == "result" and row.status != NoticeState.CONCLUDED:
        raise NoticeWithoutResult()
    content = await asyncio.to_thread(await lay_out(work, row, paper))
    kind = "公示" if paper == "notice" else "公示结果报告"
    headers = {
        "Content-Disposition": disposition(f"{row.organization_name} {kind} {row.number}.docx", f"{row.number}.docx"),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(content, media_type=DOCX, headers=headers)


async def lay_out(work: Work, row: Notice, paper: Literal["notice", "result"]) -> Callable[[], bytes]:
    """One of the two documents as it will be written: all that it needs is loaded, and the writing may take its time."""
    lines = await notices.list_lines(work.session, row.id)
    first, last = reading.period_of(row, await calendars.load_calendar(work.session))
    period = f"{_day(first)}至{_day(last)}（{row.days} 个工作日）"
    return partial(_notice if paper == "notice" else _result, row, lines, period)


def _notice(row: Notice, lines: Sequence[NoticeLine], period: str) -> bytes:
    page = _Page(f"关于{row.program_name}拟救助对象的公示", row.number)
    page.text(f"经本人申请、基层工会审核，现将{row.program_name}拟救助对象 {row.people} 名予以公示，接受职工群众监督。")
    page.text(f"公示时间：{period}。")
    page.text(f"公示地点：{row.shown_at}。")
    page.text(
        f"对公示对象有异议的，请在公示期内以来访、来电或来信方式向{row.receiver}反映，联系电话：{row.receiver_phone}。"
        "反映情况应当实事求是；对反映人的信息严格保密。"
    )
    columns = [NoticeColumn(column) for column in row.columns]
    page.table(
        [NUMBER, *(column.zh for column in columns)],
        [[str(line.place), *(spoken(line.cells, column) for column in columns)] for line in lines],
    )
    page.sign(row.organization_name, row.published_at)
    return page.bytes()


def _result(row: Notice, lines: Sequence[NoticeLine], period: str) -> bytes:
    assert row.concluded_at is not None
    page = _Page("公示结果报告", row.number, above="附件2")
    page.text(f"{row.above_name or row.organization_name}：", indent=False)
    page.text(
        f"我会对{row.program_name}拟救助对象共 {row.people} 名，于{period}在{row.shown_at}进行了公示。"
        f"受理异议的部门为{row.receiver}，联系电话：{row.receiver_phone}。"
    )
    if row.result:
        page.text(f"公示期间共收到异议 {len(row.result)} 件，核实和答复情况如下：")
        page.table(
            [NUMBER, "反映对象", "方式", "收到日期", "处理结果", "核实情况"],
            [[str(place), *_objection(told)] for place, told in enumerate(row.result, start=1)],
        )
    else:
        page.text("公示期间没有收到异议。")
    counts = Counter(line.verdict for line in lines)
    page.text("公示结果：" + "，".join(f"{v.zh} {counts[v]} 名" for v in NoticeVerdict if counts[v]) + "。名单如下：")
    page.table(
        [NUMBER, NoticeColumn.NAME.zh, "结果"],
        [
            [str(line.place), spoken(line.cells, NoticeColumn.NAME), NoticeVerdict(line.verdict).zh]
            for line in lines
            if line.verdict
        ],
    )
    page.text("特此报告。")
    page.text(f"经办人：{row.concluded_by_name}　　　　　工会主席（签字）：", indent=False)
    page.sign(f"{row.organization_name}（盖章）", row.concluded_at)
    return page.bytes()


def _objection(told: dict[str, Any]) -> list[str]:
    verdict = NoticeVerdict(told["verdict"]).zh if told["verdict"] else ObjectionState(told["state"]).zh
    way = ObjectionWay(told["way"]).zh + ("（匿名）" if told["anonymous"] else "")
    return [told["against"] or "整份公示", way, told["received_on"], verdict, told["reason"]]


def _day(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


class _Page:
    """A document in the order in which it is read."""

    def __init__(self, title: str, number: str, above: str = "") -> None:
        self._document = Document()
        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.6)
        section.top_margin = section.bottom_margin = Cm(3)
        normal = self._document.styles["Normal"]
        _font(normal, BODY, 14)
        if above:
            _font(self._document.add_paragraph().add_run(above), TITLE, 14)
        heading = self._document.add_paragraph()
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _font(heading.add_run(title), TITLE, 20)
        under = self._document.add_paragraph()
        under.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _font(under.add_run(f"编号：{number}"), BODY, 12)
        _numbered(section.footer.paragraphs[0])

    def text(self, said: str, *, indent: bool = True) -> None:
        """A paragraph, its first line set in by two characters."""
        paragraph = self._document.add_paragraph(said)
        paragraph.paragraph_format.first_line_indent = Pt(28) if indent else None
        paragraph.paragraph_format.line_spacing = 1.5
        paragraph.paragraph_format.space_after = Pt(0)

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table whose head is repeated on every page and whose rows are not broken."""
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        _marked(table.rows[0], "w:tblHeader")
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            _filled(cell, head, TITLE)
        for row in rows:
            made = table.add_row()
            _marked(made, "w:cantSplit")
            for cell, said in zip(made.cells, row, strict=True):
                _filled(cell, said, BODY)

    def sign(self, union: str, moment: Any) -> None:
        """The union and the day, at the right, with room for the seal."""
        for said in ("", "", union, _day(moment.astimezone(LOCAL))):
            paragraph = self._document.add_paragraph(said)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.space_after = Pt(0)

    def bytes(self) -> bytes:
        """The file."""
        held = io.BytesIO()
        self._document.save(held)
        return held.getvalue()


def _font(of: Any, name: str, size: float) -> None:
    of.font.name, of.font.size = name, Pt(size)
    of.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)


def _filled(cell: Any, said: str, font: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    _font(paragraph.add_run(said), font, 12)


def _marked(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _numbered(paragraph: Any) -> None:
    """第 x 页 共 y 页, counted by whoever opens the document."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for said, field in (("第 ", "PAGE"), (" 页 共 ", "NUMPAGES"), (" 页", "")):
        _font(paragraph.add_run(said), BODY, 10)
        if field:
            counted = OxmlElement("w:fldSimple")
            counted.set(qn("w:instr"), field)
            paragraph._p.append(counted)
