"""The 审批表: whatever a case holds, the grid is eight wide, one page long, and says what the desks have said (AID-09, 10)."""

import io
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import docx
import pytest

from backend.api import form_docx, form_pdf
from backend.api.pdf import nothing
from backend.domain.aid.approval_form import (
    COLUMNS,
    ApprovalForm,
    FormsAsked,
    Kin,
    Opinion,
    WholeReasonMissing,
    grid,
    opinions,
    page,
)
from backend.domain.aid.case_codes import Stage
from backend.domain.aid.way import WHOLE_WAY
from backend.domain.member.reveals import NoteMissing, RevealReason
from tests.programs import require_pages

AT = datetime(2026, 11, 25, 18, 30, tzinfo=UTC)
HOSTILE = "</td><script>alert(1)</script>&"


def form(text: str = "王小军", *, kin: int = 2, said: str = "同意。") -> ApprovalForm:
    """A form in which every text is the same."""
    values: dict[str, Any] = {each.name: text for each in fields(ApprovalForm)}
    opinion = Opinion(text=said, by="方秀云（青溪纺织有限公司工会）", on=date(2026, 11, 26))
    return ApprovalForm(
        **values
        | {
            "year": 2026,
            "asked_fen": 300_000,
            "kin": [Kin(relation="子女", name=text, age="11", livelihood="学生", income="0.00")] * kin,
            "opinions": [(stage.zh, opinion) for stage in Stage],
        }
    )


def taken(step: str, came: str, to: str, reason: str = "") -> dict[str, Any]:
    return {
        "step": step, "from_status": came, "to_status": to, "reason": reason,
        "by_name": "方秀云", "by_office": "青溪纺织有限公司工会", "at": AT,
    }  # fmt: skip


@pytest.mark.parametrize("kin", [0, 1, 6, 7, 30])
def test_every_row_is_as_wide_as_the_grid(kin: int) -> None:
    """AID-09: a row that is not would be drawn askew; who does not fit is counted and not left out silently."""
    rows = grid(form(kin=kin))
    assert {sum(cell.span for cell in row) for row in rows} == {COLUMNS}
    said = " ".join(cell.text for row in rows for cell in row)
    assert ("另有 24 人" in said) == (kin == 30)


def test_what_the_desks_have_said() -> None:
    """AID-10: local days, reasons, and nothing of before a case was sent back."""
    steps = [
        taken("submit", "draft", "unit_review"),
        taken("pass", "unit_review", "notice"),
        taken("pass", "notice", "unit_confirm", "GS-2026-000001 公示通过"),
        taken("return", "unit_confirm", "unit_review", "补充材料"),
        taken("pass", "unit_review", "notice", "材料齐全"),
    ]
    found = opinions(WHOLE_WAY, steps)
    assert [bool(each.text) for each in found] == [True, False, False, False, False]
    assert (found[0].text, found[0].on) == ("同意。材料齐全", date(2026, 11, 26))
    assert opinions(WHOLE_WAY, [*steps, taken("return", "notice", "draft")])[0] == Opinion()
    rejected = opinions(WHOLE_WAY, [*steps[:1], taken("reject", "unit_review", "rejected", "不符合条件")])
    assert rejected[0].text == "不予批准。不符合条件"


def test_a_word_document() -> None:
    """ui.md row 25: it opens, holds every text and the places of the seals, and no markup of its own."""
    document = docx.Document(io.BytesIO(form_docx.write(page(form(HOSTILE)))))
    said = "\n".join(cell.text for row in document.tables[0].rows for cell in row.cells)
    assert HOSTILE in said
    assert said.count("（盖章）") >= len(Stage)
    assert "领款人（签字）" in said


@pytest.mark.parametrize("kin", [0, 7, 30])
def test_a_pdf_is_one_page(kin: int) -> None:
    """ui.md row 25: one page of A4 with six desks, a full family, and the longest texts that there are room for."""
    assert "<script>" not in form_pdf.html(page(form(HOSTILE)))
    address = "云江市青溪县城关镇人民路十二号三栋四零二室" * 2
    long = replace(
        form(kin=kin, said="同意。" + "情况属实" * 16),
        residence=address,
        union=address,
        bank=address[:30],
        reason="困难" * 500,
        basis="低于标准；" * 200,
    )
    require_pages()
    import weasyprint

    pages = weasyprint.HTML(string=form_pdf.html(page(long)), url_fetcher=nothing).render().pages
    assert (len(pages), round(pages[0].width * 25.4 / 96)) == (1, 210)


def test_whole_wants_a_reason() -> None:
    """trust.md 1.5: as a reveal on the screen does; the same case twice is one form."""
    one = UUID(int=1)
    assert FormsAsked(case_ids=(one, one)).case_ids == (one,)
    with pytest.raises(WholeReasonMissing):
        FormsAsked(case_ids=(one,), whole=True)
    with pytest.raises(NoteMissing):
        FormsAsked(case_ids=(one,), whole=True, reason=RevealReason.OTHER)
