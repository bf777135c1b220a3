"""The 困难职工档案表 on paper: every field in its place, rows as wide as the grid, boxes for seals (AID-09; domain-facts 3.3)."""

import io
from dataclasses import fields, replace
from datetime import date
from itertools import pairwise
from typing import Any

import docx
import pytest

from backend.api import form_docx, form_pdf
from backend.api.pdf import nothing
from backend.domain.aid.file_form import (
    COLUMNS,
    DESKS,
    FileForm,
    FileFormAsked,
    FileFormReasonMissing,
    FileKin,
    against_line,
    counted,
    grid,
    page,
)
from backend.domain.member.reveals import NoteMissing, RevealReason
from tests.programs import require_pages

HOSTILE = "</td><script>alert(1)</script>&"


def form(*, kin: int = 2, **more: Any) -> FileForm:
    """A paper on which every field says its own name."""
    values: dict[str, Any] = {each.name: f"⟨{each.name}⟩" for each in fields(FileForm)}
    one = FileKin(**{each.name: f"⟨kin.{each.name}⟩" for each in fields(FileKin)})
    return FileForm(**values | {"printed_on": date(2026, 11, 28), "kin": [one] * kin} | more)


def said(made: FileForm) -> str:
    return "\n".join([page(made).under, *(cell.text for row in grid(made) for cell in row)])


@pytest.mark.parametrize("kin", [0, 1, 8, 20])
def test_every_row_is_as_wide_as_the_grid(kin: int) -> None:
    """A row that is not would be drawn askew; nobody of the family is left out."""
    rows = grid(form(kin=kin))
    assert {sum(cell.span for cell in row) for row in rows} == {COLUMNS}
    assert said(form(kin=kin)).count("⟨kin.name⟩") == kin


def test_every_field_stands_on_the_paper() -> None:
    """domain-facts 3.3: none is gathered and then left out; each has its own label beside it."""
    told = said(form())
    wanted = [each.name for each in fields(FileForm) if each.name not in ("kin", "printed_on")]
    assert [name for name in wanted if f"⟨{name}⟩" not in told] == []
    assert [each.name for each in fields(FileKin) if f"⟨kin.{each.name}⟩" not in told] == []
    cells = [cell for row in grid(form()) for cell in row]
    beside = {after.text: cell.text for cell, after in pairwise(cells) if cell.head}
    for label, name in (
        *(("民族", "nation"), ("邮政编码", "postcode"), ("单位性质", "unit_ownership"), ("所属行业", "unit_industry")),
        *(("行政区划代码", "region_code"), ("参加工作日期", "work_started"), ("医疗保险", "insurance")),
        *(("主要原因", "main_cause"), ("次要原因", "causes"), ("银行卡号", "bank_card"), ("所附材料", "papers")),
        *(("审核人", "reviewer"), ("与低保线之比", "against"), ("扣刚性支出后", "net")),
    ):
        assert beside[f"⟨{name}⟩"] == label


def test_the_desks_have_empty_boxes_for_opinion_and_seal() -> None:
    """AID-09: the party and the administration, the basic union, the line union."""
    boxes = grid(form())[-len(DESKS) :]
    assert [(label.text, box.text, box.tall >= 18) for label, box in boxes] == [(desk, "", True) for desk in DESKS]
    assert all("（盖章）" in box.foot and "年　　月　　日" in box.foot for _label, box in boxes)


@pytest.mark.parametrize(
    ("income", "line", "expected"),
    [(100_000, 78_000, "128.2%"), (78_000, 78_000, "100.0%"), (0, 78_000, "0.0%"), (1, 0, ""), (39, 78_000, "0.1%")],
)
def test_income_against_the_line(income: int, line: int, expected: str) -> None:
    """AID-02: in per cent with one digit, half up."""
    assert against_line(income, line) == expected


def test_less_than_nothing_against_the_line() -> None:
    """Rigid expenses may take more than there is; a rounded nought has no sign."""
    assert [against_line(fen, 78_000) for fen in (-39_000, -1)] == ["-50.0%", "0.0%"]


def test_papers_are_counted_by_kind() -> None:
    """AID-08."""
    assert counted(["身份证复印件", "户口本复印件", "身份证复印件"]) == "身份证复印件 2 份；户口本复印件 1 份"
    assert counted([]) == ""


def test_a_word_document() -> None:
    """ui.md row 25: it opens, holds every text and no markup of its own, and numbers its pages."""
    document = docx.Document(io.BytesIO(form_docx.write(page(form(residence=HOSTILE)))))
    told = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert HOSTILE in told
    assert "⟨nation⟩" in told
    assert document.paragraphs[0].text == "困难职工档案表"
    footer = document.sections[0].footer._element.xml
    assert "NUMPAGES" in footer
    assert "PAGE" in footer.replace("NUMPAGES", "")
    section = document.sections[0]
    assert [round(side.mm) for side in (section.page_width, section.page_height) if side] == [210, 297]


@pytest.mark.parametrize(("kin", "most"), [(0, 2), (3, 2), (8, 2), (20, 4)])
def test_a_pdf_is_a_sheet_of_a4(kin: int, most: int) -> None:
    """ui.md row 25: both sides of one sheet for a family of nine with the longest texts; a larger one goes on."""
    assert "<script>" not in form_pdf.html(page(form(residence=HOSTILE)))
    kinsman = FileKin(
        relation="祖父母、外祖父母", name="欧阳娜娜", born="女 1988-03-14", id_number="370602198803140010",
        politics="中共预备党员", livelihood="下（待）岗", health="终末期肾病，肢体残疾2 级", insurance="城乡居民基本医疗保险",
        income="12,345.67", place="青溪县第一高级中学 高中、中职 3 年制 2025 年入学",
    )  # fmt: skip
    address = "云江市青溪县城关镇人民路十二号三栋四零二室" * 2
    values: dict[str, Any] = {each.name: "城乡居民医疗" for each in fields(FileForm)}
    long = replace(
        FileForm(**values | {"printed_on": date(2026, 11, 28), "kin": [kinsman] * kin}),
        residence=address,
        unit_address=address,
        unit=address,
        papers=address,
    )
    require_pages()
    import weasyprint

    pages = weasyprint.HTML(string=form_pdf.html(page(long)), url_fetcher=nothing).render().pages
    assert len(pages) <= most
    assert round(pages[0].width * 25.4 / 96) == 210


def test_a_family_of_three_is_one_page() -> None:
    """ui.md row 25: the boxes for opinion and seal stand on the page of what they are about."""
    require_pages()
    import weasyprint

    values: dict[str, Any] = {each.name: "工业路一号" for each in fields(FileForm)}
    one = FileKin(**{each.name: "王乐乐" for each in fields(FileKin)})
    made = FileForm(**values | {"printed_on": date(2026, 11, 28), "kin": [one] * 2})
    assert len(weasyprint.HTML(string=form_pdf.html(page(made)), url_fetcher=nothing).render().pages) == 1


def test_whole_wants_a_reason() -> None:
    """trust.md 1.5: as a reveal on the screen does."""
    with pytest.raises(FileFormReasonMissing) as refused:
        FileFormAsked(whole=True)
    assert refused.value.facts["pointer"] == "/reason"
    with pytest.raises(NoteMissing):
        FileFormAsked(whole=True, reason=RevealReason.OTHER, note=" ")
    assert FileFormAsked(whole=True, reason=RevealReason.INSPECTION).format == "docx"
